/** Answers to queries from the rules: what is read, what is not, and that the engine decides. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { evaluate } from "../../generator/assets/calculator/engine.js";
import { readLink } from "../../generator/assets/calculator/link.js";
import { Reader } from "../../generator/assets/calculator/reader.js";
import { reply } from "../../generator/assets/calculator/reply.js";
import { Wording } from "../../generator/assets/calculator/wording.js";
import { folder } from "../../generator/assets/search/fold.js";
import { mayHoldFacts } from "../../generator/assets/search/holds.js";

/**
 * @import { Answer, Facts, Question } from "../../generator/assets/types/calculator"
 * @import { AnswerData, Answered, FoldRules, Lang } from "../../generator/assets/types/search"
 */

const output = execFileSync(".venv/bin/python", ["-m", "tests.tools.answers"], {
  encoding: "utf-8",
  maxBuffer: 1 << 24,
});
/** @type {Record<Lang, AnswerData> & {rules: FoldRules}} */
const { rules, ...data } = JSON.parse(output);
const { foldCharacters } = folder(rules);
const ROOT = new URL("https://site.example/");

/** @param {Lang} lang */
const scheme = (lang) => ({
  reader: new Reader(data[lang], foldCharacters),
  wording: new Wording(/** @type {any} */ (data[lang]), lang, ROOT),
});
const schemes = { "zh-Hant": scheme("zh-Hant"), en: scheme("en") };

/** @param {string} query @param {Lang} [lang] @returns {Answered | null} */
function ask(query, lang = /\p{sc=Han}/u.test(query) ? "zh-Hant" : "en") {
  const { reader, wording } = schemes[lang];
  const read = reader.read(query);
  return read && reply(wording, read);
}

/** Queries, how each is read, its verdict and words of the statement. */
const ANSWERED = /** @type {[string, Facts, Answered["verdict"], string][]} */ ([
  [
    "劇情短片，成本 620 萬",
    { category: "short", production_cost_twd: 6_200_000 },
    "amount",
    "最多新臺幣 4,960,000 元，由製作成本的百分之八十（第四點）決定",
  ],
  [
    "剧情短片成本６２０万可以补助多少",
    { category: "short", production_cost_twd: 6_200_000 },
    "amount",
    "4,960,000",
  ],
  [
    "劇情短片預算六百二十萬元整",
    { category: "short", production_cost_twd: 6_200_000 },
    "amount",
    "4,960,000",
  ],
  [
    "製作費一千兩百萬的試播帶可以拿多少補助",
    { category: "pilot", production_cost_twd: 12_000_000 },
    "amount",
    "8,000,000",
  ],
  [
    "試播帶 1,000 萬預算",
    { category: "pilot", production_cost_twd: 10_000_000 },
    "amount",
    "8,000,000",
  ],
  [
    "預算 620 萬可以補助多少",
    { production_cost_twd: 6_200_000 },
    "amount",
    "試播帶組、劇情短片組、前導片組：最多新臺幣 4,960,000 元",
  ],
  [
    "成本 2000 萬 補助上限",
    { production_cost_twd: 20_000_000 },
    "amount",
    "劇情短片組：最多新臺幣 5,000,000 元",
  ],
  ["短片最多補助多少", { category: "short" }, "amount", "最多新臺幣 5,000,000 元"],
  ["試播帶可以補助多少錢", { category: "pilot" }, "amount", "8,000,000"],
  [
    "20 分鐘的短片可以補助多少",
    { category: "short", runtime_minutes: 20 },
    "amount",
    "片長符合劇情短片組",
  ],
  [
    "短片 25 分鐘可以申請嗎",
    { category: "short", runtime_minutes: 25 },
    "ineligible",
    "短片要在 10 分鐘以上、20 分鐘以下",
  ],
  ["短片18分鐘", { category: "short", runtime_minutes: 18 }, "eligible", "其他條件也要符合"],
  ["試播帶二十分鐘", { category: "pilot", runtime_minutes: 20 }, "eligible", "片長符合試播帶組"],
  [
    "電影前導片 12 分鐘",
    { category: "trailer", trailer_kind: "film", runtime_minutes: 12 },
    "ineligible",
    "前導片要在 3 分鐘以上",
  ],
  [
    "電視節目製作業 18 分鐘短片",
    { category: "short", applicant_type: "tv_program_production", runtime_minutes: 18 },
    "eligible",
    "三種事業",
  ],
  ["片長 25 分鐘可以報哪一組", { runtime_minutes: 25 }, "depends", "試播帶組：片長符合試播帶組"],
  ["虛擬攝影棚 25%", { vp_ratio_percent: 25 }, "ineligible", "全片至少要有 30%"],
  ["虛擬攝影棚百分之二十五", { vp_ratio_percent: 25 }, "ineligible", "25%"],
  ["可以用 30% 虛擬攝影棚嗎", { vp_ratio_percent: 30 }, "eligible", "比例達到 30%"],
  [
    "定剪版虛擬攝影棚比例 25%",
    { delivered_vp_ratio_percent: 25 },
    "unclear",
    "30% 的十分之一，至少 27%。照這樣讀：不符合",
  ],
  [
    "5 位技術指導，2 位有身分證",
    { technical_heads_total: 5, technical_heads_roc: 2 },
    "ineligible",
    "二分之一以上",
  ],
  [
    "技術指導 8 人中 4 人有身分證",
    { technical_heads_total: 8, technical_heads_roc: 4 },
    "eligible",
    "達到二分之一",
  ],
  ["每秒 23.976 格", { frame_rate_fps: 23.976 }, "unclear", "也算。照這樣讀：符合"],
  [
    "畫面寬 2560 像素 高 1066 像素",
    { frame_width_px: 2560, frame_height_px: 1066 },
    "unclear",
    "看總畫素",
  ],
  ["音訊 44.1 kHz", { audio_sample_rate_khz: 44.1 }, "ineligible", "48 kHz"],
  [
    "核定 400 萬 第一期可以領多少",
    { approved_amount_twd: 4_000_000 },
    "amount",
    "第一期款：新臺幣 1,600,000 元",
  ],
  [
    "核定函 115年3月31日 期限",
    { approval_date: "2026-03-31" },
    "date",
    "送結案資料：2027年3月31日",
  ],
  ["颱風 2026-07-10 什麼時候申請", { force_majeure_date: "2026-07-10" }, "date", "2026年10月12日"],
  [
    "劇情短片 15 分鐘 成本 300 萬 想申請 260 萬",
    {
      category: "short",
      runtime_minutes: 15,
      production_cost_twd: 3_000_000,
      requested_amount_twd: 2_600_000,
    },
    "amount",
    "比上限多 新臺幣 200,000 元",
  ],
  [
    "a 25-minute film as a short",
    { category: "short", runtime_minutes: 25 },
    "ineligible",
    "between 10 and 20 minutes long, both included. (point 3, paragraph 2, item 2, subitem 1)",
  ],
  [
    "a 25-minute short film, cost 6.2 million",
    { category: "short", runtime_minutes: 25, production_cost_twd: 6_200_000 },
    "ineligible",
    "production cost NT$6,200,000. Not eligible.",
  ],
  [
    "short film with a budget of NT$6.2 million",
    { category: "short", production_cost_twd: 6_200_000 },
    "amount",
    "At most NT$4,960,000, set by 80% of the production cost (point 4).",
  ],
  ["how much can a pilot get", { category: "pilot" }, "amount", "NT$8,000,000"],
  [
    "how much for a pilot with a production cost of 12 million",
    { category: "pilot", production_cost_twd: 12_000_000 },
    "amount",
    "NT$8,000,000",
  ],
  ["20% virtual production", { vp_ratio_percent: 20 }, "ineligible", "At least 30 per cent"],
  [
    "can I apply with a 5 minute trailer",
    { category: "trailer", runtime_minutes: 5 },
    "eligible",
    "The length fits the trailer category.",
  ],
  ["which category for a 15 minute film", { runtime_minutes: 15 }, "depends", "Short film: The"],
  [
    "5 technical heads, 2 with ROC ID",
    { technical_heads_total: 5, technical_heads_roc: 2 },
    "ineligible",
    "Half or more",
  ],
  ["23.976 fps", { frame_rate_fps: 23.976 }, "unclear", "Read so: Not met."],
  ["20 bit audio", { audio_bit_depth: 20 }, "eligible", "Confirm this with the Bureau"],
  [
    "approval letter 2026-03-31 deadline",
    { approval_date: "2026-03-31" },
    "date",
    "31 March 2027 (point 8, paragraph 1, item 3)",
  ],
  [
    "short film budget NT$6.2M",
    { category: "short", production_cost_twd: 6_200_000 },
    "amount",
    "production cost NT$6,200,000. At most NT$4,960,000",
  ],
  [
    "short film cost 6.2m",
    { category: "short", production_cost_twd: 6_200_000 },
    "amount",
    "4,960,000",
  ],
  [
    "budget 6M short film",
    { category: "short", production_cost_twd: 6_000_000 },
    "amount",
    "4,800,000",
  ],
  [
    "成本 1 億 2 千萬 試播帶",
    { category: "pilot", production_cost_twd: 120_000_000 },
    "amount",
    "8,000,000",
  ],
  [
    "試播帶成本一億兩千萬",
    { category: "pilot", production_cost_twd: 120_000_000 },
    "amount",
    "8,000,000",
  ],
  ["短片 12 分", { category: "short", runtime_minutes: 12 }, "eligible", "片長 12"],
  ["短片 9 分 30 秒", { category: "short", runtime_minutes: 9.5 }, "ineligible", "片長 9.5"],
  ["短片 9'30\"", { category: "short", runtime_minutes: 9.5 }, "ineligible", "片長 9.5"],
  [
    "短片 9 分 20 秒",
    { category: "short", runtime_minutes: 9.33333333333333 },
    "ineligible",
    "片長 9.33…",
  ],
  ["短片十二分半", { category: "short", runtime_minutes: 12.5 }, "eligible", "片長 12.5"],
  ["試播帶半小時", { category: "pilot", runtime_minutes: 30 }, "eligible", "片長 30"],
  ["試播帶一小時", { category: "pilot", runtime_minutes: 60 }, "eligible", "片長 60"],
  ["half an hour pilot", { category: "pilot", runtime_minutes: 30 }, "eligible", "length 30"],
  [
    "how much for a NT$10M trailer budget",
    { category: "trailer", production_cost_twd: 10_000_000 },
    "amount",
    "production cost NT$10,000,000. At most",
  ],
  [
    "how much for a 3.5m budget",
    { production_cost_twd: 3_500_000 },
    "amount",
    "Pilot, Short film, Trailer: At most NT$2,800,000",
  ],
  [
    "前導片預算新臺幣三百萬元整",
    { category: "trailer", production_cost_twd: 3_000_000 },
    "amount",
    "2,400,000",
  ],
  [
    "七千萬成本的試播帶 最多補助多少",
    { category: "pilot", production_cost_twd: 70_000_000 },
    "amount",
    "8,000,000",
  ],
  [
    "a short with a NT$6,000,000 budget and 35% virtual studio",
    { category: "short", production_cost_twd: 6_000_000, vp_ratio_percent: 35 },
    "amount",
    "NT$4,800,000",
  ],
  [
    "620 萬成本 35% 虛擬攝影棚 短片",
    { category: "short", production_cost_twd: 6_200_000, vp_ratio_percent: 35 },
    "amount",
    "4,960,000",
  ],
  ["取樣率 44.1 千赫", { audio_sample_rate_khz: 44.1 }, "ineligible", "48 kHz"],
  ["虛擬攝影棚 三成", { vp_ratio_percent: 30 }, "eligible", "比例達到 30%"],
  ["虛擬攝影棚 三成五", { vp_ratio_percent: 35 }, "eligible", "比例達到 30%"],
  [
    "核定函 2026-03-31 展延期限",
    { approval_date: "2026-03-31" },
    "date",
    "申請展延（較安全的讀法）：2027年2月28日",
  ],
  [
    "seven technical heads, three with ROC ID",
    { technical_heads_total: 7, technical_heads_roc: 3 },
    "ineligible",
    "Half or more",
  ],
  ["twelve-minute short film", { category: "short", runtime_minutes: 12 }, "eligible", "fits"],
  [
    "a pilot of an hour and a half",
    { category: "pilot", runtime_minutes: 90 },
    "eligible",
    "length 90",
  ],
  ...approvals(
    "核定函 2026年3月15日發文，什麼時候要完成",
    "2026/3/15 核定，何時到期",
    "2026年3月15日核定，幾月幾日前要完成影片？",
    "核定函日期 2026-03-15，最晚什麼時候結案",
    "影視局 2026 年 3 月 15 日核定函",
  ),
  ["颱風 2026-07-10 展延", { force_majeure_date: "2026-07-10" }, "date", "2026年10月10日"],
  ["typhoon 2026-07-10 deadline", { force_majeure_date: "2026-07-10" }, "date", "10 October"],
  [
    "技術指導 7 個人裡 3 個有身分證",
    { technical_heads_total: 7, technical_heads_roc: 3 },
    "ineligible",
    "二分之一以上",
  ],
  [
    "4 technical heads, 2 with Taiwanese ID",
    { technical_heads_total: 4, technical_heads_roc: 2 },
    "eligible",
    "Half or more",
  ],
  ["三分之一在虛擬攝影棚拍", { vp_ratio_percent: 33.3333333333333 }, "eligible", "33.33…%"],
  ["虛擬攝影棚四分之一", { vp_ratio_percent: 25 }, "ineligible", "25%"],
  ["一半用虛擬棚", { vp_ratio_percent: 50 }, "eligible", "50%"],
  ["成本一千萬補助多少", { production_cost_twd: 10_000_000 }, "amount", "8,000,000"],
  [
    "short, budget 5 million TWD, 40 percent",
    { category: "short", production_cost_twd: 5_000_000, vp_ratio_percent: 40 },
    "amount",
    "NT$4,000,000",
  ],
  [
    "前導片 100 萬 3 分鐘 3 成",
    {
      category: "trailer",
      production_cost_twd: 1_000_000,
      runtime_minutes: 3,
      vp_ratio_percent: 30,
    },
    "amount",
    "800,000",
  ],
]);

/** The same question of an approval letter in other words. @param {string[]} queries
 * @returns {[string, Facts, Answered["verdict"], string][]} */
function approvals(...queries) {
  return queries.map((query) => [
    query,
    { approval_date: "2026-03-15" },
    "date",
    "送結案資料：2027年3月15日",
  ]);
}

for (const [query, facts, verdict, words] of ANSWERED)
  test(`answered: ${query}`, () => {
    const answered = ask(query);
    assert.deepEqual(answered?.facts, facts);
    assert.equal(answered?.verdict, verdict);
    assert.ok(answered?.statement.includes(words), answered?.statement);
    assert.ok((answered?.clauses.length ?? 0) > 0);
  });

/** Queries that hold something else, or whose number may mean two things. */
const SILENT = [
  ..."虛擬攝影棚 25% 第二期款|定剪 虛擬攝影棚 29%|90 分鐘電影的前導片|核定補助 900 萬".split("|"),
  ..."核定 600 萬 劇情短片|trailer for a 90 minute film|短片拍攝 25 分鐘|微電影 12 分鐘".split("|"),
  ..."出訪花了多少錢|2024 年 7 月 26 日 西雅圖|2024/7/26|7/26 出訪|訪團成本 300 萬".split("|"),
  ..."超過 20 分鐘的短片|20 分鐘以上的短片|短片 20 分鐘內|20 多分鐘的短片".split("|"),
  ..."少於 10 分鐘的短片|短片片長上限 20 分鐘|成本約 620 萬的短片|10 到 20 分鐘的短片".split("|"),
  ..."不是短片 25 分鐘|不用虛擬攝影棚 30%|沒有 30% 虛擬攝影棚|試播帶 短片 20 分鐘".split("|"),
  ..."短片 620 萬|短片補助 500 萬|補助 80% 虛擬攝影棚|虛擬攝影棚補助 80%".split("|"),
  ..."虛擬攝影棚成本 30%|成本 620 萬補助 500 萬|申請 500 萬元，成本 620 萬".split("|"),
  ..."成本 620 萬美元 短片|短片成本 -620 萬|劇情短片成本620|預算 620 萬|30%|25 分鐘".split("|"),
  ..."短片 150% 虛擬攝影棚|3.2.2 短片|第四點 500 萬|洛杉磯 短片 20 分鐘|團員 12 人".split("|"),
  ..."短片 12:30 分鐘|短片 20 分鐘 20 分鐘|導演 2 人 身分證|多少錢".split("|"),
  ..."how many people attend Comic-Con|25 million dollars for Hollywood|short film 2024".split("|"),
  ..."US$6 million budget short film|A$6 million budget short film|2 of 5 technical heads".split(
    "|",
  ),
  ..."short film over 20 minutes|up to 20 minutes short film|about 15 minutes short film".split(
    "|",
  ),
  ..."10-20 minutes short film|short film not 25 minutes|is 5 minutes too short".split("|"),
  ..."30% tax credit California virtual production|without 30% virtual studio|5G".split("|"),
  ..."NT$5 million grant for a short with a budget|the visit cost 3 million|pilot 2024".split("|"),
  ..."1080p short film|24p|how much|virtual studio 5 million".split("|"),
  ..."half the crew|half of the technical heads|short film M stage|半數工作人員|半數技術指導".split(
    "|",
  ),
  ..."a second short film|1990s short film|30\" short film|短片 9'|我十分想拍短片".split("|"),
  ..."虛擬攝影棚補助八成|三成員|三部短片|展延 短片 12 分鐘|ten films".split("|"),
  ..."short film for 2.9 million visitors|a 1,000 square feet farm|2024 visit 9 days".split("|"),
  ..."short film, 90 minutes flight|短片 半數團員|short film three visits".split("|"),
  ..."budget 35% virtual studio|NT$6M grant 35% virtual studio|44.1 千赫 620 萬".split("|"),
  ..."短片 9 分 90 秒|NT$6.2M short film|short film 5m|half a short film|半部短片".split("|"),
  ..."2024年7月22日 颱風|地震 2024年4月3日|typhoon 22 July 2024|收到核定函 2026.3.15".split("|"),
  ..."劇情短片 620萬|短片 12 分鐘 620 萬|短片 12 分鐘 補助 80%|超過一半用虛擬棚".split("|"),
  ..."一半技術指導有身分證|三分之一補助|補助一半 虛擬棚|影視局 2024年7月22日".split("|"),
];

for (const query of SILENT)
  test(`no answer: ${query}`, () => {
    assert.equal(ask(query), null);
  });

test("as many queries get none as get an answer", () => {
  assert.ok(ANSWERED.length >= 30 && SILENT.length >= ANSWERED.length);
});

test("the link opens the calculator with the same facts and amount", () => {
  const query = "劇情短片，成本 620 萬";
  const { calculator } = schemes["zh-Hant"].wording.data;
  const { href = "" } = ask(query) ?? {};
  const { origin, pathname, hash } = new URL(href);
  assert.equal(origin + pathname, ROOT.href + data["zh-Hant"].page);
  const opened = readLink(hash, calculator, schemes["zh-Hant"].wording.rules);
  assert.deepEqual(opened?.facts, { category: "short", production_cost_twd: 6_200_000 });
  assert.equal(opened?.cap, 4_960_000);
  assert.ok(!hash.includes("&s="));
  const { href: detailed = "" } = ask("音訊 44.1 kHz") ?? {};
  assert.ok(detailed.includes("&s=result&"));
});

test("clauses have their addresses and names", () => {
  assert.deepEqual(ask("虛擬攝影棚 25%")?.clauses, [
    {
      locator: "3.1",
      url: `${ROOT.href}${data["zh-Hant"].rules}#3.1`,
      name: "第三點第一款",
    },
  ]);
});

/** A generator of numbers that are the same each time. @param {number} seed */
function random(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** The same as an answer, in words. @param {Lang} lang @param {Question} question
 * @param {Answer} answer */
function inWords(lang, question, answer) {
  const { names, words } = data[lang];
  const label = question.options?.find(({ id }) => id === answer)?.label;
  if (label !== undefined)
    return words.options[question.id][String(answer)].find((word) => word === label) ?? "";
  const unit = question.unit ?? "";
  return `${names[question.id]} ${answer}${unit === "%" ? "" : " "}${unit}`;
}

test("whatever figure stands in a query, the engine decides it", () => {
  const next = random(20260701);
  let answered = 0;
  for (const lang of /** @type {const} */ (["zh-Hant", "en"])) {
    const { calculator } = data[lang];
    const { wording } = schemes[lang];
    const numbers = calculator.questions.filter(
      ({ id, unit }) => unit !== undefined && id in data[lang].names,
    );
    const category = /** @type {Question} */ (
      calculator.questions.find(({ id }) => id === "category")
    );
    for (let i = 0; i < 400; i += 1) {
      const question = numbers[next(numbers.length)];
      const money = question.currency !== undefined;
      const value = money ? 10_000 * (1 + next(3000)) : 1 + next(question.max ?? 60);
      const option = category.options?.[next(3)].id ?? "";
      const query = `${inWords(lang, category, option)} ${inWords(lang, question, value)}`;
      const found = ask(query, lang);
      const facts = { category: option, [question.id]: value };
      const result = evaluate(calculator, facts);
      if (!found) {
        // A number by itself may decide nothing.
        const rests = result.requirements.some(({ status }) => /^(un)?met|unclear/.test(status));
        assert.ok(!rests && result.amount?.cap == null, query);
        continue;
      }
      answered += 1;
      assert.deepEqual(found.facts, facts, query);
      const having = (/** @type {string} */ status) =>
        result.requirements.filter((rule) => rule.status === status);
      const expected = having("unmet").length
        ? "ineligible"
        : having("unclear").length
          ? "unclear"
          : result.amount?.cap != null || question.id === "approved_amount_twd"
            ? "amount"
            : "eligible";
      assert.equal(found.verdict, expected, query);
      for (const { id, clause } of having("unmet")) {
        assert.ok(found.statement.includes(wording.requirement(id).unmet), query);
        assert.ok(
          found.clauses.some(({ locator }) => locator === clause),
          query,
        );
      }
      if (result.amount?.cap != null)
        assert.ok(found.statement.includes(wording.money(result.amount?.cap ?? 0)), query);
    }
  }
  // An amount approved above every ceiling gets no answer.
  assert.ok(answered > 400, String(answered));
});

test("a query without a number is looked at only where it asks how much", () => {
  const words = { "zh-Hant": { how_much: "補助多少、多少錢" }, en: { how_much: "how much" } };
  const index = { foldCharacters, words, larger_units: ["小時", "hour"] };
  const looked = (/** @type {string} */ query) => mayHoldFacts(index, query);
  for (const query of [
    "短片 18 分鐘",
    "二十分鐘",
    "短片补助多少",
    "How much for a pilot",
    "30% x",
    "半小時",
    "an hour",
    "twelve-minute film",
  ])
    assert.ok(looked(query), query);
  for (const query of [
    "虛擬攝影棚",
    "一部電影",
    "30%",
    "3.2.2.1",
    "7/26",
    "film",
    "half the crew",
    "半數",
    "no one",
    "",
  ])
    assert.ok(!looked(query), query);
});
