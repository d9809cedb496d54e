/**
 * Lines: what explain.js finds in staff's own words, the same in the preview and on the command
 * line.
 */
import { address, named } from "./explain.js";

/** @import { Explained, Explanation, Judged, Words } from "../types/staff" */

/**
 * A text of messages.yml with its details.
 * @param {string} text @param {Record<string, string | number>} details
 */
export const filled = (text, details) =>
  text.replace(/\$(\w+)/g, (_, name) => String(details[name] ?? ""));

/**
 * Words of a query or a page, each between quotation marks.
 * @param {string[]} list @param {Words} words
 */
const quoted = (list, words) =>
  list.map((word) => filled(words.quoted, { word })).join(words.comma);

/** How a query was read. @param {Explained} explained @param {Words} words */
export function reading({ corrected, words: read, near, unknown }, words) {
  return [
    ...(corrected ? [filled(words.corrected, { words: corrected })] : []),
    ...(read.length ? [filled(words.read, { words: quoted(read, words) })] : []),
    ...(near.length ? [filled(words.near, { words: quoted(near, words) })] : []),
    ...(unknown.length ? [filled(words.unknown, { words: quoted(unknown, words) })] : []),
  ];
}

/**
 * What would help a query that the rules do not answer.
 * @param {Explained} explained @param {Words} words
 */
export function help({ results, unknown, answer }, words) {
  if (answer) return [];
  const details = { words: quoted(unknown, words) };
  return [
    ...(results.length ? [] : [words.nothing]),
    unknown.length ? filled(words.help_unknown, details) : words.help_order,
  ];
}

/**
 * Why a section is a result.
 * @param {Explanation | null} why @param {string} lang of the result @param {Words} words
 */
export function reasons(why, lang, words) {
  if (!why) return [];
  const { where, lacks, best } = why;
  return [
    ...where.map((found) => {
      const field = words[`field_${found.field}`];
      const name = found.lang === lang ? field : filled(words.other_language, { field });
      return filled(words.has, { field: name, words: quoted(found.words, words) });
    }),
    ...(lacks.length ? [filled(words.lacks, { words: quoted(lacks, words) })] : []),
    ...(best
      ? [
          filled(words.fits, {
            field: words[`field_${best.field}`],
            text: best.text,
            share: Math.round(100 * best.fit),
          }),
        ]
      : []),
  ];
}

/** How many queries of the list are not answered. @param {Judged[]} list @param {Words} words */
export function summary(list, words) {
  const count = list.filter(({ answered }) => !answered).length;
  return filled(count ? words.unanswered : words.all_answered, { count, total: list.length });
}

/**
 * What a query of the list was to find, and what it finds.
 * @param {Judged} item @param {Words} words
 */
export function shortfall({ leads_to, results }, words) {
  const first = results.map((result, i) => `${i + 1}. ${named(result)}  ${address(result.url)}`);
  return [
    filled(words.expected, { pages: leads_to.join(words.comma) }),
    words.instead + (first.length ? "" : words.nothing),
    ...first,
  ];
}
