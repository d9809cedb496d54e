/** The search's modules: from text to tokens, from a query to ranked sections and excerpts. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { excerpt, marked, places } from "../../generator/assets/search/excerpt.js";
import { folder, longestFirst } from "../../generator/assets/search/fold.js";
import {
  head,
  manifest,
  parsePostings,
  place,
  prepare,
  shard,
  textOf,
  Unreachable,
} from "../../generator/assets/search/index.js";
import { nearest } from "../../generator/assets/search/near.js";
import {
  asked,
  oneSlip,
  terms,
  turnsOf,
  united,
  unitsOf,
} from "../../generator/assets/search/query.js";
import { rank } from "../../generator/assets/search/rank.js";
import { arrival, shared } from "../../generator/assets/search/search.js";
import { tokenizer } from "../../generator/assets/search/tokens.js";
import { groups, markedHtml } from "../../generator/mkdocs_adapter/assets/search/suggestions.js";
import { MANIFEST } from "./manifest.js";

/** @import { Lang, Query, Ranked, Result } from "../../generator/assets/types/search" */

const index = prepare(MANIFEST);

/** @param {string} text */
const tokensOf = (text) => index.tokens(index.fold(text)).map(({ token }) => token);

afterEach(() => {
  Reflect.deleteProperty(globalThis, "fetch");
});

test("folding: characters, wording, accents and clauses", () => {
  const { fold } = folder(MANIFEST);
  assert.equal(fold("臺中"), "台中");
  assert.equal(fold("硅谷"), "矽谷");
  assert.equal(fold("Almodóvar ＮＶＩＤＩＡ"), "almodovar nvidia");
  assert.equal(fold("clause 3.2.1"), "第3点第2款第1目");
  assert.equal(fold("clause 8, paragraph 1, item 3, subitem 4"), "第8点第1款第3目第4之");
});

test("a folded place leads back to where it stands in the text", () => {
  const text = "See clause 3.2 ①";
  const { folded, at } = folder(MANIFEST).traced(text);
  assert.equal(folded, "see 第3点第2款 1");
  assert.equal(at.length, folded.length + 1);
  assert.equal(at[folded.indexOf("第3")], text.indexOf("clause"));
  assert.equal(at[folded.indexOf("1", 10)], text.indexOf("①"));
  assert.equal(at.at(-1), text.length);
});

test("the longest of words that begin alike comes first", () => {
  assert.deepEqual(longestFirst(["a", "abc", "ab"]), ["abc", "ab", "a"]);
});

test("tokens: pairs of Han characters, stems, numbers and clauses", () => {
  assert.deepEqual(tokensOf("攝影棚"), ["攝影", "影棚", "棚"]);
  assert.deepEqual(tokensOf("films filming cities glass"), ["film", "film", "city", "glass"]);
  assert.deepEqual(tokensOf("30%"), ["30%"]);
  assert.deepEqual(tokensOf("800万"), ["8000000"]);
  assert.deepEqual(tokensOf("8 million"), ["8000000"]);
  assert.deepEqual(tokensOf("clause 3.2"), ["§3.2"]);
  assert.deepEqual(tokensOf("三十五"), ["30", "30五", "五"]);
  assert.deepEqual(tokensOf("三"), ["三"]);
});

test("tokens: dates in either notation, each part in its place", () => {
  assert.deepEqual(tokensOf("26 July 2024"), ["2024", "2024年", "7月", "26日", "7月26日"]);
  assert.deepEqual(tokensOf("7月 26日"), ["7月", "26日", "7月26日"]);
  const places = index.tokens("on 26 july").map(({ token, start, end }) => [token, start, end]);
  assert.deepEqual(places.slice(1), [
    ["7月", 6, 10],
    ["26日", 3, 5],
    ["7月26日", 3, 10],
  ]);
});

test("tokens: a pair across 、 where either side is one character", () => {
  assert.deepEqual(tokensOf("產、官、學"), ["產", "產官", "官", "官學", "學"]);
  assert.deepEqual(tokensOf("台中、學"), ["台中", "中", "中學", "學"]);
  assert.deepEqual(tokensOf("台中、學界"), ["台中", "中", "學界", "界"]);
});

test("a token knows its place", () => {
  const { tokens } = tokenizer(MANIFEST);
  assert.deepEqual(tokens("a 30% b"), [
    { token: "a", start: 0, end: 1, kind: "latin", word: "a" },
    { token: "30%", start: 2, end: 5, kind: "number" },
    { token: "b", start: 6, end: 7, kind: "latin", word: "b" },
  ]);
});

test("one slip parts two words, both ways", () => {
  for (const [a, b] of [
    ["virtual", "vitrual"],
    ["seattle", "seatle"],
    ["tacoma", "tacona"],
  ]) {
    assert.ok(oneSlip(a, b));
    assert.ok(oneSlip(b, a));
  }
  for (const [a, b] of [
    ["studio", "studio"],
    ["studio", "studies"],
    ["abcd", "badc"],
  ])
    assert.ok(!oneSlip(a, b));
});

test("several postings as one keep the highest level of each document", () => {
  const one = { documents: [1, 2], levels: [5, 9] };
  assert.equal(united([one]), one);
  assert.deepEqual(united([one, { documents: [2, 3], levels: [12, 1] }]), {
    documents: [1, 2, 3],
    levels: [5, 12, 1],
  });
});

test("words that only ask are left out, lay words become those of the pages", () => {
  const words = (/** @type {string} */ text) => asked(index, text).tokens.map(({ token }) => token);
  assert.deepEqual(words("the films"), ["film"]);
  assert.deepEqual(words("the"), ["the"]);
  assert.deepEqual(words("money"), ["amount"]);
  assert.deepEqual(words("moneys"), ["amount"]);
  assert.ok(asked(index, "请问多少钱").question);
  assert.ok(asked(index, "how long").question);
  assert.ok(!asked(index, "films").question);
});

test("a turn of phrase is what asks and stands beside it, in the words of the pages", () => {
  const turns = (/** @type {string} */ text) => turnsOf(index, text);
  assert.deepEqual(turns("the films of money"), ["the film", "film of", "of amount"]);
  assert.deepEqual(turns("films money"), []);
  assert.deepEqual(turns("请问金额"), ["请问", "问金"]);
});

test("units: each Han character, word, number and clause once", () => {
  const { units, wanted } = unitsOf(index.tokens(index.fold("攝影棚 film clause 3 30% film")));
  assert.deepEqual(units, [1, 1, 1, 3, 6, 2]);
  const covered = wanted.map(({ token, covered }) => [token, ...covered]);
  assert.deepEqual(covered, [
    ["攝影", 0, 1],
    ["影棚", 1, 2],
    ["film", 3],
    ["§3", 4],
    ["30%", 5],
    ["film", 3],
  ]);
  assert.equal(wanted.at(-1)?.typed, true);
});

test("units: month and day are one each, and their token covers both; so do pairs across 、", () => {
  const of = (/** @type {string} */ text) =>
    unitsOf(index.tokens(text)).wanted.map(({ token, covered }) => [token, ...covered]);
  assert.deepEqual(of("7月26日"), [
    ["7月", 0],
    ["26日", 1],
    ["7月26日", 0, 1],
  ]);
  assert.deepEqual(of("編、導"), [
    ["編", 0],
    ["編導", 0, 1],
  ]);
});

test("the file of a token is found by the first of each file", () => {
  const firsts = ["b", "d", "f"];
  assert.deepEqual(
    ["a", "b", "c", "f", "z"].map((token) => place(firsts, token)),
    [-1, 0, 0, 2, 2],
  );
});

/** A file of postings: two tokens, three documents and one. */
const POSTINGS = Uint8Array.of(
  9,
  ...new TextEncoder().encode("film\nfilo"),
  3,
  1,
  1,
  0x82,
  1,
  0xf1,
  0x70,
  1,
  2,
  0x40,
);

test("a file of postings is read as it is written", () => {
  const postings = parsePostings(POSTINGS);
  assert.deepEqual([...postings.keys()], ["film", "filo"]);
  assert.deepEqual(Array.from(postings.get("film")?.documents ?? []), [1, 2, 132]);
  assert.deepEqual(Array.from(postings.get("film")?.levels ?? []), [15, 1, 7]);
  assert.deepEqual(Array.from(postings.get("filo")?.documents ?? []), [2]);
  assert.deepEqual(Array.from(postings.get("filo")?.levels ?? []), [4]);
});

test("of each pair of sections the manifest says the page", () => {
  assert.deepEqual([...index.starts], [0, 2]);
  assert.deepEqual([...index.pageOf], [0, 0, 1]);
});

/** Serves the index's files by the ends of their names. @param {Record<string, unknown>} files */
function serve(files) {
  /** @type {string[]} */
  const requests = [];
  const fetch = async (/** @type {URL} */ url) => {
    requests.push(url.pathname.replace(/^.*\/search\//, ""));
    const content = Object.entries(files).find(([name]) => url.pathname.endsWith(name))?.[1];
    if (content === undefined) return new Response("", { status: 404 });
    const body = content instanceof Uint8Array ? content : JSON.stringify(content);
    return new Response(/** @type {BodyInit} */ (body));
  };
  Object.defineProperty(globalThis, "fetch", { value: fetch, configurable: true });
  return requests;
}

test("a file that could not be had is asked for again, one that is here is not", async () => {
  serve({});
  await assert.rejects(manifest(), Unreachable);
  const requests = serve({ "index.json": MANIFEST });
  assert.equal((await manifest()).pairs, 3);
  assert.equal((await manifest()).pairs, 3);
  assert.deepEqual(requests, ["index.json"]);
});

test("a section of the language, or none where the language lacks it", async () => {
  const pages = [["en/rules/", "Rules", ["Home"]]];
  const named = [0, "3.3", "Team", ["Crew"], ["who may take part"]];
  serve({
    "heads/en/0.json": [pages, [[0, "3.2", "Categories"], named]],
    "heads/en/1.json": [[], [0]],
    "text/en/0.json": ["Three of them.", "Who.", 0],
  });
  assert.deepEqual(await head(index, "en", 0), {
    lang: "en",
    url: "en/rules/",
    pageTitle: "Rules",
    trail: ["Home"],
    anchor: "3.2",
    title: "Categories",
    names: [],
    phrases: [],
  });
  const { names, phrases } = (await head(index, "en", 1)) ?? {};
  assert.deepEqual([names, phrases], [["Crew"], ["who may take part"]]);
  assert.equal(await head(index, "en", 2), null);
  assert.deepEqual(await Promise.all([0, 1].map((pair) => textOf(index, "en", pair))), [
    "Three of them.",
    "Who.",
  ]);
});

test("a query's words come near: exactly, by their beginning, or but for a slip", async () => {
  serve({ "postings/0.bin": POSTINGS, "words/f.json": ["films"] });
  const weights = async (/** @type {string} */ query) =>
    (await terms(index, query)).terms.map(({ token, postings }) => [token, postings.weight]);
  assert.deepEqual(await weights("film"), [["film", 1]]);
  assert.deepEqual(await weights("fil"), [["fil", 0.7]]);
  assert.deepEqual(await weights("flims"), [["flim", 0.6]]);
  assert.deepEqual(await weights("fil x"), []);
  assert.equal((await shard(index, 0)).size, 2);
  const { gains, total, known, strange } = await terms(index, "film xyz");
  assert.deepEqual([Array.from(gains), total, known, strange], [[3, 0], 6, false, true]);
});

/** Three pages of one section each; documents 0 to 2 are Chinese, 3 to 5 English. */
const SECTIONS = {
  pairs: 3,
  pageOf: Uint32Array.of(0, 1, 2),
  starts: Uint32Array.of(0, 1, 2),
  kinds: "000",
  names: MANIFEST.names,
};

/** @param {number} mask @param {number[]} documents @param {number[]} levels */
const term = (mask, documents, levels) => ({
  token: String(mask),
  mask,
  postings: { documents, levels, weight: 1 },
});

const NO_TURNS = { turns: { count: 0, postings: [] } };

/** @param {Query["terms"]} terms @param {Partial<Query>} [rest] */
const ranked = (terms, rest) =>
  rank(
    SECTIONS,
    {
      gains: [1, 1],
      total: 2,
      known: false,
      strange: false,
      tokens: new Map(),
      terms,
      ...NO_TURNS,
      ...rest,
    },
    "zh-Hant",
  );

test("a section must have most of a query, or half of one whose words are all known", () => {
  const apart = [term(1, [0, 1], [15, 9]), term(2, [1, 2], [9, 15])];
  const close = (/** @type {Ranked[]} */ found) =>
    found.flatMap(({ pair, close }) => (close ? [pair] : []));
  assert.deepEqual(close(ranked(apart)), [1]);
  assert.deepEqual(close(ranked(apart, { known: true })), [1, 0, 2]);
  // Those that are not close stay on the list: a title or phrase may still be the query.
  assert.deepEqual(
    ranked(apart).map(({ pair }) => pair),
    [1, 0, 2],
  );
});

test("of sections about the same the one comes first that has the query's turn of phrase", () => {
  const turns = { count: 1, postings: [{ documents: [2], levels: [15] }] };
  const both = [term(3, [0, 2], [9, 9])];
  const pairs = (/** @type {Ranked[]} */ found) => found.map(({ pair }) => pair);
  assert.deepEqual(pairs(ranked(both)), [0, 2]);
  assert.deepEqual(pairs(ranked(both, { turns })), [2, 0]);
  // It alone is no answer.
  assert.deepEqual(
    ranked([], { turns }).map(({ pair, close }) => [pair, close]),
    [[2, false]],
  );
});

test("a page's further sections give way once, however many they are", () => {
  const one = { ...SECTIONS, pageOf: Uint32Array.of(0, 0, 0), starts: Uint32Array.of(0) };
  const terms = [term(3, [0, 1, 2], [9, 9, 9])];
  const query = { gains: [1, 1], total: 2, known: false, strange: false, terms };
  const found = rank(one, { ...query, tokens: new Map(), ...NO_TURNS }, "zh-Hant");
  const [, second, third] = found.map(({ score }) => score);
  assert.ok(second === third && second < found[0].score);
});

test("the words of a counterpart find the reader's own page first", () => {
  const found = ranked([term(3, [4], [15])]);
  assert.deepEqual(
    found.map(({ pair, other }) => [pair, other]),
    [
      [1, false],
      [1, true],
    ],
  );
});

test("where even the best is weak nothing is close", () => {
  const weak = ranked([term(3, [0, 1, 2], [1, 1, 1])]);
  assert.deepEqual(
    weak.map(({ close }) => close),
    [false, false, false],
  );
});

test("an excerpt shows the part with most of the query, and where", () => {
  const text = `${"start. ".repeat(40)}A film about films. ${"end. ".repeat(40)}`;
  const { text: part, marks } = excerpt(text, places(index, text, new Set(["film"])), "en");
  assert.ok(part.startsWith("…"));
  assert.ok(part.endsWith("…"));
  assert.deepEqual(
    marks.map(([start, end]) => part.slice(start, end)),
    ["film", "films"],
  );
  const short = excerpt("No match.", places(index, "No match.", new Set(["film"])), "en");
  assert.deepEqual(short, { text: "No match.", marks: [] });
});

test("an excerpt begins where its line or clause does, if that is near", () => {
  const text = "Rain falls.\nRunning time · film of 10 minutes\nSun shines.";
  const later = `${"x ".repeat(90)}\n${text} ${"y ".repeat(90)}`;
  const { text: part } = excerpt(later, places(index, later, new Set(["film"])), "en");
  const shown = "…Rain falls. Running time · film of 10 minutes; Sun shines. y";
  assert.ok(part.startsWith(shown), part);
});

/** A text’s excerpt for a word. @param {string} text @param {string} word @param {Lang} lang */
const excerptFor = (text, word, lang) =>
  excerpt(text, places(index, text, new Set([word])), lang).text;

test("an excerpt leaves out a list of names where a sentence answers", () => {
  const names = "Film centre\nFilm base\nFilms of students";
  const sentence = "The film base was planned in 2014.";
  assert.equal(excerptFor(`${names}\n${sentence}`, "film", "en"), sentence);
  const between = excerptFor(`A film.\n${names}\n${sentence}`, "film", "en");
  assert.equal(between, `A film. … ${sentence}`);
  const alone = excerptFor(`${names}\nRain falls.`, "film", "en");
  assert.equal(alone, "Film centre; Film base; Films of students: Rain falls.");
});

test("an excerpt sets the signs between lines, and repeats no name", () => {
  const place = "西雅圖市 · Seattle\n美國西北區最大的城市。\n地點：華盛頓州";
  const shown = "西雅圖市 · Seattle：美國西北區最大的城市。 地點：華盛頓州";
  assert.equal(excerptFor(place, "西雅", "zh-Hant"), shown);
  const links = "招商引資\n招商引資 · 探視分店\n城市外交";
  assert.equal(excerptFor(links, "招商", "zh-Hant"), "招商引資 · 探視分店；城市外交");
  const { text, marks } = excerpt(place, places(index, place, new Set(["城市"])), "zh-Hant");
  assert.deepEqual(
    marks.map(([from, to]) => text.slice(from, to)),
    ["城市"],
  );
});

test("an excerpt at the end of a text has what stands before it, too", () => {
  const text = `${"很久以前。".repeat(30)}\n不是，也不是友好城市。訪團拜會了副市長。`;
  const part = excerptFor(text, "訪團", "zh-Hant");
  assert.ok(part.includes("不是，也不是友好城市。訪團"), part);
  assert.ok(part.length > 70, part);
});

test("an excerpt cuts no word of letters, and no date", () => {
  const letters = `A film. ${"elsewhere ".repeat(40)}`;
  assert.ok(excerptFor(letters, "film", "en").endsWith(" elsewhere…"));
  const date = "2024 年 11 月 4 日（星期一）";
  const dates = `${"很久以前的事".repeat(20)}，${date}的訪團${"後來又過了很久".repeat(20)}`;
  const part = excerptFor(dates, "訪團", "zh-Hant");
  assert.ok(part.startsWith(`…${date}`), part);
});

test("where figures are asked for, an excerpt has one", () => {
  const text = `A film. ${"Rain. ".repeat(40)}\nA film has 12 parts. ${"Sun. ".repeat(40)}`;
  const tokens = new Set(["film"]);
  assert.ok(excerpt(text, places(index, text, tokens), "en").text.startsWith("A film."));
  const { text: part } = excerpt(text, places(index, text, tokens), "en", true);
  assert.ok(part.startsWith("…A film has 12 parts."), part);
});

test("places that touch are one, and each wording is marked once", () => {
  const text = "攝影棚 film film";
  const spans = places(index, text, new Set(["攝影", "影棚", "film"]));
  assert.deepEqual(spans, [
    [0, 3],
    [4, 8],
    [9, 13],
  ]);
  assert.deepEqual(marked(text, spans), ["攝影棚", "film"]);
});

test("near terms share most of their letters, the nearest first", () => {
  const names = ["Seattle", "Seattle Public Library", "Tacoma", "臺中"];
  assert.deepEqual(nearest(index, "seatle", names), ["Seattle", "Seattle Public Library"]);
  assert.deepEqual(nearest(index, "台中市", names), ["臺中"]);
  assert.deepEqual(nearest(index, "?!", names), []);
});

test("some of the other language stay among the first", () => {
  const list = [..."aaaaaaabbb"].map((lang, i) => ({ lang, i }));
  const chosen = shared(list, ({ lang }) => lang === "b", 5);
  assert.deepEqual(chosen.map(({ lang }) => lang).join(""), "aaaab");
  const few = shared(list.slice(5), ({ lang }) => lang === "b", 5);
  assert.deepEqual(few.map(({ lang }) => lang).join(""), "aabbb");
});

/** @type {Result} */
const RESULT = {
  title: "Rules & <b>",
  url: "https://site.example/rules/#3",
  section: "Length",
  lang: "en",
  kind: "rules",
  owner: "national",
  score: 1,
  trail: [],
  excerpt: { text: "a <film>", marks: [[3, 7]] },
  marks: [],
  terms: ["film", "films"],
  card: false,
  pages: [],
};

test("a result leads to its place with what is to be marked", () => {
  assert.equal(arrival(RESULT), "https://site.example/rules/?h=film+films#3");
  assert.equal(arrival({ ...RESULT, terms: [] }), RESULT.url);
});

test("a page that is called as its kind is has no label of it", () => {
  const [[page]] = groups([{ ...RESULT, title: "Rules" }], "en", () => "Rules");
  assert.equal(page.tags, undefined);
});

test("Material gets HTML in which every text is escaped", () => {
  assert.equal(markedHtml("a <film>", [[3, 7]]), "a &#60;<mark>film</mark>&#62;");
  const [[page, part]] = groups([RESULT], "zh-Hant", (name) => `<${name}>`);
  assert.equal(page.title, "Rules &#38; &#60;b&#62;");
  assert.deepEqual(page.tags, ["&#60;kind_rules&#62;", "&#60;other&#62;"]);
  assert.equal(part.location, RESULT.url);
  assert.equal(part.text, "<p>a &#60;<mark>film</mark>&#62;</p>");
  assert.deepEqual(part.terms, { film: true, films: true });
  assert.ok(part.score > page.score);
});
