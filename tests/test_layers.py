"""Data flows one way: who may import what."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.conftest import ROOT

GENERATOR = ROOT / "generator"
ADAPTER = {"plugin.py", "navigation.py", "preview.py"}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = (node.module or "").partition(".")[0]
            found.add("." * node.level + module)
    return found


def test_only_the_adapter_imports_mkdocs() -> None:
    modules = {path.name for path in GENERATOR.rglob("*.py") if "mkdocs" in _imports(path)}
    assert modules == ADAPTER


def test_no_step_imports_a_later_one() -> None:
    steps = ["load", "validate", "link", "render", "build", "plugin"]
    for i, step in enumerate(steps):
        later = {f".{name}" for name in steps[i + 1 :]}
        assert not _imports(GENERATOR / f"{step}.py") & later, step
