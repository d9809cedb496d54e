/** The documents that this applicant has to file, with tick boxes kept on this device. Loaded when the applicant comes to them. */
import { h } from "./dom.js";
import { value } from "./engine.js";

/** @param {import("./verdict.js").View} view @param {{checklist: any[], ticks: Set<string>, kept: boolean, ticked: () => void}} state */
export function documentSection({ wording, facts }, { checklist, ticks, kept, ticked }) {
  const phases = checklist.map((/** @type {any} */ phase) => {
    const items = phase.items
      .map((/** @type {any} */ item) => ({
        ...item,
        needed: item.needed_when === undefined || value(item.needed_when, facts),
      }))
      .filter((/** @type {any} */ item) => item.needed !== false);
    const ids = items.map((/** @type {any} */ item) => `${phase.id}/${item.id}`);
    const progress = h("small");
    const count = () =>
      (progress.textContent = wording.text("documents_ticked", {
        n: ids.filter((/** @type {string} */ id) => ticks.has(id)).length,
        m: ids.length,
      }));
    count();
    const tick = (/** @type {string} */ id, /** @type {boolean} */ on) => {
      ticks[on ? "add" : "delete"](id);
      count();
      ticked();
    };
    const rows = items.map((/** @type {any} */ item, /** @type {number} */ i) =>
      h(
        "li",
        null,
        h(
          "label",
          { class: "option" },
          h("input", {
            type: "checkbox",
            checked: ticks.has(ids[i]),
            onchange: (/** @type {any} */ event) => tick(ids[i], event.target.checked),
          }),
          h(
            "span",
            null,
            item.title,
            item.needed === null && h("em", null, " ", wording.text("documents_if_applicable")),
            item.help && h("small", null, wording.help(item.help)),
          ),
        ),
        wording.clause(item.clause),
      ),
    );
    return (
      items.length > 0 &&
      h(
        "details",
        { class: "phase", "data-keep": "phase-" + phase.id, open: phase === checklist[0] },
        h("summary", null, h("span", null, phase.title, " ", progress)),
        h("ul", { class: "documents" }, rows),
      )
    );
  });
  return [
    h("p", { class: "help no-print" }, wording.text(kept ? "documents_kept" : "documents_lost")),
    phases,
  ];
}
