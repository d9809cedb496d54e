/** The deadlines with the rule behind each, and weekends flagged. */
import { h } from "../parts/dom.js";
import { buttonsBeside } from "./action.js";
import { factsIn } from "./engine.js";
import { askFirst } from "./verdict.js";

/**
 * @import { Child } from "../types/dom"
 * @import { Act } from "./action.js"
 * @import { View } from "./verdict.js"
 */

/** @param {View} view @param {Act} save hands the deadlines over as a calendar file */
export function timelineSection(view, save) {
  const { wording } = view;
  const list = deadlines(view);
  const rows = list.map(({ date, title, rule, clause, starts }) => {
    const weekend = date !== null && [0, 6].includes(new Date(date).getUTCDay());
    const day = date && h("time", { datetime: date }, wording.date(date, true));
    return h(
      "li",
      null,
      h("p", { class: "date" }, day ?? wording.text("date_open")),
      h("h4", null, title),
      h("p", null, rule, " ", wording.clause(clause)),
      weekend && h("p", { class: "warning" }, wording.text("weekend")),
      date === null && starts.map((id) => askFirst(view, id)),
    );
  });
  const status = h("p", { role: "status" });
  const button = buttonsBeside(wording, status)("calendar", save);
  /** @type {Child[]} */
  const content = [
    h("ol", { class: "timeline" }, rows.sort(byDate)),
    list.some(({ date }) => date !== null) && h("div", { class: "no-print" }, button, status),
  ];
  return content;
}

/** Dated ones first, in their order. @param {HTMLElement} a @param {HTMLElement} b */
function byDate(a, b) {
  const at = (/** @type {HTMLElement} */ row) => row.querySelector("time")?.dateTime ?? "9999";
  return at(a).localeCompare(at(b));
}

/**
 * The result's deadlines with the scheme's words, and the questions on which each rests.
 * @param {View} view
 */
export function deadlines({ wording, result }) {
  return wording.data.calculator.deadlines.map((deadline, i) => {
    const starts = [...factsIn(deadline.date)];
    return { ...deadline, date: result.deadlines[i].date, starts };
  });
}
