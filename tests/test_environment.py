"""make in any folder, with any Python: the environment is this folder's, or the reason is told."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import environment
from tests.conftest import ROOT

WAITING = "Another make is installing here; waiting for it.\n"
LIBRARY = "generator/node_modules/lean-qr/nano.mjs"
SLOW = "import pathlib, time; time.sleep(1); pathlib.Path('target').touch(); print('installed')"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with what makes an environment, and a Python that makes one in no time."""
    for name in ("Makefile", "environment.py", "pyproject.toml", "package.json"):
        shutil.copy(ROOT / name, tmp_path)
    for name in (*(path.name for path in ROOT.glob("*.lock")), "package-lock.json"):
        (tmp_path / name).touch()
    return tmp_path


def venv_of(folder: Path) -> None:
    """What a virtual environment is to make: a Python that runs, its settings, and the mark."""
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(sys.executable)
    settings = f"home = /usr/bin\ncommand = /usr/bin/python3 -m venv {folder}/.venv\n"
    (folder / ".venv/pyvenv.cfg").write_text(settings, "utf-8")
    (folder / ".venv/.made").touch()


def installed(folder: Path) -> None:
    """All that a build needs, as make sees it."""
    venv_of(folder)
    for name in (".venv/.site", "generator/assets/library.py", LIBRARY):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def make(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run make as a person does, not as a part of the make that runs the tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env={**clean, "PYTHON": sys.executable, **variables},
        capture_output=True,
        text=True,
    )


def is_made_anew(folder: Path) -> bool:
    return "environment.py .venv/.made\n" in make(folder, "-n", ".venv/.made").stdout


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, folder / "environment.py", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
    )


# --- which environment is this folder's -----------------------------------------------------


@pytest.mark.parametrize(
    "name", ["plain", "a b", 'a"b', "a'b", "臺中", "a&b", "a#b", "a[b]*", "a$b"]
)
def test_the_environment_of_this_folder_stays(project: Path, name: str) -> None:
    here = project / name
    shutil.copytree(project, here)
    venv_of(here)
    assert not is_made_anew(here)


def test_a_moved_folder_gets_an_environment_of_its_own(project: Path) -> None:
    here = project / "here"
    shutil.copytree(project, here)
    venv_of(here)
    here.rename(project / "there")
    assert is_made_anew(project / "there")


@pytest.mark.parametrize("other", ["copy", "here-too", "in/here"])
def test_a_copied_folder_does_not_use_the_other_one_s_code(project: Path, other: str) -> None:
    here = project / "here"
    shutil.copytree(project, here)
    venv_of(here)
    shutil.copytree(here, project / other, symlinks=True)
    assert is_made_anew(project / other)
    assert not is_made_anew(here)


def test_a_python_that_is_gone_is_replaced(project: Path) -> None:
    venv_of(project)
    python = project / ".venv/bin/python"
    python.unlink()
    assert is_made_anew(project)
    python.symlink_to("/nowhere/python3")
    assert is_made_anew(project)


def test_a_link_to_an_environment_stays(project: Path) -> None:
    elsewhere = project / "elsewhere"
    elsewhere.mkdir()
    venv_of(elsewhere)
    (project / ".venv").symlink_to(elsewhere / ".venv")
    assert not is_made_anew(project)
    (elsewhere / ".venv/bin/python").unlink()
    assert is_made_anew(project)


def test_an_environment_is_made_and_made_anew(project: Path) -> None:
    """With a real one, which takes a second."""
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").symlink_to("/nowhere/python3")
    (project / ".venv/.site").touch()  # says that packages are installed
    done = make(project, ".venv/.made")
    assert (done.returncode, done.stderr) == (0, "")
    assert not is_made_anew(project)
    assert not (project / ".venv/.site").exists()
    assert (project / ".venv/bin/pip").exists()
    assert make(project, ".venv/.made").stdout == "make: '.venv/.made' is up to date.\n"


# --- why there can be none ----------------------------------------------------------------------


def test_a_path_with_a_colon_is_named(project: Path) -> None:
    here = project / "a:b"
    shutil.copytree(project, here)
    done = make(here, ".venv/.made")
    assert done.returncode == 2
    assert f"“:”: {here}\nGive the folder another name" in done.stderr
    assert "apt" not in done.stderr


def test_a_folder_that_may_not_be_written_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    words = environment.obstacle()
    assert words is not None
    assert words.startswith(f"You may not write into this folder: {Path.cwd()}\n")


def test_a_python_without_ensurepip_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert f"apt install python3.{sys.version_info.minor}-venv" in str(environment.obstacle())


def test_here_nothing_is_in_the_way() -> None:
    assert environment.obstacle() is None


# --- two at once --------------------------------------------------------------------------------


def test_two_at_once_take_turns_and_the_second_finds_it_done(project: Path) -> None:
    command = [sys.executable, "environment.py", "target", sys.executable, "-c", SLOW]
    both = []
    for _ in range(2):
        both.append(
            subprocess.Popen(
                command,
                cwd=project,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        time.sleep(0.3)
    (out, err), (out_2, err_2) = (process.communicate() for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert (out, err) == ("installed\n", "")
    assert (out_2, err_2) == ("", WAITING)


def test_what_is_older_is_installed_again(project: Path) -> None:
    (project / "target").touch()
    command = (sys.executable, "-c", "print('installed')")
    assert run(project, "target", *command).stdout == "installed\n"


def test_a_command_that_fails_fails(project: Path) -> None:
    done = run(project, "target", sys.executable, "-c", "raise SystemExit(7)")
    assert done.returncode == 7
    done = run(project, "target", "/nowhere/pip")
    assert (done.returncode, done.stderr) == (1, "/nowhere/pip: No such file or directory\n")


def test_whatever_installs_takes_its_turn() -> None:
    recipes = re.findall(r"^\t@?-?(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    installs = [
        line for line in recipes if re.search(r"\$\(INSTALL\)|npm ci|generator\.assets", line)
    ]
    assert len(installs) == 8
    assert [line for line in installs if not line.startswith("$(SINGLY) ")] == []


# --- what else the world sets -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["USER", "TARGET", "PREFIX", "ROOT"])
def test_pip_installs_here_whatever_is_set_for_other_projects(project: Path, name: str) -> None:
    (project / "shown.mk").write_text("include Makefile\nshown:\n\t@env\n", "utf-8")
    done = make(project, "-f", "shown.mk", "shown", **{f"PIP_{name}": "1"})
    variables = dict(line.partition("=")[::2] for line in done.stdout.splitlines())
    assert variables.get(f"PIP_{name}") == ("0" if name == "USER" else None)


def test_the_preview_has_another_port_where_one_is_named(project: Path) -> None:
    installed(project)
    assert "--dev-addr 127.0.0.1:8000\n" in make(project, "-n", "serve", PORT="9").stdout
    assert "--dev-addr 127.0.0.1:8001\n" in make(project, "-n", "serve", "PORT=8001").stdout


def test_make_site_ends_with_the_address_that_it_has_built_for(project: Path) -> None:
    installed(project)
    python = project / ".venv/bin/python"
    python.unlink()
    python.write_text(
        '#!/bin/sh\nmkdir -p site; echo "Sitemap: ${SITE_URL}sitemap.xml" > site/robots.txt\n',
        "utf-8",
    )
    python.chmod(0o755)
    for address in ("https://www.example.org/", "https://example.org/%E8%87%BA/a&b/"):
        done = make(project, "-s", "site", SITE_URL=address)
        assert (done.returncode, done.stderr) == (0, "")
        assert f"built for {address} (SITE_URL=https://www.example.org/ make site" in done.stdout


def test_make_runs_no_script_of_the_environment() -> None:
    """Its scripts name the folder in their first line, where no kernel and no quote helps."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert set(re.findall(r"\$\(BIN\)/(\S+)", makefile)) == {"python"}
