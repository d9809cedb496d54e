/** What would meet a requirement that is not met: which answers to change, and how far. */
import { h } from "../parts/dom.js";
import { smallestChange } from "./advice.js";
import { toQuestion } from "./verdict.js";

/** @import { View } from "./verdict.js" */

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
  const { calculator } = wording.data;
  const steps = smallestChange(calculator, wording.requirement(id), wording.questions, facts);
  return steps.map(({ fact, from, to }) => {
    const question = wording.question(fact);
    const words = wording.text(to > from ? "raise" : "lower", {
      label: question.label,
      from: wording.answer(question, from),
      to: wording.answer(question, to),
    });
    return h(
      "p",
      { class: "change" },
      wording.marked(words),
      " ",
      toQuestion(view, fact, wording.text("change")),
    );
  });
}

/** What is wrong, at the question whose answer is a knock-out. @param {View} view */
export function stopNotice(view) {
  const { wording, result } = view;
  return result.requirements
    .filter(({ stage, status }) => stage === "application" && status === "unmet")
    .map(({ id, clause }) => [
      h(
        "p",
        { class: "warning" },
        wording.marked(wording.requirement(id).unmet),
        " ",
        wording.clause(clause),
      ),
      ...remedy(id, view),
    ]);
}
