"""Our counts of words of the example against LibreOffice's: `python -m benchmarks.words [LANGUAGE...]`.

The embassy note, the submission and the report in each of the seven languages, as Word files that are made comparable as in
`tests/test_word_count.py`. LibreOffice alone takes most calls of notes behind a Chinese letter or mark for words: these calls are in
a column of their own. Exit code 1: a count differs by more.
"""

from __future__ import annotations

import re
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.audience import CountedPart
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.running import ROOT
from tests.test_word_count import libre_office_counts, written

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "ko")
BEHIND_CHINESE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef][\u201d\u2019\u2060\u200b]*<w:(?:foot|end)noteReference")
BRIEFS = ("embassy-note", "upr-china", "china-report")


def main() -> None:
    """Print each count; exit with 1 if one differs."""
    ours = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language in sys.argv[1:] or LANGUAGES:
            for brief in BRIEFS:
                ours[f"{brief}-{language}"] = count(brief, language, folder)
        calls = {name: count_calls(folder / f"{name}.docx") for name in ours}
        found = libre_office_counts(folder)
    is_different = False
    print(f"{'':18}{'text':>8}{'LibreOffice':>13}{'notes':>8}{'LibreOffice':>13}{'calls':>7}")
    for name, counted in ours.items():
        notes = counted[CountedPart.NOTES]
        words, text = sum(counted.values()) - notes, found[f"{name}-without-notes"]
        is_different |= words != text or not notes <= found[name] - text <= notes + calls[name]
        print(f"{name:18}{words:8}{text:13}{notes:8}{found[name] - text:13}{calls[name]:7}")
    sys.exit(is_different)


def count(brief_id: str, language: str, folder: Path) -> Mapping[CountedPart, int]:
    """Our counts of a brief, whose Word files are left in the folder."""
    sink = Sink()
    project = load_project(ROOT, sink)
    brief = load_brief(project, brief_id, sink).in_language(language)
    document = compose_document(load_inputs(project, brief, sink), sink)
    (docx,) = render_document(document, (Format.DOCX,), sink)
    return written(document, docx, f"{brief_id}-{language}", folder)


def count_calls(path: Path) -> int:
    """The calls of notes behind a Chinese letter or mark."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("word/document.xml").decode()
    shown = re.sub(r"<(?!w:(?:foot|end)noteReference)[^>]*>", "", text)
    return len(BEHIND_CHINESE.findall(shown))


if __name__ == "__main__":
    main()
