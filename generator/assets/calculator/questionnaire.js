/** The questions, group by group: steps, progress, which are shown, and where the focus goes. */
import { h } from "./dom.js";
import { createField } from "./field.js";

export class Questionnaire {
  /**
   * @param {import("./wording.js").Wording} wording
   * @param {import("./answers.js").Answers} answers
   * @param {{answered: (id: string, answer: any) => void, finished: () => void}} on
   */
  constructor(wording, answers, on) {
    this.wording = wording;
    this.answers = answers;
    this.on = on;
    /** Questions whose error may be shown: nobody is corrected while typing. @type {Set<string>} */
    this.finished = new Set();
    /** @type {Map<string, import("./field.js").Field>} */
    this.fields = new Map();
    const { groups } = wording.data.calculator;
    this.steps = groups.map((/** @type {any} */ group, /** @type {number} */ i) =>
      this.step(group, i),
    );
    this.position = h("p", { class: "position" });
    this.previous = h(
      "button",
      { type: "button", onclick: () => this.go(-1) },
      wording.text("previous"),
    );
    this.next = h("button", { type: "submit", class: "primary" });
    this.node = h(
      "form",
      {
        class: "questions",
        novalidate: true,
        "aria-labelledby": "questions",
        onsubmit: (/** @type {Event} */ event) => this.submit(event),
      },
      h("h2", { id: "questions", class: "hidden" }, wording.text("questions")),
      h(
        "nav",
        { "aria-label": wording.text("steps") },
        h(
          "ol",
          { class: "steps" },
          this.steps.map((/** @type {any} */ step) => step.item),
        ),
      ),
      this.position,
      this.steps.map((/** @type {any} */ step) => step.panel),
      h("p", { class: "pager" }, this.previous, this.next),
    );
    this.current = this.steps[0];
  }

  /** A group's place in the list of steps, and its panel. @param {any} group @param {number} i */
  step(group, i) {
    const questions = group.questions.map((/** @type {string} */ id) =>
      this.wording.questions.get(id),
    );
    for (const question of questions)
      this.fields.set(
        question.id,
        createField(question, this.wording, (id, answer, finished) =>
          this.answered(id, answer, finished),
        ),
      );
    const progress = h("small");
    const button = h(
      "button",
      { type: "button", onclick: () => this.show(step, true) },
      h("span", { class: "digit", "aria-hidden": "true" }, i + 1),
      h("span", { class: "name" }, group.title, " ", progress),
    );
    const heading = h("h3", { tabindex: -1 }, group.title);
    const fields = questions.map((/** @type {any} */ each) => this.fields.get(each.id)?.node);
    const panel = h(
      "section",
      { hidden: true },
      heading,
      group.introduction && h("p", { class: "help" }, group.introduction),
      fields,
    );
    const step = { questions, button, progress, heading, panel, item: h("li", null, button) };
    return step;
  }

  /** @param {string} id @param {any} answer @param {boolean} finished */
  answered(id, answer, finished) {
    if (finished) this.finished.add(id);
    this.on.answered(id, answer);
  }

  /** Shows every answer anew, as after opening a link. */
  refill() {
    this.finished.clear();
    for (const [id, field] of this.fields) field.show(this.answers.facts[id]);
  }

  /** @param {{facts: any, errors: Map<string, any>}} settled */
  update({ facts, errors }) {
    const { wording, answers } = this;
    for (const [id, field] of this.fields) {
      const question = wording.questions.get(id);
      field.node.hidden = !answers.asks(question);
      const error = errors.get(id);
      const show = error && (error.code === "inconsistent" || this.finished.has(id));
      field.complain(show ? wording.error(error, question, facts) : "");
    }
    for (const { questions, progress, button, item } of this.steps) {
      const asked = questions.filter((/** @type {any} */ each) => answers.asks(each));
      const n = asked.filter((/** @type {any} */ each) => facts[each.id] != null).length;
      progress.textContent = `${n}/${asked.length}`;
      button.classList.toggle("complete", n === asked.length);
      item.hidden = asked.length === 0;
    }
    this.show(this.current, false);
  }

  /** The steps that have a question to ask. */
  open() {
    return this.steps.filter((/** @type {any} */ step) => !step.item.hidden);
  }

  /** @param {any} step @param {boolean} focus */
  show(step, focus) {
    const open = this.open();
    this.current = step.item.hidden ? open[0] : step;
    const n = open.indexOf(this.current);
    for (const each of this.steps) {
      each.panel.hidden = each !== this.current;
      if (each === this.current) each.button.setAttribute("aria-current", "step");
      else each.button.removeAttribute("aria-current");
    }
    this.position.textContent = this.wording.text("step", { n: n + 1, m: open.length });
    this.previous.hidden = n === 0;
    this.next.textContent = this.wording.text(n === open.length - 1 ? "see_result" : "next");
    if (focus) this.current.heading.focus();
  }

  /** @param {number} by */
  go(by) {
    const open = this.open();
    const next = open[open.indexOf(this.current) + by];
    if (next) this.show(next, true);
    else this.on.finished();
  }

  /** Next, unless an answer in sight is refused: then there. @param {Event} event */
  submit(event) {
    event.preventDefault();
    const wrong = this.current.questions.find((/** @type {any} */ each) =>
      this.fields.get(each.id)?.node.classList.contains("wrong"),
    );
    if (wrong) this.fields.get(wrong.id)?.focus();
    else this.go(1);
  }

  /** Goes to a question. @param {string} id */
  jump(id) {
    const step = this.steps.find((/** @type {any} */ each) =>
      each.questions.some((/** @type {any} */ q) => q.id === id),
    );
    this.show(step, false);
    this.fields.get(id)?.focus();
    this.fields.get(id)?.node.scrollIntoView({ block: "center" });
  }
}
