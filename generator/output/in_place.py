"""In place: the content of a site is replaced, where its folder cannot change places with another.

So it is with a folder that something is mounted on, as a volume of a container. The new site is
copied into it first, into ``.next``. Then file by file takes its place: what pages load before
the pages, and what is in the new site no more goes last, so that no page, old or new, lacks what
it loads.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase

NEXT = ".next"
"""In the site, the new one until its files take their places. A killed build may leave it."""
_PAGE = ".html"


class HalfReplaced(GeneratorError):
    """Some files of the site are of the new one, and one could not be."""

    def __init__(self, error: OSError) -> None:
        super().__init__(phrase("half_replaced", reason=str(error)))


def replace_content(new: Path, site: Path) -> None:
    """Give ``site`` the files of ``new``. What is hidden at its top is left as it is.

    Raises:
        OSError: where the new site has no room in the folder; no file has changed then.
        HalfReplaced: where a file could not take its place.
    """
    remove(site / NEXT)

    def hidden(folder: str, names: list[str]) -> set[str]:
        """What is hidden at the top of the site, which stays."""
        top = Path(folder) == new
        return {name for name in names if top and name[0] == "." and os.path.lexists(site / name)}

    try:
        shutil.copytree(new, site / NEXT, symlinks=True, ignore=hidden)
    except (OSError, shutil.Error) as error:
        remove(site / NEXT)
        raise _first(error) from None
    try:
        _take_places(site)
    except OSError as error:
        raise HalfReplaced(error) from None


def _take_places(site: Path) -> None:
    for folder in sorted(path for path in (site / NEXT).rglob("*") if path.is_dir()):
        _make_folder(site / folder.relative_to(site / NEXT), folder)
    names = sorted(_files(site / NEXT), key=lambda name: (name.suffix == _PAGE, name))
    for name in names:
        if (site / name).is_dir() and not (site / name).is_symlink():
            remove(site / name)
        os.replace(site / NEXT / name, site / name)
    remove(site / NEXT)
    for name in _files(site) - set(names):
        if not name.parts[0].startswith("."):
            (site / name).unlink()
    for folder in sorted(site.rglob("*"), reverse=True):
        hidden = folder.relative_to(site).parts[0].startswith(".")
        if not hidden and folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()


def remove(folder: Path) -> None:
    """Remove a folder with what is in it, even where a folder in it is read-only.

    Raises:
        OSError: where that cannot be; it names the file.
    """
    if not folder.exists():
        return
    try:
        shutil.rmtree(folder)
    except PermissionError:
        for path, names, _ in os.walk(folder):
            for inner in (Path(path), *(Path(path, name) for name in names)):
                if not inner.is_symlink():
                    inner.chmod(0o700)
        try:
            shutil.rmtree(folder)
        except PermissionError as error:
            raise PermissionError(error.errno, error.strerror, str(folder)) from None


def _first(error: OSError) -> OSError:
    """Of many files that could not be copied, what is wrong with the first."""
    if isinstance(error, shutil.Error) and error.args[0]:
        _, file, reason = error.args[0][0]
        return OSError(None, reason, file)
    return error


def _make_folder(folder: Path, like: Path) -> None:
    """Make a folder that all may read as they may another; what was a file in its place goes."""
    if not folder.is_dir() or folder.is_symlink():
        folder.unlink(missing_ok=True)
        folder.mkdir()
    shutil.copymode(like, folder)


def _files(folder: Path) -> set[Path]:
    """The files below a folder, by their names in it."""
    return {
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
