/** The documents that this applicant has to file, with tick boxes kept on this device. */
import { h } from "../parts/dom.js";
import { value } from "./engine.js";

/**
 * @import { Phase } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { View } from "./verdict.js"
 *
 * @typedef {object} Checklist
 * @property {Phase[]} phases
 * @property {Set<string>} ticks what is ticked
 * @property {boolean} stored whether the ticks are kept on this device
 * @property {() => void} ticked keeps them
 */

/** @param {View} view @param {Checklist} checklist @returns {Child[]} */
export function documentSection(view, checklist) {
  const { phases, stored } = checklist;
  const help = view.wording.text(stored ? "documents_kept" : "documents_lost");
  const folds = phases.map((phase) => phaseFold(view, checklist, phase, phase === phases[0]));
  return [h("p", { class: "help no-print" }, help), folds];
}

/** @param {View} view @param {Checklist} checklist @param {Phase} phase @param {boolean} open */
export function phaseFold({ wording, facts }, { ticks, ticked }, phase, open) {
  const items = phase.items
    .map((item) => ({
      ...item,
      key: `${phase.id}/${item.id}`,
      needed: item.needed_when == null ? true : value(item.needed_when, facts),
    }))
    .filter(({ needed }) => needed !== false);
  if (items.length === 0) return null;
  const progress = h("small");
  const count = () => {
    const n = items.filter(({ key }) => ticks.has(key)).length;
    progress.textContent = wording.text("documents_ticked", { n, m: items.length });
  };
  count();
  const rows = items.map(({ key, needed, title, help, clause }) => {
    const tick = () => {
      if (box.checked) ticks.add(key);
      else ticks.delete(key);
      count();
      ticked();
    };
    const box = h("input", { type: "checkbox", checked: ticks.has(key), onchange: tick });
    const text = h(
      "span",
      null,
      title,
      needed === null && h("em", null, " ", wording.text("documents_if_applicable")),
      help && h("small", null, wording.marked(help)),
    );
    return h("li", null, h("label", { class: "option" }, box, text), wording.clause(clause));
  });
  return h(
    "details",
    { class: "phase", "data-keep": "phase-" + phase.id, open },
    h("summary", null, h("span", null, phase.title, " ", progress)),
    h("ul", { class: "documents" }, rows),
  );
}
