/** The answers as a record: review, print, share, download, clear. */
import { download, h } from "./dom.js";

/** Every answer, group by group, each with a way back to its question. @param {import("./verdict.js").View} view */
export function answerSection({ wording, facts, asks, jump }) {
  const groups = wording.data.calculator.groups.map((/** @type {any} */ group) => {
    const asked = group.questions.filter(asks);
    const rows = asked.map((/** @type {string} */ id) => {
      const question = wording.questions.get(id);
      const open = facts[id] == null;
      return h("div", { class: open ? "unanswered" : null },
        h("dt", null, question.label),
        h("dd", null, wording.answer(question, facts[id]), " ",
          h("button", { type: "button", class: "link", onclick: () => jump(id), "aria-label": wording.text("change_answer", { label: question.label }) }, wording.text("change"))));
    });
    return asked.length > 0 && [h("h4", null, group.title), h("dl", null, rows)];
  });
  return h("details", { "data-keep": "answers" }, h("summary", null, wording.text("your_answers")), groups);
}

/** Which rules and which day a printed page speaks of. @param {import("./verdict.js").View} view */
export function imprint({ wording }) {
  const { hash, version } = wording.data.calculator;
  const day = wording.date(new Date().toLocaleDateString("sv"));
  return h("p", { class: "imprint" }, wording.text("imprint", { version, date: day }), ` ${wording.text("hash", { hash })}`);
}

/**
 * @param {import("./wording.js").Wording} wording @param {() => import("./verdict.js").View} view the latest
 * @param {{link: () => string, clear: () => void, print: () => void, kept: boolean}} actions
 */
export function toolbar(wording, view, { link, clear, print, kept }) {
  const status = h("p", { role: "status" });
  const shown = h("input", { type: "text", readonly: true, hidden: true, "aria-label": wording.text("share_link") });

  async function share() {
    shown.value = link();
    shown.hidden = false;
    shown.select();
    try {
      await navigator.clipboard.writeText(shown.value);
      status.textContent = wording.text("link_copied");
    } catch {
      status.textContent = wording.text("link_shown");
    }
  }

  function save() {
    const { facts, result } = view();
    const { title, aid, calculator } = wording.data;
    const record = { title, rules: { version: calculator.version, hash: calculator.hash }, made: new Date().toISOString(), facts, result, notice: aid };
    download(`${calculator.scheme}.json`, "application/json", JSON.stringify(record, null, 2) + "\n");
  }

  const button = (/** @type {string} */ key, /** @type {() => void} */ act) => h("button", { type: "button", onclick: act }, wording.text(key));
  return h("div", { class: "toolbar no-print" },
    h("p", null, button("share_answers", share), button("print", print), button("download", save), button("clear", clear)),
    shown, status,
    h("p", { class: "help" }, wording.text("link_private"), " ", wording.text(kept ? "draft_kept" : "draft_lost")));
}
