"""The act that writes a text file of the project as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.composer.arguments import read_text
from briefgen.composer.session import ComposerSession
from briefgen.composer.text_files import read_text_file
from briefgen.edit.file_edit import FileChangedMeanwhile, FileEdit


def write_file(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Give a file another text; `base` says from which bytes the page started, and is empty for a file that is not there.

    A text with an error is written too: it is how a file is corrected in several steps. Raises `FileChangedMeanwhile`.
    """
    file = read_text_file(session.root, read_text(arguments, "file"))
    if file.base != read_text(arguments, "base"):
        raise FileChangedMeanwhile([file.path])
    return (file.with_text(read_text(arguments, "text")),)
