/** The real scheme in English, as the calculator's component has it. */
import { execFileSync } from "node:child_process";
import { overlay } from "../../generator/assets/parts/overlay.js";

/** @import { ComponentData } from "../../generator/assets/types/calculator" */

/** @returns {ComponentData} */
export function real() {
  const command = ["-m", "tests.tools.component"];
  const text = execFileSync(".venv/bin/python", command, { encoding: "utf-8" });
  const { calculator, more } = JSON.parse(text);
  overlay(calculator, more);
  return calculator;
}
