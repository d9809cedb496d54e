/** The code on paper, and what a link that is opened again says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { correction, generate } from "lean-qr/nano";
import { differences } from "../../generator/assets/calculator/changes.js";
import { outline, qrCode } from "../../generator/assets/calculator/code.js";
import { evaluate } from "../../generator/assets/calculator/engine.js";
import { readLink, writeLink } from "../../generator/assets/calculator/link.js";
import { Wording } from "../../generator/assets/calculator/wording.js";
import { DATA, GOOD } from "./scheme.js";

/** @import { Facts, Result } from "../../generator/assets/types/calculator" */

const { calculator } = DATA;
const labels = {
  ...DATA.labels,
  changed_verdict: "{from} > {to}",
  changed_cap: "{from} > {to}",
  changed_fails: "fails: {titles}",
  changed_passes: "passes: {titles}",
  verdict_eligible: "Eligible",
  verdict_ineligible: "Not eligible",
};
const wording = new Wording({ ...DATA, labels }, "en", new URL("https://site.example/en/"));

/** @param {Facts} facts @returns {Result} */
const result = (facts) => /** @type {Result} */ (evaluate(calculator, facts));

test("the outline has a square where the code has one, and nowhere else", () => {
  const code = generate("https://site.example/#v=1", { minCorrectionLevel: correction.M });
  const black = new Set();
  for (const [, x, y, width] of outline(code).matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let i = 0; i < Number(width); i++) black.add(`${Number(x) + i - 4} ${Number(y) - 4}`);
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++)
      assert.equal(black.delete(`${x} ${y}`), code.get(x, y), `${x} ${y}`);
  assert.equal(black.size, 0);
});

test("of what is too long for a code there is none", (t) => {
  t.mock.method(console, "error", () => {});
  assert.equal(qrCode("a".repeat(3000), "", { correction, generate }), null);
});

test("a link under its own rules comes to the same; another outcome is named", () => {
  const link = writeLink(calculator, wording.rules, GOOD, result(GOOD));
  const opened = readLink(link, calculator, wording.rules);
  assert.ok(opened);
  assert.equal(opened.text, link);
  assert.deepEqual(differences({ wording, result: result(opened.facts) }, opened), []);
  const other = { ...opened, cap: 7, failed: ["long-enough"] };
  assert.deepEqual(differences({ wording, result: result({ ...GOOD, local: false }) }, other), [
    "Eligible > Not eligible",
    "NT$ 7 > NT$ 500,000",
    "fails: Made here",
    "passes: At least ten minutes",
  ]);
});
