/** The amount with its working, and the instalments as a picture and as a table. */
import { h } from "./dom.js";
import { factsIn } from "./engine.js";
import { askFirst } from "./verdict.js";

/** @param {import("./verdict.js").View} view */
export function amountSection(view) {
  const { wording, result, facts, asks } = view;
  const { amount: rule } = wording.data.calculator;
  const { steps, cap, binding, exceeds_cap: exceeds } = result.amount;
  const limit = (/** @type {string} */ id) => rule.limits.find((/** @type {any} */ each) => each.id === id);
  const short = (/** @type {number} */ figure) => wording.money(figure, "money_short");
  const missing = cap === null ? result.unanswered.filter((/** @type {string} */ id) => asks(id) && inLimits(rule, id)) : [];
  return [
    h("ol", { class: "working" }, steps.map((/** @type {any} */ step) => h("li", null, working(step, limit(step.id), wording), " ", wording.clause(step.clause)))),
    cap !== null && h("p", { class: "conclusion" },
      wording.text(binding.length > 1 ? "conclusion_both" : "conclusion", { cap: short(cap), limit: limit(binding[0]).label })),
    cap !== null && !steps.some((/** @type {any} */ step) => step.amount === cap) && h("p", null, wording.text("rounded_down")),
    cap !== null && turn(steps, binding, limit, wording, short),
    exceeds !== null && h("p", { class: exceeds ? "warning" : null },
      wording.text(exceeds ? "exceeds" : "within", { requested: short(facts[rule.requested]), over: short(facts[rule.requested] - cap) }), " ", wording.clause(rule.clause)),
    missing.map((/** @type {string} */ id) => askFirst(view, id)),
  ];
}

/** Whether a limit rests on a question. @param {any} rule @param {string} id */
const inLimits = (rule, id) => rule.limits.some((/** @type {any} */ limit) => factsIn(limit.value).has(id));

/** One limit as a sum. @param {any} step @param {any} limit @param {import("./wording.js").Wording} wording */
function working({ amount, percent, of }, { label }, wording) {
  if (amount === null) return wording.text("limit_open", { label });
  const sum = wording.money(Math.floor(amount), "money_short");
  if (percent === undefined) return wording.text("limit", { label, amount: sum });
  return wording.text("limit_share", { label, percent: percent + "%", of: wording.money(of, "money_short"), amount: sum });
}

/** At which figure the other limit would bind. @param {any[]} steps @param {string[]} binding @param {any} limit @param {any} wording @param {(figure: number) => string} short */
function turn(steps, binding, limit, wording, short) {
  const share = steps.find((step) => step.percent > 0 && typeof limit(step.id).value[2] === "string");
  const others = steps.filter((step) => step !== share);
  const fact = share && limit(share.id).value[2];
  // Where another limit grows with the same answer, there is no such figure.
  if (!fact || !others[0] || inLimits({ limits: others.map((step) => limit(step.id)) }, fact)) return null;
  const other = others.reduce((least, step) => (step.amount < least.amount ? step : least));
  const places = {
    label: wording.questions.get(fact).label,
    figure: short(Math.ceil((other.amount * 100) / share.percent)),
  };
  if (binding.length > 1) return null;
  if (binding[0] === share.id) return h("p", null, wording.text("turn_above", { ...places, limit: limit(other.id).label }));
  if (binding[0] === other.id) return h("p", null, wording.text("turn_below", { ...places, limit: limit(share.id).label }));
  return null;
}

/** @param {import("./verdict.js").View} view */
export function instalmentSection({ wording, result, facts }) {
  const { amount, instalments: rules } = wording.data.calculator;
  const approved = facts[amount.approved];
  const sum = (/** @type {number | null} */ figure) => (figure === null ? wording.text("status_unknown") : wording.money(figure, "money_short"));
  const percent = (/** @type {number} */ n) => n + "%";
  const bar = h("div", { class: "split", "aria-hidden": "true" }, rules.map((/** @type {any} */ rule) => h("span", null, percent(rule.percent))));
  rules.forEach((/** @type {any} */ rule, /** @type {number} */ i) => (bar.children[i].style.flexGrow = rule.percent));
  const head = ["instalment", "share", "sum", "needs"].map((key) => h("th", { scope: "col" }, wording.text(key)));
  const rows = rules.map((/** @type {any} */ rule, /** @type {number} */ i) =>
    h("tr", null,
      h("th", { scope: "row" }, rule.title),
      h("td", { class: "figure" }, percent(rule.percent)),
      h("td", { class: "figure" }, sum(result.instalments[i].amount)),
      h("td", null, rule.needs, " ", wording.clause(rule.clause)),
    ));
  return [
    h("p", null, wording.text(approved == null ? "instalments_of_cap" : "instalments_of_approved", { amount: sum(approved ?? null) })),
    bar,
    h("div", { class: "scroll", role: "group", tabindex: 0, "aria-label": wording.text("instalments") },
      h("table", null, h("thead", null, h("tr", null, head)), h("tbody", null, rows))),
  ];
}
