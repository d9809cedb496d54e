"""The cache: whatever becomes of its file, a row is what was written under its name, or none."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from generator.cache import Cache

ROWS = {f"page/{number}/": bytes([number]) * 3000 for number in range(40)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep/rows.db"


def test_rows_outlive_the_one_that_wrote_them(file: Path) -> None:
    assert dict(Cache(file).rows()) == {}
    Cache(file).write(ROWS, ())
    assert dict(Cache(file).rows()) == ROWS


def test_what_is_no_more_named_goes(file: Path) -> None:
    Cache(file).write(ROWS, ())
    Cache(file).write({"new": b"1", "page/3/": b"2"}, ["page/2/", "unknown"])
    assert dict(Cache(file).rows()) == {"new": b"1", "page/3/": b"2", "page/2/": ROWS["page/2/"]}


@pytest.mark.parametrize("seed", range(30))
def test_no_damage_gives_another_row(file: Path, seed: int) -> None:
    chance = random.Random(seed)
    Cache(file).write(ROWS, ())
    content = bytearray(file.read_bytes())
    if seed % 3 == 0:
        del content[chance.randrange(len(content)) :]
    for _ in range(chance.randrange(1, 200) if content else 0):
        content[chance.randrange(len(content))] = chance.randrange(256)
    file.write_bytes(content)
    assert dict(Cache(file).rows()).items() <= ROWS.items()
    Cache(file).write({"new": b"1"}, ROWS)
    Cache(file).write({"new": b"1"}, ROWS)  # what could not be mended was begun anew
    assert dict(Cache(file).rows())["new"] == b"1"


def test_rows_that_have_changed_places_are_none(file: Path) -> None:
    Cache(file).write({"a": b"1", "b": b"2"}, ())
    with sqlite3.connect(file) as rows:
        rows.execute("UPDATE row SET name = CASE name WHEN 'a' THEN 'c' ELSE 'a' END")
    assert dict(Cache(file).rows()) == {}


def test_a_place_where_nothing_can_be_written_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    cache = Cache(tmp_path / "file/rows.db")
    cache.write(ROWS, ())
    assert dict(cache.rows()) == {}


def test_a_cache_that_another_build_is_writing_is_left_to_it(file: Path) -> None:
    Cache(file).write(ROWS, ())
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM row")
        Cache(file).write({"new": b"1"}, ())
        assert dict(Cache(file).rows()) == {}
        other.execute("ROLLBACK")
    assert dict(Cache(file).rows()) == ROWS
