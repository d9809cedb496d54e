/** Applications by what becomes of them. */

/**
 * @import { Facts } from "../calculator/engine.js"
 * @import { CellError, Outcome } from "./rows.js"
 *
 * @typedef {{facts: Facts, errors: CellError[], outcome: Outcome | null}} Screened
 * @typedef {"eligible" | "undetermined" | "ineligible" | "unread"} Group
 */

/** @type {readonly Group[]} */
export const GROUPS = ["eligible", "undetermined", "ineligible", "unread"];

/** @param {Screened} screened @returns {Group} */
export const groupOf = ({ outcome }) =>
  outcome ? /** @type {Group} */ (outcome.verdict) : "unread";
