/**
 * The index's files, fetched once each when they are needed; one that failed is asked for
 * again the next time. Their form is described in generator/search/files.py.
 */

import { folder } from "./fold.js";
import { tokenizer } from "./tokens.js";

const HERE = new URL("./", import.meta.url);
/** The site's root: assets/search/ lies in it. */
export const ROOT = new URL("../../", HERE);

/** A file of the index could not be had. */
export class Unreachable extends Error {
  constructor(url, cause) {
    super(`The search could not load ${url}`, { cause });
    this.name = "Unreachable";
  }
}

const kept = new Map();

function once(name, load) {
  if (!kept.has(name)) {
    kept.set(
      name,
      load().catch((error) => {
        kept.delete(name);
        throw error;
      }),
    );
  }
  return kept.get(name);
}

async function get(name, how) {
  const url = new URL(name, HERE);
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(String(response.status));
    return await response[how]();
  } catch (error) {
    // What is missing may belong to an older index: the next attempt starts afresh.
    kept.delete("manifest");
    throw new Unreachable(url.href, error);
  }
}

/** What is where, and how text becomes tokens. */
export const manifest = () =>
  once("manifest", async () => {
    const data = await get("index.json", "json");
    const total = data.starts.length;
    const starts = new Uint32Array(total);
    const pageOf = new Uint32Array(data.pairs);
    for (let page = 0, start = 0; page < total; page += 1) {
      start += data.starts[page];
      starts[page] = start;
      pageOf[start] = page;
    }
    for (let pair = 1; pair < data.pairs; pair += 1) pageOf[pair] ||= pageOf[pair - 1];
    return { ...data, starts, pageOf, ...folder(data), ...tokenizer(data) };
  });

/** The number of the last of the sorted `firsts` that does not come after `token`. */
export function place(firsts, token) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= token) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Token -> {documents, levels} of one file of postings. */
export const shard = (index, number) =>
  once(`${index.folder}postings/${number}`, async () => {
    const buffer = await get(`${index.folder}postings/${number}.bin`, "arrayBuffer");
    const bytes = new Uint8Array(buffer);
    let at = 0;
    const next = () => {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at];
        at += 1;
        value += (byte & 127) * scale;
        if (byte < 128) return value;
      }
    };
    const length = next();
    const tokens = new TextDecoder().decode(bytes.subarray(at, at + length)).split("\n");
    at += length;
    const found = new Map();
    for (const token of tokens) {
      const count = next();
      const documents = new Uint32Array(count);
      for (let i = 0, document = 0; i < count; i += 1) {
        document += next();
        documents[i] = document;
      }
      const levels = new Uint8Array(count);
      for (let i = 0; i < count; i += 1) {
        levels[i] = i % 2 ? bytes[at + (i >> 1)] & 15 : bytes[at + (i >> 1)] >> 4;
      }
      at += (count + 1) >> 1;
      found.set(token, { documents, levels });
    }
    return found;
  });

/** A section as it is shown, or null where the language does not have it. */
export async function section(index, lang, pair) {
  const counts = index.texts[lang];
  let file = 0;
  let first = 0;
  while (first + counts[file] <= pair) {
    first += counts[file];
    file += 1;
  }
  const name = `${index.folder}text/${lang}/${file}.json`;
  const [pages, rows] = await once(name, () => get(name, "json"));
  const row = rows[pair - first];
  if (!row) return null;
  const [page, anchor, title, text] = row;
  const [url, pageTitle, trail] = pages[page];
  return { url, pageTitle, trail, anchor, title, text };
}

/** The Latin words of the index that begin with a letter. */
export const words = (index, letter) =>
  index.letters.includes(letter)
    ? once(`${index.folder}words/${letter}`, () =>
        get(`${index.folder}words/${letter}.json`, "json"),
      )
    : Promise.resolve([]);

/** The names of pages and records, for near terms. */
export const terms = (index, lang) =>
  once(`${index.folder}terms/${lang}`, () => get(`${index.folder}terms/${lang}.json`, "json"));
