"""Reads HTML into the tree: resolves marks, and reports elements and attributes that are not on the allow-list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

from briefgen.compose.marks import ANY_MARK, LINE_MARK, VALUE_MARK, MarkTable
from briefgen.model.diagnostic import DataOrigin, Origin, Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.model.tree import Citation, CrossReference, Element, Node, Note, Text, extract_text, find_elements

VOID_TAGS = frozenset({"br", "hr", "img"})
MAX_DEPTH = 100
ACTIVE_TAGS = frozenset(
    "applet audio base embed form frame iframe input link meta object script select style textarea video".split()
)
"""Elements that run, load or request something."""
REMOVE_HINT = "remove it: a document runs nothing, loads nothing and asks nothing"
_PHRASING_TAGS = "a abbr b bdi br cite code del em i img ins mark q s small span strong sub sup time".split()
_FLOW_TAGS = (
    "address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table caption colgroup tbody td tfoot th thead tr ul"
).split()

AUTHOR_TAGS = frozenset(_PHRASING_TAGS + _FLOW_TAGS) - {"header", "footer", "main", "nav", "article", "address"}
TEMPLATE_TAGS = frozenset([*_PHRASING_TAGS, *_FLOW_TAGS, "body"])

_GLOBAL_ATTRIBUTES = frozenset({"id", "class", "lang", "dir", "title"})
_ATTRIBUTES_BY_TAG: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height", "credit"}),
    "td": frozenset({"colspan", "rowspan", "align", "headers"}),
    "th": frozenset({"colspan", "rowspan", "align", "scope", "abbr", "headers"}),
    "ol": frozenset({"start", "type"}),
    "li": frozenset({"value"}),
    "time": frozenset({"datetime"}),
    "q": frozenset({"cite"}),
}
_WORD_ATTRIBUTES = frozenset({"abbr", "alt", "credit", "title"})
_TABLE_CONTAINER_TAGS = frozenset({"table", "tbody", "tfoot", "thead", "tr"})
_TABLE_PART_TAGS = frozenset({"caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"})
"""Parts of tables; Python-Markdown puts some of them into a paragraph where a table has `markdown="1"`."""
_HOST = re.compile(r"(?:[\w-]+\.)+(?!(?:md|html?|pdf|docx|ya?ml)(?:$|#))[a-z]{2,}(?:[/?#]|$)")
_ALLOWED_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


INLINE_TAGS = frozenset(_PHRASING_TAGS)


@dataclass(slots=True)
class OpenElement:
    """An element whose end tag has not been read."""

    tag: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    origin: Origin | None = None
    blocks: int = 0
    """How many of its children are blocks."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """Text between two tags, as Markdown left it: with its marks, and without data."""

    marked_text: str
    path: tuple[OpenElement, ...]
    """The elements round it, the outermost first."""
    block: OpenElement
    """The innermost of them that is not a part of a sentence."""
    earlier_blocks: int
    """How many blocks that one already holds: text behind an inner list is a paragraph of its own."""
    origin: Origin
    """The place before its first mark."""


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Words that are printed as they are, without any markup; those of an attribute have their marks."""

    marked_text: str
    place: str
    """Where they are, in words: `alt` of `<img>`."""
    origin: Origin | None
    reads: str = "plain words"
    """What can be written there."""

    @property
    def hint(self) -> str:
        """What to write."""
        return f"write {self.reads}: nothing else is read in {self.place}"


@dataclass(slots=True)
class PrintedWords:
    """All words of an HTML fragment, to be filled while it is read."""

    texts: list[PrintedText] = field(default_factory=list)
    plain: list[PlainWords] = field(default_factory=list)


class _HtmlTreeReader(HTMLParser):
    def __init__(self, marks: MarkTable, start: Origin, sink: Sink, *, template: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.printed = PrintedWords()
        self.marks, self.sink, self.template = marks, sink, template
        self.tags = TEMPLATE_TAGS if template else AUTHOR_TAGS
        self.here = start
        self.stack = [OpenElement("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.tags:
            near = () if tag in ACTIVE_TAGS else suggest_nearest(tag, self.tags)
            hints = near or (REMOVE_HINT if tag in ACTIVE_TAGS else "remove it, or write it in Markdown",)
            self._report("html-element", f"the HTML element `<{tag}>` is not allowed here", *hints)
            return
        if tag == "br" and self.stack[-1].tag in _TABLE_CONTAINER_TAGS:
            return  # two spaces at the end of a line between two rows
        if len(self.stack) > MAX_DEPTH:
            message = f"elements are nested more than {MAX_DEPTH} deep"
            hint = "write fewer lists, quotations and elements inside one another"
            self.sink.stop("html-depth", message, self.here, hint)
        attributes = self._filter_attributes(tag, attrs)
        if tag in VOID_TAGS:
            caption = self._read_caption(tag, dict(attrs).get("title"))
            self._add_node(Element(tag, caption, attributes, self.here))
        else:
            self.stack.append(OpenElement(tag, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID_TAGS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            self.handle_starttag(tag, [])  # browsers take `</br>` for a line break
        if tag not in self.tags or tag in VOID_TAGS:
            return
        if not any(opened.tag == tag for opened in self.stack):
            self._report("html-nesting", f"`</{tag}>` closes nothing")
            return
        if self.stack[-1].tag != tag:
            self._report("html-nesting", f"`<{self.stack[-1].tag}>` is not closed before `</{tag}>`")
        while self.stack[-1].tag != tag:
            self._close_element()
        self._close_element()

    def handle_data(self, data: str) -> None:
        if not self.template:
            path = tuple(self.stack)
            self.printed.texts.append(PrintedText(data, path, find_block(path), find_block(path).blocks, self.here))
        for part in filter(None, ANY_MARK.split(data)):
            if LINE_MARK.fullmatch(part):
                self._move_to(self.marks.get_origin(part))
            else:
                for node in self._to_nodes(part):
                    self._add_node(node)
                    if isinstance(node, Element) and "chart" in node.classes:
                        caption = extract_text(find_elements(node.children, "figcaption"))
                        self.printed.plain.append(PlainWords(caption, "the caption of a chart", self.here))

    def _to_nodes(self, part: str) -> tuple[Node, ...]:
        """The nodes that characters, or a mark, stand for."""
        if not ANY_MARK.fullmatch(part):
            return (Text(part, self.here),)
        return tuple(_set_origin(node, self.here) for node in self.marks.get_nodes(part))

    def _read_caption(self, tag: str, title: str | None) -> tuple[Node, ...]:
        """The title of an image as nodes: the figure's caption prints its citations."""
        if tag != "img" or not title or not VALUE_MARK.search(title):
            return ()
        parts = ANY_MARK.split(LINE_MARK.sub("", title))
        return tuple(node for part in parts if part for node in self._to_nodes(part))

    def handle_comment(self, data: str) -> None:
        """Comments are for authors: they are left out."""

    def handle_decl(self, decl: str) -> None:
        self._report("html-element", f"`<!{decl[:20]}>` is not allowed here")

    def handle_pi(self, data: str) -> None:
        self._report("html-element", f"`<?{data[:20]}>` is not allowed here")

    def finish(self) -> tuple[Node, ...]:
        self.close()
        while len(self.stack) > 1:
            self._report("html-nesting", f"`<{self.stack[-1].tag}>` is never closed")
            self._close_element()
        return tuple(self.stack[0].children)

    def _report(self, code: str, message: str, *hints: str) -> None:
        self.sink.error(code, message, self.here, *hints)

    def _move_to(self, origin: Origin) -> None:
        self.here = origin
        for opened in self.stack:
            opened.origin = opened.origin or origin

    def _add_node(self, node: Node) -> None:
        self.stack[-1].blocks += isinstance(node, Element) and node.tag not in INLINE_TAGS
        children = self.stack[-1].children
        last = children[-1] if children else None
        if isinstance(node, Text) and isinstance(last, Text) and last.origin == node.origin:
            children[-1] = replace(last, content=last.content + node.content)
        else:
            children.append(node)

    def _close_element(self) -> None:
        opened = self.stack.pop()
        if opened.tag == "h1" and not self.template:
            message = "a heading with one `#` is the title of the document, which a block cannot write"
            self.sink.error("heading-first-level", message, opened.origin or self.here, "write it with `##`")
        in_table = opened.tag == "p" and self.stack[-1].tag in _TABLE_CONTAINER_TAGS
        if in_table and all(map(_is_table_part, opened.children)):
            for child in opened.children:
                self._add_node(child)
            return
        self._add_node(Element(opened.tag, tuple(opened.children), opened.attributes, opened.origin or self.here))

    def _filter_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> dict[str, str]:
        allowed = _GLOBAL_ATTRIBUTES | _ATTRIBUTES_BY_TAG.get(tag, frozenset())
        kept: dict[str, str] = {}
        for name, value in attrs:
            if name not in allowed and not (self.template and (name == "role" or name.startswith(("data-", "aria-")))):
                self._report(
                    "html-attribute", f"`<{tag}>` may not carry `{name}` here", *suggest_nearest(name, allowed)
                )
                continue
            kept[name] = self.marks.strip_marks(value or "")
            if name in _WORD_ATTRIBUTES and value:
                reads = "plain words and citations" if (tag, name) == ("img", "title") else "plain words"
                self.printed.plain.append(PlainWords(value, f"`{name}` of `<{tag}>`", self.here, reads))
            if (tag, name) != ("img", "title") and self._has_unprintable_node(value or ""):
                message = f"a citation or a `ref` is not allowed in `{name}` of `<{tag}>`"
                self._report("html-attribute", message, "write it in the text")
            if name == "href" and not _is_safe_address(kept[name]):
                hints = _suggest_address(kept[name])
                self._report("html-address", f"the address `{kept[name]}` is not a web or e-mail address", *hints)
                del kept[name]
        if "align" in kept:
            kept["class"] = f"{kept.get('class', '')} align-{kept.pop('align')}".strip()
        return kept

    def _has_unprintable_node(self, value: str) -> bool:
        """Whether an attribute holds a node that it cannot print; the source of a fact is left out instead."""
        nodes = (node for mark in VALUE_MARK.findall(value) for node in self.marks.get_nodes(mark))
        return any(
            isinstance(node, CrossReference) or (isinstance(node, Citation) and not node.automatic) for node in nodes
        )


def find_block(path: Sequence[OpenElement]) -> OpenElement:
    """The innermost open element that is not a part of a sentence."""
    return next((opened for opened in reversed(path) if opened.tag not in INLINE_TAGS), path[0])


def _is_table_part(node: Node) -> bool:
    blank = isinstance(node, Text) and not node.content.strip()
    return blank or (isinstance(node, Element) and node.tag in _TABLE_PART_TAGS)


def _is_safe_address(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in _ALLOWED_SCHEMES and (bool(parts.scheme) or address.startswith("#") or not address)


def _suggest_address(address: str) -> tuple[str, ...]:
    if _HOST.match(address):
        return (f"write `https://{address}`",)
    return () if ":" in address else ('write `{{ ref("...") }}` to refer to another block',)


def _set_origin(node: Node, here: Origin) -> Node:
    """A node that a mark stood for, with the place of the mark."""
    is_data = isinstance(node, Text) or (isinstance(node, Citation) and node.automatic)
    if is_data and (node.origin is None or isinstance(node.origin, DataOrigin)):
        return replace(node, origin=replace(node.origin or DataOrigin(""), path=here.path, line=here.line))
    if isinstance(node, Text | Citation | CrossReference | Note) and node.origin is None:
        return replace(node, origin=here)
    return node


def read_html(
    html: str,
    marks: MarkTable,
    start: Origin,
    sink: Sink,
    *,
    template: bool = False,
    printed: PrintedWords | None = None,
) -> tuple[Node, ...]:
    """The tree of an HTML fragment; `printed` is filled with its words.

    `template` allows what a page template needs beyond an author's text: `body`, `h1`, landmarks, `role`,
    `data-*` and `aria-*`. What is not allowed becomes a diagnostic at its line.
    """
    reader = _HtmlTreeReader(marks, start, sink, template=template)
    reader.feed(html)
    nodes = reader.finish()
    if printed is not None:
        printed.texts.extend(reader.printed.texts)
        printed.plain.extend(reader.printed.plain)
    return nodes
