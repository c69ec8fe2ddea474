"""Writes the tree as pandoc's blocks, each paragraph with the style that it has in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefgen.model.audience import NotePlacement
from briefgen.model.diagnostic import Sink
from briefgen.model.direction import find_note_direction
from briefgen.model.printed_text import ANCHOR_ATTRIBUTE
from briefgen.model.tree import (
    AUTOMATIC_NUMBER_CLASSES,
    Element,
    Node,
    Note,
    Text,
    extract_text,
    find_elements,
    rebuild,
)
from briefgen.render.word.balanced_title import balance_title
from briefgen.render.word.block_styles import (
    BACK_HEADING,
    BACK_STYLE,
    EDITORS_HEADING,
    EDITORS_STYLE,
    NOTE_STYLE,
    NOTE_STYLES,
    BlockContext,
    find_container_style,
    find_paragraph_style,
)
from briefgen.render.word.bookmarks import BOOKMARK_ATTRIBUTE
from briefgen.render.word.contents import write_contents_lines
from briefgen.render.word.inlines import INLINE_TAGS, InlineWriter, Json, RunFormat
from briefgen.render.word.layout_tables import (
    CELL_GAPS,
    FIGURES_STYLE,
    LAYOUT_STYLE,
    PANEL_STYLE,
    PARTICULARS_SHARE,
    PARTICULARS_STYLE,
    SHEET_SHARES,
    arrange_band,
    arrange_beside_heading,
    arrange_columns,
    arrange_figure_lines,
    arrange_figures,
    arrange_particulars,
    build_layout_table,
)
from briefgen.render.word.look import HEADING_TAGS, WordLook
from briefgen.render.word.numbering import FIRST_CALLOUT_NUMBERING
from briefgen.render.word.pieces import stack_pieces, strip_weight
from briefgen.render.word.tables import build_table
from briefgen.render.word.word_style import REASON_NUMBERING, to_style_id
from briefgen.render.word.xml import to_fragment, w

SECTION_END_STYLE = "SectionEnd"
"""The style of the paragraph that ends a section of pages, followed by `Plain`, `Text` or `Notes`; postprocess removes it."""

NEXT_PAGE_STYLE = "NextPage"
"""The style of the paragraph after which a new page starts; postprocess removes it."""

GAP_SUFFIX = "gap"
"""Written behind the style of a paragraph that has a blank line below it."""

STACKED_CLASSES = frozenset({"cover-contact"})
"""Classes of paragraphs whose pieces are below one another on a page."""

BLOCK_TAGS = frozenset(
    "address article aside body blockquote dd div dl dt figcaption figure footer header hr li main nav ol p pre section "
    "table ul h1 h2 h3 h4 h5 h6".split()
)
STYLES_KEPT_IN_LISTS = frozenset({"Call-out", "Call-out Ask", "Ask", *NOTE_STYLES})

LIST_DELIMITERS = {"in-brackets": "TwoParens", "before-bracket": "OneParen"}
LIST_NUMBER_FORMATS = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}


@dataclass(slots=True)
class BlockWriter:
    """Writes one document."""

    inline_writer: InlineWriter
    note_placement: NotePlacement
    numbered_headings: bool
    default_notes_heading: str
    look: WordLook
    sink: Sink
    pending_bookmarks: list[str] = field(default_factory=list)
    """Those of elements whose first paragraph is not yet written."""
    callout_group_count: int = 0
    """Groups of call-outs so far: the numbers of each start at 1."""
    endnotes_heading: str = ""
    """The heading of endnotes, where it is not in the text."""

    def write_document(self, body: Element) -> list[Json]:
        """The whole text. Where the page has no place for endnotes, they are at the end."""
        blocks = self.write_blocks(body.children, BlockContext())
        if any(element.get("role") == "doc-endnotes" for element in find_elements((body,))):
            return blocks
        return [*blocks, *self.write_endnotes_end(Element("section"), BlockContext())]

    def write_blocks(self, nodes: Iterable[Node], context: BlockContext) -> list[Json]:
        """The blocks of nodes; running text between blocks is a paragraph of its own."""
        blocks: list[Json] = []
        run: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and (node.tag in BLOCK_TAGS or node.tag not in INLINE_TAGS):
                blocks += self.write_paragraph(run, context.style, context)
                run = []
                blocks += self.write_block(node, context)
            else:
                run.append(node)
        return [*blocks, *self.write_paragraph(run, context.style, context)]

    def write_paragraph(self, nodes: Iterable[Node], style: str, context: BlockContext) -> list[Json]:
        """One paragraph with the bookmarks that wait for it, or nothing for white space."""
        nodes = list(nodes)
        if all(isinstance(node, Text) and not node.content.strip() for node in nodes):
            return []
        names, self.pending_bookmarks = self.pending_bookmarks, []
        inlines = self.inline_writer.write_line(nodes, names, context.run_format)
        return self.write_styled_paragraph(inlines, style, context)

    def write_styled_paragraph(self, inlines: list[Json], style: str, context: BlockContext) -> list[Json]:
        """Inlines as a paragraph of a style. In a note pandoc sets the style, and its number only where it has no other."""
        if style == NOTE_STYLE:
            return [{"t": "Para", "c": inlines}]
        direction = context.run_format.direction
        name = f"{to_style_id(style)}@{direction}" if direction else to_style_id(style)
        return [{"t": "Div", "c": [["", [], [["custom-style", name]]], [{"t": "Para", "c": inlines}]]}]

    def write_block(self, element: Element, context: BlockContext) -> list[Json]:
        """The blocks of an element; one that Word has no form for is reported."""
        context = self.enter(element, context)
        if element.get("data-section"):
            numbered = element.get("data-section") == "recommendation" and self.look.numbered_reasons
            context = replace(context, in_section=True, in_reasons=numbered)
        if element.get("data-part") == "cover":
            context = replace(context, in_cover=True, style="Cover Text")
        writers: Mapping[str, Callable[[Element, BlockContext], list[Json]]] = {
            "doc-toc": self.write_contents,
            "doc-endnotes": self.write_endnotes_end,
            "p": self.write_paragraph_element,
            "ul": self.write_list,
            "ol": self.write_list,
            "table": self.write_table,
            "figure": self.write_figure,
            "pre": self.write_preformatted,
            "hr": lambda *_: [build_empty_paragraph("Rule")],
            **dict.fromkeys(("h1", *HEADING_TAGS), self.write_heading),
        }
        role = element.get("role")
        name = role if role in {"doc-toc", "doc-endnotes"} else element.tag
        return writers.get(name, self.write_container)(element, context)

    def enter(self, element: Element, context: BlockContext) -> BlockContext:
        """The context inside an element; its bookmarks wait for its first paragraph."""
        self.pending_bookmarks += f"{element.get(BOOKMARK_ATTRIBUTE)} {element.get(ANCHOR_ATTRIBUTE)}".split()
        return replace(context, run_format=self.inline_writer.apply_language(element, context.run_format))

    def write_paragraph_element(self, paragraph: Element, context: BlockContext) -> list[Json]:
        """A paragraph that the author wrote as one."""
        children = stack_pieces(paragraph.children) if paragraph.classes & STACKED_CLASSES else paragraph.children
        if "action" in paragraph.classes:
            run_in = any("run-in-title" in element.classes for element in find_elements(children))
            if not (self.look.bold.run_in_actions if run_in else self.look.bold.actions):
                children = rebuild(children, strip_weight)
        return self.write_paragraph(children, find_paragraph_style(paragraph, context), context)

    def write_container(self, element: Element, context: BlockContext) -> list[Json]:
        """The content of an element that groups, between the ends of the sections of pages that a cover needs."""
        if element.tag not in BLOCK_TAGS:
            message = f"a Word file cannot carry `<{element.tag}>`"
            self.sink.error("docx-element", message, element.origin, "take it out, or write it in Markdown")
            return []
        context = replace(context, style=find_container_style(element, context))
        if "side" in element.classes:
            context = replace(context, style="Key Figure Label", in_side=True)
        if arranged := self.arrange(element, context):
            return arranged
        if element.tag == "section":
            return self.write_section(element, context)
        cover_classes = element.classes if context.in_cover else frozenset()
        before = [build_empty_paragraph(f"{SECTION_END_STYLE}Text")] if "back" in cover_classes else []
        after = [build_empty_paragraph(f"{SECTION_END_STYLE}Plain")] if "cover" in cover_classes else []
        blocks = self.write_blocks(element.children, context)
        return [*before, *(add_gap_below(blocks) if element.get("data-part") == "cover" else blocks), *after]

    def arrange(self, element: Element, context: BlockContext) -> list[Json]:
        """The content of an element that a style sheet sets in columns or in a panel; empty for others."""
        if around := self.arrange_around_text(element, context):
            return around
        if "key-facts" in element.classes and element.tag == "dl" and not context.in_column:
            arrange = arrange_figure_lines if self.look.cover.figures_in_lines else arrange_figures
            return arrange(element, lambda children: self.write_blocks(children, context), self.figures_style)
        if "with-figure" in element.classes and self.look.side:
            inner = replace(context, in_column=True)
            return arrange_columns(
                element, lambda children: self.write_blocks(children, inner), self.side_shares, self.figures_style
            )
        if "sheet" in element.classes:
            inner = replace(context, in_column=True)
            return [
                *([build_empty_paragraph(NEXT_PAGE_STYLE)] if "reverse" in element.classes else []),
                *arrange_columns(element, lambda children: self.write_blocks(children, inner), SHEET_SHARES),
            ]
        if "asks" in element.classes and not context.in_panel:
            inside = replace(context, in_panel=True, style="Ask")
            whole = element.tag == "section"
            content = self.write_section(element, inside) if whole else self.write_blocks(element.children, inside)
            return [build_layout_table([[content]], [1], PANEL_STYLE)] if content else []
        return []

    def arrange_around_text(self, element: Element, context: BlockContext) -> list[Json]:
        """The same for particulars, the band of a note and passages lifted out."""
        if element.tag == "dl" and "particulars" in element.classes:
            width = self.look.particulars + CELL_GAPS[PARTICULARS_STYLE][1] if self.look.particulars else 0
            share = width / self.look.page.full_width or PARTICULARS_SHARE
            inner = replace(context, in_particulars=True)
            return arrange_particulars(element, lambda children: self.write_blocks(children, inner), share)
        if "band" in element.classes:
            inner = replace(context, in_band=True)
            return arrange_band(element, lambda children: self.write_blocks(children, inner))
        if element.tag == "aside" and "callout" in element.classes and not context.in_panel:
            asks = "recommended" in element.classes
            inner = replace(context, in_panel=True, style="Call-out Ask" if asks else context.style)
            return [build_layout_table([[self.write_blocks(element.children, inner)]], [1], PANEL_STYLE)]
        return []

    @property
    def figures_style(self) -> str:
        """The style of the table of key figures: with lines where the page has them."""
        return FIGURES_STYLE if self.look.cover.around_figures else LAYOUT_STYLE

    @property
    def side_shares(self) -> tuple[float, float]:
        """The shares of the column of headings and of the text beside it."""
        share = self.look.side / self.look.page.text_width
        return share, 1 - share

    def write_section(self, section: Element, context: BlockContext) -> list[Json]:
        """A section: what is below its heading counts one level deeper."""
        heading = next((child for child in section.children if isinstance(child, Element)), None)
        headed = heading is not None and heading.tag in ("h1", *HEADING_TAGS) and context.in_section
        inner = replace(context, depth=context.depth + 1) if headed else context
        title: list[Json] = []
        parts: list[list[Json]] = []
        for child in section.children:
            if child is heading:
                title = self.write_blocks((child,), context)
            elif blocks := self.write_blocks((child,), inner):
                parts.append(blocks)
        if heading is not None and heading.tag == "h2" and self.look.side and title and parts:
            return [build_layout_table(arrange_beside_heading(title, parts), self.side_shares)]
        return [*title, *(block for part in parts for block in part)]

    def write_heading(self, heading: Element, context: BlockContext) -> list[Json]:
        """A heading of its level, numbered by the word processor where the tree numbers it."""
        level = int(heading.tag[1]) - 1
        if level == 0 or context.in_cover:
            named = {EDITORS_STYLE: EDITORS_HEADING, BACK_STYLE: BACK_HEADING}.get(context.style, "Cover Heading")
            size, width = self.look.sizes.title, self.look.page.full_width
            words = heading.children if level else balance_title(heading.children, size, width)
            return self.write_paragraph(words, "Title" if level == 0 else named, context)
        style = to_style_id(f"heading {level}")
        spans = find_elements(heading.children, "span")
        number = next((span for span in spans if span.classes & AUTOMATIC_NUMBER_CLASSES), None)
        if number is None and context.in_reasons and heading.tag == "h3":
            style += f"@0:{REASON_NUMBERING}"
        elif number is None:
            style += "@0:0" if self.numbered_headings and level <= 3 else ""
        elif "callout-number" in number.classes:
            self.callout_group_count += extract_text(number.children).strip() == "01"
            style += f"@0:{FIRST_CALLOUT_NUMBERING + self.callout_group_count - 1}"
        elif context.depth != level - 1:
            style += f"@{context.depth}:1"
        starts_page = number is not None and level == 1 and self.look.page.breaks.before_chapters
        page_break = [build_empty_paragraph(NEXT_PAGE_STYLE)] if starts_page else []
        return [*page_break, *self.write_paragraph(heading.children, style, context)]

    def write_list(self, element: Element, context: BlockContext) -> list[Json]:
        """A list; an item with a `value` of its own starts a new one there."""
        items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
        if "references" in element.classes or (context.in_side and element.tag == "ul"):
            inner = context if context.in_side else replace(context, style="Bibliography")
            return [block for item in items for block in self.write_item(item, inner)]
        inner = context if context.style in STYLES_KEPT_IN_LISTS else replace(context, style="List Paragraph")
        if element.tag == "ul":
            return [{"t": "BulletList", "c": [self.write_item(item, inner) for item in items]}]
        number_format = LIST_NUMBER_FORMATS.get(element.get("type"), "Decimal")
        delimiter = next(
            (known for end, known in LIST_DELIMITERS.items() if element.get("class").endswith(end)), "Period"
        )
        lists: list[Json] = []
        number = _parse_whole_number(element.get("start"), 1)
        for item in items:
            own = _parse_whole_number(item.get("value"), number)
            if not lists or own != number:
                lists.append({"t": "OrderedList", "c": [[own, {"t": number_format}, {"t": delimiter}], []]})
            lists[-1]["c"][1].append(self.write_item(item, inner))
            number = own + 1
        return lists

    def write_item(self, item: Element, context: BlockContext) -> list[Json]:
        """The blocks of an item of a list, or of a cell; an empty one keeps its line."""
        context = self.enter(item, context)
        return self.write_blocks(item.children, context) or self.write_styled_paragraph([], context.style, context)

    def write_table(self, element: Element, context: BlockContext) -> list[Json]:
        """A table with its caption above."""
        captions = [child for child in element.children if isinstance(child, Element) and child.tag == "caption"]
        above = [
            block
            for caption in captions
            for block in self.write_paragraph(caption.children, "Table Caption", self.enter(caption, context))
        ]

        def write_cell(cell: Element, style: str) -> list[Json]:
            return self.write_item(cell, replace(context, style=style))

        return [*above, build_table(element, write_cell, self.look.characters_per_line)]

    def write_figure(self, figure: Element, context: BlockContext) -> list[Json]:
        """What a figure shows, with its caption below, or above where the page has it there, as with charts."""
        blocks, size, width = list[Json](), self.look.sizes.captions, self.look.page.text_width
        for child in figure.children:
            if isinstance(child, Element) and (child.tag == "figcaption" or "chart-source" in child.classes):
                words = child.children if blocks else balance_title(child.children, size, width)
                style = "Caption" if blocks else "Chart Caption"
                blocks += self.write_blocks(words, replace(self.enter(child, context), style=style))
            else:
                blocks += self.write_blocks(
                    (child,), replace(context, style="Cover Picture" if context.in_cover else "Figure")
                )
        return blocks

    def write_preformatted(self, element: Element, context: BlockContext) -> list[Json]:
        """Text whose lines and spaces stay."""
        inlines: list[Json] = []
        for line in extract_text(element.children).strip("\n").split("\n"):
            inlines += [{"t": "LineBreak"}] * bool(inlines) + [{"t": "Str", "c": line.replace(" ", "\u00a0")}]
        return self.write_styled_paragraph(inlines, "Preformatted", context)

    def write_contents(self, nav: Element, context: BlockContext) -> list[Json]:
        """A table of contents, with its title."""
        blocks: list[Json] = []
        if nav.get("aria-label"):
            blocks += self.write_styled_paragraph([{"t": "Str", "c": nav.get("aria-label")}], "TOC Heading", context)
        for level, inlines in write_contents_lines(nav, self.inline_writer):
            blocks += self.write_styled_paragraph(inlines, f"toc {level}", context)
        return [*blocks, *([build_empty_paragraph(NEXT_PAGE_STYLE)] if self.look.page.breaks.after_contents else [])]

    def write_endnotes_end(self, section: Element, context: BlockContext) -> list[Json]:
        """The place where the word processor sets endnotes, and their heading; nothing where notes are at the foot.

        The heading goes with the notes wherever they are set, and is never alone on a page, unless something in the text
        points to it.
        """
        if self.note_placement is NotePlacement.FOOTNOTES or not self.inline_writer.targets.note_count:
            return []
        end = build_empty_paragraph(f"{SECTION_END_STYLE}Notes")
        heading = next(iter(find_elements(section.children, *HEADING_TAGS)), None)
        if heading and heading.get(BOOKMARK_ATTRIBUTE):
            self.pending_bookmarks += heading.get(BOOKMARK_ATTRIBUTE).split()
            return [*self.write_paragraph(heading.children, "Notes Heading", context), end]
        words = " ".join(extract_text(heading.children).split()) if heading else self.default_notes_heading
        self.endnotes_heading = words
        return [end]

    def write_note_blocks(self, note: Note) -> list[Json]:
        """The text of a note, in the language of the document, and in its direction or its own."""
        outer, self.pending_bookmarks = self.pending_bookmarks, []
        around = self.inline_writer.direction
        own = find_note_direction(extract_text(note.children), around)
        form = RunFormat(direction=own if own != around else "")
        blocks = self.write_blocks(note.children, BlockContext(style=NOTE_STYLE, run_format=form))
        self.pending_bookmarks = outer
        return blocks


def build_empty_paragraph(style: str) -> Json:
    """An empty paragraph of a style."""
    return {"t": "RawBlock", "c": ["openxml", to_fragment(w("p", w("pPr", w("pStyle", val=style))))]}


def add_gap_below(blocks: list[Json]) -> list[Json]:
    """Blocks with a blank line below the last, where that is a paragraph."""
    if not blocks or blocks[-1]["t"] != "Div":
        return blocks
    (name, classes, ((key, style),)), content = blocks[-1]["c"]
    return [*blocks[:-1], {"t": "Div", "c": [[name, classes, [[key, f"{style}@{GAP_SUFFIX}"]]], content]}]


def _parse_whole_number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else default
