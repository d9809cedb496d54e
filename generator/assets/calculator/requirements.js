/** Every requirement by status: why, on which answers, under which clause, and what would meet it. */
import { h } from "./dom.js";
import { factsOf, smallestChange } from "./advice.js";
import { toQuestion } from "./verdict.js";

const ORDER = ["unmet", "unclear", "unknown", "met", "not_applicable"];
const MARKS = { unmet: "✕", unclear: "≠", unknown: "?", met: "✓", not_applicable: "–" };

/** @param {import("./verdict.js").View} view */
export function requirementList(view) {
  const { wording, result } = view;
  return ORDER.map((status) => {
    const all = result.requirements.filter((/** @type {any} */ each) => each.status === status);
    if (all.length === 0) return null;
    const open = status === "unmet" || status === "unclear";
    return h(
      "details",
      { class: "status " + status, "data-keep": status, open },
      h("summary", null, mark(status), h("span", null, wording.text("count", { status: wording.text("status_" + status), n: all.length }))),
      h("ul", null, all.map((/** @type {any} */ each) => requirementItem(each, view))),
    );
  });
}

/** @param {string} status */
function mark(status) {
  return h("span", { class: "mark", "aria-hidden": "true" }, MARKS[/** @type {keyof typeof MARKS} */ (status)]);
}

/** @param {any} decided @param {import("./verdict.js").View} view */
function requirementItem(decided, view) {
  const { wording } = view;
  const requirement = wording.requirements.get(decided.id);
  const { status } = decided;
  return h(
    "li",
    { id: "requirement-" + decided.id, tabindex: -1 },
    h("h4", null, requirement.title, decided.stage === "payment" && h("small", null, wording.text("stage_payment"))),
    (status === "met" || status === "unmet") && h("p", null, requirement[status]),
    status === "unclear" && readings(requirement, decided, wording),
    status === "unclear" && requirement.note && h("p", null, requirement.note),
    status === "unclear" && h("p", { class: "ask" }, wording.data.contact),
    status !== "not_applicable" && ownAnswers(requirement, status, view),
    status === "unmet" && change(requirement, view),
    h("p", { class: "clauses" }, [decided.clause, ...(requirement.see ?? [])].map((locator) => wording.clause(locator))),
  );
}

/** @param {any} requirement @param {any} decided @param {import("./wording.js").Wording} wording */
function readings(requirement, decided, wording) {
  return [
    h("p", null, wording.text("two_readings")),
    h("ul", { class: "readings" }, requirement.readings.map((/** @type {any} */ reading) => {
      const { outcome } = decided.readings.find((/** @type {any} */ each) => each.id === reading.id);
      return h("li", null, reading.text, " ", h("strong", null, wording.text("status_" + outcome)));
    })),
  ];
}

/** The applicant's own figures; for an open requirement, the questions still to answer. @param {any} requirement @param {string} status @param {import("./verdict.js").View} view */
function ownAnswers(requirement, status, view) {
  const { wording, facts, asks } = view;
  const ids = factsOf(requirement);
  const given = ids.filter((id) => facts[id] != null);
  const missing = ids.filter((id) => facts[id] == null && asks(id));
  const said = (/** @type {string} */ id) => wording.answer(wording.questions.get(id), facts[id]);
  return [
    given.length === 1 && ids.length === 1
      ? h("p", { class: "own" }, wording.text("your_answer", { answer: said(given[0]) }))
      : given.map((id) => h("p", { class: "own" }, wording.text("your_answer_to", { label: wording.questions.get(id).label, answer: said(id) }))),
    status === "unknown" && missing.map((id) => h("p", null, toQuestion(view, id))),
  ];
}

/** @param {any} requirement @param {import("./verdict.js").View} view */
function change(requirement, view) {
  const { wording, facts } = view;
  const steps = smallestChange(wording.data.calculator, requirement, wording.questions, facts);
  return steps.map(({ fact, from, to }) => {
    const question = wording.questions.get(fact);
    const words = { label: question.label, from: wording.answer(question, from), to: wording.answer(question, to) };
    return h("p", { class: "change" }, wording.text(to > from ? "raise" : "lower", words), " ", toQuestion(view, fact, wording.text("change")));
  });
}
