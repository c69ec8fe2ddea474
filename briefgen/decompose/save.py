"""Writes the files of an import: all of them or none, and never over a file that is there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from briefgen.model.diagnostic import BriefgenError, Diagnostic, Severity, Sink
from briefgen.paths import is_inside
from briefgen.write.files import replace_file


def save_files(root: Path, files: Mapping[str, bytes], sink: Sink) -> None:
    """Write files below a project. Raises `BriefgenError`, and then leaves nothing behind."""
    for name in files:
        if (root / name).exists():
            sink.error("import-exists", f"`{name}` is there already, and an import writes over nothing")
        elif not is_inside((root / name).parent, root):
            sink.error("path-escape", f"`{name}` leads out of the project by a link", None, "copy the folder into the project")
    if sink.failed:
        hint = "choose another library or another name, or delete the files of the earlier import"
        last = sink.diagnostics[-1]
        sink.diagnostics[-1] = Diagnostic(Severity.ERROR, last.code, last.message, last.origin, (*last.hints, hint))
    sink.stop_on_errors()
    written: list[Path] = []
    try:
        for name, content in files.items():
            written.append(root / name)
            replace_file(root / name, content)
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
