"""Errors as people and programs read them: in two languages, with the line and its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest
import yaml
from pydantic_core import ErrorDetails

from generator.build import check
from generator.content.load import load
from generator.content.validate import _data_error
from generator.diagnostics import formats as report
from generator.diagnostics import messages
from generator.diagnostics.codes import Alternatives, Code, Word
from generator.diagnostics.errors import DataError, DataErrors
from generator.kinds import KINDS
from generator.languages import LANGS, Lang
from tests.conftest import CASES, Run

MESSAGES = yaml.safe_load((Path(messages.__file__).with_name("messages.yml")).read_text("utf-8"))
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def _the_locale_s_language() -> Iterator[None]:
    yield
    messages.speak(None)


def _error(source: str = "", column: int = 1, **changes: object) -> DataError:
    parts: dict[str, object] = {"file": "data/a.yml", "line": 2, "code": Code.EMPTY_TEXT}
    parts |= {"column": column, "source": source} | changes
    return DataError(**parts)  # type: ignore[arg-type]


def _errors(small: Path, name: str, old: str, new: str) -> DataErrors:
    file = small / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataErrors) as caught:
        check(small)
    return caught.value


# --- the catalogue of messages --------------------------------------------------


def test_a_code_keeps_its_meaning_for_ever() -> None:
    """A line for each code there has ever been: one may be added, none changed."""
    known = (CASES / "codes.txt").read_text("utf-8").splitlines()
    assert [f"{code.value} {code.name}" for code in Code] == known
    assert len({line.split()[0] for line in known}) == len(known)


def test_every_code_has_its_words_and_no_words_are_without_one() -> None:
    assert list(MESSAGES["codes"]) == [code.value for code in Code]
    for code, texts in MESSAGES["codes"].items():
        assert set(texts) - {"problem"} == {"title", "mend", "why", "wrong", "example"}, code


def test_both_languages_say_the_same_of_the_same() -> None:
    groups = [*MESSAGES["codes"].values(), MESSAGES["phrases"], MESSAGES["words"]]
    for texts in (text for group in groups for text in group.values() if isinstance(text, dict)):
        assert set(texts) == set(LANGS)
        assert set(Template(texts["zh"]).get_identifiers()) == set(
            Template(texts["en"]).get_identifiers()
        ), texts
        assert not HAN.search(texts["en"]), texts


def test_chinese_is_chinese() -> None:
    for code, texts in MESSAGES["codes"].items():
        for name in ("title", "problem", "mend", "why"):
            text = texts.get(name, texts["title"])["zh"]
            assert name == "mend" or HAN.search(text), (code, name)
            # Full-width punctuation between Chinese words, and Taiwan's characters.
            assert not re.search(r"[\u4e00-\u9fff][,;?!]|台[中北南灣]|[个为这请删错]", text), code


def test_the_words_of_every_error_fit_in_both_languages(small: Path) -> None:
    """Every broken file is told in Chinese, too, without a part that is missing."""
    errors = _errors(small, "people/jane-doe.yml", "organisation: bureau", "organisation: burau")
    messages.speak("zh")
    text = str(errors)
    assert text.splitlines()[0] == "data/people/jane-doe.yml:3:15: E302 找不到 id 是這個的單位"
    assert "    寫的是：burau" in text
    assert "    是不是要寫：bureau" in text
    assert "    怎麼改：檢查拼字" in text
    assert text.endswith("資料有 1 個錯誤，網站沒有更動。")


# --- the language ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "C"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_Hant"}, "zh"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_TW.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "C", "LANG": "zh_TW"}, "en"),
        ({"LC_ALL": "POSIX"}, "en"),
    ],
)
def test_the_locale_says_the_language(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], lang: Lang
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert messages.language() == lang


@pytest.mark.parametrize("name", [None, "zh_TW", "Chinese (Traditional)_Taiwan"])
def test_without_variables_the_system_says_the_language(
    monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (name, None))
    assert messages.language() == ("en" if name is None else "zh")


def test_the_language_that_is_asked_for_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    messages.speak("en")
    assert messages.language() == "en"


def test_details_are_told_in_the_reader_s_words() -> None:
    output = messages.problem(
        Code.WRONG_FACT_TYPE,
        {"fact": "cost", "type": "integer", "wanted": Alternatives(("date", "choice"))},
    )
    assert output == "cost is of the type integer, but date or choice is wanted here"
    assert messages.problem(Code.NO_SUCH_RECORD, {"kind": Word("provision")}).endswith(
        "no clause with this id"
    )
    messages.speak("zh")
    assert "找不到 id 是這個的人物" in messages.problem(
        Code.NO_SUCH_RECORD, {"kind": Word("person")}
    )


# --- the line and its place ----------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "column", "shown", "mark"),
    [
        ("role: x", 7, "     2 | role: x", "       |       ^"),
        ("zh: 臺中 x", 8, "     2 | zh: 臺中 x", "       |          ^"),  # two places a character
        ("\ta: b", 2, "     2 |  a: b", "       |  ^"),
        ("a: \x1b[31m", 4, "     2 | a: \ufffd[31m", "       |    ^"),
        ("a", 9, "     2 | a", "       |  ^"),
    ],
)
def test_the_line_is_shown_and_its_place_marked(
    source: str, column: int, shown: str, mark: str
) -> None:
    lines = str(_error(source, column)).splitlines()
    assert lines[1:3] == [shown, mark]


def test_of_a_long_line_only_the_part_around_the_mistake() -> None:
    _, shown, mark, *_ = str(_error("x" * 5000 + "!" + "y" * 5000, 5001)).splitlines()
    assert len(shown) < 120
    assert shown[mark.index("^")] == "!"
    assert shown.count("…") == 2


def test_an_error_of_no_line_shows_none() -> None:
    assert " | " not in str(_error())


def test_nothing_that_a_terminal_would_obey_is_told() -> None:
    error = _error("a\x1b[2J", file="data/\x1b[2J.yml", found="\x1b]0;x\x07\n" + "x" * 500)
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f]", str(error)) is None
    assert max(map(len, str(error).splitlines())) < 160


def test_every_error_says_how_to_mend_it_and_gives_one_example() -> None:
    assert "to mend: write the text, or remove the field" in str(_error())
    assert "example: role: {zh: 導演, en: Director}" in str(_error())


def test_the_nearest_name_is_quickly_found_in_a_page_of_text() -> None:
    assert _error(found="shrot", allowed=("long", "short")).nearest == "short"
    assert _error(found="x" * 1_000_000, allowed=("long", "short") * 500).nearest is None


def test_of_many_allowed_names_some_are_shown_with_the_nearest() -> None:
    allowed = tuple(f"name-{i}" for i in range(100))
    text = str(_error(found="name-9x", allowed=(*allowed, "name-9xx")))
    assert "name-9xx, … (101 in all)" in text
    assert "name-50" not in text


def test_what_has_no_code_of_its_own_is_told_in_the_library_s_words(small: Path) -> None:
    raw = next(record for record in load(small).records if record.key.kind == "person")
    details: ErrorDetails = {"type": "odd", "loc": ("role",), "msg": "odd thing", "input": 1}
    error = _data_error(raw, KINDS["person"].model, details)
    assert error.code is Code.NOT_ALLOWED
    assert error.problem == "this is not allowed here: odd thing"


# --- for programs ----------------------------------------------------------------------


def test_json_has_every_part(small: Path) -> None:
    errors = _errors(small, "people/jane-doe.yml", "organisation: bureau", "organisation: burau")
    (output,) = json.loads(report.as_json(errors.errors))["errors"]
    assert output == {
        "code": "E302",
        "file": "data/people/jane-doe.yml",
        "line": 3,
        "column": 15,
        "source": "organisation: burau",
        "problem": "there is no organisation with this id",
        "found": "burau",
        "allowed": ["bureau"],
        "nearest": "bureau",
        "mend": MESSAGES["codes"]["E302"]["mend"]["en"],
        "example": "people: [jane-doe]",
    }


def test_an_annotation_is_one_line_whatever_the_data() -> None:
    odd = "data/a,b:c%\n::set-output.yml"
    text = report.as_annotations([_error(file=odd), _error()])
    first, second = text.splitlines()
    assert first.startswith("::error file=data/a%2Cb%3Ac%25%0A%3A%3Aset-output.yml,line=2,col=1,")
    assert second.startswith("::error file=data/a.yml,line=2,col=1,title=E114::this text is empty")
    assert "%0Ato mend: " in second


def test_check_in_each_format(small: Path, run: Run) -> None:
    _errors(small, "people/jane-doe.yml", "organisation: bureau", "organisation: burau")
    for form, start in (("json", '{\n  "errors": ['), ("github", "::error file=data/people/")):
        done = run("generator", "check", "--format", form, cwd=small.parent)
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith(start)
    done = run("generator", "check", "--lang", "zh", cwd=small.parent)
    assert (done.returncode, done.stdout) == (1, "")
    assert "找不到" in done.stderr


def test_check_of_sound_data_in_each_format(small: Path, run: Run) -> None:
    for form, out in (("json", '{\n  "errors": [],\n  "warnings": []\n}\n'), ("github", "")):
        done = run("generator", "check", "--format", form, cwd=small.parent)
        assert (done.returncode, done.stdout, done.stderr) == (0, out, "")


# --- explain ---------------------------------------------------------------------------


def test_explain_says_why_and_shows_both_ways(run: Run, tmp_path: Path) -> None:
    done = run("generator", "explain", "e102", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("E102  the text in one of the two languages is missing\n")
    for words in (
        "Why it matters: ",
        "Wrong:\n    role: {en: Director}\n",
        "Right:\n    role: {zh",
    ):
        assert words in done.stdout
    done = run("generator", "explain", "E102", "--lang", "zh", cwd=tmp_path)
    assert "為什麼：" in done.stdout


def test_explain_alone_lists_every_code(run: Run, tmp_path: Path) -> None:
    done = run("generator", "explain", cwd=tmp_path)
    assert done.returncode == 0
    assert [line[:4] for line in done.stdout.splitlines()] == [code.value for code in Code]


def test_explain_of_a_code_that_is_none(run: Run, tmp_path: Path) -> None:
    done = run("generator", "explain", "E1002", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("there is no code E1002.\ndid you mean: E")


@pytest.mark.parametrize("lang", LANGS)
def test_every_code_can_be_explained(lang: Lang) -> None:
    messages.speak(lang)
    for code in Code:
        text = messages.explain(code)
        assert text.startswith(f"{code.value}  ")
        assert messages.example(code) in re.sub(r"^    ", "", text, flags=re.MULTILINE)
