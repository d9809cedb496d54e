"""The live preview of a project, as ``make serve`` runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

STARTING = 90
"""Seconds in which the first build must stand."""


@contextmanager
def previewing(project: Path, **variables: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serves a project; gives its address, with a slash at the end, and the process.

    ``variables`` are of its environment.
    """
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    silent = subprocess.DEVNULL
    environment = {**os.environ, **variables}
    process = subprocess.Popen(command, cwd=project, env=environment, stdout=silent, stderr=silent)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait(address, process)
        yield address, process
    finally:
        process.terminate()
        process.wait(10)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING
    while True:
        try:
            urlopen(address).close()
        except URLError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
