/**
 * Where answers come from and where they are kept: the page's fragment, the host's attribute,
 * the draft on this device.
 */
import { Choices } from "../parts/choices.js";
import { LinkError, readLink, writeLink } from "./link.js";

/**
 * @import { Result } from "../types/calculator"
 * @import { Answers } from "./answers.js"
 * @import { Opened } from "./link.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {{fragment: boolean, storage: boolean}} Leave what the page lets an element use
 *
 * @typedef {object} Beginning what a session begins with
 * @property {Opened | null} [opened] the link or draft
 * @property {string} [refused] why the link was refused: a `LinkError`'s code
 * @property {boolean} [fromLink]
 */

export class Session {
  #wording;
  #answers;
  #choices;
  /** Answers from a link leave a draft alone. */
  keepsDraft = true;
  /** The fragment as it was written last. */
  written = "";
  /** What is kept with the answers as long as they show. @type {Map<string, string>} */
  #shown = new Map();

  /** @param {Wording} wording @param {Answers} answers @param {Leave} may */
  constructor(wording, answers, may) {
    this.#wording = wording;
    this.#answers = answers;
    this.may = may;
    const { scheme } = wording.data.calculator;
    this.#choices = new Choices(`subsidy-calculator:${scheme}:`, may.storage);
  }

  /** @param {string} fragment */
  #read(fragment) {
    return readLink(fragment, this.#wording.data.calculator, this.#wording.rules);
  }

  /**
   * The answers to begin with: of a link, else the draft, else the host's. New answers of the
   * host replace a draft.
   * @param {string | null} hostAnswers as JSON @param {boolean} [replace]
   * @returns {Beginning}
   */
  begin(hostAnswers, replace) {
    const draft = this.#choices.get("draft");
    try {
      const isLink = this.may.fragment && location.hash !== draft;
      const linked = isLink ? this.#read(location.hash) : null;
      if (linked) {
        this.keepsDraft = draft === "";
        this.#shown.clear();
        this.#answers.facts = linked.facts;
        return { opened: linked, fromLink: true };
      }
      if (hostAnswers !== null && (replace || !draft) && this.#prefill(hostAnswers)) return {};
      return { opened: this.restore() };
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      return { opened: this.restore(), refused: error.code };
    }
  }

  /** Answers set by the host; those that do not fit are left out. @param {string} hostAnswers */
  #prefill(hostAnswers) {
    try {
      const facts = JSON.parse(hostAnswers);
      for (const { id } of this.#wording.data.calculator.questions)
        if (Object.hasOwn(facts, id)) this.#answers.set(id, facts[id]);
      this.#answers.refused.clear();
      return true;
    } catch {
      return false;
    }
  }

  /** Back to the draft. A draft that cannot be read any more is forgotten. */
  restore() {
    this.keepsDraft = true;
    this.#shown.clear();
    let draft = null;
    try {
      draft = this.#read(this.#choices.get("draft"));
    } catch {
      this.#choices.put("draft", "");
    }
    this.#answers.facts = draft?.facts ?? {};
    return draft;
  }

  /**
   * What is kept with these answers under a name: with the draft, else as long as they show.
   * @param {string} name
   */
  get(name) {
    return (this.keepsDraft && this.#choices.get(name)) || this.#shown.get(name) || "";
  }

  /** @param {string} name @param {string} value empty to forget */
  put(name, value) {
    if (this.keepsDraft) this.#choices.put(name, value);
    this.#shown.set(name, value);
  }

  /** The answers as a fragment, empty when there are none. @param {Result} result */
  #fragment(result) {
    const { data, rules } = this.#wording;
    const { facts } = this.#answers;
    return Object.keys(facts).length ? writeLink(data.calculator, rules, facts, result) : "";
  }

  /** Keeps the draft and brings the address up to date. @param {Result} result */
  keep(result) {
    this.written = this.#fragment(result);
    if (this.keepsDraft) this.#choices.put("draft", this.written);
    if (!this.written) this.put("calendar", "");
    if (!this.may.fragment || location.hash === this.written) return;
    try {
      const address = this.written || location.pathname + location.search;
      history.replaceState(history.state, "", address);
    } catch {
      // A browser may refuse many changes in a short time; the next one brings the address
      // up to date.
    }
  }

  /** The address that opens these answers. @param {Result} result */
  link(result) {
    const { data, root } = this.#wording;
    const here = this.may.fragment || data.page === undefined;
    const address = here ? new URL(location.href) : new URL(data.page ?? "", root);
    address.hash = this.#fragment(result);
    return address.href;
  }

  /** The documents that are ticked. @returns {Set<string>} */
  ticks() {
    return new Set(this.#choices.get("ticks").split(" ").filter(Boolean));
  }

  /** @param {Set<string>} ticks */
  keepTicks(ticks) {
    this.#choices.put("ticks", [...ticks].join(" "));
  }
}
