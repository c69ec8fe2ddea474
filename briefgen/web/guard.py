"""Refuses what does not come from our own pages: the guard in front of every address of the server.

The secret in the path is the first lock. This is the second: a foreign page can make its own name resolve to this machine,
and it can send requests here, but it cannot choose the headers `Host` and `Origin`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefgen.model.diagnostic import Diagnostic, Severity, build_file_fault, build_internal_fault
from briefgen.web.policy import HEADERS

MAX_BYTES: Mapping[str, int] = {"application/json": 8_000_000, "application/octet-stream": 100_000_000}
"""What may be sent here, and how much of it. Both kinds are outside of what a foreign page can send without permission."""


class Guard:
    """Checks each request, and gives each answer its headers. Plain ASGI, so that a stream of events is passed on as it comes."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = find_refusal(scope["method"], Headers(scope=scope), self._hosts)
        if refusal:
            await _build_refusal(*refusal)(scope, receive, send_with_headers)
            return
        with suppress(Exception):  # Starlette raises it again after `answer_fault` was sent
            await self._app(scope, receive, send_with_headers)


def find_refusal(method: str, headers: Mapping[str, str], hosts: frozenset[str]) -> tuple[HTTPStatus, str] | None:
    """Why a request is refused; None for one that is allowed."""
    return next(_list_refusals(method, headers, hosts), None)


def _list_refusals(method: str, headers: Mapping[str, str], hosts: frozenset[str]) -> Iterator[tuple[HTTPStatus, str]]:
    host = headers.get("host", "")
    if host not in hosts:
        yield HTTPStatus.MISDIRECTED_REQUEST, "this address is not ours"
    if method in {"GET", "HEAD"}:
        return
    if method != "POST":
        yield HTTPStatus.METHOD_NOT_ALLOWED, "only GET and POST are answered"
    if headers.get("origin", "") != f"http://{host}":
        yield HTTPStatus.FORBIDDEN, "the request comes from another page"
    most = MAX_BYTES.get(headers.get("content-type", ""))
    if most is None:
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"only {' and '.join(MAX_BYTES)} are read"
    size = headers.get("content-length", "")
    if not size.isdecimal():
        yield HTTPStatus.LENGTH_REQUIRED, "the request does not say how long it is"
    elif most is not None and int(size) > most:
        yield HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {most} bytes are not read"


def _build_refusal(status: HTTPStatus, reason: str) -> JSONResponse:
    return build_problem_answer(status, Diagnostic(Severity.ERROR, "request-refused", reason))


async def answer_fault(_request: Request, error: Exception) -> JSONResponse:
    """The answer after an unexpected exception: words, never a traceback."""
    fault = build_file_fault(error) if isinstance(error, OSError) else None
    return build_problem_answer(HTTPStatus.INTERNAL_SERVER_ERROR, fault or build_internal_fault(error))


def build_problem_answer(status: HTTPStatus, *problems: Diagnostic) -> JSONResponse:
    """An answer that says in words what is wrong."""
    return JSONResponse({"diagnostics": [diagnostic_to_json(problem) for problem in problems]}, status)


def diagnostic_to_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """A problem as pages get it."""
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "path": diagnostic.origin.path if diagnostic.origin else "",
        "line": diagnostic.origin.line if diagnostic.origin else 0,
        "hints": list(diagnostic.hints),
    }
