"""The addresses of the composer: pages, views, the document, acts, undo and the stream of revisions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import fields
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from briefgen.composer.acts import ACTS, perform_act
from briefgen.composer.arguments import Refusal, build_act_error, build_edit_error, build_refusal
from briefgen.composer.building import build_files
from briefgen.composer.campaign_run import start_campaign
from briefgen.composer.comparing import read_comparison
from briefgen.composer.document import render_html_body, render_html_page, render_pdf_file
from briefgen.composer.notice_run import start_notices
from briefgen.composer.session import ComposerSession, OvertakenError, StaleRevisionError
from briefgen.composer.views import PAGES, VIEWS
from briefgen.composer.words import (
    LANGUAGES,
    choose_language,
    find_problem_words,
    load_names,
    load_phrases,
    load_problem_words,
    load_words,
)
from briefgen.edit.file_edit import FileChangedMeanwhile
from briefgen.edit.refusal import EditRefused
from briefgen.model.diagnostic import BriefgenError, Diagnostic, MachineError
from briefgen.resources import find_builtin_root
from briefgen.web.guard import MAX_BYTES, build_problem_answer
from briefgen.web.policy import DOCUMENT_POLICY, PDF_POLICY
from briefgen.web.server import run_server

FOLDER = Path(__file__).parent


@contextmanager
def run_composer(session: ComposerSession, port: int, secret: str = "") -> Iterator[str]:
    """Serve the pages until the end of the block; the value is the address. Raises `MachineError` if the port cannot be used."""
    session.publish_revision()
    with (
        closing(session.uploads),
        closing(session.runs),
        run_server(build_routes(session), port, session.board, secret) as url,
    ):
        yield url


def build_routes(session: ComposerSession) -> list[BaseRoute]:
    """Every address below the secret."""
    composer = _Composer(session)
    return [
        Route("/", composer.send_page),
        Route("/page/{page}", composer.send_page),
        Route("/view/{view}", composer.send_view),
        Route("/document", composer.send_document),
        Route("/document-body", composer.send_document_body),
        Route("/document.pdf", composer.send_pdf),
        Route("/comparison", composer.send_comparison),
        Route("/act", composer.receive_act, methods=["POST"]),
        Route("/undo", composer.receive_undo, methods=["POST"]),
        Route("/upload", composer.receive_upload, methods=["POST"]),
        Route("/build", composer.receive_build, methods=["POST"]),
        Route("/run", composer.receive_run, methods=["POST"]),
        Route("/events", session.board.answer),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
        Mount("/fonts", StaticFiles(directory=find_builtin_root() / "styles" / "fonts")),
    ]


class _ValueResponse(JSONResponse):
    """JSON with frozen dataclasses in it, which are not copied first: a brief of 500 blocks has thousands."""

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return json.dumps(content, ensure_ascii=False, default=_collect_fields).encode()


def _collect_fields(value: Any) -> Mapping[str, Any]:
    return {part.name: getattr(value, part.name) for part in fields(value)}


class _Composer:
    """The answers. Everything that reads or writes the project runs in a thread, so that the stream of events never waits."""

    def __init__(self, session: ComposerSession) -> None:
        self._session = session
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "pages"), autoescape=True, undefined=StrictUndefined
        )

    async def send_page(self, request: Request) -> Response:
        """The shell of a page; its script fills it from its view."""
        page = request.path_params.get("page", "home")
        if page not in PAGES:
            refused = _translate_problems(request, build_refusal("page-unknown", "page"))
            answer = self._show_problems(request, HTTPStatus.NOT_FOUND, *refused)
            answer.headers["content-security-policy"] = DOCUMENT_POLICY
            return answer
        chosen = request.query_params.get("words", "")
        is_chosen = chosen in LANGUAGES
        language = chosen if is_chosen else _choose_language(request)
        words = load_words(language)
        root = str(request.scope["root_path"])
        text = self._templates.get_template(f"{page}.html").render(
            words=words,
            words_json=json.dumps(words, ensure_ascii=False),
            problem_words_json=json.dumps(load_problem_words(language), ensure_ascii=False),
            phrases_json=json.dumps(load_phrases(language), ensure_ascii=False),
            names_json=json.dumps(load_names(language), ensure_ascii=False),
            language=language,
            languages=LANGUAGES,
            words_query=f"?words={chosen}" if is_chosen else "",
            root=root,
            max_upload=MAX_BYTES["application/octet-stream"],
        )
        return HTMLResponse(text)

    async def send_view(self, request: Request) -> Response:
        """A view as JSON, with the revision that it is of and what can be taken back."""
        view = VIEWS.get(request.path_params["view"])
        if view is None:
            return _refuse(request, HTTPStatus.NOT_FOUND, build_refusal("page-unknown", "page"))
        session, arguments = self._session, dict(request.query_params)

        def build() -> Response:
            revision = session.revision
            return _ValueResponse(
                {"revision": revision, **session.describe_journal(), "view": view(session, arguments)}
            )

        return await _answer(request, build)

    async def send_document(self, request: Request) -> Response:
        """The document as HTML, for the frame in which nothing runs."""
        arguments = dict(request.query_params)
        return await self._fill_frame(
            request, DOCUMENT_POLICY, lambda: HTMLResponse(render_html_page(self._session, arguments))
        )

    async def send_document_body(self, request: Request) -> Response:
        """The document without its styles, for a page whose frame has them: it changes what differs.

        A page asks for it before it knows whether there is a document. Without one, the answer has no content: the views say why.
        """
        arguments = dict(request.query_params)

        def show_nothing(_status: HTTPStatus, *_problems: Diagnostic) -> Response:
            return Response(status_code=HTTPStatus.NO_CONTENT)

        answer = await _answer(request, lambda: HTMLResponse(render_html_body(self._session, arguments)), show_nothing)
        answer.headers["content-security-policy"] = DOCUMENT_POLICY
        return answer

    async def send_pdf(self, request: Request) -> Response:
        """The document as a PDF."""
        arguments = dict(request.query_params)

        def build() -> Response:
            return Response(render_pdf_file(self._session, arguments).content, media_type="application/pdf")

        return await self._fill_frame(request, PDF_POLICY, build)

    async def send_comparison(self, request: Request) -> Response:
        """What differs from another version of a brief, as HTML in which nothing runs."""
        arguments = dict(request.query_params)

        def build() -> Response:
            reading = read_comparison(self._session, arguments)
            if not reading.page:
                raise BriefgenError(*reading.problems)
            return HTMLResponse(reading.page)

        return await self._fill_frame(request, DOCUMENT_POLICY, build)

    async def receive_act(self, request: Request) -> Response:
        """Perform the act of a page on the revision that it has seen."""
        message = await _read_message(request)

        def act() -> Response:
            name, arguments = message.get("act"), message.get("arguments")
            if name not in ACTS or not isinstance(arguments, dict):
                raise build_act_error("no-act")
            perform_act(self._session, str(name), arguments, str(message.get("revision", "")))
            return self._report_done(str(name))

        return await _answer(request, act)

    async def receive_undo(self, request: Request) -> Response:
        """Take the newest step back, or do again what was taken back last."""
        message = await _read_message(request)
        journal = self._session.journal
        change = journal.redo if message.get("again") is True else journal.undo
        return await _answer(request, lambda: self._report_done(self._session.perform(change)))

    async def receive_upload(self, request: Request) -> Response:
        """Keep a file that somebody chose; views and acts name it by the token."""
        try:
            token = await self._session.uploads.keep(request.query_params.get("name", ""), request.stream())
        except BriefgenError as error:
            return _refuse(request, HTTPStatus.UNPROCESSABLE_ENTITY, error)
        return JSONResponse({"upload": token})

    async def receive_build(self, request: Request) -> Response:
        """Build the files of a brief: its page waits, and all others go on."""
        message = await _read_message(request)
        return await _answer(request, lambda: _ValueResponse({"built": build_files(self._session, message)}))

    async def receive_run(self, request: Request) -> Response:
        """Start to build a campaign or notices of correction, or stop it. The page asks a view how far it has come."""
        message = await _read_message(request)

        def change() -> Response:
            if message.get("stop") is True:
                self._session.runs.stop()
            else:
                start = start_notices if "formats" in message else start_campaign
                start(self._session, message)
            return JSONResponse({})

        return await _answer(request, change)

    async def _fill_frame(self, request: Request, policy: str, build: Callable[[], Response]) -> Response:
        """What a frame shows. A file can change after the page asked for it: then the frame says what is wrong.

        An answer with the policy of our own pages would be refused by the browser, because these are shown in no frame.
        """
        answer = await _answer(request, build, partial(self._show_problems, request))
        answer.headers["content-security-policy"] = policy
        return answer

    def _show_problems(self, request: Request, status: HTTPStatus, *problems: Diagnostic) -> Response:
        """What is wrong, as a page of its own, which needs a policy that allows its styles."""
        language = _choose_language(request)
        text = self._templates.get_template("problems.html").render(
            language=language,
            problems=[
                (
                    find_problem_words(problem.code, language),
                    language if isinstance(problem, Refusal) else "en",
                    problem,
                )
                for problem in problems
            ],
        )
        return HTMLResponse(text, status)

    def _report_done(self, act: str) -> Response:
        return JSONResponse({"done": act, "revision": self._session.revision, **self._session.describe_journal()})


async def _read_message(request: Request) -> dict[str, Any]:
    try:
        message = await request.json()
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


async def _answer(
    request: Request, build: Callable[[], Response], show_problems: Callable[..., Response] = build_problem_answer
) -> Response:
    """The answer, or what is wrong in words: 409 where the files are newer than the page, 422 for everything else; nothing where an act came first."""
    try:
        return await run_in_threadpool(build)
    except OvertakenError:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    except (StaleRevisionError, FileChangedMeanwhile):
        status, error = HTTPStatus.CONFLICT, build_refusal("file-changed", "changed")
    except EditRefused as refusal:
        status, error = HTTPStatus.UNPROCESSABLE_ENTITY, build_edit_error(refusal)
    except BriefgenError as found:
        status, error = HTTPStatus.UNPROCESSABLE_ENTITY, found
    except MachineError as fault:
        return show_problems(HTTPStatus.INTERNAL_SERVER_ERROR, fault.diagnostic)
    return show_problems(status, *_translate_problems(request, error))


def _refuse(request: Request, status: HTTPStatus, error: BriefgenError) -> Response:
    return build_problem_answer(status, *_translate_problems(request, error))


def _choose_language(request: Request) -> str:
    return choose_language(request.headers.get("accept-language", ""))


def _translate_problems(request: Request, error: BriefgenError) -> Iterator[Diagnostic]:
    """What is wrong; what the composer itself refuses in the language of the page."""
    language = _choose_language(request)
    for problem in error.diagnostics:
        yield problem.in_language(language) if isinstance(problem, Refusal) else problem
