/**
 * The site's search, for its own pages and for others:
 *
 *     import { search } from "https://…/assets/search/search.js";
 *     const results = await search("虛擬攝影棚", { lang: "zh-Hant", limit: 10 });
 *
 * Nothing is loaded before the first query. It runs on a page and in a worker.
 *
 * @typedef {Object} Result
 * @property {string} title Of the page.
 * @property {string} url Absolute, with the section's anchor.
 * @property {string} section Title of the section; "" for the beginning of a page.
 * @property {string} lang "zh-Hant" or "en": the language of the page.
 * @property {string} kind "rules", "calculator", "visits", "policies", "people", "glossary" or "about".
 * @property {number} score Comparable within one list only.
 * @property {string[]} trail Titles of the pages above.
 * @property {{text: string, marks: number[][]}} excerpt Around the match; marks are [start, end].
 * @property {string[]} terms The matches as they stand there, to be marked on arrival.
 * @property {boolean} offer The calculator, offered because the query is a question that it answers.
 */

import { excerpt, marked, places } from "./excerpt.js";
import { ROOT, manifest, section } from "./index.js";
import { near } from "./near.js";
import { terms } from "./query.js";
import { rank } from "./rank.js";

export { Unreachable } from "./index.js";

/** One in so many results is kept for the other language, where it has any. */
const OTHERS = 5;
/** So many results are looked at to see how much of their titles the query has. */
const LOOKED_AT = 12;
/** What a title adds that the query has in full. */
const WHOLE_TITLE = 0.3;

/**
 * @param {string} query As it was typed.
 * @param {{lang?: "zh-Hant" | "en", limit?: number}} [options]
 * @returns {Promise<Result[]>} The best first; those of the other language last. Rejects
 *   with Unreachable where a file of the index cannot be had; the next call asks again.
 */
export async function search(query, { lang = "zh-Hant", limit = 10 } = {}) {
  const index = await manifest();
  const words = String(query ?? "");
  const wanted = await terms(index, words);
  const ranked = rank(index, wanted, lang);
  const tokens = new Set(wanted.terms.map((term) => term.token));
  const first = [...offers(index, words, lang, ranked), ...ranked];
  const results = await Promise.all(
    chosen(first, Math.max(limit, LOOKED_AT)).map((each) => result(index, each, lang, tokens)),
  );
  const found = results.filter(Boolean);
  // Offers stay first, the other language last.
  const place = (each) => (each.offer ? 0 : each.lang === lang ? 1 : 2);
  found.sort((a, b) => place(a) - place(b) || b.score - a.score);
  return shared(found, (each) => each.lang !== lang, limit);
}

/** Terms of the site that come near a query which nothing answers. */
export async function nearTerms(query, { lang = "zh-Hant", limit = 5 } = {}) {
  return near(await manifest(), String(query ?? ""), lang, limit);
}

/** The words of the search's own interface, as data/interface.yml has them. */
export const wording = async (lang) => (await manifest()).words[lang];

function chosen(ranked, limit) {
  const seen = new Set();
  const once = ranked.filter(({ pair, other }) => {
    const key = `${pair} ${other}`;
    return !seen.has(key) && seen.add(key);
  });
  return shared(once, (each) => each.other, limit);
}

/** So many of a list that some of the other language are among them, last. */
function shared(list, isOther, limit) {
  const others = list.filter(isOther);
  const own = list.filter((each) => !isOther(each));
  const room = Math.min(others.length, Math.floor(limit / OTHERS));
  const first = own.slice(0, limit - room);
  return [...first, ...others.slice(0, limit - first.length)];
}

/** The calculators, where the query asks what they answer. */
function offers(index, query, lang, ranked) {
  const folded = index.fold(query);
  const asks = ["zh-Hant", "en"].flatMap((each) => (index.words[each].asks ?? "").split(/[、,] ?/));
  if (!asks.some((ask) => ask && folded.includes(index.fold(ask)))) return [];
  const best = ranked[0]?.score ?? 1;
  return index.calculators.map((pair) => ({ pair, score: best, other: false, offer: true }));
}

async function result(index, { pair, score, other, offer = false }, lang, tokens) {
  const own = other ? opposite(lang) : lang;
  const shown = other ? own : (await section(index, lang, pair)) ? lang : opposite(lang);
  const found = await section(index, shown, pair);
  if (!found) return null;
  const spans = places(index, found.text, tokens);
  const title = found.title || found.pageTitle;
  const inTitle = places(index, title, tokens);
  const share = inTitle.reduce((sum, [start, end]) => sum + end - start, 0) / title.length;
  return {
    title: found.pageTitle,
    url: new URL(found.url + (found.anchor ? `#${found.anchor}` : ""), ROOT).href,
    section: found.title,
    lang: shown,
    kind: index.names[index.kinds[index.pageOf[pair]]],
    score: score * (1 + WHOLE_TITLE * share),
    trail: found.trail,
    excerpt: excerpt(index, found.text, tokens, shown),
    marks: inTitle,
    terms: [...new Set([...marked(title, inTitle), ...marked(found.text, spans)])],
    offer,
  };
}

const opposite = (lang) => (lang === "en" ? "zh-Hant" : "en");

/** Where a result leads, with what the page is to mark on arrival. */
export function arrival(result) {
  const url = new URL(result.url);
  if (result.terms.length) url.searchParams.set("h", result.terms.join(" "));
  return url.href;
}
