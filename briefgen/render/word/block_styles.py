"""Chooses the style that a paragraph has in Word, from its class and from what is around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.model.tree import Element, find_elements
from briefgen.render.word.inlines import RunFormat

NOTE_STYLE = "Note"
"""Stands for the style of notes, which pandoc sets."""

NOTE_STYLES = frozenset({NOTE_STYLE, "Note Quote"})

EDITORS_STYLE, EDITORS_HEADING = "Editors Text", "Editors Heading"
"""Notes to editors below a press release."""

PARTICULARS_STYLES: Mapping[str, str] = {"dt": "Particular Term", "dd": "Particular"}
"""The style of paragraphs in a list of particulars."""

BACK_STYLE, BACK_HEADING = "Back Text", "Back Heading"
"""What is on the back of a report, below its last words in a Word file."""

CONTAINER_STYLES: Mapping[str, str] = {
    "blockquote": "Quote",
    "dd": "Definition",
    "dt": "Definition Term",
    "figcaption": "Caption",
    "li": "List Paragraph",
}
"""The style of paragraphs inside an element."""

NOTE_CONTAINER_STYLES: Mapping[str, str] = {"blockquote": "Note Quote", "dd": "Note Quote"}
"""The same in notes, whose type is smaller."""

CONTAINER_STYLES_BY_CLASS: Mapping[str, str] = {
    "callout": "Call-out",
    "pull-quote": "Pull Quote",
    "imprint": "Imprint",
    "back": BACK_STYLE,
}
"""The same by class, for asides and panels."""

COVER_STYLES: Mapping[str, str] = {
    "kind": "Document Kind",
    "authors": "Author",
    "date": "Date",
    "dateline": "Date",
    "addressee": "Addressee",
    "cover-organisation": "Cover Organisation",
    "organisation": "Organisation",
    "reach": "Reach",
    "name": "Cover Heading",
}
"""The style of a paragraph on a cover, by its class."""

IN_BAND: Mapping[str, str] = {"date": "Band Date", "addressee": "Cover Text"}
"""The same in the band of a note."""

PARAGRAPH_STYLES: Mapping[str, str] = {
    "subtitle": "Subtitle",
    "logo": "Logo",
    "aside-title": "Call-out Title",
    "standfirst": "Standfirst",
    "end": "End",
    "signatory": "Signatory",
    "action": "Action",
}
"""The style of a paragraph anywhere, by its class."""


@dataclass(frozen=True, slots=True)
class BlockContext:
    """What is around a block."""

    style: str = "Body Text"
    in_cover: bool = False
    in_section: bool = False
    """Inside a section of the audience, whose headings count."""
    depth: int = 0
    """How many sections with a heading are around it."""
    in_reasons: bool = False
    """In a section whose headings have the numbers of the recommendations in a panel."""
    in_column: bool = False
    """In one of two columns, where figures are below one another."""
    in_panel: bool = False
    in_particulars: bool = False
    in_band: bool = False
    in_side: bool = False
    """In the narrow column beside a text, where lists have no bullets."""
    run_format: RunFormat = field(default_factory=RunFormat)


def find_paragraph_style(paragraph: Element, context: BlockContext) -> str:
    """The style of a paragraph, from its number, its class, or what is around it."""
    if paragraph.get("data-number"):
        return "Action Paragraph" if "action" in paragraph.classes else "Numbered Paragraph"
    if any("action-number" in span.classes for span in find_elements(paragraph.children, "span")):
        return "Numbered Action"
    if context.style == "Particular" and "name" in paragraph.classes:
        return "Particular Name"
    if context.in_band and paragraph.classes & IN_BAND.keys():
        return next(IN_BAND[name] for name in sorted(paragraph.classes) if name in IN_BAND)
    styles = {**PARAGRAPH_STYLES, **(COVER_STYLES if context.in_cover else {})}
    return next((styles[name] for name in sorted(paragraph.classes) if name in styles), context.style)


def find_container_style(element: Element, context: BlockContext) -> str:
    """The style of paragraphs inside an element that groups."""
    if "key-facts" in element.classes:
        return "Key Figure"
    if element.tag in {"dt", "dd"} and context.style == "Key Figure":
        return "Key Figure Label" if element.tag == "dd" else f"{'Long ' * ('long' in element.classes)}Key Figure"
    if "editors" in element.classes:
        return EDITORS_STYLE
    styles = (
        PARTICULARS_STYLES
        if context.in_particulars
        else NOTE_CONTAINER_STYLES
        if context.style in NOTE_STYLES
        else CONTAINER_STYLES
    )
    style = styles.get(element.tag, context.style)
    if any(
        "action" in child.classes and child.get("data-number")
        for child in element.children
        if isinstance(child, Element)
    ):
        return "Continued Paragraph"
    if element.tag == "section":
        return style
    by_class = CONTAINER_STYLES_BY_CLASS
    return next((by_class[name] for name in sorted(element.classes) if name in by_class), style)
