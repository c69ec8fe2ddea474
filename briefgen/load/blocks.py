"""Reads the blocks of a library, each with its variants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from briefgen.load.block_names import BlockFileName, parse_file_name
from briefgen.load.consent import build_consents
from briefgen.load.paths import find_files, to_display_path
from briefgen.load.states import check_addressee, check_state
from briefgen.load.syntax.front_matter import BlockParts, split_front_matter
from briefgen.load.syntax.text import check_long_runs, decode_text, read_content
from briefgen.load.syntax.translations import TranslationCollector
from briefgen.load.syntax.validated import ValidatedFile, validate_data
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Diagnostic, Origin, Sink
from briefgen.model.library import (
    Block,
    PreviousRecommendation,
    Recommendation,
    RecommendationWording,
    Sensitivity,
    Variant,
)
from briefgen.model.nearest import find_nearest, suggest_nearest
from briefgen.model.translation import has_words
from briefgen.schema.block_file import (
    RECOMMENDATION_KIND,
    BlockFile,
    RecommendationKeys,
    VariantFile,
)

IMAGES = "images"
README = "readme.md"
WRONG_EXTENSION = ".markdown"
MAX_KEPT_BLOCKS = 2_048
"""Blocks that stay in memory as they were read, by the bytes of their files: an edit in the composer concerns one of them."""
MAX_KEPT_NAMES = 8_192
"""Paths of files whose names stay in memory as they were read."""
RECOMMENDATION_FIELDS = tuple(RecommendationKeys.model_fields)
TRANSLATED_FIELDS = ("addressee", "action", "asks", "offers", "themes", "rights", "deadline", "indicator")
"""Keys of a recommendation that a translation repeats in its language."""


@dataclass(frozen=True, slots=True)
class _MarkdownFile:
    """One Markdown file of the library."""

    name: BlockFileName
    display_path: str
    content: bytes | None
    """None where it cannot be read, which is reported."""


def load_blocks(folder: Path, project: Project, sink: Sink) -> tuple[Block, ...]:
    """Every usable block below the folder of a library, by id. Other files are reported."""
    bases: dict[str, _MarkdownFile] = {}
    variants: dict[str, list[_MarkdownFile]] = {}
    for file in _find_files(folder, project, sink):
        if file.name.is_block:
            bases[file.name.base] = file
        else:
            variants.setdefault(file.name.base, []).append(file)
    for base in sorted(set(variants) - set(bases)):
        for file in variants[base]:
            message = f"is a variant of `{base}`, which is not a block"
            hints = _build_orphan_hints(file.name, bases)
            sink.error("variant-orphan", message, Origin(file.display_path), *hints)
    blocks = []
    for base, file in bases.items():
        block, problems = _load_block(file, tuple(variants.get(base, ())), project.language, project.consent_kinds)
        sink.extend(problems)
        blocks += [block] if block else []
    return _order_by_id(blocks, sink)


def _build_orphan_hints(name: BlockFileName, bases: Iterable[str]) -> tuple[str, ...]:
    """What is to do about a variant without a block. A folder that two paths have in common does not make their names near."""
    base = PurePosixPath(name.base)
    near = find_nearest(base.name, [path.name for path in map(PurePosixPath, bases) if path.parent == base.parent])
    if near:
        return (f"did you mean `{base.with_name(near)}`?",)
    if name.language:
        return (f"add the original, `{base.name}.md`, or call this file so if it is the original",)
    return suggest_nearest(name.base, bases) or (f"add `{base.name}.md` beside it",)


def _find_files(folder: Path, project: Project, sink: Sink) -> Iterator[_MarkdownFile]:
    for path in find_files(folder, project.root, sink):
        name, display_path, problems = _read_name(path, folder, project.root)
        sink.extend(problems)
        if name:
            yield _MarkdownFile(name, display_path, read_content(path, display_path, sink))


@lru_cache(maxsize=MAX_KEPT_NAMES)
def _read_name(path: Path, folder: Path, root: Path) -> tuple[BlockFileName | None, str, tuple[Diagnostic, ...]]:
    """What the path of a file names, if it is a text of a block; its path in diagnostics; and what is wrong with it."""
    sink = Sink()
    below = PurePosixPath(path.relative_to(folder).as_posix())
    origin = Origin(to_display_path(root, path))
    if below.suffix.lower() == WRONG_EXTENSION:
        message = f"is not read: blocks end in `.md`, not in `{below.suffix}`"
        sink.warning("block-ending", message, origin, "rename it")
    is_text = below.suffix.lower() == ".md" and below.parts[0] != IMAGES and below.name.lower() != README
    name = parse_file_name(below, origin, sink) if is_text else None
    return name, origin.path, tuple(sink.diagnostics)


def _order_by_id(blocks: list[Block], sink: Sink) -> tuple[Block, ...]:
    """The blocks in order, one for each id. Ids that differ only in case name the same file on many machines."""
    first: dict[str, Block] = {}
    for block in sorted(blocks, key=lambda block: (block.id, block.origin)):
        other = first.setdefault(block.id.casefold(), block)
        if other is not block:
            message = f"the id `{block.id}` is taken by {other.origin.path}"
            sink.error("block-duplicate", message, block.origin, "rename one of them")
    return tuple(first.values())


def _read_parts(file: _MarkdownFile, sink: Sink, *, required: bool) -> BlockParts | None:
    text = decode_text(file.content, file.display_path, sink) if file.content is not None else None
    if text is None or not check_long_runs(text, file.display_path, sink):
        return None
    return split_front_matter(text, file.display_path, sink, required=required)


@lru_cache(maxsize=MAX_KEPT_BLOCKS)
def _load_block(
    file: _MarkdownFile, variants: tuple[_MarkdownFile, ...], language: str, consent_kinds: frozenset[str]
) -> tuple[Block | None, tuple[Diagnostic, ...]]:
    """The block of some texts and what is wrong in them: after an edit, only the block is read again whose texts are others."""
    sink = Sink()
    block = _build_block(file, variants, language, consent_kinds, sink)
    return block, tuple(sink.diagnostics)


def _build_block(
    file: _MarkdownFile, variants: Sequence[_MarkdownFile], language: str, consent_kinds: frozenset[str], sink: Sink
) -> Block | None:
    parts = _read_parts(file, sink, required=True)
    read = validate_data(BlockFile, parts.front_matter, file.display_path, sink) if parts else None
    if parts is None or read is None:
        return None
    model = read.model
    recommendation = _build_recommendation(read, sink)
    wording = TranslationCollector(language, sink).collect_texts(model, ("group",), read.find_origin)
    _check_body(parts, file, model.kind, sink)
    needs_consent = _needs_consent(read, consent_kinds)
    consents = build_consents(model.consent, read.find_origin("consent"), sink, required=needs_consent)
    own = Variant(
        name="",
        language=language,
        title=model.title,
        short_title=model.short_title,
        body=parts.body,
        body_line=parts.body_line,
        sensitivity=model.sensitivity,
        origin=Origin(file.display_path, 1),
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
        variants=(own, *_load_variants(own, variants, sink)),
        origin=own.origin,
        consents=consents,
        **wording,
    )


def _needs_consent(read: ValidatedFile[BlockFile], consent_kinds: frozenset[str]) -> bool:
    """Whether the block is withheld without a consent. A key `consent:` without a value means that one is needed."""
    data = read.parsed.data
    return read.model.kind in consent_kinds or (isinstance(data, dict) and "consent" in data)


def _check_body(parts: BlockParts, file: _MarkdownFile, kind: str, sink: Sink) -> None:
    if not parts.body.strip() and kind != RECOMMENDATION_KIND:
        sink.warning("block-empty", "has no text", Origin(file.display_path, parts.body_line))


def _build_recommendation(read: ValidatedFile[BlockFile], sink: Sink) -> Recommendation | None:
    """The structured fields. A recommendation must have them and other blocks must not."""
    model = read.model
    if model.kind != RECOMMENDATION_KIND:
        for key in RECOMMENDATION_FIELDS:
            if key in model.model_fields_set:
                message = f"`{key}` belongs to blocks of kind `{RECOMMENDATION_KIND}`; this one is `{model.kind}`"
                sink.error("block-recommendation", message, read.find_origin(key), f"leave out `{key}`")
        return None
    for key in ("addressee", "action"):
        if getattr(model, key) is None:
            message = f"a recommendation lacks `{key}`"
            sink.error("block-recommendation", message, read.find_origin("kind"), f"add `{key}:`")
    check_addressee(model.addressee or "", read.find_origin("addressee"), sink)
    check_state(model.state, "`state`", read.find_origin("state"), sink)
    for index, earlier in enumerate(model.previous):
        for state in () if isinstance(earlier, str) else earlier.states:
            check_state(state, "`states`", read.find_origin("previous", index, "states"), sink)
    empty = Recommendation(addressee="", action="")
    fields = _collect_fields(read, [key for key in RECOMMENDATION_FIELDS if getattr(model, key)])
    return replace(empty, action_origin=read.find_origin("action"), **fields)


def _collect_fields(read: ValidatedFile[Any], keys: Iterable[str]) -> dict[str, Any]:
    """The fields of a recommendation under some keys of a file."""
    model: RecommendationKeys = read.model
    values = {key: getattr(model, key) for key in keys}
    if values.get("wording"):
        values["wording"] = RecommendationWording(**dict(values["wording"]))
    if "previous" in values:
        values["previous"] = tuple(
            _name_previous(earlier, read.find_origin("previous", index))
            if isinstance(earlier, str)
            else PreviousRecommendation(**dict(earlier))
            for index, earlier in enumerate(model.previous)
        )
    return values


def _name_previous(key: str, origin: Origin) -> PreviousRecommendation:
    """An earlier recommendation by its key alone; `load/previous.py` puts the whole one into its place."""
    return PreviousRecommendation(0, "", (), "", "", None, key=key, origin=origin)


def _load_variants(own: Variant, files: Iterable[_MarkdownFile], sink: Sink) -> tuple[Variant, ...]:
    """The other variants, by name and language. A translated variant inherits from the translated block first."""
    taken: dict[tuple[str, str], Variant] = {("", own.language): own}
    for file in sorted(files, key=lambda file: (file.name.variant, file.name.language)):
        language = file.name.language or own.language
        base = taken.get(("", language), own)
        variant = _load_variant(file, language, base, own, sink)
        if variant is None:
            continue
        first = taken.setdefault((variant.name, language), variant)
        if first is not variant:
            which = f"variant `{variant.name}`" if variant.name else "the block's own text"
            message = f"{which} in `{language}` is in {first.origin.path} already"
            sink.error("variant-duplicate", message, variant.origin, "delete one of the two files")
    return tuple(variant for variant in taken.values() if variant is not own)


def _load_variant(file: _MarkdownFile, language: str, base: Variant, own: Variant, sink: Sink) -> Variant | None:
    parts = _read_parts(file, sink, required=False)
    read = validate_data(VariantFile, parts.front_matter, file.display_path, sink) if parts else None
    if parts is None or read is None:
        return None
    translated = language != base.language
    _check_body(parts, file, RECOMMENDATION_KIND if own.recommendation else "", sink)
    if translated and read.model.title is None:
        sink.warning("variant-title", f"has no title in `{language}`", Origin(file.display_path, 1), "add `title:`")
    short = read.model.short_title
    return Variant(
        name=file.name.variant,
        language=language,
        title=read.model.title or base.title,
        short_title=short if short is not None else "" if translated else base.short_title,
        body=parts.body,
        body_line=parts.body_line,
        sensitivity=_resolve_sensitivity(read, base, own, sink),
        origin=Origin(file.display_path, 1),
        recommendation=_override_recommendation(read, base.recommendation, sink, translated=translated),
    )


def _resolve_sensitivity(read: ValidatedFile[VariantFile], base: Variant, own: Variant, sink: Sink) -> Sensitivity:
    stated, least = read.model.sensitivity, base.sensitivity
    if stated is not None and stated < least:
        whose = "its block" if base is own else f"`{base.origin.path}`, the text that it is a variant of,"
        message = f"a variant cannot be `{stated.word}` while {whose} is `{least.word}`"
        hint = f"write `sensitivity: {least.word}`"
        sink.error("variant-sensitivity", message, read.find_origin("sensitivity"), hint)
    return max(stated or least, least)


def _override_recommendation(
    read: ValidatedFile[VariantFile], base: Recommendation | None, sink: Sink, *, translated: bool
) -> Recommendation | None:
    """The structured fields with the changes of a variant."""
    stated = _collect_fields(read, [key for key in RECOMMENDATION_FIELDS if key in read.model.model_fields_set])
    if base is None:
        for key in stated:
            message = f"`{key}` belongs to variants of a recommendation"
            sink.error("block-recommendation", message, read.find_origin(key), f"leave out `{key}`")
        return None
    if stated.get("wording", base.wording) is None:
        stated["wording"] = RecommendationWording()
    check_addressee(read.model.addressee or "", read.find_origin("addressee"), sink)
    if "action" in stated:
        stated["action_origin"] = read.find_origin("action")
    missing = [
        f"`{key}`" for key in TRANSLATED_FIELDS if translated and key not in stated and has_words(getattr(base, key))
    ]
    if base.previous and translated and "previous" not in stated:
        missing.append("`previous`")
    if base.wording != RecommendationWording() and translated and "wording" not in stated:
        missing.append("`wording`")
    if missing:
        listed = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
        message = f"a translated recommendation lacks {listed}"
        hint = "without them it prints those of the text that it translates"
        sink.warning("variant-recommendation", message, read.find_origin(), hint)
    return replace(base, **stated)
