"""The tree as pandoc's blocks, each paragraph with the style that it has in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefgen.render.word_anchors import MARK
from briefgen.render.word_contents import lines_of_contents
from briefgen.render.word_inlines import AUTOMATIC, KNOWN, InlineWriter, Json, Letterform
from briefgen.render.word_look import HEADINGS, WordLook
from briefgen.render.word_numbering import CALLOUTS
from briefgen.render.word_pieces import light, stacked
from briefgen.render.word_styles import style_id
from briefgen.render.word_tables import table
from briefgen.render.word_xml import fragment, w
from briefgen.values.audience import NotePlacement
from briefgen.values.diagnostic import Sink
from briefgen.values.tree import Element, Node, Note, Text, elements, rebuild, text_of

SECTION_END = "SectionEnd"
"""The style of the paragraph that ends a section of pages, followed by `Plain`, `Text` or `Notes`; the finish takes it out."""

NEXT_PAGE = "NextPage"
"""The style of the paragraph after which a new page begins; the finish takes it out."""

GAP = "gap"
"""Written behind the style of a paragraph that has a blank line below it."""

NOTE_STYLE = "Note"
"""Stands for the style of notes."""

NOTE_STYLES = frozenset({NOTE_STYLE, "Note Quote"})

CONTAINERS: Mapping[str, str] = {
    "blockquote": "Quote",
    "dd": "Definition",
    "dt": "Definition Term",
    "figcaption": "Caption",
    "li": "List Paragraph",
}
"""The style of paragraphs inside an element."""

IN_NOTES: Mapping[str, str] = {"blockquote": "Note Quote", "dd": "Note Quote"}
"""The same in notes, whose type is smaller."""

CONTAINER_CLASSES: Mapping[str, str] = {
    "callout": "Call-out",
    "pull-quote": "Pull Quote",
    "asks": "Call-out",
}
"""The same by class, for asides and panels."""

PARAGRAPHS: Mapping[str, str] = {
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

STACKED = frozenset({"cover-contact"})
"""Classes of paragraphs whose pieces stand below one another on a page."""

FLOW = frozenset(
    "address article aside body blockquote dd div dl dt figcaption figure footer header hr li main nav ol p pre section "
    "table ul h1 h2 h3 h4 h5 h6".split()
)
OF_LISTS = frozenset({"Call-out", *NOTE_STYLES})
"""Styles that the items of a list keep."""

LIST_FORMS = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the writer is."""

    style: str = "Body Text"
    cover: bool = False
    section: bool = False
    """Inside a section of the audience, whose headings count."""
    depth: int = 0
    """How many headed sections lie around."""
    form: Letterform = field(default_factory=Letterform)


@dataclass(slots=True)
class BlockWriter:
    """Writes one document. `groups` counts the groups of call-outs that begin their numbers anew."""

    inlines: InlineWriter
    placement: NotePlacement
    numbered_headings: bool
    notes_words: str
    look: WordLook
    sink: Sink
    pending: list[str] = field(default_factory=list)
    groups: int = 0
    over_notes: str = ""
    """The heading of endnotes, where it does not stand in the text."""

    def document(self, body: Element) -> list[Json]:
        """The whole text. Where the page has no place for endnotes, they stand at the end."""
        made = self.blocks(body.children, Place())
        placed = any(one.get("role") == "doc-endnotes" for one in elements((body,)))
        return made if placed else [*made, *self.end_of_notes(Element("section"), Place())]

    def blocks(self, nodes: Iterable[Node], place: Place) -> list[Json]:
        """The blocks of nodes; running text between blocks is a paragraph of its own."""
        made: list[Json] = []
        run: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and (node.tag in FLOW or node.tag not in KNOWN):
                made += self.paragraph(run, place.style, place)
                run = []
                made += self.block(node, place)
            else:
                run.append(node)
        return [*made, *self.paragraph(run, place.style, place)]

    def paragraph(self, nodes: Iterable[Node], style: str, place: Place, *, mark: str = "") -> list[Json]:
        """One paragraph with its bookmarks, or nothing for white space."""
        nodes = list(nodes)
        self.pending += mark.split()
        if all(isinstance(node, Text) and not node.content.strip() for node in nodes):
            return []
        names, self.pending = self.pending, []
        return self.styled(self.inlines.line(nodes, names, place.form), style, place)

    def styled(self, inlines: list[Json], style: str, place: Place) -> list[Json]:
        """Inlines as a paragraph of a style. In a note pandoc sets the style, and its number only where it has no other."""
        if style == NOTE_STYLE:
            return [{"t": "Para", "c": inlines}]
        wanted = f"{style_id(style)}@{place.form.direction}" if place.form.direction else style_id(style)
        return [{"t": "Div", "c": [["", [], [["custom-style", wanted]]], [{"t": "Para", "c": inlines}]]}]

    def block(self, element: Element, place: Place) -> list[Json]:
        """The blocks of an element; one that Word has no form for is reported."""
        place = replace(place, form=self.inlines.spoken(element, place.form))
        if element.get("data-section"):
            place = replace(place, section=True)
        if element.get("data-part") == "cover":
            place = replace(place, cover=True, style="Cover Text")
        role = element.get("role")
        if role in {"doc-toc", "doc-endnotes"}:
            return self.contents(element, place) if role == "doc-toc" else self.end_of_notes(element, place)
        write: Mapping[str, Callable[[Element, Place], list[Json]]] = {
            "p": self.worded,
            "ul": self.listed,
            "ol": self.listed,
            "table": self.table,
            "figure": self.figure,
            "pre": self.preformatted,
            "hr": lambda *_: [raw_block("Rule")],
            **dict.fromkeys(("h1", *HEADINGS), self.heading),
        }
        return write.get(element.tag, self.container)(element, place)

    def worded(self, paragraph: Element, place: Place) -> list[Json]:
        """A paragraph that the author wrote as one."""
        children = stacked(paragraph.children) if paragraph.classes & STACKED else paragraph.children
        if "action" in paragraph.classes:
            titled = any("run-in-title" in one.classes for one in elements(children))
            if not (self.look.bold_action_run_in if titled else self.look.bold_action):
                children = rebuild(children, light)
        return self.paragraph(children, self.style_of(paragraph, place), place, mark=paragraph.get(MARK))

    def container(self, element: Element, place: Place) -> list[Json]:
        """What is inside an element that groups."""
        if element.tag not in FLOW:
            message = f"a Word file cannot carry `<{element.tag}>`"
            self.sink.error("docx-element", message, element.origin, "take it out, or write it in Markdown")
            return []
        self.pending += element.get(MARK).split()
        style = (IN_NOTES if place.style in NOTE_STYLES else CONTAINERS).get(element.tag, place.style)
        if element.tag != "section" or "asks" in element.classes:
            style = next((CONTAINER_CLASSES[one] for one in sorted(element.classes) if one in CONTAINER_CLASSES), style)
        if element.tag in {"dt", "dd"} and place.style == "Key Figure":
            style = "Key Figure" if element.tag == "dt" else "Key Figure Label"
        if "key-facts" in element.classes:
            style = "Key Figure"
        place = replace(place, style=style)
        if element.tag == "section":
            return self.section(element, place)
        before = [raw_block(f"{SECTION_END}Text")] if "back" in element.classes and place.cover else []
        after = [raw_block(f"{SECTION_END}Plain")] if "cover" in element.classes and place.cover else []
        made = self.blocks(element.children, place)
        return [*before, *(set_off(made) if element.get("data-part") == "cover" else made), *after]

    def section(self, section: Element, place: Place) -> list[Json]:
        """A section: what is below its heading counts one level deeper."""
        heading = next((child for child in section.children if isinstance(child, Element)), None)
        headed = heading is not None and heading.tag in ("h1", *HEADINGS) and place.section
        inner = replace(place, depth=place.depth + 1) if headed else place
        made: list[Json] = []
        for child in section.children:
            made += self.blocks((child,), place if child is heading else inner)
        return made

    def heading(self, heading: Element, place: Place) -> list[Json]:
        """A heading of its level, numbered by the word processor where the tree numbers it."""
        level = int(heading.tag[1]) - 1
        if level == 0 or place.cover:
            style = "Title" if level == 0 else "Organisation"
            return self.paragraph(heading.children, style, place, mark=heading.get(MARK))
        style = style_id(f"heading {level}")
        number = next((one for one in elements(heading.children, "span") if one.classes & AUTOMATIC), None)
        if number is None:
            style += "@0:0" if self.numbered_headings and level <= 3 else ""
        elif "callout-number" in number.classes:
            self.groups += text_of(number.children).strip() == "01"
            style += f"@0:{CALLOUTS + self.groups - 1}"
        elif place.depth != level - 1:
            style += f"@{place.depth}:1"
        begins = [raw_block(NEXT_PAGE)] if number and level == 1 and self.look.chapters_alone else []
        return [*begins, *self.paragraph(heading.children, style, place, mark=heading.get(MARK))]

    def style_of(self, paragraph: Element, place: Place) -> str:
        """The style of a paragraph, from its number, its class, or what it stands in."""
        if paragraph.get("data-number"):
            return "Numbered Paragraph"
        if place.style == "Definition" and "name" in paragraph.classes:
            return "Definition Name"
        for name in sorted(paragraph.classes):
            if name in PARAGRAPHS and (
                place.cover or PARAGRAPHS[name] in {"Call-out Title", "Action", "Subtitle", "Logo"}
            ):
                return PARAGRAPHS[name]
        return place.style

    def listed(self, element: Element, place: Place) -> list[Json]:
        """A list; an item with a `value` of its own begins a new one there."""
        if "references" in element.classes:
            inner = replace(place, style="Bibliography")
            return [one for item in items_of(element) for one in self.item(item, inner)]
        inner = replace(place, style=place.style if place.style in OF_LISTS else "List Paragraph")
        if element.tag == "ul":
            return [{"t": "BulletList", "c": [self.item(item, inner) for item in items_of(element)]}]
        form = LIST_FORMS.get(element.get("type"), "Decimal")
        made: list[Json] = []
        number = _whole(element.get("start"), 1)
        for position, item in enumerate(items_of(element)):
            own = _whole(item.get("value"), number)
            if position == 0 or own != number:
                made.append({"t": "OrderedList", "c": [[own, {"t": form}, {"t": "Period"}], []]})
            made[-1]["c"][1].append(self.item(item, inner))
            number = own + 1
        return made

    def item(self, item: Element, place: Place) -> list[Json]:
        """The blocks of an item; an empty one keeps its line."""
        self.pending += item.get(MARK).split()
        place = replace(place, form=self.inlines.spoken(item, place.form))
        return self.blocks(item.children, place) or self.styled([], place.style, place)

    def table(self, element: Element, place: Place) -> list[Json]:
        """A table with its caption above."""
        self.pending += element.get(MARK).split()
        made: list[Json] = []
        captions = [one for one in element.children if isinstance(one, Element) and one.tag == "caption"]
        for caption in captions:
            made += self.paragraph(caption.children, "Table Caption", place)
        return [*made, table(element, lambda cell, style: self.cell(cell, replace(place, style=style)), self.look.room)]

    def cell(self, cell: Element, place: Place) -> list[Json]:
        """The blocks of a cell; an empty one keeps its line."""
        self.pending += cell.get(MARK).split()
        place = replace(place, form=self.inlines.spoken(cell, place.form))
        return self.blocks(cell.children, place) or self.styled([], place.style, place)

    def figure(self, figure: Element, place: Place) -> list[Json]:
        """What a figure shows, with its caption below, or above where that is how the page has it, as with charts."""
        made: list[Json] = []
        self.pending += figure.get(MARK).split()
        for child in figure.children:
            if isinstance(child, Element) and child.tag == "figcaption":
                style = "Caption" if made else "Table Caption"
                made += self.blocks(child.children, replace(place, style=style))
            else:
                made += self.blocks((child,), replace(place, style="Figure"))
        return made

    def preformatted(self, element: Element, place: Place) -> list[Json]:
        """Text whose lines and spaces stay."""
        inlines: list[Json] = []
        for line in text_of(element.children).strip("\n").split("\n"):
            inlines += [{"t": "LineBreak"}] * bool(inlines) + [{"t": "Str", "c": line.replace(" ", "\u00a0")}]
        return self.styled(inlines, "Preformatted", place)

    def contents(self, nav: Element, place: Place) -> list[Json]:
        """A table of contents, with its title."""
        made: list[Json] = []
        if nav.get("aria-label"):
            made += self.styled([{"t": "Str", "c": nav.get("aria-label")}], "TOC Heading", place)
        for level, inlines in lines_of_contents(nav, self.inlines):
            made += self.styled(inlines, f"toc {level}", place)
        if self.look.contents_alone:
            made.append(raw_block(NEXT_PAGE))
        return made

    def end_of_notes(self, section: Element, place: Place) -> list[Json]:
        """The place where the word processor sets endnotes, and their heading; nothing where notes are at the foot.

        The heading goes with the notes wherever they are set, and never stands alone, unless something in the text
        points to it.
        """
        if self.placement is NotePlacement.FOOTNOTES or not self.inlines.anchors.notes:
            return []
        end = raw_block(f"{SECTION_END}Notes")
        heading = next(iter(elements(section.children, *HEADINGS)), None)
        if heading and heading.get(MARK):
            return [*self.paragraph(heading.children, "Notes Heading", place, mark=heading.get(MARK)), end]
        self.over_notes = " ".join(text_of(heading.children).split()) if heading else self.notes_words
        return [end]

    def blocks_of_note(self, note: Note) -> list[Json]:
        """The text of a note, in the language and direction of the document."""
        held, self.pending = self.pending, []
        made = self.blocks(note.children, Place(style=NOTE_STYLE))
        self.pending = held
        return made


def raw_block(style: str) -> Json:
    """An empty paragraph of a style."""
    return {"t": "RawBlock", "c": ["openxml", fragment(w("p", w("pPr", w("pStyle", val=style))))]}


def set_off(blocks: list[Json]) -> list[Json]:
    """Blocks with a blank line below the last, where that is a paragraph."""
    if not blocks or blocks[-1]["t"] != "Div":
        return blocks
    (name, classes, ((key, style),)), content = blocks[-1]["c"]
    return [*blocks[:-1], {"t": "Div", "c": [[name, classes, [[key, f"{style}@{GAP}"]]], content]}]


def items_of(element: Element) -> list[Element]:
    """The items of a list."""
    return [child for child in element.children if isinstance(child, Element) and child.tag == "li"]


def _whole(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdigit() else otherwise
