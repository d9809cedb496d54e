"""Hand-written pages: what stands at the top of one is as it has to be, or is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from generator.diagnostics.messages import speaking
from generator.languages import LANGS, Lang
from generator.mkdocs_adapter.hand_written import take_inserts

WRONG = {
    "title": ("[a, b]", "2026", "yes", "{zh: x}", "2026-01-01", ""),
    "description": ("{zh: x}", "[a]", "3", ""),
    "hide": ("3", "toc", "{toc: true}", "[3]", "[tocs]", ""),
    "search": ("5", "no", "[a]", "{exclude: 5}", '{exclude: "yes"}', "{exclud: true}", "{}", ""),
    "template": ("3", "[a]", "none.html", ""),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", WRONG)
def test_metadata_of_another_form_are_told_with_the_right_one(
    tmp_path: Path, name: str, lang: Lang
) -> None:
    for wrong in WRONG[name]:
        page = _page(tmp_path, f"---\nauthor: [x]\n{name}: {wrong}\n---\n# About\n")
        with speaking(lang), pytest.raises(PluginError) as found:
            take_inserts(page, page.markdown or "")
        assert (
            str(found.value)
            .strip()
            .startswith(f"docs/about.md:3{'：' if lang == 'zh' else ': '}{name} ")
        )
        assert f"  {name}: " in str(found.value)


def test_every_form_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    page = _page(tmp_path, "---\ntitle: [a]\nhide: 3\n---\n# About\n")
    with speaking("en"), pytest.raises(PluginError) as found:
        take_inserts(page, page.markdown or "")
    assert [line.split()[0] for line in str(found.value).strip().splitlines()] == [
        "docs/about.md:2:",
        "docs/about.md:3:",
    ]


def test_metadata_as_they_are_to_be_pass(tmp_path: Path) -> None:
    top = 'title: "2026"\ndescription: x\nhide: [toc]\nsearch: {exclude: true}\nown: 3\n'
    page = _page(tmp_path, f"---\n{top}---\n# About\n")
    assert "# About" in take_inserts(page, page.markdown or "")


def _page(folder: Path, text: str) -> MkDocsPage:
    (folder / "about.md").write_text(text, "utf-8")
    config = MkDocsConfig()
    config.plugins = PluginCollection()
    page = MkDocsPage(None, File("about.md", str(folder), str(folder / "site"), True), config)
    page.read_source(config)
    return page
