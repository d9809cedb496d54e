/** The questions, group by group: steps, progress, which are shown, and where the focus goes. */
import { h } from "../parts/dom.js";
import { createField } from "./field.js";

/**
 * @import { Answer, Group, Question } from "../types/calculator"
 * @import { Answers, Settled } from "./answers.js"
 * @import { Field } from "./field.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {object} Step a group's place in the list, and its panel
 * @property {Question[]} questions
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} progress
 * @property {HTMLElement} heading
 * @property {HTMLElement} panel
 * @property {HTMLElement} item
 */

export class Questionnaire {
  #wording;
  #answers;
  #on;
  #steps;
  #position;
  #previous;
  #next;
  /** The step that shows. @type {Step} */
  #current;
  /** Questions whose error may be shown: nobody is corrected while typing. @type {Set<string>} */
  #finished = new Set();
  /** @type {Map<string, Field>} */
  #fields = new Map();

  /**
   * @param {Wording} wording @param {Answers} answers
   * @param {{answered: (id: string, answer: Answer | undefined) => void, finished: () => void}} on
   */
  constructor(wording, answers, on) {
    this.#wording = wording;
    this.#answers = answers;
    this.#on = on;
    const { groups } = wording.data.calculator;
    this.#steps = groups.map((group, i) => this.#step(group, i));
    this.#position = h("p", { class: "position" });
    const back = () => this.#go(-1);
    this.#previous = h("button", { type: "button", onclick: back }, wording.text("previous"));
    this.#next = h("button", { type: "submit", class: "primary" });
    const items = this.#steps.map((step) => step.item);
    this.node = h(
      "form",
      {
        class: "questions",
        novalidate: true,
        "aria-labelledby": "questions",
        onsubmit: (event) => this.#submit(event),
      },
      h("h2", { id: "questions", class: "hidden" }, wording.text("questions")),
      h("nav", { "aria-label": wording.text("steps") }, h("ol", { class: "steps" }, items)),
      this.#position,
      this.#steps.map((step) => step.panel),
      h("p", { class: "pager" }, this.#previous, this.#next),
    );
    this.#current = this.#steps[0];
  }

  /** @param {Group} group @param {number} i @returns {Step} */
  #step(group, i) {
    const wording = this.#wording;
    const questions = group.questions.map((id) => wording.question(id));
    const fields = questions.map((question) =>
      createField(question, wording, (id, answer, finished) =>
        this.#answered(id, answer, finished),
      ),
    );
    for (const field of fields) this.#fields.set(field.id, field);
    const progress = h("small");
    const button = h(
      "button",
      { type: "button", onclick: () => this.show(step, true) },
      h("span", { class: "digit", "aria-hidden": "true" }, i + 1),
      h("span", { class: "name" }, group.title, " ", progress),
    );
    const heading = h("h3", { tabindex: -1 }, group.title);
    const panel = h(
      "section",
      { hidden: true },
      heading,
      group.introduction && h("p", { class: "help" }, group.introduction),
      fields.map((field) => field.node),
    );
    /** @type {Step} */
    const step = { questions, button, progress, heading, panel, item: h("li", null, button) };
    return step;
  }

  /** @param {string} id @param {Answer | undefined} answer @param {boolean} finished */
  #answered(id, answer, finished) {
    if (finished) this.#finished.add(id);
    this.#on.answered(id, answer);
  }

  /** Shows every answer anew, as after opening a link. */
  refill() {
    this.#finished.clear();
    for (const [id, field] of this.#fields) field.show(this.#answers.facts[id]);
  }

  /** @param {Settled} settled */
  update({ facts, errors }) {
    const wording = this.#wording;
    const answers = this.#answers;
    for (const [id, field] of this.#fields) {
      const question = wording.question(id);
      field.node.hidden = !answers.asks(question);
      const error = errors.get(id);
      const show = error && (error.code === "inconsistent" || this.#finished.has(id));
      field.complain(show ? wording.error(error, question, facts) : "");
    }
    for (const { questions, progress, button, item } of this.#steps) {
      const asked = questions.filter((question) => answers.asks(question));
      const n = asked.filter((question) => facts[question.id] != null).length;
      progress.textContent = `${n}/${asked.length}`;
      button.classList.toggle("complete", n === asked.length);
      item.hidden = asked.length === 0;
    }
    this.show(this.#current, false);
  }

  /** The steps that have a question to ask. */
  open() {
    return this.#steps.filter((step) => !step.item.hidden);
  }

  /** @param {Step} step @param {boolean} focus */
  show(step, focus) {
    const open = this.open();
    this.#current = step.item.hidden ? open[0] : step;
    const n = open.indexOf(this.#current);
    for (const { panel, button } of this.#steps) {
      panel.hidden = panel !== this.#current.panel;
      if (panel.hidden) button.removeAttribute("aria-current");
      else button.setAttribute("aria-current", "step");
    }
    this.#position.textContent = this.#wording.text("step", { n: n + 1, m: open.length });
    this.#previous.hidden = n === 0;
    this.#next.textContent = this.#wording.text(n === open.length - 1 ? "see_result" : "next");
    if (focus) this.#current.heading.focus();
  }

  /** @param {number} by */
  #go(by) {
    const open = this.open();
    const next = open[open.indexOf(this.#current) + by];
    if (next) this.show(next, true);
    else this.#on.finished();
  }

  /** Next, unless an answer in sight is refused: then there. @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const fields = this.#current.questions.map(({ id }) => this.#fields.get(id));
    const wrong = fields.find((field) => field?.node.classList.contains("wrong"));
    if (wrong) wrong.focus();
    else this.#go(1);
  }

  /** Goes to a question. @param {string} id */
  jump(id) {
    const step = this.#steps.find(({ questions }) => questions.some((one) => one.id === id));
    if (step) this.show(step, false);
    this.#fields.get(id)?.node.scrollIntoView({ block: "center" });
    // Last: of a long question the control that has the focus must be in sight.
    this.#fields.get(id)?.focus();
  }
}
