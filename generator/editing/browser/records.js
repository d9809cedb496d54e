/**
 * The list of all records, by kind, found by their names.
 */

import { button, element, make } from "./dom.js";
import { unsaved } from "./store.js";
import { nameOf, say } from "./words.js";

const MOST = 60;

/** The records on the left. */
export class Records {
  /** @param {(key: string) => void} open */
  constructor(open) {
    this.open = open;
    /** @type {Listed[]} */
    this.records = [];
    /** @type {Kind[]} */
    this.kinds = [];
    this.current = "";
    /** @type {Set<string>} */
    this.unfolded = new Set();
    this.find = /** @type {HTMLInputElement} */ (element("find"));
    this.find.addEventListener("input", () => this.show());
    this.find.addEventListener("keydown", (event) => {
      const first = /** @type {HTMLElement | null} */ (element("list").querySelector("[data-key]"));
      if (event.key === "Enter" && this.find.value) first?.click();
      else if (event.key === "ArrowDown") this.#step(event, -1, 1);
    });
    element("list").addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const at = this.#reachable().indexOf(/** @type {HTMLElement} */ (document.activeElement));
      if (step && at >= 0) this.#step(event, at, step);
    });
  }

  #reachable() {
    /** @type {NodeListOf<HTMLElement>} */
    const found = element("list").querySelectorAll(
      "summary, details[open] [data-key], ul.hits [data-key]",
    );
    return [...found];
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} at
   * @param {number} step
   */
  #step(event, at, step) {
    event.preventDefault();
    (this.#reachable()[at + step] ?? this.find).focus();
  }

  show() {
    const typed = this.find.value.trim().toLowerCase();
    const changed = new Set(unsaved());
    const list = element("list");
    if (typed) {
      const found = this.records.filter((record) => this.#words(record).includes(typed));
      element("found").textContent = say("found", { n: found.length });
      const items = found.slice(0, MOST).map((record) => this.#item(record, changed, true));
      list.replaceChildren(make("ul", { class: "hits" }, ...items));
      return;
    }
    element("found").textContent = say("all", { n: this.records.length });
    const groups = this.kinds.map((kind) => this.#group(kind, changed));
    list.replaceChildren(...groups.filter((group) => group !== null));
  }

  /** @param {Listed} record */
  #words(record) {
    const kind = this.kinds.find(({ kind }) => kind === record.kind);
    const { names, id } = record;
    const words = [names.zh, names.en, id, record.kind, kind?.names.zh, kind?.names.en];
    return words.join("\n").toLowerCase();
  }

  /**
   * @param {Kind} kind
   * @param {Set<string>} changed
   */
  #group({ kind, names }, changed) {
    const records = this.records.filter((record) => record.kind === kind);
    if (!records.length) return null;
    const title = make("summary", {}, nameOf({ id: kind, names }));
    title.append(make("span", { class: "count" }, String(records.length)));
    const errors = records.filter(({ state }) => state === "error").length;
    if (errors) title.append(make("span", { class: "state error" }, `${say("error")} ${errors}`));
    const list = make("ul");
    const details = make("details", {}, title, list);
    const fill = () => {
      if (details.open) {
        this.unfolded.add(kind);
        list.replaceChildren(...records.map((record) => this.#item(record, changed, false)));
      } else this.unfolded.delete(kind);
    };
    details.addEventListener("toggle", fill);
    const current = records.some(({ key }) => key === this.current);
    if (this.unfolded.has(kind) || current) {
      details.open = true;
      fill();
    }
    return details;
  }

  /**
   * @param {Listed} record
   * @param {Set<string>} changed
   * @param {boolean} withKind
   */
  #item(record, changed, withKind) {
    const item = button("", () => this.open(record.key), {
      "data-key": record.key,
      "aria-current": record.key === this.current && "true",
    });
    const kind = this.kinds.find(({ kind }) => kind === record.kind);
    const small = [withKind && kind && nameOf({ id: "", names: kind.names }), record.id];
    const english = record.state === "stale" && !record.english.stale ? "fresh" : record.state;
    const states = [record.state !== "ok" && english, changed.has(record.key) && "unsaved"];
    item.append(
      make("span", {}, nameOf(record)),
      make("span", { class: "id" }, small.filter(Boolean).join(" · ")),
      ...states
        .filter((state) => state !== false)
        .map((state) => make("span", { class: `state ${state}` }, say(state))),
    );
    return make("li", {}, item);
  }
}

/**
 * A record that has no name of its own is called as its kind is, and as the scheme or visit in
 * whose folder it stands.
 * @param {Listed[]} records
 * @param {Kind[]} kinds
 * @returns {Listed[]}
 */
export function called(records, kinds) {
  const folder = (/** @type {Listed} */ { file }) => file.slice(0, file.lastIndexOf("/"));
  const nameless = (/** @type {Listed} */ { id, names }) => !id || !names.zh || names.zh === id;
  const owners = new Map(
    records
      .filter((record) => !nameless(record) && folder(record).endsWith(`/${record.id}`))
      .map((record) => [folder(record), record.names]),
  );
  return records.map((record) => {
    if (!nameless(record)) return record;
    const { zh, en } = kinds.find(({ kind }) => kind === record.kind)?.names ?? record.names;
    const place = folder(record);
    const owner = owners.get(place) ?? owners.get(place.slice(0, place.lastIndexOf("/")));
    if (!record.id) return { ...record, names: { zh, en } };
    if (!owner) return record;
    return { ...record, names: { zh: `${zh}：${owner.zh}`, en: `${en}: ${owner.en}` } };
  });
}
