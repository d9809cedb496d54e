/** The page that makes the HTML for another site: shows the code and the preview that the form asks for, and copies the code. */
const form = document.querySelector(".embed-builder");
const preview = document.querySelector(".embed-preview");
const copying = document.querySelector(".embed-copy");
const status = copying.querySelector("[role=status]");
const codes = [...document.querySelectorAll(".embed-code")].map((block) => ({
  block,
  html: block.textContent,
}));

/** The block of code that shows. */
let shown = codes[0].block;

function show() {
  const wanted = { storage: "off", ...Object.fromEntries(new FormData(form)) };
  for (const { block, html } of codes) {
    block.hidden = !["form", "scheme", "lang"].every(
      (name) => block.dataset[name] === wanted[name],
    );
    if (block.hidden) continue;
    shown = block;
    // In an address there are no quotation marks, in an attribute there are.
    const set = (text, name, before) =>
      text.replace(new RegExp(`( ${name}="|[?;]${name}=)${before}`), "$1" + wanted[name]);
    block.firstElementChild.textContent = set(set(html, "theme", "auto"), "storage", "off");
    const src = new URL(
      `${block.dataset.frame}?theme=${wanted.theme}&storage=${wanted.storage}`,
      location.href,
    ).href;
    if (preview.src !== src) preview.src = src;
    preview.title = block.dataset.title;
  }
  status.textContent = "";
}

async function copy() {
  try {
    await navigator.clipboard.writeText(shown.textContent);
    status.textContent = status.dataset.copied;
  } catch {
    getSelection().selectAllChildren(shown);
    status.textContent = status.dataset.selected;
  }
}

form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
copying.firstElementChild.addEventListener("click", copy);
form.hidden = copying.hidden = false;
show();
