"""Two versions of a text as tracked changes, as a word processor resolves them."""

from __future__ import annotations

from pathlib import Path

from briefgen.compare.comparison import compare_versions
from briefgen.compare.word_report import build_docx
from tests.tracked_changes import read_texts, resolve_changes
from tests.unit.test_compare import LONG, OTHER, THIRD, build_version


def test_word_accepts_to_the_new_text_and_rejects_to_the_old(tmp_path: Path) -> None:
    """LibreOffice starts twice: nothing else can say what a word processor makes of tracked changes."""
    old = build_version(
        "A line that goes away at the very start of it all",
        f"1. {LONG}.⟦1⟧",
        f"2. {OTHER}.⟦2⟧",
        f"3. {THIRD}.",
        "A last line with its note that goes away.⟦3⟧",
        notes={1: "Razz 3.", 2: "Yoon 4.", 3: "Gone 5."},
    )
    new = build_version(
        f"1. {THIRD}.",
        f"2. {LONG} & “more” <words>.⟦1⟧",
        "A line that is new, with a note.⟦2⟧",
        f"3. {OTHER}.⟦3⟧",
        "And one more at the end",
        notes={1: "Razz 3.", 2: "New 1.", 3: "Yoon 44."},
    )
    path = tmp_path / "difference.docx"
    path.write_bytes(build_docx(compare_versions(old, new)))
    resolved = resolve_changes(path, tmp_path)
    for name, version in (("accepted", new), ("rejected", old)):
        texts = [f"{passage.number} {passage.text}".strip() for passage in version.passages]
        assert read_texts(resolved[name]) == [*texts, *version.notes.values()], name
