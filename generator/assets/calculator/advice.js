/** On which questions a requirement rests, and which of them is awaited most. */
import { conditionsOf, factsIn } from "./engine.js";

/**
 * @typedef {import("./engine.js").Requirement} Requirement
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
