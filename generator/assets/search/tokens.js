/**
 * Tokens: folded text to what is looked up, each with its place. The same as
 * generator/search/tokens.py, of which a test makes sure.
 */

/** @import { Token, Tokenizer, TokenRules } from "../types/search" */

const HAN = "㐀-鿿";
const CN = "零一二三四五六七八九两十百千";
const COUNTED = "年个月日次集部人名天小亿万元期项位组岁案成";
/** @type {Record<string, number>} */
const DIGITS = { 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 两: 2 };
/** @type {Record<string, number>} */
const UNITS = { 十: 10, 百: 100, 千: 1000 };
/** @type {Record<string, number>} */
const ZEROS = { 万: 4, 亿: 8, 百万: 6, 千万: 7, 万亿: 12, thousand: 3, million: 6, billion: 9 };
/** The year before the first of the Republic's calendar. */
const BEFORE_ROC = 1911;
const LAST_DAY = 31;
const LAST_MONTH = 12;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** Letters at the end of a stem that may stand twice. */
const DOUBLED = "aeiouslz";
const READABLE = /^(?:[零一二三四五六七八九两]?[十百千万亿]+)+零?[一二三四五六七八九]?$/;
const NUMERALS = new RegExp(`[0-9]+|[${CN}]+`, "g");
const IS_HAN = new RegExp(`^[${HAN}]`);

/** 三十五 is 35; Arabic digits as they are. @param {string} numeral */
function small(numeral) {
  if (/^[0-9]+$/.test(numeral)) return Number(numeral);
  let total = 0;
  let digit = 0;
  for (const character of numeral) {
    if (character in UNITS) {
      total += (digit || 1) * UNITS[character];
      digit = 0;
    } else {
      digit = DIGITS[character] ?? 0;
    }
  }
  return total + digit;
}

/** 八百万 is 8000000. @param {string} numeral @returns {number} */
function long(numeral) {
  for (const unit of "亿万") {
    const at = numeral.indexOf(unit);
    if (at >= 0) {
      const before = long(numeral.slice(0, at)) || 1;
      return before * 10 ** ZEROS[unit] + long(numeral.slice(at + 1));
    }
  }
  return small(numeral);
}

/** 1,300万 is 13000000; 1.5 million is 1500000. @param {string} written */
function amount(written) {
  const [, digits, times] = /^([0-9,.]+) ?(.*)$/.exec(written) ?? ["", "", ""];
  const zeros = times ? ZEROS[times] : 0;
  let [whole, part = ""] = digits.replaceAll(",", "").split(".");
  whole += part.slice(0, zeros).padEnd(zeros, "0");
  whole = whole.replace(/^0+/, "") || "0";
  part = part.slice(zeros).replace(/0+$/, "");
  return part ? `${whole}.${part}` : whole;
}

/** @param {string} text */
const trimmed = (text) => text.replace(/^ +| +$/g, "");

/**
 * The tokens of a number; null where it is a word like any other.
 * @param {string | undefined} kind the name of the group of the pattern that it matches
 * @param {string} written @param {string} after the character after it
 */
function values(kind, written, after) {
  if (kind === "clause" || kind === "bracketed" || kind === "dotted") {
    const parts = kind === "dotted" ? written.split(".") : (written.match(NUMERALS) ?? []);
    return [`§${parts.map(small).join(".")}`];
  }
  if (kind === "fraction") {
    if (written.includes("/")) return [written];
    return [`${small(written.slice(-1))}/${small(written[0])}`];
  }
  if (kind === "percent") {
    const number = trimmed(written.replace(/^百分之/, ""));
    const digits = /^[0-9.]+/.exec(number);
    return [`${digits ? digits[0].replace(/\.+$/, "") : small(number)}%`];
  }
  if (kind === "roc") return [String(small(written.match(NUMERALS)?.[0] ?? "") + BEFORE_ROC)];
  if (kind === "numeral") {
    if (written.length === 1 && (!after || !COUNTED.includes(after))) return null;
    if (written.length > 1 && !READABLE.test(written)) return null;
  }
  const value = kind === "amount" ? amount(written) : String(long(written));
  const counted = IS_HAN.test(after) ? [value + after] : [];
  return counted.length && value.length === 1 ? counted : [value, ...counted];
}

/**
 * A number of a date; a year of the Republic, and one by its digits, of the common era.
 * @param {string} numeral
 */
function yearOrLess(numeral) {
  const digits = Array.from(numeral, (character) => DIGITS[character]);
  if (digits.length === "二零二四".length && digits.every((digit) => digit !== undefined)) {
    return Number(digits.join(""));
  }
  const value = small(numeral);
  return value > LAST_DAY && value < BEFORE_ROC ? value + BEFORE_ROC : value;
}

/**
 * The tokens of a date: of its year, its month, its day, and of month and day together.
 * @param {string} written @param {number} offset where it begins @param {RegExp} pattern
 * @returns {Token[]}
 */
function dateOf(written, offset, pattern) {
  const parts = Array.from(written.matchAll(pattern), (match) => ({
    value: MONTHS.indexOf(match[0].slice(0, 3)) + 1 || yearOrLess(match[0]),
    start: offset + match.index,
    end: offset + match.index + match[0].length,
  }));
  /** @param {string} text @param {{start: number, end: number}} place @returns {Token} */
  const token = (text, { start, end }) => ({ token: text, start, end, kind: "number" });
  const years = parts
    .filter(({ value }) => value > LAST_DAY)
    .flatMap((part) => [token(`${part.value}`, part), token(`${part.value}年`, part)]);
  let [month, day] = parts.filter(({ value }) => value <= LAST_DAY);
  if (day && (month.value > LAST_MONTH || (/[a-z]/.test(written) && /^\d/.test(written)))) {
    [month, day] = [day, month];
  }
  const own = token(`${month.value}月`, month);
  if (!day) return [...years, own];
  const whole = { start: Math.min(month.start, day.start), end: Math.max(month.end, day.end) };
  const both = token(`${month.value}月${day.value}日`, whole);
  return [...years, own, token(`${day.value}日`, day), both];
}

/** @param {TokenRules} rules @returns {Tokenizer} */
export function tokenizer(rules) {
  const NUMBER = new RegExp(rules.number, "y");
  const FIRST = new RegExp(rules.first, "g");
  const PART = new RegExp(rules.part, "g");
  const OTHER = `(?:(?![a-z${HAN}])[\\p{L}\\p{Nl}\\p{No}])+`;
  const WORD = new RegExp(`([${HAN}]+)(?=(?:、([${HAN}]+))?)|([a-z]+|${OTHER})`, "gu");

  /** A word without its first ending of `SUFFIXES`. @param {string} word */
  function withoutSuffix(word) {
    if (rules.kept.some((ending) => word.endsWith(ending))) return word;
    for (const [suffix, instead] of rules.suffixes) {
      if (!word.endsWith(suffix) || word.length - suffix.length < 3) continue;
      const stem = word.slice(0, word.length - suffix.length) + instead;
      const last = stem.slice(-1);
      const doubled = stem.length > 3 && last === stem.at(-2) && !DOUBLED.includes(last);
      return doubled ? stem.slice(0, -1) : stem;
    }
    return word;
  }

  /** The part of a Latin word that its forms share. @param {string} word */
  function stem(word) {
    if (word.length < 4) return word;
    let part = withoutSuffix(word);
    for (const [ending, instead] of rules.endings) {
      if (part.endsWith(ending) && part.length - ending.length >= 3) {
        part = part.slice(0, part.length - ending.length) + instead;
      }
    }
    return part;
  }

  /**
   * Adds the tokens of a text without numbers.
   * @param {string} text @param {number} offset where it begins @param {Token[]} list
   */
  function addWords(text, offset, list) {
    for (const match of text.matchAll(WORD)) {
      const [word, han, after = ""] = match;
      const start = offset + match.index;
      if (!han) {
        list.push({ token: stem(word), start, end: start + word.length, kind: "latin", word });
        continue;
      }
      for (let i = 0; i < han.length; i += 1) {
        const end = Math.min(i + 2, han.length);
        list.push({ token: han.slice(i, end), start: start + i, end: start + end, kind: "han" });
      }
      if (after && (han.length === 1 || after.length === 1)) {
        const end = start + han.length;
        const token = han.slice(-1) + after[0];
        list.push({ token, start: end - 1, end: end + 2, kind: "han" });
      }
    }
  }

  /**
   * The tokens of a match of `NUMBER`; none where it is a word like any other.
   * @param {string | undefined} kind @param {RegExpExecArray} match @param {string} folded
   * @returns {Token[] | undefined}
   */
  function numbersOf(kind, match, folded) {
    const start = match.index;
    const end = start + match[0].length;
    if (kind === "date") return dateOf(match[0], start, PART);
    const after = trimmed(folded.slice(end, end + 2)).slice(0, 1);
    const numbers = values(kind, match[0], after);
    const own =
      kind === "clause" || kind === "bracketed" || kind === "dotted" ? "clause" : "number";
    return numbers?.map((token) => ({ token, start, end, kind: own }));
  }

  /** @param {string} folded */
  function tokens(folded) {
    /** @type {Token[]} */
    const list = [];
    let done = 0;
    let at = 0;
    for (;;) {
      FIRST.lastIndex = at;
      const first = FIRST.exec(folded);
      if (!first) break;
      NUMBER.lastIndex = first.index;
      const match = NUMBER.exec(folded);
      if (!match) {
        at = first.index + first[0].length;
        continue;
      }
      const end = match.index + match[0].length;
      const groups = match.groups ?? {};
      const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
      const numbers = numbersOf(kind, match, folded);
      at = end;
      if (!numbers) continue;
      addWords(folded.slice(done, match.index), done, list);
      list.push(...numbers);
      done = end;
    }
    addWords(folded.slice(done), done, list);
    return list;
  }

  return { tokens, stem };
}
