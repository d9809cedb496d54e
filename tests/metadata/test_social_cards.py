"""The pictures of a build, whatever becomes of their cache."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from generator.metadata import social_cards
from generator.metadata.social_cards import HEIGHT, WIDTH, Card, Cards, draw

CARD = Card("s", "a", "")


@pytest.fixture(scope="module")
def picture() -> bytes:
    """The card as it should be."""
    return draw(CARD)


def _picture(cache: Path) -> bytes:
    """The card as a build with this cache has it."""
    file = cache.parent / "site/a.png"
    Cards(cache).write(CARD, file)
    return file.read_bytes()


def test_cards_are_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    cards = Cards(cache)
    names = {cards.write(Card("s", title, ""), tmp_path / f"{title}.png").name for title in "ab"}
    for title in "ab":
        with Image.open(tmp_path / f"{title}.png") as shown:
            assert shown.size == (WIDTH, HEIGHT)
    assert {path.name for path in cache.iterdir()} == names
    assert len(names) == 2

    monkeypatch.setattr(social_cards, "draw", None)
    again = Cards(cache)
    used = again.write(Card("s", "a", ""), tmp_path / "c.png").name
    assert (tmp_path / "c.png").read_bytes() == (tmp_path / "a.png").read_bytes()
    again.keep({used})
    assert [path.name for path in cache.iterdir()] == [used], "what no page uses is not kept"


# --- the cache ----------------------------------------------------------------------------------


def _other_size() -> bytes:
    file = io.BytesIO()
    Image.new("1", (8, 8)).save(file, "PNG")
    return file.getvalue()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut off": lambda content: content[:-20],
    "half": lambda content: content[: len(content) // 2],
    "zeros at the end": lambda content: content[:1000] + bytes(len(content) - 1000),
    "a byte changed": lambda content: content[:1000] + b"?" + content[1001:],
    "rubbish": lambda content: b"rubbish",
    "another picture": lambda content: _other_size(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_picture_is_drawn_anew(
    tmp_path: Path, picture: bytes, damage: Callable[[bytes], bytes]
) -> None:
    cache = tmp_path / "cache"
    _picture(cache)
    (path,) = cache.iterdir()
    whole = path.read_bytes()
    assert damage(whole) != whole
    path.write_bytes(damage(whole))
    assert _picture(cache) == picture
    assert path.read_bytes() == whole


def test_pictures_that_have_changed_places_are_drawn_anew(tmp_path: Path, picture: bytes) -> None:
    cache = tmp_path / "cache"
    Cards(cache).write(Card("s", "another", ""), tmp_path / "other.png")
    (other,) = cache.iterdir()
    _picture(cache)
    (path,) = set(cache.iterdir()) - {other}
    path.write_bytes(other.read_bytes())
    assert _picture(cache) == picture


@pytest.mark.parametrize("kind", ["file", "folder in a picture's place"])
def test_a_cache_that_cannot_be_written_is_none(tmp_path: Path, picture: bytes, kind: str) -> None:
    cache = tmp_path / "cache"
    if kind == "file":
        cache.write_text("", "utf-8")
    else:
        _picture(cache)
        (path,) = cache.iterdir()
        path.unlink()
        path.mkdir()
    assert _picture(cache) == picture
