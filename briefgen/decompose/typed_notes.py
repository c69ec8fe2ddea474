"""Turns typed notes into citations: of works in a list of sources, of works cited before, of works that the note itself describes.

What is not sure stays as it was typed, and is reported. So does a note that points to a note without a work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.decompose.back_references import SIGNAL, BackReference, has_numbered_ids, read_back_reference
from briefgen.decompose.described_works import read_described_work
from briefgen.decompose.imported_text import CitedItem, ImportedCitation, ImportedText, Remark
from briefgen.decompose.known_works import (
    Work,
    find_work,
    is_lead,
    is_pinpoint,
    list_families,
    normalise,
    read_german_page,
)
from briefgen.decompose.listed_works import find_listed_work, list_works
from briefgen.decompose.note_form_parts import LIKELY
from briefgen.decompose.note_places import close_up_places, move_place_behind, shorten_following
from briefgen.decompose.note_reading import NoteReading
from briefgen.decompose.note_surroundings import LEAD_WITH_SIGNAL, QUOTED_NAME, SHORT_NAME, split_remark
from briefgen.decompose.note_text import (
    NotePiece,
    NoteText,
    is_remark,
    read_note,
    split_at_work,
    split_pieces,
    split_sentences,
    trim_end,
)
from briefgen.decompose.pandoc_tree import CITATION_MARK, PandocNode, build_mark, extract_words, walk_nodes
from briefgen.decompose.short_forms import (
    find_case,
    find_same_work,
    has_other_data,
    has_words,
    list_other_words,
    remove_known_words,
)
from briefgen.model.document_symbols import find_symbol

MAX_OTHER_WORDS = 2
"""Words of a short form that its work does not have: more of them are a sentence."""
_NUMBERS = re.compile(r"\d+")
_WITHOUT_SECTIONS = frozenset(("article-journal", "legal_case"))
"""Types of works of which `Id. § 5` is never a place: a law was named between."""


@dataclass(slots=True)
class NoteResolver:
    """Goes through the notes of a text in their order."""

    sources: Mapping[str, Work]
    """The works that can be meant, by their keys."""
    citations: list[ImportedCitation]
    works: dict[str, Mapping[str, Any]]
    """The works that are cited, by name: those of reference managers, of the sources, and those that notes describe."""
    listed: Mapping[str, Work] = field(default_factory=dict)
    """The works of the list of references of the text itself."""
    remarks: list[Remark] = field(default_factory=list)
    cited: list[list[str]] = field(default_factory=list)
    """For each note so far the works that its pieces name; empty for a piece that stays words."""
    guessed: set[int] = field(default_factory=set)
    """Notes whose works are guesses: what points to them is one, too."""
    remarked: set[int] = field(default_factory=set)
    """Notes with sentences of the author, which "id." behind them passes over."""
    doubtful: set[str] = field(default_factory=set)
    """Works that were read from words and may be wrong: each note that cites one is a guess."""
    reads_id_as_note: bool = False
    """Whether `Id at 5` in this text means note 5, not page 5."""
    has_numbers_of_notes: bool = False
    """Whether one was read so."""

    def replace_notes(self, content: Any, *, is_title: bool = False) -> Any:
        """A content with its notes resolved."""
        if isinstance(content, list):
            return [
                self._replace_note(child, content[index + 1 : index + 2], must_stay=is_title or not index)
                if isinstance(child, dict) and child.get("t") == "Note"
                else self.replace_notes(child, is_title=is_title)
                for index, child in enumerate(content)
            ]
        if isinstance(content, dict) and "c" in content:
            return {**content, "c": self.replace_notes(content["c"], is_title=is_title or content["t"] == "Header")}
        return content

    def _replace_note(self, note: PandocNode, following: Sequence[Any], *, must_stay: bool) -> PandocNode:
        """A citation in the place of a note, or the note with the citations in it."""
        number = len(self.cited) + 1
        self.cited.append([])
        text = read_note(note["c"])
        if text is None:
            self.cited[-1] = self._list_works_of_fields(note)
            return note
        parts = [part for piece in split_pieces(text) for part in self._read_parts(piece, number)]
        pieces, readings = [piece for piece, _ in parts], [reading for _, reading in parts]
        for piece, reading in zip(pieces, readings, strict=True):
            if reading.problem:
                self.remarks.append(Remark(f"note {number}", f"`{piece.words.text}`: {reading.problem}"))
        if not any(reading.item for reading in readings):
            return note
        is_followed = any(node["t"] == "Note" or extract_words([node]).startswith(("(", ":")) for node in following)
        if all(reading.item for reading in readings) and not must_stay and not is_followed:
            return self._cite(text.text, readings, number)
        if len(note["c"]) > 1:  # paragraphs stay paragraphs
            return note
        inlines: list[PandocNode] = []
        end = 0
        for piece, reading in zip(pieces, readings, strict=True):
            inlines.append({"t": "Str", "c": text.text[end : piece.start]})
            end = piece.end
            words = piece.words
            inlines += [self._cite(words.text, [reading], number)] if reading.item else words.to_inlines()
        inlines.append({"t": "Str", "c": text.text[end:]})
        return {"t": "Note", "c": [{"t": "Para", "c": [inline for inline in inlines if inline["c"] != ""]}]}

    def _cite(self, words: str, readings: Sequence[NoteReading], number: int) -> PandocNode:
        """The mark of a citation, which is kept with its words."""
        items = tuple(reading.item for reading in readings if reading.item)
        reasons = "; ".join(dict.fromkeys(reading.reason for reading in readings))
        is_guess = any(reading.is_guess for reading in readings)
        self.citations.append(ImportedCitation(items, " ".join(words.split()), number, reasons, is_guess))
        for item in items:
            if item.name in self.sources or item.name in self.listed:
                self.works.setdefault(item.name, self._get_work(item.name))
        return {"t": "Str", "c": build_mark(f"c{len(self.citations) - 1}")}

    def _list_works_of_fields(self, note: PandocNode) -> list[str]:
        """The works that a reference manager cites in a note."""
        words = "".join(node["c"] for node in walk_nodes(note["c"]) if node["t"] == "Str")
        numbers = map(int, CITATION_MARK.findall(words))
        return [item.name for number in numbers for item in self.citations[number].items]

    def _read_parts(self, piece: NotePiece, number: int) -> list[tuple[NotePiece, NoteReading]]:
        """What a part of a note means, or its sentences if one of them names a work, or the work behind or in front of other words."""
        whole = self._try_pieces([piece], number)
        if whole[0][1].item:
            return whole
        count = len(self.cited[-1])
        parts = [part for sentence in split_sentences(piece) for part in self._read_sentence(sentence, number)]
        if any(found.item for _, found in parts):
            return parts
        self.cited[-1][count:] = [] if is_remark(piece.words) else [""]
        return whole

    def _read_sentence(self, sentence: NotePiece, number: int) -> list[tuple[NotePiece, NoteReading]]:
        """What a sentence means, as a whole or without the words in front of or behind a work."""
        whole = parts = self._try_pieces([sentence], number)
        ways = () if whole[0][1].item else split_at_work(sentence, is_doubtful=bool(whole[0][1].problem))
        for pieces, index in ways:
            parts = self._try_pieces(pieces, number, work=index)
            if parts[index][1].item:
                while not self.cited[-1][-1]:  # words behind a work are nothing that "ibid" can point to
                    self.cited[-1].pop()
                return parts
        if whole[0][1].item:
            return whole
        if is_remark(sentence.words):
            self.remarked.add(number)
        else:
            self.cited[-1].append("")
        return whole

    def _try_pieces(
        self, pieces: Sequence[NotePiece], number: int, *, work: int = 0
    ) -> list[tuple[NotePiece, NoteReading]]:
        """What pieces mean; nothing is remembered of them if the one at the place `work` names none."""
        count, works, doubtful = len(self.cited[-1]), dict(self.works), set(self.doubtful)
        parts = [(piece, self._read_piece(piece.words, number)) for piece in pieces]
        if not parts[work][1].item:
            del self.cited[-1][count:]
            self.works, self.doubtful = works, doubtful
        return parts

    def _read_piece(self, piece: NoteText, number: int) -> NoteReading:
        short = SHORT_NAME.search(piece.text) or QUOTED_NAME.search(piece.text)
        piece = close_up_places(trim_end(piece.remove_part(short.start(), short.end())) if short else piece)
        piece = move_place_behind(piece)
        if is_pinpoint(piece.text) and self.cited[-1] and self.cited[-1][-1]:
            self.cited[-1].append(self.cited[-1][-1])
            return NoteReading(
                CitedItem(self.cited[-1][-1], piece.text), "another place in the work before", is_guess=True
            )
        signal = SIGNAL.match(piece.text)
        rest = piece.extract_part(signal.end(), len(piece.text)) if signal else piece
        core, remark = split_remark(rest)
        reading = self._read_work(core, number)
        if remark and reading.item and not reading.item.suffix:
            reading = replace(reading, item=replace(reading.item, suffix=remark.lstrip(", ")))
        if (
            reading.item is None
            and not reading.problem
            and (lead := LEAD_WITH_SIGNAL.fullmatch(piece.text))
            and is_lead(lead["lead"])
        ):
            reading = self._read_work(piece.extract_part(lead.start("rest"), len(piece.text)), number)
            prefix = lead["lead"].strip()
        else:
            prefix = signal["signal"].strip() if signal else ""
        self.cited[-1].append(reading.item.name if reading.item else "")
        if reading.is_number_of_note:
            self.has_numbers_of_notes = True
        elif reading.is_guess:
            self.guessed.add(number)
        item = reading.item
        if item is None:
            return reading
        if short and item.name not in self.sources:
            self.works[item.name] = {"title-short": short["name"].strip(' “”"‘’'), **self._get_work(item.name)}
        place = shorten_following(read_german_page(item.place, self._get_work(item.name)))
        return replace(reading, item=replace(item, place=place, prefix=f"{prefix} {item.prefix}".strip()))

    def _read_work(self, piece: NoteText, number: int) -> NoteReading:
        if back := read_back_reference(piece.text):
            return self._follow(back, number)
        known = {**self.listed, **self.sources, **self.works}
        if (listed := find_listed_work(piece.text, self.listed)) and is_pinpoint(listed[1] or "1"):
            return NoteReading(
                CitedItem(*listed), "the only work of this author and year in the list of references", is_guess=True
            )
        found = find_work(piece, known)
        parsed = read_described_work(piece, self._get_work(self._find_last_cited(number)))
        if (
            found
            and found.is_sure
            and not (parsed and (has_other_data(parsed.item, known[found.name]) or len(found.unused) > 1))
        ):
            item = CitedItem(found.name, found.pinpoint, prefix=found.prefix, suffix=found.suffix)
            unused = f"; not in the work: {', '.join(f'`{word}`' for word in found.unused)}" if found.unused else ""
            has_lost_place = any(not word.isalpha() for word in found.unused)
            is_read = found.name in self.doubtful or found.name in self.listed
            is_guess = has_lost_place or len(found.unused) > 2 or bool(found.prefix) or is_read
            return NoteReading(item, f"{found.reason}{unused}", is_guess)
        by_author = None if parsed and parsed.confidence > LIKELY else self._find_by_author(piece.text)
        if short := self._find_by_name(piece.text) or by_author or self._find_case(piece.text):
            return short
        if parsed is None:
            doubt = f"perhaps `{found.name}`, by {found.reason}" if found else ""
            return NoteReading(problem=f"{doubt}: cite it if that is the work" if doubt else "")
        name = find_same_work(parsed.item, self.works) or f"note {number} {len(self.works)}"
        self.works.setdefault(name, parsed.item)
        reason = f"a new source, read from the words of the note ({parsed.confidence:.0%} sure)"
        doubt = (
            f"it is perhaps `{found.name}` of the sources, by {found.reason}"
            if found and found.name in self.sources
            else ""
        )
        is_guess = parsed.confidence <= LIKELY or bool(doubt)
        if is_guess:
            self.doubtful.add(name)
        return NoteReading(CitedItem(name, parsed.pinpoint), reason, is_guess, doubt)

    def _follow(self, back: BackReference, number: int) -> NoteReading:
        """The work that "ibid", "(n 5)" and the like lead to."""
        if back.note < 0:
            return self._find_by_author(f"{back.words}, {back.pinpoint}".strip(" ,")) or NoteReading(
                problem="no work that was cited before is the only one of these words: write which one is meant"
            )
        if back.number_read_as_page:
            return self._read_id_at(back, number)
        if not back.note:
            pieces = self.cited[-1] or (self.cited[number - 2] if number > 1 else [])
            names = list(filter(None, pieces))
            if not pieces or not pieces[-1]:
                return NoteReading(
                    problem=f"it points to {_name_note(number - 1)}, which names no work: write what is meant"
                )
            if back.pinpoint.startswith("§") and self._get_work(names[-1]).get("type") in _WITHOUT_SECTIONS:
                return NoteReading(problem="the work before it has no sections: write what is meant")
            reason = f"the work of {_name_note(number - 1) if not self.cited[-1] else 'the same note'}"
            also = f"; that note names {len(names)} works, and this is the last one" if len(names) > 1 else ""
            return NoteReading(
                CitedItem(names[-1], back.pinpoint),
                reason + also,
                len(pieces) > 1 or number - 1 in self.guessed or number in self.remarked,
            )
        return self._find_in_note(back, number)

    def _find_in_note(self, back: BackReference, number: int) -> NoteReading:
        names = list(filter(None, self.cited[back.note - 1])) if 0 < back.note < number else []
        if not names:
            where = _name_note(back.note)
            gone = "which names no work" if 0 < back.note < number else "which is not before it"
            return NoteReading(problem=f"it points to {where}, {gone}: write what is meant")
        matching = [name for name in dict.fromkeys(names) if has_words(self._get_work(name), back.words)]
        if back.words and not matching:
            listed = ", ".join(f"`{self._get_work(name).get('title', name)}`" for name in dict.fromkeys(names))
            return NoteReading(
                problem=f"note {back.note} names {listed}, and not `{back.words}`: write which one is meant"
            )
        chosen = (matching or names)[-1]
        others = list_other_words(back.words, self._get_work(chosen))
        if len(others) > MAX_OTHER_WORDS:  # a sentence in front of the work: its words stay in the note
            return NoteReading()
        is_guess = len(set(matching or names)) > 1
        is_guess = is_guess or chosen in self.doubtful or bool(others)
        unused = f"; not in the work: {', '.join(f'`{word}`' for word in others)}" if others else ""
        return NoteReading(CitedItem(chosen, back.pinpoint), f"the work of note {back.note}{unused}", is_guess)

    def _read_id_at(self, back: BackReference, number: int) -> NoteReading:
        """`Id at 5`: note 5, or page 5 of the work before."""
        numbers = list(map(int, _NUMBERS.findall(back.number_read_as_page)))
        before = list(filter(None, (self.cited[number - 2] if number > 1 else [])[-1:]))
        meant = list(filter(None, self.cited[numbers[0] - 1])) if 0 < numbers[0] < number else []
        if self.reads_id_as_note and meant:
            other = f"; else page {back.number_read_as_page} of the work before" if before else ""
            item, reason = CitedItem(meant[-1], back.pinpoint), f"read as note {numbers[0]}{other}"
            return NoteReading(item, reason, is_guess=True, is_number_of_note=True)
        if before:
            page = back.number_read_as_page
            other = f"; else the work of note {numbers[0]}" if meant else ""
            return NoteReading(
                CitedItem(before[0], page), f"read as page {page} of the work before{other}", bool(meant)
            )
        return NoteReading(problem="there is no work before it: write what is meant")

    def _find_by_author(self, text: str) -> NoteReading | None:
        """`Young (2009), p 12`, where one work of Young was cited before; None for anything else."""
        names = [name for name in self._list_cited() if self._has_author_in_front(text, name)]
        if len(names) > 1:  # a short title tells works of one author apart
            names = [name for name in names if has_words(self._get_work(name), text, need_title=True)]
        if len(names) != 1:
            return None
        (name,) = names
        rest = remove_known_words(text, self._get_work(name))
        if rest and not is_pinpoint(rest):
            return None
        return NoteReading(CitedItem(name, rest), "the only work of this author that was cited before", is_guess=True)

    def _find_by_name(self, text: str) -> NoteReading | None:
        """The work that was cited before with this short name or this symbol of a document: `ICW, art 7`, `A/HRC/20/17, para 48`."""
        for name in self._list_cited():
            work = self._get_work(name)
            for own in filter(None, (work.get("title-short"), find_symbol(work.get("number")))):
                rest = text.removeprefix("UN Doc. ").removeprefix(str(own))
                place, bracket, remark = rest.partition(" (")
                place, suffix = place.strip(" ,."), f"{bracket}{remark}".strip()
                if rest != text and rest[:1] in {"", ",", " "} and (not place or is_pinpoint(place)):
                    item = CitedItem(name, place, suffix=suffix)
                    return NoteReading(item, "the work that has this short name", name in self.doubtful)
        return None

    def _find_case(self, text: str) -> NoteReading | None:
        """The case that was cited before with this volume of reports and this party."""
        name, pinpoint = find_case(text, {name: self._get_work(name) for name in self._list_cited()})
        reason = "the case of this volume that was cited before"
        return NoteReading(CitedItem(name, pinpoint), reason, name in self.doubtful) if name else None

    def _find_last_cited(self, number: int) -> str:
        """The work that this note or the one before it cited last; empty for none."""
        before = self.cited[number - 2] if number > 1 else []
        return next(filter(None, reversed([*before, *self.cited[-1]])), "")

    def _list_cited(self) -> list[str]:
        """The works that were cited so far, each once."""
        return list(dict.fromkeys(name for names in self.cited for name in names if name))

    def _has_author_in_front(self, text: str, name: str) -> bool:
        words = f"{normalise(text)} "
        return any(words.startswith(f"{family} ") for family in list_families(self._get_work(name))[:3])

    def _get_work(self, name: str) -> Work:
        return self.works.get(name) or self.sources.get(name) or self.listed.get(name) or {}


def _name_note(number: int) -> str:
    return f"note {number}" if number > 0 else "no note"


def resolve_notes(text: ImportedText, sources: Mapping[str, Work]) -> ImportedText:
    """A text whose typed notes are citations where the work is sure."""
    resolver = NoteResolver(sources, list(text.citations), dict(text.works), list_works(text.blocks))
    resolver.reads_id_as_note = has_numbered_ids(text.blocks)
    blocks = tuple(resolver.replace_notes(list(text.blocks)))
    remarks = [*text.remarks, *resolver.remarks]
    if resolver.has_numbers_of_notes:
        remarks.append(
            Remark("the notes", "`Id at 5` is read as note 5 in this text; if it means page 5 of the work before, correct the notes listed under `Guessed`")
        )  # fmt: skip
    return replace(
        text,
        blocks=blocks,
        citations=tuple(resolver.citations),
        works=resolver.works,
        source_keys=frozenset(sources),
        note_count=len(resolver.cited),
        word_notes=tuple(number for number, names in enumerate(resolver.cited, start=1) if not any(names)),
        remarks=tuple(remarks),
    )
