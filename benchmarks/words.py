"""Our counts of words of the example against LibreOffice's: `python -m benchmarks.words [LANGUAGE...]`.

The embassy note, the submission and the report in each of the seven languages, as Word files that are made comparable as in
`tests/test_word_count.py`. Exit code 1: a count differs by more than what LibreOffice alone takes for words.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from briefgen.check.count import count_words
from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.audience import CountedPart
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.running import ROOT
from tests.test_word_count import libre_office_counts, written

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "ko")
BRIEFS = ("embassy-note", "upr-china", "china-report")


def main() -> None:
    """Print each count; exit with 1 if one differs."""
    ours = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language in sys.argv[1:] or LANGUAGES:
            for brief in BRIEFS:
                ours[f"{brief}-{language}"] = count(brief, language, folder)
        found = libre_office_counts(folder)
    is_different = False
    print(f"{'':18}{'ours':>8}{'LibreOffice':>13}{'notes':>8}{'LibreOffice':>13}")
    for name, counted in ours.items():
        total, notes = sum(counted.values()), counted[CountedPart.NOTES]
        text = found[f"{name}-without-notes"]
        is_different |= (total, total - notes) != (found[name], text)
        print(f"{name:18}{total - notes:8}{text:13}{notes:8}{found[name] - text:13}")
    sys.exit(is_different)


def count(brief_id: str, language: str, folder: Path) -> dict[CountedPart, int]:
    """Our counts of a brief, whose Word files are left in the folder."""
    sink = Sink()
    project = load_project(ROOT, sink)
    brief = load_brief(project, brief_id, sink).in_language(language)
    document: Document = compose_document(load_inputs(project, brief, sink), sink)
    (docx,) = render_document(document, (Format.DOCX,), sink)
    return dict(written(document, docx, f"{brief_id}-{language}", folder))


if __name__ == "__main__":
    main()
