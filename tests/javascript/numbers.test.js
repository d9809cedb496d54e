/** Numbers and dates as people write them: what is read, what is refused, and why. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readDate } from "../../generator/assets/parts/dates.js";
import { grouped } from "../../generator/assets/parts/figures.js";
import { readMeasure } from "../../generator/assets/parts/measures.js";
import { byMyriads, readNumber } from "../../generator/assets/parts/numbers.js";

/** @import { Form } from "../../generator/assets/parts/numbers.js" */

const SPELLINGS = ["$", "元", "元整", "圓", "圓整", "新臺幣", "新臺幣元", "新台幣", "NT$", "NTD"];
/** @type {Record<string, Form>} */
const FORMS = {
  money: { integer: true, money: true, spellings: SPELLINGS },
  minutes: { spellings: ["分鐘", "分", "minutes", "mins", "min"] },
  kHz: { spellings: ["kHz"] },
  percent: { spellings: ["%"] },
  rate: { spellings: ["格／秒", "frames a second", "fps"] },
  people: { integer: true, spellings: ["人", "people"] },
  number: {},
};

/** @type {Record<string, [string, number][]>} */
const READ = {
  money: [
    ["6200000", 6_200_000],
    ["6,200,000", 6_200_000],
    ["6 200 000", 6_200_000],
    ["6\u00a0200\u00a0000", 6_200_000],
    ["6\u2009200\u2009000", 6_200_000],
    ["6\u202f200\u202f000", 6_200_000],
    ["６２０００００", 6_200_000],
    ["６，２００，０００", 6_200_000],
    ["620萬", 6_200_000],
    ["620 萬", 6_200_000],
    ["６２０萬", 6_200_000],
    ["620 萬元", 6_200_000],
    ["620万", 6_200_000],
    ["1.5億", 150_000_000],
    ["１．５億", 150_000_000],
    ["1。5億", 150_000_000],
    ["0.5億", 50_000_000],
    ["6百萬", 6_000_000],
    ["6.2百萬", 6_200_000],
    ["1.234567百萬", 1_234_567],
    ["六百二十萬", 6_200_000],
    ["六百二十萬元整", 6_200_000],
    ["陸佰貳拾萬圓整", 6_200_000],
    ["壹億貳仟參佰肆拾伍萬陸仟柒佰捌拾玖元整", 123_456_789],
    ["兩千萬", 20_000_000],
    ["二千萬", 20_000_000],
    ["一兆", 10 ** 12],
    ["一萬億", 10 ** 12],
    ["十萬", 100_000],
    ["十五萬", 150_000],
    ["百萬", 1_000_000],
    ["廿", 20],
    ["廿五萬", 250_000],
    ["卅", 30],
    ["〇", 0],
    ["零", 0],
    ["六二〇萬", 6_200_000],
    ["一萬零五十", 10_050],
    ["一億零五", 100_000_005],
    ["三萬零五", 30_005],
    ["1億2,000萬", 120_000_000],
    ["1億2000萬", 120_000_000],
    ["1 億 2,000 萬", 120_000_000],
    ["12萬5千", 125_000],
    ["12萬5000", 125_000],
    ["12,000萬", 120_000_000],
    ["623 萬 4,567", 6_234_567],
    ["1 億零 5 萬", 100_050_000],
    ["新臺幣6,200,000元", 6_200_000],
    ["新台幣 6,200,000 元整", 6_200_000],
    ["新臺幣六百二十萬元整", 6_200_000],
    ["新臺幣元 6,200,000", 6_200_000],
    ["6,200,000 新臺幣元", 6_200_000],
    ["NT$6,200,000", 6_200_000],
    ["nt$ 6,200,000", 6_200_000],
    ["ＮＴ＄６，２００，０００", 6_200_000],
    ["NTD 6200000", 6_200_000],
    ["6200000 NTD", 6_200_000],
    ["$6,200,000", 6_200_000],
    ["6,200,000.00", 6_200_000],
    ["6.2 million", 6_200_000],
    ["NT$6.2 Million", 6_200_000],
    ["620 thousand", 620_000],
    ["Six million", 6_000_000],
    ["twenty-five million", 25_000_000],
    ["NT$ ninety thousand", 90_000],
    ["16000000\u200b", 16_000_000],
    ["\u200e16000000", 16_000_000],
    ["\u202d16,000,000\u202c", 16_000_000],
    ["\ufeff16\u00ad000000", 16_000_000],
    ["1\u2060600", 1600],
    ["007", 7],
    ["+5", 5],
    ["-5", -5],
    ["−5", -5],
    ["－5", -5],
    ["–5", -5],
    ["NT$-5", -5],
    ["-NT$5", -5],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ],
  minutes: [
    ["20分鐘", 20],
    ["20 分", 20],
    ["20 min", 20],
    ["20mins", 20],
    ["twelve minutes", 12],
    ["Forty five", 45],
    ["nineteen", 19],
    ["12.5 Minutes", 12.5],
    ["二十分鐘", 20],
    ["12。5", 12.5],
    ["１２．５", 12.5],
    ["1,234,567", 1_234_567],
    ["12 345", 12_345],
    [".5", 0.5],
    ["5.", 5],
    ["  29.97 ", 29.97],
    ["1.50000000000000000000", 1.5],
  ],
  kHz: [
    ["48kHz", 48],
    ["44.1 khz", 44.1],
  ],
  percent: [
    ["30%", 30],
    ["３０％", 30],
    ["30 %", 30],
  ],
  rate: [
    ["24格／秒", 24],
    ["24格/秒", 24],
    ["24 frames  a second", 24],
    ["23.976fps", 23.976],
  ],
  people: [["3人", 3]],
};

/** @type {Record<string, [string, string, number[]?][]>} */
const REFUSED = {
  money: [
    ["NT$6.2M", "scale", [6_200_000]],
    ["6.2m", "scale", [6_200_000]],
    ["620k", "scale", [620_000]],
    ["620K元", "scale", [620_000]],
    ["-620k", "scale", [-620_000]],
    ["23,5", "grouping"],
    ["2,8002", "grouping", [28_002]],
    ["-2,8002", "grouping", [-28_002]],
    ["1,5", "grouping"],
    ["5,00", "grouping"],
    ["16,0000", "grouping", [160_000]],
    ["12,34,567", "grouping", [1_234_567]],
    ["1,234 567", "grouping", [1_234_567]],
    ["0,123", "grouping", [123]],
    ["1,,234", "grouping", [1234]],
    ["1 2", "grouping"],
    ["1 2345", "grouping", [12_345]],
    ["16.000", "point", [16_000]],
    ["16.500", "point", [16_500]],
    ["1.234.567", "point", [1_234_567]],
    ["三萬五", "two", [35_000, 30_005]],
    ["12萬5", "two", [125_000, 120_005]],
    ["三百五", "two", [350, 305]],
    ["1_000", "unread"],
    ["1.2.3", "unread"],
    ["10²", "unread"],
    ["160000⑩", "unread"],
    ["½", "unread"],
    ["1½", "unread"],
    ["Ⅳ", "unread"],
    ["IV", "unread"],
    ["16000000%", "unread"],
    ["1e6", "unread"],
    ["1E6", "unread"],
    ["0x1F", "unread"],
    ["Infinity", "unread"],
    ["NaN", "unread"],
    ["10-20", "unread"],
    ["10~20", "unread"],
    ["10～20", "unread"],
    ["10–20", "unread"],
    ["10至20", "unread"],
    ["約600萬", "unread"],
    ["about 20", "unread"],
    ["600萬左右", "unread"],
    ["US$5", "unread"],
    ["5 constructor", "unread"],
    ["twelvth", "unread"],
    ["twelve or so", "unread"],
    ["元", "unread"],
    ["-", "unread"],
    ["--5", "unread"],
    ["六5", "unread"],
    ["萬", "unread"],
    ["12千", "unread"],
    ["1萬2萬", "unread"],
    ["三百五萬", "unread"],
    ["十".repeat(50), "unread"],
    ["1".repeat(100_000), "unread"],
    ["十".repeat(100_000), "unread"],
    ["9007199254740993", "large"],
    ["1萬兆", "large"],
  ],
  number: [
    ["23,5", "comma", [23.5]],
    ["1,5", "comma", [1.5]],
    ["5,00", "comma", [5]],
    ["2,8002", "comma", [2.8002]],
    ["-23,5", "comma", [-23.5]],
    ["0,976", "comma", [0.976]],
    ["1.234,56", "comma", [1234.56]],
    ["23,976", "two", [23.976, 23_976]],
    ["12,34,567", "grouping", [1_234_567]],
    ["1.234.567", "point", [1_234_567]],
    ["12:30", "time"],
    ["12：30", "time"],
    ["12:30:15", "time"],
    ["30%", "unread"],
    ["620k", "unread"],
    ["0.30000000000000004", "precise"],
    ["29.99999999999999999", "precise"],
    ["1234567890123456.5", "precise"],
  ],
};

test("a number is read as it is written", () => {
  let inputs = 0;
  for (const [form, rows] of Object.entries(READ))
    for (const [typed, value] of rows) {
      inputs++;
      assert.deepEqual(readNumber(typed, FORMS[form]), { value }, `${typed} of ${form}`);
    }
  assert.ok(inputs > 80);
});

test("what is no number, or could be two, is refused with what may be meant", () => {
  let inputs = 0;
  for (const [form, rows] of Object.entries(REFUSED))
    for (const [typed, code, meant = []] of rows) {
      inputs++;
      const found = readNumber(typed, FORMS[form]);
      assert.ok(found && "code" in found, `${typed} of ${form} is read`);
      assert.deepEqual([found.code, found.meant], [code, meant], `${typed} of ${form}`);
    }
  assert.ok(inputs > 70);
});

test("nothing is read of nothing", () => {
  for (const typed of ["", "  ", "\u3000", "\u200b\ufeff"])
    assert.equal(readNumber(typed, FORMS.money), undefined);
});

test("minus nothing is nothing", () => {
  for (const typed of ["-0", "−0.0", "NT$-0", "-〇"])
    assert.ok(Object.is(/** @type {any} */ (readNumber(typed, FORMS.money)).value, 0), typed);
});

test("a refusal names what was not understood", () => {
  const part = (/** @type {string} */ typed) => {
    const found = readNumber(typed, FORMS.money);
    return found && "part" in found ? found.part : "";
  };
  assert.equal(part("約600萬"), "約");
  assert.equal(part("600萬左右"), "左右");
  assert.equal(part("160000⑩"), "⑩");
  assert.equal(part("1000 or so"), "or so");
  assert.equal(part("10-20"), "10-20");
});

const TIME = {
  spellings: ["分鐘", "分", "minutes", "minute", "min"],
  multiples: [
    { spellings: ["小時", "鐘頭", "hours", "hour", "h"], times: 60 },
    { spellings: ["刻鐘", "quarter of an hour"], times: 15 },
    { spellings: ["秒", "seconds", "second", "s", '"', "″", "''"], times: 1, over: 60 },
    { spellings: ["m", "'", "′"], times: 1 },
  ],
};

test("a number with units of which one is so many of another is read in the question's own", () => {
  /** @type {[string, number][]} */
  const read = [
    ["9 分 30 秒", 9.5],
    ["9分30秒", 9.5],
    ["９分３０秒", 9.5],
    ["九分三十秒", 9.5],
    ["9'30\"", 9.5],
    ["9′30″", 9.5],
    ["9'30''", 9.5],
    ["9m30s", 9.5],
    ["9 minutes 30 seconds", 9.5],
    ["9 minutes and 30 seconds", 9.5],
    ["90 秒", 1.5],
    ["9 分 20 秒", 9.33333333333333],
    ["十二分半", 12.5],
    ["12 分鐘半", 12.5],
    ["半小時", 30],
    ["半個小時", 30],
    ["半个鐘頭", 30],
    ["一小時", 60],
    ["兩個小時", 120],
    ["一個半小時", 90],
    ["兩小時半", 150],
    ["1 小時 15 分", 75],
    ["一小時十五分半", 75.5],
    ["1 小時 1 分 30 秒", 61.5],
    ["一刻鐘", 15],
    ["a quarter of an hour", 15],
    ["half an hour", 30],
    ["Half an Hour", 30],
    ["half-hour", 30],
    ["a half hour", 30],
    ["half a minute", 0.5],
    ["an hour", 60],
    ["an hour and a half", 90],
    ["1 and a half hours", 90],
    ["1.5 hours", 90],
    ["one and a half hours", 90],
    ["two hours", 120],
    ["1 hour, 15 minutes", 75],
    ["1h30m", 90],
    ["20 min", 20],
    ["12.5", 12.5],
  ];
  for (const [typed, value] of read) assert.deepEqual(readMeasure(typed, TIME), { value }, typed);
});

test("a unit that is not time may be so many of another as well", () => {
  const form = { spellings: ["%", "百分之"], multiples: [{ spellings: ["成"], times: 10 }] };
  for (const [typed, value] of /** @type {const} */ ([
    ["三成", 30],
    ["三成半", 35],
    ["2.5 成", 25],
    ["三成五", 35],
    ["3成5", 35],
    ["百分之三十五", 35],
    ["百分之三十五點五", 35.5],
    ["百分之十點二五", 10.25],
  ]))
    assert.deepEqual(readMeasure(typed, form), { value }, typed);
});

test("what is half of nothing known, or no part of what stands before, is no measure", () => {
  const refused =
    "half|半|半數|半數工作人員|half the crew|half a crew|M stage|a minute|a second|an";
  const others = "9'|30\"|9' stage|9m|30s|1h|90 seconds 5|9 分 90 秒|9 分 5 小時|9.5 分 30 秒";
  const more = "9 分半 30 秒|半小時半|12 分半數|9 分 30 秒左右|-9 分 30 秒|23,976 分|9 分 12 分";
  for (const typed of [refused, others, more].flatMap((list) => list.split("|"))) {
    const found = readMeasure(typed, TIME);
    assert.ok(found && "code" in found, `${typed} is read`);
  }
  assert.equal(readMeasure("", TIME), undefined);
  assert.ok("code" in Object(readMeasure("9 分 30 秒", { spellings: TIME.spellings })));
});

/** A generator of the same numbers at every run (mulberry32). @param {number} seed */
function chance(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const SIGNS = { plain: "零一二三四五六七八九", financial: "零壹貳參肆伍陸柒捌玖" };
const UNITS = { plain: ["", "十", "百", "千"], financial: ["", "拾", "佰", "仟"] };

/** A whole number in Chinese numerals. @param {number} number @param {keyof typeof SIGNS} style */
function numeral(number, style) {
  if (number === 0) return "零";
  let words = "";
  let gap = false;
  for (const [power, large] of [
    [12, "兆"],
    [8, "億"],
    [4, "萬"],
    [0, ""],
  ]) {
    const section = Math.floor(number / 10 ** Number(power)) % 10_000;
    for (let place = 3; place >= 0; place--) {
      const digit = Math.floor(section / 10 ** place) % 10;
      if (digit === 0) gap = words !== "";
      else {
        words += (gap ? SIGNS[style][0] : "") + SIGNS[style][digit] + UNITS[style][place];
        gap = false;
      }
    }
    if (section) words += large;
  }
  return words;
}

/** Numbers of every length up to 10^12. @param {(below: number) => number} random */
function* numbers(random) {
  for (let i = 0; i <= 12; i++) yield 10 ** i;
  for (let i = 0; i < 2000; i++) {
    const digits = String(random(10 ** 6)) + String(random(10 ** 6)).padStart(6, "0");
    const sparse = digits.replace(/\d/g, (digit) => (i % 3 && random(2) ? "0" : digit));
    yield Number(sparse.slice(0, 1 + random(12)));
  }
}

test("numerals, groups and myriads of any number are read as that number", () => {
  const random = chance(20_260_331);
  for (const number of numbers(random)) {
    const separator = [",", " ", "\u00a0", "，"][random(4)];
    const written = [
      numeral(number, "plain"),
      numeral(number, "financial"),
      grouped(number),
      grouped(number).replaceAll(",", separator),
      byMyriads(number) || "0",
    ];
    for (const typed of written)
      assert.deepEqual(readNumber(typed, FORMS.money), { value: number }, typed);
  }
});

const HIDDEN = [
  ..."\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202c\u2066\u2069\ufe0f",
];

test("signs that cannot be seen change nothing", () => {
  const random = chance(7);
  const rows = Object.entries(READ).flatMap(([form, list]) => list.map((row) => ({ form, row })));
  for (const { form, row } of rows) {
    const signs = [...row[0]];
    for (let i = 0; i < 4; i++)
      signs.splice(random(signs.length + 1), 0, HIDDEN[random(HIDDEN.length)]);
    const typed = signs.join("");
    assert.deepEqual(readNumber(typed, FORMS[form]), { value: row[1] }, JSON.stringify(typed));
  }
});

test("no separator is dropped where it groups nothing", () => {
  const random = chance(11);
  for (let i = 0; i < 3000; i++) {
    const digits = String(1 + random(10 ** (1 + random(8))));
    const at = 1 + random(digits.length);
    const typed = digits.slice(0, at) + ", _'"[random(4)] + digits.slice(at);
    const found = readNumber(typed, FORMS.money);
    const groups = /^\d{1,3}[, ]\d{3}$/.test(typed);
    if (groups) assert.deepEqual(found, { value: Number(digits) }, typed);
    else if (at < digits.length) assert.ok(found && "code" in found, typed);
  }
});

test("a number is shown with all its digits and no others", () => {
  /** @type {[number, string][]} */
  const shown = [
    [0, "0"],
    [-0, "0"],
    [999, "999"],
    [1080, "1,080"],
    [-1234.5, "-1,234.5"],
    [23.97599999999999, "23.97599999999999"],
    [29.999999999999996, "29.999999999999996"],
    [0.1 + 0.2, "0.30000000000000004"],
    [1e-7, "0.0000001"],
    [1.5e-9, "0.0000000015"],
    [Number.MAX_SAFE_INTEGER, "9,007,199,254,740,991"],
  ];
  for (const [number, text] of shown) assert.equal(grouped(number), text);
  const random = chance(3);
  for (let i = 0; i < 2000; i++) {
    const number = (random(2 ** 32) / (1 + random(2 ** 20))) * 10 ** -random(6);
    assert.equal(Number(grouped(number).replaceAll(",", "")), number);
  }
});

test("an amount by myriads is exact", () => {
  /** @type {[number, string][]} */
  const shown = [
    [10_000, "1 萬"],
    [6_200_000, "620 萬"],
    [6_234_567, "623 萬 4,567"],
    [120_000_000, "1 億 2,000 萬"],
    [100_000_005, "1 億零 5"],
    [100_001_234, "1 億零 1,234"],
    [10_000.5, "1 萬零 0.5"],
    [Number.MAX_SAFE_INTEGER, "9,007 兆 1,992 億 5,474 萬零 991"],
  ];
  for (const [number, text] of shown) assert.equal(byMyriads(number), text);
});

test("a date is read year first, of either era", () => {
  const common = ["2026-03-31", "2026/3/31", "2026年3月31日", "20260331", "2026.3.31"];
  common.push("２０２６／３／３１", "2026 3 31", "2026。3。31", "二〇二六年三月三十一日");
  common.push("西元2026年3月31日", " 2026-03-31\u200b", "2026–03–31", "2026年 3月 31號");
  for (const typed of common)
    assert.deepEqual(readDate(typed), { value: "2026-03-31", republic: undefined }, typed);
  const republic = ["115年3月31日", "115.3.31", "115/03/31", "115-3-31", "1150331", "0115-03-31"];
  republic.push("民國115年3月31日", "中華民國115年3月31日", "民國 115.3.31", "１１５年３月３１日");
  republic.push("一一五年三月三十一日", "中華民國一百一十五年三月卅一日");
  for (const typed of republic)
    assert.deepEqual(readDate(typed), { value: "2026-03-31", republic: 115 }, typed);
  assert.deepEqual(readDate("民國99年2月28日"), { value: "2010-02-28", republic: 99 });
  assert.deepEqual(readDate("113.2.29"), { value: "2024-02-29", republic: 113 });
  assert.equal(readDate(" "), undefined);
});

test("half a date, no day, and another order are refused", () => {
  /** @type {[string, string, string[]?][]} */
  const refused = [
    ["2026", "half"],
    ["2026-03", "half"],
    ["2026年3月", "half"],
    ["115/3/", "half"],
    ["0331", "half"],
    ["3/31", "half"],
    ["2026-02-30", "no_day"],
    ["2026-13-01", "no_day"],
    ["114.2.29", "no_day"],
    ["2026-00-10", "no_day"],
    ["3/4/2026", "date", ["2026-04-03", "2026-03-04"]],
    ["31/3/2026", "date", ["2026-03-31"]],
    ["03.31.2026", "date", ["2026-03-31"]],
    ["4/4/2026", "date", ["2026-04-04"]],
    ["99/3/31", "date", ["2010-03-31"]],
    ["26/3/31", "date"],
    ["3/4/26", "date"],
    ["03312026", "date"],
    ["民國2026年3月1日", "date"],
    ["西元115年3月1日", "date"],
    ["31 March 2026", "date"],
    ["March 2026", "date"],
    ["tomorrow", "date"],
    ["2026-03-31T00:00", "date"],
    ["1".repeat(100_000), "date"],
    ["十".repeat(100_000), "date"],
  ];
  for (const [typed, code, meant = []] of refused) {
    const found = readDate(typed);
    assert.ok(found && "code" in found, `${typed} is read`);
    assert.deepEqual([found.code, found.meant], [code, meant], typed);
  }
});
