"""Citations of a brief to words, by one run of pandoc's citeproc over pandoc's own document format.

It sends each citation as a note of its own, for citeproc puts brackets round prose
between two citations of one note. docs/decisions/0003-citeproc.md tells why pandoc.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefgen.cite.citation_style import read_style, style_origin
from briefgen.cite.closing import Habits, finished
from briefgen.cite.csl_items import items_of
from briefgen.cite.note_references import linked
from briefgen.cite.pandoc_inlines import nodes_of, text_inline
from briefgen.cite.pinpoints import Pinpoints
from briefgen.pandoc import Completed, run_pandoc
from briefgen.values.diagnostic import MachineError, Sink
from briefgen.values.library import Source
from briefgen.values.nearest import did_you_mean
from briefgen.values.tree import Citation, CitedWork, Element, Node, Note, Text, rebuild, text_of, walk

API_VERSION = [1, 23, 1]
"""The version of pandoc's document format that is written here; pandoc reads any 1.23."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the engine made of the notes of one brief."""

    notes: tuple[tuple[Node, ...], ...]
    """The content of each note, in the order of the notes: closed, without citations."""
    entries: tuple[tuple[str, tuple[Node, ...]], ...]
    """Each work cited, by key, as the references list it, in the style's order."""
    cited: tuple[str, ...]
    """The keys in the order of first citation."""


@dataclass(frozen=True, slots=True)
class _Cluster:
    """One citation as it is sent: in the note of this number."""

    number: int
    works: tuple[CitedWork, ...]
    guard: bool = False
    """Sent only for what it does to the next `ibid`; its words are dropped."""


def resolve(
    notes: Sequence[Note],
    sources: Mapping[str, Source],
    style: Path,
    language: str,
    sink: Sink,
    closed: frozenset[str] = frozenset(),
) -> Resolved:
    """The words of numbered notes and the entries of the works they cite.

    Unknown keys are errors, with a hint at the nearest of `sources` or `closed`; the run goes on without them. Without a citation no program is run.
    Raises `MachineError` where pandoc is missing or fails.
    """
    clusters = [
        _Cluster(note.number, _known(citation, sources, closed, sink))
        for note in notes
        for citation in _citations(note)
    ]
    cited = tuple(dict.fromkeys(work.key for cluster in clusters for work in cluster.works))
    if not cited:
        return Resolved(tuple(finished(_filled(note, iter(())), Habits()) for note in notes), (), ())
    read = read_style(style, sink)
    sent = list(_guarded(clusters))
    pinpoints = Pinpoints(read.stops_after_labels)
    document = _document(sent, pinpoints, read.locale(language))
    blocks = _run(document, json.dumps(items_of(sources[key] for key in cited)), read.parted(language), style, sink)
    printed = (pinpoints.restored(nodes_of(inlines)) for inlines in _cluster_inlines(blocks, len(sent)))
    numbers = {note.number for note in notes}
    words = [linked(one, numbers) for one in printed]
    shown = iter([one for one, cluster in zip(words, sent, strict=True) if not cluster.guard])
    _tell_empty(words, sent, style, sink)
    habits = Habits(read.small_letter, read.stop_in_quotes(language))
    filled = tuple(finished(_filled(note, shown), habits) for note in notes)
    entries = tuple((key, linked(one, numbers)) for key, one in _entries(blocks[len(sent) :]))
    return Resolved(filled, entries, cited)


def _citations(note: Note) -> Iterator[Citation]:
    """The citations of a note; where one opens it, the author's `see` gets a capital."""
    opening = next((node for node in walk(note.children) if isinstance(node, Citation) or _is_words(node)), None)
    for node in walk(note.children):
        if isinstance(node, Citation):
            yield _opening(node) if node is opening else node


def _is_words(node: Node) -> bool:
    return isinstance(node, Text) and bool(node.content.strip())


def _opening(citation: Citation) -> Citation:
    first, *others = citation.works
    prefix = re.sub(r"^\W*\w", lambda start: start[0].upper(), first.prefix)
    return replace(citation, works=(replace(first, prefix=prefix), *others))


def _known(
    citation: Citation, sources: Mapping[str, Source], closed: frozenset[str], sink: Sink
) -> tuple[CitedWork, ...]:
    for work in citation.works:
        if work.key not in sources:
            message = f"citation key `{work.key}` is not in sources.yaml"
            sink.error("cite-unknown", message, citation.origin, *did_you_mean(work.key, sources, closed))
    return tuple(work for work in citation.works if work.key in sources)


def _guarded(clusters: Sequence[_Cluster]) -> Iterator[_Cluster]:
    """The clusters, and after each note with several a guard of two works.

    Citeproc looks at the last citation alone and would print `ibid` after a note that cites several works.
    """
    full = [cluster for cluster in clusters if cluster.works]
    for position, cluster in enumerate(clusters):
        yield cluster
        in_note = [one for one in full if one.number == cluster.number]
        last = position + 1 == len(clusters) or clusters[position + 1].number != cluster.number
        if last and len(in_note) > 1:
            yield _Cluster(cluster.number, tuple(CitedWork(one.works[0].key) for one in in_note[:2]), guard=True)


def _tell_empty(words: Sequence[tuple[Node, ...]], sent: Sequence[_Cluster], style: Path, sink: Sink) -> None:
    for one, cluster in zip(words, sent, strict=True):
        if cluster.works and not text_of(one).strip():
            keys = ", ".join(f"`{work.key}`" for work in cluster.works)
            message = f"the citation style `{style.stem}` prints nothing for {keys} in note {cluster.number}"
            sink.error("cite-empty", message, style_origin(style), "give the source a title")


def _filled(note: Note, words: Iterator[tuple[Node, ...]]) -> tuple[Node, ...]:
    """The note's content with the next words in the place of each citation, without links where it stands in a link."""

    def fill(node: Node) -> Iterable[Node]:
        if isinstance(node, Element) and node.tag == "a":
            return (node.with_children(rebuild(node.children, _without_link)),)
        if not isinstance(node, Citation):
            return (node,)
        return next(words, ()) or tuple(Text(work.key) for work in node.works)

    return rebuild(note.children, fill)


def _without_link(node: Node) -> Iterable[Node]:
    return node.children if isinstance(node, Element) and node.tag == "a" else (node,)


def _document(clusters: Iterable[_Cluster], pinpoints: Pinpoints, locale: str) -> str:
    def cited(work: CitedWork, number: int) -> dict[str, Any]:
        return {
            "citationId": work.key,
            "citationPrefix": text_inline(pinpoints.prefix(work)),
            "citationSuffix": text_inline(pinpoints.suffix(work)),
            "citationMode": {"t": "SuppressAuthor" if work.suppress_author else "NormalCitation"},
            "citationNoteNum": number,
            "citationHash": 0,
        }

    def paragraph(cluster: _Cluster) -> dict[str, Any]:
        cite = {"t": "Cite", "c": [[cited(work, cluster.number) for work in cluster.works], []]}
        return {"t": "Para", "c": [{"t": "Note", "c": [{"t": "Para", "c": [cite] if cluster.works else []}]}]}

    meta = {
        "lang": {"t": "MetaString", "c": locale},
        "link-citations": {"t": "MetaBool", "c": False},
    }
    blocks = [paragraph(cluster) for cluster in clusters]
    return json.dumps({"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks})


def _run(document: str, items: str, style: str, path: Path, sink: Sink) -> list[dict[str, Any]]:
    """The blocks that pandoc makes of the document: its notes, then the references."""
    result = _pandoc_output(document, items, style)
    origin = style_origin(path)
    if result.code:
        said = " ".join(result.said.split()) or f"exit code {result.code}"
        if "Citeproc" in said or "CSL" in said:
            sink.stop("cite-style", f"the citation style `{path.stem}` cannot be read: {said}", origin)
        raise MachineError("pandoc-failed", f"pandoc failed: {said}")
    for line in filter(None, map(str.strip, result.said.splitlines())):
        sink.warning("cite-engine", f"pandoc says of the citations: {line.removeprefix('[WARNING] ')}", origin)
    blocks: list[dict[str, Any]] = json.loads(result.output)["blocks"]
    return blocks


@lru_cache(maxsize=16)
def _pandoc_output(document: str, items: str, style: str) -> Completed:
    """What pandoc says. The notes of one brief to many recipients are worded once in a process."""
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        csl, bibliography = Path(folder, "style.csl"), Path(folder, "items.json")
        csl.write_text(style, encoding="utf-8")
        bibliography.write_text(items, encoding="utf-8")
        options = ["--from=json", "--to=json", "--citeproc", f"--data-dir={folder}"]
        return run_pandoc([*options, f"--csl={csl}", f"--bibliography={bibliography}"], document)


def _cluster_inlines(blocks: Sequence[dict[str, Any]], count: int) -> Iterator[list[dict[str, Any]]]:
    for block in blocks[:count]:
        note = block["c"][0]
        yield note["c"][0]["c"] if note["c"] else []


def _entries(blocks: Iterable[dict[str, Any]]) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """The works in pandoc's list of references: a `Div` of `Div`s with the ids `ref-<key>`."""
    for block in blocks:
        if block["t"] != "Div":
            continue
        (identifier, classes, _), inner = block["c"]
        if "csl-entry" in classes:
            yield identifier.removeprefix("ref-"), nodes_of(inline for one in inner for inline in one["c"])
        else:
            yield from _entries(inner)
