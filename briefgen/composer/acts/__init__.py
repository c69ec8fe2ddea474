"""The acts: what a page can change. Each is a function from the session and arguments to edits of files; `ACTS` is their table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefgen.composer.acts import (
    approval,
    block_text,
    brief_blocks,
    brief_keys,
    consent,
    importing,
    merging,
    new_brief,
    pictures,
    sent,
    tables,
    text_files,
    translation,
)
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit

Act = Callable[[ComposerSession, Mapping[str, Any]], tuple[FileEdit, ...]]
"""Returns the edits, and writes nothing. Raises `EditRefused` or `BriefgenError` with words for the page."""

ACTS: Mapping[str, Act] = {
    "new-brief": new_brief.create_brief,
    "move": brief_blocks.move_block,
    "switch": brief_blocks.switch_block,
    "cut": brief_blocks.choose_cut,
    "set-key": brief_keys.set_key,
    "approve": approval.approve_text,
    "accept-translation": translation.accept_translation,
    "add-picture": pictures.add_picture,
    "write-body": block_text.write_body,
    "set-block-key": block_text.set_block_key,
    "set-consent": consent.set_consent,
    "import": importing.import_text,
    "import-previous": importing.import_previous,
    "merge": merging.merge_changes,
    "sent": sent.record_sent,
    "set-cells": tables.set_cells,
    "add-row": tables.add_row,
    "remove-row": tables.remove_row,
    "write-file": text_files.write_file,
}
"""By the name that pages send. The words of each are `acts.NAME` in `words/`."""


def perform_act(session: ComposerSession, name: str, arguments: Mapping[str, Any], revision: str) -> str:
    """Perform an act on the files of a revision, and remember it for undo. Raises what acts raise, and `StaleRevisionError`.

    With `goes-on` among the arguments, it is one step of undo with the act before, if that is the same on the same file.
    """

    def change() -> str:
        session.journal.write(name, ACTS[name](session, arguments), goes_on=arguments.get("goes-on") is True)
        return name

    return session.perform(change, revision)
