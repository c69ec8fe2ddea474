"""`briefgen translations`: which translations are missing or older than their originals."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command
from briefgen.commands.table import ListFormat, print_rows

if TYPE_CHECKING:
    from briefgen.model.brief import Brief, Project
    from briefgen.model.library import Library
    from briefgen.translate.coverage import TranslationStanding
    from briefgen.translate.originals import Original

app = typer.Typer(invoke_without_command=True)

LanguageFilter = Annotated[
    list[str] | None,
    typer.Option("--language", "-l", metavar="CODE", help="Only this language. Repeatable. Omitted: all there are."),
]


@app.callback(epilog=options.format_examples("briefgen translations -l fr", "briefgen translations --format json"))
def translations(
    context: typer.Context,
    *,
    language: LanguageFilter = None,
    library: options.LibraryFilter = None,
    list_format: options.ListFormatOption = ListFormat.TEXT,
) -> None:
    """List translations: missing, current, stale, never recorded.

    A translation is stale when its original changed since it was recorded; the words that changed are named. `--format json`: an object with `languages`, the number of texts in each state, and `texts`, one object for each row.
    """
    if context.invoked_subcommand is None:
        session = Session(location_from_context(context))
        run_command(session, lambda session: _list_translations(session, language, library, list_format))


@app.command(epilog=options.format_examples("briefgen translations accept legal/torture -l fr"))
def accept(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Blocks by name or file; `fact:ID` and `brief:NAME` for others."),
    ] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All translations that there are.")] = False,
    language: LanguageFilter = None,
    library: options.LibraryFilter = None,
) -> None:
    """Record that translations belong to their originals as they are.

    Adds the originals to `translations.yaml` of the library. When an original changes later, its translations are stale.
    """
    session = Session(location_from_context(context))
    run_command(session, lambda session: _accept(session, names or (), language, library, every=every))


def load_originals(
    session: Session, library_name: str | None
) -> tuple[Project, list[tuple[Library, list[Original], list[Brief]]]]:
    """Each library with its texts and those of its briefs. Raises `BriefgenError` where they cannot be read."""
    from briefgen.commands.arguments import (
        check_known_name,
        load_briefs,
        load_current_project,
        load_limited_library,
    )
    from briefgen.load import list_names
    from briefgen.translate.originals import find_originals

    project = load_current_project(session)
    known = (
        (check_known_name(project, "libraries", library_name),) if library_name else list_names(project, "libraries")
    )
    briefs = load_briefs(project, list_names(project, "briefs"), session.sink)
    libraries = [load_limited_library(project, name, session.sink) for name in known]
    session.sink.stop_on_errors()
    found = []
    for library in libraries:
        own = [brief for brief in briefs if brief.library == library.name]
        found.append((library, list(find_originals(library, project.language, own)), own))
    return project, found


def _find_languages(project: Project, originals: Iterable[Original], briefs: Iterable[Brief]) -> list[str]:
    """The languages in which a text or a brief is written, the project's own excepted."""
    from briefgen.model.translation import is_same_language

    texts = {language for original in originals for language in original.translations}
    return sorted(
        tag for tag in texts | {brief.language for brief in briefs} if not is_same_language(tag, project.language)
    )


def _list_translations(
    session: Session, languages: Sequence[str] | None, library_name: str | None, list_format: ListFormat
) -> None:
    from briefgen.translate.coverage import RecordedOriginals, TranslationState, find_translation_standings

    project, libraries = load_originals(session, library_name)
    chosen_languages = languages or _find_languages(
        project,
        (text for _, texts, _ in libraries for text in texts),
        (brief for _, _, own in libraries for brief in own),
    )
    standings = [
        (library, standing)
        for library, originals, _ in libraries
        for standing in find_translation_standings(
            originals, RecordedOriginals(library.translation_records), dict.fromkeys(chosen_languages)
        )
    ]
    order = list(TranslationState)
    standings.sort(key=lambda pair: (pair[1].language, order.index(pair[1].state)))
    if list_format is ListFormat.JSON:
        typer.echo(json.dumps(_build_json(standings), ensure_ascii=False, indent=2))
        return
    columns = ("text", "library", "part", "language", "state", "changed in the original", "file")
    rows = [
        (
            _format_name(standing.original), library.name, standing.original.key.part, standing.language, standing.state.value, list(standing.changes), str(standing.origin)
        )
        for library, standing in standings
    ]  # fmt: skip
    print_rows(columns, rows, ListFormat.TEXT)
    for line in _summarise(standing for _, standing in standings):
        typer.echo(line)


def _format_name(original: Original) -> str:
    key = original.key
    return key.name if key.kind == "block" else f"{key.kind}:{key.name}"


def _summarise(standings: Iterable[TranslationStanding]) -> Iterator[str]:
    """`fr: 3 of 6 current, 1 stale, 2 missing`."""
    from briefgen.translate.coverage import TranslationState, count_states

    for language, counts in count_states(standings).items():
        others = [
            f"{number} {state.value}"
            for state, number in counts.items()
            if number and state is not TranslationState.CURRENT
        ]
        total = sum(counts.values())
        yield f"{language}: {', '.join([f'{counts[TranslationState.CURRENT]} of {total} current', *others])}"


def _build_json(standings: Sequence[tuple[Library, TranslationStanding]]) -> Mapping[str, object]:
    from briefgen.translate.coverage import count_states

    counts = count_states(standing for _, standing in standings)
    return {
        "languages": [
            {
                "language": language,
                **{state.value.replace(" ", "_"): number for state, number in states.items()},
                "total": sum(states.values()),
            }
            for language, states in counts.items()
        ],
        "texts": [
            {
                "kind": standing.original.key.kind,
                "name": standing.original.key.name,
                "library": library.name,
                "part": standing.original.key.part,
                "language": standing.language,
                "state": standing.state.value,
                "changes": list(standing.changes),
                "file": standing.origin.path,
                "line": standing.origin.line,
            }
            for library, standing in standings
        ],
    }


def _accept(
    session: Session, names: Sequence[str], languages: Sequence[str] | None, library_name: str | None, *, every: bool
) -> None:
    from briefgen.commands.arguments import text_name_from_path
    from briefgen.translate.coverage import RecordedOriginals, TranslationState, find_translation_standing
    from briefgen.translate.record import record_translations

    if bool(names) == every:
        raise WrongUsageError("translation-unnamed", "no text to accept is named", "name blocks, or write `--all`")
    project, libraries = load_originals(session, library_name)
    typed = [text_name_from_path(project, [library for library, _, _ in libraries], name) for name in names]
    chosen = {name: list(_find_named(libraries, name, languages)) for name in dict.fromkeys(typed)} if names else {}
    for name, found in chosen.items():
        _check_found(libraries, name, found, languages)
    pairs = {pair: None for found in chosen.values() for pair in found}
    for library, originals, _ in libraries:
        records = RecordedOriginals(library.translation_records)
        new = {}
        for original in originals:
            for language in languages or original.translations:
                if language not in original.translations or not (every or (original.key, language) in pairs):
                    continue
                state = find_translation_standing(original, records, language).state
                if state is not TranslationState.CURRENT:
                    new[original.key, language] = original.texts
                already = "already " if state is TranslationState.CURRENT else ""
                typer.echo(
                    to_printable(f"{_format_name(original)}: {original.key.part} in {language} {already}recorded")
                )
        record_translations(library.root, project.root, new, session.sink)


def _find_named(
    libraries: Iterable[tuple[Library, list[Original], list[Brief]]], name: str, languages: Sequence[str] | None
) -> Iterator[tuple[object, str]]:
    """The texts of a name, each with the languages that are meant: `wells`, `wells.fr`, `wells@short`, `fact:wells`."""
    base, _, tag = name.partition(".")
    for _, originals, _ in libraries:
        for original in originals:
            if _format_name(original) in {name, base}:
                tags = [tag] if tag and _format_name(original) == base else languages or original.translations
                yield from ((original.key, language) for language in tags if language in original.translations)


def _check_found(
    libraries: Sequence[tuple[Library, list[Original], list[Brief]]],
    name: str,
    found: Sequence[object],
    languages: Sequence[str] | None,
) -> None:
    """Stop over a name that no text has, or a text that is not translated."""
    from briefgen.model.nearest import suggest_nearest

    if found:
        return
    known = {_format_name(original) for _, originals, _ in libraries for original in originals}
    if name.partition(".")[0] in known:
        which = " or ".join(f"`{language}`" for language in languages) if languages else "another language"
        raise WrongUsageError("translation-missing", f"`{name}` has no translation into {which}", "write it first")
    hints = suggest_nearest(name, known) or ("run `briefgen translations` to see them",)
    raise WrongUsageError("block-unknown", f"no text `{name}` in the project", *hints)


class ExchangeFormat(StrEnum):
    """The files that translators work with."""

    XLIFF = "xliff"
    PO = "po"


ENDINGS = {ExchangeFormat.XLIFF: ".xlf", ExchangeFormat.PO: ".po"}


@app.command("export", epilog=options.format_examples("briefgen translations export -l fr --format xliff"))
def export_texts(
    context: typer.Context,
    *,
    language: Annotated[str, typer.Option("--language", "-l", metavar="CODE", help="The language to translate into.")],
    exchange_format: Annotated[
        ExchangeFormat, typer.Option("--format", help="`xliff` is XLIFF 2.0, `po` is Gettext PO.")
    ] = ExchangeFormat.XLIFF,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Folder. Omitted: this folder.")
    ] = None,
    library: options.LibraryFilter = None,
) -> None:
    """Write the texts of a library for a translator.

    One file for each library: every text with the translation that there is. Facts, names, citations, notes and addresses are placeholders that the translator cannot change.
    """
    session = Session(location_from_context(context))
    run_command(session, lambda session: _export(session, language, exchange_format, output or Path(), library))


@app.command("import", epilog=options.format_examples("briefgen translations import north-koreans-in-china.fr.xlf"))
def import_texts(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An XLIFF 2 or PO file that was exported.")],
    *,
    language: Annotated[
        str, typer.Option("--language", "-l", metavar="CODE", help="Its language. Omitted: as the file says.")
    ] = "",
    exchange_format: Annotated[
        ExchangeFormat | None, typer.Option("--format", help="Omitted: by the ending of the file.")
    ] = None,
    library: options.LibraryFilter = None,
) -> None:
    """Take over what a translator sent back.

    Nothing is written if a placeholder is missing, doubled or new. Only texts that changed are written, and recorded with the original that the translator had.
    """
    session = Session(location_from_context(context))
    run_command(session, lambda session: _import(session, file, language, exchange_format, library))


def _export(
    session: Session, language: str, exchange_format: ExchangeFormat, folder: Path, library_name: str | None
) -> None:
    from briefgen.translate.coverage import RecordedOriginals
    from briefgen.translate.exchange import ExchangeFile, write_po, write_xliff
    from briefgen.translate.units import build_units_for_export
    from briefgen.write.files import replace_file

    project, libraries = load_originals(session, library_name)
    _check_target_language(project, language)
    write = write_xliff if exchange_format is ExchangeFormat.XLIFF else write_po
    for library, originals, _ in libraries:
        records = RecordedOriginals(library.translation_records)
        units = tuple(build_units_for_export(originals, records, language))
        if units:
            path = folder / f"{library.name}.{language}{ENDINGS[exchange_format]}"
            replace_file(path, write(ExchangeFile(library.name, project.language, language, units)))
            typer.echo(to_printable(f"{path}  {format_count(len(units), 'passage')}"))


def _check_target_language(project: Project, language: str) -> None:
    """Stop over a code that no language has, or that of the project."""
    from briefgen.model.translation import is_same_language
    from briefgen.schema.key_types import LANGUAGE_PATTERN

    if not LANGUAGE_PATTERN.fullmatch(language):
        message = f"`{language}` is not a language code"
        raise WrongUsageError("translation-language", message, "write it like `fr` or `pt-BR`")
    if is_same_language(language, project.language):
        message = f"`{language}` is the language of the project, not of a translation"
        raise WrongUsageError("translation-language", message, "name another language")


def _import(
    session: Session, file: Path, language: str, exchange_format: ExchangeFormat | None, library_name: str | None
) -> None:
    from briefgen.translate.coverage import RecordedOriginals
    from briefgen.translate.exchange import find_exchange_format, read_po, read_xliff
    from briefgen.translate.importing import plan_import
    from briefgen.translate.record import record_translations
    from briefgen.write.files import replace_file

    if not file.is_file():
        raise WrongUsageError("translation-file", f"there is no file `{file}`", "name a file that was exported")
    kind = exchange_format.value if exchange_format else find_exchange_format(file)
    if not kind:
        raise WrongUsageError(
            "translation-file", f"`{file.name}` is neither `.xlf` nor `.po`", "write `--format xliff`"
        )
    read = (read_xliff if kind == "xliff" else read_po)(file.read_bytes(), str(file), session.sink)
    session.sink.stop_on_errors()
    language = language or read.language
    if not language:
        raise WrongUsageError("translation-language", f"`{file.name}` does not say its language", "add `-l fr`")
    library_name = library_name or read.library
    if not library_name:
        raise WrongUsageError("translation-library", f"`{file.name}` does not say its library", "add `--library NAME`")
    project, [(library, originals, _)] = load_originals(session, library_name)
    _check_target_language(project, language)
    records = RecordedOriginals(library.translation_records)
    plan = plan_import(read.units, originals, records, language, project.root, session.sink)
    session.sink.stop_on_errors()
    written = [path for path, content in plan.files.items() if _write_text(project.root / path, content, replace_file)]
    record_translations(library.root, project.root, plan.records, session.sink)
    for path in written:
        typer.echo(to_printable(path))
    if not written:
        typer.echo(f"nothing changed in {format_count(len({unit.key for unit in read.units}), 'text')}")


def _write_text(path: Path, content: str, replace_file: Callable[[Path, bytes], None]) -> bool:
    """Write a text with the line ends and the byte order mark that its file has; returns whether it differs."""
    older = path.read_bytes() if path.is_file() else b""
    newline = "\r\n" if b"\r\n" in older else "\n"
    mark = b"\xef\xbb\xbf" if older.startswith(b"\xef\xbb\xbf") else b""
    new = mark + content.replace("\n", newline).encode("utf-8")
    if new != older:
        replace_file(path, new)
    return new != older
