"""Plans a notice for each addressee of something that is no longer true: a brief of the audience `correction-notice`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from briefgen.campaign.digest import digest
from briefgen.campaign.names import normalise_for_comparison, sanitise_name
from briefgen.campaign.plan import PlannedDocument
from briefgen.corrections.compare import FigureChange
from briefgen.corrections.current import CurrentProject
from briefgen.corrections.due import Correction
from briefgen.load import list_names, load_audience, load_brief, load_campaign
from briefgen.model.artifact import Format
from briefgen.model.brief import AccessSettings, Brief, Project, Recipient, VariableValue
from briefgen.model.diagnostic import BriefgenError, Origin, Sink
from briefgen.model.library import Library, Sensitivity
from briefgen.model.translation import find_untranslated, format_by_language
from briefgen.record.deliveries import DELIVERIES_NAME

NOTICE_AUDIENCE = "correction-notice"
NOTICE_FOLDER = "corrections"
MAX_NAME = 60
"""Characters of an addressee in the name of a folder: file systems take 255 bytes."""


def plan_notices(
    current: CurrentProject,
    due: Iterable[Correction],
    formats: tuple[Format, ...],
    folder: Path,
    today: date,
    sink: Sink,
) -> Iterator[PlannedDocument]:
    """A document for each addressee, language and library. Raises `BriefgenError` for an audience or library that cannot be read.

    Labels and reasons that are not written in the language of a notice are a warning in `sink`.
    """
    groups: dict[tuple[str, str, str], list[Correction]] = {}
    for correction in due:
        key = (correction.to, correction.contents.language, correction.contents.library)
        groups.setdefault(key, []).append(correction)
    names: set[str] = set()
    for (to, language, library), group in groups.items():
        _report_untranslated(current.load_library(library), language, group, sink)
        brief = _build_notice(current, to, language, current.load_library(library), group, today)
        stem = _choose_name(to, language, library, names)
        group_digest = digest(replace(brief, recipient=None))
        yield PlannedDocument(
            current.project,
            brief,
            formats,
            folder,
            stem,
            group=group_digest,
            settings=(("addressee", to),),
            unsaved=True,
        )


def _choose_name(to: str, language: str, library: str, names: set[str]) -> str:
    """A name that no other notice of this run has, also on a file system that ignores capitals."""
    addressee = sanitise_name(to)[:MAX_NAME].rstrip(" .") or "addressee"
    base = f"{NOTICE_FOLDER}/{addressee}/notice-{language}"
    candidates = [base, f"{base}-{library}", *(f"{base}-{library}-{number}" for number in range(2, 1_000))]
    stem = next(name for name in candidates if normalise_for_comparison(name) not in names)
    names.add(normalise_for_comparison(stem))
    return stem


def _build_notice(
    current: CurrentProject, to: str, language: str, library: Library, group: list[Correction], today: date
) -> Brief:
    """The brief of one notice. Its ceiling is the lowest of what the addressee received, and its data are at that ceiling."""
    project = current.project
    ceiling = min(current.find_ceiling(correction.contents) for correction in group)
    documents = tuple(_describe_document(project, correction, library, ceiling) for correction in group)
    variables: dict[str, VariableValue] = {"addressee": to, "corrections": documents}
    return Brief(
        id=NOTICE_AUDIENCE,
        audience=NOTICE_AUDIENCE,
        library=library.name,
        title=load_audience(project, NOTICE_AUDIENCE, Sink(), language=language).find_word("title", language),
        language=language,
        origin=Origin(DELIVERIES_NAME, group[0].deliveries[0].line),
        date=today,
        variables=variables,
        access=AccessSettings(ceiling=ceiling, sensitivity=dict.fromkeys(variables, ceiling)),
        recipient=_find_recipient(project, group),
    )


def _report_untranslated(library: Library, language: str, group: list[Correction], sink: Sink) -> None:
    names = dict.fromkeys(figure.fact for correction in group for figure in correction.changes.figures)
    for fact in (library.facts[name] for name in names if name in library.facts):
        for key in find_untranslated(fact, ("label", "why"), language):
            message = f"`{key}` of the fact `{fact.id}` is not written in `{language}`, the language of a notice"
            hint = f"write `{key}: {format_by_language(fact.written_language, language)}`"
            sink.warning("text-untranslated", message, fact.origin, hint)


def _find_recipient(project: Project, group: list[Correction]) -> Recipient | None:
    """The row of the addressee, where a campaign sent the files to their own recipient and still has it."""
    for correction in group:
        file = correction.deliveries[0].file
        campaign = file.contents.campaign
        if correction.to == file.recipient and campaign in list_names(project, "campaigns"):
            try:
                rows = load_campaign(project, campaign, Sink()).recipients
                return next((row for row in rows if row.id == file.recipient), None)
            except BriefgenError:
                return None
    return None


def _describe_document(
    project: Project, correction: Correction, library: Library, ceiling: Sensitivity
) -> VariableValue:
    """One document as the page prints it. A withdrawn text is not named: not even its title may go out again."""
    changes = correction.changes
    return {
        "title": _find_title(project, correction),
        "sent": date.fromisoformat(correction.on),
        "withdrawn": bool(changes.withdrawn),
        "figures": tuple(_describe_figure(figure, library, ceiling) for figure in changes.figures),
        "changed": bool(changes.changed),
    }


def _describe_figure(figure: FigureChange, library: Library, ceiling: Sensitivity) -> VariableValue:
    """Old and new value. What this addressee may not see any more is no longer stated."""
    fact = library.facts.get(figure.fact)
    visible = fact is not None and fact.sensitivity <= ceiling
    return {
        "label": figure.label if visible else "",
        "old": figure.old,
        "new": figure.new if visible else "",
        "why": figure.why if visible else "",
    }


def _find_title(project: Project, correction: Correction) -> str:
    """The title of the document in its language; the name of the file where its brief is gone."""
    contents = correction.contents
    if title := contents.settings.get("title"):
        return title
    if contents.brief in list_names(project, "briefs"):
        try:
            return load_brief(project, contents.brief, Sink()).in_language(contents.language).title
        except BriefgenError:
            pass
    return Path(correction.deliveries[0].name).name
