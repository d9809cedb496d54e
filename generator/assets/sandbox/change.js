/** The rules with other figures in them, and what no rules can hold. */
import { children } from "../calculator/engine.js";
import { outOfReach } from "./reach.js";

/**
 * @import { Expression, Scheme } from "../calculator/engine.js"
 *
 * @typedef {(string | number)[]} Path in the published calculator
 * @typedef {object} Figure
 * @property {Path} rule of what it helps to decide
 * @property {Path[]} paths its own
 * @property {number | string} value a day of every year is a number: 430 for 04-30
 * @property {"integer" | "number" | "date" | "day"} type
 * @property {number} [least]
 * @property {number} [most]
 * @property {string} [question] the one with whose answer it is compared, or whose it bounds
 * @property {string} label
 * @property {string} [part] the reading or the note that it belongs to
 * @property {string} [unit]
 * @property {string} [currency]
 * @property {number} line in the file, from 1
 * @property {number} start
 * @property {number} end
 *
 * @typedef {ReadonlyMap<number, number | string>} Changes by the place of a figure among all
 * @typedef {{code: string, places?: Record<string, number>}} Problem
 */

/** What stands at a path. @param {any} tree @param {Path} path */
export const at = (tree, path) => path.reduce((part, step) => part[step], tree);

/**
 * The rules with figures changed.
 * @template {Scheme} T
 * @param {T} calculator @param {readonly Figure[]} figures @param {Changes} changes @returns {T}
 */
export function changed(calculator, figures, changes) {
  const copy = structuredClone(calculator);
  for (const [i, value] of changes)
    for (const path of figures[i].paths) at(copy, path.slice(0, -1))[path[path.length - 1]] = value;
  return copy;
}

/**
 * Why a value cannot stand where a figure stands, by itself.
 * @param {Figure} figure @param {number | string} value @returns {Problem | null}
 */
export function refusal({ type, least, most }, value) {
  if (typeof value !== "number" || type === "day") return null;
  if (type === "integer" && !Number.isSafeInteger(value)) return { code: "whole" };
  if (least !== undefined && value < least) return { code: "least", places: { n: least } };
  if (most !== undefined && value > most) return { code: "most", places: { n: most } };
  return null;
}

/**
 * What rules cannot hold together: shares that do not make the whole, bounds that leave no
 * answer, a date that is not moved, more points than there are, a figure that no answer reaches.
 * @param {any} calculator @param {readonly Figure[]} figures @param {Changes} changes
 * @returns {{figure: number, problem: Problem}[]}
 */
export function conflicts(calculator, figures, changes) {
  const rules = changed(calculator, figures, changes);
  /** @type {{figure: number, problem: Problem}[]} */
  const found = [];
  const seen = new Set();
  for (const figure of changes.keys()) {
    const { rule, paths } = figures[figure];
    const problem =
      conflict(rules, rule, paths[0]) ?? unreached(rules, figures, figure, calculator);
    const key = rule[0] === "instalments" ? "instalments" : rule.join();
    if (problem && !seen.has(key)) found.push({ figure, problem });
    if (problem) seen.add(key);
  }
  return found;
}

/**
 * A figure that no answer reaches, or a bound of answers that leaves another figure so.
 * @param {any} rules @param {readonly Figure[]} figures @param {number} i @param {any} before
 * @returns {Problem | null}
 */
function unreached(rules, figures, i, before) {
  const { rule, paths, question } = figures[i];
  if (rule[0] !== "questions" || paths[0].length > 3) return outOfReach(rules, figures[i]);
  const left = figures.find(
    (other) =>
      other.question === question && outOfReach(rules, other) && !outOfReach(before, other),
  );
  return left ? { code: "threshold", places: { n: Number(at(rules, left.paths[0])) } } : null;
}

/** @param {any} rules @param {Path} rule @param {Path} path @returns {Problem | null} */
function conflict(rules, rule, path) {
  if (rule[0] === "instalments") {
    const n = rules.instalments.reduce(
      (/** @type {number} */ sum, /** @type {any} */ { percent }) => sum + percent,
      0,
    );
    return n === 100 ? null : { code: "instalments", places: { n } };
  }
  if (rule[0] === "questions" && path.length === 3) {
    const { type, min = -Infinity, above = -Infinity, max = Infinity } = at(rules, rule);
    const least = Math.max(min, type === "integer" ? Math.floor(above) + 1 : above);
    return least < max || (least === max && above < max) ? null : { code: "order" };
  }
  for (let end = path.length - 1; end > rule.length; end--) {
    const problem = impossible(at(rules, path.slice(0, end)));
    if (problem) return problem;
  }
  return null;
}

/** @param {any} node an operator, or a part of one @returns {Problem | null} */
function impossible(node) {
  if (!Array.isArray(node)) return null;
  const [operator, first, ...rest] = node;
  if ((operator === "later" || operator === "earlier") && !rest.some(Boolean))
    return { code: "shift" };
  if (operator !== "enough") return null;
  const m = rest[0].reduce((/** @type {number} */ sum, /** @type {any} */ [n]) => sum + n, 0);
  return first > m ? { code: "points", places: { n: first, m } } : null;
}

/** Every node of an expression. @param {Expression} node @returns {Generator<Expression>} */
export function* nodesOf(node) {
  yield node;
  for (const inner of children(node)) yield* nodesOf(inner);
}
