/**
 * The search page: a form, one list of results with filters, and an address to share (?q=).
 * What it offers where nothing is asked or found stands in the page already.
 */
import { h } from "../parts/dom.js";
import { arrival, find, nearTerms, ownerNames, wording, workedOut } from "./search.js";

/**
 * @import { Answered, Found, Lang, Result, Span } from "../types/search"
 * @typedef {(name: string) => string} Words a word of the search's interface
 */

const LIMIT = 30;
/** Milliseconds without a further key before a query is searched for. */
const PAUSE = 150;

/** A text with these places marked. @param {string} text @param {Span[]} marks */
function marked(text, marks) {
  const parts = [];
  let done = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(done, start), h("mark", null, text.slice(start, end)));
    done = end;
  }
  return [...parts, text.slice(done)];
}

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
      // An input method's half-typed word is no query yet.
      const composing = "isComposing" in event && event.isComposing;
      if (!composing) this.#timer = setTimeout(() => this.#search(), PAUSE);
    });
    this.#field.addEventListener("compositionend", () => this.#search());
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
      this.#search();
    });
    window.addEventListener("popstate", () => this.#read());
    this.#read();
  }

  /** @returns {Lang} */
  get #lang() {
    return this.lang === "en" ? "en" : "zh-Hant";
  }

  /** Takes the query from the address. */
  #read() {
    this.#field.value = new URL(location.href).searchParams.get("q") ?? "";
    if (this.#field.value) this.#search();
  }

  /** Puts the query into the address. @param {string} query */
  #write(query) {
    const url = new URL(location.href);
    url.hash = "";
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  async #search() {
    clearTimeout(this.#timer);
    const query = this.#field.value;
    this.#queries += 1;
    const own = this.#queries;
    this.#write(query);
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
      if (!found.results.some(({ kind }) => kind === this.#kind)) this.#kind = "";
      this.#show(query, near);
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
    const { results, corrected } = this.#found;
    const shown = results.filter(({ kind }) => !this.#kind || kind === this.#kind);
    const nothing = !results.length && !this.#answer;
    if (!query.trim()) this.#status.textContent = text("empty");
    else if (nothing) this.#status.textContent = text("nothing");
    else if (!results.length) this.#status.textContent = "";
    else if (corrected) this.#status.textContent = text("corrected").replace("{words}", corrected);
    else this.#status.textContent = this.#count(shown.length, text);
    for (const help of this.#help) help.toggleAttribute("hidden", !nothing);
    const other = shown.filter(({ lang }) => lang !== this.#lang);
    this.#body.replaceChildren(
      ...(this.#answer ? [this.#worked(this.#answer, text)] : []),
      ...(near.length ? [this.#near(near, text)] : []),
      ...(new Set(results.map(({ kind }) => kind)).size > 1 ? [this.#filters(text)] : []),
      ...this.#list(shown.filter(({ lang }) => lang === this.#lang)),
      ...(other.length ? [h("h2", null, text("other")), ...this.#list(other)] : []),
    );
  }

  /**
   * How many are shown; of a full list, that these are the closest.
   * @param {number} count @param {Words} text
   */
  #count(count, text) {
    const name = this.#found.results.length < LIMIT ? "count" : "closest_count";
    return text(name).replace("{n}", String(count));
  }

  /**
   * What the rules make of the figures in the query.
   * @param {Answered} answer @param {Words} text
   */
  #worked({ title, statement, clauses, href }, text) {
    return h(
      "section",
      { class: "site-search__answer" },
      h("h2", null, title),
      h("p", null, statement),
      h(
        "p",
        null,
        clauses.map(({ url, name }) => h("a", { href: url }, name)),
        h("a", { href, class: "md-button" }, text("open_calculator")),
      ),
    );
  }

  /** @param {string[]} near @param {Words} text */
  #near(near, text) {
    const links = near.map((term) =>
      h("li", null, h("a", { href: `?q=${encodeURIComponent(term)}` }, term)),
    );
    const list = h("ul", { class: "chips" }, links);
    return h("div", { class: "site-search__near" }, h("p", null, text("near")), list);
  }

  /** @param {Words} text */
  #filters(text) {
    const kinds = [...new Set(this.#found.results.map(({ kind }) => kind))];
    const buttons = ["", ...kinds].map((kind) => {
      const name = kind ? this.#words[`kind_${kind}`] : text("all");
      const pressed = String(kind === this.#kind);
      const press = () => this.#filter(kind);
      const attributes = { type: "button", class: "site-search__kind", "aria-pressed": pressed };
      return h("button", { ...attributes, onclick: press }, name);
    });
    const label = { role: "group", "aria-label": text("filter"), class: "site-search__filters" };
    return h("div", label, buttons);
  }

  /**
   * Shows the results of one kind, and puts the focus on its button, which is a new one.
   * @param {string} kind
   */
  #filter(kind) {
    this.#kind = kind;
    this.#show(this.#field.value, []);
    const pressed = this.querySelector('.site-search__kind[aria-pressed="true"]');
    if (pressed instanceof HTMLElement) pressed.focus();
  }

  /** @param {Result[]} results */
  #list(results) {
    if (!results.length) return [];
    const items = results.map((result) => this.#item(result));
    return [h("ol", { class: "site-search__list" }, items)];
  }

  /**
   * Page › section, whose it is, an excerpt, and the other pages about it.
   * @param {Result} result
   */
  #item(result) {
    const { owner, section, card, pages } = result;
    const title = marked(section || result.title, result.marks);
    const page = section && h("span", { class: "site-search__page" }, `${result.title} › `);
    return h(
      "li",
      { lang: result.lang, class: card ? "site-search__card" : "" },
      h("a", { href: arrival(result) }, page, title),
      h("span", { class: "site-search__of" }, this.#words[`kind_${result.kind}`]),
      owner && h("span", { class: `voice voice--${owner}` }, this.#owners[owner]),
      h("p", null, marked(result.excerpt.text, result.excerpt.marks)),
      pages.length > 0 && this.#also(pages),
    );
  }

  /** @param {Result["pages"]} pages */
  #also(pages) {
    const links = pages.map(({ url, title, kind }) =>
      h(
        "li",
        null,
        h("a", { href: url }, title),
        h("span", { class: "site-search__of" }, this.#words[`kind_${kind}`]),
      ),
    );
    return h("ul", { class: "site-search__also" }, links);
  }
}

customElements.define("site-search", SiteSearch);
