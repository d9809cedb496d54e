/**
 * Reads a table and screens its applications apart from the page, so that the page never waits.
 *
 * It holds all that was read. The page is told of each application in a line, and asks for the
 * rest: one in full, those that a filter leaves, the sheets to download.
 */
import { columnsOf, firstCells, headerAt } from "./columns.js";
import { readTable } from "./files.js";
import { BadFile } from "./limits.js";
import { Screening } from "./screened.js";
import { csvOf, tableToSave, workbookOf } from "./sheets.js";
import { DeskWording } from "./wording.js";

/**
 * @import { Limits } from "./limits.js"
 * @import { Source, Table } from "./files.js"
 * @import { Group } from "./groups.js"
 * @import { Brief } from "./screened.js"
 * @import { Over } from "./over.js"
 * @import { Message } from "./start.js"
 * @import { Language, Published } from "./wording.js"
 *
 * @typedef {object} Line an application in the list
 * @property {string} name
 * @property {number} number of its row
 * @property {Group} group
 * @property {Group} [other] under the other version, where that is another
 * @property {string} category the option
 * @property {string[]} unmet ids of requirements
 * @property {string[]} unclear
 * @property {number} missing how many answers
 * @property {number} errors how many cells cannot be read
 * @property {number | null} cap
 * @property {Over[]} over what is above it
 * @property {number | null} [otherCap] under the other version, where that is another
 *
 * @typedef {{group: string, category: string, text: string, changed: boolean}} Filter
 * @typedef {{rules: Published, other?: Published, language: Language, root: string}} Under
 * @typedef {Under & {open: Source, limits: Limits}} Open
 * @typedef {{show: number} | {find: Filter} | {save: "csv" | "xlsx"}} Ask
 */

const BATCH = 250;

/** @type {Table} */
let table = { header: [], rows: [], sheet: "", sheets: 0 };
/** @type {Screening[]} The version that shows, then the other. */
let screenings = [];
/** @type {DeskWording} */
let wording;
/** What is looked for in each row. @type {string[]} */
let texts = [];
/** The columns that name an application. @type {number[]} */
let naming = [];

self.onmessage = async (/** @type {MessageEvent<Message>} */ { data }) => {
  try {
    if ("open" in data) await open(data);
    else if ("rules" in data) screen(data);
    else if ("show" in data) self.postMessage({ shown: one(data.show), i: data.show });
    else if ("find" in data) self.postMessage({ found: found(data.find) });
    else await save(data.save);
  } catch (error) {
    if (error instanceof BadFile)
      self.postMessage({ failed: { code: error.code, places: error.places } });
    // What an async function throws never reaches the page's `onerror`.
    else
      setTimeout(() => {
        throw error;
      });
  }
};

/** @param {Open} message */
async function open({ open: source, limits, ...under }) {
  const { calculator, languages } = under.rules;
  table = await readTable(source, limits, (rows) => headerAt(rows, calculator));
  if (columnsOf(table.header, calculator).facts.every((fact) => fact === null)) {
    const first = firstCells([table.header, ...table.rows.map(({ cells }) => cells)]);
    const comma = languages[under.language].labels.list_comma;
    throw new BadFile("no_question", { header: first.join(comma) });
  }
  texts = table.rows.map(({ cells }) => cells.join("\n").toLowerCase());
  screen(under);
}

/** @param {Under} under */
function screen({ rules, other, language, root }) {
  wording = new DeskWording(rules, language, new URL(root));
  screenings = [rules, ...(other ? [other] : [])].map((of) => new Screening(table.header, of));
  const [{ columns, without }] = screenings;
  naming = namingColumns();
  const { header, rows, sheet, sheets } = table;
  self.postMessage({ read: { header, count: rows.length, sheet, sheets, columns, without } });
  /** @type {Line[]} */
  let lines = [];
  for (const [i, { cells }] of rows.entries()) {
    for (const screening of screenings) screening.add(cells);
    lines.push(lineOf(i));
    if (lines.length < BATCH && i + 1 < rows.length) continue;
    self.postMessage({ lines, done: i + 1 });
    lines = [];
  }
  self.postMessage({ totals: screenings.map((screening) => screening.totals()) });
}

/** The first two columns that are no question's, and by which rows differ. */
function namingColumns() {
  const { facts } = screenings[0].columns;
  const free = facts.flatMap((fact, i) => (fact === null && table.header[i] ? [i] : []));
  if (table.rows.length === 1) return free.slice(0, 2);
  return free
    .filter((i) => new Set(table.rows.slice(0, BATCH).map(({ cells }) => cells[i])).size > 1)
    .slice(0, 2);
}

/** @param {number} i @returns {Line} */
function lineOf(i) {
  const { number, cells } = table.rows[i];
  const [row, other] = screenings.map(({ rows }) => rows[i]);
  const { group, category, unmet, unclear, missing, errors, cap, over } = row;
  /** @type {Line} */
  const line = {
    name: nameOf(cells),
    number,
    group,
    category,
    unmet,
    unclear,
    missing: missing.length,
    errors: errors.length,
    cap,
    over,
  };
  if (other && other.group !== group) line.other = other.group;
  if (other && other.cap !== cap) line.otherCap = other.cap;
  return line;
}

/** @param {readonly import("./workbook.js").Cell[]} cells */
const nameOf = (cells) =>
  naming
    .map((i) => String(cells[i] ?? "").trim())
    .filter(Boolean)
    .join("　");

/** @param {number} i */
function one(i) {
  const { number, cells } = table.rows[i];
  const [row, other] = screenings.map((screening) => screening.of(cells));
  return { name: nameOf(cells), number, row, other };
}

/** The rows that a filter leaves. @param {Filter} filter */
function found({ group, category, text, changed }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [screening, other] = screenings;
  const fits = (/** @type {Brief} */ row, /** @type {number} */ i) =>
    (!group || row.group === group) &&
    (category === "*" || row.category === category) &&
    (!changed || differs(row, other?.rows[i])) &&
    words.every((word) => texts[i].includes(word));
  return Uint32Array.from(screening.rows.flatMap((row, i) => (fits(row, i) ? [i] : [])));
}

/** @param {Brief} row @param {Brief | undefined} other */
const differs = (row, other) =>
  other !== undefined && (row.group !== other.group || row.cap !== other.cap);

/** @param {"csv" | "xlsx"} form */
async function save(form) {
  const rows = tableToSave(table, screenings[0], wording);
  const bytes = form === "csv" ? csvOf(rows) : await workbookOf(rows);
  self.postMessage({ saved: bytes, form });
}
