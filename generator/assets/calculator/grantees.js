/**
 * For whoever has a grant: the deadlines as dates, what each instalment comes to and needs, and
 * what is decided when it is claimed.
 */
import { h } from "../parts/dom.js";
import { checklistOf, phaseFold } from "./documents.js";
import { issued, saveCalendar } from "./files.js";
import { requirementList } from "./requirements.js";
import { timelineSection } from "./timeline.js";
import { sectionOf } from "./verdict.js";

/**
 * @import { Instalment } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Shown } from "./report.js"
 * @import { View } from "./verdict.js"
 */

/** @param {Pick<Shown, "places" | "view" | "session">} shown @returns {Child[]} */
export function grantees({ places, view, session }) {
  const { wording } = view();
  const { calculator, checklist } = wording.data;
  const section = (/** @type {string} */ key, /** @type {(view: View) => Child} */ content) => {
    const place = places.add(key, () => content(view()));
    return sectionOf(view(), key, place);
  };
  const save = async () => saveCalendar(view(), session);
  const ofPayment = calculator.requirements.some(({ stage }) => stage === "payment");
  const clauses = calculator.instalments.map(({ clause }) => clause);
  const begin = checklist.findIndex(({ clause }) => clauses.includes(clause));
  const others = checklist
    .slice(begin < 0 ? checklist.length : begin)
    .filter(({ clause }) => !clauses.includes(clause));
  const documents = (/** @type {View} */ shown, /** @type {typeof others} */ phases) =>
    phases.map((phase) => phaseFold(shown, checklistOf(session, phases), phase));

  const wordsOf = (/** @type {string} */ key, /** @type {string | undefined} */ left) => {
    return left === undefined ? null : sectionOf(view(), key, h("p", null, wording.marked(left)));
  };
  const { left_open: open = {} } = calculator;
  const once = calculator.instalments.length === 1;
  return [
    h("h2", null, wording.text("grantees_result")),
    calculator.deadlines.length > 0
      ? section("timeline", (shown) => timelineSection(shown, save, issued(session).issue > 0))
      : wordsOf("timeline", open.deadlines),
    calculator.instalments.length === 0 && wordsOf("how_paid", open.instalments),
    calculator.instalments.length > 0 &&
      section(once ? "paid_at_once" : "instalments", (shown) => {
        const { sum, words } = instalmentBase(shown);
        const items = calculator.instalments.map((instalment, i) => {
          const due = checklist
            .filter((phase) => phase.clause === instalment.clause)
            .map((phase) => ({ ...phase, title: wording.text("documents") }));
          const amount = sum(shown.result.instalments[i].amount);
          return instalmentItem(wording, instalment, amount, documents(shown, due));
        });
        const stays = wording.text(session.stored ? "documents_kept" : "documents_lost");
        return [
          h("p", null, words),
          h("p", { class: "help no-print" }, stays),
          h("ol", { class: "payments" }, items),
          documents(shown, others),
        ];
      }),
    ofPayment &&
      section("requirements_payment", (shown) => {
        const { result } = shown;
        const requirements = result.requirements.filter(({ stage }) => stage === "payment");
        return requirementList({ ...shown, result: { ...result, requirements } });
      }),
    h("p", { class: "aid" }, wording.data.aid),
  ];
}

/**
 * An instalment: its amount, what it needs and the documents for it.
 * @param {View["wording"]} wording @param {Instalment} instalment @param {Child} amount
 * @param {Child[]} documents
 */
function instalmentItem(wording, { title, percent, needs, clause }, amount, documents) {
  return h(
    "li",
    null,
    h("h4", null, title),
    h("p", null, h("strong", null, amount), ` ${percent}%`),
    h("p", null, needs, " ", wording.clause(clause)),
    documents,
  );
}

/**
 * Of what the instalments are shares, in words, and how their amounts are written.
 * @param {View} view
 */
function instalmentBase({ wording, facts }) {
  const approved = facts[wording.data.calculator.amount?.approved ?? ""];
  const sum = (/** @type {number | null} */ figure) =>
    figure === null ? wording.text("status_unknown") : wording.money(figure, "short");
  const base = typeof approved === "number" ? approved : null;
  const key = base === null ? "instalments_of_cap" : "instalments_of_approved";
  return { sum, words: wording.text(key, { amount: sum(base) }) };
}
