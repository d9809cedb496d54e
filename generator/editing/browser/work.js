/**
 * The record that is open: its form, its page, its checks and saves.
 */

import { apply } from "./changes.js";
import { confirmed } from "./dialogs.js";
import { afterPause, button, element } from "./dom.js";
import { Form } from "./form.js";
import { listed } from "./messages.js";
import { showPage } from "./page.js";
import { ask, open, Refused } from "./server.js";
import { Store } from "./store.js";
import { nameOf, say } from "./words.js";

const PAUSE = 600;
const CONFLICT = 409;

/** One open record. */
export class Work {
  /**
   * @param {Opened} record
   * @param {(words: string, label?: string, act?: () => void) => void} announce
   * @param {{ listChanged: () => void, open: (key: string) => void }} around
   */
  constructor(record, announce, around) {
    this.announce = announce;
    this.around = around;
    this.record = record;
    this.store = this.#stored(record);
    /** @type {Form | null} */
    this.form = null;
    /** Whether another record has taken its place. */
    this.closed = false;
    /** @type {Promise<unknown>} */
    this.turn = Promise.resolve();
    this.checkSoon = afterPause(() => this.closed || this.#attempt(() => this.check()), PAUSE);
    /** @type {Message[]} */
    this.messages = record.messages ?? [];
    /** @type {Message[]} */
    this.elsewhere = [];
    /** The check that is under way, or has told of what the form has now. */
    this.checked = 0;
    this.edits = 0;
  }

  /** @param {Opened} record */
  #stored(record) {
    const store = new Store(record);
    store.changed = () => this.#changed();
    return store;
  }

  async show() {
    const restored = this.store.restore();
    if (restored !== "none") {
      this.announce(say(restored === "old" ? "restored_old" : "restored"));
      this.checked = -1;
      this.checkSoon();
    }
    await this.draw();
  }

  /** Draws the form anew, in the language shown. */
  async draw() {
    if (this.closed) return;
    const { record } = this;
    element("empty").hidden = true;
    element("record").hidden = false;
    element("conflict").replaceChildren();
    this.form = new Form(element("form"), record, this.store, this.announce, (path) =>
      this.#attempt(() => this.#confirmEnglish([path])),
    );
    this.form.messages = this.messages;
    this.#tell();
    await this.form.show();
    showPage(record);
  }

  #changed() {
    this.edits += 1;
    this.#bar();
    this.around.listChanged();
    this.checkSoon();
  }

  #bar() {
    if (this.closed) return;
    const { record, store } = this;
    const count = store.dirty() ? store.changes().length : 0;
    element("name").textContent = nameOf(record);
    element("file").textContent = record.file;
    element("state").textContent = count ? say("changes", { n: count }) : "";
    element("discard").hidden = !count;
    element("undo").hidden = !record.undo;
    element("confirm-all").hidden = record.english.length === 0;
  }

  #tell() {
    if (this.closed) return;
    this.#bar();
    const { messages, elsewhere } = this;
    const n = messages.length + elsewhere.length;
    element("check-title").textContent = n ? say("wrong", { n }) : say("right");
    const go = (/** @type {Path} */ path) => this.form?.reveal(path);
    listed(element("messages"), messages, elsewhere, go, this.around.open);
    this.form?.tell(messages);
  }

  async check() {
    const { key, version, edits } = { ...this.store, edits: this.edits };
    element("check-title").textContent = say("checking");
    try {
      const reply = await ask("check", { key, version, changes: this.store.changes() });
      if (edits !== this.edits) return;
      this.checked = edits;
      this.messages = reply.messages;
      this.elsewhere = reply.elsewhere;
      this.#tell();
    } catch (error) {
      // A save may have come in between: there is another check after it.
      if (version !== this.store.version) return;
      this.#tell();
      throw error;
    }
  }

  /** Saves what was changed, after a warning where it is wrong. */
  async save() {
    await this.#attempt(() => this.#save());
  }

  /** @returns {Promise<boolean>} whether everything is saved */
  async #save() {
    const { store } = this;
    if (!store.dirty()) {
      this.announce(say("nothing"));
      return true;
    }
    if (this.checked !== this.edits) this.announce(say("slow"));
    while (this.checked !== this.edits) await this.check();
    const errors = [...this.messages, ...this.elsewhere].filter(({ warning }) => !warning);
    const question = say("with_errors", { n: errors.length });
    if (errors.length && !(await confirmed(question, say("save_still")))) return false;
    this.announce(say("saving"));
    const sent = structuredClone(store.data);
    const edits = this.edits;
    const { key, version } = store;
    const record = await ask("save", { key, version, changes: store.changes() });
    const alike = store.accept(record, sent);
    this.#saved(record);
    if (!alike) await this.draw();
    else if (edits === this.edits) this.checked = edits;
    this.announce(say("saved"));
    return true;
  }

  /** @param {Opened} record */
  #saved(record) {
    this.record = record;
    if (this.form) {
      this.form.record = record;
      this.form.drew();
    }
    this.#bar();
    if (!this.closed) {
      element("conflict").replaceChildren();
      showPage(record);
    }
    this.around.listChanged();
    this.checkSoon();
  }

  /** Takes the last save back. */
  async undo() {
    if (this.store.dirty() && !(await confirmed(say("discard_ask"), say("discard")))) return;
    await this.#attempt(async () => {
      const record = await ask("undo", { key: this.record.key });
      await this.#replace(record);
      this.announce(say("undone"));
    });
  }

  /** Goes back to what the file has. */
  async discard() {
    if (!(await confirmed(say("discard_ask"), say("discard")))) return;
    await this.reopen();
  }

  async reopen() {
    await this.#attempt(async () => this.#replace(await open(this.record.key)));
  }

  /** @param {Opened} record */
  async #replace(record) {
    this.record = record;
    this.store = this.#stored(record);
    this.store.keep();
    this.edits += 1;
    this.messages = record.messages ?? [];
    this.elsewhere = [];
    await this.draw();
    this.around.listChanged();
    this.checkSoon();
  }

  /** Makes what was changed here on the file as it is now. */
  async reapply() {
    await this.#attempt(async () => {
      const changes = this.store.changes();
      const record = await open(this.record.key);
      const data = structuredClone(record.data);
      if (!apply(data, changes)) throw new Refused(CONFLICT, say("cannot_reapply"));
      await this.#replace(record);
      this.store.data = data;
      this.store.origins = new WeakMap();
      this.store.keep();
      await this.draw();
      this.#changed();
      this.announce(say("reapplied"));
    });
  }

  /** The English of some texts, or of all, says what the Chinese says. @param {Path[]} [paths] */
  async #confirmEnglish(paths) {
    if (this.store.dirty() && !(await this.#save())) return;
    const record = await ask("translated", { key: this.record.key, ...(paths && { paths }) });
    this.#saved(record);
    this.announce(say("confirmed"));
  }

  confirmAll() {
    return this.#attempt(() => this.#confirmEnglish());
  }

  /**
   * One after the other: what one of them does decides what the next may do.
   * @param {() => Promise<unknown>} act
   */
  #attempt(act) {
    this.turn = this.turn.then(act).catch((error) => this.#refused(error));
    return this.turn;
  }

  /** @param {unknown} error */
  #refused(error) {
    if (!(error instanceof Refused)) throw error;
    this.announce(error.message);
    if (error.status !== CONFLICT || !this.store.dirty()) return;
    element("conflict").replaceChildren(
      error.message,
      " ",
      say("conflict"),
      button(say("reapply"), () => this.reapply()),
      button(say("reopen"), () => this.reopen()),
    );
  }
}
