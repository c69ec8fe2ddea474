"""Prints a comparison as a page of HTML: what was taken out is struck through, what came is underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from briefgen.compare.align import PassageChange, compare_words
from briefgen.compare.comparison import Comparison
from briefgen.compare.text_report import list_other_changes
from briefgen.compare.version import Passage, Token, Version

STYLE = """body{font:1rem/1.5 serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
ins{background:#d9f2d9;color:#0b4a0b;text-decoration:underline}del{background:#fbdcdc;color:#7a1010}
.note{font-size:.85em}.number{color:#555}.moved{border-inline-start:.25rem solid #555;padding-inline-start:.75rem}
.label{font:.8rem sans-serif;color:#555}"""


def build_html(comparison: Comparison, title: str) -> str:
    """The whole new text with every change in it, then numbers and figures. It needs no other file."""
    version = comparison.new
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(version.language)}" dir="{escape(version.direction)}">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style></head>',
        "<body><main>",
        f"<h1>{escape(title)}</h1>",
        *(_build_passage(change, comparison) for change in comparison.passages),
        *_build_lists(comparison),
        "</main></body>\n</html>\n",
    ]
    return "\n".join(parts)


def _build_passage(change: PassageChange, comparison: Comparison) -> str:
    old, new = change.old or change.moved_from, change.new
    passage = new or old
    if passage is None:
        return ""
    # The page has one `h1`, its own title.
    tag = f"h{min(passage.level + 1, 6)}" if passage.level else "p"
    number = f'<span class="number">{escape(passage.number)}</span> ' if passage.number else ""
    if change.moved_to:
        return f'<{tag} class="moved">{_build_label("moved from here")}{_mark("del", passage.tokens, comparison.old)}</{tag}>'
    if old and new:
        words = "".join(_build_words(old, new, comparison))
        label = _build_label("moved here") if change.moved_from else ""
        return f"<{tag}{' class=moved' if label else ''}>{label}{number}{words}</{tag}>"
    mark, version = ("ins", comparison.new) if new else ("del", comparison.old)
    return f"<{tag}>{number}{_mark(mark, passage.tokens, version)}</{tag}>"


def _build_label(words: str) -> str:
    return f'<span class="label" lang="en">{words}</span> '


def _build_words(old: Passage, new: Passage, comparison: Comparison) -> Iterator[str]:
    for change in compare_words(old, new):
        if change.is_same:
            yield _format_tokens(change.new, comparison.new)
            continue
        if change.old:
            yield _mark("del", change.old, comparison.old)
        if change.new:
            yield _mark("ins", change.new, comparison.new)


def _mark(tag: str, tokens: Iterable[Token], version: Version) -> str:
    return f"<{tag}>{_format_tokens(tokens, version)}</{tag}>"


def _format_tokens(tokens: Iterable[Token], version: Version) -> str:
    return "".join(
        f' <span class="note">[{token.note}: {escape(version.notes.get(token.note, ""))}]</span>'
        if token.note
        else escape(token.text)
        for token in tokens
    )


def _build_lists(comparison: Comparison) -> Iterator[str]:
    """Numbers and figures, worded as on the terminal."""
    for title, lines in list_other_changes(comparison):
        yield f'<section class="changes" lang="en"><h2>{title.capitalize()}</h2>\n<ul>'
        yield from (f"<li>{escape(line)}</li>" for line in lines)
        yield "</ul></section>"
