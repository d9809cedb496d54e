/**
 * Tokens: folded text to what is looked up, each with its place. The same as
 * generator/search/tokens.py, of which a test makes sure.
 */

const HAN = "㐀-鿿";
const CN = "零一二三四五六七八九两十百千";
const COUNTED = "年个月日次集部人名天小亿万元期项位组岁案成";
const DIGITS = { 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 两: 2 };
const UNITS = { 十: 10, 百: 100, 千: 1000 };
const ZEROS = { 万: 4, 亿: 8, 百万: 6, 千万: 7, 万亿: 12, thousand: 3, million: 6, billion: 9 };
const READABLE = /^(?:[零一二三四五六七八九两]?[十百千万亿]+)+零?[一二三四五六七八九]?$/;
const NUMERALS = new RegExp(`[0-9]+|[${CN}]+`, "g");
const IS_HAN = new RegExp(`^[${HAN}]`);

/** 三十五 is 35; Arabic digits as they are. */
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

/** 八百万 is 8000000. */
function long(numeral) {
  for (const unit of "亿万") {
    const at = numeral.indexOf(unit);
    if (at >= 0) {
      return (long(numeral.slice(0, at)) || 1) * 10 ** ZEROS[unit] + long(numeral.slice(at + 1));
    }
  }
  return small(numeral);
}

/** 1,300万 is 13000000; 1.5 million is 1500000. */
function amount(written) {
  const [, digits, times] = /^([0-9,.]+) ?(.*)$/.exec(written);
  const zeros = times ? ZEROS[times] : 0;
  let [whole, part = ""] = digits.replaceAll(",", "").split(".");
  whole += part.slice(0, zeros).padEnd(zeros, "0");
  whole = whole.replace(/^0+/, "") || "0";
  part = part.slice(zeros).replace(/0+$/, "");
  return part ? `${whole}.${part}` : whole;
}

/** The tokens of a number; null where it is a word like any other. */
function values(kind, written, after) {
  if (kind === "clause" || kind === "bracketed" || kind === "dotted") {
    const parts = kind === "dotted" ? written.split(".") : written.match(NUMERALS);
    return [`§${parts.map(small).join(".")}`];
  }
  if (kind === "fraction")
    return [written.includes("/") ? written : `${small(written.at(-1))}/${small(written[0])}`];
  if (kind === "percent") {
    const number = written.replace(/^百分之/, "").replace(/^ +| +$/g, "");
    const digits = /^[0-9.]+/.exec(number);
    return [`${digits ? digits[0].replace(/\.+$/, "") : small(number)}%`];
  }
  if (kind === "roc") return [String(small(written.match(NUMERALS)[0]) + 1911)];
  if (kind === "numeral") {
    if (written.length === 1 && (!after || !COUNTED.includes(after))) return null;
    if (written.length > 1 && !READABLE.test(written)) return null;
  }
  const value = kind === "amount" ? amount(written) : String(long(written));
  const counted = IS_HAN.test(after) ? [value + after] : [];
  return counted.length && value.length === 1 ? counted : [value, ...counted];
}

/**
 * @param {{number: string, first: string, suffixes: string[][], kept: string[],
 *   endings: string[][]}} rules
 */
export function tokenizer(rules) {
  const NUMBER = new RegExp(rules.number, "y");
  const FIRST = new RegExp(rules.first, "g");
  const WORD = new RegExp(`([${HAN}]+)|([a-z]+)`, "g");

  /** The part of a Latin word that its forms share. */
  function stem(given) {
    let word = given;
    if (word.length < 4) return word;
    if (!rules.kept.some((kept) => word.endsWith(kept))) {
      for (const [suffix, instead] of rules.suffixes) {
        if (word.endsWith(suffix) && word.length - suffix.length >= 3) {
          word = word.slice(0, word.length - suffix.length) + instead;
          const last = word.at(-1);
          if (word.length > 3 && last === word.at(-2) && !"aeiouslz".includes(last)) {
            word = word.slice(0, -1);
          }
          break;
        }
      }
    }
    for (const [ending, instead] of rules.endings) {
      if (word.endsWith(ending) && word.length - ending.length >= 3) {
        word = word.slice(0, word.length - ending.length) + instead;
      }
    }
    return word;
  }

  function words(text, offset, found) {
    for (const match of text.matchAll(WORD)) {
      const [all, han] = match;
      const start = offset + match.index;
      if (han) {
        for (let i = 0; i < han.length; i += 1) {
          const end = Math.min(i + 2, han.length);
          found.push({ token: han.slice(i, end), start: start + i, end: start + end, kind: "han" });
        }
      } else {
        found.push({ token: stem(all), start, end: start + all.length, kind: "latin", word: all });
      }
    }
  }

  /** @param {string} folded */
  function tokens(folded) {
    const found = [];
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
      const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
      const after = folded
        .slice(end, end + 2)
        .replace(/^ +| +$/g, "")
        .slice(0, 1);
      const made = values(kind, match[0], after);
      at = end;
      if (!made) continue;
      words(folded.slice(done, match.index), done, found);
      for (const token of made) {
        found.push({
          token,
          start: match.index,
          end,
          kind: token[0] === "§" ? "clause" : "number",
        });
      }
      done = end;
    }
    words(folded.slice(done), done, found);
    return found;
  }

  return { tokens, stem };
}
