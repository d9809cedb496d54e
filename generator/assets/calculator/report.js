/** The result in detail: requirements, amount, instalments, deadlines, documents and record. */
import { h, nodes } from "../parts/dom.js";
import { conclusionSection } from "./conclusion.js";
import { documentSection } from "./documents.js";
import { saveCalendar, saveResult } from "./files.js";
import { imprint } from "./imprint.js";
import { amountSection, instalmentSection } from "./money.js";
import { outlookSection } from "./outlook.js";
import { answerSection, toolbar } from "./record.js";
import { addRemedies } from "./remedy.js";
import { requirementList } from "./requirements.js";
import { timelineSection } from "./timeline.js";

/**
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
 */

/** The sections of the report. @param {Shown} shown @returns {Child[]} */
export function report({ places, view, session, clear }) {
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
  const actions = {
    link: () => session.link(),
    clear: async () => clear(),
    print: async () => print(),
    save: async () => saveResult(view()),
  };
  return [
    section("outlook", place("outlook", outlookSection)),
    section("requirements", place("requirements", requirements)),
    section("amount", place("amount", amountSection), place("conclusion", conclusionSection)),
    section("instalments", place("instalments", instalmentSection)),
    section(
      "timeline",
      place("timeline", (shown) => timelineSection(shown, saveDeadlines)),
    ),
    section("documents", place("documents", documents)),
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
