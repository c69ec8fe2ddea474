"""Changes to Python-Markdown: cells that it would drop, Markdown inside HTML, headings with a space, sub- and superscripts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from xml.etree.ElementTree import Element as XmlElement

import markdown
from markdown.extensions.md_in_html import HtmlBlockPreprocessor as BlockPreprocessor
from markdown.extensions.md_in_html import HTMLExtractorExtra
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import ImageInlineProcessor, ImageReferenceInlineProcessor, LinkInlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE
from pymdownx.caret import InsertSupExtension
from pymdownx.saneheaders import SaneHeadersExtension
from pymdownx.tilde import DeleteSubExtension

EXTENSIONS = (
    "footnotes",
    "attr_list",
    "def_list",
    "abbr",
    "admonition",
    "fenced_code",
    "md_in_html",
    "sane_lists",
)
"""The extensions of Python-Markdown that are used as they are."""
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
"""What a backslash escapes: CommonMark 0.31, 2.4."""


_STRUCTURE_TAGS = frozenset("caption colgroup dl figcaption figure ol table tbody tfoot thead tr ul".split())
"""Elements that hold elements, or words without paragraphs."""


class _TableProcessor(TableProcessor):
    """Keeps what is in a row besides its cells, for a message."""

    def __init__(self, parser: markdown.blockparser.BlockParser, config: dict[str, Any], rows: list[RaggedRow]) -> None:
        super().__init__(parser, config)
        self._rows = rows

    def _build_row(self, row: str, parent: XmlElement, align: Sequence[str | None]) -> None:
        cells = self._split_row(row)  # type: ignore[attr-defined]  # the types lack it
        if len(cells) != len(align):
            self._rows.append((tuple(cells), len(align)))
        super()._build_row(row, parent, align)  # type: ignore[misc]


def build_further_extensions() -> tuple[markdown.Extension, ...]:
    """`^2^`, `~2~`, and headings with a space behind their `#`."""
    return (SaneHeadersExtension(), InsertSupExtension(insert=False), DeleteSubExtension())


RaggedRow = tuple[tuple[str, ...], int]
"""The cells of a row with too many or too few, and how many columns its table has."""


class RaggedTables(TableExtension):
    """Tables whose rows with too many or too few cells are kept in `rows`."""

    def __init__(self, rows: list[RaggedRow]) -> None:
        super().__init__(use_align_attribute=True)
        self._rows = rows

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: D102, N802 - the library's
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(_TableProcessor(md.parser, self.getConfigs(), self._rows), "table", 75)


class _HtmlReader(HTMLExtractorExtra):
    """Reads the Markdown inside an author's HTML without `markdown="1"`."""

    def get_state(self, tag: str, attrs: Mapping[str, str]) -> Literal["block", "span", "off"] | None:
        if tag in self.span_and_blocks_tags:
            attrs = {"markdown": "span" if tag in _STRUCTURE_TAGS else "1", **attrs}
        return super().get_state(tag, attrs)


class _HtmlBlocks(BlockPreprocessor):
    def run(self, lines: list[str]) -> list[str]:
        reader = _HtmlReader(self.md)
        reader.feed("\n".join(lines))
        reader.close()
        return "".join(reader.cleandoc).split("\n")


def read_markdown_in_html(md: markdown.Markdown) -> None:
    """Have Markdown read in every element that an author writes."""
    md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)


class _Brackets:
    """Finds the words in brackets as `LinkInlineProcessor.getText` does, which reads on to the end from every bracket."""

    def __init__(self) -> None:
        self._data = ""
        self._closing: dict[int, int] = {}

    def get_text(self, data: str, index: int) -> tuple[str, int, bool]:
        """The words behind the bracket that ends before `index`, where they end, and whether they do."""
        if data != self._data:
            self._data, self._closing = data, _match_brackets(data)
        end = self._closing.get(index - 1)
        return ("", len(data), False) if end is None else (data[index:end], end + 1, True)


def _match_brackets(data: str) -> dict[int, int]:
    """The places of closing brackets, by those of the opening ones."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    for match in re.finditer(r"[\[\]]", data):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            closing[opened.pop()] = match.start()
    return closing


def keep_markup_in_attributes(md: markdown.Markdown) -> None:
    """Have the alternative text of an image keep its notes and links as they are written, so that they can be reported."""
    inline: Any = md.treeprocessors["inline"]  # the types lack `stashed_nodes`

    def unescape(text: str) -> str:
        def write(match: re.Match[str]) -> str:
            found = inline.stashed_nodes.get(match[1])
            return _write_markup(found) if isinstance(found, XmlElement) else found or match[0]

        return INLINE_PLACEHOLDER_RE.sub(write, text)

    for pattern in md.inlinePatterns:
        if isinstance(pattern, ImageInlineProcessor | ImageReferenceInlineProcessor):
            pattern.unescape = unescape  # type: ignore[method-assign]


def _write_markup(element: XmlElement) -> str:
    words = "".join(element.itertext())
    if element.get("id", "").startswith("fnref"):
        return f"[^{element.get('id', '').rpartition(':')[2]}]"
    return f"[{words}]({element.get('href')})" if element.tag == "a" else words


MAX_TARGET = 4_000
"""Characters of the address and title of a link. Markdown reads on to the end of the text from every open parenthesis."""


class _Target:
    """Reads the address and title of a link as `LinkInlineProcessor.getLink` does, and no further than `MAX_TARGET`."""

    def __init__(self, pattern: LinkInlineProcessor) -> None:
        self._read = pattern.getLink

    def get_link(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """The address and title behind `index`, where they end, and whether there are any."""
        if data.find(")", index, index + MAX_TARGET) < 0:
            return "", None, index, False
        return self._read(data[: index + MAX_TARGET], index)


def match_brackets_once(md: markdown.Markdown) -> None:
    """Have links and images find their brackets in a time that grows with the text, not with its square."""
    brackets = _Brackets()
    for pattern in md.inlinePatterns:
        if isinstance(pattern, LinkInlineProcessor):
            pattern.getText = brackets.get_text  # type: ignore[method-assign]
            if type(pattern).getLink is LinkInlineProcessor.getLink:
                pattern.getLink = _Target(pattern).get_link  # type: ignore[method-assign]
