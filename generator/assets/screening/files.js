/** A file of applications, or cells that were pasted, as rows of cells. */
import { BadFile, within } from "./limits.js";
import { readWorkbook } from "./workbook.js";

/**
 * @import { Limits } from "./limits.js"
 * @import { Row } from "./workbook.js"
 *
 * @typedef {{header: string[], rows: Row[], sheet: string, sheets: number}} Table `sheet` is empty
 *   of a file that has none
 * @typedef {{file: File} | {text: string}} Source
 * @typedef {(rows: Row[]) => number} HeaderAt the place of the row that is the header, or -1
 */

/** What Excel writes in Taiwan where it is not asked for UTF-8. */
const ENCODINGS = ["utf-8", "big5"];
const UTF_16 = new Map([
  ["255,254", "utf-16le"],
  ["254,255", "utf-16be"],
]);
/** Names of files that are archives, or no text at all. */
const NO_TEXT = /\.(xlsx|xlsm|xlsb|ods|pdf)$/i;
/** How a page of the web, a PDF or another document begins, whatever the file is called. */
const DOCUMENT = /^\s*(<(!doctype|html|head|body|table|meta|\?xml)\b|%PDF-|\{\\rtf)/i;
const SEPARATOR_LINE = /^sep=(.)\r?\n/;
const DELIMITERS = [",", ";", "\t"];
/** What the desk, and the editors' own tables, write before what looks like a formula. */
const APOSTROPHE = /^'+[=+\-@\t\r＝＋－＠]/;

/**
 * @param {Source} source @param {Limits} limits @param {HeaderAt} headerAt
 * @returns {Promise<Table>}
 * @throws {BadFile}
 */
export async function readTable(source, limits, headerAt) {
  if ("text" in source) return tableOf(await csv(source.text), limits, headerAt);
  const { file } = source;
  if (file.size > limits.bytes)
    throw new BadFile("too_large", { most: Math.floor(limits.bytes / 1e6) });
  const bytes = await bytesOf(file);
  const signature = String.fromCharCode(...bytes.subarray(0, 2));
  if (signature !== "PK") {
    if (NO_TEXT.test(file.name)) throw new BadFile("not_table");
    return tableOf(await csv(decoded(bytes)), limits, headerAt);
  }
  const { rows, ...from } = await readWorkbook(bytes, limits, (all) => {
    const at = headerAt(all);
    // Headings with nothing below them are better than none.
    return at < 0 ? 0 : at + 1 < all.length ? 1 : 0.5;
  });
  return tableOf(rows, limits, headerAt, from);
}

/** @param {File} file */
async function bytesOf(file) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // It was moved, or is a folder.
    throw new BadFile("gone");
  }
}

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  const mark = UTF_16.get(bytes.subarray(0, 2).join());
  if (!mark && bytes.includes(0)) throw new BadFile("not_table");
  for (const encoding of mark ? [mark] : ENCODINGS)
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (DOCUMENT.test(text)) throw new BadFile("not_table");
      return text;
    } catch (error) {
      if (error instanceof BadFile) throw error;
      // The next one.
    }
  throw new BadFile("encoding");
}

/** @param {string} text @returns {Promise<Row[]>} */
async function csv(text) {
  const [line, named] = SEPARATOR_LINE.exec(text) ?? ["", ""];
  const { default: papa } = await import("./csv.js");
  const body = text.slice(line.length);
  const { data, errors } = papa.parse(body, { delimiter: named || delimiterOf(body) });
  const quotes = errors.find(({ type }) => type === "Quotes");
  if (quotes) throw new BadFile("quotes", { row: (quotes.row ?? 0) + 1 });
  const rows = data.map((cells, i) => ({ number: i + 1, cells: cells.map(withoutApostrophe) }));
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim()));
}

/** @param {string} cell */
const withoutApostrophe = (cell) => (APOSTROPHE.test(cell) ? cell.slice(1) : cell);

/**
 * What stands most often between the cells of the first line that holds anything.
 * @param {string} text
 */
function delimiterOf(text) {
  const line = /\S.*/.exec(text)?.[0].replace(/"[^"]*"/g, "") ?? "";
  const count = (/** @type {string} */ sign) => line.split(sign).length;
  return DELIMITERS.reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}

/**
 * @param {Row[]} all @param {Limits} limits @param {HeaderAt} headerAt
 * @param {{sheet: string, sheets: number}} [from] where there are sheets
 * @returns {Table}
 */
function tableOf(all, limits, headerAt, from = { sheet: "", sheets: 1 }) {
  if (all.length === 0) throw new BadFile("empty");
  const at = Math.max(0, headerAt(all));
  const rows = all.slice(at + 1);
  if (rows.length === 0) throw new BadFile("no_rows");
  within(all.length, limits.rows, "too_long");
  let filled = 0;
  for (const { cells } of all) {
    within(cells.length, limits.columns, "too_wide");
    filled += cells.length;
  }
  within(filled, limits.cells, "too_many_cells");
  const header = Array.from(all[at].cells, (cell) => String(cell ?? "").trim());
  return { header, rows, ...from };
}
