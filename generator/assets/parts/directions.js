/** Where the keys of the keyboard lead from a record of a graph that is drawn in columns. */

/**
 * @template {object} Joined
 * @typedef {object} Place
 * @property {number} column
 * @property {number} middle from the top
 * @property {Map<Joined, unknown>} joined the records that a line leads to
 */

/** Columns count more than any distance within one. */
const COLUMN = 1e6;
/** @type {Record<string, number | undefined>} */
const SIDES = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * The record that a key leads to, if any: up and down within a column, to its ends, or along a
 * line to the nearest column on a side.
 * @template {Place<Node>} Node
 * @param {string} key @param {Node} from @param {readonly Node[]} records in their order
 * @returns {Node | undefined}
 */
export function target(key, from, records) {
  const column = records.filter((record) => record.column === from.column);
  const place = column.indexOf(from);
  if (key === "ArrowUp") return column[place - 1];
  if (key === "ArrowDown") return column[place + 1];
  if (key === "Home") return column[0];
  if (key === "End") return column.at(-1);
  const side = SIDES[key];
  const distance = (/** @type {Node} */ { column, middle }) =>
    Math.abs(column - from.column) * COLUMN + Math.abs(middle - from.middle);
  return [...from.joined.keys()]
    .filter((record) => Math.sign(record.column - from.column) === side)
    .sort((a, b) => distance(a) - distance(b))[0];
}
