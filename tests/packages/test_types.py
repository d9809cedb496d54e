"""The types of the packages: a user's file is checked by mypy and by tsc."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Once
from tests.packages.built import TSC, real_packages, run

CHECK = (ROOT / "node_modules/.bin/tsc", *TSC, "--types", "", "user.ts")


@pytest.fixture(scope="module")
def real(once: Once) -> Path:
    return real_packages(once)


GOOD_PYTHON = """
from datetime import date

from taichung_screen_policy.virtual_production import Facts, evaluate, facts_schema

facts: Facts = {"category": "pilot", "runtime_minutes": 24.5, "themes": ["local_culture"]}
facts["has_script"] = None
facts["approval_date"] = date(2026, 11, 30)
result = evaluate(facts)
verdict: str = result["verdict"]
cap: int | None = result["amount"]["cap"]
unmet: list[str] = [item["clause"] for item in result["requirements"]]
day: str | None = result["deadlines"][0]["date"]
texts: list[str] = [item["title"] for item in facts_schema()["properties"].values()]
"""
BAD_PYTHON = {
    'Facts = {"category": "feature"}': "category",
    'Facts = {"runtime": 20}': "runtime",
    'int = evaluate({})["verdict"]': "eligible",
}
GOOD_TYPESCRIPT = """
import { evaluate, type Facts, type Result } from "taichung-screen-policy/virtual-production";
import { data } from "taichung-screen-policy/virtual-production/data";

const facts: Facts = { category: "pilot", runtime_minutes: 24.5, themes: ["local_culture"] };
facts.has_script = null;
const result: Result = evaluate(facts);
export const cap: number | null = result.amount.cap;
export const unmet: string[] = result.requirements.map(({ clause }) => clause);
export const title: string = data.title.zh;
"""
BAD_TYPESCRIPT = {
    'export const wrong: Facts = { category: "feature" };': "pilot",
    "export const wrong: Facts = { runtime: 20 };": "runtime",
    "export const wrong: number = evaluate({}).verdict;": "number",
}


def test_a_users_file_is_checked_by_mypy(real: Path, tmp_path: Path) -> None:
    # An environment of its own: there mypy looks for types as a user's does.
    run(sys.executable, "-m", "venv", "--without-pip", "venv", cwd=tmp_path)
    (python,) = tmp_path.glob("venv/*/python*.*") if sys.platform == "win32" else [
        tmp_path / "venv/bin/python"
    ]  # fmt: skip
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    purelib = Path(run(python, "-c", where, cwd=tmp_path).strip())
    shutil.copytree(real / "python", purelib, dirs_exist_ok=True)
    mypy = (sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache")
    check = (*mypy, "--python-executable", python, "user.py")
    (tmp_path / "user.py").write_text(GOOD_PYTHON, "utf-8")
    run(*check, cwd=tmp_path)
    for wrong, word in BAD_PYTHON.items():
        (tmp_path / "user.py").write_text(f"{GOOD_PYTHON}wrong: {wrong}\n", "utf-8")
        assert word in run(*check, cwd=tmp_path, fails=True)
    # The package itself is as strict, but for the interpreter, which has no types.
    package = purelib / "taichung_screen_policy"
    run(*mypy, "--disable-error-code", "import-untyped", package, cwd=tmp_path)


def test_a_users_file_is_checked_by_tsc(real: Path, tmp_path: Path) -> None:
    shutil.copytree(real / "node", tmp_path / "user")
    user = tmp_path / "user/user.ts"
    user.write_text(GOOD_TYPESCRIPT, "utf-8")
    run(*CHECK, cwd=user.parent)
    for wrong, word in BAD_TYPESCRIPT.items():
        user.write_text(f"{GOOD_TYPESCRIPT}{wrong}\n", "utf-8")
        assert word in run(*CHECK, cwd=user.parent, fails=True)
