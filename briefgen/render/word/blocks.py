"""The tree as pandoc's blocks, each paragraph with the style that it has in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefgen.model.audience import NotePlacement
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Node, Note, Text, extract_text, find_elements, rebuild
from briefgen.render.word.bookmarks import BOOKMARK_ATTRIBUTE
from briefgen.render.word.contents import write_contents_lines
from briefgen.render.word.inlines import AUTOMATIC_NUMBER_CLASSES, INLINE_TAGS, InlineWriter, Json, RunFormat
from briefgen.render.word.look import HEADING_TAGS, WordLook
from briefgen.render.word.numbering import FIRST_CALLOUT_NUMBERING
from briefgen.render.word.pieces import stack_pieces, strip_weight
from briefgen.render.word.styles import to_style_id
from briefgen.render.word.tables import build_table
from briefgen.render.word.xml import to_fragment, w

SECTION_END_STYLE = "SectionEnd"
"""The style of the paragraph that ends a section of pages, followed by `Plain`, `Text` or `Notes`; the finish takes it out."""

NEXT_PAGE_STYLE = "NextPage"
"""The style of the paragraph after which a new page begins; the finish takes it out."""

GAP_SUFFIX = "gap"
"""Written behind the style of a paragraph that has a blank line below it."""

NOTE_STYLE = "Note"
"""Stands for the style of notes."""

NOTE_STYLES = frozenset({NOTE_STYLE, "Note Quote"})

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
    "asks": "Call-out",
}
"""The same by class, for asides and panels."""

PARAGRAPH_STYLES: Mapping[str, str] = {
    "subtitle": "Subtitle",
    "kind": "Document Kind",
    "authors": "Author",
    "date": "Date",
    "dateline": "Date",
    "cover-organisation": "Cover Organisation",
    "organisation": "Organisation",
    "name": "Organisation",
    "logo": "Logo",
    "aside-title": "Call-out Title",
    "action": "Action",
}
"""The style of one paragraph, by its class."""

STACKED_CLASSES = frozenset({"cover-contact"})
"""Classes of paragraphs whose pieces stand below one another on a page."""

BLOCK_TAGS = frozenset(
    "address article aside body blockquote dd div dl dt figcaption figure footer header hr li main nav ol p pre section "
    "table ul h1 h2 h3 h4 h5 h6".split()
)
STYLES_KEPT_IN_LISTS = frozenset({"Call-out", *NOTE_STYLES})
"""Styles that the items of a list keep."""

LIST_NUMBER_FORMATS = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}


@dataclass(frozen=True, slots=True)
class BlockContext:
    """Where the writer is."""

    style: str = "Body Text"
    in_cover: bool = False
    in_section: bool = False
    """Inside a section of the audience, whose headings count."""
    depth: int = 0
    """How many headed sections lie around."""
    run_format: RunFormat = field(default_factory=RunFormat)


@dataclass(slots=True)
class BlockWriter:
    """Writes one document. `groups` counts the groups of call-outs that begin their numbers anew."""

    inline_writer: InlineWriter
    note_placement: NotePlacement
    numbered_headings: bool
    default_notes_heading: str
    look: WordLook
    sink: Sink
    pending_bookmarks: list[str] = field(default_factory=list)
    callout_group_count: int = 0
    endnotes_heading: str = ""
    """The heading of endnotes, where it does not stand in the text."""

    def write_document(self, body: Element) -> list[Json]:
        """The whole text. Where the page has no place for endnotes, they stand at the end."""
        made = self.write_blocks(body.children, BlockContext())
        placed = any(one.get("role") == "doc-endnotes" for one in find_elements((body,)))
        return made if placed else [*made, *self.write_endnotes_end(Element("section"), BlockContext())]

    def write_blocks(self, nodes: Iterable[Node], place: BlockContext) -> list[Json]:
        """The blocks of nodes; running text between blocks is a paragraph of its own."""
        made: list[Json] = []
        run: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and (node.tag in BLOCK_TAGS or node.tag not in INLINE_TAGS):
                made += self.write_paragraph(run, place.style, place)
                run = []
                made += self.write_block(node, place)
            else:
                run.append(node)
        return [*made, *self.write_paragraph(run, place.style, place)]

    def write_paragraph(
        self, nodes: Iterable[Node], style: str, place: BlockContext, *, bookmarks: str = ""
    ) -> list[Json]:
        """One paragraph with its bookmarks, or nothing for white space."""
        nodes = list(nodes)
        self.pending_bookmarks += bookmarks.split()
        if all(isinstance(node, Text) and not node.content.strip() for node in nodes):
            return []
        names, self.pending_bookmarks = self.pending_bookmarks, []
        return self.write_styled_paragraph(self.inline_writer.write_line(nodes, names, place.run_format), style, place)

    def write_styled_paragraph(self, inlines: list[Json], style: str, place: BlockContext) -> list[Json]:
        """Inlines as a paragraph of a style. In a note pandoc sets the style, and its number only where it has no other."""
        if style == NOTE_STYLE:
            return [{"t": "Para", "c": inlines}]
        wanted = (
            f"{to_style_id(style)}@{place.run_format.direction}" if place.run_format.direction else to_style_id(style)
        )
        return [{"t": "Div", "c": [["", [], [["custom-style", wanted]]], [{"t": "Para", "c": inlines}]]}]

    def write_block(self, element: Element, place: BlockContext) -> list[Json]:
        """The blocks of an element; one that Word has no form for is reported."""
        place = replace(place, run_format=self.inline_writer.apply_language(element, place.run_format))
        if element.get("data-section"):
            place = replace(place, in_section=True)
        if element.get("data-part") == "cover":
            place = replace(place, in_cover=True, style="Cover Text")
        role = element.get("role")
        if role in {"doc-toc", "doc-endnotes"}:
            return self.write_contents(element, place) if role == "doc-toc" else self.write_endnotes_end(element, place)
        write: Mapping[str, Callable[[Element, BlockContext], list[Json]]] = {
            "p": self.write_paragraph_element,
            "ul": self.write_list,
            "ol": self.write_list,
            "table": self.write_table,
            "figure": self.write_figure,
            "pre": self.write_preformatted,
            "hr": lambda *_: [build_empty_paragraph("Rule")],
            **dict.fromkeys(("h1", *HEADING_TAGS), self.write_heading),
        }
        return write.get(element.tag, self.write_container)(element, place)

    def write_paragraph_element(self, paragraph: Element, place: BlockContext) -> list[Json]:
        """A paragraph that the author wrote as one."""
        children = stack_pieces(paragraph.children) if paragraph.classes & STACKED_CLASSES else paragraph.children
        if "action" in paragraph.classes:
            titled = any("run-in-title" in one.classes for one in find_elements(children))
            if not (self.look.bold.run_in_actions if titled else self.look.bold.actions):
                children = rebuild(children, strip_weight)
        return self.write_paragraph(
            children, self.find_style(paragraph, place), place, bookmarks=paragraph.get(BOOKMARK_ATTRIBUTE)
        )

    def write_container(self, element: Element, place: BlockContext) -> list[Json]:
        """What is inside an element that groups."""
        if element.tag not in BLOCK_TAGS:
            message = f"a Word file cannot carry `<{element.tag}>`"
            self.sink.error("docx-element", message, element.origin, "take it out, or write it in Markdown")
            return []
        self.pending_bookmarks += element.get(BOOKMARK_ATTRIBUTE).split()
        style = (NOTE_CONTAINER_STYLES if place.style in NOTE_STYLES else CONTAINER_STYLES).get(
            element.tag, place.style
        )
        if element.tag != "section" or "asks" in element.classes:
            style = next(
                (CONTAINER_STYLES_BY_CLASS[one] for one in sorted(element.classes) if one in CONTAINER_STYLES_BY_CLASS),
                style,
            )
        if element.tag in {"dt", "dd"} and place.style == "Key Figure":
            style = "Key Figure" if element.tag == "dt" else "Key Figure Label"
        if "key-facts" in element.classes:
            style = "Key Figure"
        place = replace(place, style=style)
        if element.tag == "section":
            return self.write_section(element, place)
        before = (
            [build_empty_paragraph(f"{SECTION_END_STYLE}Text")] if "back" in element.classes and place.in_cover else []
        )
        after = (
            [build_empty_paragraph(f"{SECTION_END_STYLE}Plain")]
            if "cover" in element.classes and place.in_cover
            else []
        )
        made = self.write_blocks(element.children, place)
        return [*before, *(add_gap_below(made) if element.get("data-part") == "cover" else made), *after]

    def write_section(self, section: Element, place: BlockContext) -> list[Json]:
        """A section: what is below its heading counts one level deeper."""
        heading = next((child for child in section.children if isinstance(child, Element)), None)
        headed = heading is not None and heading.tag in ("h1", *HEADING_TAGS) and place.in_section
        inner = replace(place, depth=place.depth + 1) if headed else place
        made: list[Json] = []
        for child in section.children:
            made += self.write_blocks((child,), place if child is heading else inner)
        return made

    def write_heading(self, heading: Element, place: BlockContext) -> list[Json]:
        """A heading of its level, numbered by the word processor where the tree numbers it."""
        level = int(heading.tag[1]) - 1
        if level == 0 or place.in_cover:
            style = "Title" if level == 0 else "Organisation"
            return self.write_paragraph(heading.children, style, place, bookmarks=heading.get(BOOKMARK_ATTRIBUTE))
        style = to_style_id(f"heading {level}")
        number = next(
            (one for one in find_elements(heading.children, "span") if one.classes & AUTOMATIC_NUMBER_CLASSES), None
        )
        if number is None:
            style += "@0:0" if self.numbered_headings and level <= 3 else ""
        elif "callout-number" in number.classes:
            self.callout_group_count += extract_text(number.children).strip() == "01"
            style += f"@0:{FIRST_CALLOUT_NUMBERING + self.callout_group_count - 1}"
        elif place.depth != level - 1:
            style += f"@{place.depth}:1"
        begins = (
            [build_empty_paragraph(NEXT_PAGE_STYLE)]
            if number and level == 1 and self.look.page.break_before_chapters
            else []
        )
        return [
            *begins,
            *self.write_paragraph(heading.children, style, place, bookmarks=heading.get(BOOKMARK_ATTRIBUTE)),
        ]

    def find_style(self, paragraph: Element, place: BlockContext) -> str:
        """The style of a paragraph, from its number, its class, or what it stands in."""
        if paragraph.get("data-number"):
            return "Numbered Paragraph"
        if place.style == "Definition" and "name" in paragraph.classes:
            return "Definition Name"
        for name in sorted(paragraph.classes):
            if name in PARAGRAPH_STYLES and (
                place.in_cover or PARAGRAPH_STYLES[name] in {"Call-out Title", "Action", "Subtitle", "Logo"}
            ):
                return PARAGRAPH_STYLES[name]
        return place.style

    def write_list(self, element: Element, place: BlockContext) -> list[Json]:
        """A list; an item with a `value` of its own begins a new one there."""
        if "references" in element.classes:
            inner = replace(place, style="Bibliography")
            return [one for item in collect_items(element) for one in self.write_list_item(item, inner)]
        inner = replace(place, style=place.style if place.style in STYLES_KEPT_IN_LISTS else "List Paragraph")
        if element.tag == "ul":
            return [{"t": "BulletList", "c": [self.write_list_item(item, inner) for item in collect_items(element)]}]
        form = LIST_NUMBER_FORMATS.get(element.get("type"), "Decimal")
        made: list[Json] = []
        number = _parse_whole_number(element.get("start"), 1)
        for position, item in enumerate(collect_items(element)):
            own = _parse_whole_number(item.get("value"), number)
            if position == 0 or own != number:
                made.append({"t": "OrderedList", "c": [[own, {"t": form}, {"t": "Period"}], []]})
            made[-1]["c"][1].append(self.write_list_item(item, inner))
            number = own + 1
        return made

    def write_list_item(self, item: Element, place: BlockContext) -> list[Json]:
        """The blocks of an item; an empty one keeps its line."""
        self.pending_bookmarks += item.get(BOOKMARK_ATTRIBUTE).split()
        place = replace(place, run_format=self.inline_writer.apply_language(item, place.run_format))
        return self.write_blocks(item.children, place) or self.write_styled_paragraph([], place.style, place)

    def write_table(self, element: Element, place: BlockContext) -> list[Json]:
        """A table with its caption above."""
        self.pending_bookmarks += element.get(BOOKMARK_ATTRIBUTE).split()
        made: list[Json] = []
        captions = [one for one in element.children if isinstance(one, Element) and one.tag == "caption"]
        for caption in captions:
            made += self.write_paragraph(caption.children, "Table Caption", place)
        return [
            *made,
            build_table(
                element,
                lambda cell, style: self.write_cell(cell, replace(place, style=style)),
                self.look.characters_per_line,
            ),
        ]

    def write_cell(self, cell: Element, place: BlockContext) -> list[Json]:
        """The blocks of a cell; an empty one keeps its line."""
        self.pending_bookmarks += cell.get(BOOKMARK_ATTRIBUTE).split()
        place = replace(place, run_format=self.inline_writer.apply_language(cell, place.run_format))
        return self.write_blocks(cell.children, place) or self.write_styled_paragraph([], place.style, place)

    def write_figure(self, figure: Element, place: BlockContext) -> list[Json]:
        """What a figure shows, with its caption below, or above where that is how the page has it, as with charts."""
        made: list[Json] = []
        self.pending_bookmarks += figure.get(BOOKMARK_ATTRIBUTE).split()
        for child in figure.children:
            if isinstance(child, Element) and child.tag == "figcaption":
                style = "Caption" if made else "Table Caption"
                made += self.write_blocks(child.children, replace(place, style=style))
            else:
                made += self.write_blocks((child,), replace(place, style="Figure"))
        return made

    def write_preformatted(self, element: Element, place: BlockContext) -> list[Json]:
        """Text whose lines and spaces stay."""
        inlines: list[Json] = []
        for line in extract_text(element.children).strip("\n").split("\n"):
            inlines += [{"t": "LineBreak"}] * bool(inlines) + [{"t": "Str", "c": line.replace(" ", "\u00a0")}]
        return self.write_styled_paragraph(inlines, "Preformatted", place)

    def write_contents(self, nav: Element, place: BlockContext) -> list[Json]:
        """A table of contents, with its title."""
        made: list[Json] = []
        if nav.get("aria-label"):
            made += self.write_styled_paragraph([{"t": "Str", "c": nav.get("aria-label")}], "TOC Heading", place)
        for level, inlines in write_contents_lines(nav, self.inline_writer):
            made += self.write_styled_paragraph(inlines, f"toc {level}", place)
        if self.look.page.break_after_contents:
            made.append(build_empty_paragraph(NEXT_PAGE_STYLE))
        return made

    def write_endnotes_end(self, section: Element, place: BlockContext) -> list[Json]:
        """The place where the word processor sets endnotes, and their heading; nothing where notes are at the foot.

        The heading goes with the notes wherever they are set, and never stands alone, unless something in the text
        points to it.
        """
        if self.note_placement is NotePlacement.FOOTNOTES or not self.inline_writer.targets.note_count:
            return []
        end = build_empty_paragraph(f"{SECTION_END_STYLE}Notes")
        heading = next(iter(find_elements(section.children, *HEADING_TAGS)), None)
        if heading and heading.get(BOOKMARK_ATTRIBUTE):
            return [
                *self.write_paragraph(
                    heading.children, "Notes Heading", place, bookmarks=heading.get(BOOKMARK_ATTRIBUTE)
                ),
                end,
            ]
        self.endnotes_heading = (
            " ".join(extract_text(heading.children).split()) if heading else self.default_notes_heading
        )
        return [end]

    def write_note_blocks(self, note: Note) -> list[Json]:
        """The text of a note, in the language and direction of the document."""
        held, self.pending_bookmarks = self.pending_bookmarks, []
        made = self.write_blocks(note.children, BlockContext(style=NOTE_STYLE))
        self.pending_bookmarks = held
        return made


def build_empty_paragraph(style: str) -> Json:
    """An empty paragraph of a style."""
    return {"t": "RawBlock", "c": ["openxml", to_fragment(w("p", w("pPr", w("pStyle", val=style))))]}


def add_gap_below(blocks: list[Json]) -> list[Json]:
    """Blocks with a blank line below the last, where that is a paragraph."""
    if not blocks or blocks[-1]["t"] != "Div":
        return blocks
    (name, classes, ((key, style),)), content = blocks[-1]["c"]
    return [*blocks[:-1], {"t": "Div", "c": [[name, classes, [[key, f"{style}@{GAP_SUFFIX}"]]], content]}]


def collect_items(element: Element) -> list[Element]:
    """The items of a list."""
    return [child for child in element.children if isinstance(child, Element) and child.tag == "li"]


def _parse_whole_number(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdigit() else otherwise
