"""Finds the recommendations in a text: the items of a list below an addressee, each of which becomes a record of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefgen.decompose.pandoc_tree import PandocNode, extract_words, unwrap_divs

_NAMED = r"(?P<addressee>(?:the |all |la |le |les |l[’']|el |los |las |al )?[^\W\d_][^:;,.!?]{1,90}?)"
_LEAD_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:.*\b)?(?:call(?:s|ed|ing)? (?:up)?on|urges?|asks?|requests?|invites?|encourages?|appeals? to|recommends? (?:that|to)|recommendations? (?:to|for)|demands? that) {_NAMED}(?: to| should| must| shall| that (?:it|they)(?: should)?)?\s*[:,]?",
        rf"{_NAMED} (?:should|must|shall|is urged to|are urged to|is called on to|needs? to)\s*:",
        rf"(?:to|for) {_NAMED}\s*:?",
        rf"(?:.*\b)?(?:demand(?:e|ons|ent)|appel(?:le|ons|lent)|exhort(?:e|ons|ent)|invit(?:e|ons|ent)|recommand(?:e|ons|ent)|pri(?:e|ons|ent)) (?:à |(?P<contracted>aux?) |instamment )?{_NAMED}(?: (?:à|de|d[’'])| qu[’']il)?\s*:",
        rf"(?:à|(?P<contracted>aux?)) {_NAMED}\s*:?",
        rf"(?:.*\b)?(?:instamos|insta|pedimos|pide|exhortamos|exhorta|recomendamos|recomienda|solicitamos|solicita|llamamos|llama|invitamos) (?:a |(?P<contracted>al) )?{_NAMED}(?: (?:a|que|para que))?\s*:",
        rf"(?:(?P<contracted>al)|a) {_NAMED}\s*:?",
    )
)
"""What is above a list of recommendations, in English, French and Spanish; a form must fit the whole line, or its last sentence."""
_SUBJECT = re.compile(r"(?P<addressee>(?:The|All|States?|Every|Each|Parliament|Governments?)\b[^.:;,]{0,70}?) (?:should|must|shall|is urged to|are urged to) \S", re.DOTALL)  # fmt: skip
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,5})[.)]\s+")
_NO_ADDRESSEE = re.compile(r"\b(?:following|this|these|above|below|we|our|report|end|achieve|ensure|sum|that|example|conclude|suivant|siguiente)\b", re.IGNORECASE)  # fmt: skip
_END = re.compile(r"[;,]?\s*(?:\b(?:and|or|et|ou|y|o)\b)?\s*[;,]?$")
_ARTICLES = {"au": "le", "aux": "les", "al": "el"}
MAX_TITLE_WORDS = 9


@dataclass(frozen=True, slots=True)
class RecommendationItem:
    """One recommendation of a list."""

    addressee: str
    action: tuple[PandocNode, ...]
    """Its first paragraph."""
    rest: tuple[PandocNode, ...] = ()
    """What else the item has."""
    removed: tuple[str, ...] = ()
    """Typed words that belong to the list: its number, the `and` at its end."""


@dataclass(slots=True)
class RecommendationSegment:
    """Neighbouring blocks of a part: either a text or recommendations."""

    text: list[PandocNode] = field(default_factory=list)
    items: list[RecommendationItem] = field(default_factory=list)


@dataclass(slots=True)
class _SegmentReader:
    """Goes through the blocks of a part with the addressee that was named last."""

    addressee: str
    segments: list[RecommendationSegment] = field(default_factory=lambda: [RecommendationSegment()])

    def add_block(self, block: PandocNode) -> None:
        """Put a block into a text, or its items among the recommendations."""
        items: list[Sequence[PandocNode]] = []
        match block["t"]:
            case "Header":
                self.addressee = find_addressee(extract_words(block["c"][2], notes=False)) or ""
            case "Para" | "Plain" if _NUMBER.match(extract_words(block["c"], notes=False)):
                items = [[block]]
            case "Para" | "Plain":
                self.addressee = find_addressee(extract_words(block["c"], notes=False)) or self.addressee
            case "BulletList":
                items = block["c"]
            case "OrderedList":
                items = block["c"][1]
        read = [self._read_item(item) for item in items]
        if read and all(read):
            self._get_segment(is_text=False).items += [item for item in read if item]
        else:
            self._get_segment(is_text=True).text.append(block)

    def _get_segment(self, *, is_text: bool) -> RecommendationSegment:
        last = self.segments[-1]
        if (is_text and last.items) or (not is_text and last.text):
            self.segments.append(RecommendationSegment())
        return self.segments[-1]

    def _read_item(self, blocks: Sequence[PandocNode]) -> RecommendationItem | None:
        """An item with its addressee; None for one without."""
        content = list(unwrap_divs(blocks))
        if not content or content[0]["t"] not in {"Para", "Plain"}:
            return None
        words = extract_words(content[0]["c"], notes=False).strip()
        number = _NUMBER.match(words) if content[0]["t"] == "Para" else None
        subject = _SUBJECT.match(words[number.end() :] if number else words)
        addressee = subject["addressee"] if subject else self.addressee
        if not addressee or len(words.split()) < 2:
            return None
        action, removed = _strip_list_words(content[0]["c"], number[0] if number else "")
        lowered = addressee[:1].lower() + addressee[1:] if addressee.startswith(("The ", "All ")) else addressee
        return RecommendationItem(lowered, tuple(action), tuple(content[1:]), removed)


def split_recommendations(title: str, blocks: Iterable[PandocNode]) -> list[RecommendationSegment]:
    """The blocks of a part in their order, cut into texts and recommendations."""
    reader = _SegmentReader(find_addressee(title) or "")
    for block in unwrap_divs(blocks):
        reader.add_block(block)
    return [segment for segment in reader.segments if segment.text or segment.items]


def find_addressee(line: str) -> str | None:
    """Who is asked, in a line above a list; None where it does not say."""
    words = " ".join(line.split())
    for candidate in (words, re.split(r"(?<=[.!?]) ", words)[-1]):
        for form in _LEAD_FORMS:
            found = form.fullmatch(candidate)
            if found and not _NO_ADDRESSEE.search(found["addressee"]) and _has_capital(found["addressee"], candidate):
                article = _ARTICLES.get((found.groupdict().get("contracted") or "").lower(), "")
                return f"{article} {found['addressee'].strip()}".strip()
    return None


def _has_capital(addressee: str, line: str) -> bool:
    """Whether an addressee is a name, or the line is clearly addressed: it ends with a colon."""
    return line.endswith(":") or any(word[:1].isupper() for word in addressee.split())


def _strip_list_words(inlines: Sequence[PandocNode], number: str) -> tuple[list[PandocNode], tuple[str, ...]]:
    """The words of an item without its typed number and without the `; and` that joins it to the next one."""
    rest = _remove_start(list(inlines), len(number))
    removed = [number.strip()] if number else []
    words = extract_words(rest, notes=False)
    end = _END.search(words.rstrip())
    if end and end[0].strip():
        joiner = " ".join(re.findall(r"[^\W\d_]+", end[0]))
        if joiner and not re.match(r"\s*[;,]", end[0]):
            return rest, tuple(removed)
        rest = _remove_end(rest, len(words) - end.start() - (len(words) - len(words.rstrip())))
        removed += [joiner] if joiner else []
    return rest, tuple(removed)


def _remove_start(inlines: list[PandocNode], length: int) -> list[PandocNode]:
    while length > 0 and inlines and inlines[0]["t"] in {"Str", "Space", "SoftBreak"}:
        text = extract_words(inlines[:1], notes=False)
        if len(text) > length:
            return [{"t": "Str", "c": text[length:]}, *inlines[1:]]
        inlines, length = inlines[1:], length - len(text)
    return inlines


def _remove_end(inlines: list[PandocNode], length: int) -> list[PandocNode]:
    """Inlines without their last characters; notes stay."""
    kept: list[PandocNode] = []
    for inline in reversed(inlines):
        text = extract_words([inline], notes=False)
        if length <= 0 or inline["t"] not in {"Str", "Space", "SoftBreak"} or not text:
            kept.append(inline)
            continue
        if len(text) > length:
            kept.append({"t": "Str", "c": text[:-length]})
        length -= len(text)
    return kept[::-1]


def build_short_title(words: str) -> str:
    """The first words of a recommendation as a title."""
    listed = words.rstrip(" .;,").split()
    return " ".join(listed[:MAX_TITLE_WORDS]) + " …" * (len(listed) > MAX_TITLE_WORDS)


def has_list(blocks: Iterable[PandocNode]) -> bool:
    """Whether there is a list among blocks."""
    return any(block["t"] in {"BulletList", "OrderedList"} for block in unwrap_divs(blocks))
