"""Serves the board to browsers on this machine, and to nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from briefgen.model.diagnostic import Diagnostic, MachineError
from briefgen.preview.state import PreviewPage, PreviewState

ADDRESS = "127.0.0.1"
"""This machine: no other one reaches it."""

KEEP_ALIVE_SECONDS = 10.0
"""Seconds between signs of life on a connection that waits for the next version."""

FRAME_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'"
)
DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; object-src 'self'"
"""What a browser may load beside the page itself: nothing from anywhere else."""


class PreviewServer(ThreadingHTTPServer):
    """The server with what its answers need."""

    daemon_threads = True

    def __init__(self, port: int, secret: str, board: PreviewState) -> None:
        """Take the port; 0 takes any free one. Raises `OSError`."""
        super().__init__((ADDRESS, port), _PreviewHandler)
        self.board = board
        self.secret = secret

    @property
    def url(self) -> str:
        """Where the preview is. The secret in it keeps other accounts of the machine, and other pages of the browser, out."""
        return f"http://{ADDRESS}:{self.server_port}/{self.secret}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that goes away in the middle of an answer is no problem of the user's."""


@contextmanager
def run_server(port: int, secret: str, board: PreviewState) -> Iterator[PreviewServer]:
    """A server that answers until the end of the block. Raises `MachineError` where the port is not to be had."""
    try:
        server = PreviewServer(port, secret, board)
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
        """One request. Only a page that was opened at this very address is answered: other names lead other pages here."""
        port = self.server.server_port
        path, _, _ = self.path.partition("?")
        if self.headers.get("Host") not in {f"{ADDRESS}:{port}", f"localhost:{port}"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif path == f"/{self.server.secret}/":
            self._send((Path(__file__).parent / "frame.html").read_bytes(), "text/html; charset=utf-8", FRAME_POLICY)
        elif path == f"/{self.server.secret}/document":
            shown = self.server.board.page
            self._send(shown.content, shown.media_type, DOCUMENT_POLICY)
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
        """Every version from now on, as server-sent events (HTML Standard, section 9.2)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version = -1
        while True:
            newer = self.server.board.wait_for_newer(version, KEEP_ALIVE_SECONDS)
            if newer:
                version = newer.version
            message = f"data: {json.dumps(_format_event(newer))}\n\n" if newer else ": still here\n\n"
            self.wfile.write(message.encode())
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that Python gives it
        """Say nothing: what a browser asks for is no news."""


def _format_event(shown: PreviewPage) -> dict[str, Any]:
    return {
        "title": shown.title,
        "made": shown.content_version,
        "problems": [_format_problem(one) for one in shown.problems],
    }


def _format_problem(one: Diagnostic) -> dict[str, Any]:
    place = f"{one.origin}: " if one.origin else ""
    return {"severity": one.severity.value, "text": f"{place}{one.message} [{one.code}]", "hints": list(one.hints)}
