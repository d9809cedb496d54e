/**
 * One record as it is being edited: what the file has, what the form has, and what tells them
 * apart. It stays with the tab, so that a reload loses nothing.
 */

import { apply, at, changes, equal, isObject } from "./changes.js";

const KEY = "edit-unsaved ";

/** The records that have something unsaved. */
export const unsaved = () =>
  Object.keys(sessionStorage)
    .filter((name) => name.startsWith(KEY))
    .map((name) => name.slice(KEY.length));

/** Data that is edited. */
export class Store {
  /** @param {Opened} record */
  constructor(record) {
    this.key = record.key;
    this.version = record.version;
    this.saved = record.data;
    this.data = structuredClone(record.data);
    this.origins = linked(this.data, this.saved);
    /** @type {() => void} */
    this.changed = () => {};
  }

  /** Takes up what this tab has unsaved. @returns {"none" | "same" | "old"} */
  restore() {
    const text = sessionStorage.getItem(KEY + this.key);
    if (!text) return "none";
    const { version, saved, data } = JSON.parse(text);
    if (version === this.version) {
      this.data = data;
      this.origins = new WeakMap();
      return this.dirty() ? "same" : "none";
    }
    const copy = structuredClone(this.saved);
    if (apply(copy, changes(saved, data))) {
      this.data = copy;
      this.origins = new WeakMap();
    } else {
      // What was typed stays, over the file as it was then: the save says that it has changed.
      [this.saved, this.data, this.version] = [saved, data, version];
    }
    this.keep();
    return "old";
  }

  /** Writes down what is unsaved, or that nothing is. */
  keep() {
    const { version, saved, data } = this;
    if (this.dirty())
      sessionStorage.setItem(KEY + this.key, JSON.stringify({ version, saved, data }));
    else sessionStorage.removeItem(KEY + this.key);
  }

  dirty() {
    return !equal(this.saved, this.data);
  }

  changes() {
    return changes(this.saved, this.data, this.origins);
  }

  /**
   * What was sent is saved; what was typed since is not.
   * @param {Opened} record
   * @param {Data} sent
   * @returns {boolean} whether the form shows what the file has
   */
  accept(record, sent) {
    this.version = record.version;
    const alike = equal(record.data, sent);
    if (!alike && equal(this.data, sent)) this.data = structuredClone(record.data);
    this.saved = record.data;
    this.origins = linked(this.data, this.saved);
    this.keep();
    return alike;
  }

  /** @param {Path} path */
  get(path) {
    return at(this.data, path);
  }

  /**
   * @param {Path} path
   * @param {Data} value undefined takes it away
   */
  set(path, value) {
    if (value === undefined) this.#remove(path);
    else this.#holder(path)[/** @type {Step} */ (path.at(-1))] = value;
    this.#note();
  }

  /**
   * @param {Path} path of the list
   * @param {number} index
   * @param {Data} value
   */
  insert(path, index, value) {
    const list = this.get(path);
    if (Array.isArray(list)) list.splice(index, 0, value);
    else this.#holder(path)[/** @type {Step} */ (path.at(-1))] = [value];
    this.#note();
  }

  /**
   * @param {Path} path of the list
   * @param {number} index
   */
  take(path, index) {
    const [value] = this.get(path).splice(index, 1);
    this.#note();
    return value;
  }

  /** The object or list that holds a place; made where it is not there. @param {Path} path */
  #holder(path) {
    let holder = this.data;
    path.slice(0, -1).forEach((step, i) => {
      if (typeof holder[step] !== "object" || holder[step] === null) {
        holder[step] = typeof path[i + 1] === "number" ? [] : {};
      }
      holder = holder[step];
    });
    return holder;
  }

  /** Takes a field away, and with it an object that holds nothing else. @param {Path} path */
  #remove(path) {
    const last = /** @type {Step} */ (path.at(-1));
    const holder = this.get(path.slice(0, -1));
    if (!isObject(holder)) return;
    delete holder[last];
    const above = path.slice(0, -1);
    if (above.length && typeof above.at(-1) === "string" && !Object.keys(holder).length) {
      this.#remove(above);
    }
  }

  #note() {
    this.keep();
    this.changed();
  }
}

/**
 * Of every object and list of one copy, that of the other.
 * @param {Data} one
 * @param {Data} other
 * @param {WeakMap<object, object>} found
 */
function linked(one, other, found = new WeakMap()) {
  if (typeof one !== "object" || one === null || typeof other !== "object" || !other) return found;
  found.set(one, other);
  for (const name of Object.keys(one)) linked(one[name], other[name], found);
  return found;
}
