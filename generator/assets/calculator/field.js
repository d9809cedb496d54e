/**
 * One question on the page: its control, help, clause and error. Reads and shows an answer,
 * decides nothing.
 */
import { h, nodes } from "../parts/dom.js";

/**
 * @import { Answer, Question } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Misread } from "../parts/numbers.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {Pick<typeof import("./later.js"), "readTyped" | "howRead" | "whyNot">} Typing
 */

const UNKNOWN = "unknown";
const NONE = "none";

/**
 * @typedef {(id: string, answer: Answer | undefined, finished: boolean) => void} Answered
 *   `undefined` takes an answer back; `finished` is false while somebody still types
 *
 * @typedef {object} Listeners
 * @property {Answered} answered
 * @property {() => void} wanted what reads typed answers is needed, and not there yet
 *
 * @typedef {object} Control
 * @property {HTMLElement} node
 * @property {(answer: Answer | undefined) => void} show sets the control; `undefined` empties it
 * @property {() => void} focus
 * @property {(typing: Typing) => void} [use] from now on reads typed answers with it
 * @property {() => boolean} [waits] whether what was typed has not been read yet
 * @property {() => string} [objection] why what was typed is no answer, if so
 *
 * @typedef {object} FieldParts
 * @property {string} id
 * @property {(error: string) => void} complain shows an error, an empty one takes it away
 *
 * @typedef {Control & FieldParts} Field
 */

/**
 * @typedef {"short" | "alone" | "among"} Form with neither help nor clause, or as the one question
 *   of a step, whose label is its heading, or among several
 */

/**
 * @param {Question} question @param {Wording} wording @param {Listeners} on @param {Form} form
 * @returns {Field}
 */
export function createField(question, wording, on, form) {
  const { id, type, label, optional, clause } = question;
  const help = form === "short" ? undefined : question.help;
  const typed = type === "integer" || type === "number" || type === "date";
  const boxed = typed || form === "short";
  const words = [
    wording.marked(label),
    optional && h("span", { class: "optional" }, wording.text("optional")),
  ];
  const heading = (/** @type {Child} */ content) =>
    form === "alone" ? h("h2", { tabindex: -1 }, content) : content;
  const error = h("p", { class: "error", id: id + "-error", role: "alert" });
  const described = `${help ? id + "-help " : ""}${id}-error`;
  const control = typed
    ? typedControl(question, wording, described, on)
    : boxed
      ? selectControl(question, wording, described, on.answered)
      : optionControl(question, wording, on.answered);
  const helpText = help && h("p", { class: "help", id: id + "-help" }, wording.marked(help));
  // Behind the answers: by keyboard, no link stands between a question and them.
  const source = form !== "short" && h("p", { class: "help" }, wording.clause(clause));
  const node = boxed
    ? h("div", { class: "field" }, heading(h("label", { for: id }, words)))
    : h(
        "fieldset",
        { class: "field", "aria-describedby": described },
        h("legend", null, heading(words)),
      );
  node.append(...nodes([helpText, control.node, error, source]));
  return {
    id,
    node,
    show: control.show,
    focus: control.focus,
    use: control.use,
    waits: control.waits,
    complain(objection) {
      const text = objection && (control.objection?.() || objection);
      if (error.textContent !== text) error.textContent = text;
      node.classList.toggle("wrong", text !== "");
      if (boxed)
        node.querySelector("input, select")?.setAttribute("aria-invalid", `${text !== ""}`);
    },
  };
}

/**
 * A box for a number or a date. What was read stands beside it; what cannot be read is no answer,
 * and buttons offer what may be meant.
 * @param {Question} question @param {Wording} wording @param {string} described
 * @param {Listeners} on @returns {Control}
 */
function typedControl(question, wording, described, { answered, wanted }) {
  const { id, type, unit, max = 0 } = question;
  const date = type === "date";
  /** @type {Typing | null} */
  let typing = null;
  /** What was typed before it could be read: whether that was finished. @type {boolean | null} */
  let waiting = null;
  /** @type {Misread | null} */
  let misread = null;
  const input = h("input", {
    id,
    name: id,
    type: "text",
    inputmode: date ? null : type === "integer" ? "numeric" : "decimal",
    class: date || max > 1e6 ? "long" : null,
    autocomplete: "off",
    "aria-describedby": `${described} ${id}-unit ${id}-reading`,
    onfocus: () => typing ?? wanted(),
    oninput: () => typed(false),
    onchange: () => typed(true),
  });
  const words = date ? wording.text("date_form") : unit;
  const unitText = h("span", { class: date ? "help" : "unit", id: id + "-unit" }, words);
  const reading = h("span", { class: "reading", id: id + "-reading" });
  const meant = h("span", { class: "meant" });

  /** @param {boolean} finished */
  function typed(finished) {
    if (typing) answered(id, read(typing), finished);
    else {
      waiting = finished;
      wanted();
    }
  }

  /** @param {Typing} typing @returns {Answer | undefined} */
  function read({ readTyped, howRead, whyNot }) {
    const found = readTyped(question, input.value);
    misread = found && "code" in found ? found : null;
    const asks = misread?.code === "scale";
    offer(asks);
    reading.textContent = "";
    if (misread) {
      if (asks) reading.textContent = whyNot(wording, misread);
      return input.value;
    }
    if (found && "value" in found) {
      reading.textContent = howRead(wording, question, input.value, found);
      return found.value;
    }
    return undefined;
  }

  /** Offers what may be meant. Buttons that stand already stay: one may be pressed just now. */
  function offer(/** @type {boolean} */ open) {
    const answers = open && misread ? misread.meant : [];
    const texts = answers.map((answer) => wording.text("use", { answer: wording.typed(answer) }));
    const buttons = [...meant.children];
    if (texts.join() === buttons.map((button) => button.textContent).join()) return;
    const use = (/** @type {number | string} */ answer) => () => {
      show(answer);
      answered(id, answer, true);
      input.focus();
    };
    meant.replaceChildren(
      ...texts.map((text, i) => h("button", { type: "button", onclick: use(answers[i]) }, text)),
    );
  }

  /** @param {Answer | undefined} answer */
  function show(answer) {
    input.value = typeof answer === "number" ? wording.typed(answer) : String(answer ?? "");
    if (typing) read(typing);
    else if (input.value) wanted();
  }

  return {
    node: h("div", { class: "typed" }, input, unitText, meant, reading),
    show,
    focus: () => input.focus(),
    use(script) {
      typing = script;
      const answer = read(typing);
      if (waiting !== null) answered(id, answer, waiting);
      waiting = null;
    },
    waits: () => waiting !== null,
    objection() {
      if (!misread || !typing) return "";
      reading.textContent = "";
      offer(true);
      return typing.whyNot(wording, misread);
    },
  };
}

/**
 * A list to choose one answer from, of which nothing is chosen at first.
 * @param {Question} question @param {Wording} wording @param {string} described
 * @param {Answered} answered @returns {Control}
 */
function selectControl(question, wording, described, answered) {
  const { id, type } = question;
  const options = offered(question, wording).map((option) => {
    const text = option.id === UNKNOWN ? wording.text("choose") : option.label;
    return h("option", { value: option.id }, text);
  });
  const read = () => {
    if (select.value === UNKNOWN) return undefined;
    return type === "boolean" ? select.value === "true" : select.value;
  };
  const select = h(
    "select",
    { id, name: id, "aria-describedby": described, onchange: () => answered(id, read(), true) },
    options.slice(-1),
    options.slice(0, -1),
  );
  return {
    node: h("div", { class: "typed" }, select),
    show: (answer) => {
      select.value = answer == null ? UNKNOWN : String(answer);
    },
    focus: () => select.focus(),
  };
}

/**
 * Radio buttons for one answer, tick boxes for several; "none" and "don't know" stand alone.
 * @param {Question} question @param {Wording} wording @param {Answered} answered
 * @returns {Control}
 */
function optionControl(question, wording, answered) {
  const { id, type } = question;
  const many = type === "choices";
  const options = offered(question, wording);
  const inputs = options.map((option) => {
    const form = many ? "checkbox" : "radio";
    const change = () => changed(input);
    const input = h("input", { type: form, name: id, value: option.id, onchange: change });
    return input;
  });
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const alone = (/** @type {string} */ name) => name === NONE || name === UNKNOWN;

  /** @param {HTMLInputElement} input */
  function changed(input) {
    if (many && input.checked)
      for (const other of inputs)
        if (other !== input && (alone(input.value) || alone(other.value))) other.checked = false;
    answered(id, read(chosen()), true);
  }

  /** @param {string[]} values @returns {Answer | undefined} */
  function read(values) {
    if (values.length === 0) return undefined;
    if (values[0] === UNKNOWN) return null;
    if (many) return values.filter((value) => value !== NONE);
    return type === "boolean" ? values[0] === "true" : values[0];
  }

  /** @param {Answer | undefined} answer */
  function show(answer) {
    let values = [String(answer)];
    if (answer === null) values = [UNKNOWN];
    else if (many) values = Array.isArray(answer) && answer.length === 0 ? [NONE] : list(answer);
    for (const input of inputs) input.checked = values.includes(input.value);
  }

  const rows = options.map((option, i) => {
    const help = option.help && h("small", null, wording.marked(option.help));
    return h(
      "label",
      { class: "option" },
      inputs[i],
      h("span", null, wording.marked(option.label), help),
    );
  });
  const focus = () => (inputs.find((input) => input.checked) ?? inputs[0]).focus();
  const style = type === "boolean" ? "options row" : "options";
  return { node: h("div", { class: style }, rows), show, focus };
}

/** @param {Answer | undefined} answer */
const list = (answer) => (Array.isArray(answer) ? answer : []);

/**
 * The options of a question as they are offered, "don't know" last.
 * @param {Question} question @param {Wording} wording
 */
function offered({ type, options = [] }, wording) {
  const unknown = { id: UNKNOWN, label: wording.text("unknown_answer"), help: undefined };
  if (type === "choices")
    return [...options, { id: NONE, label: wording.text("none_of_these") }, unknown];
  if (type !== "boolean") return [...options, unknown];
  return [
    { id: "true", label: wording.text("yes") },
    { id: "false", label: wording.text("no") },
    unknown,
  ];
}
