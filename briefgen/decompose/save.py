"""Writes the files of an import: all of them or none, and never over a file that is not its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from briefgen.model.diagnostic import Sink
from briefgen.paths import is_inside
from briefgen.write.files import replace_file


def save_files(
    root: Path, files: Mapping[str, bytes], reports: Mapping[str, str], sink: Sink, replaceable: Collection[str] = ()
) -> None:
    """Write files below a project, and the reports in front of earlier ones of their name.

    Only those that are `replaceable` may be there. Raises `BriefgenError`, and then leaves everything as it was.
    """
    present = [name for name in files if name not in replaceable and (root / name).exists()]
    if present:
        message = f"{len(present)} of its files are there already, the first is `{present[0]}`"
        hint = "choose another name with `--library` and `--name`, or delete the files of the earlier import"
        sink.error("import-exists", message, None, hint)
    for name in files:
        if not is_inside((root / name).parent, root):
            message = f"`{name}` leads out of the project by a link"
            sink.error("path-escape", message, None, "copy the folder into the project")
    sink.stop_on_errors()
    older_files = {name: (root / name).read_bytes() for name in files if (root / name).is_file()}
    written: list[str] = []
    try:
        for name, content in files.items():
            written.append(name)
            replace_file(root / name, content)
        for name, text in reports.items():
            older = (root / name).read_bytes() if (root / name).is_file() else b""
            replace_file(root / name, text.encode("utf-8") + (b"\n" + older if older else b""))
    except BaseException:
        for name in written:
            with suppress(OSError):
                if name in older_files:
                    replace_file(root / name, older_files[name])
                else:
                    (root / name).unlink()
        raise
