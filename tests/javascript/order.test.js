/** The order of the results: what a title or phrase adds, and one result for each thing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { prepare } from "../../generator/assets/search/index.js";
import { ordered, Wanted } from "../../generator/assets/search/order.js";
import { asked } from "../../generator/assets/search/query.js";
import { MANIFEST } from "./manifest.js";

/** @import { Group, Query, Scored } from "../../generator/assets/types/search" */

/** Pairs 0 to 2 are about one thing: an entry of a register, a page about it, another entry. */
const index = prepare({ ...MANIFEST, things: [[0, 1, 2]] });

/** @param {number} pair @param {string} kind @param {string} title @param {number} score */
function scored(pair, kind, title, score, { names = [""], phrases = [""], close = true } = {}) {
  /** @type {Scored} */
  const item = {
    pair,
    score,
    close,
    kind,
    called: false,
    head: {
      lang: "en",
      url: `${kind}/`,
      pageTitle: `Page of ${kind}`,
      trail: [],
      anchor: String(pair),
      title,
      names: names.filter(Boolean),
      phrases: phrases.filter(Boolean),
    },
  };
  return item;
}

const NO_TURNS = { turns: { count: 0, postings: [] } };

/** @param {string} words @param {Scored[]} items */
function results(words, items) {
  const folded = index.fold(words);
  const tokens = new Map(asked(index, folded).tokens.map(({ token }) => [token, 1]));
  /** @type {Query} */
  const query = {
    terms: [],
    tokens,
    gains: [],
    total: 0,
    known: true,
    strange: false,
    ...NO_TURNS,
  };
  return ordered(index, items, new Wanted(index, query, folded));
}

/** @param {Group[]} list */
const places = (list) => list.map(({ shown }) => shown.pair);

test("one list in the order of the score, whatever the kinds", () => {
  const found = results("rain", [
    scored(3, "visits", "Sun", 1),
    scored(4, "rules", "Moon", 3),
    scored(5, "visits", "Stars", 2),
  ]);
  assert.deepEqual(places(found), [4, 5, 3]);
  assert.deepEqual(
    found.map(({ score }) => score),
    found.map(({ score }) => score).sort((a, b) => b - a),
  );
});

test("what one thing is called by is one result, with links to the other pages about it", () => {
  const found = results("museum", [
    scored(3, "rules", "Film", 9),
    scored(0, "glossary", "Museum", 4),
    scored(1, "visits", "", 8),
    scored(2, "people", "Museum of film", 2),
  ]);
  assert.deepEqual(places(found), [1, 3]);
  const [card, other] = found;
  assert.ok(card.card);
  assert.deepEqual(
    card.others.map(({ pair }) => pair),
    [0, 2],
  );
  assert.equal(card.says.pair, 0, "what the thing is says its entry");
  assert.deepEqual([other.card, other.others], [false, []]);
});

test("an entry is the result where no page about the thing is worth it", () => {
  const found = results("museum", [
    scored(0, "glossary", "Museum", 4),
    scored(1, "visits", "Film", 0.2),
  ]);
  assert.deepEqual(places(found), [0]);
  assert.deepEqual(
    found[0].others.map(({ pair }) => pair),
    [1],
  );
});

test("another name than the title is a name, and without it there is no card", () => {
  const named = { names: ["The Academy", "academy museum"] };
  const [card] = results("ACADEMY museum!", [scored(3, "people", "Oscars", 1, named)]);
  assert.ok(card.card);
  const [none] = results("academy", [scored(3, "people", "Oscars", 1, named)]);
  assert.ok(!none.card);
});

test("a section whose phrase is the query comes before one that has more of its words", () => {
  const found = results("how many films", [
    scored(3, "rules", "Rain", 2),
    scored(4, "questions", "Sun", 1, { phrases: ["How many films"] }),
  ]);
  assert.deepEqual(places(found), [4, 3]);
});

test("a section that has little of the query is there only for its title or phrase", () => {
  const far = { close: false };
  const found = results("cities", [
    scored(3, "rules", "Rain", 3, far),
    scored(4, "rules", "City", 1, far),
    scored(5, "rules", "Sun", 1, { ...far, phrases: ["city"] }),
  ]);
  assert.deepEqual(places(found), [4, 5]);
});
