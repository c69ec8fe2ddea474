"""The author's own words in a citation, pinpoint, prefix and suffix, carried through the citation engine untouched.

Engines re-word pinpoints (`p 2` becomes `2`) and know no articles. So each is sent as one private character,
which means nothing to the engine, and set in afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefgen.cite.pandoc_inlines import joined
from briefgen.values.tree import CitedWork, Element, Node, Text

FIRST = 0xF0000
"""The first private character; the loader refuses them in the user's files."""
_MARK = re.compile(f"([{chr(FIRST)}-{chr(FIRST + 0xFFFD)}])")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])")
_ABBREVIATED = re.compile(r"(?<![^\W\d_])(arts?|paras?|pp?|ch|chap|sect|vol|nos?|subpara)(?=\s+\[?[\dIVXivx])(?!\.)")
_CLOSING_UP = ",;:.)]’”»"


@dataclass(slots=True)
class Pinpoints:
    """The words of one run by the character that stands for them."""

    stops_after_labels: bool
    """Whether the style writes `para. 21` and `p. 5` for the author's `para 21` and `5`."""
    words: list[tuple[str, str]] = field(default_factory=list)
    """What each character stands for: its part in the citation (`prefix`, `locator`, `suffix`) and the words."""

    def prefix(self, work: CitedWork) -> str:
        """What to send as the prefix of a cited work."""
        return self._mark("prefix", work.prefix)

    def suffix(self, work: CitedWork) -> str:
        """What to send as the suffix: the pinpoint in the braces that make pandoc take it whole, then the prose."""
        locator = f",{{{self._mark('locator', self._styled(work.locator))}}}" if work.locator else ""
        return locator + self._mark("suffix", work.suffix)

    def restored(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """The engine's words with the author's set in."""
        return joined(part for node in nodes for part in self._restored(node))

    def _mark(self, part: str, words: str) -> str:
        """The same words get the same character: an engine compares pinpoints to know an `ibid`."""
        if not words.strip():
            return ""
        if (part, words) not in self.words:
            self.words.append((part, words))
        return chr(FIRST + self.words.index((part, words)))

    def _styled(self, locator: str) -> str:
        if not self.stops_after_labels:
            return locator
        if locator[:1].isdigit():
            return f"pp. {locator}" if re.search(r"[-–,]", locator) else f"p. {locator}"
        return _ABBREVIATED.sub(r"\1.", locator)

    def _restored(self, node: Node) -> Iterator[Node]:
        if isinstance(node, Element):
            yield node.with_children(self.restored(node.children))
        elif not isinstance(node, Text):
            yield node
        else:
            before = ""
            for piece in _MARK.split(node.content):
                if not _MARK.fullmatch(piece):
                    before += piece
                    continue
                part, words = self.words[ord(piece) - FIRST]
                yield Text(_led_up(before, part, words))
                yield from emphasised(words.strip() if part == "prefix" else words.rstrip())
                before = ""
            yield Text(before)


def emphasised(text: str) -> Iterator[Node]:
    """The author's prose: characters, and `*words*` in italics."""
    for position, piece in enumerate(_EMPHASIS.split(text)):
        yield Element("em", (Text(piece),)) if position % 2 else Text(piece)


def _led_up(before: str, part: str, words: str) -> str:
    """What the engine put before the words, without punctuation that does not fit them.

    A pinpoint in square brackets takes no comma; a suffix brings its own punctuation.
    """
    if part == "locator" and words.startswith("["):
        return re.sub(r",\s*$", " ", before)
    if part == "suffix":
        bare = before.rstrip(" ,")
        return bare if words[0] in _CLOSING_UP or words[0].isspace() or not bare else f"{bare} "
    return before
