"""The act that writes the blocks, the brief and the report of an import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.composer.importing import read_imported_file
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit
from briefgen.model.diagnostic import BriefgenError


def import_text(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Write what a file becomes, as `briefgen import`: all files, or none."""
    reading = read_imported_file(session, arguments)
    if not reading.edits:
        raise BriefgenError(*reading.problems)
    return reading.edits
