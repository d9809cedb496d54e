"""The preview's server: who is answered, and that it goes on whatever happens to the files."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.types import WSGIEnvironment

import pytest

from generator.mkdocs_adapter.requests import refusal
from tests.browser.preview import previewing
from tests.conftest import DATA, SMALL, edit, make_project

HALLS = "data/policies/halls.yml"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A project, and the address at which it is previewed."""
    project = _project(tmp_path_factory)
    with previewing(project) as (address, _):
        yield project, address


def _project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("preview")
    shutil.copytree(SMALL, root / "data")
    shutil.copy(DATA / "interface.yml", root / "data")
    return make_project(root / "data")


def ask(address: str, path: str = "/", host: str | None = None) -> tuple[int, dict[str, str], str]:
    """The status, headers and body of an answer."""
    place = urlsplit(address)
    connection = HTTPConnection(str(place.hostname), place.port, timeout=30)
    connection.putrequest("GET", path, skip_host=host is not None)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    reply = connection.getresponse()
    answer = reply.status, dict(reply.getheaders()), reply.read().decode("utf-8", "replace")
    connection.close()
    return answer


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def asked_from(host: str | None, path: str = "/", name: str = "127.0.0.1") -> str | None:
    """The status of a refusal, or None."""
    statuses: list[str] = []
    environ: WSGIEnvironment = {"PATH_INFO": path}
    if host is not None:
        environ["HTTP_HOST"] = host

    def start_response(status: str, headers: object, failed: object = None) -> Callable[..., None]:
        """Take the status; what comes back is never called."""
        statuses.append(status)
        return lambda content: None

    body = refusal(environ, start_response, name)
    assert (body is None) == (statuses == [])
    return statuses[0] if statuses else None


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1:8000", "127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000", "[::1]"),
        *("192.168.1.7:8000", "preview.localhost:1", "desk.example:8000", None),
    ],
)
def test_this_machine_is_answered(host: str | None) -> None:
    assert asked_from(host, name="desk.example") is None


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8000", "127.0.0.1.evil.example:8000", "localhost.evil", ""),
        *("evillocalhost:80", "127.0.0.1@evil.example", "localhost:80:evil"),
    ],
)
def test_a_name_that_has_come_to_lead_here_is_not(host: str) -> None:
    assert asked_from(host) == "403 Forbidden"


@pytest.mark.parametrize("host", ["desk-8000.cloud.example", "DESK-8000.cloud.example:443"])
def test_a_host_is_answered_that_the_preview_was_given(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    assert asked_from(host) == "403 Forbidden"
    monkeypatch.setenv("PREVIEW_HOST", "desk-8000.cloud.example")
    assert asked_from(host) is None
    assert asked_from("localhost:8000") is None
    for other in ("cloud.example", "evil.desk-8000.cloud.example", "desk-8000.cloud.example.evil"):
        assert asked_from(other) == "403 Forbidden"


@pytest.mark.parametrize("value", ["", " ", "*", ".", ".example"])
def test_no_other_host_comes_in_by_the_way(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PREVIEW_HOST", value)
    for host in ("", "evil.example", "evil.example:8000"):
        assert asked_from(host) == "403 Forbidden"


@pytest.mark.parametrize("path", ["/C:/Windows/win.ini", "/..\\x", "/\0", "/en/\\\\server\\share"])
def test_a_path_that_no_page_has_is_not_looked_for(path: str) -> None:
    assert asked_from("localhost", path) == "404 Not Found"


def test_the_server_refuses_them(served: tuple[Path, str]) -> None:
    _, address = served
    assert ask(address)[0] == 200
    assert ask(address, host="evil.example")[0] == 403
    assert ask(address, "/livereload/0/0", host="evil.example")[0] == 403
    _, headers, words = ask(address, host="desk-8000.cloud.example:80")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert words.count("PREVIEW_HOST=desk-8000.cloud.example make serve") == 2
    assert "再啟動" in words
    assert "<" not in ask(address, host="<b>x")[2]
    for path in ("/%00", "/C:/Windows/win.ini", "/a%5Cb"):
        assert ask(address, path)[0] == 404


def test_a_site_below_a_path_is_previewed_there(tmp_path_factory: pytest.TempPathFactory) -> None:
    project, path = _project(tmp_path_factory), "/%E8%87%BA%E4%B8%AD/"
    with previewing(project, SITE_URL=f"https://example.org{path}") as (address, _):
        status, headers, _ = ask(address)
        assert (status, headers["Location"]) == (302, path)
        assert ask(address, f"{path}en/")[0] == 200


def test_what_is_wrong_is_told_at_every_address(served: tuple[Path, str]) -> None:
    project, address = served
    text = (project / HALLS).read_text("utf-8")
    edit(project / HALLS, "summary:", "sumary:")
    wait_until(lambda: "sumary" in ask(address)[2])
    assert ask(address, "/en")[:1] == (302,)
    assert ask(address, "/en")[1]["Location"] == "/en/"
    assert ask(address, "/assets/site.css")[0] == 200
    status, _, body = ask(address, "/nowhere/")
    assert (status, "sumary" in body) == (404, True)
    (project / HALLS).write_text(text, "utf-8")
    wait_until(lambda: "sumary" not in ask(address)[2])


def test_data_that_were_gone_are_looked_at_again(served: tuple[Path, str]) -> None:
    project, address = served
    (project / "data").rename(project / "away")
    wait_until(lambda: 'role="alert"' in ask(address)[2])
    (project / "away").rename(project / "data")
    wait_until(lambda: 'role="alert"' not in ask(address)[2])
    edit(project / HALLS, "summary:", "sumary:")
    wait_until(lambda: "sumary" in ask(address)[2])
