"""Files that somebody chooses in a page: kept in a temporary folder until the composer ends."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.composer.arguments import build_act_error

MAX_KEPT = 8
"""Files at once. The oldest goes when one more comes."""
MAX_NAME_BYTES = 200
FOLDER_SIGN = re.compile(r"[/\\]")


class Uploads:
    """The files, each by the token that a page names it with."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._files: dict[str, Path] = {}

    async def keep(self, written_name: str, parts: AsyncIterator[bytes]) -> str:
        """Keep a file under the name that it has, and return its token. Raises `BriefgenError`."""
        name = _check_name(written_name)
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="briefgen-")
        token = secrets.token_hex(8)
        path = Path(self._folder.name) / token / name
        try:
            path.parent.mkdir()
            with path.open("wb") as file:
                async for part in parts:
                    file.write(part)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise build_act_error("not-kept", name=name, reason=(error.strerror or str(error)).lower()) from error
        while len(self._files) >= MAX_KEPT:
            self._files.pop(next(iter(self._files))).unlink(missing_ok=True)
        self._files[token] = path
        return token

    def find(self, token: object) -> Path:
        """The file of a token. Raises `BriefgenError` where it is no longer kept."""
        path = self._files.get(token) if isinstance(token, str) else None
        if path is None:
            raise build_act_error("upload-gone")
        return path

    def close(self) -> None:
        """Delete all files."""
        self._files.clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _check_name(written: str) -> str:
    """The name of a file without its folders, `_` for what cannot be printed. Raises `BriefgenError` for one that no file can have."""
    name = "".join(sign if sign.isprintable() else "_" for sign in FOLDER_SIGN.split(written)[-1])
    if not name.strip(". ") or len(name.encode()) > MAX_NAME_BYTES:
        raise build_act_error("upload-name")
    return name
