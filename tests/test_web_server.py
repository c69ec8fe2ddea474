"""The server of `preview` and `composer` as a browser meets it: what the guard lets in, the headers, and streams that end."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from briefgen.model.diagnostic import MachineError
from briefgen.web.installed import require_server
from tests.programs import require_library
from tests.running import PATIENCE

require_library("starlette", "composer")

from starlette.requests import Request  # noqa: E402 - only where it is installed
from starlette.responses import JSONResponse, PlainTextResponse, Response  # noqa: E402
from starlette.routing import Route  # noqa: E402
from uvicorn.config import HTTP_PROTOCOLS  # noqa: E402
from uvicorn.protocols.http.h11_impl import H11Protocol  # noqa: E402

from briefgen.web.events import EventBoard  # noqa: E402
from briefgen.web.server import run_server  # noqa: E402


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, with three pages."""

    url: str
    board: EventBoard
    received: list[bytes] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """What a browser sends with a request of one of our pages."""
        return self.url.rpartition("/")[0].rpartition("/")[0]

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask for a path below the secret; header names with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE)) as connection:
            connection.request(method, f"{urlsplit(self.url).path}{path}", body, named)
            answer = connection.getresponse()
            headers_ = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, headers_, answer.read())

    def post(self, body: bytes = b"{}", **headers: str) -> int:
        """The status of a request that would be right, but for these headers; an empty one is left out."""
        usual = {"Origin": self.origin, "Content_Type": "application/json"}
        return self.request("POST", "act", body, **{k: v for k, v in (usual | headers).items() if v}).status


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    board, received = EventBoard(), list[bytes]()

    async def send_text(_request: Request) -> Response:
        return PlainTextResponse("text")

    async def receive_act(request: Request) -> Response:
        received.append(await request.body())
        return JSONResponse({})

    async def fail(_request: Request) -> Response:
        raise KeyError("a fault")

    routes = [
        Route("/", send_text),
        Route("/act", receive_act, methods=["POST"]),
        Route("/fail", fail),
        Route("/events", board.answer),
    ]
    with run_server(routes, 0, board) as url:
        yield Server(url, board, received)


def test_a_page_has_the_strict_headers(server: Server) -> None:
    answer = server.request("GET", "")
    assert (answer.status, answer.body) == (200, b"text")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "server" not in answer.headers


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.example.org", "[::1]"])
def test_another_name_for_this_machine_is_refused(server: Server, host: str) -> None:
    assert server.request("GET", "", Host=host).status == 421
    assert server.post(Host=host) == 421


def test_localhost_is_this_machine(server: Server) -> None:
    port = urlsplit(server.url).port
    assert server.request("GET", "", Host=f"localhost:{port}").status == 200
    assert server.post(Host=f"localhost:{port}", Origin=f"http://localhost:{port}") == 200
    assert server.post(Host=f"localhost:{port}") == 403


def test_nothing_is_found_without_the_secret(server: Server) -> None:
    path = urlsplit(server.url).path
    for other in ("/", "/act", "/events", f"{path[:-2]}/", f"{path.upper()}x", f"/x{path}", "/%2e%2e/", f"{path}../"):
        with closing(HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)) as connection:
            connection.request("GET", other)
            assert connection.getresponse().status in {404, 405}, other


@pytest.mark.parametrize("origin", ["", "null", "http://example.org", "https://127.0.0.1", "http://127.0.0.1"])
def test_a_change_from_another_page_is_refused(server: Server, origin: str) -> None:
    before = len(server.received)
    assert server.post(Origin=origin) == 403
    assert len(server.received) == before


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; x=1"]
)
def test_a_change_of_another_kind_is_refused(server: Server, kind: str) -> None:
    before = len(server.received)
    assert server.post(Content_Type=kind) == 415
    assert len(server.received) == before


def test_a_change_of_our_own_page_is_received(server: Server) -> None:
    assert server.post(b'{"act": "x"}') == 200
    assert server.received[-1] == b'{"act": "x"}'
    assert server.post(b"\0", Content_Type="application/octet-stream") == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(server: Server, method: str) -> None:
    assert server.request(method, "act", Origin=server.origin).status == 405


def test_a_request_that_is_too_long_is_refused_before_it_is_read(server: Server) -> None:
    assert server.post(b"", Content_Length="8000001") == 413
    assert server.post(b"", Content_Length="-1") in {400, 411}


def test_a_fault_is_an_answer_in_words(server: Server) -> None:
    answer = server.request("GET", "fail")
    assert answer.status == 500
    (problem,) = json.loads(answer.body)["diagnostics"]
    assert problem["code"] == "internal-fault"
    assert "Traceback" not in answer.body.decode()


def test_each_page_follows_the_newest_message(server: Server) -> None:
    server.board.publish("1")
    with (
        closing(HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)) as first,
        closing(HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)) as second,
    ):
        for connection in (first, second):
            connection.request("GET", f"{urlsplit(server.url).path}events")
        streams = [first.getresponse(), second.getresponse()]
        assert [read_message(stream) for stream in streams] == ["1", "1"]
        server.board.publish("2")
        assert [read_message(stream) for stream in streams] == ["2", "2"]


def test_the_server_ends_while_a_page_still_listens() -> None:
    board = EventBoard()
    with run_server([Route("/events", board.answer)], 0, board) as url:
        connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
        connection.request("GET", f"{urlsplit(url).path}events")
        stream = connection.getresponse()
        board.publish("1")
        assert read_message(stream) == "1"
    assert b"data: " not in stream.read(), "it ends"
    connection.close()


def read_message(stream: Any) -> str:
    """The next message of a stream."""
    while not (line := stream.readline()).startswith(b"data: "):
        assert line, "the stream ended"
    text: str = line.decode().removeprefix("data: ").strip()
    return text


def test_the_parts_of_an_answer_are_sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[int] = []

    class Watched(H11Protocol):
        """A connection that remembers whether small packets wait on it."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            peer = transport.get_extra_info("socket")
            waiting.append(peer.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            super().connection_made(transport)

    async def send_text(_request: Request) -> Response:
        return PlainTextResponse("text")

    monkeypatch.setattr("uvicorn.protocols.http.auto.AutoHTTPProtocol", Watched)
    monkeypatch.setitem(HTTP_PROTOCOLS, "auto", "uvicorn.protocols.http.auto:AutoHTTPProtocol")
    with run_server([Route("/", send_text)], 0, EventBoard()) as url:
        assert Server(url, EventBoard()).request("GET", "").body == b"text"
    assert waiting
    assert all(waiting)


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.web.installed.find_spec", lambda name: None if name == "uvicorn" else object())
    with pytest.raises(MachineError) as caught:
        require_server()
    problem = caught.value.diagnostic
    assert problem.code == "composer-missing"
    assert "`uvicorn`" in problem.message
    assert problem.hints == ("run `pip install 'briefgen[composer]'`",)
