/**
 * The pre-screening desk: the list of applications, its filters, the totals and what is taken away.
 * A worker reads and decides; the page draws what is in sight.
 */
import { h } from "../parts/dom.js";
import { ApplicationView } from "./application.js";
import { filters, groupChoices } from "./filters.js";
import { GROUPS } from "./groups.js";
import { headings, rowOf } from "./lines.js";
import { LongList } from "./list.js";
import { notes } from "./notes.js";
import { save } from "./save.js";
import { startWorker } from "./start.js";
import { groupName, sums } from "./sums.js";
import { templateOf } from "./template.js";
import { DeskWording } from "./wording.js";

/**
 * @import { Source } from "./files.js"
 * @import { Read } from "./notes.js"
 * @import { Totals } from "./screened.js"
 * @import { DeskWorker } from "./start.js"
 * @import { Language, Published } from "./wording.js"
 * @import { Filter, Line } from "./worker.js"
 */

const ROOT = new URL("../../", import.meta.url);
/** @type {readonly Language[]} */
const LANGUAGES = ["zh-Hant", "en"];
const TYPES = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export class Desk {
  #root;
  #work;
  #status;
  /** @type {Language} */
  #language;
  /** Of versions, as they come. @type {Map<string, Promise<Published>>} */
  #published = new Map();
  /** Of the versions that are chosen. @type {Published[]} */
  #chosen = [];
  /** @type {DeskWording[]} */
  #wordings = [];
  /** @type {DeskWorker | null} */
  #worker = null;
  /** @type {Line[]} */
  #lines = [];
  /** The places of #lines that show. @type {ArrayLike<number>} */
  #found = [];
  #at = 0;
  #count = 0;
  /** @type {string[]} */
  #header = [];
  #fileName = "";
  #begun = 0;
  /** @type {Filter} */
  #filter = { group: "", category: "*", text: "", changed: false };
  /** @type {ApplicationView | null} */
  #one = null;
  /** @type {LongList | null} */
  #list = null;
  #progress = h("progress");
  #parts = {
    notes: h("div"),
    groups: h("fieldset", { class: "desk__groups" }),
    found: h("p", { class: "quiet desk__found", role: "status" }),
    sums: h("div"),
  };

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#language = /^en/.test(document.documentElement.lang) ? "en" : "zh-Hant";
    this.#work = /** @type {HTMLElement} */ (root.querySelector(".desk__work"));
    this.#status = /** @type {HTMLElement} */ (root.querySelector(".desk__status"));
    for (const select of this.#selects) select.addEventListener("change", () => this.#under());
  }

  get #selects() {
    return /** @type {NodeListOf<HTMLSelectElement>} */ (
      this.#root.querySelectorAll("select[data-version]")
    );
  }

  /** The ids of the versions that are chosen. */
  get #versions() {
    const chosen = [...this.#selects].map(({ value }) => value).filter(Boolean);
    return [...new Set(chosen.length > 0 ? chosen : [this.#root.dataset.scheme ?? ""])];
  }

  /** @param {string} id @returns {Promise<Published>} */
  #load(id) {
    const file = async () => {
      const name = `api/schemes/${encodeURIComponent(id)}/screening.json`;
      const response = await fetch(new URL(name, ROOT));
      if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
      return response.json();
    };
    const found = this.#published.get(id) ?? file();
    this.#published.set(id, found);
    // Another attempt is made at the next file.
    found.catch(() => this.#published.delete(id));
    return found;
  }

  async #choose() {
    this.#chosen = await Promise.all(this.#versions.map((id) => this.#load(id)));
    this.#wordings = this.#chosen.map((of) => new DeskWording(of, this.#language, ROOT));
  }

  /** @returns {import("./limits.js").Limits} */
  get #limits() {
    return JSON.parse(this.#root.dataset.limits ?? "");
  }

  get #wording() {
    return this.#wordings[0];
  }

  get #rules() {
    const [rules, other] = this.#chosen;
    return { rules, other, language: this.#language, root: ROOT.href };
  }

  /** @param {Source} source */
  async open(source) {
    this.#worker?.terminate();
    this.#begun = performance.now();
    try {
      await this.#choose();
    } catch (error) {
      console.error(error);
      this.#status.textContent = this.#root.dataset.failed ?? "";
      return;
    }
    const wording = this.#wording;
    this.#fileName = "file" in source ? source.file.name : wording.text("pasted");
    this.#worker = startWorker(
      (message) => this.#heard(message),
      () => this.#fail(wording.text("broken")),
    );
    this.#wait(wording.text("reading", { file: this.#fileName }));
    this.#worker.postMessage({ open: source, limits: this.#limits, ...this.#rules });
  }

  /** Screens the same file under other versions. */
  async #under() {
    if (!this.#worker || this.#lines.length === 0) return;
    await this.#choose();
    this.#begun = performance.now();
    this.#worker.postMessage(this.#rules);
  }

  /** @param {string} words */
  #wait(words) {
    this.#lines = [];
    const cancel = h(
      "button",
      { type: "button", class: "md-button" },
      this.#wording.text("cancel"),
    );
    cancel.addEventListener("click", () => {
      this.#stop();
      this.#status.textContent = this.#wording.text("cancelled");
    });
    this.#progress.removeAttribute("value");
    this.#progress.setAttribute("aria-label", words);
    this.#work.replaceChildren(
      h("div", { class: "desk__bar desk__wait" }, this.#progress, h("span", null, words), cancel),
    );
    this.#status.textContent = words;
  }

  #stop() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#lines = [];
    this.#work.replaceChildren();
    this.#root.classList.remove("desk--filled");
  }

  /** @param {string} words */
  #fail(words) {
    this.#stop();
    this.#work.replaceChildren(h("p", { class: "desk__failure", role: "alert" }, words));
    this.#status.textContent = "";
  }

  /** @param {any} message of the worker */
  #heard(message) {
    if (message.failed) {
      const { code, places } = message.failed;
      if (places.most) places.most = this.#wording.number(places.most);
      this.#fail(this.#wording.badFile(code, places));
    } else if (message.read) this.#begin(message.read);
    else if (message.lines) this.#more(message.lines, message.done);
    else if (message.totals) this.#finish(message.totals);
    else if (message.found) this.#narrowed(message.found);
    else if (message.shown) this.#one?.show(message.shown);
    else if (message.saved) {
      const form = /** @type {"csv" | "xlsx"} */ (message.form);
      save(this.#wording.text("file_name", { form }), message.saved, TYPES[form]);
    }
  }

  /** @param {Read} read */
  #begin(read) {
    const { header, count, columns } = read;
    const wording = this.#wording;
    this.#count = count;
    this.#header = header;
    this.#lines = [];
    this.#progress.max = count;
    this.#progress.value = 0;
    if (columns.twice.length > 0) {
      this.#fail(
        wording.badFile("twice", { list: columns.twice.join(wording.label("list_comma")) }),
      );
      return;
    }
    if (columns.facts.every((fact) => fact === null)) {
      this.#fail(
        wording.badFile("no_question", {
          header: header.slice(0, 5).join(wording.label("list_comma")),
        }),
      );
      return;
    }
    this.#parts.notes.replaceChildren(...notes(wording, read));
  }

  /** @param {Line[]} lines @param {number} done */
  #more(lines, done) {
    this.#lines.push(...lines);
    this.#progress.value = done;
  }

  /** @param {Totals[]} totals */
  #finish(totals) {
    const wording = this.#wording;
    this.#filter = { group: "", category: "*", text: "", changed: false };
    this.#one = new ApplicationView({
      wordings: this.#wordings,
      header: this.#header,
      letterWordings: () =>
        LANGUAGES.map((language) => new DeskWording(this.#chosen[0], language, ROOT)),
      step: (by) => this.#open(this.#at + by),
      save,
    });
    this.#one.node.addEventListener("close", () => this.#list?.go(this.#at));
    const narrow = (/** @type {Partial<Filter>} */ filter) => this.#narrow(filter);
    this.#list = new LongList(wording.text("list"), headings(wording), (i) => this.#row(i));
    this.#parts.groups.replaceChildren(...groupChoices(wording, totals[0], narrow));
    this.#root.classList.add("desk--filled");
    this.#root.classList.toggle("desk--two", totals.length > 1);
    const name = h("h2", { class: "desk__file" }, this.#fileName);
    const count = h(
      "span",
      { class: "quiet" },
      wording.text("count_rows", { n: wording.number(this.#count) }),
    );
    this.#work.replaceChildren(
      h("div", { class: "desk__bar" }, name, count, ...this.#downloads()),
      this.#parts.notes,
      this.#parts.groups,
      filters(this.#wordings, totals[0], narrow),
      this.#parts.found,
      this.#list.node,
      h(
        "section",
        { class: "desk__totals" },
        h("h2", null, wording.text("totals")),
        this.#parts.sums,
      ),
      this.#one.node,
    );
    this.#narrowed(Uint32Array.from(this.#lines, (_, i) => i));
    // After the list is seen.
    setTimeout(() => this.#parts.sums.replaceChildren(...sums(this.#wordings, totals)));
    const { counts } = totals[0];
    const list = GROUPS.map((group) => `${groupName(wording, group)} ${counts[group]}`);
    const places = { n: this.#count, list: list.join(wording.label("list_comma")) };
    this.#status.textContent = wording.text("done", places);
    this.#root.dataset.took = String(Math.round(performance.now() - this.#begun));
  }

  #downloads() {
    return /** @type {const} */ (["csv", "xlsx"]).map((form) =>
      h(
        "button",
        {
          type: "button",
          class: "md-button",
          onclick: () => this.#worker?.postMessage({ save: form }),
        },
        this.#wording.text("download", { form: form.toUpperCase() }),
      ),
    );
  }

  /** @param {Partial<Filter>} filter */
  #narrow(filter) {
    Object.assign(this.#filter, filter);
    this.#worker?.postMessage({ find: this.#filter });
  }

  /** @param {ArrayLike<number>} found */
  #narrowed(found) {
    this.#found = found;
    this.#at = 0;
    this.#list?.show(found);
    const n = this.#wording.number(found.length);
    this.#parts.found.textContent =
      found.length === this.#count
        ? ""
        : this.#wording.text(found.length ? "found" : "found_none", { n });
  }

  /** @param {number} i of an application */
  #row(i) {
    const place = () => Array.prototype.indexOf.call(this.#found, i);
    return rowOf(this.#wording, this.#lines[i], () => this.#open(place()));
  }

  /** @param {number} place in the list that shows */
  #open(place) {
    if (place < 0 || place >= this.#found.length) return;
    this.#at = place;
    this.#worker?.postMessage({ show: this.#found[place] });
  }

  /**
   * Gives a sheet to fill in: a column for each question, in a workbook with its options.
   * @param {"csv" | "xlsx"} form
   */
  async template(form) {
    await this.#choose();
    const wording = this.#wording;
    const bytes = await templateOf(wording, form);
    save(wording.text("template_file", { form }), bytes, TYPES[form]);
  }
}
