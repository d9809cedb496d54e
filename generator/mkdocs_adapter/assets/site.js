/**
 * Material's own script, in every page: loaded when the page has been shown.
 */

/**
 * The theme's script is a third of what a page loads: it waits until all is there, or the reader
 * acts.
 */
function startTheme() {
  const load = () => {
    const waiting = /** @type {NodeListOf<HTMLScriptElement>} */ (
      document.querySelectorAll("script[data-src]")
    );
    for (const placeholder of waiting) {
      const script = document.createElement("script");
      script.src = placeholder.dataset.src ?? "";
      // It waits for the document, which has long been there.
      script.onload = () => window.document$.next(document);
      placeholder.replaceWith(script);
    }
  };
  for (const event of ["load", "pointerdown", "keydown"])
    addEventListener(event, load, { once: true });
  if (document.readyState === "complete") load();
}

startTheme();
