/** Where answers come from and where they are kept: the page's fragment, the host's attribute, the draft on this device. */
import { LinkError, readLink, writeLink } from "./link.js";
import { Storage } from "./storage.js";

export class Session {
  /**
   * @param {import("./wording.js").Wording} wording @param {import("./answers.js").Answers} answers
   * @param {{fragment: boolean, storage: boolean}} may what the page lets this element use
   */
  constructor(wording, answers, may) {
    this.wording = wording;
    this.answers = answers;
    this.may = may;
    this.storage = new Storage(wording.data.calculator.scheme, may.storage);
    /** Answers from a link leave a draft alone. */
    this.keepsDraft = true;
    this.written = "";
  }

  /** @param {string} fragment @returns {import("./link.js").Opened | null} */
  read(fragment) {
    return readLink(fragment, this.wording.data.calculator, this.wording.rules);
  }

  /**
   * The answers to begin with: of a link, else the draft, else the host's. New answers of the host replace a draft.
   * @param {string | null} given the host's answers as JSON @param {boolean} [replace]
   * @returns {{opened?: import("./link.js").Opened | null, refused?: string, fromLink?: boolean}}
   */
  begin(given, replace) {
    const draft = this.storage.get("draft");
    try {
      const linked = this.may.fragment && location.hash !== draft ? this.read(location.hash) : null;
      if (linked) {
        this.keepsDraft = draft === "";
        this.answers.facts = linked.facts;
        return { opened: linked, fromLink: true };
      }
      if (given !== null && (replace || !draft) && this.prefill(given)) return {};
      return { opened: this.restore() };
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      return { opened: this.restore(), refused: error.code };
    }
  }

  /** Answers set by the host; those that do not fit are left out. @param {string} given */
  prefill(given) {
    try {
      const facts = JSON.parse(given);
      for (const { id } of this.wording.data.calculator.questions)
        if (Object.hasOwn(facts, id)) this.answers.set(id, facts[id]);
      this.answers.refused.clear();
      return true;
    } catch {
      return false;
    }
  }

  /** Back to the draft. A draft that cannot be read any more is forgotten. */
  restore() {
    this.keepsDraft = true;
    let draft = null;
    try {
      draft = this.read(this.storage.get("draft"));
    } catch {
      this.storage.put("draft", "");
    }
    this.answers.facts = draft?.facts ?? {};
    return draft;
  }

  /** The answers as a fragment, empty when there are none. @param {any} result */
  fragment(result) {
    const { facts } = this.answers;
    return Object.keys(facts).length
      ? writeLink(this.wording.data.calculator, this.wording.rules, facts, result)
      : "";
  }

  /** Keeps the draft and brings the address up to date. @param {any} result */
  keep(result) {
    this.written = this.fragment(result);
    if (this.keepsDraft) this.storage.put("draft", this.written);
    if (!this.may.fragment || location.hash === this.written) return;
    try {
      history.replaceState(history.state, "", this.written || location.pathname + location.search);
    } catch {
      // A browser may refuse many changes in a short time; the next one brings the address up to date.
    }
  }

  /** The address that opens these answers. @param {any} result */
  link(result) {
    const { page } = this.wording.data;
    const address =
      this.may.fragment || page === undefined
        ? new URL(location.href)
        : new URL(page, this.wording.root);
    address.hash = this.fragment(result);
    return address.href;
  }

  /** @returns {Set<string>} */
  ticks() {
    return new Set(this.storage.get("ticks").split(" ").filter(Boolean));
  }

  /** @param {Set<string>} ticks */
  keepTicks(ticks) {
    this.storage.put("ticks", [...ticks].join(" "));
  }
}
