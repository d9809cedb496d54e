/** Days as text (ISO 8601), which compare as text, and the versions that are in force on them. */

const TAIWAN = 8 * 60 * 60 * 1000;

/** The day in Taiwan, whose rules these are, at a time in milliseconds. @param {number} now */
export const dayInTaiwan = (now) => new Date(now + TAIWAN).toISOString().slice(0, 10);

/**
 * A day in words, as the site writes it in a language: 29 November 2026 in English.
 * @param {Date} day @param {string} lang
 */
export const inWords = (day, lang) =>
  new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format(day);

/** Whether a text is a day that the calendar has: 2023-02-29 is none. @param {string} text */
export function isDay(text) {
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day.getTime())) return false;
  return day.toISOString().startsWith(text);
}

/**
 * The version in force on a day. One without a first day may have been, and one without a last
 * day still is.
 * @template {{from: string, to: string}} Version
 * @param {readonly Version[]} versions @param {string} day
 */
export function inForce(versions, day) {
  return versions.find(({ from, to }) => from <= day && (!to || day <= to));
}
