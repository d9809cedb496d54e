/**
 * The site's search, for its own pages and for others:
 *
 *     import { search } from "https://…/assets/search/search.js";
 *     const results = await search("虛擬攝影棚", { lang: "zh-Hant", limit: 10 });
 *
 * Nothing is loaded before the first query. It runs on a page and in a worker. What a result
 * holds is in ../types/search.d.ts.
 */
import { excerpt, marked, places } from "./excerpt.js";
import { manifest, ROOT, section } from "./index.js";
import { near } from "./near.js";
import { terms } from "./query.js";
import { rank } from "./rank.js";

/** @import { Index, Lang, Ranked, Result } from "../types/search" */

export { Unreachable } from "./index.js";

/** One in so many results is kept for the other language, where it has any. */
const OTHERS = 5;
/** So many results are looked at to see how much of their titles the query has. */
const LOOKED_AT = 12;
/** What a title adds that the query has in full: set by hand on bench/search/unseen.yml. */
const WHOLE_TITLE = 0.3;
/** @type {Lang[]} */
const LANGS = ["zh-Hant", "en"];

/** @typedef {{lang?: Lang, limit?: number}} Options the reader's language, and how many at most */

/**
 * @param {string} query As it was typed.
 * @param {Options} [options]
 * @returns {Promise<Result[]>} The best first; those of the other language last. Rejects
 *   with Unreachable where a file of the index cannot be had; the next call asks again.
 */
export async function search(query, { lang = "zh-Hant", limit = 10 } = {}) {
  const index = await manifest();
  const words = String(query ?? "");
  const wanted = await terms(index, words);
  const ranked = rank(index, wanted, lang);
  const tokens = new Set(wanted.terms.map((term) => term.token));
  const first = chosen([...offers(index, words, ranked), ...ranked], Math.max(limit, LOOKED_AT));
  const sections = await Promise.all(first.map((hit) => resultOf(index, hit, lang, tokens)));
  const results = sections.filter((result) => result !== null);
  // Offers stay first, the other language last.
  const place = (/** @type {Result} */ result) => (result.offer ? 0 : result.lang === lang ? 1 : 2);
  results.sort((a, b) => place(a) - place(b) || b.score - a.score);
  return shared(results, (result) => result.lang !== lang, limit);
}

/**
 * Terms of the site that come near a query which nothing answers.
 * @param {string} query @param {Options} [options]
 */
export async function nearTerms(query, { lang = "zh-Hant", limit = 5 } = {}) {
  return near(await manifest(), String(query ?? ""), lang, limit);
}

/** The words of the search's own interface, as data/interface.yml has them. @param {Lang} lang */
export const wording = async (lang) => (await manifest()).words[lang];

/** The names of owners, as data/site.yml has them. @param {Lang} lang */
export const ownerNames = async (lang) => (await manifest()).owner_names[lang];

/** The first of what was ranked, each once. @param {Ranked[]} ranked @param {number} limit */
function chosen(ranked, limit) {
  const seen = new Set();
  const once = ranked.filter(({ pair, other }) => {
    const key = `${pair} ${other}`;
    return !seen.has(key) && seen.add(key);
  });
  return shared(once, (hit) => hit.other, limit);
}

/**
 * So many of a list that some of the other language are among them, last.
 * @template Item
 * @param {Item[]} list @param {(item: Item) => boolean} isOther @param {number} limit
 */
export function shared(list, isOther, limit) {
  const others = list.filter(isOther);
  const own = list.filter((item) => !isOther(item));
  const room = Math.min(others.length, Math.floor(limit / OTHERS));
  const first = own.slice(0, limit - room);
  return [...first, ...others.slice(0, limit - first.length)];
}

/**
 * The calculators, where the query asks what they answer.
 * @param {Index} index @param {string} query @param {Ranked[]} ranked @returns {Ranked[]}
 */
function offers(index, query, ranked) {
  const folded = index.fold(query);
  const questions = LANGS.flatMap((lang) => (index.words[lang].asks ?? "").split(/[、,] ?/));
  if (!questions.some((words) => words && folded.includes(index.fold(words)))) return [];
  const best = ranked[0]?.score ?? 1;
  return index.calculators.map((pair) => ({ pair, score: best, other: false, offer: true }));
}

/**
 * @param {Index} index @param {Ranked} hit @param {Lang} lang @param {Set<string>} tokens
 * @returns {Promise<Result | null>}
 */
async function resultOf(index, { pair, score, other, offer = false }, lang, tokens) {
  const own = other ? opposite(lang) : lang;
  const shown = other ? own : (await section(index, lang, pair)) ? lang : opposite(lang);
  const hit = await section(index, shown, pair);
  if (!hit) return null;
  const spans = places(index, hit.text, tokens);
  const title = hit.title || hit.pageTitle;
  const inTitle = places(index, title, tokens);
  const share = inTitle.reduce((sum, [start, end]) => sum + end - start, 0) / title.length;
  return {
    title: hit.pageTitle,
    url: new URL(hit.url + (hit.anchor ? `#${hit.anchor}` : ""), ROOT).href,
    section: hit.title,
    lang: shown,
    kind: index.names[Number(index.kinds[index.pageOf[pair]])],
    owner: index.marks[Number(index.owners[index.pageOf[pair]])] ?? "",
    score: score * (1 + WHOLE_TITLE * share),
    trail: hit.trail,
    excerpt: excerpt(index, hit.text, tokens, shown),
    marks: inTitle,
    terms: [...new Set([...marked(title, inTitle), ...marked(hit.text, spans)])],
    offer,
  };
}

/** @param {Lang} lang @returns {Lang} */
const opposite = (lang) => (lang === "en" ? "zh-Hant" : "en");

/** Where a result leads, with what the page is to mark on arrival. @param {Result} result */
export function arrival(result) {
  const url = new URL(result.url);
  if (result.terms.length) url.searchParams.set("h", result.terms.join(" "));
  return url.href;
}
