/**
 * Lets the keyboard explore a graph that was drawn at build time: one record of it is in the tab
 * order, arrow keys go to the others, and what is joined to it stands out. Without this script
 * every record of the picture is a link, and the lists beside it say the same.
 */

/** Records of a graph by id: the link, its column, its middle, those joined to it. */
function read(picture) {
  const records = new Map();
  for (const link of picture.querySelectorAll("[data-node]")) {
    const box = link.querySelector("rect");
    const [top, height] = ["y", "height"].map((name) => Number(box.getAttribute(name)));
    const { node, column } = link.dataset;
    records.set(node, {
      link,
      column: Number(column),
      middle: top + height / 2,
      joined: new Map(),
    });
  }
  for (const line of picture.querySelectorAll("[data-a]")) {
    const { a, b } = line.dataset;
    records.get(a).joined.set(records.get(b), line);
    records.get(b).joined.set(records.get(a), line);
  }
  return [...records.values()].sort((a, b) => a.column - b.column || a.middle - b.middle);
}

/** Where a key leads from a record, or nothing. */
function target(key, from, records) {
  const column = records.filter((each) => each.column === from.column);
  const place = column.indexOf(from);
  if (key === "ArrowUp") return column[place - 1];
  if (key === "ArrowDown") return column[place + 1];
  if (key === "Home") return column[0];
  if (key === "End") return column.at(-1);
  const side = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const away = (each) =>
    Math.abs(each.column - from.column) * 1e6 + Math.abs(each.middle - from.middle);
  return (
    side &&
    [...from.joined.keys()]
      .filter((each) => Math.sign(each.column - from.column) === side)
      .sort((a, b) => away(a) - away(b))[0]
  );
}

function explore(picture, help, said) {
  const records = read(picture);
  let current = records.find(({ link }) => link.hasAttribute("aria-current")) ?? records[0];
  for (const { link } of records) link.setAttribute("tabindex", "-1");
  current.link.setAttribute("tabindex", "0");

  const show = (record, on) => {
    picture.classList.toggle("is-exploring", on);
    for (const [other, line] of record.joined)
      for (const part of [other.link, line]) part.classList.toggle("is-joined", on);
  };
  for (const record of records) {
    const { link, joined } = record;
    link.addEventListener("focus", () => {
      current.link.setAttribute("tabindex", "-1");
      link.setAttribute("tabindex", "0");
      current = record;
      show(record, true);
      const name = link.querySelector("title").textContent;
      said.textContent = help.dataset.said.replace("{name}", name).replace("{count}", joined.size);
    });
    link.addEventListener("blur", () => show(record, false));
    link.addEventListener("mouseenter", () => show(record, true));
    link.addEventListener("mouseleave", () => show(record, false));
    link.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = target(event.key, record, records);
      if (!next) return;
      event.preventDefault();
      next.link.focus();
      next.link.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }
  help.hidden = said.hidden = false;
}

const picture = document.querySelector(".picture--graph");
if (picture)
  explore(picture, document.querySelector(".graph-keys"), document.querySelector(".graph-said"));
