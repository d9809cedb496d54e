/**
 * Correct: a query as it was probably meant. One word of it may be wrong, in a character that
 * sounds alike, in two, or in any other one; or each of its English words in a letter.
 *
 * It is asked where little is found. What the site itself writes is never taken for a slip, and
 * all that is left must be the site's own words, so that nonsense stays nonsense.
 */
import { longestFirst } from "./fold.js";
import { place, shard, sounding, words } from "./index.js";
import { oneSlip } from "./query.js";

/** @import { Index, Sounding } from "../types/search" */

/**
 * @typedef {{text: string, key: string, firm: boolean, often: boolean}} Word as the site
 *   writes it, and folded
 * @typedef {{words: Word[], sounds: Map<string, string[]>, others: Set<string>,
 *   written: Set<string>}} Lexicon
 * @typedef {{pairs: number[], start: number, text: string}} Run of Han characters; of each pair
 *   in it how often the site has it
 * @typedef {{run: Run, at: number, word: Word, wrong: number[], cost: number}} Change
 * @typedef {Change & {fits: number, times: number}} Weighed with how many of the pairs beside it
 *   the site has, and how often, at least, what it changes
 */

const LONGEST = 60;
const HAN = /[㐀-鿿]+/g;
const NUMERAL = /^[零一二三四五六七八九两十百千万亿]+$/;
/** What a change costs: of one character or two, to what sounds alike, or but for the tone. */
const COSTS = [
  [1, 2],
  [3, 4],
];
/** Of one to any other. */
const OTHER = 5;
/**
 * How many characters of a query must be right, in the word or beside it, for a change that
 * costs so much: of two alone nobody knows whether they are not another word.
 */
const FEWEST_RIGHT = [0, 1, 2, 0, 3, 3];
/** A word of fewer characters is too little to know it by all but one, unless more stands by. */
const FEWEST_FOR_OTHER = 4;
/** What the site has is wrong where what it has instead is so much more frequent. */
const RARER = 8;
const FEWEST_FOR_RARE = 4;
/** As much of a word must be in the query where the rest of it is cut off. */
const FEWEST_SHARED = 3;
/** So often is a pair that needs no looking up. */
const SURE = 1e9;
/** A word of fewer letters may well be another word. */
const FEWEST_LETTERS = { other: 7, moreOrLess: 6 };

/** @param {Index} index @param {Sounding[]} files @returns {Lexicon} */
function lexiconOf(index, files) {
  /** @type {Map<string, Word>} */
  const words = new Map();
  /** @type {Map<string, string[]>} */
  const sounds = new Map();
  for (const data of files) {
    for (const group of /** @type {const} */ (["firm", "often", "words"])) {
      for (const [length, all] of Object.entries(data[group] ?? {})) {
        for (const text of cut(all, Number(length))) {
          const [firm, often] = [group === "firm", group !== "words"];
          words.set(text, { text, key: single(index, text), firm, often });
        }
      }
    }
    for (const [sound, characters] of Object.entries(data.sounds)) {
      for (const character of characters) {
        sounds.set(character, [...(sounds.get(character) ?? []), sound]);
      }
    }
  }
  const others = new Set(files.flatMap(({ others = "" }) => cut(others, 2)));
  const written = new Set(Array.from(words.keys(), (text) => text.split("")).flat());
  return { words: Array.from(words.values()), sounds, others, written };
}

/** A text in pieces of a length. @param {string} text @param {number} length */
const cut = (text, length) =>
  Array.from({ length: text.length / length }, (_, i) => text.slice(i * length, (i + 1) * length));

/**
 * A text folded by single characters, so that each stays in its place.
 * @param {Index} index @param {string} text
 */
function single(index, text) {
  return Array.from(text, (character) => {
    const folded = index.fold(character);
    return folded.length === character.length ? folded : character;
  }).join("");
}

/** How many documents have a token. @param {Index} index @param {string} token */
async function count(index, token) {
  const number = place(index.postings, token);
  if (number < 0) return 0;
  return (await shard(index, number)).get(token)?.documents.length ?? 0;
}

/**
 * How often the site has a pair of characters. Any number is right, and so is one of what the
 * site counts, which the index has in figures: 兩案 as 2案.
 * @param {Index} index @param {string} pair
 */
async function timesOf(index, pair) {
  if (NUMERAL.test(pair)) return SURE;
  const [first] = index.tokens(pair);
  const times = await count(index, first?.token ?? pair);
  return times && first.token !== pair ? SURE : times;
}

/**
 * The query as it was probably meant, in the script in which it was typed; null where it may be
 * right, or where what was meant is not plain.
 * @param {Index} index @param {string} query @returns {Promise<string | null>}
 */
export async function correct(index, query) {
  const text = query.slice(0, LONGEST);
  const english = await inLetters(index, text);
  const chinese = await inCharacters(index, english ?? text);
  return chinese ?? english;
}

/**
 * Runs of Han characters between the words that ask.
 * @param {Index} index @param {string} folded @returns {Promise<Run[]>}
 */
async function runsOf(index, folded) {
  const asking = new RegExp(longestFirst(index.stop["zh-Hant"]).join("|") || "$^", "g");
  const rest = folded.replace(asking, (words) => " ".repeat(words.length));
  // Words that are known as others than the site's.
  const known = [...Object.keys(index.wording), ...Object.keys(index.lay)];
  const runs = Array.from(rest.matchAll(HAN), async ({ 0: text, index: start }) => {
    const pairs = await Promise.all(pairsOf(text).map((pair) => timesOf(index, pair)));
    for (const word of known) {
      const at = text.indexOf(word);
      if (at >= 0) pairs.fill(SURE, at, at + word.length - 1);
    }
    return { text, start, pairs };
  });
  return (await Promise.all(runs)).filter(({ text }) => text.length > 1);
}

/** The pairs of characters of a text. @param {string} text */
const pairsOf = (text) => cut(text.slice(1), 1).map((after, i) => text[i] + after);

/** The places in a run where the site has a character with neither neighbour. @param {Run} run */
const doubts = ({ text, pairs }) =>
  cut(text, 1).flatMap((_, i) => (pairs[i - 1] || pairs[i] ? [] : [i]));

/** @param {Index} index @param {string} text */
async function inCharacters(index, text) {
  const folded = single(index, text);
  const runs = await runsOf(index, folded);
  const doubtful = runs.filter((run) => doubts(run).length);
  // Two places where nothing fits are no slip.
  if (doubtful.length > 1 || !runs.length) return null;
  const heard = await sounding(index, runs.map(({ text }) => text).join(""));
  const lexicon = lexiconOf(index, heard);
  const own = runs.reduce((sum, run) => sum + run.text.length, 0);
  const lists = await Promise.all(
    (doubtful.length ? doubtful : runs).map(async (run) => {
      const list = changes(run, lexicon, own);
      return (await Promise.all(list.map((change) => weighed(index, run, change)))).flat();
    }),
  );
  const change = best(lists.flat());
  if (!change) return null;
  const simple = isSimple(index, text, folded, lexicon);
  const characters = text.split("");
  for (const i of change.wrong) {
    const { text: written, key } = change.word;
    characters[change.run.start + i] = (simple ? key : written)[i - change.at];
  }
  return characters.join("");
}

/**
 * Whether a text is in simplified characters: it has some that the site's words do not, and
 * none that folding changes.
 * @param {Index} index @param {string} text @param {string} folded @param {Lexicon} lexicon
 */
function isSimple(index, text, folded, { written }) {
  const simplified = new Set(index.characters[1]);
  const some = Array.from(text).some((one) => simplified.has(one) && !written.has(one));
  return some && folded === text.toLowerCase();
}

/**
 * How alike two characters sound: 0 wholly, 1 but for the tone, else 2.
 * @param {Lexicon} lexicon @param {string} a @param {string} b
 */
function apart({ sounds }, a, b) {
  const [one, other] = [sounds.get(a) ?? [], sounds.get(b) ?? []];
  if (one.some((sound) => other.includes(sound))) return 0;
  const bare = other.map((sound) => sound.slice(0, -1));
  return one.some((sound) => bare.includes(sound.slice(0, -1))) ? 1 : 2;
}

/**
 * The words of the site that a run may have been meant to hold.
 * @param {Run} run @param {Lexicon} lexicon @param {number} own Han characters of the query
 */
function changes(run, lexicon, own) {
  const { text, pairs } = run;
  const doubtful = doubts(run);
  // Characters of a word that the site does not have, but the language does.
  const right = new Set(
    pairsOf(text).flatMap((pair, i) => (!pairs[i] && lexicon.others.has(pair) ? [i, i + 1] : [])),
  );
  /** @param {Word} word @param {number} at @returns {Change[]} */
  const change = (word, at) => {
    const { key, firm, often } = word;
    const [from, to] = [Math.max(0, at), Math.min(text.length, at + key.length)];
    // Every doubt must be within the word.
    if (doubtful.some((i) => i < from || i >= to)) return [];
    const wrong = [];
    for (let i = from; i < to && wrong.length < 3; i += 1) {
      if (key[i - at] !== text[i]) wrong.push(i);
    }
    if (!wrong.length || wrong.length > 2 || wrong.some((i) => right.has(i))) return [];
    const far = Math.max(...wrong.map((i) => apart(lexicon, text[i], key[i - at])));
    const whole = to - from === key.length;
    const cost = far < 2 ? COSTS[wrong.length - 1][far] : OTHER;
    const enough = key.length >= FEWEST_FOR_OTHER || text.length > key.length;
    if (cost === OTHER && !(firm && whole && enough && wrong.length === 1)) return [];
    const fewest = cost === COSTS[0][1] && often ? 0 : FEWEST_RIGHT[cost];
    return own - wrong.length < fewest ? [] : [{ run, at, word, wrong, cost }];
  };
  return lexicon.words.flatMap((word) => {
    // At either end the word may go on beyond the run, but not with most of it.
    const spare = Math.max(0, word.key.length - FEWEST_SHARED);
    const last = text.length - word.key.length + spare;
    return Array.from({ length: Math.max(0, last + spare + 1) }, (_, i) =>
      change(word, i - spare),
    ).flat();
  });
}

/**
 * A change with how well it fits what stands beside it; none where what it takes for wrong is
 * what the site writes.
 * @param {Index} index @param {Run} run @param {Change} change
 * @returns {Promise<Weighed[]>}
 */
async function weighed(index, { text, pairs }, change) {
  const { at, word, wrong, cost } = change;
  const [from, to] = [Math.max(0, at), Math.min(text.length, at + word.key.length)];
  const meant = text.slice(0, from) + word.key.slice(from - at, to - at) + text.slice(to);
  const found = await Promise.all(pairsOf(meant).map((pair) => count(index, pair)));
  const touched = pairs.flatMap((_, i) => (wrong.includes(i) || wrong.includes(i + 1) ? [i] : []));
  // A shorter word must hold something that the site does not have.
  const inside = touched.filter((i) => i >= from && i + 1 < to);
  const fewest = inside.some((i) => !pairs[i]) ? FEWEST_SHARED : FEWEST_FOR_RARE;
  const rare = cost < OTHER && to - from >= fewest ? RARER : Number.POSITIVE_INFINITY;
  if (touched.some((i) => pairs[i] && pairs[i] * rare > found[i])) return [];
  const fits = touched.filter((i) => !inside.includes(i) && found[i]).length;
  return [{ ...change, fits, times: Math.min(...touched.map((i) => found[i])) }];
}

/**
 * The likeliest of the changes: the smallest, then the one that fits what stands beside it, then
 * that of the longer and of the more frequent word. None where a large one is not the only one.
 * @param {Weighed[]} list
 */
function best(list) {
  const sorted = list.toSorted(
    (a, b) =>
      a.cost - b.cost ||
      b.fits - a.fits ||
      b.word.key.length - a.word.key.length ||
      b.times - a.times,
  );
  const [first, ...others] = sorted;
  if (!first) return null;
  const open = others.some(
    (other) => other.cost === first.cost && other.fits === first.fits && !same(first, other),
  );
  return open && first.cost > COSTS[0][1] ? null : first;
}

/** Whether two changes come to the same. @param {Change} a @param {Change} b */
const same = (a, b) =>
  a.wrong.join() === b.wrong.join() &&
  a.wrong.every((i) => a.word.key[i - a.at] === b.word.key[i - b.at]);

/**
 * A text with its English words put right; null where none is wrong, or one stays unknown.
 * @param {Index} index @param {string} text
 */
async function inLetters(index, text) {
  const found = await Promise.all(
    Array.from(text.matchAll(/[a-z]+/gi), async ({ 0: typed, index: start }) => {
      const word = index.fold(typed);
      return {
        typed,
        start,
        meant: (await isKnown(index, word)) ? word : await meant(index, word),
      };
    }),
  );
  if (found.some(({ meant }) => meant === null)) return null;
  let corrected = "";
  let done = 0;
  for (const { typed, start, meant } of found) {
    const same = meant === index.fold(typed);
    corrected += text.slice(done, start) + (same ? typed : likeTyped(meant ?? "", typed));
    done = start + typed.length;
  }
  corrected += text.slice(done);
  return corrected === text ? null : corrected;
}

/** @param {string} word @param {string} typed */
const likeTyped = (word, typed) =>
  /^[A-Z]/.test(typed) ? word[0].toUpperCase() + word.slice(1) : word;

/**
 * Whether a word is the site's, or one that the search knows.
 * @param {Index} index @param {string} word
 */
async function isKnown(index, word) {
  const lay = Object.keys(index.lay).some((words) => words.split(" ").includes(word));
  return (
    lay ||
    index.stop.en.includes(word) ||
    word.length < 3 ||
    (await count(index, index.stem(word))) > 0
  );
}

/**
 * The word of the site that is most frequent of those that a slip parts from this one.
 * @param {Index} index @param {string} word
 */
async function meant(index, word) {
  const near = (await words(index, word[0])).filter((other) => {
    const length = Math.min(word.length, other.length);
    const fewest = word.length === other.length && !isSwap(word, other) ? "other" : "moreOrLess";
    return oneSlip(word, other) && length >= FEWEST_LETTERS[fewest];
  });
  const counts = await Promise.all(near.map((other) => count(index, index.stem(other))));
  const most = Math.max(0, ...counts);
  return most ? near[counts.indexOf(most)] : null;
}

/** Whether two words have the same letters. @param {string} a @param {string} b */
const isSwap = (a, b) => [...a].sort().join("") === [...b].sort().join("");
