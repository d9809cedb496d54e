"""``make test`` installs a browser and nginx: not while another program installs, but after it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser import apt

LOCKED = {
    "by a program": (
        "E: Could not get lock /var/lib/dpkg/lock-frontend."
        " It is held by process 7 (unattended-upgr)",
        "process 7 (unattended-upgr)",
    ),
    "by nobody knows whom": ("E: Could not get lock /var/lib/apt/lists/lock.", "another program"),
    "in the words of older ones": (
        "E: Could not get lock /var/lib/dpkg/lock - open (11: Resource temporarily unavailable)",
        "another program",
    ),
}
# Is locked until it has been asked so often; then does as it is told and says what that was.
APT = """#!/bin/sh
echo "$* $RUNLEVEL" >> asked
[ "$(wc -l < asked)" -le {times} ] && {{ echo "{words}" >&2; exit 100; }}
[ "$4" = nowhere ] && {{ echo "E: Unable to locate package nowhere" >&2; exit 100; }}
exit 0
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("RUNLEVEL", "5")
    monkeypatch.setattr(apt, "LOOK", 0.01)
    return tmp_path


def program(folder: Path, times: int, words: str = "") -> None:
    (folder / "apt-get").write_text(APT.format(times=times, words=words), "utf-8")
    (folder / "apt-get").chmod(0o755)


@pytest.mark.parametrize(("words", "holder"), LOCKED.values(), ids=LOCKED)
def test_it_waits_for_whoever_installs(
    folder: Path, capfd: pytest.CaptureFixture[str], words: str, holder: str
) -> None:
    program(folder, 3, words)
    assert apt.install("nginx", env={"RUNLEVEL": "1"})
    asked = (folder / "asked").read_text("utf-8").splitlines()
    assert asked == ["update -qq 5"] * 4 + ["install -y -qq nginx 1"]
    assert capfd.readouterr() == ("", f"{holder} is installing; waiting for it.\n")


def test_it_says_who_has_never_let_go(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apt, "WAIT", 0.05)
    program(folder, 1000, LOCKED["by a program"][0])
    assert not apt.install("nginx")
    lines = capfd.readouterr().err.splitlines()
    assert lines[-1].startswith(
        "process 7 (unattended-upgr) still holds /var/lib/dpkg/lock-frontend, so that nothing"
    )


def test_another_mistake_is_not_waited_for(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program(folder, 0)
    for quiet in (False, True):
        assert not apt.install("nowhere", quiet=quiet)
        words = "" if quiet else "E: Unable to locate package nowhere\n"
        assert capfd.readouterr().err == words
    assert len((folder / "asked").read_text("utf-8").splitlines()) == 4


def test_no_list_of_packages_is_no_reason_to_give_up(folder: Path) -> None:
    program(folder, 1, "E: Failed to fetch: no network")
    assert apt.install("nginx")
