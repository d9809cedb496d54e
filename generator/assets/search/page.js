/**
 * The search page: a form, results by kind with filters, and an address to share (?q=).
 */
import { h } from "../parts/dom.js";
import { arrival, nearTerms, ownerNames, search, wording } from "./search.js";

/**
 * @import { Lang, Result, Span } from "../types/search"
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
  /** @type {Result[]} */
  #results = [];
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
    this.replaceChildren(form, this.#status, this.#body);
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
      const results = query.trim() ? await search(query, { lang, limit: LIMIT }) : [];
      const near = query.trim() && !results.length ? await nearTerms(query, { lang }) : [];
      this.#words = await wording(lang);
      this.#owners = await ownerNames(lang);
      if (own !== this.#queries) return;
      this.#results = results;
      if (!results.some(({ kind }) => kind === this.#kind)) this.#kind = "";
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
    const shown = this.#results.filter(({ kind }) => !this.#kind || kind === this.#kind);
    if (!query.trim()) this.#status.textContent = text("empty");
    else if (!this.#results.length) this.#status.textContent = text("nothing");
    else this.#status.textContent = text("count").replace("{n}", String(shown.length));
    const offer = shown.find((result) => result.offer);
    const others = shown.filter((result) => !result.offer);
    this.#body.replaceChildren(
      ...(near.length ? [this.#near(near, text)] : []),
      ...(this.#results.length ? [this.#filters(text)] : []),
      ...(offer ? [this.#offer(offer, text)] : []),
      ...this.#groups(others, text),
    );
  }

  /** @param {Result} offer @param {Words} text */
  #offer(offer, text) {
    const link = h("a", { href: offer.url }, offer.title);
    return h("p", { class: "site-search__offer" }, text("offer"), " ", link);
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
    const kinds = [...new Set(this.#results.map(({ kind }) => kind))];
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

  /**
   * Kinds in the order of their best result; the other language's results stay last.
   * @param {Result[]} results @param {Words} text
   */
  #groups(results, text) {
    /** @type {Map<string, Result[]>} */
    const groups = new Map();
    for (const result of results) {
      const key = result.lang === this.#lang ? result.kind : text("other");
      groups.set(key, [...(groups.get(key) ?? []), result]);
    }
    return [...groups].map(([key, group]) => {
      const items = group.map((result) => this.#item(result));
      const heading = h("h2", null, this.#words[`kind_${key}`] ?? key);
      return h("section", null, heading, h("ol", { class: "site-search__list" }, items));
    });
  }

  /** @param {Result} result */
  #item(result) {
    const titles = [...result.trail.slice(1), result.section ? result.title : ""];
    const trail = titles.filter(Boolean).join(" › ");
    const title = marked(result.section || result.title, result.marks);
    const { owner } = result;
    return h(
      "li",
      { lang: result.lang },
      h("a", { href: arrival(result) }, title),
      owner && h("span", { class: `voice voice--${owner}` }, this.#owners[owner]),
      trail !== "" && h("span", { class: "site-search__trail" }, trail),
      h("p", null, marked(result.excerpt.text, result.excerpt.marks)),
    );
  }
}

customElements.define("site-search", SiteSearch);
