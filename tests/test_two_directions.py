"""An Arabic quotation, source and name in an English note, and English ones in an Arabic note: what is in each format, and how a page looks."""

from __future__ import annotations

import re
import zipfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.test_rasters import COLOURS, RASTERS, TOLERANCE, farthest
from tests.unit.project_files import project_in, told

HEAD = "kind: situation\nsensitivity: public\nstatus: approved\n---\n"
SOURCES = """\
sensitivity: public
references:
- {id: cities, type: book, language: ar, title: المياه والمدن, author: [{family: الحداد, given: سمير}], publisher: دار المثال, issued: 2020}
- {id: rivers, type: book, language: en, title: Rivers and Towns, author: [{family: Smith, given: Ann}], publisher: Example Press, issued: 2019}
"""
TEXTS = {
    "en": """\
title: Wells
{head}The engineer <span lang="ar">سمير الحداد</span> (38) counted 12 wells in <span lang="ar">دار السلام</span> in 2024.[@cities, p 5]

<p lang="ar" markdown="span">ماء القرية من ثلاث آبار، وقد زارت WHO القرية في 2019-2024.[@cities, p 6]</p>

He said <q lang="ar">لا ماء في البئر 7</q>, and left.[^a]

- <span lang="ar">أحصى فريق WHO عدد 1,250 بئراً</span>
- *Rivers and Towns* calls it “dry”.[@rivers, p 12]

[^a]: The newspaper ‘أخبار النهر’, p 3.
""",
    "ar": """\
title: آبار
{head}أحصت المهندسة Ann Marie Smith (38) 12 بئراً في <span lang="en">Example Town (north)</span> في 2024.[@rivers, p 5]

<p lang="en" markdown="span">The village has *three wells*, and the WHO came in 2019–2024.[@rivers, p 6]</p>

وقالت <q lang="en">No water in well 7</q> ثم غادرت.[^a]

- كتاب *Rivers and* Towns (2019) عن **37**.5% من الآبار
- يصف «المياه والمدن» ذلك.[@cities, p 12]

[^a]: صحيفة ‘The River News’، ص 3.
""",
}
"""No native speaker has read the Arabic."""

TITLES = {"en": "Wells of the village", "ar": "آبار القرية"}


@lru_cache(maxsize=2)
def build_note(language: str, folder: Path) -> tuple[dict[Format, Rendering], str]:
    """A note in every format, and what was found in it."""
    files = {
        "briefgen.yaml": f"language: {language}\norganisation: {{name: River Watch}}\n",
        "content/lib/sources.yaml": SOURCES,
        "content/lib/wells.md": "---\n" + TEXTS[language].format(head=HEAD),
        "briefs/note.yaml": f"audience: diplomat\nlibrary: lib\ntitle: {TITLES[language]}\ndate: 2026-11-23\n",
    }
    root = folder / language
    project_in(root, files)
    sink = Sink()
    project = load_project(root, sink)
    document = compose_document(load_inputs(project, load_brief(project, "note", sink), sink), sink)
    made = render_document(document, (Format.PDF, Format.HTML, Format.DOCX), sink)
    return {rendering.format: rendering for rendering in made}, told(sink)


def drawn(content: bytes) -> Image.Image:
    """The upper halves of the first two pages, in which all words are: the text above its notes."""
    opened = pypdfium2.PdfDocument(content)
    pages = [opened[number].render(scale=1).to_pil().convert("RGB") for number in range(2)]
    opened.close()
    width, height = pages[0].width, pages[0].height // 2
    sheet = Image.new("RGB", (width, 2 * height), "white")
    for number, page in enumerate(pages):
        sheet.paste(page.crop((0, 0, width, height)), (0, number * height))
    return sheet


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("directions")


@pytest.mark.slow
@pytest.mark.parametrize("language", TEXTS)
def test_both_directions_are_in_every_format(folder: Path, language: str) -> None:
    made, problems = build_note(language, folder)
    assert "error" not in problems
    html = made[Format.HTML].content.decode()
    other = "ar" if language == "en" else "en"
    direction = {"ar": "rtl", "en": "ltr"}[other]
    assert f'lang="{other}" dir="{direction}"' in html
    with zipfile.ZipFile(BytesIO(made[Format.DOCX].content)) as archive:
        assert b"<w:rtl" in archive.read("word/document.xml")


@pytest.mark.slow
@pytest.mark.parametrize("language", TEXTS)
def test_a_page_in_two_directions_looks_as_it_did(folder: Path, language: str, *, accept: bool) -> None:
    found, path = drawn(build_note(language, folder)[0][Format.PDF].content), RASTERS / "directions" / f"{language}.png"
    if accept:
        path.parent.mkdir(exist_ok=True)
        found.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, optimize=True)
    with Image.open(path) as expected:
        assert farthest(found, expected) <= TOLERANCE


@pytest.mark.slow
@pytest.mark.parametrize(("language", "margins"), [("en", ["0", "200"]), ("ar", ["100", "100"])])
def test_columns_side_by_side_in_word_have_a_gap_from_both_directions(
    folder: Path, language: str, margins: list[str]
) -> None:
    """The style of a table says `left`, which is the side of the first column in one word processor and the left one in another."""
    with zipfile.ZipFile(BytesIO(build_note(language, folder)[0][Format.DOCX].content)) as archive:
        styles = archive.read("word/styles.xml").decode()
    layout = styles[styles.index('w:styleId="Layout"') :].partition("</w:style>")[0]
    assert re.findall(r'<w:(?:left|right) w:w="(\d+)"', layout) == margins
