"""Embedding: framed pages, oEmbed, the code that others copy, and a guide that says what is so."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from markupsafe import escape

from generator.assets import assets
from generator.build import BuiltSite, build
from generator.content.catalogue import Catalogue
from generator.languages import LANGS, LANGUAGES, Lang
from generator.pages.embed import embed, snippets
from tests.conftest import DATA, ROOT

SITE = "https://portal.example/screen/"
CALCULATOR = ROOT / "generator/assets/calculator"
GUIDES = {"zh": ROOT / "docs/guide/embed.md", "en": ROOT / "docs/en/guide/embed.md"}

every_guide = pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)


class _Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def one(self, tag: str, **wanted: str) -> dict[str, str]:
        (found,) = (
            item
            for name, item in self.tags
            if name == tag and all(item.get(key) == value for key, value in wanted.items())
        )
        return found


@pytest.fixture(scope="module")
def result(catalogue: Catalogue) -> dict[str, str]:
    return embed(catalogue, SITE)


@pytest.fixture(scope="module")
def whole() -> BuiltSite:
    return build(DATA, SITE)


def test_a_frame_and_an_oembed_document_for_each_scheme_and_language(
    catalogue: Catalogue, result: dict[str, str]
) -> None:
    wanted = set()
    for scheme in catalogue.schemes():
        wanted |= {f"embed/{scheme.id}/index.html", f"en/embed/{scheme.id}/index.html"}
        wanted |= {f"oembed/{scheme.id}.zh-Hant.json", f"oembed/{scheme.id}.en.json"}
    assert set(result) == wanted


def test_a_frame_has_no_address_of_a_page(whole: BuiltSite) -> None:
    pages = {f"{page.address}index.html" for page in whole.pages}
    assert "embed/index.html" in pages
    assert not pages & whole.files.keys()


@pytest.mark.parametrize("lang", LANGS)
def test_the_framed_page(result: dict[str, str], lang: Lang) -> None:
    root = "" if lang == "zh" else "en/"
    name = f"{root}embed/virtual-production/index.html"
    page = _Tags(result[name])
    calculator = f"{SITE}{root}schemes/virtual-production/calculator/"
    html_lang = "zh-Hant" if lang == "zh" else "en"

    assert page.one("html") == {"lang": html_lang}
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.one("link", rel="canonical")["href"] == calculator
    oembed = page.one("link", rel="alternate")
    assert oembed["type"] == "application/json+oembed"
    assert oembed["href"] == f"{SITE}oembed/virtual-production.{html_lang}.json"
    fallback = page.one("a")
    assert urljoin(SITE + name, fallback["href"]) == calculator
    assert (fallback["target"], fallback["rel"]) == ("_blank", "noopener")
    element = page.one("subsidy-calculator")
    assert element == {"scheme": "virtual-production", "lang": html_lang}

    loaded = [item["src"] for tag, item in page.tags if tag == "script"]
    loaded.append(page.one("link", rel="stylesheet")["href"])
    assert {urljoin(SITE + name, item).removeprefix(SITE) for item in loaded} == {
        "assets/calculator/calculator.css",
        "assets/calculator/component.js",
        "assets/calculator/frame.js",
    }
    assert "<style" not in result[name]
    assert not re.search(r'<script(?![^>]* src=)| style="| on\w+="', result[name])


@pytest.mark.parametrize("lang", LANGS)
def test_the_oembed_document(catalogue: Catalogue, result: dict[str, str], lang: Lang) -> None:
    document = json.loads(result[f"oembed/virtual-production.{LANGUAGES[lang].tag}.json"])
    (snippet,) = (s for s in snippets(catalogue, SITE) if (s.form, s.lang) == ("frame", lang))
    assert document == {
        "version": "1.0",
        "type": "rich",
        "title": snippet.title,
        "provider_name": "臺中影視政策資料站" if lang == "zh" else "Taichung screen policy",
        "provider_url": SITE + ("" if lang == "zh" else "en/"),
        "html": snippet.html,
        "width": 640,
        "height": 640,
    }


def test_what_others_copy(catalogue: Catalogue, result: dict[str, str]) -> None:
    made_here = snippets(catalogue, SITE)
    assert {(s.form, s.lang) for s in made_here} == {
        (form, lang) for form in ("frame", "element") for lang in LANGS
    }
    for snippet in made_here:
        tags = _Tags(snippet.html)
        script = tags.one("script")["src"].removeprefix(SITE)
        stable = "assets/embed.js" if snippet.form == "frame" else script
        assert stable in assets()
        assert (script == stable) == (snippet.form == "element")
        if snippet.form == "frame":
            frame = tags.one("iframe")
            url = urlsplit(frame["src"])
            assert f"{url.path.removeprefix('/screen/')}index.html" in result
            assert url.query == "mode=whole&theme=auto&storage=off"
            assert frame["title"] == snippet.title
            assert (frame["loading"], frame["width"]) == ("lazy", "100%")
            assert "min-height" in frame["style"]
        else:
            element = tags.one("subsidy-calculator")
            assert element["lang"] == LANGUAGES[snippet.lang].tag
            written = (element["mode"], element["theme"], element["storage"])
            assert written == ("whole", "auto", "off")


def test_words_of_the_data_stay_words(data_copy: Path) -> None:
    interface = data_copy / "interface.yml"
    text = interface.read_text("utf-8")
    assert 'en: "Eligibility calculator: {scheme}"' in text
    title = '" onload="alert(1)" & {scheme}'
    text = text.replace('"Eligibility calculator: {scheme}"', json.dumps(title))
    interface.write_text(text, "utf-8")
    site = build(data_copy, SITE)
    title = title.replace("{scheme}", "Virtual-studio grant")

    (snippet,) = (s for s in snippets(site.catalogue, SITE) if (s.form, s.lang) == ("frame", "en"))
    frame = _Tags(snippet.html).one("iframe")
    assert frame["title"] == title
    assert "onload" not in frame
    page = _Tags(site.files["en/embed/virtual-production/index.html"])
    assert page.one("link", rel="alternate")["title"] == title
    (builder,) = (page for page in site.pages if page.address == "en/embed/")
    assert _Tags(builder.markdown).one("iframe")["title"] == title
    assert escape(snippet.html) in builder.markdown


def test_the_host_script_is_small() -> None:
    assert len(gzip.compress(assets()["assets/embed.js"], 9)) <= 1024


# --- the guide ------------------------------------------------------------------------


def _section(guide: Path, name: str) -> str:
    """The text below a heading with this anchor, up to the next of its kind."""
    text = guide.read_text("utf-8")
    found = re.search(rf"^##+ [^\n]*\{{#{name}\}}$(.*?)(?=^##|\Z)", text, re.M | re.S)
    assert found, name
    return found[1]


def _rows(section: str) -> set[str]:
    return set(re.findall(r"^\| `([\w-]+)` \|", section, re.M))


@every_guide
def test_the_guide_names_the_attributes(guide: Path) -> None:
    element = (CALCULATOR / "element.js").read_text("utf-8")
    styles = (CALCULATOR / "calculator.css").read_text("utf-8")
    (observed,) = re.findall(r"observedAttributes = \[(.*?)\]", element)
    known = set(re.findall(r'"(\w+)"', observed))
    known |= set(re.findall(r'this\.getAttribute\("(\w+)"\)', element))
    known |= set(re.findall(r":host\(\[(\w+)=", styles))
    assert _rows(_section(guide, "attributes")) == known


@every_guide
def test_the_guide_names_the_custom_properties(guide: Path) -> None:
    files = (file for file in CALCULATOR.rglob("*.css") if file.is_file())
    styles = "".join(file.read_text("utf-8") for file in files)
    known = set(re.findall(r"var\(\s*(--calculator-[\w-]+)", styles))
    assert _rows(_section(guide, "properties")) == known


@every_guide
def test_the_guide_names_the_events(guide: Path) -> None:
    known: set[str] = set()
    for name in ("element.js", "page.js"):
        known |= set(re.findall(r'\btell\("(\w+)"', (CALCULATOR / name).read_text("utf-8")))
    assert _rows(_section(guide, "events")) == known


@every_guide
def test_the_guide_names_the_parameters_and_messages_of_the_frame(guide: Path) -> None:
    frame = (CALCULATOR / "frame.js").read_text("utf-8")
    assert _rows(_section(guide, "frame")) == set(re.findall(r'wanted\.get\("(\w+)"\)', frame))
    output = set(re.findall(r'"subsidy-calculator:(\w+)"', _section(guide, "messages")))
    assert output == set(re.findall(r'NAME \+ "(\w+)"', frame))


@every_guide
def test_the_guide_shows_the_code_that_the_builder_makes(catalogue: Catalogue, guide: Path) -> None:
    lang = next(lang for lang, path in GUIDES.items() if path == guide)
    text = guide.read_text("utf-8")
    for snippet in snippets(catalogue, "https://screen-policy.example/"):
        assert (snippet.html in text) == (snippet.lang == lang), snippet.form


def _allowed(server: str, value: str) -> list[str]:
    """The patterns of addresses that a server's configuration gives a value."""
    return re.findall(rf'"~?(\^[^"]+)"\s+"?{re.escape(value)}', server)


@every_guide
def test_the_servers_allow_what_is_needed_and_no_more(guide: Path, whole: BuiltSite) -> None:
    section = _section(guide, "server")
    nginx, apache = re.findall(r"```(?:nginx|apache)\n(.*?)```", section, re.S)
    frames, loaded = _allowed(nginx, "frame-ancestors *"), _allowed(nginx, "*")
    assert frames == _allowed(apache, "FRAMED")
    assert loaded == _allowed(apache, "ANY_ORIGIN")
    (shared,) = _allowed(nginx, "cross-origin")
    isolated = re.compile(shared)
    assert _allowed(nginx, "require-corp") == frames

    (frame,), (load,) = map(re.compile, frames), map(re.compile, loaded)
    names = ("llms.txt", "changes.xml", "schemes/virtual-production/changes.xml")
    roots = [f"{folder}{name}" for folder in ("", "en/") for name in names]
    for name in (not_for_pages := {"robots.txt", *roots}):
        assert not frame.search(f"/{name}"), name
        assert not load.search(f"/{name}"), name
    for name in {*whole.files, *assets()} - not_for_pages:
        folder = name.removesuffix("index.html")
        assert bool(frame.search(f"/{folder}")) == name.endswith("/index.html"), name
        assert bool(load.search(f"/{name}")) != name.endswith("/index.html"), name
        assert isolated.search(f"/{folder}"), name
    for page in whole.pages:
        assert not frame.search(f"/{page.address}"), page.address
        assert not load.search(f"/{page.address}"), page.address
        assert not isolated.search(f"/{page.address}"), page.address
