/**
 * Fold: text as it is looked up, by the map that the index carries. The same as
 * generator/search/fold.py, of which a test makes sure.
 */

/** @import { Folded, Folder, FoldRules } from "../types/search" */

const ACCENTS = /[\u0300-\u036f]/g;
const LEVELS = ["点", "款", "目", "之"];

/** Lower case, compatibility form, no accents: all that needs no map. @param {string} text */
const plain = (text) => text.toLowerCase().normalize("NFKD").toLowerCase().replace(ACCENTS, "");

/** @param {string} words */
export const escaped = (words) => words.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** A Latin word ends where it ends, or before the s of a plural. @param {string} words */
const bordered = (words) =>
  (words[0] < "\x80" ? "\\b" : "") +
  escaped(words) +
  (words[words.length - 1] < "\x80" ? "(?=s?\\b)" : "");

/**
 * Of words that begin alike, a pattern must try the longest first.
 * @param {Iterable<string>} words
 */
export const longestFirst = (words) => [...words].sort((a, b) => b.length - a.length);

/** A clause's number in its parts, such as 第3点第2款. @param {string[]} numbers */
const clause = (numbers) =>
  numbers
    .slice(0, LEVELS.length)
    .map((n, i) => `第${n}${LEVELS[i]}`)
    .join("");

/**
 * Folds a text character by character, and leaves its wording.
 * @param {FoldRules["characters"]} pairs @returns {(text: string) => string}
 */
export function characterFolder([from, to]) {
  const after = Array.from(to);
  const map = new Map(Array.from(from, (character, i) => [character, after[i]]));
  return (text) => Array.from(plain(text), (c) => map.get(c) ?? c).join("");
}

/** @param {FoldRules} rules @returns {Folder} */
export function folder(rules) {
  const characters = characterFolder(rules.characters);
  const words = longestFirst([...Object.keys(rules.wording), ...rules.whole]);
  const pieces = new RegExp([...words.map(bordered), rules.clause].join("|"), "g");

  /**
   * What stands for a match of `pieces`: other words, the same for those that no wording may
   * cut, or for a clause its formal name.
   * @param {string} match @param {(string | undefined)[]} groups
   */
  function piece(match, [first, ...rest]) {
    if (first === undefined) return rules.wording[match] ?? match;
    return clause([...first.split("."), ...rest.slice(0, 3).filter((n) => n !== undefined)]);
  }

  /** @param {string} text */
  const fold = (text) =>
    characters(text).replace(pieces, (match, ...groups) => piece(match, groups));

  /** @param {string} text @returns {Folded} */
  function traced(text) {
    let folded = "";
    /** @type {number[]} */
    const at = [];
    let place = 0;
    for (const character of text) {
      const plainer = characters(character);
      for (let i = 0; i < plainer.length; i += 1) at.push(place);
      folded += plainer;
      place += character.length;
    }
    /** @type {number[]} */
    const spots = [];
    let done = 0;
    const result = folded.replace(pieces, (match, ...groups) => {
      const start = groups[4];
      const words = piece(match, groups);
      for (; done < start; done += 1) spots.push(at[done]);
      for (let i = 0; i < words.length; i += 1) {
        const share = Math.floor((i * match.length) / words.length);
        spots.push(at[start + Math.min(match.length - 1, share)]);
      }
      done = start + match.length;
      return words;
    });
    for (; done < folded.length; done += 1) spots.push(at[done]);
    spots.push(text.length);
    return { folded: result, at: spots };
  }

  return { fold, traced, foldCharacters: characters };
}
