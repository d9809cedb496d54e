/** The words of the sandbox, and figures as people write them, in one language. */
import { whyNot } from "../calculator/typing.js";
import { decimal } from "../parts/figures.js";
import { readTyped } from "../parts/typed.js";
import { DeskWording } from "../screening/wording.js";
import { refusal } from "./change.js";

/**
 * @import { Asked } from "../parts/typed.js"
 * @import { Language, Published } from "../screening/wording.js"
 * @import { Figure, Problem } from "./change.js"
 * @import { Example } from "./examples.js"
 * @import { Answer } from "../calculator/engine.js"
 *
 * @typedef {object} SandboxData what `api/schemes/<id>/sandbox.<lang>.json` holds
 * @property {string} file
 * @property {Record<string, string>} lines
 * @property {number} [unended]
 * @property {Record<string, Answer[]>} trials
 * @property {Figure[]} figures
 * @property {Example[]} examples
 * @property {string} page
 * @property {{own: Record<string, string>, rules: Record<string, string>}} labels
 *
 * @typedef {{value: number | string} | {why: string}} Read
 */

const DAY_OF_YEAR = /^(\d{1,2})(?:[-/.]| ?月 ?)(\d{1,2}) ?日?$/;

/** A space that stood beside a place, where what fills it is no figure. */
const BETWEEN_HAN = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;

/**
 * A label with its places filled.
 * @param {Record<string, string>} labels @param {string} key
 * @param {Record<string, string | number>} places
 */
const filled = (labels, key, places) =>
  labels[key].replace(/\{(\w+)\}/g, (_, name) => String(places[name]));

export class SandboxWording extends DeskWording {
  #own;
  #units;
  #published;

  /**
   * @param {Published} published @param {SandboxData} data
   * @param {Language} language @param {URL} root
   */
  constructor(published, data, language, root) {
    const languages = { ...published.languages };
    const named = languages[language];
    languages[language] = { ...named, labels: { ...named.labels, ...data.labels.rules } };
    super({ ...published, languages }, language, root);
    this.#own = data.labels.own;
    this.#units = published.words.units;
    this.#published = published;
  }

  /**
   * A label of the sandbox.
   * @param {string} key @param {Record<string, string | number>} [places]
   */
  say(key, places = {}) {
    return filled(this.#own, key, places).replace(BETWEEN_HAN, "");
  }

  /** A figure with its unit. @param {Figure} figure @param {number | string} value */
  figure(figure, value) {
    if (typeof value === "string") return this.date(value);
    if (figure.type === "day") return dayOfYear(value);
    if (figure.currency) return this.money(value, "whole", figure.currency);
    const number = this.number(value);
    if (!figure.unit) return number;
    return figure.unit === "%" ? `${number}%` : `${number}\u00a0${figure.unit}`;
  }

  /** A figure as it stands in its box. @param {Figure} figure @param {number | string} value */
  boxed({ type }, value) {
    return typeof value === "number" && type === "day" ? dayOfYear(value) : this.typed(value);
  }

  /**
   * What was typed for a figure.
   * @param {Figure} figure @param {string} text @returns {Read}
   */
  read(figure, text) {
    const { type, question = "", unit, currency } = figure;
    if (type === "day") return readDay(text) ?? { why: this.say("bad_day") };
    const asked = this.questions.get(question);
    // Of a figure without a question, the unit is spelt as that of one with the same.
    const alike = [...this.questions.values()].find((other) =>
      currency ? other.currency === currency : unit !== undefined && other.unit === unit,
    );
    /** @type {Asked} */
    const form = {
      type: type === "number" && asked?.type === "integer" ? "integer" : type,
      currency,
      unit_spellings: unit ? [unit] : [],
      ...this.#units[asked?.id ?? alike?.id ?? ""],
    };
    const found = readTyped(form, text);
    if (found === undefined) return { why: this.say("bad_empty") };
    if (!("value" in found)) return { why: whyNot(this, found) };
    const problem = refusal(figure, found.value);
    return problem ? { why: this.problem(problem) } : { value: found.value };
  }

  /** @param {Problem} problem */
  problem({ code, places = {} }) {
    const numbers = Object.entries(places).map(([name, n]) => [name, this.number(n)]);
    return this.say("bad_" + code, Object.fromEntries(numbers));
  }

  /** The desk's words for tables of both rules, each called by its own name. */
  beside() {
    return [this.say("rules_now"), this.say("rules_changed")].map((version) => {
      const { languages } = this.#published;
      const named = languages[this.language];
      const called = { ...named, labels: { ...named.labels, version } };
      const published = {
        ...this.#published,
        languages: { ...languages, [this.language]: called },
      };
      return new DeskWording(published, this.language, this.root);
    });
  }
}

/** 430 as 04-30. @param {number} day */
export const dayOfYear = (day) =>
  `${String(Math.floor(day / 100)).padStart(2, "0")}-${String(day % 100).padStart(2, "0")}`;

/** @param {string} text */
function readDay(text) {
  const [, month, day] = DAY_OF_YEAR.exec(text.trim()) ?? [];
  if (!day) return null;
  const date = new Date(Date.UTC(2024, Number(month) - 1, Number(day)));
  const same = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
  return same ? { value: Number(month) * 100 + Number(day) } : null;
}

/** A figure as the file holds it. @param {Figure} figure @param {number | string} value */
export const asTyped = ({ type }, value) => {
  if (typeof value === "string") return value;
  return type === "day" ? dayOfYear(value) : decimal(value);
};
