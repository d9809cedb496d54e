/**
 * Draws how the conditions of a requirement hang together, and which parts of them decided: a
 * script of its own, loaded where a reader opens the tree of a requirement.
 */
import { h } from "../parts/dom.js";
import { value } from "./engine.js";

/**
 * @import { Expression, Facts } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {{words: string, when: Expression, parts?: Part[]}} Part of a condition, in words
 * @typedef {{of: "applies" | "met" | "reading", title: string, root: Part}} Tree
 */

const MARKS = { met: "✓", unmet: "✕", unknown: "?" };

/** What was loaded, by its address. @type {Map<string, Promise<Record<string, Tree[]>>>} */
const files = new Map();

/**
 * The trees of all requirements of a scheme.
 * @param {Wording} wording @returns {Promise<Record<string, Tree[]>>}
 */
function load({ data, language, root }) {
  const folder = `api/schemes/${encodeURIComponent(data.calculator.scheme)}`;
  const { href } = new URL(`${folder}/conditions.${language}.json`, root);
  const file = async () => {
    const response = await fetch(href);
    if (!response.ok) throw new Error(`${response.status} for ${href}`);
    return response.json();
  };
  const loading = files.get(href) ?? file();
  files.set(href, loading);
  // Another attempt is made when it is opened again.
  loading.catch(() => files.delete(href));
  return loading;
}

/**
 * The trees of a requirement, with what each part comes to on these answers. Where it does not
 * apply, nothing else decides.
 * @param {string} id @param {View} view @returns {Promise<Child[]>}
 */
export async function trees(id, { wording, facts }) {
  const found = (await load(wording))[id] ?? [];
  const barring = found.filter(
    ({ of, root }) => of === "applies" && outcome(root.when, facts) === "unmet",
  );
  return (barring.length > 0 ? barring : found).map(({ title, root }) => [
    h("p", null, wording.marked(title)),
    h("ul", { class: "tree" }, branch(root, { wording, facts }, true)),
  ]);
}

/** @param {Expression} when @param {Facts} facts @returns {keyof typeof MARKS} */
function outcome(when, facts) {
  const truth = value(when, facts);
  return truth === null ? "unknown" : truth ? "met" : "unmet";
}

/**
 * Whether a part made the whole what it is: what is joined is as the parts that are as it is, and
 * a negation is as its part is not.
 * @param {Part} whole @param {Part} part @param {Facts} facts
 */
function decides(whole, part, facts) {
  const of = outcome(whole.when, facts);
  const negated = Array.isArray(whole.when) && whole.when[0] === "not";
  return of !== "unknown" && (negated || outcome(part.when, facts) === of);
}

/**
 * @param {Part} part @param {Pick<View, "wording" | "facts">} view
 * @param {boolean} decided whether it is the whole, or one of the parts that decided
 * @param {boolean} [marked] whether that is told of it
 * @returns {Child}
 */
function branch(part, view, decided, marked = false) {
  const { wording, facts } = view;
  const status = outcome(part.when, facts);
  const below = (part.parts ?? []).map((inner) => {
    const decisive = decided && decides(part, inner, facts);
    return branch(inner, view, decisive, decisive && !inner.parts);
  });
  return h(
    "li",
    null,
    h("span", { class: "sign", "aria-hidden": "true" }, MARKS[status]),
    wording.marked(part.words),
    h("small", null, " ", wording.text("status_" + status)),
    marked && h("b", null, " ", wording.text("tree_decides")),
    below.length > 0 && h("ul", null, below),
  );
}
