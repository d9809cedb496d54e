/** Shapes of the search's index. Its files are described in the module that makes them. */

import type { ComponentData, Facts } from "./calculator";

export type Lang = "zh-Hant" | "en";
export type ByLang<T> = Record<Lang, T>;

/** How text is folded. */
export interface FoldRules {
  /** Characters, and what each becomes. */
  characters: [string, string];
  wording: Record<string, string>;
  /** Words that no wording may cut. */
  whole: string[];
  /** The source of a pattern. */
  clause: string;
}

/** How folded text becomes tokens; pairs are an ending and what stands for it. */
export interface TokenRules {
  number: string;
  first: string;
  /** What a date is made of: numbers and the names of months. */
  part: string;
  suffixes: [string, string][];
  kept: string[];
  endings: [string, string][];
}

/** `index.json`. */
export interface Manifest extends FoldRules, TokenRules {
  /** Where the other files lie. */
  folder: string;
  pairs: number;
  /** For each page the gap to its first pair. */
  starts: number[];
  /** For each page a digit: the place of its kind in `names`. */
  kinds: string;
  names: string[];
  /** For each page a digit, the place of its owner in `marks`, or a hyphen. */
  owners: string;
  marks: string[];
  /** The pairs about one thing, such as a place, its organisation and a visit to it. */
  things: number[][];
  /** Of the first token of each file of postings its beginning. */
  postings: string[];
  /** How many pairs each file of heads, and of texts, holds. */
  heads: ByLang<number[]>;
  texts: ByLang<number[]>;
  /** The letters for which there is a file of words. */
  letters: string[];
  /** Lay words, and what the pages say instead. */
  lay: Record<string, string>;
  stop: ByLang<string[]>;
  /** Words of the search's interface. */
  words: ByLang<Record<string, string>>;
  /** Words for so many of another unit, such as an hour. */
  larger_units: string[];
  /** The names of owners, by the names of their kinds. */
  owner_names: ByLang<Record<string, string>>;
  /** Of each scheme its versions, with the first and the last day of each. */
  schemes: { id: string; from: string; to: string }[][];
}

/** `sounds/X.json`; all but the text of words is folded. */
export interface Sounding {
  /** Of each tone of the sound its characters. */
  sounds: Record<string, string>;
  /** The site's words with one of them by their length, one after another: the most frequent, */
  often?: Record<string, string>;
  /** the rest, */
  words?: Record<string, string>;
  /** and those no part of which stands without the rest. */
  firm?: Record<string, string>;
  /** Pairs: words of the language that sound like one of the site's. */
  others?: string;
}

export interface Token {
  token: string;
  start: number;
  end: number;
  kind: "han" | "latin" | "number" | "clause";
  /** Of a Latin token, the word as it stands there. */
  word?: string;
}

export interface Folded {
  folded: string;
  /** For each place in `folded` where that stands in the text. */
  at: number[];
}

export interface Folder {
  fold(text: string): string;
  traced(text: string): Folded;
  /** Characters alone, wording and clauses left as they are. */
  foldCharacters(text: string): string;
}

export interface Tokenizer {
  tokens(folded: string): Token[];
  stem(word: string): string;
}

/** The manifest as it is used, with the rules at work. */
export interface Index extends Omit<Manifest, "starts" | "things">, Folder, Tokenizer {
  /** For each page its first pair. */
  starts: Uint32Array;
  /** For each pair its page. */
  pageOf: Uint32Array;
  /** The number of the thing that a pair is about, where others are about it, too. */
  things: Map<number, number>;
}

/** The documents that have a token, and how much it weighs in each, from 1 to 15. */
export interface Postings {
  documents: ArrayLike<number>;
  levels: ArrayLike<number>;
}

/** `weight` is less than 1 where the words only come near. */
export interface WeightedPostings extends Postings {
  weight: number;
}

export interface Term {
  token: string;
  /** The units of the query that it covers, as bits. */
  mask: number;
  postings: WeightedPostings;
}

export interface Query {
  terms: Term[];
  /** What its tokens weigh, those that no page has, too. */
  tokens: Map<string, number>;
  /** What each unit adds where it is found. */
  gains: ArrayLike<number>;
  /** The weight of all units. */
  total: number;
  /** Whether all its words stand on the site. */
  known: boolean;
  /** Whether it has a word or character that the site has nowhere. */
  strange: boolean;
  /** Whether it is asked in a sentence. */
  question?: boolean;
  turns: Turns;
}

/** How many turns of phrase a query has, and the postings of those that the site has. */
export interface Turns {
  count: number;
  postings: Postings[];
}

/** A pair of sections, one in each language; `other` is the one in the other language. */
export interface Ranked {
  pair: number;
  score: number;
  other: boolean;
  /** Whether it has so much of the query that it may answer it. */
  close: boolean;
  /** Whether it has several words of a question. */
  evident: boolean;
}

/** Where something stands in a text. */
export type Span = [start: number, end: number];

export interface Excerpt {
  text: string;
  marks: Span[];
}

/** A section as it is shown. */
/** What a section is called. */
export interface Head {
  lang: Lang;
  url: string;
  pageTitle: string;
  trail: string[];
  anchor: string;
  /** "" for the beginning of a page. */
  title: string;
  /** What else its record is called. */
  names: string[];
  /** How people ask for it. */
  phrases: string[];
}

/** A section while the results are put in order. */
export interface Scored {
  pair: number;
  score: number;
  close: boolean;
  /** As it is shown: of the reader's language, where that has it. */
  head: Head;
  kind: string;
  /** Whether it is called as the query is. */
  called: boolean;
}

/** What is known of one thing: the section that is shown, and others about it. */
export interface Group {
  shown: Scored;
  /** The section that says what the thing is. */
  says: Scored;
  score: number;
  card: boolean;
  others: Scored[];
}

/** A further page about the thing that a result is about. */
export interface PageLink {
  url: string;
  title: string;
  kind: string;
}

export interface Result {
  /** Of the page. */
  title: string;
  /** Absolute, with the section's anchor. */
  url: string;
  /** Title of the section; "" for the beginning of a page. */
  section: string;
  /** The language of the page. */
  lang: Lang;
  /** "rules", "calculator", "visits", "policies", "people", "glossary" or "about". */
  kind: string;
  /** Whose money or claim the page speaks of: "national", "local", "foreign" or "". */
  owner: string;
  /** Comparable within one list only. */
  score: number;
  /** Titles of the pages above. */
  trail: string[];
  /** Around the match. */
  excerpt: Excerpt;
  /** The matches in the section's title, or in the page's where the section has none. */
  marks: Span[];
  /** The matches as they stand there, to be marked on arrival. */
  terms: string[];
  /** Whether the query is the name of what it is about. */
  card: boolean;
  /** The other pages about the same thing. */
  pages: PageLink[];
}

/** What a query finds; `corrected` is the query as it was probably meant, or "". */
export interface Found {
  results: Result[];
  corrected: string;
}

/**
 * `api/schemes/<scheme>/answers.<lang>.json`: what answers to queries take of a scheme, in one
 * language; the words by which a query names something are of both.
 */
export interface AnswerData
  extends Pick<
    ComponentData,
    "title" | "page" | "rules" | "calculator" | "steps" | "clauses" | "currencies" | "labels"
  > {
  words: {
    /** By the ids of questions. */
    questions: Record<string, string[]>;
    /** By the ids of questions and options. */
    options: Record<string, Record<string, string[]>>;
    about: string[];
    how_much: string[];
    beside: string[];
    paid: string[];
  };
  /** What a sentence calls the answers of questions, by their ids. */
  names: Record<string, string>;
}

/** What the rules of a scheme make of a query. */
export interface Answered {
  /** The scheme's version. */
  scheme: string;
  title: string;
  /** How the query was read, and what the rules make of it. */
  statement: string;
  clauses: { locator: string; url: string; name: string }[];
  /**
   * "eligible" and "ineligible": requirements are met, or not; "unclear": a clause reads two ways;
   * "amount": how much can be granted or is paid; "date": by when something is due; "depends":
   * the options of a question that is left open come to different verdicts.
   */
  verdict: "eligible" | "ineligible" | "unclear" | "amount" | "date" | "depends";
  /** The calculator, so filled in. */
  href: string;
  facts: Facts;
}
