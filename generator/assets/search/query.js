/**
 * Query: words as they were typed to terms, each with the postings that it stands for.
 */
import { escaped, longestFirst } from "./fold.js";
import { place, shard, words } from "./index.js";
import { rarity } from "./rank.js";

/** @import { Index, Postings, Query, Token, WeightedPostings } from "../types/search" */

const LONGEST = 200;
/**
 * Words that only begin alike, or differ by a slip, count less. These weights, and those of
 * `WEIGHT`, were set by hand on the judged sets (bench/search/); `make bench` says what another
 * value does to them.
 */
const BEGINS = 0.7;
const SLIP = 0.6;
const FEWEST_FOR_SLIP = 5;
/** A word weighs as three Han characters, a clause as two words. */
const WEIGHT = { latin: 3, number: 2, clause: 6 };
const MOST_BEGINNINGS = 40;
const MOST_SLIPS = 3;
/** So many bits a mask has room for. */
const UNITS = 30;

/**
 * @typedef {Token & {covered: number[], typed?: boolean}} Wanted a token and the units it covers
 */

/**
 * Whether one slip (a letter more, less, other, or two changed about) parts two words.
 * @param {string} a @param {string} b
 */
export function oneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const [x, y] = [a.slice(start, endA), b.slice(start, endB)];
  return (
    (x.length <= 1 && y.length <= 1) || (x.length === 2 && x === y[1] + y[0] && y.length === 2)
  );
}

/**
 * Several postings as one: of each document its highest level.
 * @param {Postings[]} lists @returns {Postings}
 */
export function united(lists) {
  if (lists.length === 1) return lists[0];
  /** @type {Map<number, number>} */
  const best = new Map();
  for (const { documents, levels } of lists) {
    for (let i = 0; i < documents.length; i += 1) {
      if ((best.get(documents[i]) ?? 0) < levels[i]) best.set(documents[i], levels[i]);
    }
  }
  return { documents: Array.from(best.keys()), levels: Array.from(best.values()) };
}

/** @param {Index} index @param {string} token */
async function exact(index, token) {
  const number = place(index.postings, token);
  return number < 0 ? undefined : (await shard(index, number)).get(token);
}

/** The postings of tokens that begin so. @param {Index} index @param {string} prefix */
async function beginning(index, prefix) {
  /** @type {Postings[]} */
  const lists = [];
  const last = place(index.postings, `${prefix}\uffff`);
  for (let number = Math.max(0, place(index.postings, prefix)); number <= last; number += 1) {
    for (const [token, postings] of await shard(index, number)) {
      if (token.startsWith(prefix)) lists.push(postings);
    }
    if (lists.length >= MOST_BEGINNINGS) break;
  }
  return lists;
}

/**
 * The postings of words from which a slip parts this one.
 * @param {Index} index @param {string} word
 */
async function slipped(index, word) {
  const among = async (/** @type {string[]} */ letters) => {
    const lists = await Promise.all(letters.map((letter) => words(index, letter)));
    return lists.flat().filter((known) => oneSlip(word, known));
  };
  let near = await among([word[0]]);
  if (!near.length && word.length > FEWEST_FOR_SLIP) {
    near = await among(index.letters.filter((letter) => letter !== word[0]));
  }
  const stems = [...new Set(near.map((other) => index.stem(other)))].slice(0, MOST_SLIPS);
  const postings = await Promise.all(stems.map((stem) => exact(index, stem)));
  return postings.filter((found) => found !== undefined);
}

/** @param {Index} index @param {Wanted} wanted @returns {Promise<WeightedPostings | null>} */
async function postingsOf(index, { token, kind, word = "", typed }) {
  if (kind === "han" && token.length === 1) {
    const lists = await beginning(index, token);
    return lists.length ? { ...united(lists), weight: 1 } : null;
  }
  const same = await exact(index, token);
  if (same) return { ...same, weight: 1 };
  if (kind !== "latin") return null;
  // The last word may still be one in the making.
  if (typed && word.length > 2) {
    const lists = await beginning(index, word);
    if (lists.length) return { ...united(lists), weight: BEGINS };
  }
  if (word.length < FEWEST_FOR_SLIP) return null;
  const near = await slipped(index, word);
  return near.length ? { ...united(near), weight: SLIP } : null;
}

const QUESTION =
  /^(?:what|which|who|where|when|how|why|can|could|should|is|are|do|does|did|will)\b/;

/**
 * Puts something else for some words, unless they begin or end within a whole one. Latin words
 * may have the s of a plural.
 * @param {string[]} words @param {string[]} whole @param {(word: string) => string} to
 * @returns {(text: string) => string}
 */
function rewriter(words, whole, to) {
  const known = new Set(words);
  const pattern = longestFirst(new Set([...words, ...whole]))
    .map((word) => (word < "\x7f" ? `(?<![a-z])${escaped(word)}s?(?![a-z])` : escaped(word)))
    .join("|");
  const pieces = new RegExp(pattern, "g");
  return (text) =>
    text.replace(pieces, (match) => {
      const word = known.has(match) ? match : match.replace(/s$/, "");
      return known.has(word) ? to(word) : match;
    });
}

/** @typedef {Pick<Index, "lay" | "stop" | "tokens" | "whole">} Vocabulary */

/**
 * What puts the words of the pages for those of people, what leaves out how somebody asks, and
 * the English words that only ask, made once.
 * @type {WeakMap<Vocabulary, {official: (text: string) => string,
 *   rest: (text: string) => string, english: Set<string>}>}
 */
const asking = new WeakMap();

/** @param {Vocabulary} index */
function askingOf(index) {
  let known = asking.get(index);
  if (!known) {
    // What the pages say is whole, too; a Latin word has borders that can be seen.
    const pages = Object.values(index.lay).flatMap((words) => words.split(" "));
    const whole = [...index.whole, ...pages].filter((word) => word > "\x7f");
    const official = rewriter(Object.keys(index.lay), whole, (lay) => ` ${index.lay[lay]} `);
    const rest = rewriter(index.stop["zh-Hant"], whole, () => " ");
    known = { official, rest, english: new Set(index.stop.en) };
    asking.set(index, known);
  }
  return known;
}

/**
 * The tokens of a folded query without the words that say how somebody asks, and whether it is
 * a question.
 * @param {Vocabulary} index @param {string} folded
 */
export function asked(index, folded) {
  const { official, rest, english } = askingOf(index);
  const text = official(folded);
  const matter = rest(text);
  const left = index.tokens(matter).filter(({ word = "" }) => !english.has(word));
  return {
    tokens: left.length ? left : index.tokens(folded),
    question: matter !== text || QUESTION.test(folded),
  };
}

/**
 * The turns of phrase of a folded query: two English words that stand together and of which one
 * only asks, “how much”, or two Chinese characters of which one does. They are no part of what a
 * query is about, but say which of several phrases about it was meant.
 * @param {Vocabulary} index @param {string} folded
 */
export function turnsOf(index, folded) {
  const { official, rest, english } = askingOf(index);
  const text = official(folded);
  const all = index.tokens(text);
  const asks = (/** @type {Token} */ { word = "" }) => english.has(word);
  const words = all.filter(({ kind }) => kind === "latin");
  const pairs = words.slice(1).flatMap((after, i) => {
    const before = words[i];
    return asks(before) || asks(after) ? [`${before.token} ${after.token}`] : [];
  });
  const left = new Set(index.tokens(rest(text)).map(({ token }) => token));
  const han = all.filter(({ kind, token }) => kind === "han" && !left.has(token));
  return [...new Set([...pairs, ...han.map(({ token }) => token)])];
}

/**
 * The units of a query and the tokens that cover them. A Han character is a unit, so that pairs
 * across a word's border cost nothing; so are a word, a number and a clause.
 * @param {Token[]} tokens
 */
export function unitsOf(tokens) {
  /** The weight of each unit. @type {number[]} */
  const units = [];
  const numbers = new Map();
  const unit = (/** @type {number | string} */ key, /** @type {number} */ weight) => {
    if (!numbers.has(key)) {
      numbers.set(key, units.length);
      units.push(weight);
    }
    return numbers.get(key);
  };
  /** @type {Wanted[]} */
  const wanted = [];
  tokens.forEach((token, i) => {
    const { kind, start, end } = token;
    if (kind !== "han") {
      // Month and day, each with a unit of its own, are in the token of both.
      const within = [...numbers.keys()].filter((at) => at >= start && at < end);
      const both = kind === "number" && within.length > 1;
      const own = () => unit(kind === "number" ? start : token.token, WEIGHT[kind]);
      const covered = both ? within.map((at) => numbers.get(at)) : [own()];
      wanted.push({ ...token, covered, typed: i === tokens.length - 1 });
      return;
    }
    const before = tokens[i - 1];
    // The last character of a run is in the pair before it already.
    if (end - start === 1 && before?.kind === "han" && before.end === end) return;
    // Between the two of a pair there may stand 、.
    const places = token.token.length === 1 ? [start] : [start, end - 1];
    wanted.push({ ...token, covered: places.map((at) => unit(at, 1)) });
  });
  return { units, wanted };
}

/**
 * What each token weighs: the rarer, the more; one that no page has, as much as the rarest.
 * @param {Index} index @param {Wanted[]} wanted @param {(WeightedPostings | null)[]} postings
 */
function rarities({ pairs }, wanted, postings) {
  return new Map(
    wanted.map(({ token }, i) => [token, rarity(pairs, postings[i]?.documents.length ?? 0)]),
  );
}

/**
 * The terms of a query: their postings, and which units of the query they cover.
 * @param {Index} index @param {string} query @returns {Promise<Query>}
 */
export async function terms(index, query) {
  const folded = index.fold(query.slice(0, LONGEST)).slice(0, LONGEST);
  const { tokens, question } = asked(index, folded);
  const turns = turnsOf(index, folded);
  const { units, wanted } = unitsOf(tokens);
  const all = await Promise.all(wanted.map((token) => postingsOf(index, token)));
  const bits = Math.min(UNITS, units.length);
  const bit = (/** @type {number} */ unit) => Math.floor((unit * bits) / units.length);
  const weights = new Float64Array(bits);
  units.forEach((weight, unit) => {
    weights[bit(unit)] += weight;
  });
  // A figure that no page has is the reader's own: the rest of the query stands without it.
  const others = wanted.some(({ kind }, i) => kind !== "number" && all[i]);
  wanted.forEach(({ kind, covered }, i) => {
    if (!others || kind !== "number" || all[i]) return;
    for (const unit of covered) weights[bit(unit)] -= units[unit];
  });
  const gains = new Float64Array(bits);
  const answered = wanted.flatMap(({ token, covered }, i) => {
    const postings = all[i];
    if (!postings) return [];
    for (const unit of covered) gains[bit(unit)] += units[unit] * postings.weight;
    const mask = covered.reduce((mask, unit) => mask | (1 << bit(unit)), 0);
    return [{ token, mask, postings }];
  });
  gains.forEach((gain, i) => {
    gains[i] = Math.min(gain, weights[i]);
  });
  const turned = await Promise.all(turns.map((turn) => exact(index, turn)));
  const known = wanted.every(({ kind }, i) => kind !== "han" && all[i]);
  const strange = gains.some((gain, i) => !gain && weights[i] > 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    terms: answered,
    tokens: rarities(index, wanted, all),
    gains,
    total,
    known,
    strange,
    question,
    turns: { count: turns.length, postings: turned.filter((found) => found !== undefined) },
  };
}
