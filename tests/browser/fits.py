"""What reaches out of the window: at a width, or at every width that the site is made for."""

from __future__ import annotations

from playwright.sync_api import Page

WIDTHS = (320, 390, 768, 1440)

# Boxes that reach out of the window. Left out: what scrolls by itself, what waits outside the
# window to be called (drawer, search), the header's two titles of which one shows, and what
# nobody sees.
OUTSIDE = """() => {
  const apart = ".md-sidebar, .md-search, .md-overlay, .md-header__title, .md-skip";
  const found = [];
  const visit = (node) => {
    const style = getComputedStyle(node);
    if (style.display === "none" || style.visibility === "hidden") return;
    if (style.clipPath !== "none" || node.matches(apart)) return;
    const { left, right, width, height } = node.getBoundingClientRect();
    if (width > 1 && height > 1 && (right > innerWidth + 1 || left < -1))
      found.push(`${node.localName}.${node.className} from ${left} to ${right}`);
    if (["auto", "scroll"].includes(style.overflowX)) return;
    for (const child of [...(node.shadowRoot?.children ?? []), ...node.children]) visit(child);
  };
  visit(document.body);
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`the page scrolls by ${wide}`);
  return found.slice(0, 5);
}"""


def outside(page: Page, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """What reaches out of the window, at every width in pixels."""
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("width => innerWidth === width", arg=width)
        found += (f"at {width} pixels: {item}" for item in page.evaluate(OUTSIDE))
    return found
