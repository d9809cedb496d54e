"""Company: two builds of one project at once, and data that are edited while it is built."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Mapping
from pathlib import Path
from random import Random

from tests.soak.ground import Ground
from tests.soak.states import BASE, changed

_BETWEEN = (0.002, 0.02)
"""Seconds between two edits."""


def two_at_once(ground: Ground, rng: Random) -> str:
    """The second build begins while the first runs; both give the site."""
    ground.change(rng, clean=rng.random() < 0.5)
    with ground.start() as first:
        first.runs_after(rng.uniform(0, ground.lengths.incremental))
        with ground.start() as second:
            codes = [ground.ends(build) for build in (first, second)]
            words = [build.words() for build in (first, second)]
    if codes != [0, 0]:
        raise ground.broken(f"two builds at once end with {codes}: {words}")
    ground.look(ground.wanted)
    ground.recover()
    return "both built"


def one_of_two_killed(ground: Ground, rng: Random) -> str:
    """Of two builds at once, either is killed; the other one gives the site."""
    ground.change(rng, clean=rng.random() < 0.5)
    length = ground.lengths.incremental
    with ground.start() as first:
        first.runs_after(rng.uniform(0, length))
        with ground.start() as second:
            killed, other = rng.choice([(first, second), (second, first)])
            killed.runs_after(rng.uniform(0, length))
            killed.send(signal.SIGKILL)
            code = ground.ends(other)
            killed.wait()
            words = other.words()
    if code:
        raise ground.broken(f"a build fails with {code} beside one that was killed: {words}")
    ground.look(ground.wanted)
    ground.recover()
    return "one built"


class _Editor(threading.Thread):
    """Edits one file between two states, again and again, in place or by another in its place."""

    def __init__(
        self, path: Path, contents: tuple[bytes | None, bytes | None], rng: Random, in_place: bool
    ) -> None:
        super().__init__()
        self._path, self._contents, self._rng, self._in_place = path, contents, rng, in_place
        self._over = threading.Event()

    def run(self) -> None:
        turn = 0
        while not self._over.wait(self._rng.uniform(*_BETWEEN)):
            turn = 1 - turn
            content = self._contents[turn]
            if content is None:
                self._path.unlink(missing_ok=True)
            elif self._in_place:
                self._path.write_bytes(content)
            else:
                beside = self._path.with_name(f".{self._path.name}.new")
                beside.write_bytes(content)
                os.replace(beside, self._path)

    def end(self) -> None:
        self._over.set()
        self.join()


def edited_meanwhile(ground: Ground, rng: Random) -> str:
    """A record is edited every few milliseconds; what is built is one of its two states."""
    if not neighbours(ground):
        ground.put(BASE, rng)
    name, other = rng.choice(neighbours(ground))
    one_data, other_data = ground.states[ground.wanted].data, ground.states[other].data
    editor = _Editor(
        ground.folder / "data" / name,
        (one_data.get(name), other_data.get(name)),
        Random(rng.random()),
        in_place=rng.random() < 0.5,
    )
    editor.start()
    try:
        with ground.start() as build:
            outcome = ground.judge(build, also=(other,))
    finally:
        editor.end()
    ground.put(rng.choice([ground.wanted, other]), rng)
    ground.recover()
    return outcome


def neighbours(ground: Ground) -> list[tuple[str, str]]:
    """A file of the data, and the state that is another in this file alone."""
    states: Mapping[str, list[str]] = {
        name: changed(ground.states[ground.wanted], state) for name, state in ground.states.items()
    }
    return [(files[0], name) for name, files in states.items() if len(files) == 1]
