/**
 * Shapes that the calculator's component works with, in one language. What the published
 * schema (published.d.ts) says is taken from there; the rest is typed here by hand.
 */
import type { ChecklistItem, ChecklistPhase, Text, Website, Window } from "./published";

/** A shape of the published data with every bilingual text as a plain string. */
export type InOneLanguage<T> = T extends Text
  ? string
  : T extends object
    ? { [K in keyof T]: InOneLanguage<T[K]> }
    : T;

/** An answer: `null` says "I don't know yet". */
export type Answer = number | string | boolean | string[] | null;
/** Answers by the ids of their questions. */
export type Facts = Record<string, Answer>;
/** A number, the id of a fact, or a list that opens with an operator. */
export type Expression = number | string | [operator: string, ...operands: unknown[]];

export interface Group {
  id: string;
  title: string;
  introduction?: string;
  /** Given where its questions are for whose grant was approved. */
  stage?: "payment";
  /** One question in their place: its yes gives all of them these answers. */
  at_once?: { label: string; help?: string; values: Record<string, boolean | number | string> };
  /** Ids of questions, in the order of asking. */
  questions: string[];
}

export interface Option {
  id: string;
  label: string;
  help?: string;
}

export interface Question {
  id: string;
  clause: string;
  type: "boolean" | "integer" | "number" | "date" | "choice" | "choices";
  label: string;
  help?: string;
  optional?: boolean;
  /** It asks for what has happened: no other answer is suggested. */
  past?: boolean;
  unit?: string;
  /** Of a question about money. */
  currency?: string;
  /** How the unit may be written, in either language; of money the currency's code, too. */
  unit_spellings?: string[];
  /** Units of which it has a multiple, or a part: `times` of it, or of so many parts (`over`). */
  unit_multiples?: { spellings: string[]; times: number; over?: number }[];
  min?: number;
  above?: number;
  max?: number;
  /** The id of a question whose answer this one may not exceed. */
  no_more_than?: string;
  options?: Option[];
  asked_when?: Expression;
}

export interface Reading {
  id: string;
  text: string;
  /** Left out where the clause, read so, is no condition. */
  met_when?: Expression;
}

/** What to know beside a result, while its condition is true. */
export interface Note {
  id: string;
  when: Expression;
  text: string;
}

export interface Requirement {
  id: string;
  clause: string;
  /** Further clauses. */
  see?: string[];
  title: string;
  /** What the clause asks. */
  rule: string;
  met: string;
  unmet: string;
  notes?: Note[];
  /** Left out where it is "application". */
  stage?: "application" | "payment";
  applies_when?: Expression;
  met_when?: Expression;
  readings?: Reading[];
}

export interface Limit {
  id: string;
  clause: string;
  /** Clauses by option, where the value goes by an option. */
  clauses?: Record<string, string>;
  label: string;
  /** The limit counts only while this is true. */
  applies_when?: Expression;
  /** Whether the rules say “in principle” of it. */
  in_principle?: boolean;
  value: Expression;
}

/** What all applicants share. */
export interface Pot {
  clause: string;
  value: number;
  text: string;
}

/** What the rules do not say or leave to a panel, in words. */
export interface LeftOpen {
  amount?: string;
  ceiling?: string;
  instalments?: string;
  deadlines?: string;
}

export interface Amount {
  currency: string;
  clause: string;
  label: string;
  note?: string;
  limits: Limit[];
  pot?: Pot;
  /** Ids of the questions of how much is asked for, and how much was approved. */
  requested?: string;
  approved?: string;
}

export interface Instalment {
  id: string;
  clause: string;
  title: string;
  percent: number;
  needs: string;
  /** The id of the deadline for it, where the rules set a last day. */
  by?: string;
}

export interface Deadline {
  id: string;
  clause: string;
  title: string;
  rule: string;
  date: Expression;
  /** Whether the next working day is given, too, where the date is none. */
  office_day?: boolean;
}

/** The days on which offices are closed beside Saturdays and Sundays. */
export interface OfficeDays {
  first_year: number;
  last_year: number;
  note: string;
  holidays: string[];
}

/** What `evaluate` takes as `scheme`. */
export interface Calculator {
  scheme: string;
  version: string;
  hash: string;
  /** Ids of the questions that give a first amount. */
  quick?: string[];
  groups: Group[];
  questions: Question[];
  requirements: Requirement[];
  /** `null` where the rules state none. */
  amount: Amount | null;
  instalments: Instalment[];
  deadlines: Deadline[];
  left_open?: LeftOpen;
  office_days?: OfficeDays;
  /** What is not asked and can still fail an application. */
  beyond?: string;
}

export type Verdict = "eligible" | "ineligible" | "undetermined";
export type Status = "met" | "unmet" | "unclear" | "unknown" | "not_applicable";

export interface DecidedRequirement {
  id: string;
  clause: string;
  status: Status;
  stage: "application" | "payment";
  /** Ids of the notes that hold. */
  notes: string[];
  /** What the readings come to, where they differ. */
  readings?: { id: string; outcome: "met" | "unmet" | "unknown" }[];
}

export interface AmountStep {
  id: string;
  clause: string;
  amount: number | null;
  /** Of a limit that is a share: how many per cent, and of what. */
  percent?: number;
  of?: number | null;
}

export interface DecidedAmount {
  currency: string;
  /** `null` while it is not known, and where no limit applies. */
  cap: number | null;
  /** Ids of the limits that bind, `null` while that is not known; none where no limit applies. */
  binding: string[] | null;
  exceeds_cap: boolean | null;
  steps: AmountStep[];
}

/** What `evaluate` returns. */
export interface Result {
  scheme: string;
  verdict: Verdict;
  requirements: DecidedRequirement[];
  unanswered: string[];
  /** `null` where the rules state none. */
  amount: DecidedAmount | null;
  instalments: { id: string; clause: string; percent: number; amount: number | null }[];
  deadlines: {
    id: string;
    clause: string;
    date: string | null;
    /** The next working day, where offices are closed on the date. */
    office_day: string | null;
  }[];
}

/** Answers to try, by question; of one whose answers are too many to try, none. */
export type Probes = Record<string, Answer[]>;

export type ChecklistEntry = Omit<InOneLanguage<ChecklistItem>, "needed_when"> & {
  needed_when?: Expression;
};
export type Phase = Omit<InOneLanguage<ChecklistPhase>, "items"> & { items: ChecklistEntry[] };

/**
 * The scheme in one language. At first `api/schemes/<scheme>/calculator.<lang>.json` is there;
 * over it `more.<lang>.json` is laid, which holds what only the result in detail shows: `title`,
 * `contact`, `website`, `window`, `checklist`, `probes`, texts of the rules, and names and labels.
 */
export interface ComponentData {
  title: string;
  /** The scheme's short title. */
  name: string;
  aid: string;
  /** Whose money it is: the shape of its mark, and its name. */
  owner?: { mark: string; name: string };
  contact?: string;
  website?: InOneLanguage<Website>;
  window?: InOneLanguage<Window>;
  /** The name of the site that the calculator comes from. */
  site: string;
  /** Addresses relative to the site's root. */
  page?: string;
  documents: string;
  rules: string;
  /** Where there are questions for whoever has a grant. */
  grantees?: string;
  calculator: Calculator;
  /** In the order of asking: the id of each step, then those of its questions. */
  steps: string[][];
  checklist: Phase[];
  /** For each question on which a requirement rests, the answers that matter. */
  probes: Probes;
  /** The other versions that are published. */
  versions?: { scheme: string; version: string; hash: string }[];
  /** Formal names of clauses by their locators. */
  clauses: Record<string, string>;
  /** How sums are written, by their currency: `{amount}` stands for the figure. */
  currencies: Record<string, { whole: string; short: string }>;
  labels: Record<string, string>;
}
