"""Publish: the site is built beside the last good one and takes its place only when whole.

Beside ``site`` lies the working folder ``.site-build``. It holds ``lock``, held by the one
build that may use the folder, ``next``, the site in the making, and ``last``, the site
before it, for as long as the two change places. Where they cannot, ``in_place`` replaces the
content. ``spare`` is the site before the last good one: most of its files are one with those of
that, and the next site begins with them. The reasons are in
``docs/decisions/0009-publishing-by-swapping-folders.md``.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Mapping, Set
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from ..shares import end
from .in_place import NEXT, remove, replace_content

_MOUNTED = (errno.EBUSY, errno.EXDEV)
"""What the system says where a folder that something is mounted on should be renamed."""
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, *_MOUNTED)
_FOR_ALL_TO_READ = 0o444
_FOR_ALL_TO_ENTER = 0o555


class Staging:
    """The site in the making. One at a time: a second one waits for the first."""

    def __init__(self, site: Path) -> None:
        """Wait for other builds of ``site``, clear what a killed one left, begin.

        Raises:
            OSError: where the folder beside the site cannot be made, or the site is a file.
        """
        self.site = site.resolve()  # of a site that is a link, what it leads to is swapped
        if self.site.exists() and not self.site.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self.site))
        work = self.site.with_name(f".{self.site.name}-build")
        self.folder = work / "next"
        self._last, self._spare = work / "last", work / "spare"
        self._keeps_spare = False
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
            remove(left)

    def begin(self, names: Set[str]) -> None:
        """Begin with those files of the spare site that are one with files of the last good one.

        Only those with ``names`` count, which whoever writes one of them removes before. The
        folder of the next site is still empty.
        """
        self._keeps_spare = True
        if not self._spare.exists():
            return
        try:
            self.folder.rmdir()
            os.replace(self._spare, self.folder)
            _leave(names, str(self.folder), str(self.site))
        except OSError:
            for left in (self._spare, self.folder):
                remove(left)
        self.folder.mkdir(exist_ok=True)

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

    def take_over(self, name: str, digest: bytes) -> bool:
        """Give the new site a file of the old one, where that has the SHA-256 ``digest``.

        ``name`` is one of those with which it began.
        """
        old, new = self.site / name, self.folder / name
        try:
            if old.is_symlink() or sha256(old.read_bytes()).digest() != digest:
                return False
            if not os.path.lexists(new):
                new.parent.mkdir(parents=True, exist_ok=True)
                _link(old, new)
        except OSError:
            return False
        return True

    def swap(self) -> Path:
        """Put the finished folder in the site's place; the old site goes last.

        Everybody may read the new one, whatever the builder's umask. What is hidden at the top
        of the old one, such as ``.git``, is in the new one, too.

        Raises:
            OSError: where that cannot be done. The old site stands then.
            HalfReplaced: where the site's content had to be replaced, and could be in part only.
        """
        _let_all_read(self.folder)
        old = None
        if not self.site.exists():
            os.replace(self.folder, self.site)
        else:
            self._take_hidden()
            old = self.folder if _exchange(self.folder, self.site) else self._replace()
        if old is not None and self._keeps_spare:
            with suppress(OSError):
                os.replace(old, self._spare)
        self.discard()
        return self.site

    def _replace(self) -> Path | None:
        """Put the new site in the place of the old one; gives where that is then, if anywhere."""
        try:
            os.replace(self.site, self._last)
        except OSError as error:
            if error.errno not in _MOUNTED:
                raise
            replace_content(self.folder, self.site)
            return None
        try:
            os.replace(self.folder, self.site)
        except OSError:
            os.replace(self._last, self.site)
            raise
        return self._last

    def _take_hidden(self) -> None:
        """Let the new site have what is hidden at the top of the old one; nothing is copied."""
        for path in self.site.glob(".*"):
            new = self.folder / path.name
            if path.name == NEXT or os.path.lexists(new):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, new, symlinks=True, copy_function=_link)
            else:
                _link(path, new)

    def discard(self) -> None:
        """Remove what is not the site, and let the next build begin. Again does no harm."""
        if self._lock.is_locked:
            end()  # what else would write into the folder
            for left in (self.folder, self._last):
                with suppress(OSError):
                    remove(left)
            self._lock.release()


def write_files(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write each file by its name in ``folder``."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def _let_all_read(folder: Path) -> None:
    """Let a web server read each file and enter each folder."""
    for above, folders, files in os.walk(folder):
        for path in (above, *(os.path.join(above, name) for name in (*folders, *files))):
            mode = os.lstat(path).st_mode
            wanted = _FOR_ALL_TO_ENTER if stat.S_ISDIR(mode) else _FOR_ALL_TO_READ
            if mode & wanted != wanted and not stat.S_ISLNK(mode):
                os.chmod(path, stat.S_IMODE(mode) | wanted)


def _leave(names: Set[str], folder: str, twin: str, inside: str = "") -> bool:
    """Leave in ``folder`` only what has one of the ``names`` and is one file with that in
    ``twin``; gives whether anything is left.
    """
    with os.scandir(folder) as found:
        entries = list(found)
    left = False
    for entry in entries:
        name, other = f"{inside}{entry.name}", f"{twin}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if _leave(names, entry.path, other, f"{name}/"):
                left = True
            else:
                os.rmdir(entry.path)
        elif name in names and _are_one(entry.path, other):
            left = True
        else:
            os.unlink(entry.path)
    return left


def _are_one(path: str, other: str) -> bool:
    """Whether two names are of one file, which is no link."""
    try:
        one, two = os.lstat(path), os.lstat(other)
    except OSError:
        return False
    return stat.S_ISREG(one.st_mode) and os.path.samestat(one, two)


def _link(old: str | Path, new: str | Path) -> None:
    """Give a file a second name; where the disk allows no such names, copy it."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


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
