/**
 * The form: the records on the left, the open one in the middle, its page on the right.
 */

import { newRecord } from "./dialogs.js";
import { button, element } from "./dom.js";
import { called, Records } from "./records.js";
import { ask, open, Refused } from "./server.js";
import { unsaved } from "./store.js";
import { language, say, switchLanguage } from "./words.js";
import { Work } from "./work.js";

const KEY = "edit-open";
/** @type {Work | null} */
let work = null;

const records = new Records((key) => show(key));

/**
 * Says what has happened; a step that can be taken back has a button.
 * @param {string} words
 * @param {string} [label]
 * @param {() => void} [act]
 */
function announce(words, label, act) {
  const notice = element("notice");
  notice.replaceChildren(words);
  if (!label || !act) return;
  const back = button(label, () => {
    notice.replaceChildren();
    act();
  });
  notice.append(" ", back);
}

/** @param {unknown} error */
function refused(error) {
  if (!(error instanceof Refused)) throw error;
  announce(error.message);
}

async function list() {
  const reply = await ask("records");
  records.records = called(reply.records, reply.kinds);
  records.kinds = reply.kinds;
  records.show();
  element("new").removeAttribute("disabled");
}

/** @param {string} key */
async function show(key) {
  try {
    announce("");
    const record = await open(key);
    const known = records.records.find((item) => item.key === key);
    if (known) record.names = known.names;
    sessionStorage.setItem(KEY, key);
    records.current = key;
    if (work) work.closed = true;
    work = new Work(record, announce, { listChanged: marked, open: show });
    await work.show();
    records.show();
    element("name").focus({ preventScroll: true });
    document.querySelector("main")?.scrollTo(0, 0);
  } catch (error) {
    refused(error);
  }
}

let shown = "";

/** The list tells what is unsaved, and after a save how the records are. */
function marked() {
  const now = unsaved().join(" ");
  if (now === shown) return;
  shown = now;
  list().catch(refused);
}

/** Puts the words of the language shown on the page. */
function speak() {
  document.documentElement.lang = language() === "zh" ? "zh-Hant-TW" : "en-GB";
  document.title = say("title");
  for (const item of document.querySelectorAll("[data-say]")) {
    item.textContent = say(/** @type {HTMLElement} */ (item).dataset.say ?? "");
  }
  const other = element("language");
  other.textContent = say("other");
  other.lang = language() === "zh" ? "en" : "zh-Hant-TW";
  element("tabs").setAttribute("aria-label", say("view"));
}

/** Beside each other, or one behind the other. @param {string} view */
function turn(view) {
  document.body.dataset.view = view;
  element("tab-form").setAttribute("aria-pressed", String(view === "form"));
  element("tab-page").setAttribute("aria-pressed", String(view === "page"));
}

/**
 * @param {string} kind
 * @param {string} id
 */
async function create(kind, id) {
  try {
    const { created, messages } = await ask("new", { kind, id });
    if (!created.length) return messages;
    await list();
    await show(created[0]);
    announce(say("created", { n: created.length }));
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return [{ problem: { zh: error.message, en: error.message } }];
  }
}

element("language").addEventListener("click", () => {
  switchLanguage();
  speak();
  records.show();
  work?.draw();
});
element("save").addEventListener("click", () => work?.save());
element("undo").addEventListener("click", () => work?.undo());
element("discard").addEventListener("click", () => work?.discard());
element("confirm-all").addEventListener("click", () => work?.confirmAll());
element("new").addEventListener("click", () => newRecord(records.kinds, records.records, create));
element("tab-form").addEventListener("click", () => turn("form"));
element("tab-page").addEventListener("click", () => turn("page"));
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  // A field that is only read when it is left is read now.
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  active?.blur();
  active?.focus();
  work?.save();
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved().length) event.preventDefault();
});

turn("form");
speak();
list()
  .then(() => {
    const last = sessionStorage.getItem(KEY);
    const known = records.records.some(({ key }) => key === last);
    return last && known ? show(last) : undefined;
  })
  .catch(refused);
