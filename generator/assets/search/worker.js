/**
 * Material's search worker, answered by the site's own search. Material sends {type: 0}
 * to set up, {type: 2, data: query} for a query, and wants {type: 1} and {type: 3, data}
 * back. Nothing is loaded before there is a query.
 *
 * Its address carries what must be said even when nothing can be loaded: lang, failed, retry.
 * Material writes titles and texts as HTML, so every one is escaped here.
 */

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
/** Milliseconds without a further key before a query is searched for. */
const PAUSE = 80;
const LIMIT = 12;

const given = new URLSearchParams(self.location.search);
const lang = given.get("lang") === "en" ? "en" : "zh-Hant";
const page = new URL(`../../${lang === "en" ? "en/" : ""}search/`, self.location.href);
let latest = 0;

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

function asked(query) {
  const url = new URL(page);
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

function groups(results, text) {
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

async function answer(query) {
  if (!query.trim()) return { items: [] };
  try {
    const { search, nearTerms, wording } = await import("./search.js");
    const [results, words] = await Promise.all([search(query, { lang, limit: LIMIT }), wording(lang)]);
    const text = (name) => words[name];
    if (results.length) {
      const all = entry(asked(query), escaped(text("see_all")));
      const best = results[0].section || results[0].title;
      return { items: [...groups(results, text), [all]], suggest: [best] };
    }
    const near = await nearTerms(query, { lang });
    if (!near.length) return { items: [] };
    const head = entry(asked(query), escaped(text("near")));
    return { items: [[head, ...near.map((term) => entry(`${asked(term)}#near`, escaped(term)))]] };
  } catch (error) {
    console.warn(error);
    const failed = entry(asked(query), escaped(given.get("failed") ?? ""), {
      text: `<p>${escaped(given.get("retry") ?? "")}</p>`,
    });
    return { items: [[failed]] };
  }
}

self.addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) self.postMessage({ type: READY });
  if (message.type !== QUERY) return;
  latest += 1;
  const own = latest;
  await new Promise((done) => setTimeout(done, PAUSE));
  if (own !== latest) return;
  const data = await answer(message.data);
  if (own === latest) self.postMessage({ type: RESULT, data });
});
