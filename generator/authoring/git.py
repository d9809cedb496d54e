"""Git: which files of data are others than in a commit, and what they held there."""

from __future__ import annotations

import subprocess
import tarfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase


class NoGit(GeneratorError):
    """Git is not there, the folder is in no repository, or there is no such commit."""


@dataclass
class Changed:
    """Files by their paths from the project's folder."""

    edited: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """The old name and the new one."""
    staged: bool = False
    """Whether any change is in git's index already."""


def commit_of(root: Path, revision: str) -> str:
    """The commit that a revision names.

    Raises:
        NoGit: where there is none, or no git.
    """
    _git(root, "rev-parse", "--git-dir", wrong=phrase("no_repository"))
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return _git(root, *arguments, wrong=phrase("no_commit", revision=revision)).decode().strip()


def changed_since(root: Path, commit: str, folder: str) -> Changed:
    """The files under a folder that are others than in a commit, those not yet added as well."""
    found = Changed()
    listed = _git(root, "diff", "--name-status", "-z", "-M", "--relative", commit, "--", folder)
    words = iter(listed.decode("utf-8", "surrogateescape").split("\0"))
    for status in words:
        if status.startswith(("R", "C")):
            old = next(words)
            found.renamed[old] = next(words)
        elif status:
            lists = {"A": found.added, "D": found.removed}
            lists.get(status[0], found.edited).append(next(words))
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", folder)
    found.added += filter(None, new.decode("utf-8", "surrogateescape").split("\0"))
    staged = _git(root, "diff", "--cached", "--name-only", "-z", "--relative", "--", folder)
    found.staged = bool(staged)
    return found


def text_in(root: Path, commit: str, file: str) -> bytes:
    """What a file held in a commit."""
    return _git(root, "show", f"{commit}:./{file}")


def unpack(root: Path, commit: str, folder: str, into: Path) -> None:
    """Write the files of a folder as they are in a commit into another place.

    Raises:
        NoGit: where the commit has no such folder.
    """
    wrong = phrase("not_in_commit", folder=folder)
    archive = _git(root, "archive", "--format=tar", commit, "--", folder, wrong=wrong)
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(into, filter="data")


def _git(root: Path, *arguments: str, wrong: str | None = None) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(root.resolve()), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError:
        raise NoGit(phrase("no_git")) from None
    if done.returncode != 0:
        reason = done.stderr.decode("utf-8", "replace").strip()
        raise NoGit(wrong or phrase("git_says", reason=reason))
    return done.stdout
