"""``python -m generator edit`` serves the form; a plain preview does not."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from ..conftest import ROOT


@contextmanager
def started(project: Path, *command: str) -> Iterator[tuple[str, int]]:
    """What a command has printed when it serves, and the port."""
    environment = {**os.environ, "BROWSER": "true", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    environment.pop("EDIT_TOKEN", None)
    log = project / "log.txt"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=project,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            sign = r"/edit/#\S+" if "edit" in command else r"Serving on"
            while not re.search(sign, log.read_text("utf-8")):
                assert server.poll() is None, log.read_text("utf-8")
                time.sleep(0.1)
            port = re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text("utf-8"))
            assert port is not None
            yield log.read_text("utf-8"), int(port[1])
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def ask(port: int, path: str, **headers: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers=headers)
        reply = connection.getresponse()
        return reply.status, reply.read()
    except ConnectionRefusedError:
        return 0, b""
    finally:
        connection.close()


def test_edit_serves_the_form_for_the_token_and_ends_as_a_whole(small_project: Path) -> None:
    with started(small_project, "generator", "edit") as (printed, port):
        token = re.search(r"/edit/#(\S+)", printed)
        assert token is not None
        assert len(token[1]) >= 32
        status, page = ask(port, "/edit/")
        assert (status, b"edit.js" in page) == (200, True)
        assert ask(port, "/edit/api/records")[0] == 403
        query = "/edit/api/record?key=person:jane-doe"
        status, reply = ask(port, query, **{"X-Edit-Token": token[1]})
        assert status == 200
        record = json.loads(reply)
        assert record["names"]["zh"] == "杜珍"
        shown = ask(port, record["pages"]["zh"].partition("#")[0])[1].decode()
        assert "杜珍" in shown
        assert ask(port, "/edit/jsoneditor.js")[0] == 200
        rebound = ask(port, "/edit/", Host=f"evil.example:{port}")
        assert rebound[0] == 403
    assert ask(port, "/edit/")[0] == 0, "the preview has outlived the command"


def test_a_plain_preview_has_no_form(small_project: Path) -> None:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{tried.getsockname()[1]}"
    with started(small_project, "mkdocs", "serve", "--dev-addr", address) as (_, port):
        assert ask(port, "/edit/")[0] == 404
        assert ask(port, "/edit/api/records")[0] == 404
        assert ask(port, "/edit/edit.js")[0] == 404
