/** Links that have been through mail and chats, and the draft in several tabs. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Answers } from "../../generator/assets/calculator/answers.js";
import { readDraft } from "../../generator/assets/calculator/draft.js";
import { evaluate } from "../../generator/assets/calculator/engine.js";
import {
  LinkError,
  readLink,
  readStep,
  writeLink,
} from "../../generator/assets/calculator/link.js";
import * as links from "../../generator/assets/calculator/links.js";
import { Session } from "../../generator/assets/calculator/session.js";
import { Wording } from "../../generator/assets/calculator/wording.js";
import { DATA, GOOD } from "./scheme.js";

/** @import { Answer, Calculator, Facts, Result } from "../../generator/assets/types/calculator" */

/** The scheme with a second group, and a question that is asked of series alone. */
const BRANCHED = {
  ...DATA,
  calculator: {
    ...DATA.calculator,
    groups: [
      ...DATA.calculator.groups,
      { id: "episodes", title: "Episodes", questions: ["episodes", "last_on"] },
    ],
    questions: [
      ...DATA.calculator.questions,
      {
        id: "episodes",
        clause: "1",
        type: /** @type {const} */ ("integer"),
        label: "How many?",
        min: 1,
        asked_when: /** @type {[string, ...unknown[]]} */ (["one_of", "kind", ["series"]]),
      },
    ],
  },
};
const { calculator } = /** @type {{calculator: Calculator}} */ (BRANCHED);
const wording = new Wording(BRANCHED, "en", new URL("https://site.example/en/"));
const { rules } = wording;

/** @param {Facts} facts @returns {Result} */
const result = (facts) => /** @type {Result} */ (evaluate(calculator, facts));

/** Numbers from 0 to 1 that are the same at every run (mulberry32). @param {number} seed */
function chances(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @template T @param {() => number} chance @param {readonly T[]} items */
const pick = (chance, items) => items[Math.floor(chance() * items.length)];

// --- links ----------------------------------------------------------------------------------

const KINDS = /** @type {Facts[]} */ ([
  GOOD,
  { ...GOOD, themes: ["sea", "city"], approved_on: "2026-02-28", wish_twd: null },
  { kind: "series", minutes: 5, local: false },
  { local: true },
]);
const BEFORE = ["", "utm_source=x&", "/", "!", "?", "(", "“", "「", "_", "-", ".", "看"];
const MORE_BEFORE = [
  "gclid=a1&fbclid=b&",
  "/?x=1&",
  "a=1&",
  "r=site&",
  "utm_a=x&utm_r=y&",
  "\u200b",
];
const AFTER = [
  ".",
  "。",
  "。謝謝",
  ")",
  "）",
  "”",
  "…",
  "==",
  "?fbclid=Iw",
  "&fbclid=Iw",
  " thanks",
];
const MORE_AFTER = [
  "_",
  "__",
  "-",
  "%20",
  "\n",
  ">",
  "]",
  "'",
  "&amp;x=1",
  "&a=1",
  "\u200e",
  "%E3%80%82",
];

/** What happens to the signs of a link on the way. @type {((link: string) => string)[]} */
const WAYS = [
  (link) => link,
  (link) => link.replaceAll("&", "&amp;"),
  (link) => link.replaceAll("=", "%3D"),
  (link) => link.replaceAll("&", "%26"),
  (link) => encodeURIComponent(link),
  (link) => encodeURIComponent(encodeURIComponent(link)),
  (link) => link.replaceAll("=", "%3d").replaceAll("&", "%26"),
  (link) => link.replace(/(.{60})/g, "$1\r\n"),
  (link) => link.replace(/(.{50})/g, "$1%0A"),
  (link) => link.replace(/^v=1&r=([^&]*)&a=(.*)$/, "a=$2&r=$1&v=1"),
];

test("a link opens whatever is stuck to it, and whatever was done to its signs", () => {
  const chance = chances(1);
  for (let i = 0; i < 3000; i++) {
    const facts = pick(chance, KINDS);
    const link = writeLink(calculator, rules, facts, result(facts)).slice(1);
    const head = pick(chance, [...BEFORE, ...MORE_BEFORE]);
    const tail = chance() < 0.5 ? pick(chance, AFTER) : pick(chance, MORE_AFTER);
    const way = pick(chance, WAYS);
    const fragment = `#${head}${way(link)}${/^a=/.test(way(link)) ? "" : tail}`;
    assert.deepEqual(readLink(fragment, calculator, rules)?.facts, facts, fragment);
  }
});

test("a link that lost its end is refused, never half read, whatever is stuck to it", () => {
  const chance = chances(2);
  const link = writeLink(calculator, rules, GOOD, result(GOOD));
  for (let i = 0; i < 500; i++) {
    const cut = link.slice(0, -1 - Math.floor(chance() * (link.length - link.indexOf("&a=") - 4)));
    if (link.length - cut.length < 3) continue;
    const fragment = cut + pick(chance, ["", ...AFTER]);
    assert.throws(
      () => readLink(fragment, calculator, rules),
      (error) => error instanceof LinkError && error.code === "damaged",
      fragment,
    );
  }
});

test("a fragment of another kind is none of ours, however its parts are called", () => {
  for (const fragment of [
    "#a=1",
    "#s=1&r=2",
    "#utm_v=3",
    "#t=1m&a=b",
    "#:~:text=v",
    "#r=1",
    "#%E0",
  ])
    assert.equal(readLink(fragment, calculator, rules), null, fragment);
});

test("a link without a step opens, one with a step names it, and a step stands alone", () => {
  const facts = { kind: "series" };
  const link = writeLink(calculator, rules, facts, result(facts), "episodes");
  assert.match(link, /^#v=1&r=[^&]+&s=episodes&a=[\w-]+$/);
  assert.deepEqual(readLink(link, calculator, rules)?.facts, facts);
  assert.equal(readStep(link, ["episodes"]), "episodes");
  assert.equal(readStep(writeLink(calculator, rules, facts, result(facts)), ["episodes"]), "");
  assert.equal(readStep("#s=episodes", ["episodes"]), "episodes");
  assert.equal(readStep("#s=elsewhere", ["episodes"]), "");
  assert.equal(readLink("#s=episodes", calculator, rules), null);
});

// --- answers --------------------------------------------------------------------------------

test("an answer whose question is not asked counts for nothing, and comes back with it", () => {
  const answers = new Answers(calculator);
  answers.set("kind", "series");
  answers.set("episodes", 8);
  assert.deepEqual(answers.settle().facts, { kind: "series", episodes: 8 });
  answers.set("kind", "short");
  assert.deepEqual(answers.settle().facts, { kind: "short" });
  assert.equal(answers.settle().asked.has("episodes"), false);
  answers.set("kind", "series");
  assert.deepEqual(answers.settle().facts, { kind: "series", episodes: 8 });
  // Refused also while it is not asked.
  answers.set("kind", "short");
  answers.set("episodes", 0);
  answers.set("kind", "series");
  assert.equal(answers.settle().errors.get("episodes")?.code, "out_of_range");
});

test("what a host gives stands only where the visitor has said nothing", () => {
  const answers = new Answers(calculator);
  answers.set("minutes", 12);
  answers.set("cost_twd", -1);
  answers.give({ kind: "series", minutes: 1, cost_twd: 5, local: "no", nonsense: 1 });
  assert.deepEqual(answers.facts, { kind: "series", minutes: 12 });
  assert.deepEqual(answers.typed, { kind: "series", minutes: 12, cost_twd: -1 });
  answers.set("kind", undefined);
  assert.deepEqual(answers.facts, { minutes: 12 });
});

// --- drafts ---------------------------------------------------------------------------------

/** @type {Map<string, string>} */
let stored;

beforeEach(() => {
  stored = new Map();
  const value = {
    getItem: (/** @type {string} */ name) => stored.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ text) => stored.set(name, text),
    removeItem: (/** @type {string} */ name) => stored.delete(name),
  };
  Object.defineProperty(globalThis, "localStorage", { value, configurable: true });
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, "localStorage");
});

function tab(storage = true, host = "", site = wording) {
  const session = new Session(site, { fragment: false, storage, host }, links);
  session.begin();
  return session;
}

const VALUES = /** @type {Record<string, (Answer | undefined)[]>} */ ({
  kind: ["short", "series", null, undefined],
  minutes: [1, 12, 20, 0, "abc", undefined],
  cost_twd: [0, 100, 1_000_001, undefined],
  local: [true, false, undefined],
  themes: [[], ["city"], ["sea", "city"], undefined],
  episodes: [1, 8, 0, undefined],
});
const TICKS = ["first/a", "first/b", "second/a"];

test("tabs that answer and tick by turns lose nothing that another was told", () => {
  for (let seed = 0; seed < 60; seed++) {
    stored.clear();
    const chance = chances(seed);
    const tabs = [tab(), tab(), tab()];
    /** @type {Record<string, Answer | undefined>} */
    const last = {};
    const ticked = new Set();
    for (let i = 0; i < 40; i++) {
      const one = pick(chance, tabs);
      const turn = chance();
      if (turn < 0.6) {
        const id = pick(chance, Object.keys(VALUES));
        last[id] = pick(chance, VALUES[id]);
        one.answer(id, last[id]);
      } else if (turn < 0.75) {
        const tick = pick(chance, TICKS);
        if (one.ticks.all.has(tick)) {
          one.ticks.all.delete(tick);
          ticked.delete(tick);
        } else {
          one.ticks.all.add(tick);
          ticked.add(tick);
        }
        one.ticks.write();
      } else if (turn < 0.85) one.move(pick(chance, ["all", "episodes"]));
      // What the browser tells the other tabs of comes when it comes.
      for (const other of tabs)
        if (chance() < 0.3) {
          other.catchUp();
          other.ticks.read();
        }
    }
    const visit = tab();
    const given = Object.entries(last).filter(([, answer]) => answer !== undefined);
    assert.deepEqual(visit.answers.typed, Object.fromEntries(given), `seed ${seed}`);
    assert.deepEqual([...visit.ticks.all].sort(), [...ticked].sort(), `seed ${seed}`);
  }
});

test("a tab shows what another has answered once it catches up", () => {
  const [one, two] = [tab(), tab()];
  one.answer("minutes", 12);
  assert.equal(two.catchUp(), true);
  assert.equal(two.catchUp(), false);
  assert.deepEqual(two.answers.own, { minutes: 12 });
});

test("two sites of one origin, and two hosts of a frame, share neither draft nor ticks", () => {
  const other = new Wording(BRANCHED, "en", new URL("https://site.example/preview/"));
  const one = tab();
  one.answer("minutes", 12);
  one.ticks.all.add("first/a");
  one.ticks.write();
  for (const apart of [tab(true, "", other), tab(true, "https://host.example")]) {
    assert.deepEqual([apart.answers.own, [...apart.ticks.all]], [{}, []]);
    apart.answer("minutes", 20);
  }
  assert.deepEqual(tab().answers.own, { minutes: 12 });
  assert.deepEqual(tab(true, "https://host.example").answers.own, { minutes: 20 });
  assert.deepEqual(tab(true, "https://another.example").answers.own, {});
});

test("a draft brings back answers that are not asked, refused texts and the step", () => {
  const one = tab();
  one.answer("kind", "series");
  one.answer("episodes", 8);
  one.answer("kind", "short");
  one.answer("minutes", "twelve");
  one.move("episodes");
  const two = tab();
  assert.deepEqual(two.answers.own, { kind: "short", episodes: 8 });
  assert.deepEqual(two.answers.refused, { minutes: "twelve" });
  assert.equal(two.step, "episodes");
  assert.deepEqual(two.answers.settle().facts, { kind: "short" });
});

test("of a draft whatever is no longer good is left out, and nothing throws", () => {
  const facts = { kind: "opera", minutes: 12, nonsense: 1 };
  const draft = readDraft(JSON.stringify({ facts, rules: "0-89abcdef" }), calculator);
  assert.deepEqual(draft?.facts, { minutes: 12 });
  assert.equal(draft?.lost, 2);
  for (const text of [
    "",
    "null",
    "[]",
    "7",
    "{",
    '{"facts":[1]}',
    '{"facts":7,"refused":"x"}',
    "#v=1",
  ])
    assert.doesNotThrow(() => readDraft(text, calculator), text);
});

test("cleared answers and ticks come back as they were, beside what was answered since", () => {
  const one = tab();
  one.answer("minutes", 12);
  one.answer("cost_twd", "much");
  one.ticks.all.add(TICKS[0]);
  one.ticks.write();
  one.move("episodes");
  const before = structuredClone(one.answers.typed);
  const restore = one.clear();
  assert.deepEqual(one.answers.typed, {});
  assert.deepEqual([...stored], []);
  tab().answer("local", true);
  restore();
  for (const session of [one, tab()]) {
    assert.deepEqual(session.answers.typed, { ...before, local: true });
    assert.deepEqual([...session.ticks.all], [TICKS[0]]);
    assert.equal(session.step, "episodes");
  }
});

test("where nothing may be stored, answers last as long as the session", () => {
  const one = tab(false);
  one.answer("minutes", 12);
  one.answer("local", true);
  assert.deepEqual(one.answers.own, { minutes: 12, local: true });
  assert.equal(one.stored, false);
  assert.equal(stored.size, 0);
  one.clear()();
  assert.deepEqual(one.answers.own, { minutes: 12, local: true });
});

test("storage that fills up loses no answer of the tab, and is said to fail once", () => {
  const one = tab();
  let times = 0;
  one.lost = () => times++;
  one.answer("minutes", 12);
  assert.equal(one.stored, true);
  localStorage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  one.answer("local", true);
  one.answer("kind", "short");
  assert.deepEqual(one.answers.own, { minutes: 12, local: true, kind: "short" });
  assert.equal(one.stored, false);
  assert.equal(times, 1);
});
