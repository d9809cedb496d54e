/**
 * The page that makes the HTML for another site: shows the code and the preview that the form
 * asks for, and copies the code.
 */
import { withOptions } from "./parts/embed-code.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector(".embed-builder"));
const preview = /** @type {HTMLIFrameElement} */ (document.querySelector(".embed-preview"));
const modes = /** @type {HTMLFieldSetElement} */ (form.querySelector(".embed-builder__mode"));
const copying = /** @type {HTMLElement} */ (document.querySelector(".embed-copy"));
const status = /** @type {HTMLElement} */ (copying.querySelector("[role=status]"));
const blocks = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".embed-code"));
const codes = Array.from(blocks, (block) => ({ block, html: block.textContent ?? "" }));

/** The block of code that shows. */
let shown = codes[0].block;

/** Offers the first amount alone where the scheme has questions for it. */
function offer() {
  const scheme = /** @type {HTMLSelectElement} */ (form.elements.namedItem("scheme"));
  const whole = /** @type {HTMLInputElement} */ (form.querySelector("[value=whole]"));
  const quick = scheme.selectedOptions[0]?.dataset.quick !== undefined;
  modes.hidden = !quick;
  if (!quick) whole.checked = true;
}

function show() {
  offer();
  const fields = new FormData(form);
  const field = (/** @type {string} */ name) => String(fields.get(name) ?? "");
  const options = {
    mode: field("mode"),
    theme: field("theme"),
    storage: field("storage") || "off",
  };
  for (const { block, html } of codes) {
    block.hidden = ["form", "scheme", "lang"].some((name) => block.dataset[name] !== field(name));
    if (block.hidden) continue;
    shown = block;
    if (block.firstElementChild) block.firstElementChild.textContent = withOptions(html, options);
    const query = `?${new URLSearchParams(options)}`;
    const src = new URL(block.dataset.frame + query, location.href).href;
    if (preview.src !== src) preview.src = src;
    preview.title = block.dataset.title ?? "";
  }
  status.textContent = "";
}

async function copy() {
  try {
    await navigator.clipboard.writeText(shown.textContent ?? "");
    status.textContent = status.dataset.copied ?? "";
  } catch {
    getSelection()?.selectAllChildren(shown);
    status.textContent = status.dataset.selected ?? "";
  }
}

form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
copying.firstElementChild?.addEventListener("click", copy);
form.hidden = false;
copying.hidden = false;
show();
