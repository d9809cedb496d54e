/**
 * Query: words as they were typed to terms, each with the postings that it stands for.
 */

import { longestFirst } from "./fold.js";
import { place, shard, words } from "./index.js";

const LONGEST = 200;
/** Words that only begin alike, or differ by a slip, count less. */
const BEGINS = 0.7;
const SLIP = 0.6;
const FEWEST_FOR_SLIP = 5;
/** A word weighs as three Han characters, a clause as two words. */
const WEIGHT = { latin: 3, number: 2, clause: 6 };
const MOST_BEGINNINGS = 40;
const MOST_SLIPS = 3;
const UNITS = 30;

/** Whether one slip (a letter more, less, other, or two changed about) parts two words. */
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

function united(lists) {
  if (lists.length === 1) return lists[0];
  const best = new Map();
  for (const { documents, levels } of lists) {
    documents.forEach((document, i) => {
      if ((best.get(document) ?? 0) < levels[i]) best.set(document, levels[i]);
    });
  }
  return { documents: Array.from(best.keys()), levels: Array.from(best.values()) };
}

async function exact(index, token) {
  const number = place(index.postings, token);
  return number < 0 ? undefined : (await shard(index, number)).get(token);
}

async function beginning(index, prefix) {
  const found = [];
  const last = place(index.postings, `${prefix}\uffff`);
  for (let number = Math.max(0, place(index.postings, prefix)); number <= last; number += 1) {
    for (const [token, postings] of await shard(index, number)) {
      if (token.startsWith(prefix)) found.push(postings);
    }
    if (found.length >= MOST_BEGINNINGS) break;
  }
  return found;
}

async function slipped(index, word) {
  const among = async (letters) => {
    const each = await Promise.all(letters.map((letter) => words(index, letter)));
    return each.flat().filter((known) => oneSlip(word, known));
  };
  let found = await among([word[0]]);
  if (!found.length && word.length > FEWEST_FOR_SLIP) {
    found = await among(index.letters.filter((letter) => letter !== word[0]));
  }
  const stems = new Set(found.map(index.stem));
  return (
    await Promise.all([...stems].slice(0, MOST_SLIPS).map((each) => exact(index, each)))
  ).filter(Boolean);
}

async function postings(index, term) {
  const { token, kind, word, typed } = term;
  if (kind === "han" && token.length === 1) {
    const found = await beginning(index, token);
    return found.length ? { ...united(found), weight: 1 } : null;
  }
  const same = await exact(index, token);
  if (same) return { ...same, weight: 1 };
  if (kind !== "latin") return null;
  // The last word may still be one in the making.
  if (typed && word.length > 2) {
    const found = await beginning(index, word);
    if (found.length) return { ...united(found), weight: BEGINS };
  }
  if (word.length < FEWEST_FOR_SLIP) return null;
  const near = await slipped(index, word);
  return near.length ? { ...united(near), weight: SLIP } : null;
}

const QUESTION =
  /^(?:what|which|who|where|when|how|why|can|could|should|is|are|do|does|did|will)\b/;

/** What people say who ask, in the words of the pages. */
function official(index, folded) {
  const pattern = longestFirst(Object.keys(index.lay))
    .map((words) => (words < "\x7f" ? `\\b${words}\\b` : words))
    .join("|");
  return folded.replace(new RegExp(pattern, "g"), (words) => ` ${index.lay[words]} `);
}

/** The tokens of a folded query without the words that say how somebody asks, and whether it does. */
function asked(index, folded) {
  const chinese = longestFirst(index.stop["zh-Hant"]).join("|");
  const english = new Set(index.stop.en);
  const rest = official(index, folded).replace(new RegExp(chinese, "g"), " ");
  const left = index.tokens(rest).filter(({ word }) => !english.has(word));
  return {
    found: left.length ? left : index.tokens(folded),
    question: rest !== folded || QUESTION.test(folded),
  };
}

/**
 * The terms of a query: their postings, and which units of the query they cover. A Han
 * character is a unit, so that pairs across a word's border cost nothing; so are a word, a
 * number and a clause.
 *
 * @returns {Promise<{terms: {token: string, mask: number, postings: Object}[],
 *   gains: Float64Array, total: number, known: boolean, question: boolean}>} `gains`: what each
 *   unit adds where it is found; `total`: the weight of all; `known`: words that all stand on
 *   the site; `question`: asked in a sentence.
 */
export async function terms(index, query) {
  const folded = index.fold(query.slice(0, LONGEST)).slice(0, LONGEST);
  const { found, question } = asked(index, folded);
  const list = [];
  const units = [];
  const unitAt = new Map();
  const unit = (key, weight) => {
    if (!unitAt.has(key)) {
      unitAt.set(key, units.length);
      units.push(weight);
    }
    return unitAt.get(key);
  };
  found.forEach((each, i) => {
    if (each.kind === "han") {
      const alone = each.end - each.start === 1;
      const before = found[i - 1];
      // The last character of a run is in the pair before it already.
      if (alone && before?.kind === "han" && before.end === each.end) return;
      const covered = [];
      for (let at = each.start; at < each.end; at += 1) covered.push(unit(at, 1));
      list.push({ ...each, covered });
    } else {
      const covered = [unit(each.kind === "number" ? each.start : each.token, WEIGHT[each.kind])];
      list.push({ ...each, covered, typed: i === found.length - 1 });
    }
  });
  const all = await Promise.all(list.map((term) => postings(index, term)));
  const bit = (place) => Math.floor((place * Math.min(UNITS, units.length)) / units.length);
  const weights = new Float64Array(Math.min(UNITS, units.length));
  units.forEach((weight, i) => {
    weights[bit(i)] += weight;
  });
  const gains = new Float64Array(weights.length);
  const answered = list.flatMap((term, i) => {
    if (!all[i]) return [];
    for (const place of term.covered) gains[bit(place)] += units[place] * all[i].weight;
    const mask = term.covered.reduce((bits, place) => bits | (1 << bit(place)), 0);
    return [{ token: term.token, mask, postings: all[i] }];
  });
  gains.forEach((gain, i) => {
    gains[i] = Math.min(gain, weights[i]);
  });
  const known = list.every(({ kind }, i) => kind !== "han" && all[i]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { terms: answered, gains, total, known, question };
}
