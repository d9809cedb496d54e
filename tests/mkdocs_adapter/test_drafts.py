"""Drafts in what is built and in the preview: a word of one is nowhere in the first."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

from tests.browser.preview import previewing
from tests.conftest import Run

CANARY = "Canarybird"


def _begin_a_draft(project: Path) -> None:
    """A policy to be seen in its title, its figures and its table; and a text without English."""
    data = project / "data"
    (data / "policies/later.yml").write_text(
        "draft: true\norder: 2\nowner: local\n"
        f"title: {{zh: 金絲雀政策, en: {CANARY}}}\n"
        f"summary: {{zh: 金絲雀, en: {CANARY}}}\n"
        f"what: [{{zh: 金絲雀, en: {CANARY}}}]\n"
        f"status: [{{zh: 金絲雀, en: {CANARY}}}]\n"
        f"figures: [{{label: {{zh: 金絲雀, en: {CANARY}}}, value: {{zh: 1 個, en: 1}}}}]\n"
        f"asked_as: {{zh: [金絲雀], en: [{CANARY}]}}\n"
        "stops: [{stop: trip-2020/hall, why: {zh: 金絲雀, en: Canarybird}}]\n"
        "sources: [{document: rules}]\n",
        "utf-8",
    )
    policy = data / "policies/halls.yml"
    text = policy.read_text("utf-8").replace("status: [", "status: [{zh: 金絲雀未譯}, ")
    policy.write_text(text.replace("people:", "related: [later]\npeople:"), "utf-8")
    about = project / "docs/about.md"
    link = "\n\nSee [the later one](policies/later/) and [its file](api/policies/later.json).\n"
    about.write_text(about.read_text("utf-8") + link.replace("(", "(../"), "utf-8")


def test_nothing_of_a_draft_is_published(small_project: Path, run: Run) -> None:
    _begin_a_draft(small_project)
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert done.returncode == 0, done.stderr
    assert "Not published yet" in done.stderr
    assert "data/policies/later.yml:1:8: W803" in done.stderr
    files = [path for path in (small_project / "site").rglob("*") if path.is_file()]
    assert len(files) > 100
    for path in files:
        assert "later" not in path.relative_to(small_project / "site").parts, path
        content = path.read_bytes()
        assert CANARY.lower().encode() not in content.lower(), path
        assert "金絲雀".encode() not in content, path
    about = (small_project / "site/about/index.html").read_text("utf-8")
    assert "See the later one and its file." in about


def test_the_preview_shows_and_marks_it(small_project: Path) -> None:
    _begin_a_draft(small_project)
    with previewing(small_project) as (address, _):
        draft = urlopen(f"{address}en/policies/later/").read().decode()
        holding = urlopen(f"{address}en/policies/halls/").read().decode()
        other = urlopen(f"{address}en/search/").read().decode()
    assert CANARY in draft
    assert "草稿，不發布　Draft, not published" in draft
    assert '<span lang="zh-Hant">金絲雀未譯</span>' in holding
    assert "Not yet written in English." in holding
    assert "This page holds drafts" in holding
    assert 'class="draft"' not in other
