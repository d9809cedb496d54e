/** The words of the desk and of the rules, in one language. */
import { whyNot } from "../calculator/typing.js";
import { Wording } from "../calculator/wording.js";

/**
 * @import { ComponentData } from "../types/calculator"
 * @import { Screened } from "./groups.js"
 * @import { CellError } from "./rows.js"
 * @import { Rules } from "./screened.js"
 *
 * @typedef {"zh-Hant" | "en"} Language
 * @typedef {object} Published what `api/schemes/<id>/screening.json` holds
 * @property {Rules["calculator"]} calculator
 * @property {Rules["words"]} words
 * @property {{clause: string, text: Record<string, string>,
 *   open_for?: {requirements: string[], text: Record<string, string>} | null}} [correction]
 * @property {Record<Language, ComponentData & Names>} languages
 *
 * @typedef {{clause: string, text: string,
 *   open_for?: {requirements: string[], text: string} | null}} Correction
 * @typedef {{name: string, title: string, agency: string}} Names of the scheme
 */

export class DeskWording extends Wording {
  /** @param {Published} published @param {Language} language @param {URL} root */
  constructor(published, language, root) {
    const own = published.languages[language];
    const calculator = inLanguage(published.calculator, language);
    super({ ...own, calculator }, language, root);
    /** @type {Names} */
    this.names = own;
    /** @type {Correction | undefined} */
    this.correction = inLanguage(published.correction, language);
  }

  /** A word of the rules' own, as the calculator shows it. @param {string} key */
  label(key) {
    return this.data.labels[key];
  }

  /**
   * Why a file is not read.
   * @param {string} code @param {Record<string, string | number>} [places]
   */
  badFile(code, places) {
    return this.text("bad_" + code, places);
  }

  /** Why a cell is no answer. @param {CellError} error @param {Screened} row */
  unread({ fact, given, code, meant }, { facts }) {
    if (this.label(`misread_${code}`)) return whyNot(this, { code, part: given, meant });
    return this.error({ code }, this.question(fact), facts);
  }

  /** What an option of the scheme's categories is called. @param {string} option */
  category(option) {
    const { category = "" } = /** @type {any} */ (this.data.calculator);
    const question = this.questions.get(category);
    return question?.options?.find(({ id }) => id === option)?.label ?? "";
  }
}

/**
 * A tree with every bilingual text in one language.
 * @param {any} tree @param {Language} language @returns {any}
 */
function inLanguage(tree, language) {
  if (Array.isArray(tree)) return tree.map((part) => inLanguage(part, language));
  if (typeof tree !== "object" || tree === null) return tree;
  if (typeof tree.zh === "string" && typeof tree.en === "string")
    return language === "en" ? tree.en : tree.zh;
  return Object.fromEntries(
    Object.entries(tree).map(([name, part]) => [name, inLanguage(part, language)]),
  );
}
