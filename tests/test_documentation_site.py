"""The site of the documentation: its pages can be prepared, it is built with warnings as errors, and it needs no network."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.programs import require_library
from tests.running import PATIENCE, ROOT


@pytest.fixture(scope="module")
def build_docs() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "scripts" / "build_docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("written", "prepared"),
    [
        ("| `cite-unknown` | error |", '| <span id="cite-unknown"></span>`cite-unknown` | error |'),
        ("[a](how-to/design.md#fonts)", "[a](how-to/design.md#fonts)"),
        ("[a](../styles/base.css) and [b](../README.md)", "a and [b](../index.md)"),
        ("[a](https://example.org) [b](#top)", "[a](https://example.org) [b](#top)"),
        ("```yaml briefs/a.yaml\n[a](nowhere)\n```", '```yaml title="briefs/a.yaml"\n[a](nowhere)\n```'),
        ("```sh fails\nbriefgen check\n```", "```sh\nbriefgen check\n```"),
    ],
)
def test_a_page_is_prepared_for_the_site(written: str, prepared: str, build_docs: ModuleType) -> None:
    pages = build_docs.find_pages(ROOT)
    assert build_docs.prepare_page("docs/diagnostics.md", written, pages) == prepared


def test_faults_of_a_site_are_found(build_docs: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html#x">1</a><a href="c.html">2</a><a href="b.html">3</a><a href="https://example.org">4</a>'
        '<script src="https://example.org/x.js"></script><img src="no.png"><link rel="canonical" href="https://e.org">',
        encoding="utf-8",
    )
    (tmp_path / "b.html").write_text("<p id=y>", encoding="utf-8")
    (tmp_path / "s.css").write_text("@font-face { src: url(//fonts.example.org/a.woff) }", encoding="utf-8")
    assert list(build_docs.find_faults(tmp_path)) == [
        "a.html loads https://example.org/x.js",
        "a.html loads no.png, which is not there",
        "a.html links to b.html#x, where there is no such anchor",
        "a.html links to c.html, which is not there",
        "s.css loads //fonts.example.org/a.woff",
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, as `make docs` builds it."""
    require_library("zensical", "docs")
    folder = tmp_path_factory.mktemp("docs")
    script, site, work = (str(path) for path in (ROOT / "scripts/build_docs.py", folder / "site", folder / "work"))
    command = [sys.executable, script, "--output", site, "--work", work]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_the_site_is_built_without_a_warning_and_has_an_anchor_for_every_code(site: Path) -> None:
    codes = re.findall(r"^\| `([a-z][a-z0-9-]*)` \|", (ROOT / "docs/diagnostics.md").read_text("utf-8"), re.MULTILINE)
    page = (site / "docs/diagnostics.html").read_text("utf-8")
    assert len(codes) > 300
    assert [code for code in codes if f'id="{code}"' not in page] == []
    assert 'id="rule"' in page
    assert 'id="lint-acronym"' in (site / "docs/reference/lints.html").read_text("utf-8")


def test_a_page_that_is_opened_from_a_disk_can_search_the_site_without_a_network(site: Path, browser: Any) -> None:
    context = browser.new_context(locale="en")
    page, asked = context.new_page(), []
    page.set_default_timeout(1000 * PATIENCE)
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "docs/tutorial.html").as_uri())
    page.get_by_role("button", name="Search").first.click()
    page.get_by_placeholder("Search").fill("testimony")
    page.locator("a[href*='how-to/consent.html?h=testimony']").first.click()
    page.wait_for_url("**/docs/how-to/consent.html*")
    context.close()
    assert [address for address in asked if not address.startswith(("file:", "data:", "blob:"))] == []
