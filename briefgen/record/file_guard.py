"""Keeps files that somebody changed: a build writes over a file only if a build of this project made its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.paths import exists, is_link
from briefgen.record.store import Record, open_record
from briefgen.write.files import compute_sha256

WORD_ENDING = ".docx"


@dataclass(slots=True)
class FileGuard:
    """Decides before each write. What is about to be written is registered in the record first, so that a killed run leaves nothing unknown."""

    root: Path
    """The folder of the project."""
    folder: Path
    """The output folder."""
    kept_paths: dict[str, Diagnostic] = field(default_factory=dict)
    """What it kept so far, by the path below the output folder, with the error that reports it."""

    def __call__(self, contents: Mapping[Path, bytes]) -> Mapping[Path, Diagnostic]:
        """The paths that must stay as they are, of those that are about to be written; with the error for each. Raises `BriefgenError`."""
        hashes = {path: sha256(content).hexdigest() for path, content in contents.items()}
        # Problems of the record are reported once for the whole run, by the process that started it.
        with open_record(self.root, (self.folder,), Sink()) as record:
            kept = {
                path: self._describe(path, record) for path in hashes if self._is_foreign(path, hashes[path], record)
            }
            record.register(hash_ for path, hash_ in hashes.items() if path not in kept)
        self.kept_paths.update({path.relative_to(self.folder).as_posix(): error for path, error in kept.items()})
        return kept

    def _is_foreign(self, path: Path, new_hash: str, record: Record) -> bool:
        """Whether there is a file whose bytes no build of this project made."""
        if is_link(path) or not exists(path) or not path.is_file():
            return False
        hash_ = compute_sha256(path)
        return hash_ != new_hash and not record.has_bytes(hash_)

    def _describe(self, path: Path, record: Record) -> Diagnostic:
        known = record.find_at(record.name_folder(self.folder), path.relative_to(self.folder).as_posix())
        display = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        fate = "was changed since it was built" if known else "was not built by this project"
        merge = (
            f"take its changes over with `briefgen merge {display}`, or "
            if path.suffix == WORD_ENDING and known
            else ""
        )
        message = f"`{path.name}` {fate}, so it is kept and not written over"
        hint = f"{merge}move it away and build again"
        return Diagnostic(Severity.ERROR, "output-edited", message, Origin(display.as_posix()), (hint,))
