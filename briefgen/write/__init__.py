"""Write: puts the bytes on disk, whole or not at all, with a manifest."""

from __future__ import annotations

from briefgen.write.files import replace_file, unwritable, write_artifact
from briefgen.write.manifest import enter, entry_of, locked, path_below, record

__all__ = ["enter", "entry_of", "locked", "path_below", "record", "replace_file", "unwritable", "write_artifact"]
