"""Names for the completion of a shell: of briefs, audiences, campaigns, recipients, formats, blocks and what can be cited.

A shell waits for them after each press of the Tab key. So they are read from the names of files and from single lines, and
nothing is parsed, checked or reported: what cannot be read has no names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

import typer

from briefgen.commands.session import find_project_root
from briefgen.resources import PACKAGE_FOLDER, find_builtin_root

Completer = Callable[[typer.Context, str], list[str]]

YAML_ENDINGS = frozenset({".yaml", ".yml"})
LIST_ITEM = re.compile(r"\s*(?:-(?:\s|$)|\[)")
"""The first line with content of a YAML file that is a list: recipients."""
VARIANT_MARK = re.compile(r"@|\.[a-z]{2,3}(?:-\w+)?$")
"""In the name of a file without its ending: the block in another length, or in another language."""
FACT_ID = re.compile(r"(\w[\w-]*):\s*(?:[#{].*)?$")
SOURCE_KEY = re.compile(r"(?<![\w-])id:\s*[\"']?([^\s\"'#,}]+)")
JSON_KEY = re.compile(r'"id"\s*:\s*"([^"]+)"')
BIBTEX_KEY = re.compile(r"@\w+\s*\{\s*([^\s,]+)\s*,")


def build_completer(list_names: Callable[[Path], Iterable[str]], *, by_commas: bool = False) -> Completer:
    """A function for Typer that returns the names that start with what was typed; `by_commas`: only what comes after the last comma."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        names = set(list_or_nothing(list_names, find_project(context)))
        before, comma, start = incomplete.rpartition(",") if by_commas else ("", "", incomplete)
        taken = {*before.split(","), *_list_typed_names(context)}
        return [f"{before}{comma}{name}" for name in sorted(names - taken) if name.startswith(start)]

    return complete


def list_or_nothing(list_names: Callable[[Path], Iterable[str]], project: Path) -> list[str]:
    """Names in alphabetical order; none where the files cannot be read."""
    import csv

    with suppress(OSError, ValueError, csv.Error):
        return sorted(set(list_names(project)))
    return []


def _list_typed_names(context: typer.Context) -> Iterator[str]:
    """The names that the command already has, so that none is offered twice."""
    for value in context.params.values():
        if isinstance(value, (list, tuple)):
            yield from (str(name) for name in value)


def find_project(context: typer.Context) -> Path:
    """The folder after `-C`, or the nearest one upward with a `briefgen.yaml`; else this one."""
    named = context.find_root().params.get("project")
    return Path(named) if named else find_project_root(Path())


def list_briefs(project: Path) -> Iterator[str]:
    """The names of the briefs."""
    return (path.stem for path in _list_yaml_files(project / "briefs"))


def list_campaigns(project: Path) -> Iterator[str]:
    """The names of the campaigns, without the lists of recipients beside them."""
    return (path.stem for path in _list_yaml_files(project / "campaigns") if not _has_list(path))


def list_audiences(project: Path) -> Iterator[str]:
    """The names of the audiences, of the project and built-in ones, without those that only exist to be extended."""
    files = _find_audience_files(project)
    return (path.parent.name for path in files if "\nabstract: true" not in f"\n{_read(path)}")


def list_all_audiences(project: Path) -> Iterator[str]:
    """The names of the audiences, with those that only exist to be extended."""
    return (path.parent.name for path in _find_audience_files(project))


def _find_audience_files(project: Path) -> Iterator[Path]:
    return chain(*((root / "templates").glob("*/audience.yaml") for root in (project, find_builtin_root())))


def list_libraries(project: Path) -> Iterator[str]:
    """The names of the libraries."""
    return (path.name for path in (project / "content").iterdir() if path.is_dir() and not path.name.startswith("."))


def list_blocks(project: Path) -> Iterator[str]:
    """The ids of the blocks of all libraries."""
    return (name for name in list_texts(project) if not VARIANT_MARK.search(name))


def list_texts(project: Path) -> Iterator[str]:
    """The names of the blocks of all libraries and of their variants."""
    for library in list_libraries(project):
        root = project / "content" / library
        yield from (path.relative_to(root).as_posix().removesuffix(".md") for path in root.rglob("*.md"))


def list_block_folders(project: Path) -> Iterator[str]:
    """The folders of blocks below `content/`, each with a slash: where a new block can be."""
    root = project / "content"
    folders = {
        folder.relative_to(root)
        for path in root.rglob("*.md")
        for folder in path.parents
        if folder.is_relative_to(root) and folder != root
    }
    return (f"{folder.as_posix()}/" for folder in folders)


def list_recipients(project: Path) -> Iterator[str]:
    """The ids of the recipients in the tables of all campaigns."""
    import csv

    for path in (project / "campaigns").iterdir():
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                first = file.readline()
                file.seek(0)
                delimiter = max(",;\t", key=first.count)
                yield from (row["id"].strip() for row in csv.DictReader(file, delimiter=delimiter) if row.get("id"))
        elif path.suffix in YAML_ENDINGS and _has_list(path):
            yield from SOURCE_KEY.findall(_read(path))


def list_fact_ids(project: Path) -> Iterator[str]:
    """The ids of the facts of all libraries."""
    for path in (project / "content").glob("*/facts.yaml"):
        found = (FACT_ID.match(line) for line in _read(path).splitlines())
        yield from (fact[1] for fact in found if fact)


def list_source_keys(project: Path) -> Iterator[str]:
    """The keys of the sources of all libraries."""
    patterns = {".yaml": SOURCE_KEY, ".yml": SOURCE_KEY, ".json": JSON_KEY, ".bib": BIBTEX_KEY}
    for path in (project / "content").glob("*/sources.*"):
        if path.suffix in patterns:
            yield from patterns[path.suffix].findall(_read(path))


def list_things(project: Path) -> Iterator[str]:
    """Everything that a text can use: facts, blocks and sources."""
    return chain(list_fact_ids(project), list_blocks(project), list_source_keys(project))


def list_formats(_project: Path) -> Iterator[str]:
    """The formats of documents."""
    from briefgen.model.artifact import Format

    return (known_format.value for known_format in Format)


def list_languages(_project: Path) -> Iterator[str]:
    """The codes of the languages that have a file of fixed words."""
    return (path.stem for path in (PACKAGE_FOLDER / "languages").glob("*.toml"))


def list_builtin_files(_project: Path) -> Iterator[str]:
    """The built-in templates and style sheets that `eject` copies."""
    root = find_builtin_root()
    files = (path for folder in ("templates", "styles") for path in (root / folder).rglob("*"))
    return (path.relative_to(root).as_posix() for path in files if path.suffix in {".html", ".css", ".md", ".csl"})


def _list_yaml_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.suffix in YAML_ENDINGS and not path.name.startswith("."))


def _has_list(path: Path) -> bool:
    lines = (
        line for line in _read(path).splitlines() if line.strip() and not line.lstrip().startswith(("#", "---", "%"))
    )
    return bool(LIST_ITEM.match(next(lines, "")))


def _read(path: Path) -> str:
    """The text of a file; empty where it cannot be read."""
    try:
        return path.read_text("utf-8-sig", errors="replace")
    except OSError:
        return ""


complete_briefs = build_completer(list_briefs)
complete_campaigns = build_completer(list_campaigns)
complete_audiences = build_completer(list_audiences)
complete_libraries = build_completer(list_libraries)
complete_texts = build_completer(list_texts)
complete_block_folders = build_completer(list_block_folders)
complete_recipients = build_completer(list_recipients)
complete_things = build_completer(list_things)
complete_formats = build_completer(list_formats, by_commas=True)
complete_languages = build_completer(list_languages)
complete_builtin_files = build_completer(list_builtin_files)
