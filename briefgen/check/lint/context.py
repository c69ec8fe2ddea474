"""What every lint looks at: a finished text, whose passages are read once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.check.lint.printed import Passage, PrintedParagraph
from briefgen.model.document import Document
from briefgen.model.selection import Selection


@dataclass(frozen=True, slots=True)
class LintContext:
    """A finished text with the selection that it was composed from."""

    document: Document
    selection: Selection
    organisation: str
    """The acronym of the organisation, which its readers know."""
    passages: tuple[Passage, ...]
    """Every passage whose text comes from the content of the project, in reading order."""

    @property
    def paragraphs(self) -> Iterator[PrintedParagraph]:
        """Every paragraph of the passages, without the heads of tables."""
        return (paragraph for passage in self.passages for paragraph in passage.paragraphs if not paragraph.is_head)
