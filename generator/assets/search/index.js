/**
 * The index's files, fetched once each when they are needed; one that failed is asked for
 * again the next time. Their form is described in generator/search/shards.py.
 */
import { folder } from "./fold.js";
import { tokenizer } from "./tokens.js";

/**
 * @import { AnswerData, Head, Index, Lang, Manifest, Postings, Sounding } from "../types/search"
 */

const HERE = new URL("./", import.meta.url);
/** The site's root: assets/search/ lies in it. */
export const ROOT = new URL("../../", HERE);

/** A file of the index could not be had. */
export class Unreachable extends Error {
  /** @param {string} url @param {unknown} cause */
  constructor(url, cause) {
    super(`The search could not load ${url}`, { cause });
    this.name = "Unreachable";
  }
}

/** Files by their names, on their way or here. @type {Map<string, Promise<unknown>>} */
const cache = new Map();

/**
 * @template File @param {string} name @param {() => Promise<File>} load
 * @returns {Promise<File>}
 */
function once(name, load) {
  let file = cache.get(name);
  if (!file) {
    file = load().catch((error) => {
      cache.delete(name);
      throw error;
    });
    cache.set(name, file);
  }
  return /** @type {Promise<File>} */ (file);
}

/** @template Content @param {string} name @param {(response: Response) => Promise<Content>} read */
async function get(name, read) {
  const url = new URL(name, HERE);
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(String(response.status));
    return await read(response);
  } catch (error) {
    // What is missing may belong to an older index: the next attempt starts afresh.
    cache.delete("manifest");
    throw new Unreachable(url.href, error);
  }
}

/** A file of JSON, of the shape that the caller says. @param {string} name */
const json = (name) => get(name, (response) => response.json());

/** A file of JSON that is kept, of the shape that the caller says. @param {string} name */
const file = (name) => once(name, () => json(name));

/** What is where, and how text becomes tokens. */
export const manifest = () => once("manifest", async () => prepare(await json("index.json")));

/** @param {Manifest} data @returns {Index} */
export function prepare(data) {
  const total = data.starts.length;
  const starts = new Uint32Array(total);
  const pageOf = new Uint32Array(data.pairs);
  for (let page = 0, start = 0; page < total; page += 1) {
    start += data.starts[page];
    starts[page] = start;
    pageOf[start] = page;
  }
  for (let pair = 1; pair < data.pairs; pair += 1) pageOf[pair] ||= pageOf[pair - 1];
  const things = new Map(data.things.flatMap((pairs, i) => pairs.map((pair) => [pair, i])));
  return { ...data, starts, pageOf, things, ...folder(data), ...tokenizer(data) };
}

/**
 * The number of the last of the sorted `firsts` that does not come after a token.
 * @param {ArrayLike<string>} firsts @param {string} token
 */
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

/**
 * The postings of one file by their tokens.
 * @param {Uint8Array} bytes @returns {Map<string, Postings>}
 */
export function parsePostings(bytes) {
  let at = 0;
  // Seven bits a byte, the low ones first; the high bit says that more follow.
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
  const postings = new Map();
  for (const token of tokens) {
    const count = next();
    const documents = new Uint32Array(count);
    for (let i = 0, document = 0; i < count; i += 1) {
      document += next();
      documents[i] = document;
    }
    const levels = new Uint8Array(count);
    for (let i = 0; i < count; i += 1) {
      const pair = bytes[at + (i >> 1)];
      levels[i] = i % 2 ? pair & 15 : pair >> 4;
    }
    at += (count + 1) >> 1;
    postings.set(token, { documents, levels });
  }
  return postings;
}

/**
 * One file of postings, by token.
 * @param {Index} index @param {number} number @returns {Promise<Map<string, Postings>>}
 */
export function shard(index, number) {
  const name = `${index.folder}postings/${number}.bin`;
  return once(name, async () => {
    const buffer = await get(name, (response) => response.arrayBuffer());
    return parsePostings(new Uint8Array(buffer));
  });
}

/**
 * What a section is called, or null where the language does not have it.
 * @param {Index} index @param {Lang} lang @param {number} pair @returns {Promise<Head | null>}
 */
export async function head(index, lang, pair) {
  const [number, row] = placeOf(index.heads[lang], pair);
  const name = `${index.folder}heads/${lang}/${number}.json`;
  const [pages, rows] = await file(name);
  if (!rows[row]) return null;
  const [page, anchor, title, names = [], phrases = []] = rows[row];
  const [url, pageTitle, trail] = pages[page];
  return { lang, url, pageTitle, trail, anchor, title, names, phrases };
}

/**
 * What a section of the language says.
 * @param {Index} index @param {Lang} lang @param {number} pair @returns {Promise<string>}
 */
export async function textOf(index, lang, pair) {
  const [number, row] = placeOf(index.texts[lang], pair);
  const name = `${index.folder}text/${lang}/${number}.json`;
  return (await file(name))[row];
}

/**
 * The file of a pair, and its row there.
 * @param {number[]} counts how many pairs each file holds @param {number} pair
 */
function placeOf(counts, pair) {
  let file = 0;
  let row = pair;
  while (counts[file] <= row) {
    row -= counts[file];
    file += 1;
  }
  return [file, row];
}

/**
 * The Latin words of the index that begin with a letter.
 * @param {Index} index @param {string} letter @returns {Promise<string[]>}
 */
export function words(index, letter) {
  if (!index.letters.includes(letter)) return Promise.resolve([]);
  const name = `${index.folder}words/${letter}.json`;
  return file(name);
}

/**
 * The names of pages and records, for near terms.
 * @param {Index} index @param {Lang} lang @returns {Promise<string[]>}
 */
export function terms(index, lang) {
  const name = `${index.folder}terms/${lang}.json`;
  return file(name);
}

/**
 * What answers to queries take of a scheme.
 * @param {string} scheme its version's id @param {Lang} lang @returns {Promise<AnswerData>}
 */
export function answersOf(scheme, lang) {
  const name = `../../api/schemes/${encodeURIComponent(scheme)}/answers.${lang}.json`;
  return file(name);
}

/** Files of characters: as many as generator/search/readings.py makes. */
const BLOCKS = 64;

/**
 * What some Han characters sound like, and the site's words that sound like them.
 * @param {Index} index @param {string} characters @returns {Promise<Sounding[]>}
 */
export async function sounding(index, characters) {
  const sounds = Array.from(new Set(characters), async (character) => {
    const name = `${index.folder}characters/${(character.codePointAt(0) ?? 0) % BLOCKS}.json`;
    /** @type {Record<string, string>} */
    const block = await file(name);
    return Object.keys(block).filter((sound) => block[sound].includes(character));
  });
  const all = new Set((await Promise.all(sounds)).flat());
  return Promise.all(
    Array.from(all, (sound) => {
      const name = `${index.folder}sounds/${sound}.json`;
      return file(name);
    }),
  );
}
