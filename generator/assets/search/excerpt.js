/**
 * Excerpt: the part of a text that has most of the query, and where in it.
 */

/** @import { Excerpt, Folder, Lang, Span, Tokenizer } from "../types/search" */

/** Characters of an excerpt; a Han character says as much as three letters. */
const LENGTH = { "zh-Hant": 80, en: 180 };
const MOST_MARKED = 6;
/** Characters that a word is worth which the excerpt has already. */
const AGAIN = 0.5;
/** What a figure is worth to somebody who asks how many, and what one looks like. */
const WITH_FIGURE = 1.5;
const FIGURE = /[0-9]|[一二三四五六七八九十百千]+(?:個|位|人|天|項|萬|億|成|分之)/;

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

/** Where the lines and the clauses of a text begin. @param {string} text */
function beginnings(text) {
  const found = [0];
  for (const { index, 0: sign } of text.matchAll(/\n|[。；！？]|[.;!?] /g)) {
    found.push(index + sign.length);
  }
  return found.filter((at) => at < text.length);
}

/**
 * What the spans from one place to another are worth: each word once, its repetitions little;
 * a figure there, if figures are asked for.
 * @param {string} text @param {Span[]} spans @param {number} from @param {number} to
 * @param {boolean} figures
 */
function worth(text, spans, from, to, figures) {
  const seen = new Set();
  let sum = 0;
  for (const [start, end] of spans) {
    if (start < from || end > to) continue;
    const word = text.slice(start, end).toLowerCase();
    sum += seen.has(word) ? AGAIN : end - start;
    seen.add(word);
  }
  return sum && figures && FIGURE.test(text.slice(from, to)) ? sum * WITH_FIGURE : sum;
}

/**
 * The stretch of a text that has most of the query: from the beginning of a line or sentence,
 * or, where what is found stands far behind that, from a little before it. Where but little is
 * found, it is the text's own beginning.
 * @param {string} text @param {Span[]} spans @param {number} length @param {boolean} figures
 */
function densest(text, spans, length, figures) {
  const clauses = beginnings(text);
  const near = spans.map(([from]) => {
    const start = Math.max(0, from - Math.floor(length / 5));
    const own = clauses.findLast((at) => at <= from) ?? 0;
    if (own >= start) return own;
    const lead = text.slice(start, from);
    const gap = /^.*?[\s，。；：、！？]/.exec(lead);
    return start && gap ? start + gap[0].length : start;
  });
  let best = 0;
  let most = 0;
  for (const start of [...clauses, ...near].sort((a, b) => a - b)) {
    const sum = worth(text, spans, start, start + length, figures);
    if (sum > most) [best, most] = [start, sum];
  }
  const first = spans.find(([from, to]) => from >= best && to <= best + length)?.[0] ?? 0;
  const own = clauses.findLast((at) => at <= first) ?? 0;
  // What stands before its line is worth less room than what follows.
  const far = own > best + length / 3 && worth(text, spans, own, own + length, figures) >= most;
  return far ? own : best;
}

/**
 * @param {string} text @param {Span[]} spans the places of a query's words in it @param {Lang} lang
 * @param {boolean} [figures] whether the query asks how many or how much
 * @returns {Excerpt}
 */
export function excerpt(text, spans, lang, figures = false) {
  const length = LENGTH[lang];
  const start = densest(text, spans, length, figures);
  const end = Math.min(text.length, start + length);
  const before = start ? "…" : "";
  const shift = before.length - start;
  const marks = spans
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]) => /** @type {Span} */ ([from + shift, to + shift]));
  const words = text.slice(start, end).replace(/\n/g, " ");
  return { text: before + words + (end < text.length ? "…" : ""), marks };
}

/**
 * What of a text is to be marked on arrival: each wording once.
 * @param {string} text @param {Span[]} spans
 */
export const marked = (text, spans) =>
  [...new Set(spans.map(([from, to]) => text.slice(from, to)))].slice(0, MOST_MARKED);
