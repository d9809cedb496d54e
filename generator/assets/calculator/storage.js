/** What stays on this device: the draft and the ticked documents. Silent where storage is off, full or forbidden. */

export class Storage {
  /** @param {string} scheme @param {boolean} allowed */
  constructor(scheme, allowed) {
    this.prefix = `subsidy-calculator:${scheme}:`;
    this.allowed = allowed;
  }

  /** @param {string} name @returns {string} */
  get(name) {
    try {
      return (this.allowed && localStorage.getItem(this.prefix + name)) || "";
    } catch {
      return "";
    }
  }

  /** @param {string} name @param {string} text empty to forget @returns {boolean} whether it is kept */
  put(name, text) {
    try {
      if (!this.allowed) return false;
      if (text) localStorage.setItem(this.prefix + name, text);
      else localStorage.removeItem(this.prefix + name);
      return true;
    } catch {
      return false;
    }
  }
}
