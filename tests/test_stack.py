"""What the project stands on: the Pythons, the wheels, and what builds the site."""

from __future__ import annotations

import re
import subprocess
import tomllib
from datetime import date

import pytest

from tests.conftest import ROOT
from tests.tools import end_of_life, wheels

_PROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
_MAC, _, _WINDOWS, _LINUX, _ = wheels.WANTED
_HASH = "a" * 64
_LOCK = f"a==1 \\\n    --hash=sha256:{_HASH}\n"


def _package(*names: str, marker: str | None = None, digest: str = _HASH) -> wheels.Package:
    files = [{"url": f"https://a.example/b/{name}", "hashes": {"sha256": digest}} for name in names]
    package = {"name": "a", "version": "1", "wheels": files}
    return package if marker is None else {**package, "marker": marker}


def _lacking(package: wheels.Package, machine: wheels.Machine) -> list[str]:
    found = wheels.lacking([package], _LOCK, machine, [(3, 11), (3, 14)])
    return [f"{major}.{minor}" for _, without in found for major, minor in without]


@pytest.mark.parametrize(
    ("file", "machine", "without"),
    [
        ("a-1-py3-none-any.whl", _MAC, []),
        ("a-1-cp311-cp311-macosx_11_0_arm64.whl", _MAC, ["3.14"]),
        ("a-1-cp314-cp314-macosx_11_0_universal2.whl", _MAC, ["3.11"]),
        ("a-1-cp39-abi3-macosx_11_0_arm64.whl", _MAC, []),
        ("a-1-cp39-abi3-macosx_11_0_x86_64.whl", _MAC, ["3.11", "3.14"]),
        ("a-1-cp39-abi3-macosx_26_0_arm64.whl", _MAC, ["3.11", "3.14"]),
        ("a-1-cp314-cp314t-win_amd64.whl", _WINDOWS, ["3.11", "3.14"]),
        ("a-1-py3-none-win_amd64.whl", _WINDOWS, []),
        ("a-1-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", _LINUX, []),
        ("a-1-py3-none-manylinux_2_39_x86_64.whl", _LINUX, ["3.11", "3.14"]),
        ("a-1-py3-none-musllinux_1_2_x86_64.whl", _LINUX, ["3.11", "3.14"]),
        ("a-1-py3-none-musllinux_1_2_x86_64.whl", wheels.BESIDE[1], []),
    ],
)
def test_a_wheel_is_for_the_machine_and_the_python(
    file: str, machine: wheels.Machine, without: list[str]
) -> None:
    assert _lacking(_package(file), machine) == without


def test_a_package_lacks_what_is_not_locked_and_only_where_it_is_wanted() -> None:
    wheel = "a-1-py3-none-any.whl"
    assert _lacking(_package(), _MAC) == ["3.11", "3.14"]
    assert _lacking(_package(wheel, digest="b" * 64), _MAC) == ["3.11", "3.14"]
    assert _lacking(_package(marker="sys_platform == 'win32'"), _MAC) == []
    assert _lacking(_package(marker="platform_system == 'Windows'"), _WINDOWS) == ["3.11", "3.14"]
    assert _lacking(_package(marker="python_version < '3.12'"), _LINUX) == ["3.11"]


def test_make_and_the_readme_know_the_pythons_that_the_project_allows() -> None:
    names = [f"3.{minor}" for _, minor in wheels.pythons(_PROJECT)]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (tried,) = re.findall(r"for p in ((?:python3\.\d+ )+)python3;", makefile)
    assert tried.split() == [f"python{name}" for name in reversed(names)]
    words = f"Python {names[0]} to {names[-1]}"
    assert words in makefile
    assert words in (ROOT / "README.md").read_text("utf-8")
    (known,) = re.findall(r"(?m)^KNOWN = (.+)$", makefile)
    for minor in range(9, 20):
        seen = known.replace("sys.version_info[:2]", f"(3, {minor})")
        done = subprocess.run(("python3", "-c", seen), check=False)
        assert (done.returncode == 0) == (f"3.{minor}" in names), minor


def test_whatever_the_program_needs_has_an_upper_bound() -> None:
    needed = tomllib.loads(_PROJECT)["project"]["dependencies"]
    assert [name for name in needed if not re.search(r",<\d", name)] == []


def test_the_decision_names_the_day_that_material_names() -> None:
    version, end = end_of_life.installed()
    assert end is not None, "no longer ends: see the decision"
    assert str(end) in (ROOT / end_of_life.DECISION).read_text("utf-8"), version
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "tests.tools.end_of_life" in makefile.partition("\nlock:")[2].partition("\n\n")[0]


@pytest.mark.parametrize(
    ("description", "today", "words"),
    [
        ("# A\n\n> **A reaches end of\n> life on May 5, 2027.**", "2027-05-01", "in 4 days"),
        ("It reaches end of life on May 5, 2027.", "2027-05-07", "2 days ago: it gets no"),
        ("Now for ever.", "2027-05-07", "names no end"),
    ],
)
def test_the_notice_tells_how_long_is_left(description: str, today: str, words: str) -> None:
    end = end_of_life.end_of_life(description)
    assert words in end_of_life.notice("9", end, date.fromisoformat(today))


@pytest.mark.parametrize("runner", ["mkdocs", "properdocs"])
def test_the_site_is_built_by_the_runner_that_is_named(runner: str) -> None:
    done = subprocess.run(
        ("make", "--dry-run", "site", f"RUNNER={runner}"),
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert f"-m {runner} build" in done.stdout
    lock = "requirements-properdocs.lock"
    assert (lock in done.stdout) <= (runner == "properdocs")


def test_properdocs_is_locked_with_the_packages_of_the_site() -> None:
    """Beside them in one environment, it moves none of them."""
    locks = [
        dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8")))
        for name in ("requirements.lock", "requirements-properdocs.lock")
    ]
    site, properdocs = locks
    assert properdocs.keys() - site.keys() == {"properdocs"}
    assert properdocs.items() - {("properdocs", properdocs["properdocs"])} <= site.items()
