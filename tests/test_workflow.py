"""The workflows and forms on GitHub: they call what is there, and let nobody publish unseen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from packaging.specifiers import SpecifierSet

from tests.authoring.test_diff import git
from tests.conftest import ROOT, edit

Workflow: TypeAlias = dict[str, Any]

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
# What GitHub starts for whoever sends a pull request.
FROM_OUTSIDE = {"pull_request", "pull_request_target", "workflow_run", "issues", "issue_comment"}

_OF_THIS_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository"

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def _read(path: Path) -> Workflow:
    # BaseLoader: "on" is a word here, no truth value.
    workflow: Workflow = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return workflow


def _commands(workflow: Workflow) -> list[str]:
    steps = [step for job in workflow["jobs"].values() for step in job.get("steps", [])]
    return [line.strip() for step in steps for line in step.get("run", "").splitlines()]


def _called(path: Path) -> list[Path]:
    """The workflows of this repository that a workflow calls, itself first."""
    uses = [job.get("uses", "") for job in _read(path)["jobs"].values()]
    return [path, *(ROOT / name for name in uses if name.startswith("./"))]


def _tool(*command: str | Path) -> None:
    done = subprocess.run(
        [str(BIN / command[0]), *map(str, command[1:])], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@every_workflow
def test_a_workflow_is_written_as_github_reads_it(path: Path) -> None:
    _tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", path)


@every_workflow
def test_a_job_that_hangs_is_ended(path: Path) -> None:
    schema = "custom.github-workflows-require-timeout"
    _tool("check-jsonschema", "--builtin-schema", schema, path)


def test_nothing_in_the_workflows_is_unsafe() -> None:
    """Text from outside in a command, credentials left behind, actions not pinned, broad rights."""
    _tool("zizmor", "--offline", "--quiet", "--strict-collection", ".")


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.dependabot", "dependabot.yml"),
        ("vendor.github-issue-config", "ISSUE_TEMPLATE/config.yml"),
        *(
            ("vendor.github-issue-forms", f"ISSUE_TEMPLATE/{path.name}")
            for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
        ),
    ],
)
def test_a_form_is_written_as_github_reads_it(schema: str, name: str) -> None:
    _tool("check-jsonschema", "--builtin-schema", schema, GITHUB / name)


def test_the_hooks_are_written_as_git_runs_them() -> None:
    _tool("pre-commit", "validate-config", ROOT / ".pre-commit-config.yaml")
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [repository["repo"] for repository in hooks] == ["local"], "a hook that is fetched"


@every_workflow
def test_every_make_target_exists(path: Path) -> None:
    for command in _commands(_read(path)):
        if command.split()[0] == "make":
            done = subprocess.run(
                [*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True
            )
            assert done.returncode == 0, f"{command}: {done.stderr}"


@every_workflow
def test_every_command_of_the_environment_is_one_that_the_locks_install(path: Path) -> None:
    for command in _commands(_read(path)):
        for name in re.findall(r"\.venv/bin/(\S+)", command):
            assert (BIN / name).exists(), command


def test_every_python_that_the_project_allows_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    allowed = SpecifierSet(project["requires-python"])
    tested = set()
    for path in WORKFLOWS:
        if "pull_request" not in _read(path)["on"]:
            continue
        for job in _read(path)["jobs"].values():
            tested |= set(job.get("strategy", {}).get("matrix", {}).get("python", []))
    assert tested == {f"3.{minor}" for minor in range(40) if f"3.{minor}" in allowed}


@every_workflow
def test_make_takes_the_python_that_was_set_up(path: Path) -> None:
    """Unless told, it takes the newest on the machine, so the matrix would test one Python."""
    workflow = _read(path)
    output = workflow.get("env", {}).get("PYTHON") == "python"
    for command in _commands(workflow):
        assert output or not command.startswith("make ") or "PYTHON=python" in command, command


def test_a_pull_request_is_linted_and_tested_with_and_without_a_browser() -> None:
    paths = [path for path in WORKFLOWS if "pull_request" in _read(path)["on"]]
    commands = {command for path in paths for command in _commands(_read(path))}
    assert {"make quick", "make test-browser"} <= commands
    assert ".venv/bin/python -m generator check --format github" in commands


@every_workflow
def test_what_outsiders_start_can_write_nothing_but_a_comment(path: Path) -> None:
    workflow = _read(path)
    if not FROM_OUTSIDE & set(workflow["on"]):
        return
    for part in [_read(called) for called in _called(path)]:
        jobs = list(part["jobs"].values())
        for job in [{"permissions": part["permissions"]}, *jobs]:
            rights = dict(job.get("permissions", {}))
            if "write" in rights.values():
                # What may write has no file of the branch, and is not started by a fork.
                assert rights == {"pull-requests": "write"}
                assert [step.get("uses") for step in job["steps"]] == [None]
                assert _OF_THIS_REPOSITORY in job["if"]
            else:
                assert set(rights.values()) <= {"read", "none"}, rights
        assert not any("environment" in job for job in jobs)


def _step(workflow: str, job: str, name: str) -> str:
    """The commands of the step of a job that tells this of itself."""
    steps = _read(GITHUB / "workflows" / workflow)["jobs"][job]["steps"]
    (step,) = (step for step in steps if name in (step.get("id"), *step.get("env", ())))
    return str(step["run"])


def _compared(root: Path) -> str:
    """What the job writes for the pull request that is checked out."""
    files = {name: root.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    paths = {"PYTHONPATH": str(ROOT), "RUNNER_TEMP": str(root.parent)}
    subprocess.run(
        ["bash", "-e", "-c", _step("flips.yml", "compare", "compare")],
        cwd=root,
        env=os.environ | paths | {name: str(file) for name, file in files.items()},
        check=True,
    )
    output = files["GITHUB_OUTPUT"].read_text("utf-8")
    first, *lines = output.splitlines()
    assert lines.pop() == first.removeprefix("text<<")
    assert "\n".join(lines).strip() == files["GITHUB_STEP_SUMMARY"].read_text("utf-8").strip()
    return "\n".join(lines)


@pytest.fixture
def pull_request(small: Path, tmp_path: Path) -> Path:
    """A merge that changes a rule and adds a scheme of a bad name, and which is checked out."""
    root = tmp_path / "checkout"
    root.mkdir()
    small.rename(root / "data")
    (root / ".venv").symlink_to(BIN.parent)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "data")
    git(root, "commit", "-qm", "First")
    git(root, "checkout", "-qb", "branch")
    edit(root / "data/schemes/grant/calculator.yml", "[minutes, 10]", "[minutes, 12]")
    bad = root / "data/schemes/$(touch hacked)\n# Not a heading/calculator.yml"
    bad.parent.mkdir()
    bad.write_text("id: x\n")
    git(root, "add", "data")
    git(root, "commit", "-qm", "Second")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "Merge", "branch")
    return root


def test_a_pull_request_is_told_whose_result_it_changes(pull_request: Path) -> None:
    text = _compared(pull_request)
    assert "    How many minutes: 10 or more, less than 12\n" in text
    assert "    幾分鐘：10 以上、未滿 12\n" in text
    assert "before: Met; now: Not met" in text
    assert all(line.startswith("    ") for line in text.splitlines() if line.strip())
    assert "hacked" not in {path.name for path in pull_request.rglob("*")}
    assert "Not a heading" not in text


_GH = """#!/bin/sh
case "$*" in *--paginate*) cat {comments} ;; *) printf '%s\\n' "$@" > {asked} ;; esac
"""


@pytest.mark.parametrize(
    ("comments", "method", "address"),
    [
        ("", "POST", "repos/o/r/issues/5/comments"),
        ("77\n", "PATCH", "repos/o/r/issues/comments/77"),
    ],
    ids=["first", "renewed"],
)
def test_the_comment_is_renewed(tmp_path: Path, comments: str, method: str, address: str) -> None:
    (tmp_path / "comments").write_text(comments)
    program, asked = tmp_path / "gh", tmp_path / "asked"
    program.write_text(_GH.format(comments=tmp_path / "comments", asked=asked))
    program.chmod(0o755)
    given = {"ISSUES": "repos/o/r/issues", "NUMBER": "5", "TEXT": "    @everybody `$(id)`"}
    path = f"{tmp_path}:{os.environ['PATH']}"
    script = _step("flips.yml", "comment", "TEXT")
    subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        env=os.environ | given | {"PATH": path},
        check=True,
    )
    words = asked.read_text("utf-8")
    assert words.startswith(f"api\n--silent\n--method\n{method}\n{address}\n--raw-field\nbody=")
    assert "body=<!-- flips -->\n" in words
    assert words.endswith("\n\n    @everybody `$(id)`\n")


def test_only_main_is_published_and_only_after_all_checks() -> None:
    publishing = {
        name: (path, job)
        for path in WORKFLOWS
        for name, job in _read(path)["jobs"].items()
        if any("actions/deploy-pages@" in step.get("uses", "") for step in job.get("steps", []))
    }
    ((path, deploy),) = publishing.values()
    jobs = _read(path)["jobs"]
    assert deploy["if"] == "github.ref == 'refs/heads/main'"
    assert "write" not in jobs[deploy["needs"]]["permissions"].values()
    checks = jobs[jobs[deploy["needs"]]["needs"]]
    assert checks["uses"] == "./.github/workflows/checks.yml"


def test_what_is_uploaded_is_what_was_built_for_its_address() -> None:
    steps = _read(GITHUB / "workflows/pages.yml")["jobs"]["build"]["steps"]
    # MkDocs' own tags, such as !ENV, are no part of the line that is read here.
    site = re.search(r"(?m)^site_dir: (.+)$", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert site is not None
    (upload,) = (step for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["with"]["path"] == site[1]
    (pages,) = (step for step in steps if "configure-pages" in step.get("uses", ""))
    (build,) = (step for step in steps if step.get("run", "").startswith("make site"))
    assert build["env"]["SITE_URL"] == f"${{{{ steps.{pages['id']}.outputs.base_url }}}}/"
    assert steps.index(pages) < steps.index(build) < steps.index(upload)
