/** The result in detail: requirements, amount, instalments, deadlines, documents and record. */
import { h, nodes } from "../parts/dom.js";
import { conclusionSection } from "./conclusion.js";
import { documentSection } from "./documents.js";
import { saveCalendar, saveResult } from "./files.js";
import { imprint } from "./imprint.js";
import { amountSection, instalmentSection } from "./money.js";
import { answerSection, toolbar } from "./record.js";
import { addRemedies } from "./remedy.js";
import { requirementList } from "./requirements.js";
import { timelineSection } from "./timeline.js";

/**
 * @import { Child } from "../types/dom"
 * @import { Checklist } from "./documents.js"
 * @import { Places } from "./places.js"
 * @import { Actions } from "./record.js"
 * @import { View } from "./verdict.js"
 *
 * @typedef {object} Shown what the page shows and does
 * @property {Places} places
 * @property {() => View} view what the result is shown from, as of now
 * @property {Omit<Actions, "save">} actions
 * @property {Omit<Checklist, "phases">} checklist
 */

/** The sections of the report. @param {Shown} shown @returns {Child[]} */
export function report({ places, view, actions, checklist }) {
  const { wording } = view();
  const phases = wording.data.checklist;
  const place = (/** @type {string} */ name, /** @type {(view: View) => Child} */ content) =>
    places.add(name, () => content(view()));
  const section = (/** @type {string} */ key, /** @type {Child[]} */ ...content) => {
    const heading = h("h3", { id: key }, wording.text(key));
    return h("section", { "aria-labelledby": key, class: key }, heading, content);
  };
  const save = () => saveResult(view());
  const saveDeadlines = () => saveCalendar(view());
  return [
    section("requirements", place("requirements", requirements)),
    section("amount", place("amount", amountSection), place("conclusion", conclusionSection)),
    section("instalments", place("instalments", instalmentSection)),
    section(
      "timeline",
      place("timeline", (shown) => timelineSection(shown, saveDeadlines)),
    ),
    section(
      "documents",
      place("documents", (shown) => documentSection(shown, { phases, ...checklist })),
    ),
    section(
      "record",
      place("answers", answerSection),
      toolbar(wording, { ...actions, save }, checklist.stored),
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
