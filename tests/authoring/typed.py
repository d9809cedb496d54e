"""What tests of commands share: commands typed in the folder of a small project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import cli
from generator.build import check
from tests.conftest import confirm


@dataclass
class Said:
    """What a command says, and its exit code."""

    code: int
    out: str
    err: str


Type = Callable[..., Said]


def typist(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Types commands in a folder, in English unless told otherwise."""
    monkeypatch.chdir(root)

    def type_(*arguments: str, lang: str = "en") -> Said:
        capsys.readouterr()
        code = cli.main([*arguments, "--lang", lang])
        return Said(code, *capsys.readouterr())

    return type_


def record_all(data: Path) -> None:
    """Let the lock have every text as it is."""
    found = check(data)[0].translations
    confirm(found, found, data)
