"""Files are written whole or not at all, whenever the program ends."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.authoring.safe_write import sweep, write_safely

from ..conftest import ROOT

_WRITER = """
import sys
from pathlib import Path
from generator.authoring.safe_write import write_safely
path, texts = Path(sys.argv[1]), ["a: " + "1" * 400_000 + "\\n", "a: " + "2" * 300_000 + "\\n"]
print("ready", flush=True)
while True:
    for text in texts:
        write_safely(path, text)
"""


def test_a_program_that_is_killed_while_it_writes_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "record.yml"
    path.write_text("a: 0\n")
    whole = {"a: 0\n", "a: " + "1" * 400_000 + "\n", "a: " + "2" * 300_000 + "\n"}
    seen = set()
    chance = random.Random(7)
    for _ in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert path.read_text() in whole
        seen.add(path.read_text())
    assert len(seen) > 1, "nothing was ever written"
    assert all(left.name.startswith(".") for left in tmp_path.iterdir() if left != path)
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [path]


def test_line_ends_and_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "record.yml"
    path.write_text("x")
    path.chmod(0o640)
    write_safely(path, "\ufeffa: 1\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbfa: 1\r\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there.yml").write_text("x")
    (tmp_path / "link.yml").symlink_to("there.yml")
    write_safely(tmp_path / "link.yml", "a: 1\n")
    assert (tmp_path / "link.yml").is_symlink()
    assert (tmp_path / "there.yml").read_text() == "a: 1\n"


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "record.yml"
    path.write_text("a: 1\n")
    with pytest.raises(UnicodeEncodeError):
        write_safely(path, "a: \ud800\n")
    with pytest.raises(OSError, match="absent"):
        write_safely(tmp_path / "absent" / "record.yml", "a: 1\n")
    assert [left.name for left in tmp_path.iterdir()] == ["record.yml"]
    assert path.read_text() == "a: 1\n"
