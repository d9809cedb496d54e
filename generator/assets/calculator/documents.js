/** The documents that this applicant has to file, with tick boxes kept on this device. */
import { h } from "../parts/dom.js";
import { value } from "./engine.js";

/**
 * @import { ChecklistEntry, Facts, Phase } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Session } from "./session.js"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {object} Checklist
 * @property {Phase[]} phases
 * @property {Set<string>} ticks what is ticked
 * @property {boolean} stored whether the ticks are kept on this device
 * @property {() => void} ticked keeps them
 *
 * @typedef {ChecklistEntry & {key: string, needed: boolean | null}} Needed a document with the key
 * of its tick; `needed` is null while the answers leave it open
 */

/**
 * The documents of phases with their ticks.
 * @param {Session} session @param {Phase[]} phases @param {() => void} [ticked] after each tick
 * @returns {Checklist}
 */
export const checklistOf = (session, phases, ticked) => ({
  phases,
  ticks: session.ticks.all,
  // Storage may fill up while the page is there.
  get stored() {
    return session.stored;
  },
  ticked() {
    session.ticks.write();
    ticked?.();
  },
});

/** @param {View} view @param {Checklist} checklist @returns {Child[]} */
export function documentSection(view, checklist) {
  const { phases, stored } = checklist;
  const help = view.wording.text(stored ? "documents_kept" : "documents_lost");
  const folds = phases.map((phase) => phaseFold(view, checklist, phase));
  return [h("p", { class: "help no-print" }, help), folds];
}

/**
 * The documents of a phase, less those that these answers do without.
 * @param {Phase} phase @param {Facts} facts @returns {Needed[]}
 */
export function neededIn(phase, facts) {
  return phase.items
    .map((item) => ({
      ...item,
      key: `${phase.id}/${item.id}`,
      needed: item.needed_when == null ? true : value(item.needed_when, facts),
    }))
    .filter(({ needed }) => needed !== false);
}

/** @param {View} view @param {Checklist} checklist @param {Phase} phase */
export function phaseFold({ wording, facts }, { ticks, ticked }, phase) {
  const items = neededIn(phase, facts);
  if (items.length === 0) return null;
  const progress = h("small");
  const count = () => {
    const n = items.filter(({ key }) => ticks.has(key)).length;
    progress.textContent = wording.text("documents_ticked", { n, m: items.length });
  };
  count();
  const tick = (/** @type {string} */ key, /** @type {boolean} */ checked) => {
    if (checked) ticks.add(key);
    else ticks.delete(key);
    count();
    ticked();
  };
  const row = (/** @type {Needed} */ item) => documentRow(item, wording, ticks.has(item.key), tick);
  // What is in no section comes first, without a heading.
  const groups = [undefined, ...(phase.sections ?? [])].map((section) => {
    const own = items.filter((item) => item.section === section?.id);
    return (
      own.length > 0 && [
        section && h("h4", null, wording.marked(section.title)),
        h("ul", { class: "documents" }, own.map(row)),
      ]
    );
  });
  return h(
    "details",
    { id: "phase-" + phase.id, class: "phase", "data-keep": "phase-" + phase.id },
    h("summary", null, h("span", null, phase.title, " ", progress)),
    groups,
  );
}

/**
 * @param {Needed} item @param {Wording} wording @param {boolean} checked
 * @param {(key: string, checked: boolean) => void} tick
 */
function documentRow({ key, needed, title, help, clause }, wording, checked, tick) {
  const onchange = () => tick(key, box.checked);
  const box = h("input", { type: "checkbox", checked, onchange });
  const text = h(
    "span",
    null,
    title,
    needed === null && h("em", null, " ", wording.text("documents_if_applicable")),
    help && h("small", null, wording.marked(help)),
  );
  return h("li", null, h("label", { class: "option" }, box, text), wording.clause(clause));
}
