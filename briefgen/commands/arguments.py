"""What a user typed, turned into values: formats, settings, names of things in the project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize as normalise

from briefgen.access.usages import format_text_name
from briefgen.commands.options import MAX_NAMES
from briefgen.commands.session import Session, WrongUsageError
from briefgen.executor import execute_with_sink
from briefgen.load import list_names, load_campaign, load_library, load_project
from briefgen.load.languages import is_language
from briefgen.load.names import FOLDERS, SINGULAR, YAML_EXTENSIONS, ProjectPart
from briefgen.model.artifact import Format
from briefgen.model.brief import Brief, Project
from briefgen.model.characters import CONTROL_CHARACTER
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Library
from briefgen.model.nearest import suggest_nearest
from briefgen.paths import follow_links
from briefgen.schema.key_types import LANGUAGE_PATTERN

if TYPE_CHECKING:
    from briefgen.campaign.requested_brief import CampaignRecipient


def load_current_project(session: Session) -> Project:
    """The project that the command was called in. Raises `BriefgenError`."""
    project = load_project(session.location.folder, session.sink, exact=session.location.exact)
    session.sink.stop_on_errors()
    return project


def check_known_name(project: Project, kind: ProjectPart, name: str) -> str:
    """A name that was typed, or the name behind a path, if the project has it. Raises `WrongUsageError` with the nearest one."""
    known = list_names(project, kind)
    found = name if name in known else _name_from_path(project, kind, name)
    if found not in known:
        listed = ", ".join(f"`{known_name}`" for known_name in known)
        hints = suggest_nearest(Path(name).stem, known) or ((f"choose one of {listed}",) if known else ())
        hints = hints or (f"run `briefgen new {SINGULAR[kind]} NAME` to make one",)
        raise WrongUsageError(
            f"{SINGULAR[kind]}-unknown", f"no {SINGULAR[kind]} `{name}` in `{FOLDERS[kind]}/`", *hints
        )
    return found


def _name_from_path(project: Project, kind: ProjectPart, written: str) -> str:
    """The name of the part of the project that a path leads to, from here or from the project; empty for another path.

    A brief and a campaign are files; a library and an audience are folders, or any file in them.
    """
    folder = follow_links(project.root / FOLDERS[kind])
    for start in (Path.cwd(), project.root):
        path = follow_links(start / written)
        if path == folder or not path.is_relative_to(folder) or not path.exists():
            continue
        below = path.relative_to(folder)
        is_file = len(below.parts) == 1 and path.suffix in YAML_EXTENSIONS
        if kind in {"libraries", "audiences"} or is_file:
            return below.parts[0] if kind in {"libraries", "audiences"} else below.stem
    return ""


def name_from_block_path(project: Project, libraries: Iterable[Library], written: str) -> str:
    """The id of the block whose file a path leads to, from here or from the project; what was typed for anything else."""
    for start in (Path.cwd(), project.root):
        path = follow_links(start / written)
        if path.suffix == ".md" and path.is_file():
            for library in libraries:
                for block in library.blocks:
                    files = {block.origin.path, *(variant.origin.path for variant in block.variants)}
                    if any(follow_links(project.root / file) == path for file in files):
                        return block.id
    return written


def text_name_from_path(project: Project, libraries: Iterable[Library], written: str) -> str:
    """The name of the text whose file a path leads to, from here or from the project; what was typed for anything else."""
    blocks = [block for library in libraries for block in library.blocks]
    for start in (Path.cwd(), project.root):
        path = follow_links(start / written)
        if path.suffix == ".md" and path.is_file():
            texts = ((block, variant) for block in blocks for variant in block.variants)
            for block, variant in texts:
                if follow_links(project.root / variant.origin.path) == path:
                    return format_text_name(block, variant)
    return written


def parse_formats(written: Iterable[str] | None) -> tuple[Format, ...] | None:
    """The formats after `--to`, by commas or repeated; None where none are named. Raises `WrongUsageError`."""
    words = [word.strip().lower() for text in written or () for word in text.split(",") if word.strip()]
    known = [known_format.value for known_format in Format]
    for word in words:
        if word not in known:
            raise WrongUsageError(
                "format-unknown",
                f"no format `{word}`",
                f"choose from {', '.join(f'`{name}`' for name in known)}",
            )
    return tuple(dict.fromkeys(Format(word) for word in words)) or None


def check_typed_text(option: str, text: str) -> None:
    """Stop over a text that no file can hold: with a control character, or with bytes that are not UTF-8. Raises `WrongUsageError`."""
    if found := CONTROL_CHARACTER.search(text):
        message = f"the text after `{option}` has the character U+{ord(found[0]):04X}, which cannot be written"
        raise WrongUsageError("option-text", message, "type it again without this character")


def choose_job_count(jobs: int | None) -> int:
    """How many documents to make at once."""
    from briefgen.campaign import count_processors

    return jobs or count_processors()


def choose_output_folder(output: Path | None, project: Project) -> Path:
    """Where files go: `--output` from the current folder, else the project's output folder."""
    if output is None:
        return project.output
    # `..` is followed as the operating system does it, through links; other paths are printed as they were typed.
    return follow_links(output.absolute()) if ".." in output.parts else output.absolute()


def load_limited_library(project: Project, name: str, sink: Sink) -> Library:
    """A library, read within limits of time and memory. Raises `BriefgenError`."""
    return execute_with_sink(load_library, (project, name), sink, f"the library `{name}`")


def adapt_brief(
    brief: Brief,
    language: str | None,
    settings: Iterable[str] | None = None,
    campaign_recipient: CampaignRecipient | None = None,
) -> Brief:
    """The brief with what was typed after `--language`, `--recipient` and `--set`. Raises `WrongUsageError`."""
    if language and language not in {brief.language, *brief.wording.translations}:
        check_language_code(language)
    if campaign_recipient:
        language = language or campaign_recipient.find_language(brief)
    if language:
        brief = brief.in_language(language)
    if campaign_recipient:
        brief = campaign_recipient.address_brief(brief)
    for key, value in parse_settings(settings):
        brief = _apply_typed_setting(brief, key, value)
    return brief


def check_language_code(language: str, code: str = "language-unknown") -> None:
    """Stop over a text that is not the code of a language. Raises `WrongUsageError`."""
    if not (LANGUAGE_PATTERN.fullmatch(language) and is_language(language)):
        raise WrongUsageError(code, f"`{language}` is not a language code", "write it like `fr` or `pt-BR`")


def parse_settings(settings: Iterable[str] | None) -> tuple[tuple[str, str], ...]:
    """What was typed after `--set`, by key. Raises `WrongUsageError`."""
    found = []
    for setting in settings or ():
        key, separator, value = setting.partition("=")
        key = key.strip()
        if not separator or not key.isidentifier():
            raise WrongUsageError(
                "set-syntax", f"`{key or '='}` sets nothing", "write `--set key=value`, the key of letters and `_`"
            )
        found.append((key, value.strip()))
    return tuple(found)


def find_recipient(project: Project, text: str | None, sink: Sink) -> CampaignRecipient | None:
    """Whom `--recipient` names, where it names somebody. Raises `WrongUsageError`, and `BriefgenError` as below."""
    if not text:
        return None
    return _find_campaign_recipient(project, text, sink)


def _find_campaign_recipient(project: Project, text: str, sink: Sink) -> CampaignRecipient:
    """The recipient of `ID` or `CAMPAIGN:ID`. Raises `WrongUsageError` where it is none, or one of several.

    Raises `BriefgenError` where something is wrong with a campaign of it: nothing is made for its recipients then.
    """
    from briefgen.campaign.requested_brief import CampaignRecipient

    campaign_id, separator, recipient_id = normalise("NFC", text).rpartition(":")
    names = (check_known_name(project, "campaigns", campaign_id),) if separator else list_names(project, "campaigns")
    sinks = {name: Sink() for name in names}
    campaigns = [load_campaign(project, name, sinks[name]) for name in names]
    found = [
        (campaign, recipient)
        for campaign in campaigns
        for recipient in campaign.recipients
        if recipient.id == recipient_id
    ]
    if not found:
        sink.extend([problem for own in sinks.values() for problem in own.diagnostics])
        sink.stop_on_errors()
        known = [recipient.id for campaign in campaigns for recipient in campaign.recipients]
        where = f"the campaign `{campaign_id}`" if separator else "any campaign"
        hints = suggest_nearest(recipient_id, known) or _list_recipients(known)
        raise WrongUsageError("recipient-unknown", f"no recipient `{recipient_id}` in {where}", *hints)
    if len({recipient.origin.path for _, recipient in found}) > 1:
        places = ", ".join(f"`{campaign.id}:{recipient_id}`" for campaign, _ in found)
        raise WrongUsageError(
            "recipient-ambiguous", f"`{recipient_id}` is in several campaigns", f"write one of {places}"
        )
    senders = tuple(campaign for campaign, _ in found)
    sink.extend([problem for sender in senders for problem in sinks[sender.id].diagnostics])
    sink.stop_on_errors()
    return CampaignRecipient(found[0][1], senders)


def _list_recipients(known: Sequence[str]) -> tuple[str, ...]:
    if not known:
        return ("run `briefgen new campaign NAME`: recipients are the rows of a table beside a campaign",)
    listed = ", ".join(f"`{name}`" for name in known[:MAX_NAMES])
    others = len(known) - MAX_NAMES
    return (f"choose one of {listed}" + (f", and {others} others" if others > 0 else ""),)


def create_checked_brief(project: Project, audience: str, library: str) -> Brief:
    """The brief that `--audience` and `--library` name. Raises `WrongUsageError` where the project does not have them."""
    from briefgen.campaign.requested_brief import create_unsaved_brief

    audience = check_known_name(project, "audiences", audience)
    return create_unsaved_brief(project, audience, check_known_name(project, "libraries", library))


def _apply_typed_setting(brief: Brief, key: str, value: str) -> Brief:
    from briefgen.campaign.requested_brief import apply_setting

    known = {"title", "subtitle", "date", *brief.variables}
    # A variable that the brief does not have can be new, but not one that nearly has the name of another.
    if key not in known and (hints := suggest_nearest(key, (), known)):
        raise WrongUsageError("set-unknown", f"`--set {key}` is not a setting or a variable of the brief", *hints)
    if key == "title" and not value:
        raise WrongUsageError(
            "set-value", "`--set title=` leaves the brief without a title", "write the title after `=`"
        )
    try:
        return apply_setting(brief, key, value)
    except ValueError:
        raise WrongUsageError("set-value", f"`{value}` is not a date", "write it as `--set date=2026-11-23`") from None
