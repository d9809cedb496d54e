/** A file of applications under the rules before and after a change, by the desk's worker. */
import { h } from "../parts/dom.js";
import { startWorker } from "../screening/start.js";
import { sums } from "../screening/sums.js";

/**
 * @import { Source } from "../screening/files.js"
 * @import { Limits } from "../screening/limits.js"
 * @import { Read } from "../screening/notes.js"
 * @import { DeskWorker } from "../screening/start.js"
 * @import { Published } from "../screening/wording.js"
 * @import { SandboxWording } from "./words.js"
 */

export class ApplicationsFile {
  #wording;
  #rules;
  #limits;
  /** @type {DeskWorker | null} */
  #worker = null;
  /** @type {Source | null} */
  #source = null;
  #status = h("p", { role: "status", class: "quiet" });
  #sums = h("div");
  element;

  /**
   * @param {SandboxWording} wording
   * @param {() => {rules: Published, other: Published}} rules before and after the change
   * @param {Limits} limits of a file
   */
  constructor(wording, rules, limits) {
    this.#wording = wording;
    this.#rules = rules;
    this.#limits = limits;
    const input = h("input", { type: "file", accept: ".csv,.tsv,.txt,.xlsx" });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) this.#open({ file });
      input.value = "";
    });
    const choose = h("label", { class: "md-button sandbox__choose" }, input, wording.say("choose"));
    this.element = h(
      "div",
      null,
      h("p", null, wording.say("file_help")),
      h("p", null, choose),
      this.#status,
      this.#sums,
    );
  }

  /** @param {Source} source */
  #open(source) {
    this.#source = source;
    this.again();
  }

  /** Works the file out anew, once there is one. */
  again() {
    if (!this.#source) return;
    this.#worker?.terminate();
    const wording = this.#wording;
    this.#worker = startWorker(
      (message) => this.#heard(message),
      () => this.#fail(wording.say("file_failed")),
    );
    const name = "file" in this.#source ? this.#source.file.name : "";
    this.#status.textContent = wording.say("file_reading", { file: name });
    this.#worker.postMessage({
      open: this.#source,
      limits: this.#limits,
      ...this.#rules(),
      language: wording.language,
      root: wording.root.href,
    });
  }

  /** Takes the result away, which is no longer that of the figures. @param {string} words */
  stop(words) {
    if (this.#source) this.#fail(words);
  }

  /** Says why there is no result. @param {string} words */
  #fail(words) {
    this.#worker?.terminate();
    this.#sums.replaceChildren();
    this.#status.textContent = words;
  }

  /** @param {any} message of the worker */
  #heard(message) {
    const wording = this.#wording;
    if ("failed" in message) {
      const { code, places } = message.failed;
      if (places.most) places.most = wording.number(places.most);
      this.#fail(wording.badFile(code, places));
    }
    if ("read" in message) this.#begin(message.read);
    if (!("totals" in message)) return;
    this.#status.textContent = wording.say("file_done", { n: wording.number(this.#count) });
    this.#sums.replaceChildren(...sums(wording.beside(), message.totals));
  }

  /** A sheet whose columns cannot be told has no result, as at the desk. @param {Read} read */
  #begin({ header, count, columns }) {
    const wording = this.#wording;
    this.#count = count;
    const list = (/** @type {string[]} */ names) => names.join(wording.say("list_comma"));
    if (columns.twice.length > 0)
      this.#fail(wording.badFile("twice", { list: list(columns.twice) }));
    else if (columns.facts.every((fact) => fact === null))
      this.#fail(wording.badFile("no_question", { header: list(header.slice(0, 5)) }));
  }

  #count = 0;
}
