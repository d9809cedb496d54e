/** What the reader takes away as a file: the deadlines as a calendar, the result as JSON. */
import { h } from "../parts/dom.js";
import { calendar, REMINDERS } from "./ics.js";
import { deadlines } from "./timeline.js";

/**
 * @import { Entry } from "./ics.js"
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
  const entries = calendarEntries(view, issued(pairs).dates);
  const about = {
    scheme: result.scheme,
    name: wording.data.title,
    host,
    now: new Date(),
    ...nextIssue(pairs, entries),
  };
  save(`${result.scheme}.ics`, "text/calendar;charset=utf-8", calendar(entries, about));
  return wording.text("not_saved");
}

/**
 * What the calendar files so far went by: a number of the draft's own, how many there were, and
 * the last date of each entry.
 * @param {Pick<Pairs, "get">} pairs
 */
export function issued(pairs) {
  const [, draft = "", issue = "0", list = ""] =
    /^(\w+) (\d+)((?: [\w-]+=\d{4}-\d\d-\d\d)*)$/.exec(pairs.get("calendar")) ?? [];
  const dates = list.split(" ").flatMap((pair) => (pair ? [pair.split("=")] : []));
  return { draft, issue: Number(issue), dates: new Map(dates.map(([id, date]) => [id, date])) };
}

/**
 * What the next calendar file goes by, so that its entries replace those of the one before.
 * @param {Pairs} pairs @param {{id: string, date: string}[]} entries
 */
export function nextIssue(pairs, entries) {
  const known = issued(pairs);
  const [random] = crypto.getRandomValues(new BigUint64Array(1));
  const draft = known.draft || random.toString(36);
  const issue = known.issue + 1;
  const dates = entries.map(({ id, date }) => ` ${id}=${date}`);
  pairs.put("calendar", `${draft} ${issue}${dates.join("")}`);
  return { draft, issue };
}

/**
 * The deadlines whose date is known; and as cancelled those that an earlier file held.
 * @param {View} view @param {ReadonlyMap<string, string>} before the dates of earlier files
 * @returns {Entry[]}
 */
export function calendarEntries(view, before) {
  const { wording } = view;
  const { aid, clauses, name } = wording.data;
  const list = deadlines(view);
  const now = list.flatMap(({ id, date, next, title, rule, clause }) => {
    if (date === null) return [];
    const words = next && wording.text("calendar_office_day", { date: wording.date(next, true) });
    const source = wording.text("clause", { clause: clauses[clause] });
    const note = [rule, words, source, wording.clauseUrl(clause), aid].filter(Boolean).join("\n");
    const entry = wording.text("calendar_entry", { scheme: name, title });
    const reminders = REMINDERS.map((days) => {
      const key = days === 1 ? "calendar_reminder_one" : "calendar_reminder";
      return { days, words: wording.text(key, { days, entry }) };
    });
    return [{ id, date, title: entry, note, reminders, cancelled: false }];
  });
  const gone = [...before].filter(([id]) => !now.some((entry) => entry.id === id));
  const cancelled = gone.map(([id, date]) => {
    const title = list.find((deadline) => deadline.id === id)?.title ?? "";
    const entry = wording.text("calendar_entry", { scheme: name, title });
    const note = [wording.text("calendar_gone"), aid].join("\n");
    const words = wording.text("calendar_cancelled", { entry });
    return { id, date, title: words, note, reminders: [], cancelled: true };
  });
  return [...now, ...cancelled];
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
