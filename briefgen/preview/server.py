"""Serves the preview to browsers on this machine only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from briefgen.model.diagnostic import MachineError
from briefgen.preview.state import PreviewPage, PreviewState

ADDRESS = "127.0.0.1"
"""The loopback address: no other machine can connect to it."""

KEEP_ALIVE_SECONDS = 10.0
"""Between comments on a connection that waits for the next version."""

FRAME_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'"
)
DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; object-src 'self'"
"""Neither page can load anything from another server."""


class PreviewServer(ThreadingHTTPServer):
    """The server, with the state that its answers need."""

    daemon_threads = True

    def __init__(self, port: int, secret: str, state: PreviewState) -> None:
        """Listen on the port, or on any free one for 0. Raises `OSError`."""
        super().__init__((ADDRESS, port), _PreviewHandler)
        self.state = state
        self.secret = secret

    @property
    def url(self) -> str:
        """The address. The secret in it excludes other accounts of the machine and other pages of the browser."""
        return f"http://{ADDRESS}:{self.server_port}/{self.secret}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a browser that closes the connection in the middle of an answer."""


@contextmanager
def run_server(port: int, secret: str, state: PreviewState) -> Iterator[PreviewServer]:
    """Answer until the end of the block. Raises `MachineError` if the port cannot be used."""
    try:
        server = PreviewServer(port, secret, state)
    except OSError as error:
        hint = "choose another with `--port`, or `--port 0` for any that is free"
        raise MachineError("preview-port", f"port {port} cannot be used ({error.strerror})", hint) from error
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class _PreviewHandler(BaseHTTPRequestHandler):
    """Answers three addresses: the frame, the document in it, and the wait for the next version."""

    server: PreviewServer

    def do_GET(self) -> None:
        """Answer a request with one of our own host names: another name is one that a foreign page made resolve to here."""
        port = self.server.server_port
        path, _, _ = self.path.partition("?")
        if self.headers.get("Host") not in {f"{ADDRESS}:{port}", f"localhost:{port}"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif path == f"/{self.server.secret}/":
            self._send((Path(__file__).parent / "frame.html").read_bytes(), "text/html; charset=utf-8", FRAME_POLICY)
        elif path == f"/{self.server.secret}/document":
            page = self.server.state.page
            self._send(page.content, page.media_type, DOCUMENT_POLICY)
        elif path == f"/{self.server.secret}/events":
            with suppress(ConnectionError):
                self._send_events()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, content: bytes, media_type: str, policy: str) -> None:
        self.send_response(HTTPStatus.OK)
        for name, value in {
            "Content-Type": media_type,
            "Content-Length": str(len(content)),
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self) -> None:
        """Send every new version as server-sent events (HTML Standard, section 9.2)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version = -1
        while True:
            newer = self.server.state.wait_for_newer(version, KEEP_ALIVE_SECONDS)
            if newer:
                version = newer.version
            message = f"data: {json.dumps(_format_event(newer))}\n\n" if newer else ": no change\n\n"
            self.wfile.write(message.encode())
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the base class
        """Do not log the requests of browsers."""


def _format_event(page: PreviewPage) -> dict[str, Any]:
    problems = [
        {
            "severity": problem.severity.value,
            "text": f"{f'{problem.origin}: ' if problem.origin else ''}{problem.message} [{problem.code}]",
            "hints": list(problem.hints),
        }
        for problem in page.problems
    ]
    return {"title": page.title, "made": page.content_version, "version": page.version, "problems": problems}
