/** What was typed for a question's number or date: the answer, or why it is none. */
import { readDate } from "./dates.js";
import { readMeasure } from "./measures.js";

/**
 * @import { Misread } from "./numbers.js"
 * @import { Multiple } from "./measures.js"
 *
 * @typedef {object} Asked what of a question says how its answer may be written
 * @property {string} type
 * @property {string} [currency]
 * @property {readonly string[]} [unit_spellings]
 * @property {readonly Multiple[]} [unit_multiples]
 */

/**
 * The answer in a text, nothing of an empty one.
 * @param {Asked} question @param {string} text
 * @returns {{value: number | string, republic?: number} | Misread | undefined}
 */
export function readTyped(question, text) {
  const { type, unit_spellings: spellings, unit_multiples: multiples } = question;
  if (type === "date") return readDate(text);
  return readMeasure(text, {
    integer: type === "integer",
    spellings,
    multiples,
    money: question.currency !== undefined,
  });
}
