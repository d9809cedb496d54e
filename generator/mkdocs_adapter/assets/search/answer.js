/**
 * Answers to Material's search box: results in the form in which it shows them. Material
 * writes titles and texts as HTML, so every one is escaped here.
 */

import { Unreachable, nearTerms, search, wording } from "./search.js";

const LIMIT = 12;
const ROOT = new URL("../../", import.meta.url);

const escaped = (text) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function marked(text, marks) {
  let done = 0;
  let html = "";
  for (const [start, end] of marks) {
    html += `${escaped(text.slice(done, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escaped(text.slice(done));
}

/** The search page, asked the same. */
function asked(query, lang) {
  const url = new URL(`${lang === "en" ? "en/" : ""}search/`, ROOT);
  url.searchParams.set("q", query);
  return url.href;
}

/** What Material shows as one block: a page, and sections of it below. */
const entry = (location, title, { text = "", terms = [], tags, score = 0 } = {}) => ({
  location,
  title,
  text,
  score,
  tags,
  terms: Object.fromEntries(terms.map((term) => [term, true])),
});

function groups(results, lang, text) {
  const pages = new Map();
  results.forEach((result, i) => {
    const [address] = result.url.split("#");
    const score = LIMIT - i;
    const tags = [text(`kind_${result.kind}`)];
    if (result.lang !== lang) tags.push(text("other"));
    if (result.offer) tags.push(text("offer"));
    if (!pages.has(address)) {
      // Below its first section, so that Enter opens the section; Material folds away
      // what has less than the first of a block.
      pages.set(address, [entry(address, escaped(result.title), { tags: tags.map(escaped), score: score - 0.5 })]);
    }
    const block = pages.get(address);
    const words = `<p>${marked(result.excerpt.text, result.excerpt.marks)}</p>`;
    const title = marked(result.section || result.title, result.marks);
    if (result.url === address) {
      Object.assign(block[0], entry(address, title, { text: words, terms: result.terms, tags: block[0].tags, score: block[0].score }));
    } else {
      block.push(entry(result.url, title, { text: words, terms: result.terms, score: Math.max(score, block[0].score) }));
    }
  });
  return [...pages.values()];
}

/**
 * @param {string} query
 * @param {{lang: "zh-Hant" | "en", failed: string, retry: string}} given
 */
export async function answer(query, { lang, failed, retry }) {
  try {
    const [results, words] = await Promise.all([search(query, { lang, limit: LIMIT }), wording(lang)]);
    const text = (name) => words[name];
    if (results.length) {
      const all = entry(asked(query, lang), escaped(text("see_all")));
      return { items: [...groups(results, lang, text), [all]], suggest: [results[0].section || results[0].title] };
    }
    const near = await nearTerms(query, { lang });
    if (!near.length) return { items: [] };
    const head = entry(asked(query, lang), escaped(text("near")));
    return { items: [[head, ...near.map((term) => entry(`${asked(term, lang)}#site-search`, escaped(term)))]] };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    // The next key asks again; so does the search page.
    const text = `<p>${escaped(retry)}</p>`;
    return { items: [[entry(asked(query, lang), escaped(failed), { text })]] };
  }
}
