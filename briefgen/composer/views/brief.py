"""One brief: its sections, rules and problems, and whom it can be shown to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from briefgen.composer.reading import BriefReading, check_brief, find_campaigns, name_recipient, read_brief
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.home import find_audience_title
from briefgen.composer.views.problem import ProblemGroup, build_row, group_rows
from briefgen.composer.views.remedies import find_block, list_remedies
from briefgen.composer.views.rules import RuleRow, build_rules
from briefgen.composer.views.sections import LibraryRow, SectionRow, build_library_rows, build_sections
from briefgen.load.names import list_audience_titles
from briefgen.model.brief import find_ceiling
from briefgen.model.diagnostic import keep_on

MAX_RECIPIENTS = 500


@dataclass(frozen=True, slots=True)
class RecipientChoice:
    """Somebody a campaign sends the brief to."""

    id: str
    """`campaign:id`"""
    name: str


@dataclass(frozen=True, slots=True)
class WithheldRow:
    """Something that the reader may not see. Only the internal view has it."""

    kind: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutlineView:
    """What the page of a brief shows as soon as its text is composed."""

    id: str
    file: str
    title: str
    audience: str
    """Its title."""
    audience_name: str
    """Empty where the brief cannot be read."""
    audiences: Mapping[str, str]
    """The titles of those that it can be for, by name."""
    ceiling: str
    """The most sensitive text that the reader may see."""
    language: str
    languages: tuple[str, ...]
    recipient: str
    recipients: tuple[RecipientChoice, ...]
    formats: tuple[str, ...]
    sections: tuple[SectionRow, ...]
    has_document: bool
    is_internal: bool
    withheld_count: int
    withheld: tuple[WithheldRow, ...]


@dataclass(frozen=True, slots=True)
class BriefView(OutlineView):
    """Everything that the page of a brief shows."""

    library: tuple[LibraryRow, ...]
    rules: tuple[RuleRow, ...]
    words: Mapping[str, int]
    problems: tuple[ProblemGroup, ...]


def build_outline_view(session: ComposerSession, arguments: Mapping[str, Any]) -> OutlineView:
    """The brief that the arguments name, as its reader gets it; with `internal`, also what is withheld from this reader."""
    with session.hold():
        return _build_outline(session, read_brief(session, arguments), is_internal=_is_internal(arguments))


def build_brief_view(session: ComposerSession, arguments: Mapping[str, Any]) -> BriefView:
    """The same with its rules, its problems and the rest of its library.

    With `gives-way`, an act that comes meanwhile ends it. Raises `OvertakenError` then: what is wrong is asked for again after the act.
    """
    is_internal = _is_internal(arguments)
    give_way = session.yield_to_acts if arguments.get("gives-way") == "1" else keep_on
    with session.hold():
        reading = check_brief(session, arguments, give_way)
        outline = _build_outline(session, reading, is_internal=is_internal)
    problems = [problem.show_withheld_origin() if is_internal else problem for problem in reading.problems]
    rows = (
        build_row(problem, find_block(reading, problem), list_remedies(reading, problem, outline.sections))
        for problem in problems
    )
    return BriefView(
        **{part.name: getattr(outline, part.name) for part in fields(outline)},
        library=build_library_rows(reading, outline.sections),
        rules=build_rules(reading),
        words=reading.word_counts,
        problems=group_rows(rows),
    )


def _is_internal(arguments: Mapping[str, Any]) -> bool:
    return arguments.get("internal") == "1"


def _build_outline(session: ComposerSession, reading: BriefReading, *, is_internal: bool) -> OutlineView:
    brief, inputs = reading.brief, reading.inputs
    withheld = _list_withheld(reading)
    return OutlineView(
        id=reading.key.brief,
        file=brief.origin.path if brief else f"briefs/{reading.key.brief}.yaml",
        title=brief.title if brief else reading.key.brief,
        audience=_find_audience_title(reading),
        audience_name=brief.audience if brief else "",
        audiences=list_audience_titles(reading.project),
        ceiling=find_ceiling(brief, inputs.audience).word if brief and inputs else "",
        language=brief.language if brief else reading.key.language,
        languages=_list_languages(reading),
        recipient=reading.key.recipient,
        recipients=session.read(("recipients", reading.key.brief), lambda: _list_recipients(reading)),
        formats=inputs.audience.formats if inputs else (),
        sections=build_sections(reading),
        has_document=reading.document is not None,
        is_internal=is_internal,
        withheld_count=len(withheld),
        withheld=withheld if is_internal else (),
    )


def _find_audience_title(reading: BriefReading) -> str:
    if reading.inputs:
        return reading.inputs.audience.title
    return find_audience_title(reading.project, reading.brief.audience) if reading.brief else ""


def _list_languages(reading: BriefReading) -> tuple[str, ...]:
    """The language of the brief, and those in which it or a text of its library is written and the audience reads."""
    if reading.brief is None:
        return ()
    own = reading.brief.wording.written_language or reading.brief.language
    texts = reading.inputs.library.blocks if reading.inputs else ()
    found = {variant.language for block in texts for variant in block.variants} | set(
        reading.brief.wording.translations
    )
    allowed = reading.inputs.audience.languages if reading.inputs else ()
    others = sorted(language for language in found if language != own and (not allowed or language in allowed))
    return (own, *others)


def _list_recipients(reading: BriefReading) -> tuple[RecipientChoice, ...]:
    if reading.brief is None:
        return ()
    found = [
        RecipientChoice(f"{campaign.id}:{row.id}", name_recipient(row))
        for campaign in find_campaigns(reading.project, reading.brief)
        for row in campaign.recipients
    ]
    return tuple(found[:MAX_RECIPIENTS])


def _list_withheld(reading: BriefReading) -> tuple[WithheldRow, ...]:
    """The texts, facts and sources that this reader may not see."""
    if reading.selection is None or reading.withheld is None:
        return ()
    withheld = reading.withheld
    blocks = [
        WithheldRow("block", omission.block.id, omission.reason)
        for omission in reading.selection.omissions
        if omission.withheld
    ]
    variants = [WithheldRow("variant", text.origin.path, text.sensitivity.word) for text in withheld.variants]
    facts = [WithheldRow("fact", fact.id, fact.sensitivity.word) for fact in withheld.facts]
    sources = [WithheldRow("source", f"@{source.key}", source.sensitivity.word) for source in withheld.sources]
    images = [WithheldRow("image", name, reason) for name, reason in withheld.image_reasons.items()]
    return (*blocks, *variants, *facts, *sources, *images)
