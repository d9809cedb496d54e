/**
 * What stays on this device, such as the chosen size of the text or a draft. Where nothing can
 * be stored, a choice lasts as long as the page.
 */
export class Choices {
  #prefix;
  #allowed;
  /** What could not be stored. @type {Map<string, string>} */
  #memory = new Map();
  /** Whether the last choice is stored. */
  stored;

  /**
   * @param {string} [prefix] opens the names of all choices of one keeper
   * @param {boolean} [allowed] whether it may use the device's storage at all
   */
  constructor(prefix = "", allowed = true) {
    this.#prefix = prefix;
    this.#allowed = allowed;
    this.stored = allowed;
  }

  /** Tries whether anything can be stored, before anybody is told that it is. */
  probe() {
    this.put("probe", "1");
    const { stored } = this;
    this.put("probe", "");
    this.stored &&= stored;
  }

  /** The choice of this name, empty where there is none. @param {string} name */
  get(name) {
    const own = this.#memory.get(name);
    if (own !== undefined) return own;
    try {
      return (this.#allowed && localStorage.getItem(this.#prefix + name)) || "";
    } catch {
      return "";
    }
  }

  /** @param {string} name @param {string} value empty to forget */
  put(name, value) {
    this.#memory.set(name, value);
    this.stored = false;
    if (!this.#allowed) return;
    try {
      if (value) localStorage.setItem(this.#prefix + name, value);
      else localStorage.removeItem(this.#prefix + name);
      this.#memory.delete(name);
      this.stored = true;
    } catch {
      // Storage that is full or forbidden: the choice is lost with the page.
    }
  }
}
