"""Disks: full, read-only and mounted ones, in a namespace of mounts that ends with this process."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.soak.ground import Ground

_PAGE = 4096
_LARGE = 512 << 20
_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000  # CLONE_NEWUSER, CLONE_NEWNS of unshare(2)
_KILLED = 0.35
"""How often a build on such a disk is killed, too."""


def may_mount(folder: Path) -> bool:
    """Whether this process may mount, from now on in a namespace of its own, tried in a folder.

    No other process sees what is mounted, and nothing stays mounted after the end.
    """
    user, group = os.getuid(), os.getgid()
    flags = _NEW_MOUNTS if user == 0 else _NEW_MOUNTS | _NEW_USER
    try:
        if ctypes.CDLL(None).unshare(flags):
            return False
        if user:
            Path("/proc/self/setgroups").write_text("deny", "ascii")
            Path("/proc/self/uid_map").write_text(f"0 {user} 1", "ascii")
            Path("/proc/self/gid_map").write_text(f"0 {group} 1", "ascii")
        _mount("--make-rprivate", "/")
        with mounted(folder, "-t", "tmpfs", "tmpfs"):
            return True
    except (AttributeError, TypeError, OSError, subprocess.CalledProcessError):
        return False


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", "-n", *arguments], check=True, capture_output=True)


@contextmanager
def mounted(folder: Path, *arguments: str | Path) -> Iterator[None]:
    """Something is mounted on a folder."""
    _mount(*arguments, folder)
    try:
        yield
    finally:
        subprocess.run(["umount", "-nl", folder], check=True, capture_output=True)


@contextmanager
def disk(folder: Path) -> Iterator[None]:
    """A disk of its own, in memory."""
    with mounted(folder, "-t", "tmpfs", "-o", f"size={_LARGE}", "tmpfs"):
        yield


@contextmanager
def _only(folder: Path, room: int) -> Iterator[None]:
    """The disk has so many bytes left."""
    state = os.statvfs(folder)
    used = (state.f_blocks - state.f_bfree) * state.f_frsize
    _mount("-o", f"remount,size={max(used + room, _PAGE)}", folder)
    try:
        yield
    finally:
        _mount("-o", f"remount,size={_LARGE}", folder)


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """The disk of a folder, or a folder alone, cannot be written."""
    if folder.is_mount():
        _mount("-o", "remount,ro", folder)
        try:
            yield
        finally:
            _mount("-o", "remount,rw", folder)
    else:
        with mounted(folder, "--bind", folder):
            _mount("-o", "remount,bind,ro", folder)
            yield


def _size(folder: Path) -> int:
    """What a folder takes of a disk."""
    return sum(-(-path.lstat().st_size // _PAGE) * _PAGE for path in folder.rglob("*"))


def _build(ground: Ground, rng: Random, clean: bool) -> str:
    """A build that is sometimes killed as well."""
    length = ground.lengths.clean if clean else ground.lengths.incremental
    moment = rng.uniform(0, length) if rng.random() < _KILLED else None
    with ground.start() as build:
        if moment is not None and build.runs_after(moment):
            build.send(signal.SIGKILL)
        return ground.judge(build)


def full(ground: Ground, rng: Random) -> str:
    """The disk that all stands on fills up somewhere in the build, or just does not."""
    clean = rng.random() < 0.5
    ground.change(rng, clean=clean)
    with _only(ground.folder.parent, int(rng.uniform(0, 1.2) * _size(ground.site))):
        outcome = _build(ground, rng, clean)
    ground.recover()
    return outcome


def full_cache(ground: Ground, rng: Random) -> str:
    """``.build`` alone is on a disk that fills up."""
    most = max(_size(ground.cache), 16 * _PAGE)
    ground.change(rng)
    ground.cache.mkdir(exist_ok=True)
    size = max(_PAGE, int(rng.uniform(0, 1.2) * most))
    with mounted(ground.cache, "-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
        outcome = _build(ground, rng, clean=True)
    ground.recover()
    return outcome


def read_only(ground: Ground, rng: Random) -> str:
    """All, or one of the folders that a build writes, cannot be written."""
    ground.change(rng)
    folders = (ground.folder.parent, ground.site, ground.cache, ground.working)
    folder = rng.choice(folders)
    folder.mkdir(exist_ok=True)
    with _read_only(folder):
        outcome = _build(ground, rng, clean=False)
    if outcome == "built" and folder != ground.cache:
        raise ground.broken(
            f"a build into {folder.name}, which is read-only, says that all is well"
        )
    ground.recover()
    return outcome


def mounted_site(ground: Ground, rng: Random) -> str:
    """Something is mounted on ``site``: its content is replaced, file by file."""
    before = ground.standing
    if rng.random() < 0.5:
        with mounted(ground.site, "--bind", ground.site):
            return _replaced(ground, rng)
    with disk(ground.site):
        shutil.copytree(ground.states[before].site, ground.site, dirs_exist_ok=True)
        if rng.random() < 0.4:
            ground.change(rng)
            with _only(ground.site, int(rng.uniform(0, 1.2) * _size(ground.site))):
                outcome = _in_place(ground, rng, killed=False)
            ground.recover()
        else:
            outcome = _replaced(ground, rng)
    ground.standing = before  # what was under it is seen again
    return outcome


def _replaced(ground: Ground, rng: Random) -> str:
    ground.change(rng)
    outcome = _in_place(ground, rng, killed=rng.random() < 0.7)
    ground.recover()
    return outcome


def _in_place(ground: Ground, rng: Random, *, killed: bool) -> str:
    """A build that is perhaps killed, most often near its end, while files take their places."""
    length = ground.lengths.incremental
    with ground.start() as build:
        if killed and build.runs_after(length * rng.triangular(0, 1.05, 0.95)):
            build.send(signal.SIGKILL)
            if ground.ends(build) < 0:
                ground.look_at_mixture()
                return "killed"
        return ground.judge(build)
