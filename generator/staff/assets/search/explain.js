/**
 * Explain: what a query finds and why, and which queries of the editors' own list are answered.
 * For staff's tools alone, the preview and the command line: no page of the site loads it. It
 * asks the search for all that it says, and ranks nothing itself.
 */
import { marked, places } from "./excerpt.js";
import { head, manifest, ROOT, textOf } from "./index.js";
import { asked, oneSlip, unitsOf } from "./query.js";
import { addressOf, find, lookedAt, workedOut } from "./search.js";

/**
 * @import { Head, Index, Lang, Result, Scored, Token } from "../types/search"
 * @import { Expected, Explained, Explanation, FieldFound, Judged } from "../types/staff"
 * @typedef {{lang: Lang, limit: number}} Options the reader's language, and how many at most
 */

/** An expected page is to be among so many results. */
export const FIRST = 3;

/**
 * What a query finds, and why.
 * @param {string} query As it was typed.
 * @param {Options} options @returns {Promise<Explained>}
 */
export async function explain(query, { lang, limit }) {
  const index = await manifest();
  const [{ results, corrected }, answer] = await Promise.all([
    find(query, { lang, limit }),
    workedOut(query, { lang }),
  ]);
  const words = corrected || query;
  const { wanted, scored, fits } = await lookedAt(index, words, lang, limit);
  const tokens = unitsOf(asked(index, index.fold(words)).tokens).wanted;
  const typed = asTyped(index, words);
  const of = new Map(wanted.terms.map((term) => [term.token, term]));
  const near = tokens.filter(({ token }) => (of.get(token)?.postings.weight ?? 1) < 1);
  const reasons = results.map(async (result) => {
    const item = scored.find(({ head }) => addressOf(head) === result.url);
    return { ...result, why: item ? await why(index, item, tokens, typed, fits) : null };
  });
  return {
    query,
    lang,
    corrected,
    answer,
    words: pieces(tokens, () => false).map(typed),
    near: [...new Set(near.map(({ word, token }) => typed(word ?? token)))],
    unknown: pieces(tokens, (token) => of.has(token.token)).map(typed),
    results: await Promise.all(reasons),
  };
}

/**
 * Where a section has the words of a query, which of them it lacks, and which of its names fits
 * the query best. A section is found by the words of its counterpart, too.
 * @param {Index} index @param {Scored} item @param {Token[]} tokens
 * @param {(folded: string) => string} typed @param {{fit: (text: string) => number}} fits
 * @returns {Promise<Explanation>}
 */
async function why(index, { pair, head: { lang: own } }, tokens, typed, fits) {
  /** @type {Lang} */
  const opposite = own === "en" ? "zh-Hant" : "en";
  /** @type {FieldFound[]} */
  const where = [];
  /** @type {Set<Token>} */
  const present = new Set();
  let best = { fit: 0, field: "", text: "" };
  for (const lang of [own, opposite]) {
    const shown = await head(index, lang, pair);
    const fields = shown ? fieldsOf(shown, await textOf(index, lang, pair)) : [];
    // Of the counterpart, what the section itself does not have.
    const missing = tokens.filter((token) => !present.has(token));
    for (const [field, texts] of fields) {
      const words = texts.flatMap((text) => matches(index, text, missing, present));
      if (words.length) where.push({ lang, field, words: [...new Set(words)] });
      if (lang !== own || !NAMING.has(field)) continue;
      for (const text of texts) {
        const fit = fits.fit(text);
        if (fit > best.fit) best = { fit, field, text };
      }
    }
  }
  const lacks = pieces(tokens, (token) => present.has(token)).map(typed);
  return { where, lacks, best: best.fit ? best : null };
}

/** The fields that name a section: how well they fit the query counts. */
const NAMING = new Set(["title", "name", "phrase"]);

/** @param {Head} head @param {string} text @returns {[string, string[]][]} */
function fieldsOf({ title, pageTitle, trail, names, phrases }, text) {
  return [
    ["title", [title || pageTitle]],
    ["page", title ? [pageTitle, ...trail] : trail],
    ["name", names],
    ["phrase", phrases],
    ["text", [text]],
  ];
}

/**
 * The words of a text for which it was found, as they stand there.
 * @param {Index} index @param {string} text @param {Token[]} tokens
 * @param {Set<Token>} present takes up those that are there
 */
function matches(index, text, tokens, present) {
  const own = index.tokens(index.fold(text));
  const matching = new Set();
  for (const token of tokens) {
    const same = own.filter((other) => other.token === token.token);
    const like = same.length ? same : own.filter((other) => standsFor(other, token));
    if (like.length) present.add(token);
    for (const { token } of like) matching.add(token);
  }
  return marked(text, places(index, text, matching));
}

/**
 * Whether a token of a text may be found for another one of a query.
 * @param {Token} own @param {Token} sought
 */
function standsFor(own, sought) {
  if (sought.kind === "han") return sought.token.length === 1 && own.token.startsWith(sought.token);
  if (sought.kind !== "latin" || !sought.word || !own.word) return false;
  return own.word.startsWith(sought.word) || oneSlip(sought.word, own.word);
}

/**
 * The words of a query but for those that are found, characters that stand together in one.
 * @param {Token[]} tokens @param {(token: Token) => boolean} isFound
 */
function pieces(tokens, isFound) {
  /** @type {Map<number, {text: string, end: number, han: boolean}>} */
  const left = new Map();
  for (const { kind, token, word, start, end } of tokens) {
    if (kind !== "han") left.set(start, { text: word ?? token, end, han: false });
    else {
      left.set(start, { text: token[0], end: start + 1, han: true });
      if (token.length > 1) left.set(end - 1, { text: token[1], end, han: true });
    }
  }
  for (const token of tokens.filter(isFound)) {
    for (const at of token.kind === "han" ? [token.start, token.end - 1] : [token.start]) {
      left.delete(at);
    }
  }
  /** @type {{text: string, end: number, han: boolean}[]} */
  const found = [];
  for (const [at, piece] of [...left].sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (last?.han && piece.han && last.end === at) {
      last.text += piece.text;
      last.end = piece.end;
    } else found.push({ ...piece });
  }
  return [...new Set(found.map(({ text }) => text))];
}

/**
 * How a folded word of a query was typed; one that the search has put there, as pages write it.
 * @param {Index} index @param {string} query
 */
function asTyped(index, query) {
  const { folded, at } = index.traced(query);
  const [to, from] = index.characters.map((list) => Array.from(list)).toReversed();
  const written = new Map(to.map((character, i) => [character, from[i]]));
  const numbers = new Map(index.tokens(folded).map((token) => [token.token, token]));
  return (/** @type {string} */ word) => {
    const number = numbers.get(word);
    const start = number?.start ?? folded.indexOf(word);
    const end = number?.end ?? start + word.length;
    if (start >= 0) return query.slice(at[start], at[end]).trim();
    return Array.from(word, (character) => written.get(character) ?? character).join("");
  };
}

/**
 * Which queries of a list find one of their pages among the first results.
 * @param {Expected[]} list @returns {Promise<Judged[]>}
 */
export async function judged(list) {
  return Promise.all(
    list.map(async (item) => {
      const results = (await find(item.query, { lang: item.lang })).results.slice(0, FIRST);
      const addresses = results.flatMap(({ url, pages }) => [url, ...pages.map(({ url }) => url)]);
      const wanted = new Set(item.leads_to.map((address) => new URL(address, ROOT).href));
      return { ...item, answered: addresses.some((url) => wanted.has(url)), results };
    }),
  );
}

/** “Page › section” of a result. @param {Pick<Result, "title" | "section">} result */
export const named = ({ title, section }) => (section ? `${title} › ${section}` : title);

/** An address relative to the site's root. @param {string} url */
export const address = (url) => (url.startsWith(ROOT.href) ? url.slice(ROOT.href.length) : url);
