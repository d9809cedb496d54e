/**
 * Reads a sheet of a workbook (XLSX, ECMA-376) into rows of values.
 *
 * A value is what the officer sees in the cell: a day is a text as 2026-11-30, a time as 00:24:00,
 * and a share that is shown as 35% is that text, not 0.35. Only what stands in cells is read, by
 * patterns: a parser that knows all of XML takes several times as long for ten thousand rows.
 */
import { BadFile, within } from "./limits.js";
import { unzip } from "./unzip.js";

/**
 * @import { Limits } from "./limits.js"
 *
 * @typedef {string | number | boolean | null} Cell
 * @typedef {{number: number, cells: Cell[]}} Row its number as spreadsheets count
 * @typedef {"date" | "moment" | "time" | "percent" | ""} Shown how a number is shown; a moment is a
 *   day and a time
 * @typedef {{strings: string[], formats: Shown[], since: number, limits: Limits}} Book what cells
 *   point to
 */

const WANTED =
  /^xl\/((workbook|sharedstrings|styles|worksheets\/[^/]+)\.xml|_rels\/workbook\.xml\.rels)$/;
/**
 * Formats that a workbook need not define, from one number to another, those of East Asia too:
 * some of these are of times in one country and of days in the next.
 * @type {[number, number, Shown][]}
 */
const FORMATS = [
  [9, 10, "percent"],
  [14, 17, "date"],
  [18, 21, "time"],
  [22, 22, "moment"],
  [27, 36, "date"],
  [45, 47, "time"],
  [50, 58, "date"],
];
/** In a format, what only stands around the number; how hours that go beyond a day begin stays. */
const AROUND = /"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]|General|E[+-]/gi;
const SECONDS = 86_400;
/** The day 0 of each of the two ways to count, the first with a leap day that never was. */
const SINCE_1900 = Date.UTC(1899, 11, 30);
const SINCE_1904 = Date.UTC(1904, 0, 1);
const SHARE_DIGITS = 15;

/** @param {string} name of elements, whatever prefix their namespace has */
const elements = (name) =>
  new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])([^>]*?)(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, "g");
const ROW = elements("row");
const CELL = elements("c");
const VALUE = elements("v");
const FORMULA = elements("f");
/** A cell as nearly every program writes it, which is read at once. */
const USUAL = new RegExp(
  '<c r="([A-Z]+)\\d+"(?: s="(\\d+)")?(?: t="(\\w+)")?' +
    "(?:/>|><v>([^<]*)</v></c>|><is><t>([^<]*)</t></is></c>)",
  "y",
);
const TEXT = elements("t");
const SPOKEN = elements("rPh");
const STRING = elements("si");
const ENTITY = /&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi;
/** @type {Record<string, string>} */
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
/** Texts that were decoded: cells of a column are often alike. @type {Map<string, string>} */
const DECODED = new Map();
const MOST_DECODED = 5000;
/** What Excel writes for a sign that XML cannot hold. */
const ESCAPED = /_x([\da-f]{4})_/gi;

/**
 * The rows of the sheet that is wanted most, of several alike the first.
 * @param {Uint8Array} bytes @param {Limits} limits
 * @param {(rows: Row[]) => number} wanted how much a sheet is, up to 1; no other is read then
 * @returns {Promise<{rows: Row[], sheet: string, sheets: number}>} `sheets` that are shown
 * @throws {BadFile}
 */
export async function readWorkbook(bytes, limits, wanted) {
  const files = await unzip(bytes, (name) => WANTED.test(name), limits.unpacked);
  const xmlOf = (/** @type {string} */ name) =>
    new TextDecoder().decode(files.get(name)).replace(/<!--[\s\S]*?-->/g, "");
  const workbook = xmlOf("xl/workbook.xml");
  const parts = [...xmlOf("xl/_rels/workbook.xml.rels").matchAll(elements("Relationship"))];
  const sheets = [...workbook.matchAll(elements("sheet"))]
    .filter(([, of]) => !/hidden/i.test(attribute(of, "state")))
    .map(([, of]) => ({ name: attribute(of, "name"), part: partOf(attribute(of, "r:id"), parts) }))
    .filter(({ part }) => files.has(part));
  const strings = [...xmlOf("xl/sharedstrings.xml").matchAll(STRING)].map(([, , of]) => textOf(of));
  const formats = formatsOf(xmlOf("xl/styles.xml"));
  const since = /date1904="(1|true)"/.test(workbook) ? SINCE_1904 : SINCE_1900;
  /** @type {{rows: Row[], sheet: string, sheets: number} | null} */
  let found = null;
  let most = -1;
  for (const { name, part } of sheets) {
    const rows = rowsOf(xmlOf(part), { strings, formats, since, limits });
    const much = wanted(rows);
    if (much > most) found = { rows, sheet: name, sheets: sheets.length };
    most = Math.max(most, much);
    if (most === 1) break;
  }
  if (!found) throw new BadFile("not_workbook");
  return found;
}

/** The name of a sheet's file. @param {string} id @param {RegExpExecArray[]} parts */
function partOf(id, parts) {
  const of = parts.find(([, attributes]) => attribute(attributes, "Id") === id)?.[1] ?? "";
  const part = attribute(of, "Target").toLowerCase();
  return part.startsWith("/") ? part.slice(1) : `xl/${part}`;
}

/** @type {Map<string, RegExp>} */
const ATTRIBUTES = new Map();

/** @param {string} attributes of an element @param {string} name */
function attribute(attributes, name) {
  let pattern = ATTRIBUTES.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|\\s)${name}=["']([^"']*)`);
    ATTRIBUTES.set(name, pattern);
  }
  return plain(pattern.exec(attributes)?.[1] ?? "");
}

/** @param {string} text as XML has it */
function plain(text) {
  if (!text.includes("&")) return text;
  const before = DECODED.get(text);
  if (before !== undefined) return before;
  const decoded = decode(text);
  if (DECODED.size < MOST_DECODED) DECODED.set(text, decoded);
  return decoded;
}

/** @param {string} text */
function decode(text) {
  return text.replace(ENTITY, (whole, decimal, hex, name) => {
    if (name) return NAMED[name.toLowerCase()];
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The text of a string, without how it is pronounced. @param {string} [xml] */
function textOf(xml = "") {
  const bare = xml.includes("rPh") ? xml.replace(SPOKEN, "") : xml;
  let text = "";
  TEXT.lastIndex = 0;
  for (let part = TEXT.exec(bare); part; part = TEXT.exec(bare)) text += plain(part[2] ?? "");
  return unescaped(text);
}

/** @param {string} text of a cell */
const unescaped = (text) =>
  text.includes("_x")
    ? text.replace(ESCAPED, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** How numbers are shown, by style. @param {string} xml @returns {Shown[]} */
function formatsOf(xml) {
  const own = new Map(
    [...xml.matchAll(elements("numFmt"))].map(([, of]) => [
      attribute(of, "numFmtId"),
      shownBy(attribute(of, "formatCode")),
    ]),
  );
  const [, , styles = ""] = elements("cellXfs").exec(xml) ?? [];
  return [...styles.matchAll(/<(?:\w+:)?xf\s([^>]*)/g)].map(([, of]) => {
    const id = attribute(of, "numFmtId");
    const known = FORMATS.find(([from, to]) => from <= +id && +id <= to);
    return own.get(id) ?? known?.[2] ?? "";
  });
}

/** @param {string} code of a format @returns {Shown} */
function shownBy(code) {
  const bare = code.replace(AROUND, "");
  if (bare.includes("%")) return "percent";
  const [first] = bare.split(";");
  const [date, time] = [/[yde]/i.test(first), /[hs]|\[m/i.test(first)];
  if (date) return time ? "moment" : "date";
  return time ? "time" : /m/i.test(first) ? "date" : "";
}

/** @param {string} xml of a sheet @param {Book} book */
function rowsOf(xml, book) {
  /** @type {Row[]} */
  const rows = [];
  let [number, filled] = [0, 0];
  for (const [, of, content] of xml.matchAll(ROW)) {
    number = Number(attribute(of, "r")) || number + 1;
    const cells = content ? cellsOf(content, book) : [];
    if (cells.length === 0) continue;
    rows.push({ number, cells });
    filled += cells.length;
    within(rows.length, book.limits.rows, "too_long");
    within(filled, book.limits.cells, "too_many_cells");
  }
  const after = xml.slice(xml.lastIndexOf("</row>"));
  for (const [, of] of after.matchAll(elements("mergeCell")))
    spread(rows, attribute(of, "ref"), book.limits.columns);
  return rows;
}

/** @param {string} xml of a row @param {Book} book */
function cellsOf(xml, book) {
  /** @type {Cell[]} */
  const cells = [];
  let column = -1;
  for (let at = 0; at < xml.length; ) {
    USUAL.lastIndex = at;
    const usual = USUAL.exec(xml);
    CELL.lastIndex = at;
    const cell = usual ?? CELL.exec(xml);
    if (!cell) break;
    at = (usual ? USUAL : CELL).lastIndex;
    const place = usual ? usual[1] : attribute(cell[1], "r");
    column = place ? columnOf(place) : column + 1;
    const value = usual
      ? typed(usual[3] ?? "", plain(usual[4] ?? usual[5] ?? ""), usual[2] ?? "", book)
      : contentOf(cell[1], cell[2] ?? "", book);
    if (value === null) continue;
    within(column + 1, book.limits.columns, "too_wide");
    while (cells.length < column) cells.push(null);
    cells[column] = value;
  }
  return cells;
}

/** @param {string} place as B7 @returns {number} of its column, from 0 */
function columnOf(place) {
  let column = 0;
  for (const letter of place) {
    const at = letter.charCodeAt(0) - 64;
    if (at < 1 || at > 26) break;
    column = column * 26 + at;
  }
  return column - 1;
}

/**
 * What a cell holds; of a formula that was never worked out the formula, which is no answer.
 * @param {string} attributes @param {string} content @param {Book} book @returns {Cell}
 */
function contentOf(attributes, content, book) {
  const type = attribute(attributes, "t");
  if (type === "inlineStr") return textOf(content) || null;
  const written = plain(first(VALUE, content));
  if (written) return typed(type, written, attribute(attributes, "s"), book);
  const formula = plain(first(FORMULA, content));
  return formula ? `=${formula}` : null;
}

/**
 * @param {string} type of a cell @param {string} written @param {string} style @param {Book} book
 * @returns {Cell}
 */
function typed(type, written, style, { strings, formats, since }) {
  if (type === "s") return strings[Number(written)] || null;
  if (written === "") return null;
  if (type === "b") return written === "1";
  if (type === "inlineStr" || type === "str") return unescaped(written);
  const number = type === "" || type === "n" ? Number(written) : Number.NaN;
  if (Number.isNaN(number)) return written;
  const shown = formats[Number(style)];
  if (!shown) return number;
  return shown === "percent"
    ? `${+(number * 100).toPrecision(SHARE_DIGITS)}%`
    : (dayOrTime(number, shown, since) ?? number);
}

/**
 * A day, a time or both, as texts; midnight is no time.
 * @param {number} days that a cell counts @param {Shown} shown @param {number} since
 */
function dayOrTime(days, shown, since) {
  const seconds = Math.round(days * SECONDS);
  if (shown === "time" || (days >= 0 && seconds < SECONDS)) return clock(seconds);
  const at = new Date(since + seconds * 1000);
  if (Number.isNaN(at.getTime())) return null;
  const [day, time] = at.toISOString().split(/[T.]/);
  return shown === "moment" && time !== "00:00:00" ? `${day} ${time}` : day;
}

/** A time, or how long something takes: 00:24:00. @param {number} seconds */
function clock(seconds) {
  const size = Math.abs(seconds);
  const parts = [size / 3600, (size / 60) % 60, size % 60];
  const time = parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  return seconds < 0 ? `-${time}` : time;
}

/** @param {RegExp} element @param {string} xml */
function first(element, xml) {
  element.lastIndex = 0;
  return element.exec(xml)?.[2] ?? "";
}

/**
 * Gives what merged cells share to each of them that is in a row.
 * @param {Row[]} rows @param {string} range @param {number} most columns
 */
function spread(rows, range, most) {
  const [from, to = from] = range.split(":");
  const [top, bottom] = [from, to].map((place) => Number(place.replace(/\D/g, "")));
  const [left, right] = [from, to].map(columnOf);
  const value = rows.find(({ number }) => number === top)?.cells[left] ?? null;
  if (value === null || right >= most) return;
  for (const { number, cells } of rows) {
    if (number < top || number > bottom) continue;
    while (cells.length <= right) cells.push(null);
    cells.fill(value, left, right + 1);
  }
}
