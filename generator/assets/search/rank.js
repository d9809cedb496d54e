/**
 * Rank: sections by how much of the query they have, how rare it is, and where it stands.
 */

/** What a page's kind takes from its rank, in the order of the index's names of kinds. */
const KIND = {
  rules: 1,
  calculator: 0.6,
  visits: 1,
  policies: 1.05,
  people: 1,
  glossary: 1.1,
  about: 0.4,
};
/** The share of a query's units that a page must have, and one of its sections. */
const CLOSE = 0.55;
/** Of a query whose every word the site knows: it is about the site's matters. */
const CLOSE_KNOWN = 0.5;
/** Of a question, which has words of its own. */
const CLOSE_ASKED = 0.38;
const CLOSE_SECTION = 0.3;
/** What is worth less than this share of the best is left out. */
const WORTH = 0.08;
/** Where even the best is worth less than this share of the rarest word, nothing is close. */
const FLOOR = 0.06;
/** What a section gets for the words of its counterpart in the other language. */
const COUNTERPART = 0.85;
/** What the second, third … section of one page is worth beside the first. */
const AGAIN = 0.88;

const covered = (mask, gains) => {
  let sum = 0;
  for (let i = 0; i < gains.length; i += 1) if (mask & (1 << i)) sum += gains[i];
  return sum;
};

/**
 * Sections that answer a query, the best first.
 *
 * @returns {{pair: number, score: number, other: boolean}[]} `other`: in the other language.
 */
export function rank(index, { terms, gains, total, known, question }, lang) {
  const { pairs, pageOf } = index;
  const scores = new Float64Array(2 * pairs);
  const masks = new Uint32Array(2 * pairs);
  const pageMasks = new Uint32Array(2 * index.starts.length);
  const touched = new Set();
  for (const { mask, postings } of terms) {
    const { documents, levels, weight } = postings;
    const rarity = Math.log(1 + (2 * pairs) / (documents.length + 1)) * weight;
    for (let i = 0; i < documents.length; i += 1) {
      const document = documents[i];
      const side = document < pairs ? 0 : 1;
      const pair = document - side * pairs;
      scores[document] += (rarity * levels[i]) / 15;
      masks[document] |= mask;
      pageMasks[2 * pageOf[pair] + side] |= mask;
      touched.add(pair);
    }
  }
  const close = question ? CLOSE_ASKED : known ? CLOSE_KNOWN : CLOSE;
  const of = (document) => {
    if (!scores[document]) return 0;
    const side = document < pairs ? 0 : 1;
    const page = pageOf[document - side * pairs];
    const own = covered(masks[document], gains) / total;
    const whole = covered(pageMasks[2 * page + side], gains) / total;
    if (whole < close || own < CLOSE_SECTION) return 0;
    const share = 0.8 * own + 0.2 * whole;
    return scores[document] * share ** 2 * KIND[index.names[index.kinds[page]]];
  };
  const side = lang === "en" ? 1 : 0;
  const results = [];
  const others = [];
  for (const pair of touched) {
    const own = of(pair + side * pairs);
    const other = of(pair + (1 - side) * pairs);
    const score = Math.max(own, COUNTERPART * other);
    if (score) results.push({ pair, score, other: false });
    if (other > own) others.push({ pair, score: other * COUNTERPART, other: true });
  }
  const best = results.reduce((most, { score }) => Math.max(most, score), 0);
  if (best < FLOOR * Math.log(1 + 2 * pairs)) return [];
  const worth = WORTH * best;
  return [results, others].flatMap((each) =>
    spread(
      each.filter(({ score }) => score >= worth),
      pageOf,
    ),
  );
}

/** Sections of one page give way to those of others. */
function spread(results, pageOf) {
  results.sort((a, b) => b.score - a.score || a.pair - b.pair);
  const seen = new Map();
  for (const result of results) {
    const before = seen.get(pageOf[result.pair]) ?? 0;
    seen.set(pageOf[result.pair], before + 1);
    result.score *= AGAIN ** before;
  }
  return results.sort((a, b) => b.score - a.score || a.pair - b.pair);
}
