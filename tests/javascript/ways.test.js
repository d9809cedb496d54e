/** What would change a result: on small schemes by brute force, and on the real one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal } from "../../generator/assets/calculator/answers.js";
import { askedFacts, evaluate, value } from "../../generator/assets/calculator/engine.js";
import { changesFor, smallestSet, waysOut } from "../../generator/assets/calculator/ways.js";
import { real } from "./real.js";

/**
 * @import {
 *   Calculator, Expression, Facts, Probes, Question, Requirement,
 * } from "../../generator/assets/types/calculator"
 */

/** @param {string} id @param {Partial<Requirement>} rule @returns {Requirement} */
const requirement = (id, rule) => {
  return { id, title: id, rule: "", clause: "1", met: "", unmet: "", ...rule };
};

/**
 * @param {Partial<Question>[]} questions @param {Partial<Requirement>[]} rules
 * @returns {Calculator}
 */
const scheme = (questions, rules) => ({
  scheme: "small",
  version: "1",
  hash: "",
  groups: [],
  questions: questions.map((question) => {
    return { id: "", clause: "1", type: "boolean", label: "", ...question };
  }),
  requirements: rules.map((rule, i) => requirement(`r${i}`, rule)),
  amount: { currency: "TWD", clause: "1", label: "", limits: [], requested: "", approved: "" },
  instalments: [],
  deadlines: [],
});

const yesNo = (/** @type {string[]} */ ...ids) => ids.map((id) => ({ id }));
const BOTH = [true, false];
const asks = (/** @type {Calculator} */ { questions }, /** @type {Facts} */ facts) => {
  const asked = questions.filter(
    ({ asked_when: when }) => when === undefined || value(when, facts) === true,
  );
  const ids = new Set(asked.map(({ id }) => id));
  return (/** @type {string} */ id) => ids.has(id);
};

const FILM = {
  id: "kind",
  type: /** @type {const} */ ("choice"),
  options: ["short", "pilot"].map((id) => ({ id, label: id })),
};
/** @type {Expression} */
const SHORT = ["one_of", "kind", ["short"]];

/**
 * Small schemes, with the answers that matter.
 * @type {Record<string, [Calculator, Probes]>}
 */
const SMALL = {
  "a disjunction": [
    scheme(yesNo("a", "b", "c"), [{ met_when: ["any", ["all", "a", "b"], "c"] }]),
    { a: BOTH, b: BOTH, c: BOTH },
  ],
  "answers that two requirements share": [
    scheme(
      [...yesNo("a", "b"), { id: "n", type: "integer", min: 0, max: 9 }],
      [
        { met_when: ["any", "a", ["at_least", "n", 6]] },
        { met_when: ["any", ["not", "a"], "b"] },
        { met_when: ["any", "b", ["at_most", "n", 6]] },
      ],
    ),
    { a: BOTH, b: BOTH, n: [0, 5, 6, 7, 9] },
  ],
  "a requirement of one kind": [
    scheme(
      [
        FILM,
        { id: "n", type: "integer", min: 0, max: 30 },
        { id: "outline", asked_when: ["not", SHORT] },
        { id: "script" },
      ],
      [
        { applies_when: SHORT, met_when: ["all", ["at_least", "n", 10], ["at_most", "n", 20]] },
        { applies_when: ["not", SHORT], met_when: ["all", "outline", ["at_least", "n", 20]] },
        { met_when: "script" },
      ],
    ),
    { kind: ["short", "pilot"], n: [0, 9, 10, 15, 20, 21, 30], outline: BOTH, script: BOTH },
  ],
  "what cannot be": [
    scheme(yesNo("a", "b", "c"), [
      { met_when: "a" },
      { met_when: ["not", "a"] },
      { met_when: "b" },
    ]),
    { a: BOTH, b: BOTH },
  ],
  "several options": [
    scheme(
      [
        {
          id: "themes",
          type: "choices",
          options: ["x", "y", "z"].map((id) => ({ id, label: id })),
        },
        ...yesNo("a"),
      ],
      [
        { met_when: ["any_of", "themes", ["x", "y"]] },
        { met_when: ["not", ["any_of", "themes", ["z"]]] },
        { applies_when: ["any_of", "themes", ["y"]], met_when: "a" },
      ],
    ),
    {
      a: BOTH,
      themes: [[], ["x"], ["y"], ["z"], ["x", "y"], ["x", "z"], ["y", "z"], ["x", "y", "z"]],
    },
  ],
  "a part of a whole": [
    scheme(
      [
        { id: "whole", type: "integer", min: 1, max: 6 },
        { id: "part", type: "integer", min: 0, max: 6, no_more_than: "whole" },
      ],
      [
        { met_when: ["at_least", "part", ["share", 50, "whole"]] },
        { met_when: ["at_least", "whole", 4] },
      ],
    ),
    { whole: [1, 2, 3, 4, 5, 6], part: [0, 1, 2, 3, 4, 5, 6] },
  ],
  "an answer that another bounds": [
    scheme(
      [
        { id: "whole", type: "integer", min: 1, max: 6 },
        { id: "part", type: "integer", min: 0, max: 6, no_more_than: "whole" },
      ],
      [{ met_when: ["at_least", "part", 4] }],
    ),
    { whole: [1, 2, 3, 4, 5, 6], part: [0, 1, 3, 4, 5, 6] },
  ],
  "two readings": [
    scheme(
      [...yesNo("a", "b"), { id: "n", type: "integer", min: 0, max: 9 }],
      [
        {
          readings: [
            { id: "x", text: "", met_when: "a" },
            { id: "y", text: "", met_when: "b" },
          ],
        },
        { met_when: ["any", "a", ["at_least", "n", 3]] },
      ],
    ),
    { a: BOTH, b: BOTH, n: [0, 2, 3, 4, 9] },
  ],
};

/** Every set of some, the small ones first. @param {string[]} ids */
function subsets(ids) {
  /** @type {string[][]} */
  let all = [[]];
  for (const id of ids) all = all.flatMap((some) => [some, [...some, id]]);
  return all.sort((a, b) => a.length - b.length);
}

/** Every way to answer some questions. @param {string[]} ids @param {Probes} probes
 * @returns {Facts[]}
 */
const answersTo = ([id, ...ids], probes) =>
  id === undefined
    ? [{}]
    : answersTo(ids, probes).flatMap((rest) =>
        probes[id].map((answer) => ({ [id]: answer, ...rest })),
      );

/** @param {Calculator} calculator @param {Facts} facts */
const verdict = (calculator, facts) =>
  refusal(calculator, facts) ? null : evaluate(calculator, facts).verdict;

/** Every state of a small scheme's answers, none of them that are not asked.
 * @param {Calculator} calculator @param {Probes} probes
 */
function states(calculator, probes) {
  const open = Object.fromEntries(Object.entries(probes).map(([id, all]) => [id, [null, ...all]]));
  return answersTo(Object.keys(open), open)
    .map((facts) => Object.fromEntries(Object.entries(facts).filter(([, given]) => given !== null)))
    .filter(
      (facts) => Object.keys(askedFacts(calculator, facts)).length === Object.keys(facts).length,
    )
    .filter((facts) => !refusal(calculator, facts));
}

for (const [name, [calculator, probes]] of Object.entries(SMALL)) {
  test(`no fewer changes than advised help: ${name}`, () => {
    const reached = new Set();
    for (const facts of states(calculator, probes)) {
      if (verdict(calculator, facts) !== "ineligible") continue;
      const { outcome, changes, verdict: after } = waysOut(calculator, probes, facts);
      reached.add(outcome);
      const advised = JSON.stringify([facts, changes]);
      const fewest = subsets(Object.keys(facts)).find((ids) =>
        answersTo(ids, probes).some((other) => {
          const found = verdict(calculator, { ...facts, ...other });
          return found !== null && found !== "ineligible";
        }),
      );
      assert.equal(outcome, fewest ? "changes" : "none", advised);
      if (!fewest) continue;
      assert.equal(changes.length, fewest.length, advised);
      const to = Object.fromEntries(changes.map((change) => [change.fact, change.to]));
      assert.equal(verdict(calculator, { ...facts, ...to }), after, advised);
      assert.notEqual(after, "ineligible");
      for (const { fact, from } of changes) assert.deepEqual(from, facts[fact]);
    }
    assert.ok(reached.has(name === "what cannot be" ? "none" : "changes"));
  });

  test(`no smaller set of questions decides: ${name}`, () => {
    for (const facts of states(calculator, probes)) {
      if (verdict(calculator, facts) !== "undetermined") continue;
      const found = smallestSet(calculator, probes, facts, asks(calculator, facts));
      const advised = JSON.stringify([facts, found]);
      const open = Object.keys(probes).filter((id) => !(id in facts));
      const decides = (/** @type {string[]} */ ids) =>
        answersTo(ids, probes).some(
          (more) => verdict(calculator, { ...facts, ...more }) === "eligible",
        );
      const fewest = subsets(open).find(decides);
      if (fewest) {
        assert.equal(found.outcome, "set", advised);
        assert.equal(found.questions.length, fewest.length, advised);
        assert.ok(decides(found.questions), advised);
        assert.equal(found.unclear, false, advised);
      } else assert.ok(found.outcome === "none" || found.unclear, advised);
      const ends = open.filter((id) =>
        probes[id].some(
          (answer) => verdict(calculator, { ...facts, [id]: answer }) === "ineligible",
        ),
      );
      assert.deepEqual(new Set(found.ends), new Set(ends), advised);
    }
  });
}

test("what no change meets is named, and nothing else", () => {
  const [calculator, probes] = SMALL["what cannot be"];
  const both = waysOut(calculator, probes, { a: true, b: false });
  // Each of the two that exclude each other can be met: only together they cannot.
  assert.deepEqual([both.outcome, both.blocking], ["none", ["r1"]]);
  const never = scheme(yesNo("a", "b"), [
    { met_when: ["all", "a", ["not", "a"]] },
    { met_when: "b" },
  ]);
  const found = waysOut(never, { a: BOTH, b: BOTH }, { a: true, b: false });
  assert.deepEqual([found.outcome, found.blocking], ["none", ["r0"]]);
});

test("nothing is claimed where the answers are too many, or not all known", () => {
  const ids = Array.from({ length: 14 }, (_, i) => `q${i}`);
  const facts = Object.fromEntries(ids.map((id) => [id, true]));
  const probes = Object.fromEntries(ids.map((id) => [id, BOTH]));
  // To be met all have to be changed, one of them alone changes nothing.
  const all = scheme(yesNo(...ids), [{ met_when: ["not", ["any", ...ids]] }]);
  const begun = performance.now();
  assert.equal(waysOut(all, probes, facts).outcome, "open");
  assert.equal(smallestSet(all, probes, {}, () => true).outcome, "open");
  assert.ok(performance.now() - begun < 2000);
  const impossible = scheme(yesNo("a"), [{ met_when: ["all", "a", ["not", "a"]] }]);
  assert.equal(waysOut(impossible, {}, { a: true }).outcome, "open");
});

test("of changes alike numbers come before choices, and the nearest number first", () => {
  const [calculator, probes] = SMALL["a requirement of one kind"];
  const change = (
    /** @type {number} */ n,
    /** @type {string} */ kind,
    /** @type {Facts} */ more,
  ) => {
    const { changes } = waysOut(calculator, probes, { kind, n, script: true, ...more });
    return changes.map(({ fact, to }) => [fact, to]);
  };
  assert.deepEqual(change(4, "short", {}), [["n", 10]]);
  assert.deepEqual(change(29, "short", {}), [["n", 20]]);
  assert.deepEqual(change(12, "pilot", { outline: true }), [["n", 20]]);
  assert.deepEqual(change(12, "pilot", { outline: false }), [["kind", "short"]]);
});

const TOLERANCE = requirement("tolerance", {
  readings: [
    { id: "tenth", text: "", met_when: ["at_least", "percent", 27] },
    { id: "points", text: "", met_when: ["at_least", "percent", 20] },
  ],
  notes: [{ id: "thirty", when: ["less_than", "percent", 30], text: "" }],
});
const PERCENT = [0, 19, 20, 21, 26, 27, 28, 29, 30, 31, 100];

test("no number is advised that leaves something unclear or to note", () => {
  const question = /** @type {const} */ ({ id: "percent", type: "integer", min: 0, max: 100 });
  const calculator = scheme([question], [TOLERANCE]);
  const advice = (/** @type {number} */ percent) =>
    changesFor(calculator, { percent: PERCENT }, TOLERANCE, { percent });
  assert.deepEqual(advice(15), [{ fact: "percent", from: 15, to: 30 }]);
  assert.deepEqual(advice(28), [{ fact: "percent", from: 28, to: 30 }]);
  const { changes } = waysOut(calculator, { percent: PERCENT }, { percent: 15 });
  assert.deepEqual(changes, [{ fact: "percent", from: 15, to: 30 }]);
  const noted = {
    ...TOLERANCE,
    notes: [{ id: "any", when: ["at_least", "percent", 20], text: "" }],
  };
  const always = scheme([question], [/** @type {Requirement} */ (noted)]);
  assert.equal(waysOut(always, { percent: PERCENT }, { percent: 15 }).outcome, "open");
});

test("a change is exact, and goes by the other answers as they are", () => {
  const rule = requirement("share", { met_when: ["at_least", "part", ["share", 30, "whole"]] });
  const numbers = /** @type {const} */ (["part", "whole"]).map((id) => {
    return { id, type: /** @type {const} */ ("number"), min: 0 };
  });
  const calculator = scheme(numbers, [rule]);
  const probes = { part: [0, 1], whole: [0, 1] };
  assert.deepEqual(changesFor(calculator, probes, rule, { part: 3, whole: 10.3 }), [
    { fact: "part", from: 3, to: 3.09 },
  ]);
  const area = requirement("area", { met_when: ["at_least", ["times", "part", "whole"], 100] });
  const [{ to }] = changesFor(scheme(numbers, [area]), probes, area, { part: 9, whole: 8 });
  assert.equal(to, 11.111112);
});

test("a requirement is met by its own answers: that it applies stays", () => {
  const [calculator, probes] = SMALL["a requirement of one kind"];
  const [, pilot] = calculator.requirements;
  const facts = { kind: "pilot", n: 12, outline: false, script: true };
  const found = changesFor(calculator, probes, pilot, facts).map(({ fact, to }) => [fact, to]);
  assert.deepEqual(found, [
    ["n", 20],
    ["outline", true],
  ]);
});

test("no change is told that would contradict another answer", () => {
  const rule = requirement("part", { met_when: ["at_least", "part", 5] });
  const part = /** @type {const} */ ({ id: "part", type: "integer", no_more_than: "whole" });
  const whole = /** @type {const} */ ({ id: "whole", type: "integer" });
  const probes = { part: [4, 5], whole: [4, 5] };
  const advice = (/** @type {number} */ of) =>
    changesFor(scheme([whole, part], [rule]), probes, rule, { part: 3, whole: of });
  assert.deepEqual(advice(9), [{ fact: "part", from: 3, to: 5 }]);
  assert.deepEqual(advice(4), []);
});

test("of a window that comes every year, the nearest day is the one to change to", () => {
  const date = /** @type {const} */ ("date");
  /** @type {Expression} */
  const window = ["between_days", "on", 201, 229];
  const calculator = scheme([{ id: "on", type: date }], [{ met_when: window }]);
  const probes = { on: ["2000-01-31", "2000-02-01", "2000-02-29", "2000-03-01", "2001-02-28"] };
  const to = (/** @type {string} */ on) => waysOut(calculator, probes, { on }).changes[0].to;
  assert.equal(to("2027-03-05"), "2027-02-28");
  assert.equal(to("2028-03-05"), "2028-02-29");
  assert.equal(to("2027-12-01"), "2028-02-01");
});

test("where a clause reads two ways and all is answered, nothing more decides", () => {
  const [calculator, probes] = SMALL["two readings"];
  const found = smallestSet(calculator, probes, { a: true, b: false, n: 4 }, () => true);
  assert.deepEqual([found.outcome, found.questions, found.unclear], ["set", [], true]);
});

/** Numbers from 0 up to 1, the same each time. @param {number} seed */
function draws(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

test("on the real scheme what is advised holds, and soon", () => {
  const { calculator, probes } = real();
  const draw = draws(7);
  const pick = (/** @type {any[]} */ list) => list[Math.floor(draw() * list.length)];
  const times = [];
  const seen = { changes: 0, set: 0, none: 0 };
  for (let round = 0; round < 150; round++) {
    /** @type {Facts} */
    let facts = {};
    for (const { id } of calculator.questions)
      if (id in probes && draw() < 0.85) facts[id] = pick(probes[id]);
    facts = askedFacts(calculator, facts);
    if (refusal(calculator, facts)) continue;
    const begun = performance.now();
    const { outcome, changes } = waysOut(calculator, probes, facts);
    times.push(performance.now() - begun);
    const advised = JSON.stringify([facts, changes]);
    const past = calculator.questions.filter((question) => question.past).map(({ id }) => id);
    assert.ok(!changes.some(({ fact }) => past.includes(fact)), advised);
    if (outcome === "none") {
      // Only what has happened stands in the way.
      const rest = { ...facts };
      for (const id of past) delete rest[id];
      assert.equal(waysOut(calculator, probes, rest).outcome, "changes", advised);
      seen.none++;
      continue;
    }
    assert.equal(outcome, "changes", advised);
    /** @type {Facts} */
    const after = { ...facts };
    for (const { fact, to } of changes) after[fact] = to;
    assert.ok(["eligible", "undetermined"].includes(String(verdict(calculator, after))), advised);
    // None of the changes can be left out.
    for (const { fact, from } of changes)
      assert.ok(
        [null, "ineligible"].includes(verdict(calculator, { ...after, [fact]: from })),
        advised,
      );
    seen.changes += changes.length;

    const open = askedFacts(calculator, after);
    const asked = asks(calculator, open);
    const found = smallestSet(calculator, probes, open, asked);
    if (found.outcome !== "set") continue;
    const optional = calculator.questions.filter((question) => question.optional);
    assert.ok(!optional.some(({ id }) => found.questions.includes(id)));
    assert.ok(found.questions.every((id) => open[id] == null));
    seen.set += found.questions.length;
  }
  assert.ok(seen.changes > 30 && seen.set > 20 && seen.none > 20, JSON.stringify(seen));
  times.sort((a, b) => a - b);
  assert.ok(times[Math.floor(times.length / 2)] < 50, `${times}`);
});
