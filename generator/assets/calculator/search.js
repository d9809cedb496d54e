/** The smallest set of answers of a part's questions that reaches a goal. */

/**
 * @import { DecidedRequirement, Facts } from "../types/calculator"
 * @import { Part, State } from "./part.js"
 *
 * @typedef {object} Found
 * @property {Facts} facts after the changes
 * @property {string[]} changed ids of questions
 * @property {DecidedRequirement[]} decided
 *
 * @typedef {object} Goal
 * @property {(id: string, facts: Facts) => boolean} change whether an answer may be another
 * @property {(state: State, changed: string[]) => string[][] | null} lacking for each thing that
 *   is not yet as it should be, all questions that can mend it; `null` where nothing can
 * @property {(found: Found) => number[]} rank the lower the better, by the first that differs
 */

/** So many sets of answers are tried; of a part with more nothing is claimed. */
const MOST_TRIED = 4_000;

export class Search {
  #part;
  #goal;
  #left = MOST_TRIED;
  /** @type {Set<string>} */
  #seen = new Set();
  /** @type {{found: Found, rank: number[]} | null} */
  #best = null;

  /** @param {Part} part @param {Goal} goal */
  constructor(part, goal) {
    this.#part = part;
    this.#goal = goal;
  }

  /**
   * The best of the smallest sets of changes; without one, whether there is none for sure.
   * @param {Facts} facts @returns {{best: Found | null, complete: boolean}}
   */
  from(facts) {
    const ids = [...this.#part.questions.keys()];
    for (let size = 1; size <= ids.length && !this.#best && this.#left > 0; size++) {
      this.#seen.clear();
      this.#visit(facts, [], size);
    }
    const complete = this.#left > 0 && this.#part.complete(ids);
    return { best: this.#left > 0 ? (this.#best?.found ?? null) : null, complete };
  }

  /**
   * One thing that is lacking has to be mended by a question that has not been changed: so of any
   * set that reaches the goal, some order of its changes is tried.
   * @param {Facts} facts @param {string[]} changed @param {number} more
   */
  #visit(facts, changed, more) {
    if (--this.#left <= 0) return;
    const state = this.#part.state(facts);
    const lacking = this.#goal.lacking(state, changed);
    if (lacking === null) return;
    if (lacking.length === 0) {
      this.#keep({ facts, changed, decided: state.decided });
      return;
    }
    if (more === 0) return;
    const ways = lacking.map((ids) =>
      ids.filter((id) => !changed.includes(id) && this.#goal.change(id, facts)),
    );
    const fewest = ways.reduce((least, ids) => (ids.length < least.length ? ids : least));
    for (const id of fewest)
      for (const answer of this.#part.candidates(id, facts)) {
        const next = { ...facts, [id]: answer };
        if (this.#isNew(next, [...changed, id])) this.#visit(next, [...changed, id], more - 1);
      }
  }

  /** Whether these answers have not been tried in another order. @param {Facts} facts
   * @param {string[]} changed
   */
  #isNew(facts, changed) {
    const key = JSON.stringify([...changed].sort().map((id) => [id, facts[id]]));
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  /** @param {Found} found */
  #keep(found) {
    const rank = this.#goal.rank(found);
    const best = this.#best?.rank;
    const at = rank.findIndex((weight, i) => weight !== best?.[i]);
    if (!best || (at >= 0 && rank[at] < (best[at] ?? Infinity))) this.#best = { found, rank };
  }
}
