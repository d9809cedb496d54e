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
import { asksForFigures, mayHoldFacts } from "./holds.js";
import { head, manifest, ROOT, textOf } from "./index.js";
import { near } from "./near.js";
import { ordered, Wanted } from "./order.js";
import { terms } from "./query.js";
import { rank } from "./rank.js";

/** @import { Found, Group, Head, Index, Lang, Ranked, Result, Scored } from "../types/search" */

export { Unreachable } from "./index.js";

/** One in so many results is kept for the other language, where it has any. */
const OTHERS = 5;
/** So many results are looked at to see how well their titles and phrases fit the query. */
const LOOKED_AT = 12;

/** @typedef {{lang?: Lang, limit?: number}} Options the reader's language, and how many at most */

/** So few results are little; another spelling is then looked for. */
const LITTLE = 2;

/** Tokens of a query that is but a name or a few words. */
const FEW = 5;

/**
 * What a query finds.
 * @param {string} query As it was typed.
 * @param {Options} [options]
 * @returns {Promise<Found>} Rejects with Unreachable where a file of the index cannot be had;
 *   the next call asks again.
 */
export async function find(query, { lang = "zh-Hant", limit = 10 } = {}) {
  const index = await manifest();
  const words = String(query ?? "");
  const first = await groupsOf(index, words, lang, limit);
  const { groups, doubtful } = first;
  // A figure is no slip.
  const right = (groups.length > LITTLE && !doubtful) || /\p{N}/u.test(words);
  const corrected = right ? null : await (await import("./correct.js")).correct(index, words);
  const second = corrected ? await groupsOf(index, corrected, lang, limit) : null;
  const better = second && second.groups.length > (doubtful ? 0 : groups.length);
  const found = better ? second : first;
  const { sought } = found;
  const results = await Promise.all(found.groups.map((group) => resultOf(index, group, sought)));
  return { results, corrected: (better && corrected) || "" };
}

/**
 * The results alone, the best first; those of the other language last.
 * @param {string} query @param {Options} [options]
 */
export const search = async (query, options) => (await find(query, options)).results;

/**
 * What the rules of a scheme make of the figures in a query, if it holds any.
 * @param {string} query @param {Options} [options]
 */
export async function workedOut(query, { lang = "zh-Hant" } = {}) {
  const words = String(query ?? "");
  if (!mayHoldFacts(await manifest(), words)) return null;
  const { answer } = await import("./answer.js");
  return answer(words, { lang });
}

/**
 * What a query finds, what is to be marked in it, and whether the query is a few words of which
 * the site does not know all.
 * @param {Index} index @param {string} words @param {Lang} lang @param {number} limit
 */
async function groupsOf(index, words, lang, limit) {
  const { wanted, scored, fits } = await lookedAt(index, words, lang, limit);
  const [own, others] = [true, false].map((same) =>
    ordered(
      index,
      scored.filter(({ head }) => (head.lang === lang) === same),
      fits,
    ),
  );
  const groups = shared([...own, ...others], ({ shown }) => shown.head.lang !== lang, limit);
  const doubtful = wanted.strange && !wanted.question && wanted.tokens.size <= FEW;
  const tokens = new Set(wanted.terms.map((term) => term.token));
  return { groups, doubtful, sought: { tokens, figures: asksForFigures(index, words) } };
}

/**
 * The sections from which the results are taken, before they are put in order.
 * @param {Index} index @param {string} words @param {Lang} lang @param {number} limit
 */
export async function lookedAt(index, words, lang, limit) {
  const wanted = await terms(index, words);
  const ranked = rank(index, wanted, lang);
  const first = shared(ranked, (hit) => hit.other, Math.max(limit, LOOKED_AT));
  const read = await Promise.all(first.map((hit) => scoredOf(index, hit, lang)));
  const scored = read.filter((item) => item !== null);
  return { wanted, scored, fits: new Wanted(index, wanted, index.fold(words)) };
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
 * A section with what it is called, as it is to be shown.
 * @param {Index} index @param {Ranked} hit @param {Lang} lang @returns {Promise<Scored | null>}
 */
async function scoredOf(index, { pair, score, other, close }, lang) {
  const own = other ? null : await head(index, lang, pair);
  const shown = own ?? (await head(index, opposite(lang), pair));
  const kind = index.names[Number(index.kinds[index.pageOf[pair]])];
  return shown && { pair, score, close, head: shown, kind, called: false };
}

/**
 * A group as it is shown.
 * @param {Index} index @param {Group} group
 * @param {{tokens: Set<string>, figures: boolean}} sought @returns {Promise<Result>}
 */
async function resultOf(index, { shown, says, score, card, others }, { tokens, figures }) {
  const { pair, head, kind } = shown;
  const text = await textOf(index, says.head.lang, says.pair);
  const spans = places(index, text, tokens);
  const title = head.title || head.pageTitle;
  const marks = places(index, title, tokens);
  return {
    title: head.pageTitle,
    url: addressOf(head),
    section: head.title,
    lang: head.lang,
    kind,
    owner: index.marks[Number(index.owners[index.pageOf[pair]])] ?? "",
    score,
    trail: head.trail,
    excerpt: excerpt(text, spans, head.lang, figures),
    marks,
    terms: [...new Set([...marked(title, marks), ...marked(text, spans)])],
    card,
    pages: others.map(({ head, kind }) => ({
      url: addressOf(head),
      title: head.title || head.pageTitle,
      kind,
    })),
  };
}

/** The absolute address of a section. @param {Head} head */
export const addressOf = ({ url, anchor }) =>
  new URL(url + (anchor ? `#${anchor}` : ""), ROOT).href;

/** @param {Lang} lang @returns {Lang} */
const opposite = (lang) => (lang === "en" ? "zh-Hant" : "en");

/** Where a result leads, with what the page is to mark on arrival. @param {Result} result */
export function arrival(result) {
  const url = new URL(result.url);
  if (result.terms.length) url.searchParams.set("h", result.terms.join(" "));
  return url.href;
}
