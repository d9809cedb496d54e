/** The result in detail: requirements, amount, instalments, deadlines, documents and record. */
import { h, nodes } from "../parts/dom.js";
import { canCompare } from "./alternatives.js";
import { any } from "./answers.js";
import { compareSection } from "./compare.js";
import { conclusionSection } from "./conclusion.js";
import { documentSection } from "./documents.js";
import { issued, saveCalendar, saveResult } from "./files.js";
import { imprint } from "./imprint.js";
import { amountSection, instalmentSection } from "./money.js";
import { answerSection, toolbar } from "./record.js";
import { addRemedies } from "./remedy.js";
import { requirementList } from "./requirements.js";
import { timelineSection } from "./timeline.js";
import { answer } from "./verdict.js";
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
 * @property {() => View} view what the result is shown from, as of now
 * @property {Session} session
 * @property {() => void} clear forgets the answers
 * @property {(facts: Facts) => void} take takes answers in place of others
 * @property {() => void} questions goes to the first step
 */

/** Money and time, below the first answer. @param {Shown} shown @returns {Child} */
export function outlook({ places, view }) {
  return places.add("outlook", () => (any(view().facts) ? conclusionSection(view()) : null));
}

/** The result: its verdict is the heading. @param {Shown} shown @returns {Child[]} */
export function report({ places, view, session, clear, take, questions }) {
  const { wording } = view();
  const phases = wording.data.checklist;
  const place = (/** @type {string} */ name, /** @type {(view: View) => Child} */ content) =>
    places.add(name, () => content(view()));
  const section = (/** @type {string} */ key, /** @type {Child[]} */ ...content) => {
    const heading = h("h3", { id: key }, wording.text(key));
    return h("section", { "aria-labelledby": key, class: key }, heading, content);
  };
  const saveDeadlines = async () => saveCalendar(view(), session);
  const documents = (/** @type {View} */ shown) => {
    const { stored, ticks } = session;
    return documentSection(shown, { phases, stored, ticks, ticked: () => session.keepTicks() });
  };
  /** @type {Record<string, string>} */
  const typed = {};
  const beside = (/** @type {View} */ shown) =>
    compareSection(shown, { all: session.answers.facts, typed, take });
  const { data, root } = wording;
  const approved =
    data.grantees !== undefined &&
    h(
      "p",
      { class: "no-print" },
      h("a", { href: new URL(data.grantees, root).href }, wording.text("grantees")),
    );
  const actions = {
    link: () => session.link(RESULT),
    clear: async () => clear(),
    print: async () => print(),
    save: async () => saveResult(view()),
  };
  const verdict = h("h2", { id: "verdict", tabindex: -1 });
  const head = place("head", (shown) => {
    const { result, wording } = shown;
    verdict.textContent = wording.text("verdict_" + result.verdict);
    verdict.className = "verdict " + result.verdict;
    return [
      answer(shown),
      result.verdict === "eligible" && h("p", null, wording.data.calculator.beyond),
      h("p", { class: "aid" }, wording.data.aid),
    ];
  });
  const back = h("button", { type: "button", onclick: questions }, wording.text("to_questions"));
  return [
    h("header", { class: "head" }, verdict, head, h("p", { class: "no-print" }, back)),
    section("amount", place("amount", amountSection), place("conclusion", conclusionSection)),
    section("instalments", place("instalments", instalmentSection)),
    section(
      "timeline",
      place("timeline", (shown) =>
        timelineSection(shown, saveDeadlines, issued(session).issue > 0),
      ),
      approved,
    ),
    section("documents", place("documents", documents)),
    canCompare(wording.data.calculator) && section("compare", place("compare", beside)),
    section("requirements", place("requirements", requirements)),
    section(
      "record",
      place("answers", answerSection),
      // Made anew with each answer: a link that shows would be of the answers before.
      place("toolbar", () => toolbar(wording, actions, session.stored)),
      place("imprint", imprint),
    ),
  ];
}

/** Each requirement, and what would meet those that are not met. @param {View} view */
function requirements(view) {
  const list = document.createDocumentFragment();
  list.append(...nodes(requirementList(view)));
  addRemedies(list, view);
  return list;
}
