"""The revision of a project: changes whenever one of its files does."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from briefgen.load.project import PROJECT_FOLDERS


def compute_revision(root: Path, ignored: Collection[str] = (), folders: Iterable[str] = PROJECT_FOLDERS) -> str:
    """A digest of the names, numbers, sizes and times of the files of a project and of its folders, except those of some names.

    Their contents are not read.
    """
    digest = sha256()
    for line in _describe_files(root, ignored, folders):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]


def _describe_files(root: Path, ignored: Collection[str], names: Iterable[str]) -> Iterator[str]:
    folders = [root, *(root / name for name in names)]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name in ignored:
                continue
            try:
                if entry.is_dir():
                    if folder != root and not entry.is_symlink():
                        folders.append(Path(entry.path))
                    continue
                found = entry.stat()
            except OSError:
                continue
            # the number of a file is another one where a file of the same size replaced it within a tick of the clock
            yield f"{entry.path}\0{found.st_ino}\0{found.st_size}\0{found.st_mtime_ns}\n"
