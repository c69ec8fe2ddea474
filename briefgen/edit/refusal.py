"""What is raised where a file cannot be edited without touching more than was requested."""

from __future__ import annotations


class EditRefused(Exception):  # noqa: N818 - no fault of the program: the user edits the file by hand
    """The file stays as it is. `message` says why, in words, and `hint` what to do by hand."""

    def __init__(self, message: str, hint: str = "edit the file by hand") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
