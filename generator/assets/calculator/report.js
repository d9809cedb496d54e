/** The result: what it is, what to do next, money and time, documents, and all that it rests on. */
import { h, nodes } from "../parts/dom.js";
import { canCompare } from "./alternatives.js";
import { any } from "./answers.js";
import { compareSection } from "./compare.js";
import { conclusionSection } from "./conclusion.js";
import { checklistOf, documentSection } from "./documents.js";
import { saveResult } from "./files.js";
import { imprint } from "./imprint.js";
import { askSection, nextSteps } from "./next.js";
import { hasOutlook, isAllOpen, outlookSection } from "./outlook.js";
import { Paper } from "./paper.js";
import { answerSection, toolbar } from "./record.js";
import { addRemedies, changesSection, decidingSection } from "./remedy.js";
import { requirementList } from "./requirements.js";
import { sectionOf, sentence } from "./verdict.js";
import { RESULT } from "./wording.js";

/**
 * @import { Facts } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Places } from "./places.js"
 * @import { Session } from "./session.js"
 * @import { View } from "./verdict.js"
 *
 * @typedef {object} Shown what the page shows and does
 * @property {Places} places
 * @property {HTMLElement} content all of the calculator
 * @property {() => View} view what the result is shown from, as of now
 * @property {Session} session
 * @property {() => void} clear forgets the answers
 * @property {(facts: Facts) => void} take takes answers in place of others
 * @property {() => void} questions goes to the first step
 * @property {() => boolean} typing whether somebody is in the middle of an answer
 */

/**
 * Money and time below the first answer; what is wrong, and what would undo it, where that is not
 * to be had.
 * @param {Shown} shown @returns {Child}
 */
export function outlook({ places, view, typing }) {
  return places.add("outlook", () => {
    const now = view();
    if (!any(now.facts)) return null;
    // The beginning of a number says nothing yet.
    if (now.result.verdict === "ineligible" && !typing()) return changesSection(now);
    return outlookSection(now, false);
  });
}

/** The result: its verdict is the heading. @param {Shown} shown @returns {Child[]} */
export function report(shown) {
  const { places, content, view, session } = shown;
  const { calculator } = view().wording.data;
  const paper = new Paper(view, session);
  content.prepend(paper.node);
  places.printing = () => paper.fill();
  const top = head(shown);
  paper.prepareAtSightOf(top);
  const phases = view().wording.data.checklist;
  const checklist = checklistOf(session, phases, () => places.fill("next_steps"));
  /** @type {Record<string, string>} */
  const typed = {};
  const beside = (/** @type {View} */ now) =>
    compareSection(now, { all: session.answers.facts, typed, take: shown.take });
  const place = (/** @type {string} */ name, /** @type {(view: View) => Child} */ part) =>
    places.add(name, () => part(view()));
  const section = (/** @type {string} */ key, /** @type {Child[]} */ ...parts) =>
    sectionOf(view(), key, ...parts);
  const { wording } = view();
  const outlook = hasOutlook(wording);
  const money =
    (outlook || wording.data.grantees !== undefined) &&
    section(
      outlook && isAllOpen(wording) ? "open_in_rules" : "how_much",
      place("how_much", moneySection),
      toGrantees(view()),
    );
  return [
    top,
    h("section", { class: "ways-place" }, place("ways", waysSection)),
    section(
      "next_steps",
      place("next_steps", (now) => nextSteps(now, checklist)),
    ),
    money,
    section(
      "documents",
      place("documents", (now) => documentSection(now, checklist)),
    ),
    section("ask", place("ask", askSection)),
    canCompare(calculator) && foldSection(view(), "compare", place("compare", beside)),
    section("requirements", place("requirements", requirements)),
    section(
      "record",
      place("answers", answerSection),
      // Made anew with each answer: a link that shows would be of the answers before.
      place("toolbar", (now) => toolbar(now.wording, actionsOf(shown, paper), session.stored)),
      place("imprint", imprint),
    ),
  ];
}

/** A section that opens at its heading. @param {View} view @param {string} key
 * @param {Child} content
 */
function foldSection({ wording }, key, content) {
  const heading = h("summary", null, h("h3", { id: key }, wording.text(key)));
  return h("section", { class: key }, h("details", { "data-keep": key }, heading, content));
}

/** @param {View} view @returns {Child} */
const moneySection = (view) => [outlookSection(view), conclusionSection(view)];

/** The way to the tool for whoever has a grant, where there is one. @param {View} view */
function toGrantees({ wording }) {
  const { data, root } = wording;
  if (data.grantees === undefined) return null;
  const link = h("a", { href: new URL(data.grantees, root).href }, wording.text("grantees"));
  return h("p", { class: "no-print" }, link);
}

/** @param {Shown} shown @param {Paper} paper */
const actionsOf = ({ view, session, clear }, paper) => ({
  link: () => session.link(RESULT),
  clear: async () => clear(),
  print: async () => {
    await paper.prepare();
    print();
  },
  save: async () => saveResult(view()),
});

/** What would make it eligible, or what would decide it. @param {View} view @returns {Child} */
function waysSection(view) {
  const changes = changesSection(view);
  const content = changes ?? decidingSection(view);
  const heading = h("h3", { id: "ways" }, view.wording.text(changes ? "ways" : "deciding"));
  return content && [heading, content];
}

/** The verdict as a heading, and the answer in a sentence. @param {Shown} shown */
function head({ places, view, questions }) {
  const verdict = h("h2", { id: "verdict", tabindex: -1 });
  const answered = places.add("head", () => {
    const { wording, result } = view();
    const { owner, aid } = wording.data;
    verdict.textContent = wording.text("verdict_" + result.verdict);
    verdict.className = "verdict " + result.verdict;
    return [
      sentence(view()),
      result.verdict === "eligible" && h("p", null, wording.data.calculator.beyond),
      h(
        "p",
        { class: "aid" },
        owner && h("b", { class: owner.mark }, owner.name),
        owner && " ",
        aid,
      ),
    ];
  });
  const words = view().wording.text("to_questions");
  const back = h("button", { type: "button", onclick: questions }, words);
  return h("header", { class: "head" }, verdict, answered, h("p", { class: "no-print" }, back));
}

/** Each requirement, and what would meet those that are not met. @param {View} view */
function requirements(view) {
  const list = document.createDocumentFragment();
  list.append(...nodes(requirementList(view)));
  addRemedies(list, view);
  return list;
}
