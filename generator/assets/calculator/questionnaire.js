/** The questions, group by group: steps, progress, which are shown, and where the focus goes. */
import { h } from "../parts/dom.js";
import { createField } from "./field.js";

/**
 * @import { Answer, Facts, Group, Question } from "../types/calculator"
 * @import { Settled } from "./answers.js"
 * @import { Field, Typing } from "./field.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {object} Listeners
 * @property {(id: string, answer: Answer | undefined) => void} answered
 * @property {(step: string) => void} moved another step shows
 * @property {() => void} wanted what reads typed answers is needed
 * @property {() => void} left a box that waited for its answer has lost the focus
 * @property {() => void} finished
 *
 * @typedef {object} Step a group's place in the list, and its panel
 * @property {string} id
 * @property {Question[]} questions
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} progress
 * @property {HTMLElement} heading
 * @property {HTMLElement} panel
 * @property {HTMLElement} item
 */

export class Questionnaire {
  #wording;
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
  /** What stands in each field. @type {Facts} */
  #shown = {};

  /** @param {Wording} wording @param {Listeners} on */
  constructor(wording, on) {
    this.#wording = wording;
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
      createField(question, wording, {
        answered: (id, answer, finished) => this.#answered(id, answer, finished),
        wanted: () => this.#on.wanted(),
      }),
    );
    for (const field of fields) this.#fields.set(field.id, field);
    const progress = h("small");
    const button = h(
      "button",
      { type: "button", onclick: () => this.#move(step) },
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
    const step = {
      id: group.id,
      questions,
      button,
      progress,
      heading,
      panel,
      item: h("li", null, button),
    };
    return step;
  }

  /** @param {string} id @param {Answer | undefined} answer @param {boolean} finished */
  #answered(id, answer, finished) {
    if (finished) this.#finished.add(id);
    else this.#finished.delete(id);
    this.#note(id, answer);
    this.#on.answered(id, answer);
  }

  /**
   * Shows answers as they were typed, where others stand: those that were refused with what is
   * wrong. A box that has the focus waits, because somebody may be typing there.
   * @param {Facts} typed @param {Facts} refused
   */
  fill(typed, refused) {
    const { activeElement } = /** @type {ShadowRoot} */ (this.node.getRootNode());
    for (const [id, field] of this.#fields) {
      if (JSON.stringify(typed[id]) === JSON.stringify(this.#shown[id])) continue;
      if (activeElement?.id === id) {
        activeElement.addEventListener("blur", () => this.#on.left(), { once: true });
        continue;
      }
      field.show(typed[id]);
      this.#finished.delete(id);
      if (id in refused) this.#finished.add(id);
      this.#note(id, typed[id]);
    }
  }

  /** From now on reads typed answers, and those that wait. @param {Typing} typing */
  use(typing) {
    for (const field of this.#fields.values()) field.use?.(typing);
  }

  /** Remembers what stands in a field. @param {string} id @param {Answer | undefined} answer */
  #note(id, answer) {
    if (answer === undefined) delete this.#shown[id];
    else this.#shown[id] = answer;
  }

  /** @param {Settled} settled */
  update({ facts, asked, errors }) {
    const wording = this.#wording;
    for (const [id, field] of this.#fields) {
      const question = wording.question(id);
      field.node.hidden = !asked.has(id);
      const error = errors.get(id);
      const show = error && (error.code === "inconsistent" || this.#finished.has(id));
      field.complain(show ? wording.error(error, question, facts) : "");
    }
    for (const { questions, progress, button, item } of this.#steps) {
      const open = questions.filter(({ id }) => asked.has(id));
      const n = open.filter(({ id }) => facts[id] != null).length;
      progress.textContent = `${n}/${open.length}`;
      button.classList.toggle("complete", n === open.length);
      item.hidden = open.length === 0;
    }
    this.#show(this.#current);
  }

  /** The steps that have a question to ask. */
  #open() {
    return this.#steps.filter((step) => !step.item.hidden);
  }

  /** The id of the step that shows. */
  get step() {
    return this.#current.id;
  }

  /** The heading of the step that shows gets the focus. */
  focus() {
    this.#current.heading.focus();
  }

  /** The next update shows a step, the first where there is none of this id. @param {string} id */
  open(id) {
    this.#current = this.#steps.find((step) => step.id === id) ?? this.#steps[0];
  }

  /** @param {Step} step */
  #show(step) {
    const open = this.#open();
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
  }

  /** The visitor goes to a step. @param {Step} step @param {boolean} [focus] */
  #move(step, focus = true) {
    const before = this.#current;
    this.#show(step);
    if (this.#current !== before) this.#on.moved(this.#current.id);
    if (focus) this.focus();
  }

  /** @param {number} by */
  #go(by) {
    const open = this.#open();
    const next = open[open.indexOf(this.#current) + by];
    if (next) this.#move(next);
    else this.#on.finished();
  }

  /** Next, unless an answer in sight is refused: then there. @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const fields = this.#current.questions.map(({ id }) => this.#fields.get(id));
    for (const field of fields) field?.finish?.();
    const wrong = fields.find((field) => field?.node.classList.contains("wrong"));
    if (wrong) wrong.focus();
    else this.#go(1);
  }

  /** Goes to a question. @param {string} id */
  jump(id) {
    const step = this.#steps.find(({ questions }) => questions.some((one) => one.id === id));
    if (step) this.#move(step, false);
    this.#fields.get(id)?.node.scrollIntoView({ block: "center" });
    // Last: of a long question the control that has the focus must be in sight.
    this.#fields.get(id)?.focus();
  }
}
