/**
 * Excerpt: the part of a text that has most of the query, and where in it.
 */

/** @import { Excerpt, Folder, Lang, Span, Tokenizer } from "../types/search" */

/** Characters of an excerpt; a Han character says as much as three letters. */
const LENGTH = { "zh-Hant": 80, en: 180 };
const MOST_MARKED = 6;

/**
 * The places of `tokens` in a text, those that touch in one.
 * @param {Pick<Folder & Tokenizer, "traced" | "tokens">} index @param {string} text
 * @param {Set<string>} tokens
 */
export function places(index, text, tokens) {
  const { folded, at } = index.traced(text);
  /** @type {Span[]} */
  const spans = [];
  for (const { token, start, end } of index.tokens(folded)) {
    if (!tokens.has(token)) continue;
    // A place ends where the next character of the text begins.
    let stop = end;
    while (stop < at.length - 1 && at[stop] === at[end - 1]) stop += 1;
    const [from, to] = [at[start], at[stop]];
    const last = spans.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
  }
  return spans;
}

/**
 * Where the stretch of this length begins that has most of the spans.
 * @param {Span[]} spans @param {number} length
 */
function densest(spans, length) {
  let best = 0;
  let most = -1;
  spans.forEach(([from], i) => {
    let sum = 0;
    for (let j = i; j < spans.length && spans[j][1] <= from + length; j += 1) {
      sum += spans[j][1] - spans[j][0];
    }
    if (sum > most) [best, most] = [from, sum];
  });
  return best;
}

/**
 * @param {Pick<Folder & Tokenizer, "traced" | "tokens">} index @param {string} text
 * @param {Set<string>} tokens @param {Lang} lang @returns {Excerpt}
 */
export function excerpt(index, text, tokens, lang) {
  const length = LENGTH[lang];
  const spans = places(index, text, tokens);
  const best = densest(spans, length);
  let start = Math.max(0, best - Math.floor(length / 5));
  if (start) {
    // From the beginning of a word or clause, where one is near.
    const lead = text.slice(start, best);
    const gap = /^.*?[\s，。；：、！？]/.exec(lead);
    start += gap ? gap[0].length : 0;
  }
  const end = Math.min(text.length, start + length);
  const before = start ? "…" : "";
  const shift = before.length - start;
  const marks = spans
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]) => /** @type {Span} */ ([from + shift, to + shift]));
  return { text: before + text.slice(start, end) + (end < text.length ? "…" : ""), marks };
}

/**
 * What of a text is to be marked on arrival: each wording once.
 * @param {string} text @param {Span[]} spans
 */
export const marked = (text, spans) =>
  [...new Set(spans.map(([from, to]) => text.slice(from, to)))].slice(0, MOST_MARKED);
