/**
 * Excerpt: the part of a text that has most of the query, and where in it.
 */

/**
 * @import { Excerpt, Folder, Lang, Span, Tokenizer } from "../types/search"
 * @typedef {{words: string, from: number, gap: boolean}} Line a line, where it begins in its
 *   text, and whether something is left out before it
 */

/** Characters of an excerpt; a Han character says as much as three letters. */
const LENGTH = { "zh-Hant": 80, en: 180 };
const MOST_MARKED = 6;
/** Characters that a word is worth which the excerpt has already. */
const AGAIN = 0.5;
/** What stands between the cells of a row. */
const CELL = " · ";
/** So many names one below the other are a list of links, and say nothing. */
const LIST = 3;
/** Characters by which an excerpt may begin earlier in order not to begin within a word. */
const NEAR = 16;
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

/** Whether a line says something. @param {string} line */
const isSentence = (line) => /[。！]|[.!](?:\s|["”’)]*$)/.test(line);
/** Whether it is but a name, such as a link’s: no sentence and no row. @param {string} line */
const isName = (line) => !isSentence(line) && !line.includes(CELL);

/**
 * Lines with the names before each, the last of which may have none but those.
 * @param {Line[]} lines
 */
function runs(lines) {
  /** @type {{names: Line[], line?: Line}[]} */
  const found = [{ names: [] }];
  for (const line of lines) {
    const last = found[found.length - 1];
    if (isName(line.words)) last.names.push(line);
    else {
      last.line = line;
      found.push({ names: [] });
    }
  }
  return found;
}

/**
 * The lines of a text that are worth showing: none that the next one repeats, and no lists of
 * names where a sentence has something of the query.
 * @param {string} text @param {Span[]} spans
 */
function linesOf(text, spans) {
  let from = 0;
  const lines = text.split("\n").map((words) => {
    const line = { words, from, gap: false };
    from += words.length + 1;
    return line;
  });
  const own = lines.filter(
    ({ words }, i) => words && !lines[i + 1]?.words.startsWith(words + CELL),
  );
  const answered = own.some(
    ({ words, from }) =>
      isSentence(words) && spans.some(([at]) => at >= from && at < from + words.length),
  );
  if (!answered) return own;
  return runs(own).flatMap(({ names, line }) => {
    const gap = names.length >= LIST;
    return [...(gap ? [] : names), ...(line ? [{ ...line, gap }] : [])];
  });
}

/**
 * What stands between two lines: what names a thing introduces what is said of it; what else has
 * no full stop is one of a row.
 * @param {Line} line @param {Line} next @param {boolean} first @param {Lang} lang
 */
function joint({ words }, next, first, lang) {
  if (next.gap) return " … ";
  if (/[^\P{P}）)」』》”’%]\s*$/u.test(words)) return " ";
  const introduces = isSentence(next.words) && (first || isName(words));
  if (lang === "en") return introduces ? ": " : "; ";
  return introduces ? "：" : "；";
}

/**
 * A text in one line, with the signs that its lines do without; its spans, and where its lines
 * and clauses begin.
 * @param {string} text @param {Span[]} spans @param {Lang} lang
 */
function inOneLine(text, spans, lang) {
  const lines = linesOf(text, spans);
  let joined = "";
  /** @type {Span[]} */
  const moved = [];
  const starts = new Set([0]);
  lines.forEach((line, i) => {
    if (i) joined += joint(lines[i - 1], line, i === 1, lang);
    starts.add(joined.length);
    const shift = joined.length - line.from;
    const end = line.from + line.words.length;
    for (const [from, to] of spans)
      if (from >= line.from && from < end) moved.push([from + shift, Math.min(to, end) + shift]);
    joined += line.words;
  });
  for (const { index, 0: sign } of joined.matchAll(/[。；！？] ?|[.;!?] /g))
    starts.add(index + sign.length);
  const clauses = [...starts].filter((at) => at < joined.length).sort((a, b) => a - b);
  return { joined, moved, clauses };
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
 * The first place from one to another that is no middle of a word, nor of a date or a number with
 * its unit; or the last before them, if that is near.
 * @param {string} text @param {number} from @param {number} to
 */
function afterGap(text, from, to) {
  const begin = Math.max(0, from - NEAR);
  const gaps = text.slice(begin, to).matchAll(/[，。；：、！？]|(?<!\d) (?!\d)/g);
  const places = [...gaps].map(({ index }) => begin + index + 1);
  return places.find((at) => at >= from) ?? places.at(-1) ?? from;
}

/**
 * The stretch of a text that has most of the query: from the beginning of a line or sentence,
 * or, where what is found stands far behind that, from a little before it. Where but little is
 * found, it is the text's own beginning.
 * @param {string} text @param {Span[]} spans @param {number[]} clauses where they begin
 * @param {number} length @param {boolean} figures
 */
function densest(text, spans, clauses, length, figures) {
  const near = spans.map(([from]) => {
    const start = Math.max(0, from - Math.floor(length / 5));
    const own = clauses.findLast((at) => at <= from) ?? 0;
    if (own >= start) return own;
    return start && afterGap(text, start, from);
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
 * Where the last of a text begins: with a line or clause, or else in the middle of one.
 * @param {string} text @param {number[]} clauses @param {number} room @param {number} close
 */
function fuller(text, clauses, room, close) {
  const own = clauses.find((at) => at >= room && at < close);
  return own ?? (room > 0 ? afterGap(text, room, close) : 0);
}

/**
 * @param {string} text @param {Span[]} spans the places of a query's words in it @param {Lang} lang
 * @param {boolean} [figures] whether the query asks how many or how much
 * @returns {Excerpt}
 */
export function excerpt(text, spans, lang, figures = false) {
  const length = LENGTH[lang];
  const { joined, moved, clauses } = inOneLine(text, spans, lang);
  const close = densest(joined, moved, clauses, length, figures);
  // Where a text ends before its excerpt is full, more of what stands before is shown.
  const room = joined.length - length;
  const first = close > room ? fuller(joined, clauses, room, close) : close;
  const start = first + joined.slice(first).search(/\S|$/);
  const cut = joined.slice(start, start + length);
  const whole = start + cut.length === joined.length;
  // No word of letters is cut.
  const words = whole || lang !== "en" ? cut : cut.replace(/\s\S*$/, "");
  const before = start ? "…" : "";
  const shift = before.length - start;
  const marks = moved
    .filter(([from, to]) => from >= start && to <= start + words.length)
    .map(([from, to]) => /** @type {Span} */ ([from + shift, to + shift]));
  return { text: before + words + (whole ? "" : "…"), marks };
}

/**
 * What of a text is to be marked on arrival: each wording once.
 * @param {string} text @param {Span[]} spans
 */
export const marked = (text, spans) =>
  [...new Set(spans.map(([from, to]) => text.slice(from, to)))].slice(0, MOST_MARKED);
