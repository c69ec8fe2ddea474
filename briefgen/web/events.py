"""Server-sent events (HTML Standard, section 9.2): one newest message, which any thread publishes and each open page follows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from threading import Lock

from starlette.requests import Request
from starlette.responses import StreamingResponse

KEEP_ALIVE_SECONDS = 10.0
"""Between comments on a connection that waits: they find out that a page is gone."""


class EventBoard:
    """The newest message. A page that connects gets it at once, then each newer one; between two, the older is skipped."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = 0
        self._message = ""
        self._is_closed = False
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    def publish(self, message: str) -> None:
        """Replace the message. From any thread."""
        with self._lock:
            self._version += 1
            self._message = message
            self._notify()

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        with self._lock:
            self._is_closed = True
            self._notify()

    def _notify(self) -> None:
        for event, loop in self._waiting.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    async def follow(self, keep_alive: float = KEEP_ALIVE_SECONDS) -> AsyncIterator[str]:
        """The messages as lines of a stream, until the board is closed."""
        event, seen = asyncio.Event(), 0
        with self._lock:
            self._waiting[event] = asyncio.get_running_loop()
        try:
            while True:
                event.clear()
                with self._lock:
                    version, message, is_closed = self._version, self._message, self._is_closed
                if is_closed:
                    return
                if version > seen:
                    seen = version
                    yield f"data: {message}\n\n"
                    continue
                try:
                    await asyncio.wait_for(event.wait(), keep_alive)
                except TimeoutError:
                    yield ": no change\n\n"
        finally:
            with self._lock:
                del self._waiting[event]

    async def answer(self, _request: Request) -> StreamingResponse:
        """The endpoint of the stream."""
        return StreamingResponse(self.follow(), media_type="text/event-stream")
