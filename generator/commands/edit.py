"""``edit``: starts the preview with the form for editing, and opens it in the browser.

The form is for whoever has the token, which is new at every start and stands behind the ``#`` of
the address, so that a browser sends it to nobody.
"""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from contextlib import suppress
from typing import NoReturn

from ..diagnostics.messages import phrase
from ..editing.app import ADDRESS, TOKEN

HELP = "start the preview with a form for editing, on this computer alone"
HOST, PORT = "127.0.0.1", 8000
_LOOK = 0.2
"""Seconds between two looks whether the preview is there."""
_TIDY = 3
"""Seconds in which the preview has to end."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing may follow the command."""


def run(options: argparse.Namespace) -> int:
    """Serve until it is ended; the exit code."""
    port, token = _free_port(), secrets.token_urlsafe(24)
    signal.signal(signal.SIGTERM, _interrupt)
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{HOST}:{port}"],
        env={**os.environ, TOKEN: token, "NO_MKDOCS_2_WARNING": "1"},
    )
    try:
        while server.poll() is None and not _answers(port):
            time.sleep(_LOOK)
        if server.poll() is None:
            address = f"http://{HOST}:{port}{ADDRESS}#{token}"
            print(phrase("edit_at", address=address), flush=True)
            webbrowser.open(address)
            server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _end(server)
    print(phrase("edit_no_server"), file=sys.stderr)
    return 2


def _interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _end(server: subprocess.Popen[bytes]) -> None:
    """End the preview as Ctrl+C does, so that it tidies up; else at once."""
    with suppress(OSError, ValueError):  # Windows has no such signal
        server.send_signal(signal.SIGINT)
    try:
        server.wait(_TIDY)
    except subprocess.TimeoutExpired:
        server.terminate()
        server.wait()


def _free_port() -> int:
    """The usual port, or another where a program has that."""
    for port in (PORT, 0):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((HOST, port))
            except OSError:
                continue
            return int(tried.getsockname()[1])
    return PORT


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        tried.settimeout(_LOOK)
        return tried.connect_ex((HOST, port)) == 0
