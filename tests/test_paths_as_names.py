"""The path of a brief, a campaign, a library, an audience or a block, as the shell completes it, names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result
from tests.unit.project_files import write_files

BLOCK = "---\ntitle: T\nkind: situation\nsensitivity: public\nstatus: approved\n---\nSome words.\n"
FILES = {
    "briefgen.yaml": "organisation: {name: Example Organisation}\n",
    "content/water/legal/wells.md": BLOCK,
    "briefs/b.yaml": "{audience: public-report, library: water, title: T, date: 2026-01-15}\n",
    "briefs/old.yml": "{audience: public-report, library: water, title: T, date: 2026-01-15}\n",
    "campaigns/c.yaml": "{briefs: [b], recipients: c.csv, formats: [html], output: '{recipient.id}'}\n",
    "campaigns/c.csv": "id,name\nada,Ada\n",
    "notes/b.yaml": "a: 1\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "p", FILES)


@pytest.mark.parametrize(
    ("command", "printed"),
    [
        (("build", "briefs/b.yaml", "-t", "html"), "out/b.html"), (("build", "./briefs/b.yaml", "-t", "html"), "out/b.html"), (("build", "briefs/old.yml", "-t", "html"), "out/old.html"),
        (("check", "briefs/b.yaml"), "no problems in 1 brief"), (("explain", "briefs/b.yaml"), "b: public-report"), (("batch", "campaigns/c.yaml"), "out/ada.html"),
        (("build", "--audience", "public-report", "--library", "content/water", "-t", "html"), "out/public-report-water.html"),
        (("build", "--audience", "public-report", "--library", "content/water/", "-t", "html"), "out/public-report-water.html"),
        (("impact", "content/water/legal/wells.md"), "block legal/wells in water"),
    ],
)  # fmt: skip
def test_a_path_is_taken_where_a_name_is(
    command: tuple[str, ...], printed: str, root: Path, run: Callable[..., Result]
) -> None:
    result = run(*command, cwd=root)
    assert result.code == 0
    assert printed in result.out


def test_a_path_is_taken_from_where_the_user_is(root: Path, run: Callable[..., Result]) -> None:
    assert run("build", "b.yaml", "-t", "html", cwd=root / "briefs").code == 0
    assert run("build", "../briefs/b.yaml", "-t", "html", cwd=root / "content").code == 0
    assert run("build", str(root / "briefs/b.yaml"), "-t", "html", cwd=root).code == 0


@pytest.mark.parametrize(
    "path",
    [
        "notes/b.yaml",
        "briefs/missing.yaml",
        "briefs",
        "briefs/",
        "campaigns/c.yaml",
        "../p/content/water",
        "briefs/b.yaml/x",
    ],
)
def test_another_path_names_no_brief(path: str, root: Path, run: Callable[..., Result]) -> None:
    result = run("build", path, "-t", "html", cwd=root)
    assert (result.code, "[brief-unknown]" in result.err) == (2, True)


@pytest.mark.parametrize("folder", ["../x", "../p/../x", "./y/../../x"])
def test_an_output_folder_may_leave_the_project(folder: str, root: Path, run: Callable[..., Result]) -> None:
    assert run("build", "b", "-t", "html", "-o", folder, cwd=root).code == 0
    assert (root.parent / "x/b.html").is_file()


LAKE = {
    **FILES,
    "content/water/legal/wells@short.md": "---\n---\nFew words.\n",
    "content/water/own.md": BLOCK.replace("title: T", "title: T\nid: renamed"),
    "content/water/secret.md": BLOCK.replace("public", "confidential"),
    "content/water/sources.yaml": "- {id: raz, type: webpage, title: Wells, URL: 'https://example.org/a', DOI: 10.1/ab}\n",
    "content/other/wells.md": BLOCK,
}


@pytest.mark.parametrize(
    ("keys", "left_out"),
    [
        ("exclude: [content/water/legal/wells.md]", "left out: 2 blocks (1 excluded by the brief, 1 not for this reader)"),
        ("exclude: ./content/water/legal/wells@short.md", "left out: 2 blocks (1 excluded by the brief, 1 not for this reader)"),
        ("sections: {situation: [content/water/own.md]}", "left out: 2 blocks (1 not named by the brief for its section, 1 not for this reader)"),
        ("sections: [{id: mine, title: Mine, blocks: [own.md, legal/wells.md]}]", "left out: 1 block (1 not for this reader)"),
        ("cuts: {content/water/legal/wells.md: short}", "left out: 1 block (1 not for this reader)"),
    ],
)  # fmt: skip
def test_a_brief_names_a_block_by_the_path_of_its_file(
    keys: str, left_out: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = write_files(tmp_path, LAKE)
    (root / "briefs/b.yaml").write_text(
        f"audience: templates/public-report\nlibrary: content/water/\ntitle: T\ndate: 2026-01-15\n{keys}\n",
        encoding="utf-8",
    )
    result = run("check", "briefs/b.yaml", cwd=root)
    assert left_out in result.out + result.err
    assert result.code == 0


@pytest.mark.parametrize("path", ["content/water/secret.md", "content/water/nowhere.md", "content/other/wells.md"])
def test_a_path_that_leads_to_no_block_of_this_reader_is_one_error_for_all(
    path: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = write_files(tmp_path, LAKE)
    text = f"audience: public-report\nlibrary: water\ntitle: T\ndate: 2026-01-15\nexclude:\n  - {path}\n"
    (root / "briefs/old.yml").write_text(text, encoding="utf-8")
    result = run("check", "old", cwd=root)
    assert f"error: no block `{path}` for this reader in library `water` [block-unknown]" in result.err


def test_a_block_is_created_at_its_path(root: Path, run: Callable[..., Result]) -> None:
    for path in ("content/water/legal/new.md", "water/legal/newer", "water/newest.md"):
        assert run("new", "block", path, cwd=root).code == 0
    assert run("new", "block", "inner.md", cwd=root / "content/water/legal").code == 0
    assert {path.stem for path in root.glob("content/water/**/*.md")} == {"wells", "new", "newer", "newest", "inner"}


@pytest.mark.parametrize(
    "address", ["@{https://example.org/a}", "https://doi.org/10.1/ab", "10.1/ab", "doi:10.1/ab", "dx.doi.org/10.1/ab"]
)
def test_a_source_is_found_by_its_address(address: str, tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run("impact", address, cwd=write_files(tmp_path, LAKE))
    assert (result.code, result.out.splitlines()[:1]) == (0, ["source raz in water"])


def test_a_source_is_found_by_the_address_that_zotero_uses_as_its_key(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    address = "http://zotero.org/users/1/items/ABCD2345"
    work = f'[{{"id": "{address}", "type": "book", "title": "Wells", "author": [{{"family": "Young"}}]}}]'
    root = write_files(tmp_path, {**FILES, "content/water/sources.json": work})
    for written in (address, f"@{{{address}}}"):
        assert run("impact", written, cwd=root).out.startswith("source ")
    assert run("impact", address[:-1], cwd=root).code == 2
