/** The worked examples that come out otherwise under other rules. */
import { evaluate, FactError } from "../calculator/engine.js";

/**
 * @import { Facts, Result, Scheme } from "../calculator/engine.js"
 *
 * @typedef {{id: string, title: string, facts: Facts}} Example
 * @typedef {object} Broken an example with what each of the rules says of it
 * @property {string} id
 * @property {string} title
 * @property {Result | null} before none where its answers are refused
 * @property {Result | null} after
 */

/**
 * @param {Scheme} before @param {Scheme} after @param {readonly Example[]} examples
 * @returns {Broken[]}
 */
export function brokenOf(before, after, examples) {
  return examples.flatMap(({ id, title, facts }) => {
    const [one, other] = [before, after].map((rules) => resultOf(rules, facts));
    return alike(one, other) ? [] : [{ id, title, before: one, after: other }];
  });
}

/** @param {Scheme} rules @param {Facts} facts */
function resultOf(rules, facts) {
  try {
    return evaluate(rules, facts);
  } catch (error) {
    if (!(error instanceof FactError)) throw error;
    return null;
  }
}

/** Whether a reader would call them the same. @param {Result | null} a @param {Result | null} b */
const alike = (a, b) => JSON.stringify(a && essence(a)) === JSON.stringify(b && essence(b));

/** A result without the figures of the rules on the way to it. @param {Result} result */
const essence = ({ verdict, requirements, amount, instalments, deadlines }) => ({
  verdict,
  requirements,
  amount: amount && { cap: amount.cap, binding: amount.binding, exceeds: amount.exceeds_cap },
  instalments: instalments.map(({ amount: sum, percent }) => sum ?? percent),
  deadlines,
});
