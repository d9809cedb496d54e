/**
 * The verdict in short: the card beside the questions, the bar above them on a phone, and the
 * words announced.
 */
import { h } from "../parts/dom.js";
import { mostAwaited } from "./advice.js";

/**
 * @import { DecidedRequirement, Facts, Result, Status } from "../types/calculator"
 * @import { Attributes } from "../types/dom"
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

/** Requirements of the application stage. @param {Result} result @param {Status} status */
const having = (result, status) =>
  result.requirements.filter((rule) => rule.stage === "application" && rule.status === status);

/** @param {View} view */
function counts({ wording, result }) {
  return /** @type {const} */ (["met", "unmet", "unclear", "unknown"])
    .map((status) => ({ status, n: having(result, status).length }))
    .filter(({ status, n }) => n || status === "met")
    .map(({ status, n }) => wording.text("count", { status: wording.text("status_" + status), n }))
    .join(wording.text("list_comma"));
}

/** Why the verdict is what it is, in one sentence. @param {View} view */
function why({ wording, result }) {
  const open = result.verdict === "undetermined" && !having(result, "unknown").length;
  return wording.text(open ? "why_unclear" : "why_" + result.verdict);
}

/** @param {View} view */
const most = ({ wording, result: { amount } }) =>
  amount.cap === null ? "" : wording.text("at_most", { amount: wording.money(amount.cap) });

/**
 * The question to answer next, with a button that goes there.
 * @param {View} view
 */
function nextQuestion({ wording, result, asks, jump }) {
  const open = having(result, "unknown").map(({ id }) => wording.requirement(id));
  const id = mostAwaited(open, result.unanswered.filter(asks));
  if (!id) return null;
  const { label } = wording.question(id);
  return h(
    "p",
    { class: "next" },
    h("span", null, wording.text("next_question")),
    h("button", { type: "button", onclick: () => jump(id) }, wording.marked(label)),
  );
}

/** @param {View} view @param {(id: string) => void} reveal shows a requirement in full */
export function verdictCard(view, reveal) {
  const { wording, result } = view;
  const problem = (/** @type {DecidedRequirement} */ { id, status }) => {
    const { title } = wording.requirement(id);
    const show = () => reveal(id);
    const button = h(
      "button",
      { type: "button", class: "link", onclick: show },
      wording.marked(title),
    );
    return h("li", { class: status === "met" ? "noted" : status }, button);
  };
  const noted = having(result, "met").filter(({ notes }) => notes.length > 0);
  const problems = [...having(result, "unmet"), ...having(result, "unclear"), ...noted];
  const cap = h("strong", null, most(view));
  return h(
    "div",
    { class: "card " + result.verdict },
    h("p", { class: "verdict" }, wording.text("verdict_" + result.verdict)),
    h("p", null, why(view)),
    h("p", { class: "aid" }, wording.data.aid),
    h("p", { class: "counts" }, counts(view)),
    problems.length > 0 && h("ul", { class: "problems" }, problems.map(problem)),
    result.amount.cap !== null &&
      h("p", { class: "most" }, wording.data.calculator.amount.label, cap),
    result.verdict === "eligible" && h("p", null, wording.data.calculator.beyond),
    nextQuestion(view),
  );
}

/** @param {View} view @param {() => void} toResult */
export function verdictBar(view, toResult) {
  const { wording, result } = view;
  const verdict = h("strong", null, wording.text("verdict_" + result.verdict));
  const bar = h(
    "div",
    { class: "bar " + result.verdict },
    h("p", null, verdict, " ", h("span", null, most(view) || counts(view))),
    h("button", { type: "button", onclick: toResult }, wording.text("see_result")),
  );
  new ResizeObserver(() => {
    const root = /** @type {HTMLElement | null} */ (bar.closest(".calculator"));
    root?.style.setProperty("--c-bar", bar.offsetHeight + "px");
  }).observe(bar);
  return bar;
}

/** What a screen reader is told after an answer. @param {View} view */
export function announcement(view) {
  const { wording, result } = view;
  const words = [wording.text("verdict_" + result.verdict), counts(view), most(view)];
  return words.filter(Boolean).join(wording.text("sentence_stop"));
}
