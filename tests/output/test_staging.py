"""Publishing: the last good site stays until the next one is whole, whatever happens."""

from __future__ import annotations

import errno
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator.output import staging
from generator.output.staging import Staging
from tests.conftest import DATA, ROOT, SMALL, Once, Run, contents, make_project

Tree = dict[str, bytes]
BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "people").mkdir(parents=True)
    (site / "index.html").write_text("old", "utf-8")
    (site / "people/index.html").write_text("old people", "utf-8")
    return site


@pytest.fixture(params=["in one step", "in two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Swapping as this system does it, and as one without an exchange of folders does."""
    if request.param == "in two steps":
        monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    return str(request.param)


def assert_nothing_left(site: Path) -> None:
    assert sorted(path.name for path in site.parent.iterdir()) == [".site-build", "site"]
    assert [path.name for path in (site.parent / ".site-build").iterdir()] == ["lock"]


# --- the folder and the swap ---------------------------------------------------------


def test_the_next_site_is_begun_beside_the_last_one(site: Path) -> None:
    staging = Staging(site)
    assert staging.folder.is_relative_to(site.parent)
    assert not staging.folder.is_relative_to(site)
    assert list(staging.folder.iterdir()) == []
    assert (site / "index.html").read_text("utf-8") == "old"
    staging.discard()


def test_swap_puts_the_new_site_in_place_and_leaves_nothing_behind(site: Path, way: str) -> None:
    staging = Staging(site)
    (staging.folder / "index.html").write_text("new", "utf-8")
    assert staging.swap() == site
    assert contents(site) == {"index.html": b"new"}
    assert_nothing_left(site)


def _digest(content: str) -> bytes:
    return sha256(content.encode()).digest()


def _published(site: Path, files: Mapping[str, str]) -> None:
    """Publish a site of these files; those that the last site has are taken over."""
    staging = Staging(site)
    staging.begin(set(files))
    for name, content in files.items():
        if not staging.take_over(name, _digest(content)):
            path = staging.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_text(content, "utf-8")
    staging.swap()


def test_files_that_stay_are_taken_over(site: Path, way: str) -> None:
    _published(site, {"a/index.html": "a", "b/index.html": "b"})
    number = (site / "a/index.html").stat().st_ino
    for words in ("new", "newer", "newest"):
        _published(site, {"a/index.html": "a", "b/index.html": words, f"{words}.txt": words})
        assert contents(site) == {
            "a/index.html": b"a",
            "b/index.html": words.encode(),
            f"{words}.txt": words.encode(),
        }
        assert (site / "a/index.html").stat().st_ino == number
        assert sorted(path.name for path in site.parent.iterdir()) == [".site-build", "site"]


def test_the_last_site_is_never_written_to(site: Path, way: str) -> None:
    """Whoever reads it while the next one is made, and after a build that failed, finds all."""
    for _ in range(3):
        _published(site, {"a/index.html": "a", "b/index.html": "b"})
    staging = Staging(site)
    staging.begin({"a/index.html", "c/index.html"})
    assert contents(staging.folder) == {"a/index.html": b"a"}, (
        "no other file of the spare site is left"
    )
    assert not (staging.folder / "b").exists()
    staging.discard()
    assert contents(site) == {"a/index.html": b"a", "b/index.html": b"b"}


def test_a_file_that_was_changed_or_is_a_link_is_not_taken_over(site: Path) -> None:
    files = {"a.html": "a", "b.html": "b", "c.html": "c"}
    _published(site, files)
    _published(site, files)
    (site / "a.html").write_text("changed", "utf-8")
    (site / "b.html").unlink()
    (site / "b.html").symlink_to(site / "c.html")
    staging = Staging(site)
    staging.begin(set(files))
    assert not staging.take_over("a.html", _digest("a"))
    assert not staging.take_over("b.html", _digest("c"))
    assert not staging.take_over("d.html", _digest("d"))
    assert staging.take_over("c.html", _digest("c"))
    staging.discard()


def test_files_at_addresses_by_hash_outlive_a_build(site: Path, way: str) -> None:
    def put(folder: Path, content: bytes, name: str | None = None) -> str:
        """A file at an address by hash, its own or another's."""
        address = f"api/by-hash/{name or sha256(content).hexdigest()}/rules.json"
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)
        return address

    old, both = put(site, b"old"), put(site, b"both")
    put(site, b"changed by hand", "0" * 64)
    (site / "api/by-hash/note.txt").write_text("not by hash", "utf-8")
    staging = Staging(site)
    new = put(staging.folder, b"new")
    put(staging.folder, b"both")
    staging.keep("api/by-hash")
    staging.swap()
    assert contents(site) == {old: b"old", both: b"both", new: b"new"}
    staging = Staging(site)
    staging.keep("api/by-hash")
    staging.swap()
    assert contents(site) == {old: b"old", both: b"both", new: b"new"}


def test_a_first_site_has_nothing_to_keep(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "site")
    staging.keep("api/by-hash")
    assert staging.swap().is_dir()


def test_discard_leaves_the_old_site(site: Path) -> None:
    before = contents(site)
    staging = Staging(site)
    (staging.folder / "index.html").write_text("half", "utf-8")
    staging.discard()
    staging.discard()  # a second time does no harm
    assert contents(site) == before
    assert_nothing_left(site)


def test_the_first_site(tmp_path: Path, way: str) -> None:
    staging = Staging(tmp_path / "deep" / "site")
    (staging.folder / "index.html").write_text("new", "utf-8")
    staging.swap()
    assert contents(tmp_path / "deep/site") == {"index.html": b"new"}
    assert_nothing_left(tmp_path / "deep/site")


def test_a_site_that_is_a_link_stays_one(site: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "www"
    link.parent.mkdir()
    link.symlink_to(site)
    staging = Staging(link)
    (staging.folder / "index.html").write_text("new", "utf-8")
    staging.swap()
    assert link.is_symlink()
    assert contents(site) == {"index.html": b"new"}


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o777])
def test_a_server_can_read_the_new_site(site: Path, way: str, umask: int) -> None:
    staging = Staging(site)
    (staging.folder / "people").mkdir()
    (staging.folder / "people/index.html").touch()
    for path in (staging.folder / "people/index.html", staging.folder / "people", staging.folder):
        path.chmod((0o777 if path.is_dir() else 0o666) & ~umask)
    (site / ".git").mkdir(0o700)
    staging.swap()
    for path in (site, *site.rglob("*")):
        if path.name != ".git":
            assert path.stat().st_mode & 0o777 & (0o555 if path.is_dir() else 0o444) in (
                0o555,
                0o444,
            )
    assert (site / ".git").stat().st_mode & 0o777 == 0o700


def test_what_is_hidden_at_the_top_of_the_site_stays(site: Path, way: str) -> None:
    """A checkout of a branch for pages, say, with its history."""
    (site / ".git/refs").mkdir(parents=True)
    (site / ".git/refs/main").write_text("a commit", "utf-8")
    (site / ".git/link").symlink_to("nowhere")
    (site / ".nojekyll").touch()
    (site / "people/.draft").touch()
    number = (site / ".git/refs/main").stat().st_ino
    for word in ("new", "newer"):
        staging = Staging(site)
        (staging.folder / "index.html").write_text(word, "utf-8")
        staging.swap()
        assert contents(site) == {
            "index.html": word.encode(),
            ".nojekyll": b"",
            ".git/refs/main": b"a commit",
        }
        assert (site / ".git/link").is_symlink()
        assert (site / ".git/refs/main").stat().st_ino == number  # nothing was copied
        assert_nothing_left(site)


def test_what_is_hidden_is_copied_where_a_disk_has_no_second_names(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("main", "utf-8")
    Staging(site).swap()
    assert contents(site) == {".git/HEAD": b"main"}


def test_a_file_in_the_place_of_the_site_stays(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", "utf-8")
    with pytest.raises(NotADirectoryError, match="site"):
        Staging(tmp_path / "site")
    assert (tmp_path / "site").read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_that_cannot_be_made_keeps_the_old_site(site: Path, way: str) -> None:
    before = contents(site)
    staging = Staging(site)
    staging.folder.rmdir()
    with pytest.raises(FileNotFoundError):
        staging.swap()
    staging.discard()
    assert contents(site) == before
    assert_nothing_left(site)


def test_a_reader_never_misses_the_site(site: Path) -> None:
    """Someone who asks again and again, as a web server does, while sites are swapped."""
    missed: list[str] = []
    read: set[str] = set()
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                read.add((site / "index.html").read_text("utf-8"))
            except OSError as error:
                missed.append(str(error))

    reader = threading.Thread(target=ask)
    reader.start()
    for number in range(200):
        staging = Staging(site)
        (staging.folder / "index.html").write_text(str(number), "utf-8")
        staging.swap()
    done.set()
    reader.join()
    assert missed == []
    assert len(read) > 2


# --- killed at each step ----------------------------------------------------------------

DISK = ("os.", "shutil.", "ctypes.", "open")


def _killed_at(step: int, site: Path, word: str) -> bool:
    """Build in a process that dies before its n-th look at the disk; whether it came so far."""
    child = os.fork()
    if not child:
        seen = 0

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if event.startswith(DISK):
                seen += 1
                if seen == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        staging = Staging(site)
        for name in ("a.html", "b.html"):
            (staging.folder / name).write_text(word, "utf-8")
        staging.swap()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_killed_at_each_step(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    states = {}
    for step in range(1, 100):
        for word in ("old", "new"):
            staging = Staging(site)
            (staging.folder / "a.html").write_text(word, "utf-8")
            (staging.folder / "b.html").write_text(word, "utf-8")
            if word == "old":
                staging.swap()
            else:
                staging.discard()
        if not _killed_at(step, site, "new"):
            break
        states[step] = "gap" if not site.exists() else (site / "a.html").read_text("utf-8")
        if states[step] != "gap":
            assert contents(site) == {name: states[step].encode() for name in ("a.html", "b.html")}
        Staging(site).discard()  # the next build mends and clears first
        assert set(contents(site).values()) in ({b"old"}, {b"new"})
        assert len(contents(site)) == 2
        assert_nothing_left(site)
    assert contents(site) == {"a.html": b"new", "b.html": b"new"}
    assert {"old", "new"} <= set(states.values())
    # Two steps have one moment without a site; it ends with the next build.
    assert ("gap" in states.values()) == (way == "in two steps")


# --- builds as a person starts them -------------------------------------------------------


@pytest.fixture
def two_sites(tmp_path: Path, once: Once, run: Run) -> tuple[Path, list[Tree]]:
    """A project whose site is the first of two; its data make the second."""

    def build_both(root: Path) -> None:
        shutil.copytree(SMALL, root / "project/data")
        shutil.copy(DATA / "interface.yml", root / "project/data")
        project = make_project(root / "project/data")
        for title in ("second", "first"):
            _entitle(project, title)
            done = run("mkdocs", "build", "-q", cwd=project)
            assert done.returncode == 0, done.stderr
            shutil.copytree(project / "site", root / title)

    root = once("two-sites", build_both)
    project = tmp_path / "project"
    shutil.copytree(root / "project", project, symlinks=True)
    _entitle(project, "second")
    trees = [contents(root / title) for title in ("second", "first")]
    assert trees[0] != trees[1]
    return project, trees


def _entitle(project: Path, title: str) -> None:
    policy = project / "data/policies/halls.yml"
    text = re.sub(
        "(?m)^title: .*$", f"title: {{zh: {title}, en: {title}}}", policy.read_text("utf-8")
    )
    policy.write_text(text, "utf-8")


def _start(project: Path, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        BUILD,
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_builds_killed_at_random_moments(two_sites: tuple[Path, list[Tree]], run: Run) -> None:
    project, trees = two_sites
    begun = time.monotonic()
    with _start(project) as build:
        assert build.wait() == 0
    whole = time.monotonic() - begun
    # One in each quarter of what comes after the start: a step of the swap itself is killed above.
    moments = random.Random(7)
    killed = 0
    for quarter in range(4):
        moment = (0.3 + 0.7 * (quarter + moments.random()) / 4) * whole
        with _start(project) as build:
            time.sleep(moment)
            build.kill()
        if build.returncode == -signal.SIGKILL:
            killed += 1
        else:  # The first build took longer than those after it.
            whole = moment
        assert contents(project / "site") in trees
    assert killed > 0
    assert run("mkdocs", "build", "-q", cwd=project).returncode == 0
    assert contents(project / "site") == trees[0]
    assert {path.name for path in (project / ".site-build").iterdir()} <= {"lock", "spare"}


@pytest.mark.parametrize("size", [0, 3_000, 40_000])
def test_a_disk_without_room(two_sites: tuple[Path, list[Tree]], size: int) -> None:
    """No file may grow beyond ``size`` bytes, as on a disk that fills up while it builds."""
    project, trees = two_sites

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    with _start(project, preexec_fn=limit) as build:
        _, words = build.communicate()
    assert build.returncode == 1
    assert "File too large" in words
    assert "The site was not changed." in words
    assert "Traceback" not in words
    assert contents(project / "site") == trees[1]
    assert {path.name for path in (project / ".site-build").iterdir()} <= {"lock", "spare"}


def test_two_builds_at_once_take_turns(two_sites: tuple[Path, list[Tree]]) -> None:
    project, trees = two_sites
    first = Staging(project / "site")
    (first.folder / "index.html").write_text("first", "utf-8")
    with _start(project) as second:
        assert second.stderr is not None
        words = second.stderr.readline()
        assert words == f"Another build of {project / 'site'} is running; waiting for it.\n"
        assert contents(first.folder) == {"index.html": b"first"}  # a running build's is left alone
        first.swap()
        assert second.wait() == 0, second.stderr.read()
    assert contents(project / "site") == trees[0]


def test_many_builds_at_once_all_succeed(two_sites: tuple[Path, list[Tree]]) -> None:
    project, trees = two_sites
    builds = [_start(project) for _ in range(3)]
    for build in builds:
        assert "Error" not in build.communicate()[1]
        assert build.returncode == 0
    assert contents(project / "site") == trees[0]


def test_a_strict_build_with_a_warning_leaves_the_last_good_site(
    two_sites: tuple[Path, list[Tree]], run: Run
) -> None:
    project, trees = two_sites
    about = project / "docs/about.md"
    about.write_text("# About\n\n[nowhere](nowhere.md)\n", "utf-8")
    done = run("mkdocs", "build", "--strict", cwd=project)
    assert done.returncode == 1
    assert contents(project / "site") == trees[1]
    assert {path.name for path in (project / ".site-build").iterdir()} <= {"lock", "spare"}


def test_two_builds_of_one_state_are_the_same_to_the_byte(
    two_sites: tuple[Path, list[Tree]], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another folder, with files made in another order, another hash seed and time zone."""
    project, trees = two_sites
    other = tmp_path / "a longer name" / "copy"
    for path in sorted(project.rglob("*"), reverse=True):
        name = path.relative_to(project)
        if path.is_file() and name.parts[0] in ("data", "docs", "mkdocs.yml"):
            (other / name).parent.mkdir(parents=True, exist_ok=True)
            (other / name).write_bytes(path.read_bytes())
            os.utime(other / name, (1, 1))
    (other / "generator").symlink_to(ROOT / "generator")
    monkeypatch.setenv("PYTHONHASHSEED", "4711")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    done = run("mkdocs", "build", "-q", cwd=other)
    assert done.returncode == 0, done.stderr
    assert contents(other / "site") == trees[0]
    # The one file that holds a time holds none: RFC 1952, section 2.3.1, MTIME.
    assert trees[0]["sitemap.xml.gz"][4:8] == bytes(4)
