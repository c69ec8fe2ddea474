"""Keeps the newest version of a brief, and sends it to open pages."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.model.diagnostic import Diagnostic
from briefgen.web.events import EventBoard


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
    """The current page of the preview. One thread publishes it, the server reads it."""

    page: PreviewPage
    board: EventBoard = field(default_factory=EventBoard)

    def publish(self, content: bytes | None, media_type: str, problems: tuple[Diagnostic, ...]) -> None:
        """Publish a build; without content, the last version stays, with the new problems."""
        version = self.page.version + 1
        page = replace(self.page, problems=problems, version=version)
        if content is not None:
            page = replace(page, content=content, media_type=media_type, content_version=version)
        self.page = page
        self.board.publish(json.dumps(format_event(page)))


def format_event(page: PreviewPage) -> dict[str, Any]:
    """What an open page gets of a version."""
    problems = [
        {
            "severity": problem.severity.value,
            "text": f"{f'{problem.origin}: ' if problem.origin else ''}{problem.message} [{problem.code}]",
            "hints": list(problem.hints),
        }
        for problem in page.problems
    ]
    return {"title": page.title, "made": page.content_version, "version": page.version, "problems": problems}
