"""Cards: the picture that a chat or a social network shows beside a link to a page.

1200 × 630 pixels in sixteen colours: the seal, the page's title, and where it stands. The
letters are of Noto Serif TC and Noto Sans TC, which are installed with the generator, so
that a card is the same on every machine. Another process draws while the pages are made, or
this one where there can be no other; what was drawn before lies in a cache, which may be lost.
"""

from __future__ import annotations

import io
import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread, current_thread, main_thread

import PIL
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_tw import sans_path, serif_path

WIDTH, HEIGHT = 1200, 630

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


class Cards:
    """Draws the cards of a build; ``cache`` is a folder to keep them in for the next one."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._pool: ProcessPoolExecutor | None = None
        self._alone = False
        """Whether this process has to draw."""
        self._pictures: dict[str, bytes] = {}
        self._drawn: dict[str, tuple[Card, Future[bytes] | None]] = {}
        self._used: set[Path] = set()

    def add(self, name: str, card: Card) -> None:
        """Begin the picture that the file ``name`` is to hold, unless it lies in the cache."""
        path = self._path(card)
        self._used.add(path)
        picture = _whole(path)
        if picture is None:
            self._drawn[name] = (card, self._begin(card))
        else:
            self._pictures[name] = picture

    def _path(self, card: Card) -> Path:
        return self._cache / f"{_hash(card)}.png"

    def _begin(self, card: Card) -> Future[bytes] | None:
        """Let another process begin to draw; None where this one has to."""
        if self._alone:
            return None
        try:
            if self._pool is None:
                self._pool = begin_pool()
            return self._pool.submit(draw, card)
        except (OSError, ImportError, BrokenExecutor):  # no shared memory, no room for a process
            self._alone = True
            return None

    def finish(self) -> dict[str, bytes]:
        """Every picture by its file's name; the cache keeps these and no others."""
        for name, (card, future) in self._drawn.items():
            try:
                self._pictures[name] = draw(card) if future is None else future.result()
            except BrokenExecutor:  # it was killed, for want of memory or by hand
                self._pictures[name] = draw(card)
        self.close()
        with suppress(OSError):  # without a cache, the next build draws again
            self._remember()
        return self._pictures

    def _remember(self) -> None:
        """Keep the pictures of this build for the next one, and no others."""
        self._cache.mkdir(parents=True, exist_ok=True)
        for name, (card, _) in self._drawn.items():
            path = self._path(card)
            part = path.with_suffix(".part")  # a build that is cut off leaves no half a picture
            part.write_bytes(self._pictures[name])
            part.replace(path)
        for path in set(self._cache.iterdir()) - self._used:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the process that draws."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def begin_pool() -> ProcessPoolExecutor:
    """A process of its own, begun clean, since the builder's may have threads.

    Of Ctrl-C the builder alone takes notice; with the builder, however it ends, this one ends.
    """
    with _deaf():  # which the process inherits
        pool = ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=_end_with_builder
        )
        pool.submit(int)  # begins the process
    return pool


@contextmanager
def _deaf() -> Iterator[None]:
    """Take no notice of Ctrl-C; only the main thread can be told so."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end_with_builder() -> None:
    builder = parent_process()

    def wait() -> None:
        """End this process when the builder has, be it killed."""
        if builder is not None:
            builder.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def _whole(path: Path) -> bytes | None:
    """A picture of the cache; None where it is not there, or not whole, as after a power cut."""
    try:
        content = path.read_bytes()
        with Image.open(io.BytesIO(content)) as picture:
            fits = (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return content if fits else None


def _hash(card: Card) -> str:
    drawer = Path(__file__).read_bytes() + PIL.__version__.encode()
    return sha256(drawer + "\0".join(astuple(card)).encode()).hexdigest()[:32]


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
    picture.save(file, "PNG", bits=4, compress_level=6)
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


def _lines(title: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in _WORD.findall(title):
        if line and font.getlength((line + word).rstrip()) > WIDTH - 2 * _MARGIN:
            yield line.rstrip()
            line = ""
        line += word
    yield line.rstrip()
