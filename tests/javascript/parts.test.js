/** Parts that several scripts share. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Choices } from "../../generator/assets/parts/choices.js";
import { dayInTaiwan, inForce, inWords, isDay } from "../../generator/assets/parts/days.js";
import { target } from "../../generator/assets/parts/directions.js";
import { withOptions } from "../../generator/assets/parts/embed-code.js";

/** @param {object} storage */
function setStorage(storage) {
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
}

/** The device's storage. @returns {Map<string, string>} what is stored */
function device() {
  const stored = new Map();
  setStorage({
    getItem: (/** @type {string} */ name) => stored.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => stored.set(name, value),
    removeItem: (/** @type {string} */ name) => stored.delete(name),
  });
  return stored;
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, "localStorage");
});

test("English writes the day before the month", () => {
  const day = new Date(2026, 10, 29);
  assert.equal(inWords(day, "en"), "29 November 2026");
  assert.equal(inWords(day, "zh-Hant"), "2026年11月29日");
});

test("a choice is found again, and forgotten when it is empty", () => {
  const stored = device();
  const choices = new Choices("calculator:");
  assert.equal(choices.get("draft"), "");
  choices.put("draft", "#v=1");
  assert.deepEqual([...stored], [["calculator:draft", "#v=1"]]);
  assert.equal(new Choices("calculator:").get("draft"), "#v=1");
  assert.equal(new Choices().get("draft"), "");
  choices.put("draft", "");
  assert.equal(stored.size, 0);
});

test("where a keeper may not store, a choice lasts as long as the keeper", () => {
  const stored = device();
  stored.set("size", "large");
  const choices = new Choices("", false);
  assert.equal(choices.get("size"), "");
  choices.put("size", "small");
  assert.equal(choices.get("size"), "small");
  assert.equal(choices.stored, false);
  assert.equal(stored.get("size"), "large");
});

test("storage that is forbidden is silent, and said to store nothing", () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  setStorage({ getItem: refuse, setItem: refuse, removeItem: refuse });
  const choices = new Choices();
  choices.probe();
  assert.equal(choices.stored, false);
  choices.put("size", "large");
  assert.equal(choices.get("size"), "large");
  choices.put("size", "");
  assert.equal(choices.get("size"), "");
});

test("of storage that fills up, what was chosen last is found, not what is stored", () => {
  const stored = device();
  const choices = new Choices();
  choices.probe();
  assert.equal(stored.size, 0);
  choices.put("size", "large");
  assert.equal(choices.stored, true);
  const { setItem } = localStorage;
  localStorage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  choices.put("size", "small");
  assert.equal(choices.stored, false);
  assert.equal(choices.get("size"), "small");
  localStorage.setItem = setItem;
  choices.put("size", "medium");
  assert.equal(choices.stored, true);
  assert.equal(stored.get("size"), "medium");
});

test("days are those of the calendar, and Taiwan's", () => {
  for (const day of ["2024-02-29", "2026-12-31"]) assert.ok(isDay(day), day);
  for (const text of ["2023-02-29", "2026-13-01", "2026-1-1", "today", "", "+002026-01-01"])
    assert.ok(!isDay(text), text);
  assert.equal(dayInTaiwan(Date.parse("2026-01-01T15:59:59Z")), "2026-01-01");
  assert.equal(dayInTaiwan(Date.parse("2026-01-01T16:00:00Z")), "2026-01-02");
});

test("the version in force, from its first day to its last", () => {
  const old = { from: "", to: "2023-12-31" };
  const next = { from: "2025-01-01", to: "" };
  const found = (/** @type {string} */ day) => inForce([old, next], day);
  assert.equal(found("1999-01-01"), old);
  assert.equal(found("2023-12-31"), old);
  assert.equal(found("2024-06-01"), undefined);
  assert.equal(found("2025-01-01"), next);
  assert.equal(found("2199-01-01"), next);
});

test("keys lead up and down a column and along lines to the nearest", () => {
  /** @typedef {{column: number, middle: number, joined: Map<Node, null>}} Node */
  /** @returns {Node} */
  const node = (/** @type {number} */ column, /** @type {number} */ middle) => {
    return { column, middle, joined: new Map() };
  };
  const [a, b, c] = [node(0, 10), node(0, 20), node(0, 30)];
  const [near, far, beyond] = [node(1, 25), node(1, 90), node(2, 20)];
  const records = [a, b, c, near, far, beyond];
  for (const other of [far, beyond, near]) {
    b.joined.set(other, null);
    other.joined.set(b, null);
  }
  assert.equal(target("ArrowUp", b, records), a);
  assert.equal(target("ArrowDown", b, records), c);
  assert.equal(target("ArrowDown", c, records), undefined);
  assert.equal(target("Home", c, records), a);
  assert.equal(target("End", a, records), c);
  assert.equal(target("ArrowRight", b, records), near);
  assert.equal(target("ArrowLeft", beyond, records), b);
  assert.equal(target("ArrowLeft", b, records), undefined);
  assert.equal(target("Enter", b, records), undefined);
});

test("the code for another site takes what is chosen, and nothing else", () => {
  const options = { mode: "quick", theme: "dark", storage: "on" };
  const src = "https://s.example/embed/x/";
  const frame = `<iframe src="${src}?mode=whole&amp;theme=auto&amp;storage=off"></iframe>`;
  assert.equal(
    withOptions(frame, options),
    `<iframe src="${src}?mode=quick&amp;theme=dark&amp;storage=on"></iframe>`,
  );
  const element = '<subsidy-calculator title="auto" mode="whole" theme="auto" storage="off">';
  assert.equal(
    withOptions(element, options),
    '<subsidy-calculator title="auto" mode="quick" theme="dark" storage="on">',
  );
});
