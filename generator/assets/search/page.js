/**
 * The search page: a form, results by kind with filters, and an address to share (?q=).
 */

import { arrival, nearTerms, search, wording } from "./search.js";

const LIMIT = 30;
/** Milliseconds without a further key before a query is searched for. */
const PAUSE = 150;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

function marked(text, marks) {
  const parts = [];
  let done = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(done, start), make("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...parts, text.slice(done)];
}

class SiteSearch extends HTMLElement {
  #words;
  #results = [];
  #kind = "";
  #asked = 0;
  #timer;

  connectedCallback() {
    this.#field = make("input", {
      type: "search",
      name: "q",
      id: "site-search",
      autocomplete: "off",
      spellcheck: "false",
    });
    this.#form = make(
      "form",
      { role: "search", class: "site-search__form" },
      make("label", { for: "site-search" }, this.dataset.field),
      this.#field,
      make("button", { class: "md-button md-button--primary" }, this.dataset.search),
    );
    this.#status = make("p", { role: "status", class: "site-search__status" });
    this.#body = make("div", { class: "site-search__results" });
    this.replaceChildren(this.#form, this.#status, this.#body);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search();
    });
    this.#field.addEventListener("input", (event) => {
      clearTimeout(this.#timer);
      // An input method's half-typed word is no query yet.
      if (!event.isComposing) this.#timer = setTimeout(() => this.#search(), PAUSE);
    });
    this.#field.addEventListener("compositionend", () => this.#search());
    window.addEventListener("popstate", () => this.#read());
    this.#read();
  }

  #field;
  #form;
  #status;
  #body;

  get #lang() {
    return this.lang === "en" ? "en" : "zh-Hant";
  }

  #read() {
    this.#field.value = new URL(location.href).searchParams.get("q") ?? "";
    if (this.#field.value) this.#search();
  }

  async #search() {
    clearTimeout(this.#timer);
    const query = this.#field.value;
    this.#asked += 1;
    const own = this.#asked;
    const url = new URL(location.href);
    url.hash = "";
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
    try {
      const results = query.trim() ? await search(query, { lang: this.#lang, limit: LIMIT }) : [];
      const near =
        query.trim() && !results.length ? await nearTerms(query, { lang: this.#lang }) : [];
      this.#words = await wording(this.#lang);
      if (own !== this.#asked) return;
      this.#results = results;
      if (!results.some(({ kind }) => kind === this.#kind)) this.#kind = "";
      this.#show(query, near);
    } catch (error) {
      console.warn(error);
      if (own === this.#asked) this.#fail();
    }
  }

  #fail() {
    const again = make("button", { type: "button", class: "md-button" }, this.dataset.retry);
    again.addEventListener("click", () => this.#search());
    this.#status.textContent = this.dataset.failed;
    this.#body.replaceChildren(again);
  }

  #show(query, near) {
    const text = (name) => this.#words[name];
    const shown = this.#results.filter(({ kind }) => !this.#kind || kind === this.#kind);
    if (!query.trim()) this.#status.textContent = text("empty");
    else if (!this.#results.length) this.#status.textContent = text("nothing");
    else this.#status.textContent = text("count").replace("{n}", shown.length);
    const offer = shown.find((each) => each.offer);
    this.#body.replaceChildren(
      ...(near.length ? [this.#near(near, text)] : []),
      ...(this.#results.length ? [this.#filters(text)] : []),
      ...(offer
        ? [
            make(
              "p",
              { class: "site-search__offer" },
              text("offer"),
              " ",
              make("a", { href: offer.url }, offer.title),
            ),
          ]
        : []),
      ...this.#groups(
        shown.filter((each) => !each.offer),
        text,
      ),
    );
  }

  #near(near, text) {
    const links = near.map((term) =>
      make("li", {}, make("a", { href: `?q=${encodeURIComponent(term)}` }, term)),
    );
    return make(
      "div",
      { class: "site-search__near" },
      make("p", {}, text("near")),
      make("ul", { class: "chips" }, ...links),
    );
  }

  #filters(text) {
    const kinds = [...new Set(this.#results.map(({ kind }) => kind))];
    const buttons = ["", ...kinds].map((kind) => {
      const pressed = String(kind === this.#kind);
      const name = kind ? this.#words[`kind_${kind}`] : text("all");
      const button = make(
        "button",
        { type: "button", class: "site-search__kind", "aria-pressed": pressed },
        name,
      );
      button.addEventListener("click", () => {
        this.#kind = kind;
        this.#show(this.#field.value, []);
        this.querySelector('.site-search__kind[aria-pressed="true"]').focus();
      });
      return button;
    });
    return make(
      "div",
      { role: "group", "aria-label": text("filter"), class: "site-search__filters" },
      ...buttons,
    );
  }

  /** Kinds in the order of their best result; the other language's results stay last. */
  #groups(results, text) {
    const groups = new Map();
    for (const result of results) {
      const key = result.lang === this.#lang ? result.kind : text("other");
      groups.set(key, [...(groups.get(key) ?? []), result]);
    }
    return [...groups].map(([key, each]) =>
      make(
        "section",
        {},
        make("h2", {}, this.#words[`kind_${key}`] ?? key),
        make("ol", { class: "site-search__list" }, ...each.map((result) => this.#item(result))),
      ),
    );
  }

  #item(result) {
    const trail = [...result.trail.slice(1), result.section ? result.title : ""]
      .filter(Boolean)
      .join(" › ");
    return make(
      "li",
      { lang: result.lang },
      make("a", { href: arrival(result) }, ...marked(result.section || result.title, result.marks)),
      ...(trail ? [make("span", { class: "site-search__trail" }, trail)] : []),
      make("p", {}, ...marked(result.excerpt.text, result.excerpt.marks)),
    );
  }
}

customElements.define("site-search", SiteSearch);
