/**
 * Order: the first of what was ranked looked at once more. Where a title, a name or a phrase
 * has much of the query and little else, its section comes first; and what one thing is called
 * by is one result, with the pages about it.
 */
import { asked } from "./query.js";

/** @import { Group, Index, Query, Scored } from "../types/search" */

/** What a title, name or phrase adds that is the query: set by hand on bench/search/. */
const FIT = 3;
/** What fits so well is close, even where the section has little else of the query. */
const FITS = 0.55;
/** How much of a fit single Han characters are, in which more phrases agree than in pairs. */
const SINGLE = 0.4;
/** How much of it is the words that say how somebody asks: when, who, how much. */
const ASKING = 0.6;
/** What a query has of a text that it says in full, of so many tokens at least. */
const CONTAINED = 0.6;
const FEWEST = 2;
/** An entry of a register is first where it is called as the query is. */
const CALLED = 2;
/** A page about a thing goes before its entry where it is worth this share of it. */
const BEFORE_ENTRY = 0.2;
/** Kinds whose records are entries of a register. */
const ENTRIES = new Set(["people", "glossary"]);

/** A folded text without what parts its words. @param {string} folded */
const bare = (folded) => folded.replace(/[^\p{L}\p{N}]+/gu, "");

/**
 * How much a text's tokens and those of a query share, from 0 to 1: the harmonic mean of both
 * shares. A query that says all of the text, and more, has it for as much as `CONTAINED`.
 * @param {Map<string, number>} query with what they weigh @param {Iterable<string>} text
 */
function overlap(query, text) {
  const tokens = new Set(text);
  let inText = 0;
  let shared = 0;
  for (const token of tokens) {
    const weight = query.get(token) ?? 1;
    inText += weight;
    if (query.has(token)) shared += weight;
  }
  let inQuery = 0;
  for (const weight of query.values()) inQuery += weight;
  const mean = inText + inQuery ? (2 * shared) / (inText + inQuery) : 0;
  return tokens.size >= FEWEST && shared === inText ? Math.max(mean, CONTAINED) : mean;
}

/** Han characters one by one, words as they are. @param {Iterable<string>} tokens */
const singles = (tokens) =>
  [...tokens].flatMap((token) => (/^[㐀-鿿]+$/.test(token) ? [...token] : [token]));

/** Of a query, what its tokens weigh: with and without the words that only ask. */
export class Wanted {
  #index;
  #query;
  /** @type {Map<string, number>} */
  #single;
  /** @type {Map<string, number>} */
  #whole;
  #bare;

  /** @param {Index} index @param {Query} query @param {string} folded */
  constructor(index, query, folded) {
    this.#index = index;
    this.#query = query.tokens;
    this.#single = new Map(singles(query.tokens.keys()).map((token) => [token, 1]));
    this.#whole = new Map(index.tokens(folded).map(({ token }) => [token, 1]));
    this.#bare = bare(folded);
  }

  /** How well a title, name or phrase fits the query, from 0 to 1. @param {string} text */
  fit(text) {
    const folded = this.#index.fold(text);
    const tokens = asked(this.#index, folded).tokens.map(({ token }) => token);
    const pairs = overlap(this.#query, tokens);
    if (!pairs) return 0;
    const matter = (1 - SINGLE) * pairs + SINGLE * overlap(this.#single, singles(tokens));
    const whole = this.#index.tokens(folded).map(({ token }) => token);
    return (1 - ASKING) * matter + ASKING * overlap(this.#whole, whole);
  }

  /** Whether a title or name is the query. @param {string} text */
  is(text) {
    return bare(this.#index.fold(text)) === this.#bare;
  }
}

/**
 * The sections in their order: scored again, and in one group what is about one thing.
 * @param {Index} index @param {Scored[]} scored @param {Wanted} wanted
 */
export function ordered(index, scored, wanted) {
  const good = scored.flatMap((item) => {
    const { pageTitle, title, names, phrases } = item.head;
    const titles = [title || pageTitle, ...names];
    const called = titles.some((name) => wanted.is(name));
    const best = Math.max(...[...titles, ...phrases].map((text) => wanted.fit(text)));
    const score = item.score * (1 + FIT * best ** 2) * (called ? CALLED : 1);
    return item.close || best >= FITS ? [{ ...item, score, called }] : [];
  });
  return grouped(
    index,
    good.sort((a, b) => b.score - a.score || a.pair - b.pair),
  );
}

/**
 * Of the sections about one thing the best, with the others.
 * @param {Index} index @param {Scored[]} scored the best first
 */
function grouped(index, scored) {
  /** @type {Map<number | Scored, Scored[]>} */
  const things = new Map();
  for (const item of scored) {
    const thing = index.things.get(item.pair) ?? item;
    things.set(thing, [...(things.get(thing) ?? []), item]);
  }
  return Array.from(things.values(), groupOf);
}

/** @param {Scored[]} items the best first @returns {Group} */
function groupOf(items) {
  const [{ score }] = items;
  const page = items.find((item) => !ENTRIES.has(item.kind) && item.score >= BEFORE_ENTRY * score);
  const shown = page ?? items[0];
  const others = items.filter((item) => item !== shown);
  const card = items.some(({ called }) => called);
  // What a thing is says its entry.
  const entry = card && others.find((item) => item.called && ENTRIES.has(item.kind));
  return { shown, says: entry || shown, score, card, others };
}
