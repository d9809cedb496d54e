"""Ground: a project that is built again and again, and what its site may be at each moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generator.output.in_place import NEXT
from tests.conftest import contents
from tests.soak.build import Build
from tests.soak.compare import differences, mixture, prints
from tests.soak.states import BASE, Prepared

_SHOWN = 8
"""So many files that differ are named."""


class Broken(Exception):
    """A promise is broken: what is wrong, and where the project lies as it was then."""

    def __init__(self, wrong: str, left: Path) -> None:
        super().__init__(f"{wrong}\n    the project as it was then: {left}")


@dataclass(slots=True)
class Lengths:
    """How long a build takes, in seconds, as it was last seen."""

    clean: float
    incremental: float


class Ground:
    """A copy of the project. ``standing`` is the state of its site, ``wanted`` of its data."""

    def __init__(self, folder: Path, prepared: Prepared, failures: Path) -> None:
        """Copy the project to ``folder``; what breaks is copied into ``failures``."""
        self.folder, self.site = folder, folder / "site"
        self.cache, self.working = folder / ".build", folder / ".site-build"
        self.states = prepared.states
        self.standing = self.wanted = BASE
        self.lengths = Lengths(prepared.seconds, prepared.seconds)
        self._outputs = prepared.project.parent / f"outputs of {folder.name}"
        self._outputs.mkdir()
        self._failures = failures
        self._last: list[Path] = []
        shutil.copytree(prepared.project, folder, symlinks=True)

    # --- what is done ---

    def change(self, rng: Random, *, clean: bool = False) -> None:
        """Edit the data into another state; without the cache where the build is a clean one."""
        self.put(rng.choice([name for name in self.states if name != self.wanted]), rng)
        if clean:
            shutil.rmtree(self.cache, ignore_errors=True)

    def put(self, state: str, rng: Random) -> None:
        """Write what differs in this state, as an editor does; the day of a file may stay."""
        data, wanted = self.folder / "data", self.states[state].data
        found = contents(data)
        for name in found.keys() - wanted.keys():
            (data / name).unlink()
        for name, content in wanted.items():
            if found.get(name) != content:
                path = data / name
                before = path.stat() if path.exists() and rng.random() < 0.5 else None
                path.write_bytes(content)
                if before is not None:
                    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.wanted = state

    def start(self) -> Build:
        """Begin a build of the data as they are."""
        words = self._outputs / f"{time.monotonic_ns()}.txt"
        self._last = [*self._last[-3:], words]
        return Build(self.folder, words)

    def renew(self) -> None:
        """Begin anew, after something was broken."""
        for left in (self.site, self.cache, self.working):
            shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(self.states[BASE].site, self.site)
        self.put(BASE, Random(0))
        self.standing = BASE

    def broken(self, wrong: str) -> Broken:
        """What to raise; the project is copied as it is, with what its last builds said."""
        self._failures.mkdir(exist_ok=True)
        left = self._failures / f"{len(list(self._failures.iterdir())) + 1}"
        shutil.copytree(self.folder, left, symlinks=True)
        for words in self._last:
            shutil.copy(words, left)
        return Broken(wrong, left)

    # --- what must hold ---

    def ends(self, build: Build) -> int:
        """Wait for its end; its code. It never shows a traceback."""
        try:
            code = build.wait()
        except subprocess.TimeoutExpired:
            raise self.broken(f"a build does not end; it said: {build.words()}") from None
        if "Traceback" in build.words():
            raise self.broken(f"a traceback: {build.words()}")
        return code

    def judge(self, build: Build, *, also: tuple[str, ...] = ()) -> str:
        """Whether a build ended as it may, and the site is what it then must be.

        ``also`` are states that the data have had meanwhile.
        """
        code = self.ends(build)
        new = (self.wanted, *also)
        if code < 0:
            self.look(self.standing, *new)
            return "killed"
        if code == 0:
            self.look(*new)
            return "built"
        if "The site was not changed." not in build.words():
            raise self.broken(f"it failed without a clear message: {build.words()!r}")
        self.look(self.standing)
        return "refused"

    def look(self, *allowed: str) -> None:
        """See that the site is, file by file, of one of these states."""
        found = prints(self.site)
        wrong = {name: differences(found, self.states[name].prints) for name in allowed}
        for name in allowed:
            if not wrong[name]:
                self.standing = name
                return
        nearest = min(allowed, key=lambda name: len(wrong[name]))
        raise self.broken(f"the site is not that {nearest}: {_few(wrong[nearest])}")

    def look_at_mixture(self) -> None:
        """See that every file of the site is whole, the last one or the next one."""
        old, new = self.states[self.standing].prints, self.states[self.wanted].prints
        if wrong := mixture(self.site, old, new):
            raise self.broken(f"the site is not {self.standing}, nor {self.wanted}: {_few(wrong)}")

    def recover(self) -> None:
        """A build that nobody disturbs, with the cache as it is, gives the site to the byte."""
        with self.start() as build:
            code = self.ends(build)
            self.lengths.incremental = time.monotonic() - build.began
        if code:
            raise self.broken(f"the next quiet build fails with {code}: {build.words()}")
        self.look(self.wanted)
        if (self.site / NEXT).exists():
            raise self.broken(f"site/{NEXT} is left after a quiet build")
        if left := sorted({"next", "last"} & {path.name for path in self.working.iterdir()}):
            raise self.broken(f".site-build holds {left} after a quiet build")


def _few(wrong: list[str]) -> str:
    more = f"; {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
    return "; ".join(wrong[:_SHOWN]) + more
