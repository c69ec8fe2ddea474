"""Converts Markdown to HTML, with pandoc's citations and the quotation marks of the language. Home of Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import markdown
from markdown.extensions.smarty import SmartyExtension
from markdown.inlinepatterns import InlineProcessor

from briefgen.compose.list_layout import lay_out
from briefgen.compose.list_markers import ListStyle, rewrite_list_markers
from briefgen.compose.marks import LINE_BASE, LINE_MARK, PLANE_SIZE, VALUE_BASE, VALUE_MARK, MarkTable
from briefgen.compose.python_markdown import (
    EXTENSIONS,
    PUNCTUATION,
    RaggedRow,
    RaggedTables,
    build_further_extensions,
    keep_markup_in_attributes,
    match_brackets_once,
    read_markdown_in_html,
)
from briefgen.compose.second_reading import MarkdownBlock, SecondReading
from briefgen.model.citation_syntax import CITATION_CLUSTER, NARRATIVE_CITATION, parse_cluster, parse_narrative
from briefgen.model.punctuation import Quotes, are_quotes_paired, find_quotes
from briefgen.model.tree import Citation, CitedWork, Text, extract_text

_QUOTE_NAMES = ("left-single-quote", "right-single-quote", "left-double-quote", "right-double-quote")
"""What the extension calls them."""

_LINE_RANGE, _VALUE_RANGE = (f"{chr(base)}-{chr(base + PLANE_SIZE)}" for base in (LINE_BASE, VALUE_BASE))
_APOSTROPHE_PATTERN = rf"(?<=[^\W\d_])'(?=[*_\"«“]*[^\W_]|[{_LINE_RANGE}{_VALUE_RANGE}])"
"""A straight mark between two letters is an apostrophe in every language, whatever its quotation marks are."""
_OPENING_QUOTE_PATTERN = rf"(?<=[{_LINE_RANGE}])[\"']+(?=[*_]*[^\W_]|[*_]*[\[({_VALUE_RANGE}])"
"""A quotation mark at the start of a line opens. The extension does not see this, for the mark of the line comes first."""

_PRIORITY_OF_ESCAPES, _PRIORITY_BEFORE_NOTES_AND_LINKS, _PRIORITY_AFTER_ADDRESSES, _PRIORITY_AFTER_HTML = (
    180,
    176,
    85,
    84,
)
"""Places in Python-Markdown's order of inline patterns, high first: code 190, escapes 180, notes 175, links 160, HTML 90."""


def _find_unpaired_quotes(language: str) -> Quotes | None:
    """The marks that the extension sets; of other languages, `typography` sets them in the tree."""
    return None if are_quotes_paired(language) else find_quotes(language)


@dataclass(frozen=True, slots=True)
class ConvertedText:
    """A text as Python-Markdown prints it, and what is known besides."""

    html: str
    blocks: Sequence[MarkdownBlock]
    """The blocks that CommonMark sees in it."""
    list_styles: Mapping[str, ListStyle]
    """The style of lists with letters, by the line mark of their items."""
    ragged_rows: Sequence[RaggedRow]
    escaped: Mapping[str, str]
    """The characters behind a backslash, by their marks."""


class _Replacement(InlineProcessor):
    """Replaces what a pattern matches by the text that a function returns; by nothing else where it returns None."""

    def __init__(self, pattern: str, md: markdown.Markdown, build_text: Callable[[re.Match[str]], str | None]) -> None:
        super().__init__(pattern, md)
        self._build_text = build_text

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name and its wider return type
        self, m: re.Match[str], _data: str
    ) -> tuple[str | None, int | None, int | None]:
        text = self._build_text(m)
        return (None, None, None) if text is None else (text, m.start(0), m.end(0))


class MarkdownConverter:
    """Markdown to HTML for the texts of one brief."""

    def __init__(self, language: str, marks: MarkTable) -> None:
        self.language = language
        quotes = _find_unpaired_quotes(language)
        self._second_reading = SecondReading()
        self._ragged_rows: list[RaggedRow] = []
        extensions: list[markdown.Extension | str] = [RaggedTables(self._ragged_rows), *EXTENSIONS]
        if quotes:
            names = dict(zip(_QUOTE_NAMES, quotes, strict=True))
            extensions.append(SmartyExtension(substitutions=names, smart_dashes=True))
        self._marks = marks
        self._markdown = markdown.Markdown(extensions=[*extensions, *build_further_extensions()], output_format="xhtml")
        read_markdown_in_html(self._markdown)
        match_brackets_once(self._markdown)
        keep_markup_in_attributes(self._markdown)
        self._unescape = InlineProcessor("", self._markdown).unescape
        self._escaped: dict[str, str] = {}
        self._register("escape", r"\\(.)", self._build_escaped, _PRIORITY_OF_ESCAPES)
        self._register("citation", CITATION_CLUSTER.pattern, self._build_cluster, _PRIORITY_BEFORE_NOTES_AND_LINKS)
        self._register("narrative", NARRATIVE_CITATION.pattern, self._build_narrative, _PRIORITY_AFTER_ADDRESSES)
        if quotes:
            open_quotes = partial(_open_quotes, quotes)
            self._register("opening-quote", _OPENING_QUOTE_PATTERN, open_quotes, _PRIORITY_AFTER_HTML)
        self._register("apostrophe", _APOSTROPHE_PATTERN, lambda _: "’", _PRIORITY_AFTER_HTML)

    def _register(
        self, name: str, pattern: str, build_text: Callable[[re.Match[str]], str | None], priority: int
    ) -> None:
        self._markdown.inlinePatterns.register(_Replacement(pattern, self._markdown, build_text), name, priority)

    def convert(self, text: str) -> ConvertedText:
        """The HTML of a marked text; citations in it have become marks too.

        Definitions of the previous text are forgotten first: labels of notes, links and abbreviations never pass
        from one block to another.
        """
        self._markdown.reset()
        self._ragged_rows.clear()
        rewritten, styles = rewrite_list_markers(text, self.language)
        blocks = self._second_reading.read(rewritten, styles)
        html = str(self._markdown.convert(lay_out(rewritten, blocks, self._marks.add_nodes())))
        return ConvertedText(html, blocks, styles, tuple(self._ragged_rows), self._escaped)

    def _build_cluster(self, match: re.Match[str]) -> str | None:
        """A mark for `[see @a, p 2; @b, para 45]`, with one level of brackets inside for pinpoints such as `[26]`."""
        raw = VALUE_MARK.sub(lambda mark: self._escaped.get(mark[0], mark[0]), str(self._unescape(match["cluster"])))
        works = parse_cluster(" ".join(LINE_MARK.sub("", raw).split()))
        if works is None:
            return None
        citation = Citation(tuple(self._insert_values(work) for work in works))
        return self._marks.add_nodes(citation) + "".join(LINE_MARK.findall(raw))

    def _build_escaped(self, match: re.Match[str]) -> str | None:
        """A mark for a character behind a backslash: what is escaped is data, and never markup."""
        if match[1] not in PUNCTUATION:
            return None
        mark = self._marks.add_text(match[1])
        self._escaped[mark] = match[1]
        return mark

    def _build_narrative(self, match: re.Match[str]) -> str:
        return self._marks.add_nodes(parse_narrative(match))

    def _insert_values(self, work: CitedWork) -> CitedWork:
        """A cited work with data in the place of its marks: only now, so that data cannot become part of the syntax.

        Data that is not plain text, or would read as italics, stays a mark, which is an error.
        """

        def get_text(mark: re.Match[str]) -> str:
            nodes = self._marks.get_nodes(mark[0])
            plain = all(isinstance(node, Text) and "*" not in node.content for node in nodes)
            return extract_text(nodes) if plain else mark[0]

        prefix, pinpoint, suffix = (
            VALUE_MARK.sub(get_text, words) for words in (work.prefix, work.pinpoint, work.suffix)
        )
        return replace(work, prefix=prefix, pinpoint=pinpoint, suffix=suffix)


def _open_quotes(quotes: Quotes, match: re.Match[str]) -> str:
    return match[0].replace("'", quotes[0]).replace('"', quotes[2])
