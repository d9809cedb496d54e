/** One question in place of a group's: whose yes answers all of them, or each is asked. */
import { h, nodes } from "../parts/dom.js";
import { same } from "./answers.js";

/**
 * @import { Facts, Group } from "../types/calculator"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {object} AtOnce
 * @property {HTMLElement} node
 * @property {(typed: Facts) => void} show sets the answer by those of the group's questions
 * @property {() => void} open shows the group's questions
 */

/**
 * @param {Group} group that has such a question @param {Wording} wording
 * @param {HTMLElement} fields of the group's questions
 * @param {(answers: Facts | null) => void} answered `null` where none of them is known
 * @returns {AtOnce}
 */
export function atOnce({ id, at_once }, wording, fields, answered) {
  const { label, help, values } = /** @type {NonNullable<Group["at_once"]>} */ (at_once);
  const inputs = ["yes", "enter", "unknown"].map((value) =>
    h("input", { type: "radio", name: id, value, onchange: () => choose(value) }),
  );
  const words = [
    wording.text("at_once_yes"),
    wording.text("at_once_enter"),
    wording.text("unknown_answer"),
  ];
  const rows = inputs.map((input, i) =>
    h("label", { class: "option" }, input, h("span", null, words[i])),
  );

  /** Whether the group's own questions are wanted, whatever they come out as. */
  let entering = false;
  let before = 0;

  /** @param {string} value */
  function choose(value) {
    entering = value === "enter";
    fields.hidden = !entering;
    if (value !== "enter") answered(value === "yes" ? values : null);
  }

  /** @param {Facts} typed */
  function show(typed) {
    const given = Object.entries(typed).filter(([fact]) => fact in values);
    // All were cleared.
    if (given.length === 0 && before > 0) entering = false;
    before = given.length;
    if (entering) return;
    const unknown = given.length > 0 && given.every(([, answer]) => answer === null);
    const yes = same(Object.fromEntries(given), values);
    const entered = given.length > 0 && !yes && !unknown;
    for (const [i, state] of [yes, entered, unknown].entries()) inputs[i].checked = state;
    fields.hidden = !entered;
  }

  const node = h(
    "fieldset",
    { class: "field", "aria-describedby": help && id + "-help" },
    h("legend", null, h("h2", { tabindex: -1 }, wording.marked(label))),
    ...nodes([help && h("p", { class: "help", id: id + "-help" }, wording.marked(help))]),
    h("div", { class: "options" }, rows),
  );
  fields.hidden = true;
  return {
    node,
    show,
    open() {
      entering = true;
      fields.hidden = false;
      inputs[1].checked = true;
    },
  };
}
