"""The files of an import as edits of the project: all of them or none, and never over a file that is not its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from briefgen.edit.file_edit import FileEdit, read_bytes
from briefgen.model.diagnostic import Sink
from briefgen.paths import is_inside


def list_file_edits(
    root: Path, files: Mapping[str, bytes], reports: Mapping[str, str], sink: Sink, replaceable: Collection[str] = ()
) -> tuple[FileEdit, ...]:
    """What an import writes below a project; the reports come in front of earlier ones of their name.

    Only files that are `replaceable` may be there. Raises `BriefgenError`.
    """
    present = [name for name in files if name not in replaceable and (root / name).exists()]
    if present:
        message = f"{len(present)} of its files are there already, the first is `{present[0]}`"
        hint = "choose another name with `--library` and `--name`, or delete the files of the earlier import"
        sink.error("import-exists", message, None, hint)
    for name in files:
        if not is_inside((root / name).parent, root) or (
            (root / name).is_symlink() and not is_inside(root / name, root)
        ):
            message = f"`{name}` leads out of the project by a link"
            sink.error("path-escape", message, None, "copy the folder into the project")
    sink.stop_on_errors()
    edits = [FileEdit(root / name, read_bytes(root / name), content) for name, content in files.items()]
    for name, text in reports.items():
        older = read_bytes(root / name)
        edits.append(FileEdit(root / name, older, text.encode("utf-8") + (b"\n" + older if older else b"")))
    return tuple(edits)
