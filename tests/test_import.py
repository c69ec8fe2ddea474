"""`briefgen import`: a finished text becomes blocks and a brief, and what is built from them has every word and note of it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from briefgen.decompose.plan import find_picture_ending
from briefgen.decompose.read_file import ReadSettings, read_file
from briefgen.model.diagnostic import Sink
from briefgen.pandoc import _find_program
from tests.running import Result, copy_project, files_below, run_apart
from tests.word_by_hand import (
    W,
    comment_point,
    comment_range,
    comments_part,
    deleted,
    inserted,
    item,
    note_call,
    notes_part,
    old_text_box,
    paragraph,
    picture,
    table,
    text_box,
    write_docx,
)
from tests.word_by_hand import (
    run as words,
)

Run = Callable[..., Result]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63fa0f0001050102cfa02ecd0000000049454e44ae426082"
)
REPORT = (
    paragraph("Wells of the north", "Titel"),
    paragraph("Contents", "TOC1"),
    paragraph("Wells 1", "TOC1"),
    paragraph(words("1. Wells") + note_call(1), "Heading1"),
    paragraph(words("Before the box ") + text_box("Boxed words") + words(" and after.") + words(" Hidden", "<w:vanish/>")),
    paragraph(words("Old ") + old_text_box("Older box") + words(" tail")),
    paragraph(
        words("We ") + inserted("must") + deleted("may") + words(" go") + comment_point(1) + words(" home.") + note_call(2)
        + words(" And ") + comment_range(0, "these words") + words(" end.")
    ),
    paragraph("Table 1: Wells by area", "Caption"),
    table(("Area", "Wells:2"), ("North:v", "a", words("3") + note_call(3)), ("^", "c", "4")),
    paragraph(picture("rIdP0", "A dry well")),
    paragraph("2. Law", "Heading1"),
    paragraph(f"<w:sdt><w:sdtContent>{words('Controlled words')}</w:sdtContent></w:sdt>"),
    item("First of all"),
    item("Second"),
    paragraph("Between"),
    item("Third"),
    paragraph("{{ brief.title }} and @handle and *star* and [^9]"),
)  # fmt: skip
PARTS = {
    "footnotes": notes_part("footnote", "On wells.", words("See ") + words("Wells", "<w:i/>") + words(" 5."), "In a cell."),
    "comments": comments_part(("Ann", "Check --&gt; this {{ x }}"), ("Bo", "At a point")),
    "header1": f"<w:hdr {W}>{paragraph('Head words')}</w:hdr>",
}  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word file with everything that pandoc loses."""
    return write_docx(
        tmp_path_factory.mktemp("word") / "old-report.docx", *REPORT, parts=PARTS, files={"word/media/a.png": PIXEL}
    )


@pytest.fixture(scope="module")
def imported(report: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project into which it was imported."""
    root = copy_project("minimal", tmp_path_factory.mktemp("project"))
    done = run_apart("import", str(report), folder=root)
    assert done.code == 0, done.err
    return root


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def part_of_report(root: Path, title: str) -> list[str]:
    """The entries below a heading of the report."""
    text = read(root, "import-report.md")
    section = re.search(rf"^## {title}.*?\n\n(.*?)(?=\n## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section
    return section[1].strip().splitlines()


def test_a_word_file_becomes_blocks_with_notes_tables_lists_and_pictures(imported: Path) -> None:
    assert read(imported, "content/old-report/wells.md") == (
        "---\ntitle: \"Wells\"\nkind: situation\norder: 10\nsensitivity: confidential\nstatus: draft\n---\n"
        "Before the box and after.[^1] Hidden\n\n!!! callout\n    Boxed words\n\nOld tail\n\n!!! callout\n    Older box\n\n"
        "We must go<!-- Comment of Bo: At a point --> home.[^2] And these words"
        "<!-- Comment of Ann on `these words`: Check this x --> end.\n\n"
        "Table: Wells by area\n\n<table>\n<thead>\n<tr><th>Area</th><th colspan=\"2\">Wells</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td rowspan=\"2\">North</td><td>a</td><td>3[^3]</td></tr>\n<tr><td>c</td><td>4</td></tr>\n</tbody>\n</table>\n\n"
        "![A dry well](images/old-report-a.png)\n\n"
        "[^1]: On wells.\n\n[^2]: See *Wells* 5.\n\n[^3]: In a cell.\n"
    )  # fmt: skip
    assert read(imported, "content/old-report/law.md").partition("---\nCon")[2] == (
        "trolled words\n\n1. First of all\n\n2. Second\n\nBetween\n\n3. Third\n\n"
        r"\{\{ brief.title \}\} and \@handle and \*star\* and \[^9\]" + "\n"
    )
    assert (imported / "content/old-report/images/old-report-a.png").read_bytes() == PIXEL


def test_the_brief_has_the_sections_of_the_file_in_its_order(imported: Path) -> None:
    assert read(imported, "briefs/old-report.yaml") == (
        'audience: "internal-draft"\nlibrary: "old-report"\ntitle: "Wells of the north"\nsections:\n'
        '  - {id: part-1, title: "Wells", titles: headings, blocks: ["wells"]}\n'
        '  - {id: part-2, title: "Law", titles: headings, blocks: ["law"]}\n'
    )


def test_the_report_names_what_is_in_no_block_and_what_is_to_be_done(imported: Path) -> None:
    assert part_of_report(imported, "Left out") == ["- list of contents: Contents / Wells 1", "- header: Head words"]
    assert part_of_report(imported, "Lost") == ["nothing: every word of the file is in a block or above"]
    assert part_of_report(imported, "Tracked changes") == [
        "- 1. Wells: Ann inserted: `must`",
        "- 1. Wells: Ann deleted: `may`",
    ]
    assert part_of_report(imported, "Comments") == [
        "- 1. Wells: Bo, 2026-01-03: At a point",
        "- 1. Wells: Ann, 2026-01-03 on `these words`: Check --> this {{ x }}",
    ]
    assert "- 1. Wells: these words are hidden in Word, and are now in a block: `Hidden`" in part_of_report(
        imported, "To do"
    )


def test_what_is_built_has_every_word_and_note_and_no_comment(imported: Path, run: Run) -> None:
    built = run("build", "old-report", "--to", "html", cwd=imported)
    assert built.code == 0, built.err
    assert "warning: " not in re.sub(r".*(?:block-draft|lint-).*", "", built.err)
    page = read(imported, "out/old-report.html")
    plain = " ".join(re.sub(r"<(?:style|script).*?</(?:style|script)>|<[^>]+>", " ", page, flags=re.DOTALL).split())
    for passage in ("Before the box and after.", "Boxed words", "Older box", "Wells by area", "Controlled words",
                    "On wells.", "In a cell.", "{{ brief.title }} and @handle and *star* and [^9]"):  # fmt: skip
        assert passage in plain
    assert page.count('role="doc-noteref"') == 3
    assert "At a point" not in page
    assert "Ann" not in plain


def save_as_strict(file: Path, target: Path) -> Path:
    """The file as Word saves it as "Strict Open XML Document": the same parts, with other namespaces."""
    with ZipFile(file) as usual, ZipFile(target, "w") as strict:
        for name in usual.namelist():
            part = re.sub(
                rb"schemas\.openxmlformats\.org/(\w+)/2006(?=/)", rb"purl.oclc.org/ooxml/\1", usual.read(name)
            )
            strict.writestr(
                name, part.replace(b"purl.oclc.org/ooxml/package", b"schemas.openxmlformats.org/package/2006")
            )
    return target


def test_a_strict_file_is_read_as_any_other_one(tmp_path: Path) -> None:
    address = paragraph("See http://purl.oclc.org/ooxml/drawingml/main")
    usual = write_docx(tmp_path / "a.docx", *REPORT, address, parts=PARTS, files={"word/media/a.png": PIXEL})
    strict = save_as_strict(usual, tmp_path / "strict.docx")
    text, expected = (read_file(file, ReadSettings(), Sink()) for file in (strict, usual))
    assert text == expected
    assert "See http://purl.oclc.org/ooxml/drawingml/main" in [passage.text for passage in text.passages]


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("media/a.bin", PIXEL, ".png"),
        ("media/a", PIXEL, ".png"),
        ("media/a.tmp", b"\xff\xd8\xff\xe0", ".jpg"),
        ("media/a.dat", b"GIF89a", ".gif"),
        ("media/a.JPEG", b"\xff\xd8\xff\xe0", ".jpeg"),
        ("media/a.bin", b"\xd7\xcd\xc6\x9a", ".bin"),
        ("media/a.emf", b"\x01\x00\x00\x00", ".emf"),
        ("media/a.x y", b"\x01\x00\x00\x00", ".bin"),
    ],
)
def test_a_picture_is_known_by_its_content_where_its_name_says_nothing(name: str, content: bytes, ending: str) -> None:
    assert find_picture_ending(name, content) == ending


def test_a_picture_that_cannot_be_printed_is_kept_and_named_where_it_was(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    body = (paragraph("Wells", "Heading1"), paragraph(words("A chart: ") + picture("rIdP0", "Wells -- by year")))
    file = write_docx(tmp_path / "chart.docx", *body, files={"word/media/a.emf": b"\x01\x00\x00\x00chart"})
    assert run("import", str(file), cwd=root).code == 0
    kept = "images/chart-a.emf"
    assert (root / "content/chart" / kept).read_bytes() == b"\x01\x00\x00\x00chart"
    assert f"A chart: <!-- To do: the picture {kept}, described as `Wells by year`, cannot be printed" in read(
        root, "content/chart/wells.md"
    )
    assert f"the picture `{kept}`, described as `Wells -- by year`, cannot be printed" in read(root, "import-report.md")
    built = run("build", "chart", "--to", "docx", cwd=root)
    assert (built.code, "draft" in built.err) == (0, True)


def test_a_note_in_the_style_of_a_heading_is_a_note(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    note = notes_part("footnote", "On wells").replace(paragraph("On wells"), paragraph("On wells", "Heading2"))
    body = (paragraph("Wells", "Heading1"), paragraph(words("We went") + note_call(1) + words(" home.")))
    assert run("import", str(write_docx(tmp_path / "note.docx", *body, parts={"footnotes": note})), cwd=root).code == 0
    assert "[^1]: On wells\n" in read(root, "content/note/wells.md")
    assert run("build", "note", "--to", "docx", cwd=root).code == 0


def test_letters_of_a_formula_are_kept_as_they_were_typed(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>A=π+Ω</m:t></m:r></m:oMath>'
    file = write_docx(
        tmp_path / "area.docx", paragraph("Wells", "Heading1"), paragraph(words("The area is ") + formula)
    )
    assert run("import", str(file), cwd=root).code == 0
    assert "The area is `A = π + Ω`" in read(root, "content/area/wells.md")
    assert part_of_report(root, "Lost") == ["nothing: every word of the file is in a block or above"]


def test_tracked_changes_can_be_rejected(report: Path, tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    assert run("import", str(report), "--changes", "reject", cwd=root).code == 0
    assert "We may go" in read(root, "content/old-report/wells.md")
    assert part_of_report(root, "Lost") == ["nothing: every word of the file is in a block or above"]


def test_an_import_writes_all_files_or_none_and_never_over_one(report: Path, tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    (root / "content/old-report").mkdir()
    (root / "content/old-report/law.md").write_text("mine", encoding="utf-8")
    before = files_below(root)
    refused = run("import", str(report), cwd=root)
    assert (refused.code, "import-exists" in refused.err, "law.md" in refused.err) == (1, True, True)
    assert files_below(root) == before
    assert run("import", str(report), "--library", "other", cwd=root).code == 0
    assert read(root, "content/old-report/law.md") == "mine"
    assert run("import", str(report), "--library", "third", "--name", "third", cwd=root).code == 0
    assert read(root, "import-report.md").count("# Import of `old-report.docx`") == 2


def test_a_brief_for_another_audience_keeps_its_blocks_confidential(report: Path, tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    assert run("import", str(report), "--audience", "policy-brief", cwd=root).code == 0
    assert not (root / "templates").exists()
    assert "sensitivity: confidential" in read(root, "content/old-report/law.md")
    assert run("import", str(report), "--audience", "policy-breif", "--name", "x", cwd=root).code == 2


MARKDOWN = """\
---
title: Wells
---
# Law {.x}

Words.[^a] <b>Bold</b> &amp; `{{ code }}` $x^2$

[^a]: A note.

| A | B |
|---|---|
| 1 | 2 |

# Facts

Term
:   Meaning

![A well](pictures/well.png) <!-- a remark -->
"""


@pytest.mark.parametrize("ending", ["md", "html", "odt", "docx"])
def test_the_same_text_in_each_format_gives_the_same_blocks(ending: str, tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/well.png").write_bytes(PIXEL)
    (tmp_path / "wells.md").write_text(MARKDOWN, encoding="utf-8")
    if ending != "md":
        command = [_find_program(), "wells.md", "-s", "-o", f"wells.{ending}"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert run("import", f"../wells.{ending}", cwd=root).code == 0
    assert part_of_report(root, "Lost") == ["nothing: every word of the file is in a block or above"]
    law, facts = (read(root, f"content/wells/{name}.md") for name in ("law", "facts"))
    assert "Bold" in law
    assert "| 1 | 2 |" in law
    assert "Meaning" in facts
    assert ("![A well](images/wells-" in facts) is (ending != "odt")  # pandoc writes no description there
    if ending != "html":  # a web page has no notes, only links to them
        assert "[^1]: A note." in law


def test_words_of_an_opendocument_text_in_boxes_comments_and_controls_are_kept(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    names += (
        ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    names += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    names += ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    text = (
        "<text:p>Contents here</text:p>",
        '<text:h text:outline-level="1">Wells</text:h>',
        "<text:p>Before <draw:frame><draw:text-box><text:p>Boxed words</text:p></draw:text-box></draw:frame>after"
        "<office:annotation><dc:creator>Ann</dc:creator><dc:date>2026-01-03T00:00:00</dc:date><text:p>Check</text:p>"
        "</office:annotation> all <draw:custom-shape><text:p>Shape</text:p></draw:custom-shape>"
        "<loext:content-control>controlled <text:span>words</text:span></loext:content-control> end</text:p>",
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>A well</svg:title></draw:frame></text:p>',
    )
    with ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("Pictures/a.png", PIXEL)
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {names}><office:styles/><office:automatic-styles/></office:document-styles>",
        )
        body = f"<office:body><office:text>{''.join(text)}</office:text></office:body>"
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    assert run("import", "../a.odt", cwd=root).code == 0
    assert read(root, "content/a/wells.md").partition("---\nB")[2] == (
        "efore after<!-- Comment of Ann: Check --> all controlled words end\n\n"
        "!!! callout\n    Shape\n\n!!! callout\n    Boxed words\n\n![A well](images/a-a.png)\n"
    )
    assert part_of_report(root, "Lost") == ["nothing: every word of the file is in a block or above"]


def build_refused_files(folder: Path) -> None:
    """Files that cannot be imported."""
    for name in ("a.pdf", "a.doc", "a.rtf", "a.xyz", "not-a-zip.docx"):
        (folder / name).write_text("words", encoding="utf-8")
    (folder / "encrypted.docx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"x")
    (folder / "latin.md").write_bytes(b"caf\xe9")
    (folder / "nothing.md").write_text("", encoding="utf-8")
    (folder / "nested.html").write_text("<div>" * 3000 + "x", encoding="utf-8")
    write_docx(folder / "macros.docx", paragraph("x"), files={"word/vbaProject.bin": b"x"})
    write_docx(folder / "empty.docx", paragraph(""))
    write_docx(folder / "damaged.docx", "<w:p>")
    write_docx(folder / "nested.docx", "<w:sdt><w:sdtContent>" * 3000, paragraph("x"), "</w:sdtContent></w:sdt>" * 3000)
    write_docx(folder / "tables.docx", "<w:tbl><w:tr><w:tc>" * 40, paragraph("x"), "</w:tc></w:tr></w:tbl>" * 40)
    with ZipFile(folder / "other.docx", "w") as archive:
        archive.writestr("words.txt", "x")
    with ZipFile(folder / "entities.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "xx">]><a>&b;</a>')
    with ZipFile(folder / "bomb.docx", "w", ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(110):
            part.write(b" " * 1_000_000)


REFUSED = {
    "a.pdf": "is a PDF, in which nothing says what is a heading", "a.doc": "before 2007", "a.rtf": "is rich text",
    "a.xyz": "known are `.docx`, `.odt`, `.md`, `.html`", "not-a-zip.docx": "is not a file of a word processor",
    "encrypted.docx": "is encrypted", "latin.md": "is not text in UTF-8", "nothing.md": "has no text",
    "nested.html": "nested too deeply", "macros.docx": "has macros", "empty.docx": "has no text", "damaged.docx": "damaged",
    "nested.docx": "nested too deeply", "tables.docx": "nested too deeply", "other.docx": "has no text",
    "entities.docx": "declares a document type", "bomb.docx": "MB of text",
}  # fmt: skip


def test_files_that_cannot_be_read_are_refused_with_a_reason_and_a_way(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    build_refused_files(tmp_path)
    before = files_below(root)
    for name, reason in REFUSED.items():
        refused = run("import", f"../{name}", cwd=root)
        assert (refused.code, reason in refused.err, f"{name}: error: " in refused.err) == (1, True, True), refused.err
        assert "hint: " in refused.err
    assert files_below(root) == before
    assert run("import", "../missing.docx", cwd=root).code == 2
