/**
 * Takes a query apart from the left, into the longest words and numbers that a scheme knows: what
 * questions and options are called, numbers with their units, dates, and words that may stand
 * beside them. All is folded: what is written differently is the same.
 */
import { readDate } from "../parts/dates.js";
import { isWord, matchAt, measureAt, unitsOf } from "../parts/measures.js";
import { FIGURES, HAN } from "../parts/numbers.js";

/**
 * @import { AnswerData } from "../types/search"
 * @import { Unit } from "../parts/measures.js"
 *
 * @typedef {object} Role what a word stands for
 * @property {string} [question] names it
 * @property {string} [option] is an answer to it
 * @property {"about" | "how_much" | "beside" | "paid"} [beside] stands beside facts
 *
 * @typedef {object} Piece a part of the query
 * @property {number} start
 * @property {number} end
 * @property {Role[]} [roles] of a word
 * @property {string} [number] as it is written, without its unit
 * @property {string} [unit]
 * @property {number} [value] of a number with several units, or half of one, in `unit`
 * @property {string} [date] as an answer
 */

const SPACE = /[\s\p{Ps}\p{Pe}\p{Pi}\p{Pf}"',.:;?!、。·…-]/u;
const NUMBER = new RegExp(
  `${FIGURES}(?: ?(?:thousand|million|billion|trillion|k|mn|bn|m)(?![a-z]))?`,
  "y",
);
const DATE = new RegExp(
  `(?:(?:中华)?民国|西元|公元)? ?[\\d${HAN}]{1,4} ?[年./-] ?[\\d${HAN}]{1,3} ?[月./-] ?` +
    `[\\d${HAN}]{1,3}(?: ?[日号])?(?![\\d${HAN}])`,
  "y",
);
const LATIN = /[a-z0-9]/;

/** @typedef {{word: string, roles: Role[]}} Entry */

export class Pieces {
  /** What is known, the longest first. @type {Entry[]} */
  #words;
  /** Units as they may be written, the longest first. @type {string[]} */
  #units;
  /** The spellings of each. @type {string[][]} */
  #spellings;

  /** Of units that others make up. @type {{unit: string, units: Unit[]}[]} */
  #measures;

  /** @param {AnswerData} data of a scheme @param {(text: string) => string} fold */
  constructor(data, fold) {
    const { questions } = data.calculator;
    this.#spellings = questions.map(({ unit_spellings: spellings = [] }) => spellings.map(fold));
    this.#measures = questions.flatMap(
      ({ unit = "", unit_spellings: spellings = [], unit_multiples: multiples }) =>
        multiples ? [{ unit: fold(unit), units: unitsOf(spellings, multiples, fold) }] : [],
    );
    this.#words = entries(data, fold);
    this.#units = longestFirst([...new Set(this.#spellings.flat())]);
  }

  /** Those of a folded text, `null` where something is left over. @param {string} text */
  of(text) {
    /** @type {Piece[]} */
    const pieces = [];
    for (let at = 0; at < text.length; ) {
      const found = [this.#word(text, at), dateAt(text, at), ...this.#measuresAt(text, at)]
        .concat(this.#numberAt(text, at))
        .filter((piece) => piece !== null)
        .reduce((best, piece) => (best && best.end >= piece.end ? best : piece), nothing());
      if (found) pieces.push(found);
      else if (!SPACE.test(text[at]) || (text[at] === "-" && /\d/.test(text[at + 1]))) return null;
      at = found?.end ?? at + 1;
    }
    return pieces;
  }

  /** @param {string} text @param {number} at @returns {Piece | null} */
  #word(text, at) {
    for (const { word, roles } of this.#words) {
      if (!text.startsWith(word, at)) continue;
      const ends = [at + word.length, at + word.length + (text[at + word.length] === "s" ? 1 : 0)];
      const end = ends.find((end) => isWord(text, at, end));
      if (end !== undefined) return { start: at, end, roles };
    }
    return null;
  }

  /** @param {string} text @param {number} at @returns {Piece[]} */
  #measuresAt(text, at) {
    if (!isWord(text, at, at)) return [];
    return this.#measures.flatMap(({ unit, units }) => {
      const measure = measureAt(text, at, units);
      // 成 for ten per cent is not that of 成本.
      const cut = measure && this.#word(text, measure.end - 1);
      return measure && !(cut && cut.end > measure.end)
        ? [{ ...measure, start: at, unit, number: text.slice(at, measure.end) }]
        : [];
    });
  }

  /** A number with its unit before or behind it. @param {string} text @param {number} at
   * @returns {Piece | null} */
  #numberAt(text, at) {
    const before = this.#units.find((unit) => text.startsWith(unit, at));
    // US$ and A$ are other units.
    if (before && !LATIN.test(text[at - 1] ?? "")) {
      const start = at + before.length + (text[at + before.length] === " " ? 1 : 0);
      const number = matchAt(NUMBER, text, start);
      if (number) {
        const end = start + number.length;
        // 新臺幣 300 萬元: the same unit.
        const after = this.#unitBehind(text, end);
        const both = this.#spellings.some(
          (all) => all.includes(before) && all.includes(after.unit),
        );
        return { start: at, end: both ? after.end : end, number, unit: before };
      }
    }
    const number = matchAt(NUMBER, text, at);
    if (!number || !isWord(text, at, at)) return null;
    const end = at + number.length;
    // 44.1 千赫: a unit may begin with a power of ten.
    const short = number.replace(/ ?[百千]$/, "");
    const longer = this.#unitBehind(text, at + short.length);
    if (longer.unit && longer.end > end) return { start: at, number: short, ...longer };
    const after = this.#unitBehind(text, end);
    if (after.unit) return { start: at, number, ...after };
    return LATIN.test(text[end] ?? "") ? null : { start: at, end, number };
  }

  /** The unit behind a number that ends here, "" for none. @param {string} text
   * @param {number} at */
  #unitBehind(text, at) {
    const from = at + (/[ -]/.test(text[at] ?? "") ? 1 : 0);
    const unit = this.#units.find(
      (unit) => text.startsWith(unit, from) && isWord(text, from, from + unit.length),
    );
    return { unit: unit ?? "", end: from + (unit?.length ?? 0) };
  }
}

/** @returns {Piece | null} */
const nothing = () => null;

/** @param {readonly string[]} words */
const longestFirst = (words) => [...words].sort((a, b) => b.length - a.length);

/** @param {string} text @param {number} at @returns {Piece | null} */
function dateAt(text, at) {
  const written = isWord(text, at, at) ? matchAt(DATE, text, at) : undefined;
  const read =
    written === undefined
      ? undefined
      : readDate(written.replace("中华", "中華").replace("民国", "民國"));
  if (!written || !read || !("value" in read)) return null;
  return { start: at, end: at + written.length, date: read.value };
}

/**
 * The words of a scheme with all that each stands for. Where a word stands beside facts, it is no
 * label of an option.
 * @param {AnswerData} data @param {(text: string) => string} fold @returns {Entry[]}
 */
function entries({ calculator, words }, fold) {
  /** @type {Map<string, Role[]>} */
  const roles = new Map();
  const add = (/** @type {string} */ written, /** @type {Role} */ role) => {
    const word = fold(written).trim();
    if (word) roles.set(word, [...(roles.get(word) ?? []), role]);
  };
  for (const as of /** @type {const} */ (["about", "how_much", "beside", "paid"]))
    for (const word of words[as]) add(word, { beside: as });
  const beside = new Set(roles.keys());
  for (const { id, options = [] } of calculator.questions) {
    for (const word of words.questions[id]) add(word, { question: id });
    for (const option of options)
      for (const word of words.options[id][option.id])
        if (!beside.has(fold(word))) add(word, { question: id, option: option.id });
  }
  return longestFirst([...roles.keys()]).map((word) => ({ word, roles: roles.get(word) ?? [] }));
}
