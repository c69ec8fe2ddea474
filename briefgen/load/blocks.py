"""Reads the blocks of a library, each with its variants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from briefgen.files.block import RECOMMENDATION, BlockFile, PreviousFile, RecommendationKeys, VariantFile
from briefgen.load.block_names import FileName, parse_name
from briefgen.load.consent import consents_of
from briefgen.load.front_matter import Parts, split
from briefgen.load.paths import files_below, shown
from briefgen.load.reading import Read, check_parsed
from briefgen.load.states import check_state
from briefgen.load.text import read_text, runs_allowed
from briefgen.load.wording import Wording
from briefgen.values.brief import Project
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.library import Block, PreviousRecommendation, Recommendation, Sensitivity, Variant
from briefgen.values.nearest import did_you_mean
from briefgen.values.translation import has_words

IMAGES = "images"
NOT_A_BLOCK = "readme.md"
OTHER_ENDING = ".markdown"
STRUCTURED = tuple(RecommendationKeys.model_fields)
IN_WORDS = ("addressee", "action", "asks", "themes", "rights", "deadline", "indicator")
"""Keys of a recommendation that a translation says anew."""


@dataclass(frozen=True, slots=True)
class _File:
    """One Markdown file of the library."""

    name: FileName
    path: Path
    shown: str


def load_blocks(folder: Path, project: Project, sink: Sink) -> tuple[Block, ...]:
    """Every block below a library's folder, by id; what cannot be used is left out and reported."""
    bases: dict[str, _File] = {}
    variants: dict[str, list[_File]] = {}
    for file in _files(folder, project, sink):
        if file.name.is_block:
            bases[file.name.base] = file
        else:
            variants.setdefault(file.name.base, []).append(file)
    for base in sorted(set(variants) - set(bases)):
        for file in variants[base]:
            message = f"is a variant of `{base}`, which is no block"
            hints = did_you_mean(base, bases) or (f"add `{PurePosixPath(base).name}.md` beside it",)
            sink.error("variant-orphan", message, Origin(file.shown), *hints)
    blocks = (_block(file, variants.get(base, []), project, sink) for base, file in bases.items())
    return _by_id([block for block in blocks if block], sink)


def _files(folder: Path, project: Project, sink: Sink) -> Iterator[_File]:
    for path in files_below(folder, project.root, sink):
        below = PurePosixPath(path.relative_to(folder).as_posix())
        origin = Origin(shown(project.root, path))
        if below.suffix.lower() == OTHER_ENDING:
            sink.warning(
                "block-ending", f"is not read: blocks end in `.md`, not in `{below.suffix}`", origin, "rename it"
            )
        if below.suffix.lower() != ".md" or below.parts[0] == IMAGES or below.name.lower() == NOT_A_BLOCK:
            continue
        name = parse_name(below, origin, sink)
        if name:
            yield _File(name, path, origin.path)


def _by_id(blocks: list[Block], sink: Sink) -> tuple[Block, ...]:
    """The blocks in order, one for each id. Ids that differ in case alone would be one file on many machines."""
    first: dict[str, Block] = {}
    for block in sorted(blocks, key=lambda one: (one.id, one.origin)):
        other = first.setdefault(block.id.casefold(), block)
        if other is not block:
            message = f"the id `{block.id}` is taken by {other.origin.path}"
            sink.error("block-duplicate", message, block.origin, "rename one of them")
    return tuple(first.values())


def _parts(file: _File, sink: Sink, *, required: bool) -> Parts | None:
    text = read_text(file.path, file.shown, sink)
    if text is None or not runs_allowed(text, file.shown, sink):
        return None
    return split(text, file.shown, sink, required=required)


def _block(file: _File, variants: list[_File], project: Project, sink: Sink) -> Block | None:
    parts = _parts(file, sink, required=True)
    read = check_parsed(BlockFile, parts.front_matter, file.shown, sink) if parts else None
    if parts is None or read is None:
        return None
    model = read.model
    recommendation = _recommendation(read, sink)
    wording = Wording(project.language, sink).all_of(model, ("group",), read.at)
    _check_body(parts, file, model.kind, sink)
    own = Variant(
        name="",
        language=project.language,
        title=model.title,
        short_title=model.short_title,
        body=parts.body,
        body_line=parts.body_line,
        sensitivity=model.sensitivity,
        origin=Origin(file.shown, 1),
        recommendation=recommendation,
    )
    return Block(
        id=model.id or file.name.base,
        kind=model.kind,
        order=model.order,
        audiences=None if model.audiences is None else frozenset(model.audiences),
        topics=frozenset(model.topics),
        sensitivity=model.sensitivity,
        status=model.status,
        recommendation=recommendation,
        variants=(own, *_variants(own, variants, sink)),
        origin=own.origin,
        consents=consents_of(model.consent, read.at("consent"), sink, needed=_needs_consent(read, project)),
        **wording,
    )


def _needs_consent(read: Read[BlockFile], project: Project) -> bool:
    """Whether nobody may have the block without one: a key that was begun and not filled in says so, too."""
    written = read.parsed.data
    return read.model.kind in project.consent_kinds or (isinstance(written, dict) and "consent" in written)


def _check_body(parts: Parts, file: _File, kind: str, sink: Sink) -> None:
    if not parts.body.strip() and kind != RECOMMENDATION:
        sink.warning("block-empty", "has no text", Origin(file.shown, parts.body_line))


def _recommendation(read: Read[BlockFile], sink: Sink) -> Recommendation | None:
    """The structured fields, which a recommendation must have and no other block may."""
    model = read.model
    if model.kind != RECOMMENDATION:
        for key in STRUCTURED:
            if key in model.model_fields_set:
                message = f"`{key}` belongs to blocks of kind `{RECOMMENDATION}`; this one is `{model.kind}`"
                sink.error("block-recommendation", message, read.at(key), f"leave out `{key}`")
        return None
    for key in ("addressee", "action"):
        if getattr(model, key) is None:
            sink.error("block-recommendation", f"a recommendation lacks `{key}`", read.at("kind"), f"add `{key}:`")
    check_state(model.state, "`state`", read.at("state"), sink)
    for index, earlier in enumerate(model.previous):
        for state in earlier.states:
            check_state(state, "`states`", read.at("previous", index, "states"), sink)
    return Recommendation(
        addressee=model.addressee or "",
        action=model.action or "",
        asks=model.asks,
        legal_basis=model.legal_basis,
        themes=model.themes,
        deadline=model.deadline,
        state=model.state,
        rights=model.rights,
        previous=_previous(model.previous),
        sdg=model.sdg,
        indicator=model.indicator,
    )


def _previous(files: Iterable[PreviousFile]) -> tuple[PreviousRecommendation, ...]:
    return tuple(PreviousRecommendation(**dict(one)) for one in files)


def _variants(own: Variant, files: list[_File], sink: Sink) -> tuple[Variant, ...]:
    """The other cuts, by name and language. The translation of a cut takes over from the translated block first."""
    taken: dict[tuple[str, str], Variant] = {("", own.language): own}
    for file in sorted(files, key=lambda one: (one.name.variant, one.name.language)):
        language = file.name.language or own.language
        base = taken.get(("", language), own)
        variant = _variant(file, language, base, own, sink)
        if variant is None:
            continue
        first = taken.setdefault((variant.name, language), variant)
        if first is not variant:
            which = f"variant `{variant.name}`" if variant.name else "the block's own text"
            message = f"{which} in `{language}` is in {first.origin.path} already"
            sink.error("variant-duplicate", message, variant.origin, "delete one of the two files")
    return tuple(variant for variant in taken.values() if variant is not own)


def _variant(file: _File, language: str, base: Variant, own: Variant, sink: Sink) -> Variant | None:
    parts = _parts(file, sink, required=False)
    read = check_parsed(VariantFile, parts.front_matter, file.shown, sink) if parts else None
    if parts is None or read is None:
        return None
    translated = language != base.language
    _check_body(parts, file, RECOMMENDATION if own.recommendation else "", sink)
    if translated and read.model.title is None:
        sink.warning("variant-title", f"has no title in `{language}`", Origin(file.shown, 1), "add `title:`")
    short = read.model.short_title
    return Variant(
        name=file.name.variant,
        language=language,
        title=read.model.title or base.title,
        short_title=short if short is not None else "" if translated else base.short_title,
        body=parts.body,
        body_line=parts.body_line,
        sensitivity=_sensitivity(read, base, own, sink),
        origin=Origin(file.shown, 1),
        recommendation=_restated(read, base.recommendation, sink, translated=translated),
    )


def _sensitivity(read: Read[VariantFile], base: Variant, own: Variant, sink: Sink) -> Sensitivity:
    stated, least = read.model.sensitivity, base.sensitivity
    if stated is not None and stated < least:
        whose = "its block" if base is own else f"`{base.origin.path}`, the text that it is a cut of,"
        message = f"a variant cannot be `{stated.word}` while {whose} is `{least.word}`"
        sink.error("variant-sensitivity", message, read.at("sensitivity"), f"write `sensitivity: {least.word}`")
    return max(stated or least, least)


def _restated(
    read: Read[VariantFile], base: Recommendation | None, sink: Sink, *, translated: bool
) -> Recommendation | None:
    """The structured fields as a variant restates them."""
    stated: Mapping[str, Any] = {
        key: getattr(read.model, key) for key in STRUCTURED if key in read.model.model_fields_set
    }
    if "previous" in stated:
        stated = {**stated, "previous": _previous(stated["previous"])}
    if base is None:
        for key in stated:
            message = f"`{key}` belongs to variants of a recommendation"
            sink.error("block-recommendation", message, read.at(key), f"leave out `{key}`")
        return None
    missing = [f"`{key}`" for key in IN_WORDS if translated and key not in stated and has_words(getattr(base, key))]
    if base.previous and translated and "previous" not in stated:
        missing.append("`previous`")
    if missing:
        message = (
            f"a translated recommendation lacks {', '.join(missing[:-1])}{' and ' * (len(missing) > 1)}{missing[-1]}"
        )
        hint = "without them it prints those of the text that it translates"
        sink.warning("variant-recommendation", message, read.at(), hint)
    return replace(base, **stated)
