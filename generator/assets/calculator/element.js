/**
 * `<subsidy-calculator scheme="virtual-production" lang="zh-Hant">`: a scheme's questions beside the live result.
 *
 * Attributes: `scheme`; `lang` ("zh-Hant" or "en"); `theme` ("light", "dark" or "auto"); `answers`
 * (JSON, to begin with); `storage` ("on" or "off"; by default on only where the page is of the
 * same origin); `loading="lazy"`. Events, none of which bubble: `ready`, `answer`, `result`, `resize`.
 */
import { Answers } from "./answers.js";
import { documentSection } from "./documents.js";
import { h } from "./dom.js";
import { amountSection, instalmentSection } from "./money.js";
import { notice, whatChanged } from "./notice.js";
import { Questionnaire } from "./questionnaire.js";
import { answerSection, imprint, toolbar } from "./record.js";
import { requirementList } from "./requirements.js";
import { Session } from "./session.js";
import { timelineSection } from "./timeline.js";
import { announcement, verdictBar, verdictCard } from "./verdict.js";
import { Wording } from "./wording.js";

const ROOT = new URL("../../", import.meta.url);
const STYLES = new URL("calculator.css", import.meta.url);
/** The only words that are needed when the labels could not be loaded. */
const FAILED = { "zh-Hant": "試算無法載入，請重新整理頁面。", en: "The calculator could not be loaded. Please reload the page." };
const PAUSE = 400;

export class SubsidyCalculator extends HTMLElement {
  static observedAttributes = ["scheme", "lang", "answers"];

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    this.styles = h("link", { rel: "stylesheet", href: STYLES.href });
    this.styled = new Promise((done) => (this.styles.onload = this.styles.onerror = done));
    this.fallback = h("slot");
    this.content = h("div", { class: "calculator", part: "calculator", hidden: true });
    shadow.append(this.styles, this.fallback, this.content);
    /** Counts the loads, so that an overtaken one stops. */
    this.loads = 0;
  }

  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    addEventListener("hashchange", () => this.openFragment(), { signal });
    addEventListener("beforeprint", () => this.unfold(), { signal });
    addEventListener("afterprint", () => this.refold(), { signal });
    const sizes = new ResizeObserver(() => this.tell("resize", { height: Math.ceil(this.getBoundingClientRect().height) }));
    sizes.observe(this);
    const sight = new IntersectionObserver(([entry]) => entry.isIntersecting && (sight.disconnect(), this.load()), { rootMargin: "50%" });
    signal.addEventListener("abort", () => (sizes.disconnect(), sight.disconnect()));
    if (this.getAttribute("loading") === "lazy") sight.observe(this);
    else this.load();
  }

  disconnectedCallback() {
    this.leaving?.abort();
    clearTimeout(this.pause);
    this.loads++;
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (this.wording && this.isConnected && before !== now) this.load();
  }

  get language() {
    return /^en/i.test(this.lang) ? "en" : "zh-Hant";
  }

  async load() {
    const load = ++this.loads;
    const { language } = this;
    try {
      const scheme = encodeURIComponent(this.getAttribute("scheme") ?? "");
      const response = await fetch(new URL(`api/schemes/${scheme}/calculator.${language}.json`, ROOT));
      if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
      const data = await response.json();
      await this.styled;
      if (load === this.loads) this.start(new Wording(data, language, ROOT));
    } catch (error) {
      if (load !== this.loads) return;
      console.error(error);
      this.content.replaceChildren(h("p", { class: "notice", role: "alert", lang: language }, FAILED[language]));
      this.content.hidden = this.fallback.hidden = false;
    }
  }

  /** @param {Wording} wording */
  start(wording) {
    const first = document.querySelector(this.localName) === this;
    const ours = ROOT.origin === location.origin;
    const storage = (this.getAttribute("storage") ?? (ours ? "on" : "off")) === "on";
    this.wording = wording;
    this.answers = new Answers(wording.data.calculator);
    this.session = new Session(wording, this.answers, { fragment: first && ours, storage });
    this.ticks = this.session.ticks();
    this.folds = new Map();
    this.questionnaire = new Questionnaire(wording, this.answers, {
      answered: (id, answer) => this.answered(id, answer),
      finished: () => this.reveal("verdict"),
    });
    this.build();
    this.begin(this.session.begin(this.getAttribute("answers")));
    this.content.lang = this.language;
    this.content.hidden = false;
    this.fallback.hidden = true;
    this.tell("ready", { scheme: wording.data.calculator.scheme, lang: this.language, rules: wording.rules });
    this.tell("result", this.view.result);
  }

  /** The parts that stay; those that follow the answers are filled by `update`. */
  build() {
    const { wording, questionnaire, session } = this;
    const section = (/** @type {string} */ key, /** @type {any[]} */ ...content) =>
      h("section", { "aria-labelledby": key, class: key }, h("h3", { id: key }, wording.text(key)), content);
    this.notices = h("div", { role: "alert" });
    this.status = h("p", { class: "hidden", role: "status" });
    this.bar = h("div", { class: "bar-place no-print" });
    const part = () => h("div");
    this.parts = { card: part(), requirements: part(), amount: part(), instalments: part(), timeline: part(), documents: part(), answers: part(), imprint: part() };
    const { card, requirements, amount, instalments, timeline, documents, answers, imprint: made } = this.parts;
    const actions = {
      link: () => session.link(this.view.result),
      clear: () => this.clear(),
      print: () => print(),
      kept: session.may.storage,
    };
    this.content.replaceChildren(
      this.notices,
      this.status,
      this.bar,
      h("div", { class: "columns" }, questionnaire.node, h("aside", { "aria-labelledby": "verdict" }, h("h2", { id: "verdict", tabindex: -1 }, wording.text("result")), card)),
      h("div", { class: "report" },
        h("h2", null, wording.text("in_detail")),
        section("requirements", requirements),
        section("amount", amount),
        section("instalments", instalments),
        section("timeline", timeline),
        section("documents", documents),
        section("record", answers, toolbar(() => this.view, actions), made)),
    );
  }

  /** Shows the answers that the session begins with, and says where they come from. @param {any} begun */
  begin({ opened, refused, fromLink }) {
    const { wording, session } = this;
    this.notices.replaceChildren();
    this.questionnaire.refill();
    this.update();
    if (refused) this.notify([h("p", null, wording.text("link_" + refused))]);
    if (fromLink) {
      const back = { key: "back_to_draft", act: () => (this.begin({ opened: session.restore() }), session.keep(this.view.result)) };
      this.notify([h("p", null, wording.text("from_link"))], session.keepsDraft ? [] : [back]);
    }
    if (opened && opened.rules !== wording.rules) this.notify(whatChanged(this.view, opened));
  }

  /** A link that was opened while the page is already there. */
  openFragment() {
    const { session } = this;
    if (!session?.may.fragment || location.hash === session.written || !/^#[vra]=/.test(location.hash)) return;
    this.begin(session.begin(null));
    this.tell("result", this.view.result);
  }

  /** @param {string} id @param {any} answer */
  answered(id, answer) {
    const { answers, session } = this;
    const before = JSON.stringify(answers.facts);
    answers.set(id, answer);
    this.update();
    if (JSON.stringify(answers.facts) === before) return;
    this.tell("answer", { fact: id, value: answers.facts[id] ?? null });
    this.tell("result", this.view.result);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.status.textContent = announcement(this.view);
      session.keep(this.view.result);
    }, PAUSE);
  }

  /** Forgets every answer, the draft and the ticks; one press brings the answers back. */
  clear() {
    const { answers, session, wording } = this;
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
    this.questionnaire.show(this.questionnaire.open()[0], true);
  }

  /** Asks the engine, and shows what it says. */
  update() {
    const { wording, answers, questionnaire, session, parts } = this;
    const settled = answers.settle();
    /** @type {import("./verdict.js").View} */
    this.view = {
      wording,
      result: settled.result,
      facts: settled.facts,
      asks: (id) => answers.asks(wording.questions.get(id)),
      jump: (id) => questionnaire.jump(id),
    };
    const documents = { ticks: this.ticks, kept: session.may.storage, ticked: () => session.keepTicks(this.ticks) };
    questionnaire.update(settled);
    for (const each of this.details()) this.folds.set(each.dataset.keep, each.open);
    this.bar.replaceChildren(verdictBar(this.view, () => this.reveal("verdict")));
    parts.card.replaceChildren(verdictCard(this.view, (id) => this.reveal("requirement-" + id)));
    parts.requirements.replaceChildren(...requirementList(this.view).filter((each) => each !== null));
    fill(parts.amount, amountSection(this.view));
    fill(parts.instalments, instalmentSection(this.view));
    fill(parts.timeline, timelineSection(this.view));
    fill(parts.documents, documentSection(this.view, documents));
    fill(parts.answers, [answerSection(this.view)]);
    fill(parts.imprint, [imprint(this.view)]);
    for (const each of this.details()) each.open = this.folds.get(each.dataset.keep) ?? each.open;
  }

  /** @returns {HTMLDetailsElement[]} */
  details() {
    return [...this.content.querySelectorAll("details[data-keep]")];
  }

  /** Brings a part of the result into sight and the focus to it. @param {string} id */
  reveal(id) {
    const target = this.shadowRoot?.getElementById(id);
    const fold = target?.closest("details");
    if (fold) fold.open = true;
    target?.focus();
    target?.scrollIntoView();
  }

  /** Paper has no folds. */
  unfold() {
    this.folded = this.details().filter((each) => !each.open);
    for (const each of this.folded) each.open = true;
  }

  refold() {
    for (const each of this.folded ?? []) each.open = false;
  }

  /** @param {any[]} content @param {any[]} [actions] */
  notify(content, actions) {
    this.notices.append(notice(/** @type {Wording} */ (this.wording), content, actions));
  }

  /** @param {string} name @param {any} detail */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** @param {HTMLElement} place @param {any[]} content */
function fill(place, content) {
  place.replaceChildren(...h("div", null, content).childNodes);
}
