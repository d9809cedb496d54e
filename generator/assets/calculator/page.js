/** A loaded scheme on the page: puts questions, verdict and report together and in step. */
import { h, nodes } from "../parts/dom.js";
import { overlay } from "../parts/overlay.js";
import { Notices } from "./notice.js";
import { onSight, Places } from "./places.js";
import { Questionnaire } from "./questionnaire.js";
import { announcement, verdictBar, verdictCard } from "./verdict.js";

/**
 * @import { Answer, Facts } from "../types/calculator"
 * @import { Settled } from "./answers.js"
 * @import { Opened } from "./link.js"
 * @import { Action } from "./notice.js"
 * @import { Beginning, Session } from "./session.js"
 * @import { View } from "./verdict.js"
 *
 * @typedef {typeof import("./later.js")} Later
 *
 * @typedef {object} Host
 * @property {(name: string, detail: unknown) => void} tell dispatches an event
 * @property {() => void} grown for a frame out of sight, which no browser tells of its size
 * @property {() => Promise<unknown>} load what `more.<lang>.json` holds
 */

/** So many milliseconds after an answer the result is announced. */
const PAUSE = 400;

export class CalculatorPage {
  #content;
  #session;
  #wording;
  #host;
  #questionnaire;
  #notices;
  /** The timer that runs after an answer. */
  #pause = 0;
  /** The second script, on its way or there. @type {Promise<Later> | null} */
  #later = null;
  /** Until the result in detail is loaded. */
  #waiting = h("div");
  #report = h("div", { class: "report" });
  #status = h("p", { class: "hidden", role: "status" });
  /** Why a requirement cannot be shown. */
  #failure = h("div", { role: "alert" });

  /**
   * @param {HTMLElement} content @param {Session} session @param {Host} host
   * @param {CalculatorPage | null} before the page in another language
   */
  constructor(content, session, host, before) {
    this.#content = content;
    this.#session = session;
    this.#wording = session.wording;
    this.#host = host;
    this.places = new Places(content, before?.places);
    this.#notices = new Notices(this.#wording, () => this.#questionnaire.focus());
    this.#questionnaire = new Questionnaire(this.#wording, {
      answered: (id, answer) => this.#answered(id, answer),
      moved: (step) => session.move(step, true),
      wanted: () => this.#want(),
      left: () => this.#fill(),
      finished: () => this.#reveal("verdict"),
    });
    session.lost = () => this.#notify("draft_lost");
    this.view = this.#viewOf(session.answers.settle());
    this.#build();
  }

  /** Puts the parts that stay, and the places of those that follow the answers, on the page. */
  #build() {
    const verdictHeading = h("h2", { id: "verdict", tabindex: -1 }, this.#wording.text("result"));
    const card = this.places.add("card", () =>
      verdictCard(this.view, (id) => this.#revealRequirement(id)),
    );
    const bar = this.places.add("bar", () => verdictBar(this.view, () => this.#reveal("verdict")));
    bar.className = "bar-place no-print";
    const aside = h("aside", { "aria-labelledby": "verdict" }, verdictHeading, card, this.#failure);
    this.#content.replaceChildren(
      this.#notices.node,
      this.#status,
      bar,
      h("div", { class: "columns" }, this.#questionnaire.node, aside),
      this.#report,
    );
    const { data, root } = this.#wording;
    const href = new URL(data.documents, root).href;
    this.#waiting.append(h("p", null, h("a", { href }, this.#wording.text("documents"))));
    this.#report.append(h("h2", null, this.#wording.text("in_detail")), this.#waiting);
    onSight(this.#report, () => this.#showReport());
  }

  /** Loads the second script, and lays the rest of the scheme over what is there. */
  #loadLater() {
    this.#later ??= Promise.all([import("./later.js"), this.#host.load()]).then(
      ([later, more]) => {
        overlay(this.#wording.data, more);
        this.#questionnaire.use(later);
        const before = JSON.stringify(this.view.result);
        this.#update();
        // Holidays come with the rest: a deadline may have moved to a working day.
        if (JSON.stringify(this.view.result) !== before) this.#tellResult();
        return later;
      },
      (error) => {
        this.#later = null;
        throw error;
      },
    );
    return this.#later;
  }

  /** Loads what reads typed answers, or says that it could not be. */
  async #want() {
    try {
      await this.#loadLater();
    } catch (error) {
      console.error(error);
      this.#notify("not_loaded");
    }
  }

  /**
   * Loads and shows the result in detail. Where it cannot be loaded a link to the documents'
   * page stays, and the next answer tries again.
   */
  async #showReport() {
    if (!this.#waiting.parentNode) return;
    try {
      const later = await this.#loadLater();
      if (!this.#waiting.parentNode) return;
      const [view, clear] = [() => this.view, () => this.#clear()];
      const take = (/** @type {Facts} */ facts) => this.#take(facts);
      const shown = { places: this.places, view, session: this.#session, clear, take };
      this.#waiting.replaceWith(...nodes(later.report(shown)));
      this.#host.grown();
    } catch (error) {
      console.error(error);
    }
  }

  /** What the result is shown from. @param {Settled} settled @returns {View} */
  #viewOf({ facts, asked, result }) {
    return {
      wording: this.#wording,
      result,
      facts,
      asks: (id) => asked.has(id),
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
    this.places.update();
    // The step that showed may have nothing more to ask.
    if (this.#questionnaire.step !== session.step) session.move(this.#questionnaire.step);
  }

  /** Shows what the session holds, at the step where it is. */
  #show() {
    const session = this.#session;
    this.#questionnaire.open(session.step);
    session.step = this.#questionnaire.step;
    this.#update();
    if (Object.keys(session.answers.typed).length > 0) this.#showReport();
  }

  /**
   * Shows the answers that a session begins with, and says where they come from.
   * @param {Beginning} beginning
   */
  begin({ opened, refused, clean }) {
    const session = this.#session;
    this.#notices.clear();
    this.#show();
    if (!refused) session.write(false, clean ? undefined : null);
    if (refused) this.#notify("link_" + refused);
    if (session.fromLink) this.#notify("from_link", this.#backToDraft());
    if (opened && opened.rules !== this.#wording.rules) this.#tellChanges(opened);
  }

  /** @returns {Action[]} */
  #backToDraft() {
    const session = this.#session;
    const restore = () => {
      this.begin({ opened: session.restore(), clean: true });
      this.#tellResult();
    };
    return session.hasDraft ? [{ key: "back_to_draft", act: restore }] : [];
  }

  /**
   * Says at once that the rules are others, and what that changes as soon as it is worked out.
   * @param {Opened} opened
   */
  #tellChanges(opened) {
    const changes = h("div");
    const words = { from: opened.rules, to: this.#wording.rules };
    const heading = h("p", null, this.#wording.text("other_rules", words));
    this.#notices.show("other_rules", [heading, changes]);
    this.#loadLater().then(
      (later) => changes.append(later.changeList(this.view, opened)),
      (error) => {
        console.error(error);
        changes.append(h("p", null, this.#wording.text("not_loaded")));
      },
    );
  }

  /** @param {string} id @param {Answer | undefined} answer */
  #answered(id, answer) {
    const session = this.#session;
    const before = JSON.stringify(session.answers.facts);
    session.answer(id, answer);
    this.#update();
    if (JSON.stringify(session.answers.facts) === before) return;
    this.#showReport();
    this.#host.tell("answer", { fact: id, value: this.view.facts[id] ?? null });
    this.#tellResult();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#status.textContent = announcement(this.view);
    }, PAUSE);
  }

  /** Makes answers of the comparison the visitor's own. @param {Facts} facts */
  #take(facts) {
    for (const [id, answer] of Object.entries(facts)) this.#answered(id, answer);
  }

  #tellResult() {
    this.#host.tell("result", this.view.result);
  }

  /** Takes over what another tab has changed. */
  catchUp() {
    const session = this.#session;
    const ticked = session.readTicks();
    const answered = session.catchUp();
    if (ticked || answered) this.#update();
    if (!answered) return;
    session.write();
    this.#tellResult();
  }

  /**
   * Another entry of the history shows, or a link was opened while the page is already there. An
   * entry of the calculator's own shows its step with the answers of now.
   */
  travel() {
    const session = this.#session;
    const { mark, step } = session;
    const entry = mark?.line === session.line ? mark.step : "";
    if (!entry && (mark || session.opens)) {
      this.begin(session.begin());
      this.#tellResult();
      return;
    }
    const named = entry || session.named;
    if (!named) return;
    this.#questionnaire.open(named);
    this.#update();
    session.write();
    if (session.step !== step) this.#questionnaire.focus();
  }

  /**
   * Takes answers of the page around. Where they change what somebody sees who has answered, that
   * is said.
   * @param {Facts} given
   */
  give(given) {
    const session = this.#session;
    const seen = JSON.stringify(session.answers.typed);
    const before = session.give(given);
    this.#update();
    if (Object.keys(given).length > 0) this.#showReport();
    if (!session.hasDraft || JSON.stringify(session.answers.typed) === seen) return;
    const undo = () => {
      session.give(before);
      this.#update();
      this.#tellResult();
    };
    this.#notify("host_answers", [{ key: "undo", act: undo }]);
  }

  /** Forgets the answers; one press brings them back. */
  #clear() {
    const session = this.#session;
    const { fromLink } = session;
    const restore = session.clear();
    const undo = () => {
      restore();
      this.#notices.clear();
      this.#show();
      if (session.fromLink) this.#notify("from_link", this.#backToDraft());
      this.#tellResult();
    };
    this.#notices.clear();
    this.#show();
    this.#tellResult();
    const actions = [{ key: "undo", act: undo }];
    if (fromLink) this.#notify("cleared_link", [...actions, ...this.#backToDraft()]);
    else this.#notify("cleared", actions);
    this.#questionnaire.focus();
  }

  /** @param {string} id */
  async #revealRequirement(id) {
    this.#failure.replaceChildren();
    try {
      await this.#loadLater();
      await this.#showReport();
      this.#reveal("requirement-" + id);
    } catch (error) {
      console.error(error);
      this.#failure.append(h("p", null, this.#wording.text("not_loaded")));
    }
  }

  /** Brings a part of the result into sight and the focus to it. @param {string} id */
  #reveal(id) {
    const target = /** @type {HTMLElement | null} */ (this.#content.querySelector("#" + id));
    const fold = target?.closest("details");
    if (fold) fold.open = true;
    target?.focus();
    target?.scrollIntoView();
  }

  /** The other language could not be loaded. */
  failed() {
    this.#notify("not_loaded");
  }

  /** Shows a notice whose kind is its label. @param {string} key @param {Action[]} [actions] */
  #notify(key, actions) {
    this.#notices.show(key, h("p", null, this.#wording.text(key)), actions);
  }

  /** Paper has no folds, and says on which day it was printed. */
  beforePrint() {
    this.#showReport();
    this.places.fill("imprint");
    this.places.unfold();
  }
}
