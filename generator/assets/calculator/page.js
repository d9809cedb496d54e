/** A loaded scheme on the page: puts questions, verdict and report together and in step. */
import { h, nodes } from "../parts/dom.js";
import { Answers } from "./answers.js";
import { notice } from "./notice.js";
import { onSight, Places } from "./places.js";
import { Questionnaire } from "./questionnaire.js";
import { Session } from "./session.js";
import { announcement, verdictBar, verdictCard } from "./verdict.js";

/**
 * @import { Answer, Facts } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Settled } from "./answers.js"
 * @import { Opened } from "./link.js"
 * @import { Action } from "./notice.js"
 * @import { Shown } from "./report.js"
 * @import { Beginning, Leave } from "./session.js"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {typeof import("./later.js")} Later
 *
 * @typedef {object} Host
 * @property {(name: string, detail: unknown) => void} tell dispatches an event
 * @property {() => Promise<unknown>} load what `more.<lang>.json` holds
 */

/** So many milliseconds after an answer the result is announced and kept. */
const PAUSE = 400;

export class CalculatorPage {
  #content;
  #wording;
  #host;
  #questionnaire;
  #ticks;
  /** The timer that runs after an answer. */
  #pause = 0;
  /** The second script, on its way or there. @type {Promise<Later> | null} */
  #later = null;
  /** Until the result in detail is loaded. */
  #waiting = h("div");
  #report = h("div", { class: "report" });
  #notices = h("div", { role: "alert" });
  #status = h("p", { class: "hidden", role: "status" });

  /** @param {HTMLElement} content @param {Wording} wording @param {Leave} may @param {Host} host */
  constructor(content, wording, may, host) {
    this.#content = content;
    this.#wording = wording;
    this.#host = host;
    this.places = new Places(content);
    this.answers = new Answers(wording.data.calculator);
    this.session = new Session(wording, this.answers, may);
    this.#ticks = this.session.ticks();
    this.#questionnaire = new Questionnaire(wording, this.answers, {
      answered: (id, answer) => this.#answered(id, answer),
      finished: () => this.#reveal("verdict"),
    });
    this.view = this.#viewOf(this.answers.settle());
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
    const aside = h("aside", { "aria-labelledby": "verdict" }, verdictHeading, card);
    this.#content.replaceChildren(
      this.#notices,
      this.#status,
      bar,
      h("div", { class: "columns" }, this.#questionnaire.node, aside),
      this.#report,
    );
    const { data, root } = this.#wording;
    const documents = h("a", { href: new URL(data.documents, root).href });
    documents.textContent = this.#wording.text("documents");
    this.#waiting.append(h("p", null, documents));
    this.#report.append(h("h2", null, this.#wording.text("in_detail")), this.#waiting);
    onSight(this.#report, () => this.#showReport());
  }

  /** Loads the second script, and lays the rest of the scheme over what is there. */
  #loadLater() {
    this.#later ??= Promise.all([import("./later.js"), this.#host.load()]).then(
      ([later, more]) => {
        overlay(this.#wording.data, more);
        return later;
      },
      (error) => {
        this.#later = null;
        throw error;
      },
    );
    return this.#later;
  }

  /**
   * Loads and shows the result in detail. Where it cannot be loaded a link to the documents'
   * page stays, and the next answer tries again.
   */
  async #showReport() {
    try {
      const later = await this.#loadLater();
      if (!this.#waiting.isConnected) return;
      this.#waiting.replaceWith(...nodes(later.report(this.#shown())));
    } catch (error) {
      console.error(error);
    }
  }

  /** What the result in detail shows and does. @returns {Shown} */
  #shown() {
    const { session } = this;
    return {
      places: this.places,
      view: () => this.view,
      actions: {
        link: () => session.link(this.view.result),
        clear: () => this.#clear(),
        print: () => print(),
      },
      checklist: {
        ticks: this.#ticks,
        stored: session.may.storage,
        ticked: () => session.keepTicks(this.#ticks),
      },
    };
  }

  /** @param {unknown} error */
  #failed(error) {
    console.error(error);
    this.#notify(h("p", null, this.#wording.text("not_loaded")));
  }

  /** What the result is shown from. @param {Settled} settled @returns {View} */
  #viewOf({ facts, result }) {
    return {
      wording: this.#wording,
      result,
      facts,
      asks: (id) => this.answers.asks(this.#wording.question(id)),
      jump: (id) => this.#questionnaire.jump(id),
    };
  }

  /** Asks the engine, and shows what it says. */
  #update() {
    const settled = this.answers.settle();
    this.view = this.#viewOf(settled);
    this.#questionnaire.update(settled);
    this.places.update();
  }

  /**
   * Shows the answers that a session begins with, and says where they come from.
   * @param {Beginning} beginning
   */
  begin({ opened, refused, fromLink }) {
    const { session } = this;
    const wording = this.#wording;
    this.#notices.replaceChildren();
    this.#questionnaire.refill();
    this.#update();
    if (Object.keys(this.answers.facts).length) this.#showReport();
    if (refused) this.#notify(h("p", null, wording.text("link_" + refused)));
    if (fromLink) {
      const restore = () => {
        this.begin({ opened: session.restore() });
        session.keep(this.view.result);
      };
      const actions = session.keepsDraft ? [] : [{ key: "back_to_draft", act: restore }];
      this.#notify(h("p", null, wording.text("from_link")), actions);
    }
    if (opened && opened.rules !== wording.rules) this.#tellChanges(opened);
  }

  /**
   * Says at once that the rules are others, and what that changes as soon as it is worked out.
   * @param {Opened} opened
   */
  #tellChanges(opened) {
    const { view } = this;
    const changes = h("div");
    const words = { from: opened.rules, to: this.#wording.rules };
    this.#notify([h("p", null, this.#wording.text("other_rules", words)), changes]);
    this.#loadLater().then(
      (later) => changes.append(later.changeList(view, opened)),
      (error) => this.#failed(error),
    );
  }

  /** @param {string} id @param {Answer | undefined} answer */
  #answered(id, answer) {
    const { answers } = this;
    const before = JSON.stringify(answers.facts);
    answers.set(id, answer);
    this.#update();
    if (JSON.stringify(answers.facts) === before) return;
    this.#showReport();
    this.#host.tell("answer", { fact: id, value: answers.facts[id] ?? null });
    this.#host.tell("result", this.view.result);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#status.textContent = announcement(this.view);
      this.keep();
    }, PAUSE);
  }

  /** Keeps what was answered since the last time. */
  keep() {
    clearTimeout(this.#pause);
    if (this.#pause) this.session.keep(this.view.result);
    this.#pause = 0;
  }

  /** A link that was opened while the page is already there. */
  openFragment() {
    const { session } = this;
    if (!session.may.fragment || location.hash === session.written) return;
    if (!/^#[vra]=/.test(location.hash)) return;
    this.begin(session.begin(null));
    this.#host.tell("result", this.view.result);
  }

  /** Forgets every answer, the draft and the ticks; one press brings the answers back. */
  #clear() {
    const { answers, session } = this;
    const before = answers.facts;
    const put = (/** @type {Facts} */ facts) => {
      answers.facts = facts;
      this.begin({});
      session.keep(this.view.result);
      this.#host.tell("result", this.view.result);
    };
    answers.refused.clear();
    this.#ticks.clear();
    session.keepTicks(this.#ticks);
    session.keepsDraft = true;
    put({});
    const undo = { key: "undo", act: () => put(before) };
    this.#notify(h("p", null, this.#wording.text("cleared")), [undo]);
    this.#questionnaire.show(this.#questionnaire.open()[0], true);
  }

  /** @param {string} id */
  async #revealRequirement(id) {
    try {
      await this.#loadLater();
      await this.#showReport();
      this.#reveal("requirement-" + id);
    } catch (error) {
      this.#failed(error);
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

  /** @param {Child} content @param {Action[]} [actions] */
  #notify(content, actions) {
    this.#notices.append(notice(this.#wording, content, actions));
  }
}

/**
 * Lays a part of a tree over another, member by member.
 * @param {any} tree @param {any} part
 */
function overlay(tree, part) {
  for (const [name, value] of Object.entries(part ?? {}))
    if (typeof value === "object" && name in tree) overlay(tree[name], value);
    else tree[name] = value;
}
