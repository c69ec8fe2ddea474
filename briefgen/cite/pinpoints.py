"""The pinpoint in the words of the style, and the author's own prefix and suffix, carried through the citation engine unchanged.

Engines change pinpoints and do not know articles. So each is sent as one private character,
which has no meaning for the engine, and replaced by the words afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.cite.pandoc_inlines import join_texts
from briefgen.cite.word_pinpoints import PinpointWords
from briefgen.model.library import Source
from briefgen.model.tree import CitedWork, Element, Node, Text

FIRST_PRIVATE_CHARACTER = 0xF0000
"""The first private character; the loader refuses them in the user's files."""
_MARK = re.compile(f"([{chr(FIRST_PRIVATE_CHARACTER)}-{chr(FIRST_PRIVATE_CHARACTER + 0xFFFD)}])")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])")
_PAGE_OF_REPORT = re.compile(r"\bp\. \S+, $")
_PAGES = re.compile(r"pp?\. ")
_PUNCTUATION_WITHOUT_SPACE = ",;:.)]’”»،؛۔，、；：。．）」』》"


@dataclass(slots=True)
class PinpointTable:
    """The words of one run, by the character that stands for them."""

    pinpoint_words: PinpointWords
    """How the style words a pinpoint."""
    language: str
    sources: Mapping[str, Source]
    words: list[tuple[str, str]] = field(default_factory=list)
    """What each character stands for: its part in the citation (`prefix`, `locator`, `suffix`) and the words."""
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    """The character of each."""

    def encode_prefix(self, work: CitedWork) -> str:
        """The prefix of a cited work as it is sent."""
        return self._encode("prefix", work.prefix)

    def encode_suffix(self, work: CitedWork) -> str:
        """The suffix as it is sent: the pinpoint, in braces so that pandoc keeps it whole, then the prose."""
        source = self.sources.get(work.key)
        words = self.pinpoint_words.format_pinpoint(work.pinpoint, source.csl if source else {}, self.language)
        locator = f",{{{self._encode('locator', words)}}}" if words else ""
        return locator + self._encode("suffix", work.suffix)

    def restore(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """The engine's words with the author's words in the place of characters."""
        return join_texts(part for node in nodes for part in self._restore_node(node))

    def _encode(self, part: str, words: str) -> str:
        """The same words get the same character: an engine compares pinpoints to find an `ibid`."""
        if not words.strip():
            return ""
        if (part, words) not in self.marks:
            self.marks[part, words] = chr(FIRST_PRIVATE_CHARACTER + len(self.words))
            self.words.append((part, words))
        return self.marks[part, words]

    def _restore_node(self, node: Node) -> Iterator[Node]:
        if isinstance(node, Element):
            yield node.with_children(self.restore(node.children))
        elif not isinstance(node, Text):
            yield node
        else:
            before = ""
            for piece in _MARK.split(node.content):
                if not _MARK.fullmatch(piece):
                    before += piece
                    continue
                part, words = self.words[ord(piece) - FIRST_PRIVATE_CHARACTER]
                yield Text(_adjust_text_before(before, part, words))
                yield from parse_emphasis(words.strip() if part == "prefix" else words.rstrip())
                before = ""
            yield Text(before)


def parse_emphasis(text: str) -> Iterator[Node]:
    """The author's prose: characters, and `*words*` in italics."""
    for position, piece in enumerate(_EMPHASIS.split(text)):
        yield Element("em", (Text(piece),)) if position % 2 else Text(piece)


def _adjust_text_before(before: str, part: str, words: str) -> str:
    """The engine's text before the words, without punctuation that does not fit them.

    A pinpoint in square brackets has no comma before it; a page after the first page of a report is `at` it; a suffix has its own
    punctuation.
    """
    if part == "locator" and _PAGES.match(words) and _PAGE_OF_REPORT.search(before):
        return f"{before}at "
    if part == "locator" and words.startswith("["):
        return re.sub(r",\s*$", " ", before)
    if part == "suffix":
        bare = before.rstrip(" ,")
        return bare if words[0] in _PUNCTUATION_WITHOUT_SPACE or words[0].isspace() or not bare else f"{bare} "
    return before
