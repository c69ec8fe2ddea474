"""Reads a brief from `briefs/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import PurePosixPath

from briefgen.load.brief_sections import build_block_requests
from briefgen.load.names import FOLDERS, find_named_file
from briefgen.load.paths import to_display_path
from briefgen.load.states import check_state
from briefgen.load.syntax.parsed import ParsedData
from briefgen.load.syntax.translations import TranslationCollector
from briefgen.load.syntax.validated import ValidatedFile, read_or_stop, validate_data
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.artifact import INDEX_STEM
from briefgen.model.brief import (
    AccessSettings,
    Brief,
    CitationRequests,
    CoverImage,
    Period,
    Project,
    Submitter,
    Wording,
)
from briefgen.model.diagnostic import BriefgenError, Origin, Sink
from briefgen.model.library import Sensitivity
from briefgen.model.nearest import suggest_nearest
from briefgen.schema.brief_file import BriefFile, CoverImageFile, PeriodFile


def load_briefs(project: Project, names: Iterable[str], sink: Sink) -> list[Brief]:
    """The briefs of these names that can be read; problems of the others go to `sink`."""
    briefs = []
    for name in dict.fromkeys(names):
        own = Sink()
        try:
            brief = load_brief(project, name, own)
            own.stop_on_errors()
            briefs.append(brief)
        except BriefgenError as error:
            own.extend(error.diagnostics)
        sink.extend(own.collect_sorted())
    return briefs


def load_brief(project: Project, brief_id: str, sink: Sink) -> Brief:
    """The brief of this name. Raises `BriefgenError` where there is none or nothing of it can be used."""
    path = find_named_file(project, "briefs", brief_id, sink)
    if brief_id.casefold() == INDEX_STEM:
        message = (
            f"a brief cannot be called `{brief_id}`: `{INDEX_STEM}.html` is the list of the files in the output folder"
        )
        sink.stop("brief-name", message, Origin(to_display_path(project.root, path)), "give the file another name")
    return _build_brief(
        project, brief_id, read_or_stop(BriefFile, path, to_display_path(project.root, path), sink), sink
    )


def read_brief_text(project: Project, brief_id: str, text: str, sink: Sink) -> Brief | None:
    """The brief that a file with this text would be; None where nothing of it can be used."""
    path = f"{FOLDERS['briefs']}/{brief_id}.yaml"
    parsed = parse_yaml(text, path, sink)
    read = validate_data(BriefFile, parsed, path, sink) if parsed else None
    return _build_brief(project, brief_id, read, sink) if read else None


def _build_brief(project: Project, brief_id: str, read: ValidatedFile[BriefFile], sink: Sink) -> Brief:
    model, language = read.model, read.model.language or project.language
    wording = TranslationCollector(language, sink)
    parameters = {
        name: wording.collect_text(f"parameters.{name}", value, read.find_origin("parameters", name))
        for name, value in model.parameters.items()
    }
    standfirsts = {
        section: wording.collect_text(f"standfirsts.{section}", text, read.find_origin("standfirsts", section))
        for section, text in model.standfirsts.items()
    }
    check_state(model.state or "", "`state`", read.find_origin("state"), sink)
    blocks, lines = build_block_requests(read, wording, collect_key_lines(read.parsed), sink)
    keywords = tuple(
        wording.collect_text(f"keywords.{index}", keyword, read.find_origin("keywords", index))
        for index, keyword in enumerate(model.keywords)
    )
    return Brief(
        id=brief_id,
        audience=model.audience,
        library=model.library,
        language=language,
        origin=Origin(read.display_path),
        title=wording.collect_text("title", model.title, read.find_origin("title")),
        subtitle=wording.collect_text("subtitle", model.subtitle, read.find_origin("subtitle")),
        state=model.state or "",
        date=model.date,
        authors=model.authors,
        submitters=_build_submitters(read, language, sink),
        keywords=keywords,
        key_facts=model.key_facts,
        image=_build_cover_image(model.image, read, language, sink),
        standfirsts=standfirsts,
        variables=model.variables,
        blocks=blocks,
        citations=CitationRequests(model.citations.style or "", model.citations.notes),
        numerals=model.numerals or "",
        access=AccessSettings(model.ceiling, _read_sensitivity(read, sink), project.default_sensitivity),
        wording=Wording(language, wording.translations),
        parameters=parameters,
        period=_build_period(model.period, read, sink),
        deadline=model.deadline,
        key_lines=lines,
    )


def _build_submitters(read: ValidatedFile[BriefFile], language: str, sink: Sink) -> tuple[Submitter, ...]:
    submitters = []
    for index, file in enumerate(read.model.submitters):
        at = partial(read.find_origin, "submitters", index)
        texts = TranslationCollector(language, sink).collect_texts(file, ("name", "acronym", "description"), at)
        submitters.append(Submitter(**{**dict(file), **texts}))
    return tuple(submitters)


def _read_sensitivity(read: ValidatedFile[BriefFile], sink: Sink) -> Mapping[str, Sensitivity]:
    """Who may read each variable, as far as the brief says so."""
    stated, variables = read.model.sensitivity, read.model.variables
    for name in stated:
        if name not in variables:
            message = f"the brief has no variable `{name}`"
            sink.error(
                "sensitivity-unknown", message, read.find_origin("sensitivity", name), *suggest_nearest(name, variables)
            )
    return stated


def collect_key_lines(parsed: ParsedData) -> Mapping[str, int]:
    """The line of every key: `sections.legal`, and `exclude.0` for the first item of a list."""
    return {".".join(str(step) for step in place): line for place, line in parsed.lines.items() if place}


def _build_period(file: PeriodFile | None, read: ValidatedFile[BriefFile], sink: Sink) -> Period | None:
    if file is not None and file.end < file.start:
        sink.error(
            "file-value", f"the period ends on {file.end}, before it starts on {file.start}", read.find_origin("period")
        )
    return Period(file.start, file.end) if file else None


def _build_cover_image(
    file: CoverImageFile | None, read: ValidatedFile[BriefFile], language: str, sink: Sink
) -> CoverImage | None:
    if file is None:
        return None
    path = PurePosixPath(file.path)
    if path.is_absolute() or ".." in path.parts or "\\" in file.path:
        message = f"`{file.path}` leads out of the library"
        sink.error("path-escape", message, read.find_origin("image", "path"), "write it like `images/river.jpg`")
        return None
    worded = TranslationCollector(language, sink).collect_texts(
        file, ("alt", "credit"), lambda key: read.find_origin("image", key)
    )
    return CoverImage(path.as_posix(), **worded)
