/**
 * Tables to take away, as CSV and as a workbook (XLSX, ECMA-376).
 *
 * What a spreadsheet would run as a formula is written so that it does not: in CSV with an
 * apostrophe before it, in a workbook as a text that says so of itself. Numbers stay numbers.
 */

/**
 * @import { Table } from "./files.js"
 * @import { Screened } from "./groups.js"
 * @import { Screening } from "./screened.js"
 * @import { DeskWording } from "./wording.js"
 * @import { Cell } from "./workbook.js"
 */

/** What spreadsheets take for the beginning of a formula, some in its full width, too. */
const RUNS = /^'*[=+\-@\t\r＝＋－＠]/;
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/;
/** The columns behind those of the table, as the command has them. */
const COLUMNS = ["verdict", "unmet", "unclear", "missing", "cap", "error"];
const JOINT = ";";
/** No cell of a workbook may be longer. */
const LONGEST_TEXT = 32_767;
/** So far down the options of a column are offered. */
const LAST_ROW = 50_001;
/** Signs that XML cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
const NO_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/**
 * What was read, with what the rules make of each row.
 * @param {Table} table @param {Screening} screening @param {DeskWording} wording
 */
export function tableToSave({ header, rows }, screening, wording) {
  const width = Math.max(header.length, ...rows.map(({ cells }) => cells.length));
  const padded = (/** @type {readonly Cell[]} */ cells) =>
    Array.from({ length: width }, (_, i) => numberOf(cells[i] ?? null));
  /** @type {Cell[][]} */
  const all = [[...padded(header), ...COLUMNS]];
  for (const [i, { cells }] of rows.entries()) {
    const { group, unmet, unclear, missing, errors, cap } = screening.rows[i];
    const verdict = group === "unread" ? null : group;
    const lists = [unmet, unclear, missing].map((ids) => ids.join(JOINT) || null);
    const error = errors.length > 0 ? whyUnread(wording, header, screening.of(cells)) : null;
    all.push([...padded(cells), verdict, ...lists, cap, error]);
  }
  return all;
}

/** @param {DeskWording} wording @param {string[]} header @param {Screened} row */
function whyUnread(wording, header, row) {
  const reasons = row.errors.map((error) => {
    const column = header[error.column];
    const why = wording.unread(error, row);
    return wording.text("saved_error", { column, given: error.given, why });
  });
  return reasons.join(wording.space);
}

/** A number where a text is one as a spreadsheet writes it. @param {Cell} cell */
const numberOf = (cell) =>
  typeof cell === "string" && NUMBER.test(cell) && String(Number(cell)) === cell
    ? Number(cell)
    : cell;

/** @param {Cell[][]} rows */
export function csvOf(rows) {
  const lines = rows.map((cells) => cells.map(quoted).join(","));
  return new TextEncoder().encode(`\ufeff${lines.join("\r\n")}\r\n`);
}

/** @param {Cell} cell */
function quoted(cell) {
  if (cell === null) return "";
  const plain = typeof cell === "string" && RUNS.test(cell);
  const text = plain ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const PLAIN = 'numFmtId="0" fontId="0" fillId="0" borderId="0"';

const PARTS = {
  "[Content_Types].xml":
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ' +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  "_rels/.rels":
    `<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>` +
    "</Relationships>",
  "xl/workbook.xml":
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
    '<sheet name="1" sheetId="1" r:id="r1"/>' +
    '<sheet name="2" sheetId="2" state="hidden" r:id="r3"/></sheets></workbook>',
  "xl/_rels/workbook.xml.rels":
    `<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="r2" Type="${OFFICE}/styles" Target="styles.xml"/>` +
    `<Relationship Id="r3" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>` +
    "</Relationships>",
  // Cells as they are, and those that say of themselves that they are texts.
  "xl/styles.xml":
    `<styleSheet xmlns="${MAIN}"><fonts count="1">` +
    '<font><sz val="11"/><name val="Calibri"/></font>' +
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>' +
    '<fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    `<cellStyleXfs count="1"><xf ${PLAIN}/></cellStyleXfs>` +
    `<cellXfs count="2"><xf ${PLAIN} xfId="0"/><xf ${PLAIN} xfId="0" quotePrefix="1"/>` +
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>' +
    "</cellStyles></styleSheet>",
};

/**
 * A workbook of a sheet. What a column may hold is offered in its cells: it stands on a second
 * sheet, which is not shown.
 * @param {Cell[][]} rows @param {string[][]} [lists] by column, empty where anything may stand
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function workbookOf(rows, lists = []) {
  const { default: zip } = await import("./zip.js");
  const offered = lists.flatMap((list, i) =>
    list.length > 0 ? [{ list, column: lettersOf(i) }] : [],
  );
  const rules = offered.map(({ list, column }, i) => {
    const from = `'2'!$${lettersOf(i)}$1:$${lettersOf(i)}$${list.length}`;
    return (
      `<dataValidation type="list" allowBlank="1" sqref="${column}2:${column}${LAST_ROW}">` +
      `<formula1>${from}</formula1></dataValidation>`
    );
  });
  const sheet =
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>' +
    dataOf(rows) +
    (rules.length > 0 ? `<dataValidations>${rules.join("")}</dataValidations>` : "") +
    "</worksheet>";
  const longest = Math.max(0, ...offered.map(({ list }) => list.length));
  const beside = Array.from({ length: longest }, (_, i) =>
    offered.map(({ list }) => list[i] ?? null),
  );
  const parts = {
    ...PARTS,
    "xl/worksheets/sheet1.xml": sheet,
    "xl/worksheets/sheet2.xml": `<worksheet xmlns="${MAIN}">${dataOf(beside)}</worksheet>`,
  };
  const files = Object.entries(parts).map(([name, text]) => [name, zip.strToU8(XML + text)]);
  // Always the same bytes for the same table.
  return zip.zipSync(Object.fromEntries(files), { level: 1, mtime: "2000-01-01" });
}

/** @param {Cell[][]} rows */
const dataOf = (rows) =>
  "<sheetData>" +
  rows.map((cells) => `<row>${cells.map(cellOf).join("")}</row>`).join("") +
  "</sheetData>";

/** What spreadsheets call a column, counted from 0. @param {number} column @returns {string} */
const lettersOf = (column) =>
  (column < 26 ? "" : lettersOf(Math.floor(column / 26) - 1)) +
  String.fromCharCode(65 + (column % 26));

/** @param {Cell} cell */
function cellOf(cell) {
  if (cell === null || cell === "") return "<c/>";
  if (typeof cell === "number") return `<c><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c t="b"><v>${Number(cell)}</v></c>`;
  const text = cell
    .slice(0, LONGEST_TEXT)
    .replace(NO_XML, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
  const style = RUNS.test(cell) ? ' s="1"' : "";
  return `<c t="inlineStr"${style}><is><t xml:space="preserve">${text}</t></is></c>`;
}
