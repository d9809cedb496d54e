"""Kills: builds that are ended at a random moment, with all their processes or a part of them."""

from __future__ import annotations

import signal
from collections.abc import Callable
from functools import partial
from random import Random

from tests.soak.build import Build
from tests.soak.ground import Ground

_AGAIN = 0.25
"""How often a build is killed once more before one may end."""
_GOES = 12
"""So many builds are begun at most, until one is met before its end."""
_LATER = 1.0
"""Seconds until MkDocs listens to Ctrl-C: before, Python itself tells of it."""


def _cut_off(
    ground: Ground, rng: Random, clean: bool, end: Callable[[Build], bool], least: float = 0.0
) -> str:
    """Build until ``end`` has met one that still ran; look at the site after each."""
    for _ in range(_GOES):
        ground.change(rng, clean=clean)
        length = ground.lengths.clean if clean else ground.lengths.incremental
        moment = rng.uniform(least, max(length, least + 0.1))
        with ground.start() as build:
            met = build.runs_after(moment) and end(build)
            outcome = ground.judge(build)
        if met:
            return outcome
        length = min(moment, length) if outcome == "built" else length
        if clean:
            ground.lengths.clean = length
        else:
            ground.lengths.incremental = length
    raise ground.broken(f"{_GOES} builds ended before they could be met")


def _by(number: signal.Signals) -> Callable[[Build], bool]:
    def end(build: Build) -> bool:
        build.send(number)
        return build.wait() < 0

    return end


def killed(ground: Ground, rng: Random, *, clean: bool) -> str:
    """All processes of a build are killed; sometimes those of the next one, too."""
    outcome = _cut_off(ground, rng, clean, _by(signal.SIGKILL))
    if rng.random() < _AGAIN:
        outcome = _cut_off(ground, rng, rng.random() < 0.5, _by(signal.SIGKILL))
    ground.recover()
    return outcome


killed_clean = partial(killed, clean=True)
killed_incremental = partial(killed, clean=False)


def terminated(ground: Ground, rng: Random) -> str:
    """SIGTERM, as a machine that shuts down sends it."""
    outcome = _cut_off(ground, rng, rng.random() < 0.5, _by(signal.SIGTERM))
    ground.recover()
    return outcome


def interrupted(ground: Ground, rng: Random) -> str:
    """Ctrl-C: SIGINT to all processes. The build may say that it was aborted, in its own words."""
    clean = rng.random() < 0.5
    for _ in range(_GOES):
        ground.change(rng, clean=clean)
        length = ground.lengths.clean if clean else ground.lengths.incremental
        with ground.start() as build:
            met = build.runs_after(rng.uniform(_LATER, max(length, _LATER + 0.1)))
            build.send(signal.SIGINT)
            code = ground.ends(build)
            ground.look(*([ground.wanted] if code == 0 else [ground.standing, ground.wanted]))
        if met:
            ground.recover()
            return "built" if code == 0 else "stopped"
    raise ground.broken(f"{_GOES} builds ended before they could be met")


def first_alone(ground: Ground, rng: Random) -> str:
    """The first process is killed; the next build begins while those it has forked still work."""

    def end(build: Build) -> bool:
        build.kill_first()
        return build.wait() < 0

    outcome = _cut_off(ground, rng, rng.random() < 0.5, end)
    ground.recover()
    return outcome


def forked_alone(ground: Ground, rng: Random) -> str:
    """A forked process is killed, as where memory runs out; the others go on."""
    outcome = _cut_off(ground, rng, rng.random() < 0.5, Build.kill_forked)
    if outcome == "killed":
        raise ground.broken("the whole build went with one process that it had forked")
    ground.recover()
    return outcome
