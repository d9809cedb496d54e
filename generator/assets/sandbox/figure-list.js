/** The figures of the rules in boxes, by what they decide. */
import { h } from "../parts/dom.js";
import { ruleName } from "./results.js";

/**
 * @import { Figure, Path } from "./change.js"
 * @import { SandboxWording } from "./words.js"
 *
 * @typedef {object} Box
 * @property {HTMLElement} row
 * @property {HTMLInputElement} input
 * @property {HTMLElement} note
 * @property {HTMLButtonElement} back
 */

export class FigureList {
  #wording;
  #figures;
  #act;
  /** @type {Box[]} */
  #boxes;
  element;

  /**
   * @param {SandboxWording} wording @param {readonly Figure[]} figures
   * @param {{typed: (i: number, text: string) => void, back: (i: number) => void}} act
   */
  constructor(wording, figures, act) {
    this.#wording = wording;
    this.#figures = figures;
    this.#act = act;
    this.#boxes = figures.map((figure, i) => this.#box(figure, i));
    const groups = [
      this.#group("amount", wording.say("of_amount"), true),
      this.#group("requirements", wording.say("of_requirements"), true),
      this.#group("instalments", wording.say("of_instalments"), true),
      this.#group("deadlines", wording.say("of_deadlines"), true),
      this.#group("questions", wording.say("of_questions"), false),
    ];
    this.element = h("form", { class: "sandbox__list", autocomplete: "off" }, groups);
    this.element.addEventListener("submit", (event) => event.preventDefault());
  }

  /** @param {string} kind @param {string} title @param {boolean} open */
  #group(kind, title, open) {
    /** @type {Map<string, {rule: Path, rows: HTMLElement[]}>} */
    const rules = new Map();
    for (const [i, { rule }] of this.#figures.entries()) {
      if (rule[0] !== kind) continue;
      const found = rules.get(rule.join()) ?? { rule, rows: [] };
      rules.set(rule.join(), found);
      found.rows.push(this.#boxes[i].row);
    }
    if (rules.size === 0) return null;
    const sets = [...rules.values()].map(({ rule, rows }) => {
      const { name, clause } = ruleName(this.#wording, rule);
      const legend = h(
        "legend",
        null,
        this.#wording.marked(name),
        " ",
        this.#wording.clause(clause),
      );
      return h("fieldset", null, legend, rows);
    });
    return h("details", { open }, h("summary", null, title), sets);
  }

  /** @param {Figure} figure @param {number} i @returns {Box} */
  #box(figure, i) {
    const wording = this.#wording;
    const [id, noteId] = [`figure-${i}`, `figure-${i}-note`];
    const input = h("input", {
      id,
      type: "text",
      inputmode: figure.type === "date" || figure.type === "day" ? "text" : "decimal",
      value: wording.boxed(figure, figure.value),
      "aria-describedby": noteId,
      spellcheck: "false",
    });
    const back = h(
      "button",
      { type: "button", class: "sandbox__back", hidden: true, onclick: () => this.#act.back(i) },
      wording.say("back", { value: wording.figure(figure, figure.value) }),
    );
    const note = h("span", { id: noteId, class: "sandbox__note" });
    input.addEventListener("input", () => this.#act.typed(i, input.value));
    input.addEventListener("keydown", (event) => this.#step(event, i));
    const money = figure.currency ? wording.money(0, "short", figure.currency) : "";
    const [ahead = "", behind = ""] = money ? money.split("0") : ["", figure.unit ?? ""];
    const row = h(
      "div",
      { class: "sandbox__figure" },
      figure.part && h("p", { class: "sandbox__part" }, wording.marked(figure.part)),
      h("label", { for: id }, wording.marked(figure.label)),
      h(
        "span",
        { class: "sandbox__box" },
        ahead && h("span", { "aria-hidden": "true" }, ahead),
        input,
        behind && h("span", { "aria-hidden": "true" }, behind),
      ),
      h("p", { class: "sandbox__below" }, note, " ", back),
    );
    return { row, input, note, back };
  }

  /**
   * The arrows move a figure by a step that fits its size.
   * @param {KeyboardEvent} event @param {number} i
   */
  #step(event, i) {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const figure = this.#figures[i];
    if (!way || figure.type === "date" || figure.type === "day") return;
    const { input } = this.#boxes[i];
    const read = this.#wording.read(figure, input.value);
    if (!("value" in read) || typeof read.value !== "number") return;
    event.preventDefault();
    const size = Math.abs(Number(figure.value));
    const step = size < 1000 ? 1 : 10 ** (Math.floor(Math.log10(size)) - 1);
    const value = Math.max(Number((read.value + way * step).toPrecision(15)), figure.least ?? 0);
    input.value = this.#wording.boxed(figure, value);
    this.#act.typed(i, input.value);
  }

  /**
   * Marks what is changed, and says why a text is no figure.
   * @param {number} i @param {{differs: boolean, why: string}} state
   */
  mark(i, { differs, why }) {
    const { row, input, note, back } = this.#boxes[i];
    row.classList.toggle("sandbox__figure--changed", differs);
    input.setAttribute("aria-invalid", String(why !== ""));
    note.textContent = why;
    back.hidden = !differs && !why;
  }

  /** Puts a value in its box. @param {number} i @param {number | string} value */
  put(i, value) {
    const { input, row } = this.#boxes[i];
    input.value = this.#wording.boxed(this.#figures[i], value);
    const fold = row.closest("details");
    if (fold && value !== this.#figures[i].value) fold.open = true;
  }

  /** @param {number} i */
  focus(i) {
    this.#boxes[i].input.focus();
  }
}
