"""A brief as its files are now and as one reader gets it: every value of the pipeline as far as it comes, with all problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from briefgen.composer.arguments import build_act_error
from briefgen.composer.session import ComposerSession
from briefgen.load import list_names, load_brief, load_campaign
from briefgen.model.brief import Brief, Project, Recipient
from briefgen.model.campaign import Campaign
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink, keep_on
from briefgen.model.document import Document
from briefgen.model.selection import Selection
from briefgen.model.verdict import Verdict
from briefgen.model.withheld import Withheld
from briefgen.pipeline import BriefInputs, check_text, compose_text, find_withheld, select_blocks
from briefgen.select import select


@dataclass(frozen=True, slots=True)
class BriefKey:
    """Which brief, and for whom."""

    brief: str
    language: str = ""
    """Empty: that of the brief."""
    recipient: str = ""
    """`campaign:id`; empty: nobody in particular."""


@dataclass(frozen=True, slots=True)
class BriefReading:
    """What is known of a brief. None marks what the problems made impossible."""

    key: BriefKey
    project: Project
    brief: Brief | None = None
    """In the language of the key, addressed to its recipient."""
    inputs: BriefInputs | None = None
    selection: Selection | None = None
    whole_selection: Selection | None = None
    """The same if the brief left no block out: it says where those that are off would be."""
    withheld: Withheld | None = None
    document: Document | None = None
    problems: tuple[Diagnostic, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    word_counts: Mapping[str, int] = field(default_factory=dict)


def build_key(arguments: Mapping[str, Any]) -> BriefKey:
    """The brief that a page names in its address or in an act. Raises `BriefgenError`."""
    texts = {name: arguments.get(name, "") for name in ("brief", "language", "recipient")}
    if not all(isinstance(text, str) for text in texts.values()) or not texts["brief"]:
        raise build_act_error("brief-unnamed")
    return BriefKey(**texts)


def read_brief(session: ComposerSession, arguments: Mapping[str, Any]) -> BriefReading:
    """The brief that the arguments name, with its text, read once for each revision. Raises `BriefgenError` where there is no such brief."""
    key = build_key(arguments)
    with session.hold():
        project = session.require_project()
        if key.brief not in list_names(project, "briefs"):
            load_brief(project, key.brief, Sink())  # raises, with the nearest names
        return session.read(key, lambda: _read(session, key, project))


def check_brief(
    session: ComposerSession, arguments: Mapping[str, Any], give_way: Callable[[], None] = keep_on
) -> BriefReading:
    """The same with rules, lints and approvals. They take half as long again as the text, so nothing else waits for them.

    `give_way` is called between two steps, and what it raises ends the check.
    """
    with session.hold():
        reading = read_brief(session, arguments)
        return session.read(("checks of", reading.key), lambda: _check(reading, give_way))


def _read(session: ComposerSession, key: BriefKey, project: Project) -> BriefReading:
    sink, reading = Sink(), BriefReading(key, project)
    try:
        brief = load_brief(project, key.brief, sink)
        reading = replace(reading, brief=brief)
        sink.stop_on_errors()
        brief = address_brief(project, brief, key, sink)
        reading = replace(reading, brief=brief)
        inputs = session.load_inputs(project, brief, sink)
        reading = replace(reading, inputs=inputs, withheld=find_withheld(inputs))
        selection = select_blocks(inputs, sink)
        whole = _select_everything(inputs) if brief.blocks.exclude else selection
        reading = replace(reading, selection=selection, whole_selection=whole)
        reading = replace(reading, document=compose_text(inputs, selection, sink))
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    return replace(reading, problems=sink.collect_sorted())


def _check(reading: BriefReading, give_way: Callable[[], None]) -> BriefReading:
    """The reading with all its problems. Missing approvals are among them, too: the text is shown to its authors without them."""
    if not (reading.inputs and reading.selection and reading.document):
        return reading
    give_way()
    sink = Sink(list(reading.problems), give_way=give_way)
    document = check_text(reading.inputs, reading.selection, reading.document, sink, now=datetime.now(UTC))
    problems, verdicts = sink.collect_sorted(), tuple(sink.verdicts)
    return replace(reading, document=document, problems=problems, verdicts=verdicts, word_counts=sink.word_counts)


def _select_everything(inputs: BriefInputs) -> Selection:
    brief = inputs.brief
    return select(
        replace(brief, blocks=replace(brief.blocks, exclude=frozenset())), inputs.audience, inputs.library, Sink()
    )


def address_brief(project: Project, brief: Brief, key: BriefKey, sink: Sink) -> Brief:
    """The brief in a language, addressed to a recipient, as a campaign sends it."""
    campaign_id, _, recipient_id = key.recipient.partition(":")
    campaigns = find_campaigns(project, brief) if key.recipient else ()
    sender = next((campaign for campaign in campaigns if campaign.id == campaign_id), None)
    row = next((row for row in sender.recipients if row.id == recipient_id), None) if sender else None
    if key.recipient and not row:
        sink.stop("recipient-unknown", f"no recipient `{key.recipient}` in the campaigns of this brief")
    language = key.language
    if sender and row and not language:
        language = "" if sender.languages else row.fields.get("language", "")
    if language and language != brief.language:
        brief = brief.in_language(language)
    return sender.address_brief(brief, row) if sender and row else brief


def find_campaigns(project: Project, brief: Brief) -> Iterator[Campaign]:
    """The campaigns that send a brief, as far as they can be read."""
    for name in list_names(project, "campaigns"):
        try:
            campaign = load_campaign(project, name, Sink())
        except BriefgenError:
            continue
        if brief.id in campaign.briefs:
            yield campaign


def name_recipient(row: Recipient) -> str:
    """What a list calls a recipient: the name of its row; without one, its id and its state."""
    return row.fields.get("name") or " · ".join(filter(None, (row.id, row.fields.get("state"))))
