/**
 * Near terms: names of the site that share Han characters or pairs of letters with a query.
 */

import { terms } from "./index.js";

/** The share of them that two words must have in common. */
const NEAR = 0.4;
const LONGEST = 40;

/** The Han characters and pairs of letters of a folded text. */
function pieces(folded) {
  const found = new Set();
  for (let i = 0; i < folded.length; i += 1) {
    const piece = /^(?:[㐀-鿿]|[a-z0-9]{2})/.exec(folded.slice(i, i + 2));
    if (piece) found.add(piece[0]);
  }
  return found;
}

/** @returns {Promise<string[]>} The nearest first. */
export async function near(index, query, lang, limit) {
  const own = pieces(index.fold(query.slice(0, LONGEST)));
  const scored = [];
  for (const term of own.size ? await terms(index, lang) : []) {
    const its = pieces(index.fold(term));
    let shared = 0;
    for (const piece of its) if (own.has(piece)) shared += 1;
    const share = (2 * shared) / (own.size + its.size);
    if (share >= NEAR) scored.push([share, term]);
  }
  return scored
    .sort((a, b) => b[0] - a[0])
    .slice(0, limit)
    .map(([, term]) => term);
}
