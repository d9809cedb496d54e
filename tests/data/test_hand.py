"""One hand in all English: quotes, dashes, per cent, British words, one word for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATA, ROOT

_PAGES = ROOT / "docs/en"

# What is not prose: code, tags, attributes, addresses, and Chinese wordings in their own quotes.
_HEADER = re.compile(r"---\n(.*?\n)---\n(.*)", re.DOTALL)
_BLOCK = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_NO_PROSE = re.compile(
    r"`[^`]*`|<[A-Za-z/!][^<>]*>|\{[^{}]*\}|\]\([^)]*\)|https?://[^\s)>\]]+"
    r"|「[^」]*」|『[^』]*』|^!!! .*$",
    re.MULTILINE,
)
_CHINESE = re.compile(r"“[^“”]*[\u4e00-\u9fff][^“”]*”")
_SENTENCE = re.compile(r"[.!?][”’)]*(?:\s|$)")
_FIGURES = {"figures", "tables", "chart", "unit"}
_SIGNS = {"units"}
"""What is read of people, however they write it."""

# American words, each a pattern, and what stands for it here. A capital is of a name.
_AMERICAN = {
    "colou?r(?<!colour)[a-z]*": "colour",
    "center(?:s|ed|ing)?": "centre",
    "theaters?": "theatre",
    "(?:kilo|centi|milli)?meters?": "metre",
    "liters?": "litre",
    "fibers?": "fibre",
    "labor(?:s|ed|ing)?": "labour",
    "harbors?": "harbour",
    "neighbor[a-z]*": "neighbour",
    "favor[a-z]*": "favour",
    "behavior[a-z]*": "behaviour",
    "honor(?:s|ed|ing|able)?": "honour",
    "flavor[a-z]*": "flavour",
    "catalogs?": "catalogue",
    "(?:travel|cancel|label|model|signal)(?:ed|ing|er|ers)": "two l",
    "fulfill?ment|enrollment": "one l",
    "(?:defense|offense|pretense)": "defence",
    "gray": "grey",
    "aging": "ageing",
    "judgment": "judgement",
    "airplanes?": "aeroplane",
    "sidewalks?": "pavement",
    "elevators?": "lift",
    "apartments?": "flat",
    "gotten": "got",
    "toward": "towards",
    "[a-z]+yz(?:e[sd]?|ing)": "-yse",
    "(?!size|prize|seize|resize)[a-z]+iz(?:e[sd]?|ing|ations?|ers?)": "-ise",
}
_SIZES = re.compile(r"(?:re|over|under)?siz(?:e[sd]?|ing)|priz(?:e[sd]?|ing)|seiz(?:e[sd]?|ing)")

# Where two words stood for one thing, the one that is not used, and the one that is.
_ONE_WORD = {
    r"\btrucks?\b": "lorry",
    r"\b[Pp]upils?\b": "student",
    r"\b[Ll]earned\b": "learnt",
    r"(?<!\()Jue She Taichung": "Absolutely Taichung (Jue She Taichung)",
    r"\b[Ff]antastic shorts?\b": "fantasy short",
    r"\breading for comfort\b": "reading room to ease worries",
}


@dataclass(frozen=True)
class English:
    """A text, where it stands, and of what kind it is."""

    place: str
    text: str
    data: bool
    figures: bool = False
    """Of a table or a list of figures, or a label."""

    def found(self, pattern: str, text: str | None = None) -> Iterator[str]:
        """What matches, with the words around it."""
        words = self.text if text is None else text
        for match in re.finditer(pattern, words):
            yield f"{self.place}: {words[max(match.start() - 30, 0) : match.end() + 20]!r}"


def _of(value: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "en" and isinstance(item, str):
                yield keys, item
            else:
                yield from _of(item, (*keys, name))
    elif isinstance(value, list):
        for item in value:
            yield from _of(item, keys)


def _page(file: Path) -> str:
    """A page with the words of its header as they are read, without the quotes of YAML."""
    text = file.read_text("utf-8")
    if match := _HEADER.fullmatch(text):
        words = yaml.load(match[1], yaml.CBaseLoader)
        return "\n\n".join((*(v for v in words.values() if isinstance(v, str)), match[2]))
    return text


def _prose(text: str) -> str:
    return _NO_PROSE.sub(" ", text)


@pytest.fixture(scope="module")
def texts() -> list[English]:
    """Every English text of the data, and the pages, without what is no prose."""
    found = []
    for file in sorted(DATA.rglob("*.yml")):
        name = file.relative_to(DATA).as_posix()
        for keys, text in _of(yaml.load(file.read_bytes(), yaml.CBaseLoader), ()):
            if not _SIGNS.isdisjoint(keys):
                continue
            figures = not _FIGURES.isdisjoint(keys) or not _SENTENCE.search(text)
            found.append(English(f"{name} {'.'.join(keys)}", _prose(text), True, figures))
    for file in sorted(_PAGES.rglob("*.md")):
        name = file.relative_to(_PAGES).as_posix()
        found.append(English(name, _prose(_BLOCK.sub("", _page(file))), False))
    assert len(found) > 5000
    return found


def test_quotes_are_curled(texts: list[English]) -> None:
    assert [fault for item in texts for fault in item.found("[\"']")] == []


def test_curled_quotes_come_in_pairs(texts: list[English]) -> None:
    unpaired = [
        item.place
        for item in texts
        if item.text.count("“") != item.text.count("”") and "魚夫:“" not in item.text
    ]
    assert unpaired == []


def test_a_hyphen_is_no_dash(texts: list[English]) -> None:
    faults = [
        fault
        for item in texts
        for fault in item.found(r"(?<=\S) --? (?=\S)", _CHINESE.sub(" ", item.text))
    ]
    assert faults == []


def test_sentences_have_per_cent_and_figures_a_sign(texts: list[English]) -> None:
    """Per cent in every sentence, those of a scheme’s rules and of the calculator too; the sign
    in figures, tables, pictures, names and labels."""
    faults = [
        fault
        for item in texts
        if not item.figures
        for fault in item.found(r"\d ?%", _CHINESE.sub(" ", item.text))
    ]
    assert faults == []


@pytest.mark.parametrize("american", _AMERICAN)
def test_words_are_british(texts: list[English], american: str) -> None:
    faults = [
        f"{fault} ({_AMERICAN[american]})"
        for item in texts
        for fault in item.found(rf"(?<![\w@/.-])(?:{american})\b", _SIZES.sub(" ", item.text))
    ]
    assert faults == []


def test_a_programme_is_no_software(texts: list[English]) -> None:
    """The pages speak of software, which is a program; the data do not."""
    faults = [f for item in texts if item.data for f in item.found(r"\b[Pp]rograms?\b")]
    assert faults == []


@pytest.mark.parametrize("other", _ONE_WORD)
def test_one_thing_has_one_word(texts: list[English], other: str) -> None:
    faults = [f"{fault} ({_ONE_WORD[other]})" for item in texts for fault in item.found(other)]
    assert faults == []
