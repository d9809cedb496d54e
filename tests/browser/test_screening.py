"""The pre-screening desk: sheets of applications, decided in the browser as the engine does."""

from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from generator.content.catalogue import Catalogue
from tests.browser.applications import WATCH, Rows, csv_of, examples_as_rows, xlsx_of
from tests.browser.conftest import Downloaded, NewPage
from tests.browser.kinds import LANGS, ROOTS, Lang, both_languages, open_page

PATH = "schemes/virtual-production/screening/"
FOUND = ["verdict", "unmet", "unclear", "missing", "cap", "error"]
Words = Callable[[str, Lang], str]


@pytest.fixture
def words(catalogue: Catalogue) -> Words:
    """The desk's words by key and language."""
    return lambda key, lang: catalogue.interface.root[f"desk_{key}"][lang]


def _desk(page: Page, lang: Lang = "en") -> Locator:
    open_page(page, ROOTS[lang] + PATH)
    desk = page.locator(".desk")
    expect(desk).to_be_visible()
    return desk


def _give(desk: Locator, name: str, content: bytes) -> None:
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    desk.locator("input[type=file]").set_input_files(file)


def _list(page: Page) -> Locator:
    return page.locator(".desk__row:not(.desk__head)")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_examples_are_decided_as_the_engine_decides_them(
    page: Page, problems: list[str], scheme: dict[str, Any], form: str, downloaded: Downloaded
) -> None:
    rows, results = examples_as_rows(scheme)
    desk = _desk(page)
    _give(desk, f"cases.{form}", csv_of(rows) if form == "csv" else xlsx_of(rows))
    expect(_list(page).first).to_be_visible()
    button = desk.get_by_role("button", name=form.upper(), exact=False).last
    name, content = downloaded(page, button)
    assert name == f"screened.{form}"
    if form == "csv":
        read: Rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        read = [["" if cell is None else cell for cell in row] for row in sheet.values]
    assert [str(cell) for cell in read[0]] == [*rows[0], *FOUND]
    assert len(read) == len(rows)
    for row, result in zip(read[1:], results, strict=True):

        def ids(status: str, result: dict[str, Any] = result) -> str:
            return ";".join(r["id"] for r in result["requirements"] if r["status"] == status)

        cap = result["amount"]["cap"]
        expected = [result["verdict"], ids("unmet"), ids("unclear")]
        expected += [";".join(result["unanswered"]), "" if cap is None else str(cap), ""]
        assert [str(cell) for cell in row[-6:]] == expected, row[0]
    assert problems == []


def test_nothing_leaves_the_computer(
    page: Page, problems: list[str], scheme: dict[str, Any]
) -> None:
    rows, _ = examples_as_rows(scheme)
    desk = _desk(page)
    asked: list[tuple[str, str, Any]] = []
    page.on(
        "request", lambda request: asked.append((request.method, request.url, request.post_data))
    )
    _give(desk, "cases.csv", csv_of(rows))
    _list(page).first.locator("button").click()
    expect(page.locator(".desk__one")).to_be_visible()
    assert asked
    assert {(method, data) for method, _, data in asked} == {("GET", None)}
    assert [url for _, url, _ in asked if "A-1" in url or "?" in url] == []
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "runtime_minutes" not in stored
    assert problems == []


@both_languages
def test_one_application_says_what_is_wrong_and_opens_in_the_calculator(
    page: Page,
    problems: list[str],
    scheme: dict[str, Any],
    lang: Lang,
    words: Words,
) -> None:
    rows = [
        ["No.", "category", "runtime_minutes", "has_script"],
        ["A-1", "short", "25 minutes", "yes"],
        ["A-2", "short", "二十分鐘", "是"],
        ["A-3", "short", "about twenty", "是"],
    ]
    desk = _desk(page, lang)
    _give(desk, "cases.csv", csv_of(rows))
    expect(_list(page)).to_have_count(3)
    desk.locator(".desk__groups label", has=page.locator("[value=ineligible]")).click()
    expect(_list(page)).to_have_count(1)
    desk.locator(".desk__groups label", has=page.locator("[value='']")).click()
    expect(_list(page)).to_have_count(3)

    _list(page).first.locator("button").press("Enter")
    one = page.locator(".desk__one")
    expect(one).to_contain_text("A-1")
    (rule,) = (r for r in scheme["calculator"]["requirements"] if r["id"] == "short-runtime")
    expect(one).to_contain_text(rule["unmet"][lang])
    with page.expect_popup() as popup:
        one.get_by_role("link", name=words("open_calculator", lang)).press("Enter")
    expect(popup.value.locator("subsidy-calculator")).to_contain_text(rule["unmet"][lang])

    one.get_by_role("button", name=words("next", lang)).click()
    expect(one).to_contain_text("A-2")
    one.get_by_role("button", name=words("next", lang)).click()
    expect(one).to_contain_text("about twenty")
    page.keyboard.press("Escape")
    expect(one).to_be_hidden()
    expect(_list(page).last.locator("button")).to_be_focused()
    assert problems == []


def test_a_draft_letter_is_in_both_languages_with_clauses_and_the_day(
    page: Page, scheme: dict[str, Any], words: Words, downloaded: Downloaded
) -> None:
    desk = _desk(page)
    _give(desk, "cases.csv", csv_of([["No.", "category"], ["A-1", "short"]]))
    _list(page).first.locator("button").press("Enter")
    one = page.locator(".desk__one")
    one.get_by_text(words("letter", "en"), exact=True).click()
    one.locator("input[type=date]").fill("2027-03-05")
    one.locator("input[type=date]").blur()
    sheets = one.locator(".desk__letter section")
    expect(sheets).to_have_count(2)
    by_id = {question["id"]: question for question in scheme["calculator"]["questions"]}
    letters: list[tuple[Locator, Lang, str, str]] = [
        (sheets.first, "zh", "2027年3月5日", "第七點第一款"),
        (sheets.last, "en", "5 March 2027", "point 7, paragraph 1"),
    ]
    for sheet, lang, day, clause in letters:
        expect(sheet).to_contain_text(words("letter_draft", lang))
        expect(sheet).to_contain_text(by_id["runtime_minutes"]["label"][lang])
        expect(sheet).to_contain_text(day)
        expect(sheet).to_contain_text(clause)
    button = one.get_by_role("button", name=words("save_letter", "en"))
    name, content = downloaded(page, button)
    assert name == "A-1.txt"
    text = content.decode("utf-8-sig")
    assert all(words("letter_draft", lang) in text for lang in LANGS)
    assert "2027年3月5日" in text


def _letter(page: Page, words: Words, lang: Lang) -> Locator:
    """The draft of the application that shows, in the page's language."""
    one = page.locator(".desk__one")
    one.get_by_text(words("letter", lang), exact=True).click()
    sheets = one.locator(".desk__letter section")
    return sheets.first if lang == "zh" else sheets.last


@both_languages
def test_a_letter_says_both_readings_of_what_may_be_corrected(
    page: Page, scheme: dict[str, Any], lang: Lang, words: Words, catalogue: Catalogue
) -> None:
    desk = _desk(page, lang)
    _give(desk, "cases.csv", csv_of(_all_met(scheme, has_script=False, runtime_minutes=25)))
    _list(page).first.locator("button").press("Enter")
    letter = _letter(page, words, lang)
    head = catalogue.schemes()[0].model
    assert head.correction is not None
    assert head.correction.open_for is not None
    rules = {r["id"]: r["unmet"][lang] for r in scheme["calculator"]["requirements"]}
    lists = {
        text: letter.locator(f"p:has-text('{words(text, lang)}') + ul")
        for text in ("letter_open", "letter_unmet")
    }
    expect(lists["letter_open"]).to_contain_text(rules["short-script"])
    expect(lists["letter_unmet"]).to_contain_text(rules["short-runtime"])
    expect(lists["letter_unmet"]).not_to_contain_text(rules["short-script"])
    expect(letter).to_contain_text(head.correction.open_for.text[lang])
    expect(letter).to_contain_text(head.correction.text[lang])
    by = words("letter_by_open", lang)
    expect(letter).to_contain_text(by.replace("{day}", words("letter_day_blank", lang)))
    bar = page.locator(".desk__one .desk__bar")
    for day, key in (("2020-01-06", "past"), ("2999-01-05", "off"), ("2999-01-07", "")):
        bar.locator("input[type=date]").fill(day)
        bar.locator("input[type=date]").blur()
        expect(letter).not_to_contain_text(words("letter_day_blank", lang))
        expect(bar.get_by_role("status")).to_have_text(
            words(f"letter_day_{key}", lang) if key else ""
        )


@both_languages
def test_a_letter_names_the_answer_that_reads_two_ways(
    page: Page, scheme: dict[str, Any], lang: Lang, words: Words
) -> None:
    desk = _desk(page, lang)
    _give(desk, "cases.csv", csv_of(_all_met(scheme, frame_rate_fps=23.98)))
    _list(page).first.locator("button").press("Enter")
    letter = _letter(page, words, lang)
    (rule,) = (r for r in scheme["calculator"]["requirements"] if r["id"] == "frame-rate")
    (question,) = (q for q in scheme["calculator"]["questions"] if q["id"] == "frame_rate_fps")
    item = letter.locator("li", has_text=rule["rule"][lang])
    for part in (question["label"], *(reading["text"] for reading in rule["readings"])):
        expect(item).to_contain_text(part[lang])
    expect(item).to_contain_text("23.98")
    expect(letter).not_to_contain_text("it is for Bureau")
    expect(page.locator(".desk__one input[type=date]")).to_have_count(0)


def _all_met(scheme: dict[str, Any], **answers: Any) -> Rows:
    """The application that meets everything, with other answers, as a sheet."""
    (example,) = (e for e in scheme["examples"] if e["id"] == "short-all-met")
    facts = {**example["facts"], **answers}
    cells = [";".join(v) if isinstance(v, list) else v for v in facts.values()]
    given = ["" if v is None else v if not isinstance(v, bool) else str(v).lower() for v in cells]
    return [["No.", *facts], ["A-1", *given]]


@both_languages
def test_a_last_day_on_which_offices_are_closed_has_the_working_day_beside_it(
    page: Page, scheme: dict[str, Any], lang: Lang, catalogue: Catalogue
) -> None:
    desk = _desk(page, lang)
    _give(desk, "cases.csv", csv_of(_all_met(scheme, approval_date="2025-10-24")))
    _list(page).first.locator("button").press("Enter")
    due = page.locator(".desk__one li", has_text={"zh": "2026年10月24日", "en": "24 October"}[lang])
    moved = {"zh": "2026年10月27日", "en": "27 October 2026"}[lang]
    words = catalogue.interface.root["calculator_office_day"][lang].partition("{")[0]
    expect(due).to_have_count(1)
    expect(due).to_contain_text({"zh": "星期六", "en": "Saturday"}[lang])
    expect(due).to_contain_text(words)
    expect(due).to_contain_text(moved)
    note = scheme["calculator"]["office_days"]["note"][lang]
    expect(page.locator(".desk__one")).to_contain_text(note[:20])


@both_languages
def test_sums_above_the_limit_are_told_with_its_clause(
    page: Page, scheme: dict[str, Any], lang: Lang, words: Words
) -> None:
    desk = _desk(page, lang)
    asked, granted = (
        _all_met(scheme, requested_amount_twd=9_000_000),
        _all_met(scheme, approved_amount_twd=7_000_000, approval_date="2025-10-24"),
    )
    within = _all_met(scheme, requested_amount_twd=4_800_000, approved_amount_twd=4_800_000)
    columns = dict.fromkeys(name for rows in (asked, granted, within) for name in rows[0])
    rows = [dict(zip(*given, strict=True)) for given in (asked, granted, within)]
    table = [list(columns), *([row.get(name, "") for name in columns] for row in rows)]
    _give(desk, "cases.csv", csv_of(table))
    expect(_list(page)).to_have_count(3)
    whys = _list(page).locator(".desk__why").all_inner_texts()
    assert ["4,200,000" in whys[0], "2,200,000" in whys[1]] == [True, True]
    assert all(re.search(r"[(（]4[)）]", why) for why in whys[:2])
    assert "," not in whys[2]
    noted = words("noted_over", lang).replace("{n}", "1")
    expect(page.locator(".desk__totals")).to_contain_text(noted)

    _list(page).first.locator("button").press("Enter")
    one = page.locator(".desk__one")
    section = one.locator("section", has_text=words("over", lang)).first
    expect(section).to_contain_text("9,000,000")
    expect(section.locator("a.clause")).to_have_attribute("href", re.compile("#4$"))
    one.get_by_text(words("letter", lang), exact=True).click()
    for sheet in one.locator(".desk__letter section").all():
        expect(sheet).to_contain_text("4,200,000")
    one.get_by_role("button", name=words("next", lang)).click()
    expect(one).to_contain_text("7,000,000")
    expect(one.locator(".desk__letter")).to_have_count(0)


def test_what_the_totals_leave_out_is_told(
    page: Page, scheme: dict[str, Any], words: Words
) -> None:
    lang: Lang = "en"
    header, row = _all_met(scheme)
    open_ = [*row]
    open_[header.index("production_cost_twd")] = ""
    rows = [[*header, "approved_amount_twd"], [*row, ""], [*open_, ""], [*open_, 100]]
    desk = _desk(page, lang)
    _give(desk, "cases.csv", csv_of(rows))
    totals = page.locator(".desk__totals")
    expect(totals).to_contain_text(words("noted_uncapped", lang).replace("{n}", "2"))
    expect(totals).to_contain_text(words("noted_unpaid", lang).replace("{n}", "1"))
    _give(desk, "cases.csv", csv_of([header, row]))
    expect(_list(page)).to_have_count(1)
    expect(totals.locator("table").first).to_be_visible()
    for key in ("noted_uncapped", "noted_unpaid", "noted_over"):
        expect(totals).not_to_contain_text(words(key, lang).partition("{n}")[0])


def test_a_download_takes_all_and_says_so(
    page: Page, scheme: dict[str, Any], words: Words, downloaded: Downloaded
) -> None:
    rows, _ = examples_as_rows(scheme)
    desk = _desk(page)
    _give(desk, "cases.csv", csv_of(rows))
    desk.get_by_role("searchbox").fill(rows[1][0])
    button = desk.get_by_role("button", name="Download all as CSV", exact=True)
    _, content = downloaded(page, button)
    assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == len(rows)


def _bomb(*, honest: bool) -> bytes:
    """A workbook of a sheet of 300 MB of spaces, which may say that it is small."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 300_000_000)
    content = data.getvalue()
    return content if honest else content.replace(struct.pack("<I", 300_000_000), b"\x09\0\0\0")


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a bomb": ("too_large_unpacked", lambda: _bomb(honest=True)),
    "a bomb that lies": ("too_large_unpacked", lambda: _bomb(honest=False)),
    "half a workbook": ("not_workbook", lambda: xlsx_of([["category"], ["short"]])[:-300]),
    "an archive of something else": ("not_workbook", lambda: _zip("a.txt", b"category")),
    "a large file": ("too_large", lambda: b"category\n" + b"short\n" * 4_000_000),
    "many rows": ("too_long", lambda: b"category\n" + b"short\n" * 50_001),
    "many columns": ("too_wide", lambda: b"category\n" + b"x," * 1_000_000 + b"\n"),
    "a picture": ("not_table", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "a broken encoding": ("encoding", lambda: b"category\n\xff\xff\xff\n"),
    "an open quotation mark": ("quotes", lambda: b'category\n"short\n'),
    "nothing": ("empty", lambda: b""),
    "headings alone": ("no_rows", lambda: b"category\n"),
    "another table": ("no_question", lambda: b"a,b\n1,2\n"),
    "a question twice": ("twice", lambda: b"category,category\nshort,pilot\n"),
}


def _zip(name: str, content: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, content)
    return data.getvalue()


def test_a_hostile_file_ends_in_a_clear_word(
    page: Page, problems: list[str], words: Words, tmp_path: Path
) -> None:
    desk = _desk(page)
    file = tmp_path / "cases"
    for name, (code, content) in HOSTILE.items():
        file.write_bytes(content())
        desk.locator("input[type=file]").set_input_files(file)
        pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(words(f"bad_{code}", "en")))
        expect(desk.get_by_role("alert"), name).to_have_text(re.compile(f"^{pattern}$"))
        _give(desk, "cases.csv", b"category\nshort\n")
        expect(_list(page)).to_have_count(1)
    assert problems == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"%PDF-1.7\n1 0 obj\n"),
        ("a.xlsx", b"category\nshort\n"),
        ("a.xls", b"<html><table><tr><td>category</td></tr></table></html>"),
        ("a.csv", b"%PDF-1.7\n1 0 obj\n"),
    ],
)
def test_what_is_called_a_table_and_is_none(
    page: Page, problems: list[str], words: Words, name: str, content: bytes
) -> None:
    desk = _desk(page)
    _give(desk, name, content)
    expect(desk.get_by_role("alert")).to_have_text(words("bad_not_table", "en"))
    assert problems == []


def test_a_note_and_a_title_stand_before_the_applications(
    page: Page, problems: list[str], words: Words
) -> None:
    """The sheet and the row of the headings are found; shown rows have the sheet's numbers."""
    book, data = openpyxl.Workbook(), io.BytesIO()
    note = book.active
    note.title = "說明"
    note.append(["請填第二張"])
    note.append(["謝謝"])
    sheet = book.create_sheet("申請案")
    for row in (["115 年度"], [], ["案號", "片子"], ["No.", "category"], ["A-1", "short"]):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    book.save(data)
    desk = _desk(page)
    _give(desk, "a.xlsx", data.getvalue())
    expect(_list(page)).to_have_count(1)
    expect(_list(page)).to_contain_text("A-1")
    expect(desk).to_contain_text(words("sheet", "en").format(n=2, sheet="申請案"))
    rows: Rows = [["115 年度", "115 年度", ""], ["案", "名", ""], ["1", "甲", ""]]
    _give(desk, "a.csv", csv_of(rows))
    failure = words("bad_no_question", "en").format(header="115 年度, 案, 名, 1, 甲")
    expect(desk.get_by_role("alert")).to_have_text(failure)
    assert problems == []


def test_what_a_spreadsheet_would_run_is_taken_away_harmless(
    page: Page, problems: list[str], downloaded: Downloaded
) -> None:
    formula = '=HYPERLINK("http://example.org","open")'
    script = "<img src=x onerror=alert(1)>"
    rows: Rows = [["No.", "note", "-1", "category"], [formula, script, -1, "@SUM(1)"]]
    desk = _desk(page)
    _give(desk, "cases.csv", csv_of(rows))
    expect(_list(page)).to_contain_text(formula)
    _, content = downloaded(page, desk.get_by_role("button", name="CSV").last)
    row = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1]
    assert row[:4] == [f"'{formula}", script, "-1", "'@SUM(1)"]
    _, content = downloaded(page, desk.get_by_role("button", name="XLSX").last)
    cells = openpyxl.load_workbook(io.BytesIO(content)).active[2]
    assert [cell.data_type for cell in cells[:4]] == ["s", "s", "n", "s"]
    assert cells[0].value == formula
    assert problems == []


@both_languages
def test_a_download_says_in_words_which_cells_cannot_be_read(
    page: Page, problems: list[str], downloaded: Downloaded, lang: Lang
) -> None:
    rows: Rows = [["No.", "category", "runtime_minutes"], ["A-1", "opera", "a while"]]
    desk = _desk(page, lang)
    _give(desk, "cases.csv", csv_of(rows))
    expect(_list(page)).to_have_count(1)
    _, content = downloaded(page, desk.get_by_role("button", name="CSV").last)
    read = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    error = next(read)["error"]
    columns = ["category", "runtime_minutes"]
    given = {"zh": ["「opera」", "「a while」"], "en": ["“opera”", "“a while”"]}[lang]
    assert [words for words in (*columns, *given) if words not in error] == []
    _list(page).first.locator("button").click()
    reasons = page.locator(".desk__one li:has(.desk__given) p").all_inner_texts()
    assert len(reasons) == 2
    assert [reason for reason in reasons if reason not in error] == []
    assert problems == []


def test_ten_thousand_applications_leave_the_page_free(
    page: Page, problems: list[str], scheme: dict[str, Any]
) -> None:
    rows, _ = examples_as_rows(scheme)
    many = [[f"B-{n}", *rows[1 + n % (len(rows) - 1)][1:]] for n in range(10_000)]
    desk = _desk(page)
    page.evaluate(WATCH)
    _give(desk, "cases.csv", csv_of([rows[0], *many]))
    expect(desk.locator(".desk__file + .quiet")).to_contain_text("10,000")
    assert page.evaluate("window.longest") < 1000
    assert _list(page).count() < 100
    desk.get_by_role("searchbox").fill("b-9999")
    expect(_list(page)).to_have_count(1)
    expect(_list(page)).to_contain_text("B-9999")
    assert problems == []


def test_reading_can_be_cancelled(page: Page, scheme: dict[str, Any], words: Any) -> None:
    rows, _ = examples_as_rows(scheme)
    desk = _desk(page)
    _give(desk, "cases.csv", csv_of([rows[0], *(rows[1:] * 300)]))
    desk.get_by_role("button", name=words("cancel", "en")).click()
    expect(desk.get_by_role("status").first).to_have_text(words("cancelled", "en"))
    expect(_list(page)).to_have_count(0)


def test_cells_can_be_pasted(page: Page, problems: list[str]) -> None:
    desk = _desk(page)
    page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            document.body.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData, bubbles: true }),
            );
        }""",
        "category\truntime_minutes\nshort\t15\n",
    )
    expect(_list(page)).to_have_count(1)
    expect(desk.locator(".desk__file")).to_be_visible()
    assert problems == []


@both_languages
def test_the_template_can_be_filled_in_and_read(
    page: Page,
    problems: list[str],
    scheme: dict[str, Any],
    lang: Lang,
    downloaded: Downloaded,
) -> None:
    desk = _desk(page, lang)
    _, content = downloaded(page, desk.get_by_role("button", name="XLSX"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    ids = [re.search(r"\[(\w+)\]$", str(cell.value)) for cell in sheet[1]]
    questions = [question["id"] for question in scheme["calculator"]["questions"]]
    assert [match[1] for match in ids if match] == questions
    for rule in sheet.data_validations.dataValidation:
        (cells,) = str(rule.formula1).replace("'", "").partition("!")[2:]
        sheet[str(rule.sqref).partition(":")[0]] = book["2"][cells.partition(":")[0]].value
    data = io.BytesIO()
    book.save(data)
    _give(desk, "filled.xlsx", data.getvalue())
    expect(_list(page)).to_have_count(1)
    expect(_list(page).locator(".desk__group--unread")).to_have_count(0)
    assert problems == []


@both_languages
def test_an_error_of_the_reader_ends_the_wait(page: Page, lang: Lang, words: Words) -> None:
    desk = _desk(page, lang)
    page.route("**/screening/csv.js*", lambda route: route.abort())
    _give(desk, "cases.csv", csv_of([["No.", "category"], ["A-1", "short"]]))
    expect(desk.get_by_role("alert")).to_have_text(words("broken", lang))


@pytest.mark.chromium
def test_without_scripts_the_page_says_what_it_needs(
    new_page: NewPage, catalogue: Catalogue
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(PATH)
    shown = page.locator("#main noscript p")
    expect(shown).to_have_text(catalogue.interface.root["screening_no_script"]["zh"])
    expect(shown).to_be_visible()
    expect(page.locator(".desk")).to_be_hidden()
