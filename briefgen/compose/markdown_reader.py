"""Reads one Markdown text into the tree, with its notes, figures and call-outs in their places."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from briefgen.compose.captions import attach_captions, report_lone_captions
from briefgen.compose.compare_readings import (
    compare_readings,
    report_ragged_rows,
    report_repeated_notes,
    report_surprises,
)
from briefgen.compose.fill import FillError, TemplateFiller
from briefgen.compose.html_reader import INLINE_TAGS, PrintedWords, read_html
from briefgen.compose.kept_texts import KeptTexts, describe_marked
from briefgen.compose.list_markers import ListStyle
from briefgen.compose.markdown import MarkdownConverter
from briefgen.compose.markdown_elements import (
    build_aside,
    drop_blanks,
    is_blank,
    normalise_paragraph,
    prefix_ids,
    strip_white_space,
    tighten_item,
    unwrap_paragraph,
)
from briefgen.compose.marks import LINE_MARK, VALUE_MARK
from briefgen.compose.unread_markup import (
    MarkupSearch,
    report_lines_of_line,
    report_tabs,
    report_unread_markup,
    report_unread_words,
    report_unused_links,
)
from briefgen.model.chart import CHART_SCHEME
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.model.sentence_end import EXPECTING_END
from briefgen.model.tree import (
    HEADING_TAGS,
    Citation,
    CrossReference,
    Element,
    Node,
    Note,
    Text,
    extract_text,
    find_elements,
    rebuild,
    walk,
)

_PLAIN_LINE = re.compile(r"[^\W_]+(?:[,:;]? [^\W_]+)*")
"""Words without anything that has a meaning in Markdown or Jinja."""

_PRINTED_VALUE = re.compile(r"\{\{.*?\}\}|\{\{.*", re.DOTALL)
_MARKUP = re.compile(r"[][*_`{}<>&$^~\\@\"']|--|\.\.\.")
_NOTE_CALL = re.compile(r"\[\^[^\]\s]+\]")
_UNDEFINED_NOTE = re.compile(r'\b(?:alt|title|credit)="[^"]*"|\[\^([^\]\s]+)\]')


@dataclass(frozen=True, slots=True)
class MarkdownReader:
    """Reads the texts of one brief: blocks of its library, and fixed passages of its audience."""

    filler: TemplateFiller
    converter: MarkdownConverter
    images: Mapping[str, Path]
    """Images that the document's reader may see, by their path below the library."""
    sink: Sink
    unlabelled_images: frozenset[str] = frozenset()
    """Images to suggest where a text misspells one."""
    source_keys: Collection[str] = frozenset()
    """The keys of the sources that the document's reader may see."""
    kept: KeptTexts | None = None

    def read(self, text: str, origin: Origin, name: str) -> tuple[Node, ...]:
        """The tree of a Markdown text that starts at `origin`.

        `name` is the block's id: the author's own ids and note labels get it in front, so that two blocks that
        both use `[^1]` or `{#top}` keep both. Raises `FillError`.
        """
        return self._read_marked(self.filler.fill_markdown(text, origin.path, origin.line), origin, name)

    def read_with_lines(
        self, lines: Sequence[tuple[str, Origin]], text: str, origin: Origin, name: str
    ) -> tuple[list[tuple[Node, ...]], tuple[Node, ...]]:
        """Lines and the text that they belong to: a note that a title calls has its words in the block. Raises `FillError`."""
        for line, place in lines:
            report_lines_of_line(line, place, self.sink)
        marked = [self.filler.fill_line(line, place) for line, place in lines if line]
        marked.append(self.filler.fill_markdown(text, origin.path, origin.line))
        nodes = self._read_marked("\n\n".join(marked), origin, name)
        content = list(drop_blanks(nodes))
        read = [unwrap_paragraph((content.pop(0),)) if line else () for line, _ in lines]
        for line_nodes, (_, place) in zip(read, lines, strict=True):
            self._check_line(line_nodes, place)
        return read, tuple(content)

    def read_line(self, text: str, origin: Origin) -> tuple[Node, ...]:
        """The tree of one line, such as a title: no paragraph around it. Raises `FillError`."""
        if _PLAIN_LINE.fullmatch(text):
            return (Text(text, origin),)
        report_lines_of_line(text, origin, self.sink)
        nodes = unwrap_paragraph(self._read_marked(self.filler.fill_line(text, origin), origin, ""))
        self._check_line(nodes, origin)
        return nodes

    def read_words(self, text: str, origin: Origin) -> str:
        """The words of one line without its notes, citations and emphasis. Raises `FillError`."""
        if not _MARKUP.search(text):
            return text
        return extract_text(self.read_line(_NOTE_CALL.sub("", text), origin)).strip()

    def find_citations(self, text: str, origin: Origin) -> tuple[Citation, ...]:
        """The citations of a text that cannot be filled in, so that all its mistakes are reported at once."""
        if "{%" in text:
            return ()  # a condition can leave citations out
        plain = replace(self, sink=Sink()).read(_PRINTED_VALUE.sub("", text), origin, "")
        return tuple(node for node in walk(plain) if isinstance(node, Citation))

    def _read_marked(self, marked: str, origin: Origin, name: str) -> tuple[Node, ...]:
        """The tree of a text that was filled in: the one that is kept, or else read now."""
        if self.kept is None:
            return self._convert(marked, origin, name)
        names = (frozenset(names) for names in (self.images, self.unlabelled_images, self.source_keys))
        key = (describe_marked(marked, self.filler.marks), origin, name, self.converter.language, *names)

        def read(sink: Sink) -> tuple[Node, ...]:
            return replace(self, sink=sink, kept=None)._read_marked(marked, origin, name)  # noqa: SLF001 - its own class

        return self.kept.read(key, read, self.sink)

    def _convert(self, marked: str, origin: Origin, name: str) -> tuple[Node, ...]:
        try:
            converted = self.converter.convert(marked)
        except RecursionError as error:
            message = "lists, quotations, brackets or pinpoints are nested too deeply here"
            raise FillError(Diagnostic(Severity.ERROR, "text-nesting", message, origin)) from error
        marks = self.filler.marks
        self._check_undefined_notes(converted.html, origin)
        printed = PrintedWords()
        nodes = read_html(converted.html, marks, origin, self.sink, printed=printed)
        compare_readings(printed.texts, converted.blocks, marks, self.sink)
        report_repeated_notes(converted.blocks, marks, self.sink)
        report_surprises(converted.blocks, marks, self.sink)
        report_ragged_rows(converted.ragged_rows, marks, origin, self.sink)
        report_unread_markup(printed.texts, MarkupSearch(marks, converted.escaped, self.source_keys), self.sink)
        report_unread_words(printed.plain, self.sink)
        report_unused_links(marked, origin, marks, self.sink)
        report_tabs(marked, marks, self.sink)
        nodes = _set_list_styles(
            nodes, {marks.get_origin(mark): style for mark, style in converted.list_styles.items() if mark}
        )
        self._check_citations(nodes)
        nodes = self._insert_notes(nodes, name)
        nodes = attach_captions(rebuild(nodes, self._normalise_node))
        report_lone_captions(nodes, self.sink)
        self._check_headings(nodes)
        return prefix_ids(nodes, name)

    def _check_line(self, nodes: tuple[Node, ...], origin: Origin) -> None:
        """Report an element that starts a paragraph of its own: a title or an action is one line, in a heading or a sentence."""
        elements = find_elements(nodes, notes=False)
        block = next((element for element in elements if element.tag not in INLINE_TAGS), None)
        if block:
            name = "an image" if block.tag == "figure" else f"`<{block.tag}>`"
            message = f"{name} starts a paragraph of its own, and a title or an action is one line"
            self.sink.error("html-element", message, origin, "remove it, or write it in the text of the block")

    def _check_citations(self, nodes: tuple[Node, ...]) -> None:
        """The brackets of a citation hold words alone: a mark that is left in them is an error."""
        for citation in (node for node in walk(nodes) if isinstance(node, Citation)):
            if any(VALUE_MARK.search(f"{work.prefix}{work.pinpoint}{work.suffix}") for work in citation.works):
                hint = "put it into a note: `[^see]: See n {{ ref(...) }} and [@key].`"
                message = "a `fact`, a `ref` or a value with `*` is not allowed in the brackets of a citation"
                self.sink.error("cite-brackets", message, citation.origin, hint)

    def _insert_notes(self, nodes: tuple[Node, ...], name: str) -> tuple[Node, ...]:
        """The text with each note at its call, without the list of notes that Python-Markdown writes at the end."""
        text = [node for node in nodes if not _is_list_of_notes(node)]
        items = find_elements(filter(_is_list_of_notes, nodes), "li")
        bodies = {item.get("id").removeprefix("fn:"): item for item in items if item.get("id").startswith("fn:")}
        called: set[str] = set()

        def insert_note(node: Node) -> tuple[Node, ...]:
            if not isinstance(node, Element) or not _is_note_call(node):
                return (node,)
            label = node.get("id").rpartition(":")[2]
            if label in called:
                hint = f'call it once, and write `see n {{{{ ref("{label}") }}}}` in the other place'
                self.sink.error("note-called-twice", f"the note `[^{label}]` is called twice", node.origin, hint)
                return ()
            called.add(label)
            if label not in bodies:
                message = f"the text of the note `[^{label}]` cannot be found"
                self.sink.error("note-undefined", message, node.origin, "look for HTML that is opened and not closed")
                return ()
            return (self._build_note(bodies[label], label, name),)

        result = rebuild(text, insert_note)
        inner_calls = filter(_is_note_call, find_elements(bodies.values()))
        called.update(call.get("id").rpartition(":")[2] for call in inner_calls)  # an error of its own
        for label, item in bodies.items():
            if label not in called:
                self.sink.warning("note-unused", f"the note `[^{label}]` is never called", item.origin)
        return result

    def _build_note(self, item: Element, label: str, name: str) -> Note:
        def take_out_call(node: Node) -> tuple[Node, ...]:
            if not isinstance(node, Element) or not _is_note_call(node):
                return (node,)
            self.sink.error("note-in-note", "a note is called inside a note", node.origin, "write it out in words")
            return ()

        children = rebuild(rebuild(item.children, _strip_back_link), take_out_call)
        children = rebuild(children, _print_address)
        content = strip_white_space(unwrap_paragraph(drop_blanks(children)))
        if not any(map(_has_words, walk(content))):
            hint = "write its words behind the colon, or remove the note and its call"
            self.sink.error("note-empty", f"the note `[^{label}]` has no words", item.origin, hint)
        last = [node for node in walk(content) if not isinstance(node, Element) and not is_blank(node)][-1:]
        if any(isinstance(node, Text) and EXPECTING_END.search(node.content) for node in last):
            message = f"the note `[^{label}]` ends as if more words follow, and none do"
            hint = "write them, indented by four spaces if they start a line, or remove the last character"
            self.sink.warning("note-unfinished", message, item.origin, hint)
        return Note(content, f"{name}:{label}" if name else label, origin=item.origin)

    def _check_undefined_notes(self, html: str, start: Origin) -> None:
        """Report calls that Python-Markdown did not recognise. Values are still marks here: a `[^1]` in data is not a call."""
        for match in _UNDEFINED_NOTE.finditer(html):
            if not match[1]:
                continue  # the words of an attribute, in which no note can be called
            lines = LINE_MARK.findall(html[: match.start()])
            origin = self.filler.marks.get_origin(lines[-1]) if lines else start
            hint = f"add a line `[^{match[1]}]: ...`"
            self.sink.error("note-undefined", f"the note `[^{match[1]}]` has no text", origin, hint)

    def _normalise_node(self, node: Node) -> tuple[Node, ...]:
        """Figures from lone images, call-outs and pull quotes from admonitions, loose lists tightened."""
        match node:
            case Element(tag="img"):
                return (self._resolve_image(node),)
            case Element(tag="p"):
                return normalise_paragraph(node)
            case Element(tag="li"):
                return (tighten_item(node),)
            case Element(tag="div") if "admonition" in node.classes:
                return (build_aside(node),)
            case _:
                return (node,)

    def _resolve_image(self, image: Element) -> Element:
        source = image.get("src")
        if source.startswith(CHART_SCHEME) and image.origin is None:
            return image  # built from facts; an image that an author wrote has its line
        folder = str(PurePosixPath(image.origin.path if image.origin else "").parent)
        path = source
        if source.startswith("."):
            library = folder.split("/")[:2]
            path = posixpath.relpath(posixpath.normpath(posixpath.join(folder, source)), "/".join(library))
        if path not in self.images:
            hints = suggest_nearest(path, self.images, self.unlabelled_images)
            hints = hints or ("put images into `images/` of the library",)
            self.sink.error("image-missing", f"there is no image `{source}`", image.origin, *hints)
        if not image.get("alt") and "decorative" not in image.classes:
            hint = "describe it in the brackets, or mark it `{.decorative}`"
            self.sink.error("image-alt", f"the image `{source}` has no alternative text", image.origin, hint)
        return image.with_attributes(src=path)

    def _check_headings(self, nodes: tuple[Node, ...]) -> None:
        level = 0
        for heading in find_elements(nodes, *HEADING_TAGS):
            here = int(heading.tag[1])
            if level and here > level + 1:
                message = f"the heading `{extract_text((heading,)).strip()}` skips a level: `h{here}` after `h{level}`"
                self.sink.error("heading-skipped", message, heading.origin, f"write it with {level + 1} `#`")
            level = here


def _set_list_styles(nodes: tuple[Node, ...], styles: Mapping[Origin, ListStyle]) -> tuple[Node, ...]:
    """The nodes with letters and brackets for the items of lists that have them."""

    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Element) and node.tag == "ol" and node.origin and node.origin in styles:
            style = styles[node.origin]
            classes = " ".join(filter(None, (node.get("class"), style.class_)))
            node = node.with_attributes(type=style.type, **({"class": classes} if classes else {}))
        return (node,)

    return rebuild(nodes, change) if styles else nodes


def _is_list_of_notes(node: Node) -> bool:
    return isinstance(node, Element) and "footnote" in node.classes


def _is_note_call(element: Element) -> bool:
    return element.tag == "sup" and element.get("id").startswith("fnref")


def _has_words(node: Node) -> bool:
    """Whether a node of a note says anything: a full stop or a dash alone would be a bare number at the foot of a page."""
    return isinstance(node, Citation | CrossReference) or (
        isinstance(node, Text) and any(map(str.isalnum, node.content))
    )


def _strip_back_link(node: Node) -> tuple[Node, ...]:
    return () if isinstance(node, Element) and "footnote-backref" in node.classes else (node,)


def _print_address(node: Node) -> tuple[Node, ...]:
    """A link in a note with its address behind its words: on paper nobody can follow it otherwise."""
    if not isinstance(node, Element) or node.tag != "a" or not node.get("href").startswith(("http://", "https://")):
        return (node,)
    address = node.get("href")
    if _shorten_address(extract_text(node.children)) == _shorten_address(address):
        return (node,)
    return (node, Text(f" <{address}>", node.origin))


def _shorten_address(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", address.strip()).rstrip("/").casefold()
