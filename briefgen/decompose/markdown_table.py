"""Writes tables: a plain one with bars, any other as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from briefgen.decompose.captions import remove_label
from briefgen.decompose.markdown_inlines import InlineWriter
from briefgen.decompose.markdown_text import escape_start
from briefgen.decompose.pandoc_tree import PandocNode, extract_words, unwrap_divs

Cell = list[Any]
"""Of pandoc: attributes, alignment, rows, columns, blocks."""
Row = list[Cell]


def write_table(content: Sequence[Any], inlines: InlineWriter) -> str:
    """A table with its caption, and every word and note of it."""
    caption, heads, bodies, foot = content[1][1], content[3][1], content[4], content[5][1]
    written_caption = _write_paragraphs(caption, inlines)
    head = [row[1] for row in heads if extract_words(row) or len(heads) > 1]
    body = [row[1] for part in bodies for rows in (part[2], part[3]) for row in rows] + [row[1] for row in foot]
    is_plain = len(head) == 1 and all(map(_is_plain_cell, (cell for row in (*head, *body) for cell in row)))
    table = _write_with_bars(head[0], body, inlines) if is_plain else _write_html(head, body, inlines)
    if not written_caption:
        return table
    return f"Table: {remove_label(written_caption)[0]}\n\n{table}"


def _is_plain_cell(cell: Cell) -> bool:
    _, _, rows, columns, blocks = cell
    content = list(unwrap_divs(blocks))
    return rows == columns == 1 and len(content) <= 1 and all(block["t"] in {"Para", "Plain"} for block in content)


def _write_with_bars(head: Row, body: Sequence[Row], inlines: InlineWriter) -> str:
    rows = [[_write_paragraphs(cell[4], inlines) for cell in row] for row in (head, *body)]
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])


def _write_paragraphs(blocks: Sequence[PandocNode], inlines: InlineWriter) -> str:
    return "<br>".join(
        inlines.write(block["c"]).strip() for block in unwrap_divs(blocks) if block["t"] in {"Para", "Plain"}
    )


def _write_html(head: Sequence[Row], body: Sequence[Row], inlines: InlineWriter) -> str:
    lines = ["<table>"]
    if head:
        lines += ["<thead>", *(_write_row(row, "th", inlines) for row in head), "</thead>"]
    lines += ["<tbody>", *(_write_row(row, "td", inlines) for row in body), "</tbody>", "</table>"]
    return "\n".join(lines)


def _write_row(row: Row, tag: str, inlines: InlineWriter) -> str:
    return f"<tr>{''.join(_write_cell(cell, tag, inlines) for cell in row)}</tr>"


def _write_cell(cell: Cell, tag: str, inlines: InlineWriter) -> str:
    _, _, rows, columns, blocks = cell
    spans = "".join(f' {name}="{count}"' for name, count in (("rowspan", rows), ("colspan", columns)) if count > 1)
    content = list(unwrap_divs(blocks))
    if len(content) == 1 and content[0]["t"] in {"Para", "Plain"}:
        return f"<{tag}{spans}>{inlines.write(content[0]['c']).strip()}</{tag}>"
    return f"<{tag}{spans}>{''.join(_write_cell_blocks(content, inlines))}</{tag}>"


def _write_cell_blocks(blocks: Sequence[PandocNode], inlines: InlineWriter) -> Iterator[str]:
    """The blocks of a cell as HTML, because an empty line would end the table."""
    for block in unwrap_divs(blocks):
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield f"<p>{escape_start(inlines.write(content).strip())}</p>"
            case "Header":
                yield f"<p><strong>{inlines.write(content[2]).strip()}</strong></p>"
            case "BulletList" | "OrderedList":
                tag, items = ("ul", content) if block["t"] == "BulletList" else ("ol", content[1])
                start = f' start="{content[0][0]}"' if tag == "ol" and content[0][0] != 1 else ""
                written = "".join(f"<li>{''.join(_write_cell_blocks(item, inlines))}</li>" for item in items)
                yield f"<{tag}{start}>{written}</{tag}>"
            case "BlockQuote":
                yield f"<blockquote>{''.join(_write_cell_blocks(content, inlines))}</blockquote>"
            case "CodeBlock":
                yield f"<pre>{escape(content[1])}</pre>"
            case "Table":
                yield write_table([content[0], [None, []], *content[2:]], inlines).replace("\n", "")
            case "Figure":
                yield from _write_cell_blocks(content[2], inlines)
                yield from _write_cell_blocks(content[1][1], inlines)
