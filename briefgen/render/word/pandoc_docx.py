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
    """The Word file that pandoc makes of blocks. Raises `MachineError` where pandoc is missing, fails or complains.

    A complaint is a fault of ours: pandoc warns of what it left out, and nothing may be left out.
    """
    meta = {"dir": {"t": "MetaString", "c": direction}}
    document = json.dumps({"pandoc-api-version": PANDOC_API_VERSION, "meta": meta, "blocks": blocks})
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        look, made = Path(folder, "reference.docx"), Path(folder, "made.docx")
        look.write_bytes(reference)
        options = ["--from=json", "--to=docx", f"--data-dir={folder}", f"--reference-doc={look}", f"--output={made}"]
        done = run_pandoc(options, document)
        said = " ".join(done.messages.split())
        if done.exit_code or said:
            raise MachineError("pandoc-failed", f"pandoc failed: {said or f'exit code {done.exit_code}'}")
        return made.read_bytes()
