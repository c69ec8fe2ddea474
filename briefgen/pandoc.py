"""Runs pandoc, the program that words citations and reads other programs' lists of sources.

docs/decisions/0003-citeproc.md tells why pandoc, and why as a program.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.values.diagnostic import MachineError

SECONDS = 60
"""How long one run may take."""


@dataclass(frozen=True, slots=True)
class Completed:
    """One run of pandoc."""

    code: int
    """Its exit code; 0: all went well."""
    output: str
    said: str
    """Its messages, as printed."""


def run_pandoc(arguments: Sequence[str], text: str) -> Completed:
    """Pandoc over a text, without network and without files that the arguments do not name.

    Raises `MachineError` where pandoc is missing, cannot be started or takes too long.
    """
    try:
        result = subprocess.run(  # noqa: S603 - our own program, our own arguments
            [_program(), "--sandbox", *arguments],
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
    except OSError as error:
        raise MachineError("pandoc-missing", f"pandoc cannot be started: {error}", "run `briefgen doctor`") from error
    except subprocess.TimeoutExpired as error:
        raise MachineError("pandoc-failed", f"pandoc took longer than {SECONDS} seconds") from error
    return Completed(result.returncode, result.stdout, result.stderr)


def _program() -> str:
    import pypandoc  # noqa: PLC0415 - only who cites or imports sources pays for it

    try:
        path: str = pypandoc.get_pandoc_path()
    except OSError as error:
        raise MachineError("pandoc-missing", "pandoc was not found", "run `pip install pypandoc-binary`") from error
    return path
