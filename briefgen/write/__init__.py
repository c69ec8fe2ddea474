"""Write: puts the bytes on disk, whole or not at all, with a manifest."""

from __future__ import annotations

from briefgen.write.files import build_unwritable_error, replace_file, write_artifact
from briefgen.write.manifest import (
    build_manifest_entry,
    lock_folder,
    record_document,
    to_relative_path,
    update_manifest,
)

__all__ = [
    "build_manifest_entry",
    "build_unwritable_error",
    "lock_folder",
    "record_document",
    "replace_file",
    "to_relative_path",
    "update_manifest",
    "write_artifact",
]
