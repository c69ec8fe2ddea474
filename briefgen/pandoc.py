"""Runs pandoc, the program that formats citations and reads the bibliography files of other programs.

docs/decisions/0003-citeproc.md says why pandoc, and why as a program.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from briefgen.model.diagnostic import MachineError

TIMEOUT_SECONDS = 60
"""The time limit of one run."""


@dataclass(frozen=True, slots=True)
class PandocResult:
    """One run of pandoc."""

    exit_code: int
    """The exit code: 0 for success."""
    output: str
    messages: str
    """The standard error stream."""


def run_pandoc(arguments: Sequence[str], text: str, seconds: float = 0) -> PandocResult:
    """Run pandoc on a text, without network, and without files that the arguments do not name.

    It may take some seconds, those of `TIMEOUT_SECONDS` where none are named.
    Raises `MachineError` if pandoc is missing, cannot be started or takes too long.
    """
    limit = seconds or TIMEOUT_SECONDS
    try:
        result = subprocess.run(  # noqa: S603 - our own program, our own arguments
            [_find_program(), "--sandbox", *arguments],
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=limit,
            check=False,
        )
    except OSError as error:
        raise MachineError("pandoc-missing", f"pandoc cannot be started: {error}", "run `briefgen doctor`") from error
    except subprocess.TimeoutExpired as error:
        raise MachineError("pandoc-failed", f"pandoc took longer than {limit} seconds") from error
    return PandocResult(result.returncode, result.stdout, result.stderr)


def find_pandoc_version() -> str:
    """The version of the program. Raises `MachineError` if none can be run."""
    result = run_pandoc(["--version"], "")
    if result.exit_code:
        raise MachineError("pandoc-failed", f"pandoc failed: {result.messages}")
    return result.output.split()[1]


def _find_program() -> str:
    """The pandoc that was installed with briefgen, so that notes are the same on every machine.

    `PYPANDOC_PANDOC` in the environment names another. pypandoc itself would start every pandoc that it finds,
    to take the newest.
    """
    found = find_spec("pypandoc")
    bundled = Path(found.origin).parent / "files" / "pandoc" if found and found.origin else None
    program = os.environ.get("PYPANDOC_PANDOC") or (str(bundled) if bundled and bundled.is_file() else "")
    return program or _find_program_elsewhere()


def _find_program_elsewhere() -> str:
    try:
        import pypandoc  # noqa: PLC0415 - slow to import, and rarely needed

        path: str = pypandoc.get_pandoc_path()
    except (ImportError, OSError) as error:
        raise MachineError("pandoc-missing", "pandoc was not found", "run `pip install pypandoc-binary`") from error
    return path
