"""Reads the names that must not get out, from files that must not get out themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefgen.files.people import PeopleFile, WatchListFile
from briefgen.load.paths import contained, report_escape, shown
from briefgen.load.reading import read_file
from briefgen.values.brief import Person
from briefgen.values.diagnostic import Origin, Sink

FOLDER = "private"
PEOPLE, WATCH_LIST = f"{FOLDER}/people.yaml", f"{FOLDER}/watchlist.yaml"


@dataclass(frozen=True, slots=True)
class Private:
    """People under their keys, and words to watch for."""

    people: tuple[Person, ...] = ()
    terms: tuple[str, ...] = ()


def load_private(root: Path, sink: Sink) -> Private:
    """Both files, as far as they are there; one that git tracks is refused, for git keeps and passes on what it tracks."""
    people, terms = root / PEOPLE, root / WATCH_LIST
    found = read_file(PeopleFile, people, PEOPLE, sink) if _usable(people, root, sink) else None
    watched = read_file(WatchListFile, terms, WATCH_LIST, sink) if _usable(terms, root, sink) else None
    persons = found.model.root.items() if found else ()
    return Private(
        people=tuple(Person(key, one.pseudonym, (*one.names, *one.places)) for key, one in persons),
        terms=watched.model.terms if watched else (),
    )


def _usable(path: Path, root: Path, sink: Sink) -> bool:
    if not path.is_file():
        return False
    name = shown(root, path)
    if not contained(path, root):
        report_escape(name, Origin(name), sink)
        return False
    if tracked_by_git(path):
        hint = f"run `git rm --cached {name}` and write `/{FOLDER}/` into .gitignore; what was pushed is known"
        sink.error("private-tracked", "is tracked by git, which keeps it and passes it on", Origin(name), hint)
        return False
    return True


def tracked_by_git(path: Path) -> bool:
    """Whether a file is in the index of the repository around it. Git itself is not run: its settings may run programs."""
    for folder in path.resolve().parents:
        index = _index(folder / ".git")
        if index is not None:
            name = path.resolve().relative_to(folder).as_posix().encode()
            # From version 4 on the index shortens paths by what they share with the one before.
            version = int.from_bytes(index[4:8], "big")
            return (name if version < 4 else name.rpartition(b"/")[2]) + b"\0" in index
    return False


def _index(git: Path) -> bytes | None:
    """The index of a repository or work tree; None where there is none."""
    try:
        if git.is_file():
            git = git.parent / git.read_text("utf-8").removeprefix("gitdir:").strip()
        return (git / "index").read_bytes() if git.is_dir() else None
    except (OSError, UnicodeDecodeError):
        return b"" if git.is_dir() else None
