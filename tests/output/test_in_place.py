"""A site whose folder cannot change places with another, as a volume, gets its new content."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.output import staging
from generator.output.in_place import HalfReplaced, remove
from generator.output.staging import Staging
from tests.conftest import contents
from tests.output.test_staging import assert_nothing_left

Replace = Callable[..., None]

OLD = {
    "index.html": "old",
    "gone/index.html": "old",
    "assets/old.css": "old",
    "was-a-file": "old",
    "was-a-folder/index.html": "old",
}
NEW = {
    "index.html": "new",
    "people/index.html": "new",
    "assets/new.css": "new",
    "was-a-file/index.html": "new",
    "was-a-folder": "new",
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path / "site", OLD)
    return tmp_path / "site"


@pytest.fixture(params=[errno.EBUSY, errno.EXDEV], ids=errno.errorcode.get)
def mounted(
    request: pytest.FixtureRequest, site: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Something is mounted on the site: it can be neither exchanged nor renamed.

    Gives the names of the files that take their places, in order.
    """
    names: list[str] = []
    replace: Replace = os.replace

    def refuse(old: Path, new: Path) -> None:
        if site in (Path(old), Path(new)):
            raise OSError(request.param, os.strerror(request.param), str(old), None, str(new))
        names.append(Path(new).relative_to(site).as_posix())
        replace(old, new)

    monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    monkeypatch.setattr(os, "replace", refuse)
    return names


def publish(site: Path, files: dict[str, str] = NEW) -> None:
    staging = Staging(site)
    write(staging.folder, files)
    try:
        staging.swap()
    finally:
        staging.discard()


def texts(site: Path) -> dict[str, str]:
    return {name: content.decode() for name, content in contents(site).items()}


def test_the_content_is_replaced_and_the_folder_stays(site: Path, mounted: list[str]) -> None:
    before = site.stat().st_ino
    publish(site)
    assert texts(site) == NEW
    assert site.stat().st_ino == before
    assert sorted(path.name for path in site.iterdir()) == sorted(
        {name.split("/")[0] for name in NEW}
    )
    assert_nothing_left(site)


def test_what_pages_load_comes_before_the_pages(site: Path, mounted: list[str]) -> None:
    publish(site)
    pages = [name.endswith(".html") for name in mounted]
    assert pages == sorted(pages)
    assert mounted[0] == "assets/new.css"


def test_what_is_gone_goes_when_all_the_new_is_there(
    site: Path, mounted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink, seen = Path.unlink, []

    def look(path: Path, missing_ok: bool = False) -> None:
        if path.name == "old.css":
            seen.append((site / "index.html").read_text("utf-8"))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", look)
    publish(site)
    assert seen == ["new"]


def test_all_may_read_what_is_new(site: Path, mounted: list[str]) -> None:
    (site / "assets").chmod(0o700)
    before = os.umask(0o077)
    try:
        publish(site)
    finally:
        os.umask(before)
    modes = {path.relative_to(site).as_posix(): path.stat().st_mode for path in site.rglob("*")}
    assert [name for name, mode in modes.items() if not mode & 0o004] == []
    assert modes["assets"] & modes["people"] & 0o005 == 0o005


def test_what_is_hidden_stays(site: Path, mounted: list[str]) -> None:
    write(site, {".git/HEAD": "theirs", ".next/left": "by a killed build"})
    publish(site, {**NEW, ".well-known/security.txt": "new", ".git/HEAD": "ours"})
    assert texts(site) == {**NEW, ".git/HEAD": "theirs", ".well-known/security.txt": "new"}


def test_a_full_disk_changes_nothing(
    site: Path, mounted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        reason = os.strerror(errno.ENOSPC)
        raise shutil.Error([("next/index.html", "site/.next/index.html", reason)])

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        publish(site)
    assert caught.value.filename == "site/.next/index.html"
    assert texts(site) == OLD


def test_a_file_that_cannot_take_its_place_is_told(
    site: Path, mounted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace: Replace = os.replace

    def refuse(old: Path, new: Path) -> None:
        if Path(new).name == "index.html":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(new))
        replace(old, new)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(HalfReplaced, match=r"Permission denied: .*index\.html"):
        publish(site)
    monkeypatch.setattr(os, "replace", replace)
    publish(site)
    assert texts(site) == NEW


def test_a_read_only_folder_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may write everywhere, as root, is stood in for by one who may not."""
    write(tmp_path / "site", OLD)
    (tmp_path / "elsewhere").mkdir(0o500)
    (tmp_path / "site/link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "site/assets").chmod(0o500)
    really = shutil.rmtree

    def as_a_user(folder: Path) -> None:
        for path in folder.rglob("*"):
            if path.is_dir() and not path.is_symlink() and not path.stat().st_mode & 0o200:
                raise PermissionError(errno.EACCES, "Permission denied", path.name)
        really(folder)

    monkeypatch.setattr(shutil, "rmtree", as_a_user)
    remove(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["elsewhere"]
    assert (tmp_path / "elsewhere").stat().st_mode & 0o777 == 0o500


def test_what_cannot_be_removed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "javascripts")

    monkeypatch.setattr(shutil, "rmtree", refuse)
    with pytest.raises(PermissionError) as caught:
        remove(tmp_path)
    assert caught.value.filename == str(tmp_path)
