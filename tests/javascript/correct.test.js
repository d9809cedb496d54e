/** Slips: what is mended on a site of few words, and what is left alone. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { correct } from "../../generator/assets/search/correct.js";
import { prepare } from "../../generator/assets/search/index.js";

/** @import { Manifest } from "../../generator/assets/types/search" */

/** Pairs and stems that the small site has, each in one document. */
const TOKENS = [
  ...["film", "librari", "seattl"],
  ...[
    "西雅",
    "雅图",
    "图书",
    "书馆",
    "电影",
    "补助",
    "圣地",
    "地牙",
    "牙哥",
    "市集",
    "农民",
    "民市",
  ],
].sort();

const SOUNDS = {
  bu3: "补捕",
  dian4: "电店",
  ge1: "哥歌",
  tu2: "图途",
  ya2: "牙",
  ya3: "雅",
  yin1: "因音",
  yin3: "影引",
  zi2: "集及",
  zu4: "助住",
};
/** In every sound's file, though a site has a word in those of its own sounds alone. */
const WORDS = {
  often: { 2: "電影補助市集", 4: "農民市集" },
  firm: { 3: "西雅圖圖書館", 4: "聖地牙哥" },
  others: "电引",
};

/** The files of characters and of sounds. @param {string} path */
function reading(path) {
  const bare = (/** @type {string} */ sound) => sound.slice(0, -1);
  const [, folder, name] = path.match(/(characters|sounds)\/(\w+)\.json$/) ?? [];
  const all = Object.entries(SOUNDS);
  if (folder === "sounds") {
    const sounds = Object.fromEntries(all.filter(([sound]) => bare(sound) === name));
    return { sounds, ...WORDS };
  }
  const block = Object.fromEntries(all.map(([sound]) => [bare(sound), ""]));
  for (const [sound, characters] of all) block[bare(sound)] += characters;
  return folder && block;
}

/** @type {Manifest} */
const MANIFEST = {
  characters: ["西雅圖書館電補農聖請問", "西雅图书馆电补农圣请问"],
  wording: { 延长: "展延" },
  whole: [],
  clause: "(?!)()()()()",
  number: "(?<amount>[0-9]+)",
  first: "[0-9]",
  part: "[0-9]+",
  suffixes: [],
  kept: [],
  endings: [
    ["e", ""],
    ["y", "i"],
  ],
  folder: "abc/",
  pairs: 1,
  starts: [0],
  kinds: "0",
  names: ["rules"],
  owners: "",
  marks: [],
  things: [],
  postings: [TOKENS[0]],
  heads: { "zh-Hant": [1], en: [1] },
  texts: { "zh-Hant": [1], en: [1] },
  letters: ["f", "l", "s"],
  lay: {},
  stop: { "zh-Hant": ["请问", "哪里"], en: ["the", "in"] },
  schemes: [],
  owner_names: { "zh-Hant": {}, en: {} },
  words: { "zh-Hant": {}, en: {} },
  larger_units: [],
};
const index = prepare(MANIFEST);

before(() => {
  const text = new TextEncoder().encode(TOKENS.join("\n"));
  const length = [(text.length & 127) | 128, text.length >> 7];
  const postings = Uint8Array.from([...length, ...text, ...TOKENS.flatMap(() => [1, 0, 0xf0])]);
  /** @type {Record<string, unknown>} */
  const files = {
    "words/f.json": ["film"],
    "words/l.json": ["library"],
    "words/s.json": ["seattle"],
  };
  const fetch = async (/** @type {URL} */ url) => {
    if (url.pathname.endsWith(".bin")) return new Response(postings);
    const found = Object.entries(files).find(([name]) => url.pathname.endsWith(name));
    return new Response(JSON.stringify(found?.[1] ?? reading(url.pathname) ?? []));
  };
  Object.defineProperty(globalThis, "fetch", { value: fetch, configurable: true });
});

for (const [typed, meant] of [
  ["西雅途", "西雅圖"],
  ["西雅途圖書館", "西雅圖圖書館"],
  ["捕助", "補助"],
  ["店影補助", "電影補助"],
  ["請問捕助", "請問補助"],
  ["西雅途书馆", "西雅图书馆"],
  ["聖地牙個", "聖地牙哥"],
  ["農民市及", "農民市集"],
  ["捕住西雅圖", "補助西雅圖"],
  ["Seattel film", "Seattle film"],
  ["libary", "library"],
]) {
  test(`${typed} is ${meant}`, async () => {
    assert.equal(await correct(index, typed), meant);
  });
}

for (const right of [
  "",
  "?!",
  "西雅圖的圖書館",
  "電影補助",
  "延長",
  "2024",
  // A word of the language, and others that are none of the site's.
  "電引",
  "披薩外送",
  "披薩補住",
  "飛機捕住",
  "的的的",
  "film in Seattle",
  "pizza",
  "fill",
  "asdfgh film",
]) {
  test(`“${right}” stays`, async () => {
    assert.equal(await correct(index, right), null);
  });
}
