"""The act that starts a brief, as `briefgen new brief`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.composer.arguments import build_act_error, read_text
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.new_brief import create_checked_draft
from briefgen.composer.views.table import read_values
from briefgen.edit.file_edit import FileEdit
from briefgen.load import list_names
from briefgen.model.diagnostic import BriefgenError
from briefgen.model.file_names import find_windows_fault
from briefgen.schema.key_types import NAME_PATTERN


def create_brief(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Write the file of a new brief, with all that its audience needs."""
    project, name = session.require_project(), read_text(arguments, "name").strip()
    if not NAME_PATTERN.fullmatch(name) or find_windows_fault(name):
        raise build_act_error("brief-name", name=name)
    if name.casefold() in {known.casefold() for known in list_names(project, "briefs")}:
        raise build_act_error("brief-there", name=name)
    stated = [(key, value.strip()) for key, value in read_values(arguments.get("values")).items() if value.strip()]
    draft = create_checked_draft(project, name, arguments.get("audience"), arguments.get("library"), stated)
    if draft.problems:
        raise BriefgenError(*draft.problems)
    if draft.needs:
        raise build_act_error("brief-needs", needs=draft.needs)
    return (FileEdit(session.root / draft.path, None, draft.text.encode()),)
