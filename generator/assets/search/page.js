/**
 * The search page: a form, one list of results with filters, and an address to share: the query
 * (?q=) and the kind to which its results are filtered (&kind=). Each query that somebody stays
 * with, and each filter, is an entry of the history.
 * What the page offers where nothing is asked or found stands in it already.
 */
import { h } from "../parts/dom.js";
import { list, worked } from "./results.js";
import { find, nearTerms, ownerNames, wording, workedOut } from "./search.js";

/**
 * @import { Answered, Found, Lang } from "../types/search"
 * @typedef {(name: string) => string} Words a word of the search's interface
 */

const LIMIT = 20;
/** Milliseconds without a further key before a query is searched for. */
const PAUSE = 150;
/** Milliseconds without a further key before a query is one that somebody stays with. */
const STAY = 1500;

class SiteSearch extends HTMLElement {
  /** @type {Record<string, string>} */
  #words = {};
  /** @type {Record<string, string>} */
  #owners = {};
  /** @type {Found} */
  #found = { results: [], corrected: "" };
  /** @type {Answered | null} */
  #answer = null;
  /** The kind to which the results are filtered, if any. */
  #kind = "";
  /** Counts the queries, so that an overtaken one shows nothing. */
  #queries = 0;
  #timer = 0;
  #stay = 0;
  /** Whether the address stays as it is; the next query is then an entry of its own. */
  #settled = true;
  #title = document.title;
  #field = h("input", {
    type: "search",
    name: "q",
    id: "site-search",
    autocomplete: "off",
    spellcheck: "false",
  });
  #status = h("p", { role: "status", class: "site-search__status" });
  #body = h("div", { class: "site-search__results" });
  /** Where to begin, for somebody who has not asked or found anything. */
  #help = [...this.querySelectorAll("[data-help]")];

  constructor() {
    super();
    this.#field.addEventListener("input", (event) => {
      clearTimeout(this.#timer);
      clearTimeout(this.#stay);
      // An input method's half-typed word is no query yet.
      const composing = "isComposing" in event && event.isComposing;
      if (!composing) this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    this.#field.addEventListener("compositionend", () => this.#ask());
    this.#field.addEventListener("change", () => this.#settle());
  }

  connectedCallback() {
    const form = h(
      "form",
      { role: "search", class: "site-search__form" },
      h("label", { for: "site-search" }, this.dataset.field),
      this.#field,
      h("button", { class: "md-button md-button--primary" }, this.dataset.search),
    );
    this.replaceChildren(form, this.#status, this.#body, ...this.#help);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask();
      this.#settle();
    });
    window.addEventListener("popstate", () => this.#read());
    window.addEventListener("pagehide", () => this.#leave());
    this.#read();
  }

  /** What was in sight is so again for somebody who comes back: the list is drawn anew then. */
  #leave() {
    history.replaceState({ ...history.state, top: window.scrollY }, "");
  }

  /** @returns {Lang} */
  get #lang() {
    return this.lang === "en" ? "en" : "zh-Hant";
  }

  /** Takes the query and the filter from the address. */
  #read() {
    const { searchParams } = new URL(location.href);
    this.#field.value = searchParams.get("q") ?? "";
    this.#kind = searchParams.get("kind") ?? "";
    this.#settled = true;
    // Nothing is loaded before something is asked.
    if (this.#field.value || this.#queries) this.#search(history.state?.top);
  }

  /** Searches for what is typed. */
  #ask() {
    this.#write();
    this.#search();
    this.#stay = setTimeout(() => this.#settle(), STAY);
  }

  /** The query is one to come back to. */
  #settle() {
    clearTimeout(this.#stay);
    this.#write();
    this.#settled = true;
  }

  /**
   * Puts the query and the filter into the address. While somebody types, one entry of the history
   * holds whatever there is so far.
   */
  #write() {
    const query = this.#field.value;
    const url = new URL(location.href);
    url.hash = "";
    if (!query.trim()) this.#kind = "";
    for (const [name, value] of Object.entries({ q: query, kind: this.#kind })) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (url.search === location.search) return;
    if (this.#settled) history.pushState(null, "", url);
    else history.replaceState(history.state, "", url);
    this.#settled = false;
  }

  async #search(top = 0) {
    clearTimeout(this.#timer);
    const query = this.#field.value;
    this.#queries += 1;
    const own = this.#queries;
    document.title = query.trim() ? `${query} - ${this.#title}` : this.#title;
    try {
      const lang = this.#lang;
      const asked = query.trim() !== "";
      const [found, answer, words, owners] = await Promise.all([
        asked ? find(query, { lang, limit: LIMIT }) : { results: [], corrected: "" },
        asked ? workedOut(query, { lang }) : null,
        wording(lang),
        ownerNames(lang),
      ]);
      const near = asked && !found.results.length ? await nearTerms(query, { lang }) : [];
      if (own !== this.#queries) return;
      this.#words = words;
      this.#owners = owners;
      this.#found = found;
      this.#answer = answer;
      if (!Object.hasOwn(words, `kind_${this.#kind}`)) this.#kind = "";
      this.#show(query, near);
      if (top) window.scrollTo({ top, behavior: "instant" });
    } catch (error) {
      console.warn(error);
      if (own === this.#queries) this.#fail();
    }
  }

  #fail() {
    const again = () => this.#search();
    const button = { type: "button", class: "md-button", onclick: again };
    this.#status.textContent = this.dataset.failed ?? "";
    this.#body.replaceChildren(h("button", button, this.dataset.retry));
  }

  /** @param {string} query @param {string[]} near terms that come near a query without results */
  #show(query, near) {
    /** @type {Words} */
    const text = (name) => this.#words[name];
    const { results } = this.#found;
    const shown = results.filter(({ kind }) => !this.#kind || kind === this.#kind);
    const nothing = !results.length && !this.#answer;
    this.#status.textContent = this.#statusOf(query, shown.length, text);
    for (const help of this.#help) help.toggleAttribute("hidden", !nothing);
    const other = shown.filter(({ lang }) => lang !== this.#lang);
    const own = shown.filter(({ lang }) => lang === this.#lang);
    const names = { lang: this.#lang, words: this.#words, owners: this.#owners };
    this.#body.replaceChildren(
      ...(this.#answer ? [worked(this.#answer, text("open_calculator"))] : []),
      ...(near.length ? [this.#near(near, text)] : []),
      ...(results.length ? this.#filters(text) : []),
      ...(results.length && !shown.length ? [this.#unfilter(text)] : []),
      ...list(own, "h2", names),
      ...(other.length ? [h("h2", null, text("other")), ...list(other, "h3", names)] : []),
    );
  }

  /**
   * What was found, in words: for a screen reader, too, which is told of it.
   * @param {string} query @param {number} shown how many results @param {Words} text
   */
  #statusOf(query, shown, text) {
    const { results, corrected } = this.#found;
    if (!query.trim()) return text("empty");
    if (!results.length && !this.#answer) return text("nothing");
    const sentences = [
      this.#answer && text("answered"),
      corrected && text("corrected").replace("{words}", () => corrected),
      results.length && this.#count(shown, text),
    ];
    return sentences.filter(Boolean).join(this.#lang === "en" ? ". " : "。");
  }

  /**
   * How many are shown; of a full list, that these are the closest.
   * @param {number} shown @param {Words} text
   */
  #count(shown, text) {
    const all = this.#found.results.length;
    const kind = this.#words[`kind_${this.#kind}`];
    if (kind)
      return text(shown ? "count_of_kind" : "none_of_kind")
        .replace("{kind}", kind)
        .replace("{n}", String(shown))
        .replace("{all}", String(all));
    return text(all < LIMIT ? "count" : "closest_count").replace("{n}", String(all));
  }

  /** @param {string[]} near @param {Words} text */
  #near(near, text) {
    const links = near.map((term) =>
      h("li", null, h("a", { href: `?q=${encodeURIComponent(term)}` }, term)),
    );
    const list = h("ul", { class: "chips" }, links);
    return h("div", { class: "site-search__near" }, h("p", null, text("near")), list);
  }

  /**
   * The kinds of the results, and the one that is chosen, where there is a choice.
   * @param {Words} text
   */
  #filters(text) {
    const found = this.#found.results.map(({ kind }) => kind);
    const kinds = [...new Set(this.#kind ? [...found, this.#kind] : found)];
    if (kinds.length < 2 && !this.#kind) return [];
    const buttons = ["", ...kinds].map((kind) => {
      const name = kind ? this.#words[`kind_${kind}`] : text("all");
      const pressed = String(kind === this.#kind);
      const press = () => this.#filter(kind);
      const attributes = { type: "button", class: "site-search__kind", "aria-pressed": pressed };
      return h("button", { ...attributes, onclick: press }, name);
    });
    const label = { role: "group", "aria-label": text("filter"), class: "site-search__filters" };
    return [h("div", label, buttons)];
  }

  /** The way out of a filter that leaves nothing. @param {Words} text */
  #unfilter(text) {
    const button = { type: "button", class: "md-button", onclick: () => this.#filter("") };
    return h("p", null, h("button", button, text("all_kinds")));
  }

  /**
   * Shows the results of one kind, and puts the focus on its button, which is a new one.
   * @param {string} kind
   */
  #filter(kind) {
    this.#settle();
    this.#kind = kind;
    this.#settle();
    this.#show(this.#field.value, []);
    const pressed = this.querySelector('.site-search__kind[aria-pressed="true"]');
    if (pressed instanceof HTMLElement) pressed.focus();
  }
}

customElements.define("site-search", SiteSearch);
