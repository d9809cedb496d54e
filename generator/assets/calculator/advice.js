/** What a requirement rests on, and the smallest change that would meet it. */

import { refusal } from "./answers.js";
import { children, conditionsOf, factsIn, nearest, value } from "./engine.js";

/**
 * @typedef {import("./engine.js").Expression} Expression
 * @typedef {import("./engine.js").Facts} Facts
 * @typedef {import("./engine.js").Requirement} Requirement
 * @typedef {ReadonlyMap<string, import("./engine.js").Question>} Questions by their ids
 */

/**
 * The facts that decide whether a requirement is met, in the order of its rule.
 * @param {Requirement} requirement
 */
export function factsOf(requirement) {
  return [...factsIn(["all", ...conditionsOf(requirement)])];
}

/**
 * The facts that decide it, and those that decide whether it applies.
 * @param {Requirement} requirement
 */
export function restsOn(requirement) {
  return factsIn(requirement.applies_when ?? 0, new Set(factsOf(requirement)));
}

/**
 * The question on which most of the open requirements rest; the first of those alike.
 * @param {Requirement[]} open @param {string[]} unanswered ids of questions
 * @returns {string | undefined}
 */
export function mostAwaited(open, unanswered) {
  const rests = open.map(restsOn);
  const weight = (/** @type {string} */ id) => rests.filter((facts) => facts.has(id)).length;
  return [...unanswered].sort((a, b) => weight(b) - weight(a))[0];
}

/**
 * The numbers to change, if changing numbers is enough: `[{fact, from, to}]`, else `[]`. They
 * meet the requirement by every reading, and leave nothing to note.
 * @param {any} calculator as published, in one language @param {Requirement} requirement
 * @param {Questions} questions @param {Facts} facts
 */
export function smallestChange(calculator, requirement, questions, facts) {
  const changed = { ...facts };
  /** @type {Expression} */
  const rule = ["all", ...conditionsOf(requirement)];
  for (const { when } of requirement.notes ?? []) rule.push(["not", when]);
  for (const comparison of comparisons(rule)) nudge(comparison, questions, changed);
  if (value(rule, changed) !== true || refusal(calculator, changed)) return [];
  return Object.keys(changed)
    .filter((fact) => changed[fact] !== facts[fact])
    .map((fact) => ({ fact, from: facts[fact], to: changed[fact] }));
}

/** @type {Record<string, string>} */
const OPPOSITE = {
  at_least: "less_than",
  at_most: "more_than",
  more_than: "at_most",
  less_than: "at_least",
};

/**
 * The comparisons that all have to come out true; for one that must not, its opposite.
 * @param {Expression} node @returns {import("./engine.js").Operation[]}
 */
function comparisons(node) {
  if (!Array.isArray(node)) return [];
  const [operator, inner] = node;
  if (operator === "all") return children(node).flatMap(comparisons);
  if (operator !== "not" || !Array.isArray(inner)) return [node];
  return OPPOSITE[inner[0]] ? [[OPPOSITE[inner[0]], ...inner.slice(1)]] : [];
}

/**
 * Moves the fact on the left of a failing comparison just far enough.
 * @param {import("./engine.js").Operation} node @param {Questions} questions @param {Facts} facts
 */
function nudge([operator, fact, bound], questions, facts) {
  const type = questions.get(fact)?.type;
  const at = type === "integer" || type === "number" ? value(bound, facts) : null;
  const target = at === null ? null : nearest(at);
  const given = facts[fact];
  if (given == null || target === null) return;
  const whole = type === "integer";
  if (operator === "at_least" && given < target) facts[fact] = whole ? Math.ceil(target) : target;
  if (operator === "at_most" && given > target) facts[fact] = whole ? Math.floor(target) : target;
  if (operator === "more_than" && whole && given <= target) facts[fact] = Math.floor(target) + 1;
  if (operator === "less_than" && whole && given >= target) facts[fact] = Math.ceil(target) - 1;
}
