"""The form for editing, as staff use it: what is typed, what the file has then, what is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import ndiff
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    ViewportSize,
    expect,
)

from tests.browser.axe import violations
from tests.browser.conftest import TIMEOUT, Visit
from tests.browser.form import TOKEN, at, box, find, form_of, save
from tests.browser.preview import previewing

JANE = "people/jane-doe.yml"
Opened = Callable[..., Page]
MARKUP = "<img src=x onerror=\"document.title='run'\">"


@pytest.fixture
def form(small: Path) -> Iterator[str]:
    with form_of(small) as address:
        yield address


@dataclass
class Leaving:
    """What the browser asks before a page is left, and what is answered."""

    leave: bool = True
    asked: list[str] = field(default_factory=list)

    def answer(self, dialog: Dialog) -> None:
        self.asked.append(dialog.type)
        if self.leave:
            dialog.accept()
        else:
            dialog.dismiss()


@pytest.fixture
def leaving() -> Leaving:
    return Leaving()


@pytest.fixture
def opened(
    browsers: Callable[[str], Browser], form: str, leaving: Leaving, problems: list[str]
) -> Iterator[Opened]:
    """Opens the form in a fresh tab; errors and requests to another host go to ``problems``."""
    contexts: list[BrowserContext] = []
    host = urlsplit(form).netloc

    def asked(url: str) -> None:
        if urlsplit(url).scheme != "data" and urlsplit(url).netloc != host:
            problems.append(f"asks for {url}")

    def printed(words: ConsoleMessage) -> None:
        # A save that is refused is told in the form; the browser notes it besides.
        if words.type == "error" and "409" not in words.text:
            problems.append(f"console: {words.text}")

    def open_form(width: int = 1440, colours: str = "light") -> Page:
        viewport: ViewportSize = {"width": width, "height": 900}
        scheme: Any = colours
        context = browsers(colours).new_context(viewport=viewport, color_scheme=scheme)
        contexts.append(context)
        context.set_default_timeout(TIMEOUT)
        context.on("request", lambda request: asked(request.url))
        context.on("console", printed)
        context.on("weberror", lambda error: problems.append(f"error: {error.error}"))
        page = context.new_page()
        page.on("dialog", leaving.answer)
        page.goto(form)
        return page

    yield open_form
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(opened: Opened) -> Page:
    return opened()


def changed(before: str, file: Path) -> list[str]:
    """The lines that came and went."""
    after = file.read_text("utf-8").splitlines()
    return [line for line in ndiff(before.splitlines(), after) if line[0] in "+-"]


# --- finding and editing -----------------------------------------------------------------------


def test_one_text_is_found_by_its_chinese_name_and_one_line_changes(
    page: Page, small: Path
) -> None:
    before = (small / JANE).read_text("utf-8")
    find(page, "杜珍")
    box(page, "role", "zh").fill("副局長")
    expect(page.locator("#state")).to_contain_text("1 處還沒存")
    expect(at(page, "role")).to_contain_text("中文改了，英文還沒改")
    save(page)
    assert changed(before, small / JANE) == [
        "- role: {zh: 局長, en: Director}",
        "+ role: {zh: 副局長, en: Director}",
    ]
    expect(page.locator("#state")).to_be_empty()


@pytest.mark.parametrize("words", ["Jane", "jane-doe", "人物"])
def test_a_record_is_found_by_its_english_its_id_and_its_kind(page: Page, words: str) -> None:
    find(page, words)
    expect(page.locator("#name")).to_have_text("杜珍")


def test_the_list_has_all_kinds_with_their_numbers_and_tells_what_is_wrong(
    page: Page, small: Path
) -> None:
    expect(page.locator("#list details")).to_have_count(23)
    expect(page.locator("#list summary").filter(has_text="條文")).to_contain_text("5")
    (small / JANE).write_text("name: {zh: 杜珍, en: Jane Doe}\n", "utf-8")
    page.reload()
    page.get_by_label("找資料").fill("杜珍")
    expect(page.locator("#list [data-key]")).to_contain_text("有錯")


def test_words_and_hints_are_in_the_language_that_is_chosen(page: Page) -> None:
    find(page, "杜珍")
    expect(at(page, "role").locator("legend")).to_have_text("職稱")
    page.get_by_role("button", name="English").click()
    expect(at(page, "role").locator("legend")).to_have_text("Role")
    expect(page.locator("#name")).to_have_text("Jane Doe")
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    assert "｜" not in page.locator("body").inner_text()


def test_a_record_is_picked_by_its_chinese_name(page: Page, small: Path) -> None:
    find(page, "小鎮")
    picker = box(page, "within")
    expect(picker).to_have_value("縣")
    expect(at(page, "within").locator(".id").first).to_have_text("county")
    picker.fill("小")
    expect(page.locator("#form [role=option]")).to_have_count(1)
    picker.press("Enter")
    expect(picker).to_have_value("小鎮")
    before = (small / "places/town.yml").read_text("utf-8")
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="仍然存檔").click()
    expect(page.locator("#notice")).to_contain_text("存好了")
    assert changed(before, small / "places/town.yml") == ["- within: county", "+ within: town"]


# --- fields and entries ------------------------------------------------------------------------


def test_an_entry_at_the_top_of_a_list_leaves_the_others_as_they_are(
    page: Page, small: Path
) -> None:
    file = small / "policies/halls.yml"
    file.write_text(
        file.read_text("utf-8").replace("people: [jane-doe]", "people:\n  # 主持人\n  - jane-doe"),
        "utf-8",
    )
    before = file.read_text("utf-8")
    find(page, "會堂政策")
    at(page, "stops").get_by_role("button", name="加在最前面").click()
    picker = box(page, "stops", 0, "stop")
    expect(picker).to_be_focused()
    picker.fill("會堂")
    picker.press("Enter")
    box(page, "stops", 0, "why", "zh").fill("看過兩次")
    box(page, "stops", 0, "why", "en").fill("It was seen twice")
    page.keyboard.press("Control+s")
    page.locator("#notice, dialog[open]").filter(has_text="存").first.wait_for()
    if page.locator("dialog[open]").count():
        page.get_by_role("button", name="仍然存檔").click()
    expect(page.locator("#notice")).to_contain_text("存好了")
    lines = changed(before, file)
    assert [line for line in lines if line.startswith("-")] == []
    assert lines[0] == "+   - stop: trip-2020/hall"
    assert "看過兩次" in lines[1]


def test_entries_move_and_go_and_come_back(page: Page, small: Path) -> None:
    file = small / "policies/halls.yml"
    before = file.read_text("utf-8")
    find(page, "會堂政策")
    second = at(page, "clauses", 1)
    words = second.locator(".words").inner_text()
    at(page, "clauses", 1).get_by_role("button", name="上移第 2 項").click()
    expect(at(page, "clauses", 0).locator(".words")).to_have_text(words)
    at(page, "clauses", 0).get_by_role("button", name="下移第 1 項").click()
    expect(page.locator("#state")).to_be_empty()
    at(page, "clauses", 1).get_by_role("button", name="刪除第 2 項").click()
    expect(at(page, "clauses").locator(".entries > li")).to_have_count(2)
    page.get_by_role("button", name="放回去").click()
    expect(at(page, "clauses", 1).locator(".words")).to_have_text(words)
    expect(page.locator("#state")).to_be_empty()
    at(page, "clauses", 1).get_by_role("button", name="刪除第 2 項").click()
    save(page)
    assert changed(before, file) == [
        "-   - clause: grant/2",
        "-     why: {zh: 條件, en: Its conditions}",
    ]


def test_an_optional_field_comes_when_it_is_chosen_and_goes_when_it_is_emptied(
    page: Page, small: Path
) -> None:
    before = (small / JANE).read_text("utf-8")
    find(page, "杜珍")
    expect(at(page, "description")).to_have_count(0)
    page.get_by_label("加一欄").select_option(label="簡介")
    expect(box(page, "description", "zh")).to_be_focused()
    expect(page.locator("#state")).to_be_empty()
    box(page, "description", "zh").fill("局長")
    box(page, "description", "en").fill("The director")
    save(page)
    assert changed(before, small / JANE) == ["+ description: {zh: 局長, en: The director}"]
    box(page, "description", "zh").fill("")
    box(page, "description", "en").fill("")
    save(page)
    assert (small / JANE).read_text("utf-8") == before


def test_a_field_that_is_taken_away_is_gone_from_the_file(page: Page, small: Path) -> None:
    before = (small / JANE).read_text("utf-8")
    find(page, "杜珍")
    page.get_by_role("button", name="拿掉這一欄：所屬單位").click()
    expect(page.get_by_label("加一欄")).to_be_focused()
    save(page)
    assert changed(before, small / JANE) == ["- organisation: bureau"]


def test_the_kind_of_a_question_decides_which_fields_it_has(page: Page, small: Path) -> None:
    find(page, "試算")
    at(page, "groups", 0).locator(".toggle").first.click()
    at(page, "groups", 0, "questions", 2).locator(".toggle").first.click()
    expect(at(page, "groups", 0, "questions", 2, "options")).to_have_count(0)
    box(page, "groups", 0, "questions", 2, "type").select_option("choice")
    expect(at(page, "groups", 0, "questions", 2, "options")).to_be_visible()


def test_a_rule_is_told_in_words_as_it_is_typed(page: Page, small: Path) -> None:
    find(page, "試算")
    at(page, "requirements", 0).locator(".toggle").first.click()
    rule = at(page, "requirements", 0, "met_when")
    expect(rule.locator(".meaning")).to_contain_text("10")
    rule.locator("textarea").fill("at_least: [minutes, 12]")
    expect(rule.locator(".meaning")).to_contain_text("12")
    rule.locator("textarea").fill("at_least: [")
    expect(rule.locator(".meaning")).to_contain_text("還看不懂")


# --- messages ----------------------------------------------------------------------------------


def test_what_is_wrong_is_told_at_its_field_with_its_mend(page: Page) -> None:
    find(page, "小鎮")
    picker = box(page, "within")
    picker.fill("no-such-place")
    picker.press("Tab")
    message = at(page, "within").locator(".message")
    expect(message).to_contain_text("no-such-place")
    expect(picker).to_have_attribute("aria-invalid", "true")
    described = page.evaluate(
        "(field) => field.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id)?.textContent).join(' ')",
        picker.element_handle(),
    )
    assert message.inner_text().split()[1] in described
    expect(page.locator("#check-title")).to_contain_text("個問題")
    page.locator("#messages").get_by_role("button", name="到這一欄").first.click()
    expect(picker).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.locator("dialog[open]")).to_contain_text("個錯誤")
    page.get_by_role("button", name="回到表單").click()
    expect(page.locator("#state")).to_contain_text("1 處還沒存")


def test_a_message_deep_in_a_list_opens_its_entry(page: Page, small: Path) -> None:
    file = small / "schemes/grant/calculator.yml"
    file.write_text(file.read_text("utf-8").replace("percent: 50", "percent: 500"), "utf-8")
    find(page, "試算")
    page.locator("#messages").get_by_role("button", name="到這一欄").first.click()
    expect(at(page, "amount", "limits", 0, "value").locator(".message")).to_be_visible()


def test_what_the_models_do_not_have_is_shown_and_can_be_taken_away(
    page: Page, small: Path
) -> None:
    before = (small / JANE).read_text("utf-8")
    (small / JANE).write_text(before + "colour: red\n", "utf-8")
    find(page, "杜珍")
    box(page, "role", "en").fill("The director")
    save_anyway(page)
    assert "colour: red" in (small / JANE).read_text("utf-8")
    at(page, "colour").get_by_role("button", name="刪除").click()
    save(page)
    assert "colour" not in (small / JANE).read_text("utf-8")


def save_anyway(page: Page) -> None:
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="仍然存檔").click()
    expect(page.locator("#notice")).to_contain_text("存好了")


# --- nothing is lost ---------------------------------------------------------------------------


def test_a_file_that_was_changed_elsewhere_is_not_overwritten(page: Page, small: Path) -> None:
    find(page, "杜珍")
    box(page, "role", "zh").fill("副局長")
    file = small / JANE
    file.write_text(file.read_text("utf-8").replace("Jane Doe", "Jane Roe"), "utf-8")
    page.keyboard.press("Control+s")
    expect(page.locator("#conflict")).to_contain_text("沒有存")
    assert "副局長" not in file.read_text("utf-8")
    page.get_by_role("button", name="把我的更改套在現在的檔案上").click()
    expect(box(page, "role", "zh")).to_have_value("副局長")
    expect(box(page, "name", "en")).to_have_value("Jane Roe")
    save(page)
    text = file.read_text("utf-8")
    assert "Jane Roe" in text
    assert "副局長" in text


def test_the_last_save_is_taken_back(page: Page, small: Path) -> None:
    before = (small / JANE).read_text("utf-8")
    find(page, "杜珍")
    expect(page.get_by_role("button", name="復原上次存檔")).to_be_hidden()
    box(page, "role", "zh").fill("副局長")
    save(page)
    page.get_by_role("button", name="復原上次存檔").click()
    expect(box(page, "role", "zh")).to_have_value("局長")
    assert (small / JANE).read_text("utf-8") == before


def test_a_reload_keeps_what_is_not_saved(page: Page, small: Path) -> None:
    before = (small / JANE).read_text("utf-8")
    find(page, "杜珍")
    box(page, "role", "zh").fill("副局長")
    page.reload()
    expect(box(page, "role", "zh")).to_have_value("副局長")
    expect(page.locator("#notice")).to_contain_text("還沒存")
    save(page)
    assert len(changed(before, small / JANE)) == 2


def test_the_page_beside_shows_what_was_saved(small_project: Path, visit: Visit) -> None:
    with previewing(small_project, EDIT_TOKEN=TOKEN) as (address, _):
        page = visit(f"{address}edit/#{TOKEN}", viewport={"width": 1440, "height": 900})
        find(page, "會堂政策")
        heading = page.frame_locator("iframe").locator("h1")
        expect(heading).to_contain_text("會堂政策")
        box(page, "title", "zh").fill("新的會堂政策")
        page.keyboard.press("Control+s")
        expect(page.locator("#notice")).to_contain_text("存好了")
        expect(heading).to_contain_text("新的會堂政策")


def test_leaving_with_something_unsaved_asks_first(page: Page, leaving: Leaving) -> None:
    find(page, "杜珍")
    leaving.leave = False
    box(page, "role", "zh").press_sequentially("副局長")
    page.close(run_before_unload=True)
    expect(box(page, "role", "zh")).to_have_value(re.compile("副局長"))
    assert leaving.asked == ["beforeunload"]
    box(page, "role", "zh").fill("局長")
    page.reload()
    assert leaving.asked == ["beforeunload"]


# --- new records, translations -----------------------------------------------------------------


def test_a_new_record_gets_its_id_from_its_english_name(page: Page, small: Path) -> None:
    page.get_by_role("button", name="新增一筆").click()
    page.get_by_label("種類").select_option("policy")
    page.get_by_label("英文名稱").fill("Film Office’s Grants")
    expect(page.get_by_label("代號", exact=True)).to_have_value("film-offices-grants")
    page.get_by_role("button", name="建立").click()
    expect(page.locator("#file")).to_have_text("data/policies/film-offices-grants.yml")
    assert (small / "policies/film-offices-grants.yml").exists()


def test_the_english_that_is_right_again_is_confirmed(page: Page, small: Path) -> None:
    find(page, "杜珍")
    box(page, "role", "zh").fill("局長。")
    save(page)
    state = at(page, "role").locator(".english")
    expect(state).to_be_visible()
    state.get_by_role("button").click()
    expect(page.locator("#notice")).to_contain_text("記下了")
    expect(state).to_have_count(0)


# --- safe, and usable by all -------------------------------------------------------------------


def test_markup_is_shown_as_it_was_typed_and_nothing_of_it_runs(page: Page, small: Path) -> None:
    text = (small / "places/county.yml").read_text("utf-8")
    single = MARKUP.replace("'", "''")
    (small / "places/county.yml").write_text(text.replace("縣", f"'{single}'", 1), "utf-8")
    page.reload()
    find(page, "小鎮")
    expect(box(page, "within")).to_have_value(MARKUP)
    box(page, "within").fill("img")
    expect(page.locator("#form [role=option]")).to_contain_text(MARKUP)
    page.keyboard.press("Escape")
    box(page, "description", "zh").fill(MARKUP)
    expect(page.locator("#check-title")).not_to_contain_text("檢查中")
    page.reload()
    expect(box(page, "description", "zh")).to_have_value(MARKUP)
    find(page, "img")
    expect(page.locator("#name")).to_have_text(MARKUP)
    expect(box(page, "name", "zh")).to_have_value(MARKUP)
    assert page.locator("body img").count() == 0
    assert page.title() == "編輯"


def test_all_of_it_is_done_by_keyboard(page: Page, small: Path) -> None:
    expect(page.locator("#list details").first).to_be_visible()
    page.get_by_label("找資料").focus()
    page.keyboard.type("會堂政策")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#name")).to_be_focused()
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.ariaLabel ?? ''").startswith("上移第 3 項"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_have_text("移到第 2 項。")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_have_text("移到第 1 項。")
    save(page)
    text = (small / "policies/halls.yml").read_text("utf-8")
    assert text.index("grant/3") < text.index("grant/1")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_axe_finds_nothing(opened: Opened, axe: str, width: int, colours: str) -> None:
    page = opened(width, colours)
    find(page, "試算")
    at(page, "groups", 0).locator(".toggle").first.click()
    at(page, "groups", 0, "questions", 0).locator(".toggle").first.click()
    at(page, "requirements", 0).locator(".toggle").first.click()
    box(page, "requirements", 0, "id").fill("Not an id")
    expect(at(page, "requirements", 0, "id").locator(".message")).to_be_visible()
    assert violations(axe, page) == []
    page.get_by_role("button", name="新增一筆").click()
    assert violations(axe, page, "dialog") == []


def test_the_page_is_behind_a_tab_where_there_is_no_room(opened: Opened) -> None:
    page = opened(1024)
    find(page, "杜珍")
    frame = page.locator("iframe")
    expect(frame).to_be_hidden()
    page.get_by_role("group", name="表單或網頁").get_by_role("button", name="網頁").click()
    expect(frame).to_be_visible()
    expect(page.locator("#form")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
