/**
 * Applications in rows, as a spreadsheet has them: what its columns ask for, the answers in a
 * row's cells as people write them, and what the rules make of them. What cannot be read is an
 * error of its cell, and a row with one has no outcome: nothing is guessed at.
 *
 * Pure, and without anything that only a browser has: the same file runs in the desk's page and,
 * in an embedded interpreter, on the command line.
 */
import { evaluate, FactError } from "../calculator/engine.js";
import { decimal } from "../parts/figures.js";
import { plainText } from "../parts/numbers.js";
import { readTyped } from "../parts/typed.js";
import { eachLanguage, folded, names } from "./columns.js";

export { columnsOf, firstCells, headerAt } from "./columns.js";

/**
 * @import { Asked } from "../parts/typed.js"
 * @import { Facts, Question as Bounds, Result, Scheme as Rules } from "../calculator/engine.js"
 *
 * @typedef {string | Record<string, string>} Text in one language, or in each
 * @typedef {{id: string, label?: Text}} Option
 * @typedef {Bounds & Asked & {label?: Text, options?: Option[]}} Question
 * @typedef {Omit<Rules, "questions"> & {questions: Question[]}} Scheme the `calculator` member of
 *   `api/schemes/<id>.json`
 *
 * @typedef {object} Words by which answers may be written
 * @property {Record<string, Pick<Asked, "unit_spellings" | "unit_multiples">>} units by question
 * @property {Record<string, Record<string, string[]>>} options what else they are called, by
 *   question and id
 * @property {string[]} yes
 * @property {string[]} no
 * @property {string[]} none that none of the options is chosen
 * @property {string[]} unknown that the answer is not known yet
 *
 * @typedef {string | number | boolean | null | undefined} Cell
 * @typedef {object} Columns
 * @property {(string | null)[]} facts the question of each column; `null` where it is none's
 * @property {string[]} unknown headers that are no question's
 * @property {string[]} twice headers of a question that has a column already
 *
 * @typedef {object} Allowed what an answer may be
 * @property {string} type
 * @property {number} [min]
 * @property {number} [above]
 * @property {number} [max]
 * @property {string[]} [options] their ids
 * @property {string} [no_more_than] the question whose answer it may not exceed
 *
 * @typedef {object} CellError
 * @property {number} column counted from 0
 * @property {string} fact
 * @property {string} given what the cell holds
 * @property {string} code of a misreading (`two`, `scale`, `date` …), or as the engine has it
 * @property {(number | string)[]} meant what may be meant
 * @property {Allowed} allowed
 *
 * @typedef {object} Outcome
 * @property {string} verdict
 * @property {string[]} unmet ids of requirements, of every stage
 * @property {string[]} unclear ids of those whose readings differ
 * @property {string[]} missing ids of the questions that are still open
 * @property {number | null} cap
 * @property {Result["instalments"]} instalments
 * @property {Result["deadlines"]} deadlines
 * @property {Result["requirements"]} requirements
 *
 * @typedef {{value: Facts[string] | undefined} | {code: string, meant: (number | string)[]}} Read
 */

/** Longer cells are no answers. */
const LONGEST_CELL = 2000;
/** So many different cells of a column are kept with their answers. */
const MOST_CELLS = 2000;
/** Behind a day: 2026-11-30 00:00:00. */
const TIME_OF_DAY = /(?<=\d)[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?$/;
const EXACT_SHARE = 15;
/** What stands between several options; a part of an option's name, it may stand in one, too. */
const SEPARATOR = /[;；、,，\n|]/;

/**
 * The answers in the cells of a row, those that are good, and what is wrong with the others. An
 * empty cell is no answer.
 * @param {readonly Cell[]} cells @param {Columns} columns @param {Scheme} scheme
 * @param {Words} words @returns {{facts: Facts, errors: CellError[]}}
 */
export function factsOf(cells, { facts: ids }, scheme, words) {
  const { readers, together } = prepared(scheme, words);
  /** @type {Facts} */
  const facts = {};
  /** @type {CellError[]} */
  const errors = [];
  const refuse = (
    /** @type {string} */ fact,
    /** @type {Omit<Extract<Read, {code: string}>, "value">} */ why,
  ) => {
    const column = ids.indexOf(fact);
    const { allowed } = /** @type {Reader} */ (readers.get(fact));
    errors.push({ column, fact, given: shown(cells[column]), ...why, allowed });
  };
  for (let column = 0; column < ids.length; column++) {
    const fact = ids[column];
    const cell = cells[column];
    if (fact === null || cell == null || cell === "") continue;
    const read = /** @type {Reader} */ (readers.get(fact)).read(cell);
    if ("code" in read) refuse(fact, read);
    else if (read.value !== undefined) facts[fact] = read.value;
  }
  while (together.questions.some((question) => exceeds(question, facts))) {
    // Whether both questions are asked, and so whether both answers count, the engine knows.
    const error = objection(together, facts);
    if (!error) break;
    refuse(error.fact, { code: error.code, meant: [] });
    delete facts[error.fact];
  }
  return { facts, errors };
}

/**
 * Whether an answer exceeds the other that it may not.
 * @param {Question} question @param {Facts} facts
 */
const exceeds = ({ id, no_more_than: limit }, facts) =>
  limit !== undefined && facts[id] != null && facts[limit] != null && facts[id] > facts[limit];

/** @param {Cell} cell */
const shown = (cell) => (typeof cell === "number" ? decimal(cell) : String(cell ?? ""));

/**
 * What the rules make of good answers.
 * @param {Scheme} scheme @param {Facts} facts @returns {Outcome}
 */
export function outcomeOf(scheme, facts) {
  const { verdict, requirements, unanswered, amount, instalments, deadlines } = evaluate(
    scheme,
    facts,
  );
  const those = (/** @type {string} */ wanted) =>
    requirements.filter(({ status }) => status === wanted).map(({ id }) => id);
  return {
    verdict,
    unmet: those("unmet"),
    unclear: those("unclear"),
    missing: unanswered,
    cap: amount?.cap ?? null,
    instalments,
    deadlines,
    requirements,
  };
}

/**
 * A row's answers and errors, and its outcome where there is no error.
 * @param {readonly Cell[]} cells @param {Columns} columns @param {Scheme} scheme
 * @param {Words} words
 */
export function screenRow(cells, columns, scheme, words) {
  const { facts, errors } = factsOf(cells, columns, scheme, words);
  return { facts, errors, outcome: errors.length === 0 ? outcomeOf(scheme, facts) : null };
}

/** @typedef {{read: (cell: Cell) => Read, allowed: Allowed}} Reader */
/** @typedef {{readers: Map<string, Reader>, together: Scheme}} Prepared */

/** Readers are made once for a scheme. @type {WeakMap<Scheme, Prepared>} */
const PREPARED = new WeakMap();

/** @param {Scheme} scheme @param {Words} words @returns {Prepared} */
function prepared(scheme, words) {
  const before = PREPARED.get(scheme);
  if (before) return before;
  const { questions } = scheme;
  const readers = new Map(questions.map((question) => [question.id, reader(question, words)]));
  const together = asking(questions);
  const readied = { readers, together };
  PREPARED.set(scheme, readied);
  return readied;
}

/** A scheme that only asks, and so only refuses. @param {Question[]} questions @returns {Scheme} */
const asking = (questions) => ({
  scheme: "",
  questions,
  requirements: [],
  amount: null,
  instalments: [],
  deadlines: [],
});

/** The engine's objection to answers, if any. @param {Scheme} scheme @param {Facts} facts */
function objection(scheme, facts) {
  try {
    evaluate(scheme, facts);
    return null;
  } catch (error) {
    if (error instanceof FactError) return error;
    throw error;
  }
}

/**
 * Reads the cells of a question's column, each as often as it stands there only once.
 * @param {Question} question @param {Words} words @returns {Reader}
 */
function reader(question, words) {
  const { id, type, min, above, max, options, no_more_than } = question;
  const alone = asking([{ ...question, asked_when: undefined, no_more_than: undefined }]);
  const unknown = new Set(words.unknown.map(folded));
  const answer =
    options !== undefined
      ? optionReader(id, type, options, words)
      : type === "boolean"
        ? yesOrNo(words)
        : typedReader({ ...question, ...words.units[id] });
  /** @param {Cell} cell @returns {Read} */
  const readAnew = (cell) => {
    const text = shown(cell);
    const refused = (/** @type {string} */ code) => ({ code, meant: [] });
    if (text.length > LONGEST_CELL) return refused("unread");
    if (!plainText(text)) return { value: undefined };
    const read = answer(cell);
    if ("code" in read) return unknown.has(folded(text)) ? { value: undefined } : read;
    const error = objection(alone, { [id]: read.value });
    return error ? refused(error.code) : read;
  };
  /** @type {Map<Cell, Read>} */
  const known = new Map();
  return {
    read(cell) {
      const before = known.get(cell);
      if (before) return before;
      const read = readAnew(cell);
      if (known.size < MOST_CELLS) known.set(cell, read);
      return read;
    },
    allowed: { type, min, above, max, options: options?.map((option) => option.id), no_more_than },
  };
}

/** @param {Asked} question @returns {(cell: Cell) => Read} */
function typedReader(question) {
  const { type, unit_spellings: spellings = [], unit_multiples: multiples = [] } = question;
  const units = [spellings, ...multiples.map((multiple) => multiple.spellings)]
    .flat()
    .map((unit) => plainText(unit).toLowerCase());
  const share = spellings.includes("%");
  const unnamed = (/** @type {string} */ text) =>
    !units.some((unit) => text.toLowerCase().includes(unit));
  return (cell) => {
    const text = plainText(shown(cell));
    const given = type === "date" ? text.replace(TIME_OF_DAY, "") : text;
    const read =
      typeof cell === "number" && type !== "date" ? { value: cell } : readTyped(question, given);
    if (read && "code" in read) return { code: read.code, meant: read.meant };
    const value = Number(read?.value);
    // 0.35, or 1, is what a spreadsheet makes of 35%, or 100%, that is not shown as a share.
    if (share && value > 0 && value <= 1 && unnamed(text))
      return { code: "scale", meant: shares(value, type) };
    return { value: read?.value };
  };
}

/** What a number that may be a part of one may mean. @param {number} value @param {string} type */
const shares = (value, type) =>
  [+(value * 100).toPrecision(EXACT_SHARE), value]
    .filter((share) => type !== "integer" || Number.isInteger(share))
    .map((share) => `${decimal(share)}%`);

/** @param {Words} words @returns {(cell: Cell) => Read} */
function yesOrNo({ yes, no }) {
  const [ticks, crosses] = [yes, no].map((called) => new Set(called.map(folded)));
  return (cell) => {
    const text = folded(shown(cell));
    if (ticks.has(text)) return { value: true };
    return crosses.has(text) ? { value: false } : { code: "wrong_type", meant: [] };
  };
}

/**
 * @param {string} id @param {string} type @param {Option[]} options @param {Words} words
 * @returns {(cell: Cell) => Read}
 */
function optionReader(id, type, options, words) {
  const ids = new Set(options.map((option) => option.id));
  const more = words.options[id] ?? {};
  const labelled = names(options.map((option) => [option.id, eachLanguage(option.label)]));
  const called = names(options.map((option) => [option.id, more[option.id] ?? []]));
  const none = new Set(words.none.map(folded));
  const refused = { code: "unknown_option", meant: [] };
  /** @param {string} text */
  const named = (text) => {
    const found = labelled.get(folded(text)) ?? called.get(folded(text)) ?? [];
    return found.length === 1 ? found[0] : undefined;
  };
  /** @param {string} text */
  const optionOf = (text) => {
    const [, before = "", marked = ""] = /^([^[\]]*)\[([^[\]]+)\]\s*$/.exec(text) ?? [];
    // Where several stand before the id, it is that of the last alone.
    const alone = !SEPARATOR.test(before) || named(before) === marked;
    return ids.has(marked) && alone ? marked : named(text);
  };
  /** @param {string} text @returns {Read} */
  const several = (text) => {
    const parts = text.split(SEPARATOR);
    /** @type {Set<string>} */
    const chosen = new Set();
    for (let at = 0; at < parts.length; ) {
      let end = parts.length;
      const start = parts.slice(0, at).join(" ").length + (at && 1);
      const upTo = () => text.slice(start, parts.slice(0, end).join(" ").length);
      while (end > at && optionOf(upTo()) === undefined) end--;
      if (end > at) chosen.add(/** @type {string} */ (optionOf(upTo())));
      else if (plainText(parts[at])) return refused;
      at = Math.max(end, at + 1);
    }
    return { value: [...chosen] };
  };
  return (cell) => {
    const text = shown(cell);
    const option = optionOf(text);
    if (type !== "choices") return option === undefined ? refused : { value: option };
    if (option !== undefined) return { value: [option] };
    return none.has(folded(text)) ? { value: [] } : several(text);
  };
}
