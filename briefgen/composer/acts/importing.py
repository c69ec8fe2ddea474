"""The acts that write what a file from outside becomes: blocks with their brief, or earlier recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.composer.arguments import build_act_error
from briefgen.composer.importing import read_imported_file
from briefgen.composer.previous import read_previous
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit
from briefgen.model.diagnostic import BriefgenError


def import_text(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Write what a file becomes, as `briefgen import`: all files, or none."""
    reading = read_imported_file(session, arguments)
    if not reading.edits:
        raise BriefgenError(*reading.problems)
    return reading.edits


def import_previous(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Add the earlier recommendations of a file to a library, as `briefgen import --previous`."""
    reading = read_previous(session, arguments)
    if reading.found is None:
        raise BriefgenError(*reading.problems)
    if not reading.found.edits:
        raise build_act_error("previous-there")
    return reading.found.edits
