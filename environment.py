"""Makes ``.venv``, and lets one ``make`` at a time install; needs nothing but Python itself.

``python environment.py TARGET`` makes the virtual environment whose mark is ``TARGET``;
``python environment.py TARGET COMMAND …`` runs a command that installs. Either waits for another
``make`` in this folder, and leaves what that has made meanwhile as it is.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VENV = Path(".venv")
MARK = ".made"
"""The file in it that says that it is whole."""
LOCK = Path(".build/install.lock")


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other ``make`` installs; a killed one holds nothing up."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another make is installing here; waiting for it.", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def time_of(target: Path) -> int:
    """When a target was made; 0 where it is not there."""
    return target.stat().st_mtime_ns if target.exists() else 0


def obstacle() -> str | None:
    """Why no virtual environment can be made in this folder, and what to do."""
    here = os.getcwd()
    if os.pathsep in here:
        return (
            f"Python makes no virtual environment in a folder whose path holds “{os.pathsep}”:"
            f" {here}\nGive the folder another name, or copy it elsewhere."
        )
    if not os.access(".", os.W_OK):
        return (
            f"You may not write into this folder: {here}\n"
            "Copy it to a folder of your own, or let its owner run make."
        )
    if importlib.util.find_spec("ensurepip") is None:
        return (
            "Python cannot make a virtual environment. On Debian or Ubuntu: "
            f"apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        )
    return None


def is_fit() -> bool:
    """Whether the virtual environment is whole, of this folder, and runs."""
    try:
        settings = (VENV / "pyvenv.cfg").read_text("utf-8")
    except OSError:
        settings = ""
    here = VENV.is_symlink() or f" {Path.cwd() / VENV}\n" in settings
    return here and (VENV / MARK).exists() and runs()


def runs() -> bool:
    """Whether the Python of the virtual environment is there and runs."""
    try:
        return not subprocess.run([VENV / "bin/python", "-c", ""], capture_output=True).returncode
    except OSError:
        return False


def make_venv() -> int:
    """Make the virtual environment in place of one that does not run or is another folder's."""
    if is_fit():
        return 0
    if VENV.is_symlink():
        VENV.unlink()
    elif (VENV / MARK).exists() or (VENV.exists() and not runs()):
        shutil.rmtree(VENV)
    if code := subprocess.run([sys.executable, "-m", "venv", VENV]).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
    else:
        (VENV / MARK).touch()
    return code


def main(target: Path, command: list[str]) -> int:
    """Make or install; the exit code."""
    if not command and (words := obstacle()):
        print(words, file=sys.stderr)
        return 1
    before = time_of(target)
    try:
        with alone():
            if time_of(target) > before:
                return 0
            return subprocess.run(command).returncode if command else make_venv()
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"{error.filename or command[0]}: {error.strerror}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
