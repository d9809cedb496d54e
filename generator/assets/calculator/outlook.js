/**
 * Money and time: how the limits come to the most that can be granted, the instalments on a line
 * with what the rules say of their days, and the curve.
 */
import { h } from "../parts/dom.js";
import { curve } from "./curve.js";
import { dayOff } from "./day_off.js";
import { limitFacts } from "./engine.js";
import { deadlines } from "./timeline.js";
import { askFirst, capOf, isUnlimited, leftOpen, paymentName } from "./verdict.js";

/**
 * @import { AmountStep, DecidedAmount, Instalment, Limit } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 */

/**
 * @param {View} view
 * @param {boolean} [whole] whether it is a section of the result, with what each instalment needs
 *   and how to read the amount; else it stands below the first answer, with the curve
 * @returns {Child[]}
 */
export function outlookSection(view, whole = true) {
  const { wording, result } = view;
  const { amount, instalments, deadlines, left_open: open = {} } = wording.data.calculator;
  const picture = !whole && curve(view);
  const part = (/** @type {string} */ title, /** @type {Child} */ content) =>
    h("div", { class: "outlook" }, h(whole ? "h4" : "h3", null, title), content);
  const words = (/** @type {string} */ title, /** @type {string | undefined} */ left) =>
    left !== undefined && part(title, h("p", null, wording.marked(left)));
  const sums = amountLines(view, whole);
  return [
    // No sum stands by itself below a verdict that there is none.
    result.verdict === "ineligible" &&
      amount !== null &&
      h("p", { class: "if-eligible" }, wording.text("if_eligible")),
    sums.length > 0 && part(wording.text(wording.hasLimits ? "amount" : "amount_open"), sums),
    instalments.length > 0
      ? part(paymentName(wording), paymentLine(view, whole))
      : words(wording.text("how_paid"), open.instalments),
    deadlines.length === 0 && words(wording.text("timeline"), open.deadlines),
    picture && part(wording.text("curve"), picture),
  ];
}

/**
 * Whether the rules have no amount and no instalments: all there is to say is what they leave open.
 * @param {Wording} wording
 */
export const isAllOpen = ({ data: { calculator } }) =>
  calculator.amount === null && calculator.instalments.length === 0;

/** Whether there is anything to say of money and time. @param {Wording} wording */
export function hasOutlook({ data, hasLimits }) {
  const { amount, instalments, left_open: open } = data.calculator;
  return hasLimits || Boolean(amount?.pot ?? amount?.note ?? open) || instalments.length > 0;
}

/**
 * The limits and what follows from them; what the rules leave open, and what all applicants share.
 * @param {View} view @param {boolean} whole
 */
function amountLines(view, whole) {
  const { wording } = view;
  const { pot, note } = wording.data.calculator.amount ?? {};
  const open = leftOpen(view);
  return [
    wording.hasLimits && moneyLine(view),
    open && h("p", null, open),
    pot &&
      h(
        "p",
        { class: "pot" },
        wording.text("pot", { amount: wording.money(pot.value, "short") }),
        wording.space,
        wording.marked(pot.text),
        " ",
        wording.clause(pot.clause),
      ),
    whole && note !== undefined && h("p", { class: "note" }, wording.marked(note)),
  ].filter(Boolean);
}

/** What the limits are shares of, the limits, and the lowest of them. @param {View} view */
function moneyLine(view) {
  const { wording, result } = view;
  const { label } = wording.amount;
  const { steps, cap } = /** @type {DecidedAmount} */ (result.amount);
  const every = steps.map(({ id }) => baseOf(wording.limit(id).value));
  const bases = [...new Set(every)].filter((id) => id !== null);
  const most =
    cap === null
      ? wording.text(isUnlimited(result) ? "no_ceiling" : "status_unknown")
      : wording.text("up_to", { amount: wording.money(cap, "short") });
  return h(
    "ol",
    { class: "chain" },
    bases.map((id) => baseItem(view, id)),
    steps.map((step) => limitItem(view, step, bases)),
    h(
      "li",
      { class: "total" },
      h("p", null, label),
      h("p", { class: "figure" }, most),
      steps.length > 1 && h("p", { class: "under" }, wording.text("lowest")),
    ),
  );
}

/** The question of which a limit is a share. @param {Limit["value"]} value */
function baseOf(value) {
  const [operator, , of] = Array.isArray(value) ? value : [];
  return operator === "share" && typeof of === "string" ? of : null;
}

/** An answer of which a limit is a share. @param {View} view @param {string} id */
function baseItem(view, id) {
  const { wording, facts, asks } = view;
  const question = wording.question(id);
  const answer = facts[id];
  return h(
    "li",
    { class: answer == null ? "open" : null },
    h("p", null, wording.marked(question.label)),
    h(
      "p",
      { class: "figure" },
      answer == null ? wording.text("status_unknown") : wording.answer(question, answer, "short"),
    ),
    answer == null && asks(id) && askFirst(view, id),
  );
}

/**
 * A limit with its sum. What it still lacks is asked for where that is not asked for before.
 * @param {View} view @param {AmountStep} step @param {string[]} bases
 */
function limitItem(view, step, bases) {
  const { wording, result, facts, asks } = view;
  const limit = wording.limit(step.id);
  const { cap, binding } = /** @type {DecidedAmount} */ (result.amount);
  const binds = cap !== null && binding?.includes(step.id);
  const missing = step.amount === null ? [...limitFacts(limit)] : [];
  const ask = missing.filter((id) => facts[id] == null && asks(id) && !bases.includes(id));
  return h(
    "li",
    { class: binds ? "binds" : step.amount === null ? "open" : null },
    h("p", null, wording.limitName(limit)),
    h("p", { class: "figure" }, sum(view, step, bases.length)),
    h(
      "div",
      { class: "under" },
      h("p", null, wording.clause(step.clause)),
      binds && h("p", { class: "badge" }, wording.text("binds")),
    ),
    ask.map((id) => askFirst(view, id)),
  );
}

/**
 * What a limit comes to; a share as a sum, with what it is of where that is not plain.
 * @param {View} view @param {AmountStep} step @param {number} bases how many answers stand before
 */
function sum({ wording }, { amount, percent, of }, bases) {
  if (amount === null)
    return percent === undefined ? wording.text("status_unknown") : `× ${percent}%`;
  const figure = wording.money(amount, "short");
  if (percent === undefined || of == null) return figure;
  const places = { percent: `${percent}%`, amount: figure };
  if (bases === 1) return wording.text("times_share", places);
  return wording.text("limit_share", { ...places, of: wording.money(of, "short") });
}

/** The instalments in their order. @param {View} view @param {boolean} needs */
function paymentLine(view, needs) {
  const { wording, result, facts } = view;
  const { amount, instalments } = wording.data.calculator;
  const approved = facts[amount?.approved ?? ""];
  const given = typeof approved === "number";
  const items = instalments.map((instalment, i) =>
    h(
      "li",
      null,
      h("p", { class: "title" }, instalment.title),
      h("p", { class: "figure" }, payment(view, i, given)),
      h("div", { class: "day" }, day(view, instalment)),
      needs && h("p", { class: "needs" }, instalment.needs),
      h("p", null, wording.clause(instalment.clause)),
    ),
  );
  const { office_days: offices } = wording.data.calculator;
  const moved = deadlines(view).some(
    ({ id, next }) => next && instalments.some(({ by }) => by === id),
  );
  const open = capOf(result) === null ? "instalments_open" : "instalments_of_cap";
  const words = given
    ? wording.text("instalments_of_approved", { amount: wording.money(approved, "short") })
    : instalments.length > 1 && wording.text(open);
  return [
    words && h("p", { class: "help" }, words),
    h("ol", { class: "line" }, items),
    moved && h("p", { class: "help" }, wording.marked(offices?.note ?? "")),
  ];
}

/**
 * What an instalment comes to: its share alone while the whole is not known.
 * @param {View} view @param {number} i @param {boolean} given whether the approved amount is
 */
function payment({ wording, result }, i, given) {
  const { amount, percent } = result.instalments[i];
  const share = `${percent}%`;
  if (amount === null) return share;
  const money = wording.money(amount, "short");
  const most = given ? money : wording.text("up_to", { amount: money });
  return [h("strong", null, most), " ", h("small", null, share)];
}

/**
 * By when it is due: the day where that is known, else the words of the rules; where they set
 * days for other things, that they set none for this.
 * @param {View} view @param {Instalment} instalment
 */
function day(view, { by, clause }) {
  const { wording } = view;
  const deadline = deadlines(view).find(({ id }) => id === by);
  if (!deadline)
    return deadlines(view).length > 0 && h("p", { class: "none" }, wording.text("no_day"));
  const { date, title, rule } = deadline;
  const also = deadline.clause !== clause && [" ", wording.clause(deadline.clause)];
  const day = date && h("time", { datetime: date }, wording.date(date, true));
  const off = date && dayOff(date, deadline, wording);
  return [
    h("p", null, title, also),
    h("p", { class: "by" }, day ? [wording.text("by_day"), " ", day] : rule),
    off && h("p", { class: "warning" }, off),
  ];
}
