"""Reads the Markdown that an import wrote as briefgen will read it, so that every word can be compared with the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from briefgen.compose.fill import FillError, TemplateFiller
from briefgen.compose.markdown import MarkdownConverter
from briefgen.compose.markdown_reader import MarkdownReader
from briefgen.compose.marks import MarkTable
from briefgen.decompose.captions import has_only_label, remove_label
from briefgen.decompose.imported_text import Remark
from briefgen.decompose.pandoc_tree import WORD
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.tree import Element, Node, Note, Text

INLINE_TAGS = frozenset("a abbr b bdi cite code del em i ins mark q s small span strong sub sup".split())


class WordReader:
    """Reads the words of Markdown, in one language."""

    def __init__(self, language: str, images: Collection[str], sink: Sink) -> None:
        marks = MarkTable()
        filler = TemplateFiller(marks, {}, str)
        converter = MarkdownConverter(language, marks)
        self._reader = MarkdownReader(filler, converter, {image: Path(image) for image in images}, sink)
        self._sink = sink

    def read_words(self, text: str, origin: Origin, name: str) -> Counter[str]:
        """The words of a text and its notes; what briefgen would say of it goes into the sink."""
        try:
            return count_tokens(self._reader.read(text, origin, name))
        except FillError as error:
            self._sink.extend([error.diagnostic])
            return Counter()

    def read_line_words(self, line: str, origin: Origin) -> Counter[str]:
        """The words of a title."""
        try:
            return count_tokens(self._reader.read_line(line, origin)) if line else Counter()
        except FillError as error:
            self._sink.extend([error.diagnostic])
            return Counter()


def count_tokens(nodes: Sequence[Node]) -> Counter[str]:
    """The words of a tree; a word that a note interrupts is one."""
    notes: list[Note] = []
    words = Counter(WORD.findall("".join(_list_texts(nodes, notes))))
    for note in notes:
        words += count_tokens(note.children)
    return words


def _list_texts(nodes: Sequence[Node], notes: list[Note]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text():
                yield node.content
            case Note():
                notes.append(node)
            case Element():
                space = "" if node.tag in INLINE_TAGS else " "
                yield space
                yield from _list_texts(node.children, notes)
                yield space


def find_lost_words(passages: Sequence[Remark], written: Counter[str]) -> list[Remark]:
    """The passages of the file with words that are in nothing that was written, and these words."""
    available = Counter(written)
    lost = []
    # Captions come last: only they may lack words, those of a label, which briefgen does not print.
    for passage in sorted(passages, key=lambda passage: bool(remove_label(passage.text.strip())[1])):
        words = Counter(WORD.findall(passage.text))
        missing = words - available
        available -= words
        if missing and not has_only_label(missing, passage.text):
            listed = " ".join(f"`{word}`" for word in missing.elements())
            lost.append(Remark(passage.place, f"{listed} of `{' '.join(passage.text.split())}`"))
    return lost
