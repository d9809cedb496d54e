/** The most that can be granted, and a sum that is asked for beside it, in sentences. */

/** @import { Wording } from "./wording.js" */

/**
 * The most that can be granted; in principle where the rules set it so.
 * @param {Wording} wording @param {{amount: string, limit: string}} places
 * @param {readonly string[] | null} binding ids of the limits that set it
 */
export function mostWords(wording, places, binding) {
  const key = wording.isLoose(binding) ? "sentence_amount_in_principle" : "sentence_amount";
  return wording.text(key, places);
}

/**
 * How a sum that is asked for compares with the most that can be granted.
 * @param {Wording} wording @param {boolean} exceeds
 * @param {{requested: string, over: string}} places
 * @param {readonly string[] | null} binding ids of the limits that set the most
 */
export function comparedWords(wording, exceeds, places, binding) {
  const over = wording.isLoose(binding) ? "exceeds_in_principle" : "exceeds";
  return exceeds ? wording.text(over, places) : wording.text("within", places);
}
