/**
 * The visitor's own answers as they stay on this device: JSON of what was typed, by the ids of
 * the questions and whether it is asked now or not, with the step that shows and what the rules of
 * that day made of it.
 */
import { sift, VERDICTS } from "./answers.js";

/**
 * @import { Calculator, Facts } from "../types/calculator"
 * @import { Opened } from "./link.js"
 *
 * @typedef {object} Kept what a draft holds beside answers, rules and result
 * @property {Facts} refused answers as typed that are not good
 * @property {string} step the id of the step that shows, empty for the first
 *
 * @typedef {Opened & Kept} Draft
 */

/** A draft without answers. @type {Omit<Draft, "step" | "rules" | "lost">} */
export const NOTHING = { facts: {}, refused: {}, verdict: "undetermined", cap: null, failed: [] };

/**
 * A draft as it was stored, `null` where there is none that can be read.
 * @param {string} text @param {Calculator} calculator @returns {Draft | null}
 */
export function readDraft(text, calculator) {
  try {
    const stored = JSON.parse(text);
    const { facts, lost } = sift(calculator, object(stored.facts));
    const refused = object(stored.refused);
    for (const id of Object.keys(refused))
      if (refused[id] === null || !calculator.questions.some((question) => question.id === id))
        delete refused[id];
    return {
      facts,
      lost,
      refused,
      step: String(stored.step ?? ""),
      rules: String(stored.rules),
      verdict: VERDICTS.includes(stored.verdict) ? stored.verdict : "undetermined",
      cap: Number.isSafeInteger(stored.cap) ? stored.cap : null,
      failed: Array.isArray(stored.failed) ? stored.failed : [],
    };
  } catch {
    return null;
  }
}

/** @param {any} value @returns {Facts} */
const object = (value) =>
  Object.prototype.toString.call(value) === "[object Object]" ? value : {};

/** @param {Omit<Draft, "lost">} draft */
export function writeDraft({ facts, refused, step, rules, verdict, cap, failed }) {
  return JSON.stringify({ facts, refused, step, rules, verdict, cap, failed });
}
