"""What is raised where a file cannot be edited without touching more than was requested."""

from __future__ import annotations

from collections.abc import Mapping

BY_HAND = "edit the file by hand"
REASONS: Mapping[str, tuple[str, str]] = {
    "question-mark": ("it has a key behind `?`", BY_HAND),
    "crooked-list": ("its `-` are not below each other", BY_HAND),
    "shared-line": (
        "it is in brackets, with comments between entries that share a line",
        "write each entry on its own line",
    ),
    "mapping-in-brackets": ("it is a mapping in a list in brackets", "write it in braces"),
    "quotation-mark": ("a quotation mark is in the middle of a cell", 'write `"` in a cell as `""`'),
    "no-columns": ("the table has no row of column names", "start it with a row `id,name`"),
    "no-column": ("the table has no column `{column}`", "add the column in the file first"),
    "short-row": ("the row `{row}` has only {count} cells", "add the missing separators by hand"),
    "id-taken": ("the id `{row}` is taken", "give the row another id"),
    "several-rows": ("several rows have the id `{row}`", BY_HAND),
    "no-row": ("no row has the id `{row}`", BY_HAND),
    "other-cells": ("the table cannot be changed without changing other cells, too", BY_HAND),
    "not-a-list": ("the table is not a list", "write `- id: ...` for each recipient"),
    "not-facts": ("the file is not a mapping of facts", "write `name:` and its keys below it for each fact"),
    "workbook": ("it is in a workbook", "change it in the spreadsheet, and save it there"),
    "exported": ("it is in the export of another program", "change it there, and export it again"),
    "open-front-matter": ("its front matter does not end", "close it with a line `---`"),
    "key-there": ("`{key}` cannot be called `{new}`: there is such a key", BY_HAND),
    "no-key": ("there is no key `{key}`", BY_HAND),
    "file-error": ("the file has an error in line {line}: {problem}", "correct the error first"),
    "other-lines": ("`{key}` cannot be changed without changing other lines, too", BY_HAND),
    "alias": ("`{key}` is an alias of another value", "write its value out"),
    "no-place": ("there is no place for `{key}`", BY_HAND),
    "no-item": ("the list has no item {number}", BY_HAND),
    "not-utf8": ("the file is not UTF-8", "save it as UTF-8"),
    "characters": ("the text has characters that cannot be written", "delete them"),
}
"""Why a file stays as it is, and what to do by hand. The pages of the composer have the same reasons in other languages."""


class EditRefused(Exception):  # noqa: N818 - no fault of the program: the user edits the file by hand
    """The file stays as it is. `reason` is a key of `REASONS`, and `values` are filled into its words."""

    def __init__(self, reason: str, **values: object) -> None:
        message, self.hint = REASONS[reason]
        self.reason, self.values = reason, values
        self.message = message.format_map(values)
        super().__init__(self.message)
