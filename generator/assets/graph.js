/**
 * Lets the keyboard explore a graph that was drawn at build time: one record of it is in the tab
 * order, arrow keys go to the others, and what is not joined to it steps back. Without this script
 * every record of the picture is a link, and the lists beside it say the same.
 */
import { target } from "./parts/directions.js";

/**
 * @typedef {object} Node a record of the graph
 * @property {SVGAElement} link
 * @property {number} column
 * @property {number} middle from the top
 * @property {Map<Node, Element>} joined the records to which lines lead, and the lines
 */

/** The records of a graph, column by column. @param {Element} picture @returns {Node[]} */
function read(picture) {
  /** @type {Map<string | undefined, Node>} */
  const records = new Map();
  const links = /** @type {NodeListOf<SVGAElement>} */ (picture.querySelectorAll("[data-node]"));
  for (const link of links) {
    const box = link.querySelector("rect");
    const [top, height] = ["y", "height"].map((name) => Number(box?.getAttribute(name)));
    const { node, column } = link.dataset;
    const middle = top + height / 2;
    records.set(node, { link, column: Number(column), middle, joined: new Map() });
  }
  const lines = /** @type {NodeListOf<SVGElement>} */ (picture.querySelectorAll("[data-a]"));
  for (const line of lines) {
    const [a, b] = [records.get(line.dataset.a), records.get(line.dataset.b)];
    if (!a || !b) continue;
    a.joined.set(b, line);
    b.joined.set(a, line);
  }
  return [...records.values()].sort((a, b) => a.column - b.column || a.middle - b.middle);
}

/**
 * @param {Element} picture @param {HTMLElement} help says how the keys work
 * @param {HTMLElement} status says at which record the reader is
 */
function explore(picture, help, status) {
  const records = read(picture);
  let current = records[0];
  for (const { link } of records) link.setAttribute("tabindex", "-1");
  current.link.setAttribute("tabindex", "0");

  const show = (/** @type {Node} */ record, /** @type {boolean} */ on) => {
    picture.classList.toggle("is-exploring", on);
    record.link.classList.toggle("is-current", on);
    for (const [other, line] of record.joined)
      for (const part of [other.link, line]) part.classList.toggle("is-joined", on);
  };
  const enter = (/** @type {Node} */ record) => {
    const { link, joined } = record;
    current.link.setAttribute("tabindex", "-1");
    link.setAttribute("tabindex", "0");
    current = record;
    show(record, true);
    const name = link.querySelector("title")?.textContent ?? "";
    const words = help.dataset.said ?? "";
    status.textContent = words.replace("{name}", name).replace("{count}", String(joined.size));
  };
  const press = (/** @type {KeyboardEvent} */ event, /** @type {Node} */ record) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = target(event.key, record, records);
    if (!next) return;
    event.preventDefault();
    next.link.focus();
    next.link.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  for (const record of records) {
    const { link } = record;
    link.addEventListener("focus", () => enter(record));
    link.addEventListener("blur", () => show(record, false));
    link.addEventListener("mouseenter", () => show(record, true));
    link.addEventListener("mouseleave", () => show(record, false));
    link.addEventListener("keydown", (event) => press(event, record));
  }
  help.hidden = false;
  status.hidden = false;
}

function start() {
  const picture = document.querySelector(".picture--graph");
  if (!picture) return;
  const help = /** @type {HTMLElement} */ (document.querySelector(".graph-keys"));
  const status = /** @type {HTMLElement} */ (document.querySelector(".graph-said"));
  explore(picture, help, status);
}

start();
