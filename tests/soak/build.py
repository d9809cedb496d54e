"""Build: one run of ``mkdocs build`` in a group of processes of its own, which can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from tests.conftest import ROOT, noon

_HANGS = 300.0
"""After so many seconds a build does not end by itself any more."""
_OFTEN = 0.003
_ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "PYTHONIOENCODING": "utf-8",
    "NO_MKDOCS_2_WARNING": "1",
    "LC_ALL": "C.UTF-8",
    # One day for all, though it be midnight meanwhile.
    "SOURCE_DATE_EPOCH": str(noon("2026-01-05")),
}


class Build:
    """A build that runs; at the end of the block it is over, whatever has happened."""

    def __init__(self, project: Path, words: Path) -> None:
        """Begin; what it says goes to the file ``words``."""
        self._words = words
        self.began = time.monotonic()
        with words.open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "build", "--quiet"],
                cwd=project,
                env={**os.environ, **_ENVIRONMENT},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self) -> Build:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self.send(signal.SIGKILL)
            self._process.wait()

    def words(self) -> str:
        """What it has said."""
        return self._words.read_text("utf-8", "replace")

    def wait(self) -> int:
        """Its code at the end, less than 0 where a signal has ended it.

        Raises:
            subprocess.TimeoutExpired: where it does not end.
        """
        return self._process.wait(_HANGS)

    def runs_after(self, seconds: float) -> bool:
        """Whether it still runs so long after its beginning; waits until then, or its end."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, self.began + seconds - time.monotonic()))
        return self._process.returncode is None

    def send(self, number: signal.Signals) -> None:
        """Send a signal to all its processes."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)

    def kill_first(self) -> None:
        """Kill the first process alone; those that it has forked are left to themselves."""
        self._process.kill()

    def kill_forked(self) -> bool:
        """Kill a process that it has forked, as soon as there is one; False where none came."""
        while self._process.poll() is None:
            for number in _forked(self._process.pid):
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
                    return True
            time.sleep(_OFTEN)
        return False


def _forked(process: int) -> Iterator[int]:
    """The processes that one has begun."""
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # it has ended
            yield from map(int, file.read_text("ascii").split())
