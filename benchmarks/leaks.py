"""How many leaks the search before writing finds: `python -m benchmarks.leaks [FORMAT...]`.

Plants 100 leaks of eleven kinds in a page, each in a build of its own, and counts the builds that are refused for it. Then it builds 500 harmless
paragraphs, and 30 that are nearly leaks. Exit code 1: a leak of a promised kind was missed.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, Severity, Sink
from briefgen.pipeline import Target, build
from tests.running import ROOT
from tests.unit.project_files import write_files

CASES = tomllib.loads(Path(__file__).with_name("leaks.toml").read_text("utf-8"))
PARAGRAPHS = 500
PARAGRAPHS_AT_ONCE = 50
LEAK_CODES = frozenset({"audit-withheld", "audit-term"})
PAGE = '<body><main><h1>{{ brief.title }}</h1>{{ section("background") }}LEAK</main></body>\n'


def main() -> None:
    """Print a table of kinds and formats, then the false alarms; exit with 1 if a promised kind is missed."""
    formats = tuple(Format(name) for name in sys.argv[1:]) or (Format.HTML, Format.PDF, Format.DOCX)
    leaks = CASES["leaks"]
    with TemporaryDirectory() as folder:
        root = write_files(Path(folder), CASES["project"])
        missed = [kind for kind in leaks if not _print_kind(root, kind, leaks[kind], formats)]
        _print_false_alarms(root, formats)
    sys.exit(1 if missed else 0)


def _print_kind(root: Path, kind: str, cases: Mapping[str, Any], formats: tuple[Format, ...]) -> bool:
    """Print how many leaks of a kind each format has; whether the promise is kept."""
    texts = cases["texts"]
    found = {form: [(text, is_refused(root, text, form)) for text in texts] for form in formats}
    # A page with characters that no font has is refused for that reason: nothing was planted.
    planted = {form: [refused for _, refused in results if refused is not None] for form, results in found.items()}
    figures = "  ".join(f"{form.value} {sum(refused)}/{len(refused)}" for form, refused in planted.items())
    print(f"{'promised' if cases['promised'] else 'not promised':12}  {kind:34}  {figures}", flush=True)
    missed = [(form, text) for form, results in found.items() for text, refused in results if refused is False]
    for form, text in missed if cases["promised"] else ():
        print(f"    missed in {form.value}: {text}")
    return not cases["promised"] or not missed


def _print_false_alarms(root: Path, formats: tuple[Format, ...]) -> None:
    for name, paragraphs in (("harmless paragraphs", list(_find_paragraphs())), ("near leaks", CASES["near"]["texts"])):
        alarms = {form: sum(_count_refused(root, paragraphs, form)) for form in formats}
        print(
            f"{len(paragraphs)} {name}, false alarms:  {'  '.join(f'{form.value} {count}' for form, count in alarms.items())}"
        )


def _count_refused(root: Path, paragraphs: list[str], form: Format) -> Iterator[int]:
    """For each group of paragraphs how many are refused: each is built by itself only if the group is."""
    for start in range(0, len(paragraphs), PARAGRAPHS_AT_ONCE):
        group = [f"<p>{escape(text)}</p>" for text in paragraphs[start : start + PARAGRAPHS_AT_ONCE]]
        yield (
            sum(bool(is_refused(root, text, form)) for text in group)
            if is_refused(root, "".join(group), form) is not False
            else 0
        )


def _find_paragraphs() -> Iterator[str]:
    """Paragraphs of the example library and of the documentation."""
    files = [*sorted((ROOT / "content").rglob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
    texts = (text for path in files for text in path.read_text("utf-8").split("\n\n"))
    plain = [" ".join(text.split()) for text in texts if "{" not in text and "```" not in text and len(text) > 80]
    yield from plain[:PARAGRAPHS]


def is_refused(root: Path, leak: str, form: Format) -> bool | None:
    """Whether a page with a leak is refused because of it; None if it cannot be printed."""
    (root / "templates/embassy/page.html").write_text(PAGE.replace("LEAK", leak), "utf-8")
    sink = Sink()
    project = load_project(root, sink)
    try:
        build(project, load_brief(project, "note", sink), Target(root / "out", "note", (form,)), sink)
    except BriefgenError as error:
        found = {problem.code for problem in error.diagnostics if problem.severity is Severity.ERROR}
        return bool(found & LEAK_CODES) if found - {"render-glyph"} else None
    return False


if __name__ == "__main__":
    main()
