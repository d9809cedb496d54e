"""The form answers the person at this machine, and nobody else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator.editing.guard import LIMIT

from .client import HOST, PORT, Client

API = "/edit/api/records"
SAVE = "/edit/api/save"


@pytest.fixture
def client(small: Path) -> Client:
    return Client(small)


def test_the_form_itself_is_answered(client: Client) -> None:
    assert client.request("GET", API).status == 200
    headers = {"HTTP_X_EDIT_TOKEN": None, "HTTP_SEC_FETCH_SITE": "none"}
    page = client.request("GET", "/edit/", headers=headers)
    assert page.status == 200
    assert b"edit.js" in page.body


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_each_name_of_this_machine_will_do(client: Client, name: str) -> None:
    host = f"{name}:{PORT}"
    headers = {"HTTP_HOST": host, "HTTP_ORIGIN": f"http://{host}"}
    reply = client.request("GET", API, headers=headers)
    assert reply.status == 200


HOSTILE = {
    "a name that leads here": {"HTTP_HOST": f"evil.example:{PORT}", "HTTP_ORIGIN": None},
    "another port": {"HTTP_HOST": "127.0.0.1:80"},
    "no port": {"HTTP_HOST": "127.0.0.1"},
    "no host": {"HTTP_HOST": None},
    "a name that begins so": {"HTTP_HOST": f"127.0.0.1.evil.example:{PORT}"},
    "another origin": {"HTTP_ORIGIN": "https://evil.example"},
    "another port’s origin": {"HTTP_ORIGIN": "http://127.0.0.1:9999"},
    "the other scheme": {"HTTP_ORIGIN": f"https://{HOST}"},
    "no origin to speak of": {"HTTP_ORIGIN": "null"},
    "another site": {"HTTP_SEC_FETCH_SITE": "cross-site"},
    "the same site": {"HTTP_SEC_FETCH_SITE": "same-site"},
    "the address bar": {"HTTP_SEC_FETCH_SITE": "none"},
    "another machine": {"REMOTE_ADDR": "192.168.1.7"},
    "no token": {"HTTP_X_EDIT_TOKEN": None},
    "an empty token": {"HTTP_X_EDIT_TOKEN": ""},
    "another token": {"HTTP_X_EDIT_TOKEN": "the-token-of-another-start"},
    "a token that is no text": {"HTTP_X_EDIT_TOKEN": "\xff\xfe"},
}


@pytest.mark.parametrize("headers", HOSTILE.values(), ids=HOSTILE)
def test_what_is_not_the_form_gets_no_data_and_changes_none(
    client: Client, small: Path, headers: dict[str, str | None]
) -> None:
    before = (small / "people/jane-doe.yml").read_bytes()
    record = client.get("record", key="person:jane-doe")
    change = {"op": "set", "path": ["name", "zh"], "value": "別人"}
    given = {"key": record["key"], "version": record["version"], "changes": [change]}
    body = json.dumps(given).encode()
    reading = client.request("GET", API, headers=headers)
    saving = client.request("POST", SAVE, body, headers=headers)
    assert reading.status == saving.status == 403
    assert "jane-doe" not in reading.body.decode()
    assert set(reading.json["error"]) == {"zh", "en"}
    assert (small / "people/jane-doe.yml").read_bytes() == before
    assert client.request("POST", SAVE, body).status == 200  # the form itself may


@pytest.mark.parametrize(
    "headers", [h for name, h in HOSTILE.items() if "token" not in name and "bar" not in name]
)
def test_the_page_is_for_this_machine_too(client: Client, headers: dict[str, str | None]) -> None:
    assert client.request("GET", "/edit/", headers=headers).status == 403
    assert client.request("GET", "/edit/edit.js", headers=headers).status == 403


@pytest.mark.parametrize(
    "name",
    [
        "../app.py", "..%2fapp.py", "%2e%2e/app.py", "/etc/passwd", "edit.html/../../app.py",
        "..\\app.py", "edit.js\0.html", "api", "none.js", "../../../../../../etc/passwd",
    ],
)  # fmt: skip
def test_only_the_form_s_own_files_are_served(client: Client, name: str) -> None:
    assert client.request("GET", f"/edit/{name}").status == 404


@pytest.mark.parametrize(
    "key",
    [
        "", "site.yml", "person:../../secret", "person:/etc/passwd", "../site.yml", "person:",
        "person:jane-doe.yml", "stop:../people/jane-doe", "person:jane-doe\0", "nothing:at-all",
    ],
)  # fmt: skip
def test_a_record_is_named_by_its_key_alone(client: Client, small: Path, key: str) -> None:
    (small.parent / "secret.yml").write_text("secret: 1\n")
    for method, name in (("GET", "record"), ("POST", "save"), ("POST", "check"), ("POST", "undo")):
        body = json.dumps({"key": key, "version": "", "changes": []}).encode()
        query = f"key={key}" if method == "GET" else ""
        assert client.request(method, f"/edit/api/{name}", body, query).status == 404


def test_a_link_out_of_the_data_is_left_alone(client: Client, small: Path) -> None:
    outside = small.parent / "outside.yml"
    outside.write_bytes((small / "people/jane-doe.yml").read_bytes())
    os.unlink(small / "people/jane-doe.yml")
    (small / "people/jane-doe.yml").symlink_to(outside)
    before = outside.read_bytes()
    reply = client.send("save", key="person:jane-doe", version="", changes=[])
    assert reply.status == 403
    assert outside.read_bytes() == before


def test_new_records_stay_within_the_data(client: Client, small: Path) -> None:
    before = sorted(path.as_posix() for path in small.parent.rglob("*"))
    for id_ in ("../../evil", "/tmp/evil", "a/b/c", "", "UPPER", "a\0b", "..", "x" * 400 + "/.."):
        reply = client.post("new", kind="policy", id=id_)
        assert reply["created"] == []
        assert reply["messages"], id_
    assert client.send("new", kind="../person", id="x").status == 400
    assert sorted(path.as_posix() for path in small.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b"\xff", {}, 400),
        (b'{"key": NaN}', {}, 400),
        (b"[" * 100_000, {}, 400),
        (b"{}", {"CONTENT_TYPE": "text/plain"}, 415),
        (b"{}", {"CONTENT_TYPE": "application/x-www-form-urlencoded"}, 415),
        (b"{}", {"CONTENT_LENGTH": None}, 411),
        (b"{}", {"CONTENT_LENGTH": "-1"}, 411),
        (b"{}", {"CONTENT_LENGTH": "9" * 5000}, 413),
        (b" " * (LIMIT + 1), {}, 413),
    ],
)
def test_what_is_no_request_is_refused_in_words(
    client: Client, body: bytes, headers: dict[str, str | None], status: int
) -> None:
    reply = client.request("POST", SAVE, body, headers=headers)
    assert reply.status == status
    assert set(reply.json["error"]) == {"zh", "en"}


@pytest.mark.parametrize(
    "changes",
    [
        None, {}, [1], [{}], [{"op": "set"}], [{"op": "set", "path": "name", "value": 1}],
        [{"op": "set", "path": [None], "value": 1}], [{"op": "set", "path": [True], "value": 1}],
        [{"op": "insert", "path": ["sources"], "index": -1, "value": 1}],
        [{"op": "insert", "path": ["sources"], "index": "0", "value": 1}],
        [{"op": "swap", "path": ["name"]}], [{"op": "remove", "path": []}],
        [{"op": "set", "path": [], "value": 3}], [{"op": "set", "path": [], "value": {}}],
        [{"op": "remove", "path": ["absent"]}],
        [{"op": "set", "path": ["name", "zh", "deeper"], "value": 1}],
        [{"op": "set", "path": ["name", "zh"], "value": "\ud800"}],
    ],
)  # fmt: skip
def test_changes_that_make_no_sense_change_nothing(
    client: Client, small: Path, changes: object
) -> None:
    before = (small / "people/jane-doe.yml").read_bytes()
    version = client.get("record", key="person:jane-doe")["version"]
    reply = client.send("save", key="person:jane-doe", version=version, changes=changes)
    assert reply.status in (400, 409)
    assert set(reply.json["error"]) == {"zh", "en"}
    assert (small / "people/jane-doe.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", API, 405), ("GET", SAVE, 405), ("DELETE", SAVE, 405), ("OPTIONS", SAVE, 405),
        ("POST", "/edit/", 405), ("POST", "/edit/api/nothing", 404), ("GET", "/edit/api/", 405),
    ],
)  # fmt: skip
def test_other_ways_and_addresses_are_refused(
    client: Client, method: str, path: str, status: int
) -> None:
    assert client.request(method, path, b"{}").status == status


def test_the_page_may_load_nothing_from_elsewhere_and_be_framed_by_nobody(client: Client) -> None:
    for path in ("/edit/", "/edit/edit.js", API, "/edit/none"):
        headers = client.request("GET", path).headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == "'self'"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in headers


def test_a_fault_of_the_program_is_told_without_its_trace(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise ZeroDivisionError("within")

    monkeypatch.setattr("generator.editing.session.names_of", fail)
    reply = client.request("GET", API)
    assert reply.status == 500
    assert "Traceback" not in reply.body.decode()
    assert "session.py" not in reply.body.decode()
