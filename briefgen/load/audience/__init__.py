"""Reads an audience with everything it extends, from the project first and then from what is built in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import NoReturn

from briefgen.load.audience.inheritance import add_origins, join_audiences
from briefgen.load.audience.language_table import list_language_files, load_language_texts, translate_words
from briefgen.load.audience.pages import read_page_texts
from briefgen.load.audience.plan import AudienceBuilder
from briefgen.load.names import find_audience_file, list_audience_names, stop_unknown
from briefgen.load.paths import to_display_path
from briefgen.load.syntax.validated import ValidatedFile, read_or_stop
from briefgen.model.approval import ApprovalRequirement
from briefgen.model.audience import (
    Audience,
    CitationSettings,
    ReadingAloud,
    WordSettings,
)
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.paths import find_inside
from briefgen.schema.audience_file import AudienceFile
from briefgen.schema.key_types import NAME_PATTERN
from briefgen.style_sheets import list_style_sheets


@dataclass(frozen=True, slots=True)
class _Layer:
    """One `audience.yaml` of an audience and those it extends."""

    id: str
    path: Path
    file: ValidatedFile[AudienceFile]


def load_audience(
    project: Project, audience_id: str, sink: Sink, language: str = "en", requested_at: Origin | None = None
) -> Audience:
    """The audience of this name, with its titles in a language.

    `requested_at` is the place that names it, for messages. Raises `BriefgenError` where it cannot be used at all.
    """
    layers = _load_layers(project, audience_id, requested_at, sink)
    if layers[0].file.model.abstract:
        hint = "choose an audience that extends it"
        sink.stop(
            "audience-abstract", f"audience `{audience_id}` is only there to be extended", _get_origin(layers), hint
        )
    file = reduce(join_audiences, [add_origins(layer.file) for layer in reversed(layers)])
    default_language = file.languages[0] if len(file.languages) == 1 else project.language
    folders = tuple(dict.fromkeys(layer.id for layer in layers))
    texts = load_language_texts(project, language, sink)
    builder = AudienceBuilder(project, folders, language, _get_origin(layers), sink, default_language, texts)
    sections = builder.build_sections(file.sections)
    if not file.title:
        sink.error("audience-incomplete", f"audience `{audience_id}` has no title", _get_origin(layers), "add `title:`")
    style, page = _find_style_sheet(project, layers, sink), _find_page_template(project, layers, sink)
    pages = tuple(read_page_texts(project, page))
    return Audience(
        id=audience_id,
        title=file.title or audience_id,
        description=file.description,
        ceiling=file.ceiling,
        languages=file.languages,
        formats=file.formats,
        page=page,
        style=style,
        citations=CitationSettings(
            style=file.citations.style,
            notes=file.citations.notes,
            references=builder.build_references(file.citations.references),
            is_short=file.citations.short,
            are_grouped=file.citations.short if file.citations.grouped is None else file.citations.grouped,
        ),
        heading_numbers=file.headings.numbers,
        numbered_paragraphs=file.paragraphs.numbered,
        sections=sections,
        words=translate_words(file.words, language, texts),
        rules=builder.build_rules(file.rules),
        files=(
            *(layer.path for layer in layers),
            *builder.passage_files,
            *list_language_files(project, language),
        ),
        origin=_get_origin(layers),
        parameters=builder.build_parameters(file.parameters),
        numerals=file.numerals,
        plain=file.plain,
        numbered_pages=_has_page_numbers(project, style),
        reading_aloud=ReadingAloud(**dict(file.reading_aloud)) if file.reading_aloud else None,
        word_settings=WordSettings(**dict(file.word), font_origin=_find_font_origin(layers)),
        requires=ApprovalRequirement(**dict(file.requires or {})),
        page_templates=pages,
    )


def _get_origin(layers: list[_Layer]) -> Origin:
    return Origin(layers[0].file.display_path)


def _find_font_origin(layers: list[_Layer]) -> Origin | None:
    """The line of the nearest audience that states the face of Word files."""
    return next((layer.file.find_origin("word", "font") for layer in layers if layer.file.model.word.font), None)


def _load_layers(project: Project, audience_id: str, requested_at: Origin | None, sink: Sink) -> list[_Layer]:
    """The file of the audience first, then those that it extends.

    An audience that extends its own name inherits the built-in audience of that name.
    """
    layers: list[_Layer] = []
    name, first = audience_id, 0
    while True:
        found = find_audience_file(project, name, first) if NAME_PATTERN.fullmatch(name) else None
        if found is None:
            _stop_unknown(project, name, requested_at, sink, extending=bool(layers))
        index, path = found
        if path in (layer.path for layer in layers):
            way = " -> ".join(f"`{layer.id}`" for layer in layers)
            sink.stop(
                "audience-circular",
                f"audiences extend one another: {way} -> `{name}`",
                requested_at,
                "take out one `extends:`",
            )
        read = _read_audience_file(project, path, sink)
        layers.append(_Layer(name, path, read))
        extends = read.model.extends
        if extends is None:
            if isinstance(read.parsed.data, dict) and read.parsed.data.get("extends") is not None:
                sink.stop_on_errors()  # it was refused: everything that it would bring is missing
            return layers
        requested_at = read.find_origin("extends")
        name, first = extends, (index + 1 if extends == name else 0)


def _stop_unknown(project: Project, name: str, requested_at: Origin | None, sink: Sink, *, extending: bool) -> NoReturn:
    if not extending:
        stop_unknown(project, "audiences", name, sink, requested_at)
    hints = suggest_nearest(name, list_audience_names(project))
    sink.stop("audience-unknown", f"no audience `{name}` in `templates/` to extend", requested_at, *hints)


def _read_audience_file(project: Project, path: Path, sink: Sink) -> ValidatedFile[AudienceFile]:
    return read_or_stop(AudienceFile, path, to_display_path(project.root, path), sink)


def find_on_search_path(project: Project, folder: str, name: str) -> Path | None:
    """A file below `templates/` or `styles/`, the project's first; None where there is none or it leads out."""
    found = (find_inside(root / folder, name) for root in project.search_path)
    return next(filter(None, found), None)


def _has_page_numbers(project: Project, style: str) -> bool:
    """Whether the style sheet prints page numbers in a margin."""
    sheets = list_style_sheets(project.search_path, style).values()
    return any("counter(page)" in sheet.read_text(encoding="utf-8", errors="replace") for sheet in sheets)


def _find_page_template(project: Project, layers: list[_Layer], sink: Sink) -> str:
    """The page template, below `templates/`: as stated, or the `page.html` of the nearest audience that has one."""
    for position, layer in enumerate(layers):
        written = layer.file.model.page
        folders = [other.id for other in layers[position:]]
        if written:
            names = [written] if "/" in written else [f"{folder}/{written}" for folder in folders]
            found = next((name for name in names if find_on_search_path(project, "templates", name)), None)
            if not found:
                where = "templates/" + (f"{layer.id}/" if "/" not in written else "")
                sink.error(
                    "audience-page", f"no page template `{written}` in `{where}`", layer.file.find_origin("page")
                )
            return found or names[0]
        if find_on_search_path(project, "templates", f"{layer.id}/page.html"):
            return f"{layer.id}/page.html"
    first = layers[0].id
    hint = f"add `templates/{first}/page.html`, or extend an audience that has one"
    sink.error("audience-page", f"audience `{first}` has no page template", _get_origin(layers), hint)
    return f"{first}/page.html"


def _find_style_sheet(project: Project, layers: list[_Layer], sink: Sink) -> str:
    """The style sheet, below `styles/`: as stated, or the one with the name of the nearest audience that has one."""
    for layer in layers:
        written = layer.file.model.style
        if written:
            if not find_on_search_path(project, "styles", written):
                known = [sheet.stem for root in project.search_path for sheet in (root / "styles").glob("*.css")]
                hints = suggest_nearest(written.removesuffix(".css"), known)
                sink.error(
                    "audience-style",
                    f"no style sheet `{written}` in `styles/`",
                    layer.file.find_origin("style"),
                    *hints,
                )
            return written
        if find_on_search_path(project, "styles", f"{layer.id}.css"):
            return f"{layer.id}.css"
    first = layers[0].id
    hint = f"add `styles/{first}.css`, or extend an audience that has one"
    sink.error("audience-style", f"audience `{first}` has no style sheet", _get_origin(layers), hint)
    return f"{first}.css"
