/**
 * Staff: on the search page of the preview, why each result is one, and which queries of the
 * editors' own list are not answered. The published site has none of it.
 */
import { h } from "../parts/dom.js";
import { explain, judged } from "./explain.js";
import { filled, help, reading, reasons, shortfall, summary } from "./lines.js";
import { arrival } from "./search.js";

/** @import { Explained, Expected, Judged, Words } from "../types/staff" */

/** As many as the search page shows. */
const LIMIT = 30;

/** @typedef {{words: Record<string, Words>, expected: Expected[]}} Content of staff.json */

class Staff {
  #search;
  #words;
  #expected;
  #lang;
  #query = h("div", null);
  #list = h("div", { role: "status" });

  /** @param {HTMLElement} search @param {Content} content */
  constructor(search, { words, expected }) {
    this.#search = search;
    this.#lang = /** @type {"zh-Hant" | "en"} */ (search.lang === "en" ? "en" : "zh-Hant");
    this.#words = words[this.#lang];
    this.#expected = expected;
  }

  /** Puts its part below the search, and explains whatever that shows from now on. */
  begin() {
    const check = () => this.#check();
    const text = this.#words;
    this.#search.after(
      h(
        "section",
        { class: "staff-search" },
        h("h2", null, text.heading),
        h("p", null, text.index),
        this.#query,
        h("button", { type: "button", class: "site-search__kind", onclick: check }, text.check),
        this.#list,
      ),
    );
    const body = this.#search.querySelector(".site-search__results");
    if (!body) return;
    new MutationObserver(() => this.#explain()).observe(body, { childList: true });
    this.#explain();
  }

  async #explain() {
    const query = this.#search.querySelector("input")?.value ?? "";
    if (!query.trim()) {
      this.#query.replaceChildren();
      return;
    }
    const explained = await explain(query, { lang: this.#lang, limit: LIMIT });
    // Another query may have been shown meanwhile; what it found is explained anew.
    if (this.#search.querySelector("input")?.value !== query) return;
    const lines = [...reading(explained, this.#words), ...help(explained, this.#words)];
    this.#query.replaceChildren(listed(lines));
    this.#mark(explained);
  }

  /** Adds to each result that is shown why it is one. @param {Explained} explained */
  #mark({ results }) {
    const of = new Map(results.map((result) => [arrival(result), result]));
    for (const item of this.#search.querySelectorAll(".site-search__list > li")) {
      const result = of.get(item.querySelector("a")?.href ?? "");
      item.querySelector("details")?.remove();
      if (result) item.append(this.#why(reasons(result.why, result.lang, this.#words)));
    }
  }

  /** @param {string[]} lines */
  #why(lines) {
    return h("details", null, h("summary", null, this.#words.why), listed(lines));
  }

  async #check() {
    const text = this.#words;
    this.#list.replaceChildren(h("p", null, text.checking));
    const list = await judged(this.#expected);
    const missed = list.filter(({ answered }) => !answered);
    const others = list.filter(({ answered }) => answered);
    const items = [
      ...missed.map((item) =>
        h("li", null, this.#entry(item), listed(shortfall(item, text)), this.#link(item)),
      ),
      ...others.map((item) => h("li", null, text.answered, this.#entry(item))),
    ];
    this.#list.replaceChildren(
      h("p", null, summary(list, text)),
      h("ul", null, items),
      ...(missed.length ? [h("p", null, text.help_list)] : []),
    );
  }

  /** @param {Judged} item */
  #entry = ({ place, query }) => filled(this.#words.entry, { place, query });

  /** To what a query of the list finds, on the search page of its language. @param {Judged} item */
  #link({ query, lang }) {
    const page = lang === this.#lang ? "./" : lang === "en" ? "../en/search/" : "../../search/";
    return h("a", { href: `${page}?q=${encodeURIComponent(query)}` }, this.#words.open);
  }
}

/** @param {string[]} lines */
const listed = (lines) =>
  h(
    "ul",
    null,
    lines.map((line) => h("li", null, line)),
  );

const response = await fetch(new URL("staff.json", import.meta.url));
const search = document.querySelector("site-search");
await customElements.whenDefined("site-search");
if (search instanceof HTMLElement) new Staff(search, await response.json()).begin();
