/** What a change of figures does, in tables: whose result changes, and which examples. */
import { h } from "../parts/dom.js";
import { isLine } from "./answers.js";
import { at } from "./change.js";

/**
 * @import { Child } from "../types/dom"
 * @import { Result } from "../calculator/engine.js"
 * @import { Path } from "./change.js"
 * @import { Edge, Range, RuleEdges } from "./edges.js"
 * @import { Broken } from "./examples.js"
 * @import { Outcome } from "./rule.js"
 * @import { SandboxWording } from "./words.js"
 */

/** So many edges of a rule are shown. */
const MOST_EDGES = 8;
/** So many answers to a question are named. */
const MOST_ANSWERS = 3;

/** What a rule is called, and its clause. @param {SandboxWording} wording @param {Path} rule */
export function ruleName(wording, rule) {
  const [kind] = rule;
  const found = /** @type {any} */ (at(wording.data.calculator, rule));
  const name = kind === "amount" || kind === "questions" ? found.label : found.title;
  return { name: String(name), clause: String(found.clause) };
}

/**
 * @param {readonly string[]} heads @param {string} label
 * @param {readonly Child[]} rows
 */
const grid = (heads, label, rows) =>
  h(
    "div",
    { class: "sandbox__table", tabindex: "0", role: "region", "aria-label": label },
    h(
      "table",
      null,
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          heads.map((head) => h("th", { scope: "col" }, head)),
        ),
      ),
      h("tbody", null, rows),
    ),
  );

/**
 * @param {SandboxWording} wording @param {readonly RuleEdges[]} edges
 * @param {{title: string, clause: string, before: number, after: number}[]} shares of instalments
 */
export function whose(wording, edges, shares) {
  const rows = edges.flatMap(({ rule, edges: found, sampled }) => {
    const { name, clause } = ruleName(wording, rule);
    const shown = found.slice(0, MOST_EDGES);
    const more = found.length - shown.length;
    const lines = shown.map((edge) => [who(wording, edge), ...outcomes(wording, rule, edge)]);
    const rest = [
      ...(more > 0 ? [wording.say("more", { n: more })] : []),
      ...(sampled ? [wording.say("sampled")] : []),
    ].map((words) => [h("p", { class: "quiet" }, words)]);
    return rowsOf(wording, name, clause, [...lines, ...rest]);
  });
  const paid = shares.flatMap(({ title, clause, before, after }) =>
    rowsOf(wording, title, clause, [[wording.say("every_grant"), `${before}%`, `${after}%`]]),
  );
  const heads = [
    wording.say("rule"),
    wording.say("who"),
    wording.say("before"),
    wording.say("now"),
  ];
  const all = [...rows, ...paid];
  return all.length > 0
    ? grid(heads, wording.say("whose"), all)
    : h("p", null, wording.say("whose_none"));
}

/**
 * @param {SandboxWording} wording @param {string} name @param {string} clause
 * @param {Child[][]} lines
 */
const rowsOf = (wording, name, clause, lines) =>
  lines.map((cells, i) =>
    h(
      "tr",
      null,
      i === 0 &&
        h("th", { scope: "rowgroup", rowspan: lines.length }, name, " ", wording.clause(clause)),
      cells.map((cell, n) =>
        h("td", cells.length === 1 ? { colspan: 3 } : named(wording, n), cell),
      ),
    ),
  );

/**
 * What a cell is, for a narrow screen that shows no heads.
 * @param {SandboxWording} wording @param {number} n
 */
const named = (wording, n) =>
  n === 0 ? null : { "data-head": wording.say(n === 1 ? "before" : "now") };

/**
 * For whom: the answers, each with its question.
 * @param {SandboxWording} wording @param {Edge} edge
 */
function who(wording, { where, range }) {
  const others = Object.entries(where).map(([fact, answers]) => {
    const question = wording.question(fact);
    const words = answers.map((answer) => wording.answer(question, /** @type {any} */ (answer)));
    const list = (/** @type {string[]} */ texts) => texts.join(wording.say("list_comma"));
    const some = words.length > 1 && isLine(question);
    return answered(
      wording,
      question.label,
      some ? wording.say("such_as", { list: list(words.slice(0, MOST_ANSWERS)) }) : list(words),
    );
  });
  const along = range
    ? answered(wording, wording.question(range.fact).label, span(wording, range))
    : [];
  const all = [...others, along].flat();
  return all.length > 0 ? h("dl", { class: "sandbox__who" }, all) : wording.say("everyone");
}

/** @param {SandboxWording} wording @param {string} label @param {string} words */
const answered = (wording, label, words) => [
  h("dt", null, wording.marked(label)),
  h("dd", null, wording.marked(words)),
];

/** A range of answers. @param {SandboxWording} wording @param {Range} range */
function span(wording, { fact, from, to, above, below, exact }) {
  const question = wording.question(fact);
  const words = (/** @type {number | string} */ point) => wording.answer(question, point);
  if (from === null && to === null) return wording.say("whatever");
  if (!exact) {
    const some = [from, to].filter((point) => point !== null).map(words);
    return wording.say("such_as", { list: [...new Set(some)].join(wording.say("list_comma")) });
  }
  if (from !== null && to !== null && !above && !below)
    return from === to ? words(from) : wording.say("to", { from: words(from), to: words(to) });
  const start = from === null ? "" : wording.say(above ? "more_than" : "from", { n: words(from) });
  const end = to === null ? "" : wording.say(below ? "less_than" : "up_to", { n: words(to) });
  return start && end ? wording.say("both_ends", { start, end }) : start || end;
}

/** @param {SandboxWording} wording @param {Path} rule @param {Edge} edge @returns {Child[]} */
function outcomes(wording, rule, { first, last }) {
  return [0, 1].map((side) => {
    const [one, other] = [first[side], last[side]].map((outcome) =>
      outcomeWords(wording, rule, outcome, first[1 - side]),
    );
    return h("span", null, one === other ? one : wording.say("to", { from: one, to: other }));
  });
}

/**
 * What a rule makes of an applicant, so that it can be told from the other.
 * @param {SandboxWording} wording @param {Path} rule @param {Outcome} outcome
 * @param {Outcome} other
 */
function outcomeWords(wording, rule, outcome, other) {
  if (outcome.cap !== undefined)
    return outcome.cap === null ? wording.say("no_amount") : wording.money(outcome.cap);
  if (outcome.date !== undefined) return outcome.date ? wording.date(outcome.date) : "—";
  if (rule[0] === "questions") return wording.say(outcome.refused ? "refused" : "accepted");
  const status = wording.data.labels[`status_${outcome.status}`];
  if (outcome.status !== other.status) return status;
  const { readings = [], notes = [] } = outcome;
  const requirement = /** @type {any} */ (at(wording.data.calculator, rule));
  const ways = readings
    .filter(
      ({ id, outcome: way }) => !other.readings?.some((r) => r.id === id && r.outcome === way),
    )
    .map(({ id, outcome: way }) => {
      const { text } = requirement.readings.find((/** @type {any} */ r) => r.id === id);
      return `${text} ${wording.data.labels[`status_${way}`]}`;
    });
  const shown = notes.filter((id) => !other.notes?.includes(id));
  const noted = shown.length > 0 ? [wording.say("note_shown")] : [];
  const differing = [...ways, ...noted];
  return differing.length > 0
    ? differing.join(wording.say("list_comma"))
    : wording.say("note_hidden");
}

/**
 * @param {SandboxWording} wording @param {readonly Broken[]} broken @param {number} count of all
 * @param {string} page the address of the page of examples
 */
export function examples(wording, broken, count, page) {
  if (broken.length === 0) return [h("p", null, wording.say("examples_none", { n: count }))];
  const rows = broken.map(({ id, title, before, after }) => {
    const [one, other] = exampleWords(wording, before, after);
    const link = h("a", { href: `${page}#${id}` }, title);
    return h(
      "tr",
      null,
      h("th", { scope: "row" }, link),
      h("td", named(wording, 1), one),
      h("td", named(wording, 2), other),
    );
  });
  const heads = [wording.say("example"), wording.say("before"), wording.say("now")];
  return [
    h("p", null, wording.say("examples_some", { n: broken.length, m: count })),
    grid(heads, wording.say("examples"), rows),
  ];
}

/**
 * What of an example differs, before and after.
 * @param {SandboxWording} wording @param {Result | null} before @param {Result | null} after
 */
function exampleWords(wording, before, after) {
  if (!before || !after)
    return [before, after].map((result) =>
      result ? wording.data.labels[`verdict_${result.verdict}`] : wording.say("refused"),
    );
  const sides = [before, after];
  /** @type {string[][]} */
  const parts = [[], []];
  const tell = (/** @type {(result: Result) => string} */ words) => {
    const both = sides.map(words);
    if (both[0] !== both[1]) for (const [i, text] of both.entries()) parts[i].push(text);
  };
  tell(({ verdict }) => wording.data.labels[`verdict_${verdict}`]);
  for (const [i, { id }] of before.requirements.entries())
    tell(({ requirements }) => {
      const { status, readings = [], notes } = requirements[i];
      const ways = readings.map(({ outcome }) => wording.data.labels[`status_${outcome}`]);
      const detail = [...ways, ...notes.map((note) => noteText(wording, id, note))];
      const title = wording.requirement(id).title;
      return wording.say("detail", {
        label: title,
        words: [wording.data.labels[`status_${status}`], ...detail].join(wording.say("list_comma")),
      });
    });
  tell(({ amount }) =>
    amount && amount.cap !== null ? wording.money(amount.cap) : wording.say("no_amount"),
  );
  // Of another amount they are other parts anyway.
  const [cap, other] = sides.map(({ amount }) => amount?.cap);
  if (cap === other)
    tell(({ instalments }) =>
      instalments
        .map(({ amount, percent }) => (amount === null ? `${percent}%` : wording.money(amount)))
        .join(" + "),
    );
  for (const [i, { id }] of before.deadlines.entries())
    tell(({ deadlines }) => {
      const { date, office_day: next } = deadlines[i];
      const day = next ?? date;
      const found = wording.data.calculator.deadlines.find((deadline) => deadline.id === id);
      return wording.say("detail", {
        label: found?.title ?? id,
        words: day ? wording.date(day) : "—",
      });
    });
  return parts.map((texts) =>
    h("span", null, texts.flatMap((text) => [text, h("br")]).slice(0, -1)),
  );
}

/** @param {SandboxWording} wording @param {string} requirement @param {string} note */
const noteText = (wording, requirement, note) =>
  wording.requirement(requirement).notes?.find(({ id }) => id === note)?.text ?? note;
