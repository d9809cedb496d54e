/**
 * `<subsidy-calculator scheme="virtual-production" lang="zh-Hant">`: loads a scheme and shows its calculator.
 *
 * Attributes: `scheme`; `lang` ("zh-Hant" or "en"); `theme` ("light", "dark" or "auto"); `answers`
 * (JSON, to begin with); `storage` ("on" or "off"; by default on only where the page is of the
 * same origin); `loading="lazy"`. Events, none of which bubble: `ready`, `answer`, `result`, `resize`.
 * What stands inside the element shows until the calculator is ready, and stays if it cannot load.
 */
import { h } from "./dom.js";
import { CalculatorPage } from "./page.js";
import { Wording } from "./wording.js";

const ROOT = new URL("../../", import.meta.url);
const STYLES = new URL("calculator.css", import.meta.url);
/** The only words that are needed when the labels could not be loaded. */
const FAILED = {
  "zh-Hant": "試算無法載入，請重新整理頁面。",
  en: "The calculator could not be loaded. Please reload the page.",
};

export class SubsidyCalculator extends HTMLElement {
  static observedAttributes = ["scheme", "lang", "answers"];

  constructor() {
    super();
    const styles = h("link", { rel: "stylesheet", href: STYLES.href });
    this.styled = new Promise((done) => (styles.onload = styles.onerror = done));
    this.fallback = h("slot");
    this.content = h("div", { class: "calculator", part: "calculator", hidden: true });
    this.attachShadow({ mode: "open" }).append(styles, this.fallback, this.content);
    /** @type {CalculatorPage | null} */
    this.page = null;
    this.leaving = new AbortController();
    /** Counts the loads, so that an overtaken one stops. */
    this.loads = 0;
  }

  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    addEventListener("hashchange", () => this.page?.openFragment(), { signal });
    addEventListener("pagehide", () => this.page?.keep(), { signal });
    addEventListener("beforeprint", () => this.page?.unfold(), { signal });
    addEventListener("afterprint", () => this.page?.refold(), { signal });
    const sizes = new ResizeObserver(() =>
      this.tell("resize", { height: Math.ceil(this.getBoundingClientRect().height) }),
    );
    sizes.observe(this);
    const sight = new IntersectionObserver(
      ([entry]) => entry.isIntersecting && (sight.disconnect(), this.load()),
      { rootMargin: "50%" },
    );
    signal.addEventListener("abort", () => (sizes.disconnect(), sight.disconnect()));
    if (this.getAttribute("loading") === "lazy") sight.observe(this);
    else this.load();
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.page?.keep();
    this.loads++;
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (this.page && this.isConnected && before !== now)
      this.load(name === "lang" ? this.page.answers.facts : undefined, !!before);
  }

  /**
   * @param {Record<string, any>} [facts] answers to go on with, as in another language
   * @param {boolean} [replace] whether the host's answers replace a draft, as new ones do
   */
  async load(facts, replace) {
    const load = ++this.loads;
    const language = /^en/i.test(this.lang) ? "en" : "zh-Hant";
    this.page?.keep();
    try {
      const scheme = encodeURIComponent(this.getAttribute("scheme") ?? "");
      const json = async (/** @type {string} */ name) => {
        const response = await fetch(
          new URL(`api/schemes/${scheme}/${name}.${language}.json`, ROOT),
        );
        if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
        return response.json();
      };
      const [data] = await Promise.all([json("calculator"), this.styled]);
      if (load === this.loads)
        this.start(new Wording(data, language, ROOT), language, json, facts, replace);
    } catch (error) {
      if (load !== this.loads) return;
      console.error(error);
      this.content.replaceChildren(
        h("p", { class: "notice", role: "alert", lang: language }, FAILED[language]),
      );
      this.content.hidden = this.fallback.hidden = false;
    }
  }

  /** @param {Wording} wording @param {string} language @param {(name: string) => Promise<any>} load @param {Record<string, any>} [facts] @param {boolean} [replace] */
  start(wording, language, load, facts, replace) {
    const ours = ROOT.origin === location.origin;
    const may = {
      fragment: ours && parent === window && document.querySelector(this.localName) === this,
      storage: (this.getAttribute("storage") ?? (ours ? "on" : "off")) === "on",
    };
    this.page = new CalculatorPage(this.content, wording, may, {
      tell: (name, detail) => this.tell(name, detail),
      load,
    });
    this.content.lang = language;
    const begun = this.page.session.begin(this.getAttribute("answers"), replace);
    if (facts) this.page.answers.facts = facts;
    this.page.begin(facts ? {} : begun);
    this.content.hidden = false;
    this.fallback.hidden = true;
    this.tell("ready", {
      scheme: wording.data.calculator.scheme,
      lang: language,
      rules: wording.rules,
    });
    this.tell("result", this.page.view.result);
  }

  /** @param {string} name @param {any} detail */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
