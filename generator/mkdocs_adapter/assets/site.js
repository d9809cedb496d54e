/**
 * Material's own script, in every page: loaded when the page has been shown.
 */

/** The theme's script is a third of what a page loads: it waits until all is there, or the reader acts. */
function loadTheme() {
  for (const waiting of document.querySelectorAll("script[data-src]")) {
    const script = document.createElement("script");
    script.src = waiting.dataset.src;
    // It waits for the document, which has long been there.
    script.onload = () => window.document$.next(document);
    waiting.replaceWith(script);
  }
}
for (const event of ["load", "pointerdown", "keydown"]) addEventListener(event, loadTheme, { once: true });
if (document.readyState === "complete") loadTheme();
