/** One application in full: what decides it, what is missing, its draft letter. */
import { dayOff } from "../calculator/day_off.js";
import { evaluate } from "../calculator/engine.js";
import { writeLink } from "../calculator/link.js";
import { h } from "../parts/dom.js";
import { groupOf } from "./groups.js";
import { answersTo, correctable, hasLetter, letter, letterText, nameOf } from "./letter.js";
import { overOf, overWords } from "./over.js";
import { groupName } from "./sums.js";

/**
 * @import { Child } from "../types/dom"
 * @import { Application } from "./letter.js"
 * @import { Screened } from "./groups.js"
 * @import { DeskWording } from "./wording.js"
 *
 * @typedef {Application & {other?: Screened}} Shown
 * @typedef {object} Around
 * @property {DeskWording[]} wordings of each version, in the page's language
 * @property {() => DeskWording[]} letterWordings of the first version, in every language
 * @property {string[]} header
 * @property {(step: number) => void} step goes to the one before or behind
 * @property {(name: string, bytes: BlobPart, type: string) => void} save
 */

export class ApplicationView {
  #around;
  #title = h("h2", { id: "desk-one", tabindex: "-1" });
  #body = h("div", { class: "desk__one-body" });
  /** The day that was typed last: often it is that of all letters. */
  #day = "";

  /** @param {Around} around */
  constructor(around) {
    this.#around = around;
    const [wording] = around.wordings;
    const button = (
      /** @type {string} */ sign,
      /** @type {string} */ label,
      /** @type {() => void} */ onclick,
    ) =>
      h(
        "button",
        { type: "button", class: "desk__sign", "aria-label": label, title: label, onclick },
        sign,
      );
    const head = h(
      "header",
      null,
      this.#title,
      button("↑", wording.text("previous"), () => around.step(-1)),
      button("↓", wording.text("next"), () => around.step(1)),
      button("✕", wording.text("close"), () => this.node.close()),
    );
    this.node = h(
      "dialog",
      { class: "desk__one", "aria-labelledby": "desk-one" },
      head,
      this.#body,
    );
    this.node.addEventListener("click", (event) => {
      if (event.target === this.node) this.node.close();
    });
  }

  /** @param {Shown} shown */
  show(shown) {
    const { wordings, header } = this.#around;
    const [wording, other] = wordings;
    const { row } = shown;
    this.#title.textContent = nameOf(wording, shown);
    this.#body.replaceChildren(
      ...[
        this.#verdict(wording, row, shown.number),
        other && shown.other && this.#verdict(other, shown.other, shown.number, true),
        this.#actions(wording, row),
        part(
          wording.text("unread_cells"),
          row.errors.map((error) => [
            h("strong", null, header[error.column] || wording.question(error.fact).label),
            h("span", { class: "desk__given" }, error.given),
            h("p", null, wording.unread(error, row)),
          ]),
        ),
        this.#requirements(wording, row, "unmet", wording.text("not_met")),
        this.#requirements(wording, row, "unclear", wording.text("two_ways")),
        part(
          wording.text("over"),
          overOf(wording.data.calculator, row).map((over) => [
            overWords(wording, over),
            over.clauses.map((clause) => [" ", wording.clause(clause)]),
          ]),
        ),
        part(
          wording.text("missing"),
          (row.outcome?.missing ?? []).map((id) => {
            const { label, clause } = wording.question(id);
            return [wording.marked(label), " ", wording.clause(clause)];
          }),
        ),
        this.#payments(wording, row),
        this.#letter(shown),
        this.#answers(wording, row),
      ].filter((node) => node instanceof Node),
    );
    if (!this.node.open) this.node.showModal();
    this.#body.scrollTop = 0;
    this.#title.focus();
  }

  /**
   * @param {DeskWording} wording @param {Screened} row @param {number} number
   * @param {boolean} [other]
   */
  #verdict(wording, row, number, other) {
    const group = groupOf(row);
    const cap = row.outcome?.cap ?? null;
    const { version } = wording.data.calculator;
    const several = this.#around.wordings.length > 1;
    return h(
      "p",
      { class: "desk__verdict" },
      h("span", { class: `desk__group desk__group--${group}` }, groupName(wording, group)),
      cap !== null &&
        group !== "ineligible" &&
        h("strong", null, wording.text("at_most", { amount: wording.money(cap) })),
      several && h("span", { class: "quiet" }, wording.text("version", { version })),
      !other && h("span", { class: "quiet" }, wording.text("row", { n: number })),
    );
  }

  /**
   * @param {DeskWording} wording @param {Screened} row @param {string} status @param {string} title
   */
  #requirements(wording, row, status, title) {
    const found = row.outcome?.requirements.filter((rule) => rule.status === status) ?? [];
    return part(
      title,
      found.map(({ id, readings = [] }) => {
        const rule = wording.requirement(id);
        const words = status === "unmet" ? rule.unmet : rule.rule;
        return [
          h("strong", null, wording.marked(rule.title)),
          " ",
          wording.clause(rule.clause),
          h("p", null, wording.marked(words)),
          status === "unclear" &&
            answersTo(wording, id, row).map((answer) => h("p", null, wording.marked(answer))),
          readings.length > 0 &&
            h(
              "ul",
              null,
              ...readings.map((reading) => {
                const text = rule.readings?.find(({ id: of }) => of === reading.id)?.text ?? "";
                const status = wording.label("status_" + reading.outcome);
                return h("li", null, h("b", null, status), " ", wording.marked(text));
              }),
            ),
        ];
      }),
    );
  }

  /** @param {DeskWording} wording @param {Screened} row */
  #payments(wording, { outcome }) {
    if (!outcome || outcome.verdict === "ineligible") return null;
    const { instalments, deadlines, office_days: days } = wording.data.calculator;
    const paid = outcome.instalments.filter(({ amount }) => amount !== null);
    const due = outcome.deadlines.flatMap(({ id, date, office_day: next }) => {
      const rule = deadlines.find((of) => of.id === id);
      return rule && date ? [{ ...rule, date, next }] : [];
    });
    const list = part(wording.text("payments"), [
      ...paid.map(({ id, amount }) => [
        instalments.find((of) => of.id === id)?.title ?? "",
        " ",
        h("b", null, wording.money(amount ?? 0)),
      ]),
      ...due.map((deadline) => {
        const off = dayOff(deadline.date, deadline, wording);
        return [
          deadline.title,
          " ",
          h("b", null, wording.date(deadline.date, true)),
          off && h("p", { class: "desk__off" }, off),
        ];
      }),
    ]);
    if (due.some(({ next }) => next !== null))
      list?.append(h("p", { class: "quiet" }, wording.marked(days?.note ?? "")));
    return list;
  }

  /** @param {DeskWording} wording @param {Screened} row */
  #actions(wording, { facts }) {
    const { calculator, page = "" } = wording.data;
    const result = /** @type {any} */ (evaluate(calculator, facts));
    const fragment = writeLink(calculator, wording.rules, facts, result);
    const href = new URL(page + fragment, wording.root).href;
    const words = wording.text("open_calculator");
    return h("p", null, h("a", { href, target: "_blank", rel: "noopener" }, words));
  }

  /** @param {Shown} shown */
  #letter(shown) {
    const [wording] = this.#around.wordings;
    if (!hasLetter(wording, shown.row)) return null;
    const { plain, open } = correctable(wording, shown.row);
    const dated = wording.correction && (plain || open.length > 0);
    const wordings = this.#around.letterWordings();
    const place = h("div");
    const hint = h("span", { class: "desk__off", role: "status" });
    const show = () => {
      place.replaceChildren(letter(wordings, shown, this.#day));
      hint.textContent = this.#day ? doubtOf(wording, this.#day) : "";
    };
    const day = h("input", { type: "date", value: this.#day });
    day.addEventListener("change", () => {
      this.#day = day.value;
      show();
    });
    show();
    const name = `${nameOf(wording, shown)}.txt`.replace(/[\\/:*?"<>|]/g, " ");
    return h(
      "details",
      { class: "desk__draft" },
      h("summary", null, wording.text("letter")),
      h(
        "div",
        { class: "desk__bar" },
        dated && [h("label", null, wording.text("letter_day_field"), " ", day), hint],
        h(
          "button",
          { type: "button", class: "md-button", onclick: () => printed(place) },
          wording.text("print"),
        ),
        h(
          "button",
          {
            type: "button",
            class: "md-button",
            onclick: () =>
              this.#around.save(name, letterText(wordings, shown, this.#day), "text/plain"),
          },
          wording.text("save_letter"),
        ),
      ),
      place,
    );
  }

  /** @param {DeskWording} wording @param {Screened} row */
  #answers(wording, { facts }) {
    const rows = wording.data.calculator.questions
      .filter(({ id }) => id in facts)
      .map((question) =>
        h(
          "div",
          null,
          h("dt", null, wording.marked(question.label)),
          h("dd", null, wording.marked(wording.answer(question, facts[question.id]))),
        ),
      );
    if (rows.length === 0) return null;
    const summary = h("summary", null, wording.text("answers", { n: rows.length }));
    return h("details", null, summary, h("dl", { class: "desk__answers" }, ...rows));
  }
}

/** A list under a heading, unless it is empty. @param {string} title @param {Child[]} items */
function part(title, items) {
  if (items.length === 0) return null;
  return h(
    "section",
    null,
    h("h3", null, title),
    h("ul", null, ...items.map((item) => h("li", null, item))),
  );
}

/** What an officer should know of a day that is to be set. @param {DeskWording} wording */
function doubtOf(wording, /** @type {string} */ day) {
  const now = new Date();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString();
  if (day < today.slice(0, 10)) return wording.text("letter_day_past");
  return dayOff(day, { next: null }, wording) ? wording.text("letter_day_off") : "";
}

/** Prints what a place shows, and nothing else of the page. @param {HTMLElement} place */
function printed(place) {
  const paper = h("div", { class: "desk__paper prose" }, place.cloneNode(true));
  const { documentElement: page } = document;
  document.body.append(paper);
  page.classList.add("desk--paper");
  addEventListener(
    "afterprint",
    () => {
      paper.remove();
      page.classList.remove("desk--paper");
    },
    { once: true },
  );
  print();
}
