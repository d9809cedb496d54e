/**
 * What an unmet requirement needs: the facts it rests on, and the smallest change that would meet
 * it.
 */

import { refusal } from "./answers.js";
import { value } from "./engine.js";

/**
 * The conditions of a requirement, all of which would have to hold.
 * @param {any} requirement @returns {any[]}
 */
const conditionsOf = ({ met_when, readings }) =>
  readings ? readings.map((/** @type {any} */ r) => r.met_when) : [met_when];

/**
 * The facts that decide a requirement, in the order of its rule.
 * @param {any} requirement @param {Map<string, any>} questions
 */
export function factsOf(requirement, questions) {
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {any} */ node) => {
    if (typeof node === "string") questions.has(node) && found.add(node);
    else if (Array.isArray(node) && node[0] !== "day") {
      const named = ["one_of", "any_of", "by"].includes(node[0]);
      if (named) found.add(node[1]);
      if (node[0] === "by") Object.values(node[2]).forEach(visit);
      if (!named) node.slice(1).forEach(visit);
    }
  };
  conditionsOf(requirement).forEach(visit);
  return [...found];
}

/**
 * The numbers to change, if changing numbers is enough: `[{fact, from, to}]`, else `[]`.
 * @param {any} calculator @param {any} requirement
 * @param {Map<string, any>} questions @param {any} facts
 */
export function smallestChange(calculator, requirement, questions, facts) {
  const changed = { ...facts };
  const rule = ["all", ...conditionsOf(requirement)];
  for (const each of comparisons(rule)) nudge(each, questions, changed);
  if (value(rule, changed) !== true || refusal(calculator, changed)) return [];
  return Object.keys(changed)
    .filter((fact) => changed[fact] !== facts[fact])
    .map((fact) => ({ fact, from: facts[fact], to: changed[fact] }));
}

/** The comparisons that all have to hold. @param {any} node @returns {any[]} */
function comparisons(node) {
  if (!Array.isArray(node)) return [];
  return node[0] === "all" ? node.slice(1).flatMap(comparisons) : [node];
}

/**
 * Moves the fact on the left of a failing comparison just far enough.
 * @param {any} node @param {Map<string, any>} questions @param {any} facts
 */
function nudge([operator, fact, bound], questions, facts) {
  const type = questions.get(fact)?.type;
  const target = type === "integer" || type === "number" ? value(bound, facts) : null;
  if (facts[fact] == null || target === null) return;
  const whole = type === "integer";
  if (operator === "at_least" && facts[fact] < target)
    facts[fact] = whole ? Math.ceil(target) : target;
  if (operator === "at_most" && facts[fact] > target)
    facts[fact] = whole ? Math.floor(target) : target;
  if (operator === "more_than" && whole && facts[fact] <= target)
    facts[fact] = Math.floor(target) + 1;
  if (operator === "less_than" && whole && facts[fact] >= target)
    facts[fact] = Math.ceil(target) - 1;
}
