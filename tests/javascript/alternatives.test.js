/** Side by side: which changes are offered, and what the engine makes of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canCompare,
  choiceOf,
  figuresOf,
  obstacles,
  others,
  outcome,
} from "../../generator/assets/calculator/alternatives.js";
import { DATA, GOOD } from "./scheme.js";

/** @import { Calculator } from "../../generator/assets/types/calculator" */

/** @type {Calculator} */
const calculator = { ...DATA.calculator, quick: ["minutes", "kind", "local", "cost_twd"] };

test("the first quick choice and the quick figures are compared, in the order of asking", () => {
  assert.equal(choiceOf(calculator)?.id, "kind");
  assert.deepEqual(
    figuresOf(calculator).map(({ id }) => id),
    ["minutes", "cost_twd"],
  );
  const ids = (/** @type {any} */ chosen) =>
    others(choiceOf(calculator), chosen).map(({ id }) => id);
  assert.deepEqual(ids("short"), ["series"]);
  assert.deepEqual(ids(undefined), ["short", "series"]);
});

test("without a quick choice or figure nothing is compared", () => {
  assert.ok(canCompare(calculator));
  assert.ok(canCompare({ ...calculator, quick: ["kind"] }));
  assert.ok(canCompare({ ...calculator, quick: ["minutes"] }));
  for (const quick of [undefined, [], ["local"]])
    assert.equal(canCompare({ ...calculator, quick }), false);
});

test("a change is decided by the engine, and the applicant's answers stay as they are", () => {
  const facts = { ...GOOD };
  const { result } = outcome(calculator, facts, { minutes: 9, cost_twd: 3_000_000 });
  assert.equal(result.verdict, "ineligible");
  assert.deepEqual(
    obstacles(result).map(({ id }) => id),
    ["long-enough"],
  );
  assert.equal(result.amount?.cap, 1_000_000);
  assert.deepEqual(result.amount?.binding, ["ceiling"]);
  assert.deepEqual(facts, GOOD);
});

test("an answer that only another option asks for counts where that option is chosen", () => {
  const questions = calculator.questions.map((question) =>
    question.id === "minutes"
      ? { ...question, asked_when: /** @type {any} */ (["one_of", "kind", "series"]) }
      : question,
  );
  const { minutes: _, ...rest } = GOOD;
  const scheme = { ...calculator, questions };
  assert.deepEqual(outcome(scheme, rest, { kind: "series" }).open, ["minutes"]);
  assert.deepEqual(outcome(scheme, GOOD, { kind: "series" }).open, []);
});

test("a figure that is refused is named; an own answer that it contradicts is left out", () => {
  const refused = outcome(calculator, GOOD, { minutes: 0.5, cost_twd: 10 }).refused;
  assert.deepEqual([...refused.keys()], ["minutes"]);
  const contrary = outcome(calculator, { ...GOOD, wish_twd: 500 }, { cost_twd: 100 });
  assert.equal(contrary.refused.size, 0);
  assert.equal(contrary.result.amount?.cap, 50);
});
