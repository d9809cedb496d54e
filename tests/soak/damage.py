"""Damage: files of the cache and of the site that are not what a build has written."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.soak.ground import Ground


def _truncate(path: Path, other: Path, rng: Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: rng.randrange(len(content) + 1)])


def _zero(path: Path, other: Path, rng: Random) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _flip(path: Path, other: Path, rng: Random) -> None:
    content = bytearray(path.read_bytes() or b"\0")
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


def _swap(path: Path, other: Path, rng: Random) -> None:
    content = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(content)


def _take_away(path: Path, other: Path, rng: Random) -> None:
    path.unlink()


WAYS: tuple[Callable[[Path, Path, Random], None], ...] = (
    *(_truncate, _zero, _flip, _swap, _take_away),
)


def spoil(folder: Path, rng: Random) -> str:
    """Damage files of a folder at random, all in one way, and say how."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    way = rng.choice(WAYS)
    number = rng.choice([1, 1 + len(files) // 10, 1 + len(files) // 2])
    for path in rng.sample(files, min(number, len(files))):
        if path.exists():
            alike = [file for file in files if file.suffix == path.suffix and file.exists()]
            way(path, rng.choice(alike), rng)
    return way.__name__.strip("_").replace("_", " ")


def poisoned(ground: Ground, rng: Random) -> str:
    """Files of ``.build`` are damaged; the data are as they were, or edited."""
    way = spoil(ground.cache, rng)
    if rng.random() < 0.5:
        ground.change(rng)
    ground.recover()
    return way


def damaged(ground: Ground, rng: Random) -> str:
    """Files of ``site`` are damaged, or of what lies beside it; the next build mends them."""
    way = spoil(rng.choice([ground.site, ground.working]), rng)
    if rng.random() < 0.5:
        ground.change(rng)
    ground.recover()
    return way


def emptied(ground: Ground, rng: Random) -> str:
    """``.build`` is taken away while a build works with it."""
    ground.change(rng)
    with ground.start() as build:
        build.runs_after(rng.uniform(0, ground.lengths.incremental))
        for _ in range(3):
            with suppress(OSError):  # it writes there at the same time
                shutil.rmtree(ground.cache)
            time.sleep(rng.uniform(0, 0.2))
        outcome = ground.judge(build)
    ground.recover()
    return outcome
