/**
 * The theme, in every page: the buttons of the menu and the search, the place in the contents, and
 * Material's own script, loaded when the page has been shown.
 */

/**
 * The theme's script is a third of what a page loads: it waits until all is there, or the reader
 * acts. It would fetch a sitemap beside each alternate of the page: it does not see them.
 */
function startTheme() {
  const load = () => {
    const waiting = /** @type {NodeListOf<HTMLScriptElement>} */ (
      document.querySelectorAll("script[data-src]")
    );
    for (const placeholder of waiting) {
      const script = document.createElement("script");
      script.src = placeholder.dataset.src ?? "";
      script.onload = () => {
        /** @type {NodeListOf<HTMLLinkElement>} */
        const alternates = document.querySelectorAll("link[rel=alternate]");
        for (const link of alternates) link.rel = "";
        // It waits for the document, which has long been there.
        window.document$.next(document);
        for (const link of alternates) link.rel = "alternate";
      };
      placeholder.replaceWith(script);
    }
  };
  for (const event of ["load", "pointerdown", "keydown"])
    addEventListener(event, load, { once: true });
  if (document.readyState === "complete") load();
}

/**
 * Material keeps in a hidden box whether its menu or its search is open. A button opens it, another
 * or Escape closes it; the focus goes in and comes back.
 * @param {"drawer" | "search"} name @param {string} inside what has the focus first
 * @param {(open: boolean) => void} [also]
 */
function startPanel(name, inside, also = () => {}) {
  const one = (/** @type {string} */ selector) =>
    /** @type {HTMLElement | null} */ (document.querySelector(selector));
  const box = /** @type {HTMLInputElement} */ (one(`[data-md-toggle="${name}"]`));
  const button = one(`[data-opens="${name}"]`);
  const panel = document.getElementById(button?.getAttribute("aria-controls") ?? "");
  if (!button || !panel) return;
  const turn = (/** @type {boolean} */ open) => {
    if (box.checked !== open) box.click();
  };
  box.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(box.checked));
    also(box.checked);
    if (box.checked) one(inside)?.focus();
    else if (panel.contains(document.activeElement)) button.focus();
  });
  button.addEventListener("click", () => turn(!box.checked));
  one(`[data-closes="${name}"]`)?.addEventListener("click", () => turn(false));
  panel.addEventListener("keydown", ({ key }) => {
    // Tab leaves the search, as Material has it: on from its button.
    if (key === "Escape" || (key === "Tab" && name === "search")) turn(false);
  });
  if (name === "drawer")
    matchMedia("(min-width: 76.25em)").addEventListener("change", () => turn(false));
}

/** While the menu is open, nothing else can be reached. @param {boolean} open */
function holdInMenu(open) {
  let node = document.getElementById("menu");
  for (; node?.parentElement && node !== document.body; node = node.parentElement)
    for (const other of node.parentElement.children)
      if (other !== node && !other.matches("script, .md-overlay, .md-toggle"))
        other.toggleAttribute("inert", open);
}

/** Pixels below the place where a heading stands after a jump: it counts as reached there. */
const REACHED = 24;

/**
 * The contents mark where one is: at the heading that was jumped to, also where the page is too
 * short to bring it up, and after that at the last one that has been reached.
 */
function startContents() {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".contents a")]);
  if (!links.length) return;
  const anchors = links.map((link) => decodeURIComponent(link.hash.slice(1)));
  const headings = anchors.map((anchor) => document.getElementById(anchor));
  const frame = /** @type {HTMLElement} */ (links[0].closest(".md-sidebar__scrollwrap"));
  let jumped = -1;
  let at = -1;
  let marked = -1;

  function mark() {
    if (scrollY !== at) jumped = -1;
    const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + REACHED;
    const reached = headings.filter((one) => one && one.getBoundingClientRect().top < line);
    const now = jumped < 0 ? reached.length - 1 : jumped;
    if (now === marked) return;
    links[marked]?.removeAttribute("aria-current");
    links[now]?.setAttribute("aria-current", "location");
    marked = now;
    if (now >= 0) frame.scrollTop = links[now].offsetTop - frame.clientHeight / 2;
  }

  function jump() {
    jumped = anchors.indexOf(decodeURIComponent(location.hash.slice(1)));
    at = scrollY;
    mark();
  }

  let waiting = 0;
  addEventListener("scroll", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(mark);
  });
  addEventListener("hashchange", jump);
  jump();
}

/**
 * The theme marks the words of a search where the address has them (`?h=`), and between any two
 * letters where it has nothing but signs that it leaves out.
 */
function dropEmptySearch() {
  const address = new URL(location.href);
  if (/[^\s*+\-:~^]/.test(address.searchParams.get("h") ?? "word")) return;
  address.searchParams.delete("h");
  history.replaceState(history.state, "", address);
}

dropEmptySearch();
startTheme();
startContents();
startPanel("drawer", ".menu__close", holdInMenu);
startPanel("search", ".md-search__input");
