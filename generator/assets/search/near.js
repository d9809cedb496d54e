/**
 * Near terms: names of the site that share Han characters or pairs of letters with a query.
 */
import { terms } from "./index.js";

/** @import { Folder, Index, Lang } from "../types/search" */

/** The share of them that two words must have in common. */
const NEAR = 0.4;
const LONGEST = 40;

/** The Han characters and pairs of letters of a folded text. @param {string} folded */
function pieces(folded) {
  const set = new Set();
  for (let i = 0; i < folded.length; i += 1) {
    const piece = /^(?:[㐀-鿿]|[a-z0-9]{2})/.exec(folded.slice(i, i + 2));
    if (piece) set.add(piece[0]);
  }
  return set;
}

/**
 * Those of the names that come near a query, the nearest first.
 * @param {Pick<Folder, "fold">} folder @param {string} query @param {string[]} names
 */
export function nearest(folder, query, names) {
  const own = pieces(folder.fold(query.slice(0, LONGEST)));
  const scored = names.map((name) => {
    const other = pieces(folder.fold(name));
    const shared = [...other].filter((piece) => own.has(piece)).length;
    return { name, share: (2 * shared) / (own.size + other.size) };
  });
  return scored
    .filter(({ share }) => share >= NEAR)
    .sort((a, b) => b.share - a.share)
    .map(({ name }) => name);
}

/** @param {Index} index @param {string} query @param {Lang} lang @param {number} limit */
export async function near(index, query, lang, limit) {
  // Without a piece nothing is near, and no file is needed to say so.
  if (pieces(index.fold(query.slice(0, LONGEST))).size === 0) return [];
  return nearest(index, query, await terms(index, lang)).slice(0, limit);
}
