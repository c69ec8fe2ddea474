"""Write: puts the bytes on disk, whole or not at all, with a manifest."""

from __future__ import annotations

from briefgen.write.files import write_artifact
from briefgen.write.manifest import record

__all__ = ["record", "write_artifact"]
