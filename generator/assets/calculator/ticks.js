/** Which documents are ready, as it stays on this device: several tabs may tick at once. */

export class Ticks {
  /** What is ticked. @type {Set<string>} */
  all = new Set();
  /** The same as it was read or written last. @type {Set<string>} */
  #known = new Set();
  #get;
  #put;

  /** @param {() => string} get what is stored @param {(text: string) => void} put stores it */
  constructor(get, put) {
    this.#get = get;
    this.#put = put;
  }

  #stored() {
    return this.#get().split(" ").filter(Boolean);
  }

  /** @param {Iterable<string>} ticks */
  #set(ticks) {
    this.#known = new Set(ticks);
    this.all.clear();
    for (const tick of this.#known) this.all.add(tick);
  }

  /** Whether there is anything new. */
  read() {
    const stored = this.#stored();
    const changed = stored.toSorted().join() !== [...this.all].toSorted().join();
    this.#set(stored);
    return changed;
  }

  /** Stores what was ticked or unticked since they were read. */
  write() {
    const stored = new Set(this.#stored());
    for (const tick of this.all) if (!this.#known.has(tick)) stored.add(tick);
    for (const tick of this.#known) if (!this.all.has(tick)) stored.delete(tick);
    this.#set(stored);
    this.#put([...stored].join(" "));
  }

  clear() {
    this.#put("");
    this.#set([]);
  }
}
