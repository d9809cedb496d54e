/**
 * Elements from words: whatever comes from data becomes text, never markup.
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | EventListener | undefined>} [attributes] false and
 *   undefined leave one out; a function listens to the event of that name.
 * @param {(Node | string | null | false | undefined)[]} inner
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...inner) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value) element.setAttribute(name, value);
  }
  for (const item of inner) if (item) element.append(item);
  return element;
}

/**
 * @param {string} words
 * @param {EventListener} click
 * @param {Record<string, string | boolean | undefined>} [attributes]
 */
export const button = (words, click, attributes = {}) =>
  make("button", { type: "button", click, ...attributes }, words);

/** @param {string} id */
export const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

let last = 0;

/** An id that no other element of the page has. */
export function freshId() {
  last += 1;
  return `e${last}`;
}

/**
 * @param {() => void} act
 * @param {number} pause milliseconds
 */
export function afterPause(act, pause) {
  /** @type {number | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, pause);
  };
}
