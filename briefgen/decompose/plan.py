"""Plans the files of an import: blocks, a brief, pictures and the report. Nothing is written here."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from briefgen.decompose.citations import build_sources, choose_keys, write_citation
from briefgen.decompose.headings import find_headings_by_look
from briefgen.decompose.imported_text import ImportedText, Remark
from briefgen.decompose.kinds import guess_kind
from briefgen.decompose.markdown_blocks import BlockWriter
from briefgen.decompose.markdown_inlines import ALT_TO_DO, InlineWriter
from briefgen.decompose.office_package import stop_on_nesting
from briefgen.decompose.outline import (
    OutlineSection,
    TextPart,
    build_outline,
    choose_level,
    normalise_levels,
    split_at_headings,
    take_title,
)
from briefgen.decompose.pandoc_tree import WORD
from briefgen.decompose.read_back import WordReader, find_lost_words
from briefgen.model.diagnostic import BriefgenError, Origin, Sink

PRINTED_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
MAX_NAME_WORDS, MAX_NAME_LENGTH = 6, 48
RECOMMENDATION = "recommendation"
RECOMMENDATION_TEXT_KIND = "conclusion"
"""The kind of a text about recommendations: a block of kind `recommendation` is one recommendation with its addressee."""
OPENING = "opening"


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What an import is to write, and where."""

    file_name: str
    brief: str
    library: str
    audience: str
    language: str
    level: int = 0
    """0: the level that makes blocks of a good length."""
    sources_file: str = "sources.json"
    """For the works that the file cites."""
    own_keys: frozenset[str] = frozenset()
    """Of the works that the library has already."""


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """One block to write."""

    name: str
    """Its path below the library, without `.md`."""
    title: str
    """Markdown of one line."""
    kind: str
    kind_word: str
    """The word of a heading that says the kind; empty: it is a guess without one."""
    body: str
    words: int


@dataclass(slots=True)
class ImportPlan:
    """The files to write by their path below the project, and what the report says."""

    request: ImportRequest
    text: ImportedText
    level: int
    blocks: list[PlannedBlock] = field(default_factory=list)
    sections: list[tuple[str, str, list[str]]] = field(default_factory=list)
    """Id, title and blocks."""
    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    """The keys of the works that the file cites, by their names in the program that cited them."""
    notes: int = 0
    headings_by_look: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    """The typed numbers that were taken off titles and captions."""
    to_do: list[Remark] = field(default_factory=list)
    lost: list[Remark] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title of the brief."""
        return self.text.title or self.text.property_title or self.request.brief


def plan_import(text: ImportedText, request: ImportRequest, sink: Sink) -> ImportPlan:
    """The files of an import. Every word of the text is in them or among `lost`. Raises `BriefgenError`."""
    try:
        return _plan(text, request, sink)
    except (RecursionError, BriefgenError):
        sink.stop_on_errors()  # what the text itself has, else what the Markdown of it would have
        stop_on_nesting(Origin(request.file_name), sink)


def _plan(text: ImportedText, request: ImportRequest, sink: Sink) -> ImportPlan:
    blocks, by_look = find_headings_by_look(text.blocks)
    blocks = normalise_levels(blocks)
    title = text.title
    if not title:
        title, blocks = take_title(blocks)
    level = request.level or choose_level(blocks)
    parts = split_at_headings(blocks, level)
    if not any(part.words for part in parts):
        sink.stop("import-empty", "has no text", Origin(request.file_name), "look whether it holds pictures of pages")
    plan = ImportPlan(request, replace(text, title=title), level, headings_by_look=by_look)
    plan.numbers = [number for part in parts for number in part.numbers]
    plan.keys = choose_keys(text.works, text.source_keys)
    new_works = {name: work for name, work in text.works.items() if name not in request.own_keys}
    if new_works:
        plan.texts[f"content/{request.library}/{request.sources_file}"] = build_sources(new_works, plan.keys)
    _PlanWriter(plan).write_sections(build_outline(parts, level))
    plan.texts[f"briefs/{request.brief}.yaml"] = _build_brief(plan)
    plan.lost = _find_lost_words(plan)
    return plan


class _PlanWriter:
    """Adds the blocks of each section to a plan."""

    def __init__(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._names: set[str] = set()
        self._place = ""
        self._inlines = InlineWriter(self._build_mark, self._build_image_path, self._report)
        self._writer = BlockWriter(self._inlines)

    def write_sections(self, sections: Sequence[OutlineSection]) -> None:
        """Write the blocks of all sections, in the order of the file."""
        for section in sections:
            title = self._inlines.write(section.heading.title).strip()
            folder = self._choose_name(section.heading.name or OPENING, "")
            is_alone = len(section.blocks) == 1
            ids = [
                self._write_block(part, section.heading, "" if is_alone else folder, folder) for part in section.blocks
            ]
            # No name of a section of the audience: those have settings of their own.
            self._plan.sections.append((f"part-{len(self._plan.sections) + 1}", title, ids))
        self._plan.notes = self._inlines.note_count

    def _write_block(self, part: TextPart, heading: TextPart, folder: str, alone_name: str) -> str:
        plan = self._plan
        name = self._choose_name(part.name or OPENING, folder) if folder else alone_name
        self._place = part.name or "the start"
        written = self._inlines.write(part.title).strip()
        kind, word = guess_kind(part.name, heading.name) if part.level else ("summary", "")
        kind = RECOMMENDATION_TEXT_KIND if kind == RECOMMENDATION else kind
        body = self._writer.write(part.content)
        title = written or escape_title(plan.title)
        block = PlannedBlock(name, title, kind, word, body, part.words)
        plan.blocks.append(block)
        path = f"content/{plan.request.library}/{name}.md"
        plan.texts[path] = _build_block(block, 10 * len(plan.blocks))
        if ALT_TO_DO in body:
            plan.to_do.append(Remark(self._place, f"a picture has no description: write it in `{path}`"))
        return name

    def _report(self, text: str) -> None:
        self._plan.to_do.append(Remark(self._place, text))

    def _choose_name(self, title: str, folder: str) -> str:
        """A name that no other block has."""
        stem = str(PurePosixPath(folder, build_name(title)))
        name, count = stem, 1
        while name in self._names:
            count += 1
            name = f"{stem}-{count}"
        self._names.add(name)
        return name

    def _build_mark(self, name: str) -> str:
        """What is written at a mark: `c3` is the fourth citation, `3` the fourth comment."""
        if name.startswith("c"):
            return write_citation(self._plan.text.citations[int(name[1:])], self._plan.keys)
        return self._build_comment(name)

    def _build_comment(self, number: str) -> str:
        comment = self._plan.text.comments[int(number)]
        about = f" on `{comment.passage}`" if comment.passage else ""
        words = re.sub(r"-{2,}|[{}<>]", " ", f"Comment of {comment.author or 'somebody'}{about}: {comment.text}")
        return f"<!-- {' '.join(words.split())} -->"

    def _build_image_path(self, address: str) -> str:
        plan, ending = self._plan, PurePosixPath(address).suffix.lower()
        content = plan.text.pictures.get(address.removeprefix("./"))
        if content is None or ending not in PRINTED_PICTURES:
            return ""
        name = f"images/{plan.request.brief}-{PurePosixPath(address).stem}{ending}"
        plan.pictures[f"content/{plan.request.library}/{name}"] = content
        return name


def escape_title(text: str) -> str:
    """Plain words as a title."""
    return re.sub(r"([\\`*_\[\]<>{}~^@])", r"\\\1", text)


def build_name(title: str) -> str:
    """The name of a file from the words of a title."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", title).casefold())[:MAX_NAME_WORDS]
    name = "-".join(words)
    return (name[:MAX_NAME_LENGTH].rsplit("-", 1)[0] if len(name) > MAX_NAME_LENGTH else name) or "text"


def quote(text: str) -> str:
    """A text in YAML, whatever is in it."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _build_block(block: PlannedBlock, order: int) -> str:
    return (
        f"---\ntitle: {quote(block.title)}\nkind: {block.kind}\norder: {order}\n"
        f"sensitivity: confidential\nstatus: draft\n---\n{block.body}"
    )


def _build_brief(plan: ImportPlan) -> str:
    request = plan.request
    lines = [
        f"audience: {quote(request.audience)}",
        f"library: {quote(request.library)}",
        f"title: {quote(plan.title)}",
    ]
    lines += [f"subtitle: {quote(plan.text.subtitle)}"] if plan.text.subtitle else []
    lines += [f"date: {plan.text.date}"] if plan.text.date else []
    lines.append("sections:")
    for name, title, blocks in plan.sections:
        listed = ", ".join(map(quote, blocks))
        lines.append(f"  - {{id: {name}, title: {quote(title)}, titles: headings, blocks: [{listed}]}}")
    return "\n".join(lines) + "\n"


def _find_lost_words(plan: ImportPlan) -> list[Remark]:
    """Read everything that was written as briefgen reads it, and compare its words with those of the file."""
    found = Sink()
    prefix = f"content/{plan.request.library}/"
    reader = WordReader(plan.request.language, [name.removeprefix(prefix) for name in plan.pictures], found)
    written: Counter[str] = Counter(WORD.findall(f"{plan.text.title} {plan.text.subtitle} {' '.join(plan.numbers)}"))
    for citation in plan.text.citations:
        written.update(WORD.findall(citation.words) if citation.note else ())  # the report has them as they were typed
    for block in plan.blocks:
        origin = Origin(f"{prefix}{block.name}.md", 8)
        written += reader.read_words(block.body, origin, block.name)
        if block.title not in {title for _, title, _ in plan.sections}:
            written += reader.read_line_words(block.title, origin)
    for _, title, _ in plan.sections:
        written += reader.read_line_words(title, Origin(f"briefs/{plan.request.brief}.yaml"))
    for problem in found.collect_sorted():
        plan.to_do.append(Remark(str(problem.origin), problem.message))
    return find_lost_words(plan.text.passages, written)
