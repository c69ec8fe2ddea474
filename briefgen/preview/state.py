"""Keeps the newest version of a brief: one thread publishes it, others wait for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Condition

from briefgen.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The content of the preview, and the problems of the files."""

    title: str
    content: bytes = b""
    """The newest version that was built; empty before the first."""
    media_type: str = "text/html; charset=utf-8"
    problems: tuple[Diagnostic, ...] = ()
    """Problems of the files as they are now. After an error, `content` is an older version."""
    content_version: int = 0
    """The version of `content`."""
    version: int = 0
    """Increases with each build, also after an error."""


@dataclass(slots=True)
class PreviewState:
    """The current page of the preview, shared by threads."""

    page: PreviewPage
    _changed: Condition = field(default_factory=Condition)

    def publish(self, content: bytes | None, media_type: str, problems: tuple[Diagnostic, ...]) -> None:
        """Publish a build; without content, the last version stays, with the new problems."""
        with self._changed:
            version = self.page.version + 1
            self.page = replace(self.page, problems=problems, version=version)
            if content is not None:
                self.page = replace(self.page, content=content, media_type=media_type, content_version=version)
            self._changed.notify_all()

    def wait_for_newer(self, version: int, seconds: float) -> PreviewPage | None:
        """Wait for a page that is newer than `version`; None after so many seconds without one."""
        with self._changed:
            newer = self._changed.wait_for(lambda: self.page.version > version, seconds)
            return self.page if newer else None
