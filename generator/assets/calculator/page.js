/** A loaded scheme on the page: puts questions, verdict and report together and keeps them at one. */
import { Answers } from "./answers.js";
import { h } from "./dom.js";
import { amountSection, instalmentSection } from "./money.js";
import { notice } from "./notice.js";
import { Questionnaire } from "./questionnaire.js";
import { answerSection, imprint, toolbar } from "./record.js";
import { requirementList } from "./requirements.js";
import { Session } from "./session.js";
import { timelineSection } from "./timeline.js";
import { announcement, verdictBar, verdictCard } from "./verdict.js";

/** So long after an answer the result is announced and kept. */
const PAUSE = 400;

export class CalculatorPage {
  /**
   * @param {HTMLElement} content @param {import("./wording.js").Wording} wording
   * @param {{fragment: boolean, storage: boolean}} may
   * @param {{tell: (name: string, detail: any) => void, load: (name: string) => Promise<any>}} host
   */
  constructor(content, wording, may, { tell, load }) {
    this.content = content;
    this.wording = wording;
    this.tell = tell;
    this.load = load;
    this.answers = new Answers(wording.data.calculator);
    this.session = new Session(wording, this.answers, may);
    this.ticks = this.session.ticks();
    this.questionnaire = new Questionnaire(wording, this.answers, {
      answered: (id, answer) => this.answered(id, answer),
      finished: () => this.reveal("verdict"),
    });
    /** Which folds were open before the result was shown anew. @type {Map<string | undefined, boolean>} */
    this.folds = new Map();
    /** @type {HTMLDetailsElement[]} */
    this.folded = [];
    this.pause = 0;
    /** @type {Promise<any[]> | null} */
    this.more = null;
    /** How the documents are shown, once they are loaded. @type {(() => any[]) | null} */
    this.documentSection = null;
    this.notices = h("div", { role: "alert" });
    this.status = h("p", { class: "hidden", role: "status" });
    this.view = this.settle().view;
    /** Fill the parts that follow the answers; the first of them the documents. @type {(() => void)[]} */
    this.fill = [];
    this.build();
  }

  /** Puts the parts that stay, and the places of those that follow the answers, on the page. */
  build() {
    const { wording, session, questionnaire, notices, status } = this;
    const place = (/** @type {() => any[]} */ content, /** @type {string} */ name = "part") => {
      const node = h("div", { class: name });
      this.fill.push(() => node.replaceChildren(...h("div", null, content()).childNodes));
      return node;
    };
    const section = (/** @type {string} */ key, /** @type {any[]} */ ...content) =>
      h(
        "section",
        { "aria-labelledby": key, class: key },
        h("h3", { id: key }, wording.text(key)),
        content,
      );
    const kept = session.may.storage;
    const save = (/** @type {"saveCalendar" | "saveResult"} */ what) =>
      this.demand(import("./files.js"), (files) => files[what](this.view));
    const actions = {
      link: () => session.link(this.view.result),
      clear: () => this.clear(),
      print: () => this.showDocuments().then(() => print()),
      save: () => save("saveResult"),
      kept,
    };
    const documentsSection = section(
      "documents",
      place(
        () =>
          this.documentSection?.() ?? [
            h(
              "p",
              null,
              h(
                "a",
                { href: new URL(wording.data.documents, wording.root).href },
                wording.text("documents"),
              ),
            ),
          ],
      ),
    );
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.showDocuments(), {
      rootMargin: "50%",
    }).observe(documentsSection);
    const card = place(() => [verdictCard(this.view, (id) => this.reveal("requirement-" + id))]);
    this.content.replaceChildren(
      notices,
      status,
      place(() => [verdictBar(this.view, () => this.reveal("verdict"))], "bar-place no-print"),
      h(
        "div",
        { class: "columns" },
        questionnaire.node,
        h(
          "aside",
          { "aria-labelledby": "verdict" },
          h("h2", { id: "verdict", tabindex: -1 }, wording.text("result")),
          card,
        ),
      ),
      h(
        "div",
        { class: "report" },
        h("h2", null, wording.text("in_detail")),
        section(
          "requirements",
          place(() => requirementList(this.view)),
        ),
        section(
          "amount",
          place(() => amountSection(this.view)),
        ),
        section(
          "instalments",
          place(() => instalmentSection(this.view)),
        ),
        section(
          "timeline",
          place(() => timelineSection(this.view, () => save("saveCalendar"))),
        ),
        documentsSection,
        section(
          "record",
          place(() => [answerSection(this.view)]),
          toolbar(wording, actions),
          place(() => [imprint(this.view)]),
        ),
      ),
    );
  }

  /** Loads what a first look goes without: the checklist, and the labels of modules on demand. */
  loadMore() {
    this.more ??= this.load("more").then(
      ({ checklist, clauses, labels }) => {
        Object.assign(this.wording.data.clauses, clauses);
        Object.assign(this.wording.data.labels, labels);
        return checklist;
      },
      (error) => {
        this.more = null;
        throw error;
      },
    );
    return this.more;
  }

  /** Shows the checklist. Where it cannot be loaded the link to its page stays. */
  async showDocuments() {
    const { session, ticks } = this;
    if (this.documentSection) return;
    try {
      const [{ documentSection }, checklist] = await Promise.all([
        import("./documents.js"),
        this.loadMore(),
      ]);
      const state = {
        checklist,
        ticks,
        kept: session.may.storage,
        ticked: () => session.keepTicks(ticks),
      };
      this.documentSection = () => documentSection(this.view, state);
      // Only there: whoever is at a button elsewhere stays at it.
      this.fill[0]();
    } catch (error) {
      console.error(error);
    }
  }

  /**
   * Does something with a module that is loaded on demand, or says that it could not be loaded.
   * @template M @param {Promise<M>} module @param {(module: M) => void} act
   */
  demand(module, act) {
    module.then(act, (error) => {
      console.error(error);
      this.notify([h("p", null, this.wording.text("not_loaded"))]);
    });
  }

  /** What the engine says of the answers, and what the result is shown from. */
  settle() {
    const { wording, answers, questionnaire } = this;
    const settled = answers.settle();
    /** @type {import("./verdict.js").View} */
    const view = {
      wording,
      result: settled.result,
      facts: settled.facts,
      asks: (id) => answers.asks(wording.questions.get(id)),
      jump: (id) => questionnaire.jump(id),
    };
    return { settled, view };
  }

  /** Asks the engine, and shows what it says. */
  update() {
    const { settled, view } = this.settle();
    this.view = view;
    this.questionnaire.update(settled);
    for (const each of this.details()) this.folds.set(each.dataset.keep, each.open);
    for (const each of this.fill) each();
    for (const each of this.details()) each.open = this.folds.get(each.dataset.keep) ?? each.open;
  }

  /** Shows the answers that the session begins with, and says where they come from. @param {ReturnType<Session["begin"]>} begun */
  begin({ opened, refused, fromLink }) {
    const { wording, session } = this;
    this.notices.replaceChildren();
    this.questionnaire.refill();
    this.update();
    if (refused) this.notify([h("p", null, wording.text("link_" + refused))]);
    if (fromLink) {
      const back = {
        key: "back_to_draft",
        act: () => (this.begin({ opened: session.restore() }), session.keep(this.view.result)),
      };
      this.notify([h("p", null, wording.text("from_link"))], session.keepsDraft ? [] : [back]);
    }
    if (opened && opened.rules !== wording.rules) this.tellChanges(opened);
  }

  /** Says at once that the rules are others, and what that changes as soon as it is worked out. @param {import("./link.js").Opened} opened */
  tellChanges(opened) {
    const { view, wording } = this;
    const changes = h("div");
    this.notify([
      h("p", null, wording.text("other_rules", { from: opened.rules, to: wording.rules })),
      changes,
    ]);
    const module = Promise.all([import("./changes.js"), this.loadMore()]);
    this.demand(module, ([{ changeList }]) => changes.append(changeList(view, opened)));
  }

  /** @param {string} id @param {any} answer */
  answered(id, answer) {
    const { answers } = this;
    const before = JSON.stringify(answers.facts);
    answers.set(id, answer);
    this.update();
    if (JSON.stringify(answers.facts) === before) return;
    this.showDocuments();
    this.tell("answer", { fact: id, value: answers.facts[id] ?? null });
    this.tell("result", this.view.result);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.status.textContent = announcement(this.view);
      this.keep();
    }, PAUSE);
  }

  /** Keeps what was answered since the last time. */
  keep() {
    clearTimeout(this.pause);
    if (this.pause) this.session.keep(this.view.result);
    this.pause = 0;
  }

  /** A link that was opened while the page is already there. */
  openFragment() {
    const { session } = this;
    if (
      !session.may.fragment ||
      location.hash === session.written ||
      !/^#[vra]=/.test(location.hash)
    )
      return;
    this.begin(session.begin(null));
    this.tell("result", this.view.result);
  }

  /** Forgets every answer, the draft and the ticks; one press brings the answers back. */
  clear() {
    const { answers, session, wording, questionnaire } = this;
    const before = answers.facts;
    const put = (/** @type {Record<string, any>} */ facts) => {
      answers.facts = facts;
      this.begin({});
      session.keep(this.view.result);
      this.tell("result", this.view.result);
    };
    answers.refused.clear();
    this.ticks.clear();
    session.keepTicks(this.ticks);
    session.keepsDraft = true;
    put({});
    this.notify([h("p", null, wording.text("cleared"))], [{ key: "undo", act: () => put(before) }]);
    questionnaire.show(questionnaire.open()[0], true);
  }

  /** Brings a part of the result into sight and the focus to it. @param {string} id */
  reveal(id) {
    const target = /** @type {HTMLElement | null} */ (this.content.querySelector("#" + id));
    const fold = target?.closest("details");
    if (fold) fold.open = true;
    target?.focus();
    target?.scrollIntoView();
  }

  /** @returns {HTMLDetailsElement[]} */
  details() {
    return [...this.content.querySelectorAll("details")];
  }

  /** Paper has no folds. */
  unfold() {
    this.folded = this.details().filter((each) => !each.open);
    for (const each of this.folded) each.open = true;
  }

  refold() {
    for (const each of this.folded) each.open = false;
  }

  /** @param {any[]} content @param {{key: string, act: () => void}[]} [actions] */
  notify(content, actions) {
    this.notices.append(notice(this.wording, content, actions));
  }
}
