/**
 * Rank: sections by how much of the query they have, how rare it is, and where it stands.
 *
 * The weights were set by hand on judged queries and are measured by `make bench`, which prints
 * for each set how many queries the first three results answer. Most are from the first set
 * (bench/search/queries.yml); a comment names the set where a later one led to the value. Whoever
 * changes one runs the bench before and after: the second set (held_out.yml) was kept out of
 * the tuning, so that it tells whether a value fits more than its own queries.
 */

/** @import { Index, Lang, Query, Ranked } from "../types/search" */

/**
 * What a page's kind takes from its rank, in the order of the index's names of kinds. The
 * calculator and the pages about the site are as low as they are since unseen.yml.
 * @type {Record<string, number>}
 */
const KIND = {
  rules: 1,
  calculator: 0.6,
  visits: 1,
  policies: 1.05,
  people: 0.65,
  glossary: 0.7,
  about: 0.6,
  questions: 1,
};
/** What the beginning of a page is worth, beside a part of one. */
const START = 1.15;
/** The share of a query's units that a page must have, and one of its sections. */
const CLOSE = 0.55;
/** Of a query whose every word the site knows: it is about the site's matters. */
const CLOSE_KNOWN = 0.5;
/** Of a question, which has words of its own (unseen.yml). */
const CLOSE_ASKED = 0.38;
const CLOSE_SECTION = 0.3;
/** So much of a question in one section is enough, however long the question: two words. */
const EVIDENT = 4;
/** How much of a section's share is its own, and how much its page's. */
const OWN = 0.8;
const WHOLE = 0.2;
/** What is worth less than this share of the best is left out. */
const WORTH = 0.08;
/**
 * Where even the best is worth less than this share of the rarest word, nothing is close: set
 * on the queries of queries.yml for which nothing may be found.
 */
const FLOOR = 0.06;
/** What a section gets for the words of its counterpart in the other language. */
const COUNTERPART = 0.85;
/** What a further section of a page is worth beside the first. */
const AGAIN = 0.8;
/** The highest level of a posting. */
const LEVELS = 15;

/** What a turn of phrase is worth beside a word, and all of a query's beside the rest of it. */
const TURN = 0.25;
const TURNS = 0.3;

const NOTHING = { matter: 0, score: 0, evident: false, close: false };

/** @typedef {Pick<Index, "pairs" | "pageOf" | "starts" | "kinds" | "names">} Sections */

/**
 * What a token weighs that so many documents have; there are two in a pair.
 * @param {number} pairs @param {number} documents
 */
export const rarity = (pairs, documents) => Math.log(1 + (2 * pairs) / (documents + 1));

/** The gains of the units in a mask. @param {number} mask @param {ArrayLike<number>} gains */
function covered(mask, gains) {
  let sum = 0;
  for (let i = 0; i < gains.length; i += 1) if (mask & (1 << i)) sum += gains[i];
  return sum;
}

/**
 * What the terms come to in each document, and which units each document and page has. Of a
 * pair the first document is Chinese; the English ones follow all of these.
 * @param {Sections} index @param {Query} query
 */
function tally({ pairs, pageOf, starts }, { terms, turns }) {
  const scores = new Float64Array(2 * pairs);
  const masks = new Uint32Array(2 * pairs);
  const pageMasks = new Uint32Array(2 * starts.length);
  /** @type {Set<number>} */
  const touched = new Set();
  for (const { mask, postings } of terms) {
    const { documents, levels, weight } = postings;
    const gain = rarity(pairs, documents.length) * weight;
    for (let i = 0; i < documents.length; i += 1) {
      const document = documents[i];
      const side = document < pairs ? 0 : 1;
      const pair = document - side * pairs;
      scores[document] += (gain * levels[i]) / LEVELS;
      masks[document] |= mask;
      pageMasks[2 * pageOf[pair] + side] |= mask;
      touched.add(pair);
    }
  }
  const turned = new Float64Array(2 * pairs);
  for (const { documents, levels } of turns.postings) {
    const gain = rarity(pairs, documents.length) * TURN;
    for (let i = 0; i < documents.length; i += 1) {
      const document = documents[i];
      scores[document] += (gain * levels[i]) / LEVELS;
      turned[document] += TURNS / turns.count;
      touched.add(document % pairs);
    }
  }
  return { scores, masks, pageMasks, touched, turned };
}

/**
 * Sections that may answer a query, the best first: those of the language, then those of the
 * other. Those that are not close have but little of it.
 * @param {Sections} index @param {Query} query @param {Lang} lang @returns {Ranked[]}
 */
export function rank(index, query, lang) {
  const { pairs, pageOf, starts } = index;
  const { gains, total } = query;
  const { scores, masks, pageMasks, touched, turned } = tally(index, query);
  const close = query.question ? CLOSE_ASKED : query.known ? CLOSE_KNOWN : CLOSE;
  /** @param {number} pair @param {number} side */
  const worth = (pair, side) => {
    const document = pair + side * pairs;
    if (!scores[document]) return NOTHING;
    const page = pageOf[pair];
    const words = covered(masks[document], gains);
    const own = words / total + turned[document];
    const whole = covered(pageMasks[2 * page + side], gains) / total + turned[document];
    const share = OWN * own + WHOLE * whole;
    const matter = scores[document] * share ** 2;
    const kind = KIND[index.names[Number(index.kinds[page])]];
    const score = matter * kind * (starts[page] === pair ? START : 1);
    const evident = query.question === true && words >= EVIDENT;
    return { matter, score, evident, close: whole >= close && own >= CLOSE_SECTION };
  };
  const side = lang === "en" ? 1 : 0;
  /** @type {Ranked[]} */
  const results = [];
  /** @type {Ranked[]} */
  const others = [];
  let best = 0;
  for (const pair of touched) {
    const own = worth(pair, side);
    const other = worth(pair, 1 - side);
    const score = Math.max(own.score, COUNTERPART * other.score);
    const near = own.close || other.close;
    if (near) best = Math.max(best, own.matter, COUNTERPART * other.matter);
    const evident = own.evident || other.evident;
    results.push({ pair, score, other: false, close: near, evident });
    if (other.score > own.score)
      others.push({
        pair,
        score: other.score * COUNTERPART,
        other: true,
        close: other.close,
        evident: other.evident,
      });
  }
  const enough = best >= FLOOR * rarity(pairs, 0);
  return [results, others].flatMap((list) => spread(worthwhile(list, enough), pageOf));
}

/**
 * Those that are worth a look; where even the best is weak, none of them is close.
 * @param {Ranked[]} results @param {boolean} enough
 */
function worthwhile(results, enough) {
  const best = results.reduce((most, { score }) => Math.max(most, score), 0);
  return results
    .filter(({ score }) => score > 0 && score >= WORTH * best)
    .map((result) => ({ ...result, close: (result.close && enough) || result.evident }));
}

/**
 * Sections of one page give way to those of others.
 * @param {Ranked[]} results @param {ArrayLike<number>} pageOf
 */
function spread(results, pageOf) {
  results.sort((a, b) => b.score - a.score || a.pair - b.pair);
  const seen = new Set();
  for (const result of results) {
    if (seen.has(pageOf[result.pair])) result.score *= AGAIN;
    seen.add(pageOf[result.pair]);
  }
  return results.sort((a, b) => b.score - a.score || a.pair - b.pair);
}
