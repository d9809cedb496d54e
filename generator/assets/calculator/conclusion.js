/** What follows from the limits: the amount, what binds it, and how it compares with the wish. */
import { h } from "../parts/dom.js";
import { limitFacts } from "./engine.js";
import { comparedWords } from "./sums.js";

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
  const { cap = null, binding = null, exceeds_cap: exceeds } = result.amount ?? {};
  if (result.amount === null || cap === null) return [];
  const rule = wording.amount;
  const steps = result.amount.steps.flatMap((step) =>
    step.amount === null ? [] : [{ ...step, amount: step.amount, rule: wording.limit(step.id) }],
  );
  const short = (/** @type {number} */ figure) => wording.money(figure, "short");
  const bound = steps.find(({ id }) => binding?.includes(id));
  const limit = bound ? wording.limitName(bound.rule) : "";
  const one = steps.length === 1 ? "conclusion_one" : "conclusion";
  const key = binding?.[1] ? "conclusion_both" : one;
  const whole = steps.some(({ amount }) => amount === cap);
  const turn = turningPoint(steps, binding, wording);
  const content = [
    h("p", { class: "conclusion" }, wording.text(key, { cap: short(cap), limit })),
    !whole && h("p", null, wording.text("rounded_down")),
    turn !== null && h("p", null, turn),
    wording.isLoose(binding) && h("p", null, wording.text("more_in_principle")),
  ];
  const requested = facts[rule.requested ?? ""];
  if (exceeds == null || typeof requested !== "number") return content;
  const words = comparedWords(
    wording,
    exceeds,
    {
      requested: short(requested),
      over: short(requested - cap),
    },
    binding,
  );
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
  const question = wording.question(shared.fact);
  const places = {
    label: question.label,
    figure: wording.answer(question, turn(shared.percent, other.amount), "short"),
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
export const inLimits = (limits, id) => limits.some((limit) => limitFacts(limit).has(id));
