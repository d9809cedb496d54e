/** Shapes of what staff see of the search. */

import type { Answered, Lang, Result } from "./search";

/** The words of a query that a field of a section has, as they stand there. */
export interface FieldFound {
  lang: Lang;
  /** "title", "page" (its title and those above), "name", "phrase" or "text". */
  field: string;
  words: string[];
}

/** Why a section is a result. */
export interface Explanation {
  where: FieldFound[];
  /** The words of the query that it does not have. */
  lacks: string[];
  /** The title, name or phrase that fits the query best, and how well, from 0 to 1. */
  best: { fit: number; field: string; text: string } | null;
}

/** What a query finds, and why. */
export interface Explained {
  query: string;
  lang: Lang;
  /** The query as it was probably meant, or "". */
  corrected: string;
  /** What the rules make of it. */
  answer: Answered | null;
  /** The words that were looked up. */
  words: string[];
  /** Those for which only words that begin alike, or differ in a letter, were found. */
  near: string[];
  /** Those that no page has. */
  unknown: string[];
  results: (Result & { why: Explanation | null })[];
}

/** An entry of the editors' list: a query, and the pages of which one is to be found. */
export interface Expected {
  query: string;
  lang: Lang;
  /** Addresses relative to the site's root. */
  leads_to: string[];
  /** Where it stands in the data: file and line. */
  place: string;
}

export interface Judged extends Expected {
  answered: boolean;
  /** The first results. */
  results: Result[];
}

/** The words of staff's tools, from messages.yml. */
export type Words = Record<string, string>;
