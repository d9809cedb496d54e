"""Versions in time, what changed between them, and reviews: over a scheme with four versions.

``tests/trees/versions`` lies over the small tree: version 1 without a first day, to the end of
2017; version 2 from 2020; version 3 from 2024; version 4 from 2099.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.build import BuiltSite, build, check
from generator.content.catalogue import Catalogue
from generator.content.reviews import overdue
from generator.content.versions import today
from generator.diagnostics import messages
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataErrors
from generator.languages import LANGS, Lang
from generator.models.key import Key
from generator.pages.context import PageInputs
from generator.pages.render import render
from generator.rules.comparison import clause_pairs, example_pairs, word_changes
from generator.rules.engine import evaluate
from generator.rules.flips import Flips, Undecided
from generator.site.navigation import navigation
from generator.text.dates import format_day
from tests.conftest import DATA, Run, edit, make_project, noon
from tests.tools.results import amount_of

BY_DAY = {
    "1990-01-01": "1",
    "2017-12-31": "1",
    "2018-01-01": "1",  # a gap: the last that was in force
    "2019-12-31": "1",
    "2020-01-01": "2",
    "2023-12-31": "2",
    "2024-01-01": "3",
    "2098-12-31": "3",
    "2099-01-01": "4",
}
NOW = date(2026, 11, 21)


@pytest.fixture
def site(versions: Path) -> BuiltSite:
    return build(versions, day=NOW)


@pytest.fixture
def page(site: BuiltSite) -> Callable[[str], str]:
    pages = {item.address: item for item in site.pages}
    return lambda address: pages[address].markdown


def _errors(data: Path, day: date = NOW) -> list[tuple[str, Code]]:
    with pytest.raises(DataErrors) as caught:
        check(data, day=day)
    return [(error.file.removeprefix("data/schemes/"), error.code) for error in caught.value.errors]


# --- which version is shown -----------------------------------------------------------


@pytest.mark.parametrize(("day", "version"), BY_DAY.items())
def test_the_newest_in_force_has_the_scheme_s_id(versions: Path, day: str, version: str) -> None:
    catalogue, results = check(versions, day=date.fromisoformat(day))
    (scheme,) = catalogue.schemes()
    assert (scheme.id, scheme.model.version) == ("grant", version)
    assert scheme.in_force is (not "2018" <= day < "2020")
    assert [item.model.version for item in scheme.all_versions] == ["1", "2", "3", "4"]
    slugs = ("undated", "2020-01-01", "2024-01-01", "2099-01-01")
    ids = {item.id for item in catalogue.versions()} - {"grant"}
    assert ids == {f"grant@{slug}" for i, slug in enumerate(slugs, 1) if str(i) != version}
    # Every version's examples are run, whatever the day.
    assert len(results.examples) == 13


def test_before_all_the_first_is_shown(versions: Path) -> None:
    edit(
        versions / "schemes/grant/scheme.yml",
        "effective_to",
        "effective_from: 2015-01-01\neffective_to",
    )
    (scheme,) = check(versions, day=date(2000, 1, 1))[0].schemes()
    assert (scheme.model.version, scheme.in_force) == ("1", False)


def test_a_version_ends_when_the_next_begins(site: BuiltSite) -> None:
    (scheme,) = site.catalogue.schemes()
    assert [(version.first, version.last) for version in scheme.all_versions] == [
        (None, date(2017, 12, 31)),
        (date(2020, 1, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2098, 12, 31)),
        (date(2099, 1, 1), None),
    ]


def test_the_day_is_taiwan_s(monkeypatch: pytest.MonkeyPatch) -> None:
    # 2026-11-21 16:00 UTC is midnight in Taiwan.
    midnight = noon("2026-11-22") - 12 * 60 * 60
    for seconds, day in ((midnight - 1, date(2026, 11, 21)), (midnight, date(2026, 11, 22))):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
        assert today() == day


def test_a_build_is_of_the_day_that_it_is_told(versions: Path, run: Run) -> None:
    """A version that begins later is picked up by the next build, and a build can be repeated."""
    root = make_project(versions)
    shown = {}
    for day in ("2098-12-31", "2099-01-01"):
        for name in ("a", "b"):
            done = run("mkdocs", "build", "-q", "-d", root / day / name, cwd=root, day=day)
            assert done.returncode == 0, done.stderr
        files = [
            {
                str(path.relative_to(root / day / name)): path.read_bytes()
                for path in (root / day / name).rglob("*")
                if path.is_file()
            }
            for name in ("a", "b")
        ]
        assert files[0] == files[1]
        shown[day] = json.loads(files[0]["api/schemes/grant.json"])["version"]
    assert shown == {"2098-12-31": "3", "2099-01-01": "4"}


def test_a_build_that_is_told_no_day_is_of_today(versions: Path, run: Run) -> None:
    """MkDocs itself is given a day without meaning, by which nothing may be chosen."""
    root = make_project(versions)
    done = run("mkdocs", "build", "-q", cwd=root)
    assert done.returncode == 0, done.stderr
    data = json.loads((root / "site/api/schemes/grant.json").read_text("utf-8"))
    assert data["effective_from"] <= str(today()) <= data["effective_to"]


# --- mistakes -------------------------------------------------------------------------


def test_versions_that_overlap(versions: Path) -> None:
    edit(versions / "schemes/grant/scheme.yml", "2017-12-31", "2020-01-01")
    with pytest.raises(DataErrors) as caught:
        check(versions)
    (error,) = caught.value.errors
    assert (error.file, error.code) == (
        "data/schemes/grant/versions/2020-01-01/scheme.yml",
        Code.VERSIONS_OVERLAP,
    )
    assert error.source == "effective_from: 2020-01-01"
    assert "version 1, up to 2020-01-01, is still in force" in str(error)


def test_the_day_after_is_no_overlap(versions: Path) -> None:
    edit(versions / "schemes/grant/scheme.yml", "2017-12-31", "2019-12-31")
    (scheme,) = check(versions)[0].schemes()
    assert scheme.all_versions[0].last == date(2019, 12, 31)


def test_two_versions_from_one_day(versions: Path) -> None:
    edit(
        versions / "schemes/grant/scheme.yml",
        "effective_to: 2017-12-31",
        "effective_from: 2020-01-01",
    )
    assert _errors(versions) == [("grant/versions/2020-01-01/scheme.yml", Code.VERSIONS_OVERLAP)]


def test_two_versions_of_one_name(versions: Path) -> None:
    edit(versions / "schemes/grant/versions/2024-01-01/scheme.yml", 'version: "3"', 'version: "2"')
    assert _errors(versions) == [("grant/versions/2024-01-01/scheme.yml", Code.VERSION_TWICE)]


def test_a_version_that_tells_no_day_in_a_folder_of_one(versions: Path) -> None:
    edit(
        versions / "schemes/grant/versions/2020-01-01/scheme.yml",
        "effective_from: 2020-01-01\n",
        "",
    )
    assert ("grant/versions/2020-01-01/scheme.yml", Code.VERSION_FOLDER) in _errors(versions)


def test_each_version_has_all_its_parts(versions: Path) -> None:
    (versions / "schemes/grant/versions/2020-01-01/checklist.yml").unlink()
    assert _errors(versions) == [("grant/versions/2020-01-01/scheme.yml", Code.MISSING_PART)]


def test_a_wrong_example_of_an_older_version_is_told(versions: Path) -> None:
    name = "schemes/grant/versions/2020-01-01/examples/base.yml"
    edit(versions / name, "cap: 150", "cap: 151")
    assert _errors(versions) == [
        ("grant/versions/2020-01-01/examples/base.yml", Code.WRONG_EXAMPLE)
    ]


def test_an_idle_rule_of_an_older_version_is_told(versions: Path) -> None:
    name = "schemes/grant/versions/2020-01-01/calculator.yml"
    edit(versions / name, "at_least: [minutes, 10]", "at_least: [minutes, 0]")
    assert ("grant/versions/2020-01-01/calculator.yml", Code.ALWAYS_THE_SAME) in _errors(versions)


def test_what_would_break_on_the_day_of_a_later_version_is_told_today(versions: Path) -> None:
    """The policy refers to a clause that version 4 will no longer have."""
    edit(versions / "policies/halls.yml", "  - clause: grant/3\n", "  - clause: grant/4\n")
    with pytest.raises(DataErrors) as caught:
        check(versions, day=NOW)
    (error,) = caught.value.errors
    assert (error.file, error.code) == ("data/policies/halls.yml", Code.NO_SUCH_CLAUSE)
    assert set(error.allowed) == {f"grant/{name}" for name in ("1", "2", "2.1", "2.2", "3")}
    (versions / "schemes/grant/versions/2099-01-01/provisions/4.yml").write_text(
        (versions / "schemes/grant/versions/2024-01-01/provisions/4.yml").read_text("utf-8")
        + "beyond: {reason: agency}\n",
        "utf-8",
    )
    assert check(versions, day=NOW)[0].day == NOW


# --- links ----------------------------------------------------------------------------


def test_a_link_in_a_version_means_that_version(page: Callable[[str], str]) -> None:
    """Clause 3 of each version says ``[clause 2](provision:grant/2)``."""
    for folder in ("", "versions/2020-01-01/", "versions/2099-01-01/"):
        text = page(f"schemes/grant/{folder}rules/")
        assert re.search(r'<a href="#2">第 2 條</a>允許的', text)
    assert 'href="../../schemes/grant/rules/#3"' in page("policies/halls/")


def test_other_versions_do_not_swell_the_lists_of_what_refers_to_a_record(site: BuiltSite) -> None:
    catalogue = site.catalogue
    assert {back.source.version for back in catalogue.backlinks(Key("term", "grant"))} == {""}
    assert all("@" not in entry.key.id for entry, _ in catalogue.notes())
    own = catalogue.backlinks(Key("provision", "3", "grant", "2020-01-01"))
    assert {back.source.version for back in own} == {"2020-01-01"}


def test_what_only_an_older_version_refers_to_is_not_unlinked(versions: Path) -> None:
    (versions / "glossary/fee.yml").write_text(
        "name: {zh: 費, en: Fee}\ndefinition: {zh: 錢, en: Money}\nsources: [{document: rules}]\n",
        "utf-8",
    )
    name = "schemes/grant/versions/2020-01-01/provisions/1.yml"
    edit(versions / name, "What clause 1 says", '"A [fee](term:fee)"')
    catalogue, _ = check(versions, day=NOW)
    assert [back.source.id for back in catalogue.backlinks(Key("term", "fee"))] == [
        "grant@2020-01-01/1"
    ]


# --- pages and data -------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_version_is_reachable(
    site: BuiltSite, lang: Lang, page: Callable[[str], str]
) -> None:
    root = "" if lang == "zh" else "en/"
    up = "../" * (3 if lang == "zh" else 4)
    text = page(f"{root}schemes/grant/versions/")
    for slug in ("undated", "2020-01-01", "2099-01-01"):
        target = f"{root}schemes/grant/versions/{slug}/"
        assert f'href="{up}{target}"' in text
        for part in ("", "rules/", "calculator/", "documents/", "examples/"):
            assert '<div class="in-force"' in page(target + part)
            assert f'href="{"../" * target.count("/")}' in page(target)
    scheme = next(item for item in navigation(site.catalogue, lang) if item.children)
    assert f"{root}schemes/grant/versions/" in [child.address for child in scheme.children]


def test_each_version_shows_its_own_clauses(page: Callable[[str], str]) -> None:
    def shown(address: str) -> int:
        """How many clauses the page of rules at an address has."""
        return len(re.findall(r'class="provision[^"]*"[^>]* data-name="', page(address)))

    assert shown("en/schemes/grant/rules/") == 6
    assert shown("schemes/grant/versions/2020-01-01/rules/") == 5


def test_a_later_version_is_announced(page: Callable[[str], str]) -> None:
    assert "A new version is in force from 1 January 2099" in page("en/schemes/grant/")
    assert "新的一版自 2099 年 1 月 1 日起有效" in page("schemes/grant/calculator/")
    assert "A new version" not in page("en/schemes/grant/versions/2020-01-01/")


def test_an_older_version_says_that_it_is_one(page: Callable[[str], str], site: BuiltSite) -> None:
    text = page("en/schemes/grant/versions/2020-01-01/rules/")
    words = '<p data-notice="other-today">This is not the version in force today. In force today: '
    assert f'{words}<a href="../../../../../../en/schemes/grant/rules/">Version 3</a></p>' in text
    assert '<p hidden data-notice="other-today">' in page("en/schemes/grant/rules/")
    searched = {item.address: item.searched for item in site.pages}
    assert searched["en/schemes/grant/rules/"]
    assert not searched["en/schemes/grant/versions/2020-01-01/rules/"]


@pytest.mark.parametrize("part", ["", "rules/", "calculator/", "documents/", "examples/"])
def test_the_version_shown_has_its_permanent_address_too(
    page: Callable[[str], str], part: str
) -> None:
    text = page(f"en/schemes/grant/versions/2024-01-01/{part}")
    (target,) = re.findall(r'<a data-dates data-forward href="(?:\.\./)*([^"]*)"', text)
    assert target == f"en/schemes/grant/{part}"


def test_in_a_gap_the_page_says_that_none_is_in_force(versions: Path) -> None:
    pages = {page.address: page for page in build(versions, day=date(2018, 6, 1)).pages}
    assert '<p data-notice="none-today">' in pages["schemes/grant/"].markdown
    pages = {page.address: page for page in build(versions, day=NOW).pages}
    assert '<p hidden data-notice="none-today">' in pages["schemes/grant/"].markdown


def test_the_calculator_of_an_older_version_stays(
    site: BuiltSite, page: Callable[[str], str]
) -> None:
    assert 'scheme="grant@2020-01-01"' in page("schemes/grant/versions/2020-01-01/calculator/")
    facts = {"category": "short", "minutes": 7, "registered": True, "cost": 5000}
    outcome = {}
    for id_ in ("grant@2020-01-01", "grant"):
        data = json.loads(site.files[f"api/schemes/{id_}/calculator.en.json"])
        result = evaluate(data["calculator"], facts)
        outcome[id_] = (result["verdict"], amount_of(result)["cap"])
        assert data["page"] == f"en/schemes/{id_.replace('@', '/versions/')}/calculator/"
    assert outcome == {"grant@2020-01-01": ("ineligible", 500), "grant": ("eligible", 800)}


def test_the_published_data_tells_the_periods(site: BuiltSite) -> None:
    data = json.loads(site.files["api/schemes/grant.json"])
    assert (data["effective_from"], data["effective_to"]) == ("2024-01-01", "2098-12-31")
    assert [datum["data"] for datum in data["versions"]] == [
        "api/schemes/grant@undated.json",
        "api/schemes/grant@2020-01-01.json",
        "api/schemes/grant.json",
        "api/schemes/grant@2099-01-01.json",
    ]
    for datum in data["versions"]:
        other = json.loads(site.files[datum["data"]])
        assert (other["version"], other["effective_from"]) == (
            datum["version"],
            datum["effective_from"],
        )
    assert [load["id"] for load in json.loads(site.files["api/index.json"])["schemes"]] == ["grant"]
    assert not [
        name for name in site.files if name.startswith(("embed/", "oembed/")) and "@" in name
    ]


def test_the_real_scheme_has_one_version_of_an_unknown_day(catalogue: Catalogue) -> None:
    """Its source says “immediately” and tells no date."""
    (scheme,) = catalogue.versions()
    assert (scheme.first, scheme.last, scheme.in_force) == (None, None, True)
    pages = {page.address: page for page in build(DATA, day=NOW).pages}
    words = "Version 1</strong>, the source does not say from which day it is in force."
    assert words in pages["en/schemes/virtual-production/"].markdown
    permanent = [page for address, page in pages.items() if "/versions/" in address]
    assert [page.leads_to for page in permanent] == [
        page.address.replace("versions/undated/", "") for page in permanent
    ]
    assert {page.name for page in permanent} == {"moved_rules"}


# --- what changed ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        (
            "to NT$8,000,000 a film",
            "to NT$5,000,000 a film",
            "to NT$[-8,000,000][+5,000,000] a film",
        ),
        ("最多八百萬元", "最多五百萬元", "最多[-八][+五]百萬元"),
        ("", "new", "[+new]"),
        ("old", "", "[-old]"),
        ("same", "same", "same"),
        ("a b", "a  b", "a[- ][+  ]b"),
    ],
)
def test_words_put_in_and_taken_out(before: str, after: str, marked: str) -> None:
    forms = {"same": "{}", "del": "[-{}]", "ins": "[+{}]"}
    assert (
        "".join(forms[kind].format(words) for kind, words in word_changes(before, after)) == marked
    )


def test_common_characters_of_a_long_clause_are_compared_too() -> None:
    """Ten of them in three hundred places: only the place that differs is marked."""
    before = "".join("的是在有之及其與得為"[int(digit)] for digit in str(2**1000))
    after = before[:100] + "丙" + before[101:]
    assert list(word_changes(before, after)) == [
        ("same", before[:100]),
        ("del", before[100]),
        ("ins", "丙"),
        ("same", before[101:]),
    ]


def test_both_texts_can_be_read_off_the_changes() -> None:
    texts = [
        "影片 at least 10 分鐘，\n以 24 格拍攝。",
        "影片至少 10 分鐘，或 24.5 frames。",
        "",
        "<b>&",
    ]
    for before in texts:
        for after in texts:
            parts = list(word_changes(before, after))
            assert "".join(words for kind, words in parts if kind != "ins") == before
            assert "".join(words for kind, words in parts if kind != "del") == after


def test_what_changed_clause_by_clause(page: Callable[[str], str]) -> None:
    en = page("en/schemes/grant/versions/changes/2020-01-01/2024-01-01/")
    zh = page("schemes/grant/versions/changes/2020-01-01/2024-01-01/")
    for text in (en, zh):
        found = re.findall(r'class="change change--(\w+)" aria-labelledby="clause-([\d.]+)"', text)
        assert found == [("changed", "2.1"), ("changed", "3"), ("added", "4")]
    assert "A film is at least <del>ten</del><ins>five</ins> minutes long" in en
    assert "影片至少<del>十</del><ins>五</ins>分鐘" in zh
    assert "<ins>Keep the records</ins>" in en
    gone = page("schemes/grant/versions/changes/2024-01-01/2099-01-01/")
    assert re.findall(r"change--(\w+)\"", gone) == ["removed"]
    assert "<del>留下資料</del>" in gone


CHANGES = "schemes/grant/versions/changes"


def _flipped(text: str) -> dict[str, list[tuple[str, str]]]:
    """By the rule: who gets another result, and which."""
    rules: dict[str, list[tuple[str, str]]] = {}
    sections = re.findall(r'(?s)<section class="change" .*?</section>', text)
    for section in sections:
        title = re.search(r'<h3 id="flip-\d+">(.*?) <a', section)
        assert title is not None
        rules[title[1]] = re.findall(r"<li>(.*?)<br>(.*?)</li>", section)
    return rules


def test_whose_result_changes_is_told_rule_by_rule(page: Callable[[str], str]) -> None:
    en = page(f"en/{CHANGES}/2020-01-01/2024-01-01/")
    assert "Everybody else, once all is answered, gets the same." in en
    found = _flipped(en)
    assert list(found) == ["Length", "By category", "Limit", "Which limit decides the amount"]
    assert found["Length"] == [
        ("How many minutes: 5 or more, less than 10", "Version 2: Not met; Version 3: Met")
    ]
    assert found["Limit"] == [
        (
            "Which category: Short; What does it cost: 1,002 or more",
            "at 1,002 (Version 2: NT$500; Version 3: NT$501); "
            "at 1,600 (Version 2: NT$500; Version 3: NT$800)",
        )
    ]
    zh = _flipped(page(f"{CHANGES}/2020-01-01/2024-01-01/"))
    assert zh["長度"] == [("幾分鐘：5 以上、未滿 10", "版本 2：不符合；版本 3：符合")]


def test_a_changed_rule_leads_to_the_clause_that_has_it(versions: Path) -> None:
    at = "en/" + CHANGES
    pages = {item.address: item for item in build(versions, day=NOW).pages}
    later = pages[f"{at}/2024-01-01/2099-01-01/"].markdown
    assert re.search(r'>Made in the city <a [^>]*href="[^"]*2099-01-01/rules/#1">1</a>', later)
    # A rule that the later version lacks is in the earlier one.
    rules = versions / "schemes/grant/versions/2024-01-01/calculator.yml"
    text = rules.read_text("utf-8")
    start, end = text.index("  - id: registration"), text.index("amount:")
    rules.write_text(text[:start] + text[end:], "utf-8")
    for example in (rules.parent / "examples").glob("*.yml"):
        example.unlink()
    pages = {item.address: item for item in build(versions, day=NOW).pages}
    earlier = pages[f"{at}/2020-01-01/2024-01-01/"].markdown
    assert re.search(r'>Registration <a [^>]*href="[^"]*2020-01-01/rules/#2.2">2.2</a>', earlier)


def test_nobodys_result_changes_where_the_rules_are_the_same(page: Callable[[str], str]) -> None:
    text = page(f"en/{CHANGES}/undated/2020-01-01/")
    assert "Whatever the answers, the result is the same" in text
    assert _flipped(text) == {}


def test_what_is_not_known_is_named(versions: Path) -> None:
    catalogue, results = check(versions, day=NOW)
    inputs = PageInputs.of(catalogue, results)
    found = Flips((), (Undecided("requirement", "length", "2.1", "too_hard"),))
    inputs = replace(inputs, flips=lambda older, newer: found)
    pages = {item.address: item for item in render(inputs)}
    text = pages[f"en/{CHANGES}/2020-01-01/2024-01-01/"].markdown
    assert "Whether others, too, get different results is not known" in text
    assert "<li>Length: the conditions are too hard to prove that there is nobody else</li>" in text
    assert "Everybody else" not in text
    assert "the result is the same" not in text


def test_markup_in_a_question_is_shown_as_text(versions: Path) -> None:
    for rules in versions.glob("schemes/grant/**/calculator.yml"):
        edit(rules, "How many minutes?", "How long is a < b & *c*?")
    pages = {page.address: page for page in build(versions, day=NOW).pages}
    text = pages[f"en/{CHANGES}/2020-01-01/2024-01-01/"].markdown
    assert "How long is a &lt; b &amp; c: 5 or more" in text


def test_markup_in_a_clause_is_shown_as_text(versions: Path) -> None:
    name = "schemes/grant/versions/2024-01-01/provisions/1.yml"
    edit(versions / name, "What clause 1 says", "a < b & c")
    pages = {page.address: page for page in build(versions, day=NOW).pages}
    text = pages["en/schemes/grant/versions/changes/2020-01-01/2024-01-01/"].markdown
    assert "&lt;" in text
    assert "a < b" not in text


def test_each_pair_of_versions_has_its_page(site: BuiltSite) -> None:
    slugs = ["undated", "2020-01-01", "2024-01-01", "2099-01-01"]
    wanted = {
        f"en/schemes/grant/versions/changes/{a}/{b}/"
        for i, a in enumerate(slugs)
        for b in slugs[i + 1 :]
    }
    there = {
        page.address
        for page in site.pages
        if page.address.startswith("en/schemes/") and "changes" in page.address
    }
    assert there == wanted


def test_which_examples_flip(versions: Path) -> None:
    catalogue, results = check(versions, day=NOW)
    _, second, third, fourth = next(iter(catalogue.schemes())).all_versions
    pairs = {pair.example.key.id: pair for pair in example_pairs(second, third, results)}
    # The same facts in both versions stand there once.
    assert set(pairs) == {
        "grant/base",
        "grant/dear",
        "grant/too-short",
        "grant@2020-01-01/too-short",
    }
    flips = {
        id_: [(side.verdict, side.cap) for side in (item.before, item.after)]
        for id_, item in pairs.items()
        if item.flips
    }
    assert flips == {
        "grant@2020-01-01/too-short": [("ineligible", 150), ("eligible", 150)],
        "grant/dear": [("eligible", 500), ("eligible", 800)],
    }
    # Version 4 has no option “short”, and asks where the film is made.
    refused = {pair.example.key.id: pair for pair in example_pairs(third, fourth, results)}
    assert refused["grant/base"].after.refused == "category"
    assert refused["grant/base"].before.verdict == "eligible"


def test_a_question_that_only_one_version_asks_is_left_out_in_the_other(versions: Path) -> None:
    """Under a version that asks more, the verdict stays open."""
    fourth = "schemes/grant/versions/2099-01-01"
    for name in ("calculator.yml", "examples/base.yml"):
        text = (versions / fourth / name).read_text("utf-8")
        (versions / fourth / name).write_text(text.replace("brief", "short"), "utf-8")
    catalogue, results = check(versions, day=NOW)
    older, newer = next(iter(catalogue.schemes())).all_versions[2:]
    pairs = {pair.example.key.id: pair for pair in example_pairs(older, newer, results)}
    base = pairs["grant/base"]
    assert (base.before.verdict, base.after.verdict) == ("eligible", "undetermined")
    local = pairs["grant@2099-01-01/base"]
    assert (local.before.verdict, local.after.verdict) == ("eligible", "eligible")


@pytest.mark.parametrize(
    ("lang", "cells", "count", "refused"),
    [
        (
            "en",
            ["Too short (Version 2)", "Not eligible", "Eligible; …: NT$150"],
            "2 come out otherwise",
            "no such answer to: Which category?",
        ),
        (
            "zh",
            ["太短（版本 2）", "不符資格", "符合資格；…：新臺幣 150 元"],
            "2 個結果不同",
            "沒有這個答案：哪一組？",
        ),
    ],
)
def test_the_page_says_verdict_and_amount_before_and_after(
    page: Callable[[str], str], lang: Lang, cells: list[str], count: str, refused: str
) -> None:
    """Nothing is granted to what is not eligible, so that it has no amount."""
    root = "" if lang == "zh" else "en/"
    text = page(f"{root}schemes/grant/versions/changes/2020-01-01/2024-01-01/")
    (row,) = re.findall(r'<tr><th scope="row">(?=.*too-short)(.*?)</tr>', text)
    shown = [re.sub("<[^>]*>", "", cell) for cell in row.split("<td>")]
    assert [
        re.sub("(?<=[;；]).*?(?=[:：])", lambda cut: " …" if lang == "en" else "…", cell)
        for cell in shown
    ] == cells
    assert count in text
    assert refused in page(f"{root}schemes/grant/versions/changes/2024-01-01/2099-01-01/")


def test_versions_that_say_the_same(versions: Path) -> None:
    catalogue, _ = check(versions, day=NOW)
    scheme = next(iter(catalogue.schemes()))
    pairs = clause_pairs(scheme, scheme)
    assert pairs
    assert all(pair.before is pair.after for pair in pairs)


# --- reviews --------------------------------------------------------------------------


@pytest.fixture
def reviewed(small: Path) -> Path:
    """The small tree with a review of three records that is due by the end of 2026."""
    dates = "reviewed_on: 2025-12-31\nreview_by: 2026-12-31\n"
    for name in ("policies/halls.yml", "schemes/grant/scheme.yml", "people/jane-doe.yml"):
        text = (small / name).read_text("utf-8")
        (small / name).write_text(dates + text, "utf-8")
    return small


@pytest.mark.parametrize(("day", "late"), [("2026-12-31", False), ("2027-01-01", True)])
def test_past_its_review_a_page_says_that_it_may_be_out_of_date(
    reviewed: Path, day: str, late: bool
) -> None:
    """What the browser finds by its own day is shown at once by a build of such a day."""
    pages = {page.address: page for page in build(reviewed, day=date.fromisoformat(day)).pages}
    for address in ("policies/halls/", "schemes/grant/", "schemes/grant/calculator/", "people/"):
        for root, words in (("", "可能過時"), ("en/", "may be out of date")):
            text = pages[root + address].markdown
            (hidden, outcome) = re.findall(
                r'<p class="reviewed__late"( hidden)? data-review-by="2026-12-31">(.*?)</p>', text
            )[0]
            assert words in outcome
            assert bool(hidden) is not late
    assert (
        f"To be reviewed by {format_day(date(2026, 12, 31), 'en')}"
        in pages["en/policies/halls/"].markdown
    )
    assert "reviewed" not in pages["visits/"].markdown


def test_the_published_data_tells_the_review(reviewed: Path) -> None:
    files = build(reviewed, day=NOW).files
    for name in ("api/policies/halls.json", "api/schemes/grant.json"):
        data = json.loads(files[name])
        assert (data["reviewed_on"], data["review_by"]) == ("2025-12-31", "2026-12-31")


def test_the_check_warns_and_all_is_well(reviewed: Path, run: Run) -> None:
    done = run("generator", "check", cwd=reviewed.parent, day="2026-12-31")
    assert (done.returncode, done.stderr) == (0, "")
    done = run("generator", "check", cwd=reviewed.parent, day="2027-01-01")
    assert done.returncode == 0
    assert "all is well" in done.stdout
    assert "data/policies/halls.yml:2:12: W706 this was to be reviewed by 2026-12-31" in done.stderr
    assert done.stderr.count("W706 this was") == 3
    assert "3 warnings; the site can be published." in done.stderr


def test_programs_are_told_of_warnings(reviewed: Path, run: Run) -> None:
    def output(form: str) -> str:
        done = run("generator", "check", "--format", form, cwd=reviewed.parent, day="2027-01-01")
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    data = json.loads(output("json"))
    assert data["errors"] == []
    assert [datum["code"] for datum in data["warnings"]] == ["W706"] * 3
    lines = output("github").splitlines()
    assert len(lines) == 3
    assert all(line.startswith("::warning file=data/") for line in lines)


def test_a_warning_in_chinese(reviewed: Path) -> None:
    catalogue, _ = check(reviewed, day=date(2027, 1, 1))
    warnings = list(overdue(catalogue))
    messages.speak("zh")
    try:
        assert "W706 查核期限是 2026-12-31，已經過了" in str(warnings[0])
    finally:
        messages.speak(None)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    messages.speak("en")
    yield
    messages.speak(None)
