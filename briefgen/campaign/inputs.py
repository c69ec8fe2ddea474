"""What a document was made from, each thing with a digest of its content: so that a later run can tell what changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import unquote

import briefgen
from briefgen.campaign.digest import digest, digest_of_file
from briefgen.paths import find_inside
from briefgen.pipeline import Inputs
from briefgen.resources import builtin_root
from briefgen.values.artifact import Format
from briefgen.values.chart import CHART
from briefgen.values.diagnostic import Diagnostic
from briefgen.values.document import Document
from briefgen.values.library import Block, Fact, Library, Sensitivity, Source, Variant
from briefgen.values.selection import Choice, Selection
from briefgen.values.tree import elements

LIBRARIES = (
    "babel", "jinja2", "lxml", "markdown", "pillow", "pydyf", "pypandoc-binary", "pyphen", "tinycss2", "uharfbuzz", "weasyprint",
)  # fmt: skip
"""What shapes the words or the page of a document. Each release may print the same text otherwise."""

MOVED = "place in its file of block"
"""What is said where a text stands on other lines than before: its messages are told anew, and no file shows it."""

STYLES = "styles/"
NAMED = re.compile(r"""["']([\w./-]+\.\w+)["']""")
"""What a page template may take in: any quoted name of a file."""
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One thing that was used, as it was."""

    kind: str
    """`block`, `fact`, `source`, `image`, `template`, `style`, `font`, `citation style`, `tool` ..."""
    name: str
    digest: str
    """Empty where there is none of that name any more."""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".rstrip()


class InputDigests:
    """The digests of everything that documents with one selection may be made from; `shared` is what `shared_inputs` says."""

    def __init__(self, inputs: Inputs, selection: Selection, shared: tuple[Input, ...]) -> None:
        self._inputs, self._selection = inputs, selection
        self._choices = {block_name(choice): choice for choice in selection.choices}
        places = digest([(block, plan) for plan, block in _places(selection)])
        self.always = (*shared, Input("selection", "", places))
        """What every document of this brief is made from."""
        self._known: dict[tuple[str, str], str] = {(one.kind, one.name): one.digest for one in self.always}

    def of(self, kind: str, name: str) -> str:
        """The digest of a thing as it is now; empty where there is none of that name for this reader."""
        if (kind, name) not in self._known:
            self._known[kind, name] = self._content(kind, name)
        return self._known[kind, name]

    def changes(self, used: Iterable[Input]) -> tuple[str, ...]:
        """What of that which was used is no longer what it was, in words."""
        return tuple(
            f"{MOVED} {one.name}" if one.kind == "lines" else str(one)
            for one in used
            if self.of(one.kind, one.name) != one.digest
        )

    def used(self, document: Document, diagnostics: Iterable[Diagnostic]) -> tuple[Input, ...]:
        """Everything that a finished text shows. With problems to repeat, the lines they point to count, too."""
        blocks = [block_name(choice) for choice in self._selection.choices]
        addresses = (element.get("src") for element in elements((document.body,), "img"))
        shown = [address for address in addresses if not address.startswith(CHART)]  # a chart is its facts
        named = [
            *(("block", name) for name in blocks),
            *(("fact", name) for name in document.facts),
            *(("source", name) for name in document.cited),
            *(("image", name) for name in dict.fromkeys(shown)),
            *(("lines", name) for name in blocks if any(diagnostics)),
        ]
        return (*self.always, *(Input(kind, name, self.of(kind, name)) for kind, name in named))

    def _content(self, kind: str, name: str) -> str:
        choice = self._choices.get(name) if kind in {"block", "lines"} else None
        if choice:
            return (
                _digest_of_text(choice.block, choice.variant) if kind == "block" else digest(choice.variant.body_line)
            )
        match kind:
            case "fact" if name in self._selection.facts:
                return _digest_of_fact(self._selection.facts[name])
            case "source" if name in self._selection.sources:
                return _digest_of_source(self._selection.sources[name])
            case "image":
                images = {**_found(self._inputs, [name]), **self._selection.images}
                return digest_of_file(images[name]) if name in images else ""
            case _:
                return ""


def shared_inputs(inputs: Inputs) -> tuple[Input, ...]:
    """What every document of a brief in one language is made from, whichever blocks are selected.

    Templates, style sheets and fonts are looked at here, before anybody else reads them: a file that is changed in the
    middle of a run is then made again by the next.
    """
    style = inputs.brief.citation_style or inputs.audience.citations.style
    return (
        *(Input("tool", name, digest_) for name, digest_ in _tools()),
        Input("library", inputs.library.name, digest(inputs.library.name)),
        Input("audience", inputs.audience.id, digest(inputs.audience)),
        Input("organisation", "", digest(inputs.project.organisation)),
        Input("rulings", "", digest(inputs.project.rulings)),
        Input("theme", "", digest(inputs.project.theme)),
        Input("language", "", digest(inputs.project.language)),
        Input("style", "theme", digest(inputs.project.theme)),
        *_templates(inputs),
        *_files("citation style", _found(inputs, [f"styles/citations/{style}.csl"])),
        *_styles(inputs),
    )


def _files(kind: str, files: Mapping[str, Path]) -> Iterator[Input]:
    return (Input(kind, name, digest_of_file(path)) for name, path in files.items())


def _styles(inputs: Inputs) -> Iterator[Input]:
    """The style sheets, and the fonts and images that they name."""
    sheets = _found(inputs, dict.fromkeys((f"{STYLES}base.css", f"{STYLES}{inputs.audience.style}")))
    yield from _files("style", sheets)
    texts = [path.read_text("utf-8", "replace") for path in sheets.values()]
    named = dict.fromkeys(unquote(address) for text in texts for address in ADDRESS.findall(text))
    for name, path in _found(inputs, [f"{STYLES}{one}" for one in named]).items():
        yield Input("font" if "/fonts/" in name else "image", name, digest_of_file(path))


def inputs_id(inputs: Iterable[Input]) -> str:
    """The name of a set of inputs."""
    return digest(sorted(inputs))


def block_name(choice: Choice) -> str:
    """What a text is called: the block's id, with the name of the cut behind `@`."""
    return f"{choice.block.id}@{choice.variant.name}" if choice.variant.name else choice.block.id


def digest_of_document(document: Document, used: Iterable[Input], formats: Iterable[Format]) -> str:
    """What a finished text looks like: equal digests make equal files.

    The recipient's row counts only by what of it is in the text; blocks, facts and sources likewise.
    """
    files = [one for one in used if one.kind in {"tool", "style", "font", "image"}]
    brief = replace(document.brief, recipient=None)
    parts = (brief, document.audience, document.metadata, document.body, document.notes, document.assets.theme)
    return digest((parts, files, [one.value for one in formats]))


def digests_now(library: Library, kind: str, name: str) -> dict[str, frozenset[str]]:
    """What a block, fact or source is in a library today: its digests by the names that inputs have.

    A block has one name for each of its cuts, and under each a digest for each language. What a document was made
    from is out of date where its digest is not among them.
    """
    if kind == "fact":
        return {name: frozenset({_digest_of_fact(library.facts[name])})}
    if kind == "source":
        return {name: frozenset({_digest_of_source(library.sources[name])})}
    block = library.block(name)
    found: dict[str, frozenset[str]] = {}
    if block is None:
        return found
    for variant in block.variants:
        called = f"{name}@{variant.name}" if variant.name else name
        found[called] = found.get(called, frozenset()) | {_digest_of_text(block, variant)}
    return found


def _digest_of_fact(fact: Fact) -> str:
    """A fact without what only decides who gets it: a document may have it that no other text of the library opens."""
    return digest(replace(fact, sensitivity=Sensitivity.CONFIDENTIAL, labelled=False))


def _digest_of_source(source: Source) -> str:
    return digest((source.csl, source.translations))


def _digest_of_text(block: Block, variant: Variant) -> str:
    """A block in one cut, without what only decides who gets it: that is told by the selection."""
    return digest((block.id, block.kind, block.group, block.status, replace(variant, body_line=0)))


def _places(selection: Selection) -> Iterator[tuple[str, str]]:
    sections = list(selection.sections)
    while sections:
        section = sections.pop(0)
        yield from ((section.plan.id, block_name(choice)) for choice in section.choices)
        sections[:0] = section.sections


def _found(inputs: Inputs, names: Iterable[str]) -> dict[str, Path]:
    """The nearest file of each name in the project or among what is built in."""
    paths = {name: [root / name for root in inputs.project.search_path] for name in names}
    return {
        name: path for name, tried in paths.items() if (path := next((one for one in tried if one.is_file()), None))
    }


def _templates(inputs: Inputs) -> Iterator[Input]:
    """The page template with all that it extends, includes or imports, each by all files of its name.

    The nearest in the project hides what is built in, and may extend it as `builtin/...`: so both count, and a file that comes to
    hide another is a change.
    """
    seen: set[str] = set()
    wanted = [inputs.audience.page]
    while wanted:
        name = wanted.pop().removeprefix("builtin/")
        paths = [find_inside(root / "templates", name) for root in inputs.project.search_path]
        if name in seen or not any(paths):
            continue
        seen.add(name)
        yield Input("template", name, digest([digest_of_file(path) if path else "" for path in paths]))
        for path in paths:
            wanted += NAMED.findall(path.read_text("utf-8", "replace")) if path else []


def release() -> str:
    """The digest of briefgen and of all that shapes a page: equal digests print equal files."""
    return digest(_tools())


@lru_cache(maxsize=1)
def _tools() -> tuple[tuple[str, str], ...]:
    """Briefgen by the content of its own files, for a checkout changes without a new version; libraries by release."""
    root = Path(briefgen.__file__).parent
    sources = [path for path in root.rglob("*.*") if path.suffix in {".py", ".css"}]
    styles = builtin_root() / STYLES
    files = sorted((*sources, *(styles / "profiles").glob("*.icc"), *(styles / "fonts").glob("*.ttf")))
    own = digest([(path.name, digest_of_file(path)) for path in files])
    return (("briefgen", own), *((name, _version(name)) for name in LIBRARIES))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
