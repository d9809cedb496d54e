"""The real site, built once as a person builds it: ``mkdocs build``."""

from __future__ import annotations

import json
import posixpath
import re
import xml.etree.ElementTree as ET
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.conftest import Run

_HOST = "https://screen-policy.example/"


class _Page(HTMLParser):
    """The tags of a page with their attributes, and the text of some of them."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [
            item
            for name, item in self.tags
            if name == tag and all(item.get(k) == v for k, v in wanted.items())
        ]

    @property
    def leads_on(self) -> bool:
        """Whether it is the old address of another page."""
        return bool(self.all("meta", **{"http-equiv": "refresh"}))


@pytest.fixture(scope="session")
def site(real_site: tuple[Path, str]) -> Path:
    return real_site[0]


@pytest.fixture(scope="session")
def html(site: Path) -> dict[str, _Page]:
    """Every page by its address; a page to be framed is none that a reader comes to."""
    return {
        path.parent.relative_to(site).as_posix().removeprefix(".") + "/" * (path.parent != site): (
            _Page(path)
        )
        for path in site.rglob("index.html")
        if path.parent.parent.name != "embed"
    }


def test_the_build_warns_of_nothing(real_site: tuple[Path, str]) -> None:
    assert not re.search(r"WARNING|ERROR|Traceback|DeprecationWarning", real_site[1])


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_page_on_architecture_has_what_the_build_puts_into_it(site: Path, prefix: str) -> None:
    page = (site / f"{prefix}architecture/index.html").read_text("utf-8")
    assert 'class="picture picture--flow"' in page
    assert "assets/pictures.css" in page
    assert page.count('<tr id="room-') > 15
    assert not re.search(r"\{\{ \w+:", page)


def test_nothing_is_left_beside_the_site(site: Path) -> None:
    assert sorted(path.name for path in site.parent.iterdir()) == [".site-build", "site"]
    assert [path.name for path in (site.parent / ".site-build").iterdir()] == ["lock"]


def test_both_languages_are_whole(html: dict[str, _Page]) -> None:
    zh = {address for address in html if not address.startswith("en/")}
    en = {address.removeprefix("en/") for address in html if address.startswith("en/")}
    assert zh == en
    assert len(html) > 100
    assert {"", "about/", "data/", "guide/", "people/", "visits/usa-2024/stops/mopop/"} <= zh


def test_the_language_of_each_page(html: dict[str, _Page]) -> None:
    for address, page in html.items():
        (tag,) = page.all("html")
        assert tag["lang"] == ("en" if address.startswith("en/") else "zh-Hant"), address


class _Unmarked(HTMLParser):
    """The Chinese words of an English page that stand in no element of Chinese."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "hr", "img", "input", "link", "meta"):
            above = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or above))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if self.open[-1:] and self.open[-1][1] == "en" and not tags & {"head", "script", "option"}:
            self.words += re.findall("[\u3400-\u9fff]+", data)


def test_chinese_words_in_english_pages_are_marked(site: Path) -> None:
    found = {path: _Unmarked(path).words for path in (site / "en").rglob("index.html")}
    assert found
    assert {path: words for path, words in found.items() if words} == {}


def test_alternates_lead_to_the_same_page(html: dict[str, _Page]) -> None:
    for address, page in html.items():
        path = address.removeprefix("en/")
        found = {
            entry["hreflang"]: _resolve(address, entry["href"])
            for entry in page.all("link", rel="alternate")
            if "hreflang" in entry
        }
        if page.leads_on:
            assert not found, address
            continue
        assert found == {"zh-Hant": path, "en": f"en/{path}", "x-default": path}, address


def test_links_of_the_head_say_what_they_are_in_the_words_that_programs_look_for(
    html: dict[str, _Page],
) -> None:
    """Many compare the whole value, as with ``link[rel="alternate"]``."""
    for address, page in html.items():
        for link in page.all("link"):
            assert link["rel"] == " ".join(link["rel"].split()).lower(), (address, link)
    feeds = {"application/rss+xml", "application/json+oembed"}
    page = html["schemes/virtual-production/calculator/"]
    found = {link.get("type") for link in page.all("link", rel="alternate")}
    assert feeds <= found


def test_the_language_switch_stays_on_the_page(html: dict[str, _Page]) -> None:
    for address, page in html.items():
        other = address.removeprefix("en/") if address.startswith("en/") else f"en/{address}"
        lang = "zh-Hant" if address.startswith("en/") else "en"
        links = [entry["href"] for entry in page.all("a") if entry.get("hreflang") == lang]
        assert links, address
        assert {_resolve(address, link) for link in links} == {other}, address


def test_every_page_says_where_to_report_a_mistake(html: dict[str, _Page]) -> None:
    for address, page in html.items():
        if not page.all("footer"):  # framed by another site
            continue
        (link,) = (entry for entry in page.all("a") if "data-address" in entry)
        assert link["href"].startswith("mailto:"), address
        assert quote(link["data-address"], safe="") in link["href"], address
        assert link["data-address"].endswith(f"/{address}"), address


def _resolve(address: str, link: str) -> str:
    if link.startswith(_HOST):
        return link.removeprefix(_HOST)
    path = posixpath.normpath(posixpath.join("/", address, link)).strip("/")
    return f"{path}/" if path else ""


def test_titles_and_descriptions(html: dict[str, _Page], site: Path) -> None:
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for address, page in html.items():
        text = (site / address / "index.html").read_text("utf-8")
        (title,) = re.findall(r"<title>(.*?)</title>", text.partition("</head>")[0], re.DOTALL)
        (description,) = page.all("meta", name="description")
        assert title.strip()
        assert description["content"]
        han = re.search(r"[\u4e00-\u9fff]", title + description["content"])
        assert address.startswith("en/") or han, address
        assert title not in titles, (address, titles[title])
        titles[title] = address
        lines = description["content"]
        assert lines not in descriptions, (address, descriptions[lines])
        descriptions[lines] = address


def test_no_request_goes_to_another_host(html: dict[str, _Page]) -> None:
    tags = ("script", "img", "iframe", "source", "video", "audio", "embed")
    requests = [*((tag, "src") for tag in tags), ("object", "data")]
    for address, page in html.items():
        urls = [entry[name] for tag, name in requests for entry in page.all(tag) if name in entry]
        urls += [
            entry["href"]
            for entry in page.all("link")
            if entry.get("rel") not in ("canonical", "alternate", "prev", "next")
        ]
        assert urls
        assert [url for url in urls if urlsplit(url).netloc] == [], address


def test_no_style_or_script_asks_another_host(site: Path) -> None:
    for path in site.rglob("*.css"):
        text = path.read_text("utf-8")
        assert not re.search(r"url\(\s*[\"']?(https?:)?//|@import", text), path.name
    for path in (site / "assets" / "calculator").glob("*.js"):
        text = re.sub(r"/\*.*?\*/|^\s*//.*$", "", path.read_text("utf-8"), flags=re.S | re.M)
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), path.name
        assert "document.cookie" not in text


def test_the_sitemap_names_every_page_in_both_languages(site: Path, html: dict[str, _Page]) -> None:
    ns = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ET.parse(site / "sitemap.xml").getroot()
    located = [loc.text or "" for loc in root.findall("s:url/s:loc", ns)]
    stay = [address for address, page in html.items() if not page.leads_on]
    assert sorted(located) == sorted(_HOST + address for address in stay)
    for url in root.findall("s:url", ns):
        loc = (url.findtext("s:loc", "", ns)).removeprefix(_HOST).removeprefix("en/")
        alternates = {x.get("hreflang"): x.get("href") for x in url.findall("x:link", ns)}
        assert alternates == {
            "zh-Hant": _HOST + loc,
            "en": f"{_HOST}en/{loc}",
            "x-default": _HOST + loc,
        }


def test_a_shared_link_shows_the_page(html: dict[str, _Page], site: Path) -> None:
    pictures: set[str] = set()
    for address, page in html.items():
        output = {tag["property"]: tag["content"] for tag in page.all("meta") if "property" in tag}
        (description,) = page.all("meta", name="description")
        assert output["og:description"] == description["content"], address
        # A page that leads on shows where to.
        (canonical,) = page.all("link", rel="canonical")
        assert output["og:url"] == canonical["href"], address
        assert output["og:title"]
        assert output["og:locale"] == ("en_GB" if address.startswith("en/") else "zh_TW")
        picture = site / output["og:image"].removeprefix(_HOST)
        header = picture.read_bytes()[:24]
        assert header[:8] == b"\x89PNG\r\n\x1a\n"
        size = (int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big"))
        assert (
            size == (int(output["og:image:width"]), int(output["og:image:height"])) == (1200, 630)
        )
        assert picture.stat().st_size < 40_000
        pictures.add(output["og:image"])
    assert len(pictures) == len(html)


def test_structured_data_says_where_each_page_stands(html: dict[str, _Page], site: Path) -> None:
    element = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
    for address in html:
        (text,) = element.findall((site / address / "index.html").read_text("utf-8"))
        first, *_ = json.loads(text)["@graph"]
        if address in ("", "en/"):
            assert first["url"] == _HOST + address
        else:
            crumbs = first["itemListElement"]
            home = "en/" if address.startswith("en/") else ""
            assert crumbs[0]["item"] == _HOST + home
            assert crumbs[-1]["item"] == _HOST + address


def test_the_search_of_a_browser_is_called_alike_in_page_and_description(
    html: dict[str, _Page], site: Path
) -> None:
    for address in ("", "en/"):
        (link,) = html[address].all("link", rel="search")
        text = (site / _resolve(address, link["href"])).read_text("utf-8")
        (name,) = re.findall("<ShortName>(.*)</ShortName>", text)
        assert unescape(name) == link["title"]


def test_what_stands_at_the_root_for_machines(site: Path, html: dict[str, _Page]) -> None:
    assert f"Sitemap: {_HOST}sitemap.xml" in (site / "robots.txt").read_text("utf-8")
    for folder in ("", "en/"):
        (link,) = html[folder].all("link", type="application/rss+xml")
        assert _resolve(folder, link["href"]) == f"{folder}changes.xml/"
        feed = ET.parse(site / folder / "changes.xml")
        links = [item.text or "" for item in feed.iterfind(".//item/link")]
        text = (site / folder / "llms.txt").read_text("utf-8")
        links += re.findall(r"\]\((\S+?)\)", text)
        assert len(links) > 20
        for item in links:
            target = site / item.removeprefix(_HOST).partition("#")[0]
            assert (target / "index.html").is_file() or target.is_file(), item


def test_beside_each_table_are_its_files(html: dict[str, _Page], site: Path) -> None:
    offered: set[Path] = set()
    for address, page in html.items():
        for link in page.all("a"):
            if "download" in link and "/api/tables/" in link["href"]:
                offered.add((site / address / link["href"]).resolve())
    schema = site / "api" / "tables" / "table.schema.json"
    published = {path.resolve() for path in (site / "api" / "tables").rglob("*.*")}
    assert offered == published - {schema.resolve()}
    assert len(offered) > 100


def test_a_page_waits_for_one_style_sheet_and_no_script(html: dict[str, _Page]) -> None:
    for address, page in html.items():
        sheets = [entry["href"] for entry in page.all("link", rel="stylesheet")]
        wanted = ["assets/site.css"]
        if any(entry.get("class", "").startswith("picture ") for entry in page.all("svg")):
            wanted.append("assets/pictures.css")
        path = address.removeprefix("en/").strip("/")
        name = path.rpartition("/")[2]
        if path == "search" or name in ("screening", "sandbox"):
            wanted.append(f"assets/{name}/page.css")
        assert [_resolve(address, sheet).strip("/") for sheet in sheets] == wanted, address
        for script in page.all("script"):
            waits = "src" in script and "defer" not in script and script.get("type") != "module"
            assert not waits, (address, script)


def test_the_page_for_what_is_not_there(site: Path) -> None:
    text = (site / "404.html").read_text("utf-8")
    page = _Page(site / "404.html")
    assert "找不到這一頁" in text
    assert "Page not found" in text
    links = [entry["href"] for entry in page.all("link", rel="stylesheet")]
    assert links
    assert all(link.startswith("/") for link in links)
    assert page.all("meta", name="robots", content="noindex")
    assert not page.all("meta", name="description")


def test_published_data_is_where_it_is_said_to_be(
    site: Path, files: dict[str, str], html: dict[str, _Page]
) -> None:
    for name, text in files.items():
        assert (site / name).read_text("utf-8") == text
    index = json.loads((site / "api/index.json").read_text("utf-8"))
    for kind in ("schemes", "visits", "policies"):
        for entry in index[kind]:
            assert (site / entry["data"]).is_file()
            assert set(entry["url"].values()) <= set(html)


def test_the_urls_of_provisions_lead_to_their_anchors(site: Path, html: dict[str, _Page]) -> None:
    data = json.loads((site / "api/schemes/virtual-production.json").read_text("utf-8"))
    for provision in data["provisions"]:
        for url in provision["url"].values():
            path, _, anchor = url.partition("#")
            assert anchor in {tag.get("id") for _, tag in html[path].tags}, url


def test_the_engine_is_published_and_decides(site: Path) -> None:
    engine = (site / "assets/calculator/engine.js").read_text("utf-8")
    assert re.search(r"export\s+function\s+evaluate\s*\(", engine)
    assert "import " not in re.sub(r"/\*.*?\*/", "", engine, flags=re.S)
    for address in ("", "en/"):
        text = (site / address / "schemes/virtual-production/calculator/index.html").read_text()
        assert "assets/calculator/component.js" in text
        assert "<noscript" in text or "<subsidy-calculator" in text


def test_ids_are_there_once(html: dict[str, _Page]) -> None:
    for address, page in html.items():
        ids = [tag["id"] for _, tag in page.tags if tag.get("id")]
        assert sorted(ids) == sorted(set(ids)), address


def test_every_page_has_one_first_heading_and_a_way_home(html: dict[str, _Page]) -> None:
    for address, page in html.items():
        assert len(page.all("h1")) == 1, address
        if address.removeprefix("en/"):
            assert page.all("span", **{"aria-current": "page"}), address


def test_every_picture_says_what_it_shows(html: dict[str, _Page]) -> None:
    for address, page in html.items():
        assert all("alt" in image for image in page.all("img")), address


# --- broken data ----------------------------------------------------------------------


@pytest.fixture
def project(small_project: Path) -> Path:
    """A small project with a last good site."""
    (small_project / "site").mkdir()
    (small_project / "site/index.html").write_text("the last good site", "utf-8")
    return small_project


def _assert_unchanged(project: Path) -> None:
    assert [path.name for path in (project / "site").iterdir()] == ["index.html"]
    assert (project / "site/index.html").read_text("utf-8") == "the last good site"
    assert [path.name for path in (project / ".site-build").iterdir()] == ["lock"]


def test_broken_data_leaves_the_last_good_site(project: Path, run: Run) -> None:
    policy = project / "data/policies/halls.yml"
    text = policy.read_text("utf-8")
    policy.write_text(text.replace("summary:", "sumary:", 1), "utf-8")
    stop = project / "data/visits/trip-2020/stops/hall.yml"
    stop.write_text(stop.read_text("utf-8") + "order: 2\n", "utf-8")

    done = run("mkdocs", "build", cwd=project)

    assert done.returncode == 1
    lines = done.stdout + done.stderr
    line = text[: text.index("summary:")].count("\n") + 1
    assert f"data/policies/halls.yml:{line}:1: E103 there is no field sumary here" in lines
    assert "did you mean: summary" in lines
    assert "data/visits/trip-2020/stops/hall.yml:" in lines
    assert "3 errors in the data. The site was not changed." in lines
    assert "Traceback" not in lines
    _assert_unchanged(project)


def test_a_broken_link_leaves_the_last_good_site(project: Path, run: Run) -> None:
    about = project / "docs/about.md"
    about.write_text(about.read_text("utf-8") + '\n<a href="../nowhere/">x</a>\n', "utf-8")

    done = run("mkdocs", "build", cwd=project)

    assert done.returncode == 1
    lines = done.stdout + done.stderr
    assert "about/index.html: the link ../nowhere/ leads nowhere" in lines
    assert "The site was not changed." in lines
    assert "Traceback" not in lines
    _assert_unchanged(project)


def test_a_sound_build_takes_the_place_of_the_last_one(project: Path, run: Run) -> None:
    done = run("mkdocs", "build", cwd=project)
    assert done.returncode == 0
    assert "the last good site" not in (project / "site/index.html").read_text("utf-8")
    assert (project / "site/en/index.html").is_file()
    left = sorted(path.name for path in (project / ".site-build").iterdir())
    assert left == ["lock", "spare"]
