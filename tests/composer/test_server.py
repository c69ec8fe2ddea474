"""The composer's addresses as a browser meets them: pages, acts, refusals in words, and nothing without the secret."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.programs import require_library
from tests.running import PATIENCE, Result, copy_project, files_below, run_server

require_library("starlette", "composer")

from briefgen.composer.server import run_composer  # noqa: E402 - only where its libraries are installed
from briefgen.composer.session import ComposerSession, OvertakenError  # noqa: E402
from briefgen.web.policy import DOCUMENT_POLICY  # noqa: E402


@dataclass(frozen=True, slots=True)
class Composer:
    """A composer that runs."""

    session: ComposerSession
    url: str

    def request(
        self, method: str, path: str, message: object = None, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        """Status, body and headers of an answer; header names with `_` for `-`."""
        parts = urlsplit(self.url)
        usual = {"Content-Type": "application/json", "Origin": f"http://{parts.netloc}"} if method == "POST" else {}
        sent = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(HTTPConnection(parts.netloc, timeout=PATIENCE)) as connection:
            body = json.dumps(message) if message is not None else None
            connection.request(method, f"{parts.path}{path}", body, sent)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), {n.lower(): v for n, v in answer.getheaders()}

    def act(self, name: str, revision: str = "", **arguments: Any) -> tuple[int, Any]:
        """Status and message of an act on the brief."""
        message = {
            "act": name,
            "revision": revision or self.session.revision,
            "arguments": {"brief": "report", **arguments},
        }
        status, body, _ = self.request("POST", "act", message)
        return status, json.loads(body)


@pytest.fixture
def composer(tmp_path: Path) -> Iterator[Composer]:
    session = ComposerSession(copy_project("composing", tmp_path))
    with run_composer(session, 0) as url:
        yield Composer(session, url)


def test_pages_have_the_strict_policy_and_no_text_of_the_project(composer: Composer) -> None:
    for path in ("", "page/brief?brief=report", "page/brief?brief=%3Cscript%3E", "page/home?words=fr"):
        status, body, headers = composer.request("GET", path, Accept_Language="es")
        assert status == 200
        assert "unsafe" not in headers["content-security-policy"]
        assert "require-trusted-types-for 'script'" in headers["content-security-policy"]
        assert ('lang="fr"' if "words=fr" in path else 'lang="es"') in body
        assert "<script>" not in body
        assert "Water" not in body


def test_the_chosen_language_of_the_pages_stays_on_the_way_to_other_pages(composer: Composer) -> None:
    for path in ("", "page/import", "page/brief?brief=report"):
        sign = "&" if "?" in path else "?"
        _, chosen, _ = composer.request("GET", f"{path}{sign}words=fr")
        links = re.findall(r'<a(?: class="home")? href="(/[^"]*)"', chosen)
        assert len(links) >= 8
        assert [link for link in links if not link.endswith("?words=fr")] == []
        _, plain, _ = composer.request("GET", path)
        assert "?words=" not in plain


def test_the_document_runs_nothing(composer: Composer) -> None:
    status, body, headers = composer.request("GET", "document?brief=report")
    assert status == 200
    assert "People in the north" in body
    assert "poison" not in body
    assert "script-src" not in headers["content-security-policy"]
    assert "sandbox allow-same-origin" in headers["content-security-policy"]


def test_the_body_of_the_document_names_the_styles_that_it_lacks(composer: Composer) -> None:
    _, page, _ = composer.request("GET", "document?brief=report")
    status, body, headers = composer.request("GET", "document-body?brief=report")
    head = page.partition("</head>")[0]
    styles = "".join(re.findall(r"<style[^>]*>(.*?)</style>", head, re.DOTALL))
    assert status == 200
    assert len(body) < len(page) / 2
    assert f'<meta name="styles" content="{sha256(styles.encode()).hexdigest()}">' in body
    assert body.partition("</head>")[2] == page.partition("</head>")[2]
    assert "<style" not in body.partition("</head>")[0]
    assert "sandbox allow-same-origin" in headers["content-security-policy"]


def test_an_act_is_done_and_taken_back(composer: Composer) -> None:
    file = composer.session.root / "briefs/report.yaml"
    before = file.read_bytes()
    status, news = composer.act("cut", block="wells", cut="short")
    assert (status, news["undo"]) == (200, "cut")
    assert b"short" in file.read_bytes()
    status, body, _ = composer.request("POST", "undo", {})
    assert (status, json.loads(body)["redo"]) == (200, "cut")
    assert file.read_bytes() == before


def test_an_act_on_older_files_is_a_conflict(composer: Composer) -> None:
    status, news = composer.act("cut", revision="0123456789abcdef", block="wells", cut="short")
    assert status == 409
    assert news["diagnostics"][0]["code"] == "file-changed"


@pytest.mark.parametrize("name", ["cut", "explode", "__init__"])
def test_an_act_that_cannot_be_done_is_refused_in_words(composer: Composer, name: str) -> None:
    status, news = composer.act(name, block="nobody", cut="short")
    assert status == 422
    assert news["diagnostics"][0]["code"] == "act-refused"


@pytest.mark.parametrize(
    ("language", "message", "hint"),
    [
        ("en", "`soon` is not a day", "write it as `2026-11-23`"),
        ("fr", "`soon` n’est pas un jour", "écrivez-le ainsi\u00a0: `2026-11-23`"),
        ("es", "`soon` no es un día", "escríbalo así: `2026-11-23`"),
    ],
)
def test_a_refusal_is_in_the_language_of_the_page(composer: Composer, language: str, message: str, hint: str) -> None:
    message_of_page = {"act": "set-key", "revision": composer.session.revision, "arguments": {"brief": "report", "key": "date", "value": "soon"}}  # fmt: skip
    status, body, _ = composer.request("POST", "act", message_of_page, Accept_Language=language)
    (problem,) = json.loads(body)["diagnostics"]
    assert (status, problem["message"], problem["hints"]) == (422, message, [hint])


def test_a_file_that_cannot_be_edited_is_refused_in_words(composer: Composer) -> None:
    file = composer.session.root / "briefs/report.yaml"
    file.write_text("audience: letter\nlibrary: water\ntitle: [")
    status, news = composer.act("set-key", key="date", value="2026-01-15")
    assert status == 422
    assert news["diagnostics"][0]["code"] == "edit-refused"


def test_views_of_what_is_not_there_are_answers_in_words(composer: Composer) -> None:
    for path, expected in (
        ("view/brief?brief=nobody", 422),
        ("view/brief", 422),
        ("view/nothing", 404),
    ):
        status, body, _ = composer.request("GET", path)
        assert status == expected, path
        assert json.loads(body)["diagnostics"][0]["message"]


def test_an_address_that_is_no_page_says_so_as_a_page_in_the_language_of_the_reader(composer: Composer) -> None:
    status, body, headers = composer.request("GET", "page/nothing", Accept_Language="es")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert headers["content-security-policy"] == DOCUMENT_POLICY
    assert '<html lang="es">' in body
    assert "esa página no existe" in body


def test_without_a_document_its_body_is_empty_as_the_page_asks_before_it_knows(composer: Composer) -> None:
    assert composer.request("GET", "document-body?brief=nobody")[:2] == (204, "")
    (composer.session.root / "briefs/report.yaml").write_text("audience: letter\nlibrary: water\ntitle: [")
    assert composer.request("GET", "document-body?brief=report")[:2] == (204, "")


def test_a_check_that_an_act_ends_has_an_empty_answer(composer: Composer, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise OvertakenError

    monkeypatch.setattr(composer.session, "yield_to_acts", stop)
    assert composer.request("GET", "view/brief?brief=report&gives-way=1")[:2] == (204, "")
    assert composer.request("GET", "view/brief?brief=report")[0] == 200


@pytest.mark.parametrize("path", ["document", "document.pdf"])
def test_a_frame_says_in_words_why_it_has_no_document(composer: Composer, path: str) -> None:
    (composer.session.root / "briefs/report.yaml").write_text("audience: letter\nlibrary: <b>\ntitle: [")
    status, body, headers = composer.request("GET", f"{path}?brief=report")
    assert status == 422
    assert "<code>briefs/report.yaml:3</code>" in body
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    status, body, _ = composer.request("GET", f"{path}?brief=%3Cscript%3E")
    assert status == 422
    assert "&lt;script&gt;" in body
    assert "<script>" not in body
    status, body, _ = composer.request("GET", f"{path}?brief=report", Accept_Language="fr")
    assert "<strong>Le fichier ne peut pas être lu à partir de cette ligne. Vérifiez" in body
    assert '<span lang="en"><code>briefs/report.yaml:3</code>' in body


def test_the_frame_of_a_comparison_refuses_in_the_language_of_the_page(composer: Composer) -> None:
    status, body, headers = composer.request("GET", "comparison?brief=report&since=never", Accept_Language="fr")
    assert status == 422
    assert '<li><span lang="fr">cette version' in body
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_requests_from_elsewhere_change_nothing(composer: Composer) -> None:
    file = composer.session.root / "briefs/report.yaml"
    before = file.read_bytes()
    message = {"act": "cut", "arguments": {"brief": "report", "block": "wells", "cut": "short"}}
    for headers, expected in (
        ({"Origin": "http://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Host": "example.org"}, 421),
    ):
        assert composer.request("POST", "act", message, **headers)[0] == expected
        assert composer.request("POST", "undo", {}, **headers)[0] == expected
    outside = Composer(composer.session, composer.url.replace(urlsplit(composer.url).path, "/"))
    for path in ("act", "view/home", "static/composer.js", "document?brief=report", "document-body?brief=report"):
        assert outside.request("POST" if path == "act" else "GET", path, message)[0] == 404
    for path in ("static/../server.py", "static/%2e%2e/server.py", "fonts/../../briefgen.yaml"):
        assert composer.request("GET", path)[0] == 404
    assert file.read_bytes() == before


def test_the_command_prints_its_address_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    folder = copy_project("composing", tmp_path)
    before = files_below(folder)
    with run_server("composer", "report", "--no-open", folder=folder) as (process, url):
        assert url.endswith("/page/brief?brief=report")
        session = ComposerSession(folder)
        assert Composer(session, url.partition("page/")[0]).request("GET", "view/home")[0] == 200
        process.send_signal(signal.SIGINT)
        _, printed = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in printed
    assert files_below(folder) == before


def test_a_brief_that_is_not_there_is_wrong_usage(project: Callable[[str], Path], run: Callable[..., Result]) -> None:
    result = run("composer", "reprot", "--no-open", cwd=project("composing"))
    assert result.code == 2
    assert "did you mean `report`" in result.err
