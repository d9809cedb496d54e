/**
 * What stays on this device, such as the chosen size of the text or a draft. Where nothing may
 * be stored, nothing is found there, and a choice lasts as long as the page.
 */
export class Choices {
  #prefix;
  #allowed;

  /**
   * @param {string} [prefix] opens the names of all choices of one keeper
   * @param {boolean} [allowed] whether it may use the device's storage at all
   */
  constructor(prefix = "", allowed = true) {
    this.#prefix = prefix;
    this.#allowed = allowed;
  }

  /** The choice of this name, empty where there is none. @param {string} name */
  get(name) {
    try {
      return (this.#allowed && localStorage.getItem(this.#prefix + name)) || "";
    } catch {
      return "";
    }
  }

  /** @param {string} name @param {string} value empty to forget */
  put(name, value) {
    if (!this.#allowed) return;
    try {
      if (value) localStorage.setItem(this.#prefix + name, value);
      else localStorage.removeItem(this.#prefix + name);
    } catch {
      // Storage that is full or forbidden loses the choice with the page.
    }
  }
}
