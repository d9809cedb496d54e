/**
 * What shows on paper before all else. It is put together when the browser prints, and taken away
 * again: on the screen nothing of it is there, and answering costs nothing more. What draws the
 * code is loaded when the result is in sight or somebody is about to print.
 */
import { h } from "../parts/dom.js";
import { any } from "./answers.js";
import { sheet } from "./sheet.js";
import { RESULT } from "./wording.js";

/**
 * @import { Session } from "./session.js"
 * @import { View } from "./verdict.js"
 *
 * @typedef {object} Ready what has to be there before printing begins, which waits for nothing
 * @property {typeof import("./qr.js")} library
 * @property {typeof import("./links.js")} links
 * @property {string} address the one that a link for others opens
 */

/** Keys that are held down to print. */
const HELD = ["Control", "Meta"];

export class Paper {
  node = h("div", { class: "paper" });
  #view;
  #session;
  /** @type {Promise<void> | null} */
  #loading = null;
  /** @type {Ready | null} */
  #ready = null;

  /** @param {() => View} view what the result is shown from, as of now @param {Session} session */
  constructor(view, session) {
    this.#view = view;
    this.#session = session;
    const soon = (/** @type {KeyboardEvent} */ { key }) => {
      if (!HELD.includes(key)) return;
      removeEventListener("keydown", soon);
      this.prepare();
    };
    addEventListener("keydown", soon);
  }

  /** Loads what the sheet needs once something is in sight. @param {Element} element */
  prepareAtSightOf(element) {
    // What has come and gone meanwhile is told at once.
    const sight = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      sight.disconnect();
      this.prepare();
    });
    sight.observe(element);
  }

  /** Loads what the sheet needs; without it, the sheet says so. */
  prepare() {
    const session = this.#session;
    this.#loading ??= Promise.all([import("./qr.js"), import("./links.js"), session.link()]).then(
      ([library, links, address]) => {
        this.#ready = { library, links, address };
      },
      (error) => {
        console.error(error);
        this.#loading = null;
      },
    );
    return this.#loading;
  }

  /** Puts the sheet there until printing is over, and tells the page around by an attribute. */
  fill() {
    this.prepare();
    const { host } = /** @type {ShadowRoot} */ (this.node.getRootNode());
    this.node.replaceChildren(sheet(this.#view(), { link: this.#link() }));
    host.toggleAttribute("data-sheet", true);
    const empty = () => {
      this.node.replaceChildren();
      host.removeAttribute("data-sheet");
    };
    addEventListener("afterprint", empty, { once: true });
  }

  #link() {
    const { wording, facts, result } = this.#view();
    const { calculator, page = "" } = wording.data;
    const address = new URL(this.#ready?.address ?? new URL(page, wording.root));
    address.hash = "";
    const link = new URL(address);
    if (this.#ready && any(facts))
      link.hash = this.#ready.links.writeLink(calculator, wording.rules, facts, result, RESULT);
    return { page: address.href, answers: link.href, library: this.#ready?.library ?? null };
  }
}
