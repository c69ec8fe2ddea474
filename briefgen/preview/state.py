"""The newest state of a brief, as writers set it and readers wait for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Condition

from briefgen.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What a reader of the preview sees."""

    title: str
    content: bytes = b""
    """The newest version that could be made; empty until there is one."""
    media_type: str = "text/html; charset=utf-8"
    problems: tuple[Diagnostic, ...] = ()
    """What is wrong with the files as they are now: `content` is then an older version, or has warnings."""
    content_version: int = 0
    """The number of the version that `content` is."""
    version: int = 0
    """Goes up with each build, whatever came of it."""


@dataclass(slots=True)
class PreviewState:
    """Holds what is shown: one thread puts it up, many wait for the next."""

    page: PreviewPage
    _changed: Condition = field(default_factory=Condition)

    def publish(self, content: bytes | None, media_type: str, problems: tuple[Diagnostic, ...]) -> None:
        """Show a newer version; where there is none, the last one stays under the new problems."""
        with self._changed:
            version = self.page.version + 1
            self.page = replace(self.page, problems=problems, version=version)
            if content is not None:
                self.page = replace(self.page, content=content, media_type=media_type, content_version=version)
            self._changed.notify_all()

    def wait_for_newer(self, version: int, seconds: float) -> PreviewPage | None:
        """What is shown once it is newer than a version; None where nothing came in that time."""
        with self._changed:
            newer = self._changed.wait_for(lambda: self.page.version > version, seconds)
            return self.page if newer else None
