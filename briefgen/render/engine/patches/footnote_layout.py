"""Makes WeasyPrint 70.0 keep a footnote on the page of its call, where it would move it, lose it or let it run off the page."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from types import ModuleType
from typing import Any

from briefgen.render.engine.patches.column_layout import balance_columns, install_column_layout
from briefgen.render.engine.patches.footnote_splitting import split_footnote

Box = Any

DIVISIBLE_SHARE = 0.25
"""Part of a page above which a note may be divided; a lower one goes to the next page whole, with the line of its call."""

CARRIED_SHARE = 0.5
"""Part of a page that notes begun on earlier pages may take, so that the text goes on beside them."""


@dataclass(frozen=True, slots=True)
class MeasuredNote:
    """A note laid out by itself."""

    area: Box
    """The area at the foot of a page, as high as with this note alone in it; emptied, for there may be thousands."""
    adds_up: bool
    """Whether the area is as high with several such notes as they are together: their margins do not meet."""


def build_document_class(weasyprint: ModuleType) -> Any:
    """WeasyPrint's `Document`, laid out so that no note is lost.

    When a paragraph's second line does not fit, WeasyPrint moves earlier notes to the next page to make room, whatever
    `footnote-policy` says, and forgets the notes of that line altogether. It does not do so inside columns; so, for
    everything but the height of the page, the layout is told that it is in one.

    WeasyPrint never divides a note: one that is longer than the page, and several that are so together, run off it.
    Here a long note is cut where the page ends, and what is left comes first among the notes of the next page.

    WeasyPrint lays all notes of a page out again for each that is added; here each is laid out once.
    """
    install_column_layout(weasyprint)
    layout = _build_layout_class(weasyprint)

    class Document(weasyprint.document.Document):  # type: ignore[misc, name-defined]
        """Built with that layout."""

        @classmethod
        def _build_layout_context(cls, *arguments: Any) -> Any:
            context = super()._build_layout_context(*arguments)
            context.__class__ = layout
            context.begin()
            return context

    return Document


def _build_layout_class(weasyprint: ModuleType) -> Any:  # noqa: C901 - one class of short methods
    create_anonymous_boxes = weasyprint.formatting_structure.build.create_anonymous_boxes
    block_level_box = weasyprint.formatting_structure.boxes.BlockLevelBox
    block_level_layout = weasyprint.layout.block.block_level_layout
    nothing = weasyprint.css.properties.ZERO_PIXELS

    class Layout(weasyprint.layout.LayoutContext):  # type: ignore[misc, name-defined]
        """Says to be in a column except when it measures the page, and divides notes."""

        page_bottom: float
        columns = False
        measures = False
        carried = False
        """Whether notes of the page before came first on this one."""

        def begin(self) -> None:
            """What `__init__` would set; WeasyPrint made the object before it was given this class."""
            self.measured: dict[Box, MeasuredNote] = {}
            self.divided: dict[Box, tuple[Box, Box]] = {}
            """The notes divided on this page: what stands on it, and what is left."""
            self.line: tuple[float, float] | None = None
            """What `overflows_page` was asked last: when a line's notes are laid out, about the end of that line."""

        @property
        def in_column(self) -> bool:
            return self.columns if self.measures else True

        @in_column.setter
        def in_column(self, columns: bool) -> None:
            self.columns = columns

        def lay_out_columns(self, box: Box, *arguments: Any) -> Any:
            columns, self.columns = self.columns, True
            try:
                return balance_columns(weasyprint, self, box, *arguments)
            finally:
                self.columns = columns

        def overflows_page(self, bottom_space: float, position_y: float) -> bool:
            self.line = bottom_space, position_y
            return bool(super().overflows_page(bottom_space, position_y))

        def layout_footnote(self, footnote: Box) -> bool:
            line = self.line
            too_high = bool(super().layout_footnote(footnote))
            if not self.columns and (too_high or self._room(line) < 0):
                too_high = not self._divide(footnote, line)
            self.line = line  # the notes' own lines were asked about meanwhile
            return too_high

        def unlayout_footnote(self, footnote: Box) -> None:
            self._join(footnote)
            super().unlayout_footnote(footnote)

        def report_footnote(self, footnote: Box) -> None:
            self._join(footnote)
            super().report_footnote(footnote)

        def finish_block_formatting_context(self, root_box: Box = None) -> None:
            super().finish_block_formatting_context(root_box)
            if not self._excluded_shapes_root_boxes:
                self._end_page()

        def _end_page(self) -> None:
            self.reported_footnotes[:0] = [rest for _, rest in self.divided.values()]
            left = bool(self.reported_footnotes)
            if left or self.carried:  # WeasyPrint makes some pages anew, and would not hand on what is left
                self.page_maker[self.current_page - 1][-1]["pages_wanted"] = True
            self.carried, self.divided, self.line = left, {}, None

        def _room(self, line: tuple[float, float] | None) -> float:
            """The height left between a line and the notes, negative where they meet; without line, at the page's top."""
            if line is not None:
                bottom_space, position_y = line
                return float(self.page_bottom * (1 + 1e-9) - bottom_space - position_y)
            page = self.current_footnote_area.page
            text_is_over = self.current_page > 1 and self.page_maker[self.current_page - 1][0] is None
            reserved = 0 if text_is_over else (1 - CARRIED_SHARE) * page.height
            return float(self.page_bottom - page.content_box_y() - reserved)

        def _divide(self, footnote: Box, line: tuple[float, float] | None) -> bool:
            """Leave of a note what fits on the page; false where it is to stay whole."""
            whole = self._measured(footnote).area
            is_long = line is None or whole.height >= DIVISIBLE_SHARE * self.current_footnote_area.page.height
            if self.divided or self.reported_footnotes or not is_long:
                return False
            parts = self._parts(footnote, whole, whole.height + self._room(line))
            if parts is None:
                return False
            self.divided[footnote] = parts
            self.current_page_footnotes[-1] = parts[0]
            self._update_footnote_area()
            return True

        def _join(self, footnote: Box) -> None:
            """Make a note whole again whose line goes to another page."""
            if footnote in self.divided:
                part, _ = self.divided.pop(footnote)
                self.current_page_footnotes[self.current_page_footnotes.index(part)] = footnote

        def _parts(self, footnote: Box, around: Box, height: float) -> tuple[Box, Box] | None:
            box = create_anonymous_boxes(footnote.deepcopy())
            box.position_x, box.position_y = around.content_box_x(), around.content_box_y()
            page_bottom, self.page_bottom = self.page_bottom, box.position_y + height
            self.create_block_formatting_context(box)
            laid_out, resume_at, *_ = block_level_layout(self, box, 0, None, around, page_is_empty=False)
            self._excluded_shapes.pop(self._excluded_shapes_root_boxes.pop())
            self.page_bottom = page_bottom
            return split_footnote(box, resume_at, laid_out, nothing) if laid_out and resume_at else None

        def _measured(self, note: Box) -> MeasuredNote:
            area = self.current_footnote_area
            known = self.measured.get(note)
            if known is None or known.area.page.width != area.page.width:
                alone = create_anonymous_boxes(area.copy_with_children([note.deepcopy()]))
                alone = block_level_layout(self, alone, -inf, None, area.page)[0]
                blocks = [box for box in alone.children[0].descendants() if isinstance(box, block_level_box)]
                adds_up = not any(box.margin_top or box.margin_bottom for box in blocks)
                known = MeasuredNote(alone.copy_with_children([]), adds_up)
                self.measured[note] = known
            return known

        def _update_footnote_area(self) -> bool:
            self.measures = True
            try:
                if not self._adds_up():
                    return bool(super()._update_footnote_area())
                self._add_up()
                return False
            finally:
                self.measures = False

        def _adds_up(self) -> bool:
            area = self.current_footnote_area
            free = area.style["height"] == "auto" and area.max_height == inf and not area.min_height
            return free and all(self._measured(note).adds_up for note in self.current_page_footnotes)

        def _add_up(self) -> None:
            area = self.current_footnote_area
            if area.height != "auto" and not self.columns:
                self.page_bottom += area.margin_height()
            area.children = self.current_page_footnotes
            area.height = sum(self._measured(note).area.height for note in area.children)
            if not self.columns:
                self.page_bottom -= area.margin_height()

    return Layout
