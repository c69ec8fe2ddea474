"""Markdown to HTML: Python-Markdown with its extensions and pandoc's citations. Home of Python-Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element as HtmlElement

import markdown
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor

from briefgen.compose.marks import LINE_BASE, LINE_MARK, PLANE_SIZE, VALUE_BASE, VALUE_MARK, MarkTable
from briefgen.model.citation_syntax import CITATION_CLUSTER, NARRATIVE_CITATION, parse_cluster, parse_narrative
from briefgen.model.tree import Citation, CitedWork, Text, extract_text

_QUOTATION_MARKS = {
    "en": ("‘", "’", "“", "”"),
    "fr": ("“", "”", "«\u00a0", "\u00a0»"),
    "es": ("“", "”", "«", "»"),
    "ru": ("„", "“", "«", "»"),
    "de": ("‚", "‘", "„", "“"),
}
"""Single and double marks that straight ones become, by language; other languages keep what was typed."""


def get_quotation_marks(language: str) -> tuple[str, str, str, str]:
    """Single and double quotation marks of a language, each opening and closing; English ones where none are known."""
    return _QUOTATION_MARKS.get(language.partition("-")[0], _QUOTATION_MARKS["en"])


_LINE_RANGE, _VALUE_RANGE = (f"{chr(base)}-{chr(base + PLANE_SIZE)}" for base in (LINE_BASE, VALUE_BASE))
_APOSTROPHE_PATTERN = rf"(?<=[^\W\d_])'(?=[*_\"«“]*[^\W_]|[{_LINE_RANGE}{_VALUE_RANGE}])"

_OPENING_QUOTE_PATTERN = rf"(?<=[{_LINE_RANGE}])[\"']+(?=[*_]*[^\W_]|[*_]*[\[({_VALUE_RANGE}])"

_PRIORITY_BEFORE_NOTES_AND_LINKS, _PRIORITY_AFTER_ADDRESSES, _PRIORITY_AFTER_HTML = 176, 85, 84
"""Places in Python-Markdown's order of inline patterns, high first: code 190, escapes 180, notes 175, links 160, HTML 90."""


class _CitationProcessor(InlineProcessor):
    """`[see @a, p 2; @b, para 45]`, with one level of brackets inside for pinpoints such as `[26]`."""

    def __init__(self, md: markdown.Markdown, marks: MarkTable) -> None:
        super().__init__(CITATION_CLUSTER.pattern, md)
        self._marks = marks

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name and its wider return type
        self, m: re.Match[str], _data: str
    ) -> tuple[str | HtmlElement | None, int | None, int | None]:
        raw = str(self.unescape(m["cluster"]))
        works = parse_cluster(" ".join(LINE_MARK.sub("", raw).split()))
        if works is None:
            return None, None, None
        lines = "".join(LINE_MARK.findall(raw))
        return (
            self._marks.add_nodes(Citation(tuple(self._insert_values(work) for work in works))) + lines,
            m.start(0),
            m.end(0),
        )

    def _insert_values(self, work: CitedWork) -> CitedWork:
        """A cited work with data in the place of its marks: only now, so that data cannot become part of the syntax.

        What is not plain text, or would read as italics, stays a mark, which is an error.
        """

        def characters(mark: re.Match[str]) -> str:
            nodes = self._marks.get_nodes(mark[0])
            plain = all(isinstance(node, Text) and "*" not in node.content for node in nodes)
            return extract_text(nodes) if plain else mark[0]

        def filled(words: str) -> str:
            return VALUE_MARK.sub(characters, words)

        return replace(work, prefix=filled(work.prefix), pinpoint=filled(work.pinpoint), suffix=filled(work.suffix))


class _NarrativeCitationProcessor(InlineProcessor):
    """`@key` without brackets."""

    def __init__(self, md: markdown.Markdown, marks: MarkTable) -> None:
        super().__init__(NARRATIVE_CITATION.pattern, md)
        self._marks = marks

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name and its wider return type
        self, m: re.Match[str], _data: str
    ) -> tuple[str | HtmlElement | None, int | None, int | None]:
        return self._marks.add_nodes(parse_narrative(m, None)), m.start(0), m.end(0)


class _ApostropheProcessor(InlineProcessor):
    """A straight mark between two letters is an apostrophe in every language, whatever its quotation marks are."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name and its wider return type
        self, m: re.Match[str], _data: str
    ) -> tuple[str | HtmlElement | None, int | None, int | None]:
        return "’", m.start(0), m.end(0)


class _OpeningQuoteProcessor(InlineProcessor):
    """A quotation mark first in its line opens: the mark of the line before it hides that from the extension."""

    def __init__(self, md: markdown.Markdown, quotes: tuple[str, str, str, str]) -> None:
        super().__init__(_OPENING_QUOTE_PATTERN, md)
        self._open = {"'": quotes[0], '"': quotes[2]}

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name and its wider return type
        self, m: re.Match[str], _data: str
    ) -> tuple[str | HtmlElement | None, int | None, int | None]:
        return "".join(self._open[typed] for typed in m[0]), m.start(0), m.end(0)


def _build_extensions(language: str) -> list[markdown.Extension | str]:
    extensions: list[markdown.Extension | str] = [
        TableExtension(use_align_attribute=True),
        "footnotes",
        "attr_list",
        "def_list",
        "abbr",
        "admonition",
        "md_in_html",
        "sane_lists",
    ]
    quotes = _QUOTATION_MARKS.get(language.partition("-")[0])
    if quotes:
        names = ("left-single-quote", "right-single-quote", "left-double-quote", "right-double-quote")
        extensions.append(SmartyExtension(substitutions=dict(zip(names, quotes, strict=True)), smart_dashes=True))
    return extensions


class MarkdownConverter:
    """Markdown to HTML for the texts of one brief."""

    def __init__(self, language: str, marks: MarkTable) -> None:
        self._markdown = markdown.Markdown(extensions=_build_extensions(language), output_format="xhtml")
        self._markdown.ESCAPED_CHARS = [*self._markdown.ESCAPED_CHARS, "@"]
        patterns = self._markdown.inlinePatterns
        patterns.register(_CitationProcessor(self._markdown, marks), "citation", _PRIORITY_BEFORE_NOTES_AND_LINKS)
        patterns.register(
            _NarrativeCitationProcessor(self._markdown, marks), "narrative-citation", _PRIORITY_AFTER_ADDRESSES
        )
        quotes = _QUOTATION_MARKS.get(language.partition("-")[0])
        if quotes:
            patterns.register(_OpeningQuoteProcessor(self._markdown, quotes), "opening-mark", _PRIORITY_AFTER_HTML)
        patterns.register(_ApostropheProcessor(_APOSTROPHE_PATTERN, self._markdown), "apostrophe", _PRIORITY_AFTER_HTML)

    def to_html(self, text: str) -> str:
        """The HTML of a marked text; citations in it have become marks too.

        All that the last text defined is forgotten first: labels of notes, links and abbreviations never pass
        from one block to another.
        """
        self._markdown.reset()
        return str(self._markdown.convert(text))
