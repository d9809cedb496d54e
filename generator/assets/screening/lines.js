/** The list of applications, row by row. */
import { h } from "../parts/dom.js";
import { overInShort } from "./over.js";
import { groupName } from "./sums.js";

/**
 * @import { DeskWording } from "./wording.js"
 * @import { Line } from "./worker.js"
 */

/** What stands over the list. @param {DeskWording} wording */
export function headings(wording) {
  const cell = (/** @type {string} */ key, /** @type {string} */ name) =>
    h("div", { role: "columnheader", class: `desk__${key}` }, name);
  return h(
    "div",
    { class: "desk__row desk__head", role: "row", "aria-rowindex": "1" },
    cell("name", wording.text("application")),
    cell("category", wording.text("category")),
    cell("result", wording.text("verdict")),
    cell("why", wording.text("why")),
    cell("cap", wording.hasLimits ? wording.text("cap") : ""),
  );
}

/** @param {DeskWording} wording @param {Line} line @param {() => void} onclick */
export function rowOf(wording, line, onclick) {
  const name = line.name || wording.text("row", { n: line.number });
  const cell = (/** @type {string} */ key, /** @type {any[]} */ ...content) =>
    h("div", { role: "cell", class: `desk__${key}` }, ...content);
  const badge = (/** @type {string} */ group) =>
    h("span", { class: `desk__group desk__group--${group}` }, groupName(wording, group));
  const sum = (/** @type {number | null} */ cap, /** @type {string} */ group) =>
    cap === null || group === "ineligible" ? "–" : wording.money(cap);
  const { otherCap } = line;
  return h(
    "div",
    { class: "desk__row", role: "row" },
    cell("name", h("button", { type: "button", onclick }, name)),
    cell("category", wording.category(line.category)),
    cell("result", badge(line.group), line.other && [" → ", badge(line.other)]),
    cell("why", whyOf(wording, line)),
    cell(
      "cap",
      wording.hasLimits && sum(line.cap, line.group),
      otherCap !== undefined && [" → ", sum(otherCap, line.other ?? line.group)],
    ),
  );
}

/** What to look at, in a line. @param {DeskWording} wording @param {Line} line */
function whyOf(wording, { unmet, unclear, missing, errors, over }) {
  const comma = wording.label("list_comma");
  const named = (/** @type {string[]} */ ids) => {
    const rules = ids.map((id) => wording.requirement(id));
    const clauses = [...new Set(rules.map(({ clause }) => clause))].join(comma);
    return rules.length > 1 ? clauses : `${clauses} ${rules[0].title}`;
  };
  return [
    errors > 0 && wording.text("why_unread", { n: errors }),
    unmet.length > 0 && wording.text("why_unmet", { list: named(unmet) }),
    missing > 0 && wording.text("why_missing", { n: missing }),
    unclear.length > 0 && wording.text("why_unclear", { list: named(unclear) }),
    ...over.map((one) => overInShort(wording, one)),
  ]
    .filter(Boolean)
    .join(wording.text("semicolon"));
}
