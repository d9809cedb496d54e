/** What the page says would change the result, and where its buttons lead. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Answers } from "../../generator/assets/calculator/answers.js";
import { changesSection, decidingSection } from "../../generator/assets/calculator/remedy.js";
import { Wording } from "../../generator/assets/calculator/wording.js";
import { named, saidIn } from "./page.js";
import { real } from "./real.js";

/** @import { ComponentData, Facts } from "../../generator/assets/types/calculator" */

const DATA = real();
const GOOD = {
  category: "short",
  is_cinema_short: false,
  applicant_type: "film_production",
  applicant_registered_in_roc: true,
  applicant_government_tie: "none",
  vp_ratio_percent: 35,
  themes: ["local_culture"],
  realistic_tone: true,
  runtime_minutes: 12,
  has_script: true,
  producer_has_roc_id: true,
  director_has_roc_id: true,
  technical_heads_total: 5,
  technical_heads_roc: 3,
  origin_is_roc: true,
  has_moc_production_grant: false,
  government_involvement: "none",
  shot_on_hd_digital_camera: true,
  frame_width_px: 1920,
  frame_height_px: 1080,
  frame_rate_fps: 24,
  audio_bit_depth: 16,
  audio_sample_rate_khz: 48,
  will_hold_sharing_event: true,
  consents_to_personal_data_use: true,
  in_reapplication_ban: false,
  owes_subsidy_repayment: false,
  plan_history: "none",
  production_cost_twd: 6_200_000,
};

/** What the page shows of answers, and where its buttons lead.
 * @param {Facts} given @param {ComponentData} [data]
 */
function seen(given, data = DATA) {
  const answers = new Answers(data.calculator);
  answers.give(given);
  const { facts, asked, result } = answers.settle();
  /** @type {string[]} */
  const opened = [];
  const view = {
    wording: new Wording(data, "en", new URL("https://site.example/")),
    result,
    facts,
    asks: (/** @type {string} */ id) => asked.has(id),
    jump: (/** @type {string} */ id) => opened.push(id),
  };
  return { view, opened };
}

/** @param {unknown} content @param {string[]} opened */
function press(content, opened) {
  for (const button of named(content, "button")) button.listeners.get("click")?.({});
  return opened;
}

test("one answer that would be enough, with its clause and a way to its question", () => {
  const { view, opened } = seen({ ...GOOD, runtime_minutes: 25 });
  const content = [changesSection(view)];
  assert.deepEqual(saidIn(content, "p"), ["You could apply if one answer were different:"]);
  const [item] = saidIn(content, "li");
  assert.match(item, /How long is the film\?“20\sminutes” instead of “25\sminutes”Rules, point 3/);
  assert.deepEqual(press(content, opened), ["runtime_minutes"]);
});

test("all of the answers that would have to be different, whatever their requirements", () => {
  const { view, opened } = seen({ ...GOOD, vp_ratio_percent: 20, themes: [], has_script: false });
  const content = [changesSection(view)];
  assert.match(saidIn(content, "p")[0], /all of these 3 answers/);
  assert.deepEqual(press(content, opened), ["vp_ratio_percent", "themes", "has_script"]);
});

test("a change after which something is still open promises no more", () => {
  const { runtime_minutes: _, ...rest } = GOOD;
  const { view } = seen({ ...rest, has_script: false });
  assert.match(saidIn([changesSection(view)], "p")[0], /nothing would rule it out/);
});

test("what would undo it is said once, and nothing where nothing is wrong", () => {
  const content = [changesSection(seen({ ...GOOD, applicant_type: "other" }).view)];
  const [change] = saidIn(content, "p");
  assert.equal(change, "You could apply if one answer were different:");
  assert.equal(named(content, "li").length, 1);
  assert.deepEqual(named([changesSection(seen(GOOD).view)], "p"), []);
});

test("of what has happened no other answer is suggested", () => {
  const content = [changesSection(seen({ ...GOOD, in_reapplication_ban: true }).view)];
  assert.match(saidIn(content, "p")[0], /^Nothing that could still be done differently/);
  assert.deepEqual(named(content, "button"), []);
});

test("where no change of answers helps, the requirement in the way is named", () => {
  const { calculator } = DATA;
  const never = calculator.requirements.map((rule) =>
    rule.id === "sharing-event"
      ? { ...rule, met_when: ["all", "has_script", ["not", "has_script"]] }
      : rule,
  );
  const data = { ...DATA, calculator: { ...calculator, requirements: never } };
  const content = [changesSection(seen(GOOD, /** @type {ComponentData} */ (data)).view)];
  assert.match(saidIn(content, "p")[0], /^Nothing that could .*: Commitment to a sharing event/);
  assert.deepEqual(named(content, "button"), []);
});

test("the questions that would decide it, those that could end it first", () => {
  const { technical_heads_roc: _, realistic_tone: __, director_has_roc_id: ___, ...rest } = GOOD;
  const { view, opened } = seen({ ...rest, technical_heads_total: 5 });
  const content = [decidingSection(view)];
  assert.match(saidIn(content, "p")[0], /these 3 questions could decide it/);
  assert.deepEqual(press(content, opened).sort(), [
    "director_has_roc_id",
    "realistic_tone",
    "technical_heads_roc",
  ]);
  const items = saidIn(content, "li");
  assert.deepEqual(
    items.map((item) => item.includes("could rule it out")),
    [true, true, false],
  );
  assert.match(items[2], /realistic tone/);
});

test("one question stands for those that can be answered at once", () => {
  const technical = DATA.calculator.groups.find(({ at_once }) => at_once);
  assert.ok(technical?.at_once);
  const facts = Object.entries(GOOD).filter(([id]) => !technical.questions.includes(id));
  const content = [decidingSection(seen(Object.fromEntries(facts)).view)];
  assert.deepEqual(saidIn(content, "button"), [technical.at_once.label]);
});

test("where a clause only reads two ways, nothing more can be answered", () => {
  const content = [decidingSection(seen({ ...GOOD, realistic_tone: false }).view)];
  assert.match(saidIn(content, "p")[0], /^There is nothing more to answer\./);
  assert.deepEqual(named(content, "button"), []);
  const { director_has_roc_id: _, ...rest } = GOOD;
  const both = [decidingSection(seen({ ...rest, realistic_tone: false }).view)];
  assert.match(saidIn(both, "p").join("|"), /^One more answer could decide it:\|Even then/);
  assert.deepEqual([decidingSection(seen(GOOD).view)], [null]);
});
