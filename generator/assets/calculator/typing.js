/**
 * What was typed into a box: the answer, how it was read, or why it is none. It comes with the
 * second script, as soon as somebody is at a box.
 */
import { byMyriads } from "../parts/numbers.js";

export { readTyped } from "../parts/typed.js";

/**
 * @import { Question } from "../types/calculator"
 * @import { Misread } from "../parts/numbers.js"
 * @import { Wording } from "./wording.js"
 */

/** 6.2 million, with all its digits. */
const MILLIONS = new Intl.NumberFormat("en-GB", {
  notation: "compact",
  compactDisplay: "long",
  maximumFractionDigits: 20,
  useGrouping: true,
});
/** So many characters of what was not understood are shown. */
const LONGEST_PART = 20;

/**
 * How an answer was read, unless that is plain from what was typed.
 * @param {Wording} wording @param {Question} question @param {string} typed
 * @param {{value: number | string, republic?: number}} read
 */
export function howRead(wording, question, typed, { value, republic }) {
  if (republic !== undefined) {
    const western = String(value).slice(0, 4);
    return wording.text("republic", { year: republic, western, date: value });
  }
  const plain = typed.replace(/[, ]/g, "") === String(value);
  if (typeof value !== "number") return plain ? "" : wording.date(value);
  if (!question.currency) return plain ? "" : wording.answer(question, value);
  const english = wording.language === "en";
  const amount = wording.answer(question, value);
  if (value < (english ? 1e6 : 1e4)) return plain ? "" : amount;
  const words = english ? MILLIONS.format(value) : byMyriads(value);
  return wording.text("money_in_words", { amount, words });
}

/**
 * Why what was typed is no answer, and what may be meant.
 * @param {Wording} wording @param {Misread} misread
 */
export function whyNot(wording, { code, part, meant }) {
  const signs = [...part];
  const short = signs.slice(0, LONGEST_PART).join("");
  const shown = signs.length > LONGEST_PART ? short + "…" : part;
  const words = wording.text("misread_" + code, { part: shown });
  const list = meant.map((answer) => wording.typed(answer)).join(wording.text("or"));
  return list ? wording.text("did_you_mean", { words, list }) : words;
}
