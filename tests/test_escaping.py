"""Whatever is typed into the data or at the head of a page comes out as the text that it is.

The site is built twice, with something put before every text there is: once with characters
of HTML, once with harmless ones in their places. With these exchanged again the two sites
must be the same, tag by tag, attribute by attribute and text by text.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from urllib.parse import unquote, unquote_plus
from urllib.request import urlopen

import pytest
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from pydantic import BaseModel

from generator.content.load import load
from generator.content.validate import validate
from generator.kinds import KINDS
from generator.languages import LANGS
from generator.metadata.social_cards import Cards, Picture
from generator.mkdocs_adapter.preview import Preview
from generator.models.base import Record, Text
from tests.browser.preview import previewing
from tests.conftest import DATA, SINGLE, SMALL, VERSIONS, Run, make_project, single_site
from tests.tools.hostile import ARMED, DISARMED, HOSTILE, HOSTILE_NAME, put_before_every_text

_BY_HASH = "/api/by-hash"


class _Parts(HTMLParser):
    """The tags, attributes and texts of a page in their order.

    Of a picture, whose lines break where the words are too wide, only what they are.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[tuple[Any, ...]] = []
        self.picture = 0
        self.json = self.code = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.picture += tag == "svg"
        self.json = tag == "script" and "json" in (dict(attrs).get("type") or "")
        self.code |= tag == "code"
        read = [(name, _address(value or "") if name == "href" else value) for name, value in attrs]
        self.parts.append((tag, [name for name, _ in attrs] if self.picture else read))

    def handle_endtag(self, tag: str) -> None:
        self.picture -= tag == "svg"
        self.json = False
        self.code &= tag != "code"
        self.parts.append(("/", tag))

    def handle_data(self, data: str) -> None:
        if self.json:
            self.parts.append(("", _decoded(json.loads(data))))
        else:  # code is HTML that other sites take over: its attributes are what they hold
            self.parts.append(("", unescape(data) if self.code else data))

    def handle_comment(self, data: str) -> None:
        self.parts.append(("!", data))


def _address(href: str) -> str:
    """An address without the hash of the rules, and with its words as they were typed."""
    return re.sub(r"-[0-9a-f]{8}(?=&s=)", "", unquote(href))


def _decoded(data: Any) -> Any:
    """JSON without the hashes of its content and the lines of its source, and with words in
    addresses as they were typed.
    """
    if isinstance(data, dict):
        return {
            name: unescape(value) if name == "html" else _decoded(value)
            for name, value in data.items()
            if name not in ("hash", "x-hash", "lines")
        }
    if isinstance(data, list):
        return [_decoded(value) for value in data]
    return unquote_plus(data) if isinstance(data, str) else data


def _armed(parts: Any) -> Any:
    """The same with the signs of HTML in the places of the harmless ones, whoever wrote them.

    What stands in the order of its letters stands in that of the signs.
    """
    if isinstance(parts, str):
        return parts.translate(ARMED)
    if isinstance(parts, dict):
        armed = {_armed(name): _armed(value) for name, value in parts.items()}
        if "unit_spellings" in armed:
            armed["unit_spellings"].sort()
        return armed
    if isinstance(parts, list | tuple):
        return type(parts)(map(_armed, parts))
    return parts


@pytest.fixture(scope="module", params=["real", "versions", *SINGLE])
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """The site with hostile words before every text, and with harmless ones."""
    hostile, harmless = (
        _built(tmp_path_factory.mktemp("escaping"), request.param, translation)
        for translation in ({}, DISARMED)
    )
    return hostile, harmless


def _built(folder: Path, tree: str, translation: Mapping[int, str | int]) -> Path:
    if tree in SINGLE:
        data = single_site(tree, folder)
    else:
        data = folder / "data"
        shutil.copytree(DATA if tree == "real" else SMALL, data)
    if tree == "versions":
        shutil.copy(DATA / "interface.yml", data)
        shutil.copytree(VERSIONS, data, dirs_exist_ok=True)
    (data / "translations.lock").unlink(missing_ok=True)
    put_before_every_text(data, translation)
    project = make_project(data)
    words = json.dumps(HOSTILE.translate(translation), ensure_ascii=False)
    for page in ("about.md", "en/about.md", "architecture.md"):
        file = project / "docs" / page
        _, _, parts = file.read_text("utf-8").partition("\n")
        head = f"---\ntitle: {words}\ndescription: {words}\n---\n\n# A\n"
        file.write_text(head + parts, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        # Drawing takes longer than all else; a picture holds no markup.
        patch.setattr(Cards, "write", lambda *_: Picture("", b""))
        build(load_config(str(project / "mkdocs.yml")))
    return project / "site"


def _both(sites: tuple[Path, Path], pattern: str) -> Iterator[tuple[str, str, str]]:
    """The name of each file, and its text in the hostile and in the harmless site.

    What stands at an address by its hash, which differs, stands at its own, too.
    """
    names = [
        sorted(
            path.relative_to(site).as_posix()
            for path in site.glob(pattern)
            if _BY_HASH not in path.as_posix()
        )
        for site in sites
    ]
    assert names[0] == names[1]
    assert names[0]
    for name in names[0]:
        hostile, harmless = ((site / name).read_text("utf-8") for site in sites)
        yield name, hostile, harmless


def test_pages_have_the_same_parts_and_say_what_was_typed(sites: tuple[Path, Path]) -> None:
    lines = 0
    for name, hostile, harmless in _both(sites, "**/*.html"):
        parts = _armed(_Parts(hostile).parts)
        assert parts == _armed(_Parts(harmless).parts), name
        lines += str(parts).count("&lt;script&gt;ran=true&lt;/script&gt;")
    assert lines > 5000


def test_no_script_is_allowed_beside_those_of_the_theme(sites: tuple[Path, Path]) -> None:
    for name, hostile, harmless in _both(sites, "*.conf"):
        assert hostile == harmless, name


def _index(site: Path) -> Iterator[object]:
    """What the search's index calls its sections, and what they say, wherever a file is cut."""
    [folder] = (path for path in (site / "assets/search").iterdir() if path.is_dir())
    for lang in sorted((folder / "heads").iterdir()):
        for file in _in_order(lang):
            pages, rows = json.loads(file.read_text("utf-8"))
            yield from ([pages[row[0]], *row[1:]] for row in rows if row)
        for file in _in_order(folder / "text" / lang.name):
            yield from json.loads(file.read_text("utf-8"))


def _in_order(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda file: int(file.stem))


def test_data_and_the_search_say_what_was_typed(sites: tuple[Path, Path]) -> None:
    for pattern in ("api/**/*.json", "oembed/*.json"):
        for name, *texts in _both(sites, pattern):
            hostile, harmless = (_armed(_decoded(json.loads(text))) for text in texts)
            assert hostile == harmless, name
    for name, *texts in _both(sites, "**/*.csv"):
        hostile, harmless = (
            _armed(list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))) for text in texts
        )
        assert hostile == harmless, name
    for name, *texts in _both(sites, "**/llms.txt"):
        hostile, harmless = map(_armed, texts)
        assert hostile == harmless, name
    for name, *texts in _both(sites, "**/*.xml"):
        hostile, harmless = (
            _armed([(node.tag, node.attrib, node.text) for node in ET.fromstring(text).iter()])
            for text in texts
        )
        assert hostile == harmless, name
    hostile, harmless = ([_armed(_decoded(item)) for item in _index(site)] for site in sites)
    assert hostile
    assert hostile == harmless


def test_the_page_for_a_wrong_address_and_the_head_of_a_page_of_docs(
    sites: tuple[Path, Path],
) -> None:
    """Named one by one, so that none of them is missing from what the others compare."""
    text = escape(HOSTILE)
    lost = (sites[0] / "404.html").read_text("utf-8")
    assert f'aria-label="{text}' in lost
    about = (sites[0] / "about/index.html").read_text("utf-8")
    for sink in ('name="description"', 'property="og:title"', 'property="og:description"'):
        assert f'<meta {sink} content="{text}' in about
    assert f"<title>{text} - {text}" in about


def _fields_of_schemas() -> set[tuple[str, str]]:
    """The fields that hold texts, by the name of their model, as the schemas have them."""
    found = set()
    for model in (kind.model for kind in KINDS.values()):
        schema = model.model_json_schema()
        for name, definition in {model.__name__: schema, **schema.get("$defs", {})}.items():
            for field, inside in definition.get("properties", {}).items():
                if '"#/$defs/Text"' in json.dumps(inside):
                    found.add(("Record" if field in Record.model_fields else name, field))
    return found


def _fields_with_texts(value: Any, place: tuple[str, str] = ("", "")) -> Iterator[Any]:
    """The field of every text in a record, and the text."""
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            owner = "Record" if field in Record.model_fields else type(value).__name__
            yield from _fields_with_texts(getattr(value, field), (owner, field))
    elif isinstance(value, dict | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _fields_with_texts(part, place)


def test_no_text_of_any_kind_of_record_is_left_out(data_copy: Path, tmp_path: Path) -> None:
    records = []
    for data in (data_copy, *(single_site(tree, tmp_path / tree) for tree in SINGLE)):
        put_before_every_text(data)
        those, errors = validate(load(data).records)
        assert errors == []
        records += those
    texts = [text for record in records for text in _fields_with_texts(record.model)]
    assert _fields_of_schemas() == {place for place, _ in texts} - {("Interface", "root")}
    for place, text in texts:
        assert all(text[lang].startswith(HOSTILE) for lang in LANGS), place


def test_the_panel_of_the_preview_says_what_is_wrong_and_nothing_more() -> None:
    preview = Preview(dict, Mock())
    preview._fail(PluginError(HOSTILE_NAME), None)
    parts = _Parts(preview._panel().decode()).parts
    assert [part[0] for part in parts if part[0]] == ["section", "strong", "/", "pre", "/", "/"]
    assert ("", HOSTILE_NAME.strip()) in parts


def test_a_page_that_the_preview_makes_is_escaped(small_project: Path) -> None:
    with previewing(small_project) as (address, _):
        put_before_every_text(small_project / "data")
        until = time.monotonic() + 60
        while escape(HOSTILE) not in (html := urlopen(address).read().decode()):
            assert time.monotonic() < until
            time.sleep(0.2)
    assert HOSTILE not in html
    assert f'<meta name="description" content="{escape(HOSTILE)}' in html


def test_a_title_taken_from_a_heading_of_docs_is_words(small_project: Path, run: Run) -> None:
    """Of all titles only these reach the theme as HTML."""
    for page in ("extra.md", "en/extra.md"):
        text = "# A &lt;b&gt; *C* & D\n\n## `<e>` & F\n"
        (small_project / "docs" / page).write_text(text, "utf-8")
    done = run("mkdocs", "build", "--strict", "-q", cwd=small_project)
    assert done.returncode == 0, done.stderr
    html = (small_project / "site/extra/index.html").read_text("utf-8")
    assert "<title>A &lt;b&gt; C &amp; D - " in html
    assert '<span aria-current="page">A &lt;b&gt; C &amp; D</span>' in html
    parts = _Parts(html).parts
    contents = parts[parts.index(("a", [("href", "#e-f"), ("class", "md-nav__link")])) :]
    assert "".join(part[1] for part in contents[:6] if part[0] == "").strip() == "<e> & F"
