/** Notices above the questions: a link opened, refused, or made under other rules. */
import { h } from "./dom.js";
import { failedIn } from "./link.js";

/** @param {import("./wording.js").Wording} wording @param {any[]} content @param {{key: string, act: () => void}[]} [actions] */
export function notice(wording, content, actions = []) {
  const close = () => box.remove();
  const buttons = [...actions, { key: "close", act: () => {} }].map(({ key, act }) =>
    h("button", { type: "button", onclick: () => (close(), act()) }, wording.text(key)));
  const box = h("div", { class: "notice" }, content, h("p", null, buttons));
  return box;
}

/**
 * What today's rules make of answers that were given under others.
 * @param {import("./verdict.js").View} view @param {import("./link.js").Opened} opened
 */
export function whatChanged({ wording, result }, opened) {
  const verdict = (/** @type {string} */ name) => wording.text("verdict_" + name);
  const money = (/** @type {number | null} */ cap) => (cap === null ? wording.text("open") : wording.money(cap));
  const now = failedIn(result);
  const titles = (/** @type {string[]} */ ids) => ids.map((id) => wording.requirements.get(id).title).join(wording.text("list_comma"));
  const fails = now.filter((id) => !opened.failed.includes(id));
  const passes = opened.failed.filter((id) => !now.includes(id));
  const changes = [
    opened.verdict !== result.verdict && wording.text("changed_verdict", { from: verdict(opened.verdict), to: verdict(result.verdict) }),
    opened.cap !== result.amount.cap && wording.text("changed_cap", { from: money(opened.cap), to: money(result.amount.cap) }),
    fails.length > 0 && wording.text("changed_fails", { titles: titles(fails) }),
    passes.length > 0 && wording.text("changed_passes", { titles: titles(passes) }),
    opened.lost > 0 && wording.text("changed_lost", { n: opened.lost }),
  ].filter(Boolean);
  return [
    h("p", null, wording.text("other_rules", { from: opened.rules, to: wording.rules })),
    changes.length > 0 ? h("ul", null, changes.map((each) => h("li", null, each))) : h("p", null, wording.text("changed_nothing")),
  ];
}
