"""The words of a typed note with their italics and links: cut into pieces, one for each work, and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from briefgen.decompose.pandoc_tree import SPACES, PandocNode

ITALIC = frozenset({"Emph", "Underline"})
WRAPPERS = frozenset({"Span", "Strong", "SmallCaps", "Superscript", "Subscript"})
"""Inlines whose look says nothing about a work."""
_END_OF_PIECE = re.compile(
    r";\s+|(?<=[\w)\]”\"’'>])\.\s+(?=(?:See|Cf|But see|Voir|Véase|V[ée]ase también|Also|Compare)\b)"
    r"|(?<=[\d)]),?\s+(?=and (?:see (?:also )?)?(?:[A-Z]{1,5}/[A-Z\d]|general (?:comment|recommendation) [Nn]o))"
)
"""Behind a place also "and" with the symbol of a document."""
_SENTENCE_AFTER_SAME = re.compile(
    r"(?:[Ii]bid|[Ii]d)(?:\.|\.?,? (?:at )?[\d–, -]*\d(?: n\.\d+)?\.)\s+(?!(?:Arts?|Articles?|Paras?|Sections?|Rules?|Ch|S)\b)(?=[A-Z“][^\d]*\s)"
)
"""`Id. at 324. The court then said ...`: words follow the citation."""
_END_OF_WORK = re.compile(r"(?:(?<=[\d)\]])|(?<=\df)|(?<=\dff)|(?<=\d f)|(?<=\d ff))\.\s+(?=[A-Z“‘\"])")
_END_OF_PROSE = re.compile(
    r"(?<=[\s(“])[a-z][\w’'-]{2,}(?:\.[”\"]?|[”\"]\.)\s+(?=[A-Z“])|(?<=[a-z])\.’?[”\"]\s+(?=[A-Z])"
)
"""A word in small letters ends a sentence, and it is not an abbreviation."""
_END_OF_LONG_SENTENCE = re.compile(r"(?<=[\s(“])[A-Z][a-z’'-]{5,}\.\s+(?=[A-Z“])")
"""So does a name, behind words that are a sentence: `the rivers of Fordland. Ann Young, *Wells*`."""
_WORD_OF_SENTENCE = re.compile(r"[^\W\d_]{2,}")
_COMPARED = re.compile(r",\s+(?=with (?:id\b|[A-Z]))")
"""`Compare ..., with id. at 5`"""
_AND_WORK = re.compile(r"(?<=[\d)”’]),?\s+and\s+(?=(?:[A-Z][\w.’-]*,? ){1,5}(?P<title>.))")
"""Behind a work the names of other authors, and the start of a title."""
_CASE_AHEAD = r"(?=(?:[A-Z][\w.’-]+ ){1,4}v\.? [A-Z])"
_BEFORE_WORK = re.compile(
    rf"(?:[:,]\s+|(?<=[\w”’)])\s+)(?=(?:[Ss]ee|[Cc]f\.?|[Vv]oir|[Vv]éase|[Vv]gl\.)(?:,? also)?,?\s)|:\s+{_CASE_AHEAD}|\b(?:in|to|of|by)\s+{_CASE_AHEAD}"
)
_BEHIND_COLON = re.compile(r"(?<![\w’-])[a-zà-ÿ][\w’-]*\s?:\s+(?=[A-Z“‘\"])")
"""Behind a word in small letters: in a title the word would have a capital."""
_BEHIND_WORK = re.compile(
    r",?\s+(?=(?:which|where|who|whose|whereby|in which|arguing|noting|stating|holding|finding|explaining|discussing|regarding|concerning|citing|quoting|emphasi[sz]ing|describing)\b)|,?\s+(?=[“‘]|\((?![A-Z\d]))|:\s+(?=[“‘])|(?<=[\w/])\s+(?=[-–—]\s[a-z])"
)
MAX_CUTS, MIN_WORDS_OF_SENTENCE = 4, 8
_CLOSING_MARKS = {"“": "”", "„": "“"}
_SPACES = re.compile(r"\s{2,}")
_CODE_MARK = re.compile("[\ue000-\ue003]")


@dataclass(frozen=True, slots=True)
class NoteText:
    """Words of a note, each character with its look."""

    text: str
    italics: tuple[bool, ...]
    addresses: tuple[str, ...]
    """For each character the address that it links to; empty for none."""

    def extract_part(self, start: int, end: int) -> NoteText:
        """The words between two places, without the spaces round them."""
        part = self.text[start:end]
        first = start + len(part) - len(part.lstrip())
        last = first + len(part.strip())
        return NoteText(self.text[first:last], self.italics[first:last], self.addresses[first:last])

    def remove_part(self, start: int, end: int) -> NoteText:
        """The words but those between two places."""
        return NoteText(
            self.text[:start] + self.text[end:],
            self.italics[:start] + self.italics[end:],
            self.addresses[:start] + self.addresses[end:],
        )

    def is_italic(self, start: int, end: int) -> bool:
        """Whether most of the letters between two places are in italics."""
        marked = [italic for italic, letter in zip(self.italics, self.text, strict=True) if letter.isalnum()]
        before = sum(letter.isalnum() for letter in self.text[:start])
        count = sum(letter.isalnum() for letter in self.text[start:end])
        return count > 0 and sum(marked[before : before + count]) > count / 2

    def to_inlines(self) -> list[PandocNode]:
        """The words as inlines of pandoc."""
        result: list[PandocNode] = []
        looks = zip(self.italics, self.addresses, strict=True)
        position = 0
        for (italic, address), group in groupby(looks):
            words = self.text[position : position + len(list(group))]
            position += len(words)
            inlines: list[PandocNode] = [{"t": "Str", "c": words}]
            inlines = [{"t": "Emph", "c": inlines}] if italic else inlines
            result += [{"t": "Link", "c": [["", [], []], inlines, [address, ""]]}] if address else inlines
        return result


@dataclass(frozen=True, slots=True)
class NotePiece:
    """A part of a note, and where it starts and ends in it."""

    words: NoteText
    start: int
    end: int


def read_note(blocks: Sequence[PandocNode]) -> NoteText | None:
    """The words of the paragraphs of a note, as one; None for a note with other things in it, which stays as it is."""
    paragraphs = list(_list_paragraphs(blocks))
    if not paragraphs or any(paragraph is None for paragraph in paragraphs):
        return None
    joined = [inline for paragraph in paragraphs for inline in (*(paragraph or ()), {"t": "Space"})]
    characters = list(_list_characters(joined, italic=False, address=""))
    if any(character is None for character in characters):
        return None
    known = [character for character in characters if character is not None]
    text = "".join(letter for letter, _, _ in known)
    if _CODE_MARK.search(text):
        return None
    note = NoteText(text, tuple(italic for _, italic, _ in known), tuple(address for _, _, address in known))
    return note.extract_part(0, len(text))


def _list_paragraphs(blocks: Sequence[PandocNode]) -> Iterator[Sequence[PandocNode] | None]:
    """The words of each paragraph, indented or not; None for something else."""
    for block in blocks:
        match block["t"]:
            case "Para" | "Plain":
                yield block["c"]
            case "BlockQuote":
                yield from _list_paragraphs(block["c"])
            case _:
                yield None


def _list_characters(
    inlines: Sequence[PandocNode], *, italic: bool, address: str
) -> Iterator[tuple[str, bool, str] | None]:
    """Each character with its look; None for something that is not text."""
    for inline in inlines:
        kind = inline["t"]
        content: Any = inline.get("c")
        match kind:
            case "Str":
                yield from ((letter, italic, address) for letter in content)
            case _ if kind in SPACES:
                yield " ", italic, address
            case _ if kind in ITALIC:
                yield from _list_characters(content, italic=True, address=address)
            case _ if kind in WRAPPERS:
                yield from _list_characters(content[1] if kind == "Span" else content, italic=italic, address=address)
            case "Quoted":
                opening, closing = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
                yield opening, italic, address
                yield from _list_characters(content[1], italic=italic, address=address)
                yield closing, italic, address
            case "Link":
                yield from _list_characters(content[1], italic=italic, address=content[2][0])
            case _:
                yield None


def split_pieces(note: NoteText) -> list[NotePiece]:
    """The parts of a note that can each name a work: between semicolons, and sentences that start with a signal or follow "Id."."""
    enclosed = _list_enclosed(note)
    cuts = [0, *(match.end() for match in _END_OF_PIECE.finditer(note.text) if not enclosed[match.start()])]
    cuts += [
        match.start()
        for match in _AND_WORK.finditer(note.text)
        if not enclosed[match.start()] and (note.italics[match.start("title")] or match["title"] in _CLOSING_MARKS)
    ]
    if note.text.startswith("Compare "):
        cuts += [match.end() for match in _COMPARED.finditer(note.text) if not enclosed[match.start()]]
    cuts.sort()
    if same := _SENTENCE_AFTER_SAME.match(note.text):
        cuts = sorted({*cuts, same.end()})
    pieces = [build_piece(note, start, end) for start, end in zip(cuts, [*cuts[1:], len(note.text)], strict=True)]
    return [piece for piece in pieces if piece.end > piece.start]


def _list_enclosed(note: NoteText) -> list[bool]:
    """For each character whether it is in brackets, in quotation marks, or between words in italics: `*Wells; or, Memoirs*`."""
    result, depth, closing = [], 0, ""
    for position, character in enumerate(note.text):
        depth = max(0, depth + (character in "([") - (character in ")]"))
        closing = "" if character == closing else closing or _CLOSING_MARKS.get(character, "")
        result.append(bool(depth or closing or all(note.italics[position : position + 2])))
    return result


def split_sentences(piece: NotePiece) -> list[NotePiece]:
    """The sentences of a part that ends works with full stops: `*Deep Water* (Kiel 1990). *Wells* (Kiel 1991), 5`."""
    enclosed = _list_enclosed(piece.words)
    text = piece.words.text
    cuts = [0, *(match.end() for match in _END_OF_WORK.finditer(text) if not enclosed[match.start()])]
    cuts += [
        match.end() for match in _END_OF_PROSE.finditer(text) if not (enclosed[match.end() - 1] or "“" in match[0])
    ]
    cuts += [
        match.end()
        for match in _END_OF_LONG_SENTENCE.finditer(text)
        if not enclosed[match.start()]
        and _is_prose(text[max(cut for cut in cuts if cut <= match.start()) : match.start()])
    ]
    cuts = sorted(set(cuts))
    ends = [*cuts[1:], len(piece.words.text)]
    parts = [build_piece(piece.words, start, end) for start, end in zip(cuts, ends, strict=True)]
    return [NotePiece(part.words, piece.start + part.start, piece.start + part.end) for part in parts]


def is_remark(note: NoteText) -> bool:
    """Whether words are sentences of the author, and no work that nobody could read: they have no number and no italics."""
    return _is_prose(note.text) and not any(note.italics) and not re.search(r"\d", note.text)


def _is_prose(text: str) -> bool:
    """Whether words are a sentence, and no authors and titles: most of them have no capital."""
    words = _WORD_OF_SENTENCE.findall(text)
    return len(words) >= MIN_WORDS_OF_SENTENCE and 2 * sum(word.islower() for word in words) > len(words)


def split_at_work(sentence: NotePiece, *, is_doubtful: bool) -> Iterator[tuple[list[NotePiece], int]]:
    """The ways to cut a sentence between a work and the words that lead to it, or between it and those behind it.

    Each with the place of the work; the longest works come first.

    In a doubtful sentence a known work can be a part of what is cut: then only a signal or a case says where it starts.
    """
    enclosed = _list_enclosed(sentence.words)

    def find_cuts(pattern: re.Pattern[str]) -> list[re.Match[str]]:
        return [cut for cut in pattern.finditer(sentence.words.text) if not enclosed[cut.start()]]

    for cut in find_cuts(_BEFORE_WORK)[:MAX_CUTS]:
        yield _split_piece(sentence, cut.end()), -1
    if is_doubtful:
        return
    for cut in find_cuts(_BEHIND_COLON)[:MAX_CUTS]:
        yield _split_piece(sentence, cut.end()), -1
    for cut in find_cuts(_BEHIND_WORK)[-MAX_CUTS:]:
        yield _split_piece(sentence, cut.start()), 0


def _split_piece(piece: NotePiece, position: int) -> list[NotePiece]:
    words = piece.words
    parts = [build_piece(words, 0, position), build_piece(words, position, len(words.text))]
    return [
        NotePiece(part.words, piece.start + part.start, piece.start + part.end) for part in parts if part.words.text
    ]


def reduce_spaces(note: NoteText) -> NoteText:
    """Words with one space between them, and no marks round them."""
    note = NoteText(note.text.replace("\N{NO-BREAK SPACE}", " "), note.italics, note.addresses)
    for space in reversed(list(_SPACES.finditer(note.text))):
        note = note.remove_part(space.start() + 1, space.end())
    start = len(note.text) - len(note.text.lstrip(" ,.;:"))
    return note.extract_part(start, len(note.text.rstrip(" ,.;:")))


def trim_end(note: NoteText) -> NoteText:
    """Words without the marks that end them."""
    return note.extract_part(0, len(note.text.rstrip(" ;.")))


def build_piece(note: NoteText, start: int, end: int) -> NotePiece:
    """The words between two places, without the marks that end them."""
    words = note.text[start:end].rstrip(" ;.")
    first = start + len(words) - len(words.lstrip())
    return NotePiece(note.extract_part(first, start + len(words)), first, start + len(words))
