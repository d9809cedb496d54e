"""A browser's side of the form, without one: requests to the app as the server hands them on."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from generator.build import Memory
from generator.editing.app import Editor

TOKEN = "the-token-of-this-start"
PORT = "8123"
HOST = f"127.0.0.1:{PORT}"


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """Sends what the page's script sends; tests change a header or two."""

    folder: Path

    def __post_init__(self) -> None:
        self.app = Editor(self.folder, TOKEN, "/", Memory())

    def request(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        query: str = "",
        headers: Mapping[str, str | None] = MappingProxyType({}),
    ) -> Reply:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_PORT": PORT,
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": HOST,
            "HTTP_ORIGIN": f"http://{HOST}",
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_X_EDIT_TOKEN": TOKEN,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            **headers,
        }
        environ = {name: value for name, value in environ.items() if value is not None}
        started: list[Reply] = []

        def start_response(status: str, found: list[tuple[str, str]]) -> None:
            started.append(Reply(int(status[:3]), dict(found), b""))

        chunks = self.app(environ, start_response)  # type: ignore[arg-type]
        started[-1].body = b"".join(chunks)
        return started[-1]

    def get(self, name: str, **query: str) -> Any:
        reply = self.request("GET", f"/edit/api/{name}", query=urlencode(query))
        assert reply.status == 200, reply.body.decode()
        return reply.json

    def send(self, name: str, **given: Any) -> Reply:
        return self.request("POST", f"/edit/api/{name}", json.dumps(given).encode())

    def post(self, name: str, **given: Any) -> Any:
        reply = self.send(name, **given)
        assert reply.status == 200, reply.body.decode()
        return reply.json

    def save(self, key: str, *changes: dict[str, Any]) -> Any:
        version = self.get("record", key=key)["version"]
        return self.post("save", key=key, version=version, changes=list(changes))

    def check(self, key: str, *changes: dict[str, Any]) -> Any:
        version = self.get("record", key=key)["version"]
        return self.post("check", key=key, version=version, changes=list(changes))


def put(path: list[str | int], value: Any) -> dict[str, Any]:
    """A change that sets a field."""
    return {"op": "set", "path": path, "value": value}
