"""Puts the bytes of one file on disk, whole or not at all."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from briefgen.model.artifact import Artifact, Rendering
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Severity
from briefgen.paths import is_inside

TEMPORARY_NAME = re.compile(r"^\..*\.(\d+)-[0-9a-f]{8}\.part$")
"""The name of a file while it is written, with the id of the process that writes it."""


def write_artifact(rendering: Rendering, path: Path, words: int, *, within: Path | None = None) -> Artifact:
    """Write a rendering, below the folder `within` where one is given.

    Raises `BriefgenError` if it cannot be written; an older file of that name then stays as it was.
    """
    if ".." in path.parts or (within and not is_inside(path.parent, within)):
        raise build_unwritable_error(path, "it is outside of the output folder")
    replace_file(path, rendering.content)
    digest = sha256(rendering.content).hexdigest()
    return Artifact(path, rendering.format, digest, rendering.pages, words, rendering.running_lines)


def replace_file(path: Path, content: bytes, mode: int | None = None) -> None:
    """Write the whole file, or nothing: the bytes go into a temporary file in the same folder, which then gets the name.

    A link of that name is replaced, not followed. `mode` says who may read and write the file, if it is not
    what new files have. Raises `BriefgenError`.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}-{token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            part.chmod(mode)
        part.replace(path)
    except OSError as error:
        raise build_unwritable_error(path, *explain_write_error(path, error)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def compute_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes; empty if the file cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def remove_leftovers(folder: Path) -> None:
    """Delete the temporary files of killed runs below a folder; those of a run that is still active stay."""
    for place, _, names in os.walk(folder):
        for name in names:
            found = TEMPORARY_NAME.search(name)
            if found and not _is_running(int(found[1])):
                with suppress(OSError):
                    Path(place, name).unlink()


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # on Windows, this signal would end the process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def build_unwritable_error(path: Path, reason: str, hints: tuple[str, ...] = ()) -> BriefgenError:
    """The error for a path that cannot be written to; `reason` says why in words."""
    message = f"cannot write `{path.name}` in the folder `{path.parent.name}`: {reason}"
    return BriefgenError(Diagnostic(Severity.ERROR, "output-unwritable", message, None, hints))


def explain_write_error(path: Path, error: OSError) -> tuple[str, tuple[str, ...]]:
    """Why a path cannot be written to, in words, and the hints for its message."""
    with suppress(OSError):
        if file := next((folder for folder in path.parents if folder.is_file()), None):
            return f"`{file.name}` is a file and not a folder", ("name another folder, or rename the file",)
    return (error.strerror or str(error)).lower(), ()
