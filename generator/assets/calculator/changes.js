/** What the rules of now make of answers that were given under others. */
import { h } from "../parts/dom.js";
import { failedIn } from "./answers.js";
import { capOf } from "./verdict.js";

/**
 * @import { Opened } from "./link.js"
 * @import { View } from "./verdict.js"
 *
 * @typedef {Pick<View, "wording" | "result">} Now
 */

/** @param {Now} view @param {Opened} opened @returns {HTMLElement} */
export function changeList(view, opened) {
  const changes = differences(view, opened);
  if (changes.length === 0) return h("p", null, view.wording.text("changed_nothing"));
  const items = changes.map((words) => h("li", null, words));
  return h("ul", null, items);
}

/** What is another, in words. @param {Now} view @param {Opened} opened */
export function differences({ wording, result }, opened) {
  const verdict = (/** @type {string} */ name) => wording.text("verdict_" + name);
  const money = (/** @type {number | null} */ cap) =>
    cap === null ? wording.text("status_unknown") : wording.money(cap);
  const titles = (/** @type {string[]} */ ids) =>
    ids.map((id) => wording.requirement(id).title).join(wording.text("list_comma"));
  const now = failedIn(result);
  const fails = now.filter((id) => !opened.failed.includes(id));
  const passes = opened.failed.filter((id) => !now.includes(id));
  const cap = capOf(result);
  /** @type {string[]} */
  const changes = [];
  if (opened.verdict !== result.verdict) {
    const places = { from: verdict(opened.verdict), to: verdict(result.verdict) };
    changes.push(wording.text("changed_verdict", places));
  }
  if (opened.cap !== cap)
    changes.push(wording.text("changed_cap", { from: money(opened.cap), to: money(cap) }));
  if (fails.length > 0) changes.push(wording.text("changed_fails", { titles: titles(fails) }));
  if (passes.length > 0) changes.push(wording.text("changed_passes", { titles: titles(passes) }));
  if (opened.lost > 0) changes.push(wording.text("changed_lost", { n: opened.lost }));
  return changes;
}
