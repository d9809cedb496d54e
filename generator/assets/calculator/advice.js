/** On which questions a requirement rests. */
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
