/** Puts labels, figures, dates and answers into words of the component's one language. */
import { h } from "./dom.js";

export class Wording {
  /** @param {any} data the scheme in one language @param {string} lang @param {URL} root the site's root */
  constructor(data, lang, root) {
    this.data = data;
    this.locale = lang === "en" ? "en-GB" : "zh-Hant-TW";
    this.root = root;
    this.questions = new Map(data.calculator.questions.map((/** @type {any} */ q) => [q.id, q]));
    this.requirements = new Map(
      data.calculator.requirements.map((/** @type {any} */ r) => [r.id, r]),
    );
    /** The rules by name: their version and the beginning of their hash. */
    this.rules = `${data.calculator.version}-${data.calculator.hash.slice(0, 8)}`;
  }

  /** A label with its `{places}` filled. @param {string} key @param {Record<string, any>} [places] */
  text(key, places = {}) {
    return this.data.labels[key].replace(
      /\{(\w+)\}/g,
      (/** @type {string} */ _, /** @type {string} */ name) => places[name],
    );
  }

  /** A help text, which in English may name something in Chinese: that is marked as Chinese. @param {string} text */
  help(text) {
    if (this.locale !== "en-GB") return text;
    return text
      .split(/(\p{sc=Han}+)/u)
      .map((part, i) => (i % 2 ? h("span", { lang: "zh-Hant" }, part) : part));
  }

  /** @param {number} figure */
  number(figure) {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: 10 }).format(figure);
  }

  /** @param {number} figure @param {string} [key] "money", or "money_short" inside a calculation */
  money(figure, key = "money") {
    const { currency } = this.data.calculator.amount;
    return currency === "TWD"
      ? this.text(key, { amount: this.number(figure) })
      : `${currency} ${this.number(figure)}`;
  }

  /** @param {string} iso @param {boolean} [weekday] */
  date(iso, weekday = false) {
    const format = new Intl.DateTimeFormat(this.locale, {
      dateStyle: weekday ? "full" : "long",
      timeZone: "UTC",
    });
    return format.format(new Date(iso + "T00:00Z"));
  }

  /** @param {any} question @param {any} answer */
  answer(question, answer) {
    if (answer == null) return this.text("unknown_answer");
    const option = (/** @type {string} */ id) =>
      question.options.find((/** @type {any} */ each) => each.id === id).label;
    if (question.type === "boolean") return this.text(answer ? "yes" : "no");
    if (question.type === "choice") return option(answer);
    if (question.type === "choices")
      return answer.map(option).join(this.text("list_comma")) || this.text("none_of_these");
    if (question.type === "date") return this.date(answer);
    if (question.unit === "%") return `${this.number(answer)}%`;
    return question.unit ? `${this.number(answer)}\u00a0${question.unit}` : this.number(answer);
  }

  /** What is wrong with an answer, in words. @param {{code: string}} error @param {any} question @param {any} facts */
  error({ code }, question, facts) {
    if (code === "inconsistent") {
      const limit = this.questions.get(question.no_more_than);
      return this.text("error_inconsistent", {
        label: limit.label,
        limit: this.answer(limit, facts[limit.id]),
      });
    }
    if (question.type === "date") return this.text("error_date");
    if (question.type !== "integer" && question.type !== "number") return this.text("error_option");
    const range = ["min", "above", "max"]
      .filter((bound) => question[bound] !== undefined)
      .map((bound) => this.text("range_" + bound, { n: this.number(question[bound]) }));
    return this.text("error_" + question.type, {
      range: ["", ...range].join(this.text("range_comma")),
    });
  }

  /** A link to a clause of the rules. @param {string} locator */
  clause(locator) {
    return h(
      "a",
      { class: "clause", href: this.clauseUrl(locator) },
      this.text("clause", { clause: this.data.clauses[locator] }),
    );
  }

  /** @param {string} locator */
  clauseUrl(locator) {
    return new URL(`${this.data.rules}#${locator}`, this.root).href;
  }
}
