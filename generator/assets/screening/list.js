/**
 * A long list of which only the rows in sight are on the page, each of the same height. The arrow
 * keys go from row to row.
 */
import { h } from "../parts/dom.js";

/** So many rows above and below those in sight are there, too. */
const BEYOND = 6;
/** More than this nobody prints. */
const MOST_PRINTED = 1000;

export class LongList {
  #draw;
  #head;
  #space = h("div", { class: "desk__space", role: "presentation" });
  #slice = h("div", { class: "desk__slice", role: "rowgroup" });
  /** The rows that are on the page, by their place in the list. @type {Map<number, HTMLElement>} */
  #drawn = new Map();
  /** @type {ArrayLike<number>} */
  #indices = [];
  /** In pixels, once a row was seen. */
  #height = 0;
  #printing = false;

  /**
   * @param {string} label @param {HTMLElement} head the row of headings
   * @param {(index: number) => HTMLElement} draw a row with a button in it
   */
  constructor(label, head, draw) {
    this.#draw = draw;
    this.#head = head;
    this.#space.append(this.#slice);
    this.scroller = h("div", { class: "desk__scroller", role: "presentation" }, this.#space);
    const heading = h("div", { role: "rowgroup" }, head);
    this.node = h("div", { class: "desk__list", role: "table", "aria-label": label });
    this.node.append(heading, this.scroller);
    this.scroller.addEventListener("scroll", () => this.#render(), { passive: true });
    this.node.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => {
      this.#height = 0;
      this.#render();
    }).observe(this.scroller);
    addEventListener("beforeprint", () => this.#print(true));
    addEventListener("afterprint", () => this.#print(false));
  }

  /** @param {ArrayLike<number>} indices */
  show(indices) {
    this.#indices = indices;
    this.node.setAttribute("aria-rowcount", String(indices.length + 1));
    this.#clear();
    this.scroller.scrollTop = 0;
    this.#render();
  }

  /** Draws anew what has changed. */
  refresh() {
    this.#clear();
    this.#render();
  }

  #clear() {
    this.#drawn.clear();
    this.#slice.replaceChildren();
  }

  /** @param {boolean} printing */
  #print(printing) {
    this.#printing = printing;
    this.node.classList.toggle("desk__list--printing", printing);
    this.#render();
  }

  #render() {
    const total = this.#indices.length;
    if (!this.#height) this.#measure();
    const height = this.#height || 1;
    const { scrollTop, clientHeight } = this.scroller;
    const first = this.#printing ? 0 : Math.max(0, Math.floor(scrollTop / height) - BEYOND);
    const seen = Math.ceil(clientHeight / height) + 2 * BEYOND;
    const end = Math.min(total, this.#printing ? MOST_PRINTED : first + seen);
    this.#space.style.height = this.#printing ? "" : `${total * height}px`;
    this.#slice.style.transform = this.#printing ? "" : `translateY(${first * height}px)`;
    for (const [place, row] of this.#drawn)
      if (place < first || place >= end) {
        // The row that has the focus hands it on to the list.
        if (row.contains(document.activeElement)) this.#focus(place < first ? first : end - 1);
        row.remove();
        this.#drawn.delete(place);
      }
    for (let place = first; place < end; place++) this.#row(place, first);
  }

  /** @param {number} place @param {number} first of those on the page */
  #row(place, first) {
    const there = this.#drawn.get(place);
    if (there) return there;
    const row = this.#draw(this.#indices[place]);
    // The headings are the first row.
    row.setAttribute("aria-rowindex", String(place + 2));
    this.#drawn.set(place, row);
    this.#slice.insertBefore(row, this.#slice.children[place - first] ?? null);
    return row;
  }

  #measure() {
    if (this.#indices.length === 0) return;
    const row = this.#drawn.values().next().value ?? this.#row(0, 0);
    this.#height = row.getBoundingClientRect().height;
    const bar = this.scroller.offsetWidth - this.scroller.clientWidth;
    this.#head.style.setProperty("--bar", `${bar}px`);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = [...this.#drawn].find(([, row]) => row.contains(document.activeElement))?.[0];
    if (step === undefined || at === undefined) return;
    event.preventDefault();
    this.go(at + step);
  }

  /** Brings a place of the list into sight and gives it the focus. @param {number} place */
  go(place) {
    if (place < 0 || place >= this.#indices.length) return;
    const { scrollTop, clientHeight } = this.scroller;
    const top = place * this.#height;
    if (top < scrollTop) this.scroller.scrollTop = top;
    else if (top + this.#height > scrollTop + clientHeight)
      this.scroller.scrollTop = top + this.#height - clientHeight;
    this.#render();
    this.#focus(place);
  }

  /** @param {number} place */
  #focus(place) {
    this.#drawn.get(place)?.querySelector("button")?.focus({ preventScroll: true });
  }
}
