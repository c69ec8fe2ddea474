"""Plans the files of an import: blocks, a brief, pictures and the report. Nothing is written here."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from briefgen.decompose.citations import build_sources, choose_keys, write_citation
from briefgen.decompose.figures import ProposedFigure, build_proposals, find_figures
from briefgen.decompose.headings import find_headings_by_look
from briefgen.decompose.imported_text import ImportedText, Remark
from briefgen.decompose.kinds import guess_kind
from briefgen.decompose.markdown_blocks import BlockWriter
from briefgen.decompose.markdown_inlines import ALT_TO_DO, PRINTED_PICTURES, InlineWriter
from briefgen.decompose.markdown_text import write_comment
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
from briefgen.decompose.pandoc_tree import WORD, count_words, extract_words
from briefgen.decompose.read_back import WordReader, find_lost_words
from briefgen.decompose.recommendations import (
    RecommendationItem,
    RecommendationSegment,
    build_short_title,
    has_list,
    split_recommendations,
)
from briefgen.load.paths import PROPOSED_ENDING
from briefgen.model.diagnostic import BriefgenError, Origin, Sink

ENDING_BY_SIGNATURE = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
MAX_NAME_WORDS, MAX_NAME_LENGTH = 6, 48
RECOMMENDATION = "recommendation"
RECOMMENDATION_TEXT_KIND = "conclusion"
"""The kind of a text about recommendations: a block of kind `recommendation` is one recommendation with its addressee."""
OPENING = "opening"
FACTS_FILE = f"facts{PROPOSED_ENDING}"


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
    addressee: str = ""
    """Of a recommendation."""
    action: str = ""
    """Markdown of one line."""


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """One section of the brief."""

    name: str
    title: str
    blocks: tuple[str, ...]
    titles: str = "headings"
    """How the titles of its blocks are printed."""


@dataclass(slots=True)
class ImportPlan:
    """The files to write by their path below the project, and what the report says."""

    request: ImportRequest
    text: ImportedText
    level: int
    blocks: list[PlannedBlock] = field(default_factory=list)
    sections: list[PlannedSection] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    """The keys of the works that the file cites, by their names in the program that cited them."""
    headings_by_look: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    """The typed numbers that were taken off titles and captions."""
    list_words: list[str] = field(default_factory=list)
    """The typed numbers of recommendations, and the words that joined them."""
    to_do: list[Remark] = field(default_factory=list)
    lost: list[Remark] = field(default_factory=list)
    figures: list[tuple[str, ProposedFigure]] = field(default_factory=list)
    """Candidates for facts, each with its block."""

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
        sink.stop(
            "import-empty", "the file has no text", Origin(request.file_name), "look whether it holds pictures of pages"
        )
    plan = ImportPlan(request, replace(text, title=title), level, headings_by_look=by_look)
    plan.numbers = [number for part in parts for number in part.numbers]
    plan.keys = choose_keys(text.works, text.source_keys)
    new_works = {name: work for name, work in text.works.items() if name not in request.own_keys}
    if new_works:
        plan.texts[f"content/{request.library}/{request.sources_file}"] = build_sources(new_works, plan.keys)
    _PlanWriter(plan).write_sections(build_outline(parts, level))
    plan.texts |= build_brief(plan)
    if plan.figures:
        written = [write_citation(citation, plan.keys) for citation in text.citations]
        proposals = build_proposals(plan.figures, request.file_name, written)
        plan.texts[f"content/{request.library}/{FACTS_FILE}"] = proposals
    plan.lost = _find_lost_words(plan)
    return plan


class _PlanWriter:
    """Adds the blocks of each section to a plan."""

    def __init__(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._names: set[str] = set()
        self._place = ""
        self._inlines = InlineWriter(self._build_mark, self._build_image_path, self._add_task)
        self._writer = BlockWriter(self._inlines)

    def write_sections(self, sections: Sequence[OutlineSection]) -> None:
        """Write the blocks of all sections, in the order of the file."""
        for section in sections:
            title = self._inlines.write(section.heading.title).strip()
            folder = self._choose_name(section.heading.name or OPENING, "")
            is_alone = len(section.blocks) == 1
            before = len(self._plan.blocks)
            ids = [
                name
                for part in section.blocks
                for name in self._write_part(part, section.heading, "" if is_alone else folder, folder)
            ]
            has_records = any(block.action for block in self._plan.blocks[before:])
            # No name of a section of the audience: those have settings of their own.
            name = f"part-{len(self._plan.sections) + 1}"
            titles = "none" if is_alone and has_records else "headings"
            self._plan.sections.append(PlannedSection(name, title, tuple(ids), titles))

    def _write_part(self, part: TextPart, heading: TextPart, folder: str, alone_name: str) -> Iterator[str]:
        """The names of the blocks of a part: one, or a text and a record for each recommendation in it."""
        kind, word = guess_kind(part.name, heading.name) if part.level else ("summary", "")
        self._place = part.name or "the start"
        segments = [RecommendationSegment(part.content)]
        if kind in {RECOMMENDATION, RECOMMENDATION_TEXT_KIND}:
            segments = split_recommendations(part.name, part.content) or segments
        text_kind = RECOMMENDATION_TEXT_KIND if kind == RECOMMENDATION else kind
        if segments[0].items and folder:
            segments = [RecommendationSegment(), *segments]  # the text that has the heading
        first = self._choose_name(part.name or OPENING, folder) if folder else alone_name
        title = self._inlines.write(part.title).strip() or escape_title(self._plan.title)
        for index, segment in enumerate(segments):
            if segment.items:
                yield from (self._write_record(item, first) for item in segment.items)
            else:
                name = self._choose_name(part.name or OPENING, folder) if index > 1 else first
                words = part.words if len(segments) == 1 else count_words(segment.text)
                self._plan.figures += [(name, figure) for figure in find_figures(segment.text)]
                yield self._add_block(
                    PlannedBlock(name, title, text_kind, word, self._writer.write(segment.text), words)
                )
        if kind == RECOMMENDATION and not any(segment.items for segment in segments) and has_list(part.content):
            self._add_task(
                "its list names nobody who is asked: write `We call on NAME to:` above it and import it again, or make records of it"
            )

    def _write_record(self, item: RecommendationItem, folder: str) -> str:
        words = extract_words(list(item.action), notes=False).strip()
        self._plan.list_words += item.removed
        action = self._inlines.write(item.action).strip()
        title = escape_title(build_short_title(words))
        name = self._choose_name(title, folder)
        body = self._writer.write(item.rest)
        content = [{"t": "Para", "c": list(item.action)}, *item.rest]
        self._plan.figures += [(name, figure) for figure in find_figures(content)]
        count = count_words(content)
        return self._add_block(PlannedBlock(name, title, RECOMMENDATION, "", body, count, item.addressee, action))

    def _add_block(self, block: PlannedBlock) -> str:
        plan = self._plan
        plan.blocks.append(block)
        path = f"content/{plan.request.library}/{block.name}.md"
        plan.texts[path] = _build_block(block, 10 * len(plan.blocks))
        if ALT_TO_DO in block.body:
            plan.to_do.append(Remark(self._place, f"a picture has no description: write it in `{path}`"))
        return block.name

    def _add_task(self, text: str) -> None:
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
        return write_comment(f"Comment of {comment.author or 'somebody'}{about}: {comment.text}")

    def _build_image_path(self, address: str) -> str:
        plan = self._plan
        content = plan.text.pictures.get(address.removeprefix("./"))
        if content is None:
            return ""
        ending = find_picture_ending(address, content)
        name = f"images/{plan.request.brief}-{PurePosixPath(address).stem}{ending}"
        plan.pictures[f"content/{plan.request.library}/{name}"] = content
        return name


def find_picture_ending(address: str, content: bytes) -> str:
    """The ending of a picture's name, by its content where nothing prints that ending: some programs write `image1.bin`."""
    ending = PurePosixPath(address).suffix.lower()
    if ending in PRINTED_PICTURES:
        return ending
    known = next((own for signature, own in ENDING_BY_SIGNATURE.items() if content.startswith(signature)), ending)
    return known if re.fullmatch(r"\.[a-z0-9]{1,5}", known) else ".bin"


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
    record = f"addressee: {quote(block.addressee)}\naction: {quote(block.action)}\n" if block.action else ""
    return (
        f"---\ntitle: {quote(block.title)}\nkind: {block.kind}\norder: {order}\n{record}"
        f"sensitivity: confidential\nstatus: draft\n---\n{block.body}"
    )


def build_brief(plan: ImportPlan, without: Collection[str] = ()) -> dict[str, str]:
    """The brief by its path; blocks whose files are `without` are not in it."""
    request = plan.request
    lines = [
        f"audience: {quote(request.audience)}",
        f"library: {quote(request.library)}",
        f"title: {quote(plan.title)}",
    ]
    lines += [f"subtitle: {quote(plan.text.subtitle)}"] if plan.text.subtitle else []
    lines += [f"date: {plan.text.date}"] if plan.text.date else []
    lines.append("sections:")
    for section in plan.sections:
        present = [name for name in section.blocks if f"content/{request.library}/{name}.md" not in without]
        listed = ", ".join(map(quote, present))
        entry = f"id: {section.name}, title: {quote(section.title)}, titles: {section.titles}, blocks: [{listed}]"
        lines += [f"  - {{{entry}}}"] if present else []
    return {f"briefs/{request.brief}.yaml": "\n".join(lines) + "\n"}


def _find_lost_words(plan: ImportPlan) -> list[Remark]:
    """Read everything that was written as briefgen reads it, and compare its words with those of the file."""
    found = Sink()
    prefix = f"content/{plan.request.library}/"
    reader = WordReader(plan.request.language, [name.removeprefix(prefix) for name in plan.pictures], found)
    written: Counter[str] = Counter(
        WORD.findall(f"{plan.text.title} {plan.text.subtitle} {' '.join([*plan.numbers, *plan.list_words])}")
    )
    # A block with the title of its section: the title is counted there.
    printed_once = {(name, section.title) for section in plan.sections for name in section.blocks[:1]}
    for citation in plan.text.citations:
        written.update(WORD.findall(citation.words) if citation.note else ())  # the report has them as they were typed
    for block in plan.blocks:
        origin = Origin(f"{prefix}{block.name}.md", 8)
        written += reader.read_words(f"{block.action}\n\n{block.body}".lstrip(), origin, block.name)
        if not block.action and (block.name, block.title) not in printed_once:
            written += reader.read_line_words(block.title, origin)
    for section in plan.sections:
        written += reader.read_line_words(section.title, Origin(f"briefs/{plan.request.brief}.yaml"))
    for problem in found.collect_sorted():
        plan.to_do.append(Remark(str(problem.origin), problem.message))
    return find_lost_words(plan.text.passages, written)
