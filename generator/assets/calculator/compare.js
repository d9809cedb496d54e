/**
 * Side by side: a table of the applicant's own answers, of the same answers with each other option
 * of the first choice, and with figures that are typed here. What differs from the own is named.
 */
import { h } from "../parts/dom.js";
import { choiceOf, figuresOf, obstacles, others, outcome } from "./alternatives.js";
import { figureColumn } from "./compare-figures.js";
import { capOf, isUnlimited, leftOpen, paymentName, stepsLeft } from "./verdict.js";

/**
 * @import { Facts, Question, Result } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Outcome } from "./alternatives.js"
 * @import { View } from "./verdict.js"
 *
 * @typedef {object} Comparing
 * @property {Facts} all every good answer, asked for or not
 * @property {Record<string, string>} typed what stands in the boxes of the last column, by
 *   question: it stays when the table is put on the page anew
 * @property {(facts: Facts) => void} take makes changed answers the applicant's own
 *
 * @typedef {object} Column
 * @property {string} name
 * @property {Facts} changes
 * @property {Outcome | null} shown `null` while there is nothing to show
 *
 * @typedef {object} Content of a cell
 * @property {string} sameness alike where nothing differs
 * @property {Child} content
 * @property {string} [how] how it differs, where more can be said than that it does
 *
 * @typedef {object} Row
 * @property {string} head
 * @property {(shown: Outcome, own: Outcome) => Content} of
 */

/**
 * Nothing where no quick question can be changed.
 * @param {View} view @param {Comparing} given @returns {Child}
 */
export function compareSection(view, given) {
  const { wording, result, facts, asks } = view;
  const { calculator } = wording.data;
  const choice = choiceOf(calculator);
  const options = choice && asks(choice.id) ? others(choice, facts[choice.id]) : [];
  const figures = figuresOf(calculator).filter(({ id }) => asks(id));
  if (options.length === 0 && figures.length === 0) return null;

  const own = { result, open: result.unanswered.filter(asks), refused: new Map() };
  const chosen = choice?.options?.find(({ id }) => id === facts[choice.id])?.label;
  const yours = wording.text(chosen ? "compare_yours_with" : "compare_yours", {
    option: chosen ?? "",
  });
  /** @type {Column[]} */
  const columns = [{ name: yours, changes: {}, shown: own }];
  for (const { id, label } of options) {
    const changes = { [String(choice?.id)]: id };
    const name = wording.text("compare_if", { option: label });
    columns.push({ name, changes, shown: outcome(calculator, given.all, changes) });
  }
  const label = wording.text("compare");
  const [table, status] = sideBySide(view, given, figures, columns);
  return [
    h("div", { class: "scroll", role: "group", tabindex: 0, "aria-label": label }, table),
    status,
  ];
}

/**
 * The table of these columns and one of figures, and what says of that what follows.
 * @param {View} view @param {Comparing} given @param {Question[]} figures
 * @param {Column[]} columns the applicant's own first
 */
function sideBySide(view, given, figures, columns) {
  const { wording, facts } = view;
  const own = /** @type {Outcome} */ (columns[0].shown);
  const rows = rowsOf(view);
  const below = (/** @type {Column} */ column) => [
    ...rows.map(({ of }) => resultCell(view, column, of, own)),
    cell(column.name, takeButton(view, given, column)),
  ];
  const answer = (/** @type {Question} */ question) => {
    return wording.marked(wording.answer(question, facts[question.id]));
  };
  const sides = columns.map((column, i) => [
    ...figures.map((question) => alike(view, column.name, i > 0, answer(question))),
    ...below(column),
  ]);
  const head = `compare-side-${columns.length}`;
  const last = figures.length > 0 ? figureColumn(view, given, figures, below, head) : null;
  const heads = [
    ...figures.map(({ label }) => wording.marked(label)),
    ...rows.map(({ head }) => head),
    h("span", { class: "hidden" }, wording.text("compare_take")),
  ];
  const names = columns.map(({ name }) => name);
  if (last) {
    names.push(last.name);
    sides.push([...last.boxes.map((box) => cell(last.name, box)), ...last.cells]);
  }
  const words = names.map((name) => wording.marked(name));
  const table = tableOf(wording.text("compare_caption"), words, heads, sides);
  return /** @type {const} */ ([table, last?.status]);
}

/**
 * The table. Its roles are named: as blocks on a narrow page its elements would lose them.
 * @param {string} caption @param {Child[]} names of the columns @param {Child[]} heads of the rows
 * @param {HTMLElement[][]} sides the cells of each column
 */
function tableOf(caption, names, heads, sides) {
  const top = names.map((name, i) =>
    h("th", { scope: "col", role: "columnheader", id: `compare-side-${i}` }, name),
  );
  const body = heads.map((head, i) =>
    h(
      "tr",
      { role: "row", class: i === heads.length - 1 ? "no-print" : null },
      h("th", { scope: "row", role: "rowheader", id: `compare-${i}` }, head),
      sides.map((side) => side[i]),
    ),
  );
  const corner = h("td", { role: "cell" });
  return h(
    "table",
    { class: "beside", role: "table" },
    h("caption", null, caption),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, corner, top)),
    h("tbody", { role: "rowgroup" }, body),
  );
}

/**
 * A cell, with the name of its column for the eyes where the table is not wide enough for heads.
 * @param {string} name @param {...Child} content
 */
function cell(name, ...content) {
  const filled = content.some((child) => child != null && child !== false);
  const of = filled && h("span", { class: "of", "aria-hidden": "true" }, name);
  return h("td", { role: "cell" }, of, content);
}

/**
 * A cell whose content may be that of the first column: where the columns are blocks, a word says
 * so in its place.
 * @param {View} view @param {string} name @param {boolean} same @param {...Child} content
 */
function alike({ wording }, name, same, ...content) {
  const word = same && h("span", { class: "same" }, wording.text("compare_same"));
  return cell(name, word, h("div", { class: same ? "alike" : null }, content));
}

/** @param {View} view @param {Column} column @param {Row["of"]} of @param {Outcome} own */
function resultCell(view, { name, shown }, of, own) {
  if (!shown) return cell(name);
  const { sameness, content, how } = of(shown, own);
  if (sameness === of(own, own).sameness) return alike(view, name, shown !== own, content);
  const mark = h("strong", { class: "differs" }, how ?? view.wording.text("compare_differs"));
  return cell(name, h("div", { class: "other" }, mark, content));
}

/** A list, or words for none. @param {View} view @param {Child[][]} items @returns {Child} */
function listed({ wording }, items) {
  if (items.length === 0) return wording.text("compare_nothing");
  return h("ul", null, ...items.map((item) => h("li", null, item)));
}

/** @param {View} view @param {number | null} figure */
const moneyOrOpen = ({ wording }, figure) =>
  figure === null ? wording.text("status_unknown") : wording.money(figure, "short");

/** What is compared: of money no more than the rules say. @param {View} view @returns {Row[]} */
function rowsOf(view) {
  const { amount, instalments } = view.wording.data.calculator;
  return [
    verdictRow(view),
    ...(amount ? [amountRow(view)] : []),
    ...(view.wording.hasLimits ? [limitRow(view)] : []),
    obstacleRow(view),
    openRow(view),
    ...(amount && instalments.length > 0 ? [instalmentRow(view)] : []),
  ];
}

/** @param {View} view @returns {Row} */
const verdictRow = ({ wording }) => ({
  head: wording.text("compare_verdict"),
  of({ result: { verdict } }) {
    const words = wording.text("verdict_" + verdict);
    return { sameness: verdict, content: h("strong", { class: "tone " + verdict }, words) };
  },
});

/**
 * The most for these answers: nothing for whoever cannot apply.
 * @param {Result} result
 */
const mostOf = (result) => (result.verdict === "ineligible" ? null : capOf(result));

/** What stands for a sum where there is none: that none is fixed, or not known yet, or to be had.
 * @param {View} view @param {Result} result
 */
function noSum({ wording }, result) {
  if (result.verdict === "ineligible") return wording.text("compare_nothing");
  const open = leftOpen({ wording, result });
  return open || wording.text(isUnlimited(result) ? "no_ceiling" : "status_unknown");
}

/** @param {View} view @returns {Row} */
const amountRow = (view) => ({
  head: view.wording.amount.label,
  of({ result }, own) {
    const cap = mostOf(result);
    if (cap === null) {
      const content = h("strong", null, noSum(view, result));
      return { sameness: String(content.textContent), content };
    }
    const more = cap - (mostOf(own.result) ?? cap);
    const key = more < 0 ? "compare_less" : "compare_more";
    const difference = { amount: moneyOrOpen(view, Math.abs(more)) };
    const how = more ? view.wording.text(key, difference) : undefined;
    return { sameness: String(cap), content: h("strong", null, moneyOrOpen(view, cap)), how };
  },
});

/** @param {View} view @returns {Row} */
const limitRow = (view) => ({
  head: view.wording.text("compare_limit"),
  of({ result }) {
    const { wording } = view;
    const { steps = [], binding = null } = result.amount ?? {};
    const granted = result.verdict !== "ineligible";
    const binds = steps.filter(({ id }) => granted && binding?.includes(id));
    const items = binds.map(({ id, clause }) => [
      wording.limitName(wording.limit(id)),
      " ",
      wording.clauseName(clause),
    ]);
    const known = !granted || binding !== null;
    const content = known ? listed(view, items) : wording.text("status_unknown");
    return { sameness: binds.map(({ id, clause }) => id + clause).join(), content };
  },
});

/** @param {View} view @returns {Row} */
const obstacleRow = (view) => ({
  head: view.wording.text("compare_way"),
  of({ result }) {
    const { wording } = view;
    const items = obstacles(result).map(({ id, clause, status }) => [
      wording.marked(wording.requirement(id).title),
      status === "unclear" && [" ", h("small", null, wording.text("status_unclear"))],
      " ",
      wording.clauseName(clause),
    ]);
    const key = obstacles(result).map(({ id, status }) => id + status);
    return { sameness: key.join(), content: listed(view, items) };
  },
});

/** @param {View} view @returns {Row} */
const openRow = (view) => ({
  head: view.wording.text("compare_open"),
  of({ result, open }, own) {
    const { wording } = view;
    const n = stepsLeft({ ...view, result, asks: (id) => open.includes(id) }).open.length;
    const more = open.filter((id) => !own.open.includes(id));
    const items = more.map((id) => [wording.marked(wording.question(id).label)]);
    const also = items.length > 0 && [
      h("p", null, wording.text("compare_also")),
      listed(view, items),
    ];
    return { sameness: open.join(), content: [n || wording.text("compare_nothing"), also] };
  },
});

/** @param {View} view @returns {Row} */
const instalmentRow = (view) => ({
  head: paymentName(view.wording),
  of({ result }) {
    const { wording } = view;
    if (result.verdict === "ineligible") return { sameness: "", content: listed(view, []) };
    const sums = result.instalments.map(({ amount }) => amount);
    const items = wording.data.calculator.instalments.map(({ title }, i) => [
      wording.text("limit", { label: title, amount: moneyOrOpen(view, sums[i]) }),
    ]);
    return { sameness: sums.join(), content: listed(view, items) };
  },
});

/**
 * Nothing where the answers are the applicant's.
 * @param {View} view @param {Comparing} given @param {Column} column
 */
function takeButton({ wording, facts }, { take, typed }, { name, changes, shown }) {
  if (!shown || Object.entries(changes).every(([id, answer]) => answer === facts[id])) return null;
  const go = () => {
    for (const id of Object.keys(changes)) delete typed[id];
    take(changes);
  };
  const label = wording.text("compare_take_named", { name });
  const words = wording.text("compare_take");
  return h("button", { type: "button", "aria-label": label, onclick: go }, words);
}
