/** What the calculator finds in the rules: facts, never words that look like them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { factsOf, restsOn } from "../../generator/assets/calculator/advice.js";
import { inLimits } from "../../generator/assets/calculator/conclusion.js";

/**
 * @import { Expression, Requirement } from "../../generator/assets/types/calculator"
 */

/** @param {string} id @param {Partial<Requirement>} rule @returns {Requirement} */
const requirement = (id, rule) => ({
  id,
  stage: "application",
  title: id,
  rule: "",
  clause: "1",
  met: "",
  unmet: "",
  ...rule,
});

test("a requirement rests on the questions of its rule alone", () => {
  const late = requirement("late", {
    applies_when: ["one_of", "kind", ["cost"]],
    met_when: ["at_least", "start", ["day", "2026-01-01"]],
  });
  assert.deepEqual(factsOf(late), ["start"]);
  assert.deepEqual([...restsOn(late)], ["start", "kind"]);
});

test("a limit asks for the questions that it rests on, not for options of the same name", () => {
  /** @param {Expression} rule */
  const asked = (rule) => {
    const limits = [{ id: "cap", label: "Most", clause: "1", value: rule }];
    return ["kind", "cost", "sum", "day"].filter((id) => inLimits(limits, id));
  };
  assert.deepEqual(asked(["by", "kind", { cost: 1, sum: 2 }]), ["kind"]);
  assert.deepEqual(asked(["by", "kind", { cost: "sum", sum: 2 }]), ["kind", "sum"]);
  assert.deepEqual(asked(["sum", 1, ["share", 10, "cost"]]), ["cost"]);
});
