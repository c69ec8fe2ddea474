"""The preview as a browser meets it: a real server, real files, real changes."""

from __future__ import annotations

import json
import signal
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from briefgen.commands.preview import PreviewArguments, render_brief, write_redirect
from briefgen.commands.session import ProjectLocation, Session
from briefgen.executor import keep_workers
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Diagnostic, Severity, Sink
from briefgen.preview.state import PreviewPage, PreviewState, format_event
from tests.running import PATIENCE, Result, files_below, run_server


def test_the_file_that_opens_the_browser_is_private_and_goes_away() -> None:
    with write_redirect("http://127.0.0.1:8750/secret/") as path:
        assert "secret" not in str(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert 'url=http://127.0.0.1:8750/secret/"' in path.read_text("utf-8")
    assert not path.parent.exists()


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that runs, and its events."""

    folder: Path
    process: subprocess.Popen[str]
    url: str
    events: HTTPResponse

    def news(self) -> dict[str, Any]:
        """The next version that is told."""
        while not (line := self.events.readline()).startswith(b"data: "):
            assert line, "the preview ended"
        told: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
        return told

    def document(self) -> str:
        """What is shown."""
        with closing(connection(self.url)) as asked:
            asked.request("GET", f"{urlsplit(self.url).path}document")
            return asked.getresponse().read().decode()

    def write(self, text: str) -> None:
        """Save a block with a line at its end, all at once: a file that is empty for a moment would be news, too."""
        block = self.folder / "content/water/wells.md"
        saved = self.folder.with_name("saved.md")
        saved.write_text(f"{block.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
        saved.replace(block)

    def status(self, path: str, **headers: str) -> int:
        """How an address of the server answers."""
        with closing(connection(self.url)) as asked:
            asked.request("GET", path, headers=headers)
            return asked.getresponse().status


def connection(url: str) -> HTTPConnection:
    """A connection to the server of an address."""
    return HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)


@pytest.fixture
def preview(project: Callable[[str], Path]) -> Iterator[Preview]:
    """A preview of the smallest project, past its first version."""
    folder = project("minimal")
    with run_server("preview", "report", folder=folder) as (process, url), closing(connection(url)) as listening:
        listening.request("GET", f"{urlsplit(url).path}events")
        running = Preview(folder, process, url, listening.getresponse())
        while running.news()["made"] == 0:
            pass
        yield running


def test_what_zotero_exports_is_shown_and_its_key_stays(preview: Preview) -> None:
    work = {"id": "young2009", "type": "book", "title": "Due Deference", "issued": {"date-parts": [["2009"]]}}
    for title in ("Due Deference", "Deference, Defended"):
        exported = preview.folder.with_name("exported.json")
        exported.write_text(json.dumps([{**work, "title": title}]), encoding="utf-8")
        exported.replace(preview.folder / "content/water/sources.json")
        if title == work["title"]:
            preview.news()
            preview.write("They were counted.[@young2009]")
        assert preview.news()["problems"] == []
        assert title in preview.document()


def test_what_is_saved_is_shown(preview: Preview) -> None:
    preview.write("A sentence that was saved just now.")
    assert preview.news()["problems"] == []
    assert "A sentence that was saved just now." in preview.document()
    assert not (preview.folder / "out").exists()


def test_an_error_is_told_and_the_last_version_stays(preview: Preview) -> None:
    before = preview.document()
    preview.write("It is so [@nobody].")
    told = preview.news()
    assert [problem["text"] for problem in told["problems"] if problem["severity"] == "error"] == [
        "content/water/wells.md:11: citation key `nobody` is not in sources.yaml [cite-unknown]"
    ]
    assert preview.document() == before


def test_the_page_says_whether_it_is_the_newest_version() -> None:
    state = PreviewState(PreviewPage("note"))
    missing = Diagnostic(Severity.ERROR, "approval-missing", "`wells` needs 1 approval", None)
    state.publish(b"text", "text/html", (missing,))
    told = format_event(state.page)
    assert (told["made"], told["version"], told["problems"][0]["severity"]) == (1, 1, "error")
    state.publish(None, "text/html", ())
    told = format_event(state.page)
    assert (told["made"], told["version"]) == (1, 2)


def test_other_pages_and_accounts_are_kept_out(preview: Preview) -> None:
    path = urlsplit(preview.url).path
    assert preview.status(path) == 200
    assert preview.status("/") == 404
    assert preview.status("/document") == 404
    assert preview.status(f"{path}../content/water/wells.md") == 404
    assert preview.status(path, Host="example.org") == 421


def test_interrupting_ends_it_without_a_trace(preview: Preview) -> None:
    before = files_below(preview.folder)
    preview.process.send_signal(signal.SIGINT)
    _, told = preview.process.communicate(timeout=PATIENCE)
    assert preview.process.returncode == 130
    assert told.splitlines()[-1] == "interrupted"
    assert "Traceback" not in told
    assert files_below(preview.folder) == before


def test_a_port_in_use_is_named(project: Callable[[str], Path], run: Callable[..., Result]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("preview", "report", "--port", str(port), cwd=project("minimal"))
    assert result.code == 3
    assert f"port {port} cannot be used" in result.err
    assert "[preview-port]" in result.err


def test_the_worker_that_built_a_version_builds_the_next(project: Callable[[str], Path]) -> None:
    session = Session(ProjectLocation(project("minimal"), exact=True))
    arguments = PreviewArguments("report", "html", None, None, None, 0, open=False)
    with keep_workers() as kept:
        versions = [render_brief(session, arguments, Format.HTML, Sink(), kept) for _ in range(2)]
        assert versions[0] == versions[1]
        assert [worker.tasks for worker in kept.workers] == [2]
