/** A small manifest of the search, for tests of its modules. */

/** @import { Manifest } from "../../generator/assets/types/search" */

/** @type {Manifest} */
export const MANIFEST = {
  characters: ["臺點條", "台点条"],
  wording: { 硅谷: "矽谷" },
  whole: ["請問題"],
  clause: [
    String.raw`clause (\d+(?:\.\d+)*)`,
    ...["paragraph", "item", "subitem"].map((part) => String.raw`(?:, ${part} (\d+))?`),
  ].join(""),
  number: [
    String.raw`(?<date>\d+ jul(?:y)?(?: \d{4})?|\d+月 ?\d+日)`,
    String.raw`(?<clause>第\d+点(?:第\d+款)?)`,
    String.raw`(?<percent>\d+%)`,
    String.raw`(?<amount>\d+万|\d+ million)`,
    String.raw`(?<numeral>[三十]+|\d+)`,
  ].join("|"),
  first: "[0-9第三十]",
  part: "[0-9]+|[三十]+|jul(?:y)?",
  suffixes: [
    ["ies", "y"],
    ["ing", ""],
    ["s", ""],
  ],
  kept: ["ss"],
  endings: [["e", ""]],
  folder: "abc/",
  pairs: 3,
  starts: [0, 2],
  kinds: "06",
  names: ["rules", "calculator", "visits", "policies", "people", "glossary", "about"],
  owners: "",
  marks: [],
  things: [],
  postings: ["film", "台中"],
  heads: { "zh-Hant": [3], en: [2, 1] },
  texts: { "zh-Hant": [3], en: [3] },
  letters: ["f"],
  lay: { 多少钱: "金额", money: "amount" },
  stop: { "zh-Hant": ["请问"], en: ["the", "of"] },
  owner_names: { "zh-Hant": {}, en: {} },
  schemes: [],
  words: { "zh-Hant": {}, en: {} },
  larger_units: [],
};
