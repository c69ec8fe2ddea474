"""What is fed with bytes, and what may come of it: a value, a diagnostic in words, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

from openpyxl import Workbook
from PIL import Image

from briefgen.compose.fill import FillError
from briefgen.compose.marks import ANY_MARK
from briefgen.leak_check.audit import SearchTerms, audit_file
from briefgen.load.bibliography.bibtex import parse_bibtex, protect_titles
from briefgen.load.bibliography.csl_json import read_csl_json
from briefgen.load.bibliography.ris import parse_ris
from briefgen.load.recipients.table import read_table
from briefgen.load.recipients.table_row import TableSettings
from briefgen.load.recipients.xlsx import read_xlsx_rows
from briefgen.load.syntax.front_matter import split_front_matter
from briefgen.load.syntax.parsed import ParsedData
from briefgen.load.syntax.text import check_long_runs, read_text
from briefgen.load.syntax.validated import validate_data
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.tree import extract_text
from briefgen.render.images.cleaning import ImageRefusedError, clean_image
from briefgen.render.images.svg import SvgRefusedError, clean_svg
from briefgen.schema.block_file import BlockFile
from briefgen.schema.kinds import MODELS
from tests.unit.compose_samples import reader
from tests.unit.planting import DOCXS, HTMLS, PDFS, exif_jpeg, jpeg, png_with_text

SOUGHT = SearchTerms(terms=frozenset({("zebracanary",)}), foreign=True)


class Bench:
    """A folder of its own, in which the loaders that want a file find one."""

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix="fuzz-")) / "input"

    def text(self, content: bytes, sink: Sink) -> str | None:
        """The bytes as the loaders take them; None where they do not."""
        return read_text(self.file(content), "input", sink)

    def file(self, content: bytes) -> Path:
        """The bytes as a file."""
        self.path.write_bytes(content)
        return self.path


def fuzz_yaml(content: bytes, bench: Bench) -> None:
    """YAML as every kind of file."""
    sink = Sink()
    text = bench.text(content, sink)
    parsed = parse_yaml(text, "input", sink) if text is not None else None
    for model in MODELS.values() if parsed else ():
        validate_data(model, parsed or ParsedData({}, {}), "input", sink)


def fuzz_block(content: bytes, bench: Bench) -> None:
    """A block: its front matter and its Markdown."""
    sink = Sink()
    text = bench.text(content, sink)
    if text is None or not check_long_runs(text, "input", sink):
        return
    parts = split_front_matter(text, "input", sink, required=False)
    if parts:
        validate_data(BlockFile, parts.front_matter, "input", sink)
        _read(parts.body)


def fuzz_markdown(content: bytes, bench: Bench) -> None:
    """Markdown with Jinja, notes, citations, HTML and tables."""
    sink = Sink()
    text = bench.text(content, sink)
    if text is not None and check_long_runs(text, "input", sink):
        _read(text)


def _read(text: str) -> None:
    sink = Sink()
    try:
        nodes = reader(sink).read(text, Origin("input", 1), "b")
    except FillError:
        return
    assert sink.failed or not ANY_MARK.search(extract_text(nodes, notes=True)), "a mark of our own is left in the text"


def fuzz_sources(content: bytes, bench: Bench) -> None:
    """Lists of sources: JSON, BibTeX, RIS."""
    sink = Sink()
    parsed = read_csl_json(bench.file(content), "input", sink)
    if parsed:
        validate_data(MODELS["sources"], parsed, "input", sink)
    text = bench.text(content, sink)
    if text is not None:
        parse_bibtex(text)
        protect_titles(text)
        parse_ris(text, "input", sink)


def fuzz_recipients(content: bytes, bench: Bench) -> None:
    """Tables of recipients: CSV, YAML."""
    for ending in (".csv", ".yaml"):
        path = bench.file(content)
        read_table(path.rename(path.with_suffix(ending)), "input", Sink())


def fuzz_workbook(content: bytes, bench: Bench) -> None:
    """An Excel workbook."""
    read_xlsx_rows(bench.file(content), "input", Sink(), TableSettings())


def fuzz_drawing(content: bytes, bench: Bench) -> None:  # noqa: ARG001 - one shape for all
    """A drawing; what comes out can be cleaned again and is the same."""
    try:
        cleaned = clean_svg(content, _redraw)
    except SvgRefusedError:
        return
    assert clean_svg(cleaned, _redraw) == cleaned, "a cleaned drawing is not clean"


def _redraw(_content: bytes) -> tuple[str, bytes]:
    return "image/png", b""


def fuzz_image(content: bytes, bench: Bench) -> None:  # noqa: ARG001 - one shape for all
    """A photograph; what comes out carries nothing that the auditor knows."""
    try:
        _, cleaned = clean_image(content)
    except ImageRefusedError:
        return
    assert not audit_file(cleaned, SOUGHT), "a cleaned image is not clean"


def fuzz_audit(content: bytes, bench: Bench) -> None:  # noqa: ARG001 - one shape for all
    """A finished file made elsewhere."""
    audit_file(content, SOUGHT)


def made_seeds(target: str) -> Iterator[bytes]:
    """Small sound files for the targets that take no text."""
    if target == "image":
        picture = Image.linear_gradient("L").resize((9, 7)).convert("RGB")
        for form in ("JPEG", "PNG", "GIF", "WEBP", "TIFF"):
            made = BytesIO()
            picture.save(made, form)
            yield made.getvalue()
        yield from (exif_jpeg(), png_with_text(), jpeg(comment=b"words"))
    elif target == "workbook":
        book, made = Workbook(), BytesIO()
        sheet = book.worksheets[0]
        sheet.append(["id", "name", "day"])
        sheet.append(["fr", "=1+1", date(2026, 11, 23)])
        book.save(made)
        yield made.getvalue()
    elif target == "audit":
        yield from (make() for make in DOCXS.values())
        yield from (text.encode() for text in HTMLS.values())
        yield from (PDFS[way]() for way in ("an attachment", "a note of an annotation", "Exif in a photograph"))
        yield from (exif_jpeg(), png_with_text())


TARGETS: Mapping[str, Callable[[bytes, Bench], None]] = {
    name.removeprefix("fuzz_"): target
    for name, target in globals().copy().items()
    if name.startswith("fuzz_") and callable(target)
}
