/**
 * Dates as people write them in Taiwan, the year first: 2026-03-31, 115年3月31日, 民國115.3.31.
 * Years of the Republic become years of the common era; another order is not guessed at.
 *
 * They are typed into a box for text. A browser's own field for dates takes 115.3.31 for 5 November
 * 331 and 20260331 for a day in 60331, and says nothing to half a date.
 */
import { isDay } from "./days.js";
import { plainText, withDigits, worth } from "./numbers.js";

/** @import { Misread } from "./numbers.js" */

/** So many years the common era is ahead of the Republic's. */
const REPUBLIC = 1911;

/** Longer texts are not looked at. */
const LONGEST_DATE = 40;

const BETWEEN = "[^\\p{L}\\d]{1,3}";
const DATES = [
  new RegExp(
    `^(\\d{1,4})(?: ?年 ?|${BETWEEN})(\\d{1,2})(?: ?月 ?|${BETWEEN})(\\d{1,2}) ?[日號]?$`,
    "u",
  ),
  /^(\d{3}|[1-9]\d{3})(\d\d)(\d\d)$/,
];
const HALF = /^\d{1,4}([^a-z\d]+(\d{1,2}[^a-z\d]*)?)?$/i;
const YEAR_LAST = new RegExp(`^(\\d{1,2})${BETWEEN}(\\d{1,2})${BETWEEN}(\\d{4})$`, "u");

/**
 * The date that was typed, and of the Republic's years which; nothing of an empty text.
 * @param {string} typed @returns {{value: string, republic?: number} | Misread | undefined}
 */
export function readDate(typed) {
  const text = plainText(typed);
  if (!text) return undefined;
  const refused = (/** @type {string} */ code, /** @type {string[]} */ ...meant) => {
    return { code, part: text, meant: [...new Set(meant)].filter(isDay) };
  };
  if (text.length > LONGEST_DATE) return refused("date");
  const [, era = "", bare = ""] = /^((?:中華)?民國|西元|公元)? ?(.*)$/.exec(text) ?? [];
  const digits = withDigits(bare).replace(/[\d十百]*[十百]\d?/g, (part) => String(worth(part)));
  const [year, month, day] = (DATES[0].exec(digits) ?? DATES[1].exec(digits) ?? []).slice(1);
  if (day === undefined) {
    const [, a, b, y] = YEAR_LAST.exec(digits) ?? [];
    if (y) return refused("date", iso(y, b, a), iso(y, a, b));
    return refused(HALF.test(digits) ? "half" : "date");
  }
  const western = year.length === 4 && year[0] !== "0";
  if (era && western === era.endsWith("民國")) return refused("date");
  const republic = western ? undefined : Number(year);
  const value = iso(String(Number(year) + (western ? 0 : REPUBLIC)), month, day);
  // A short year may be of either era, or a day.
  if (!era && year.length < 3) return refused("date", value >= "2" ? value : "");
  return isDay(value) ? { value, republic } : refused("no_day");
}

/** @param {string} year @param {string} month @param {string} day */
const iso = (year, month, day) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
