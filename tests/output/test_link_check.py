"""The check of the built site's links."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.output.document import Document
from generator.output.finished_pages import FinishedPages
from generator.output.link_check import BrokenLinks

PAGE = """<!doctype html><html><head><link rel="stylesheet" href="{up}assets/a.css"></head>
<body id="top"><h1 id="標題">T</h1>{body}</body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, up in (("index.html", ""), ("a/index.html", "../"), ("a/b/index.html", "../../")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE.format(up=up, body=""), "utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/a.css").write_text("", "utf-8")
    (tmp_path / "assets/圖.svg").write_text("<svg/>", "utf-8")
    return tmp_path


def check_links(site: Path) -> None:
    """Read every page of a folder, then check."""
    pages = FinishedPages()
    for path in site.rglob("*.html"):
        pages.add(Document(path.relative_to(site).as_posix(), path.read_text("utf-8")))
    pages.check_links({path.relative_to(site).as_posix() for path in site.rglob("*")})


def _with(site: Path, body: str) -> Path:
    (site / "a/b/index.html").write_text(PAGE.format(up="../../", body=body), "utf-8")
    return site


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../">up</a>',
        '<a href="..">up</a>',
        '<a href="../../">home</a>',
        '<a href="../../.">home</a>',
        '<a href="./">here</a>',
        '<a href="/a/">from the root</a>',
        '<a href="#top">anchor</a>',
        '<a href="#">top</a>',
        '<a href="../#top">anchor elsewhere</a>',
        '<a href="#標題">Chinese anchor</a>',
        '<a href="#%E6%A8%99%E9%A1%8C">escaped anchor</a>',
        '<img src="../../assets/%E5%9C%96.svg" alt="">',
        '<a href="../?q=1&amp;r=2#top">query</a>',
        '<a href="../#v=1&amp;a=W10">answers for a script</a>',
        '<a href="https://example.org/nowhere">elsewhere</a>',
        '<a href="mailto:a@example.org">mail</a>',
        '<a href="//example.org/">elsewhere</a>',
        '<a name="old"></a><a href="#old">old anchor</a>',
        '<a href="../../assets/a.css#any">anchor of a file that is no page</a>',
        "<p>&lt;a href=&quot;nowhere&quot;&gt;</p>",
    ],
)
def test_links_that_resolve(site: Path, body: str) -> None:
    check_links(_with(site, body))
    (site / "index.html").unlink()
    with pytest.raises(BrokenLinks):  # the check reads these pages at all
        check_links(_with(site, body + '<a href="../../">home</a>'))


@pytest.mark.parametrize(
    ("body", "link"),
    [
        ('<a href="nowhere/">x</a>', "nowhere/"),
        ('<a href="../nowhere/#top">x</a>', "../nowhere/#top"),
        ('<a href="#nowhere">x</a>', "#nowhere"),
        ('<a href="../#nowhere">x</a>', "../#nowhere"),
        ('<a href="/nowhere/">x</a>', "/nowhere/"),
        ('<a href="../../../../a/nowhere">x</a>', "../../../../a/nowhere"),
        ('<img src="../../assets/b.svg">', "../../assets/b.svg"),
        ('<script src="x.js"></script>', "x.js"),
        ('<link rel="x" href="x.css">', "x.css"),
        ('<form action="go/"></form>', "go/"),
        ('<a\n  class="x"\n  href="nowhere/">x</a>', "nowhere/"),
        ('<a href="?q=1#nowhere">x</a>', "?q=1#nowhere"),
        ('<a href="x&amp;y/">x</a>', "x&y/"),
    ],
)
def test_links_that_lead_nowhere(site: Path, body: str, link: str) -> None:
    with pytest.raises(BrokenLinks) as caught:
        check_links(_with(site, body))
    assert caught.value.broken == [("a/b/index.html", link)]
    assert f"a/b/index.html: the link {link} leads nowhere" in str(caught.value)
    assert "1 broken links. The site was not changed." in str(caught.value)


def test_all_broken_links_are_told_in_order(site: Path) -> None:
    (site / "index.html").write_text(
        PAGE.format(up="", body='<a href="z/">z</a><a href="y/">y</a><a href="y/">y</a>'), "utf-8"
    )
    _with(site, '<a href="x/">x</a>')
    with pytest.raises(BrokenLinks) as caught:
        check_links(site)
    assert caught.value.broken == [
        ("a/b/index.html", "x/"), ("index.html", "y/"), ("index.html", "z/"),
    ]  # fmt: skip
