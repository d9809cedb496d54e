/**
 * Questions in a dialog: whether to go on, and what a new record is.
 */

import { button, element, freshId, make } from "./dom.js";
import { language, nameOf, say } from "./words.js";

const dialog = /** @type {HTMLDialogElement} */ (element("dialog"));

/**
 * @param {string} question
 * @param {string} yes
 * @returns {Promise<boolean>}
 */
export function confirmed(question, yes) {
  return new Promise((resolve) => {
    const close = (/** @type {boolean} */ answer) => {
      dialog.onclose = null;
      dialog.close();
      resolve(answer);
    };
    const go = button(yes, () => close(true), { class: "main" });
    const back = button(say("back"), () => close(false));
    dialog.replaceChildren(make("p", { id: "dialog-title" }, question), make("p", {}, back, go));
    dialog.onclose = () => resolve(false);
    dialog.showModal();
    back.focus();
  });
}

/**
 * @param {string} label
 * @param {HTMLInputElement | HTMLSelectElement} field
 * @param {string} [hint]
 */
function line(label, field, hint) {
  field.id = freshId();
  const text = hint && make("span", { class: "hint", id: `${field.id}-hint` }, hint);
  if (text) field.setAttribute("aria-describedby", text.id);
  return make("p", {}, make("label", { for: field.id }, label), text, field);
}

/** An id from an English name. @param {string} name */
export const slug = (name) =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");

/**
 * The visit or scheme that a record is part of, where its kind has one.
 * @param {HTMLSelectElement} kind
 * @param {Kind[]} kinds
 * @param {Listed[]} records
 */
function scopes(kind, kinds, records) {
  const scope = make("select");
  const within = line(say("within"), scope);
  const offer = () => {
    const found = records.filter((item) => item.kind === kind.value && item.id.includes("/"));
    const ids = new Set(found.map((item) => item.id.split("/")[0]));
    const above = owner(ids, records);
    // What is new may be the first of its visit or scheme.
    for (const item of records) if (above && item.kind === above) ids.add(item.id);
    scope.replaceChildren(
      ...[...ids].sort().map((value) => {
        const record = records.find((item) => item.id === value);
        return make("option", { value }, record && nameOf(record), " ", value);
      }),
    );
    within.hidden = !kinds.find((item) => item.kind === kind.value)?.nested;
  };
  kind.addEventListener("change", offer);
  offer();
  return { scope, within };
}

/**
 * @param {Kind[]} kinds
 * @param {Listed[]} records
 * @param {(kind: string, id: string) => Promise<Message[]>} create tells what is wrong, if anything
 */
export function newRecord(kinds, records, create) {
  const lang = language();
  const options = kinds.filter(({ startable }) => startable);
  const kind = make(
    "select",
    {},
    ...options.map((item) => make("option", { value: item.kind }, item.names[lang])),
  );
  const name = make("input", { type: "text", autocomplete: "off" });
  const id = make("input", { type: "text", autocomplete: "off", required: true });
  const wrong = make("p", { class: "message error", role: "alert", hidden: true });
  const { scope, within } = scopes(kind, options, records);
  name.addEventListener("input", () => {
    id.value = slug(name.value);
  });
  const form = make(
    "form",
    {},
    make("h2", { id: "dialog-title" }, say("new")),
    line(say("kind"), kind),
    within,
    line(say("english_name"), name),
    line(say("id"), id, say("id_hint")),
    wrong,
    make(
      "p",
      {},
      button(say("cancel"), () => dialog.close()),
      make("button", { class: "main" }, say("create")),
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const whole = within.hidden ? id.value : `${scope.value}/${id.value}`;
    const messages = await create(kind.value, whole);
    if (!messages.length) return dialog.close();
    wrong.hidden = false;
    wrong.textContent = messages
      .map(({ problem, mend }) => `${problem[lang]} ${mend?.[lang] ?? ""}`)
      .join(" ");
    id.setAttribute("aria-invalid", "true");
    id.focus();
  });
  dialog.onclose = null;
  dialog.replaceChildren(form);
  dialog.showModal();
}

/**
 * The kind of the records that others are part of.
 * @param {Set<string>} ids
 * @param {Listed[]} records
 */
const owner = (ids, records) => records.find(({ id }) => ids.has(id))?.kind;
