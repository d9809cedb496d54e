/** The answers as a record: review, print, share, download, clear. */
import { h } from "./dom.js";
import { toQuestion } from "./verdict.js";

/** Every answer, group by group, each with a way back to its question. @param {import("./verdict.js").View} view */
export function answerSection(view) {
  const { wording, facts, asks } = view;
  const groups = wording.data.calculator.groups.map((/** @type {any} */ group) => {
    const asked = group.questions.filter(asks);
    const rows = asked.map((/** @type {string} */ id) => {
      const question = wording.questions.get(id);
      const open = facts[id] == null;
      return h(
        "div",
        { class: open ? "unanswered" : null },
        h("dt", null, question.label),
        h(
          "dd",
          null,
          wording.answer(question, facts[id]),
          " ",
          toQuestion(view, id, wording.text("change"), {
            "aria-label": wording.text("change_answer", { label: question.label }),
          }),
        ),
      );
    });
    return asked.length > 0 && [h("h4", null, group.title), h("dl", null, rows)];
  });
  return h(
    "details",
    { "data-keep": "answers" },
    h("summary", null, wording.text("your_answers")),
    groups,
  );
}

/** Which rules and which day a printed page speaks of. @param {import("./verdict.js").View} view */
export function imprint({ wording }) {
  const { hash, version } = wording.data.calculator;
  const day = wording.date(new Date().toLocaleDateString("sv"));
  return h("p", { class: "imprint" }, wording.text("imprint", { version, hash, date: day }));
}

/**
 * @param {import("./wording.js").Wording} wording
 * @param {{link: () => string, clear: () => void, print: () => void, save: () => void, kept: boolean}} actions
 */
export function toolbar(wording, { link, clear, print, save, kept }) {
  const status = h("p", { role: "status" });
  const shown = h("input", {
    type: "text",
    readonly: true,
    hidden: true,
    "aria-label": wording.text("share_link"),
  });

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

  const button = (/** @type {string} */ key, /** @type {() => void} */ act) =>
    h("button", { type: "button", onclick: act }, wording.text(key));
  return h(
    "div",
    { class: "toolbar no-print" },
    h(
      "p",
      null,
      button("share_answers", share),
      button("print", print),
      button("download", save),
      button("clear", clear),
    ),
    shown,
    status,
    h(
      "p",
      { class: "help" },
      wording.text("link_private"),
      " ",
      wording.text(kept ? "draft_kept" : "draft_lost"),
    ),
  );
}
