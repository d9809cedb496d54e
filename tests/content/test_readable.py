"""Only files of the project are read; what systems and programs leave in its folders is none."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest

from generator.build import check
from generator.content import readable
from generator.content.left_behind import is_left_behind
from generator.diagnostics.errors import DataErrors
from tests.conftest import Run

SECRET = "token: of-the-machine-that-builds"

Spoil = Callable[[Path, Path], None]


def _secret(root: Path) -> Path:
    (root.parent / "outside").mkdir(exist_ok=True)
    (root.parent / "outside/secret.yml").write_text(SECRET, "utf-8")
    return root.parent / "outside/secret.yml"


def _link_out(path: Path, root: Path) -> None:
    path.symlink_to(os.path.relpath(_secret(root), path.parent))


def _link_over_links(path: Path, root: Path) -> None:
    path.with_name("between.yml~").symlink_to(_secret(root))
    path.symlink_to("between.yml~")


def _link_to_hidden(path: Path, root: Path) -> None:
    (root / ".git").mkdir(exist_ok=True)
    (root / ".git/config").write_text(SECRET, "utf-8")
    path.symlink_to(root / ".git/config")


def _endless(path: Path, root: Path) -> None:
    path.symlink_to("/dev/zero")


def _kernel(path: Path, root: Path) -> None:
    path.symlink_to("/proc/self/environ")


def _pipe(path: Path, root: Path) -> None:
    os.mkfifo(path)


def _link_to_a_pipe(path: Path, root: Path) -> None:
    os.mkfifo(root / "pipe")
    path.symlink_to(root / "pipe")


def _socket(path: Path, root: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # the path of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(before)


OUTSIDE = (_link_out, _link_over_links, _link_to_hidden, _endless, _kernel)
NO_FILE = (_pipe, _link_to_a_pipe, _socket)
EVERY = [*OUTSIDE, *NO_FILE]


def _errors(data: Path) -> list[str]:
    """What check says, which must not take long."""
    found: list[str] = []

    def run() -> None:
        try:
            check(data)
        except DataErrors as errors:
            found.extend(map(str, errors.errors))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive(), "it is read"
    return found


@pytest.mark.parametrize("name", ["people/jane-doe.yml", "translations.lock", "people/no_name.txt"])
@pytest.mark.parametrize("spoil", EVERY)
def test_what_is_no_file_of_the_project_is_refused_unread(
    small: Path, spoil: Spoil, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    (small / name).unlink(missing_ok=True)
    spoil(small / name, small.parent)
    (error,) = _errors(small)
    words = "leads out of the project" if spoil in OUTSIDE else "it is no file but a device"
    assert error.startswith(f"data/{name}:1:1: E004 the file cannot be read: it is")
    assert words in error
    assert "of-the-machine" not in error


@pytest.mark.parametrize("name", ["people/jane-doe.yml", "translations.lock"])
def test_a_file_that_is_far_too_large_is_refused(
    small: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with (small / name).open("w") as file:
        file.truncate(readable.LARGEST + 1)
    (error,) = _errors(small)
    assert "larger than 5 MB" in error


def test_links_within_the_project_are_followed(small: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    for place in (tmp_path / "shared/jane-doe.yml", small / "people/john-doe.yml~"):
        shutil.copy(small / "people/jane-doe.yml", place)
        (small / "people/jane-doe.yml").unlink()
        (small / "people/jane-doe.yml").symlink_to(place)
        check(small)
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    small.rename(elsewhere)  # data may be a link themselves, with links in them
    small.symlink_to(elsewhere)
    (elsewhere / "people/jane-doe.yml").unlink()
    (elsewhere / "people/jane-doe.yml").symlink_to("john-doe.yml~")
    check(small)


# --- the pages of docs ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["about.md", "files/key.txt"])
@pytest.mark.parametrize("spoil", EVERY)
def test_what_is_no_file_of_the_project_is_not_published(
    small_project: Path, spoil: Spoil, name: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _not_published(small_project, small_project / "docs" / name, name, spoil, run, monkeypatch)


def test_a_folder_of_the_machine_is_not_published(
    small_project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(path: Path, root: Path) -> None:
        path.symlink_to(_secret(root).parent)

    folder = small_project / "docs/etc"
    _not_published(small_project, folder, "etc/secret.yml", link, run, monkeypatch)


def _not_published(
    project: Path, path: Path, name: str, spoil: Spoil, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    spoil(path, project)
    done = run("mkdocs", "build", "-q", cwd=project)
    assert done.returncode == 1
    assert f"docs/{name}: it is" in done.stderr
    assert "it is not put on the site" in done.stderr
    assert not (project / "site").exists()


# --- what is left behind ------------------------------------------------------------------------

LEFT = [
    *("Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini", "ehthumbs.db", ".DS_Store"),
    *("._jane-doe.yml", "Icon\r", "~$rules.docx", ".~lock.rules.ods#", "jane-doe.yml~"),
    *("#jane-doe.yml#", ".#jane-doe.yml", ".jane-doe.yml.swp", "jane-doe.yml.bak"),
    *("jane-doe.yml.orig", "jane-doe.yml.rej", "jane-doe.yml.tmp", "@eaDir/jane-doe.yml"),
    *("__MACOSX/jane-doe.yml", "$RECYCLE.BIN/x.yml", "System Volume Information/x.yml"),
]


@pytest.mark.parametrize("name", LEFT)
def test_what_programs_leave_is_none_of_the_project_s(name: str) -> None:
    assert is_left_behind(PurePath(name))
    assert is_left_behind(PurePath("people") / name)


@pytest.mark.parametrize("name", ["jane-doe.yml", "bak.yml", "a.bak.yml", "data.csv", "a#b.md"])
def test_what_people_write_is(name: str) -> None:
    assert not is_left_behind(PurePath("people") / name)


def test_neither_data_nor_pages_have_what_programs_leave(small_project: Path, run: Run) -> None:
    for folder in ("data/people", "docs"):
        for name in LEFT:
            path = small_project / folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"\xff\0")
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert (done.returncode, done.stderr) == (0, "")
    names = {path.name for path in (small_project / "site").rglob("*")}
    assert names & {PurePath(name).name for name in LEFT} == set()
