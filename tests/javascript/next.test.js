/** What to do next, what to ask about, and the documents in their sections. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { documentSection } from "../../generator/assets/calculator/documents.js";
import { evaluate } from "../../generator/assets/calculator/engine.js";
import { askSection, nextSteps } from "../../generator/assets/calculator/next.js";
import { Wording } from "../../generator/assets/calculator/wording.js";
import { named, saidIn } from "./page.js";
import { AMOUNT, DATA, GOOD } from "./scheme.js";

/**
 * @import { ComponentData, Facts } from "../../generator/assets/types/calculator"
 * @import { Requirement, Result } from "../../generator/assets/types/calculator"
 */

/** @type {Requirement} */
const UNCLEAR = {
  id: "tone",
  clause: "6",
  title: "The tone",
  rule: "Realist",
  met: "It is.",
  unmet: "It is not.",
  applies_when: ["at_least", "minutes", 20],
  readings: [
    { id: "wide", text: "A purpose." },
    { id: "narrow", text: "A condition.", met_when: ["at_least", "minutes", 30] },
  ],
};
/** @type {Requirement} */
const NOTED = {
  id: "share",
  clause: "4",
  title: "The share",
  rule: "A share",
  met: "Enough.",
  unmet: "Too little.",
  applies_when: ["one_of", "kind", ["short"]],
  met_when: "local",
  notes: [{ id: "close", when: ["at_least", "minutes", 15], text: "The clause is silent." }],
};
const PHASES = [
  {
    id: "apply",
    title: "Apply",
    clause: "5",
    sections: [
      { id: "film", title: "The film" },
      { id: "money", title: "Money" },
      { id: "series", title: "Of a series" },
    ],
    items: [
      { id: "budget", section: "money", clause: "5", title: "Budget" },
      { id: "form", clause: "5", title: "Form" },
      { id: "script", section: "film", clause: "5", title: "Script" },
      {
        id: "outline",
        section: "series",
        clause: "5",
        title: "Outline",
        needed_when: /** @type {[string, ...unknown[]]} */ (["one_of", "kind", ["series"]]),
      },
    ],
  },
  {
    id: "pay",
    title: "Payment",
    clause: "8",
    items: [{ id: "receipt", clause: "8", title: "Receipt" }],
  },
  {
    id: "more-time",
    title: "More time",
    clause: "9",
    aside: true,
    items: [{ id: "request", clause: "9", title: "Request" }],
  },
];
const WINDOW = { clause: "6", text: "The rules leave it open." };
const WEBSITE = { address: "https://agency.example/", origin: "Added here." };
const LABELS = {
  clause: "Rules, {clause}",
  next_answer: "answer {n}",
  next_answer_one: "answer one",
  next_ways: "ways",
  next_ask: "ask about {n}",
  next_ask_one: "ask about one",
  next_window: "announcement",
  next_documents: "{phase} {n}/{m}",
  next_keep: "keep",
  ask_nothing: "nothing",
  ask_whom: "whom",
  ask_website: "site",
  ask_window: "When: {text}",
  two_readings: "Two readings:",
  status_met: "Met",
  status_unmet: "Not met",
  stage_payment: "(payment)",
  documents_kept: "kept",
  documents_ticked: "{n} of {m} ready",
  documents_if_applicable: "(perhaps)",
};
const APPLY = ["apply/budget", "apply/form", "apply/script"];
const FACTS = { ...GOOD, themes: [], approved_on: "2026-03-01" };

/** @param {Facts} facts @param {Partial<ComponentData>} [more] */
function viewOf(facts, more) {
  const calculator = {
    ...DATA.calculator,
    requirements: [...DATA.calculator.requirements, UNCLEAR, NOTED],
  };
  const { quick = [] } = calculator;
  const later = calculator.questions.filter(({ id }) => !quick.includes(id));
  const steps = later.map(({ id }) => [id, id]);
  const clauses = { 4: "point 4", 5: "point 5", 6: "point 6", 8: "point 8", 9: "point 9" };
  const labels = { ...DATA.labels, ...LABELS };
  const data = { ...DATA, calculator, steps, clauses, labels, window: WINDOW, website: WEBSITE };
  const root = new URL("https://site.example/en/");
  /** @type {string[]} */
  const jumps = [];
  return {
    wording: new Wording(/** @type {ComponentData} */ ({ ...data, ...more }), "en", root),
    result: /** @type {Result} */ (evaluate(calculator, facts)),
    facts,
    asks: () => true,
    jump: (/** @type {string} */ id) => jumps.push(id),
    jumps,
  };
}

/** What is to do, by what is pressed. @param {Facts} facts @param {string[]} [ticks] */
function toDo(facts, ticks = []) {
  const steps = nextSteps(viewOf(facts), { phases: PHASES, ticks: new Set(ticks) });
  return named(steps, "li").map((item) => {
    const [pressed] = item.childNodes;
    return typeof pressed === "string" ? pressed : pressed.textContent;
  });
}

test("what is left to answer comes first, and leads to the first question", () => {
  const view = viewOf({ kind: "short", minutes: 12, cost_twd: null });
  const steps = nextSteps(view, { phases: PHASES, ticks: new Set() });
  const [button] = named(steps, "button");
  assert.equal(button.textContent, "answer 2");
  button.listeners.get("click")?.({});
  assert.deepEqual(view.jumps, ["cost_twd"]);
  assert.equal(toDo({ ...FACTS, local: null })[0], "answer one");
});

test("who is not eligible is told to prepare nothing", () => {
  assert.deepEqual(toDo({ ...FACTS, minutes: 5 }), ["keep"]);
  assert.deepEqual(toDo({ ...FACTS, minutes: 5, local: false }), ["keep"]);
  assert.deepEqual(toDo({ ...FACTS, minutes: 15, local: false }), ["ask about one", "keep"]);
});

test("of what is to do, the next three are named", () => {
  assert.deepEqual(toDo({ ...FACTS, minutes: 12 }), ["announcement", "Apply 0/3", "keep"]);
  assert.deepEqual(toDo({ ...FACTS, minutes: 15 }), ["ask about one", "announcement", "Apply 0/3"]);
  assert.deepEqual(toDo({ ...FACTS, minutes: 25 }), ["ask about 2", "announcement", "Apply 0/3"]);
});

test("the documents to prepare are those of the first phase that is not ready", () => {
  assert.equal(toDo(FACTS, APPLY.slice(1))[1], "Apply 2/3");
  assert.equal(toDo(FACTS, APPLY)[1], "Payment 0/1");
  // A phase that comes only where one asks for it is nobody's next thing to do.
  assert.deepEqual(toDo(FACTS, [...APPLY, "pay/receipt"]), ["announcement", "keep"]);
  assert.equal(toDo({ ...FACTS, kind: "series" }, APPLY)[1], "Apply 3/4");
});

test("an announcement is looked for on the agency's site, and its origin is named", () => {
  const checklist = { phases: [], ticks: new Set() };
  const [link, clause] = named(nextSteps(viewOf(FACTS), checklist), "a");
  assert.equal(link.attributes.get("href"), "https://agency.example/");
  assert.equal(clause.attributes.get("href"), "https://site.example/en/schemes/grant/rules/#6");
  assert.deepEqual(saidIn(nextSteps(viewOf(FACTS), checklist), "small"), ["Added here."]);
  const without = viewOf(FACTS, { website: undefined });
  assert.match(saidIn(nextSteps(without, checklist), "li")[0], /^announcement Rules, point 6$/);
  const none = viewOf(FACTS, { website: undefined, window: undefined });
  assert.deepEqual(saidIn(nextSteps(none, checklist), "li"), ["keep"]);
});

test("nobody is asked about a requirement that does not apply", () => {
  const series = viewOf({ ...FACTS, kind: "series", minutes: 15 });
  assert.deepEqual(series.result.requirements.at(-1)?.notes, ["close"]);
  assert.equal(saidIn(askSection(series), "p")[0], "nothing");
});

test("what is open is listed with its readings or its note, and its clause", () => {
  const points = askSection(viewOf({ ...FACTS, minutes: 25 }));
  assert.deepEqual(saidIn(points, "h4"), ["The tone", "The share", "whom"]);
  const [tone, , , share] = named(points, "li");
  assert.deepEqual(saidIn(tone, "li").slice(1), ["A purpose. Met", "A condition. Not met"]);
  assert.deepEqual(saidIn(share, "p"), ["The clause is silent.", "Rules, point 4"]);
});

test("whom to ask is named, also where nothing is open", () => {
  const asked = saidIn(askSection(viewOf(FACTS)), "p");
  assert.deepEqual(asked, [
    "nothing",
    "Ask the agency.",
    "site Added here.",
    "When: The rules leave it open. Rules, point 6",
  ]);
  const bare = askSection(viewOf(FACTS, { website: undefined, window: undefined }));
  assert.deepEqual(saidIn(bare, "p"), ["nothing", "Ask the agency."]);
});

test("documents stand in their sections, and a phase counts those that are ready", () => {
  const ticks = new Set(["apply/form"]);
  let stored = 0;
  const ticked = () => {
    stored += 1;
  };
  const shown = documentSection(viewOf(FACTS), { phases: PHASES, ticks, stored: true, ticked });
  const [apply, pay] = named(shown, "details");
  // What is in no section comes first; of a section that this film does without, no heading.
  assert.deepEqual(saidIn(apply, "h4"), ["The film", "Money"]);
  assert.deepEqual(saidIn(apply, "label"), ["Form", "Script", "Budget"]);
  assert.deepEqual(saidIn(pay, "h4"), []);
  assert.deepEqual(saidIn(apply, "summary"), ["Apply 1 of 3 ready"]);
  const box = named(apply, "input")[1];
  box.checked = true;
  box.listeners.get("change")?.({});
  assert.deepEqual([...ticks], ["apply/form", "apply/script"]);
  assert.deepEqual(saidIn(apply, "summary"), ["Apply 2 of 3 ready"]);
  assert.equal(stored, 1);
});

test("where a limit in principle binds, whether there can be more is to be asked", () => {
  const labels = { ...DATA.labels, ...LABELS, more_in_principle: "Ask for more." };
  const limits = AMOUNT.limits.map((limit) => ({ ...limit, in_principle: true }));
  const calculator = { ...DATA.calculator, amount: { ...AMOUNT, limits } };
  const data = { ...DATA, calculator, labels, clauses: { 1: "1", 2: "2", 3: "3" } };
  const wording = new Wording(data, "en", new URL("https://site.example/en/"));
  const result = /** @type {any} */ (evaluate(calculator, GOOD));
  const view = { wording, result, facts: GOOD, asks: () => true, jump: () => {} };
  const words = saidIn(askSection(view), "p");
  assert.match(words[0], /^Ask for more\./);
  assert.ok(!words.includes("nothing"));
});
