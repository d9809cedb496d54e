/** The answer in a sentence, which rewrites itself with each answer, and the words announced. */
import { h } from "../parts/dom.js";
import { factsOf } from "./advice.js";

/**
 * @import { Facts, Result, Status } from "../types/calculator"
 * @import { Attributes, Child } from "../types/dom"
 * @import { Wording } from "./wording.js"
 */

/**
 * @typedef {object} View what every part of the result is shown from
 * @property {Wording} wording
 * @property {Result} result the engine's
 * @property {Facts} facts the answers it rests on
 * @property {(id: string) => boolean} asks whether a question is on the page
 * @property {(id: string) => void} jump goes to a question
 */

/**
 * A button that goes to a question.
 * @param {View} view @param {string} id @param {string} [label] @param {Attributes} [attributes]
 */
export function toQuestion({ wording, jump }, id, label, attributes) {
  const words = wording.marked(label ?? wording.question(id).label);
  const go = () => jump(id);
  return h("button", { type: "button", class: "link", onclick: go, ...attributes }, words);
}

/** What has to be answered first. @param {View} view @param {string} id */
export const askFirst = (view, id) =>
  h("p", { class: "no-print" }, view.wording.text("needs_answer"), " ", toQuestion(view, id));

/**
 * A part of the result under its heading.
 * @param {Pick<View, "wording">} view @param {string} key @param {...Child} content
 */
export function sectionOf({ wording }, key, ...content) {
  const heading = h("h3", { id: key }, wording.text(key));
  return h("section", { "aria-labelledby": key, class: key }, heading, content);
}

/** Requirements of the application stage. @param {Result} result @param {Status} status */
const having = (result, status) =>
  result.requirements.filter((rule) => rule.stage === "application" && rule.status === status);

/**
 * The questions that are asked together, each quick one by itself, in the order of asking.
 * @param {Wording} wording
 */
export function askedTogether({ data: { calculator, steps } }) {
  const { quick = [] } = calculator;
  return [...quick.map((id) => [id]), ...steps.map(([, ...ids]) => ids)];
}

/**
 * The steps that are still to answer, each the ids of its open questions, and how many of them
 * could end it: a requirement that can be unmet rests on them.
 * @param {View} view
 */
export function stepsLeft({ wording, result, asks }) {
  const deciding = new Set(
    having(result, "unknown")
      .map(({ id }) => wording.requirement(id))
      // A reading that is no condition is met, whatever is answered.
      .filter(({ readings = [] }) => readings.every(({ met_when: way }) => way !== undefined))
      .flatMap(factsOf),
  );
  const open = askedTogether(wording)
    .map((ids) => ids.filter((id) => asks(id) && result.unanswered.includes(id)))
    .filter((ids) => ids.length > 0);
  return { open, ending: open.filter((ids) => ids.some((id) => deciding.has(id))).length };
}

/** How much is left, in words; empty where nothing is. @param {View} view */
function leftInWords(view) {
  const { open, ending } = stepsLeft(view);
  const n = open.length;
  if (n === 0) return "";
  const { wording } = view;
  if (ending === 0) return wording.text(n === 1 ? "left_one_harmless" : "left_harmless", { n });
  return wording.text(n === 1 ? "left_one" : "left", { n, m: ending });
}

/**
 * A label whose places are filled with elements.
 * @param {Wording} wording @param {string} key @param {Record<string, Child>} places
 * @returns {Child[]}
 */
export function filled(wording, key, places) {
  const text = wording.data.labels[key];
  return text.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? places[part] : part));
}

/**
 * Words with their clauses, one after another.
 * @param {Wording} wording @param {{words: string, clause: string}[]} items
 * @param {string} [between] @returns {Child[]}
 */
export function withClauses(wording, items, between = wording.text("list_comma")) {
  return items.map(({ words, clause }, i) => {
    const places = { title: wording.marked(words), clause: wording.clauseName(clause) };
    return [i > 0 && between, filled(wording, "with_clause", places)];
  });
}

/**
 * The most that can be granted, `null` where it is not known or not fixed.
 * @param {Result} result
 */
export const capOf = (result) => result.amount?.cap ?? null;

/** How the grant is paid, as a heading. @param {Wording} wording */
export const paymentName = (wording) =>
  wording.text(wording.data.calculator.instalments.length === 1 ? "paid_at_once" : "instalments");

/** Whether no limit is fixed for these answers. @param {Result} result */
export const isUnlimited = ({ amount }) => amount?.cap === null && amount.binding?.length === 0;

/**
 * What the rules leave open of the amount, where these answers come to none.
 * @param {Pick<View, "wording" | "result">} view
 */
export function leftOpen({ wording, result }) {
  const { amount, ceiling } = wording.data.calculator.left_open ?? {};
  if (result.amount !== null && !isUnlimited(result)) return null;
  const words = result.amount === null ? (amount ?? ceiling) : (ceiling ?? amount);
  return words === undefined ? null : wording.marked(words);
}

/** The limits that bind. @param {View} view */
function binding({ wording, result }) {
  const { binding: ids = [], steps = [] } = result.amount ?? {};
  const items = steps
    .filter(({ id }) => ids?.includes(id))
    .map(({ id, clause }) => ({ clause, words: wording.limitName(wording.limit(id)) }));
  return withClauses(wording, items);
}

/**
 * What requirements are called, or why they are not met.
 * @param {View} view @param {Status} status
 */
function titles({ wording, result }, status) {
  const failed = status === "unmet";
  const items = having(result, status).map(({ id, clause }) => {
    const { title, unmet } = wording.requirement(id);
    return { words: failed ? unmet : title, clause };
  });
  return withClauses(wording, items, failed ? wording.space : undefined);
}

/**
 * Whether it can still be, up to how much, which limit binds, and how much is left.
 * @param {View} view @returns {Child}
 */
export function sentence(view) {
  const { wording, result, facts } = view;
  if (Object.keys(facts).length === 0) return h("p", { class: "help" }, wording.text("quick_help"));
  const cap = capOf(result);
  const unclear = having(result, "unclear").length > 0;
  const left = leftInWords(view);
  const amount = cap !== null && h("strong", null, wording.money(cap));
  const loose = wording.isLoose(result.amount?.binding);
  const key = loose ? "sentence_amount_in_principle" : "sentence_amount";
  const sum = amount && filled(wording, key, { amount, limit: binding(view) });
  let state = result.verdict === "undetermined" ? "open" : result.verdict;
  if (state === "open" && unclear) state = "unclear";
  const status = state === "ineligible" ? "unmet" : "unclear";
  /** @type {Child[]} */
  const parts = [
    h(
      "span",
      { class: "state" },
      filled(wording, "sentence_" + state, { titles: titles(view, status) }),
    ),
    state !== "ineligible" && [wording.space, sum || leftOpen(view)],
    state !== "ineligible" && left && [wording.space, left],
  ];
  return h("p", { class: "sentence " + result.verdict }, parts);
}

/** The sentence, with the way back to the first questions. @param {View} view @returns {Child} */
export function answer(view) {
  const { wording, facts } = view;
  const [first] = wording.data.calculator.quick ?? [];
  const back = first !== undefined && Object.keys(facts).length > 0;
  return [
    sentence(view),
    back && h("p", { class: "to-start" }, toQuestion(view, first, wording.text("to_start"))),
  ];
}

/** What a screen reader is told when it changes. @param {Pick<View, "wording" | "result">} view */
export function announcement({ wording, result }) {
  const cap = capOf(result);
  const verdict = wording.text("verdict_" + result.verdict);
  if (cap === null || result.verdict === "ineligible") return verdict;
  const key = wording.isLoose(result.amount?.binding) ? "at_most_in_principle" : "at_most";
  const most = wording.text(key, { amount: wording.money(cap) });
  return [verdict, most].join(wording.text("sentence_stop"));
}
