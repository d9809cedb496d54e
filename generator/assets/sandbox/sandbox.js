/**
 * The sandbox: figures of the rules to change, what a change does, and the change to take away.
 * Nothing leaves the computer. What is heavy is worked out in workers.
 */
import { rulesOf } from "../calculator/wording.js";
import { h } from "../parts/dom.js";
import { fragmentOf, readFragment } from "./address.js";
import { changed, conflicts } from "./change.js";
import { FigureList } from "./figure-list.js";
import { ApplicationsFile } from "./file.js";
import { patchOf } from "./patch.js";
import { examples, ruleName, whose } from "./results.js";
import { asTyped, SandboxWording } from "./words.js";

/**
 * @import { Language, Published } from "../screening/wording.js"
 * @import { SandboxData } from "./words.js"
 */

const ROOT = new URL("../../", import.meta.url);
/** Milliseconds without a further key before a change is worked out. */
const PAUSE = 120;

class Sandbox {
  #root;
  #published;
  #data;
  #wording;
  #list;
  #file;
  /** @type {Map<number, number | string>} */
  #changes = new Map();
  /** Why what stands in a box is no figure. @type {Map<number, string>} */
  #refused = new Map();
  #timer = 0;
  /** Counts what the worker is asked, so that an overtaken answer shows nothing. */
  #asked = 0;
  #worker;
  #status = h("p", { role: "status", class: "sandbox__status" });
  #reset;
  #whose = h("div");
  #examples = h("div");
  #take = h("div");
  #taken = h("span", { role: "status" });

  /**
   * @param {HTMLElement} root @param {Published} published @param {SandboxData} data
   * @param {Language} language
   */
  constructor(root, published, data, language) {
    this.#root = root;
    this.#published = published;
    this.#data = data;
    const wording = new SandboxWording(published, data, language, ROOT);
    this.#wording = wording;
    this.#list = new FigureList(wording, data.figures, {
      typed: (i, text) => this.#typed(i, text),
      back: (i) => this.#back(i),
    });
    this.#reset = h(
      "button",
      { type: "button", class: "md-button", onclick: () => this.#resetAll() },
      wording.say("reset"),
    );
    this.#worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data: answer }) => this.#heard(answer);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      console.error(event.message);
      for (const part of [this.#whose, this.#examples])
        part.replaceChildren(h("p", null, wording.say("failed")));
    };
    const { figures, trials, examples: cases } = data;
    const calculator = published.calculator;
    this.#worker.postMessage({ rules: { calculator, figures, trials, examples: cases } });
    this.#file = new ApplicationsFile(
      wording,
      () => this.#bothRules(),
      JSON.parse(root.dataset.limits ?? ""),
    );
    this.#draw();
    this.#readAddress();
    addEventListener("hashchange", () => this.#readAddress());
  }

  #draw() {
    const heading = (/** @type {string} */ words, /** @type {string} */ id) =>
      h("h2", { id }, words);
    const wording = this.#wording;
    const jump = h(
      "button",
      {
        type: "button",
        class: "md-button sandbox__jump",
        onclick: () => this.#whose.previousElementSibling?.previousElementSibling?.scrollIntoView(),
      },
      wording.say("jump"),
    );
    this.#root.replaceChildren(
      h("div", { class: "sandbox__bar" }, this.#status, jump, this.#reset),
      h(
        "section",
        { class: "sandbox__figures" },
        heading(wording.say("figures"), "figures"),
        this.#list.element,
      ),
      h(
        "section",
        { class: "sandbox__results" },
        heading(wording.say("whose"), "whose"),
        h(
          "p",
          { class: "quiet" },
          wording.say("whose_help", { scheme: this.#root.dataset.scheme ?? "" }),
        ),
        this.#whose,
        heading(wording.say("examples"), "examples"),
        this.#examples,
        heading(wording.say("file"), "file"),
        this.#file.element,
        heading(wording.say("take"), "take"),
        this.#take,
      ),
    );
  }

  get #after() {
    return changed(this.#published.calculator, this.#data.figures, this.#changes);
  }

  #bothRules() {
    const published = this.#published;
    return { rules: published, other: { ...published, calculator: this.#after } };
  }

  /** @param {number} i @param {string} text */
  #typed(i, text) {
    const figure = this.#data.figures[i];
    const read = this.#wording.read(figure, text);
    this.#refused.delete(i);
    this.#changes.delete(i);
    if ("why" in read) this.#refused.set(i, read.why);
    else if (read.value !== figure.value) this.#changes.set(i, read.value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), PAUSE);
  }

  /** @param {number} i */
  #back(i) {
    this.#list.put(i, this.#data.figures[i].value);
    this.#changes.delete(i);
    this.#refused.delete(i);
    this.#show();
    this.#list.focus(i);
  }

  #resetAll() {
    for (const i of [...this.#changes.keys(), ...this.#refused.keys()])
      this.#list.put(i, this.#data.figures[i].value);
    this.#changes.clear();
    this.#refused.clear();
    this.#show();
  }

  /** Takes the changes from the address, unless they are those that stand. */
  #readAddress() {
    const { figures } = this.#data;
    if (location.hash === this.#fragment) return this.#show();
    const { rules, changes, lost } = readFragment(location.hash, figures, (figure, text) => {
      const read = this.#wording.read(figure, text);
      return "value" in read ? read.value : null;
    });
    // An anchor of the page is no change.
    if (!rules && changes.size === 0) return this.#show();
    this.#resetAll();
    for (const [i, value] of changes) {
      this.#changes.set(i, value);
      this.#list.put(i, value);
    }
    this.#show();
    const here = rulesOf(/** @type {any} */ (this.#published.calculator));
    if (rules !== here || lost > 0) this.#say("other_rules");
  }

  get #fragment() {
    const rules = rulesOf(/** @type {any} */ (this.#published.calculator));
    return fragmentOf(rules, this.#data.figures, this.#changes);
  }

  /** @param {string} more a label to add to the line */
  #say(more) {
    const text = this.#status.textContent ?? "";
    this.#status.textContent = text + this.#wording.space + this.#wording.say(more);
  }

  /** Works out what the figures in the boxes do. */
  #show() {
    clearTimeout(this.#timer);
    const { figures } = this.#data;
    const wording = this.#wording;
    const found = conflicts(this.#published.calculator, figures, this.#changes);
    const whys = new Map(found.map(({ figure, problem }) => [figure, wording.problem(problem)]));
    for (const i of figures.keys())
      this.#list.mark(i, {
        differs: this.#changes.has(i),
        why: this.#refused.get(i) ?? whys.get(i) ?? "",
      });
    const count = this.#changes.size;
    const bad = this.#refused.size > 0 || whys.size > 0;
    this.#reset.disabled = count === 0 && this.#refused.size === 0;
    this.#root.classList.toggle("sandbox--none", count === 0 || bad);
    if (bad) this.#status.textContent = wording.say("bad");
    else if (count === 0) this.#status.textContent = wording.say("unchanged");
    else
      this.#status.textContent = wording.say(count === 1 ? "changed_one" : "changed", { n: count });
    this.#asked++;
    if (bad) this.#file.stop(wording.say("bad"));
    else this.#file.again();
    if (bad || count === 0) {
      for (const part of [this.#whose, this.#examples, this.#take])
        part.replaceChildren(h("p", { class: "quiet" }, wording.say(bad ? "bad" : "unchanged")));
      if (!bad) this.#write();
      return;
    }
    this.#write();
    this.#worker.postMessage({ changes: [...this.#changes], asked: this.#asked });
    this.#drawTake();
  }

  /** The address holds the changes; an anchor stays where there are none. */
  #write() {
    const fragment = this.#fragment;
    if (location.hash === fragment || (!fragment && !location.hash.includes("="))) return;
    history.replaceState(history.state, "", fragment || location.pathname + location.search);
  }

  /** @param {any} answer of the worker */
  #heard({ asked, edges, examples: broken }) {
    if (asked !== this.#asked) return;
    const wording = this.#wording;
    this.#whose.replaceChildren(whose(wording, edges, this.#shares()));
    const page = new URL(this.#data.page, ROOT).href;
    this.#examples.replaceChildren(...examples(wording, broken, this.#data.examples.length, page));
  }

  /** The instalments that are another share. */
  #shares() {
    const { instalments } = this.#after;
    return this.#published.calculator.instalments.flatMap(({ percent }, i) => {
      const { name, clause } = ruleName(this.#wording, ["instalments", i]);
      const after = instalments[i].percent;
      return after === percent ? [] : [{ title: name, clause, before: percent, after }];
    });
  }

  #drawTake() {
    const wording = this.#wording;
    const { figures, file, lines, unended } = this.#data;
    const edits = [...this.#changes].map(([i, value]) => ({
      line: figures[i].line,
      start: figures[i].start,
      end: figures[i].end,
      text: asTyped(figures[i], value),
    }));
    const patch = patchOf(file, lines, edits, unended);
    const url = URL.createObjectURL(new Blob([patch], { type: "text/x-diff" }));
    const save = h(
      "a",
      { class: "md-button", href: url, download: `${this.#root.dataset.scheme}.patch` },
      wording.say("save_patch"),
    );
    this.#taken.textContent = "";
    // What scrolls is the code within: who has no pointer scrolls it by keys.
    const patched = wording.say("patch");
    const code = h("code", { tabindex: "0", role: "region", "aria-label": patched }, patch);
    this.#take.replaceChildren(
      h(
        "p",
        { class: "sandbox__buttons" },
        this.#copier(wording.say("copy_link"), () => location.href),
        this.#copier(wording.say("copy_patch"), () => patch, code),
        save,
        this.#taken,
      ),
      h("p", { class: "quiet" }, wording.say("patch_help")),
      h("pre", { class: "sandbox__patch" }, code),
    );
  }

  /**
   * @param {string} words @param {() => string} content
   * @param {HTMLElement} [shown] it stands there
   */
  #copier(words, content, shown) {
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(content());
        this.#taken.textContent = this.#wording.say("copied");
      } catch {
        if (shown) getSelection()?.selectAllChildren(shown);
        this.#taken.textContent = this.#wording.say(shown ? "selected" : "in_address");
      }
    };
    return h("button", { type: "button", class: "md-button", onclick: copy }, words);
  }
}

async function begin() {
  const root = /** @type {HTMLElement} */ (document.querySelector(".sandbox"));
  const language = /^en/.test(document.documentElement.lang) ? "en" : "zh-Hant";
  const scheme = encodeURIComponent(root.dataset.scheme ?? "");
  try {
    const [published, data] = await Promise.all(
      ["screening", `sandbox.${language}`].map(async (name) => {
        const response = await fetch(new URL(`api/schemes/${scheme}/${name}.json`, ROOT));
        if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
        return response.json();
      }),
    );
    new Sandbox(root, published, data, language);
  } catch (error) {
    console.error(error);
    root.textContent = root.dataset.failed ?? "";
  }
}

begin();
