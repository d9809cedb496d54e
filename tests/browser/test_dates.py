"""``?on=DATE``, today and reviews in the browser: over a scheme with four versions.

``tests/trees/versions`` says which. The site is one of 21 November 2026.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewPage, serving
from tests.browser.fits import outside
from tests.browser.kinds import ROOTS, Lang, both_languages
from tests.browser.questionnaire import Questionnaire
from tests.conftest import DATA, SMALL, VERSIONS, Once, Run, make_project

NOW = "2026-11-21"
SCHEME = "schemes/grant/"
PARTS = ["", "rules/", "calculator/", "documents/", "examples/"]
NOTICES = "[data-notice]:not([data-notice='other-today']):visible"
OTHER = "[data-notice='other-today']:visible"
WORDS: dict[str, dict[Lang, str]] = {
    "in-force": {"zh": "{day} 有效的就是這一版。", "en": "This is the version in force on {day}."},
    "unknown": {"zh": "不知道 {day} 是不是已經適用", "en": "whether it applied on {day}."},
    "none": {"zh": "{day} 沒有任何一版有效。", "en": "No version is in force on {day}."},
    "not-a-day": {"zh": "「{day}」不是日期", "en": "“{day}”, in the address, is not a day"},
    "no-clause": {
        "zh": "沒有 {clause} 這一條",
        "en": "There is no clause {clause} in this version.",
    },
}


@pytest.fixture(scope="module")
def site(once: Once, run: Run) -> Path:
    def build_site(root: Path) -> None:
        shutil.copytree(SMALL, root / "data")
        shutil.copytree(VERSIONS, root / "data", dirs_exist_ok=True)
        shutil.copy(DATA / "interface.yml", root / "data")
        policy = root / "data/policies/halls.yml"
        policy.write_text("review_by: 2026-12-31\n" + policy.read_text("utf-8"), "utf-8")
        make_project(root / "data")
        done = run("mkdocs", "build", "-q", "-d", root / "site", cwd=root, day=NOW)
        assert done.returncode == 0, done.stderr

    return once("versions", build_site) / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture
def page(new_page: NewPage) -> Page:
    page = new_page()
    set_today(page, f"{NOW}T12:00:00+08:00")
    return page


def set_today(page: Page, now: str) -> None:
    """What the page takes for now. Playwright's own clock slows every timer, and axe has many."""
    page.add_init_script(
        f"""{{
  const now = Date.parse({json.dumps(now)});
  Date = class extends Date {{
    constructor(...given) {{ super(...(given.length ? given : [now])); }}
    static now() {{ return now; }}
  }};
}}"""
    )


def _asked(path: str, day: str) -> str:
    return f"{path}?on={quote(day)}"


@both_languages
@pytest.mark.parametrize(
    ("day", "folder", "notice"),
    [
        ("2016-02-29", "versions/undated/", "unknown"),
        ("2018-06-01", "", "none"),
        ("2020-01-01", "versions/2020-01-01/", "in-force"),
        ("2023-12-31", "versions/2020-01-01/", "in-force"),
        ("2024-01-01", "", "in-force"),
        ("2099-01-01", "versions/2099-01-01/", "in-force"),
    ],
)
def test_a_day_opens_the_version_in_force_that_day(
    page: Page, problems: list[str], lang: Lang, day: str, folder: str, notice: str
) -> None:
    page.goto(_asked(ROOTS[lang] + SCHEME + "documents/", day))
    page.wait_for_url(f"**/{_asked(ROOTS[lang] + SCHEME + folder + 'documents/', day)}")
    expect(page.locator(NOTICES)).to_have_count(1)
    expect(page.locator(NOTICES)).to_contain_text(WORDS[notice][lang].format(day=day))
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant" if lang == "zh" else "en")
    assert problems == []


@both_languages
@pytest.mark.parametrize(
    "path",
    ["versions/2020-01-01/rules/", "versions/undated/rules/", "versions/2099-01-01/rules/"],
)
def test_an_older_version_leads_back(page: Page, lang: Lang, path: str) -> None:
    page.goto(_asked(ROOTS[lang] + SCHEME + path, "2025-05-05") + "#3")
    page.wait_for_url(f"**/{_asked(ROOTS[lang] + SCHEME + 'rules/', '2025-05-05')}#3")
    expect(page.locator(NOTICES)).to_contain_text("2025-05-05")


@both_languages
def test_a_link_to_a_clause_that_is_gone_says_so(
    page: Page, problems: list[str], axe: str, lang: Lang
) -> None:
    """Version 3 of 2024 has clauses 1 to 4, those before it have no 4."""
    rules = ROOTS[lang] + SCHEME + "rules/"
    gone = page.locator("[data-notice='no-clause']")
    page.goto(f"{rules}#99")
    expect(gone).to_contain_text(WORDS["no-clause"][lang].format(clause="99"))
    expect(gone).to_be_in_viewport()
    expect(page.get_by_role("status").filter(has=gone)).to_have_count(1)
    assert violations(axe, page) == []
    for clause in ("4", "2.1"):
        page.goto(f"{rules}#{clause}")
        expect(gone).to_be_hidden()
    page.evaluate("location.hash = '2.9'")
    expect(gone).to_contain_text(WORDS["no-clause"][lang].format(clause="2.9"))
    expect(gone).to_be_in_viewport()
    page.evaluate("location.hash = 'side-by-side'")
    expect(gone).to_be_hidden()
    page.goto(_asked(rules, "2021-05-05") + "#4")
    page.wait_for_url("**/versions/2020-01-01/rules/?on=2021-05-05#4")
    expect(page.locator(NOTICES)).to_have_count(2)
    expect(gone).to_contain_text(WORDS["no-clause"][lang].format(clause="4"))
    assert problems == []


HOSTILE = [
    "",
    "2023-02-29",
    "2024-7-1",
    "2024-07",
    "2024",
    " 2024-01-01",
    "2024-01-01T00:00",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "\u202e2024-01-01",
    "\x00" + "🎬" * 50,
    "9" * 5000,
]


@both_languages
def test_what_is_no_day_becomes_words_and_nothing_else(
    page: Page, problems: list[str], lang: Lang
) -> None:
    for hostile in HOSTILE:
        asked = _asked(ROOTS[lang] + SCHEME, hostile)
        page.goto(asked)
        shown = page.locator(NOTICES)
        expect(shown).to_have_attribute("data-notice", "not-a-day")
        day = shown.locator("[data-day]")
        assert day.evaluate("each => each.textContent") == hostile[:40]
        assert day.evaluate("each => each.children.length") == 0
        start, end = WORDS["not-a-day"][lang].split("{day}")
        expect(shown).to_contain_text(start)
        expect(shown).to_contain_text(end)
        assert page.url.endswith("/" + asked)
        assert outside(page) == []
    assert problems == []


@both_languages
def test_the_page_of_versions_asks_for_a_day(page: Page, axe: str, lang: Lang) -> None:
    path = ROOTS[lang] + SCHEME + "versions/"
    page.goto(path)
    assert violations(axe, page) == []
    page.locator("input[name=on]").fill("2021-05-05")
    page.locator(".on-day button").click()
    page.wait_for_url(f"**/{path}2020-01-01/?on=2021-05-05")
    page.goto(path + "?on=2021-05-05")
    page.wait_for_url(f"**/{path}2020-01-01/?on=2021-05-05")


@both_languages
@pytest.mark.parametrize("part", PARTS)
def test_the_permanent_address_of_the_version_shown_leads_on(
    page: Page, lang: Lang, part: str
) -> None:
    """With the anchor and the day, by which that page may lead on in its turn."""
    home = ROOTS[lang] + SCHEME
    page.goto(f"{home}versions/2024-01-01/{part}#3")
    page.wait_for_url(f"**/{home}{part}#3")
    page.goto(f"{home}versions/2024-01-01/{part}?on=2020-05-05")
    page.wait_for_url(f"**/{home}versions/2020-01-01/{part}?on=2020-05-05")


@both_languages
@pytest.mark.parametrize(
    ("folder", "verdict", "cap"),
    [("", "eligible", 800), ("versions/2020-01-01/", "ineligible", 500)],
)
def test_the_calculator_of_each_version_decides_by_its_rules(
    page: Page, problems: list[str], lang: Lang, folder: str, verdict: str, cap: int
) -> None:
    facts = {"category": "short", "minutes": 7, "registered": True, "cost": 5000}
    page.goto(ROOTS[lang] + SCHEME + folder + "calculator/")
    calculator = page.locator("subsidy-calculator")
    calculator.locator("form").first.wait_for()
    calculator.evaluate(
        "(each, facts) => new Promise((done) => {"
        " each.addEventListener('ready', done, { once: true });"
        " each.setAttribute('answers', facts); })",
        json.dumps(facts),
    )
    expect(calculator.locator(f".answer .sentence.{verdict}")).to_be_visible()
    capped = "element => element.page.view.result.amount.cap"
    assert calculator.evaluate(capped) == cap
    assert problems == []


@both_languages
@pytest.mark.parametrize(
    ("now", "notice"),
    [
        ("2098-12-31T23:59:59+08:00", None),
        ("2099-01-01T00:00:00+08:00", "other-today"),
        ("2018-06-01T12:00:00+08:00", "none-today"),
    ],
)
def test_the_reader_is_told_when_today_is_beyond_the_version_shown(
    new_page: NewPage, lang: Lang, now: str, notice: str | None
) -> None:
    page = new_page()
    set_today(page, now)
    page.goto(ROOTS[lang] + SCHEME + "rules/", wait_until="networkidle")
    shown = page.locator("[data-notice]:visible")
    if notice is None:
        expect(shown).to_have_count(0)
        return
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("data-notice", notice)
    if notice == "other-today":
        shown.get_by_role("link").click()
        page.wait_for_url(f"**/{ROOTS[lang]}{SCHEME}versions/2099-01-01/rules/")
        # Made before its day, that page is told the same by the reader's.
        expect(page.locator("[data-notice]:visible")).to_have_count(0)


@both_languages
@pytest.mark.parametrize(
    ("now", "late"),
    [("2026-12-31T23:59:59+08:00", False), ("2027-01-01T00:00:00+08:00", True)],
)
def test_a_page_ages_by_the_reader_s_day(
    new_page: NewPage, lang: Lang, now: str, late: bool
) -> None:
    page = new_page()
    set_today(page, now)
    page.goto(ROOTS[lang] + "policies/halls/", wait_until="networkidle")
    notice = page.locator(".reviewed__late")
    expect(notice).to_contain_text("可能過時" if lang == "zh" else "may be out of date")
    assert notice.is_visible() is late


@both_languages
@pytest.mark.parametrize(
    "path",
    [
        "?on=2018-06-01",
        "versions/2020-01-01/rules/",
        "versions/changes/2020-01-01/2024-01-01/",
        "versions/changes/2024-01-01/2099-01-01/",
    ],
)
def test_the_pages_are_sound(
    page: Page, problems: list[str], axe: str, lang: Lang, path: str
) -> None:
    page.goto(ROOTS[lang] + SCHEME + path, wait_until="networkidle")
    assert violations(axe, page) == []
    assert outside(page) == []
    assert problems == []


@pytest.mark.chromium
@both_languages
def test_without_javascript_every_version_is_a_link_away(new_page: NewPage, lang: Lang) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(ROOTS[lang] + SCHEME + "?on=2021-05-05")
    expect(page.locator(NOTICES)).to_have_count(0)
    page.locator(".in-force a:visible").first.click()
    page.locator(".versions a[href$='versions/2020-01-01/']").click()
    page.wait_for_url(f"**/{ROOTS[lang]}{SCHEME}versions/2020-01-01/")
    page.locator(OTHER).get_by_role("link").click()
    page.wait_for_url(f"**/{ROOTS[lang]}{SCHEME}")


@both_languages
@pytest.mark.parametrize("cap", [500, 400])
def test_a_link_of_another_version_is_worked_out_under_both(
    page: Page,
    site: Path,
    labels: dict[Lang, dict[str, str]],
    problems: list[str],
    lang: Lang,
    cap: int,
) -> None:
    """Under its own version the result is the same, unless the link says another amount."""
    words = labels[lang]
    old, now = (_calculator(site, name) for name in ("grant@2020-01-01", "grant"))
    facts = {"category": "short", "minutes": 12, "registered": True, "cost": 2000}
    page.goto(ROOTS[lang] + SCHEME + "versions/2020-01-01/calculator/")
    then = Questionnaire(page, {"calculator": old}, lang)
    then.root.locator("form").wait_for()
    then.give(facts)
    then.shown()
    fragment = then.link().partition("#")[2]
    if cap != 500:
        fragment = _with_cap(fragment, cap)
    page.goto(f"{ROOTS[lang]}{SCHEME}calculator/#{fragment}")
    notice = page.locator("subsidy-calculator .notice").filter(
        has_text=words["other_rules"].format(**{"from": _rules(old), "to": _rules(now)})
    )
    key = "reopened_same" if cap == 500 else "reopened_differs"
    expect(notice).to_contain_text(words[key].format(rules=_rules(old)))
    expect(notice).to_contain_text(words["reopened_now"].format(rules=_rules(now)))
    name = words["reopened_open"].format(rules=_rules(old))
    notice.get_by_role("link", name=name).click()
    page.wait_for_url("**/versions/2020-01-01/calculator/*")
    shown = page.locator("subsidy-calculator #verdict")
    expect(shown).to_have_text(words["verdict_eligible"])
    assert problems == []


def _calculator(site: Path, name: str) -> dict[str, Any]:
    text = (site / f"api/schemes/{name}.json").read_text("utf-8")
    calculator: dict[str, Any] = json.loads(text)["calculator"]
    return calculator


def _rules(calculator: dict[str, Any]) -> str:
    return f"{calculator['version']}-{calculator['hash'][:8]}"


def _with_cap(fragment: str, cap: int) -> str:
    """The same link, had its day come to another amount."""
    head, _, packed = fragment.partition("&a=")
    held = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    held[2] = cap
    return f"{head}&a={base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip('=')}"
