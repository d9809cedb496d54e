/** What the reader takes away as a file: the deadlines as a calendar, the result as JSON. */
import { h } from "../parts/dom.js";
import { calendar } from "./ics.js";
import { deadlines } from "./timeline.js";

/** @import { View } from "./verdict.js" */

/** @param {View} view */
export function saveCalendar(view) {
  const { wording, result } = view;
  const events = deadlines(view).flatMap(({ id, date, title, rule, clause }) => {
    if (date === null) return [];
    const name = wording.text("clause", { clause: wording.data.clauses[clause] });
    const source = `${name}\n${wording.clauseUrl(clause)}`;
    return [{ id, date, title, note: `${rule}\n${source}\n${wording.data.aid}` }];
  });
  const host = location.hostname || "localhost";
  const about = { scheme: result.scheme, name: wording.data.title, host, now: new Date() };
  save(`${result.scheme}.ics`, "text/calendar;charset=utf-8", calendar(events, about));
}

/** @param {View} view */
export function saveResult({ wording, facts, result }) {
  const { title, aid, calculator } = wording.data;
  const rules = { version: calculator.version, hash: calculator.hash };
  const record = { title, rules, made: new Date().toISOString(), facts, result, notice: aid };
  save(`${calculator.scheme}.json`, "application/json", JSON.stringify(record, null, 2) + "\n");
}

/** @param {string} name @param {string} type @param {string} content */
function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
