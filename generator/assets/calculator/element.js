/**
 * `<subsidy-calculator scheme="virtual-production" lang="zh-Hant">`: loads a scheme and shows its
 * calculator.
 *
 * Attributes: `scheme`; `lang` ("zh-Hant" or "en"); `theme` ("light", "dark" or "auto"); `answers`
 * (JSON, to begin with); `storage` ("on" or "off"; by default on only where the page is of the
 * same origin); `loading="lazy"`. Events, none of which bubble: `ready`, `answer`, `result`,
 * `resize`. What stands inside the element shows until the calculator is ready, and stays if it
 * cannot load.
 */
import { h } from "../parts/dom.js";
import { CalculatorPage } from "./page.js";
import { Wording } from "./wording.js";

/**
 * @import { ComponentData, Facts, MoreData } from "../types/calculator"
 * @typedef {{calculator: ComponentData, more: MoreData}} DataFiles by their names
 */

const ROOT = new URL("../../", import.meta.url);
const STYLES = new URL("calculator.css", import.meta.url);
/** The only words that are needed when the labels could not be loaded. */
const FAILED = {
  "zh-Hant": "試算無法載入，請重新整理頁面。",
  en: "The calculator could not be loaded. Please reload the page.",
};

export class SubsidyCalculator extends HTMLElement {
  static observedAttributes = ["scheme", "lang", "answers"];

  /** @type {CalculatorPage | null} */
  page = null;
  #fallback = h("slot");
  #content = h("div", { class: "calculator", part: "calculator", dir: "ltr", hidden: true });
  #styled;
  #leaving = new AbortController();
  /** Counts the loads, so that an overtaken one stops. */
  #loads = 0;

  constructor() {
    super();
    const styles = h("link", {
      rel: "stylesheet",
      href: STYLES.href,
      // A page that is isolated from other sites takes what it may read from them.
      crossorigin: "anonymous",
    });
    this.#styled = new Promise((done) => {
      styles.onload = done;
      styles.onerror = done;
    });
    this.attachShadow({ mode: "open" }).append(styles, this.#fallback, this.#content);
  }

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    addEventListener("hashchange", () => this.page?.openFragment(), { signal });
    addEventListener("pagehide", () => this.page?.keep(), { signal });
    addEventListener("beforeprint", () => this.page?.places.unfold(), { signal });
    addEventListener("afterprint", () => this.page?.places.refold(), { signal });
    const sizes = new ResizeObserver(() => {
      this.#tell("resize", { height: Math.ceil(this.getBoundingClientRect().height) });
    });
    sizes.observe(this);
    const inSight = (/** @type {IntersectionObserverEntry[]} */ [entry]) => {
      if (!entry.isIntersecting) return;
      sight.disconnect();
      this.#load();
    };
    const sight = new IntersectionObserver(inSight, { rootMargin: "50%" });
    signal.addEventListener("abort", () => {
      sizes.disconnect();
      sight.disconnect();
    });
    if (this.getAttribute("loading") === "lazy") sight.observe(this);
    else this.#load();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    this.page?.keep();
    this.#loads++;
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.page || !this.isConnected || before === now) return;
    this.#load(name === "lang" ? this.page.answers.facts : undefined, Boolean(before));
  }

  /**
   * @param {Facts} [facts] answers to go on with, as in another language
   * @param {boolean} [replace] whether the host's answers replace a draft, as new ones do
   */
  async #load(facts, replace) {
    const load = ++this.#loads;
    const language = /^en/i.test(this.lang) ? "en" : "zh-Hant";
    this.page?.keep();
    try {
      const scheme = encodeURIComponent(this.getAttribute("scheme") ?? "");
      /**
       * @template {keyof DataFiles} Name
       * @param {Name} name @returns {Promise<DataFiles[Name]>}
       */
      const json = async (name) => {
        const file = new URL(`api/schemes/${scheme}/${name}.${language}.json`, ROOT);
        const response = await fetch(file);
        if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
        return response.json();
      };
      const [data] = await Promise.all([json("calculator"), this.#styled]);
      if (load !== this.#loads) return;
      this.#start(new Wording(data, language, ROOT), () => json("more"), facts, replace);
    } catch (error) {
      if (load !== this.#loads) return;
      console.error(error);
      const words = h("p", { class: "notice", role: "alert", lang: language }, FAILED[language]);
      this.#content.replaceChildren(words);
      this.#content.hidden = false;
      this.#fallback.hidden = false;
    }
  }

  /**
   * @param {Wording} wording @param {() => Promise<MoreData>} load what is shown later
   * @param {Facts} [facts] @param {boolean} [replace]
   */
  #start(wording, load, facts, replace) {
    const ours = ROOT.origin === location.origin;
    const first = document.querySelector(this.localName) === this;
    const may = {
      fragment: ours && parent === window && first,
      storage: (this.getAttribute("storage") ?? (ours ? "on" : "off")) === "on",
    };
    const tell = (/** @type {string} */ name, /** @type {unknown} */ detail) =>
      this.#tell(name, detail);
    this.page = new CalculatorPage(this.#content, wording, may, { tell, load });
    const lang = wording.language;
    this.#content.lang = lang;
    const beginning = this.page.session.begin(this.getAttribute("answers"), replace);
    if (facts) this.page.answers.facts = facts;
    this.page.begin(facts ? {} : beginning);
    this.#content.hidden = false;
    this.#fallback.hidden = true;
    const { scheme } = wording.data.calculator;
    this.#tell("ready", { scheme, lang, rules: wording.rules });
    this.#tell("result", this.page.view.result);
  }

  /** @param {string} name @param {unknown} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
