/** What the reader takes away as a file: the deadlines as a calendar, the result as JSON. */
import { h } from "../parts/dom.js";
import { calendar } from "./ics.js";
import { deadlines } from "./timeline.js";

/**
 * @import { View } from "./verdict.js"
 *
 * @typedef {object} Pairs what is kept with the answers, by name
 * @property {(name: string) => string} get empty where there is none
 * @property {(name: string, value: string) => void} put
 */

/** Gives words for those who find no file. @param {View} view @param {Pairs} pairs */
export function saveCalendar(view, pairs) {
  const { wording, result } = view;
  const host = location.hostname || "localhost";
  const about = {
    scheme: result.scheme,
    name: wording.data.title,
    host,
    now: new Date(),
    ...nextIssue(pairs),
  };
  save(
    `${result.scheme}.ics`,
    "text/calendar;charset=utf-8",
    calendar(calendarEvents(view), about),
  );
  return wording.text("not_saved");
}

/**
 * What a calendar file goes by: a number of the draft's own, by which a corrected file replaces
 * the entries of the one before, and how often it has been handed over.
 * @param {Pairs} pairs
 */
export function nextIssue(pairs) {
  const known = /^(\w+) (\d+)$/.exec(pairs.get("calendar"));
  const [random] = crypto.getRandomValues(new BigUint64Array(1));
  const draft = known?.[1] ?? random.toString(36);
  const issue = Number(known?.[2] ?? 0) + 1;
  pairs.put("calendar", `${draft} ${issue}`);
  return { draft, issue };
}

/** The deadlines whose date is known. @param {View} view */
export function calendarEvents(view) {
  const { wording } = view;
  const { aid, clauses, name } = wording.data;
  return deadlines(view).flatMap(({ id, date, next, title, rule, clause }) => {
    if (date === null) return [];
    const words = next && wording.text("calendar_office_day", { date: wording.date(next, true) });
    const source = wording.text("clause", { clause: clauses[clause] });
    const note = [rule, words, source, wording.clauseUrl(clause), aid].filter(Boolean).join("\n");
    return [{ id, date, title: wording.text("calendar_entry", { scheme: name, title }), note }];
  });
}

/** Gives words for those who find no file. @param {View} view */
export function saveResult({ wording, facts, result }) {
  const { title, aid, calculator } = wording.data;
  const rules = { version: calculator.version, hash: calculator.hash };
  const record = { title, rules, made: new Date().toISOString(), facts, result, notice: aid };
  save(`${calculator.scheme}.json`, "application/json", JSON.stringify(record, null, 2) + "\n");
  return wording.text("not_saved");
}

/** @param {string} name @param {string} type @param {string} content */
function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
