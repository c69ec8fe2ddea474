"""Writes the files that `init` and `new` create; never over a file that is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefgen.commands.session import WrongUsageError
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Severity
from briefgen.paths import is_inside
from briefgen.resources import SCAFFOLD_FOLDER
from briefgen.write.files import explain_write_error

RENAMED_FILES = {"gitignore": ".gitignore"}
"""Files that tools would obey inside the package, under the names that they get in a project."""


def read_project_files(name: str = "project") -> Mapping[str, bytes]:
    """What is in every file of a new project, by its path; `practice` is the project of the how-to pages."""
    root = SCAFFOLD_FOLDER / name
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {
        (path.relative_to(root).parent / RENAMED_FILES.get(path.name, path.name)).as_posix(): path.read_bytes()
        for path in paths
    }


def _is_there(path: Path) -> bool:
    """Whether a file has this name, or one that differs only in capitals: on Windows and macOS that is the same file."""
    folder, name = path.parent, path.name.casefold()
    return path.exists() or (folder.is_dir() and any(other.name.casefold() == name for other in folder.iterdir()))


def write_new_files(root: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write files below a folder.

    Raises `WrongUsageError`, before anything is written, where one of them is there, and `BriefgenError` where a link
    leads out of the folder.
    """
    outside = [name for name in files if not is_inside((root / name).parent, root)]
    if outside:
        message, hint = f"`{outside[0]}` leads out of the project by a link", "copy the folder into the project"
        raise BriefgenError(Diagnostic(Severity.ERROR, "path-escape", message, None, (hint,)))
    present = [name for name in files if _is_there(root / name)]
    if present:
        listed = ", ".join(f"`{name}`" for name in present)
        are, them = ("is", "the file") if len(present) == 1 else ("are", "the files")
        raise WrongUsageError("file-exists", f"{listed} {are} there already", f"choose another name, or delete {them}")
    paths = []
    for name, content in files.items():
        path = root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
        except OSError as error:
            reason, hints = explain_write_error(path, error)
            message = f"cannot write `{name}`: {reason}"
            raise BriefgenError(Diagnostic(Severity.ERROR, "output-unwritable", message, None, hints)) from error
        paths.append(path)
    return paths
