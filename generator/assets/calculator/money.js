/** The limits of the amount, and the instalments as a picture and as a table. */
import { h } from "../parts/dom.js";
import { factsIn } from "./engine.js";
import { askFirst } from "./verdict.js";

/**
 * @import { AmountStep, Limit } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 */

/** Each limit as a sum, and what has to be answered first. @param {View} view @returns {Child[]} */
export function amountSection(view) {
  const { wording, result, asks } = view;
  const { limits } = wording.data.calculator.amount;
  const { steps, cap } = result.amount;
  const rows = steps.map((step, i) => {
    const words = working(step, limits[i].label, wording);
    return h("li", null, words, " ", wording.clause(step.clause));
  });
  const open = cap === null ? result.unanswered : [];
  const missing = open.filter((id) => asks(id) && inLimits(limits, id));
  const { note } = wording.data.calculator.amount;
  return [
    h("ol", { class: "working" }, rows),
    missing.map((id) => askFirst(view, id)),
    note !== undefined && h("p", { class: "note" }, wording.marked(note)),
  ];
}

/** Whether a limit rests on a question. @param {Limit[]} limits @param {string} id */
export const inLimits = (limits, id) => limits.some((limit) => factsIn(limit.value).has(id));

/** One limit as a sum. @param {AmountStep} step @param {string} label @param {Wording} wording */
function working({ amount, percent, of }, label, wording) {
  if (amount === null) return wording.text("limit_open", { label });
  const sum = wording.money(amount, "money_short");
  if (percent === undefined || of == null) return wording.text("limit", { label, amount: sum });
  const whole = wording.money(of, "money_short");
  return wording.text("limit_share", { label, percent: percent + "%", of: whole, amount: sum });
}

/** @param {View} view @returns {Child[]} */
export function instalmentSection({ wording, result, facts }) {
  const { amount, instalments: rules } = wording.data.calculator;
  const approved = facts[amount.approved];
  const sum = (/** @type {number | null} */ figure) =>
    figure === null ? wording.text("status_unknown") : wording.money(figure, "money_short");
  const parts = rules.map((rule) => {
    const part = h("span", null, rule.percent + "%");
    part.style.flexGrow = String(rule.percent);
    return part;
  });
  const head = ["instalment", "share", "sum", "needs"].map((key) =>
    h("th", { scope: "col" }, wording.text(key)),
  );
  const rows = rules.map((rule, i) =>
    h(
      "tr",
      null,
      h("th", { scope: "row" }, rule.title),
      h("td", { class: "figure" }, rule.percent + "%"),
      h("td", { class: "figure" }, sum(result.instalments[i].amount)),
      h("td", null, rule.needs, " ", wording.clause(rule.clause)),
    ),
  );
  const base = typeof approved === "number" ? approved : null;
  const key = base === null ? "instalments_of_cap" : "instalments_of_approved";
  const table = h("table", null, h("thead", null, h("tr", null, head)), h("tbody", null, rows));
  return [
    h("p", null, wording.text(key, { amount: sum(base) })),
    h("div", { class: "split", "aria-hidden": "true" }, parts),
    h(
      "div",
      { class: "scroll", role: "group", tabindex: 0, "aria-label": wording.text("instalments") },
      table,
    ),
  ];
}
