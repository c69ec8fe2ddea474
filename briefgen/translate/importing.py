"""Takes over what a translator sent back: checks every passage first, then writes the files that change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Variant
from briefgen.model.text_pieces import BODY
from briefgen.model.translation import find_text
from briefgen.model.translation_record import TextKey
from briefgen.translate.coverage import (
    RecordedOriginals,
    TranslationStanding,
    TranslationState,
    find_translation_standing,
)
from briefgen.translate.originals import Original, normalise_text
from briefgen.translate.placeholders import compare_placeholders
from briefgen.translate.text_file import build_text_file, change_text_file, collect_fields, replace_paragraphs
from briefgen.translate.units import WHOLE_BODY, TranslationUnit, build_units
from briefgen.translate.yaml_edit import set_translation


@dataclass(slots=True)
class ImportPlan:
    """What an import writes."""

    files: dict[str, str] = field(default_factory=dict)
    """By path below the project: the new content, with line feeds at line ends."""
    records: dict[tuple[TextKey, str], tuple[str, ...]] = field(default_factory=dict)
    """The originals from which the new translations were made."""


def plan_import(
    units: Iterable[TranslationUnit],
    originals: Sequence[Original],
    records: RecordedOriginals,
    language: str,
    root: Path,
    sink: Sink,
) -> ImportPlan:
    """What the units of one file change in a project. Every problem goes to `sink`; with an error in it, nothing may be written."""
    plan = ImportPlan()
    known = {original.key: original for original in originals}
    by_text: dict[TextKey, list[TranslationUnit]] = {}
    for unit in units:
        by_text.setdefault(unit.key, []).append(unit)
    blocks: dict[str, dict[TextKey, list[TranslationUnit]]] = {}
    for key, found in by_text.items():
        original = known.get(key)
        if original is None:
            message = f"`{key}` is not a text of this project any more"
            sink.warning("translation-unknown", message, found[0].origin, "export the texts again")
        elif not _has_changes(original, found, language):
            if _is_confirmed(find_translation_standing(original, records, language), found):
                plan.records[key, language] = original.texts
        elif _check_units(original, found, language, sink):
            translated = tuple(normalise_text(unit.source) for unit in _expand(found))
            if translated != records.find(key, language):
                plan.records[key, language] = translated
            if original.variant:
                blocks.setdefault(key.name, {})[key] = found
            else:
                _plan_yaml(original, found[0], language, root, plan, sink)
    for texts in blocks.values():
        _plan_block({key: known[key] for key in texts}, texts, language, root, plan, sink)
    return plan


def _has_changes(original: Original, units: Iterable[TranslationUnit], language: str) -> bool:
    present = {unit.label: normalise_text(unit.target) for unit in build_units(original, language)}
    return any(unit.target.strip() and normalise_text(unit.target) != present.get(unit.label, "") for unit in units)


def _is_confirmed(standing: TranslationStanding, units: Sequence[TranslationUnit]) -> bool:
    """Whether the translator found that a stale translation is right as it is, and took the marks away."""
    sources = tuple(normalise_text(unit.source) for unit in _expand(units))
    is_looked_at = not any(unit.is_stale or not unit.target.strip() for unit in units)
    return standing.state is TranslationState.STALE and is_looked_at and sources == standing.original.texts


def _check_units(original: Original, units: Sequence[TranslationUnit], language: str, sink: Sink) -> bool:
    """Whether a text can be taken over: every passage is translated, and has the placeholders of its original."""
    present = {unit.label: normalise_text(unit.target) for unit in build_units(original, language)}
    labels: set[str] = set()
    usable = True
    for unit in units:
        if unit.label in labels:
            sink.error("translation-unit", f"`{unit.name}` is there twice", unit.origin, "keep one of them")
            usable = False
        labels.add(unit.label)
        if normalise_text(unit.target) == present.get(unit.label):
            continue
        for problem in compare_placeholders(unit.source, unit.target) if unit.target.strip() else ():
            message = f"in the translation of `{unit.name}`, {problem}"
            sink.error("translation-placeholder", message, unit.origin, "copy the placeholders of the original")
            usable = False
    missing = [unit for unit in units if unit.source.strip() and not unit.target.strip()]
    if usable and missing:
        message = f"`{original.key}` is not taken over: {len(missing)} of its {len(units)} passages are not translated"
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
    language: str,
    root: Path,
    plan: ImportPlan,
    sink: Sink,
) -> None:
    """The file of one translated block: its title and its text come from two keys."""
    first = next(iter(originals.values()))
    found = next(
        (text for original in originals.values() if (text := find_text(original.translations, language))), None
    )
    units = [unit for group in texts.values() for unit in group]
    fields = collect_fields({unit.label: unit.target for unit in units if not _is_body(unit)})
    paragraphs = [unit.target.strip("\n") for unit in units if unit.label.startswith(f"{BODY}.")]
    whole = next((unit.target for unit in units if unit.label == WHOLE_BODY), None)
    if whole is not None:
        paragraphs = [part.strip("\n") for part in whole.split("\n\n") if part.strip()]
    path = found.origin.path if found else _name_translation(first.variant, language)
    if found or (root / path).exists():
        content = (root / path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        new = change_text_file(content, fields, paragraphs or None)
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


def _is_body(unit: TranslationUnit) -> bool:
    return unit.label == WHOLE_BODY or unit.label.startswith(f"{BODY}.")


def _name_translation(variant: Variant | None, language: str) -> str:
    """`content/x/wells@short.fr.md` for `content/x/wells@short.md`."""
    path = PurePosixPath(variant.origin.path if variant else "")
    return str(path.with_name(f"{path.stem}.{language}.md"))


def _plan_yaml(
    original: Original, unit: TranslationUnit, language: str, root: Path, plan: ImportPlan, sink: Sink
) -> None:
    """A fact or a text of a brief: it is written by language in the file of its original."""
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
