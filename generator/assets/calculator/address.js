/**
 * The page's address: the answers in its fragment, and a mark on each entry of the history that
 * the calculator wrote, so that coming back to one is not taken for opening somebody's link.
 *
 * @typedef {object} Mark
 * @property {"draft" | "own" | "link"} shows the draft, own answers that cannot be stored, or
 *   those of a link
 * @property {string} step the id of the step that shows
 * @property {string} line entries of one line show the same answers at other steps: to open a link
 *   begins a new one
 */

const NAME = "subsidyCalculator";
/** So many milliseconds after a browser refused to write the address it is asked again. */
const AGAIN = 1000;

export class Address {
  #refused;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} refused writes the address of then once more */
  constructor(refused) {
    this.#refused = refused;
  }

  /** The mark of the entry that shows. @returns {Mark | null} */
  get mark() {
    return history.state?.[NAME] ?? null;
  }

  /**
   * Brings the address up to date.
   * @param {string | null} fragment empty for none, `null` to leave it
   * @param {Mark} mark @param {boolean} [push] as an entry of its own
   */
  write(fragment, mark, push) {
    clearTimeout(this.#timer);
    const { state } = history;
    const old = location.hash;
    const hash = fragment ?? old;
    const marked = { ...(push ? null : state), [NAME]: mark };
    // What other scripts keep there may be of a form that takes no mark.
    const entry = push || state === null || isPlain(state) ? marked : state;
    const same = JSON.stringify(this.mark) === JSON.stringify(mark);
    if (!push && old === hash && (same || entry === state)) return;
    try {
      const address = hash || location.pathname + location.search;
      if (push) history.pushState(entry, "", address);
      else history.replaceState(entry, "", address);
    } catch {
      // A browser may refuse many changes in a short time.
    }
    if (location.hash !== hash) this.#timer = setTimeout(this.#refused, AGAIN);
  }
}

/** @param {unknown} state */
const isPlain = (state) => Object.prototype.toString.call(state) === "[object Object]";
