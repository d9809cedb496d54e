/** The sandbox: figures changed, whose result changes, and the change as a link and as a patch. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { evaluate, FactError } from "../../generator/assets/calculator/engine.js";
import { fragmentOf, readFragment } from "../../generator/assets/sandbox/address.js";
import { at, changed, conflicts, refusal } from "../../generator/assets/sandbox/change.js";
import { edgesOf } from "../../generator/assets/sandbox/edges.js";
import { brokenOf } from "../../generator/assets/sandbox/examples.js";
import { patchOf } from "../../generator/assets/sandbox/patch.js";
import { asTyped, SandboxWording } from "../../generator/assets/sandbox/words.js";

/** @type {any} */
let published;
/** @type {any} */
let data;
/** @type {any} */
let rules;

before(() => {
  const command = ["-m", "tests.tools.sandbox"];
  const options = /** @type {const} */ ({ encoding: "utf-8", maxBuffer: 2 ** 25 });
  ({ published, data } = JSON.parse(execFileSync(".venv/bin/python", command, options)));
  rules = published.calculator;
});

/** The place of a figure among all, by what its path begins with. @param {string} path */
const figureAt = (path) =>
  data.figures.findIndex((/** @type {any} */ { paths }) => paths[0].join(".").startsWith(path));

/** The figure of a rule, by the rule's id. @param {string} id @param {number} [nth] */
function figureOf(id, nth = 0) {
  const found = [...data.figures.keys()].filter((i) => {
    const rule = at(rules, data.figures[i].rule);
    return rule.id === id && !data.figures[i].part;
  });
  return found[nth];
}

/** @param {[number, number][]} pairs */
function compared(...pairs) {
  const after = changed(rules, data.figures, new Map(pairs));
  const figures = pairs.map(([i]) => data.figures[i]);
  return { after, found: edgesOf(rules, after, figures, data.trials) };
}

test("a pilot of 20 minutes, and below 22, is met before and unmet after", () => {
  const { found } = compared([figureOf("pilot-runtime"), 22]);
  assert.equal(found.length, 1);
  const [edge, ...others] = found[0].edges;
  assert.deepEqual(others, []);
  assert.deepEqual(edge.where, { category: ["pilot"] });
  assert.deepEqual(edge.range, {
    fact: "runtime_minutes",
    from: 20,
    to: 22,
    above: false,
    below: true,
    exact: true,
  });
  assert.deepEqual(
    edge.first.map(({ status }) => status),
    ["met", "unmet"],
  );
});

test("a higher ceiling is told from the first dollar, and from where it is paid in full", () => {
  const { found } = compared([figureOf("ceiling"), 9_000_000]);
  const ranges = found[0].edges.map(({ where, range, first, last }) => [
    where.category,
    range?.from,
    range?.to,
    first.map(({ cap }) => cap),
    last.map(({ cap }) => cap),
  ]);
  const most = 8_000_000;
  assert.deepEqual(ranges, [
    [["pilot"], 10_000_002, 11_249_999, [most, 8_000_001], [most, 8_999_999]],
    [["pilot"], 11_250_000, null, [most, 9_000_000], [most, 9_000_000]],
  ]);
});

test("a bound of answers tells which can be given no longer", () => {
  const { found } = compared([figureAt("questions.6.max"), 90]);
  const [{ range, first }] = found[0].edges;
  assert.deepEqual([range?.from, range?.above, range?.to], [90, true, 100]);
  assert.deepEqual(
    first.map(({ refused = false }) => refused),
    [false, true],
  );
});

test("a deadline, and each that is counted from it, is told by the example of one day", () => {
  const { found } = compared([figureAt("deadlines.0.date"), 2]);
  assert.deepEqual(
    found.map(({ rule }) => at(rules, rule).id),
    ["completion", "extension_request", "extended_completion"],
  );
  for (const { edges } of found) {
    const [{ facts, first, range }, ...others] = edges;
    assert.deepEqual(others, []);
    const day = facts.approval_date;
    assert.deepEqual([range?.from, range?.to, range?.exact], [day, day, false]);
    const [one, other] = first.map(({ date }) => Number(date?.slice(0, 4)));
    assert.equal(other - one, 1);
  }
  const [completion] = found;
  const year = (/** @type {any} */ date) => Number(date.slice(0, 4));
  const [{ facts, first }] = completion.edges;
  assert.equal(year(first[0].date) - year(facts.approval_date), 1);
});

test("an amount that grows without end is told by examples", () => {
  const open = structuredClone(rules);
  open.amount.limits = open.amount.limits.filter(
    (/** @type {any} */ { id }) => at(rules, data.figures[figureOf("share")].rule).id === id,
  );
  const figure = structuredClone(data.figures[figureOf("share")]);
  const path = ["amount", "limits", 0, ...figure.paths[0].slice(3)];
  Object.assign(figure, { rule: path.slice(0, 3), paths: [path] });
  const after = changed(open, [figure], new Map([[0, 90]]));
  const [{ edges }] = edgesOf(open, after, [figure], data.trials);
  for (const { range, first, last, facts } of edges) {
    assert.equal(range?.exact, false);
    for (const [end, outcomes] of /** @type {const} */ ([
      [range?.from, first],
      [range?.to, last],
    ])) {
      const cost = { ...facts, [range?.fact ?? ""]: end };
      /** @type {(number | null | undefined)[]} */
      const caps = [open, after].map((of) => evaluate(of, /** @type {any} */ (cost)).amount?.cap);
      assert.deepEqual(
        caps,
        outcomes.map(({ cap }) => cap),
      );
    }
  }
  assert.ok(edges.length > 0);
});

/** Whole numbers that are the same at each run. @param {number} seed */
function random(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

/** A number well within a range; none of dates, or where there is none. @param {any} range */
function within({ fact, from, to }) {
  const { type } = rules.questions.find((/** @type {any} */ { id }) => id === fact);
  if (from === null || to === null || type === "date") return null;
  return type === "integer" ? Math.floor((from + to) / 2) : (from + to) / 2;
}

/** @param {any} rules @param {any} facts */
function resultOf(rules, facts) {
  try {
    return evaluate(rules, facts);
  } catch (error) {
    if (!(error instanceof FactError)) throw error;
    return null;
  }
}

test("whoever is told of has another result, whatever figure is changed", () => {
  const draw = random(17);
  let count = 0;
  for (const [i, figure] of data.figures.entries()) {
    const size = Math.max(Math.abs(Number(figure.value)), 10);
    for (const moved of [1, -1, draw(size), -draw(size)]) {
      const value = Number(figure.value) + moved;
      const changes = new Map([[i, value]]);
      if (moved === 0 || refusal(figure, value)) continue;
      if (conflicts(rules, data.figures, changes).length > 0) continue;
      const { after, found } = compared([i, value]);
      for (const { edges } of found)
        for (const { facts, range, last } of edges) {
          count++;
          const [one, other] = [rules, after].map((of) => resultOf(of, facts));
          assert.notDeepEqual(
            one,
            other,
            `${figure.paths[0].join(".")}: ${figure.value} → ${value}`,
          );
          assert.notDeepEqual(last[0], last[1], JSON.stringify(range));
          if (!range?.exact || found[0].rule[0] === "amount") continue;
          // Amounts are rounded down, so that of two within the range some are the same.
          const inside = within(range);
          if (inside === null) continue;
          const [a, b] = [rules, after].map((of) =>
            resultOf(of, { ...facts, [range.fact]: inside }),
          );
          assert.notDeepEqual(a, b, `${range.fact} ${inside}`);
        }
    }
  }
  assert.ok(count > 100, String(count));
});

test("random applicants whose requirement or amount differs fall in what is told", () => {
  const draw = random(4);
  const numbers = ["vp_ratio_percent", "runtime_minutes", "production_cost_twd"];
  const whole = ["pilot-runtime", "short-runtime", "trailer-runtime", "virtual-studio-share"];
  let differing = 0;
  for (const id of [...whole, "share", "ceiling"]) {
    const i = figureOf(id);
    const old = Number(data.figures[i].value);
    const value = id === "ceiling" ? old + 1_500_000 : old + 3;
    const { after, found } = compared([i, value]);
    for (let n = 0; n < 400; n++) {
      const facts = {
        category: ["pilot", "short", "trailer"][draw(3)],
        vp_ratio_percent: draw(400) / 10 + 10,
        runtime_minutes: draw(300) / 10 + 1,
        production_cost_twd: draw(16_000_000),
      };
      const [one, other] = [rules, after].map((of) => evaluate(of, facts));
      const status = (/** @type {any} */ result) =>
        result.requirements.map((/** @type {any} */ r) => r.status);
      const same =
        JSON.stringify([status(one), one.amount?.cap]) ===
        JSON.stringify([status(other), other.amount?.cap]);
      if (same) continue;
      differing++;
      const named = found[0].edges.some(({ where, range }) => {
        const fits = Object.entries(where).every(([fact, answers]) =>
          answers.includes(/** @type {any} */ (facts)[fact]),
        );
        const answer = /** @type {any} */ (facts)[range?.fact ?? ""];
        const { from = null, to = null, above, below } = range ?? {};
        const begun = from === null || (above ? answer > from : answer >= from);
        return (
          fits &&
          numbers.includes(range?.fact ?? "") &&
          begun &&
          (to === null || (below ? answer < to : answer <= to))
        );
      });
      assert.ok(named, `${id} ${JSON.stringify(facts)}`);
    }
  }
  assert.ok(differing > 200, String(differing));
});

test("the worked examples that come out otherwise are those that are decided otherwise", () => {
  const { after } = compared([figureOf("pilot-runtime"), 21]);
  const found = brokenOf(rules, after, data.examples).map(({ id }) => id);
  assert.deepEqual(found, ["pilot-of-twenty-minutes"]);
});

test("what rules cannot hold is refused with its reason", () => {
  const first = figureAt("instalments.0");
  const code = (/** @type {[number, number][]} */ pairs) =>
    conflicts(rules, data.figures, new Map(pairs)).map(({ problem }) => problem.code);
  assert.deepEqual(code([[first, 50]]), ["instalments"]);
  assert.deepEqual(
    code([
      [first, 50],
      [first + 1, 30],
    ]),
    [],
  );
  assert.deepEqual(code([[figureAt("questions.6.min"), 101]]), ["order"]);
  assert.deepEqual(code([[figureAt("deadlines.0.date"), 0]]), ["shift"]);
  assert.equal(refusal(data.figures[first], 40.5)?.code, "whole");
  assert.equal(refusal(data.figures[figureOf("share")], 101)?.code, "most");
});

test("a figure that no answer reaches, or that leaves nobody, is refused with the bound", () => {
  const problem = (/** @type {[number, number][]} */ ...pairs) =>
    conflicts(rules, data.figures, new Map(pairs)).map(({ problem }) => problem);
  const [pilot, share] = [figureOf("pilot-runtime"), figureOf("virtual-studio-share")];
  const above = [{ code: "answers_above", places: { n: 0 } }];
  assert.deepEqual(problem([pilot, -3]), above);
  // Every film is longer than nought: nobody would be refused.
  assert.deepEqual(problem([pilot, 0]), above);
  assert.deepEqual(problem([pilot, 1]), []);
  const most = [{ code: "answers_most", places: { n: 100 } }];
  assert.deepEqual(problem([share, 101]), most);
  assert.deepEqual(problem([share, 100]), []);
  assert.deepEqual(problem([share, 0]), [{ code: "answers_least", places: { n: 0 } }]);
  const longest = data.figures[share].question;
  const bound = data.figures.findIndex(
    (/** @type {any} */ { question, paths: [path] }) => question === longest && path[2] === "max",
  );
  assert.deepEqual(problem([bound, 25]), [{ code: "threshold", places: { n: 30 } }]);
  // A short film of 10 to 20 minutes.
  const [from, to] = [figureOf("short-runtime"), figureOf("short-runtime", 1)];
  assert.deepEqual(problem([from, 25]), [{ code: "nobody" }]);
  assert.deepEqual(problem([from, 25], [to, 30]), []);
  assert.deepEqual(problem([from, 20]), []);
});

test("amounts are not below nought, and no date moves out of those that can be given", () => {
  const code = (/** @type {number} */ i, /** @type {number} */ value) =>
    refusal(data.figures[i], value)?.code;
  assert.equal(code(figureOf("ceiling"), -5), "least");
  const [years, months] = [figureOf("completion"), figureOf("extension_request")];
  assert.equal(code(months, 999_999), "most");
  assert.equal(code(years, 200), "most");
  assert.equal(code(years, 199), undefined);
});

test("a figure is read as people write it", () => {
  const wording = new SandboxWording(published, data, "en", new URL("https://site.example/"));
  const read = (/** @type {number} */ i, /** @type {string} */ text) => {
    const found = wording.read(data.figures[i], text);
    return "value" in found ? found.value : found.why;
  };
  assert.equal(read(figureOf("ceiling"), "九百萬"), 9_000_000);
  assert.equal(read(figureOf("ceiling"), "NT$9.5 million"), 9_500_000);
  assert.equal(read(figureOf("share"), "85%"), 85);
  assert.equal(read(figureOf("pilot-runtime"), "half an hour"), 30);
  assert.match(String(read(figureOf("share"), "120")), /100 or less/);
  assert.match(String(read(figureOf("share"), "")), /figure/);
});

test("a link holds the changes, and nothing that fits no figure is taken from one", () => {
  const i = figureOf("ceiling");
  const changes = new Map([[i, 9_000_000]]);
  const fragment = fragmentOf("1-abcdef12", data.figures, changes);
  const read = (/** @type {any} */ _, /** @type {string} */ text) =>
    Number.isFinite(Number(text)) ? Number(text) : null;
  const opened = readFragment(fragment, data.figures, read);
  assert.deepEqual(opened, { rules: "1-abcdef12", changes, lost: 0 });
  const odd = readFragment(`${fragment}&a.b=3&__proto__.x=4`, data.figures, read);
  assert.deepEqual([odd.changes, odd.lost], [changes, 2]);
});

test("git takes the patch, and the file then has the figures", () => {
  const changes = new Map([
    [figureOf("ceiling"), 9_000_000],
    [figureOf("ceiling", 1), 6_000_000],
    [figureOf("pilot-runtime"), 22.5],
    [figureOf("share"), 75],
  ]);
  const edits = [...changes].map(([i, value]) => {
    const { line, start, end } = data.figures[i];
    return { line, start, end, text: asTyped(data.figures[i], value) };
  });
  const patch = patchOf(data.file, data.lines, edits, data.unended);
  const folder = mkdtempSync(join(tmpdir(), "patch-"));
  const file = join(folder, data.file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, readFileSync(data.file));
  execFileSync("git", ["apply", "-"], { cwd: folder, input: patch });
  const text = readFileSync(file, "utf-8");
  assert.match(text, /cases: \{pilot: 9000000, short: 6000000, trailer: 5000000\}/);
  assert.match(text, /at_least: \[runtime_minutes, 22\.5\]/);
  assert.match(text, /percent: 75, of: production_cost_twd/);
  const lines = text.split("\n");
  const old = readFileSync(data.file, "utf-8").split("\n");
  assert.equal(lines.filter((line, n) => line !== old[n]).length, 3);
});

test("the last line of a file without a line break stays without one", () => {
  const patch = patchOf(
    "a.yml",
    { 1: "a: 1", 2: "b: 2" },
    [{ line: 2, start: 3, end: 4, text: "3" }],
    2,
  );
  const folder = mkdtempSync(join(tmpdir(), "patch-"));
  writeFileSync(join(folder, "a.yml"), "a: 1\nb: 2");
  execFileSync("git", ["apply", "-"], { cwd: folder, input: patch });
  assert.equal(readFileSync(join(folder, "a.yml"), "utf-8"), "a: 1\nb: 3");
});
