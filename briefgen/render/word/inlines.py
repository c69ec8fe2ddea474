"""Writes running text of the tree as pandoc's inlines: flat runs, so that no note inherits the look of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.model.characters import has_no_italics
from briefgen.model.diagnostic import Sink
from briefgen.model.printed_text import OWN_LINE_CLASSES
from briefgen.model.tree import AUTOMATIC_NUMBER_CLASSES, Element, Node, Note, Text, extract_text
from briefgen.render.images.cleaning import CleanImage
from briefgen.render.word.bookmarks import BOOKMARK_ATTRIBUTE, LinkTargets
from briefgen.render.word.faces import LATIN_LANGUAGE
from briefgen.render.word.figure_lines import FIGURE_SOURCE_STYLE
from briefgen.render.word.note_calls import WORDS_STYLE
from briefgen.render.word.time_marks import TIME_ATTRIBUTE, build_time_place
from briefgen.render.word.xml import Xml, build_field, to_fragment, w

Json = Mapping[str, Any]
"""A block or inline of pandoc's document format, `{"t": "Str", "c": "word"}`."""

QUOTATION_MARKS = ("“", "”")
WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
SUPPORTED_MEDIA_TYPES = ("image/png", "image/jpeg")

RUN_PROPERTIES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "SmallCaps": ("smallCaps", {}),
    "Strikeout": ("strike", {}),
    "Underline": ("u", {"val": "single"}),
    "Superscript": ("vertAlign", {"val": "superscript"}),
    "Subscript": ("vertAlign", {"val": "subscript"}),
}
"""The property in WordprocessingML for each of pandoc's kinds."""

WRAPPING_KINDS = frozenset({"Span", "Emph", "Strong", *RUN_PROPERTIES})
"""Inlines around another inline."""


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How a run of characters differs from its paragraph."""

    italic: bool = False
    bold: bool = False
    pandoc_kinds: tuple[str, ...] = ()
    """Such as `Superscript` and `Strikeout`."""
    style: str = ""
    language: str = ""
    direction: str = ""

    def wrap(self, inline: Json) -> Json:
        """The inline with this look."""
        kinds = (*self.pandoc_kinds, *(["Emph"] * self.italic), *(["Strong"] * self.bold))
        for kind in kinds:
            inline = {"t": kind, "c": [inline]}
        pairs = [("custom-style", self.style), ("lang", self.language), ("dir", self.direction)]
        attributes = [[name, value] for name, value in pairs if value]
        return {"t": "Span", "c": [["", [], attributes], [inline]]} if attributes else inline

    def to_run_properties(self) -> list[Xml]:
        """The same for a run that is written as it is, in the order of ECMA-376, part 1, 17.3.2.28."""
        names = ["b", "bCs"] * self.bold + ["i", "iCs"] * self.italic
        properties = dict(RUN_PROPERTIES[kind] for kind in RUN_PROPERTIES if kind in self.pandoc_kinds)
        return [*map(w, names), *(w(name, **attributes) for name, attributes in properties.items())]


PANDOC_KINDS: Mapping[str, str] = {
    "sup": "Superscript",
    "sub": "Subscript",
    "s": "Strikeout",
    "del": "Strikeout",
    "u": "Underline",
    "ins": "Underline",
}
ITALIC_TAGS = frozenset({"em", "i", "cite", "dfn", "var"})
BOLD_TAGS = frozenset({"strong", "b"})
CODE_TAGS = frozenset({"code", "kbd", "samp"})
TRANSPARENT_TAGS = frozenset("a abbr bdi bdo data label mark q small span time wbr".split())
DIRECTION_MARKS: Mapping[str, str] = {"rtl": "\N{RIGHT-TO-LEFT MARK}", "ltr": "\N{LEFT-TO-RIGHT MARK}"}
"""Around text of the other direction, so that Word takes two such texts side by side for two, and not for one."""
EMBEDDINGS: Mapping[str, str] = {"rtl": "\N{RIGHT-TO-LEFT EMBEDDING}", "ltr": "\N{LEFT-TO-RIGHT EMBEDDING}"}
"""Before text of the other direction: the properties of a run do not order the words in it."""
EMBEDDING_END = "\N{POP DIRECTIONAL FORMATTING}"
_WITHOUT_ORDER = re.compile(r"[^\W\d_](?:\S*\w)?|\d+(?:[.,]\d+)*")
"""One word that starts with a letter, or a number: their parts keep their places, unlike those of `44(6)` and `10–12`."""
INLINE_TAGS = frozenset(PANDOC_KINDS) | ITALIC_TAGS | BOLD_TAGS | CODE_TAGS | TRANSPARENT_TAGS | {"br", "img"}


@dataclass(slots=True)
class InlineWriter:
    """Writes running text; `write_note_blocks` is set by the writer of blocks."""

    targets: LinkTargets
    images: Mapping[str, CleanImage]
    language: str
    direction: str
    sink: Sink
    bookmark_count: int = 0
    write_note_blocks: Any = field(default=None, repr=False)

    def write_line(
        self, nodes: Iterable[Node], bookmarks: Sequence[str] = (), form: RunFormat | None = None
    ) -> list[Json]:
        """The inlines of a paragraph, white space as HTML has it, between its bookmarks."""
        return self.wrap_in_bookmarks(bookmarks, trim_inlines(list(self.write_nodes(nodes, form or RunFormat()))))

    def write_nodes(self, nodes: Iterable[Node], form: RunFormat) -> Iterator[Json]:
        """The inlines of nodes."""
        for node in nodes:
            if isinstance(node, Text) and node.content:
                yield form.wrap({"t": "Str", "c": WHITE_SPACE.sub(" ", node.content)})
            elif isinstance(node, Note):
                yield from self.write_note(node)
            elif isinstance(node, Element):
                yield from self.write_element(node, form)

    def write_element(self, element: Element, form: RunFormat) -> Iterator[Json]:
        """The inlines of an element; an element that is not running text is reported."""
        if element.classes & AUTOMATIC_NUMBER_CLASSES:
            return
        if element.tag not in INLINE_TAGS:
            message = f"a Word file cannot carry `<{element.tag}>` inside a line"
            self.sink.error("docx-element", message, element.origin, "take it out, or set it as a paragraph of its own")
            return
        inner = self.to_inner_format(element, form)
        inlines = list(self.write_content(element, inner))
        outer_direction = form.direction or self.direction
        if inlines and (inner.direction or self.direction) != outer_direction:
            before = after = DIRECTION_MARKS[outer_direction]
            # LibreOffice counts the signs as words, so that what has no order of its own has none.
            if not _WITHOUT_ORDER.fullmatch(extract_text(element.children)):
                before += EMBEDDINGS[inner.direction or self.direction]
                after = EMBEDDING_END + after
            start, end = (form.wrap({"t": "Str", "c": signs}) for signs in (before, after))
            inlines = [start, *inlines, end]
        if element.classes & OWN_LINE_CLASSES:
            yield {"t": "LineBreak"}
        yield from self.wrap_in_bookmarks(element.get(BOOKMARK_ATTRIBUTE).split(), inlines)
        if element.get(TIME_ATTRIBUTE):
            yield build_raw_inline(build_time_place(element.get(TIME_ATTRIBUTE)))

    def write_content(self, element: Element, form: RunFormat) -> Iterator[Json]:
        """The content of an element in a given look."""
        match element.tag:
            case "br":
                yield {"t": "LineBreak"}
            case "wbr":
                yield {"t": "Str", "c": "\u200b"}
            case "img":
                yield from self.write_image(element)
            case "q":
                yield form.wrap({"t": "Str", "c": QUOTATION_MARKS[0]})
                yield from self.write_nodes(element.children, form)
                yield form.wrap({"t": "Str", "c": QUOTATION_MARKS[1]})
            case "a" if element.get("href"):
                yield from self.write_link(element, form)
            case _:
                yield from self.write_nodes(element.children, form)

    def to_inner_format(self, element: Element, form: RunFormat) -> RunFormat:
        """The look of what is inside an element."""
        if element.tag in ITALIC_TAGS and not has_no_italics(extract_text(element.children)):
            form = replace(form, italic=not form.italic)
        if element.tag in BOLD_TAGS:
            form = replace(form, bold=True)
        if element.tag in CODE_TAGS:
            form = replace(form, style="VerbatimChar")
        if element.tag in PANDOC_KINDS:
            form = replace(form, pandoc_kinds=(PANDOC_KINDS[element.tag], *form.pandoc_kinds))
        if "exactness" in element.classes:
            form = replace(form, style=WORDS_STYLE)
        if "figure-source" in element.classes:
            form = replace(form, style=FIGURE_SOURCE_STYLE)
        if "small-caps" in element.classes:
            form = replace(form, pandoc_kinds=("SmallCaps", *form.pandoc_kinds))
        if "latin" in element.classes:  # Word takes the typeface of these marks from the language of their run
            form = replace(form, language=LATIN_LANGUAGE)
        return self.apply_language(element, form)

    def apply_language(self, element: Element, form: RunFormat) -> RunFormat:
        """The look with the language and direction that an element states."""
        language, direction = element.get("lang"), element.get("dir")
        if language:
            form = replace(form, language=language if language != self.language else "")
        if direction in {"ltr", "rtl"}:
            form = replace(form, direction=direction if direction != self.direction else "")
        return form

    def write_note(self, note: Note) -> Iterator[Json]:
        """A note of the word processor's own, numbered by it."""
        call = {"t": "Note", "c": self.write_note_blocks(note)}
        name = self.targets.names.get(f"note-{note.number}")
        yield from self.wrap_in_bookmarks([name] if name else [], [call])

    def write_link(self, link: Element, form: RunFormat) -> Iterator[Json]:
        """A link; a cross-reference becomes a field that follows the number it names."""
        address, words = link.get("href"), extract_text(link.children)
        if address.startswith("#"):
            target = address[1:]
            is_reference = "cross-reference" in link.classes
            home, number = self.targets.numbered_targets.get(target, ("", ""))
            repeats_number = is_reference and number == words
            name = self.targets.names.get(home if repeats_number else target)
            if name and (repeats_number or (is_reference and target.startswith("note-"))):
                field = f"NOTEREF {name} \\h" if target.startswith("note-") else f"REF {name} \\n \\h"
                yield build_raw_inline(*build_field(field, words, *self.build_run_properties(form)))
                return
            address = f"#{name}" if name else ""
        inlines = list(self.write_nodes(link.children, form))
        yield from [{"t": "Link", "c": [["", [], []], inlines, [address, ""]]}] if address else inlines

    def build_run_properties(self, form: RunFormat) -> list[Xml]:
        """The look of a run that is written as it is, and the direction that pandoc gives to all others."""
        return form.to_run_properties() + [w("rtl")] * ((form.direction or self.direction) == "rtl")

    def write_image(self, image: Element) -> Iterator[Json]:
        """An image with its alternative text; one that Word does not show is reported."""
        clean = self.images.get(image.get("src"))
        if clean is None:
            return  # reported where it was read
        if clean.media_type not in SUPPORTED_MEDIA_TYPES:
            message = f"the image `{image.get('src')}` is a drawing (SVG), which not every Word shows"
            self.sink.error("docx-image", message, image.origin, "save it as PNG, at least 2,000 pixels wide")
            return
        sides = {name: image.get(name) for name in ("width", "height")}
        size = [[name, f"{value}px"] for name, value in sides.items() if value.isascii() and value.isdigit()]
        alternative = [{"t": "Str", "c": image.get("alt")}] if image.get("alt") else []
        yield {"t": "Image", "c": [["", [], size], alternative, [clean.data_uri, ""]]}

    def wrap_in_bookmarks(self, names: Iterable[str], inlines: list[Json]) -> list[Json]:
        """Inlines between the two ends of each bookmark."""
        for name in names:
            self.bookmark_count += 1
            start, end = w("bookmarkStart", id=self.bookmark_count, name=name), w("bookmarkEnd", id=self.bookmark_count)
            inlines = [build_raw_inline(start), *inlines, build_raw_inline(end)]
        return inlines


def build_raw_inline(*elements: Xml) -> Json:
    """WordprocessingML among inlines."""
    return {"t": "RawInline", "c": ["openxml", to_fragment(*elements)]}


def trim_inlines(inlines: list[Json]) -> list[Json]:
    """Inlines without white space that HTML would not show: at the ends, at line breaks, and doubled between runs."""
    result: list[Json] = []
    after_space = True
    for inline in inlines:
        leaf = _find_leaf(inline)
        if leaf["t"] == "Str":
            text = leaf["c"].lstrip(" ") if after_space else leaf["c"]
            if text:
                result.append(_replace_text(inline, text))
                after_space = text.endswith(" ")
            continue
        if leaf["t"] == "LineBreak":
            if all(map(_is_bookmark, result)):
                continue
            _strip_trailing_space(result)
        if not _is_bookmark(leaf):
            after_space = leaf["t"] == "LineBreak"
        result.append(inline)
    _strip_trailing_space(result)
    return result


def _strip_trailing_space(inlines: list[Json]) -> None:
    """Take white space from the end, in place."""
    for position in range(len(inlines) - 1, -1, -1):
        leaf = _find_leaf(inlines[position])
        if _is_bookmark(leaf):
            continue
        if leaf["t"] == "Str":
            text = leaf["c"].rstrip(" ")
            if text:
                inlines[position] = _replace_text(inlines[position], text)
            else:
                del inlines[position]
        return


def _is_bookmark(inline: Json) -> bool:
    return bool(inline["t"] == "RawInline" and "bookmark" in inline["c"][1])


def _find_leaf(inline: Json) -> Json:
    while inline["t"] in WRAPPING_KINDS:
        inline = (inline["c"][1] if inline["t"] == "Span" else inline["c"])[0]
    return inline


def _replace_text(inline: Json, text: str) -> Json:
    match inline:
        case {"t": "Str"}:
            return {"t": "Str", "c": text}
        case {"t": "Span", "c": [attributes, [inner]]}:
            return {"t": "Span", "c": [attributes, [_replace_text(inner, text)]]}
        case _:
            return {"t": inline["t"], "c": [_replace_text(inline["c"][0], text)]}
