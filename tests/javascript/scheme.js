/** A small scheme in one language, as the calculator's component gets it. */

/** @import { Amount, ComponentData } from "../../generator/assets/types/calculator" */

/** @type {ComponentData} */
export const DATA = {
  title: "A grant",
  name: "Grant",
  site: "A site",
  aid: "An aid, not a decision.",
  contact: "Ask the agency.",
  page: "schemes/grant/calculator/",
  documents: "schemes/grant/documents/",
  rules: "schemes/grant/rules/",
  calculator: {
    scheme: "grant",
    version: "1",
    hash: "0123456789abcdef",
    quick: ["kind", "minutes", "cost_twd"],
    groups: [
      { id: "all", title: "All", questions: ["kind", "minutes", "cost_twd", "local", "wish_twd"] },
    ],
    questions: [
      {
        id: "kind",
        clause: "1",
        type: "choice",
        label: "Which kind?",
        options: [
          { id: "short", label: "Short film" },
          { id: "series", label: "Series" },
        ],
      },
      { id: "minutes", clause: "2", type: "integer", label: "How long?", min: 1, unit: "minutes" },
      {
        id: "cost_twd",
        clause: "3",
        type: "integer",
        label: "What does it cost?",
        min: 0,
        unit: "NT dollars",
        currency: "TWD",
        unit_spellings: ["NT$", "TWD"],
        max: Number.MAX_SAFE_INTEGER,
      },
      { id: "local", clause: "4", type: "boolean", label: "Is it made here?" },
      {
        id: "wish_twd",
        clause: "5",
        type: "integer",
        label: "How much is asked for?",
        min: 0,
        optional: true,
        no_more_than: "cost_twd",
      },
      {
        id: "themes",
        clause: "6",
        type: "choices",
        label: "Which themes?",
        options: [
          { id: "city", label: "The city" },
          { id: "sea", label: "The sea" },
        ],
      },
      { id: "approved_on", clause: "7", type: "date", label: "Approved on which day?" },
    ],
    requirements: [
      {
        id: "long-enough",
        clause: "2",
        title: "At least ten minutes",
        rule: "At least ten minutes",
        met: "It is long enough.",
        unmet: "It is too short.",
        met_when: ["at_least", "minutes", 10],
      },
      {
        id: "made-here",
        clause: "4",
        title: "Made here",
        rule: "Made here",
        met: "It is made here.",
        unmet: "It is made elsewhere.",
        met_when: "local",
      },
    ],
    amount: {
      currency: "TWD",
      clause: "3",
      label: "Most that can be granted",
      requested: "wish_twd",
      approved: "approved_twd",
      limits: [
        { id: "half", clause: "3.1", label: "Half of the cost", value: ["share", 50, "cost_twd"] },
        { id: "ceiling", clause: "3.2", label: "Ceiling", value: 1_000_000 },
      ],
    },
    instalments: [
      { id: "first", clause: "8", title: "First", percent: 60, needs: "A contract." },
      { id: "second", clause: "8", title: "Second", percent: 40, needs: "A film." },
    ],
    deadlines: [
      {
        id: "end",
        clause: "9",
        title: "End",
        rule: "A year after approval.",
        date: ["later", "approved_on", 1, 0, 0],
      },
    ],
  },
  steps: [
    ["local", "local"],
    ["wish_twd", "wish_twd"],
  ],
  checklist: [],
  probes: { minutes: [1, 9, 10, 11], local: [true, false] },
  clauses: { 1: "point 1", 2: "point 2" },
  currencies: { TWD: { whole: "NT$ {amount}", short: "$ {amount}" } },
  labels: {
    yes: "Yes",
    no: "No",
    unknown_answer: "Not known yet",
    none_of_these: "None of these",
    list_comma: ", ",
    range_comma: ", ",
    range_min: "{n} or more",
    range_above: "more than {n}",
    range_max: "at most {n}",
    money_in_words: "{amount} = {words}",
    republic: "Year {year} is {western}: {date}",
    or: " or ",
    did_you_mean: "{words} Is {list} meant?",
    misread_unread: "What is {part}?",
    misread_two: "{part} says two things.",
    error_integer: "A whole number{range}, please.",
    error_date: "A day, please.",
    error_option: "Not one of the answers.",
    error_inconsistent: "No more than “{label}”: {limit}.",
    clause: "Rules, {clause}",
    calendar_entry: "{scheme}: {title}",
    calendar_reminder: "In {days} days: {entry}",
    calendar_reminder_one: "Tomorrow: {entry}",
    calendar_cancelled: "Cancelled: {entry}",
    calendar_gone: "It has no date.",
    turn_above: "Were “{label}” above {figure}, “{limit}” would bind.",
    turn_below: "Were “{label}” below {figure}, “{limit}” would bind.",
  },
};

/** The amount of the scheme. */
export const AMOUNT = /** @type {Amount} */ (DATA.calculator.amount);

/** Answers that meet every requirement. */
export const GOOD = { kind: "short", minutes: 12, cost_twd: 1_000_001, local: true };
