"""The pages of the preview: the frame, the document in it, and the stream of versions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from briefgen.preview.state import PreviewState
from briefgen.web.policy import DOCUMENT_POLICY, PDF_POLICY
from briefgen.web.server import run_server

FOLDER = Path(__file__).parent
PDF = "application/pdf"


@contextmanager
def run_preview(port: int, state: PreviewState) -> Iterator[str]:
    """Show the state until the end of the block; the value is the address. Raises `MachineError` if the port cannot be used."""

    async def send_frame(_request: Request) -> Response:
        return FileResponse(FOLDER / "frame.html", media_type="text/html; charset=utf-8")

    async def send_document(_request: Request) -> Response:
        page = state.page
        policy = PDF_POLICY if page.media_type == PDF else DOCUMENT_POLICY
        return Response(page.content, media_type=page.media_type, headers={"content-security-policy": policy})

    routes = [
        Route("/", send_frame),
        Route("/document", send_document),
        Route("/events", state.board.answer),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]
    with run_server(routes, port, state.board) as url:
        yield url
