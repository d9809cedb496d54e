"""Debian's packages for the tests: waits while another program installs, and says which it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping

WAIT = 300
"""Seconds until it gives up; an upgrade that runs by itself at night takes minutes."""
LOOK = 5
"""Seconds between two tries."""

_LOCKED = re.compile(
    r"Could not get lock (?P<file>/[\w/.-]*\w)(?:\. It is held by (?P<holder>.+)|\.?| - .*)$", re.M
)


def may_install() -> bool:
    """Whether there is ``apt-get``, and root to run it."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install(*packages: str, quiet: bool = False, env: Mapping[str, str] | None = None) -> bool:
    """Install packages, once no other program does; whether they are installed.

    What is wrong is told, unless ``quiet``.
    """
    _run(("update", "-qq"), quiet, {})  # what was known before may do without
    return _run(("install", "-y", "-qq", *packages), quiet, env or {})


def _run(command: tuple[str, ...], quiet: bool, env: Mapping[str, str]) -> bool:
    waiting, end = False, time.monotonic() + WAIT
    while True:
        done = subprocess.run(
            ["apt-get", *command],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LC_ALL": "C", **env},
        )
        locked = _LOCKED.search(done.stderr) if done.returncode else None
        if locked is None:
            if not quiet:
                print(done.stderr, end="", file=sys.stderr)
            return done.returncode == 0
        holder = locked["holder"] or "another program"
        if time.monotonic() >= end:
            print(
                f"{holder} still holds {locked['file']}, so that nothing can be installed. When it"
                " is done, run make again.",
                file=sys.stderr,
            )
            return False
        if not waiting:
            print(f"{holder} is installing; waiting for it.", file=sys.stderr)
        waiting = True
        time.sleep(LOOK)
