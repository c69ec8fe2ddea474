"""Changes of files that belong together: all are written, or none."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefgen.edit.refusal import EditRefused
from briefgen.model.diagnostic import BriefgenError
from briefgen.write.files import build_unwritable_error, replace_file


@dataclass(frozen=True, slots=True)
class FileEdit:
    """The bytes of a file before and after an edit. None stands for a file that does not exist."""

    path: Path
    before: bytes | None
    after: bytes | None

    def reverse(self) -> FileEdit:
        """The edit that takes this one back."""
        return FileEdit(self.path, self.after, self.before)


class FileChangedMeanwhile(Exception):  # noqa: N818 - no fault of the program: another editor was faster
    """Files on disk are not what the edit started from. Nothing was written."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__(", ".join(map(str, paths)))
        self.paths = tuple(paths)


def write_edits(edits: Sequence[FileEdit]) -> None:
    """Write files, all or none, each with its mode; where a name is a link, the file behind it.

    Raises `FileChangedMeanwhile`, and `BriefgenError` for a file that cannot be written.
    """
    changed = [edit.path for edit in edits if read_bytes(edit.path) != edit.before]
    if changed:
        raise FileChangedMeanwhile(changed)
    done: list[FileEdit] = []
    try:
        for edit in edits:
            done.append(edit)
            _put(edit)
    except BaseException:
        for edit in reversed(done):
            with suppress(BriefgenError):
                _put(edit.reverse())
        raise


def edit_file(path: Path, edit: Callable[[str], str]) -> FileEdit:
    """The change of a file: `edit` gets its text with the line ends that it has, and an empty one where there is no file.

    Raises what `edit` raises, `EditRefused` for a file that is not UTF-8, and `BriefgenError` for one that cannot be read.
    """
    before = read_bytes(path)
    return FileEdit(path, before, edit(_decode(before)).encode("utf-8"))


def read_text(path: Path) -> str:
    """The text of a file as `edit_file` passes it on. Raises what `edit_file` raises."""
    return _decode(read_bytes(path))


def _decode(content: bytes | None) -> str:
    try:
        return (content or b"").decode("utf-8")
    except UnicodeDecodeError:
        raise EditRefused("not-utf8") from None


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file, None where there is no file. Raises `BriefgenError`."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise build_unwritable_error(path, (error.strerror or str(error)).lower()) from error


def _put(edit: FileEdit) -> None:
    if edit.after == edit.before:
        return
    try:
        place = edit.path.resolve()
        mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else None
        if mode is not None and not mode & stat.S_IWUSR:
            raise build_unwritable_error(place, "it is read-only")
        if edit.after is None:
            place.unlink(missing_ok=True)
        elif read_bytes(place) != edit.after:
            replace_file(place, edit.after, mode)
    except (OSError, RuntimeError) as error:  # a link that leads to itself is a `RuntimeError`
        reason = error.strerror if isinstance(error, OSError) else None
        raise build_unwritable_error(edit.path, (reason or str(error)).lower()) from error
