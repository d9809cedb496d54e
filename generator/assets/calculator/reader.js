/**
 * Reads the answers to a scheme's questions out of a query: “a 25-minute short film, cost 6.2
 * million”.
 *
 * A query is taken apart from the left into the longest words and numbers that are known: labels
 * of questions and options and what else they are called (`asked_as`), numbers with their units,
 * dates, and words that may stand beside them. It is read only where nothing is left over: “more
 * than 20 minutes”, “not a short film” and “25 million dollars for Hollywood” each hold a word
 * that is not known here, and what that would change cannot be told.
 *
 * A number answers a question of its unit that the query names, the nearest; where the unit is
 * among what the question is called, the unit alone names it. A number without a unit has to
 * stand right beside the name. Beside others for the quick test a figure may go unnamed. Where two
 * readings are as good as each other there is none.
 */
import { HAN, readNumber } from "../parts/numbers.js";
import { Pieces } from "./pieces.js";

/**
 * @import { Answer, Facts, Question } from "../types/calculator"
 * @import { AnswerData } from "../types/search"
 * @import { Piece, Role } from "./pieces.js"
 *
 * @typedef {object} Read
 * @property {Facts} facts
 * @property {boolean} about whether it says that it is about a grant
 * @property {boolean} howMuch whether it asks how much
 *
 * @typedef {object} Choice a question that a figure may answer
 * @property {string} id
 * @property {number | string} value as its answer
 * @property {number} far how far from it the question is named
 */

/** Longer queries are not looked at. */
const LONGEST_QUERY = 100;
const COMMA = /[,.:;?!、。]/g;
/** What a name behind the number, and a comma between them, count for as characters. */
const BEHIND = 0.5;
const APART = 5;
/** Nearer than this, only words that say nothing lie between. */
const BESIDE = 1;
/** What a character of those counts for. */
const SAYS_NOTHING = 0.001;
/** An amount of money without a unit, and below this, may be in ten thousands. */
const LEAST_MONEY = 10_000;

export class Reader {
  #data;
  #fold;
  #pieces;
  /** @type {Map<string, Question>} */
  #questions;

  /**
   * @param {AnswerData} data of a scheme
   * @param {(text: string) => string} fold makes what is written differently the same
   */
  constructor(data, fold) {
    const { questions } = data.calculator;
    this.#data = data;
    this.#fold = fold;
    this.#pieces = new Pieces(data, fold);
    this.#questions = new Map(questions.map((question) => [question.id, question]));
  }

  /**
   * What a query says, `null` where that is not sure.
   * @param {string} query @returns {Read | null}
   */
  read(query) {
    const text = inPerCent(yearFirst(this.#fold(query).replace(/\s+/g, " ").trim()));
    if (text.length > LONGEST_QUERY) return null;
    const pieces = requested(this.#pieces.of(text));
    const chosen = pieces && this.#options(pieces);
    const given = pieces && chosen && this.#figures(text, pieces, chosen);
    if (!chosen || !given) return null;
    const facts = this.#implied({ ...chosen, ...given });
    const stands = (/** @type {Role["beside"]} */ as) =>
      pieces.some(({ roles }) => roles?.some(({ beside }) => beside === as));
    if (!facts || (stands("paid") && this.#applies(given))) return null;
    return { facts, about: stands("about"), howMuch: stands("how_much") };
  }

  /**
   * Whether a figure is asked for with the application: where a query speaks of a payment, a share
   * may be that of the finished film, which has other limits.
   * @param {Facts} figures
   */
  #applies(figures) {
    const { groups } = this.#data.calculator;
    const paid = groups.filter(({ stage }) => stage === "payment");
    const later = new Set(paid.flatMap(({ questions }) => questions));
    return Object.keys(figures).some((id) => !later.has(id));
  }

  /** The options that are named, `null` where two exclude each other. @param {Piece[]} pieces */
  #options(pieces) {
    /** @type {Facts} */
    const facts = {};
    for (const { roles = [] } of pieces) {
      const named = roles.filter(({ option }) => option !== undefined);
      if (named.length > 1) return null;
      for (const { question = "", option = "" } of named) {
        const before = facts[question];
        if (this.#questions.get(question)?.type === "choices") {
          facts[question] = [...new Set([...(Array.isArray(before) ? before : []), option])];
        } else if (before !== undefined && before !== option) return null;
        else facts[question] = option;
      }
    }
    return facts;
  }

  /**
   * What the numbers and dates say: of all ways to give each a question of its own, the one in
   * which they are nearest to the names of these. `null` where there is none or a second one.
   * @param {string} text @param {Piece[]} pieces @param {Facts} chosen
   */
  #figures(text, pieces, chosen) {
    const figures = pieces.filter(({ number, date }) => number ?? date);
    const named = figures.map((figure) => this.#choices(text, pieces, figure));
    const choices = asks(pieces) ? named : this.#withBare(figures, named, chosen);
    /** @type {{cost: number, answers: [string, Answer][]}[]} */
    let ways = [{ cost: 0, answers: [] }];
    for (const list of choices)
      ways = ways.flatMap(({ cost, answers }) =>
        list
          .filter(({ id }) => !answers.some(([other]) => other === id))
          .map(({ id, value, far }) => ({
            cost: cost + far,
            answers: /** @type {[string, Answer][]} */ ([...answers, [id, value]]),
          })),
      );
    ways.sort((a, b) => a.cost - b.cost);
    if (ways.length === 0 || ways[0].cost === ways[1]?.cost) return null;
    return /** @type {Facts} */ (Object.fromEntries(ways[0].answers));
  }

  /**
   * The questions that a figure may answer, and how far from it each is named.
   * @param {string} text @param {Piece[]} pieces @param {Piece} figure
   */
  #choices(text, pieces, figure) {
    return [...this.#questions.values()].flatMap((question) => {
      const value = this.#valueFor(question, figure);
      const far = this.#distance(text, pieces, figure, question);
      return value === null || far === Number.POSITIVE_INFINITY
        ? []
        : [{ id: question.id, value, far }];
    });
  }

  /**
   * The choices, with those of figures that nothing names: “前導片 100 萬 3 分鐘 3 成”. Beside an
   * option and a figure that is named, all for the quick test, one may be for that test as well:
   * where no other question of an application takes it, or where it makes the test complete.
   * @param {Piece[]} figures @param {Choice[][]} named @param {Facts} chosen
   * @returns {Choice[][]}
   */
  #withBare(figures, named, chosen) {
    const { groups, quick = [] } = this.#data.calculator;
    const ids = [...Object.keys(chosen), ...named.flat().map(({ id }) => id)];
    const isTest = ids.every((id) => quick.includes(id)) && Object.keys(chosen).length > 0;
    if (!isTest || !named.some((list) => list.length > 0)) return named;
    const complete = Object.keys(chosen).length + figures.length === quick.length;
    const first = groups.filter(({ stage }) => stage !== "payment");
    return named.map((list, i) => {
      if (list.length > 0) return list;
      const takers = first
        .flatMap(({ questions }) => questions)
        .flatMap((id) => {
          const question = this.#questions.get(id);
          const value = question ? this.#valueFor(question, figures[i]) : null;
          return value === null ? [] : [{ id, value, far: BEHIND }];
        });
      const bare = takers.filter(({ id }) => quick.includes(id) && !ids.includes(id));
      return complete || takers.length === 1 ? bare : [];
    });
  }

  /** The answer that a figure is to a question, `null` where it is none. @param {Question} question
   * @param {Piece} figure @returns {number | string | null} */
  #valueFor(question, { number, unit, value, date }) {
    const { type, currency, unit_spellings: spellings = [] } = question;
    if (date !== undefined) return type === "date" ? date : null;
    if (number === undefined || (type !== "integer" && type !== "number")) return null;
    if (unit !== undefined && !spellings.some((other) => this.#fold(other) === unit)) return null;
    const money = currency !== undefined;
    const amount = value ?? figureOf(readNumber(number, { integer: type === "integer", money }));
    if (amount === undefined || unit !== undefined) return amount ?? null;
    // Whole numbers count something, and its name may do as a unit.
    const plain = money ? amount >= LEAST_MONEY : type === "integer";
    return plain ? amount : null;
  }

  /**
   * How far from a figure a question is named, in characters that say something; infinite where
   * something else is nearer: in “grant of 80%, virtual studio” the share is the grant’s.
   * @param {string} text @param {Piece[]} pieces @param {Piece} figure @param {Question} question
   */
  #distance(text, pieces, figure, question) {
    const far = (/** @type {Piece} */ { start, end }) => {
      const behind = start >= figure.end;
      const [from, to] = behind ? [figure.end, start] : [end, figure.start];
      const commas = text.slice(from, to).match(COMMA)?.length ?? 0;
      const between = pieces
        .filter((piece) => piece.start >= from && piece.end <= to && !saysNothing(piece))
        .reduce((sum, piece) => sum + piece.end - piece.start, 0);
      const far = between + APART * commas + SAYS_NOTHING * (to - from);
      return { behind, far: far + (behind ? BEHIND : 0) };
    };
    const names = (/** @type {Piece} */ { roles = [] }, /** @type {string} */ id) =>
      roles.some((role) => role.question === id && role.option === undefined);
    const called = this.#data.words.questions[question.id].map(this.#fold);
    if (figure.unit !== undefined && called.includes(figure.unit)) return BEHIND;
    const [nearest] = pieces
      .filter((piece) => names(piece, question.id))
      .map(far)
      .sort((a, b) => a.far - b.far);
    if (!nearest || (figure.unit === undefined && !figure.date && nearest.far >= BESIDE))
      return Number.POSITIVE_INFINITY;
    const others = [...this.#questions.values()].filter(
      (other) => other.id !== question.id && this.#valueFor(other, figure) === null,
    );
    // In “NT$6M budget and 35% virtual studio” the budget has its own.
    const taken = (/** @type {Piece} */ piece) => {
      const own = pieces.find(({ end }) => /^[ -]?$/.test(text.slice(end, piece.start)));
      return (
        own &&
        own !== figure &&
        others.some((other) => names(piece, other.id) && this.#valueFor(other, own) !== null)
      );
    };
    const nearer = pieces
      .filter((piece) => !names(piece, question.id) && !taken(piece))
      .filter(
        (piece) =>
          piece.roles?.some(({ beside }) => beside === "about") ||
          others.some(({ id }) => names(piece, id)),
      )
      .map(far)
      .filter((other) => !(other.behind && !nearest.behind && nearest.far < BESIDE))
      .some((other) => other.far < nearest.far);
    return nearer ? Number.POSITIVE_INFINITY : nearest.far;
  }

  /**
   * The facts with those that they imply: a question that is only asked of one option says that it
   * is this one. `null` where they contradict each other.
   * @param {Facts} facts @returns {Facts | null}
   */
  #implied(facts) {
    const all = { ...facts };
    for (const id of Object.keys(facts)) {
      const when = this.#questions.get(id)?.asked_when;
      const [operator, question, options] = Array.isArray(when) ? when : [];
      if (operator !== "one_of" || !Array.isArray(options) || options.length !== 1) continue;
      const before = all[String(question)];
      if (before !== undefined && before !== options[0]) return null;
      all[String(question)] = options[0];
    }
    return all;
  }
}

/**
 * A number as it was read. A letter for millions is no doubt here: the answer says how it was read.
 * @param {ReturnType<typeof readNumber>} read
 */
function figureOf(read) {
  if (!read || "value" in read) return read?.value;
  return read.code === "scale" ? Number(read.meant[0]) : undefined;
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${MONTH},? (\\d{4})\\b`, "g");
const MONTH_FIRST = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, "g");

/** English dates as 2026-3-5. @param {string} text */
function yearFirst(text) {
  const number = (/** @type {string} */ month) => MONTHS.indexOf(month) + 1;
  return text
    .replace(DAY_FIRST, (_, day, month, year) => `${year}-${number(month)}-${day}`)
    .replace(MONTH_FIRST, (_, month, day, year) => `${year}-${number(month)}-${day}`);
}

/** 三分之一; 百分之三十 has its unit. */
const FRACTION = new RegExp(`([\\d${HAN}]+)分之([\\d${HAN}]+)`, "g");
/** As many digits as a number may have. */
const FRACTION_DIGITS = 15;

/** Fractions as 33.3333333333333%. @param {string} text */
function inPerCent(text) {
  return text.replace(FRACTION, (written, whole, part) => {
    if (/[百千万萬]$/.test(whole)) return written;
    const [of, parts] = [whole, part].map((number) => figureOf(readNumber(number)));
    return of && parts ? `${+((100 * parts) / of).toPrecision(FRACTION_DIGITS)}%` : written;
  });
}

/** Whether a query speaks of a grant or of its payment. @param {Piece[]} pieces */
const asks = (pieces) =>
  pieces.some(({ roles }) => roles?.some(({ beside }) => beside === "about" || beside === "paid"));

/**
 * The pieces, where a name that may also stand beside facts is one only of a request: the day of a
 * typhoon is most often asked for its news.
 * @param {Piece[] | null} pieces
 */
function requested(pieces) {
  if (!pieces || asks(pieces)) return pieces;
  return pieces.map((piece) =>
    piece.roles?.some(({ beside }) => beside === "beside")
      ? { ...piece, roles: piece.roles.filter(({ question }) => question === undefined) }
      : piece,
  );
}

/** @param {Piece} piece */
const saysNothing = ({ roles = [] }) =>
  roles.length > 0 && roles.every(({ beside }) => beside === "beside" || beside === "paid");
