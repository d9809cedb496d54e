"""Addresses of records and links between pages."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds import key_of
from generator.models.key import Key
from generator.site.routes import address, addresses, page, relative

_SEGMENT = st.text("abcxyz0189-", min_size=1, max_size=4)
_PAGE = st.lists(_SEGMENT, max_size=5).map(lambda parts: "".join(f"{p}/" for p in parts))
_ANCHOR = st.one_of(st.just(""), _SEGMENT.map("#{}".format), st.just("#3.2.1"))


@given(_PAGE, _PAGE, _ANCHOR)
def test_a_relative_link_leads_where_it_should(target: str, here: str, anchor: str) -> None:
    site = "https://example.org/deep/site/"
    link = relative(target + anchor, here)
    assert urljoin(site + here, link) == site + target + anchor
    assert not link.startswith("/")


@given(_PAGE, _PAGE, _SEGMENT)
def test_a_relative_link_to_a_file(folder: str, here: str, name: str) -> None:
    site = "https://example.org/"
    assert urljoin(site + here, relative(f"{folder}{name}.js", here)) == f"{site}{folder}{name}.js"


def test_a_link_on_the_same_page_is_its_anchor() -> None:
    assert relative("people/#jane", "people/") == "#jane"
    assert relative("#top", "") == "#top"


@pytest.mark.parametrize(
    ("key", "zh"),
    [
        (key_of("scheme", "grant"), "schemes/grant/"),
        (key_of("provision", "grant/3.2.1.1"), "schemes/grant/rules/#3.2.1.1"),
        (key_of("stop", "usa-2024/mopop"), "visits/usa-2024/stops/mopop/"),
        (key_of("finding", "usa-2024/ai"), "visits/usa-2024/findings/ai/"),
        (key_of("policy", "investment"), "policies/investment/"),
        (key_of("person", "jane-doe"), "people/#jane-doe"),
        (key_of("term", "grant"), "glossary/#grant"),
    ],
)
def test_where_a_record_is(key: Key, zh: str) -> None:
    assert addresses(key) == {"zh": zh, "en": f"en/{zh}"}
    assert address(key, "en") == f"en/{zh}"


def test_home() -> None:
    assert (page("", "zh"), page("", "en")) == ("", "en/")
