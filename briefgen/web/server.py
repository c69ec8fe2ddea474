"""Runs the server on the loopback address, in a thread of its own, until a block ends."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Thread

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from briefgen.model.diagnostic import MachineError
from briefgen.web.events import EventBoard
from briefgen.web.guard import Guard, answer_fault

ADDRESS = "127.0.0.1"
"""The loopback address: no other machine can connect to it."""

STOP_SECONDS = 1
"""How long an answer in progress may take when the server ends."""

END_SECONDS = 5
"""How long the thread of the server is given to end after that."""


def create_secret() -> str:
    """The part of the address that excludes other accounts of the machine and other pages of the browser."""
    return secrets.token_urlsafe(12)


@contextmanager
def run_server(routes: Sequence[BaseRoute], port: int, board: EventBoard, secret: str = "") -> Iterator[str]:
    """Answer until the end of the block; the value is the address of the first page.

    `port` 0 takes any free one. The streams of the board end with the server. Raises `MachineError` if the port cannot be used.
    """
    secret = secret or create_secret()
    with closing(_bind_socket(port)) as bound:
        number: int = bound.getsockname()[1]
        app = Starlette(routes=[Mount(f"/{secret}", routes=list(routes))], exception_handlers={Exception: answer_fault})
        config = uvicorn.Config(
            Guard(app, number),
            lifespan="off",
            ws="none",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            yield f"http://{ADDRESS}:{number}/{secret}/"
        finally:
            server.should_exit = True
            board.close()
            thread.join(STOP_SECONDS + END_SECONDS)


def _bind_socket(port: int) -> socket.socket:
    """A socket that listens already, so that a browser can connect before the server is ready.

    Its protocol is stated: asyncio sends small packets at once only then. Otherwise the second part of an answer waits
    until the browser has confirmed the first, 40 ms.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere, this option would let two programs have one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((ADDRESS, port))
        bound.listen()
    except OSError as error:
        bound.close()
        hint = "choose another with `--port`, or `--port 0` for any that is free"
        raise MachineError("preview-port", f"port {port} cannot be used ({error.strerror})", hint) from error
    return bound
