"""`briefgen translations`: which translations are missing or older than their originals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, open_result_session, run_command
from briefgen.commands.table import ListFormat, print_rows
from briefgen.commands.usage import CommandGroup

if TYPE_CHECKING:
    from briefgen.model.brief import Brief, Project
    from briefgen.model.library import Library
    from briefgen.translate.coverage import TranslationStanding
    from briefgen.translate.originals import Original

app = typer.Typer(cls=CommandGroup, invoke_without_command=True)

LanguageFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        "-l",
        metavar="CODE",
        help="Only this language. Repeatable. Omitted: all there are.",
        autocompletion=completion.complete_languages,
    ),
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

    A translation is stale when its original changed since it was recorded; the words that changed are named. `--format json`: an object with `languages`, the number of texts in each state, and `texts`, one object for each row; `briefgen schema coverage` describes it.
    """
    if context.invoked_subcommand is None:
        session = open_result_session(context, list_format)
        run_command(session, lambda session: _list_translations(session, language, library, list_format))


@app.command(epilog=options.format_examples("briefgen translations accept legal/torture -l fr"))
def accept(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="Blocks by name or file; `fact:ID` and `brief:NAME` for others.",
            autocompletion=completion.complete_texts,
        ),
    ] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All translations that there are.")] = False,
    language: LanguageFilter = None,
    library: options.LibraryFilter = None,
) -> None:
    """Record that translations belong to their originals as they are.

    Adds the originals to `translations.yaml` of the library. When an original changes later, its translations are stale.
    """
    session, chosen = Session(location_from_context(context)), choose_languages(context, language)
    run_command(session, lambda session: _accept(session, names or (), chosen, library, every=every))


def load_originals(
    session: Session, library_name: str | None
) -> tuple[Project, list[tuple[Library, list[Original], list[Brief]]]]:
    """Each library with its texts and those of its briefs. Raises `BriefgenError` where they cannot be read."""
    from briefgen.commands.arguments import (
        check_known_name,
        load_current_project,
        load_limited_library,
    )
    from briefgen.load import list_names, load_briefs
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


def check_language_codes(languages: Iterable[str]) -> None:
    """Stop over a code that no language has. Raises `WrongUsageError`."""
    from briefgen.commands.arguments import check_language_code

    for language in languages:
        check_language_code(language, "translation-language")


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

    check_language_codes(languages or ())
    project, libraries = load_originals(session, library_name)
    chosen_languages = languages or find_all_languages(project, libraries)
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
    if not standings:
        untranslated = f"every text is in `{project.language}`; `-l fr` lists what there is to translate into French"
        typer.echo("there is no text to translate" if chosen_languages else untranslated)
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
    check_language_codes(languages or ())
    project, libraries = load_originals(session, library_name)
    typed = [text_name_from_path(project, [library for library, _, _ in libraries], name) for name in names]
    chosen = {name: list(_find_named(libraries, name, languages)) for name in dict.fromkeys(typed)} if names else {}
    for name, found in chosen.items():
        _check_found(libraries, name, found, languages)
    pairs = {pair: None for found in chosen.values() for pair in found}
    for library, originals, _ in libraries:
        records = RecordedOriginals(library.translation_records)
        new, recorded = {}, list[str]()
        for original in originals:
            for language in languages or original.translations:
                if language not in original.translations or not (every or (original.key, language) in pairs):
                    continue
                state = find_translation_standing(original, records, language).state
                if state is not TranslationState.CURRENT:
                    new[original.key, language] = original.texts
                already = "already " if state is TranslationState.CURRENT else ""
                recorded.append(f"{_format_name(original)}: {original.key.part} in {language} {already}recorded")
        record_translations(library.root, project.root, new, session.sink)
        for line in recorded:
            typer.echo(to_printable(line))


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


def find_all_languages(project: Project, libraries: Iterable[tuple[Library, list[Original], list[Brief]]]) -> list[str]:
    """The languages into which something in these libraries is translated."""
    found = list(libraries)
    originals = (original for _, texts, _ in found for original in texts)
    return _find_languages(project, originals, (brief for _, _, own in found for brief in own))


def choose_languages(context: typer.Context, typed: Sequence[str] | None) -> Sequence[str] | None:
    """The languages behind the inner command, else those before it: `translations -l fr export`."""
    outer = context.parent.params.get("language") if context.parent else None
    return typed or outer or None
