/** The deadlines with the rule behind each, and weekends flagged. */
import { h } from "./dom.js";
import { factsIn } from "./engine.js";
import { askFirst } from "./verdict.js";

/** @param {import("./verdict.js").View} view @param {() => void} save hands the deadlines over as a calendar file */
export function timelineSection(view, save) {
  const { wording } = view;
  const dated = deadlines(view).filter((/** @type {any} */ each) => each.date !== null);
  const rows = deadlines(view).map(({ date, title, rule, clause, starts }) => {
    const weekend = date !== null && [0, 6].includes(new Date(date).getUTCDay());
    return h(
      "li",
      null,
      h("p", { class: "date" }, date === null ? wording.text("date_open") : h("time", { datetime: date }, wording.date(date, true))),
      h("h4", null, title),
      h("p", null, rule, " ", wording.clause(clause)),
      weekend && h("p", { class: "warning" }, wording.text("weekend")),
      date === null && starts.map((/** @type {string} */ id) => askFirst(view, id)),
    );
  });
  return [
    h("ol", { class: "timeline" }, rows.sort(byDate)),
    dated.length > 0 && h("p", { class: "no-print" }, h("button", { type: "button", onclick: save }, wording.text("calendar"))),
  ];
}

/** Dated ones first, in their order. @param {HTMLElement} a @param {HTMLElement} b */
function byDate(a, b) {
  const at = (/** @type {HTMLElement} */ row) => row.querySelector("time")?.dateTime ?? "9999";
  return at(a).localeCompare(at(b));
}

/** The result's deadlines with the scheme's words. @param {import("./verdict.js").View} view @returns {any[]} */
export function deadlines({ wording, result }) {
  return wording.data.calculator.deadlines.map((/** @type {any} */ deadline, /** @type {number} */ i) => ({
    ...deadline,
    date: result.deadlines[i].date,
    starts: [...factsIn(deadline.date)],
  }));
}
