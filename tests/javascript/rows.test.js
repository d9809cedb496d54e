/** Rows of a spreadsheet: which column asks for what, and answers as people write them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, factsOf, outcomeOf, screenRow } from "../../generator/assets/screening/rows.js";

/** @import { Cell, Scheme, Words } from "../../generator/assets/screening/rows.js" */

/** @type {Scheme} */
const SCHEME = {
  scheme: "grant",
  questions: [
    {
      id: "kind",
      type: "choice",
      label: { zh: "哪一組？", en: "Which **kind**?" },
      options: [
        { id: "short", label: { zh: "短片組", en: "Short film" } },
        { id: "series", label: { zh: "影集、劇集組", en: "Series" } },
      ],
    },
    {
      id: "themes",
      type: "choices",
      label: { zh: "主題？", en: "Themes?" },
      options: [
        { id: "past", label: { zh: "歷史", en: "History" } },
        { id: "now", label: { zh: "記憶、或當代", en: "Memory, or today" } },
        { id: "place", label: { zh: "在地", en: "Local" } },
      ],
    },
    { id: "local", type: "boolean", label: { zh: "在本地嗎？", en: "Is it local?" } },
    { id: "share", type: "number", label: { zh: "比例？", en: "Share?" }, min: 0, max: 100 },
    {
      id: "cost",
      type: "integer",
      label: { zh: "成本？", en: "Cost?" },
      currency: "TWD",
      above: 0,
    },
    { id: "wish", type: "integer", label: "Wish?", currency: "TWD", min: 1, no_more_than: "cost" },
    { id: "day", type: "date", label: { zh: "哪一天？", en: "Which day?" } },
  ],
  requirements: [
    { id: "here", clause: "1", met_when: "local" },
    {
      id: "much",
      clause: "2",
      readings: [
        { id: "wide", met_when: ["at_least", "share", 50] },
        { id: "narrow", met_when: ["at_least", "share", 70] },
      ],
    },
    { id: "known", clause: "3", met_when: ["one_of", "kind", ["short"]] },
  ],
  amount: {
    currency: "TWD",
    limits: [{ id: "part", clause: "4", value: ["share", 80, "cost"] }],
    requested: "wish",
  },
  instalments: [{ id: "all", clause: "5", percent: 100 }],
  deadlines: [{ id: "end", clause: "6", date: ["later", "day", 0, 0, 7] }],
};

/** @type {Words} */
const WORDS = {
  units: {
    share: { unit_spellings: ["%", "百分之"], unit_multiples: [{ spellings: ["成"], times: 10 }] },
    cost: { unit_spellings: ["元", "元整", "NT$"] },
  },
  options: { kind: { short: ["短片", "shorts"] } },
  yes: ["是", "有", "✓", "yes", "y", "true", "1"],
  no: ["否", "無", "no", "n", "false", "0"],
  none: ["都沒有", "None of these"],
  unknown: ["不知道", "unknown"],
};

const ALL = columnsOf(
  SCHEME.questions.map(({ id }) => id),
  SCHEME,
);

/** What the cell of one question is read as. @param {string} id @param {Cell} cell */
function read(id, cell) {
  const cells = SCHEME.questions.map((question) => (question.id === id ? cell : ""));
  const { facts, errors } = factsOf(cells, ALL, SCHEME, WORDS);
  return errors.length ? errors[0].code : facts[id];
}

test("a header is a label in either language, an id, or anything with the id behind it", () => {
  const header = [
    "申請人",
    "哪一組",
    "which kind ?",
    "Length of it [share]",
    " cost ",
    "哪一天？",
    "",
  ];
  assert.deepEqual(columnsOf(header, SCHEME), {
    facts: [null, "kind", null, "share", "cost", "day", null],
    unknown: ["申請人"],
    twice: ["which kind ?"],
  });
});

test("a name that two questions share is neither's", () => {
  const [first, ...others] = SCHEME.questions;
  const scheme = { ...SCHEME, questions: [first, { ...first, id: "other" }, ...others] };
  assert.deepEqual(columnsOf(["哪一組？", "哪一組？ [other]"], scheme).facts, [null, "other"]);
});

for (const [id, cells] of Object.entries({
  kind: [
    ["short", "short"],
    ["短片組", "short"],
    [" short FILM ", "short"],
    ["短片", "short"],
    ["短片組 Short film", "short"],
    ["影集、劇集組", "series"],
    ["影集／Series [series]", "series"],
    ["不知道", undefined],
    ["", undefined],
    [null, undefined],
    ["長片組", "unknown_option"],
    ["短片組；影集、劇集組", "unknown_option"],
    ["x".repeat(3000), "unread"],
  ],
  themes: [
    ["歷史", ["past"]],
    ["歷史；在地", ["past", "place"]],
    ["歷史、記憶、或當代、在地", ["past", "now", "place"]],
    ["Memory, or today; Local", ["now", "place"]],
    ["past\nnow\n", ["past", "now"]],
    ["歷史，歷史", ["past"]],
    ["都沒有", []],
    ["歷史 [past]；在地 [place]", ["past", "place"]],
    ["歷史；在地 [place]", ["past", "place"]],
    ["記憶、或當代 [now]、在地", ["now", "place"]],
    ["在地；沒有這個 [nothing]", "unknown_option"],
    ["歷史；記憶", "unknown_option"],
  ],
  local: [
    ["是", true],
    ["Y", true],
    ["✓", true],
    ["✔️", "wrong_type"],
    [true, true],
    [1, true],
    ["否", false],
    [false, false],
    ["Ｎｏ", false],
    ["也許", "wrong_type"],
  ],
  share: [
    ["80%", 80],
    ["百分之八十", 80],
    ["7成", 70],
    [62.5, 62.5],
    ["101", "out_of_range"],
    ["1,5", "comma"],
    ["0.35", "scale"],
    [".35", "scale"],
    ["０．３５", "scale"],
    [0.35, "scale"],
    [1, "scale"],
    ["0.5%", 0.5],
    ["0.5 ％", 0.5],
    ["百分之0.5", 0.5],
    ["0.5成", 5],
    [0, 0],
    [1.5, 1.5],
    ["00:24:00", "time"],
  ],
  cost: [
    ["一百二十萬", 1_200_000],
    ["1,200,000", 1_200_000],
    ["NT$1,200,000", 1_200_000],
    [1_200_000, 1_200_000],
    ["12k", "scale"],
    ["一百五", "two"],
    [1.5, "wrong_type"],
    ["0", "out_of_range"],
    ["十幾萬", "unread"],
    [Number.POSITIVE_INFINITY, "not_finite"],
  ],
  day: [
    ["2026-11-30", "2026-11-30"],
    ["2026/11/30", "2026-11-30"],
    ["2026-11-30 00:00:00", "2026-11-30"],
    ["2026/11/30 0:00", "2026-11-30"],
    ["2026-11-30T14:30:00.000", "2026-11-30"],
    ["00:24:00", "date"],
    ["民國115年11月30日", "2026-11-30"],
    ["30/11/2026", "date"],
    ["2026-02-30", "no_day"],
    ["1999-01-01", "invalid_date"],
  ],
}))
  test(`cells of a question: ${id}`, () => {
    for (const [cell, expected] of /** @type {[Cell, unknown][]} */ (cells))
      assert.deepEqual(read(id, cell), expected, String(cell).slice(0, 40));
  });

test("an error says where, what was given, what may be meant and what is allowed", () => {
  const columns = columnsOf(["name", "cost", "wish"], SCHEME);
  assert.deepEqual(factsOf(["A", "12k", "5"], columns, SCHEME, WORDS), {
    facts: { wish: 5 },
    errors: [
      {
        column: 1,
        fact: "cost",
        given: "12k",
        code: "scale",
        meant: [12_000],
        allowed: {
          type: "integer",
          min: undefined,
          above: 0,
          max: undefined,
          options: undefined,
          no_more_than: undefined,
        },
      },
    ],
  });
});

test("a share that is not written as one may mean two things, of which each is asked", () => {
  /** @param {Cell} cell @param {string} type */
  const meant = (cell, type) => {
    const [share] = SCHEME.questions.filter(({ id }) => id === "share");
    const scheme = { ...SCHEME, questions: [{ ...share, type }] };
    return factsOf([cell], columnsOf(["share"], scheme), scheme, WORDS).errors[0].meant;
  };
  assert.deepEqual(meant("0.35", "number"), ["35%", "0.35%"]);
  assert.deepEqual(meant(0.07, "number"), ["7%", "0.07%"]);
  assert.deepEqual(meant(0.35, "integer"), ["35%"]);
});

test("an answer that exceeds another is an error of its cell, and the row has no outcome", () => {
  const columns = columnsOf(["cost", "wish"], SCHEME);
  const { facts, errors, outcome } = screenRow(["100", "101"], columns, SCHEME, WORDS);
  assert.deepEqual(facts, { cost: 100 });
  assert.deepEqual(
    errors.map(({ column, code }) => [column, code]),
    [[1, "inconsistent"]],
  );
  assert.equal(outcome, null);
});

test("an outcome names what is unmet, read two ways and open, and what is paid when", () => {
  const facts = { local: false, share: 60, cost: 1001, day: "2026-11-30" };
  const { requirements, ...outcome } = outcomeOf(SCHEME, facts);
  assert.deepEqual(outcome, {
    verdict: "ineligible",
    unmet: ["here"],
    unclear: ["much"],
    missing: ["kind"],
    cap: 800,
    instalments: [{ id: "all", clause: "5", percent: 100, amount: 800 }],
    deadlines: [{ id: "end", date: "2026-12-07", office_day: null, clause: "6" }],
  });
  assert.deepEqual(
    requirements.map(({ status }) => status),
    ["unmet", "unclear", "unknown"],
  );
});
