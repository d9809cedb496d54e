/** What there is to say of a table as it was read. */
import { h } from "../parts/dom.js";

/**
 * @import { Columns } from "./rows.js"
 * @import { DeskWording } from "./wording.js"
 *
 * @typedef {object} Read
 * @property {string[]} header
 * @property {number} count of applications
 * @property {string} sheet
 * @property {number} sheets
 * @property {Columns} columns
 * @property {string[]} without the questions that have no column
 */

/** @param {DeskWording} wording @param {Read} read */
export function notes(wording, { sheet, sheets, columns, without }) {
  const list = (/** @type {string[]} */ names) => names.join(wording.label("list_comma"));
  const labels = without.map((id) => wording.question(id).label);
  return [
    sheets > 1 && h("p", { class: "quiet" }, wording.text("sheet", { sheet, n: sheets })),
    labels.length > 0 &&
      h(
        "details",
        null,
        h("summary", null, wording.text("without", { n: labels.length })),
        h("ul", null, ...labels.map((label) => h("li", null, label))),
      ),
    columns.unknown.length > 0 &&
      h(
        "details",
        null,
        h("summary", null, wording.text("carried", { n: columns.unknown.length })),
        h("p", null, list(columns.unknown)),
      ),
  ].filter((node) => node instanceof Node);
}
