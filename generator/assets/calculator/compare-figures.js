/** Side by side: the column of figures that are typed there, and what follows from them. */
import { h } from "../parts/dom.js";
import { outcome } from "./alternatives.js";
import { howRead, readTyped, whyNot } from "./typing.js";
import { announcement } from "./verdict.js";

/**
 * @import { Question } from "../types/calculator"
 * @import { Column, Comparing } from "./compare.js"
 * @import { FactError } from "./engine.js"
 * @import { View } from "./verdict.js"
 */

/**
 * The last column: boxes for figures, and what follows from those that are typed.
 * @param {View} view @param {Comparing} given @param {Question[]} figures
 * @param {(column: Column) => HTMLTableCellElement[]} below the cells under the boxes
 * @param {string} head the id of the column's head
 */
export function figureColumn(view, { all, typed }, figures, below, head) {
  const { wording } = view;
  const { calculator } = wording.data;
  const name = wording.text("compare_figures");
  const status = h("p", { class: "hidden", role: "status" });
  const boxes = figures.map((question, i) => box(view, question, `compare-${i} ${head}`));
  /** @type {Column} */
  const column = { name, changes: {}, shown: null };
  let cells = below(column);

  /** @param {boolean} finished whether to say what is wrong */
  function show(finished) {
    const read = boxes.map(({ input }, i) => readTyped(figures[i], input.value));
    column.changes = {};
    read.forEach((found, i) => {
      if (found && "value" in found) column.changes[figures[i].id] = found.value;
    });
    const found = outcome(calculator, all, column.changes);
    const errors = boxes.map((one, i) =>
      one.say(read[i], found.refused.get(figures[i].id), finished),
    );
    const any = Object.keys(column.changes).length > 0;
    column.shown = any && !errors.some(Boolean) ? found : null;
    const before = cells;
    cells = below(column);
    before.forEach((one, i) => {
      one.replaceWith(cells[i]);
    });
  }

  function announced() {
    if (!column.shown) return "";
    const { result } = column.shown;
    return [name, announcement({ wording, result })].join(wording.text("sentence_stop"));
  }

  boxes.forEach(({ input }, i) => {
    const { id } = figures[i];
    input.value = typed[id] ?? "";
    input.addEventListener("input", () => {
      typed[id] = input.value;
      show(false);
    });
    input.addEventListener("change", () => {
      show(true);
      status.textContent = announced();
    });
  });
  show(true);
  return { name, status, boxes: boxes.map(({ node }) => node), cells };
}

/**
 * A box for a figure, with its unit, how it was read, and why it is no answer.
 * @param {View} view @param {Question} question @param {string} names ids of what names it
 */
function box({ wording, facts }, question, names) {
  const { id, type, unit } = question;
  const at = (/** @type {string} */ part) => `compare-${part}-${id}`;
  const input = h("input", {
    id: at("box"),
    type: "text",
    inputmode: type === "integer" ? "numeric" : "decimal",
    autocomplete: "off",
    "aria-labelledby": names,
    "aria-describedby": `${at("unit")} ${at("reading")} ${at("error")}`,
  });
  const reading = h("span", { class: "reading", id: at("reading") });
  const error = h("p", { class: "error", id: at("error"), role: "alert" });
  const unitText = h("span", { class: "unit", id: at("unit") }, unit);
  const node = h("div", { class: "typed" }, input, unitText, reading, error);

  /**
   * Says what became of the text; gives what is wrong with it, nothing where it is good.
   * @param {ReturnType<typeof readTyped>} read @param {FactError | undefined} refused
   * @param {boolean} finished
   */
  function say(read, refused, finished) {
    let wrong = refused ? wording.error(refused, question, facts) : "";
    if (read && "code" in read) wrong = whyNot(wording, read);
    const good = read && "value" in read && !wrong;
    reading.textContent = good ? howRead(wording, question, input.value, read) : "";
    const words = finished ? wrong : "";
    if (error.textContent !== words) error.textContent = words;
    input.setAttribute("aria-invalid", String(words !== ""));
    return wrong;
  }

  return { node, input, say };
}
