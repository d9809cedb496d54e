/**
 * The applications of a table as the rules of a version have them, and their totals. Of each only
 * what a list says is kept: ten thousand results in full would fill the memory.
 */
import { groupOf } from "./groups.js";
import { overOf } from "./over.js";
import { columnsOf, screenRow } from "./rows.js";

/**
 * @import { Group, Screened } from "./groups.js"
 * @import { Over } from "./over.js"
 * @import { CellError, Columns, Outcome, Scheme, Words } from "./rows.js"
 * @import { Cell } from "./workbook.js"
 *
 * @typedef {object} Rules
 * @property {Scheme & {category?: string, instalments: {id: string, by?: string}[]}} calculator
 * @property {Words} words
 *
 * @typedef {object} Brief an application in short
 * @property {Group} group
 * @property {string} category the option, empty where it is not known
 * @property {string[]} unmet ids of requirements
 * @property {string[]} unclear
 * @property {string[]} missing ids of questions
 * @property {CellError[]} errors
 * @property {number | null} cap
 * @property {Over[]} over what is above it
 *
 * @typedef {Record<Group, number>} Counts
 * @typedef {{category: string, counts: Counts, cap: bigint, open: bigint}} CategoryTotal `cap` of
 *   those that are eligible, `open` of those of which that is not known yet
 * @typedef {{id: string, quarter: string, count: number, amount: bigint}} PaymentTotal
 * @typedef {object} Totals
 * @property {Counts} counts
 * @property {CategoryTotal[]} categories
 * @property {PaymentTotal[]} payments
 * @property {number} uncapped how many are eligible of which the most is not known
 * @property {number} unpaid how many are eligible of which no instalment is known
 * @property {number} over how many are eligible, and approved with more than the most
 */

export class Screening {
  #counts = none();
  /** @type {Map<string, CategoryTotal>} */
  #categories = new Map();
  /** @type {Map<string, PaymentTotal>} */
  #payments = new Map();
  #uncapped = 0;
  #unpaid = 0;
  #over = 0;
  /** @type {Brief[]} */
  rows = [];

  /** @param {readonly string[]} header @param {Rules} rules */
  constructor(header, rules) {
    this.rules = rules;
    /** @type {Columns} */
    this.columns = columnsOf(header, rules.calculator);
  }

  /** The questions that have no column. */
  get without() {
    const { facts } = this.columns;
    return this.rules.calculator.questions.map(({ id }) => id).filter((id) => !facts.includes(id));
  }

  /** An application in full. @param {readonly Cell[]} cells @returns {Screened} */
  of(cells) {
    const { calculator, words } = this.rules;
    return screenRow(cells, this.columns, calculator, words);
  }

  /** @param {readonly Cell[]} cells */
  add(cells) {
    const screened = this.of(cells);
    const { facts, errors, outcome } = screened;
    const { unmet = [], unclear = [], missing = [], cap = null } = outcome ?? {};
    const { category: question = "" } = this.rules.calculator;
    const category = String(facts[question] ?? "");
    const group = groupOf(screened);
    const over = overOf(this.rules.calculator, screened);
    this.rows.push({ group, category, unmet, unclear, missing, errors, cap, over });
    this.#counts[group]++;
    const total = this.#categories.get(category) ?? {
      category,
      counts: none(),
      cap: 0n,
      open: 0n,
    };
    this.#categories.set(category, total);
    total.counts[group]++;
    if (group === "eligible") total.cap += BigInt(cap ?? 0);
    if (group === "undetermined") total.open += BigInt(cap ?? 0);
    if (group !== "eligible" || !outcome) return;
    if (cap === null) this.#uncapped++;
    if (outcome.instalments.every(({ amount }) => amount === null)) this.#unpaid++;
    if (over.some(({ sum }) => sum === "approved")) this.#over++;
    this.#pay(outcome);
  }

  /** @param {Outcome} outcome */
  #pay({ instalments, deadlines }) {
    for (const [i, { id, amount }] of instalments.entries()) {
      if (amount === null) continue;
      const { by } = this.rules.calculator.instalments[i];
      const quarter = quarterOf(deadlines.find((deadline) => deadline.id === by)?.date ?? "");
      const key = `${id} ${quarter}`;
      const total = this.#payments.get(key) ?? { id, quarter, count: 0, amount: 0n };
      this.#payments.set(key, total);
      total.count++;
      total.amount += BigInt(amount);
    }
  }

  /** In the order of the rules; what no answer names comes last. @returns {Totals} */
  totals() {
    const { questions, category, instalments } = this.rules.calculator;
    const options = questions.find(({ id }) => id === category)?.options ?? [];
    const categories = [...options.map(({ id }) => id), ""];
    const ids = instalments.map(({ id }) => id);
    return {
      counts: this.#counts,
      uncapped: this.#uncapped,
      unpaid: this.#unpaid,
      over: this.#over,
      categories: [...this.#categories.values()].sort(
        (a, b) => categories.indexOf(a.category) - categories.indexOf(b.category),
      ),
      payments: [...this.#payments.values()].sort(
        (a, b) => ids.indexOf(a.id) - ids.indexOf(b.id) || (a.quarter < b.quarter ? -1 : 1),
      ),
    };
  }
}

/** @returns {Counts} */
const none = () => ({ eligible: 0, undetermined: 0, ineligible: 0, unread: 0 });

/** The quarter of a day, as 2027-Q1; nothing of none. @param {string} day */
const quarterOf = (day) => day && `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
