"""Finds what a change of a fact, a source or a block touches: texts, briefs, translations, approvals, finished and delivered files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.access.usages import (
    Usage,
    UsedKind,
    UserKind,
    find_usages,
    find_usages_in_passages,
    find_usages_in_section_texts,
    format_text_name,
)
from briefgen.approve.standing import find_standing
from briefgen.campaign.inputs import compute_current_digests
from briefgen.load import list_names, load_brief
from briefgen.model.approval import Approval
from briefgen.model.brief import Project
from briefgen.model.consent import Consent
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.library import Block, Library
from briefgen.model.record import Delivery, FileContents, FileRecord
from briefgen.pipeline import load_and_select
from briefgen.record.store import Record


@dataclass(frozen=True, slots=True)
class HoldingFile:
    """A finished file that holds a thing."""

    path: str
    """Below the output folder."""
    is_current: bool
    """Whether it holds the thing as it is today."""


@dataclass(frozen=True, slots=True)
class AffectedApproval:
    """An approval of a text that prints a thing."""

    approval: Approval
    holds: bool
    """Whether what was approved is what is printed today."""


@dataclass(frozen=True, slots=True)
class AffectedDelivery:
    """A file that was sent and holds a thing."""

    delivery: Delivery
    is_current: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """What uses one thing of one library."""

    kind: str
    """`fact`, `source` or `block`."""
    name: str
    library: str
    usages: tuple[Usage, ...]
    briefs: tuple[str, ...]
    """The briefs that print it."""
    files: tuple[HoldingFile, ...]
    translations: tuple[str, ...] = ()
    """The texts in other languages that print it: `legal/torture.fr`."""
    approvals: tuple[AffectedApproval, ...] = ()
    deliveries: tuple[AffectedDelivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A text or an image whose consent was withdrawn."""

    kind: str
    """`block` or `image`."""
    name: str
    library: str
    consent: Consent
    paths: tuple[str, ...]
    """The finished files that hold it."""


@dataclass(frozen=True, slots=True)
class BriefUses:
    """What one brief is made of."""

    library: str
    texts: frozenset[str]
    """Its blocks, each in the cut and language it takes."""
    facts: frozenset[str]
    """Its key figures."""
    passages: tuple[Usage, ...]
    """What the fixed passages of its audience use, and what opens its sections."""


@dataclass(frozen=True, slots=True)
class FileFinder:
    """Finds the files of an output folder that hold a thing, whichever command and format they come from."""

    record: Record
    folder: Path

    def find_users(self, library: str, kind: str, name: str) -> Iterator[tuple[str, str]]:
        """The path of each, with the digest of the thing in it. A file that is gone holds nothing any more."""
        found = self.record.find_users(self.record.name_folder(self.folder), library, kind, name)
        yield from ((file.path, digest) for file, digest in found if self._exists(file))

    def _exists(self, file: FileRecord) -> bool:
        return (self.folder / file.path).is_file()


def load_brief_uses(project: Project, sink: Sink) -> dict[str, BriefUses]:
    """What every brief that can be put together is made of, by its name."""
    result = {}
    for name in list_names(project, "briefs"):
        own_sink = Sink()
        try:
            brief = load_brief(project, name, own_sink)
            inputs, selection = load_and_select(project, brief, own_sink)
        except BriefgenError as error:
            own_sink.extend(error.diagnostics)
            sink.extend(own_sink.collect_sorted())
            continue
        texts = frozenset(format_text_name(choice.block, choice.variant) for choice in selection.choices)
        passages = (*find_usages_in_passages(inputs.audience), *find_usages_in_section_texts(brief))
        result[name] = BriefUses(brief.library, texts, frozenset(brief.key_facts), passages)
    return result


def find_kinds(library: Library, thing: str) -> Iterator[UsedKind]:
    """What a name stands for in a library; `@` in front means a source."""
    if thing.removeprefix("@") in library.sources:
        yield UsedKind.SOURCE
    if thing in library.facts:
        yield UsedKind.FACT
    if library.find_block(thing):
        yield UsedKind.BLOCK


def find_impact(
    files: FileFinder,
    library: Library,
    kind: UsedKind,
    name: str,
    uses: Mapping[str, BriefUses],
    deliveries: Iterable[Delivery],
) -> Impact:
    """What uses a thing, the briefs that it reaches, the approvals that rest on it and the files that hold it."""
    here = {brief: contents for brief, contents in uses.items() if contents.library == library.name}
    inside = list(find_usages(library))
    passages = dict.fromkeys(use for contents in here.values() for use in contents.passages)
    places = [usage for usage in (*inside, *passages) if usage.kind is kind and usage.id == name]
    facts = {name} if kind is UsedKind.FACT else {usage.used_by for usage in places if usage.user_kind is UserKind.FACT}
    # A brief shows a source, too, by way of a fact that cites it.
    showing = [*places, *(usage for usage in (*inside, *passages) if usage.kind is UsedKind.FACT and usage.id in facts)]
    texts = {usage.used_by for usage in showing if usage.user_kind is UserKind.TEXT} | (
        _collect_text_names(library, name) if kind is UsedKind.BLOCK else set()
    )
    briefs = tuple(
        brief
        for brief, contents in here.items()
        if texts & contents.texts or facts & contents.facts or any(use in showing for use in contents.passages)
    )
    digests = compute_current_digests(library, kind.value, name)
    return Impact(
        kind.value,
        name,
        library.name,
        tuple(places),
        briefs,
        tuple(_find_files(files, library, kind, digests)),
        tuple(_find_translations(library, texts)),
        tuple(_find_approvals(library, texts)),
        tuple(_find_deliveries(deliveries, library, kind, digests)),
    )


def find_withdrawn(finder: FileFinder, libraries: Iterable[Library]) -> Iterator[Withdrawal]:
    """Everything whose consent was withdrawn, each with the finished files that hold it."""
    for library in libraries:
        texts = [("block", block.id, _collect_variant_names(block), block.consents or ()) for block in library.blocks]
        images = [("image", name, {name}, consents) for name, consents in library.image_consents.items()]
        for kind, called, names, consents in (*texts, *images):
            for consent in (consent for consent in consents if consent.withdrawn):
                paths = sorted({path for name in names for path, _ in finder.find_users(library.name, kind, name)})
                yield Withdrawal(kind, called, library.name, consent, tuple(paths))


def _collect_variant_names(block: Block) -> set[str]:
    """The names that a block's texts go by among what documents are made from."""
    return {f"{block.id}@{variant.name}" if variant.name else block.id for variant in block.variants}


def _collect_text_names(library: Library, block_id: str) -> set[str]:
    block = library.find_block(block_id)
    return {format_text_name(block, variant) for variant in block.variants} if block else set()


def _find_files(
    finder: FileFinder, library: Library, kind: UsedKind, digests: Mapping[str, frozenset[str]]
) -> Iterator[HoldingFile]:
    """The files made so far that carry a thing, and whether they carry it as it is today."""
    for called, own in digests.items():
        for path, digest in finder.find_users(library.name, kind.value, called):
            yield HoldingFile(path, digest in own)


def _find_translations(library: Library, texts: set[str]) -> Iterator[str]:
    for block in library.blocks:
        for variant in block.variants:
            name = format_text_name(block, variant)
            if variant.language != block.variants[0].language and name in texts:
                yield name


def _find_approvals(library: Library, texts: set[str]) -> Iterator[AffectedApproval]:
    approved = {approval.text_name for approval in library.approvals} & texts
    for block in library.blocks:
        for variant in block.variants:
            if format_text_name(block, variant) in approved:
                standing = find_standing(library, block, variant)
                yield from (AffectedApproval(approval, holds=True) for approval in standing.valid)
                yield from (AffectedApproval(lapsed.approval, holds=False) for lapsed in standing.lapsed)


def _find_deliveries(
    deliveries: Iterable[Delivery], library: Library, kind: UsedKind, digests: Mapping[str, frozenset[str]]
) -> Iterator[AffectedDelivery]:
    for delivery in deliveries:
        contents: FileContents = delivery.file.contents
        held = [record for record in contents.inputs if record.kind == kind.value and record.name in digests]
        if held and contents.library == library.name:
            is_current = all(record.digest in digests[record.name] for record in held)
            yield AffectedDelivery(delivery, is_current)
