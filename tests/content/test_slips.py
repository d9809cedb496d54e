"""Slips of the hand: each is told at its own place, with its own name, and with the right mend.

``SLIPS`` has a line for each: the file of the small tree, what is changed in it, the code, the
place by the words that begin there, and words of the message. Nothing advises to delete.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.build import check
from generator.content.load import load
from generator.content.slips.dates import day_meant
from generator.content.slips.formulas import condition
from generator.content.slips.numbers import plain_number
from generator.content.validate import also_wrong, validate
from generator.diagnostics import messages
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataError, DataErrors
from generator.warnings.doubts import doubts
from tests.conftest import DATA

JANE = "people/jane-doe.yml"
TOWN = "places/town.yml"
HALL = "visits/trip-2020/stops/hall.yml"
VISIT = "visits/trip-2020/visit.yml"
RULES = "schemes/grant/calculator.yml"
BASE = "schemes/grant/examples/base.yml"
DELETE = re.compile(r"刪|\bdelete\b|\bremove\b", re.IGNORECASE)

ROLE = "role: {zh: 局長, en: Director}"
NAME = "name: {zh: 小鎮, en: Town}"
BUREAU = "organisation: bureau"
LABEL = '{zh: "看全部常見問題（{n}）", en: "See every question ({n})"}'
SOURCE = "sources:\n  - document: rules"


@dataclass(frozen=True)
class Row:
    """A slip: ``new`` is typed for ``old``; the message is at ``at`` and holds ``says``."""

    file: str
    old: str
    new: str
    code: str
    at: str
    says: tuple[str, ...] = ()
    alone: bool = True
    """Whether it makes no other error."""


def _row(file: str, old: str, new: str, code: str, at: str, *says: str) -> Row:
    return Row(file, old, new, code, at, says)


SLIPS = [
    # Full-width signs.
    _row(JANE, ROLE, "role：{zh: 局長, en: Director}", "E018", "：{", "全形的冒號「：」", ROLE),
    _row(JANE, BUREAU, "organisation：bureau", "E018", "：b", "全形的冒號", BUREAU),
    _row(TOWN, NAME, "name:\n  zh：小鎮\n  en: Town", "E018", "：小", "全形的冒號", "zh: 小鎮"),
    _row(TOWN, NAME, "name:\n  zh: 小鎮\n  en：Town", "E018", "：T", "全形的冒號", "en: Town"),
    _row(JANE, ROLE, "role: {zh：局長, en: Director}", "E018", "：局", "全形的冒號", ROLE),
    _row(JANE, ROLE, "role: {zh: 局長, en：Director}", "E018", "：D", "全形的冒號", ROLE),
    _row(JANE, ROLE, "role: {zh: 局長，en: Director}", "E018", "，en", "全形的逗號「，」", ROLE),
    _row(JANE, ROLE, "role: {zh: 局長、 en: Director}", "E018", "、", "全形的頓號「、」", ROLE),
    _row(JANE, ROLE, "role: ｛zh: 局長, en: Director｝", "E018", "｛", "全形的括號「｛」", ROLE),
    _row(HALL, "[2020-02-29]", "［2020-02-29］", "E018", "［", "全形的括號「［」", "[2020-02-29]"),
    _row(
        "policies/halls.yml",
        "[jane-doe]",
        "[jane-doe，john-doe]",
        "E018",
        "，",
        "people: [jane-doe, john-doe]",
    ),
    _row(
        "policies/halls.yml",
        "[jane-doe]",
        "[jane-doe、john-doe]",
        "E018",
        "、",
        "people: [jane-doe, john-doe]",
    ),
    # No space after a sign.
    _row(HALL, "order: 1", "order:1", "E019", ":1", "「order」旁邊的「:」", "order: 1"),
    _row(TOWN, NAME, "name:\n  zh:小鎮\n  en: Town", "E019", ":小", "zh: 小鎮"),
    _row(TOWN, NAME, "name:\n  zh: 小鎮\n  en:Town", "E019", ":T", "en: Town"),
    _row(JANE, ROLE, "role: {zh:局長, en: Director}", "E019", ":局", ROLE),
    _row(JANE, ROLE, "role: {zh: 局長, en:Director}", "E019", ":D", ROLE),
    _row(TOWN, SOURCE, "sources:\n  -document: rules", "E019", "-d", "- document: rules"),
    # Blanks that are no spaces.
    _row(TOWN, NAME, "name:\n　zh: 小鎮\n  en: Town", "E020", "　", "全形空格（U+3000）"),
    _row(
        TOWN, NAME, "name:\n\u00a0 zh: 小鎮\n  en: Town", "E020", "\u00a0", "不換行空格（U+00A0）"
    ),
    _row(JANE, BUREAU, "organisation:\u00a0bureau", "E020", "\u00a0", "不換行空格（U+00A0）"),
    _row(JANE, BUREAU, "organisation: bur\u200beau", "E020", "\u200b", "零寬字元（U+200B）"),
    _row(JANE, ROLE, "role: {zh: 局\u200b長, en: Director}", "E020", "\u200b", "零寬字元"),
    _row(TOWN, NAME, f"{NAME}\n　", "E020", "　", "全形空格（U+3000）"),
    _row(TOWN, NAME, "name:\n\tzh: 小鎮\n\ten: Town", "E008", "\tzh", "改用空格縮排"),
    _row(JANE, BUREAU, 'organisation: "bureau "', "E141", ' "\n', "空格（U+0020）", "bureau␣"),
    _row(JANE, BUREAU, "organisation: bureau　x", "E141", "　", "bureau⟨U+3000⟩x"),
    _row(JANE, BUREAU, 'organisation: "bureau\u00a0"', "E141", "\u00a0", "⟨U+00A0⟩", "  bureau  "),
    _row(JANE, BUREAU, "organisation: ｂureau", "E143", "ｂ", "「ｂureau」", "重打成  bureau"),
    _row(JANE, BUREAU, "organisation: “bureau”", "E028", "“", "「“」不是資料檔的引號", BUREAU),
    _row(JANE, BUREAU, "organisation: 「bureau」", "E028", "「", BUREAU),
    # Numbers.
    *(
        _row(RULES, "long: 1000", f"long: {typed}", "E134", typed, f"要寫成 {number}\n")
        for typed, number in {
            "8,000,000": "8000000",
            "800萬": "8000000",
            "八百萬": "8000000",
            "NT$8000000": "8000000",
            "NT$8,000,000": "8000000",
            '"8000000"': "8000000",
            "８００００００": "8000000",
            "8,000,000元": "8000000",
            "新臺幣800萬元": "8000000",
        }.items()
    ),
    _row(
        RULES,
        "{long: 1000, short: 500}",
        "\n  long: 8,000,000\n        short: 500"[:0] + "{long: 1000, short: 5,000}",
        "E134",
        "5,000",
        "要寫成 5000",
    ),
    _row(HALL, "order: 1", "order: １", "E134", "１", "要寫成 1\n"),
    _row(HALL, "order: 1", "order: 第一", "E106", "第一", "這裡要寫整數"),
    _row(RULES, "percent: 50\n", "percent: 50%\n", "E134", "50%", "要寫成 50\n"),
    _row(RULES, "percent: 50\n", "percent: 百分之五十\n", "E134", "百", "要寫成 50\n"),
    *(
        _row(RULES, "percent: 50\n", f"percent: {typed}\n", "E134", typed, f"要寫成 {number}\n")
        for typed, number in {"八成": 80, "五成五": 55, "七成半": 75, "8成": 80}.items()
    ),
    *(
        _row(RULES, "percent: 50\n", f"percent: {typed}\n", "E147", typed, "約  33.3333 ")
        for typed in ("三分之一", "1/3")
    ),
    _row(RULES, "{share: {percent: 50", "{share: {percent: 八成", "E134", "八成", "要寫成 80\n"),
    _row(RULES, "{share: {percent: 50", "{share: {percent: 三分之一", "E147", "三分", "約  33.33"),
    _row(HALL, "order: 1", "order: 三分之一", "E106", "三分之一", "這裡要寫整數"),
    _row(HALL, "order: 1", "order: 八成", "E106", "八成", "這裡要寫整數"),
    # Lists without commas.
    *(
        _row("policies/halls.yml", "[jane-doe]", typed, "E034", "\n  john", "寫成  jane-doe, ：")
        for typed in ("[\n  jane-doe\n  john-doe\n]", "[\n  jane-doe\n  john-doe,\n]")
    ),
    _row("policies/halls.yml", "[jane-doe]", "[jane-doe；john]", "E018", "；", "[jane-doe, john]"),
    # Brackets too many.
    _row("policies/halls.yml", "[jane-doe]", "[jane-doe]]", "E033", "]\n", "people: [jane-doe]\n"),
    _row(JANE, ROLE, f"{ROLE}}}", "E033", "}\n", ROLE),
    _row("policies/halls.yml", "people:", "=======\npeople:", "E032", "===", "兩個版本"),
    # Commas and quotes in texts.
    _row(
        JANE,
        ROLE,
        "role: {zh: 1,200 元, en: Director}",
        "E021",
        "1,",
        'role: {zh: "1,200 元", en: Director}',
    ),
    _row(
        JANE,
        ROLE,
        "role: {zh: 局長, en: Director, host}",
        "E021",
        "Director",
        'role: {zh: 局長, en: "Director, host"}',
    ),
    _row(
        JANE,
        ROLE,
        "role: {zh: 局長, en: NT$8,000,000}",
        "E021",
        "NT$",
        'role: {zh: 局長, en: "NT$8,000,000"}',
    ),
    _row(
        JANE,
        ROLE,
        "role: {zh: 局長, en: “Director, host”}",
        "E028",
        "“",
        'role: {zh: 局長, en: "Director, host"}',
    ),
    _row(JANE, ROLE, "role:\n  zh: 局長\n  en: “Note: acting”", "E028", "“", 'en: "Note: acting"'),
    _row(JANE, ROLE, "role:\n  zh: 局長\n  en: Note: acting", "E009", ": acting", "雙引號"),
    _row(JANE, ROLE, "role: {zh: 局長, en: Note: acting}", "E009", ": acting", "雙引號"),
    _row(
        JANE,
        ROLE,
        "role:\n  zh: 局長\n  en: The city #1 governed",
        "E022",
        "#1",
        "「#1 governed」",
        'en: "The city #1 governed"',
    ),
    _row(
        JANE,
        ROLE,
        "role: {zh: 局長, en: The city #1 governed}",
        "E022",
        "#1",
        "#1 governed",
    ),
    _row(JANE, ROLE, "role:\n  zh: 局長 # 代理\n  en: Director", "E022", "# 代", "「# 代理」"),
    _row(JANE, BUREAU, f"{BUREAU} #x", "E022", "#x", "「#x」"),
    _row(
        JANE,
        f"{ROLE}\n{BUREAU}",
        f'role:\n  zh: "局長\n  en: Director\n{BUREAU}',
        "E023",
        '"局長',
        '引號 " 沒有關',
        'zh: "局長"',
    ),
    _row(
        JANE,
        ROLE,
        'role: {zh: "局長, en: Director}',
        "E023",
        '"局',
        'role: {zh: "局長", en: Director}',
    ),
    _row(
        JANE, ROLE, "role:\n  zh: 局長\n  en: 'The city's head'", "E024", "'s", "'The city''s head'"
    ),
    _row(JANE, ROLE, 'role: {zh: "「局"長", en: Director}', "E024", '"長', '"「局\\"長"'),
    _row(JANE, ROLE, "role: {zh: 局長, en: Director", "E029", "{zh: 局", ROLE),
    _row(JANE, ROLE, 'role: {zh: "局長" en: "Director"}', "E010", 'en: "', "半形逗號"),
    _row(JANE, ROLE, "role: {zh: 局長 en: Director}", "E010", "en: D", "半形逗號"),
    _row(
        TOWN,
        "{zh: 一個鎮",
        "{zh: 在[縣](place:county)",
        "E021",
        "在[",
        'zh: "在[縣](place:county)"',
    ),
    # Indentation and lists.
    _row(
        TOWN, NAME, "name:\n  zh: 小鎮\n    en: Town", "E025", "en:", "第 2 行", "留 2 個半形空格"
    ),
    _row(TOWN, NAME, "name:\n  zh: 小鎮\n   en: Town", "E025", "en:", "前面有 3 個空格"),
    _row(TOWN, NAME, "name:\n  zh: 小鎮\n en: Town", "E025", "en:", "留 2 個半形空格"),
    _row(TOWN, "within: county", "  within: county", "E025", "within", "留 0 個半形空格"),
    _row(
        HALL,
        "    presence: present",
        "      presence: present",
        "E025",
        "presence",
        "留 4 個半形空格",
    ),
    _row(HALL, "    presence: present", "  presence: present", "E025", "presence", "留 4 個"),
    _row(
        "policies/halls.yml",
        "  - clause: grant/2",
        " - clause: grant/2",
        "E025",
        "- clause: grant/2",
        "留 2 個",
    ),
    *(
        _row(TOWN, "  - document", f"  {dash} document", "E026", dash, f"「{dash}」（U+")
        for dash in "–—•·－"
    ),
    _row(
        JANE, ROLE, "role:\n  zh: 局長\n主持人\n  en: Director", "E027", "主持人", "接不上第 3 行"
    ),
    # Dates.
    *(
        _row(HALL, "[2020-02-29]", f"[{typed}]", "E142", typed, "要寫成 2020-02-29")
        for typed in (
            *("109/2/29", "民國109年2月29日", "2020/02/29", "2020-2-29", "109-02-29", "2020.2.29"),
            *("2020年2月29日", "20200229", "29 February 2020"),
        )
    ),
    _row(HALL, "[2020-02-29]", "[2020-02-30]", "E124", "2020-02-30", "有沒有這一天"),
    # Conditions.
    _row(
        RULES,
        "{at_least: [minutes, 10]}",
        "minutes >= 10",
        "E135",
        "minutes >=",
        "{at_least: [minutes, 10]}",
    ),
    _row(
        RULES,
        "{at_least: [minutes, 10]}",
        "minutes ≧ 10",
        "E135",
        "minutes ≧",
        "{at_least: [minutes, 10]}",
    ),
    _row(
        RULES,
        "{at_least: [minutes, 10]}",
        '"category = long"',
        "E135",
        '"category',
        "{one_of: {fact: category, options: [long]}}",
    ),
    *(
        _row(RULES, "optional: true", f"optional: {typed}", "E136", typed, "寫  true")
        for typed in ("是", "yes", "Yes", '"true"', "TRUE")
    ),
    *(
        _row(RULES, "optional: true", f"optional: {typed}", "E136", typed, "寫  false")
        for typed in ("否", "no")
    ),
    *(
        _row(BASE, "registered: true", f"registered: {typed}", "E136", typed, "寫  false")
        for typed in ("否", "no")
    ),
    # Texts.
    _row(JANE, ROLE, "role: {zh: Director, en: 局長}", "E138", "{zh: D", "兩段對調"),
    *(
        _row(TOWN, "{zh: 一個鎮", f'{{zh: "在{link}"', "E144", '"在', "[縣](place:county)")
        for link in (
            "[縣]（place:county）",
            "[縣](place：county)",
            "[縣] (place:county)",
            "［縣］(place:county)",
            "[縣](place: county)",
        )
    ),
    *(
        _row(TOWN, "{zh: 一個鎮", f'{{zh: "在{link}"', "E144", '"在', "[官網](https://a.tw/x)")
        for link in (
            "［官網］（https://a.tw/x）",
            "[官網]（https://a.tw/x）",
            "[官網] (https://a.tw/x)",
            "[官網](https：//a.tw/x)",
            "[官網]( https://a.tw/x )",
        )
    ),
    *(
        _row("schemes/grant/checklist.yml", old, old + new, "E408", at, "「form」出現兩次")
        for old, new, at in (
            (
                "        needed_when: registered\n",
                "      - {id: form, clause: 2, title: {zh: 表, en: A form}}\n",
                "form, clause",
            ),
        )
    ),
    *(
        _row(TOWN, "{zh: 一個鎮", f"{{zh: 一個{sign}", "E148", "一個", "（U+", "重打一次")
        for sign in ("\ufffd", "\ue001")
    ),
    # Ids.
    *(
        _row("policies/halls.yml", "[jane-doe]", f"[{typed}]", "E116", typed, "可以寫：jane-doe\n")
        for typed in (
            *(
                "jane-doe.yml",
                "data/people/jane-doe.yml",
                "person/jane-doe",
                "people/jane-doe.yaml",
            ),
            *("杜珍", "Jane Doe", "Jane_Doe", "Jane-Do"),
        )
    ),
    # Signs that no text begins with.
    *(
        _row(TOWN, NAME, line.format(sign), "E035", sign, f"用「{sign}」開頭", says.format(sign))
        for sign in "@%`"
        for line, says in (
            ("name:\n  zh: {0}小鎮\n  en: Town", 'zh: "{0}小鎮"'),
            ("name:\n  zh: 小鎮\n  en: {0}Town, Isle", 'en: "{0}Town, Isle"'),
            ("name: {{zh: {0}小鎮, en: Town}}", 'name: {{zh: "{0}小鎮", en: Town}}'),
            ("name: {{zh: 小鎮, en: {0}Town}}", 'name: {{zh: 小鎮, en: "{0}Town"}}'),
        )
    ),
    # Labels.
    *(
        _row("interface.yml", LABEL, LABEL.replace("question ({n})", typed), code, "{zh", says)
        for typed, code, says in (
            ("question", "E146", "英文（en）裡也寫  {n}"),
            ("question ｛n｝", "E145", "改成半形  {n}"),
        )
    ),
]


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    messages.speak("zh")
    yield
    messages.speak(None)


def _changed(small: Path, file: str, old: str, new: str) -> str:
    text = (small / file).read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    (small / file).write_text(changed, "utf-8", newline="")
    return changed


def _errors(small: Path) -> tuple[DataError, ...]:
    with pytest.raises(DataErrors) as caught:
        check(small)
    return caught.value.errors


def _place(text: str, words: str, after: int) -> tuple[int, int]:
    at = text.index(words, after)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@pytest.mark.parametrize("row", SLIPS, ids=lambda row: f"{row.code} {row.new}")
def test_a_slip_is_told_at_its_place_with_its_mend(row: Row, small: Path) -> None:
    original = (small / row.file).read_text("utf-8")
    text = _changed(small, row.file, row.old, row.new)
    errors = _errors(small)
    assert len(errors) == 1, [*map(str, errors)]
    (error,) = errors
    line, column = _place(text, row.at, max(0, original.index(row.old) - 1))
    assert (error.code, error.line, error.column) == (row.code, line, column), str(error)
    for words in row.says:
        assert words in f"{error}\n", str(error)
    assert not DELETE.search(error.mend)
    messages.speak("en")
    assert not DELETE.search(error.mend)
    assert not re.search("[\u4e00-\u9fff]", error.mend.replace(error.source, "")) or row.says


# --- several at once -------------------------------------------------------------------


def test_a_file_tells_all_its_slips_in_one_run_and_what_else_is_wrong_in_it(small: Path) -> None:
    (small / JANE).write_text(
        "name：{zh: 杜珍, en: Jane Doe}\n"
        "role: {zh: 局長, en: Director, host}\n"
        "organisation:bureau\n"
        "description:\n"
        "  zh: 一個人\n"
        "    en: 'The city's head'\n"
        "born: 1970\n"
        "sources:\n"
        "  – document: rules\n",
        "utf-8",
    )
    _changed(small, HALL, "order: 1", "order: 一百")
    places = [(error.file, error.line, str(error.code)) for error in _errors(small)]
    assert places == [
        ("data/people/jane-doe.yml", 1, "E018"),
        ("data/people/jane-doe.yml", 2, "E021"),
        ("data/people/jane-doe.yml", 3, "E019"),
        ("data/people/jane-doe.yml", 6, "E025"),
        ("data/people/jane-doe.yml", 6, "E024"),
        ("data/people/jane-doe.yml", 7, "E103"),
        ("data/people/jane-doe.yml", 9, "E026"),
        ("data/visits/trip-2020/stops/hall.yml", 1, "E134"),
    ]


def test_an_answer_of_a_base_is_told_once(small: Path) -> None:
    _changed(small, BASE, "registered: true", "registered: 否")
    assert [(e.file, e.code) for e in _errors(small)] == [
        ("data/schemes/grant/examples/base.yml", Code.YES_OR_NO)
    ]


def test_a_most_below_the_least_is_told_at_the_most(small: Path) -> None:
    _changed(small, RULES, "min: 0\n", "min: 10\n        max: 5\n")
    (error,) = [error for error in _errors(small) if error.code is Code.TOO_SMALL]
    assert (error.line, error.column, error.found) == (29, 14, "5")
    assert "要 10 以上" in error.problem


# --- what is right stays right --------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (JANE, BUREAU, f"{BUREAU} # the bureau of today"),
        (HALL, "order: 1", "order: 1  # 第一個"),
        (JANE, ROLE, 'role: {zh: "局長 #1", en: "Director #1"}  # as in the report'),
        (JANE, ROLE, "role:\n  # 代理\n  zh: 局長#1\n  en: C# developer"),
        (JANE, ROLE, "role:\n  zh: |\n    局長：代理 #1\n  en: 'The city''s head'"),
        (JANE, ROLE, 'role: {"zh": "局長", "en": "Director, host"}'),
        (JANE, ROLE, "role: {zh: 局長：代理、主持, en: Director}"),
        (JANE, ROLE, "role: {zh: 「局長」, en: “Director”}"),
        (JANE, ROLE, "role:\t{zh: 局長, en: Director}"),
        (JANE, ROLE, "role: {zh: 局長👩‍💼, en: Director}"),
        (JANE, ROLE, "role: {zh: IBM, en: IBM}"),
    ],
)
def test_what_only_looks_like_a_slip_is_none(file: str, old: str, new: str, small: Path) -> None:
    _changed(small, file, old, new)
    check(small)


def test_line_ends_and_a_mark_of_order_are_accepted(small: Path) -> None:
    for path in (small / JANE, small / RULES):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    check(small)


# --- files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Jane-Doe.yml", "jane-doe.yml"),
        ("jane doe.yml", "jane-doe.yml"),
        ("jane_doe.yml", "jane-doe.yml"),
        ("jane-doe.yaml", "jane-doe.yml"),
        ("jane-doe.yml.txt", "jane-doe.yml"),
        ("jane-doe - 複製.yml", "jane-doe.yml"),
        ("jane-doe (2).yml", "jane-doe.yml"),
        ("ｊane-doe.yml", "jane-doe.yml"),
        ("林美玲.yml", "lin-mei-ling.yml"),
    ],
)
def test_a_misnamed_file_is_told_its_name_and_no_reference_another(
    name: str, wanted: str, small: Path
) -> None:
    shutil.copy(small / JANE, small / "people/jane-dow.yml")
    _changed(small, "policies/halls.yml", "[jane-doe]", "[jane-doe, jane-dow]")
    (small / JANE).rename(small / "people" / name)
    errors = [error for error in _errors(small) if error.code is not Code.NO_SUCH_RECORD]
    assert [(error.file, error.code) for error in errors] == [
        (f"data/people/{name}", Code.FILE_NAME)
    ]
    assert f"改名為  data/people/{wanted} " in errors[0].mend
    missed = [error for error in _errors(small) if error.code is Code.NO_SUCH_RECORD]
    assert bool(missed) == (wanted != "jane-doe.yml")
    assert {error.nearest for error in missed} <= {None}


def test_a_copy_is_given_a_name_that_is_free(small: Path) -> None:
    for name in ("jane-doe - 複製.yml", "jane-doe-2.yml"):
        shutil.copy(small / JANE, small / "people" / name)
    _changed(small, "policies/halls.yml", "[jane-doe]", "[jane-doe, jane-doe-2]")
    (error,) = _errors(small)
    assert (error.file, error.code) == ("data/people/jane-doe - 複製.yml", Code.COPIED_FILE)
    assert "data/people/jane-doe-3.yml" in error.mend
    assert not DELETE.search(error.mend)


CLAUSES = "schemes/grant/provisions"


def test_a_copy_of_a_clause_is_given_the_next_locator_that_is_free(small: Path) -> None:
    shutil.copy(small / CLAUSES / "2.1.yml", small / CLAUSES / "2.1 (2).yml")
    (error,) = _errors(small)
    assert error.code is Code.COPIED_FILE
    assert f"例如  data/{CLAUSES}/2.3.yml " in error.mend


def test_a_clause_with_a_hyphen_is_given_its_dot(small: Path) -> None:
    (small / CLAUSES / "2.1.yml").rename(small / CLAUSES / "2-1.yml")
    (error,) = [error for error in _errors(small) if error.code is Code.FILE_NAME]
    assert f"改名為  data/{CLAUSES}/2.1.yml " in error.mend


def test_a_file_of_no_kind_is_told_the_places_of_its_folder(small: Path) -> None:
    (small / "people/notes.md").write_text("x", "utf-8")
    (error,) = _errors(small)
    assert (error.code, error.allowed) == (Code.MISPLACED_FILE, ("people/{id}.yml",))


@pytest.mark.parametrize(
    ("codec", "name"),
    [("cp950", "Big5"), ("gbk", "GBK"), ("utf-16", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE")],
)
def test_a_file_in_another_encoding_is_told_which(codec: str, name: str, small: Path) -> None:
    text = "name: {zh: 臺中市政府影視發展基金會, en: Film fund}\n# 這是一個中文的說明。\n"
    (small / TOWN).write_bytes(text.encode(codec))
    error = next(error for error in _errors(small) if error.file == f"data/{TOWN}")
    assert error.code is Code.NOT_UTF8
    assert f"看起來是 {name}。" in error.mend
    assert "UTF-8" in error.mend


# --- doubts ---------------------------------------------------------------------------------


def _doubts(small: Path) -> list[tuple[str, int, int, str]]:
    found = doubts(check(small)[0])
    return [(error.file, error.line, error.column, f"{error.code} {error}") for error in found]


def test_sound_data_raises_no_doubt(small: Path) -> None:
    assert _doubts(small) == []


def test_a_percentage_below_one_is_asked_about(small: Path) -> None:
    _changed(small, RULES, "{share: {percent: 50", "{share: {percent: 0.4")
    _changed(small, BASE, "  cap: 150\n", "")
    ((file, line, column, words),) = _doubts(small)
    typed = (small / RULES).read_text("utf-8").splitlines()[line - 1]
    assert (file, column) == (f"data/{RULES}", typed.index("0.4") + 1)
    assert words.startswith("W137")
    assert "要的是百分之 40 ，就寫  percent: 40 " in words


def test_simplified_characters_and_other_spellings_are_named(small: Path) -> None:
    site = small / "site.yml"
    site.write_text(site.read_text("utf-8") + "spellings: [{write: 臺中, not: [台中]}]\n", "utf-8")
    _changed(small, TOWN, "{zh: 一個鎮", "{zh: 在台中的电影镇，文中寫「台中」「电」")
    _changed(small, "places/county.yml", "{zh: 一個縣", "{zh: 文中寫「台中电影」")
    first, second = sorted(_doubts(small))
    assert first[:3] == (f"data/{TOWN}", 3, 20)
    assert "「台中」在本站寫成「臺中」" in first[3]
    assert second[:3] == (f"data/{TOWN}", 3, 23)
    assert "簡體字「电镇」" in second[3]
    assert "電影鎮" in second[3]


# --- what was meant -------------------------------------------------------------------------


def test_what_is_no_number_day_or_formula_stays_what_it_is() -> None:
    for typed in ("run20", "20-minutes", "half", "8,000,00", "1 2", "", "第一", "年", "x" * 500):
        assert plain_number(typed) is None, typed
    for typed in ("2020-02-30", "2020-W09-6", "明天", "13/13/2020", "9" * 500):
        assert day_meant(typed) is None, typed
    for typed in ("minutes", "a b", "minutes >= x y", ">= 3", "a >", "a >= b >= c >= d"):
        assert condition(typed) is None, typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20 <= minutes", "{at_least: [minutes, 20]}"),
        ("minutes < 20", "{less_than: [minutes, 20]}"),
        ("10 <= minutes <= 20", "{all: [{at_least: [minutes, 10]}, {at_most: [minutes, 20]}]}"),
        ("cost ＞ 8,000,000", "{more_than: [cost, 8000000]}"),
        ("registered = 否", "{not: registered}"),
        ("kind != long", "{not: {one_of: {fact: kind, options: [long]}}}"),
        ("day >= 2026-01-01", "{at_least: [day, {day: 2026-01-01}]}"),
    ],
)
def test_a_formula_becomes_a_condition(typed: str, meant: str) -> None:
    assert condition(typed) == meant


# --- any slip in any file -------------------------------------------------------------------

TYPED = [
    *("：", "，", "、", "｛", "］", "　", "\u00a0", "\u200b", '"', "'", "“", " #", ": ", ", ", "–"),
    *("\t", "  ", "[", "}", "8,000", "\n", "- ", "1:", "１"),
]


def test_no_slip_in_a_real_file_ends_without_words(tmp_path: Path) -> None:
    chance = random.Random(7)
    files = sorted(DATA.rglob("*.yml"))
    for file in chance.sample([f for f in files if f.stat().st_size < 20_000], 60):
        target = tmp_path / file.relative_to(DATA.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = file.read_text("utf-8").split("\n")
        for _ in range(3):
            number = chance.randrange(len(lines))
            at = chance.randrange(len(lines[number]) + 1)
            cut = at + chance.choice([0, 0, 1])
            lines[number] = lines[number][:at] + chance.choice(TYPED) + lines[number][cut:]
        target.write_text("\n".join(lines), "utf-8", newline="")
        loaded = load(tmp_path / "data")
        errors = [*loaded.errors, *also_wrong(loaded.mended), *validate(loaded.records)[1]]
        for error in errors:
            for lang in ("zh", "en"):
                messages.speak(lang)
                assert error.problem, error
                assert error.mend, error
                assert "$" not in error.problem.replace("NT$", ""), error
            assert 1 <= error.line <= len("\n".join(lines).splitlines()) + 1
            assert error.column >= 1
        target.unlink()
