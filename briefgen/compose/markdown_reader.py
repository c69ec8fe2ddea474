"""One text, parsed by itself: Markdown to tree, with its notes, figures and call-outs in their places."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from briefgen.compose.fill import FillError, TemplateFiller
from briefgen.compose.html_reader import read_html
from briefgen.compose.markdown import MarkdownConverter
from briefgen.compose.marks import LINE_MARK, VALUE_MARK
from briefgen.model.chart import CHART_SCHEME
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.nearest import did_you_mean
from briefgen.model.tree import Citation, Element, Node, Note, Text, extract_text, find_elements, rebuild, walk

_PLAIN_LINE = re.compile(r"[^\W_]+(?:[,:;]? [^\W_]+)*")
"""Words and nothing that Markdown or Jinja could mean something by."""

_UNDEFINED_NOTE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class MarkdownReader:
    """Reads the texts of one brief: blocks of its library, and fixed passages of its audience."""

    filler: TemplateFiller
    converter: MarkdownConverter
    images: Mapping[str, Path]
    """Those this reader may see, by their path below the library."""
    sink: Sink
    unlabelled_images: frozenset[str] = frozenset()
    """Images to hint at, where a text all but names one."""

    def read(self, text: str, origin: Origin, name: str, extra: Mapping[str, Any] | None = None) -> tuple[Node, ...]:
        """The tree of a Markdown text that begins at `origin`.

        `name` is the block's id: the author's own ids and note labels get it in front, so that two blocks that
        both use `[^1]` or `{#top}` keep both. Raises `FillError`.
        """
        marked = self.filler.fill_markdown(text, origin.path, origin.line, extra)
        try:
            html = self.converter.to_html(marked)
        except RecursionError as error:
            message = "lists, quotations, brackets or pinpoints are nested too deeply here"
            raise FillError(Diagnostic(Severity.ERROR, "text-nesting", message, origin)) from error
        self._check_undefined_notes(html, origin)
        nodes = read_html(html, self.filler.marks, origin, self.sink)
        self._check_citations(nodes)
        nodes = self._insert_notes(nodes, name)
        nodes = rebuild(nodes, self._normalise_node)
        self._check_headings(nodes)
        return _prefix_ids(nodes, name)

    def _check_citations(self, nodes: tuple[Node, ...]) -> None:
        """A citation is words: what is filled in later cannot stand inside its brackets."""
        for node in walk(nodes):
            if isinstance(node, Citation) and any(
                VALUE_MARK.search(f"{one.prefix}{one.pinpoint}{one.suffix}") for one in node.works
            ):
                hint = "put it into a note: `[^see]: See n {{ ref(...) }} and [@key].`"
                message = "a `fact`, a `ref` or a value with `*` cannot stand in the brackets of a citation"
                self.sink.error("cite-brackets", message, node.origin, hint)

    def read_line(self, text: str, origin: Origin) -> tuple[Node, ...]:
        """The tree of one line, such as a title: no paragraph around it. Raises `FillError`."""
        if _PLAIN_LINE.fullmatch(text):
            return (Text(text, origin),)
        nodes = self.read(text, origin, "")
        if len(nodes) == 1 and isinstance(nodes[0], Element) and nodes[0].tag == "p":
            return nodes[0].children
        return nodes

    def _insert_notes(self, nodes: tuple[Node, ...], name: str) -> tuple[Node, ...]:
        """Each note at its call; the list that Python-Markdown put at the end is gone."""
        bodies = {
            item.get("id").removeprefix("fn:"): item
            for list_ in nodes
            if isinstance(list_, Element) and "footnote" in list_.classes
            for item in find_elements((list_,), "li")
            if item.get("id").startswith("fn:")
        }
        called: set[str] = set()

        def at_call(node: Node) -> tuple[Node, ...]:
            if not (isinstance(node, Element) and node.tag == "sup" and node.get("id").startswith("fnref")):
                return (node,)
            label = node.get("id").rpartition(":")[2]
            if label in called:
                hint = f'call it once, and write `see n {{{{ ref("{label}") }}}}` in the other place'
                self.sink.error("note-called-twice", f"the note `[^{label}]` is called twice", node.origin, hint)
                return ()
            called.add(label)
            if label not in bodies:
                hint = "look for HTML that is opened and not closed"
                self.sink.error(
                    "note-undefined", f"the text of the note `[^{label}]` cannot be found", node.origin, hint
                )
                return ()
            return (self._build_note(bodies[label], f"{name}:{label}" if name else label),)

        text = tuple(node for node in nodes if not (isinstance(node, Element) and "footnote" in node.classes))
        result = rebuild(text, at_call)
        for label, item in bodies.items():
            if label not in called:
                self.sink.warning("note-unused", f"the note `[^{label}]` is never called", item.origin)
        return result

    def _build_note(self, item: Element, label: str) -> Note:
        children = rebuild(item.children, _strip_back_link)
        for inner in find_elements(children, "sup"):
            if inner.get("id").startswith("fnref"):
                self.sink.error("note-in-note", "a note is called inside a note", inner.origin, "write it out in words")
        paragraphs = [node for node in children if not (isinstance(node, Text) and not node.content.strip())]
        if len(paragraphs) == 1 and isinstance(paragraphs[0], Element) and paragraphs[0].tag == "p":
            children = paragraphs[0].children
        else:
            children = tuple(paragraphs)
        return Note(_strip_white_space(children), label, origin=item.origin)

    def _check_undefined_notes(self, html: str, start: Origin) -> None:
        """Calls that Python-Markdown left as they were; looked for before values are set in, which are data."""
        for match in _UNDEFINED_NOTE.finditer(html):
            lines = LINE_MARK.findall(html[: match.start()])
            origin = self.filler.marks.get_origin(lines[-1]) if lines else start
            hint = f"add a line `[^{match[1]}]: ...`"
            self.sink.error("note-undefined", f"the note `[^{match[1]}]` has no text", origin, hint)

    def _normalise_node(self, node: Node) -> tuple[Node, ...]:
        """Figures from lone images, call-outs and pull quotes from admonitions, loose lists tightened."""
        if not isinstance(node, Element):
            return (node,)
        match node.tag:
            case "img":
                return (self._resolve_image(node),)
            case "p":
                return _normalise_paragraph(node)
            case "li":
                return (_tighten_item(node),)
            case "div" if "admonition" in node.classes:
                return (_build_aside(node),)
            case _:
                return (node,)

    def _resolve_image(self, image: Element) -> Element:
        source = image.get("src")
        if source.startswith(CHART_SCHEME) and image.origin is None:
            return image  # made from facts; an author's own image has its line
        folder = str(PurePosixPath(image.origin.path if image.origin else "").parent)
        wanted = source
        if source.startswith("."):
            library = folder.split("/")[:2]
            wanted = posixpath.relpath(posixpath.normpath(posixpath.join(folder, source)), "/".join(library))
        if wanted not in self.images:
            hints = did_you_mean(wanted, self.images, self.unlabelled_images) or (
                "images lie in `images/` of the library",
            )
            self.sink.error("image-missing", f"there is no image `{source}`", image.origin, *hints)
        if not image.get("alt") and "decorative" not in image.classes:
            hint = "describe it in the brackets, or mark it `{.decorative}`"
            self.sink.error("image-alt", f"the image `{source}` has no alternative text", image.origin, hint)
        return image.with_attributes(src=wanted)

    def _check_headings(self, nodes: tuple[Node, ...]) -> None:
        level = 0
        for heading in find_elements(nodes, "h1", "h2", "h3", "h4", "h5", "h6"):
            here = int(heading.tag[1])
            if level and here > level + 1:
                message = f"the heading `{extract_text((heading,)).strip()}` skips a level: `h{here}` after `h{level}`"
                self.sink.error("heading-skipped", message, heading.origin, f"write it with {level + 1} `#`")
            level = here


def _strip_back_link(node: Node) -> tuple[Node, ...]:
    return () if isinstance(node, Element) and "footnote-backref" in node.classes else (node,)


def _strip_white_space(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes without white space at either end."""
    result = list(nodes)
    while result and isinstance(result[-1], Text) and not result[-1].content.rstrip("\u00a0 \n\t"):
        result.pop()
    while result and isinstance(result[0], Text) and not result[0].content.strip():
        result.pop(0)
    if result and isinstance(result[-1], Text):
        result[-1] = replace(result[-1], content=result[-1].content.rstrip("\u00a0 \n\t"))
    if result and isinstance(result[0], Text):
        result[0] = replace(result[0], content=result[0].content.lstrip())
    return tuple(result)


def _normalise_paragraph(node: Element) -> tuple[Node, ...]:
    """A paragraph without white space at its ends; one that holds only an image is a figure, an empty one nothing."""
    content = [child for child in node.children if not (isinstance(child, Text) and not child.content.strip())]
    if len(content) == 1 and isinstance(content[0], Element) and content[0].tag in {"img", "figure"}:
        return (replace(_build_figure(content[0]), origin=content[0].origin or node.origin),)
    children = rebuild(_strip_white_space(node.children), _move_citation_behind_image)
    return (node.with_children(children),) if content or node.attributes else ()


def _move_citation_behind_image(node: Node) -> tuple[Node, ...]:
    """An image in running text has no caption: what its title cites stands behind it."""
    if not isinstance(node, Element) or node.tag != "img" or not node.children:
        return (node,)
    return (node.with_children(()), *(one for one in node.children if isinstance(one, Citation)))


def _build_figure(content: Element) -> Element:
    """An image alone in its paragraph: its Markdown title is the caption, `credit` says whose it is."""
    if content.tag == "figure":
        return content
    caption: list[Node] = []
    if content.children:
        caption += content.children
    elif content.get("title"):
        caption.append(Text(content.get("title"), content.origin))
    if content.get("credit"):
        caption += [Text(" ", content.origin)] if caption else []
        caption.append(
            Element("span", (Text(content.get("credit"), content.origin),), {"class": "credit"}, content.origin)
        )
    kept = {name: value for name, value in content.attributes.items() if name not in {"title", "credit"}}
    image = replace(content, attributes=kept, children=())
    parts: tuple[Node, ...] = (
        (image, Element("figcaption", tuple(caption), {}, content.origin)) if caption else (image,)
    )
    return Element("figure", parts, {}, content.origin)


def _build_aside(node: Element) -> Element:
    """`!!! pull-quote` and `!!! callout "Title"` as asides; a title that nobody wrote is dropped."""
    classes = [word for word in node.get("class").split() if word != "admonition"]
    children: list[Node] = []
    for child in node.children:
        if isinstance(child, Element) and "admonition-title" in child.classes:
            if extract_text(child.children).strip().lower() == " ".join(classes).lower():
                continue
            children.append(child.with_attributes(class_="aside-title"))
        elif not (isinstance(child, Text) and not child.content.strip()):
            children.append(child)
    return Element("aside", tuple(children), {"class": " ".join(classes)}, node.origin)


def _tighten_item(item: Element) -> Element:
    """A list item without a paragraph around its only text: PDF/UA wants none, and nothing is lost."""
    content = [child for child in item.children if not (isinstance(child, Text) and not child.content.strip())]
    paragraphs = [child for child in content if isinstance(child, Element) and child.tag == "p"]
    if len(paragraphs) == 1 and content[0] is paragraphs[0] and not paragraphs[0].attributes:
        return item.with_children((*paragraphs[0].children, *content[1:]))
    return item


def _prefix_ids(nodes: tuple[Node, ...], name: str) -> tuple[Node, ...]:
    """The author's ids, and links to them, with the block's name in front."""
    slug = to_slug(name)
    own = {one.get("id") for one in find_elements(nodes) if one.get("id")}
    if not own or not slug:
        return nodes

    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Element):
            if node.get("id") in own:
                node = node.with_attributes(id=f"{slug}--{node.get('id')}")
            if node.get("href").removeprefix("#") in own and node.get("href").startswith("#"):
                node = node.with_attributes(href=f"#{slug}--{node.get('href')[1:]}")
        return (node,)

    return rebuild(nodes, change)


def to_slug(name: str) -> str:
    """A name as an HTML id: `legal/torture` is `legal-torture`."""
    return re.sub(r"[^\w-]+", "-", name).strip("-").lower()
