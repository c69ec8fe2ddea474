"""Reads the names that must not get out, from files that must not get out themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefgen.load.paths import is_inside, report_escape, to_display_path
from briefgen.load.syntax.validated import read_validated_file
from briefgen.model.brief import Person
from briefgen.model.diagnostic import Origin, Sink
from briefgen.schema.people import PeopleFile, WatchListFile

PRIVATE_FOLDER = "private"
PEOPLE_FILE, WATCH_LIST_FILE = f"{PRIVATE_FOLDER}/people.yaml", f"{PRIVATE_FOLDER}/watchlist.yaml"


@dataclass(frozen=True, slots=True)
class PrivateNames:
    """People under their keys, and words to watch for."""

    people: tuple[Person, ...] = ()
    terms: tuple[str, ...] = ()


def load_private_names(root: Path, sink: Sink) -> PrivateNames:
    """Both files, as far as they are there; one that git tracks is refused, for git keeps and passes on what it tracks."""
    people, terms = root / PEOPLE_FILE, root / WATCH_LIST_FILE
    found = read_validated_file(PeopleFile, people, PEOPLE_FILE, sink) if _is_usable(people, root, sink) else None
    watched = (
        read_validated_file(WatchListFile, terms, WATCH_LIST_FILE, sink) if _is_usable(terms, root, sink) else None
    )
    persons = found.model.root.items() if found else ()
    return PrivateNames(
        people=tuple(Person(key, one.pseudonym, (*one.names, *one.places)) for key, one in persons),
        terms=watched.model.terms if watched else (),
    )


def _is_usable(path: Path, root: Path, sink: Sink) -> bool:
    if not path.is_file():
        return False
    name = to_display_path(root, path)
    if not is_inside(path, root):
        report_escape(name, Origin(name), sink)
        return False
    if is_tracked_by_git(path):
        hint = f"run `git rm --cached {name}` and write `/{PRIVATE_FOLDER}/` into .gitignore; what was pushed is known"
        sink.error("private-tracked", "is tracked by git, which keeps it and passes it on", Origin(name), hint)
        return False
    return True


def is_tracked_by_git(path: Path) -> bool:
    """Whether a file is in the index of the repository around it. Git itself is not run: its settings may run programs."""
    for folder in path.resolve().parents:
        index = _read_git_index(folder / ".git")
        if index is not None:
            name = path.resolve().relative_to(folder).as_posix().encode()
            # From version 4 on the index shortens paths by what they share with the one before.
            version = int.from_bytes(index[4:8], "big")
            return (name if version < 4 else name.rpartition(b"/")[2]) + b"\0" in index
    return False


def _read_git_index(git: Path) -> bytes | None:
    """The index of a repository or work tree; None where there is none."""
    try:
        if git.is_file():
            git = git.parent / git.read_text("utf-8").removeprefix("gitdir:").strip()
        return (git / "index").read_bytes() if git.is_dir() else None
    except (OSError, UnicodeDecodeError):
        return b"" if git.is_dir() else None
