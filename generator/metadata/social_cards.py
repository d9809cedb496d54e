"""Cards: the picture that a chat or a social network shows beside a link to a page.

1200 × 630 pixels in sixteen colours: the seal, the page's title, and where it stands. The
letters are of Noto Serif TC and Noto Sans TC, which are installed with the generator, so
that a card is the same on every machine. What was drawn before lies in a cache.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Set
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_tw import sans_path, serif_path

WIDTH, HEIGHT = 1200, 630

_MARGIN = 88
_SEAL = 96
_SIZES = ((88, 2), (72, 3), (54, 4))
"""Sizes of a title, and how many lines of each there is room for."""
_END = b"IEND\xae\x42\x60\x82"
"""The end of every PNG."""
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


class Cards:
    """Draws the cards of a site; ``cache`` is a folder to keep them in for the next build."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        cache.mkdir(parents=True, exist_ok=True)

    def write(self, card: Card, file: Path) -> str:
        """Write a card to ``file``, drawn anew unless it lies in the cache; gives its name there.

        Raises:
            OSError: where it cannot be written.
        """
        path = self._cache / f"{_hash(card)}.png"
        picture = path.read_bytes() if path.is_file() else b""
        if not picture.endswith(_END):  # what a power cut has left of one
            picture = draw(card)
            part = path.with_suffix(f".{os.getpid()}.part")  # one that is cut off leaves no picture
            part.write_bytes(picture)
            part.replace(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture)
        return path.name

    def keep(self, names: Set[str]) -> None:
        """Let the cache hold these and no others."""
        for path in self._cache.iterdir():
            if path.name not in names:
                path.unlink(missing_ok=True)


@cache
def _drawer() -> bytes:
    """What draws, so that what another has drawn is not taken for its work."""
    return Path(__file__).read_bytes() + PIL.__version__.encode()


def _hash(card: Card) -> str:
    return sha256(_drawer() + "\0".join(astuple(card)).encode()).hexdigest()[:32]


def draw(card: Card) -> bytes:
    """The picture as PNG."""
    ink = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(ink)
    pen.text((_MARGIN + _SEAL + 28, 84 + _SEAL // 2), card.site, 255, _font("sans", 40), "lm")
    size, lines = _fitted(card.title)
    leading = round(size * 1.3)
    top = 212 + (306 - leading * len(lines)) // 2
    for number, line in enumerate(lines):
        pen.text((_MARGIN, top + number * leading), line, 255, _font("serif", size), "la")
    pen.text((_MARGIN, HEIGHT - 58), card.place, 170, _font("sans", 32), "lm")

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
    last = _WORD.findall(lines[most - 1])[:-1]
    return size, [*lines[: most - 1], "".join(last).rstrip() + "…"]


@lru_cache(8192)
def _width(font: ImageFont.FreeTypeFont, word: str) -> float:
    """Characters come again and again; to measure one takes as long as to draw it."""
    return font.getlength(word)


def _lines(title: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line, across = "", 0.0
    for word in _WORD.findall(title):
        if line and across + _width(font, word.rstrip()) > WIDTH - 2 * _MARGIN:
            yield line.rstrip()
            line, across = "", 0.0
        line += word
        across += _width(font, word)
    yield line.rstrip()
