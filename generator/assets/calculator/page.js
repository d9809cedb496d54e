/** A loaded scheme on the page: puts questions, answer and result together and in step. */
import { h, nodes } from "../parts/dom.js";
import { overlay } from "../parts/overlay.js";
import { any, same } from "./answers.js";
import { Notices } from "./notice.js";
import { Places } from "./places.js";
import { Questionnaire } from "./questionnaire.js";
import { Visit } from "./visit.js";
import { RESULT } from "./wording.js";

/**
 * @import { Answer, Facts } from "../types/calculator"
 * @import { Settled } from "./answers.js"
 * @import { Mode } from "./questionnaire.js"
 * @import { Session } from "./session.js"
 * @import { View } from "./verdict.js"
 *
 * @typedef {typeof import("./later.js")} Later
 *
 * @typedef {object} Host
 * @property {(name: string, detail: unknown) => void} tell dispatches an event
 * @property {() => void} grown for a frame out of sight, which no browser tells of its size
 * @property {() => Promise<unknown>} load what `more.<lang>.json` holds
 */

/** So many milliseconds after an answer a new verdict is announced. */
const PAUSE = 400;

export class CalculatorPage {
  #content;
  #session;
  #wording;
  #host;
  #mode;
  #questionnaire;
  #visit;
  #notices;
  /** The timer that runs after an answer. */
  #pause = 0;
  /** The second script, on its way or there. @type {Promise<Later> | null} */
  #loading = null;
  /** Once it is there. @type {Later | null} */
  #later = null;
  #status = h("p", { class: "hidden", role: "status" });
  /** The answer in a sentence: below the quick questions, else at the side. */
  #answer = h("div", { class: "answer" });
  #beside = h("div");
  #side = h("div", { class: "side" });
  #columns = h("div", { class: "columns" });
  #outlook = h("div", { class: "outlook-place" });
  #report = h("div", { class: "report" });
  /** Room for what grows and shrinks. @type {InstanceType<Later["Room"]> | null} */
  #room = null;
  /** Why the result cannot be shown. */
  #failure = h("div", { role: "alert" });
  /** The page's own title. */
  #title = document.title;

  /**
   * @param {HTMLElement} content @param {Session} session @param {Mode} mode @param {Host} host
   * @param {CalculatorPage | null} before the page in another language
   */
  constructor(content, session, mode, host, before) {
    this.#content = content;
    this.#session = session;
    this.#wording = session.wording;
    this.#host = host;
    this.#mode = mode;
    if (before) this.#title = before.#title;
    this.places = new Places(content, before?.places);
    this.#notices = new Notices(this.#wording, () => this.#focus());
    this.#visit = new Visit(session, this.#notices, {
      show: () => this.#show(),
      update: () => this.#update(),
      open: (step) => {
        this.#questionnaire.open(step);
        this.#update();
      },
      focus: () => this.#focus(),
      tellResult: () => this.#tellResult(),
      reopened: async (opened) => (await this.#load()).reopened(this.view, opened),
    });
    this.view = this.#viewOf(session.answers.settle());
    this.#questionnaire = new Questionnaire(
      this.#wording,
      {
        answered: (answers) => this.#answered(answers),
        moved: () => this.#moved(),
        wanted: () => this.#want(),
        left: () => this.#fill(),
      },
      mode,
      this.#beside,
    );
    this.#build();
  }

  /** Puts the parts that stay, and the places of those that follow the answers, on the page. */
  #build() {
    const wording = this.#wording;
    const help = h("p", { class: "help" }, wording.text("quick_help"));
    this.#answer.append(
      this.places.add("answer", () => this.#later?.answer(this.view) ?? help),
      // Below the quick questions it stands in the place of money and time.
      this.places.add("stop", () =>
        this.#questionnaire.step ? this.#later?.changesSection(this.view) : null,
      ),
    );
    const { may } = this.#session;
    const words = may.home ? "whole" : "whole_at";
    const whole = h("a", { class: "whole" }, wording.text(words, { site: wording.data.site }));
    const own = may.fragment && this.#mode === "whole";
    this.#content.className = ["calculator", this.#mode, own && "own"].filter(Boolean).join(" ");
    this.#columns.append(this.#questionnaire.node, this.#side);
    this.#content.replaceChildren(
      this.#notices.node,
      this.#status,
      this.#columns,
      ...(this.#mode === "quick" ? [whole] : []),
      this.#failure,
      this.#outlook,
      this.#report,
    );
    if (this.#mode !== "quick") return;
    // Whoever has answered here goes on where these questions end.
    const lead = async () => {
      const { facts, asks } = this.view;
      const { calculator, steps } = wording.data;
      const waits = (/** @type {string} */ id) => asks(id) && !(id in facts);
      const next = calculator.quick?.some(waits)
        ? ""
        : (steps.find(([, ...ids]) => ids.some(waits))?.[0] ?? RESULT);
      whole.href = await this.#session.link(next);
    };
    this.places.follow(lead);
  }

  /** Loads the second script, and lays the rest of the scheme over what is there. */
  #load() {
    this.#loading ??= Promise.all([import("./later.js"), this.#host.load()]).then(
      ([later, more]) => {
        overlay(this.#wording.data, more);
        this.#later = later;
        this.#room = new later.Room(this.#columns, this.#outlook);
        this.#questionnaire.use(later);
        this.#fillReport(later);
        const before = JSON.stringify(this.view.result);
        this.#update();
        this.#host.grown();
        // Holidays come with the rest: a deadline may have moved to a working day.
        if (JSON.stringify(this.view.result) !== before) this.#tellResult();
        return later;
      },
      (error) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }

  /** Loads what reads typed answers and shows results, or says that it could not be. */
  async #want() {
    try {
      await this.#load();
      this.#failure.replaceChildren();
    } catch (error) {
      console.error(error);
      const { data, root } = this.#wording;
      const documents = h("a", { href: new URL(data.documents, root).href });
      documents.append(this.#wording.text("documents"));
      const again = h("button", { type: "button", onclick: () => this.#want() });
      again.append(this.#wording.text("try_again"));
      const words = this.#wording.text("not_loaded");
      this.#failure.replaceChildren(
        h("div", { class: "notice" }, h("p", null, words), h("p", null, again, documents)),
      );
    }
  }

  /** @param {Later} later */
  #fillReport(later) {
    const shown = {
      places: this.places,
      content: this.#content,
      view: () => this.view,
      session: this.#session,
      clear: () => this.#visit.clear(),
      take: (/** @type {Facts} */ facts) => this.#visit.take(facts),
      questions: () => this.#questionnaire.start(),
      typing: () => this.#questionnaire.typing,
    };
    if (this.#mode === "whole") this.#report.replaceChildren(...nodes(later.report(shown)));
    if (this.#mode === "after") this.#report.replaceChildren(...nodes(later.grantees(shown)));
    this.#outlook.replaceChildren(...nodes([later.outlook(shown)]));
  }

  /** What the result is shown from. @param {Settled} settled @returns {View} */
  #viewOf({ facts, asked, result }) {
    const later = this.#wording.ofGrantees;
    return {
      wording: this.#wording,
      result,
      facts,
      asks: (id) => asked.has(id) && !(this.#mode === "whole" && later.has(id)),
      jump: (id) => this.#questionnaire.jump(id),
    };
  }

  #fill() {
    const { typed, refused } = this.#session.answers;
    this.#questionnaire.fill(typed, refused);
  }

  /** Asks the engine, and shows what it says. */
  #update() {
    const session = this.#session;
    const settled = session.answers.settle();
    this.view = this.#viewOf(settled);
    this.#fill();
    this.#questionnaire.update(settled);
    if (!this.#later && Object.keys(session.answers.typed).length > 0) this.#want();
    this.places.update();
    // The step that showed may have nothing more to ask.
    if (this.#mode === "whole" && this.#questionnaire.step !== session.step)
      session.move(this.#questionnaire.step);
    this.#arrange();
  }

  /** Which parts show at this step, and what the page is called. */
  #arrange() {
    const { step } = this.#questionnaire;
    const after = this.#mode === "after";
    const quick = step === "" && !after;
    const ended = step === RESULT;
    if (ended || after) this.#want();
    // The buttons below a question stay where they are, whatever is said of the answer.
    (quick ? this.#beside : this.#side).append(this.#answer);
    this.#side.hidden = quick || ended || after || !any(this.view.facts);
    const at = quick ? "quick" : ended ? RESULT : "question";
    this.#content.dataset.at = at;
    this.#outlook.hidden = ended || !quick;
    this.#report.hidden = !ended && !after;
    // Whoever has a grant need not know whether one can apply.
    this.#beside.hidden = after;
    this.#room?.keep(at);
    if (!this.#session.may.fragment || this.#mode !== "whole") return;
    const { heading } = this;
    const words = quick || !heading?.textContent ? [] : [heading.textContent];
    document.title = [...words, this.#title].join(" – ");
  }

  /** The heading of what shows. @returns {HTMLElement | null} */
  get heading() {
    if (this.#questionnaire.step !== RESULT) return this.#questionnaire.heading;
    return this.#report.querySelector("h2");
  }

  /** Shows what the session holds, at the step where it is. */
  #show() {
    const session = this.#session;
    this.#questionnaire.open(session.step);
    // Elsewhere the draft keeps the step at which the whole calculator is.
    if (this.#mode === "whole") session.step = this.#questionnaire.step;
    this.#update();
  }

  /** The visitor has gone to another step. */
  #moved() {
    this.#session.move(this.#questionnaire.step, true);
    // Another step is another page: nothing of the one before moves, all of it is put there anew.
    this.#columns.replaceChildren(this.#questionnaire.node, this.#side);
    this.#update();
    this.#focus();
  }

  /** What shows gets the focus, at the same height whatever it is. */
  async #focus() {
    if (this.#questionnaire.step === RESULT) await this.#want();
    this.heading?.focus({ preventScroll: true });
    this.#content.scrollIntoView({ block: "start" });
  }

  /** @param {Record<string, Answer | undefined>} answers */
  #answered(answers) {
    const session = this.#session;
    const before = session.answers.facts;
    for (const [id, answer] of Object.entries(answers)) session.answer(id, answer);
    // A box is left, and what it holds was read already: the focus may be on its way to a place,
    // and would be lost with what it goes to.
    if (same(session.answers.facts, before)) {
      this.#questionnaire.update(session.answers.settle());
      // Whoever has typed to the end is told what would undo it.
      if (this.view.result.verdict === "ineligible") this.places.fill("outlook");
      return;
    }
    this.#update();
    const changed = Object.keys(answers).filter(
      (id) => JSON.stringify(session.answers.facts[id]) !== JSON.stringify(before[id]),
    );
    if (changed.length === 0) return;
    for (const fact of changed)
      this.#host.tell("answer", { fact, value: this.view.facts[fact] ?? null });
    this.#tellResult();
    clearTimeout(this.#pause);
    if (this.#mode !== "after") this.#pause = setTimeout(() => this.#announce(), PAUSE);
  }

  /** Says the verdict where it is another. */
  async #announce() {
    const words = (await this.#load()).announcement(this.view);
    if (this.#status.textContent !== words) this.#status.textContent = words;
  }

  #tellResult() {
    this.#host.tell("result", this.view.result);
  }

  /** @param {Parameters<Visit["begin"]>[0]} beginning */
  begin(beginning) {
    this.#visit.begin(beginning);
  }

  /** Takes over what another tab has changed. */
  catchUp() {
    this.#visit.catchUp();
  }

  /** Another entry of the history shows. */
  travel() {
    this.#visit.travel();
  }

  /** Takes answers of the page around. @param {Parameters<Visit["give"]>[0]} given */
  give(given) {
    this.#visit.give(given);
  }

  /** The other language could not be loaded. */
  failed() {
    this.#visit.notify("not_loaded");
  }

  /** Paper has no folds, and says on which day it was printed. */
  beforePrint() {
    this.places.fill("imprint");
    this.places.unfold();
  }
}
