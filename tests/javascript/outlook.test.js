/** Money and time: the sums of the limits, the days of the instalments, and the curve. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeOf } from "../../generator/assets/calculator/curve.js";
import { children, evaluate, factsIn, value } from "../../generator/assets/calculator/engine.js";
import { outlookSection } from "../../generator/assets/calculator/outlook.js";
import { Wording } from "../../generator/assets/calculator/wording.js";
import { h } from "../../generator/assets/parts/dom.js";
import { found, itemsOf, wordsOf } from "./page.js";
import { AMOUNT, DATA } from "./scheme.js";

/**
 * @import { Calculator, ComponentData, Facts } from "../../generator/assets/types/calculator"
 * @import { Limit, Result } from "../../generator/assets/types/calculator"
 */

const LABELS = {
  amount: "Amount",
  amount_open: "The amount",
  if_eligible: "If it could apply:",
  no_ceiling: "no ceiling",
  in_principle: "{label} in principle",
  pot: "All share {amount}.",
  how_paid: "Payment",
  paid_at_once: "Paid at once",
  timeline: "Deadlines",
  instalments: "Instalments",
  curve: "Curve",
  clause: "point {clause}",
  status_unknown: "not known",
  up_to: "up to {amount}",
  lowest: "the lowest",
  binds: "binds",
  times_share: "x {percent} = {amount}",
  limit_share: "{percent} of {of} = {amount}",
  needs_answer: "First:",
  instalments_of_cap: "of the most",
  instalments_of_approved: "of {amount}",
  instalments_open: "shares only",
  no_day: "no day is set",
  by_day: "by",
  office_day: "offices open {day}",
  weekend: "a weekend",
  curve_knee: "Below {figure}: {share}; then {limit}: {most}.",
  curve_straight: "Always {share}.",
  curve_here: "Here: {figure}, {most}.",
  you_are_here: "You are here",
  axis_unit: " ({unit})",
};
const CLAUSES = { 1: "1", 2: "2", 3: "3", 3.1: "3.1", 3.2: "3.2", 8: "8", 9: "9" };

/** The small scheme with other limits and instalments. @param {Partial<Calculator>} [other] */
function scheme(other) {
  const [first, second] = DATA.calculator.instalments;
  const instalments = [first, { ...second, by: "end" }];
  /** @type {ComponentData} */
  const data = {
    ...DATA,
    calculator: { ...DATA.calculator, instalments, ...other },
    clauses: CLAUSES,
    labels: { ...DATA.labels, ...LABELS },
  };
  return data;
}

/** @param {Facts} facts @param {ComponentData} [data] */
function viewOf(facts, data = scheme()) {
  const wording = new Wording(data, "en", new URL("https://site.example/en/"));
  const result = /** @type {Result} */ (evaluate(data.calculator, facts));
  return { wording, result, facts, asks: () => true, jump: () => {} };
}

/** @param {Limit[]} limits */
const limited = (...limits) => scheme({ amount: { ...AMOUNT, limits } });
const HALF = AMOUNT.limits[0];
const CEILING = AMOUNT.limits[1];
/** @param {Record<string, number>} cases @returns {Limit} */
const byKind = (cases) => ({
  ...CEILING,
  clauses: { short: "1", series: "2" },
  value: ["by", "kind", cases],
});

test("the limits are sums, and the one that binds is marked", () => {
  const section = outlookSection(viewOf({ cost_twd: 1_500_000 }));
  assert.deepEqual(itemsOf(section, "chain"), [
    "What does it cost?$ 1,500,000",
    "Half of the costx 50% = $ 750,000point 3.1binds",
    "Ceiling$ 1,000,000point 3.2",
    "Most that can be grantedup to $ 750,000the lowest",
  ]);
  assert.deepEqual(wordsOf(section, "badge"), ["binds"]);
  const equal = outlookSection(viewOf({ cost_twd: 2_000_000 }));
  assert.deepEqual(wordsOf(equal, "badge"), ["binds", "binds"]);
});

test("a sum that lacks an answer says which, once, and no limit is said to bind", () => {
  const data = limited(HALF, byKind({ short: 1, series: 2 }));
  const section = outlookSection(viewOf({}, data));
  assert.deepEqual(itemsOf(section, "chain"), [
    "What does it cost?not knownFirst: What does it cost?",
    "Half of the cost× 50%point 3.1",
    "Ceilingnot knownpoint 3.2First: Which kind?",
    "Most that can be grantednot knownthe lowest",
  ]);
  assert.deepEqual(wordsOf(section, "badge"), []);
});

test("shares of two answers each say what they are of", () => {
  const other = { ...HALF, id: "third", value: ["share", 30, "wish_twd"] };
  const data = limited(HALF, /** @type {Limit} */ (other));
  const section = outlookSection(viewOf({ cost_twd: 1000, wish_twd: 900 }, data));
  const words = itemsOf(section, "chain");
  assert.match(words[2], /50% of \$ 1,000 = \$ 500/);
  assert.match(words[3], /30% of \$ 900 = \$ 270/);
});

test("an instalment has its share, its most, and the day where the rules set one", () => {
  assert.deepEqual(itemsOf(outlookSection(viewOf({})), "line"), [
    "First60%no day is setA contract.point 8",
    "Second40%End point 9A year after approval.A film.point 8",
  ]);
  const dated = outlookSection(viewOf({ cost_twd: 1_000_001, approved_on: "2026-03-03" }));
  const day = viewOf({}).wording.date("2027-03-03", true);
  assert.deepEqual(itemsOf(dated, "line"), [
    "Firstup to $ 300,000 60%no day is setA contract.point 8",
    `Secondup to $ 200,000 40%End point 9by ${day}A film.point 8`,
  ]);
  assert.deepEqual(
    found(dated, ({ localName }) => localName === "time").map((time) =>
      time.attributes.get("datetime"),
    ),
    ["2027-03-03"],
  );
});

test("of what the rules leave open stand their words, and of what they do not have nothing", () => {
  const text = (/** @type {Partial<Calculator>} */ other) => {
    const data = scheme({ amount: null, instalments: [], deadlines: [], ...other });
    return h("div", null, outlookSection(viewOf({}, data))).textContent;
  };
  assert.equal(text({}), "");
  const left_open = { amount: "A panel decides.", instalments: "As agreed.", deadlines: "None." };
  assert.equal(text({ left_open }), "The amountA panel decides.PaymentAs agreed.DeadlinesNone.");
  const amount = { ...AMOUNT, limits: [], pot: { clause: "1", value: 9, text: "A year." } };
  assert.equal(
    text({ amount, left_open: { ceiling: "No ceiling is set." } }),
    "The amountNo ceiling is set.All share $ 9. A year. point 1",
  );
});

test("a limit that applies to others alone is left out, and one in principle says so", () => {
  const limits = [
    { ...HALF, in_principle: true },
    { ...CEILING, applies_when: /** @type {any} */ ("local") },
  ];
  const words = itemsOf(
    outlookSection(viewOf({ cost_twd: 10, local: false }, limited(...limits))),
    "chain",
  );
  assert.equal(words.length, 3);
  assert.match(words[1], /^Half of the cost in principle/);
});

test("one payment is no instalment of several", () => {
  const [first] = DATA.calculator.instalments;
  const data = scheme({ instalments: [{ ...first, percent: 100 }] });
  const section = outlookSection(viewOf({ cost_twd: 10 }, data));
  assert.ok(JSON.stringify(wordsOf(section, "help")) === "[]");
});

test("on the first step what each needs and how to read the sum are left out", () => {
  const data = scheme({ amount: { ...AMOUNT, note: "After tax." } });
  assert.deepEqual(wordsOf(outlookSection(viewOf({}, data)), "note"), ["After tax."]);
  assert.deepEqual(wordsOf(outlookSection(viewOf({}, data), false), "note"), []);
  const [first] = itemsOf(outlookSection(viewOf({}), false), "line");
  assert.equal(first, "First60%no day is setpoint 8");
});

test("a day without offices has the next one beside it", () => {
  const office_days = {
    first_year: 2026,
    last_year: 2027,
    note: "The agency decides.",
    holidays: [],
  };
  const deadlines = DATA.calculator.deadlines.map((end) => ({ ...end, office_day: true }));
  const data = scheme({ deadlines, office_days });
  const section = outlookSection(viewOf({ approved_on: "2026-03-06" }, data));
  const [, second] = itemsOf(section, "line");
  assert.match(second, /by Saturday,? 6 March 2027offices open Monday,? 8 March 2027/);
  assert.ok(wordsOf(section, "help").includes("The agency decides."));
  const workday = outlookSection(viewOf({ approved_on: "2026-03-03" }, data));
  assert.ok(!wordsOf(workday, "help").includes("The agency decides."));
});

test("of an approved amount the instalments are shares, and no longer the most", () => {
  const { questions } = DATA.calculator;
  const wish = questions.filter(({ id }) => id === "wish_twd");
  const data = scheme({
    questions: [...questions, { ...wish[0], id: "approved_twd", no_more_than: undefined }],
    amount: { ...AMOUNT, approved: "approved_twd" },
  });
  const section = outlookSection(viewOf({ approved_twd: 1000 }, data));
  assert.deepEqual(wordsOf(section, "help"), ["of $ 1,000"]);
  assert.match(itemsOf(section, "line")[0], /^First\$ 600 60%/);
});

test("the knee is where the engine lets another limit bind", () => {
  for (const percent of [50, 80, 33, 30, 12.5, 0.7, 99.9]) {
    const share = /** @type {Limit} */ ({ ...HALF, value: ["share", percent, "cost_twd"] });
    const data = limited(share, { ...CEILING, value: 1_000_001 });
    const { knee } = /** @type {any} */ (shapeOf(viewOf({}, data)));
    const binds = (/** @type {number} */ x) =>
      evaluate(data.calculator, { cost_twd: x }).amount?.binding;
    assert.deepEqual(binds(knee.x - 1), ["half"], `below at ${percent}`);
    assert.ok(binds(knee.x)?.includes("ceiling"), `at ${percent}`);
    assert.deepEqual(binds(knee.x + 1), ["ceiling"], `above at ${percent}`);
    assert.equal(knee.cap, 1_000_001);
    assert.equal(knee.clause, "3.2");
  }
});

test("the line turns at the knee, and shows where the reader is", () => {
  const shape = shapeOf(viewOf({ cost_twd: 1_500_000 }));
  assert.deepEqual(shape?.points, [
    { x: 0, cap: 0 },
    { x: 2_000_000, cap: 1_000_000 },
    { x: 3_800_000, cap: 1_000_000 },
  ]);
  assert.deepEqual(shape?.here, { x: 1_500_000, cap: 750_000 });
  const section = outlookSection(viewOf({ cost_twd: 1_500_000 }), false);
  const [caption] = found(section, ({ localName }) => localName === "figcaption");
  assert.equal(
    caption.textContent,
    "Here: $ 1,500,000, $ 750,000." +
      "Below $ 2,000,000: Half of the cost; then Ceiling: $ 1,000,000.point 3.1point 3.2",
  );
  assert.deepEqual(wordsOf(section, "axis"), [
    "↑ Most that can be granted (NT dollars)",
    "What does it cost? (NT dollars) →",
  ]);
});

test("another answer does not stand against the figures that are tried", () => {
  assert.equal(shapeOf(viewOf({ cost_twd: 900, wish_twd: 800 }))?.knee?.x, 2_000_000);
});

test("no curve without a category, unless it makes no difference", () => {
  const other = limited(HALF, byKind({ short: 1000, series: 2000 }));
  assert.equal(shapeOf(viewOf({ cost_twd: 500 }, other)), null);
  assert.equal(shapeOf(viewOf({ kind: "series" }, other))?.knee?.x, 4000);
  assert.equal(shapeOf(viewOf({ kind: "series" }, other))?.knee?.clause, "2");
  const same = limited(HALF, byKind({ short: 1000, series: 1000 }));
  assert.equal(shapeOf(viewOf({}, same))?.knee?.x, 2000);
  // The clause of one category would be wrong for another.
  assert.equal(shapeOf(viewOf({}, same))?.knee?.clause, "3.2");
});

test("no curve without a share, or where another limit grows with the same answer", () => {
  assert.equal(shapeOf(viewOf({ cost_twd: 500 }, limited(CEILING))), null);
  const grows = /** @type {Limit} */ ({ ...CEILING, value: ["times", "cost_twd", 2] });
  assert.equal(shapeOf(viewOf({ cost_twd: 500 }, limited(HALF, grows))), null);
  const section = outlookSection(viewOf({ cost_twd: 500 }, limited(CEILING)), false);
  assert.deepEqual(
    found(section, ({ localName }) => localName === "svg"),
    [],
  );
  assert.deepEqual(itemsOf(section, "chain"), [
    "Ceiling$ 1,000,000point 3.2binds",
    "Most that can be grantedup to $ 1,000,000",
  ]);
});

test("a share alone is a straight line as soon as an answer gives it a measure", () => {
  const data = limited(HALF);
  assert.equal(shapeOf(viewOf({}, data)), null);
  const shape = shapeOf(viewOf({ cost_twd: 1000 }, data));
  assert.equal(shape?.knee, null);
  assert.deepEqual(shape?.points, [
    { x: 0, cap: 0 },
    { x: 1900, cap: 950 },
  ]);
});

test("an answer far beyond the knee stands at the edge", () => {
  const shape = shapeOf(viewOf({ cost_twd: Number.MAX_SAFE_INTEGER }));
  assert.deepEqual(shape?.points.at(-1), { x: 5_200_000, cap: 1_000_000 });
  const section = outlookSection(viewOf({ cost_twd: Number.MAX_SAFE_INTEGER }), false);
  assert.deepEqual(wordsOf(section, "you"), ["You are here →"]);
});

test("a limit that does not apply is not among the sums, and the others keep their names", () => {
  const long = /** @type {Limit} */ ({ ...HALF, id: "long", label: "For the long" });
  const limits = [{ ...long, applies_when: ["one_of", "kind", ["series"]] }, CEILING];
  const data = limited(.../** @type {Limit[]} */ (limits));
  const items = (/** @type {Facts} */ facts) =>
    itemsOf(outlookSection(viewOf(facts, data)), "chain");
  assert.deepEqual(items({ kind: "short", cost_twd: 1000 }), [
    "Ceiling$ 1,000,000point 3.2binds",
    "Most that can be grantedup to $ 1,000,000",
  ]);
  assert.equal(
    items({ kind: "series", cost_twd: 1000 })[1],
    "For the longx 50% = $ 500point 3.1binds",
  );
});

test("no curve is drawn through a limit that not everybody has", () => {
  const some = /** @type {Limit} */ ({ ...CEILING, applies_when: ["one_of", "kind", ["short"]] });
  assert.notEqual(
    shapeOf(viewOf({ kind: "short" }, limited(HALF, { ...some, applies_when: undefined }))),
    null,
  );
  assert.equal(shapeOf(viewOf({ kind: "short" }, limited(HALF, some))), null);
});

test("enough rests on the questions of its conditions, and asks only while it is open", () => {
  const form = [
    "enough",
    2,
    [
      [1, "heard"],
      [1, ["at_least", "cost_twd", 5]],
      [1, "seen"],
    ],
  ];
  const met_when = /** @type {any} */ (form);
  assert.deepEqual([...factsIn(met_when)], ["heard", "cost_twd", "seen"]);
  assert.deepEqual(children(met_when), ["heard", ["at_least", "cost_twd", 5], "seen"]);
  assert.equal(value(met_when, { heard: true, seen: true }), true);
  assert.equal(value(met_when, { heard: false, seen: false }), false);
  assert.equal(value(met_when, { heard: true, seen: false }), null);
});
