/** Every page: the size of its text, chosen at its end and kept on this device. */

const KEPT = "text-size";
const choice = document.querySelector(".text-size");
const buttons = choice.querySelectorAll("button");

/** @param {string} size */
function show(size) {
  document.documentElement.dataset.textSize = size;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.size === size));
}

choice.addEventListener("click", ({ target }) => {
  const { size } = target.dataset;
  if (!size) return;
  show(size);
  try {
    localStorage.setItem(KEPT, size);
  } catch {
    // Where nothing may be kept, the choice lasts as long as the page.
  }
});

let kept = null;
try {
  kept = localStorage.getItem(KEPT);
} catch {
  // As above.
}
if ([...buttons].some((button) => button.dataset.size === kept)) show(kept);
choice.hidden = false;
