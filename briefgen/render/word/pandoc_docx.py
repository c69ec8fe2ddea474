"""Converts pandoc's own document format into a Word file; pandoc reads no file except the reference file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefgen.model.diagnostic import MachineError
from briefgen.pandoc import run_pandoc

PANDOC_API_VERSION = [1, 23, 1]
"""The version of pandoc's document format that is written here; pandoc reads any 1.23."""


def convert_to_docx(blocks: list[Mapping[str, Any]], direction: str, reference: bytes) -> bytes:
    """The Word file that pandoc writes from blocks. Raises `MachineError` where pandoc is missing, fails or warns.

    A warning is a fault of ours: pandoc warns of what it leaves out, and nothing may be left out.
    """
    meta = {"dir": {"t": "MetaString", "c": direction}}
    document = json.dumps({"pandoc-api-version": PANDOC_API_VERSION, "meta": meta, "blocks": blocks})
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        reference_path, path = Path(folder, "reference.docx"), Path(folder, "pandoc.docx")
        reference_path.write_bytes(reference)
        files = [f"--data-dir={folder}", f"--reference-doc={reference_path}", f"--output={path}"]
        run = run_pandoc(["--from=json", "--to=docx", *files], document)
        messages = " ".join(run.messages.split())
        if run.exit_code or messages:
            raise MachineError("pandoc-failed", f"pandoc failed: {messages or f'exit code {run.exit_code}'}")
        return path.read_bytes()
