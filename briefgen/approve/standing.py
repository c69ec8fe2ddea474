"""Tells which approvals of a text still hold, and of the others what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefgen.access.usages import format_text_name
from briefgen.approve.content import read_printed_content
from briefgen.model.approval import Approval, ApprovedContent, normalise_name
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Block, Library, Variant
from briefgen.model.selection import Choice
from briefgen.model.text_pieces import BODY, find_pieces

MAX_QUOTED = 40
"""Characters of a changed passage that a message quotes."""


@dataclass(frozen=True, slots=True)
class LapsedApproval:
    """An approval that no longer holds."""

    approval: Approval
    changes: tuple[str, ...]
    """What changed, in words."""
    line: int
    """Of the text: where it first differs, else 1."""

    def __str__(self) -> str:
        return f"{self.approval}: {'; '.join(self.changes)}"


@dataclass(frozen=True, slots=True)
class TextStanding:
    """One text of a block with its approvals."""

    text_name: str
    variant: Variant
    valid: tuple[Approval, ...] = ()
    lapsed: tuple[LapsedApproval, ...] = ()
    """Those that nobody has given again since."""
    approved_siblings: tuple[str, ...] = ()
    """Other texts of the same block that somebody approved: another cut, another language."""

    @property
    def approvers(self) -> frozenset[str]:
        """The people who approve it as it is."""
        return frozenset(normalise_name(approval.by) for approval in self.valid)

    @property
    def origin(self) -> Origin:
        """Where the text differs from what was approved, else its first line."""
        return Origin(self.variant.origin.path, self.lapsed[0].line if self.lapsed else 1)


def find_standings(library: Library, choices: Iterable[Choice]) -> tuple[TextStanding, ...]:
    """The standing of each text that a document prints, in reading order."""
    blocks = {block.id: block for block in library.blocks}
    return tuple(find_standing(library, blocks[choice.block.id], choice.variant) for choice in choices)


def find_standing(library: Library, block: Block, variant: Variant) -> TextStanding:
    """The standing of one text. `block` has all its variants."""
    name = format_text_name(block, variant)
    siblings = {format_text_name(block, other) for other in block.variants} - {name}
    approved = dict.fromkeys(approval.text_name for approval in library.approvals if approval.text_name in siblings)
    own = [approval for approval in library.approvals if approval.text_name == name]
    if not own:
        return TextStanding(name, variant, approved_siblings=tuple(approved))
    content = read_printed_content(library, block, variant)
    valid = {_identify(approval): approval for approval in own if _is_same(approval.content, content)}
    older = {_identify(approval): approval for approval in own if _identify(approval) not in valid}
    lapsed = tuple(_build_lapsed(approval, content, variant) for approval in older.values())
    return TextStanding(name, variant, tuple(valid.values()), lapsed, tuple(approved))


def _identify(approval: Approval) -> tuple[str, str]:
    return normalise_name(approval.by), approval.role


def _is_same(approved: ApprovedContent, now: ApprovedContent) -> bool:
    return (approved.text, approved.facts, approved.sources, approved.images) == (
        now.text,
        now.facts,
        now.sources,
        now.images,
    )


def _build_lapsed(approval: Approval, now: ApprovedContent, variant: Variant) -> LapsedApproval:
    passages = list(_find_passages(approval.content, now, variant)) if approval.content.text != now.text else []
    changes = [
        *(words for _, words in passages),
        *_compare("fact", approval.content.facts, now.facts, is_readable=True),
        *_compare("source", approval.content.sources, now.sources),
        *_compare("image", approval.content.images, now.images),
    ]
    return LapsedApproval(approval, tuple(changes), min((line for line, _ in passages if line > 1), default=1))


def _find_passages(approved: ApprovedContent, now: ApprovedContent, variant: Variant) -> Iterator[tuple[int, str]]:
    """Where a text differs from what was approved: the line, and what is there in words."""
    pieces = list(find_pieces(variant))
    found = False
    for tag, _, _, start, end in SequenceMatcher(None, approved.pieces, now.pieces, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        found = True
        for piece in pieces[start:end]:
            where = f"line {piece.line}" if piece.label == BODY else f"`{piece.label}`"
            yield piece.line, f"{where} is new or changed: `{_shorten(piece.text)}`"
        if tag == "delete":
            line = pieces[min(start, len(pieces) - 1)].line if pieces else 1
            yield line, f"a passage was taken out at line {line}"
    if not found:
        yield 1, "its text changed"


def _compare(
    kind: str, approved: Mapping[str, str], now: Mapping[str, str], *, is_readable: bool = False
) -> Iterator[str]:
    for name in sorted({*approved, *now}):
        before, after = approved.get(name), now.get(name)
        if before == after:
            continue
        if before is None:
            yield f"it has the {kind} `{name}`, which it did not have"
        elif after is None:
            yield f"it no longer has the {kind} `{name}`"
        elif is_readable:
            yield f"the {kind} `{name}` was `{before}` and is `{after}`"
        else:
            yield f"the {kind} `{name}` changed"


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MAX_QUOTED else f"{words[: MAX_QUOTED - 3].rstrip()}..."
