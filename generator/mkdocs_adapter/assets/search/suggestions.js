/**
 * Answers to Material's search box: results in the form in which it shows them. Material
 * writes titles and texts as HTML, so every one is escaped here.
 */
import { find, nearTerms, Unreachable, wording, workedOut } from "./search.js";

/** @import { Answered, Lang, Result, Span } from "../types/search" */

const LIMIT = 12;
const ROOT = new URL("../../", import.meta.url);

/**
 * @typedef {object} Entry what Material shows: a page, or a section of it below
 * @property {string} location @property {string} title HTML
 * @property {string} text HTML
 * @property {number} score
 * @property {string[]} [tags] HTML
 * @property {Record<string, true>} terms
 */

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A text as HTML, with these places marked. @param {string} text @param {Span[]} marks */
export function markedHtml(text, marks) {
  let done = 0;
  let html = "";
  for (const [start, end] of marks) {
    html += `${escaped(text.slice(done, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escaped(text.slice(done));
}

/** The search page, asked the same. @param {string} query @param {Lang} lang */
function searchPage(query, lang) {
  const url = new URL(`${lang === "en" ? "en/" : ""}search/`, ROOT);
  url.searchParams.set("q", query);
  return url.href;
}

/**
 * @param {string} location @param {string} title
 * @param {{text?: string, terms?: string[], tags?: string[], score?: number}} [details]
 * @returns {Entry}
 */
const entry = (location, title, { text = "", terms = [], tags, score = 0 } = {}) => ({
  location,
  title,
  text,
  score,
  tags,
  terms: Object.fromEntries(terms.map((term) => [term, true])),
});

/**
 * Results in blocks, one for each page: the page, then its sections.
 * @param {Result[]} results @param {Lang} lang @param {(name: string) => string} text
 */
export function groups(results, lang, text) {
  /** @type {Map<string, Entry[]>} */
  const pages = new Map();
  results.forEach((result, i) => {
    const [address] = result.url.split("#");
    const score = LIMIT - i;
    const kind = text(`kind_${result.kind}`);
    // Some pages are called as their kind is.
    const tags = kind === result.title ? [] : [kind];
    if (result.lang !== lang) tags.push(text("other"));
    // Below its first section, so that Enter opens the section; Material folds away
    // what has less than the first of a block.
    const head = { tags: tags.length ? tags.map(escaped) : undefined, score: score - 0.5 };
    const block = pages.get(address) ?? [entry(address, escaped(result.title), head)];
    pages.set(address, block);
    const [page] = block;
    const words = `<p>${markedHtml(result.excerpt.text, result.excerpt.marks)}</p>`;
    const title = markedHtml(result.section || result.title, result.marks);
    const details = { text: words, terms: result.terms };
    if (result.url === address) {
      block[0] = entry(address, title, { ...details, tags: page.tags, score: page.score });
    } else {
      const own = { ...details, score: Math.max(score, page.score) };
      block.push(entry(result.url, title, own));
    }
  });
  return [...pages.values()];
}

/**
 * What the rules make of the figures in a query: as a title, since of a place within a page that
 * stands alone Material shows no text.
 * @param {Answered} answered
 */
const worked = ({ href, title, statement }) =>
  entry(href, escaped(statement), { tags: [escaped(title)], score: LIMIT + 1 });

/**
 * @param {string} query
 * @param {{lang: Lang, failed: string, retry: string}} asker
 */
export async function suggestions(query, { lang, failed, retry }) {
  try {
    const [{ results, corrected }, answered, words] = await Promise.all([
      find(query, { lang, limit: LIMIT }),
      workedOut(query, { lang }),
      wording(lang),
    ]);
    const text = (/** @type {string} */ name) => words[name];
    const first = answered ? [[worked(answered)]] : [];
    if (corrected) {
      const notice = text("corrected").replace("{words}", corrected);
      first.push([entry(searchPage(corrected, lang), escaped(notice))]);
    }
    if (results.length || answered) {
      const all = entry(searchPage(query, lang), escaped(text("see_all")));
      return { items: [...first, ...groups(results, lang, text), [all]] };
    }
    const near = await nearTerms(query, { lang });
    const entries = near.map((term) =>
      entry(`${searchPage(term, lang)}#site-search`, escaped(term)),
    );
    const heads = [
      entry(searchPage(query, lang), escaped(text(near.length ? "near" : "begin_link"))),
    ];
    return { items: [[...heads, ...entries]] };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    // The next key asks again; so does the search page.
    const text = `<p>${escaped(retry)}</p>`;
    return { items: [[entry(searchPage(query, lang), escaped(failed), { text })]] };
  }
}
