/**
 * The answers to try for a question: those that mattered before, those of the worked examples, and
 * those at and beside each figure that is compared with them, old and new.
 */
import { at, nodesOf } from "./change.js";

/**
 * @import { Answer, Expression, Question } from "../calculator/engine.js"
 * @import { Figure } from "./change.js"
 *
 * @typedef {number | string} Point a number, or a date
 * @typedef {object} Tried
 * @property {Answer[]} answers in order, where they have one
 * @property {Set<Point>} edges at which what is compared changes: the constants of the rules
 * @property {boolean} exact whether the question is compared with constants alone
 */

const DAY = 86_400_000;
/** Years of which a day of every year is tried: a leap year and another. */
const YEARS = [2024, 2026];

/** A number or a date moved by whole steps. @param {Point} point @param {number} steps */
export const step = (point, steps) =>
  typeof point === "number"
    ? point + steps
    : new Date(Date.parse(point) + steps * DAY).toISOString().slice(0, 10);

/** So many steps from one to the other. @param {any} a @param {any} b */
export const distance = (a, b) =>
  typeof a === "number" ? b - a : (Date.parse(b) - Date.parse(a)) / DAY;

/** @param {any} a @param {any} b */
export const inOrder = (a, b) => (a < b ? -1 : Number(a > b));

/** The question is a line of points. @param {Question} question */
export const isLine = ({ type }) => type === "integer" || type === "number" || type === "date";

/**
 * @param {Question} question @param {readonly Answer[]} known
 * @param {readonly Expression[]} expressions of the rules before and after
 * @param {readonly Point[]} points figures that were changed, before and after
 * @returns {Tried}
 */
export function tried(question, known, expressions, points) {
  if (!isLine(question)) return { answers: [...known], edges: new Set(), exact: true };
  const { edges, exact } = constants(question.id, expressions);
  for (const bound of [question.min, question.above, question.max])
    if (bound !== undefined) edges.add(bound);
  const fitting = points.filter((point) => (typeof point === "string") === isDate(question));
  const whole = question.type !== "number";
  /** @type {Point[]} */
  const found = [.../** @type {any} */ (known)];
  for (const point of [...edges, ...fitting])
    for (const steps of whole ? [-1, 0, 1] : [0]) found.push(step(point, steps));
  let answers = [...new Set(found)].filter((point) => allowed(question, point)).sort(inOrder);
  if (!whole) answers = between(/** @type {number[]} */ (answers), question);
  return { answers, edges, exact };
}

/** @param {Question} question */
const isDate = ({ type }) => type === "date";

/**
 * With a number between every two, and one beyond.
 * @param {number[]} points @param {Question} question
 */
function between(points, question) {
  const last = points[points.length - 1] ?? 0;
  const more = points.slice(1).map((point, i) => tidy((point + points[i]) / 2));
  return [...new Set([...points, ...more, last + 1])]
    .filter((point) => allowed(question, point))
    .sort(inOrder);
}

/** Without the digits that only a sum of decimals leaves. @param {number} number */
const tidy = (number) => Number(number.toPrecision(12));

/**
 * Whether it could be an answer; the engine says so in full.
 * @param {Question} question @param {Point} point
 */
function allowed({ type }, point) {
  if (type === "integer") return Number.isSafeInteger(point);
  return type !== "date" || (point >= "2000-01-01" && point <= "2199-12-31");
}

/** @param {string} fact @param {readonly Expression[]} expressions */
function constants(fact, expressions) {
  /** @type {Set<Point>} */
  const edges = new Set();
  let exact = true;
  for (const expression of expressions)
    for (const node of nodesOf(expression)) {
      if (typeof node !== "object") continue;
      const [operator, a, b] = node;
      const other = a === fact ? b : b === fact ? a : undefined;
      if (other === undefined) continue;
      if (COMPARES.has(operator) && typeof other === "number") edges.add(other);
      else if (COMPARES.has(operator) && other[0] === "day") edges.add(other[1]);
      else exact = false;
    }
  return { edges, exact };
}

const COMPARES = new Set(["at_least", "at_most", "more_than", "less_than", "equal"]);

/**
 * The points that figures stand for, as they are and as they would be.
 * @param {any} before @param {any} after the rules @param {readonly Figure[]} figures
 * @returns {Point[]}
 */
export function pointsOf(before, after, figures) {
  return figures.flatMap(({ type, paths: [path] }) => {
    const values = [at(before, path), at(after, path)];
    if (type !== "day") return values;
    return values.flatMap((day) => YEARS.map((year) => dayOf(year, day)));
  });
}

/** 430 in a year. @param {number} year @param {number} day */
function dayOf(year, day) {
  const date = new Date(Date.UTC(year, Math.floor(day / 100) - 1, day % 100));
  return date.toISOString().slice(0, 10);
}
