/**
 * What would change the result: for what is not met the answers to change, for what is open the
 * questions to answer.
 */
import { h } from "../parts/dom.js";
import { askedTogether, filled, toQuestion, withClauses } from "./verdict.js";
import { changesFor, smallestSet, waysOut } from "./ways.js";

/**
 * @import { Child } from "../types/dom"
 * @import { View } from "./verdict.js"
 * @import { Change } from "./ways.js"
 */

/** More questions than these are folded. */
const MOST_OPEN = 5;

/**
 * Puts the remedies into the list of requirements, above each one's clauses.
 * @param {ParentNode} list @param {View} view
 */
export function addRemedies(list, view) {
  for (const { id, status } of view.result.requirements)
    if (status === "unmet")
      list.querySelector(`#requirement-${id} > .clauses`)?.before(...remedy(id, view));
}

/** @param {string} id a requirement's @param {View} view */
function remedy(id, view) {
  const { wording, facts } = view;
  const { calculator, probes } = wording.data;
  const changes = changesFor(calculator, probes, wording.requirement(id), facts);
  if (changes.length > 1)
    return [h("p", null, wording.text("changes_together")), wayList(changes, view)];
  return changes.map((change) => {
    const { from, to } = change;
    const numbers = typeof from === "number" && typeof to === "number";
    const key = numbers ? (to > from ? "raise" : "lower") : "change_to";
    const words = wording.text(key, placesOf(change, view));
    return h("p", { class: "change" }, wording.marked(words), " ", changeButton(change, view));
  });
}

/**
 * The fewest changes over all requirements together after which nothing is unmet, or which
 * requirement no change meets; nothing where nothing is unmet.
 * @param {View} view @returns {Child}
 */
export function changesSection(view) {
  const { wording, result, facts } = view;
  if (result.verdict !== "ineligible") return null;
  const { calculator, probes } = wording.data;
  const { outcome, changes, verdict, blocking } = waysOut(calculator, probes, facts);
  if (outcome === "open") return h("p", null, wording.text("ways_not_worked_out"));
  if (outcome === "none") return aboutRules("ways_none", blocking, view);
  const n = changes.length;
  const one = n === 1;
  const left = verdict !== "eligible";
  const key = left ? (one ? "ways_one_open" : "ways_many_open") : one ? "ways_one" : "ways_many";
  return [h("p", null, wording.text(key, { n })), wayList(changes, view)];
}

/**
 * The fewest questions that would decide it, those that could end it first; nothing where it is
 * decided.
 * @param {View} view @returns {Child}
 */
export function decidingSection(view) {
  const { wording, result, facts, asks } = view;
  if (result.verdict !== "undetermined") return null;
  const { calculator, probes } = wording.data;
  const { outcome, questions, ends, unclear, blocking } = smallestSet(
    calculator,
    probes,
    facts,
    asks,
  );
  if (outcome === "open") return h("p", null, wording.text("decided_not_worked_out"));
  if (outcome === "none") return aboutRules("decided_none", blocking, view);
  const entries = entriesOf(questions, view);
  const n = entries.length;
  if (n === 0) return h("p", null, wording.text("decided_unclear"));
  const could = (/** @type {string[]} */ ids) => ids.some((id) => ends.includes(id));
  entries.sort((a, b) => Number(could(b.ids)) - Number(could(a.ids)));
  const items = entries.map(({ ids, label }) => {
    const open = ids.find(asks);
    const name = open === undefined ? wording.marked(label) : toQuestion(view, open, label);
    const end = h("small", null, wording.text("decided_ends"));
    return h("li", null, name, could(ids) && [" ", end]);
  });
  const words = wording.text(n === 1 ? "decided_by_one" : "decided_by", { n });
  const list = h("ul", { class: "deciding" }, items);
  return [
    n > MOST_OPEN
      ? h("details", { "data-keep": "deciding" }, h("summary", null, words), list)
      : [h("p", null, words), list],
    unclear && h("p", null, wording.text("decided_unclear_too")),
  ];
}

/**
 * Questions in the order of asking, those for which one question stands as one.
 * @param {string[]} questions ids @param {View} view
 */
function entriesOf(questions, { wording }) {
  const { groups } = wording.data.calculator;
  return askedTogether(wording)
    .map((step) => step.filter((id) => questions.includes(id)))
    .filter((ids) => ids.length > 0)
    .map((ids) => {
      const group = groups.find((other) => ids.every((id) => other.questions.includes(id)));
      const whole = ids.length > 1 ? group?.at_once?.label : undefined;
      return { ids, label: whole ?? wording.question(ids[0]).label };
    });
}

/** A sentence about requirements. @param {string} key @param {string[]} ids @param {View} view */
function aboutRules(key, ids, { wording }) {
  const items = ids.map((id) => {
    const { title, clause } = wording.requirement(id);
    return { words: title, clause };
  });
  return h("p", null, filled(wording, key, { titles: withClauses(wording, items) }));
}

/** @param {Change[]} changes @param {View} view */
function wayList(changes, view) {
  const { wording } = view;
  const items = changes.map((change) => {
    const { label, clause } = wording.question(change.fact);
    return h(
      "li",
      null,
      h("span", { class: "asked" }, wording.marked(label)),
      h("strong", null, wording.marked(wording.text("way", placesOf(change, view)))),
      h("span", { class: "aside" }, wording.clause(clause), " ", changeButton(change, view)),
    );
  });
  return h("ul", { class: "ways" }, items);
}

/** @param {Change} change @param {View} view */
function placesOf({ fact, from, to }, { wording }) {
  const question = wording.question(fact);
  const answer = (/** @type {typeof from} */ given) => wording.answer(question, given);
  return { label: question.label, from: answer(from), to: answer(to) };
}

/** A button that goes to the question of a change. @param {Change} change @param {View} view */
function changeButton({ fact }, view) {
  const { wording } = view;
  const name = wording.text("change_answer", { label: wording.question(fact).label });
  return toQuestion(view, fact, wording.text("change"), { "aria-label": name });
}
