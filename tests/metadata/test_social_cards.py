"""The pictures of a build, whatever becomes of the process that draws and of the cache."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from generator.metadata import social_cards
from generator.metadata.social_cards import HEIGHT, WIDTH, Card, Cards, draw
from tests.conftest import ROOT

CARD = Card("s", "a", "")


@pytest.fixture(scope="module")
def picture() -> bytes:
    """The card as it should be."""
    return draw(CARD)


def _pictures(cache: Path) -> dict[str, bytes]:
    cards = Cards(cache)
    cards.add("a.png", CARD)
    return cards.finish()


def test_cards_are_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Cards(tmp_path)
    first.add("a.png", Card("s", "a", ""))
    first.add("b.png", Card("s", "b", ""))
    drawn = first.finish()
    assert {name: Image.open(io.BytesIO(content)).size for name, content in drawn.items()} == {
        "a.png": (WIDTH, HEIGHT),
        "b.png": (WIDTH, HEIGHT),
    }
    assert len(list(tmp_path.iterdir())) == 2

    monkeypatch.setattr(social_cards, "begin_pool", None)
    monkeypatch.setattr(social_cards, "draw", None)
    again = Cards(tmp_path)
    again.add("c.png", Card("s", "a", ""))
    assert again.finish() == {"c.png": drawn["a.png"]}
    assert len(list(tmp_path.iterdir())) == 1, "what no page uses is not kept"


# --- the process that draws ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [OSError(30, "Read-only file system"), PermissionError(13, "no"), ImportError("no sem_open")],
    ids=repr,
)
def test_where_there_can_be_no_other_process_this_one_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, picture: bytes, error: Exception
) -> None:
    def refuse() -> ProcessPoolExecutor:
        raise error

    monkeypatch.setattr(social_cards, "begin_pool", refuse)
    assert _pictures(tmp_path) == {"a.png": picture}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_process_that_is_killed_is_done_without(tmp_path: Path, picture: bytes) -> None:
    cards = Cards(tmp_path)
    cards._pool = social_cards.begin_pool()
    (process,) = cards._pool._processes
    os.kill(process, signal.SIGKILL)
    for _ in range(3):
        cards.add("a.png", CARD)
    assert cards.finish() == {"a.png": picture}


# Draws; tells the number of the process that does, once that has begun.
_BUILD = """
import sys, time
from pathlib import Path
from generator.metadata.social_cards import Card, Cards
if __name__ == "__main__":
    cards = Cards(Path(sys.argv[1]))
    cards.add("a.png", Card("s", "a", ""))
    if sys.argv[2] == "begun":
        cards._pool.submit(int).result()
    print(*cards._pool._processes, flush=True)
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        cards.close()
"""


def _runs(number: int) -> bool:
    status = Path(f"/proc/{number}/stat")
    return status.exists() and status.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


def _build(folder: Path, when: str) -> tuple[subprocess.Popen[str], int]:
    (folder / "build.py").write_text(_BUILD, "utf-8")
    build = subprocess.Popen(
        [sys.executable, folder / "build.py", folder / "cache", when],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert build.stdout is not None
    return build, int(build.stdout.readline())


def _wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_what_draws_ends_with_the_build(tmp_path: Path, ending: signal.Signals) -> None:
    build, drawing = _build(tmp_path, "begun")
    assert _runs(drawing)
    build.send_signal(ending)
    build.communicate()
    _wait_until(lambda: not _runs(drawing))


@pytest.mark.parametrize("when", ["beginning", "begun"])
def test_ctrl_c_is_the_builder_s_to_notice(tmp_path: Path, when: str) -> None:
    """A terminal sends it to both."""
    build, drawing = _build(tmp_path, when)
    os.killpg(build.pid, signal.SIGINT)
    _, words = build.communicate()
    assert (build.returncode, words) == (0, "")
    _wait_until(lambda: not _runs(drawing))


# --- the cache ----------------------------------------------------------------------------------


def _other_size() -> bytes:
    file = io.BytesIO()
    Image.new("1", (8, 8)).save(file, "PNG")
    return file.getvalue()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut off": lambda content: content[:-20],
    "half": lambda content: content[: len(content) // 2],
    "zeros at the end": lambda content: content[:1000] + bytes(len(content) - 1000),
    "a byte changed": lambda content: content[:1000] + b"?" + content[1001:],
    "rubbish": lambda content: b"rubbish",
    "another picture": lambda content: _other_size(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_picture_is_drawn_anew(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    picture: bytes,
    damage: Callable[[bytes], bytes],
) -> None:
    assert damage(picture) != picture
    monkeypatch.setattr(Cards, "_begin", lambda self, card: None)
    _pictures(tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(picture))
    assert _pictures(tmp_path) == {"a.png": picture}
    assert path.read_bytes() == picture


@pytest.mark.parametrize("kind", ["file", "folder in a picture's place"])
def test_a_cache_that_cannot_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, picture: bytes, kind: str
) -> None:
    monkeypatch.setattr(Cards, "_begin", lambda self, card: None)
    cache = tmp_path / "cache"
    if kind == "file":
        cache.write_text("", "utf-8")
    else:
        _pictures(cache)
        (path,) = cache.iterdir()
        path.unlink()
        path.mkdir()
    assert _pictures(cache) == {"a.png": picture}
