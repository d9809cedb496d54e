/**
 * What the columns of a sheet ask for, and which of its rows says so. As pure as `rows.js`.
 */
import { plainText } from "../parts/numbers.js";

/** @import { Cell, Columns, Scheme, Text } from "./rows.js" */

/** The header stands in one of so many rows: a title and remarks may stand above it. */
const HEADER_ROWS = 20;
const MOST_CELLS_SHOWN = 6;
const LONGEST_SHOWN = 24;

/** A text in each language, and in all of them one behind the other. @param {Text} [text] */
export function eachLanguage(text = {}) {
  const texts = typeof text === "string" ? [text] : Object.values(text);
  return texts.length > 0 ? [...texts, texts.join(" ")] : [];
}

/** A name by its letters, digits and signs alone, whatever stands between. @param {string} text */
export function folded(text) {
  const words = plainText(text.replace(/\]\([^)]*\)/g, "]")).toLowerCase();
  return words.replace(/[\p{P}\p{Z}]/gu, "") || words;
}

/**
 * What the columns of a sheet ask for. A header may be a question's id, its label in either
 * language, or anything with the id behind it in brackets: `Length [runtime_minutes]`.
 * @param {readonly string[]} header @param {Scheme} scheme @returns {Columns}
 */
export function columnsOf(header, { questions }) {
  const ids = new Set(questions.map(({ id }) => id));
  const named = names(questions.map(({ id, label }) => [id, eachLanguage(label)]));
  /** @type {Columns} */
  const columns = { facts: [], unknown: [], twice: [] };
  for (const name of header) {
    const marked = /\[([^[\]]+)\]\s*$/.exec(name)?.[1].trim();
    const plain = name.trim();
    const [id, other] = ids.has(plain) ? [plain] : (named.get(folded(plain)) ?? []);
    const fact = marked !== undefined && ids.has(marked) ? marked : other ? undefined : id;
    const twice = fact !== undefined && columns.facts.includes(fact);
    if (twice) columns.twice.push(name);
    else if (fact === undefined && plain) columns.unknown.push(name);
    columns.facts.push(twice ? null : (fact ?? null));
  }
  return columns;
}

/**
 * Ids by their folded names; several where a name is of several.
 * @param {[id: string, names: string[]][]} all @returns {Map<string, string[]>}
 */
export function names(all) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const [id, called] of all)
    for (const name of new Set([id, ...called].map(folded)))
      found.set(name, [...(found.get(name) ?? []), id]);
  return found;
}

/**
 * The place of the row that is the header: the one with the most columns that answer a question,
 * of several the first; -1 where there is none.
 * @param {readonly {number: number, cells: readonly Cell[]}[]} rows each with the sheet's number
 * @param {Scheme} scheme
 */
export function headerAt(rows, scheme) {
  const near = rows.filter(({ number }) => number <= HEADER_ROWS);
  const counts = near.map(({ cells }) => {
    const header = Array.from(cells, (cell) => String(cell ?? "").trim());
    return columnsOf(header, scheme).facts.filter((fact) => fact !== null).length;
  });
  const most = Math.max(0, ...counts);
  return most === 0 ? -1 : counts.indexOf(most);
}

/**
 * What the first rows hold, for whoever looks for the header in vain: the beginnings of the first
 * few cells, none of them twice.
 * @param {readonly (readonly Cell[])[]} rows
 */
export function firstCells(rows) {
  const texts = rows.slice(0, HEADER_ROWS).flatMap((cells) => cells.map((cell) => cell ?? ""));
  const plain = texts.map((text) => plainText(String(text))).filter(Boolean);
  return [...new Set(plain)].slice(0, MOST_CELLS_SHOWN).map((text) => {
    const signs = [...text];
    return signs.length > LONGEST_SHOWN ? `${signs.slice(0, LONGEST_SHOWN).join("")}…` : text;
  });
}
