"""Makes WeasyPrint 70.0 keep a footnote on the page of its call, where it would move or lose it to fit one more line."""

from __future__ import annotations

from types import ModuleType
from typing import Any


def document_class(weasyprint: ModuleType) -> Any:
    """WeasyPrint's `Document`, laid out without the step that loses notes.

    When a paragraph's second line does not fit, WeasyPrint moves earlier notes to the next page to make room, whatever
    `footnote-policy` says, and forgets the notes of that line altogether. It does not do so inside columns; so, for
    everything but the height of the page, the layout is told that it is in one.
    """

    class Layout(weasyprint.layout.LayoutContext):  # type: ignore[misc, name-defined]
        """Says to be in a column except when it measures the page."""

        columns = False
        measures = False

        @property
        def in_column(self) -> bool:
            return self.columns if self.measures else True

        @in_column.setter
        def in_column(self, columns: bool) -> None:
            self.columns = columns

        def _update_footnote_area(self) -> Any:
            self.measures = True
            try:
                return super()._update_footnote_area()
            finally:
                self.measures = False

    class Document(weasyprint.document.Document):  # type: ignore[misc, name-defined]
        """Built with that layout."""

        @classmethod
        def _build_layout_context(cls, *arguments: Any) -> Any:
            context = super()._build_layout_context(*arguments)
            context.__class__ = Layout
            return context

    return Document
