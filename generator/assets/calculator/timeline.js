/** The deadlines with the rule behind each, and the next working day where one falls on another. */
import { h } from "../parts/dom.js";
import { buttonsBeside } from "./action.js";
import { dayOff } from "./day_off.js";
import { factsIn } from "./engine.js";
import { REMINDERS } from "./ics.js";
import { askFirst } from "./verdict.js";

/**
 * @import { Child } from "../types/dom"
 * @import { Act } from "./action.js"
 * @import { View } from "./verdict.js"
 */

/**
 * @param {View} view @param {Act} save hands the deadlines over as a calendar file
 * @param {boolean} corrects whether there was a file before, whose entries a new one replaces
 */
export function timelineSection(view, save, corrects) {
  const { wording } = view;
  const list = deadlines(view);
  const rows = list.map((deadline) => {
    const { date, title, rule, clause, starts } = deadline;
    const warning = date !== null && dayOff(date, deadline, wording);
    const day = date && h("time", { datetime: date }, wording.date(date, true));
    return h(
      "li",
      null,
      h("p", { class: "date" }, day ?? wording.text("date_open")),
      h("h4", null, title),
      h("p", null, rule, " ", wording.clause(clause)),
      warning && h("p", { class: "warning" }, warning),
      date === null && starts.map((id) => askFirst(view, id)),
    );
  });
  const status = h("p", { role: "status" });
  const button = buttonsBeside(wording, status)(wording.text("calendar"), save);
  const days = new Intl.ListFormat(wording.locale).format(REMINDERS.map(String));
  const help = wording.text("calendar_help", { days });
  /** @type {Child[]} */
  const content = [
    h("ol", { class: "timeline" }, rows.sort(byDate)),
    list.some(({ next }) => next !== null) &&
      h("p", { class: "help" }, wording.marked(wording.data.calculator.office_days?.note ?? "")),
    (corrects || list.some(({ date }) => date !== null)) &&
      h("div", { class: "no-print" }, button, status, h("p", { class: "help" }, help)),
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
export function deadlines({ wording, result, asks }) {
  return wording.data.calculator.deadlines.map((deadline, i) => {
    const { date, office_day: next } = result.deadlines[i];
    const starts = [...factsIn(deadline.date)].filter(asks);
    return { ...deadline, date, next, starts };
  });
}
