"""Style sheets made small say to a browser what they said before."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page

from generator.assets import FOLDER, minified
from generator.mkdocs_adapter.material import THEME

_SHEETS = sorted(path for folder in (FOLDER, THEME.folder) for path in folder.rglob("*.css"))
_RULES = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText);
}"""


# Where a value holds var(), a browser gives it back to the letter.
_NOTHING = re.compile(r"(?<=[,(/{])\s+|\s+(?=[,)/}])|(?<![\d.])0+(?=\.)")


def _rules(page: Page, text: str) -> list[str]:
    rules: list[str] = page.evaluate(_RULES, text)
    return [" ".join(_NOTHING.sub("", rule).split()) for rule in rules]


def test_a_browser_reads_the_same_rules(browser: Browser) -> None:
    page = browser.new_page()
    sheets = {path: path.read_text("utf-8") for path in _SHEETS if path.is_file()}
    assert len(sheets) > 10
    for path, text in sheets.items():
        rules = _rules(page, text)
        assert rules, path
        assert _rules(page, minified.style(text).decode()) == rules, path
    page.close()
