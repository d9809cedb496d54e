/** Sums of an application that are above the most that can be granted, and by which limits. */
import { evaluate } from "../calculator/engine.js";

/**
 * @import { Screened } from "./groups.js"
 * @import { Scheme } from "./rows.js"
 * @import { DeskWording } from "./wording.js"
 *
 * @typedef {"requested" | "approved"} Sum what is asked for, and what was approved
 * @typedef {object} Over
 * @property {Sum} sum
 * @property {number} given
 * @property {number} cap
 * @property {string[]} binding ids of the limits that set the most
 * @property {string[]} clauses of those
 */

/** @type {readonly Sum[]} */
const SUMS = ["requested", "approved"];

/**
 * Nothing of what gets no grant, or while the most is not known.
 * @param {Scheme} scheme @param {Screened} row @returns {Over[]}
 */
export function overOf(scheme, { facts, outcome }) {
  if (!outcome || outcome.cap === null || outcome.verdict === "ineligible") return [];
  const { cap } = outcome;
  const found = SUMS.flatMap((sum) => {
    const given = facts[scheme.amount?.[sum] ?? ""];
    return typeof given === "number" && given > cap ? [{ sum, given, cap }] : [];
  });
  if (found.length === 0) return [];
  const { binding, steps = [] } = evaluate(scheme, facts).amount ?? {};
  const bound = steps.filter(({ id }) => binding?.includes(id));
  const clauses = [...new Set(bound.map(({ clause }) => clause))];
  return found.map((one) => ({ ...one, binding: binding ?? [], clauses }));
}

/**
 * The same in a sentence.
 * @param {DeskWording} wording @param {Over} over
 */
export function overWords(wording, { sum, given, cap, binding }) {
  const limit = wording.isLoose(binding) ? `${sum}_in_principle` : sum;
  const places = {
    given: wording.money(given),
    cap: wording.money(cap),
    over: wording.money(given - cap),
  };
  return wording.text("over_" + limit, places);
}

/** In a line of the list. @param {DeskWording} wording @param {Over} over */
export function overInShort(wording, { sum, given, cap, clauses }) {
  const list = clauses.join(wording.label("list_comma"));
  return wording.text("why_over_" + sum, { over: wording.money(given - cap), list });
}
