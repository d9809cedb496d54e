/** Puts labels, figures, dates and answers into words of the component's one language. */
import { h } from "../parts/dom.js";
import { grouped } from "../parts/figures.js";

/**
 * @import { Amount, Answer, ComponentData, Facts, Limit } from "../types/calculator"
 * @import { Question, Requirement } from "../types/calculator"
 * @import { Child } from "../types/dom"
 */

/** The step that is the result. */
export const RESULT = "result";

/**
 * Rules by name: their version and the beginning of their hash.
 * @param {{version: string, hash: string}} rules
 */
export const rulesOf = ({ version, hash }) => `${version}-${hash.slice(0, 8)}`;

export class Wording {
  /**
   * @param {ComponentData} data the scheme in one language @param {"zh-Hant" | "en"} language
   * @param {URL} root the site's root
   */
  constructor(data, language, root) {
    this.data = data;
    this.language = language;
    this.locale = language === "en" ? "en-GB" : "zh-Hant-TW";
    this.root = root;
    /** @type {Map<string, Question>} */
    this.questions = new Map(data.calculator.questions.map((question) => [question.id, question]));
    /** @type {Map<string, Requirement>} */
    this.requirements = new Map(data.calculator.requirements.map((rule) => [rule.id, rule]));
    this.rules = rulesOf(data.calculator);
    const granted = data.calculator.groups.filter(({ stage }) => stage === "payment");
    /** Ids of the questions for whom the grant was approved. */
    this.ofGrantees = new Set(granted.flatMap(({ questions }) => questions));
  }

  /** What stands between two sentences. */
  get space() {
    return this.language === "en" ? " " : "";
  }

  /** The ids of the steps behind the first, the result's last. */
  get steps() {
    return [...this.data.steps.map(([id]) => id), RESULT];
  }

  /** The amount of the rules; asked for where the result has one. */
  get amount() {
    return /** @type {Amount} */ (this.data.calculator.amount);
  }

  /** Whether the rules set any limit of an amount. */
  get hasLimits() {
    return (this.data.calculator.amount?.limits ?? []).length > 0;
  }

  /** The limit of an id that the engine names. @param {string} id */
  limit(id) {
    return /** @type {Limit} */ (this.amount.limits.find((limit) => limit.id === id));
  }

  /**
   * What a limit is called; of one that the rules give in principle, that they do.
   * @param {Limit} limit
   */
  limitName({ label, in_principle: loose }) {
    return loose ? this.text("in_principle", { label }) : label;
  }

  /** Whether limits bind in principle alone. @param {readonly string[] | null} [binding] ids */
  isLoose(binding) {
    return Boolean(binding?.length && binding.every((id) => this.limit(id).in_principle));
  }

  /** The question of an id that the rules name. @param {string} id */
  question(id) {
    return /** @type {Question} */ (this.questions.get(id));
  }

  /** The requirement of an id that the engine names. @param {string} id */
  requirement(id) {
    return /** @type {Requirement} */ (this.requirements.get(id));
  }

  /**
   * A label with its `{places}` filled.
   * @param {string} key @param {Record<string, string | number>} [places]
   */
  text(key, places = {}) {
    return this.data.labels[key].replace(/\{(\w+)\}/g, (_, name) => String(places[name]));
  }

  /**
   * A text of the scheme, which in English may hold Chinese words: they are marked as Chinese.
   * @param {string} text @returns {Child}
   */
  marked(text) {
    if (this.locale !== "en-GB") return text;
    const parts = text.split(/(\p{sc=Han}+)/u);
    return parts.map((part, i) => (i % 2 ? h("span", { lang: "zh-Hant" }, part) : part));
  }

  /** With all its digits: what is shown is what decides. @param {number} figure */
  number(figure) {
    return grouped(figure);
  }

  /**
   * A sum, in the currency of the grant unless another is given. Of a fraction that no decimals
   * hold, such as a third, the first of them are shown.
   * @param {number} figure @param {"whole" | "short"} [form] "short" inside a calculation
   * @param {string} [currency]
   */
  money(figure, form = "whole", currency = this.data.calculator.amount?.currency ?? "") {
    const amount = this.number(figure).replace(/(?<=\.\d{2})\d{4,}$/, "…");
    return this.data.currencies[currency][form].replace("{amount}", amount);
  }

  /** @param {string} iso @param {boolean} [weekday] */
  date(iso, weekday = false) {
    const dateStyle = weekday ? "full" : "long";
    const format = new Intl.DateTimeFormat(this.locale, { dateStyle, timeZone: "UTC" });
    return format.format(new Date(iso + "T00:00Z"));
  }

  /**
   * An answer that fits its question; money as a sum of the question's own currency.
   * @param {Question} question @param {Answer | undefined} answer
   * @param {"whole" | "short"} [form] of money
   */
  answer(question, answer, form) {
    if (answer == null) return this.text("unknown_answer");
    const option = (/** @type {string} */ id) =>
      question.options?.find((option) => option.id === id)?.label ?? "";
    if (typeof answer === "boolean") return this.text(answer ? "yes" : "no");
    if (Array.isArray(answer))
      return answer.map(option).join(this.text("list_comma")) || this.text("none_of_these");
    if (typeof answer === "string")
      return question.type === "date" ? this.date(answer) : option(answer);
    if (question.currency) return this.money(answer, form, question.currency);
    // 9 minutes 20 seconds are no number of decimals.
    const number = this.number(answer).replace(/(?<=\.\d{2})\d{11,}$/, "…");
    if (question.unit === "%") return `${number}%`;
    return question.unit ? `${number}\u00a0${question.unit}` : number;
  }

  /** An answer as it stands in its box. @param {number | string} answer */
  typed(answer) {
    return typeof answer === "number" ? this.number(answer) : answer;
  }

  /**
   * What is wrong with an answer, in words.
   * @param {{code: string}} error @param {Question} question @param {Facts} facts
   */
  error({ code }, question, facts) {
    if (code === "inconsistent" && question.no_more_than) {
      const limit = this.question(question.no_more_than);
      const answer = this.answer(limit, facts[limit.id]);
      return this.text("error_inconsistent", { label: limit.label, limit: answer });
    }
    if (question.type === "date") return this.text("error_date");
    if (question.type !== "integer" && question.type !== "number") return this.text("error_option");
    const range = /** @type {const} */ (["min", "above", "max"]).flatMap((bound) => {
      const n = question[bound];
      // A bound that only the language sets says nothing to anybody.
      if (n === undefined || n >= Number.MAX_SAFE_INTEGER) return [];
      return [this.text("range_" + bound, { n: this.number(n) })];
    });
    const words = ["", ...range].join(this.text("range_comma"));
    return this.text("error_" + question.type, { range: words });
  }

  /** A link to a clause of the rules, by what it is. @param {string} locator */
  clause(locator) {
    const words = this.text("clause", { clause: this.data.clauses[locator] });
    return h("a", { class: "clause", href: this.clauseUrl(locator) }, words);
  }

  /** The same by its name alone, in a sentence. @param {string} locator */
  clauseName(locator) {
    return h("a", { href: this.clauseUrl(locator) }, this.data.clauses[locator]);
  }

  /** @param {string} locator */
  clauseUrl(locator) {
    return new URL(`${this.data.rules}#${locator}`, this.root).href;
  }
}
