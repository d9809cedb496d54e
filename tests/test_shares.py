"""Work on every processor comes out as if it were done in one process, whatever happens to one."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator import shares

ROOT = Path(__file__).resolve().parent.parent
_BEGIN = """
import os, signal, time
from generator import shares
from generator.shares import Aside, Shares
shares.processors = lambda: 2
here = os.getpid()
"""


def _run(script: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, which has no threads."""
    return subprocess.run(
        [sys.executable, "-c", _BEGIN + textwrap.dedent(script)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_results_come_in_order_and_from_two_processes() -> None:
    run = _run("""
        def piece(number):
            time.sleep(0.002)
            return number, os.getpid() == here
        found = Shares(101, piece).results()
        assert [number for number, _ in found] == list(range(101))
        few = Shares(3, piece).results()
        print(len({own for _, own in found}), Shares(0, piece).results(), len(few))
    """)
    assert (run.stdout, run.stderr) == ("2 [] 3\n", "")


def test_an_error_in_another_process_is_raised_here_and_nothing_else_is_heard_of_it() -> None:
    run = _run("""
        def piece(number):
            time.sleep(0.002)
            if number == 50:
                raise LookupError(f"of {number}")
            return number
        for work in (Shares(101, piece).results, Aside(lambda: piece(50)).result):
            try:
                work()
            except LookupError as error:
                print(error)
    """)
    assert (run.stdout, run.stderr) == ("of 50\nof 50\n", "")


@pytest.mark.parametrize("sign", ["SIGKILL", "SIGTERM"])
def test_what_a_process_that_is_killed_would_have_done_is_done_here(sign: str) -> None:
    run = _run(f"""
        def piece(number):
            time.sleep(0.002)
            if os.getpid() != here and number > 20:
                os.kill(os.getpid(), signal.{sign})
            return number
        print(Shares(101, piece).results() == list(range(101)))
        def aside():
            return piece(99)
        print(Aside(aside).result())
    """)
    assert run.stdout == "True\n99\n"
    assert "Traceback" not in run.stderr


def test_a_process_whose_parent_is_killed_ends() -> None:
    run = _run("""
        def piece(number):
            if os.getpid() != here:
                print(os.getpid(), flush=True)
                time.sleep(0.5)
            else:
                time.sleep(0.1)
                os.kill(here, signal.SIGKILL)
            return number
        Shares(1000, piece).results()
    """)
    # The pipes of this test's process close when the last that holds them has ended.
    assert run.returncode == -9
    assert len(run.stdout.splitlines()) <= 4


def test_nothing_is_forked_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert shares.processors() == 1
    assert shares.Shares(20, lambda number: number * number).results() == [n * n for n in range(20)]
