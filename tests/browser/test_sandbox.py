"""The sandbox as an editor uses it: figures typed and moved by key, what changes, and the patch."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.content.catalogue import Catalogue
from tests.browser.axe import violations
from tests.browser.conftest import SCHEME, Downloaded, NewPage
from tests.browser.kinds import Lang, both_languages
from tests.conftest import DATA

PATH = {"zh": f"/schemes/{SCHEME}/sandbox/", "en": f"/en/schemes/{SCHEME}/sandbox/"}
TITLES = {
    "pilot": {"zh": "試播帶 20 分鐘以上", "en": "Pilot of 20 minutes or longer"},
    "ceiling": {"zh": "該組的補助上限", "en": "Ceiling of the category"},
    "first": {"zh": "第一期款", "en": "First instalment"},
    "second": {"zh": "第二期款", "en": "Second instalment"},
}
EXAMPLE = {"zh": "二十分鐘的試播帶", "en": "A pilot of twenty minutes"}


class Sandbox:
    """The page with its words."""

    def __init__(self, page: Page, lang: Lang, catalogue: Catalogue) -> None:
        self.page, self.lang = page, lang
        self.labels = {
            key.removeprefix("sandbox_"): text[lang]
            for key, text in catalogue.interface.root.items()
            if key.startswith("sandbox_")
        }

    def open(self, fragment: str = "") -> Sandbox:
        self.page.goto(PATH[self.lang] + fragment)
        expect(self.page.locator(".sandbox__list")).to_be_visible()
        return self

    def box(self, rule: str, nth: int = 0) -> Locator:
        """A figure's box, by the rule that it stands under."""
        # A rule may be called as another begins: the clause comes right after the name.
        name = re.compile(rf"^{TITLES[rule][self.lang]} ")
        legend = self.page.locator("legend", has_text=name)
        group = self.page.locator("fieldset").filter(has=legend)
        return group.get_by_role("textbox").nth(nth)

    def row(self, words: str) -> Locator:
        """A row of what changes, by words in it."""
        return self.page.locator(".sandbox__table tr", has_text=words)

    @property
    def status(self) -> Locator:
        return self.page.locator(".sandbox__status")


@pytest.fixture
def sandbox(new_page: NewPage, catalogue: Catalogue) -> Any:
    def opened(lang: Lang, **options: Any) -> Sandbox:
        return Sandbox(new_page(**options), lang, catalogue)

    return opened


@both_languages
def test_a_figure_that_is_typed_tells_whose_result_changes(
    sandbox: Any, lang: Lang, axe: str
) -> None:
    page = sandbox(lang).open()
    expect(page.status).to_have_text(page.labels["unchanged"])
    page.box("pilot").fill("二十二" if lang == "zh" else "22")
    met = {"zh": ("符合", "不符合"), "en": ("Met", "Not met")}[lang]
    row = page.row(TITLES["pilot"][lang]).first
    expect(row.get_by_role("cell").nth(1)).to_have_text(met[0])
    expect(row.get_by_role("cell").nth(2)).to_have_text(met[1])
    expect(row).to_contain_text(re.compile(r"20.*22"))
    examples = page.page.get_by_role("link", name=EXAMPLE[lang], exact=True)
    expect(examples).to_have_attribute(
        "href", re.compile(r"examples/all/#pilot-of-twenty-minutes$")
    )
    assert violations(axe, page.page) == []


@both_languages
def test_a_link_opens_the_page_with_the_change_and_all_of_it_is_undone(
    sandbox: Any, lang: Lang
) -> None:
    page = sandbox(lang).open()
    page.box("pilot").fill("21")
    page.box("pilot").press("ArrowUp")
    expect(page.box("pilot")).to_have_value("22")
    expect(page.page).to_have_url(re.compile(r"=22$"))
    fragment = "#" + page.page.url.partition("#")[2]
    page.page.goto("about:blank")
    page.open(fragment)
    expect(page.box("pilot")).to_have_value("22")
    expect(page.row(TITLES["pilot"][lang]).first).to_be_visible()
    page.page.get_by_role("button", name=page.labels["reset"], exact=True).click()
    expect(page.box("pilot")).to_have_value("20")
    expect(page.page).to_have_url(re.compile(r"/sandbox/$"))
    for bad in ("requirements.99.met_when.2=5", "amount.limits.1.value.2.pilot=-5"):
        page.page.goto("about:blank")
        page.open(f"#r=0-00000000&{bad}")
        expect(page.status).to_contain_text(page.labels["other_rules"])
        expect(page.page.locator(".sandbox__patch")).to_have_count(0)


@both_languages
def test_what_cannot_stand_says_why_and_nothing_is_worked_out(sandbox: Any, lang: Lang) -> None:
    page = sandbox(lang).open()
    page.box("first").fill("50")
    why = page.labels["bad_instalments"].replace("{n}", "110")
    expect(page.page.get_by_text(why)).to_be_visible()
    expect(page.status).to_have_text(page.labels["bad"])
    page.box("second").fill("30%")
    expect(page.row(page.labels["every_grant"])).to_have_count(2)
    page.box("pilot").fill("-3")
    least = page.labels["bad_answers_above"].replace("{n}", "0")
    expect(page.page.get_by_text(least)).to_be_visible()
    expect(page.page.locator(".sandbox__patch")).to_have_count(0)
    page.box("pilot").fill("twenty-ish")
    expect(page.box("pilot")).to_have_attribute("aria-invalid", "true")
    expect(page.status).to_have_text(page.labels["bad"])


def test_the_patch_that_is_saved_changes_the_data(
    sandbox: Any, downloaded: Downloaded, tmp_path: Path
) -> None:
    page = sandbox("en").open()
    page.box("ceiling").fill("9 million")
    link = page.page.get_by_role("link", name=page.labels["save_patch"], exact=True)
    name, content = downloaded(page.page, link)
    assert name == f"{SCHEME}.patch"
    file = tmp_path / "data" / "schemes" / SCHEME / "calculator.yml"
    file.parent.mkdir(parents=True)
    file.write_bytes((DATA / "schemes" / SCHEME / "calculator.yml").read_bytes())
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=content, check=True)
    assert "{pilot: 9000000, short: 5000000" in file.read_text("utf-8")


def test_a_file_of_applications_is_worked_out_under_both(sandbox: Any) -> None:
    page = sandbox("en").open()
    page.box("ceiling").fill("9000000")
    rows = b"category,production_cost_twd\npilot,20000000\npilot,1000\n"
    page.page.locator("input[type=file]").set_input_files(
        {"name": "applications.csv", "mimeType": "text/csv", "buffer": rows}
    )
    expect(page.page.get_by_text(page.labels["file_done"].replace("{n}", "2"))).to_be_visible()
    sums = page.page.locator(".desk__sums").first
    expect(sums).to_contain_text("NT$8,000,800")
    expect(sums).to_contain_text("NT$9,000,800")
    page.box("ceiling").fill("9.5 million")
    expect(sums).to_contain_text("NT$9,500,800")
    page.box("ceiling").fill("much")
    expect(page.page.locator(".desk__sums")).to_have_count(0)
    page.page.get_by_role("button", name=page.labels["reset"], exact=True).click()
    expect(sums).to_contain_text("NT$8,000,800")
    expect(sums).not_to_contain_text("NT$9,500,800")


@both_languages
def test_a_file_that_cannot_be_read_says_why(
    sandbox: Any, lang: Lang, catalogue: Catalogue
) -> None:
    page = sandbox(lang).open()
    page.box("ceiling").fill("9000000")
    interface = catalogue.interface.root
    files = {
        "empty": b" ",
        "no_question": b"No.,Title\nA-1,Harbour\n",
        "twice": b"category,category\npilot,pilot\n",
        "too_wide": b"category" + b",x" * 1000 + b"\npilot\n",
    }
    for code, content in files.items():
        page.page.locator("input[type=file]").set_input_files(
            {"name": "applications.csv", "mimeType": "text/csv", "buffer": content}
        )
        words = interface[f"desk_bad_{code}"][lang].replace("{most}", "1,000").partition("{")[0]
        expect(page.page.get_by_text(words)).to_be_visible()
        expect(page.page.locator(".desk__sums")).to_have_count(0)


def test_an_error_of_the_reader_ends_the_wait(sandbox: Any) -> None:
    page = sandbox("en").open()
    page.page.route("**/screening/csv.js*", lambda route: route.abort())
    page.page.locator("input[type=file]").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"category\npilot\n"}
    )
    expect(page.page.get_by_text(page.labels["file_failed"])).to_be_visible()


def test_a_phone_shows_it_without_scrolling_sideways(sandbox: Any, axe: str) -> None:
    page = sandbox("en", viewport={"width": 390, "height": 844}, color_scheme="dark").open()
    page.box("ceiling").fill("9000000")
    expect(page.row("NT$9,000,000").first).to_be_visible()
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(axe, page.page) == []


def test_without_scripts_it_says_what_it_would_do(new_page: NewPage, catalogue: Catalogue) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(PATH["en"])
    words = catalogue.interface.root["sandbox_no_script"].en
    # Playwright looks for no text within `noscript`, though it shows there.
    shown = page.locator("#main noscript p")
    expect(shown).to_have_text(words.replace("{scheme}", SCHEME))
    expect(shown).to_be_visible()
