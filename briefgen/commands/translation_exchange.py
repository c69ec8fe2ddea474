"""`briefgen translations export` and `import`: texts on their way to translators and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command
from briefgen.commands.translations import (
    app,
    check_language_codes,
    choose_languages,
    find_all_languages,
    load_originals,
)

if TYPE_CHECKING:
    from briefgen.model.brief import Project
    from briefgen.translate.exchange import ExchangeFile

__all__ = ["app"]
"""The group with all of its commands."""


class ExchangeFormat(StrEnum):
    """The files that translators work with."""

    XLIFF = "xliff"
    PO = "po"


ENDINGS = {ExchangeFormat.XLIFF: ".xlf", ExchangeFormat.PO: ".po"}


@app.command("export", epilog=options.format_examples("briefgen translations export -l fr --format xliff"))
def export_texts(
    context: typer.Context,
    *,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            "-l",
            metavar="CODE",
            help="To translate into. Repeatable. Omitted: all there are.",
            autocompletion=completion.complete_languages,
        ),
    ] = None,
    exchange_format: Annotated[
        ExchangeFormat, typer.Option("--format", help="`xliff` is XLIFF 2.0, `po` is Gettext PO.")
    ] = ExchangeFormat.XLIFF,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Folder, or a file `.xlf` or `.po`. Omitted: this folder."),
    ] = None,
    library: options.LibraryFilter = None,
) -> None:
    """Write the texts of a library for a translator.

    One file for each library and language: every text with the translation that there is. Facts, names, citations, notes and addresses are placeholders that the translator cannot change.
    """
    session, chosen = Session(location_from_context(context)), choose_languages(context, language)
    run_command(session, lambda session: _export(session, chosen, exchange_format, output or Path(), library))


@app.command("import", epilog=options.format_examples("briefgen translations import north-koreans-in-china.fr.xlf"))
def import_texts(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An XLIFF 2 or PO file that was exported.")],
    *,
    language: Annotated[
        str,
        typer.Option(
            "--language",
            "-l",
            metavar="CODE",
            help="Its language. Omitted: as the file says.",
            autocompletion=completion.complete_languages,
        ),
    ] = "",
    exchange_format: Annotated[
        ExchangeFormat | None, typer.Option("--format", help="Omitted: by the ending of the file.")
    ] = None,
    library: options.LibraryFilter = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take over texts, too, that were changed here since the export.")
    ] = False,
) -> None:
    """Take over what a translator sent back.

    Nothing is written if a placeholder is missing, doubled or new. Only passages that the translator changed are written, and recorded with the original that the translator had. A text that was changed in the project, too, is kept and reported.
    """
    session = Session(location_from_context(context))
    outer = choose_languages(context, None)
    chosen = language or (outer[0] if outer else "")
    run_command(session, lambda session: _import(session, file, chosen, exchange_format, library, overwrite=overwrite))


def _export(
    session: Session,
    languages: Sequence[str] | None,
    exchange_format: ExchangeFormat,
    output: Path,
    library_name: str | None,
) -> None:
    from briefgen.translate.coverage import RecordedOriginals
    from briefgen.translate.exchange import ExchangeFile, write_po, write_xliff
    from briefgen.translate.units import build_units_for_export
    from briefgen.write.files import replace_file

    project, libraries = load_originals(session, library_name)
    chosen_languages = list(dict.fromkeys(languages or find_all_languages(project, libraries)))
    if not chosen_languages:
        message = "no text of this project is translated yet, so there is no language to translate into"
        raise WrongUsageError("translation-language", message, "name one: `-l fr`")
    for language in chosen_languages:
        _check_target_language(project, language)
    write = write_xliff if exchange_format is ExchangeFormat.XLIFF else write_po
    files: dict[Path, ExchangeFile] = {}
    for library, originals, _ in libraries:
        records = RecordedOriginals(library.translation_records)
        for language in chosen_languages:
            units = tuple(build_units_for_export(originals, records, language))
            name = f"{library.name}.{language}{ENDINGS[exchange_format]}"
            if units:
                path = output if output.suffix in ENDINGS.values() else output / name
                if path in files:
                    hint = "name a folder, or one language and one library"
                    raise WrongUsageError("translation-file", f"`{path}` would hold more than one file", hint)
                files[path] = ExchangeFile(library.name, project.language, language, units)
    for path, file in files.items():
        replace_file(path, write(file))
        typer.echo(to_printable(f"{path}  {format_count(len(file.units), 'passage')}"))


def _check_target_language(project: Project, language: str) -> None:
    """Stop over a code that no language has, or that of the project."""
    from briefgen.model.translation import is_same_language

    check_language_codes([language])
    if is_same_language(language, project.language):
        message = f"`{language}` is the language of the project, not of a translation"
        raise WrongUsageError("translation-language", message, "name another language")


def _import(
    session: Session,
    file: Path,
    language: str,
    exchange_format: ExchangeFormat | None,
    library_name: str | None,
    *,
    overwrite: bool,
) -> None:
    from briefgen.translate.coverage import RecordedOriginals
    from briefgen.translate.exchange import find_exchange_format, read_po, read_xliff
    from briefgen.translate.importing import ImportRequest, plan_import
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
    request = ImportRequest(originals, records, language, project.root, overwrite)
    plan = plan_import(read.units, request, session.sink)
    session.sink.stop_on_errors()
    written = [path for path, content in plan.files.items() if _write_text(project.root / path, content, replace_file)]
    record_translations(library.root, project.root, plan.records, session.sink)
    session.sink.extend(plan.conflicts)
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
