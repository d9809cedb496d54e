"""The address that is copied of a clause leads to the same words for good."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest

from generator.authoring.new_version import new_version
from generator.build import BuiltSite, build
from generator.languages import LANGS, Lang
from generator.site.page import Page
from generator.site.routes import page as address_of
from tests.conftest import edit

BEFORE, AFTER = date(2026, 6, 1), date(2027, 6, 1)
NEXT = date(2027, 1, 1)


def _pages(site: BuiltSite) -> dict[str, Page]:
    return {page.address: page for page in site.pages}


def _permanent(page: Page) -> str:
    """The address, from the root, that the page's script copies."""
    (found,) = re.findall(r'data-permanent="([^"]*)"', page.markdown)
    return str(urljoin(f"/{page.address}", found)).removeprefix("/")


def _clause(page: Page) -> str:
    found = re.search('<section [^>]*aria-labelledby="1">.*?</section>', page.markdown, re.DOTALL)
    assert found is not None
    return str(found[0])


@pytest.mark.parametrize("lang", LANGS)
def test_a_copied_address_leads_to_the_words_that_were_read(small: Path, lang: Lang) -> None:
    rules = address_of("schemes/grant/rules/", lang)
    site = build(small, day=BEFORE)
    old = _pages(site)
    copied, words = _permanent(old[rules]), _clause(old[rules])
    assert old[copied].leads_to == rules
    (scheme,) = site.catalogue.schemes()
    clause = new_version(scheme, NEXT, small) / "provisions/1.yml"
    edit(clause, "第 1 條的內容, en: What clause 1 says", "改過的內容, en: What it says now")
    new = _pages(build(small, day=AFTER))
    assert new[copied].leads_to is None
    written = re.compile("第 1 條的內容|What clause 1 says")
    assert written.findall(words) == written.findall(_clause(new[copied])) != []
    assert not written.search(_clause(new[rules]))


@pytest.mark.parametrize("day", [date(2016, 1, 1), date(2021, 1, 1), date(2026, 1, 1)])
def test_every_page_of_rules_has_an_address_that_is_there(versions: Path, day: date) -> None:
    pages = _pages(build(versions, day=day))
    rules = [page for page in pages.values() if page.name in ("rules", "version_rules")]
    assert len({_permanent(page) for page in rules}) == len(rules) == 4 * len(LANGS)
    for page in rules:
        shown = pages[_permanent(page)]
        assert shown.lang == page.lang
        assert page.address in (shown.address, shown.leads_to)
