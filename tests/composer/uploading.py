"""Sends files to a composer without a server, and says what an act changed in the files of a project."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from briefgen.composer.session import ComposerSession


def upload(session: ComposerSession, content: bytes, name: str) -> str:
    """Send a file in two parts, and return its token."""

    async def send() -> AsyncIterator[bytes]:
        yield content[:1000]
        yield content[1000:]

    with ThreadPoolExecutor(1) as pool:  # the browser of another test may have a loop of events in this thread
        return pool.submit(lambda: asyncio.run(session.uploads.keep(name, send()))).result()


def read_texts(root: Path) -> Mapping[str, str]:
    """The text of every file of a project that a user writes, by its path."""
    paths = (path.relative_to(root) for path in sorted(root.rglob("*")) if path.is_file())
    own = (path for path in paths if path.parts[0] not in {".briefgen", "out"})
    return {path.as_posix(): (root / path).read_text(encoding="utf-8", errors="replace") for path in own}


def describe_changes(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The lines that changed, below the path of their file."""
    lines = []
    for name in sorted({*before, *after}):
        old, new = before.get(name, "").splitlines(), after.get(name, "").splitlines()
        changed = [line for line in difflib.unified_diff(old, new, n=0, lineterm="") if line[:2] != "@@"][2:]
        lines += [name, *changed] if changed or (name in before) is not (name in after) else []
    return "\n".join(lines)
