/**
 * A link that is opened again: whether the rules under which it was made still come to the same,
 * and what the rules of now make of its answers.
 */
import { h } from "../parts/dom.js";
import { Answers } from "./answers.js";
import { changeList, differences } from "./changes.js";
import { rulesOf, Wording } from "./wording.js";

/**
 * @import { ComponentData } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Opened } from "./link.js"
 * @import { View } from "./verdict.js"
 */

/**
 * What to say of answers that a link or a draft holds.
 * @param {View} view of the same answers under the rules of now @param {Opened} opened
 * @returns {Promise<Child[]>}
 */
export async function reopened(view, opened) {
  const { wording } = view;
  if (opened.rules === wording.rules) return sameRules(view, opened);
  const before = await underOldRules(view, opened).catch((error) => {
    console.error(error);
    return null;
  });
  if (!before) return [changeList(view, opened)];
  const now = h("p", null, wording.text("reopened_now", { rules: wording.rules }));
  return [...before, now, changeList(view, opened)];
}

/** @param {Pick<View, "wording" | "result">} view @param {Opened} opened @returns {Child[]} */
function sameRules(view, opened) {
  const { wording } = view;
  const same = differences(view, opened).length === 0;
  const words = wording.text(same ? "reopened_same" : "reopened_differs", { rules: opened.rules });
  return [h("p", null, words), !same && changeList(view, opened)];
}

/**
 * The same of the version under which they were given, if it is still published, and the way there.
 * @param {View} view @param {Opened} opened @returns {Promise<Child[] | null>}
 */
async function underOldRules({ wording }, opened) {
  const { data, language, root } = wording;
  const version = data.versions?.find((other) => rulesOf(other) === opened.rules);
  if (!version || !opened.text) return null;
  const file = `api/schemes/${encodeURIComponent(version.scheme)}/calculator.${language}.json`;
  const response = await fetch(new URL(file, root));
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  /** @type {ComponentData} */
  const then = { ...(await response.json()), labels: data.labels };
  const { readLink } = await import("./links.js");
  const read = readLink(opened.text, then.calculator, opened.rules);
  if (!read) return null;
  const answers = new Answers(then.calculator);
  answers.own = read.facts;
  const old = new Wording(then, language, root);
  const result = answers.settle().result;
  const page = new URL(then.page ?? "", root);
  page.hash = opened.text;
  const words = wording.text("reopened_open", { rules: opened.rules });
  const link = then.page !== undefined && h("p", null, h("a", { href: page.href }, words));
  return [...sameRules({ wording: old, result }, read), link];
}
