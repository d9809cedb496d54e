/**
 * Numbers as people write them in Taiwan: 6,200,000, ６２０萬, 六百二十萬元整, 12萬5千. What could
 * mean two things is never guessed at: it is refused, with the numbers that may be meant.
 */

import { decimal, grouped } from "./figures.js";

/**
 * @typedef {object} Misread why a text is no answer
 * @property {string} code which words say so
 * @property {string} part what was not understood
 * @property {(number | string)[]} meant what may be meant
 *
 * @typedef {object} Form what a number may be written with
 * @property {boolean} [integer] whether only whole numbers are wanted: a comma then groups digits
 * @property {readonly string[]} [spellings] of the unit, before or after the number
 * @property {boolean} [money] whether a letter may stand for thousands or millions
 */

/** Longer texts are not looked at. */
const LONGEST_NUMBER = 100;
/** More digits than this a number with decimals may not hold as they were typed. */
const EXACT_DIGITS = 15;

/** Powers of ten by their signs, the largest first. */
const PLACES = Object.entries({ 兆: 12, 億: 8, 萬: 4, 千: 3, 百: 2, 十: 1 });
/** Powers of ten by words, and by letters that may mean something else. */
const WORDS = new Map(Object.entries({ thousand: 3, million: 6, billion: 9, trillion: 12 }));
const LETTERS = new Map(Object.entries({ k: 3, m: 6, mn: 6, bn: 9 }));

/** Signs of one digit, or of a power of ten, by the one that stands for them here. */
const VARIANTS = Object.entries({
  0: "〇零○",
  1: "一壹",
  2: "二貳贰兩两",
  3: "三參叁参",
  4: "四肆",
  5: "五伍",
  6: "六陸陆",
  7: "七柒",
  8: "八捌",
  9: "九玖",
  十: "拾",
  百: "佰",
  千: "仟",
  萬: "万",
  億: "亿",
  "2十": "廿",
  "3十": "卅",
  "4十": "卌",
});

/** Every sign of a Chinese number, as it may be written. */
export const HAN = `兆${VARIANTS.flat().join("").replace(/\d/g, "")}`;
const POWERS = "[十百千萬万億亿兆拾佰仟]+";
const ONES = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const TEENS = "thir four fif six seven eigh nine".split(" ").map((word) => word + "teen");
const TENS = "twen thir for fif six seven eigh nine".split(" ").map((word) => word + "ty");
/** English numbers by their words. @type {Map<string, number>} */
const ENGLISH = new Map([
  ...TENS.map((word, i) => /** @type {const} */ ([word, 10 * (i + 2)])),
  ...[...ONES, ...TEENS].map((word, i) => /** @type {const} */ ([word, i])),
]);
/** One below a hundred. */
const SPELLED =
  `(?:(?:${TENS.join("|")})(?:[ -](?:${ONES.slice(1, 10).join("|")}))?|` +
  `${[...TEENS, ...ONES].join("|")})\\b`;
const FIRST_SPELLED = new RegExp(`^${SPELLED}`);

/** The source of a pattern for the figures of a number: 1 億 2,000 萬. */
export const FIGURES =
  "(?:\\d+(?:,\\d+)*(?:\\.\\d+)?" +
  `(?: ?${POWERS}(?: ?\\d+(?:,\\d+)*(?= ?${POWERS})|\\d+(?:,\\d+)*)?)*` +
  `|[${HAN}]+|${SPELLED})`;

const NUMERALS = VARIANTS.slice(1, 10)
  .map(([, signs]) => signs)
  .join("");
/** 六5 is not one number. */
const MIXED = new RegExp(`[${NUMERALS}]\\d|\\d[${NUMERALS}]`);

const SPACES = "(?: \\d{3})+";
const COMMAS = "(?:,\\d{3})+";
const WRITTEN = new RegExp(
  `^(?:(?:\\d+|[1-9]\\d{0,2}(?:${SPACES}|${COMMAS}))(?:\\.\\d*)?|\\.\\d+)$`,
);

/**
 * A text with full-width signs, spaces and dashes as the plain ones, and without signs that
 * cannot be seen.
 * @param {string} text
 */
export function plainText(text) {
  return text
    .replace(/[\p{Cf}\p{DI}]/gu, "")
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212\ufe63]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** Chinese numerals with digits in place of their signs: 六百二十萬 is 6百2十萬. @param {string} text */
export function withDigits(text) {
  let written = text;
  for (const [digit, signs] of VARIANTS)
    written = written.replace(new RegExp(`[${signs}]`, "g"), digit);
  return written.replace(/ ?([十百千萬億兆]) ?/g, "$1").replace(/([萬億兆]0) /g, "$1");
}

/**
 * What a text says in digits and powers of ten, `NaN` where it is no number.
 * @param {string} text @param {number} [zeros] of the power of ten by which it counts
 * @returns {number}
 */
export function worth(text, zeros = 0) {
  const place = PLACES.find(([sign]) => text.includes(sign));
  if (!place) return WRITTEN.test(text) ? +(text.replace(/[, ]/g, "") + "e" + zeros) : Number.NaN;
  const [sign, power] = place;
  const at = text.indexOf(sign);
  const head = text.slice(0, at);
  const rest = text.slice(at + 1);
  const few = rest ? /^[1-9]?$/ : /^(?:\d(?:\.\d+)?)?$/;
  const alone = power > 1 && /^[1-9](\.|$)/.test(rest);
  const fits = power < 4 ? few.test(head) : head !== "";
  if (!fits || alone || (rest && head.includes("."))) return Number.NaN;
  const most = worth(head || "1", zeros + power);
  if (!rest) return most;
  const least = worth(rest.replace(/^0+(?=.)/, ""), zeros);
  return least < 10 ** (zeros + power) ? most + least : Number.NaN;
}

/**
 * The number that was typed; nothing of an empty text.
 * @param {string} typed @param {Form} [form] @returns {{value: number} | Misread | undefined}
 */
export function readNumber(typed, { integer = false, spellings = [], money = false } = {}) {
  const text = plainText(typed);
  if (!text) return undefined;
  const unread = { code: "unread", part: text, meant: [] };
  if (text.length > LONGEST_NUMBER) return unread;
  const [outer, unsigned] = withSign(text);
  const [inner, bare] = withSign(withoutUnit(unsigned, spellings));
  const figure = withoutEnglish(outer && inner ? inner + bare : bare);
  const sign = (outer || inner) === "-" ? -1 : 1;
  const [, head, word] = /^(.*?\d) ?([a-z]+)$/i.exec(figure) ?? ["", figure, ""];
  const letter = money ? LETTERS.get(word.toLowerCase()) : undefined;
  const zeros = letter ?? WORDS.get(word.toLowerCase());
  const found = readFigure(zeros ? head : figure, integer, zeros);
  if (!found) return unread;
  if ("code" in found) return { ...found, meant: found.meant.map((number) => sign * +number) };
  const value = sign * found.value + 0;
  return letter ? { code: "scale", part: text, meant: [value] } : { value };
}

/** An English number with digits: twelve is 12, six million 6 million. @param {string} text */
const withoutEnglish = (text) =>
  text.toLowerCase().replace(FIRST_SPELLED, (words) => {
    const parts = words.split(/[ -]/).map((word) => ENGLISH.get(word) ?? 0);
    return String(parts.reduce((sum, part) => sum + part));
  });

/** A sign, and what it stands before. @param {string} text @returns {[string, string]} */
function withSign(text) {
  return /^[+-]/.test(text) ? [text[0], text.slice(1).trim()] : ["", text];
}

/**
 * @param {string} text @param {readonly string[]} spellings
 */
function withoutUnit(text, spellings) {
  let bare = text;
  const units = spellings.map((unit) => plainText(unit).toLowerCase());
  units.sort((a, b) => b.length - a.length);
  const before = units.find((unit) => bare.toLowerCase().startsWith(unit));
  if (before) bare = bare.slice(before.length).trim();
  const after = units.find((unit) => bare.toLowerCase().endsWith(unit));
  return after ? bare.slice(0, -after.length).trim() : bare;
}

/**
 * What a figure without sign and unit says; nothing where that cannot be told.
 * @param {string} figure @param {boolean} integer @param {number} [zeros]
 * @returns {{value: number} | Misread | undefined}
 */
function readFigure(figure, integer, zeros = 0) {
  const refused = (/** @type {string} */ code, /** @type {number[]} */ ...meant) => {
    const numbers = meant.filter((number) => (integer ? Number.isInteger(number) : number >= 0));
    return { code, part: figure, meant: numbers };
  };
  if (MIXED.test(figure)) return undefined;
  if (/^\d+:\d\d(:\d\d)?$/.test(figure)) return refused("time");
  const digits = withDigits(figure.replace(/(\d)[。｡](?=\d)/g, "$1.")).replace(/[點点](?=\d)/, ".");
  const [foreign] = /[^\d., 十百千萬億兆]+( +[^\d., 十百千萬億兆]+)*/.exec(digits) ?? [];
  if (foreign !== undefined) {
    const within = /[\d.] *[^\d., 十百千萬億兆].*\d/.test(digits);
    return within ? undefined : { ...refused("unread"), part: foreign };
  }
  if (/^[\d., ]+$/.test(digits) && !zeros) {
    const misread = misgrouped(digits, integer, refused);
    if (misread) return misread;
  }
  const [, most, place, last] = /^(.*)([百千萬億兆])([1-9])$/.exec(digits) ?? [];
  const value = worth(digits, zeros);
  if (last) {
    const base = worth(most + place);
    const power = Number(PLACES.find(([sign]) => sign === place)?.[1]);
    if (Number.isFinite(base))
      return refused("two", base + +last * 10 ** (power - 1), base + +last);
  }
  if (Number.isNaN(value)) return undefined;
  if (value > Number.MAX_SAFE_INTEGER) return refused("large");
  const [exact = ""] = /[\d, ]*\.\d*[1-9]/.exec(digits) ?? [];
  const significant = exact.replace(/\D/g, "").replace(/^0+/, "");
  return significant.length > EXACT_DIGITS ? refused("precise") : { value };
}

/**
 * What is wrong with commas, spaces and points among digits, if anything.
 * @param {string} digits @param {boolean} integer
 * @param {(code: string, ...meant: number[]) => Misread} refused
 */
function misgrouped(digits, integer, refused) {
  const joined = worth(digits.replace(/[, ]/g, ""));
  const european = +digits.replace(/[. ]/g, "").replace(",", ".");
  if (!integer && /^[1-9]\d{0,2},\d{3}$/.test(digits)) return refused("two", european, joined);
  if (integer && /^[1-9]\d{0,2}\.\d{3}$/.test(digits))
    return refused("point", +digits.replace(".", ""));
  if (WRITTEN.test(digits)) return undefined;
  if (/^\d{1,3}(\.\d{3})+$/.test(digits)) return refused("point", +digits.replace(/\./g, ""));
  if (!integer && /^[^,]*\d,\d+$/.test(digits)) return refused("comma", european);
  if (!/[, ]/.test(digits)) return undefined;
  return /[, ]\d{1,2}$/.test(digits) ? refused("grouping") : refused("grouping", joined);
}

/** A number by 萬, 億 and 兆, with all its digits: 623 萬 4,567. @param {number} number */
export function byMyriads(number) {
  const [whole, fraction] = decimal(number).split(".");
  let words = "";
  let gap = false;
  for (const [i, sign] of ["兆", "億", "萬", ""].entries()) {
    const end = whole.length - 4 * (3 - i);
    const section = Number(whole.slice(Math.max(end - 4, 0), Math.max(end, 0)));
    const decimals = fraction && !sign ? "." + fraction : "";
    if (section || decimals) {
      const zero = gap || section < 1000 ? "零 " : " ";
      words += (words && zero) + grouped(section) + decimals + (sign && " " + sign);
    }
    gap = !section;
  }
  return words;
}
