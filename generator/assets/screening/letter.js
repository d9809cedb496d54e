/**
 * The draft of a letter to an applicant: what is missing, cannot be read or is not met, with the
 * clauses, in every language of the site. An officer types the day; nothing is sent.
 */

import { factsOf } from "../calculator/advice.js";
import { h } from "../parts/dom.js";
import { overOf, overWords } from "./over.js";

/**
 * @import { Screened } from "./groups.js"
 * @import { DeskWording } from "./wording.js"
 *
 * @typedef {{name: string, number: number, row: Screened}} Application
 * @typedef {{text: string, below: string[]}} Item
 * @typedef {{heading?: string, text?: string, items?: Item[]}} Part
 */

/**
 * What an application is called.
 * @param {DeskWording} wording @param {{name: string, number: number}} of
 */
export const nameOf = (wording, { name, number }) => name || wording.text("row", { n: number });

/** @param {DeskWording} wording @param {string} text @param {string} locator */
const cited = (wording, text, locator) =>
  wording.text("cited", { text, clause: wording.data.clauses[locator] ?? locator });

/**
 * What there is to be put right: what is missing or cannot be read, and what is not met of which
 * the rules leave open whether a correction covers it.
 * @param {DeskWording} wording @param {Screened} row
 */
export function correctable({ correction }, { outcome, errors }) {
  const { unmet = [], missing = [] } = outcome ?? {};
  const ids = correction?.open_for?.requirements ?? [];
  return {
    plain: missing.length + errors.length > 0,
    open: unmet.filter((id) => ids.includes(id)),
  };
}

/**
 * Whether there is anything to write about.
 * @param {DeskWording} wording @param {Screened} row
 */
export function hasLetter({ data }, row) {
  const { unmet = [], unclear = [], missing = [] } = row.outcome ?? {};
  const found = unmet.length + unclear.length + missing.length + row.errors.length;
  return found > 0 || overOf(data.calculator, row).some(({ sum }) => sum === "requested");
}

/**
 * What was answered to the questions on which a requirement rests, in a sentence.
 * @param {DeskWording} wording @param {string} id @param {Screened} row
 */
export const answersTo = (wording, id, { facts }) =>
  factsOf(wording.requirement(id))
    .filter((fact) => facts[fact] != null)
    .map((fact) => {
      const question = wording.question(fact);
      const answer = wording.answer(question, facts[fact]);
      return wording.text("letter_answer", { label: question.label, answer });
    });

/**
 * The readings of a clause, and what each comes to.
 * @param {DeskWording} wording @param {string} id @param {Screened} row
 */
function readingsOf(wording, id, { outcome }) {
  const found = outcome?.requirements.find((rule) => rule.id === id)?.readings ?? [];
  return found.map((reading) => {
    const text = wording.requirement(id).readings?.find((of) => of.id === reading.id)?.text ?? "";
    const status = wording.label("status_" + reading.outcome);
    return wording.text("letter_reading", { text, outcome: status });
  });
}

/**
 * How what is wrong may be put right, and by when: an officer types the day, or writes it in.
 * @param {DeskWording} wording @param {Screened} row @param {string} day @returns {Part[]}
 */
function correctionOf(wording, row, day) {
  const { correction } = wording;
  const { plain, open } = correctable(wording, row);
  if (!correction || (!plain && open.length === 0)) return [];
  const rule = cited(wording, correction.text, correction.clause);
  const when = { day: day ? wording.date(day) : wording.text("letter_day_blank") };
  const by = plain ? wording.text("letter_by", when) : wording.text("letter_by_open", when);
  return [{ text: [rule, by].join(wording.space) }];
}

/**
 * @param {DeskWording} wording @param {Application} application @param {string} day
 * @returns {Part[]}
 */
function partsOf(wording, application, day) {
  const { row } = application;
  const { unmet = [], unclear = [], missing = [] } = row.outcome ?? {};
  const { names, correction } = wording;
  const { open } = correctable(wording, row);
  const places = { scheme: names.title, agency: names.agency };
  /** @type {Part[]} */
  const parts = [
    { heading: wording.text("letter_title") },
    { text: wording.text("letter_draft") },
    { text: wording.text("letter_about", places) },
    { text: wording.text("letter_application", { name: nameOf(wording, application) }) },
  ];
  const list = (/** @type {string} */ text, /** @type {(string | Item)[]} */ items) => {
    const whole = items.map((item) =>
      typeof item === "string" ? { text: item, below: [] } : item,
    );
    if (items.length > 0) parts.push({ text, items: whole });
  };
  const unmetWords = (/** @type {string} */ id) => {
    const { unmet: words, clause } = wording.requirement(id);
    return cited(wording, words, clause);
  };
  list(
    wording.text("letter_missing"),
    missing.map((id) => {
      const { label, clause } = wording.question(id);
      return cited(wording, label, clause);
    }),
  );
  list(
    wording.text("letter_unread"),
    row.errors.map((error) => {
      const { label } = wording.question(error.fact);
      const why = wording.unread(error, row);
      return wording.text("letter_cell", { label, given: error.given, why });
    }),
  );
  if (correction?.open_for && open.length > 0) {
    list(wording.text("letter_open"), open.map(unmetWords));
    parts.push({ text: cited(wording, correction.open_for.text, correction.clause) });
  }
  parts.push(...correctionOf(wording, row, day));
  list(wording.text("letter_unmet"), unmet.filter((id) => !open.includes(id)).map(unmetWords));
  list(
    wording.text("letter_unclear", places),
    unclear.map((id) => {
      const { rule, clause } = wording.requirement(id);
      const below = [...answersTo(wording, id, row), ...readingsOf(wording, id, row)];
      return { text: cited(wording, rule, clause), below };
    }),
  );
  for (const over of overOf(wording.data.calculator, row))
    if (over.sum === "requested") {
      const clauses = over.clauses.map((clause) => wording.data.clauses[clause] ?? clause);
      const clause = clauses.join(wording.label("list_comma"));
      parts.push({ text: wording.text("cited", { text: overWords(wording, over), clause }) });
    }
  return parts;
}

/**
 * The letter as elements, one part in each language.
 * @param {DeskWording[]} wordings @param {Application} application @param {string} day
 */
export function letter(wordings, application, day) {
  const sheets = wordings.map((wording) => {
    const parts = partsOf(wording, application, day).map(({ heading, text, items }) => [
      heading && h("h3", null, heading),
      text && h("p", null, text),
      items && listed(items),
    ]);
    return h("section", { lang: wording.language }, parts);
  });
  return h("div", { class: "desk__letter" }, ...sheets);
}

/** @param {Item[]} items */
const listed = (items) =>
  h(
    "ul",
    null,
    ...items.map(({ text, below }) =>
      h(
        "li",
        null,
        text,
        below.length > 0 && h("ul", null, ...below.map((words) => h("li", null, words))),
      ),
    ),
  );

/**
 * The same as a text.
 * @param {DeskWording[]} wordings @param {Application} application @param {string} day
 */
export function letterText(wordings, application, day) {
  const sheets = wordings.map((wording) =>
    partsOf(wording, application, day)
      .map(({ heading, text, items = [] }) =>
        [heading, text, ...items.flatMap(linesOf)].filter(Boolean).join("\r\n"),
      )
      .join("\r\n\r\n"),
  );
  return `\ufeff${sheets.join("\r\n\r\n\r\n")}\r\n`;
}

/** @param {Item} item */
const linesOf = ({ text, below }) => [`- ${text}`, ...below.map((words) => `  - ${words}`)];
