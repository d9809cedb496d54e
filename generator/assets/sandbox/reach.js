/** Which answers meet a condition with other figures in it: where none can, or every one does. */
import { at } from "./change.js";

/**
 * @import { Expression, Question } from "../calculator/engine.js"
 * @import { Figure, Path, Problem } from "./change.js"
 *
 * @typedef {object} Span of answers to one question
 * @property {number} low
 * @property {boolean} above whether `low` itself is not in it
 * @property {number} high
 * @property {boolean} below whether `high` itself is not in it
 */

/** @type {Span} */
const ALL = { low: -Infinity, above: false, high: Infinity, below: false };
/** @type {Record<string, (n: number) => Span>} */
const SPANS = {
  at_least: (low) => ({ ...ALL, low }),
  more_than: (low) => ({ ...ALL, low, above: true }),
  at_most: (high) => ({ ...ALL, high }),
  less_than: (high) => ({ ...ALL, high, below: true }),
  equal: (n) => ({ ...ALL, low: n, high: n }),
};
/** @type {Record<string, string>} */
const TURNED = {
  at_least: "at_most",
  more_than: "less_than",
  at_most: "at_least",
  less_than: "more_than",
  equal: "equal",
};
/** @type {Record<string, (n: number) => Span>} */
const OPPOSITE = {
  at_least: SPANS.less_than,
  more_than: SPANS.at_most,
  at_most: SPANS.more_than,
  less_than: SPANS.at_least,
};

/**
 * Why a figure with which answers are compared cannot stand, after the bounds of the question.
 * @param {any} rules @param {Figure} figure @returns {Problem | null}
 */
export function outOfReach(rules, { paths: [path], question: id }) {
  const question = questionOf(rules, id);
  const parent = path.slice(0, -1);
  const [operator, span] = comparison(at(rules, parent), id) ?? [];
  if (!question || !operator || !span) return null;
  const bounds = boundsOf(question);
  const opposite = OPPOSITE[operator]?.(Number(at(rules, path)));
  const decides = path.includes("met_when");
  const always = decides && opposite !== undefined && isEmpty(question, [bounds, opposite]);
  if (!always && !isEmpty(question, [bounds, span])) return excluded(rules, parent, question);
  const { min, above, max } = question;
  const value = Number(at(rules, path));
  if (max !== undefined && value >= max) return { code: "answers_most", places: { n: max } };
  return min !== undefined
    ? { code: "answers_least", places: { n: min } }
    : { code: "answers_above", places: { n: above ?? 0 } };
}

/**
 * What together with the comparison has to hold leaves no answer.
 * @param {any} rules @param {Path} path of the comparison @param {Question} question
 * @returns {Problem | null}
 */
function excluded(rules, path, question) {
  const around = at(rules, path.slice(0, -1));
  if (!Array.isArray(around) || around[0] !== "all") return null;
  const [, ...parts] = around;
  const spans = parts.flatMap((/** @type {Expression} */ part) => {
    const [, span] = comparison(part, question.id) ?? [];
    return span ? [span] : [];
  });
  return isEmpty(question, [boundsOf(question), ...spans]) ? { code: "nobody" } : null;
}

/** @param {any} rules @param {string} [id] @returns {Question | undefined} */
const questionOf = (rules, id) =>
  rules.questions.find((/** @type {Question} */ question) => question.id === id);

/**
 * The operator, as read from the question on, and the answers that it takes.
 * @param {Expression} node @param {string} [id] of the question
 * @returns {[string, Span] | null}
 */
function comparison(node, id) {
  if (!Array.isArray(node)) return null;
  const [operator, first, second] = /** @type {any[]} */ (node);
  const n = first === id ? second : second === id ? first : undefined;
  if (!(operator in SPANS) || typeof n !== "number") return null;
  const read = first === id ? operator : TURNED[operator];
  return [read, SPANS[read](n)];
}

/** @param {Question} question @returns {Span} */
function boundsOf({ min, above, max = Infinity }) {
  const bounded = min === undefined || (above !== undefined && above >= min);
  return bounded
    ? { low: above ?? -Infinity, above: above !== undefined, high: max, below: false }
    : { low: min, above: false, high: max, below: false };
}

/**
 * Whether no answer is in all of them.
 * @param {Question} question @param {readonly Span[]} spans
 */
function isEmpty({ type }, spans) {
  let { low, above, high, below } = ALL;
  for (const span of spans) {
    if (span.low > low || (span.low === low && span.above)) ({ low, above } = span);
    if (span.high < high || (span.high === high && span.below)) ({ high, below } = span);
  }
  if (type === "integer") {
    const least = above ? Math.floor(low) + 1 : Math.ceil(low);
    return least > (below ? Math.ceil(high) - 1 : Math.floor(high));
  }
  return low > high || (low === high && (above || below));
}
