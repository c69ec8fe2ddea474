"""Writes the blocks of pandoc as the Markdown of one block of a library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.decompose.captions import remove_label
from briefgen.decompose.markdown_inlines import InlineWriter
from briefgen.decompose.markdown_table import write_table
from briefgen.decompose.markdown_text import escape_code, escape_start
from briefgen.decompose.pandoc_tree import PandocNode, unwrap_divs

BOX_START, BOX_END = "\ue001", "\ue002"
"""Paragraphs that `word_file` sets round the words of a text box."""
INDENT = "    "

_LABELS = {
    "LowerAlpha": "a b c d e f g h i j k l m n o p q r s t u v w x y z".split(),
    "UpperAlpha": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z".split(),
    "LowerRoman": "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(),
}
"""The labels of lists that are not numbered with figures; a longer list is."""


@dataclass(slots=True)
class BlockWriter:
    """Writes the content of one block and the notes that it calls."""

    inlines: InlineWriter

    def write(self, blocks: Iterable[PandocNode]) -> str:
        """The text of a block: its paragraphs, then its notes."""
        text = self.write_blocks(blocks)
        waiting, self.inlines.notes = self.inlines.notes, []
        for label, note in waiting:
            text += f"\n\n[^{label}]: {indent_after_first_line(self.write_blocks(note))}"
        return text.strip("\n") + "\n"

    def write_blocks(self, blocks: Iterable[PandocNode]) -> str:
        """Blocks with an empty line between them."""
        return "\n\n".join(filter(None, self._write_each(join_boxes(unwrap_divs(blocks)))))

    def _write_each(self, blocks: Iterable[PandocNode]) -> Iterator[str]:
        for block in blocks:
            yield self._write_block(block)

    def _write_block(self, block: PandocNode) -> str:
        write = _WRITERS.get(block["t"])
        return write(self, block.get("c")) if write else ""

    def write_paragraph(self, inlines: Sequence[PandocNode]) -> str:
        """A paragraph on one line."""
        return escape_start(self.inlines.write(inlines).strip())

    def write_heading(self, content: Sequence[Any]) -> str:
        """A heading inside a block; compose moves it below the title of the block."""
        return f"{'#' * max(2, min(content[0], 6))} {self.inlines.write(content[2]).strip()}"

    def write_bullets(self, items: Sequence[Sequence[PandocNode]]) -> str:
        """A list with bullets."""
        return self._write_items(items, ["-"] * len(items))

    def write_numbers(self, content: Sequence[Any]) -> str:
        """A list with numbers or letters; no reader takes one lettered item alone for a list, so it becomes paragraphs."""
        items, markers = content[1], number_items(content[0], len(content[1]))
        if len(items) == 1 and not markers[0][0].isdigit():
            return escape_start(f"{markers[0]} {self.write_blocks(items[0])}")
        return self._write_items(items, markers)

    def write_definitions(self, content: Sequence[Any]) -> str:
        """A list of terms, each with what it means."""
        return "\n\n".join(self._write_definition(term, texts) for term, texts in content)

    def _write_items(self, items: Sequence[Sequence[PandocNode]], markers: Sequence[str]) -> str:
        tight = all(block["t"] == "Plain" or index for item in items for index, block in enumerate(item))
        written = [
            f"{marker} {indent_after_first_line(self.write_blocks(item))}"
            for marker, item in zip(markers, items, strict=True)
        ]
        return ("\n" if tight and all("\n" not in item for item in written) else "\n\n").join(written)

    def _write_definition(self, term: Sequence[PandocNode], texts: Sequence[Sequence[PandocNode]]) -> str:
        definitions = (f":   {indent_after_first_line(self.write_blocks(text))}" for text in texts)
        return "\n".join([self.inlines.write(term), *definitions])

    def write_figure(self, content: Sequence[Any]) -> str:
        """A picture with its caption."""
        _, (_, caption), blocks = content
        words, figure = self.write_blocks(caption), self.write_blocks(blocks)
        if figure.startswith("<!--"):  # a picture that cannot be printed: its caption is kept as words
            return f"{figure}\n\n{words}".strip()
        return f"{figure}\n\nFigure: {remove_label(words)[0]}" if words and figure else figure or words


_WRITERS: Mapping[str, Callable[[BlockWriter, Any], str]] = {
    "Para": BlockWriter.write_paragraph,
    "Plain": BlockWriter.write_paragraph,
    "Header": BlockWriter.write_heading,
    "BulletList": BlockWriter.write_bullets,
    "OrderedList": BlockWriter.write_numbers,
    "DefinitionList": BlockWriter.write_definitions,
    "Figure": BlockWriter.write_figure,
    "Table": lambda writer, content: write_table(content, writer.inlines),
    "BlockQuote": lambda writer, content: prefix_lines(writer.write_blocks(content), "> "),
    "Box": lambda writer, content: f"!!! callout\n{prefix_lines(writer.write_blocks(content), INDENT)}",
    "CodeBlock": lambda _, content: f"```\n{escape_code(content[1])}\n```",
    "LineBlock": lambda writer, lines: escape_start("<br>".join(map(writer.inlines.write, lines))),
    "HorizontalRule": lambda _, __: "<hr>",
}
"""How each kind of block is written; raw code of another format is not."""


def join_boxes(blocks: Iterable[PandocNode]) -> Iterator[PandocNode]:
    """Blocks with those between the marks of a text box as one."""
    box: list[PandocNode] | None = None
    for block in blocks:
        text = block["c"][0].get("c") if block["t"] in {"Para", "Plain"} and len(block["c"]) == 1 else None
        if text == BOX_START:
            box = []
        elif text == BOX_END and box is not None:
            yield {"t": "Box", "c": box}
            box = None
        elif box is not None:
            box.append(block)
        else:
            yield block
    yield from box or ()  # a box without its end


def number_items(style: Sequence[Any], count: int) -> list[str]:
    """The markers of a list that starts where the file says."""
    start, kind, delimiter = style[0], style[1]["t"], style[2]["t"]
    first = int(start)
    labels = _LABELS.get(kind, [])[first - 1 : first - 1 + count]
    if len(labels) < count:
        return [f"{number}." for number in range(first, first + count)]
    opening, closing = {"TwoParens": ("(", ")"), "OneParen": ("(", ")")}.get(delimiter, ("", "."))
    return [f"{opening}{label}{closing}" for label in labels]


def indent_after_first_line(text: str) -> str:
    """Text whose lines behind the first belong to the item or the note that it starts."""
    return text.replace("\n", f"\n{INDENT}").replace(f"\n{INDENT}\n", "\n\n")


def prefix_lines(text: str, prefix: str) -> str:
    """Text with something before each line."""
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))
