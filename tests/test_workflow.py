"""The workflows and forms on GitHub: they call what is there, and let nobody publish unseen."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from packaging.specifiers import SpecifierSet

from tests.conftest import ROOT

Workflow: TypeAlias = dict[str, Any]

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
# What GitHub starts for whoever sends a pull request.
FROM_OUTSIDE = {"pull_request", "pull_request_target", "workflow_run", "issues", "issue_comment"}

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
def test_what_outsiders_start_can_write_nothing(path: Path) -> None:
    workflow = _read(path)
    if not FROM_OUTSIDE & set(workflow["on"]):
        return
    for part in [_read(called) for called in _called(path)]:
        jobs = part["jobs"].values()
        rights = [part["permissions"], *(job.get("permissions", {}) for job in jobs)]
        granted = {right for some in rights for right in dict(some).values()}
        assert granted <= {"read", "none"}, granted
        assert not any("environment" in job for job in jobs)


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
