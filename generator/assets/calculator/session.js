/**
 * Where answers come from and where they stay: the draft on this device, the page's fragment, the
 * page around.
 *
 * Own answers are those of the draft, and a link's are never written into it. Several tabs may
 * have the draft open: whoever changes something reads what is stored, changes that alone, and
 * writes. Where nothing can be stored the draft lasts as long as the page.
 */
import { Choices } from "../parts/choices.js";
import { Answers, any, failedIn, same } from "./answers.js";
import { NOTHING, readDraft, writeDraft } from "./draft.js";
import { askedFacts } from "./engine.js";
import { Ticks } from "./ticks.js";

/**
 * @import { Answer, Facts } from "../types/calculator"
 * @import { Opened } from "./link.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {typeof import("./links.js")} Links
 * @typedef {{fragment: boolean, storage: boolean, host?: string, home?: boolean}} Leave what the
 *   page lets an element use, for which page around it alone, and whether the page is one of the
 *   site that the element comes from
 *
 * @typedef {object} Beginning what a session begins with
 * @property {Opened | null} [opened] the link or draft
 * @property {string} [refused] why the link was refused: a `LinkError`'s code
 * @property {boolean} [clean] whether the address is to be written anew
 */

export class Session {
  #choices;
  #links;
  #address;
  /** What the page around gives. @type {Facts} */
  #given = {};
  /** Which documents are ready. */
  ticks;
  /** Whether the answers are those of a link: the draft is left alone. */
  fromLink = false;
  /** The id of the step that shows. */
  step = "";
  /** Of entries in the history, see `Mark`. */
  line = "";
  /** What goes with answers that are no draft, as long as they show. @type {Map<string, string>} */
  #beside = new Map();
  /** Says that nothing can be stored any more. */
  lost = () => {};

  /**
   * @param {Wording} wording @param {Leave} may
   * @param {Links | null} links needed where the page may read its address
   */
  constructor(wording, may, links) {
    const { calculator } = wording.data;
    this.wording = wording;
    this.answers = new Answers(calculator);
    this.may = may;
    const name = `${wording.root}${may.host ?? ""}subsidy-calculator:${calculator.scheme}:`;
    this.#choices = new Choices(name, may.storage);
    if (may.storage) this.#choices.probe();
    this.ticks = new Ticks(
      () => this.#choices.get("ticks"),
      (text) => this.#put("ticks", text),
    );
    this.#links = links;
    this.#address = may.fragment && links ? new links.Address(() => this.write()) : null;
  }

  /** Goes on in another language. @param {Wording} wording */
  translate(wording) {
    this.wording = wording;
    this.answers.calculator = wording.data.calculator;
  }

  /** Whether what is answered stays on this device. */
  get stored() {
    return this.#choices.stored;
  }

  /** Whether there is a draft that holds an answer. */
  get hasDraft() {
    const draft = this.#draft();
    return draft !== null && (any(draft.facts) || any(draft.refused));
  }

  #draft() {
    return readDraft(this.#choices.get("draft"), this.wording.data.calculator);
  }

  /** @param {string} name @param {string} value */
  #put(name, value) {
    const before = this.stored;
    this.#choices.put(name, value);
    if (before && !this.stored) this.lost();
  }

  /**
   * The answers to begin with: of a link, else the draft and what the page around gives.
   * @returns {Beginning}
   */
  begin() {
    const { mark, named } = this;
    this.ticks.read();
    let linked = null;
    let refused;
    try {
      // An entry of the calculator's own shows the draft of now.
      linked = mark?.shows === "draft" ? null : this.#linked();
    } catch (error) {
      if (!(this.#links && error instanceof this.#links.LinkError)) throw error;
      refused = error.code;
    }
    const clean = linked !== null || this.isOurs;
    this.#beside.clear();
    this.fromLink = linked !== null && !this.#isOwn(linked, mark?.shows === "own");
    if (this.fromLink) Object.assign(this.answers, { own: linked?.facts, refused: {}, given: {} });
    else linked = this.restore();
    this.line = mark?.line ?? (this.fromLink ? Date.now().toString(36) : "");
    // Of a link that cannot be read nothing is there to show a result of.
    this.step = refused ? "" : mark?.step || named || (this.fromLink ? "" : this.step);
    return { opened: linked, refused, clean: clean && !refused };
  }

  /** Of the history's entry that shows, `null` where the calculator did not write it. */
  get mark() {
    return this.#address?.mark ?? null;
  }

  /** The step that the address names, empty where it names none. */
  get named() {
    return this.#links?.readStep(this.#hash, this.wording.steps) ?? "";
  }

  /** Whether the address is of the calculator's form, and no anchor of the page. */
  get isOurs() {
    return this.named !== "" || /^#[vs]=/.test(this.#hash);
  }

  /** Whether the address is a link, be it damaged. */
  get opens() {
    try {
      return this.#linked() !== null;
    } catch {
      return true;
    }
  }

  /** What the address holds, if it is a link. @throws {LinkError} */
  #linked() {
    const { data, rules } = this.wording;
    return this.#links?.readLink(this.#hash, data.calculator, rules) ?? null;
  }

  get #hash() {
    return this.may.fragment ? location.hash : "";
  }

  /**
   * Whether answers in the address are the draft's, or the visitor's own that could not be
   * stored: these go into the draft again.
   * @param {Opened} linked @param {boolean} marked
   */
  #isOwn(linked, marked) {
    const { calculator } = this.wording.data;
    const draft = this.#draft() ?? { ...NOTHING, step: "" };
    const facts = askedFacts(calculator, linked.facts);
    if (!any(facts)) return false;
    if (marked) {
      const all = { ...draft.facts, ...facts };
      this.#put("draft", writeDraft({ ...linked, facts: all, refused: {}, step: draft.step }));
    }
    return marked || same(facts, askedFacts(calculator, draft.facts));
  }

  /** Back to the draft. A draft that cannot be read any more is forgotten. */
  restore() {
    const draft = this.#draft();
    this.fromLink = false;
    this.step = draft?.step ?? "";
    Object.assign(this.answers, { own: draft?.facts ?? {}, refused: draft?.refused ?? {} });
    this.answers.give(this.#given);
    return draft && any(draft.facts) ? draft : null;
  }

  /** What goes with these answers under a name, empty where nothing does. @param {string} name */
  get(name) {
    return (this.fromLink ? this.#beside.get(name) : this.#choices.get(name)) ?? "";
  }

  /** @param {string} name @param {string} value empty to forget */
  put(name, value) {
    if (this.fromLink) this.#beside.set(name, value);
    else this.#put(name, value);
  }

  /**
   * Takes an answer, which goes into the draft at once. Answers of a link become the draft with
   * the first change, unless there is one.
   * @param {string} id @param {Answer | undefined} answer
   */
  answer(id, answer) {
    if (this.fromLink && !this.hasDraft) this.fromLink = false;
    else this.catchUp();
    this.answers.set(id, answer);
    this.#keep();
  }

  /** Takes over what another tab has put into the draft: whether there is anything new. */
  catchUp() {
    if (this.fromLink) return false;
    const before = JSON.stringify(this.answers.typed);
    const draft = this.#draft();
    Object.assign(this.answers, { own: draft?.facts ?? {}, refused: draft?.refused ?? {} });
    for (const id of Object.keys(this.answers.refused)) delete this.answers.given[id];
    return JSON.stringify(this.answers.typed) !== before;
  }

  /**
   * Takes answers of the page around, in place of those that it gave before: these are given
   * back.
   * @param {Facts} given
   */
  give(given) {
    const before = this.#given;
    this.#given = given;
    this.catchUp();
    if (!this.fromLink) this.answers.give(given);
    return before;
  }

  /** Stores the draft, and brings the address up to date. */
  #keep() {
    const { own: facts, refused } = this.answers;
    const { result } = this.answers.settle();
    const cap = result.amount?.cap ?? null;
    const outcome = { verdict: result.verdict, cap, failed: failedIn(result) };
    const draft = { facts, refused, step: this.step, rules: this.wording.rules, ...outcome };
    if (!this.fromLink) this.#put("draft", writeDraft(draft));
    this.write();
  }

  /**
   * Another step shows.
   * @param {string} step @param {boolean} [push] as an entry of the history
   */
  move(step, push) {
    if (step !== this.step && !this.fromLink) {
      const draft = this.#draft() ?? { ...NOTHING, rules: this.wording.rules };
      this.#put("draft", writeDraft({ ...draft, step }));
    }
    this.step = step;
    this.write(push);
  }

  /**
   * The answers and the step as a fragment, empty where there is neither.
   * @param {Links} links @param {string} step
   */
  #fragment({ writeLink }, step) {
    const { data, rules } = this.wording;
    const { calculator } = data;
    const facts = askedFacts(calculator, this.answers.facts);
    if (any(facts)) return writeLink(calculator, rules, facts, this.answers.settle().result, step);
    return step && `#s=${step}`;
  }

  /**
   * Brings the address up to date.
   * @param {boolean} [push] as an entry of the history
   * @param {string | null} [fragment] `null` to mark the entry alone
   */
  write(push, fragment) {
    if (!this.#address || !this.#links) return;
    const shows = this.fromLink ? "link" : this.stored ? "draft" : "own";
    const now = fragment === undefined ? this.#fragment(this.#links, this.step) : fragment;
    this.#address.write(now, { shows, step: this.step, line: this.line }, push);
  }

  /**
   * The address that opens these answers, for others: nothing of this visit is in it.
   * @param {string} [step] the first where it is left out
   */
  async link(step = "") {
    const bare = !step && !any(this.answers.facts);
    const links = this.#links ?? (bare ? null : await import("./links.js"));
    const { data, root } = this.wording;
    const here = this.may.fragment || data.page === undefined;
    const address = here ? new URL(location.href) : new URL(data.page ?? "", root);
    address.search = "";
    address.hash = links ? this.#fragment(links, step) : "";
    return address.href;
  }

  /**
   * Forgets the answers: of a link those alone, else the draft and the ticks. What is given back
   * brings all of it back.
   */
  clear() {
    const { answers, fromLink, step } = this;
    const { own, refused, given } = answers;
    const ticks = new Set(this.ticks.all);
    const calendar = this.get("calendar");
    this.put("calendar", "");
    Object.assign(answers, { own: {}, refused: {}, given: {} });
    this.step = "";
    this.fromLink &&= this.hasDraft;
    if (!fromLink) {
      this.#put("draft", "");
      this.ticks.clear();
    }
    this.write();
    return () => {
      this.fromLink = fromLink;
      this.put("calendar", calendar);
      for (const tick of ticks) this.ticks.all.add(tick);
      this.ticks.write();
      // What was answered since then, here or in another tab, stays where it was not before.
      this.catchUp();
      const now = fromLink ? { own: {}, refused: {} } : this.answers;
      Object.assign(this.answers, {
        own: { ...now.own, ...own },
        refused: { ...now.refused, ...refused },
        given,
      });
      this.step = step;
      this.#keep();
    };
  }
}
