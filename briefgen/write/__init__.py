"""Write: puts the bytes on disk, whole or not at all, with a manifest."""

from __future__ import annotations

from briefgen.write.files import write_artifact
from briefgen.write.manifest import build_manifest_entry, to_relative_path, update_manifest

__all__ = ["build_manifest_entry", "to_relative_path", "update_manifest", "write_artifact"]
