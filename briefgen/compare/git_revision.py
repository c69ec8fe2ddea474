"""Lists the revisions of a project in git, and copies the project as it was in one of them into a folder."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from briefgen.model.diagnostic import Sink

PRIVATE_FOLDER = "private"
"""Git does not have it: the names in it are those of today."""


def extract_revision(root: Path, revision: str, folder: Path, sink: Sink) -> None:
    """Write the files of a revision of the project into a folder. Raises `BriefgenError` for a revision that is none."""
    _check_repository(root, sink)
    commit = _run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit.returncode:
        hint = "name a commit, a branch or a tag: `git log --oneline` lists commits"
        sink.stop("diff-revision", f"`{revision}` is not a revision of this git repository", None, hint)
    sha = commit.stdout.decode().strip()
    archive = _run_git(
        root, "archive", "--format=tar", sha
    )  # from here down: the project can be a folder of its repository
    if archive.returncode:
        message = f"the project is not in revision `{revision}`"
        sink.stop("diff-revision", message, None, "name a later revision")
    try:
        with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
    except (tarfile.TarError, OSError) as error:
        message = f"revision `{revision}` cannot be written: {str(error).lower()}"
        sink.stop("diff-revision", message, None, "name another revision")
    private = root / PRIVATE_FOLDER
    if private.is_dir() and not (folder / PRIVATE_FOLDER).exists():
        shutil.copytree(private, folder / PRIVATE_FOLDER)


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit in which files of a project changed."""

    id: str
    day: str
    """`2026-11-29`"""
    words: str
    """The first line of its message, with its tags and branches."""


def list_revisions(root: Path, most: int) -> tuple[Revision, ...]:
    """The newest commits in which files of the project changed; none where there is no repository, or no git."""
    form = "%H%x00%cs%x00%s%x00%D"
    try:
        found = _run_git(root, "log", f"--max-count={most}", f"--format={form}", "--", ".")
    except FileNotFoundError:
        return ()
    lines = found.stdout.decode("utf-8", "replace").split("\n") if not found.returncode else ()
    parts = (line.split("\0") for line in lines if line)
    return tuple(Revision(id_, day, f"{words}{_format_tags(names)}") for id_, day, words, names in parts)


def _format_tags(names: str) -> str:
    """The tags of a commit in brackets. Where branches are says nothing to who compares two versions."""
    tags = [name.removeprefix("tag: ") for name in names.split(", ") if name.startswith("tag: ")]
    return f" ({', '.join(tags)})" if tags else ""


def _check_repository(root: Path, sink: Sink) -> None:
    """Stop over a project that is not in a repository."""
    try:
        found = _run_git(root, "rev-parse", "--git-dir")
    except FileNotFoundError:
        sink.stop("diff-git", "git is not installed", None, "install git, or compare with a file: `--against FILE`")
    if found.returncode:
        message = "the project is not in a git repository, so there is no revision to compare with"
        sink.stop("diff-git", message, None, "compare with a file: `--against FILE`")


def _run_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S603, S607 - git as the user has it; every argument is its own
