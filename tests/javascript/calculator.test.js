/** The calculator's modules that need no page: answers, links, words, files. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Answers, failedIn, refusal } from "../../generator/assets/calculator/answers.js";
import { turningPoint } from "../../generator/assets/calculator/conclusion.js";
import { evaluate } from "../../generator/assets/calculator/engine.js";
import { calendarEntries, issued, nextIssue } from "../../generator/assets/calculator/files.js";
import { calendar } from "../../generator/assets/calculator/ics.js";
import {
  LinkError,
  readLink,
  shortCode,
  writeLink,
} from "../../generator/assets/calculator/link.js";
import { deadlines } from "../../generator/assets/calculator/timeline.js";
import { howRead, whyNot } from "../../generator/assets/calculator/typing.js";
import { Wording } from "../../generator/assets/calculator/wording.js";
import { AMOUNT, DATA, GOOD } from "./scheme.js";

/** @import { DecidedAmount, Facts, Result } from "../../generator/assets/types/calculator" */

const { calculator } = DATA;
const wording = new Wording(DATA, "en", new URL("https://site.example/en/"));

/** @param {Facts} facts @returns {Result} */
const result = (facts) => /** @type {Result} */ (evaluate(calculator, facts));
/** @param {Facts} facts */
const decided = (facts) => /** @type {DecidedAmount} */ (result(facts).amount);

/** @param {string} code */
const linkError = (code) => (/** @type {unknown} */ error) =>
  error instanceof LinkError && error.code === code;

test("a refused answer counts as unanswered until a good one takes its place", () => {
  const answers = new Answers(calculator);
  answers.set("minutes", 12);
  answers.set("minutes", 0.5);
  assert.deepEqual(answers.facts, {});
  assert.equal(answers.settle().errors.get("minutes")?.code, "wrong_type");
  answers.set("minutes", 15);
  assert.deepEqual(answers.settle().facts, { minutes: 15 });
  assert.equal(answers.settle().errors.size, 0);
  answers.set("minutes", undefined);
  assert.deepEqual(answers.facts, {});
});

test("of answers that contradict each other one is left out, and nothing is lost", () => {
  const answers = new Answers(calculator);
  answers.set("cost_twd", 100);
  answers.set("wish_twd", 200);
  const settled = answers.settle();
  assert.deepEqual(settled.facts, { cost_twd: 100 });
  assert.equal(settled.errors.get("wish_twd")?.code, "inconsistent");
  assert.deepEqual(answers.facts, { cost_twd: 100, wish_twd: 200 });
});

test("an objection names the fact", () => {
  assert.equal(refusal(calculator, GOOD), null);
  assert.equal(refusal(calculator, { ...GOOD, kind: "opera" })?.fact, "kind");
});

test("a link brings every kind of answer back, and what the rules said", () => {
  /** @type {Facts} */
  const facts = {
    ...GOOD,
    minutes: 5,
    local: false,
    themes: ["sea"],
    approved_on: "2026-02-28",
    wish_twd: null,
  };
  const link = writeLink(calculator, wording.rules, facts, result(facts));
  assert.match(link, /^#v=1&r=1-01234567&a=[\w-]+$/);
  const opened = readLink(link, calculator, wording.rules);
  assert.deepEqual(opened, {
    text: link,
    rules: "1-01234567",
    facts,
    lost: 0,
    verdict: "ineligible",
    cap: 500_000,
    failed: ["long-enough", "made-here"],
  });
  assert.deepEqual(failedIn(result(facts)), opened?.failed);
});

test("a fragment of another kind is none of ours", () => {
  for (const fragment of ["", "#", "#clause-3", "#verdict"])
    assert.equal(readLink(fragment, calculator, wording.rules), null);
});

test("a damaged link is refused", () => {
  const whole = writeLink(calculator, wording.rules, GOOD, result(GOOD));
  const outcome = (/** @type {unknown} */ value) => `#v=1&r=1&a=${btoa(JSON.stringify(value))}`;
  const damaged = [
    whole.slice(0, -4),
    whole.replace("&a=", "&a=!"),
    whole.replace(/r=[^&]*/, "r=%20"),
    `${whole}${"a".repeat(8000)}`,
    "#v=1",
    outcome({}),
    outcome([{}, 3, null, []]),
    outcome([{}, 0, 0.5, []]),
    outcome([{}, 0, null, [1]]),
    outcome([[], 0, null, []]),
  ];
  for (const fragment of damaged)
    assert.throws(() => readLink(fragment, calculator, wording.rules), linkError("damaged"));
  const other = whole.replace("v=1", "v=2");
  assert.throws(() => readLink(other, calculator, wording.rules), linkError("other_form"));
});

test("an answer that fits no question: counted under other rules, damage under the same", () => {
  const link = writeLink(calculator, wording.rules, GOOD, result(GOOD));
  const fewer = { ...calculator, questions: calculator.questions.slice(1) };
  assert.equal(readLink(link, fewer, "2-89abcdef")?.lost, 1);
  assert.throws(() => readLink(link, fewer, wording.rules), linkError("damaged"));
});

test("codes are short and stay the same", () => {
  assert.equal(shortCode("minutes"), shortCode("minutes"));
  assert.notEqual(shortCode("minutes"), shortCode("cost_twd"));
  assert.match(shortCode("minutes"), /^[0-9a-z]{1,4}$/);
});

test("figures, money and days in words", () => {
  assert.equal(wording.money(1_000_000), "NT$ 1,000,000");
  assert.equal(wording.money(1_000_000, "short"), "$ 1,000,000");
  assert.equal(wording.date("2026-02-28"), "28 February 2026");
  assert.match(wording.date("2026-02-28", true), /Saturday/);
  const amount = { ...AMOUNT, currency: "EUR" };
  const currencies = { ...DATA.currencies, EUR: { whole: "EUR {amount}", short: "{amount}" } };
  const euro = { ...DATA, calculator: { ...calculator, amount }, currencies };
  const elsewhere = new Wording(euro, "en", wording.root);
  assert.equal(elsewhere.money(5000), "EUR 5,000");
  // An answer is money of its question's own currency.
  assert.equal(elsewhere.answer(elsewhere.question("cost_twd"), 5000), "NT$ 5,000");
});

test("an answer in words", () => {
  const words = (/** @type {string} */ id, /** @type {Facts[string]} */ answer) =>
    wording.answer(wording.question(id), answer);
  assert.equal(words("kind", "series"), "Series");
  assert.equal(words("local", true), "Yes");
  assert.equal(words("local", false), "No");
  assert.equal(words("minutes", 1200), "1,200\u00a0minutes");
  assert.equal(words("themes", ["city", "sea"]), "The city, The sea");
  assert.equal(words("themes", []), "None of these");
  assert.equal(words("approved_on", "2026-02-28"), "28 February 2026");
  assert.equal(words("minutes", null), "Not known yet");
});

test("what is wrong with an answer, in words", () => {
  const words = (
    /** @type {string} */ id,
    /** @type {string} */ code,
    /** @type {Facts} */ facts,
  ) => wording.error({ code }, wording.question(id), facts);
  assert.equal(words("minutes", "out_of_range", {}), "A whole number, 1 or more, please.");
  assert.equal(words("approved_on", "invalid_date", {}), "A day, please.");
  assert.equal(words("kind", "unknown_option", {}), "Not one of the answers.");
  assert.equal(
    words("wish_twd", "inconsistent", { cost_twd: 100 }),
    "No more than “What does it cost?”: NT$ 100.",
  );
});

test("an error names no bound that only the language sets", () => {
  const words = wording.error({ code: "out_of_range" }, wording.question("cost_twd"), {});
  assert.equal(words, "A whole number, 0 or more, please.");
});

test("a text that is no answer is named, cut, with what may be meant", () => {
  const two = { code: "two", part: "23,976", meant: [23.976, 23_976] };
  assert.equal(whyNot(wording, two), "23,976 says two things. Is 23.976 or 23,976 meant?");
  const long = { code: "unread", part: "🎬".repeat(30), meant: [] };
  assert.equal(whyNot(wording, long), `What is ${"🎬".repeat(20)}…?`);
});

test("what was read is shown unless it is plain", () => {
  const chinese = new Wording(DATA, "zh-Hant", wording.root);
  const words = (
    /** @type {string} */ id,
    /** @type {string} */ typed,
    /** @type {number | string} */ value,
    /** @type {number} */ republic,
  ) => [wording, chinese].map((one) => howRead(one, one.question(id), typed, { value, republic }));
  const none = /** @type {any} */ (undefined);
  assert.deepEqual(words("minutes", "1200", 1200, none), ["", ""]);
  assert.deepEqual(words("minutes", "1,200", 1200, none), ["", ""]);
  const twelve = Array(2).fill("12\u00a0minutes");
  assert.deepEqual(words("minutes", "十二", 12, none), twelve);
  assert.deepEqual(words("minutes", "１２", 12, none), twelve);
  assert.deepEqual(words("cost_twd", "9999", 9999, none), ["", ""]);
  assert.deepEqual(words("cost_twd", "12345", 12_345, none), ["", "NT$ 12,345 = 1 萬 2,345"]);
  assert.deepEqual(words("cost_twd", "6234567", 6_234_567, none), [
    "NT$ 6,234,567 = 6.234567 million",
    "NT$ 6,234,567 = 623 萬 4,567",
  ]);
  const most = Number.MAX_SAFE_INTEGER;
  assert.equal(
    words("cost_twd", String(most), most, none)[0],
    "NT$ 9,007,199,254,740,991 = 9,007.199254740991 trillion",
  );
  assert.deepEqual(words("approved_on", "2026-02-28", "2026-02-28", none), ["", ""]);
  assert.equal(words("approved_on", "20260228", "2026-02-28", none)[0], "28 February 2026");
  const western = Array(2).fill("Year 115 is 2026: 2026-02-28");
  assert.deepEqual(words("approved_on", "115.2.28", "2026-02-28", 115), western);
});

test("a figure is shown with every digit that decides", () => {
  assert.equal(wording.number(29.999999999999996), "29.999999999999996");
  assert.equal(wording.number(23.97599999999), "23.97599999999");
  assert.equal(wording.money(0.8), "NT$ 0.8");
  assert.equal(wording.money(-0), "NT$ 0");
});

test("at which figure the other limit would bind", () => {
  const { limits } = AMOUNT;
  const turn = (/** @type {number} */ cost) => {
    const amount = decided({ ...GOOD, cost_twd: cost });
    const steps = amount.steps.map((step, i) => {
      return { ...step, amount: Number(step.amount), rule: limits[i] };
    });
    return turningPoint(steps, amount.binding, wording);
  };
  const figure = "“What does it cost?” above $ 2,000,000, “Ceiling” would bind.";
  assert.equal(turn(1_000_000), `Were ${figure}`);
  assert.equal(
    turn(3_000_000),
    "Were “What does it cost?” below $ 2,000,000, “Half of the cost” would bind.",
  );
  const { steps } = decided(GOOD);
  const alone = [{ ...steps[0], amount: Number(steps[0].amount), rule: limits[0] }];
  assert.equal(turningPoint(alone, ["half"], wording), null);
});

test("deadlines name the questions on which they rest", () => {
  const facts = { ...GOOD, approved_on: "2026-02-28" };
  const view = { wording, result: result(facts), facts, asks: () => true, jump: () => {} };
  const [end] = deadlines(view);
  assert.equal(end.date, "2027-02-28");
  assert.deepEqual(end.starts, ["approved_on"]);
});

const ABOUT = {
  scheme: "grant",
  name: "A, B; C",
  host: "h",
  now: new Date("2026-01-02T03:04:05Z"),
  draft: "d",
  issue: 1,
};

test("a calendar escapes its texts and folds lines between characters", () => {
  const long = "影視".repeat(30);
  const entry = {
    id: "end",
    date: "2026-12-31",
    title: long,
    note: "one\ntwo\\three",
    reminders: [],
    cancelled: false,
  };
  const text = calendar([entry], ABOUT);
  assert.ok(text.endsWith("END:VCALENDAR\r\n"));
  const lines = text.split("\r\n");
  assert.ok(lines.includes("X-WR-CALNAME:A\\, B\\; C"));
  assert.ok(lines.includes("DTSTAMP:20260102T030405Z"));
  assert.ok(lines.includes("DTSTART;VALUE=DATE:20261231"));
  assert.ok(lines.includes("DTEND;VALUE=DATE:20270101"));
  assert.ok(lines.includes("DESCRIPTION:one\\ntwo\\\\three"));
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
  assert.ok(text.replaceAll("\r\n ", "").includes(`SUMMARY:${long}`));
});

test("an entry reminds in the morning, and never of what is past", () => {
  const reminders = [30, 7, 1].map((days) => ({ days, words: `In ${days}` }));
  const entry = { id: "end", title: "End", note: "", reminders, cancelled: false };
  const triggers = (/** @type {string} */ date) =>
    calendar([{ ...entry, date }], ABOUT).match(/TRIGGER:.*(?=\r)/g) ?? [];
  assert.deepEqual(triggers("2026-12-31"), [
    "TRIGGER:-P29DT15H",
    "TRIGGER:-P6DT15H",
    "TRIGGER:-PT15H",
  ]);
  assert.deepEqual(triggers("2026-01-12"), ["TRIGGER:-P6DT15H", "TRIGGER:-PT15H"]);
  assert.deepEqual(triggers("2026-01-02"), []);
  assert.deepEqual(triggers("2025-12-31"), []);
});

test("a second calendar corrects the first, and cancels what has no date any more", () => {
  const stored = new Map();
  const pairs = {
    get: (/** @type {string} */ name) => stored.get(name) ?? "",
    put: (/** @type {string} */ name, /** @type {string} */ value) => stored.set(name, value),
  };
  const entries = (/** @type {Facts} */ facts) => {
    const view = { wording, result: result(facts), facts, asks: () => true, jump: () => {} };
    const list = calendarEntries(view, issued(pairs).dates);
    return { list, issue: nextIssue(pairs, list) };
  };
  assert.equal(issued(pairs).issue, 0);
  const first = entries({ ...GOOD, approved_on: "2026-02-28" });
  const second = entries({ ...GOOD, approved_on: "2026-03-28" });
  assert.deepEqual(
    [first, second].map(({ list }) => list.map(({ date, cancelled }) => [date, cancelled])),
    [[["2027-02-28", false]], [["2027-03-28", false]]],
  );
  assert.deepEqual(second.issue, { draft: first.issue.draft, issue: 2 });
  // Cancelled on the day on which it stands, in every file from then on, until it has a date.
  for (const issue of [3, 4]) {
    const gone = entries(GOOD);
    assert.deepEqual(gone.issue, { draft: first.issue.draft, issue });
    const [{ date, cancelled, title, reminders }] = gone.list;
    assert.deepEqual([date, cancelled, reminders], ["2027-03-28", true, []]);
    assert.equal(title, "Cancelled: Grant: End");
  }
  const again = entries({ ...GOOD, approved_on: "2026-03-28" });
  assert.equal(again.list[0].cancelled, false);
  assert.equal(again.issue.issue, 5);
  // What an earlier version of this program has stored is read.
  stored.set("calendar", "abc 3");
  assert.deepEqual([issued(pairs).draft, issued(pairs).issue], ["abc", 3]);
});
