"""Running text of the tree as pandoc's inlines: flat runs, so that no note inherits the look of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.render.images import CleanImage
from briefgen.render.word_anchors import MARK, Anchors
from briefgen.render.word_xml import Xml, fragment, w
from briefgen.render.word_xml import field as word_field
from briefgen.values.diagnostic import Sink
from briefgen.values.tree import Element, Node, Note, Text, text_of

Json = Mapping[str, Any]
"""A block or inline of pandoc's document format, `{"t": "Str", "c": "word"}`."""

AUTOMATIC = frozenset({"heading-number", "paragraph-number", "callout-number"})
"""Numbers that the word processor sets by itself."""

OWN_LINE = frozenset({"credit", "city"})
"""Classes of spans that stand on a line of their own."""

QUOTES = ("“", "”")
SPACES = re.compile(r"[ \t\r\n\f]+")
SHOWN = ("image/png", "image/jpeg")


PROPERTIES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "SmallCaps": ("smallCaps", {}),
    "Strikeout": ("strike", {}),
    "Underline": ("u", {"val": "single"}),
    "Superscript": ("vertAlign", {"val": "superscript"}),
    "Subscript": ("vertAlign", {"val": "subscript"}),
}
"""What pandoc's kinds are in WordprocessingML."""


@dataclass(frozen=True, slots=True)
class Letterform:
    """How a run of characters differs from its paragraph."""

    italic: bool = False
    bold: bool = False
    wrappers: tuple[str, ...] = ()
    """Pandoc's kinds: `Superscript`, `Strikeout`."""
    style: str = ""
    language: str = ""
    direction: str = ""

    def wrapped(self, inline: Json) -> Json:
        """The inline with this look."""
        kinds = (*self.wrappers, *(["Emph"] * self.italic), *(["Strong"] * self.bold))
        for kind in kinds:
            inline = {"t": kind, "c": [inline]}
        pairs = [("custom-style", self.style), ("lang", self.language), ("dir", self.direction)]
        stated = [[name, value] for name, value in pairs if value]
        return {"t": "Span", "c": [["", [], stated], [inline]]} if stated else inline

    def properties(self) -> list[Xml]:
        """The same for a run that is written as it is, in the order of ECMA-376, part 1, 17.3.2.28."""
        both = [(("b", "bCs"), self.bold), (("i", "iCs"), self.italic)]
        marks = [w(name) for names, stated in both if stated for name in names]
        stated = dict(PROPERTIES[kind] for kind in PROPERTIES if kind in self.wrappers)
        return marks + [w(name, **said) for name, said in stated.items()]


WRAPPERS: Mapping[str, str] = {
    "sup": "Superscript",
    "sub": "Subscript",
    "s": "Strikeout",
    "del": "Strikeout",
    "u": "Underline",
    "ins": "Underline",
}
ITALIC = frozenset({"em", "i", "cite", "dfn", "var"})
BOLD = frozenset({"strong", "b"})
CODE = frozenset({"code", "kbd", "samp"})
TRANSPARENT = frozenset("a abbr bdi bdo data label mark q small span time wbr".split())
KNOWN = frozenset(WRAPPERS) | ITALIC | BOLD | CODE | TRANSPARENT | {"br", "img"}


@dataclass(slots=True)
class InlineWriter:
    """Writes running text; `blocks_of_note` is set by the writer of blocks."""

    anchors: Anchors
    images: Mapping[str, CleanImage]
    language: str
    direction: str
    sink: Sink
    bookmarks: int = 0
    blocks_of_note: Any = field(default=None, repr=False)

    def line(self, nodes: Iterable[Node], bookmarks: Sequence[str] = (), form: Letterform | None = None) -> list[Json]:
        """The inlines of a paragraph, white space as HTML has it, between its bookmarks."""
        inlines = trimmed(list(self.runs(nodes, form or Letterform())))
        for name in bookmarks:
            inlines = self.bookmarked(name, inlines)
        return inlines

    def runs(self, nodes: Iterable[Node], form: Letterform) -> Iterator[Json]:
        """The inlines of nodes."""
        for node in nodes:
            if isinstance(node, Text):
                yield from text_runs(SPACES.sub(" ", node.content), form)
            elif isinstance(node, Note):
                yield from self.note(node)
            elif isinstance(node, Element):
                yield from self.element(node, form)

    def element(self, element: Element, form: Letterform) -> Iterator[Json]:
        """The inlines of an element; one that is no running text is reported."""
        if element.classes & AUTOMATIC:
            return
        if element.tag not in KNOWN:
            message = f"a Word file cannot carry `<{element.tag}>` inside a line"
            self.sink.error("docx-element", message, element.origin, "take it out, or set it as a paragraph of its own")
            return
        names = element.get(MARK).split()
        inlines = list(self.content(element, self.inside(element, form)))
        for name in names:
            inlines = self.bookmarked(name, inlines)
        if element.classes & OWN_LINE:
            yield {"t": "LineBreak"}
        yield from inlines

    def content(self, element: Element, form: Letterform) -> Iterator[Json]:
        """What stands for an element whose look is settled."""
        match element.tag:
            case "br":
                yield {"t": "LineBreak"}
            case "wbr":
                yield {"t": "Str", "c": "\u200b"}
            case "img":
                yield from self.image(element)
            case "q":
                yield form.wrapped({"t": "Str", "c": QUOTES[0]})
                yield from self.runs(element.children, form)
                yield form.wrapped({"t": "Str", "c": QUOTES[1]})
            case "a" if element.get("href"):
                yield from self.link(element, form)
            case _:
                yield from self.runs(element.children, form)

    def inside(self, element: Element, form: Letterform) -> Letterform:
        """The look of what is inside an element."""
        if element.tag in ITALIC:
            form = replace(form, italic=not form.italic)
        if element.tag in BOLD:
            form = replace(form, bold=True)
        if element.tag in CODE:
            form = replace(form, style="VerbatimChar")
        if element.tag in WRAPPERS:
            form = replace(form, wrappers=(WRAPPERS[element.tag], *form.wrappers))
        if "small-caps" in element.classes:
            form = replace(form, wrappers=("SmallCaps", *form.wrappers))
        return self.spoken(element, form)

    def spoken(self, element: Element, form: Letterform) -> Letterform:
        """The look with the language and direction that an element states."""
        language, direction = element.get("lang"), element.get("dir")
        if language:
            form = replace(form, language=language if language != self.language else "")
        if direction in {"ltr", "rtl"}:
            form = replace(form, direction=direction if direction != self.direction else "")
        return form

    def note(self, note: Note) -> Iterator[Json]:
        """A note of the word processor's own, numbered by it."""
        called = [{"t": "Note", "c": self.blocks_of_note(note)}]
        name = self.anchors.names.get(f"note-{note.number}")
        yield from self.bookmarked(name, called) if name else called

    def link(self, link: Element, form: Letterform) -> Iterator[Json]:
        """A link; a cross-reference becomes a field that follows the number it names."""
        address = link.get("href")
        if not address.startswith("#"):
            inlines = list(self.runs(link.children, form))
            yield {"t": "Link", "c": [["", [], []], inlines, [address, ""]]}
            return
        target, words = address[1:], text_of(link.children)
        home, number = self.anchors.numbered.get(target, ("", ""))
        name = self.anchors.names.get(home if "cross-reference" in link.classes and number == words else target)
        if "cross-reference" in link.classes and target.startswith("note-") and name:
            yield raw(*word_field(f"NOTEREF {name} \\h", words, *self.properties(form)))
        elif "cross-reference" in link.classes and number == words and name:
            yield raw(*word_field(f"REF {name} \\n \\h", words, *self.properties(form)))
        elif name:
            yield {"t": "Link", "c": [["", [], []], list(self.runs(link.children, form)), [f"#{name}", ""]]}
        else:
            yield from self.runs(link.children, form)

    def properties(self, form: Letterform) -> list[Xml]:
        """The look of a run that is written as it is, and the direction that pandoc gives to all others."""
        leftwards = (form.direction or self.direction) == "rtl"
        return [*form.properties(), *([w("rtl")] if leftwards else [])]

    def image(self, image: Element) -> Iterator[Json]:
        """An image with its alternative text; one that Word does not show is reported."""
        clean = self.images.get(image.get("src"))
        if clean is None:
            return  # reported where it was read
        if clean.media_type not in SHOWN:
            message = f"the image `{image.get('src')}` is a drawing (SVG), which not every Word shows"
            self.sink.error("docx-image", message, image.origin, "save it as PNG, at least 2,000 pixels wide")
            return
        stated = {name: image.get(name) for name in ("width", "height")}
        size = [[name, f"{value}px"] for name, value in stated.items() if value.isascii() and value.isdigit()]
        alternative = [{"t": "Str", "c": image.get("alt")}] if image.get("alt") else []
        yield {"t": "Image", "c": [["", [], size], alternative, [clean.data_uri, ""]]}

    def bookmarked(self, name: str, inlines: Sequence[Json]) -> list[Json]:
        """Inlines between the two ends of a bookmark."""
        self.bookmarks += 1
        start, end = w("bookmarkStart", id=self.bookmarks, name=name), w("bookmarkEnd", id=self.bookmarks)
        return [raw(start), *inlines, raw(end)]


def raw(*elements: Xml) -> Json:
    """WordprocessingML among inlines."""
    return {"t": "RawInline", "c": ["openxml", fragment(*elements)]}


def text_runs(text: str, form: Letterform) -> Iterator[Json]:
    """Characters as they are; pandoc reads no markup in them."""
    if text:
        yield form.wrapped({"t": "Str", "c": text})


def trimmed(inlines: list[Json]) -> list[Json]:
    """Inlines without white space that HTML would not show: at the ends, at line breaks, and doubled between runs."""
    result: list[Json] = []
    after_space = True
    for inline in inlines:
        leaf = _leaf(inline)
        if leaf["t"] == "Str":
            text = leaf["c"].lstrip(" ") if after_space else leaf["c"]
            if text:
                result.append(_with_text(inline, text))
                after_space = text.endswith(" ")
            continue
        if leaf["t"] == "LineBreak":
            if all(_is_bookmark(one) for one in result):
                continue
            _strip_last(result)
        if not _is_bookmark(leaf):
            after_space = leaf["t"] == "LineBreak"
        result.append(inline)
    _strip_last(result)
    return result


def _strip_last(inlines: list[Json]) -> None:
    """Take white space from the end, in place."""
    for position in range(len(inlines) - 1, -1, -1):
        leaf = _leaf(inlines[position])
        if _is_bookmark(leaf):
            continue
        if leaf["t"] == "Str":
            text = leaf["c"].rstrip(" ")
            if text:
                inlines[position] = _with_text(inlines[position], text)
            else:
                del inlines[position]
        return


def _is_bookmark(inline: Json) -> bool:
    return bool(inline["t"] == "RawInline" and "bookmark" in inline["c"][1])


def _leaf(inline: Json) -> Json:
    while inline["t"] in {"Emph", "Strong", "Superscript", "Subscript", "Strikeout", "Underline", "SmallCaps"}:
        inline = inline["c"][0]
    return _leaf(inline["c"][1][0]) if inline["t"] == "Span" else inline


def _with_text(inline: Json, text: str) -> Json:
    if inline["t"] == "Str":
        return {"t": "Str", "c": text}
    if inline["t"] == "Span":
        return {"t": "Span", "c": [inline["c"][0], [_with_text(inline["c"][1][0], text)]]}
    return {"t": inline["t"], "c": [_with_text(inline["c"][0], text)]}
