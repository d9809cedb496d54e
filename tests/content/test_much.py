"""Much of anything is told or made in a time that grows with it, and not with its square.

The limits are tens of times what it takes, and a fraction of what it took.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.build import check, make
from generator.charts.svg import width, wrap
from generator.content.yaml_reader import YamlReader
from generator.diagnostics.errors import DataErrors
from generator.models.markup import no_markup
from generator.text.inline import inline, plain
from tests.conftest import Run, edit


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Of this process, so that others on the machine do not count."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def test_many_errors_are_told_in_part(small: Path) -> None:
    with (small / "people/jane-doe.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"k{i}: 1\n" for i in range(20_000))
    with _within(20), pytest.raises(DataErrors) as caught:
        check(small)
    with _within(10):
        words = str(caught.value)
    assert "k0" in words
    assert len(words.splitlines()) < 2000
    assert "100 more are not listed here" in words


def test_many_changes_are_read(small: Path) -> None:
    entries = (
        f"  - id: c-{i}\n    date: 2026-01-01\n    title: {{zh: 標題{i}, en: Title {i}}}\n"
        f"    text: {{zh: 文字{i}, en: Words {i}}}\n"
        for i in range(6000)
    )
    (small / "changes.yml").write_text("entries:\n" + "".join(entries), "utf-8")
    with _within(25):
        check(small)


def test_many_facts_are_refused_at_once(small: Path, run: Run) -> None:
    facts = json.dumps({f"k{i}": 1 for i in range(100_000)})
    done = run("generator", "evaluate", "grant", "-", cwd=small.parent, stdin=facts)
    assert done.returncode == 2
    assert "k0" in done.stderr
    assert len(done.stderr) < 20_000


@pytest.mark.parametrize("sign", ["a", "字", "a ", "W", "-", "a\u0301"])
def test_a_long_word_is_wrapped(sign: str) -> None:
    with _within(3):
        lines = wrap(sign * 20_000, 200, 3)
    assert len(lines) == 3
    assert all(width(line) <= 200 for line in lines)
    assert lines[-1].endswith("…")


def test_a_long_title_is_built(small: Path) -> None:
    edit(small / "policies/halls.yml", "en: Halls}", f"en: {'a' * 20_000}}}")
    with _within(30):
        make(*check(small))


@pytest.mark.parametrize(
    "sign", ["[", "[a ", "*", "**a", "`", "_a", "](", "[a](b ", "&", "<", "\\"]
)
def test_signs_of_markup_are_read_however_many(sign: str) -> None:
    text = sign * 12_000
    readings: list[Callable[[str], object]] = [inline, plain]
    with _within(4):
        try:
            no_markup(text)
        except ValueError:
            return
        for reading in readings:
            reading(text)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{' ' * i}a:\n{' ' * i}- b:\n" for i in range(1, 100)),
        "a: {b: 1\n" * 3000,
        "a b\n" * 3000,
        'a: "b\n' * 3001,
        "\ta: 1\n" * 3000,
    ],
    ids=["lists", "braces", "words", "quotes", "tabs"],
)
def test_slips_are_looked_for_no_longer_than_is_bearable(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yml").write_text(text, "utf-8")
    reader = YamlReader("a.yml")
    with _within(20):
        reader.read(tmp_path / "a.yml")
    assert reader.errors
