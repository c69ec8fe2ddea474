"""What a document was made from, each thing with a digest of its content: so that a later run can tell what changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import unquote

import briefgen
from briefgen.campaign.digest import digest, digest_file
from briefgen.model.chart import CHART_SCHEME
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.document import Document
from briefgen.model.library import Block, Fact, Library, Sensitivity, Source, Variant
from briefgen.model.record import InputRecord
from briefgen.model.selection import Selection
from briefgen.model.translation import is_same_language
from briefgen.model.tree import find_elements
from briefgen.paths import find_inside
from briefgen.pipeline import BriefInputs, find_approval_standings
from briefgen.resources import find_builtin_root
from briefgen.style_sheets import list_style_sheets

TRACKED_PACKAGES = (
    "babel", "jinja2", "lxml", "markdown", "pillow", "pydyf", "pypandoc-binary", "pyphen", "tinycss2", "uharfbuzz", "weasyprint",
)  # fmt: skip
"""What shapes the words or the page of a document. Each release may print the same text otherwise."""

MOVED_LINES = "place in its file of block"
"""The change where a text is on other lines than before: its messages are reported again, and no file shows it."""

UNPRINTED_KINDS = frozenset({"lines", "labels"})
"""Inputs that decide which messages a build reports, and that no file shows."""

STYLES_FOLDER = "styles/"
QUOTED_FILE_NAME = re.compile(r"""["']([\w./-]+\.\w+)["']""")
"""What a page template may take in: any quoted name of a file."""
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


class InputDigests:
    """The digests of everything that documents with one selection may be made from; `shared` is what `collect_shared_inputs` says."""

    def __init__(self, inputs: BriefInputs, selection: Selection, shared: tuple[InputRecord, ...]) -> None:
        self._inputs, self._selection = inputs, selection
        self._choices = {choice.name: choice for choice in selection.choices}
        places = digest([(block, plan) for plan, block in _list_placements(selection)])
        chosen = {choice.block.id for choice in selection.choices}
        valid = [standing.valid for standing in find_approval_standings(inputs, selection) if standing.valid]
        labels = [
            (choice.block.id, choice.block.kind, choice.block.status, choice.variant.sensitivity)
            for choice in selection.choices
        ]
        requirement = inputs.project.requires.join(inputs.audience.requires)
        self.common_inputs = (
            *shared,
            InputRecord("selection", "", places),
            InputRecord("labels", "", digest(labels)),
            InputRecord("approvals", "", digest((valid, requirement))),
            InputRecord("translations", "", digest(_collect_translations(inputs, chosen))),
        )
        """What every document of this brief is made from."""
        self._digests: dict[tuple[str, str], str] = {
            (record.kind, record.name): record.digest for record in self.common_inputs
        }

    def get_digest(self, kind: str, name: str) -> str:
        """The digest of a thing as it is now; empty where there is none of that name for this reader."""
        if (kind, name) not in self._digests:
            self._digests[kind, name] = self._compute_digest(kind, name)
        return self._digests[kind, name]

    def find_changes(self, used: Iterable[InputRecord]) -> tuple[str, ...]:
        """What of that which was used is no longer what it was, in words."""
        return tuple(
            f"{MOVED_LINES} {record.name}" if record.kind == "lines" else str(record)
            for record in used
            if self.get_digest(record.kind, record.name) != record.digest
        )

    def collect_used(self, document: Document, diagnostics: Iterable[Diagnostic]) -> tuple[InputRecord, ...]:
        """Everything that a finished text shows. With problems to repeat, the lines they point to count, too."""
        blocks = [choice.name for choice in self._selection.choices]
        addresses = (element.get("src") for element in find_elements((document.body,), "img"))
        sources = [address for address in addresses if not address.startswith(CHART_SCHEME)]  # a chart is its facts
        named = [
            *(("block", name) for name in blocks),
            *(("fact", name) for name in document.facts),
            *(("source", name) for name in document.cited_keys),
            *(("image", name) for name in dict.fromkeys(sources)),
            *(("lines", name) for name in blocks if any(diagnostics)),
        ]
        return (*self.common_inputs, *(InputRecord(kind, name, self.get_digest(kind, name)) for kind, name in named))

    def _compute_digest(self, kind: str, name: str) -> str:
        choice = self._choices.get(name) if kind in {"block", "lines"} else None
        if choice:
            return _digest_text(choice.block, choice.variant) if kind == "block" else digest(choice.variant.body_line)
        match kind:
            case "fact" if name in self._selection.facts:
                return _digest_fact(self._selection.facts[name])
            case "source" if name in self._selection.sources:
                return _digest_source(self._selection.sources[name])
            case "image":
                images = {**_find_files(self._inputs, [name]), **self._selection.images}
                return digest_file(images[name]) if name in images else ""
            case _:
                return ""


def _collect_translations(inputs: BriefInputs, chosen: Collection[str]) -> tuple[object, ...]:
    """What decides whether a document warns of a translation that is older than its original."""
    records = inputs.library.translation_records
    if not records or is_same_language(inputs.brief.language, inputs.project.language):
        return ()
    return records, [block.variants for block in inputs.library.blocks if block.id in chosen]


def collect_shared_inputs(inputs: BriefInputs) -> tuple[InputRecord, ...]:
    """What every document of a brief in one language is made from, whichever blocks are selected.

    Templates, style sheets and fonts are looked at here, before anybody else reads them: a file that is changed in the
    middle of a run is then made again by the next.
    """
    style = inputs.brief.citations.style or inputs.audience.citations.style
    return (
        *(InputRecord("tool", name, digest_) for name, digest_ in _list_tools()),
        InputRecord("library", inputs.library.name, digest(inputs.library.name)),
        InputRecord("audience", inputs.audience.id, digest(inputs.audience)),
        InputRecord("organisation", "", digest(inputs.project.organisation)),
        InputRecord("rulings", "", digest(inputs.project.rulings)),
        InputRecord("theme", "", digest(inputs.project.theme)),
        InputRecord("language", "", digest(inputs.project.language)),
        InputRecord("hyphenation", "", digest(inputs.project.divided_words)),
        InputRecord("style", "theme", digest(inputs.project.theme)),
        *_collect_templates(inputs),
        *_collect_files("citation style", _find_files(inputs, [f"styles/citations/{style}.csl"])),
        *_collect_styles(inputs),
    )


def _collect_files(kind: str, files: Mapping[str, Path]) -> Iterator[InputRecord]:
    return (InputRecord(kind, name, digest_file(path)) for name, path in files.items())


def _collect_styles(inputs: BriefInputs) -> Iterator[InputRecord]:
    """The style sheets, and the fonts and images that they name."""
    sheets = list_style_sheets(inputs.project.search_path, inputs.audience.style)
    yield from _collect_files("style", sheets)
    texts = [path.read_text("utf-8", "replace") for path in sheets.values()]
    named = dict.fromkeys(unquote(address) for text in texts for address in CSS_URL.findall(text))
    for name, path in _find_files(inputs, [f"{STYLES_FOLDER}{name}" for name in named]).items():
        yield InputRecord("font" if "/fonts/" in name else "image", name, digest_file(path))


def compute_inputs_id(inputs: Iterable[InputRecord]) -> str:
    """The name of a set of inputs."""
    return digest(sorted(inputs))


def digest_document(document: Document, used: Iterable[InputRecord]) -> str:
    """What a finished text looks like: equal digests make equal files of one format.

    The recipient's row counts only by what of it is in the text; blocks, facts and sources likewise.
    """
    files = [record for record in used if record.kind in {"tool", "style", "font", "image"}]
    brief = replace(document.brief, recipient=None)
    parts = (brief, document.audience, document.metadata, document.body, document.notes, document.assets.theme)
    return digest((parts, files))


def compute_current_digests(library: Library, kind: str, name: str) -> dict[str, frozenset[str]]:
    """What a block, fact or source is in a library today: its digests by the names that inputs have.

    A block has one name for each of its cuts, and under each a digest for each language. What a document was made
    from is out of date where its digest is not among them.
    """
    if kind == "fact":
        return {name: frozenset({_digest_fact(library.facts[name])})}
    if kind == "source":
        return {name: frozenset({_digest_source(library.sources[name])})}
    block = library.find_block(name)
    found: dict[str, frozenset[str]] = {}
    if block is None:
        return found
    for variant in block.variants:
        called = f"{name}@{variant.name}" if variant.name else name
        found[called] = found.get(called, frozenset()) | {_digest_text(block, variant)}
    return found


def _digest_fact(fact: Fact) -> str:
    """A fact without what only decides who gets it, and without the reason of its correction, which no document prints."""
    printed = {
        language: {key: text for key, text in texts.items() if key != "why"}
        for language, texts in fact.translations.items()
    }
    translations = {language: texts for language, texts in printed.items() if texts}
    return digest(
        replace(fact, sensitivity=Sensitivity.CONFIDENTIAL, labelled=False, was=None, why="", translations=translations)
    )


def _digest_source(source: Source) -> str:
    return digest((source.csl, source.translations))


def _digest_text(block: Block, variant: Variant) -> str:
    """What a block prints in one cut, without what only decides who gets it: that is among the labels."""
    return digest((block.id, block.group, replace(variant, body_line=0, sensitivity=Sensitivity.CONFIDENTIAL)))


def _list_placements(selection: Selection) -> Iterator[tuple[str, str]]:
    sections = list(selection.sections)
    while sections:
        section = sections.pop(0)
        yield from ((section.plan.id, choice.name) for choice in section.choices)
        sections[:0] = section.sections


def _find_files(inputs: BriefInputs, names: Iterable[str]) -> dict[str, Path]:
    """The nearest file of each name in the project or among what is built in."""
    found = {name: [find_inside(root, name) for root in inputs.project.search_path] for name in names}
    return {name: path for name, paths in found.items() if (path := next(filter(None, paths), None))}


def _collect_templates(inputs: BriefInputs) -> Iterator[InputRecord]:
    """The page template with all that it extends, includes or imports, each by all files of its name.

    The nearest in the project hides what is built in, and may extend it as `builtin/...`: so both count, and a file that comes to
    hide another is a change.
    """
    seen: set[str] = set()
    names = [inputs.audience.page]
    while names:
        name = names.pop().removeprefix("builtin/")
        paths = [find_inside(root / "templates", name) for root in inputs.project.search_path]
        if name in seen or not any(paths):
            continue
        seen.add(name)
        yield InputRecord("template", name, digest([digest_file(path) if path else "" for path in paths]))
        for path in paths:
            names += QUOTED_FILE_NAME.findall(path.read_text("utf-8", "replace")) if path else []


def compute_release_digest() -> str:
    """The digest of briefgen and of all that shapes a page: equal digests print equal files."""
    return digest(_list_tools())


@lru_cache(maxsize=1)
def _list_tools() -> tuple[tuple[str, str], ...]:
    """Briefgen by the content of its own files, for a checkout changes without a new version; libraries by release."""
    root = Path(briefgen.__file__).parent
    sources = [path for path in root.rglob("*.*") if path.suffix in {".py", ".css"}]
    styles = find_builtin_root() / STYLES_FOLDER
    files = sorted((*sources, *(styles / "profiles").glob("*.icc"), *(styles / "fonts").glob("*.ttf")))
    own = digest([(path.name, digest_file(path)) for path in files])
    return (("briefgen", own), *((name, _find_version(name)) for name in TRACKED_PACKAGES))


def _find_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
