/**
 * What a query holds, cheaply told: whether it can be one that the rules answer, so that others
 * load no more for it, and whether it asks for a figure.
 */

/** @import { Index } from "../types/search" */

/** 一 and “one” alone count hardly ever: 一部, 一起; but for 一小時. */
const COUNTS = new RegExp(
  "\\d|[二兩两三四五六七八九十百千萬万億亿]|[一壹]{2}|" +
    "\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,5}teen|" +
    "(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\\b",
);

/** What stands between the words of a label that lists some. */
const BETWEEN = /[、,] ?/;

/**
 * Whether a query can hold facts: a number beside a word, an hour, or that it asks how much.
 * @param {Pick<Index, "foldCharacters" | "larger_units" | "words">} index @param {string} query
 */
export function mayHoldFacts(index, query) {
  const text = index.foldCharacters(query);
  if (!/[^\d\P{L}]/u.test(text)) return false;
  const asks = Object.values(index.words).flatMap((words) => words.how_much.split(BETWEEN));
  return (
    COUNTS.test(text) ||
    [...index.larger_units, ...asks].some((words) => text.includes(index.foldCharacters(words)))
  );
}

/** Whether a query asks how many or how much. @param {Index} index @param {string} query */
export function asksForFigures(index, query) {
  const folded = ` ${index.fold(query)}`;
  return Object.entries(index.words).some(([lang, words]) =>
    words.how_many
      .split(BETWEEN)
      .some((asks) => folded.includes((lang === "en" ? " " : "") + index.fold(asks))),
  );
}
