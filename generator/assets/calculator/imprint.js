/** Which rules and which day a printed page speaks of. */
import { h } from "../parts/dom.js";

/** @import { View } from "./verdict.js" */

/** @param {View} view @param {Date} [now] */
export function imprint({ wording }, now = new Date()) {
  const { hash, version } = wording.data.calculator;
  // Swedes write the days of their calendar as ISO 8601 does.
  const date = wording.date(now.toLocaleDateString("sv"));
  return h("p", { class: "imprint" }, wording.text("imprint", { version, hash, date }));
}
