"""What functions of the program keep, emptied for a test that must see nothing of before."""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper

LASTING = "briefgen.render.engine"
"""That a patch of the layout engine is in place must be remembered: it would be applied twice."""


def empty_caches(*rooms: str) -> None:
    """Empty what functions of these packages keep, or of the whole program."""
    for kept in [found for found in gc.get_objects() if isinstance(found, _lru_cache_wrapper)]:
        module = getattr(kept, "__module__", None) or ""
        if module.startswith(rooms or "briefgen.") and not module.startswith(LASTING):
            kept.cache_clear()
