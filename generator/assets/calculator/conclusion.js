/** What follows from the limits: the amount, what binds it, and how it compares with the wish. */
import { h } from "../parts/dom.js";
import { factsIn } from "./engine.js";

/**
 * @import { AmountStep, Limit } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {AmountStep & {amount: number, rule: Limit}} Step a limit with its amount and its rule
 */

/** Nothing while an amount is not known. @param {View} view @returns {Child[]} */
export function conclusionSection({ wording, result, facts }) {
  const { amount: rule } = wording.data.calculator;
  const { cap, binding, exceeds_cap: exceeds } = result.amount;
  if (cap === null) return [];
  const steps = result.amount.steps.map((step, i) => {
    return { ...step, amount: Number(step.amount), rule: rule.limits[i] };
  });
  const short = (/** @type {number} */ figure) => wording.money(figure, "money_short");
  const limit = steps.find(({ id }) => binding?.includes(id))?.rule.label ?? "";
  const key = binding?.[1] ? "conclusion_both" : "conclusion";
  const whole = steps.some(({ amount }) => amount === cap);
  const turn = turningPoint(steps, binding, wording);
  const content = [
    h("p", { class: "conclusion" }, wording.text(key, { cap: short(cap), limit })),
    !whole && h("p", null, wording.text("rounded_down")),
    turn !== null && h("p", null, turn),
  ];
  const requested = facts[rule.requested];
  if (exceeds === null || typeof requested !== "number") return content;
  const words = wording.text(exceeds ? "exceeds" : "within", {
    requested: short(requested),
    over: short(requested - cap),
  });
  const style = { class: exceeds ? "warning" : null };
  return [...content, h("p", style, words, " ", wording.clause(rule.clause))];
}

/**
 * At which figure the other limit would bind, in words; `null` where there is no such figure.
 * @param {Step[]} steps @param {string[] | null} binding @param {Wording} wording
 */
export function turningPoint(steps, binding, wording) {
  const shared = shareOf(steps.map(({ rule }) => rule));
  if (shared === null || shared.others.length === 0) return null;
  const share = /** @type {Step} */ (steps.find(({ rule }) => rule === shared.limit));
  const others = steps.filter((step) => step !== share);
  const other = others.reduce((least, step) => (step.amount < least.amount ? step : least));
  const [only] = binding?.length === 1 ? binding : [];
  if (only !== share.id && only !== other.id) return null;
  const above = only === share.id;
  const places = {
    label: wording.question(shared.fact).label,
    figure: wording.money(turn(shared.percent, other.amount), "money_short"),
    limit: (above ? other : share).rule.label,
  };
  return above ? wording.text("turn_above", places) : wording.text("turn_below", places);
}

/**
 * The answer from which on a share of it is no longer below another limit.
 * @param {number} percent @param {number} other
 */
export const turn = (percent, other) => Math.ceil((other * 100) / percent);

/**
 * The limit that is a share of the answer to one question, and the other limits. There is none
 * (`null`) where another limit grows with the same answer: no one figure parts the two then.
 * @param {Limit[]} limits
 */
export function shareOf(limits) {
  for (const limit of limits) {
    const [operator, percent, fact] = Array.isArray(limit.value) ? limit.value : [];
    if (operator !== "share" || Number(percent) <= 0 || typeof fact !== "string") continue;
    const others = limits.filter((other) => other !== limit);
    return inLimits(others, fact) ? null : { limit, percent: Number(percent), fact, others };
  }
  return null;
}

/** Whether a limit rests on a question. @param {Limit[]} limits @param {string} id */
export const inLimits = (limits, id) => limits.some((limit) => factsIn(limit.value).has(id));
