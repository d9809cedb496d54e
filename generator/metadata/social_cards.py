"""Cards: the picture that a chat or a social network shows beside a link to a page.

1200 × 630 pixels in sixteen colours: the seal, the page's title, and where it stands. The
letters are of Noto Serif TC and Noto Sans TC, which are installed with the generator, so
that a card is the same on every machine. What was drawn before lies in a cache, which may be lost.
"""

from __future__ import annotations

import io
import os
import re
import unicodedata
from collections.abc import Iterator, Set
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_tw import sans_path, serif_path

from ..cache import checksum

WIDTH, HEIGHT = 1200, 630
_SUM = 32
"""Bytes before a picture in the cache."""

_MARGIN = 88
_SEAL = 96
_SIZES = ((88, 2), (72, 3), (54, 4))
"""Sizes of a title, and how many lines of each there is room for."""
_PAPER, _INK, _VERMILION = (253, 251, 247), (34, 31, 27), (155, 45, 32)
_INKS, _REDS = 12, 4
"""How many of the sixteen colours lead from paper to ink and to vermilion."""

# A word with the marks that may not be parted from it; a Chinese character is a word.
_WORD = re.compile(r"[「『（《“‘(]*(?:[!-~\u00a0-\u024f’–-]+|.)[」』）》”，。：；、！？…]* ?")


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a picture."""

    site: str
    title: str
    place: str
    """The part of the site in which the page stands, or an empty string."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was written."""

    name: str
    """In the cache."""
    digest: bytes
    """The SHA-256 of its file."""


class Cards:
    """Draws the cards of a site; ``cache`` is a folder to keep them in for the next build."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache

    def write(self, card: Card, file: Path) -> Picture:
        """Write a card to ``file``, drawn anew unless it lies in the cache.

        Raises:
            OSError: where it cannot be written.
        """
        path = self._cache / _hash(card)
        picture = _whole(path)
        if picture is None:
            picture = draw(card)
            with suppress(OSError):  # without a cache, the next build draws again
                self._remember(path, picture)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)  # it may be one with the file of the last site
        file.write_bytes(picture)
        return Picture(path.name, sha256(picture).digest())

    def _remember(self, path: Path, picture: bytes) -> None:
        self._cache.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")  # one that is cut off leaves no picture
        part.write_bytes(checksum(path.name, picture) + picture)
        part.replace(path)

    def keep(self, names: Set[str]) -> None:
        """Let the cache hold these and no others."""
        with suppress(OSError):
            for path in self._cache.iterdir():
                if path.name not in names:
                    path.unlink(missing_ok=True)


@cache
def _drawer() -> bytes:
    """What draws, so that what another has drawn is not taken for its work."""
    return Path(__file__).read_bytes() + PIL.__version__.encode()


def _whole(path: Path) -> bytes | None:
    """A picture of the cache; None where it is not there, or not what was written by this name."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    picture = content[_SUM:]
    return picture if checksum(path.name, picture) == content[:_SUM] else None


def _hash(card: Card) -> str:
    return sha256(_drawer() + "\0".join(astuple(card)).encode()).hexdigest()[:32]


def draw(card: Card) -> bytes:
    """The picture as PNG."""
    ink = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(ink)
    left, sans = _MARGIN + _SEAL + 28, _font("sans", 40)
    pen.text((left, 84 + _SEAL // 2), _cut(card.site, sans, left), 255, sans, "lm")
    size, lines = _fitted(_drawn(card.title))
    leading = round(size * 1.3)
    top = 212 + (306 - leading * len(lines)) // 2
    for number, line in enumerate(lines):
        pen.text((_MARGIN, top + number * leading), line, 255, _font("serif", size), "la")
    sans = _font("sans", 32)
    pen.text((_MARGIN, HEIGHT - 58), _cut(card.place, sans, _MARGIN), 170, sans, "lm")

    picture = Image.new("P", (WIDTH, HEIGHT), 0)
    picture.putpalette([channel for colour in _palette() for channel in colour])
    picture.paste(ink.point([value * _INKS // 256 for value in range(256)]))
    seal = _seal().point([0 if v < 32 else _INKS + min(v // 64, _REDS - 1) for v in range(256)])
    picture.paste(seal, (_MARGIN, 84))
    ImageDraw.Draw(picture).rectangle((0, HEIGHT - 12, WIDTH, HEIGHT), _INKS + _REDS - 1)
    file = io.BytesIO()
    picture.save(file, "PNG", bits=4, compress_level=4)
    return file.getvalue()


def _palette() -> Iterator[tuple[int, ...]]:
    for colour, steps, first in ((_INK, _INKS, 0), (_VERMILION, _REDS, 1)):
        for step in range(steps):
            share = (step + first) / (steps - 1 + first)
            yield tuple(round(a + (b - a) * share) for a, b in zip(_PAPER, colour, strict=True))


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    path = sans_path() if name == "sans" else serif_path()
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def without_glyph(words: str) -> list[str]:
    """The letters, each once, that no card can show: neither they nor what they are marked from."""
    try:  # All of these are there; fonts are opened for few titles, or none.
        words.encode("big5")
    except UnicodeEncodeError:
        return list(dict.fromkeys(letter for letter in _drawn(words) if not _has_glyph(letter)))
    return []


@cache
def _has_glyph(letter: str) -> bool:
    """Whether the fonts, which have the same letters, draw another thing than for no letter."""
    font = _font("serif", _SIZES[0][0])
    lost, found = font.getmask("\uffff"), font.getmask(letter)
    return letter.isspace() or lost.size != found.size or bytes(lost) != bytes(found)


def _drawn(words: str) -> str:
    """The words, with letters that the fonts lack as those without the mark: č is c, Ł is L."""
    if words.isascii():
        return words
    letters = unicodedata.normalize("NFC", words)
    return "".join(one if _has_glyph(one) else _unmarked(one) for one in letters)


def _unmarked(letter: str) -> str:
    plain = unicodedata.name(letter, "").partition(" WITH ")
    try:
        return unicodedata.lookup(plain[0]) if plain[1] else letter
    except KeyError:
        return letter


def _cut(words: str, font: ImageFont.FreeTypeFont, left: int) -> str:
    """As many of the words as there is room for on one line that begins at ``left``."""
    words = _drawn(words)
    if font.getlength(words) <= WIDTH - _MARGIN - left:
        return words
    line = next(_lines(words, font, WIDTH - _MARGIN - left - font.getlength("…")))
    return line.rstrip(" /，、：") + "…"


@cache
def _seal() -> Image.Image:
    """The site's seal: 影, "shadow, film", cut out of a square; 255 is vermilion."""
    big = Image.new("L", (_SEAL * 4, _SEAL * 4), 0)
    pen = ImageDraw.Draw(big)
    pen.rounded_rectangle((0, 0, _SEAL * 4 - 1, _SEAL * 4 - 1), 30, 255)
    pen.text((_SEAL * 2, _SEAL * 2), "影", 0, _font("serif", _SEAL * 3), "mm", stroke_width=5)
    return big.resize((_SEAL, _SEAL), Image.Resampling.LANCZOS)


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size at which the title has room, and its lines; the last may be cut."""
    for size, most in _SIZES:
        lines = list(_lines(title, _font("serif", size)))
        if len(lines) <= most:
            return size, lines
    *words, last = _WORD.findall(lines[most - 1])
    shown = "".join(words).rstrip() or last
    while _font("serif", size).getlength(f"{shown}…") > WIDTH - 2 * _MARGIN:
        shown = shown[:-1]
    return size, [*lines[: most - 1], f"{shown}…"]


@lru_cache(8192)
def _width(font: ImageFont.FreeTypeFont, word: str) -> float:
    """Characters come again and again; to measure one takes as long as to draw it."""
    return font.getlength(word)


def _lines(
    title: str, font: ImageFont.FreeTypeFont, room: float = WIDTH - 2 * _MARGIN
) -> Iterator[str]:
    line, across = "", 0.0
    for word in _WORD.findall(title):
        if line and across + _width(font, word.rstrip()) > room:
            yield line.rstrip()
            line, across = "", 0.0
        line += word
        across += _width(font, word)
        while across > room and font.getlength(line.rstrip()) > room:  # one word, as an address
            fits = next(n for n in range(1, len(line)) if font.getlength(line[: n + 1]) > room)
            yield line[:fits]
            line = line[fits:]
            across = font.getlength(line)
    yield line.rstrip()
