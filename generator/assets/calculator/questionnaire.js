/**
 * The questions, a step at a time: which step and which questions show, what comes next, and
 * where the focus goes.
 *
 * The first step, whose id is empty, asks the quick questions together. Each of the others asks
 * one; `result` is the last, which the page shows. The order is worked out from the rules when
 * the site is built.
 */
import { h } from "../parts/dom.js";
import { atOnce } from "./at-once.js";
import { createField } from "./field.js";
import { RESULT } from "./wording.js";

/**
 * @import { Answer, Facts, Group } from "../types/calculator"
 * @import { Settled } from "./answers.js"
 * @import { AtOnce } from "./at-once.js"
 * @import { Field, Form, Typing } from "./field.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {"whole" | "quick" | "after"} Mode the whole calculator, the quick questions alone, or
 *   those for whom the grant was approved
 *
 * @typedef {object} Listeners
 * @property {(answers: Record<string, Answer | undefined>) => void} answered
 * @property {(step: string) => void} moved the visitor goes to another step
 * @property {() => Promise<void>} wanted what reads typed answers is needed
 * @property {() => void} left a box that waited for its answer has lost the focus
 *
 * @typedef {object} Step
 * @property {string} id
 * @property {string[]} questions ids
 * @property {HTMLElement} panel
 * @property {AtOnce | null} whole the question that stands for its group
 * @property {boolean} open whether it has a question to ask
 * @property {boolean} waits whether one of them was passed over, or not reached yet
 */

export class Questionnaire {
  #wording;
  #on;
  /** @type {Step[]} */
  #steps = [];
  #previous;
  #next;
  #onward;
  #mode;
  /** What the answers came to last. @type {Settled | null} */
  #settled = null;
  /** The id of the step that shows. */
  #current = "";
  /** Whether the result is such that no further question can change it. */
  #stopped = false;
  /** Whether the visitor wants to be asked all the same. */
  #goesOn = false;
  /** Whether somebody is in the middle of an answer. */
  typing = false;
  /** Questions whose error may be shown: nobody is corrected while typing. @type {Set<string>} */
  #finished = new Set();
  /** @type {Map<string, Field>} */
  #fields = new Map();
  /** What stands in each field. @type {Facts} */
  #shown = {};

  /**
   * @param {Wording} wording @param {Listeners} on @param {Mode} mode
   * @param {HTMLElement} beside stands between a question and the buttons
   */
  constructor(wording, on, mode, beside) {
    this.#wording = wording;
    this.#on = on;
    this.#mode = mode;
    const { calculator, steps } = wording.data;
    const ids = [...wording.ofGrantees];
    if (mode === "after") this.#add("", ids, this.#panel(ids, "among"));
    else if (calculator.quick) this.#addQuick(calculator.quick);
    if (mode === "whole") for (const [id, ...questions] of steps) this.#addStep(id, questions);
    const back = () => this.#go(this.#before());
    this.#previous = h("button", { type: "button", onclick: back }, wording.text("previous"));
    const onward = () => {
      this.#goesOn = true;
      this.#go(this.#following());
    };
    this.#onward = h("button", { type: "button", onclick: onward }, wording.text("onward"));
    this.#next = h("button", { type: "submit", class: "primary" });
    this.node = h(
      "form",
      {
        class: "questions",
        novalidate: true,
        "aria-label": wording.text("questions"),
        onsubmit: (event) => this.#submit(event),
      },
      this.#steps.map((step) => step.panel),
      beside,
      mode === "whole" && h("p", { class: "pager" }, this.#next, this.#previous, this.#onward),
    );
    this.open("");
  }

  /** @param {string[]} ids */
  #addQuick(ids) {
    const words = this.#wording.text("quick");
    const heading = h("h2", { tabindex: -1 }, words);
    this.#add("", ids, h("div", { class: "quick" }, heading, this.#panel(ids, "short")));
  }

  /** @param {string} id @param {string[]} questions */
  #addStep(id, questions) {
    const { groups } = this.#wording.data.calculator;
    const group = /** @type {Group} */ (groups.find((one) => one.questions.includes(questions[0])));
    const caption = h("p", { class: "caption" }, group.title);
    if (!group.at_once) {
      this.#add(id, questions, h("div", null, caption, this.#panel(questions, "alone")));
      return;
    }
    const fields = this.#panel(questions, "among");
    const whole = atOnce(group, this.#wording, fields, (answers) =>
      this.#on.answered(answers ?? Object.fromEntries(questions.map((one) => [one, null]))),
    );
    this.#add(id, questions, h("div", null, caption, whole.node, fields), whole);
  }

  /** @param {string} id @param {string[]} questions @param {HTMLElement} panel
   * @param {AtOnce | null} [whole] */
  #add(id, questions, panel, whole = null) {
    panel.hidden = true;
    this.#steps.push({ id, questions, panel, whole, open: true, waits: true });
  }

  /** The fields of questions. @param {string[]} ids @param {Form} form */
  #panel(ids, form) {
    const fields = ids.map((id) => {
      const field = createField(
        this.#wording.question(id),
        this.#wording,
        {
          answered: (one, answer, finished) => this.#answered(one, answer, finished),
          wanted: () => this.#on.wanted(),
        },
        form,
      );
      this.#fields.set(id, field);
      return field.node;
    });
    return h("div", { class: "fields" }, fields);
  }

  /** @param {string} id @param {Answer | undefined} answer @param {boolean} finished */
  #answered(id, answer, finished) {
    this.typing = !finished;
    if (finished) this.#finished.add(id);
    else this.#finished.delete(id);
    this.#note(id, answer);
    this.#on.answered({ [id]: answer });
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
      if (activeElement?.id === id && activeElement.localName === "input") {
        activeElement.addEventListener("blur", () => this.#on.left(), { once: true });
        continue;
      }
      field.show(typed[id]);
      this.#finished.delete(id);
      if (id in refused) this.#finished.add(id);
      this.#note(id, typed[id]);
    }
    for (const { whole } of this.#steps) whole?.show(typed);
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
  update(settled) {
    const { facts, asked, result } = settled;
    this.#settled = settled;
    for (const [id, field] of this.#fields) {
      field.node.hidden = !asked.has(id);
      this.#complain(id);
    }
    for (const step of this.#steps) {
      const open = step.questions.filter((id) => asked.has(id));
      step.open = open.length > 0;
      step.waits = open.some((id) => !(id in facts));
    }
    this.#stopped = result.verdict === "ineligible";
    if (!this.#stopped) this.#goesOn = false;
    if (!this.#steps.some(({ id, open }) => id === this.#current && open)) this.open(this.#current);
    this.#label();
  }

  /** Says what is wrong with an answer, unless somebody still types it. @param {string} id */
  #complain(id) {
    const { facts, errors } = /** @type {Settled} */ (this.#settled);
    const error = errors.get(id);
    const show = error && (error.code === "inconsistent" || this.#finished.has(id));
    const question = this.#wording.question(id);
    this.#fields.get(id)?.complain(show ? this.#wording.error(error, question, facts) : "");
  }

  /** What the buttons say and whether they show. */
  #label() {
    const ends = this.#following() === RESULT;
    const further = this.#current === "" ? "go_on" : "next";
    this.#next.textContent = this.#wording.text(ends ? "see_result" : further);
    this.#previous.hidden = this.#before() === this.#current;
    this.#onward.hidden = !(ends && this.#stopped && this.#waiting() !== RESULT);
  }

  /** The steps that have a question to ask, in the order of asking. */
  #open() {
    return this.#steps.filter((step) => step.open);
  }

  /** The next step that waits for an answer. */
  #waiting() {
    const at = this.#steps.findIndex(({ id }) => id === this.#current);
    return this.#steps.find((step, i) => i > at && step.open && step.waits)?.id ?? RESULT;
  }

  #following() {
    return this.#stopped && !this.#goesOn ? RESULT : this.#waiting();
  }

  #before() {
    const open = this.#open();
    const at = open.findIndex(({ id }) => id === this.#current);
    return open[Math.max(at - 1, 0)]?.id ?? "";
  }

  /** The id of the step that shows. */
  get step() {
    return this.#current;
  }

  /** What the step that shows is called: its heading. */
  get heading() {
    const step = this.#steps.find(({ id }) => id === this.#current);
    return /** @type {HTMLElement | null} */ (step?.panel.querySelector("h2") ?? null);
  }

  /** Shows a step; the first where there is none of this id, or it has nothing to ask. */
  open(/** @type {string} */ id) {
    const found = this.#open().find((step) => step.id === id) ?? this.#open()[0];
    const ends = id === RESULT && this.#mode === "whole";
    this.#current = ends ? RESULT : (found?.id ?? "");
    for (const step of this.#steps) step.panel.hidden = step.id !== this.#current;
    this.node.hidden = this.#current === RESULT;
    this.#label();
  }

  /** The visitor goes to a step. @param {string} id */
  #go(id) {
    if (id === this.#current) return;
    this.open(id);
    this.#on.moved(this.#current);
  }

  /** Next, unless an answer in sight is refused: then there. @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    // What was typed is read first, though what reads it may still be on its way.
    if ([...this.#fields.values()].some((field) => field.waits?.())) await this.#on.wanted();
    const step = this.#steps.find(({ id }) => id === this.#current);
    const asked = step?.questions ?? [];
    for (const id of asked) {
      this.#finished.add(id);
      this.#complain(id);
    }
    const fields = asked.map((id) => this.#fields.get(id));
    const wrong = fields.find((field) => field?.node.classList.contains("wrong"));
    if (wrong) wrong.focus();
    else this.#go(this.#following());
  }

  /** Goes to the first step. */
  start() {
    this.#go(this.#open()[0].id);
  }

  /** Goes to a question. @param {string} id */
  jump(id) {
    const step = this.#steps.find(({ questions }) => questions.includes(id));
    if (!step) return;
    const begun = step.questions.some((one) => one in this.#shown);
    if (begun) step.whole?.open();
    this.#go(step.id);
    // Last: of a long question the control that has the focus must be in sight.
    if (begun || !step.whole) this.#fields.get(id)?.focus();
  }
}
