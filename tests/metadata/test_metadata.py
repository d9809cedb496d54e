"""What the site tells machines: structured data, the feed, llms.txt, cards."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from generator import kinds
from generator.build import BuiltSite, build, check
from generator.content.catalogue import Catalogue
from generator.diagnostics.codes import Code
from generator.kinds import key_of
from generator.languages import LANGS, Lang
from generator.metadata.json_ld import structured
from generator.metadata.rss import feed
from generator.metadata.social_cards import HEIGHT, WIDTH, Card, _fitted, draw, without_glyph
from generator.models.key import Key
from generator.site.page import Crumb, Page
from generator.warnings.every import warnings_of
from tests.conftest import edit
from tests.tools.schema_org import faults

URL = "https://example.org/"


def _graph(
    catalogue: Catalogue, *about: Key, lang: Lang = "en", trail: tuple[Crumb, ...] = ()
) -> list[dict[str, Any]]:
    data = json.loads(structured(catalogue, lang, URL, about, trail))
    assert data["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = data["@graph"]
    return graph


# --- structured data ----------------------------------------------------------


def test_the_check_finds_what_schema_org_does_not_know() -> None:
    place = {"@type": "Place", "name": "a"}
    bad = {"@type": "Event", "name": "a", "jobTitle": "b", "location": {"@type": "ListItem"}}
    assert list(faults(place)) == []
    assert list(faults(bad)) == ["Event has no jobTitle", "Event.location is no ListItem"]


@pytest.mark.parametrize("lang", LANGS)
def test_structured_data_is_in_the_words_of_schema_org(
    catalogue: Catalogue, pages: list[Page], lang: Lang
) -> None:
    types: set[str] = set()
    for page in pages:
        if page.lang != lang:
            continue
        for node in _graph(catalogue, *page.about, lang=lang, trail=page.trail):
            types.add(node["@type"])
            assert list(faults(node)) == [], page.address
    assert types >= {"GovernmentService", "MonetaryGrant", "Event", "Place", "Person"}
    assert types >= {"BreadcrumbList", "WebSite", "Organization", "FAQPage"}


def test_the_page_of_questions_is_one_of_questions_with_answers(
    catalogue: Catalogue, pages: list[Page]
) -> None:
    (page,) = (page for page in pages if page.address == "en/questions/")
    _, faq = _graph(catalogue, *page.about, trail=page.trail)
    assert (faq["@type"], faq["@id"]) == ("FAQPage", f"{URL}questions/")
    assert faq["url"] == f"{URL}en/questions/"
    assert len(faq["mainEntity"]) == len(catalogue.all(kinds.QUESTION))
    (official,) = (item for item in faq["mainEntity"] if item["@id"].endswith("#official"))
    assert official["@type"] == "Question"
    assert official["name"] == "Is this an official site?"
    assert official["acceptedAnswer"]["text"].startswith("No. ")


def test_a_scheme_is_a_service_and_a_grant(catalogue: Catalogue) -> None:
    _, service, grant = _graph(catalogue, key_of("scheme", "virtual-production"))
    assert service["@type"] == "GovernmentService"
    assert service["provider"]["@id"] == f"{URL}organisations/#bamid"
    assert service["termsOfService"] == f"{URL}en/schemes/virtual-production/rules/"
    assert grant["@type"] == "MonetaryGrant"
    # Point 4.1: the highest ceiling is that of a pilot.
    assert grant["amount"] == {"@type": "MonetaryAmount", "currency": "TWD", "maxValue": 8_000_000}


def test_a_visit_is_an_event_with_its_stops(catalogue: Catalogue) -> None:
    _, visit = _graph(catalogue, key_of("visit", "usa-2024"), lang="zh")
    assert (visit["startDate"], visit["endDate"]) == ("2024-07-22", "2024-07-31")
    assert len(visit["attendee"]) == 11
    ids = {stop["@id"] for stop in visit["subEvent"]}
    for stop in catalogue.within(kinds.STOP, key_of("visit", "usa-2024")):
        _, node = _graph(catalogue, stop.key)
        assert node["@id"] in ids
        assert node["superEvent"]["@id"] == visit["@id"]
        assert visit["startDate"] <= node["startDate"] <= node["endDate"] <= visit["endDate"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_event_says_when_and_where_also_within_another(
    catalogue: Catalogue, lang: Lang
) -> None:
    """What search engines ask of an event, or they call the page's markup invalid."""
    keys = [entry.key for kind in (kinds.VISIT, kinds.STOP) for entry in catalogue.all(kind)]
    events = list(_events([_graph(catalogue, key, lang=lang) for key in keys]))
    assert len(events) > 2 * len(keys)
    for event in events:
        for wanted in ("name", "startDate", "location"):
            assert event.get(wanted), (wanted, event)
        place = event["location"]
        assert place["name"], event
        assert place["address"]["addressLocality"], event
    _, stop = _graph(catalogue, key_of("stop", "usa-2024/academy-museum"), lang=lang)
    assert (
        stop["location"]["address"]["addressLocality"]
        == {
            "zh": "洛杉磯奧斯卡電影博物館",
            "en": "Academy Museum of Motion Pictures, Los Angeles",
        }[lang]
    )


def _events(node: Any) -> Iterator[dict[str, Any]]:
    """Every event of a graph, those within others too."""
    if isinstance(node, list):
        for part in node:
            yield from _events(part)
    elif isinstance(node, dict):
        if node.get("@type") in (kinds.VISIT.schema_type, kinds.STOP.schema_type):
            yield node
        yield from _events(list(node.values()))


def test_a_record_has_one_id_in_both_languages(catalogue: Catalogue) -> None:
    (_, zh), (_, en) = (_graph(catalogue, Key("person", "ang-lee"), lang=lang) for lang in LANGS)
    assert zh["@id"] == en["@id"] == f"{URL}people/#ang-lee"
    assert en["url"] == f"{URL}en/people/#ang-lee"
    assert (zh["name"], en["name"]) == ("李安", "Ang Lee")
    assert "李安" in en["alternateName"]


def test_breadcrumbs_lead_from_home(catalogue: Catalogue) -> None:
    trail = (Crumb("Home", "en/"), Crumb("Visits", "en/visits/"))
    (crumbs,) = _graph(catalogue, trail=trail)
    items = [(crumb["position"], crumb["item"]) for crumb in crumbs["itemListElement"]]
    assert items == [(1, f"{URL}en/"), (2, f"{URL}en/visits/")]


def test_structured_data_cannot_close_its_element(catalogue: Catalogue) -> None:
    text = structured(catalogue, "en", URL, (), (Crumb("</script><script>", "en/"),))
    assert "<" not in text
    (crumbs,) = json.loads(text)["@graph"]
    assert crumbs["itemListElement"][0]["name"] == "</script><script>"


# --- files at the root ----------------------------------------------------------


@pytest.fixture
def small_site(small: Path) -> BuiltSite:
    return build(small, URL)


def test_the_feed_is_rss_with_the_newest_first(small: Path) -> None:
    (small / "changes.yml").write_text(
        """entries:
  - {id: old, date: 2020-01-02, title: {zh: 甲, en: A}, text: {zh: 一。, en: One & 1 < 2.}}
  - {id: new, date: 2021-03-04, title: {zh: 乙, en: B}, text: {zh: 二。, en: Two.}}
""",
        encoding="utf-8",
    )
    catalogue = build(small, URL).catalogue
    root = ET.fromstring(feed(catalogue, "en", URL))
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = root.find("channel")
    assert channel is not None
    for name in ("title", "link", "description"):
        assert channel.findtext(name)
    own = channel.find("{http://www.w3.org/2005/Atom}link")
    assert own is not None
    assert own.get("href") == f"{URL}en/changes.xml"
    items = channel.findall("item")
    assert [item.findtext("guid") for item in items] == [
        f"{URL}en/changes/#new",
        f"{URL}en/changes/#old",
    ]
    assert items[1].findtext("description") == "One & 1 < 2."
    days = [parsedate_to_datetime(item.findtext("pubDate", "")).date() for item in items]
    assert days == [date(2021, 3, 4), date(2020, 1, 2)]


def test_every_change_of_the_feed_stands_on_the_page(small_site: BuiltSite) -> None:
    (page,) = (page for page in small_site.pages if page.address == "changes/")
    assert '<li id="first-edition">' in page.markdown
    assert "changes/#first-edition" in small_site.files["changes.xml"]


def test_robots_are_let_in_and_told_of_the_sitemap(small_site: BuiltSite) -> None:
    lines = small_site.files["robots.txt"].splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {URL}sitemap.xml"]


@pytest.mark.parametrize(("name", "lang"), [("llms.txt", "zh"), ("en/llms.txt", "en")])
def test_llms_txt_names_the_pages(small_site: BuiltSite, name: str, lang: Lang) -> None:
    text = small_site.files[name]
    title, summary = text.split("\n\n")[:2]
    assert title == f"# {small_site.catalogue.site.title[lang]}"
    assert summary.startswith("> ")
    links = set(re.findall(r"\]\((\S+?)\)", text))
    assert all(link.startswith(URL) for link in links)
    wanted = {page.address for page in small_site.pages if "policies/" in page.address}
    wanted = {address for address in wanted if address.startswith("en/") == (lang == "en")}
    assert {URL + address for address in wanted} <= links


# --- cards --------------------------------------------------------------------------


def _picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_no_title_leads_elsewhere_in_llms_txt(small: Path) -> None:
    edit(small / "policies/halls.yml", "en: Halls}", 'en: "a](https://evil.example/) [x\\\\"}')
    text = build(small, URL).files["en/llms.txt"]
    links = re.findall(r"(?<!\\)\]\(([^)]*)\)", text)
    assert links
    assert all(link.startswith(URL) for link in links)
    assert "- [a\\](https://evil.example/) \\[x\\\\](https://example.org/en/policies/" in text


def test_a_card_is_a_small_png_of_the_size_that_networks_ask_for() -> None:
    content = draw(Card("臺中影視政策資料站", "虛擬攝影棚補助", "補助"))
    picture = _picture(content)
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT)) == ("PNG", (1200, 630))
    assert len(content) < 40_000
    assert content == draw(Card("臺中影視政策資料站", "虛擬攝影棚補助", "補助"))


def test_a_card_has_its_words() -> None:
    empty = _picture(draw(Card("", "", ""))).tobytes()
    for card in (Card("站", "", ""), Card("", "題", ""), Card("", "", "處")):
        assert _picture(draw(card)).tobytes() != empty


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("試算", 88),
        ("影視製作運用虛擬攝影棚徵案要點", 88),
        ("Visit to sister and friendship cities in the United States", 72),
        ("臺中市政府赴美國進行姊妹市、友好城市交流及市政考察案出國報告", 72),
    ],
)
def test_a_title_has_room(title: str, size: int) -> None:
    found, lines = _fitted(title)
    assert found == size
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")


@pytest.mark.parametrize(
    "words",
    [
        "https://example.org/" + "a-very-long-address-without-a-break/" * 8,
        "x" * 400,
        "臺中市" * 60,
        "Bureau of a Great Many Names " * 12,
        "W" * 60,
    ],
    ids=["address", "letters", "Chinese", "words", "wide"],
)
def test_no_words_run_off_a_card(words: str) -> None:
    for card in (Card(words, "", ""), Card("", words, ""), Card("", "", words)):
        drawn, empty = _picture(draw(card)), _picture(draw(Card("", "", "")))
        box = ImageChops.difference(drawn.convert("RGB"), empty.convert("RGB")).getbbox()
        assert box is not None
        left, _, right, bottom = box
        assert left >= 80
        assert WIDTH - 300 <= right <= WIDTH - 80, box
        assert bottom <= HEIGHT - 12


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("Łódź, Győr, Žižkov, Český", []),
        ("臺中市 – café “x” …", []),
        ("🎬 Halls", ["🎬"]),
        ("한국 영화", ["한", "국", "영", "화"]),
        ("𠮷野家", ["𠮷"]),
    ],
)
def test_a_letter_that_no_card_shows_is_told(words: str, lost: list[str], small: Path) -> None:
    assert without_glyph(words) == lost
    edit(small / "policies/halls.yml", "en: Halls}", f'en: "{words} Halls"}}')
    found = [
        dict(warning.details)["letters"]
        for warning in warnings_of(*check(small), small)
        if warning.code is Code.LETTER_NOT_DRAWN
    ]
    assert found == ([" ".join(sorted(lost))] if lost else [])


def test_a_letter_with_a_mark_is_drawn_without_it_where_the_fonts_lack_it() -> None:
    assert draw(Card("Žižkov", "Łódź, Győr", "Český")) == draw(
        Card("Zizkov", "Lódz, Gyor", "Ceský")
    )
    assert draw(Card("", "é", "")) != draw(Card("", "e", ""))


def test_a_title_without_end_is_cut_between_words() -> None:
    _, lines = _fitted("word " * 200)
    assert len(lines) == 4
    assert lines[-1].endswith("word…")


def test_no_line_begins_with_a_mark_that_closes() -> None:
    _, lines = _fitted("「一二三四五六七八九十甲乙丙丁」、「一二三四五六七八九十」。")
    assert all(line[0] not in "」、。）" for line in lines)
