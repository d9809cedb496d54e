/**
 * The first page on paper: one A4 page with the answer, the dates, what to file, what is open, and
 * a code that opens the same answers. The rest of the calculator is printed behind it.
 */
import { h } from "../parts/dom.js";
import { qrCode } from "./code.js";
import { value } from "./engine.js";
import { imprint } from "./imprint.js";
import { groupOf } from "./requirements.js";
import { deadlines } from "./timeline.js";
import { sentence } from "./verdict.js";

/**
 * @import { Child } from "../types/dom"
 * @import { Library } from "./code.js"
 * @import { View } from "./verdict.js"
 *
 * @typedef {object} Link
 * @property {string} page the page's address
 * @property {string} answers the address that opens the answers
 * @property {Library | null} library what draws codes, if it is there by now
 */

/** So many requirements are listed under a heading; the others are counted. */
const MOST_LISTED = 6;

/** @param {View} view @param {{link: Link, now?: Date}} about */
export function sheet(view, { link, now }) {
  const { wording, result } = view;
  // Who cannot apply has nothing to file and no dates.
  const granted = result.verdict !== "ineligible";
  return h(
    "div",
    { class: "sheet" },
    h("p", { class: "sheet-name" }, wording.data.title),
    quickAnswers(view),
    h(
      "div",
      { class: "sheet-head" },
      h("div", null, theAnswer(view)),
      h("div", null, codeOrWhy(view, link)),
    ),
    granted && wording.data.calculator.instalments.length > 0 && instalmentLine(view),
    granted && wording.data.calculator.deadlines.length > 0 && dateSection(view),
    granted && leftOpenLines(view),
    granted && filedFirst(view),
    requirementSection(view, "sheet_unmet", ["unmet"]),
    openSection(view),
    h("p", null, wording.text("sheet_clauses"), " ", wording.data.aid),
    h("p", null, imprint(view, now).textContent),
    h("p", { class: "sheet-address" }, link.page),
  );
}

/** Which film it is: the answers to the quick questions. @param {View} view */
function quickAnswers({ wording, facts }) {
  const { quick = [] } = wording.data.calculator;
  const given = quick.filter((id) => facts[id] != null);
  if (given.length === 0) return null;
  const words = given.map((id) => {
    const question = wording.question(id);
    return wording.marked(wording.answer(question, facts[id]));
  });
  return h(
    "p",
    null,
    words.flatMap((word, i) => [i > 0 && wording.text("list_comma"), word]),
  );
}

/** The instalments in a line. @param {View} view */
function instalmentLine({ wording, result }) {
  const { instalments } = wording.data.calculator;
  const parts = result.instalments.map(({ amount, percent }, i) => {
    const sum = amount === null ? `${percent}%` : wording.money(amount, "short");
    return wording.text("limit", { label: instalments[i].title, amount: sum });
  });
  return h("p", null, parts.join(wording.text("list_comma")));
}

/** What the rules leave open of payments and dates. @param {View} view */
function leftOpenLines({ wording }) {
  const { instalments, deadlines, left_open: open = {} } = wording.data.calculator;
  const lines = [
    instalments.length === 0 && open.instalments,
    deadlines.length === 0 && open.deadlines,
  ];
  return lines.map((words) => words && h("p", null, wording.marked(words)));
}

/** Whether, how much, and why. @param {View} view @returns {Child[]} */
function theAnswer(view) {
  const { wording, result } = view;
  const eligible = result.verdict === "eligible";
  return [
    h("h2", null, wording.text("verdict_" + result.verdict)),
    sentence(view),
    eligible && h("p", null, wording.data.calculator.beyond),
  ];
}

/** The code that opens the answers, or why there is none. @param {View} view @param {Link} link */
function codeOrWhy({ wording }, { answers, library }) {
  const picture = library && qrCode(answers, wording.text("sheet_code_name"), library);
  const words = wording.text(picture ? "sheet_code" : "sheet_no_code");
  return h("figure", null, picture, h("figcaption", null, words));
}

/** @param {string} title @param {Child[]} content */
const sheetSection = (title, ...content) => h("section", null, h("h3", null, title), content);

/** Two columns, unless there are few. @param {Child[]} rows @param {string} [style] */
const inColumns = (rows, style = "") =>
  h("ul", { class: (rows.length > 3 ? "sheet-columns " : "") + style }, rows);

/** @param {string[]} locators */
const inBrackets = (locators) => h("small", null, ` (${locators.join(", ")})`);

/** Each date, or how it is reckoned. @param {View} view */
function dateSection(view) {
  const { wording } = view;
  const rows = deadlines(view).map(({ date, next, title, rule, clause }) => {
    const days = [date, next].flatMap((day) => (day ? [wording.date(day, true)] : []));
    return h(
      "li",
      null,
      h("strong", null, title),
      " ",
      days.join(" → ") || rule,
      inBrackets([clause]),
    );
  });
  return sheetSection(wording.text("timeline"), inColumns(rows));
}

/** Titles of what this applicant files first. @param {View} view */
function filedFirst({ wording, facts }) {
  const [phase] = wording.data.checklist;
  if (!phase) return null;
  const rows = phase.items.flatMap(({ title, clause, needed_when: when }) => {
    const needed = when == null ? true : value(when, facts);
    const doubt = needed === null && h("em", null, " ", wording.text("documents_if_applicable"));
    return needed === false ? [] : [h("li", null, title, doubt, inBrackets([clause]))];
  });
  const title = wording.text("sheet_documents", { phase: phase.title });
  return sheetSection(title, inColumns(rows, "sheet-boxes"));
}

/** What reads two ways, what is met with a note, what is not known. @param {View} view */
function openSection(view) {
  const { wording, result } = view;
  const listed = requirementSection(view, "sheet_open", ["unclear", "noted", "unknown"]);
  if (!listed) return sheetSection(wording.text("sheet_open"), wording.text("sheet_nothing_open"));
  const { contact } = wording.data;
  const unsure = result.requirements.some((rule) => ["unclear", "noted"].includes(groupOf(rule)));
  if (contact && unsure) listed.append(h("p", null, contact));
  return listed;
}

/**
 * Requirements of the application by what came of them; nothing where there is none.
 * @param {View} view @param {string} title a label @param {string[]} groups in their order
 */
function requirementSection({ wording, result }, title, groups) {
  const found = groups.flatMap((group) =>
    result.requirements
      .filter((decided) => decided.stage === "application" && groupOf(decided) === group)
      .map(({ id }) => ({ group, ...wording.requirement(id) })),
  );
  if (found.length === 0) return null;
  const rows = found.slice(0, MOST_LISTED).map(({ group, title, clause, see = [] }) => {
    const name = group === "noted" ? "met_with_note" : "status_" + group;
    const words = group !== "unmet" && h("em", null, " ", wording.text(name));
    return h("li", null, wording.marked(title), words, inBrackets([clause, ...see]));
  });
  const rest = found.length - rows.length;
  return sheetSection(
    wording.text("count", { status: wording.text(title), n: found.length }),
    inColumns(rows),
    rest > 0 && h("p", null, wording.text("sheet_rest", { n: rest })),
  );
}
