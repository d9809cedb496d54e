/**
 * Material's search worker, answered by the site's own search. Material sends {type: 0}
 * to set up, {type: 2, data: query} for a query, and wants {type: 1} and {type: 3, data}
 * back. Nothing more is loaded before there is a query.
 *
 * Its address carries what must be said even when nothing can be loaded: lang, failed, retry.
 */

/** @import { Lang } from "../types/search" */

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
/** Milliseconds without a further key before a query is searched for. */
const PAUSE = 80;

const address = new URLSearchParams(self.location.search);
const asker = {
  lang: /** @type {Lang} */ (address.get("lang")),
  failed: address.get("failed") ?? "",
  retry: address.get("retry") ?? "",
};
let latest = 0;

/** @param {string} query */
async function answer(query) {
  if (!query.trim()) return { items: [] };
  try {
    return await (await import("./suggestions.js")).suggestions(query, asker);
  } catch {
    // The script itself did not come; what it would have said of data that did not:
    const title = asker.failed.replace(/[&<>]/g, "");
    return { items: [[{ location: "", title, text: asker.retry, score: 1, terms: {} }]] };
  }
}

self.addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) self.postMessage({ type: READY });
  if (message.type !== QUERY) return;
  latest += 1;
  const own = latest;
  await new Promise((done) => setTimeout(done, PAUSE));
  if (own !== latest) return;
  const data = await answer(String(message.data));
  if (own === latest) self.postMessage({ type: RESULT, data });
});
