"""Takes over what a translator sent back: checks every passage first, then writes the files that change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from briefgen.edit.refusal import EditRefused
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.library import Variant
from briefgen.model.text_pieces import BODY
from briefgen.model.translation import find_text
from briefgen.model.translation_record import TextKey
from briefgen.translate.changed_words import describe_changes
from briefgen.translate.coverage import (
    RecordedOriginals,
    TranslationStanding,
    TranslationState,
    find_translation_standing,
)
from briefgen.translate.originals import Original, normalise_text
from briefgen.translate.placeholders import compare_placeholders
from briefgen.translate.text_file import build_text_file, change_text_file, collect_fields, replace_paragraphs
from briefgen.translate.three_way import JoinedText, join_changes
from briefgen.translate.units import WHOLE_BODY, TranslationUnit, find_translated_texts, is_body
from briefgen.translate.yaml_edit import set_translation


@dataclass(slots=True)
class ImportPlan:
    """What an import writes."""

    files: dict[str, str] = field(default_factory=dict)
    """By path below the project: the new content, with line feeds at line ends."""
    records: dict[tuple[TextKey, str], tuple[str, ...]] = field(default_factory=dict)
    """The originals from which the new translations were made."""
    conflicts: list[Diagnostic] = field(default_factory=list)
    """Texts that were changed on both sides, and are kept as they are: the others are taken over all the same."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What came back is compared with this."""

    originals: Sequence[Original]
    records: RecordedOriginals
    language: str
    root: Path
    """The folder of the project."""
    overwrite: bool = False
    """What the translator changed also replaces what was changed in the project since the export."""


def plan_import(units: Iterable[TranslationUnit], request: ImportRequest, sink: Sink) -> ImportPlan:
    """What the units of one file change in a project. Every problem goes to `sink`; with an error in it, nothing may be written."""
    plan = ImportPlan()
    known = {original.key: original for original in request.originals}
    by_text: dict[TextKey, list[TranslationUnit]] = {}
    for unit in units:
        by_text.setdefault(unit.key, []).append(unit)
    blocks: dict[str, dict[TextKey, Sequence[TranslationUnit]]] = {}
    for key, found in by_text.items():
        if key not in known:
            message = f"`{key}` is not a text of this project any more"
            sink.warning("translation-unknown", message, found[0].origin, "export the texts again")
        elif new := _plan_text(known[key], found, request, plan, sink):
            if known[key].variant:
                blocks.setdefault(key.name, {})[key] = new
            else:
                _plan_yaml(known[key], new[0], request, plan, sink)
    for texts in blocks.values():
        _plan_block({key: known[key] for key in texts}, texts, request, plan, sink)
    return plan


def _plan_text(
    original: Original, units: Sequence[TranslationUnit], request: ImportRequest, plan: ImportPlan, sink: Sink
) -> Sequence[TranslationUnit]:
    """The passages of a text that is to be written; none for one that stays as it is."""
    key, language = original.key, request.language
    joined = join_changes(original, units, language)
    if not joined.changed:
        if _is_confirmed(find_translation_standing(original, request.records, language), units, joined):
            plan.records[key, language] = original.texts
        return ()
    if joined.conflicts and not request.overwrite:
        plan.conflicts.append(_build_conflict(original, joined, language))
        return ()
    if not _check_units(original, joined, sink):
        return ()
    translated = tuple(normalise_text(unit.source) for unit in _expand(units))
    if translated != request.records.find(key, language):
        plan.records[key, language] = translated
    return joined.units


def _is_confirmed(standing: TranslationStanding, units: Sequence[TranslationUnit], joined: JoinedText) -> bool:
    """Whether the translator found that a stale translation is right as it is, and took the marks away."""
    sources = tuple(normalise_text(unit.source) for unit in _expand(units))
    is_looked_at = not any(unit.is_stale or not unit.target.strip() for unit in units)
    is_same = all(
        normalise_text(unit.target) == normalise_text(own.target) for unit, own in zip(units, joined.units, strict=True)
    )
    is_current_source = sources == standing.original.texts
    return standing.state is TranslationState.STALE and is_looked_at and is_same and is_current_source


def _build_conflict(original: Original, joined: JoinedText, language: str) -> Diagnostic:
    """The error for a text that the translator and somebody in the project changed."""
    found = find_text(original.translations, language)
    path = found.origin.path if found else original.origin.path
    present = find_translated_texts(original, language)
    changes = describe_changes(
        [present.get(unit.label, "") for unit in joined.conflicts], [unit.target for unit in joined.conflicts]
    )
    origin = joined.conflicts[0].origin
    reason = (
        f"`{original.key}` was changed in `{path}` since it was exported"
        if all(unit.exported_digest for unit in joined.conflicts)
        else f"`{origin.path if origin else path}` does not say how `{original.key}` was when it was exported"
    )
    message = f"{reason}, so it is kept; what the translator has instead: {'; '.join(changes)}"
    hint = f"compare the two, and write the right words into `{path}`, or import with `--overwrite`"
    return Diagnostic(Severity.ERROR, "translation-conflict", message, origin, (hint,))


def _check_units(original: Original, joined: JoinedText, sink: Sink) -> bool:
    """Whether a text can be taken over: every passage is translated, and has the placeholders of its original."""
    labels: set[str] = set()
    usable = True
    for unit in joined.units:
        if unit.label in labels:
            sink.error("translation-unit", f"`{unit.name}` is there twice", unit.origin, "keep one of them")
            usable = False
        labels.add(unit.label)
    for unit in joined.changed:
        for problem in compare_placeholders(unit.source, unit.target) if unit.target.strip() else ():
            message = f"in the translation of `{unit.name}`, {problem}"
            sink.error("translation-placeholder", message, unit.origin, "copy the placeholders of the original")
            usable = False
    missing = [unit for unit in joined.units if unit.source.strip() and not unit.target.strip()]
    if usable and missing:
        count = f"{len(missing)} of its {len(joined.units)} passages are not translated"
        message = f"`{original.key}` is not taken over: {count}"
        sink.warning("translation-incomplete", message, missing[0].origin, "translate the whole text")
        usable = False
    return usable


def _expand(units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
    """The units as pieces of a text: the paragraphs of a whole body one by one."""
    for unit in units:
        if unit.label != WHOLE_BODY:
            yield unit
            continue
        for index, text in enumerate(filter(None, map(str.strip, unit.source.split("\n\n")))):
            yield TranslationUnit(unit.key, f"{BODY}.{index}", text)


def _plan_block(
    originals: Mapping[TextKey, Original],
    texts: Mapping[TextKey, Sequence[TranslationUnit]],
    request: ImportRequest,
    plan: ImportPlan,
    sink: Sink,
) -> None:
    """The file of one translated block: its title and its text come from two keys."""
    language, root = request.language, request.root
    first = next(iter(originals.values()))
    found = next(
        (text for original in originals.values() if (text := find_text(original.translations, language))), None
    )
    units = [unit for group in texts.values() for unit in group]
    fields = collect_fields({unit.label: unit.target for unit in units if not is_body(unit)})
    paragraphs = [unit.target.strip("\n") for unit in units if unit.label.startswith(f"{BODY}.")]
    whole = next((unit.target for unit in units if unit.label == WHOLE_BODY), None)
    if whole is not None:
        paragraphs = [part.strip("\n") for part in whole.split("\n\n") if part.strip()]
    path = found.origin.path if found else _name_translation(first.variant, language)
    if found or (root / path).exists():
        content = (root / path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        try:
            new = change_text_file(content, fields, paragraphs or None)
        except EditRefused as refused:
            message = f"the translation cannot be put into this file: {refused.message}"
            sink.warning("translation-by-hand", message, Origin(path), refused.hint)
            for key in originals:
                plan.records.pop((key, language), None)
            return
    else:
        has_text = any(key.part == "text" for key in originals)
        if not has_text:
            message = f"`{path}` is not made: the file has a title and no text for it"
            sink.warning("translation-incomplete", message, units[0].origin, "translate the whole text")
            for key in originals:
                plan.records.pop((key, language), None)
            return
        body = first.variant.body if first.variant else ""
        new = build_text_file(fields, replace_paragraphs(body, paragraphs) if paragraphs else "")
    plan.files[path] = new


def _name_translation(variant: Variant | None, language: str) -> str:
    """`content/x/wells@short.fr.md` for `content/x/wells@short.md`."""
    path = PurePosixPath(variant.origin.path if variant else "")
    return str(path.with_name(f"{path.stem}.{language}.md"))


def _plan_yaml(original: Original, unit: TranslationUnit, request: ImportRequest, plan: ImportPlan, sink: Sink) -> None:
    """A fact or a text of a brief: it is written by language in the file of its original."""
    language, root = request.language, request.root
    path = original.origin.path
    content = plan.files.get(path) or (root / path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    place = original.key.part.split(".", 1)
    keys = (original.key.name, *place) if original.key.kind == "fact" else tuple(place)
    new = set_translation(content, keys, original.language, language, unit.target)
    if new is None:
        message = f"the translation of {original.key} cannot be put into this line: `{unit.target}`"
        hint = f"write it there yourself, under `{language}:`"
        sink.warning("translation-by-hand", message, Origin(path, original.origin.line), hint)
        plan.records.pop((original.key, language), None)
        return
    plan.files[path] = new
