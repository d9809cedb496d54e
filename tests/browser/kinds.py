"""Every kind of page in both languages, and how a test gets to one."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

Lang = Literal["zh", "en"]

LANGS: tuple[Lang, ...] = ("zh", "en")
HTML_LANG: dict[Lang, str] = {"zh": "zh-Hant", "en": "en"}
ROOTS = {"zh": "", "en": "en/"}
CALCULATOR = "schemes/virtual-production/calculator/"
RULES = "schemes/virtual-production/rules/"
NOT_FOUND = "404.html"

KINDS = {
    "home": "",
    "scheme": "schemes/virtual-production/",
    "rules": RULES,
    "documents": "schemes/virtual-production/documents/",
    "examples": "schemes/virtual-production/examples/",
    "coverage": "schemes/virtual-production/coverage/",
    "calculator": CALCULATOR,
    "grantees": "schemes/virtual-production/after-approval/",
    "screening": "schemes/virtual-production/screening/",
    "visits": "visits/",
    "visit": "visits/usa-2024/",
    "stop": "visits/usa-2024/stops/mopop/",
    "stop-library": "visits/usa-2024/stops/seattle-central-library/",
    "findings": "visits/usa-2024/findings/",
    "finding": "visits/usa-2024/findings/city-diplomacy/",
    "recommendations": "recommendations/",
    "policies": "policies/",
    "policy": "policies/convention-centre/",
    "commentary": "commentary/korea-screen-industry/",
    "graph": "graph/",
    "people": "people/",
    "organisations": "organisations/",
    "places": "places/",
    "glossary": "glossary/",
    "search": "search/",
    "sources": "sources/",
    "notes": "notes/",
    "translations": "translations/",
    "changes": "changes/",
    "about": "about/",
    "data": "data/",
    "guide": "guide/",
    "vocabulary": "guide/vocabulary/",
    "release": "guide/release/",
    "embed": "embed/",
    "sitemap": "sitemap/",
    "accessibility": "accessibility/",
    "embed-guide": "guide/embed/",
    "architecture": "architecture/",
}

both_languages = pytest.mark.parametrize("lang", LANGS)

every_page = pytest.mark.parametrize(
    "path",
    [
        *(
            pytest.param(ROOTS[lang] + path, id=f"{kind}-{lang}")
            for kind, path in KINDS.items()
            for lang in LANGS
        ),
        pytest.param(NOT_FOUND, id="404"),
    ],
)


def open_page(page: Page, path: str) -> None:
    """Opens a page and waits until it stands: its scripts have run, each component too."""
    page.goto(path)
    page.wait_for_function("window.document$ && new Promise((done) => document$.subscribe(done))")
    if "/calculator/" in path:
        expect(page.locator("subsidy-calculator .calculator")).to_be_visible()
    if "/after-approval/" in path:
        expect(page.locator("subsidy-calculator ol.payments")).to_be_visible()
