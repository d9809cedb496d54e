/**
 * The answers to a question that can make a difference: those published for it, and those at
 * which the two sides of a comparison meet, the other answers being as they are.
 */
import { children, nearest, value } from "./engine.js";

/**
 * @import { Answer, Expression, Facts, Probes, Question } from "../types/calculator"
 *
 * @typedef {[Expression, Expression]} Pair two sides that are compared
 */

const ORDERS = ["at_least", "at_most", "more_than", "less_than", "equal"];

/** What is compared in an expression. @param {Expression} node @returns {Pair[]} */
export function pairsIn(node) {
  const inner = children(node).flatMap((child) => pairsIn(/** @type {Expression} */ (child)));
  if (!Array.isArray(node) || !ORDERS.includes(node[0])) return inner;
  return [/** @type {Pair} */ ([node[1], node[2]]), ...inner];
}

/** What goes by the day of the year, of any year. @param {Expression} node @returns {boolean} */
export const isYearly = (node) =>
  (Array.isArray(node) && node[0] === "between_days") ||
  children(node).some((child) => isYearly(/** @type {Expression} */ (child)));

/**
 * Other answers than the one given.
 * @param {Question} question @param {Facts} facts @param {Probes} probes
 * @param {Pair[]} pairs those of which this question is a part
 * @param {boolean} yearly whether anything that rests on it goes by the day of the year
 * @returns {Answer[]}
 */
export function candidates(question, facts, probes, pairs, yearly) {
  const { id, type } = question;
  const given = facts[id];
  const listed = probes[id] ?? [];
  if (type === "integer" || type === "number") {
    const numbers = /** @type {number[]} */ (listed);
    const found = type === "integer" ? wholeNear : realNear;
    const all = found(numbers, meetingsOf(question, facts, pairs, numbers));
    return [...new Set(all)].filter((number) => number !== given && fits(question, number));
  }
  if (type === "date") {
    const near = bareMeetings(id, facts, pairs).map(String).flatMap(daysAround);
    const days = /** @type {string[]} */ (listed);
    const about = yearly && typeof given === "string" ? inYearsAround(days, given) : [];
    return [...new Set([...listed, ...near, ...about])].filter((day) => day !== given);
  }
  if (type !== "choices" || !Array.isArray(given))
    return listed.filter((answer) => answer !== given);
  const all = /** @type {string[][]} */ (listed);
  const sets = [...all, ...oneAway(question, given)].map((set) => inOrder(question, set));
  const own = inOrder(question, given).join();
  const different = new Map(sets.map((set) => [set.join(), set]));
  return [...different.values()].filter((set) => set.join() !== own);
}

/** @param {Question} question @param {number} number */
const fits = ({ min = -Infinity, above = -Infinity, max = Infinity }, number) =>
  Number.isFinite(number) && number >= min && number > above && number <= max;

/** Sets with one option more or less. @param {Question} question @param {string[]} given */
const oneAway = ({ options = [] }, given) =>
  options.map(({ id }) =>
    given.includes(id) ? given.filter((other) => other !== id) : [...given, id],
  );

/** @param {Question} question @param {string[]} set */
const inOrder = ({ options = [] }, set) =>
  options.map(({ id }) => id).filter((id) => set.includes(id));

/** @param {number[]} numbers @param {number[]} points */
function wholeNear(numbers, points) {
  const near = points.flatMap((point) => {
    const [low, high] = [Math.floor(point), Math.ceil(point)];
    return [low, high, low + 1, high - 1];
  });
  return [...numbers, ...near].filter(Number.isSafeInteger);
}

/**
 * Points, also rounded to decimals that people write, and a number between each and the next.
 * @param {number[]} numbers @param {number[]} points
 */
function realNear(numbers, points) {
  const all = [...new Set([...numbers, ...points])].sort((a, b) => a - b);
  const beside = points.flatMap((point) => {
    const at = all.indexOf(point);
    const [low, high] = [all[at - 1] ?? point - 2, all[at + 1] ?? point + 2];
    return [(low + point) / 2, (point + high) / 2];
  });
  const rounded = points.flatMap((point) => [Math.floor(point * 1e6), Math.ceil(point * 1e6)]);
  return [...all, ...rounded.map((millionths) => millionths / 1e6), ...beside];
}

/**
 * Where a question's answer stands by itself on one side, what the other comes to.
 * @param {string} id @param {Facts} facts @param {Pair[]} pairs
 * @returns {(number | string)[]}
 */
function bareMeetings(id, facts, pairs) {
  return pairs.flatMap(([a, b]) => {
    if (a !== id && b !== id) return [];
    const other = value(a === id ? b : a, facts);
    if (other === null) return [];
    return [typeof other === "string" ? other : nearest(other)];
  });
}

/**
 * The numbers at which the two sides of a pair meet. Between two numbers of the list a side is
 * taken to be a line.
 * @param {Question} question @param {Facts} facts @param {Pair[]} pairs @param {number[]} numbers
 */
function meetingsOf({ id }, facts, pairs, numbers) {
  const found = bareMeetings(id, facts, pairs).map(Number);
  const given = facts[id];
  const points = typeof given === "number" ? [...numbers, given] : [...numbers];
  points.sort((a, b) => a - b);
  for (const [a, b] of pairs) {
    if (a === id || b === id) continue;
    const gaps = points.map((point) => gapAt(a, b, { ...facts, [id]: point }));
    for (let i = 1; i < points.length; i++) {
      const [from, to] = [gaps[i - 1], gaps[i]];
      if (from === null || to === null || from === to) continue;
      const at = points[i - 1] - (from * (points[i] - points[i - 1])) / (to - from);
      found.push(Number(at.toPrecision(12)));
    }
  }
  return found;
}

/** @param {Expression} a @param {Expression} b @param {Facts} facts */
function gapAt(a, b, facts) {
  const [left, right] = [value(a, facts), value(b, facts)];
  if (left === null || right === null) return null;
  const distance = nearest(left) - nearest(right);
  return Number.isFinite(distance) ? distance : null;
}

/** The same days in the year of a day and in those beside it. @param {string[]} days
 * @param {string} day
 */
function inYearsAround(days, day) {
  const year = Number(day.slice(0, 4));
  const all = [year - 1, year, year + 1].flatMap((other) =>
    days.map((listed) => `${String(other).padStart(4, "0")}${listed.slice(4)}`),
  );
  return all.filter((date) => {
    const time = Date.parse(date);
    // The last day of a leap year's February is none in other years.
    return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === date;
  });
}

/** A day with those beside it. @param {string} day */
function daysAround(day) {
  return [-1, 0, 1].map((days) =>
    new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10),
  );
}
