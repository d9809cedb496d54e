/** Works out apart from the page whose result a change of figures changes. */
import { changed } from "./change.js";
import { edgesOf } from "./edges.js";
import { brokenOf } from "./examples.js";

/**
 * @import { Answer, Scheme } from "../calculator/engine.js"
 * @import { Figure } from "./change.js"
 * @import { Example } from "./examples.js"
 *
 * @typedef {object} Rules
 * @property {Scheme} calculator
 * @property {Figure[]} figures
 * @property {Record<string, Answer[]>} trials
 * @property {Example[]} examples
 */

/** @type {Rules | null} */
let rules = null;

self.onmessage = ({ data }) => {
  if ("rules" in data) {
    rules = withExamples(data.rules);
    return;
  }
  const { calculator, figures, trials, examples } = /** @type {Rules} */ (rules);
  /** @type {Map<number, number | string>} */
  const changes = new Map(data.changes);
  const after = changed(calculator, figures, changes);
  const differing = [...changes.keys()].map((i) => figures[i]);
  self.postMessage({
    asked: data.asked,
    edges: edgesOf(calculator, after, differing, trials),
    examples: brokenOf(calculator, after, examples),
  });
};

/** The answers of the worked examples are tried as well. @param {Rules} given @returns {Rules} */
function withExamples(given) {
  const trials = structuredClone(given.trials);
  for (const { facts } of given.examples)
    for (const [fact, answer] of Object.entries(facts)) {
      const answers = trials[fact];
      const known = answers?.some((other) => JSON.stringify(other) === JSON.stringify(answer));
      if (answers && !known) answers.push(answer);
    }
  return { ...given, trials };
}
