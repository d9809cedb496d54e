/**
 * `<subsidy-calculator scheme="virtual-production" lang="zh-Hant">`: loads a scheme and shows its
 * calculator.
 *
 * Attributes: `scheme`; `lang` ("zh-Hant" or "en"); `mode` ("whole"; "quick" for the first amount
 * alone, "after" for whoever has a grant); `theme` ("light", "dark" or "auto"); `answers` (JSON, to
 * begin with); `storage` ("on", in a frame with the origin for which alone, or "off"; by default
 * on only where the page is of the same origin); `loading="lazy"`. Events, none of which bubble:
 * `ready`, `answer`, `result`, `resize`. What stands inside the element shows until the calculator
 * is ready, and stays if it cannot load.
 */
import { h } from "../parts/dom.js";
import { CalculatorPage } from "./page.js";
import { Session } from "./session.js";
import { Wording } from "./wording.js";

/**
 * @import { Facts } from "../types/calculator"
 * @import { Mode } from "./questionnaire.js"
 */

const ROOT = new URL("../../", import.meta.url);
/** The only words that are needed when the labels could not be loaded. */
const FAILED = {
  "zh-Hant": "試算無法載入，請重新整理頁面。",
  en: "The calculator could not be loaded. Please reload the page.",
};

export class SubsidyCalculator extends HTMLElement {
  static observedAttributes = ["scheme", "lang", "mode", "answers"];

  /** @type {CalculatorPage | null} */
  page = null;
  /**
   * By scheme: what was answered outlasts every change of what shows.
   * @type {Map<string, Session>}
   */
  #sessions = new Map();
  #root = this.attachShadow({ mode: "open" });
  #fallback = h("slot");
  #content = h("div", { class: "calculator", part: "calculator", dir: "ltr", hidden: true });
  #styled = this.#style("calculator.css");
  /** The look of the result in detail, once it is wanted. @type {Promise<unknown> | null} */
  #reportStyled = null;
  #leaving = new AbortController();
  /** Counts the loads, so that an overtaken one stops. */
  #loads = 0;
  /** Whether it may load: at once, or since it came into sight. */
  #begun = false;
  /** The scheme and language that show or load. */
  #wanted = "";
  /** The attribute as it was read last. @type {string | null} */
  #readAnswers = null;

  constructor() {
    super();
    // A page's shortcuts of one key are not for whoever is in here.
    for (const name of ["keydown", "keypress", "keyup"]) this.#content.addEventListener(name, stay);
    this.#root.append(this.#fallback, this.#content);
  }

  connectedCallback() {
    // Set before the element was known, a property hides the one of the class.
    if (Object.hasOwn(this, "answers")) {
      const { answers } = this;
      Reflect.deleteProperty(this, "answers");
      this.answers = answers;
    }
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const on = (/** @type {string} */ name, /** @type {(event: Event) => void} */ act) =>
      addEventListener(name, act, { signal });
    on("popstate", () => this.page?.travel());
    on("hashchange", () => this.page?.travel());
    on("storage", () => this.page?.catchUp());
    on("pageshow", () => this.page?.catchUp());
    on("beforeprint", () => this.page?.beforePrint());
    on("afterprint", () => this.page?.places.refold());
    const sizes = new ResizeObserver(() => this.#tellSize());
    sizes.observe(this);
    const inSight = (/** @type {IntersectionObserverEntry[]} */ entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#begin();
    };
    const sight = new IntersectionObserver(inSight, { rootMargin: "50%" });
    signal.addEventListener("abort", () => {
      sizes.disconnect();
      sight.disconnect();
    });
    if (this.getAttribute("loading") === "lazy" && !this.#begun) sight.observe(this);
    else this.#begin();
    this.page?.catchUp();
  }

  /** What shows stays, for whoever moves the element or puts it back. */
  disconnectedCallback() {
    this.#leaving.abort();
  }

  attributeChangedCallback() {
    if (this.isConnected && this.#begun) this.#begin();
  }

  /** The answers to begin with, `null` where there are none. @returns {Facts | null} */
  get answers() {
    return readAnswers(this.getAttribute("answers") ?? "").facts;
  }

  /** @param {Facts | string | null | undefined} answers an object, or the attribute's JSON */
  set answers(answers) {
    if (answers == null) this.removeAttribute("answers");
    else this.setAttribute("answers", typeof answers === "string" ? answers : json(answers));
  }

  /** The attribute's answers. Of what is none the host is told once. @returns {Facts} */
  #read() {
    const text = this.getAttribute("answers");
    this.#readAnswers = text;
    if (text === null) return {};
    const { facts, why } = readAnswers(text);
    if (!facts) console.warn(`<${this.localName}>: the attribute "answers" is left out: ${why}`);
    return facts ?? {};
  }

  /** Loads what the attributes name, unless it shows or is on its way. */
  #begin() {
    this.#begun = true;
    const scheme = this.getAttribute("scheme");
    if (!scheme) return;
    const language = /^en/i.test(this.lang) ? "en" : "zh-Hant";
    const wanted = `${scheme} ${language} ${this.#mode}`;
    if (wanted !== this.#wanted) {
      this.#wanted = wanted;
      this.#load(scheme, language);
    } else if (this.page && this.getAttribute("answers") !== this.#readAnswers) {
      this.page.give(this.#read());
      this.#ready(this.page);
    }
  }

  /** @param {string} scheme @param {"zh-Hant" | "en"} language */
  async #load(scheme, language) {
    const load = ++this.#loads;
    try {
      const file = async (/** @type {string} */ name) => {
        const folder = `api/schemes/${encodeURIComponent(scheme)}`;
        const response = await fetch(new URL(`${folder}/${name}.${language}.json`, ROOT));
        if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
        return response.json();
      };
      const may = this.#leave();
      const links = may.fragment ? import("./links.js") : null;
      const [data, script] = await Promise.all([file("calculator"), links, this.#styled]);
      if (load !== this.#loads) return;
      if (!this.isConnected) {
        this.#wanted = "";
        return;
      }
      const wording = new Wording(data, language, ROOT);
      const session = this.#sessions.get(scheme) ?? new Session(wording, may, script);
      const more = async () => {
        this.#reportStyled ??= this.#style("report.css");
        const [rest] = await Promise.all([file("more"), this.#reportStyled]);
        return rest;
      };
      this.#start(scheme, session, wording, more);
    } catch (error) {
      if (load !== this.#loads) return;
      console.error(error);
      // Another attempt is made at the next change.
      this.#wanted = "";
      if (this.page?.view.result.scheme === scheme) {
        this.page.failed();
        return;
      }
      const words = h("p", { class: "notice", role: "alert", lang: language }, FAILED[language]);
      this.#content.replaceChildren(words);
      this.#content.hidden = false;
      this.#fallback.hidden = false;
      this.page = null;
    }
  }

  /** Loads a style sheet; without it the calculator works, too. @param {string} name */
  #style(name) {
    const sheet = h("link", {
      rel: "stylesheet",
      href: new URL(name, import.meta.url).href,
      // A page that is isolated from other sites takes what it may read from them.
      crossorigin: "anonymous",
    });
    return new Promise((done) => {
      sheet.onload = done;
      sheet.onerror = done;
      this.#root.append(sheet);
    });
  }

  /** @returns {Mode} */
  get #mode() {
    const mode = this.getAttribute("mode");
    return mode === "quick" || mode === "after" ? mode : "whole";
  }

  /** What the page lets the element use. */
  #leave() {
    const ours = ROOT.origin === location.origin;
    const home = ours && parent === window;
    const first = document.querySelector(this.localName) === this;
    const storage = this.getAttribute("storage") ?? (ours ? "on" : "off");
    return {
      fragment: home && first && this.#mode === "whole",
      home,
      host: storage.slice(3),
      storage: storage.split(" ")[0] === "on",
    };
  }

  /**
   * @param {string} scheme @param {Session} session @param {Wording} wording
   * @param {() => Promise<unknown>} load what is shown later
   */
  #start(scheme, session, wording, load) {
    const grown = () => this.#tellSize();
    const tell = (/** @type {string} */ name, /** @type {unknown} */ detail) =>
      this.#tell(name, detail);
    const before = this.#sessions.has(scheme);
    this.#sessions.set(scheme, session);
    session.translate(wording);
    if (!before || this.getAttribute("answers") !== this.#readAnswers) session.give(this.#read());
    const beginning = before ? {} : session.begin();
    this.page = new CalculatorPage(
      this.#content,
      session,
      this.#mode,
      { tell, grown, load },
      this.page,
    );
    this.#content.lang = wording.language;
    this.page.begin(beginning);
    this.#content.hidden = false;
    this.#fallback.hidden = true;
    this.#ready(this.page);
  }

  /** @param {CalculatorPage} page */
  #ready({ view }) {
    const { data, language: lang, rules } = view.wording;
    this.#tell("ready", { scheme: data.calculator.scheme, lang, rules });
    this.#tell("result", view.result);
  }

  #tellSize() {
    this.#tell("resize", { height: Math.ceil(this.getBoundingClientRect().height) });
  }

  /** @param {string} name @param {unknown} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/**
 * Answers of an attribute, or why they are none.
 * @param {string} text @returns {{facts: Facts | null, why: string}}
 */
function readAnswers(text) {
  try {
    const facts = JSON.parse(text);
    const plain = Object.prototype.toString.call(facts) === "[object Object]";
    return { facts: plain ? facts : null, why: "it is no JSON object" };
  } catch (error) {
    return { facts: null, why: String(error) };
  }
}

/** What a host set as JSON; what cannot be such stays readable. @param {Facts} answers */
function json(answers) {
  try {
    return JSON.stringify(answers);
  } catch {
    return String(answers);
  }
}

/** Keeps a plain sign from whoever listens outside. @param {Event} event */
function stay(event) {
  const { key, ctrlKey, altKey, metaKey } = /** @type {KeyboardEvent} */ (event);
  if (key?.length === 1 && !ctrlKey && !altKey && !metaKey) event.stopPropagation();
}
