/** What narrows the list: results, with how many there are of each, categories, words. */
import { h } from "../parts/dom.js";
import { GROUPS } from "./groups.js";
import { groupName } from "./sums.js";

/**
 * @import { Totals } from "./screened.js"
 * @import { DeskWording } from "./wording.js"
 * @import { Filter } from "./worker.js"
 *
 * @typedef {(filter: Partial<Filter>) => void} Narrow
 */

/** So many milliseconds after a key the list is narrowed. */
const PAUSE = 150;

/**
 * How many there are of each group, which is the filter, too.
 * @param {DeskWording} wording @param {Totals} totals @param {Narrow} narrow
 */
export function groupChoices(wording, { counts }, narrow) {
  const count = GROUPS.reduce((sum, group) => sum + counts[group], 0);
  const choice = (
    /** @type {string} */ group,
    /** @type {string} */ name,
    /** @type {number} */ n,
  ) => {
    const input = h("input", {
      type: "radio",
      name: "desk-group",
      value: group,
      checked: group === "",
    });
    input.addEventListener("change", () => narrow({ group }));
    return h(
      "label",
      { class: `desk__group desk__group--${group || "all"}` },
      input,
      h("b", null, wording.number(n)),
      h("span", null, name),
    );
  };
  return [
    h("legend", { class: "desk__unseen" }, wording.text("filter_group")),
    choice("", wording.text("all"), count),
    ...GROUPS.filter((group) => group !== "unread" || counts.unread > 0).map((group) =>
      choice(group, groupName(wording, group), counts[group]),
    ),
  ];
}

/**
 * @param {DeskWording[]} wordings @param {Totals} totals @param {Narrow} narrow
 */
export function filters(wordings, { categories }, narrow) {
  const [wording] = wordings;
  const words = h("input", { type: "search", placeholder: wording.text("filter_text") });
  words.setAttribute("aria-label", wording.text("filter_text"));
  let pause = 0;
  words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => narrow({ text: words.value }), PAUSE);
  });
  const option = (/** @type {string} */ value, /** @type {string} */ name) =>
    h("option", { value }, name);
  const select = h(
    "select",
    { "aria-label": wording.text("category") },
    option("*", wording.text("every_category")),
    ...categories.map(({ category }) =>
      option(category, wording.category(category) || wording.text("none")),
    ),
  );
  select.addEventListener("change", () => narrow({ category: select.value }));
  const box = h("input", { type: "checkbox" });
  box.addEventListener("change", () => narrow({ changed: box.checked }));
  return h(
    "div",
    { class: "desk__bar desk__filters", role: "search" },
    words,
    (categories.length > 1 || categories[0]?.category) && select,
    wordings.length > 1 && h("label", null, box, " ", wording.text("filter_changed")),
  );
}
