/**
 * The page of the pre-screening desk: takes a file, or cells that are pasted. All else comes with
 * the first of them; nothing leaves the computer.
 */

/** @import { Source } from "./files.js" */

const root = /** @type {HTMLElement} */ (document.querySelector(".desk"));
const drop = /** @type {HTMLElement} */ (root.querySelector(".desk__drop"));
const input = /** @type {HTMLInputElement} */ (root.querySelector("input[type=file]"));

/** @type {Promise<import("./desk.js").Desk> | null} */
let desk = null;

async function load() {
  const { Desk } = await import("./desk.js");
  return new Desk(root);
}

/** @param {Source} source */
async function open(source) {
  desk ??= load();
  (await desk).open(source);
}

input.addEventListener("change", () => {
  const [file] = input.files ?? [];
  if (file) open({ file });
  // The same file once more, after a change in it, is a change.
  input.value = "";
});

for (const button of root.querySelectorAll("button[data-template]"))
  button.addEventListener("click", async () => {
    desk ??= load();
    const { template } = /** @type {HTMLElement} */ (button).dataset;
    (await desk).template(template === "xlsx" ? "xlsx" : "csv");
  });

const carriesFile = (/** @type {DragEvent} */ event) =>
  event.dataTransfer?.types.includes("Files") ?? false;

// Anywhere on the page: a file that misses the box would take the page's place.
addEventListener("dragover", (event) => {
  if (!carriesFile(event)) return;
  event.preventDefault();
  drop.classList.add("desk__drop--over");
});
addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) drop.classList.remove("desk__drop--over");
});
addEventListener("drop", (event) => {
  if (!carriesFile(event)) return;
  event.preventDefault();
  drop.classList.remove("desk__drop--over");
  const [file] = event.dataTransfer?.files ?? [];
  if (file) open({ file });
});
addEventListener("paste", (event) => {
  const at = /** @type {Element | null} */ (event.target);
  if (at?.closest?.("input, textarea")) return;
  const [file] = event.clipboardData?.files ?? [];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (file && !text) open({ file });
  else if (text.trim()) open({ text });
});

root.hidden = false;
