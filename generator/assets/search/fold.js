/**
 * Fold: text as it is looked up, by the map that the index carries. The same as
 * generator/search/fold.py, of which a test makes sure.
 */

const ACCENTS = /[\u0300-\u036f]/g;
const LEVELS = ["点", "款", "目", "之"];

/** Lower case, compatibility form, no accents: all that needs no map. */
const plain = (text) => text.toLowerCase().normalize("NFKD").toLowerCase().replace(ACCENTS, "");

const escaped = (words) => words.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Of words that begin alike, a pattern must try the longest first. @param {Iterable<string>} words */
export const longestFirst = (words) => [...words].sort((a, b) => b.length - a.length);

/**
 * @param {{characters: [string, string], wording: Object<string, string>, clause: string}} rules
 */
export function folder(rules) {
  const to = Array.from(rules.characters[1]);
  const map = new Map(Array.from(rules.characters[0], (from, i) => [from, to[i]]));
  const words = longestFirst(Object.keys(rules.wording));
  const pieces = new RegExp(`${words.map(escaped).join("|")}|${rules.clause}`, "g");

  const characters = (text) => Array.from(plain(text), (c) => map.get(c) ?? c).join("");

  function piece(found, first, ...rest) {
    if (first === undefined) return rules.wording[found];
    const numbers = [...first.split("."), ...rest.slice(0, 3).filter((n) => n !== undefined)];
    return numbers
      .slice(0, LEVELS.length)
      .map((n, i) => `第${n}${LEVELS[i]}`)
      .join("");
  }

  /** @param {string} text */
  const fold = (text) => characters(text).replace(pieces, piece);

  /** The folded text, and for each of its places where that stands in `text`. */
  function traced(text) {
    let folded = "";
    const at = [];
    let place = 0;
    for (const character of text) {
      const made = characters(character);
      for (let i = 0; i < made.length; i += 1) at.push(place);
      folded += made;
      place += character.length;
    }
    const spots = [];
    let done = 0;
    const result = folded.replace(pieces, (found, ...rest) => {
      const start = rest[4];
      const made = piece(found, ...rest);
      for (; done < start; done += 1) spots.push(at[done]);
      for (let i = 0; i < made.length; i += 1) {
        spots.push(
          at[start + Math.min(found.length - 1, Math.floor((i * found.length) / made.length))],
        );
      }
      done = start + found.length;
      return made;
    });
    for (; done < folded.length; done += 1) spots.push(at[done]);
    spots.push(text.length);
    return { folded: result, at: spots };
  }

  return { fold, traced };
}
