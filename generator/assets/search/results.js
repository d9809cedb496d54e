/**
 * What the search page shows of results: each under a heading of its own, so that a screen reader
 * goes from one to the next.
 */
import { h } from "../parts/dom.js";
import { arrival } from "./search.js";

/**
 * @import { Answered, Lang, Result, Span } from "../types/search"
 * @typedef {{lang: Lang, words: Record<string, string>, owners: Record<string, string>}} Names
 *   the words of the search's interface and the names of owners, in the reader's language
 */

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

/**
 * Page › section, whose it is, an excerpt, and the other pages about it. The kind is left out
 * where the page is called by it.
 * @param {Result} result @param {"h2" | "h3"} heading @param {Names} names
 */
function item(result, heading, names) {
  const { lang, words, owners } = names;
  const { owner, section, card, pages } = result;
  const title = marked(section || result.title, result.marks);
  const page = section && h("span", { class: "site-search__page" }, `${result.title} › `);
  const kind = words[`kind_${result.kind}`];
  return h(
    "li",
    { lang: result.lang, class: card ? "site-search__card" : "" },
    h(heading, null, h("a", { href: arrival(result) }, page, title)),
    // Where a line may break, and a word ends.
    " ",
    !(section && kind === result.title) && h("span", { lang, class: "site-search__of" }, kind),
    " ",
    owner && h("span", { lang, class: `voice voice--${owner}` }, owners[owner]),
    h("p", null, marked(result.excerpt.text, result.excerpt.marks)),
    pages.length > 0 && also(pages, names),
  );
}

/** @param {Result["pages"]} pages @param {Names} names */
function also(pages, { lang, words }) {
  const links = pages.map(({ url, title, kind }) =>
    h(
      "li",
      null,
      h("a", { href: url }, title),
      h("span", { lang, class: "site-search__of" }, words[`kind_${kind}`]),
    ),
  );
  return h("ul", { class: "site-search__also" }, links);
}

/** @param {Result[]} results @param {"h2" | "h3"} heading @param {Names} names */
export function list(results, heading, names) {
  if (!results.length) return [];
  const items = results.map((result) => item(result, heading, names));
  return [h("ol", { class: "site-search__list" }, items)];
}

/**
 * What the rules make of the figures in a query.
 * @param {Answered} answer @param {string} open what opens the calculator
 */
export function worked({ title, statement, clauses, href }, open) {
  return h(
    "section",
    { class: "site-search__answer" },
    h("h2", null, title),
    h("p", null, statement),
    h(
      "p",
      null,
      clauses.map(({ url, name }) => h("a", { href: url }, name)),
      h("a", { href, class: "md-button" }, open),
    ),
  );
}
