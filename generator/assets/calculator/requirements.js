/** Every requirement by status: why, on which answers, and under which clause. */
import { h, nodes } from "../parts/dom.js";
import { factsOf } from "./advice.js";
import { toQuestion } from "./verdict.js";

/**
 * @import { DecidedRequirement, Requirement, Status } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 */

/**
 * A sign for each group, in the order in which they are shown: for each status, and for what is
 * met with a note.
 */
const MARKS = /** @type {const} */ ({
  unmet: "✕",
  unclear: "≠",
  noted: "!",
  unknown: "?",
  met: "✓",
  not_applicable: "–",
});
const ORDER = /** @type {(keyof typeof MARKS)[]} */ (Object.keys(MARKS));

/** @param {View} view @returns {Child[]} */
export function requirementList(view) {
  const { wording, result } = view;
  return ORDER.map((group) => {
    const listed = result.requirements.filter((decided) => groupOf(decided) === group);
    if (listed.length === 0) return null;
    const open = group === "unmet" || group === "unclear" || group === "noted";
    const name = wording.text(group === "noted" ? "met_with_note" : "status_" + group);
    const mark = h("span", { class: "mark", "aria-hidden": "true" }, MARKS[group]);
    return h(
      "details",
      { class: "status " + group, "data-keep": group, open },
      h(
        "summary",
        null,
        mark,
        h("span", null, wording.text("count", { status: name, n: listed.length })),
      ),
      h(
        "ul",
        null,
        listed.map((decided) => requirementItem(decided, view)),
      ),
    );
  });
}

/** @param {DecidedRequirement} decided */
export const groupOf = ({ status, notes }) =>
  status === "met" && notes.length > 0 ? "noted" : status;

/** @param {DecidedRequirement} decided @param {View} view */
function requirementItem(decided, view) {
  const { wording } = view;
  const requirement = wording.requirement(decided.id);
  const { status } = decided;
  const later = decided.stage === "payment" && h("small", null, wording.text("stage_payment"));
  const clauses = [decided.clause, ...(requirement.see ?? [])];
  return h(
    "li",
    { id: "requirement-" + decided.id, tabindex: -1 },
    h("h4", null, wording.marked(requirement.title), later),
    (status === "met" || status === "unmet") && h("p", null, wording.marked(requirement[status])),
    (status === "unknown" || status === "unclear") &&
      h("p", null, wording.marked(requirement.rule)),
    status === "unclear" && readings(requirement, decided, wording),
    notes(requirement, decided, wording),
    status !== "not_applicable" && ownAnswers(requirement, status, view),
    conditions(requirement, view),
    h(
      "p",
      { class: "clauses" },
      clauses.map((locator) => wording.clause(locator)),
    ),
  );
}

/**
 * What to know beside the result.
 * @param {Requirement} rule @param {DecidedRequirement} decided @param {Wording} wording
 */
export function notes({ notes = [] }, decided, wording) {
  return notes
    .filter(({ id }) => decided.notes.includes(id))
    .map(({ text }) => h("p", { class: "note" }, wording.marked(text)));
}

/** The operators of a condition that has parts. */
const JOINTS = ["all", "any", "enough"];

/** Whether a condition has parts, or is the negation of one. @param {unknown} when */
const hasParts = (when) =>
  Array.isArray(when) && JOINTS.includes(when[0] === "not" ? when[1][0] : when[0]);

/**
 * How its conditions hang together, where one has parts: drawn when it is opened.
 * @param {Requirement} requirement @param {View} view
 */
function conditions({ id, applies_when, met_when, readings = [] }, view) {
  if (![applies_when, met_when, ...readings.map((way) => way.met_when)].some(hasParts)) return null;
  const { wording } = view;
  const drawing = h("div");
  const draw = async () => {
    try {
      const { trees } = await import("./tree.js");
      drawing.replaceChildren(...nodes(await trees(id, view)));
    } catch (error) {
      console.error(error);
      drawing.replaceChildren(h("p", null, wording.text("not_loaded")));
    }
  };
  return h(
    "details",
    { class: "conditions no-print", "data-keep": "tree-" + id, ontoggle: draw },
    h("summary", null, wording.text("tree")),
    drawing,
  );
}

/** @param {Requirement} requirement @param {DecidedRequirement} decided @param {Wording} wording */
export function readings(requirement, decided, wording) {
  const items = (requirement.readings ?? []).map(({ id, text }) => {
    const outcome = decided.readings?.find((reading) => reading.id === id)?.outcome;
    return h(
      "li",
      null,
      wording.marked(text),
      " ",
      h("strong", null, wording.text("status_" + outcome)),
    );
  });
  return [h("p", null, wording.text("two_readings")), h("ul", { class: "readings" }, items)];
}

/**
 * The applicant's own figures; for an open requirement, the questions still to answer.
 * @param {Requirement} requirement @param {Status} status @param {View} view @returns {Child[]}
 */
function ownAnswers(requirement, status, view) {
  const { wording, facts, asks } = view;
  const ids = factsOf(requirement);
  const answered = ids.filter((id) => facts[id] != null);
  const missing = ids.filter((id) => facts[id] == null && asks(id));
  const own = answered.map((id) => {
    const question = wording.question(id);
    const places = { label: question.label, answer: wording.answer(question, facts[id]) };
    const words =
      ids.length === 1
        ? wording.text("your_answer", places)
        : wording.text("your_answer_to", places);
    return h("p", { class: "own-answer" }, wording.marked(words));
  });
  return [own, status === "unknown" && missing.map((id) => h("p", null, toQuestion(view, id)))];
}
