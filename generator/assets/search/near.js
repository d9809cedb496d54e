/**
 * Near terms: names of the site that share characters or letters with a query.
 */

import { terms } from "./index.js";

/** The share of pairs that two words must have in common. */
const NEAR = 0.3;

function pairs(text) {
  const found = new Set();
  for (let i = 0; i < text.length - 1; i += 1) found.add(text.slice(i, i + 2));
  return found;
}

/** @returns {Promise<string[]>} The nearest first. */
export async function near(index, query, lang, limit) {
  const own = pairs(index.fold(query.slice(0, 40)).replace(/[^a-z0-9㐀-鿿]/g, ""));
  if (!own.size) return [];
  const scored = [];
  for (const term of await terms(index, lang)) {
    const its = pairs(index.fold(term).replace(/[^a-z0-9㐀-鿿]/g, ""));
    let shared = 0;
    for (const pair of its) if (own.has(pair)) shared += 1;
    const share = (2 * shared) / (own.size + its.size);
    if (share >= NEAR) scored.push([share, term]);
  }
  return scored.sort((a, b) => b[0] - a[0]).slice(0, limit).map(([, term]) => term);
}
