/** One question on the page: its control, help, clause and error. Reads and shows an answer, decides nothing. */
import { h } from "./dom.js";

const UNKNOWN = "unknown";
const NONE = "none";

/**
 * @typedef {object} Field
 * @property {string} id
 * @property {HTMLElement} node
 * @property {(answer: any) => void} show sets the control; `undefined` empties it
 * @property {(error: string) => void} complain shows an error, an empty one takes it away
 * @property {() => void} focus
 */

/**
 * @param {any} question @param {import("./wording.js").Wording} wording
 * @param {(id: string, answer: any, finished: boolean) => void} answered `finished` is false while somebody still types
 * @returns {Field}
 */
export function createField(question, wording, answered) {
  const { id, type, label, help, optional, clause } = question;
  const typed = type === "integer" || type === "number" || type === "date";
  const heading = [label, optional && h("span", { class: "optional" }, wording.text("optional"))];
  const error = h("p", { class: "error", id: id + "-error", role: "alert" });
  const described = `${help ? id + "-help " : ""}${id}-error`;
  const control = typed
    ? typedControl(question, wording, described, answered)
    : optionControl(question, wording, answered);
  const below = h(
    "p",
    { class: "help" },
    help && h("span", { id: id + "-help" }, wording.help(help)),
    help && " ",
    wording.clause(clause),
  );
  const node = typed
    ? h("div", { class: "field" }, h("label", { for: id }, heading), below, control.node, error)
    : h(
        "fieldset",
        { class: "field", "aria-describedby": described },
        h("legend", null, heading),
        below,
        control.node,
        error,
      );
  return {
    id,
    node,
    show: control.show,
    focus: control.focus,
    complain(text) {
      if (error.textContent !== text) error.textContent = text;
      node.classList.toggle("wrong", text !== "");
      if (typed) node.querySelector("input")?.setAttribute("aria-invalid", String(text !== ""));
    },
  };
}

/** The number that was typed, full-width digits and separators too; words that are none stay words. @param {string} text */
export function readNumber(text) {
  const plain = text.normalize("NFKC").replace(/[\s,_]|[%％]$/g, "");
  if (plain === "") return undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : text;
}

/** @param {any} question @param {any} wording @param {string} described @param {any} answered */
function typedControl({ id, type, unit, max }, wording, described, answered) {
  const date = type === "date";
  const read = () => {
    if (!date) return readNumber(input.value);
    return input.validity.badInput ? "?" : input.value || undefined;
  };
  const input = h("input", {
    id,
    type: date ? "date" : "text",
    inputmode: date ? null : type === "integer" ? "numeric" : "decimal",
    min: date ? "2000-01-01" : null,
    max: date ? "2199-12-31" : null,
    class: !date && max > 1e6 ? "long" : null,
    autocomplete: "off",
    "aria-describedby": described + (unit ? ` ${id}-unit` : ""),
    oninput: () => answered(id, read(), false),
    onchange: () => answered(id, read(), true),
  });
  const shown = (/** @type {any} */ answer) =>
    type !== "date" && typeof answer === "number" ? wording.number(answer) : (answer ?? "");
  return {
    node: h(
      "div",
      { class: "typed" },
      input,
      unit && h("span", { class: "unit", id: id + "-unit" }, unit),
    ),
    show: (/** @type {any} */ answer) => (input.value = shown(answer)),
    focus: () => input.focus(),
  };
}

/** Radio buttons for one answer, tick boxes for several; "none" and "don't know" stand alone. @param {any} question @param {any} wording @param {any} answered */
function optionControl({ id, type, options }, wording, answered) {
  const many = type === "choices";
  const listed =
    type === "boolean"
      ? [
          { id: "true", label: wording.text("yes") },
          { id: "false", label: wording.text("no") },
        ]
      : many
        ? [...options, { id: NONE, label: wording.text("none_of_these") }]
        : options;
  const all = [...listed, { id: UNKNOWN, label: wording.text("unknown_answer") }];
  const inputs = all.map((option) =>
    h("input", {
      type: many ? "checkbox" : "radio",
      name: id,
      value: option.id,
      onchange: (/** @type {any} */ event) => changed(event.target),
    }),
  );
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const alone = (/** @type {string} */ name) => name === NONE || name === UNKNOWN;

  /** @param {HTMLInputElement} input */
  function changed(input) {
    if (many && input.checked)
      for (const other of inputs)
        if (other !== input && (alone(input.value) || alone(other.value))) other.checked = false;
    answered(id, read(chosen()), true);
  }

  /** @param {string[]} values @returns {any} */
  function read(values) {
    if (values.length === 0) return undefined;
    if (values[0] === UNKNOWN) return null;
    if (many) return values.filter((each) => each !== NONE);
    return type === "boolean" ? values[0] === "true" : values[0];
  }

  /** @param {any} answer */
  function show(answer) {
    const values =
      answer === null
        ? [UNKNOWN]
        : many
          ? answer?.length === 0
            ? [NONE]
            : (answer ?? [])
          : [String(answer)];
    for (const input of inputs) input.checked = values.includes(input.value);
  }

  const rows = all.map((option, i) =>
    h(
      "label",
      { class: "option" },
      inputs[i],
      h("span", null, option.label, option.help && h("small", null, option.help)),
    ),
  );
  const focus = () => (inputs.find((input) => input.checked) ?? inputs[0]).focus();
  return {
    node: h("div", { class: type === "boolean" ? "options row" : "options" }, rows),
    show,
    focus,
  };
}
