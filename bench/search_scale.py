"""What the search costs on a large site, and how well it finds among distractors.

The larger visit is copied until there are about 10,000 pages. In the copies all words are
shuffled within their paragraphs before they are indexed: the same words, in the same
numbers, that answer nothing. Prints the seconds of the whole build and of the index, the
bytes of a first query (text compressed, as a server would), and the share of the judged queries
that the first three results answer.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Request

from generator.metadata.social_cards import Card, Cards, Picture
from generator.mkdocs_adapter import finish, plugin
from generator.search import SearchPage, search_files

from .build_time import make_ours
from .search.engines import engines, served
from .search.queries import Score, judged, together

COPIES = 275
SAMPLE = 40
"""Queries whose first bytes are counted; each needs a browser without anything kept."""
GOAL_BYTES, GOAL_SHARE = 200_000, 0.2

_COPY = re.compile(r"usa-2024-\d+")
_PIECE = re.compile(r"[㐀-鿿]{1,2}|[A-Za-z]+")


def main(copies: int = COPIES) -> int:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder) / "ours"
        pages = make_ours(ours, copies)
        whole, index = _build(ours)
        print(
            f"{pages} pages: whole build {whole:.1f} s,"
            f" of it the index {index:.1f} s ({index / whole:.0%})"
        )
        most = _bytes(ours / "site")
        _quality(ours / "site")
    return 0 if index / whole <= GOAL_SHARE and most <= GOAL_BYTES else 1


def _build(folder: Path) -> tuple[float, float]:
    """Seconds of processor time: of the whole build, and of the index alone."""
    spent = shuffling = 0.0

    def measured(pages: Iterable[SearchPage], *rest: Any) -> dict[str, bytes]:
        nonlocal spent, shuffling
        begun = time.process_time()
        distractors = [_shuffled(page) for page in pages]
        shuffling = time.process_time() - begun
        files = search_files(distractors, *rest)
        spent = time.process_time() - begun - shuffling
        return files

    finish.search_files = measured  # type: ignore[assignment, attr-defined]
    plugin.Cards = _NoCards  # type: ignore[attr-defined]
    config = load_config(str(folder / "mkdocs.yml"))
    start = time.process_time()
    build(config)
    return time.process_time() - start - shuffling, spent


class _NoCards(Cards):
    """Draws nothing: twenty thousand pictures say nothing of the search."""

    def write(self, card: Card, file: Path) -> Picture:
        return Picture("", b"")


def _shuffled(page: SearchPage) -> SearchPage:
    if not _COPY.search(page.path):
        return page
    chance = random.Random(page.url)

    def shuffle(text: str) -> str:
        pieces = _PIECE.findall(text)
        chance.shuffle(pieces)
        return _PIECE.sub(lambda _: pieces.pop(), text)

    sections = [
        replace(part, heading=shuffle(part.heading), text=shuffle(part.text))
        for part in page.sections
    ]
    return replace(page, title=shuffle(page.title), sections=sections, records={}, terms={})


def _bytes(site: Path) -> int:
    """The most that a first query loads; prints it beside the median."""
    sets = judged().values()
    queries = [query for groups in sets for group in groups.values() for query in group]
    chosen = random.Random(1).sample([query for query in queries if query.wanted], SAMPLE)
    counts: list[int] = []
    with served(site) as (page, address):
        browser = page.context.browser
        assert browser is not None
        for query in chosen:
            fresh = browser.new_page()
            fresh.goto(address)
            asked: list[str] = []
            fresh.on("request", _note(asked))
            engines()[0].find(fresh, address, query)
            counts.append(sum(_sent(site / path[1:]) for path in asked))
            fresh.close()
    print(
        f"a first query loads {statistics.median(counts) / 1000:.0f} KB in the median, at most"
        f" {max(counts) / 1000:.0f} KB, its scripts included, text compressed"
    )
    return max(counts)


def _note(asked: list[str]) -> Callable[[Request], None]:
    return lambda request: asked.append(urlsplit(request.url).path)


def _sent(file: Path) -> int:
    """Bytes of an answer: few servers compress what is not text."""
    return file.stat().st_size if file.suffix == ".bin" else len(gzip.compress(file.read_bytes()))


def _quality(site: Path) -> None:
    with served(site) as (page, address):
        page.goto(address)
        for name, groups in judged().items():
            scores = []
            for queries in groups.values():
                score = Score()
                for query in queries:
                    score.add(query, engines()[0].find(page, address, query))
                scores.append(score)
            whole = together(scores)
            print(f"{name}: {whole.within(3):.1%} answered by the first three results")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
