/**
 * Numbers with units of which one is so many of another: 1 小時 15 分, 9'30", 十二分半, half an
 * hour. They are read in the unit that is asked for.
 */
import { FIGURES, plainText, readNumber, withDigits } from "./numbers.js";

/** @import { Form, Misread } from "./numbers.js" */

/**
 * @typedef {object} Multiple of a unit
 * @property {readonly string[]} spellings
 * @property {number} times it is so many of the unit,
 * @property {number} [over] or of so many parts of it
 *
 * @typedef {object} Unit
 * @property {string} word
 * @property {number} times
 * @property {number} over
 * @property {boolean} inside whether it only counts beside another: a sign, or m for minutes
 */

const LETTER = /[a-z]/;
const DIGIT = /\d/;
const LETTER_OR_DIGIT = /[a-z0-9]/;
const COUNT = new RegExp(FIGURES, "y");
const HALF_OF = /(?:a )?half(?: an? |[ -])|半 ?[個个]? ?/y;
const ONE = /an? /y;
const AND_HALF = /(?: ?and a half|[個个]半)[ -]?/y;
const MORE_HALF = / and a half(?![a-z])| ?半/y;
const AND = /,? ?(?:and )?/y;
/** As many digits as a number may be typed with: 9 分 20 秒 is no number of decimals. */
const DIGITS = 15;

/**
 * A unit and its multiples as they may be written, the longest first.
 * @param {readonly string[]} spellings @param {readonly Multiple[]} multiples
 * @param {(text: string) => string} fold
 */
export function unitsOf(spellings, multiples, fold) {
  const words = (/** @type {Multiple} */ { spellings, times, over = 1 }, multiple = true) =>
    spellings.map(fold).map((word) => {
      const inside = multiple && (times === over || !/\p{L}{2}|\p{sc=Han}/u.test(word));
      return { word, times, over, inside };
    });
  return [...multiples.flatMap((item) => words(item)), ...words({ spellings, times: 1 }, false)]
    .filter(({ word }, i, all) => all.findIndex((other) => other.word === word) === i)
    .sort((a, b) => b.word.length - a.word.length);
}

/**
 * The number that was typed, as `readNumber` has it, or the measure.
 * @param {string} typed @param {Form & {multiples?: readonly Multiple[]}} form
 * @returns {{value: number} | Misread | undefined}
 */
export function readMeasure(typed, { multiples = [], ...form }) {
  const found = readNumber(typed, form);
  if (!found || "value" in found || multiples.length === 0) return found;
  const plain = (/** @type {string} */ text) => plainText(text).toLowerCase();
  const text = plain(typed);
  const measure = measureAt(text, 0, unitsOf(form.spellings ?? [], multiples, plain));
  return measure?.end === text.length ? { value: measure.value } : found;
}

/**
 * What stands at a place of a text, and where it ends: of larger units first, each of them whole.
 * @param {string} text in lower case @param {number} start @param {readonly Unit[]} units
 * @returns {{value: number, end: number} | null}
 */
export function measureAt(text, start, units) {
  /** @type {Term[]} */
  const terms = [];
  for (let at = start; at < text.length; ) {
    const term = termAt(text, at, units);
    const before = terms.at(-1);
    if (!term || (before && !follows(before, term))) break;
    terms.push(term);
    at = term.end + (matchAt(AND, text, term.end)?.length ?? 0);
  }
  // 9' and 30" may be something else.
  if (terms.length === 0 || (terms.length === 1 && terms[0].unit.inside)) return null;
  const value = terms.reduce((sum, { value }) => sum + value, 0);
  return { value: +value.toPrecision(DIGITS), end: terms[terms.length - 1].end };
}

/** @typedef {{count: number, value: number, unit: Unit, end: number}} Term */

/** Whether the second is a part of the first, and that whole. @param {Term} a @param {Term} b */
const follows = (a, b) => Number.isInteger(a.count) && b.value < a.unit.times / a.unit.over;

/** @param {string} text @param {number} at @param {readonly Unit[]} units @returns {Term | null} */
function termAt(text, at, units) {
  const half = matchAt(HALF_OF, text, at);
  const one = half ? undefined : matchAt(ONE, text, at);
  const number = half ?? one ?? matchAt(COUNT, text, at);
  if (!number) return null;
  const read = half || one ? { value: half ? 0.5 : 1 } : readNumber(number);
  if (!read || !("value" in read)) return null;
  let count = read.value;
  let end = at + number.length;
  const more = half || one ? undefined : matchAt(AND_HALF, text, end);
  if (more) count += 0.5;
  end += more?.length ?? matchAt(/[ -]?[個个]? ?/y, text, end)?.length ?? 0;
  const unit = units.find(
    ({ word }) => text.startsWith(word, end) && isWord(text, end, end + word.length),
  );
  // “A minute” is often no measure, nor is “a second”.
  if (!unit || (one && unit.times <= unit.over)) return null;
  end += unit.word.length;
  const rest = half || more || unit.inside ? undefined : matchAt(MORE_HALF, text, end);
  if (rest) count += 0.5;
  // 三成五: tenths of what counts tens.
  const [, tenth] =
    (!rest && unit.times === 10 && /^([1-9一二三四五六七八九])$/.exec(text.slice(end))) || [];
  if (tenth) count += +withDigits(tenth) / 10;
  end += (rest ?? tenth)?.length ?? 0;
  return { count, value: (count * unit.times) / unit.over, unit, end };
}

/**
 * Whether no Latin word and no number is cut where this part begins and ends.
 * @param {string} text @param {number} start @param {number} end
 */
export function isWord(text, start, end) {
  const is = (/** @type {RegExp} */ sign, /** @type {number} */ at) => sign.test(text[at] ?? "");
  const letter = is(LETTER, start - 1) && is(LETTER_OR_DIGIT, start);
  const digits = is(DIGIT, start - 1) && is(DIGIT, start);
  return !letter && !digits && !(end > start && is(LETTER_OR_DIGIT, end - 1) && is(LETTER, end));
}

/** @param {RegExp} pattern that is sticky @param {string} text @param {number} at */
export function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
