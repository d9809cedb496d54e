/** The deadlines with the rule behind each, weekends flagged, and the calendar file. */
import { download, h } from "./dom.js";

/** @param {import("./verdict.js").View} view */
export function timelineSection(view) {
  const { wording, result, jump } = view;
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
      date === null && starts.map((/** @type {string} */ id) => h("p", null, wording.text("needs_answer"), " ",
        h("button", { type: "button", class: "link", onclick: () => jump(id) }, wording.questions.get(id).label))),
    );
  });
  const save = async () => {
    const { calendar } = await import("./ics.js");
    download(`${result.scheme}.ics`, "text/calendar;charset=utf-8", calendarText(view, calendar));
  };
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
function deadlines({ wording, result }) {
  return wording.data.calculator.deadlines.map((/** @type {any} */ deadline, /** @type {number} */ i) => ({
    ...deadline,
    date: result.deadlines[i].date,
    starts: [...new Set(JSON.stringify(deadline.date).match(/\w+/g))].filter((id) => wording.questions.has(id)),
  }));
}

/** @param {import("./verdict.js").View} view @param {typeof import("./ics.js").calendar} calendar */
function calendarText(view, calendar) {
  const { wording, result } = view;
  const events = deadlines(view)
    .filter((each) => each.date !== null)
    .map(({ id, date, title, rule, clause }) => {
      const source = `${wording.text("clause", { clause: wording.data.clauses[clause] })}\n${wording.clauseUrl(clause)}`;
      return { id, date, title, note: `${rule}\n${source}\n${wording.data.aid}` };
    });
  const host = location.hostname || "localhost";
  return calendar(events, { scheme: result.scheme, name: wording.data.title, host, now: new Date() });
}
