"""Reads the names that no document may print, from two private files of the project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.load.paths import report_unusable_path, to_display_path
from briefgen.load.syntax.validated import read_validated_file
from briefgen.model.brief import Person
from briefgen.model.diagnostic import Origin, Sink
from briefgen.paths import is_inside
from briefgen.schema.people_file import PeopleFile, WatchListFile

PRIVATE_FOLDER = "private"
PEOPLE_FILE, WATCH_LIST_FILE = f"{PRIVATE_FOLDER}/people.yaml", f"{PRIVATE_FOLDER}/watchlist.yaml"


@dataclass(frozen=True, slots=True)
class PrivateNames:
    """People under their keys, and words to watch for."""

    people: tuple[Person, ...] = ()
    terms: tuple[str, ...] = ()


def load_private_names(root: Path, sink: Sink) -> PrivateNames:
    """Read both files if they exist. A file that git tracks is refused, because git publishes it with the project."""
    people, terms = root / PEOPLE_FILE, root / WATCH_LIST_FILE
    result = PrivateNames()
    folder = root / PRIVATE_FOLDER
    if folder.is_dir() and not is_inside(folder, root):
        report_unusable_path(folder, root, PRIVATE_FOLDER, Origin(PRIVATE_FOLDER), sink)
        return result
    _check_folder(folder, root, sink)
    if _is_usable(people, root, sink) and (file := read_validated_file(PeopleFile, people, PEOPLE_FILE, sink)):
        persons = (
            Person(key, entry.pseudonym, (*entry.names, *entry.places)) for key, entry in file.model.root.items()
        )
        result = replace(result, people=tuple(persons))
    if _is_usable(terms, root, sink) and (watched := read_validated_file(WatchListFile, terms, WATCH_LIST_FILE, sink)):
        result = replace(result, terms=watched.model.terms)
    return result


def _check_folder(folder: Path, root: Path, sink: Sink) -> None:
    """Report what is in the place of the folder or its files: without it, nobody would notice that no name is searched for."""
    if not folder.is_dir():
        if folder.is_symlink() or folder.exists():
            sink.error(
                "path-link",
                "is not a folder",
                Origin(PRIVATE_FOLDER),
                "delete it, or make it a folder with the private files",
            )
        return
    known = {_normalise_name(name): name for name in (PEOPLE_FILE, WATCH_LIST_FILE)}
    for path in sorted(folder.iterdir()):
        name = to_display_path(root, path)
        meant = known.get(_normalise_name(name), name)
        if name != meant:
            sink.error(
                "private-name", f"is not read, because the file must be called `{meant}`", Origin(name), "rename it"
            )
        elif meant in known.values() and not path.is_symlink() and not path.is_file():
            sink.error("path-link", "is not a file", Origin(name), "delete it")


def _normalise_name(name: str) -> str:
    """The letters of a file's name without its ending: `watchlist` for `Watch-List.yml`."""
    return "".join(filter(str.isalpha, Path(name).name.partition(".")[0].casefold()))


def _is_usable(path: Path, root: Path, sink: Sink) -> bool:
    if not path.is_file() and not path.is_symlink():
        return False
    name = to_display_path(root, path)
    if not is_inside(path, root) or not path.is_file():
        report_unusable_path(path, root, name, Origin(name), sink)
        return False
    if is_tracked_by_git(path):
        hint = f"run `git rm --cached {name}` and write `/{PRIVATE_FOLDER}/` into .gitignore; what was pushed is known"
        sink.error("private-tracked", "is tracked by git, which keeps it and passes it on", Origin(name), hint)
        return False
    return True


def is_tracked_by_git(path: Path) -> bool:
    """Whether a file is in the index of the repository around it. Git itself is not run, because its settings can run programs."""
    for folder in path.resolve().parents:
        index = _read_git_index(folder / ".git")
        if index is not None:
            name = path.resolve().relative_to(folder).as_posix().encode()
            # From version 4 on the index omits the start of a path that the path before has too.
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
