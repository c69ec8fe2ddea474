"""Writes the text of a Word file as a page for WeasyPrint: only the look that needs space, and only the words of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from briefgen.model.audience import NotePlacement
from briefgen.render.engine.patches.last_lines import FILL_LINES_PROPERTY
from briefgen.render.word.drawings import EMU_PER_POINT
from briefgen.render.word.pages.cascade import TWIPS_PER_POINT, Cascade
from briefgen.render.word.pages.measures import (
    COMPLEX_FAMILY_PROPERTY,
    COMPLEX_LINE_PROPERTY,
    LINE_HEIGHT_PROPERTY,
    Css,
)
from briefgen.render.word.xml import Xml, find, find_all, read_value, tag

COMPLEX_CLASS = "complex"
"""Of characters of scripts written from the right."""

BASE_CSS = f"""
html {{ {FILL_LINES_PROPERTY}: always }}
html, body, p, table, td {{ margin: 0; padding: 0 }}
p {{ orphans: 2; widows: 2 }}
p > span, .line > span {{ line-height: var({LINE_HEIGHT_PROPERTY}) }}
.{COMPLEX_CLASS} {{ font-family: var({COMPLEX_FAMILY_PROPERTY}); line-height: var({COMPLEX_LINE_PROPERTY}); letter-spacing: 0 }}
.next-page {{ break-before: page }}
table {{ border-collapse: collapse; table-layout: fixed }}
.whole {{ break-inside: avoid }}
td {{ vertical-align: top; text-align: left }}
.note {{ float: footnote; footnote-policy: line; text-indent: 0; text-align: left; font-weight: 400; font-style: normal; line-height: 0 }}
.line {{ display: block }}
.notes {{ line-height: 0; font-size: 0 }}
::footnote-call {{ content: attr(data-number); font-size: 0.58em; vertical-align: super; line-height: 0 }}
::footnote-marker {{ content: none }}
"""
"""The style sheet of every Word file."""

NOTE_CALL_TAGS = frozenset({tag("w:footnoteReference"), tag("w:endnoteReference")})

PADDING_BY_MARGIN: Mapping[str, str] = {"margin-top": "padding-top", "margin-bottom": "padding-bottom"}

NOTE_MARKER = "00"
"""Takes the space of the number at the start of a note."""

COMPLEX_RUN = re.compile(r"([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][^A-Za-z\u00c0-\u024f]*)")
"""Characters of such a script, with the spaces, figures and marks behind them: a word processor takes these for the same script."""

BREAK_HTML: Mapping[str, str] = {"br": "<br>", "cr": "<br>", "tab": " ", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}


@dataclass(slots=True)
class FlowWriter:
    """Writes one file; `notes` are its notes by their id."""

    cascade: Cascade
    notes: Mapping[str, Xml]
    placement: NotePlacement
    pending_endnotes: list[Xml] = field(default_factory=list)
    """Endnotes that wait for the end of their section."""
    pending_footnotes: list[str] = field(default_factory=list)
    """Footnotes that wait for the end of the table in which they are called: the layout makes no room for them before."""
    is_in_table: bool = False
    class_names: dict[str, str] = field(default_factory=dict)
    """The class for each set of declarations: WeasyPrint reads a style sheet faster than an attribute of each element."""

    @property
    def css(self) -> str:
        """The style sheet of the looks met so far."""
        return "\n".join(f".{name} {{ {declared} }}" for declared, name in self.class_names.items())

    @property
    def separator(self) -> Xml:
        """The line or heading over the notes."""
        return next(note for note in self.notes.values() if read_value(note, name="type") == "separator")

    @property
    def separator_height(self) -> str:
        """The height of the line over footnotes: Word sets it in a paragraph."""
        return self.cascade.resolve_paragraph(find(self.separator, "w:p")).layout["line-height"]

    def write_page(self, body: Xml) -> str:
        """The whole text as HTML, with an anchor by the name of each bookmark."""
        parts: list[str] = []
        blocks: list[Xml] = []
        for block in body:
            section = block if block.tag == tag("w:sectPr") else find(block, "w:pPr/w:sectPr")
            blocks += [] if section is block else [block]
            if section is not None:
                parts.append(self._write_section(blocks, section, first=not parts))
                blocks = []
        return "".join(parts)

    def _write_section(self, blocks: Iterable[Xml], section: Xml, *, first: bool) -> str:
        starts = "" if first or read_value(find(section, "w:type")) == "continuous" else ' class="next-page"'
        text = "".join(map(self._write_block, blocks))
        if find(section, "w:noEndnote") is None and self.pending_endnotes:
            notes, self.pending_endnotes = (self.separator, *self.pending_endnotes), []
            text += "".join(self._write_paragraph(line) for note in notes for line in note.iter(tag("w:p")))
        return f"<div{starts}>{text}</div>"

    def _write_block(self, block: Xml) -> str:
        return self._write_table(block) if block.tag == tag("w:tbl") else self._write_paragraph(block)

    def _write_paragraph(self, paragraph: Xml) -> str:
        css, words = self._write_line(paragraph)
        return f'<p class="{self._assign_class(css)}"><span>{words}</span></p>\n'

    def _write_note_line(self, paragraph: Xml) -> str:
        """A paragraph inside a line of text; space above and below becomes padding, because margins do not collapse inside a line."""
        css, words = self._write_line(paragraph)
        inside = {PADDING_BY_MARGIN.get(name, name): length for name, length in css.items()}
        return f'<span class="line {self._assign_class(inside)}"><span>{words}</span></span>'

    def _write_line(self, paragraph: Xml) -> tuple[Css, str]:
        look = self.cascade.resolve_paragraph(paragraph)
        indent = {"text-indent": f"{-look.hanging:g}pt"} if look.hanging else {}
        return look.characters | look.layout | indent, self._write_inlines(paragraph) or "\N{ZERO WIDTH SPACE}"

    def _write_inlines(self, parent: Xml) -> str:
        parts = []
        for child in parent:
            if child.tag == tag("w:bookmarkStart"):
                parts.append(f'<a id="{escape(child.get(tag("w:name")))}"></a>')
            elif child.tag == tag("w:hyperlink"):
                parts.append(self._write_inlines(child))
            elif child.tag == tag("w:r"):
                parts.append(self._write_run(child))
        return "".join(parts)

    def _write_run(self, run: Xml) -> str:
        # The note is inside its call here, and must not be raised with it.
        has_call = any(piece.tag in NOTE_CALL_TAGS for piece in run)
        css = {} if has_call else self.cascade.resolve_run(find(run, "w:rPr"))
        words = "".join(map(self._write_piece, run))
        return f'<span class="{self._assign_class(css)}">{words}</span>' if css and words else words

    def _write_piece(self, piece: Xml) -> str:
        match str(piece.tag).rpartition("}")[2]:
            case "t":
                return _write_text(self.cascade.faces.replace_missing_characters(piece.text or ""))
            case "footnoteReference" | "endnoteReference":
                return self._write_note(piece.get(tag("w:id")))
            case "footnoteRef" | "endnoteRef":
                return NOTE_MARKER
            case "drawing":
                extent = find(piece, ".//wp:extent")
                width, height = (int(extent.get(side)) / EMU_PER_POINT for side in ("cx", "cy"))
                return f'<span style="display: inline-block; width: {width:g}pt; height: {height:g}pt"></span>'
            case name:
                return BREAK_HTML.get(name, "")

    def _write_note(self, number: str) -> str:
        if self.placement is NotePlacement.ENDNOTES:
            self.pending_endnotes.append(self.notes[number])
            return f'<sup style="font-size: 0.58em; line-height: 0">{number}</sup>'
        lines = "".join(map(self._write_note_line, self.notes[number].iter(tag("w:p"))))
        note = f'<span class="note" data-number="{number}">{lines}</span>'
        if not self.is_in_table:
            return note
        self.pending_footnotes.append(note)
        return f'<sup style="font-size: 0.58em; line-height: 0">{number}</sup>'

    def _write_table(self, table: Xml) -> str:
        """A table, and after the outermost of several the notes that are called in it."""
        if self.is_in_table:
            return self._write_rows(table)
        self.is_in_table = True
        text = self._write_rows(table)
        self.is_in_table = False
        notes, self.pending_footnotes = "".join(self.pending_footnotes), []
        return text + (f'<p class="notes">{notes}</p>\n' if notes else "")

    def _write_rows(self, table: Xml) -> str:
        widths = [
            int(read_value(column, name="w")) / TWIPS_PER_POINT for column in find_all(table, "w:tblGrid/w:gridCol")
        ]
        rows: dict[bool, list[str]] = {True: [], False: []}
        for row in find_all(table, "w:tr"):
            cells = "".join(self._write_cell(table, cell) for cell in find_all(row, "w:tc"))
            whole = ' class="whole"' if find(row, "w:trPr/w:cantSplit") is not None else ""
            rows[find(row, "w:trPr/w:tblHeader") is not None].append(f"<tr{whole}>{cells}</tr>")
        columns = "".join(f'<col style="width: {width:g}pt">' for width in widths)
        head = f"<thead>{''.join(rows[True])}</thead>" if rows[True] else ""
        return (
            f'<table style="width: {sum(widths):g}pt"><colgroup>{columns}</colgroup>{head}'
            f"<tbody>{''.join(rows[False])}</tbody></table>\n"
        )

    def _write_cell(self, table: Xml, cell: Xml) -> str:
        """A cell over all its rows; nothing for one that continues from the row above."""
        if _is_continuation(cell):
            return ""
        padding = self._assign_class(self.cascade.resolve_cell_padding(table, cell))
        across = read_value(find(cell, "w:tcPr/w:gridSpan"), "1")
        blocks = "".join(self._write_block(block) for block in cell if block.tag in {tag("w:p"), tag("w:tbl")})
        return f'<td colspan="{across}" rowspan="{_count_rows(cell)}" class="{padding}">{blocks}</td>'

    def _assign_class(self, css: Css) -> str:
        declared = "; ".join(f"{name}: {value}" for name, value in css.items())
        return self.class_names.setdefault(declared, f"look-{len(self.class_names)}")


def _write_text(text: str) -> str:
    """Text as HTML, with characters of scripts written from the right in their own face."""
    pieces = (escape(piece, quote=False) for piece in COMPLEX_RUN.split(text))
    spans = (f'<span class="{COMPLEX_CLASS}">{piece}</span>' if at % 2 else piece for at, piece in enumerate(pieces))
    return "".join(spans)


def _is_continuation(cell: Xml) -> bool:
    merged = find(cell, "w:tcPr/w:vMerge")
    return merged is not None and read_value(merged, "continue") != "restart"


def _count_rows(cell: Xml) -> int:
    """The rows that a cell is in: its own, and those below in which it continues."""
    row = cell.getparent()
    place = find_all(row, "w:tc").index(cell)
    rows = 1
    while (row := row.getnext()) is not None and _has_continuation(row, place):
        rows += 1
    return rows


def _has_continuation(row: Xml, place: int) -> bool:
    cells = find_all(row, "w:tc")
    return place < len(cells) and _is_continuation(cells[place])
