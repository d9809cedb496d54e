/** A loaded scheme on the page: puts questions, verdict and report together and in step. */
import { h } from "../parts/dom.js";
import { Answers } from "./answers.js";
import { imprint } from "./imprint.js";
import { amountSection, instalmentSection } from "./money.js";
import { notice } from "./notice.js";
import { onSight, Places } from "./places.js";
import { Questionnaire } from "./questionnaire.js";
import { requirementList } from "./requirements.js";
import { Session } from "./session.js";
import { timelineSection } from "./timeline.js";
import { announcement, verdictBar, verdictCard } from "./verdict.js";

/**
 * @import { Answer, Facts, MoreData, Phase } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Settled } from "./answers.js"
 * @import { Opened } from "./link.js"
 * @import { Action } from "./notice.js"
 * @import { Beginning, Leave } from "./session.js"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {typeof import("./later.js")} Later
 *
 * @typedef {object} Host
 * @property {(name: string, detail: unknown) => void} tell dispatches an event
 * @property {(name: "more") => Promise<MoreData>} load a data file of the scheme
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
  /** The second script and the checklist, once they are loaded. @type {Later | null} */
  #later = null;
  /** @type {Phase[] | null} */
  #phases = null;
  /** @type {Promise<Phase[]> | null} */
  #more = null;
  #notices = h("div", { role: "alert" });
  #status = h("p", { class: "hidden", role: "status" });
  /** Where the toolbar comes to stand. */
  #toolbar = h("div");

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
      verdictCard(this.view, (id) => this.#reveal("requirement-" + id)),
    );
    const bar = this.places.add("bar", () => verdictBar(this.view, () => this.#reveal("verdict")));
    bar.className = "bar-place no-print";
    const aside = h("aside", { "aria-labelledby": "verdict" }, verdictHeading, card);
    this.#content.replaceChildren(
      this.#notices,
      this.#status,
      bar,
      h("div", { class: "columns" }, this.#questionnaire.node, aside),
      this.#report(),
    );
  }

  /** The result in detail. */
  #report() {
    const section = (/** @type {string} */ key, /** @type {Child[]} */ ...content) => {
      const heading = h("h3", { id: key }, this.#wording.text(key));
      return h("section", { "aria-labelledby": key, class: key }, heading, content);
    };
    const save = async () => {
      const later = await import("./later.js");
      return later.saveCalendar(this.view, this.session);
    };
    const documents = section(
      "documents",
      this.places.add("documents", () => this.#documents()),
    );
    const answers = this.places.add("answers", () => this.#later?.answerSection(this.view));
    const rules = this.places.add("imprint", () => imprint(this.view));
    const record = section("record", answers, this.#toolbar, rules);
    onSight(documents, () => this.#showDocuments());
    onSight(record, () => this.#showRecord());
    return h(
      "div",
      { class: "report" },
      h("h2", null, this.#wording.text("in_detail")),
      section(
        "requirements",
        this.places.add("requirements", () => requirementList(this.view)),
      ),
      section(
        "amount",
        this.places.add("amount", () => amountSection(this.view)),
        this.places.add("conclusion", () => this.#later?.conclusionSection(this.view)),
      ),
      section(
        "instalments",
        this.places.add("instalments", () => instalmentSection(this.view)),
      ),
      section(
        "timeline",
        this.places.add("timeline", () => timelineSection(this.view, save)),
      ),
      documents,
      record,
    );
  }

  /** The checklist; until it is loaded, a link to its page. */
  #documents() {
    const { session } = this;
    if (this.#later && this.#phases)
      return this.#later.documentSection(this.view, {
        phases: this.#phases,
        ticks: this.#ticks,
        stored: session.may.storage,
        ticked: () => session.keepTicks(this.#ticks),
      });
    const { data, root } = this.#wording;
    const href = new URL(data.documents, root).href;
    return h("p", null, h("a", { href }, this.#wording.text("documents")));
  }

  /** Loads the checklist, and labels that the second script needs. */
  #loadMore() {
    this.#more ??= this.#host.load("more").then(
      ({ checklist, clauses, labels }) => {
        Object.assign(this.#wording.data.clauses, clauses);
        Object.assign(this.#wording.data.labels, labels);
        return checklist;
      },
      (error) => {
        this.#more = null;
        throw error;
      },
    );
    return this.#more;
  }

  /**
   * Loads and shows the checklist. Where it cannot be loaded the link to its page stays, and
   * the next answer tries again.
   */
  async #showDocuments() {
    if (this.#phases) return;
    try {
      const [phases] = await Promise.all([this.#loadMore(), this.#showRecord()]);
      if (this.#phases || !this.#later) return;
      this.#phases = phases;
      // Only there: whoever is at a button elsewhere stays at it.
      this.places.fill("documents");
    } catch (error) {
      console.error(error);
    }
  }

  /** Loads and shows the record. Where it cannot be loaded, the next answer tries again. */
  async #showRecord() {
    if (this.#later) return;
    try {
      const later = await import("./later.js");
      if (!this.#later) this.#fillRecord(later);
    } catch (error) {
      console.error(error);
    }
  }

  /** @param {Later} later */
  #fillRecord(later) {
    this.#later = later;
    const { session } = this;
    const actions = {
      link: () => session.link(this.view.result),
      clear: () => this.#clear(),
      print: () => this.#showDocuments().then(() => print()),
      save: () => later.saveResult(this.view),
    };
    // Added to what is there, so that whoever is at a part of the report stays at it.
    this.places.fill("conclusion");
    this.places.fill("answers");
    later.addRemedies(this.#content, this.view);
    this.#toolbar.replaceWith(later.toolbar(this.#wording, actions, session.may.storage));
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
    this.places.update(() => this.#later?.addRemedies(this.#content, this.view));
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
    if (Object.keys(this.answers.facts).length) this.#showRecord();
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
    Promise.all([import("./later.js"), this.#loadMore()]).then(
      ([later]) => changes.append(later.changeList(view, opened)),
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
    this.#showDocuments();
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
    const calendar = session.get("calendar");
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
    const restore = () => {
      put(before);
      session.put("calendar", calendar);
    };
    const undo = { key: "undo", act: restore };
    this.#notify(h("p", null, this.#wording.text("cleared")), [undo]);
    this.#questionnaire.show(this.#questionnaire.open()[0], true);
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
