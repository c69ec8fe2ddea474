"""Makes WeasyPrint 70.0 keep a footnote on the page of its call, where it would move it, lose it or print it off the page."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any, ClassVar

from briefgen.render.engine.boxes import Box
from briefgen.render.engine.patches.column_layout import ROUNDING_FACTOR, balance_columns, install_column_layout
from briefgen.render.engine.patches.divided_words import WordDictionaries
from briefgen.render.engine.patches.footnote_splitting import split_footnote
from briefgen.render.engine.patches.hyphens import correct_hyphens
from briefgen.render.engine.patches.last_lines import correct_last_lines
from briefgen.render.engine.patches.split_lines import SplitLines, end_split_lines, keep_split_lines, start_split_lines
from briefgen.render.engine.patches.whole_addresses import correct_addresses

DIVISIBLE_SHARE = 0.25
"""Part of a page above which a note may be divided; a lower one goes to the next page whole, with the line of its call."""

CARRIED_SHARE = 0.5
"""Part of a page that notes of earlier pages may take, so that the text goes on beside them."""

Line = tuple[float, float] | None
"""Of the line whose notes are laid out: the space to be left below it, and the position of its bottom edge, in pixels.

None for notes that come from the page before: they are laid out before any line.
"""


@dataclass(frozen=True, slots=True)
class MeasuredNote:
    """A note laid out by itself."""

    area: Box
    """The area at the foot of a page, as high as with this note alone in it; emptied, for there may be thousands."""
    adds_up: bool
    """Whether the height of several of these notes is the sum of their heights: they have no margins that collapse."""


_LayoutContext: Any = object
"""WeasyPrint's class, which `build_document_class` puts after `FootnoteLayout`: WeasyPrint is not imported before it is needed."""


class FootnoteLayout(_LayoutContext):  # type: ignore[misc]
    """Says to be in a column except when it measures the page, and divides notes."""

    page_bottom: float
    columns = False
    """Whether the layout really is in a column."""
    measures = False
    carried = False
    """Whether this page started with notes of the page before."""

    def prepare(self) -> None:
        """Set what `__init__` would set; WeasyPrint creates the object before it has this class."""
        self.measured: dict[Box, MeasuredNote] = {}
        self.divided: dict[Box, tuple[Box, Box]] = {}
        """The notes divided on this page: the part on it, and the rest."""
        self.split_lines: SplitLines | None = start_split_lines()
        self.line: Line = None
        """The last arguments of `overflows_page`: WeasyPrint asks about a line right before it lays out its notes."""

    @property
    def in_column(self) -> bool:
        """What WeasyPrint asks before it moves earlier notes, and when it calculates the height of the page."""
        return self.columns if self.measures else True

    @in_column.setter
    def in_column(self, columns: bool) -> None:
        self.columns = columns

    def lay_out_columns(self, box: Box, *arguments: Any) -> Any:
        """Lay out the columns of a box, called by `column_layout`."""
        columns, self.columns = self.columns, True
        try:
            return balance_columns(self, box, *arguments)
        finally:
            self.columns = columns

    def overflows_page(self, bottom_space: float, position_y: float) -> bool:
        """Remember the line that WeasyPrint asks about."""
        self.line = bottom_space, position_y
        return bool(super().overflows_page(bottom_space, position_y))

    def layout_footnote(self, footnote: Box) -> bool:
        """Put a note on the page, or the part of it that fits; whether it is too high."""
        line = self.line
        too_high = bool(super().layout_footnote(footnote))
        # Columns share one foot of the page: where a note of theirs goes is decided when they are balanced.
        if not self.columns and (too_high or self._measure_room(line) < 0):
            too_high = not self._divide(footnote, line)
        self.line = line  # laying out the note asked about its own lines
        return too_high

    def unlayout_footnote(self, footnote: Box) -> None:
        """Take a line back with its note, which is whole again."""
        self._join(footnote)
        super().unlayout_footnote(footnote)

    def report_footnote(self, footnote: Box) -> None:
        """Move a note to the next page, whole again."""
        self._join(footnote)
        super().report_footnote(footnote)

    def finish_block_formatting_context(self, root_box: Box = None) -> None:
        """End the page with its outermost context."""
        super().finish_block_formatting_context(root_box)
        if not self._excluded_shapes_root_boxes:  # the outermost context is the page's own
            self._end_page()

    def _end_page(self) -> None:
        # The reported notes are the first of the next page, and a note that has started goes on before others.
        self.reported_footnotes[:0] = [rest for _, rest in self.divided.values()]
        carries = bool(self.reported_footnotes)
        if carries or self.carried:
            # When page counters change, WeasyPrint lays out single pages again and takes the next ones from
            # before. The rest of a note would not get to them; with this flag, every page is laid out again.
            self.page_maker[self.current_page - 1][-1]["pages_wanted"] = True
        self.carried, self.divided, self.line = carries, {}, None

    def _measure_room(self, line: Line) -> float:
        """The height left between a line and the notes, negative where they overlap; without a line, at the page's top."""
        if line is not None:
            bottom_space, position_y = line
            return float(self.page_bottom * ROUNDING_FACTOR - bottom_space - position_y)
        page = self.current_footnote_area.page
        # Where text is left (its place to resume at is not None), it gets its share of the page.
        text_is_over = self.current_page > 1 and self.page_maker[self.current_page - 1][0] is None
        reserved = 0 if text_is_over else (1 - CARRIED_SHARE) * page.height
        return float(self.page_bottom - page.content_box_y() - reserved)

    def _divide(self, footnote: Box, line: Line) -> bool:
        """Leave on the page the part of a note that fits; False where it must stay whole."""
        area = self._measure_note(footnote).area
        is_long = line is None or area.height >= DIVISIBLE_SHARE * self.current_footnote_area.page.height
        # One divided note a page: whatever comes after a divided or moved note would be printed before its end.
        if self.divided or self.reported_footnotes or not is_long:
            return False
        # The room is what is left below the line with the whole note on the page, so the note's height is added.
        parts = self._split_note(footnote, area, area.height + self._measure_room(line))
        if parts is None:
            return False
        self.divided[footnote] = parts
        self.current_page_footnotes[-1] = parts[0]
        self._update_footnote_area()
        return True

    def _join(self, footnote: Box) -> None:
        """Put a whole note back in the place of its part."""
        if footnote in self.divided:
            part, _ = self.divided.pop(footnote)
            self.current_page_footnotes[self.current_page_footnotes.index(part)] = footnote

    def _split_note(self, footnote: Box, around: Box, height: float) -> tuple[Box, Box] | None:
        """The parts of a note before and after a height; None where it cannot be divided there."""
        from weasyprint.css.properties import ZERO_PIXELS
        from weasyprint.formatting_structure.build import create_anonymous_boxes
        from weasyprint.layout.block import block_level_layout

        box = create_anonymous_boxes(footnote.deepcopy())
        box.position_x, box.position_y = around.content_box_x(), around.content_box_y()
        # WeasyPrint breaks text only at the end of a page: the page is made to end at the height.
        page_bottom, self.page_bottom = self.page_bottom, box.position_y + height
        self.create_block_formatting_context(box)
        laid_out, resume_at, *_ = block_level_layout(self, box, 0, None, around, page_is_empty=False)
        # Not `finish_block_formatting_context`: on a page without any line yet, it would end the page here.
        self._excluded_shapes.pop(self._excluded_shapes_root_boxes.pop())
        self.page_bottom = page_bottom
        return split_footnote(box, resume_at, laid_out, ZERO_PIXELS) if laid_out and resume_at else None

    def _measure_note(self, note: Box) -> MeasuredNote:
        from weasyprint.formatting_structure.boxes import BlockLevelBox
        from weasyprint.formatting_structure.build import create_anonymous_boxes
        from weasyprint.layout.block import block_level_layout

        area = self.current_footnote_area
        known = self.measured.get(note)
        # The pages of a document can have several widths.
        if known is None or known.area.page.width != area.page.width:
            alone = create_anonymous_boxes(area.copy_with_children([note.deepcopy()]))
            alone = block_level_layout(self, alone, -inf, None, area.page)[0]
            blocks = [box for box in alone.children[0].descendants() if isinstance(box, BlockLevelBox)]
            adds_up = not any(box.margin_top or box.margin_bottom for box in blocks)
            known = MeasuredNote(alone.copy_with_children([]), adds_up)
            self.measured[note] = known
        return known

    def _update_footnote_area(self) -> bool:
        self.measures = True
        try:
            if not self._can_add_up():
                return bool(super()._update_footnote_area())
            self._add_up()
            return False  # only an area of limited height can be too low for its notes
        finally:
            self.measures = False

    def _can_add_up(self) -> bool:
        """Whether the height of the area follows from those of its notes."""
        area = self.current_footnote_area
        is_free = area.style["height"] == "auto" and area.max_height == inf and not area.min_height
        return is_free and all(self._measure_note(note).adds_up for note in self.current_page_footnotes)

    def _add_up(self) -> None:
        """Do what WeasyPrint's `_update_footnote_area` does, with the heights that are known."""
        area = self.current_footnote_area
        if area.height != "auto" and not self.columns:
            self.page_bottom += area.margin_height()
        area.children = self.current_page_footnotes
        area.height = sum(self._measure_note(note).area.height for note in area.children)
        if not self.columns:
            self.page_bottom -= area.margin_height()


def build_document_class() -> Any:
    """WeasyPrint's `Document`, laid out so that no note is lost.

    When a paragraph's second line does not fit, WeasyPrint moves earlier notes to the next page to make room, whatever
    `footnote-policy` says, and loses the notes of that line. It does neither inside columns; so the layout says that it
    is in a column, except where the height of the page is calculated.

    WeasyPrint never divides a note: one that is longer than the page, and several that are so together, are printed off
    it. Here a long note is cut where the page ends, and the rest comes first among the notes of the next page.

    WeasyPrint lays out all notes of a page again for each that is added; here each is laid out once.
    """
    import weasyprint

    install_column_layout()
    correct_hyphens()
    correct_last_lines()
    correct_addresses()
    keep_split_lines()

    class Layout(FootnoteLayout, weasyprint.layout.LayoutContext):  # type: ignore[misc]
        """WeasyPrint's layout, changed."""

    class Document(weasyprint.document.Document):  # type: ignore[misc]
        """Built with that layout."""

        contexts: ClassVar[list[Any]] = []
        """The layouts that were started and that nobody took yet."""

        @classmethod
        def _build_layout_context(cls, *arguments: Any) -> Any:
            context = super()._build_layout_context(*arguments)
            context.__class__ = Layout
            context.prepare()
            context.dictionaries = WordDictionaries()
            cls.contexts.append(context)
            return context

        @classmethod
        def _render(cls, *arguments: Any) -> Any:
            layout = super()._render(*arguments)
            context = cls.contexts[-1]
            if context.split_lines:
                end_split_lines(context.split_lines)
                context.split_lines = None  # a template keeps the layout, and so would keep what lines lead to
            return layout

    return Document
