"""Writes the report of an import: what was made, guessed, left out and lost, and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.decompose.citations import describe_citations
from briefgen.decompose.earlier_import import ImportUpdate, describe_update
from briefgen.decompose.imported_text import Remark
from briefgen.decompose.plan import ImportPlan


def build_report(plan: ImportPlan, changes: str, update: ImportUpdate | None = None) -> str:
    """The report in Markdown; `changes` is what happened to tracked changes, `accept` or `reject`."""
    request = plan.request
    lines = [f"# Import of `{request.file_name}`", "", *_describe_result(plan)]
    if update:
        lines += _build_part("Second import", describe_update(update), "Nothing is new.")
    if plan.text.citations:
        sure = [citation for citation in plan.text.citations if not citation.is_guess]
        lines += _build_part("Citations", describe_citations(sure, plan.keys), "nothing that is sure: see below")
    lines += _build_part("Guessed", _list_guesses(plan), "nothing")
    lines += _build_part("To do", _list_tasks(plan), "nothing")
    listed = _format_remarks(plan.text.changes)
    lines += _build_part(f"Tracked changes: each one is {changes}ed", listed, "The file has none.")
    lines += _build_part("Comments", _list_comments(plan), "The file has none.")
    lines += _build_part("Left out", _format_remarks(plan.text.left_out), "nothing")
    lines += _build_part("Lost", _format_remarks(plan.lost), "nothing: every word of the file is in a block or above")
    return "\n".join(lines) + "\n"


def _describe_result(plan: ImportPlan) -> Iterator[str]:
    request = plan.request
    yield f"The brief is `briefs/{request.brief}.yaml`, for the audience `{request.audience}`. All blocks are confidential and drafts."
    yield ""
    yield "| block | kind | words |"
    yield "|---|---|---|"
    for block in plan.blocks:
        yield f"| `{block.name}` | {block.kind} | {block.words} |"
    yield ""
    kept = ", ".join(map(str, plan.text.word_notes))
    words = f" These notes cite no work, and stay words: {kept}." if kept else ""
    yield f"Notes: {plan.text.note_count}.{words} Pictures: {len(plan.pictures)}. Comments: {len(plan.text.comments)}."


def _list_guesses(plan: ImportPlan) -> Iterator[str]:
    yield f"Headings down to level {plan.level} start a block; an import with another level divides the text elsewhere."
    if plan.headings_by_look:
        yield f"The file has no headings by style. These lines look like some: {_join(plan.headings_by_look)}"
    if plan.numbers:
        yield f"Typed numbers are taken off titles, because briefgen numbers them: {_join(plan.numbers)}"
    guesses = [citation for citation in plan.text.citations if citation.is_guess]
    yield from describe_citations(guesses, plan.keys)
    yield from _list_recommendations(plan)
    for block in (block for block in plan.blocks if not block.action):
        reason = f"because of `{block.kind_word}`" if block.kind_word else "no word of its heading says what it is"
        yield f"`{block.name}` is of kind `{block.kind}`: {reason}"


def _list_recommendations(plan: ImportPlan) -> Iterator[str]:
    for block in plan.blocks:
        if block.action:
            yield f"`{block.name}` asks {block.addressee}: `{block.action}`"
    if plan.list_words:
        yield f"These words of lists are taken off recommendations: {_join(plan.list_words)}"


def _list_tasks(plan: ImportPlan) -> Iterator[str]:
    yield "Read each block, and say who may read it (`sensitivity`) and that it is finished (`status`)."
    if not plan.text.date:
        yield f"Write the date of the document into `briefs/{plan.request.brief}.yaml`."
    yield from _format_remarks([*plan.text.remarks, *plan.to_do])


def _list_comments(plan: ImportPlan) -> Iterator[str]:
    for comment in plan.text.comments:
        about = f" on `{comment.passage}`" if comment.passage else ""
        yield f"{comment.place}: {comment.author or 'somebody'}, {comment.date or 'without a date'}{about}: {comment.text}"


def _build_part(title: str, entries: Iterable[str], nothing: str) -> list[str]:
    listed = [f"- {entry}" for entry in entries]
    return ["", f"## {title}", "", *(listed or [nothing])]


def _format_remarks(remarks: Iterable[Remark]) -> list[str]:
    return [f"{remark.place}: {remark.text}" for remark in remarks]


def _join(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
