"""The feeds of the versions of a scheme: which there are, from which day, and what they changed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime
from itertools import product

import pytest

from generator.build import BuiltSite, build
from generator.languages import LANGS, LANGUAGES, Lang
from generator.metadata.head import head
from tests.conftest import DATA
from tests.metadata.test_catalogues import URL, tree_data

TOLD = {
    "zh": "誰的結果不同了：2.1 長度；3 各組上限；3 上限；3 由哪一項上限決定金額\n"
    "條文：修改 2.1、3；新增 4",
    "en": "Whose result changes: 2.1 Length; 3 By category; 3 Limit; "
    "3 Which limit decides the amount\n"
    "Clauses: changed 2.1, 3; added 4",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BuiltSite]:
    folder = tmp_path_factory.mktemp("versions")
    return {"real": build(DATA, URL), "versions": build(tree_data("versions", folder), URL)}


@pytest.fixture(params=("real", "versions"))
def site(request: pytest.FixtureRequest, sites: dict[str, BuiltSite]) -> BuiltSite:
    return sites[request.param]


def test_a_feed_tells_each_version_of_a_scheme(site: BuiltSite) -> None:
    pages = {page.address for page in site.pages}
    for scheme, lang in product(site.catalogue.schemes(), LANGS):
        name = f"{LANGUAGES[lang].prefix}schemes/{scheme.base}/changes.xml"
        channel = ET.fromstring(site.files[name]).find("channel")
        assert channel is not None
        items = channel.findall("item")
        versions = [view.model.version for view in scheme.all_versions]
        assert len(items) == len(versions)
        for item, version in zip(items, reversed(versions), strict=True):
            assert f" {version}" in item.findtext("title", "")
            assert item.findtext("link", "").removeprefix(URL) in pages
        assert len({item.findtext("guid") for item in items}) == len(items)
        own = channel.find("{http://www.w3.org/2005/Atom}link")
        assert own is not None
        assert own.get("href") == URL + name


def test_a_version_bears_the_day_that_is_known(sites: dict[str, BuiltSite]) -> None:
    """From which it is in force, or on which it was compared with its source; none to come."""
    days = {
        item.findtext("guid", "").split("/")[-2]: item.findtext("pubDate")
        for item in _items(sites["versions"], "schemes/grant/changes.xml")
    }
    assert days == {
        "2099-01-01": None,
        "2024-01-01": "Mon, 01 Jan 2024 00:00:00 +0800",
        "2020-01-01": "Wed, 01 Jan 2020 00:00:00 +0800",
        "undated": None,
    }
    (scheme,) = sites["real"].catalogue.schemes()
    (only,) = _items(sites["real"], f"schemes/{scheme.base}/changes.xml")
    day = scheme.first or scheme.model.reviewed_on
    published = only.findtext("pubDate")
    assert (published and parsedate_to_datetime(published).date()) == day


@pytest.mark.parametrize("lang", LANGS)
def test_a_later_version_tells_what_it_changed(sites: dict[str, BuiltSite], lang: Lang) -> None:
    site = sites["versions"]
    words = {
        item.findtext("guid", "").split("/")[-2]: item.findtext("description", "")
        for item in _items(site, f"{LANGUAGES[lang].prefix}schemes/grant/changes.xml")
    }
    assert words["2024-01-01"] == TOLD[lang]
    assert words["undated"] == {"zh": "給電影的補助。", "en": "A grant for films."}[lang]
    # The page on the changes tells of the same rules, by the same words.
    (page,) = (
        p
        for p in site.pages
        if p.address.endswith("grant/versions/changes/2020-01-01/2024-01-01/") and p.lang == lang
    )
    for rule in re.findall(r"[\d.]+ ([^；;\n]+)", words["2024-01-01"].splitlines()[0]):
        assert rule in page.markdown


def _items(site: BuiltSite, name: str) -> list[ET.Element]:
    return ET.fromstring(site.files[name]).findall("channel/item")


def test_the_pages_of_a_scheme_lead_to_its_feed(site: BuiltSite) -> None:
    for page in site.pages:
        files = [feed.file for feed in head(site.catalogue, page, URL).feeds]
        own = re.match(r"((?:en/)?schemes/[^/]+/)", page.address)
        prefix = LANGUAGES[page.lang].prefix
        assert files == [f"{prefix}changes.xml", *([f"{own[1]}changes.xml"] if own else [])]
        assert set(files) <= site.files.keys()
