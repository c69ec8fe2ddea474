"""Each kind of leak that the page on security promises to find is found in every format; `benchmarks.leaks` plants all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.leaks import CASES, is_refused
from briefgen.model.artifact import Format
from tests.running import ROOT
from tests.unit.project_files import write_files

LEAKS = CASES["leaks"]
PROMISED = [kind for kind, cases in LEAKS.items() if cases["promised"]]


@pytest.mark.parametrize("form", [Format.HTML, Format.PDF, Format.DOCX])
@pytest.mark.parametrize("kind", PROMISED)
def test_a_leak_of_each_promised_kind_is_found(tmp_path: Path, kind: str, form: Format) -> None:
    root = write_files(tmp_path, CASES["project"])
    for text in LEAKS[kind]["texts"][2:4]:
        assert is_refused(root, text, form) is not False, text


@pytest.mark.parametrize("form", [Format.HTML, Format.PDF, Format.DOCX])
def test_what_is_nearly_a_leak_is_built(tmp_path: Path, form: Format) -> None:
    root = write_files(tmp_path, CASES["project"])
    texts = [text for text in CASES["near"]["texts"] if text.isascii()]
    assert is_refused(root, "".join(f"<p>{text}</p>" for text in texts), form) is False


def test_the_page_on_security_has_the_number_of_each_kind() -> None:
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    rows = [line.split("|")[2].strip() for line in page.splitlines() if line.startswith("|") and " of " in line]
    assert [row for row in rows if row[:1].isdigit()] == [
        f"{len(cases['texts']) if cases['promised'] else 0} of {len(cases['texts'])}" for cases in LEAKS.values()
    ]
    assert sum(len(cases["texts"]) for cases in LEAKS.values()) == 100
