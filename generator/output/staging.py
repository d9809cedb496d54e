"""Publish: the site is built beside the last good one and takes its place only when whole.

Beside ``site`` lies the working folder ``.site-build``. It holds ``lock``, held by the one
build that may use the folder, ``next``, the site in the making, and ``last``, the site
before it, for as long as the two change places. The reasons are in
``docs/decisions/0009-publishing-by-swapping-folders.md``.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV)


class Staging:
    """The site in the making. One at a time: a second one waits for the first."""

    def __init__(self, site: Path) -> None:
        """Wait for other builds of ``site``, clear what a killed one left, begin.

        Raises:
            OSError: where the folder beside the site cannot be made.
        """
        self.site = site.resolve()  # of a site that is a link, what it leads to is swapped
        work = self.site.with_name(f".{self.site.name}-build")
        self.folder = work / "next"
        self._last = work / "last"
        work.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(work / "lock")
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            print(f"Another build of {self.site} is running; waiting for it.", file=sys.stderr)
            self._lock.acquire()
        try:
            self._recover()
            self.folder.mkdir()
        except BaseException:
            self._lock.release()
            raise

    def _recover(self) -> None:
        """Clear what a killed build left, whose lock is free; its last site comes back."""
        if self._last.exists() and not self.site.exists():
            os.replace(self._last, self.site)
        for left in (self.folder, self._last):
            if left.exists():
                shutil.rmtree(left)

    def keep(self, folder: str) -> None:
        """Carry over what the old site has at addresses by hash: ``<folder>/<SHA-256>/<name>``.

        Whatever is not what its address says stays behind.

        Raises:
            OSError: where a file cannot be read or written.
        """
        for path in (self.site / folder).glob("*/*"):
            new = self.folder / path.relative_to(self.site)
            if path.is_symlink() or not path.is_file() or new.exists():
                continue
            content = path.read_bytes()
            if sha256(content).hexdigest() == path.parent.name:
                new.parent.mkdir(parents=True, exist_ok=True)
                new.write_bytes(content)

    def swap(self) -> Path:
        """Put the finished folder in the site's place; the old site goes last.

        Raises:
            OSError: where that cannot be done. The old site stands then.
        """
        if not self.site.exists():
            os.replace(self.folder, self.site)
        elif not _exchange(self.folder, self.site):
            os.replace(self.site, self._last)
            try:
                os.replace(self.folder, self.site)
            except OSError:
                os.replace(self._last, self.site)
                raise
        self.discard()
        return self.site

    def discard(self) -> None:
        """Remove what is not the site, and let the next build begin. Again does no harm."""
        if self._lock.is_locked:
            for left in (self.folder, self._last):
                shutil.rmtree(left, ignore_errors=True)
            self._lock.release()


def write_files(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write each file by its name in ``folder``."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system has no such step.

    Linux: renameat2(2) with RENAME_EXCHANGE. macOS: renamex_np(2) with RENAME_SWAP.
    """
    here, exchange, swap = -100, 2, 2  # AT_FDCWD, RENAME_EXCHANGE, RENAME_SWAP
    a, b = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = libc.renamex_np(a, b, swap)
        else:
            failed = libc.renameat2(here, a, here, b, exchange)
    except (AttributeError, TypeError):  # a C library without it; Windows has no CDLL(None)
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))
