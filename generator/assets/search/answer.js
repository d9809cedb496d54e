/**
 * Answers a query from a scheme's rules: “a 25-minute film as a short” is decided by the engine,
 * as the calculator would, and comes with the link that opens the calculator so filled in.
 *
 *     const found = await answer("劇情短片，成本 620 萬", { lang: "zh-Hant" });
 *
 * It is strict: nothing for a query that holds anything but facts, what they are called and words
 * that may stand beside them (../calculator/reader.js), and nothing where two schemes answer.
 * Nothing is loaded for one that holds no number and does not ask how much. A scheme speaks by its
 * version of today. It runs on a page and in a worker.
 */
import { Reader } from "../calculator/reader.js";
import { reply } from "../calculator/reply.js";
import { Wording } from "../calculator/wording.js";
import { dayInTaiwan, inForce } from "../parts/days.js";
import { mayHoldFacts } from "./holds.js";
import { answersOf, manifest, ROOT, Unreachable } from "./index.js";

/** @import { Answered, Index, Lang } from "../types/search" */

/** What reads and words by the scheme and the language. @type {Map<string, Promise<Scheme>>} */
const schemes = new Map();

/** @typedef {{reader: Reader, wording: Wording}} Scheme */

/**
 * What the rules make of a query, `null` where it holds no facts or they are not sure.
 * @param {string} query As it was typed.
 * @param {{lang?: Lang}} [options] the reader's language
 * @returns {Promise<Answered | null>}
 */
export async function answer(query, { lang = "zh-Hant" } = {}) {
  try {
    const index = await manifest();
    if (!mayHoldFacts(index, query)) return null;
    const today = dayInTaiwan(Date.now());
    const versions = index.schemes.flatMap((all) => inForce(all, today) ?? []);
    const answers = await Promise.all(versions.map(({ id }) => answerOf(index, id, query, lang)));
    const found = answers.filter((answered) => answered !== null);
    return found.length === 1 ? found[0] : null;
  } catch (error) {
    // The search itself says that it cannot load.
    if (error instanceof Unreachable) return null;
    throw error;
  }
}

/** @param {Index} index @param {string} id @param {string} query @param {Lang} lang */
async function answerOf(index, id, query, lang) {
  const key = `${id} ${lang}`;
  const { reader, wording } = await (schemes.get(key) ?? load(index, id, lang));
  const read = reader.read(query);
  return read && reply(wording, read);
}

/** @param {Index} index @param {string} id @param {Lang} lang */
function load(index, id, lang) {
  const scheme = answersOf(id, lang).then((data) => ({
    reader: new Reader(data, index.foldCharacters),
    wording: new Wording(/** @type {any} */ (data), lang, ROOT),
  }));
  const key = `${id} ${lang}`;
  schemes.set(key, scheme);
  // The next query asks again.
  scheme.catch(() => schemes.delete(key));
  return scheme;
}
