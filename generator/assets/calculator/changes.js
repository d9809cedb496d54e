/** What the rules of now make of answers that were given under others. Loaded when a link was made under others. */
import { h } from "./dom.js";
import { failedIn } from "./link.js";

/** @param {import("./verdict.js").View} view @param {import("./link.js").Opened} opened @returns {HTMLElement} */
export function changeList({ wording, result }, opened) {
  const verdict = (/** @type {string} */ name) => wording.text("verdict_" + name);
  const money = (/** @type {number | null} */ cap) =>
    cap === null ? wording.text("status_unknown") : wording.money(cap);
  const now = failedIn(result);
  const titles = (/** @type {string[]} */ ids) =>
    ids.map((id) => wording.requirements.get(id).title).join(wording.text("list_comma"));
  const fails = now.filter((id) => !opened.failed.includes(id));
  const passes = opened.failed.filter((id) => !now.includes(id));
  const changes = [
    opened.verdict !== result.verdict &&
      wording.text("changed_verdict", {
        from: verdict(opened.verdict),
        to: verdict(result.verdict),
      }),
    opened.cap !== result.amount.cap &&
      wording.text("changed_cap", { from: money(opened.cap), to: money(result.amount.cap) }),
    fails.length > 0 && wording.text("changed_fails", { titles: titles(fails) }),
    passes.length > 0 && wording.text("changed_passes", { titles: titles(passes) }),
    opened.lost > 0 && wording.text("changed_lost", { n: opened.lost }),
  ].filter(Boolean);
  if (changes.length === 0) return h("p", null, wording.text("changed_nothing"));
  return h(
    "ul",
    null,
    changes.map((each) => h("li", null, each)),
  );
}
