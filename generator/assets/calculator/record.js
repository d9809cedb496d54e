/** The answers as a record: review, print, share, download, clear. */
import { h } from "../parts/dom.js";
import { buttonsBeside } from "./action.js";
import { toQuestion } from "./verdict.js";

/**
 * @import { Act } from "./action.js"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 */

/** Every answer, group by group, each with a way back to its question. @param {View} view */
export function answerSection(view) {
  const { wording, facts, asks } = view;
  const row = (/** @type {string} */ id) => {
    const question = wording.question(id);
    const label = wording.text("change_answer", { label: question.label });
    const back = asks(id) && toQuestion(view, id, wording.text("change"), { "aria-label": label });
    const answer = wording.answer(question, facts[id]);
    return h(
      "div",
      { class: facts[id] == null ? "unanswered" : null },
      h("dt", null, wording.marked(question.label)),
      h("dd", null, wording.marked(answer), " ", back),
    );
  };
  const groups = wording.data.calculator.groups.map(({ title, questions, stage }) => {
    // Those for whom the grant was approved are asked elsewhere; what they answered dates the rest.
    const asked = questions.filter(stage === "payment" ? (id) => facts[id] != null : asks);
    return asked.length > 0 && [h("h4", null, title), h("dl", null, asked.map(row))];
  });
  const summary = h("summary", null, wording.text("your_answers"));
  return h("details", { "data-keep": "answers" }, summary, groups);
}

/**
 * @typedef {object} Actions what the buttons do
 * @property {() => Promise<string>} link the address that opens these answers
 * @property {Act} clear
 * @property {Act} print
 * @property {Act} save
 */

/** @param {Wording} wording @param {Actions} actions @param {boolean} stored whether a draft is */
export function toolbar(wording, { link, clear, print, save }, stored) {
  const status = h("p", { role: "status" });
  const label = wording.text("share_link");
  const address = h("input", { type: "text", readonly: true, hidden: true, "aria-label": label });

  async function share() {
    address.value = await link();
    address.hidden = false;
    address.select();
    try {
      await navigator.clipboard.writeText(address.value);
      return wording.text("link_copied");
    } catch {
      return wording.text("link_shown");
    }
  }

  const button = buttonsBeside(wording, status);
  const buttons = [
    button(wording.text("share_answers"), share),
    button(wording.text("print"), print),
    button(wording.text("download"), save),
    button(wording.text("clear"), clear),
  ];
  const draft = wording.text(stored ? "draft_kept" : "draft_lost");
  const help = h("p", { class: "help" }, wording.text("link_private"), " ", draft);
  return h("div", { class: "toolbar no-print" }, h("p", null, buttons), address, status, help);
}
