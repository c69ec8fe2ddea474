"""Runs pandoc from its own document format to a Word file: no file read but the reference, no network."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypandoc

from briefgen.values.diagnostic import MachineError

API_VERSION = [1, 23, 1]
"""The version of pandoc's document format that is written here; pandoc reads any 1.23."""
SECONDS = 120


def run_pandoc(blocks: list[Mapping[str, Any]], direction: str, reference: bytes) -> bytes:
    """The Word file that pandoc makes of blocks. Raises `MachineError` where pandoc is missing, fails or complains.

    A complaint is a fault of ours: pandoc warns of what it left out, and nothing may be left out.
    """
    meta = {"dir": {"t": "MetaString", "c": direction}}
    document = json.dumps({"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks})
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        look, made = Path(folder, "reference.docx"), Path(folder, "made.docx")
        look.write_bytes(reference)
        options = ["--from=json", "--to=docx", "--sandbox", f"--data-dir={folder}", f"--reference-doc={look}"]
        try:
            result = subprocess.run(  # noqa: S603 - our own program, our own arguments
                [pypandoc.get_pandoc_path(), *options, f"--output={made}"],
                input=document,
                capture_output=True,
                encoding="utf-8",
                timeout=SECONDS,
                check=False,
            )
        except OSError as error:
            raise MachineError(
                "pandoc-missing", f"pandoc cannot be started: {error}", "run `briefgen doctor`"
            ) from error
        except subprocess.TimeoutExpired as error:
            raise MachineError("pandoc-failed", f"pandoc took longer than {SECONDS} seconds") from error
        said = " ".join(result.stderr.split())
        if result.returncode or said:
            raise MachineError("pandoc-failed", f"pandoc failed: {said or f'exit code {result.returncode}'}")
        return made.read_bytes()
