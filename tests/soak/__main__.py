"""Soak, as it is run: every scenario so many times, a line for each, and 1 where one broke."""

from __future__ import annotations

import argparse
import secrets
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generator.shares import processors
from tests.soak import company, damage, disks, kills
from tests.soak.ground import Broken, Ground
from tests.soak.states import prepare

_BUILDS = 200


@dataclass(frozen=True, slots=True)
class Scenario:
    """A way to disturb a build."""

    name: str
    share: int
    """How many of 200 builds are disturbed so."""
    play: Callable[[Ground, Random], str]
    mounts: bool = False
    """Whether it needs a disk of its own."""
    forks: bool = False
    """Whether it needs builds that fork."""


SCENARIOS = (
    Scenario("killed, clean", 32, kills.killed_clean),
    Scenario("killed, incremental", 36, kills.killed_incremental),
    Scenario("told to end (SIGTERM)", 8, kills.terminated),
    Scenario("interrupted (SIGINT)", 10, kills.interrupted),
    Scenario("first process killed", 10, kills.first_alone, forks=True),
    Scenario("forked process killed", 12, kills.forked_alone, forks=True),
    Scenario("full disk", 20, disks.full, mounts=True),
    Scenario("full disk of .build", 8, disks.full_cache, mounts=True),
    Scenario("read-only disk", 14, disks.read_only, mounts=True),
    Scenario("mounted site", 16, disks.mounted_site, mounts=True),
    Scenario("damaged .build", 11, damage.poisoned),
    Scenario("damaged site", 5, damage.damaged),
    Scenario(".build taken away", 4, damage.emptied),
    Scenario("two at once", 4, company.two_at_once),
    Scenario("two, one killed", 4, company.one_of_two_killed),
    Scenario("edited meanwhile", 6, company.edited_meanwhile),
)


def shares(builds: int) -> dict[str, int]:
    """How often each scenario is tried, given how many builds there are; once at least."""
    whole = sum(scenario.share for scenario in SCENARIOS)
    return {s.name: max(1, round(s.share * builds / whole)) for s in SCENARIOS}


def main() -> int:
    """Try every scenario; 0 where all held."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--builds", type=int, default=_BUILDS, help="so many are disturbed")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.builds} builds", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    may_mount = disks.may_mount(folder)  # before anything else runs beside
    soak = Soak(folder, options.seed)
    started = time.monotonic()
    try:
        with ExitStack() as stack:
            plain, own = soak.prepare(stack, may_mount)
            for scenario in SCENARIOS:
                ground = own if scenario.mounts else plain
                soak.try_all(scenario, ground, shares(options.builds)[scenario.name])
    finally:
        shutil.rmtree(soak.work)
    print(f"{(time.monotonic() - started) / 60:.0f} minutes", flush=True)
    if soak.failures.exists():
        return 1
    folder.rmdir()
    return 0


class Soak:
    """One run of all scenarios."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.work, self.failures = folder / "work", folder / "failures"
        self._seed = seed

    def prepare(self, stack: ExitStack, may_mount: bool) -> tuple[Ground, Ground | None]:
        """The ground on an ordinary disk, and one on a disk of its own where it may have one."""
        disk = self.work / "disk"
        disk.mkdir(parents=True)
        prepared = prepare(self.work)
        plain = Ground(self.work / "plain", prepared, self.failures)
        plain.recover()
        if not may_mount:
            return plain, None
        stack.enter_context(disks.disk(disk))
        own = Ground(disk / "own", prepared, self.failures)
        own.recover()
        return plain, own

    def try_all(self, scenario: Scenario, ground: Ground | None, times: int) -> None:
        """Try a scenario so many times and print what came of it."""
        missing = "the right to mount" if ground is None else ""
        if scenario.forks and processors() == 1:
            missing = "a second processor, or Linux"
        if ground is None or missing:
            print(f"{scenario.name:24} not tried: {missing} is missing", flush=True)
            return
        outcomes: Counter[str] = Counter()
        for number in range(times):
            rng = Random(f"{self._seed} {scenario.name} {number}")
            try:
                outcomes[scenario.play(ground, rng)] += 1
            except Broken as error:
                where = f"{scenario.name}, seed {self._seed}, number {number}"
                print(f"FAILED {where}: {error}", flush=True)
                ground.renew()
        held = sum(outcomes.values())
        how = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        print(f"{scenario.name:24} {times:3} tried, {held:3} held  ({how})", flush=True)


if __name__ == "__main__":
    sys.exit(main())
