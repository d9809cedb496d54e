"""The site map: every page has an entry, and what leads to it is in the map, too."""

from __future__ import annotations

from jinja2 import Environment

from generator.languages import LANGS, LANGUAGES, SOURCE
from generator.pages.environment import TEMPLATES, environment
from generator.pages.site_map import PAGES
from generator.site.page import Page


def test_every_page_is_found_by_its_name(pages: list[Page]) -> None:
    assert {page.name for page in pages} <= set(PAGES)
    (rules,) = (page for page in pages if page.name == "rules" and page.lang == SOURCE)
    assert rules.address == "schemes/virtual-production/rules/"
    only_with_versions = {name for name in PAGES if name.startswith(("version", "moved", "comp"))}
    only_with_versions.remove("moved_rules")
    assert set(PAGES) - {page.name for page in pages} == only_with_versions


def test_every_template_is_that_of_an_entry() -> None:
    templates: Environment = environment()
    named = {f"{spec.template or spec.name}.md.j2" for spec in PAGES.values()}
    assert named == {path.name for path in TEMPLATES.glob("*.md.j2")}
    for name in named:
        assert templates.get_template(name)


def test_what_leads_to_a_page_is_in_the_map() -> None:
    for spec in PAGES.values():
        assert {*spec.above, *filter(None, [spec.parent])} <= set(PAGES), spec.name


def test_a_page_for_each_subject_in_each_language(pages: list[Page]) -> None:
    assert len(pages) % len(LANGS) == 0
    prefix = LANGUAGES["en"].prefix
    paths = [page.address for page in pages if page.lang == SOURCE]
    assert [page.address for page in pages if page.lang == "en"] == [prefix + p for p in paths]
