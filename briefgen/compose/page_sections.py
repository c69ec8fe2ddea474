"""Compares the sections of a document with those that its page template prints: a page can leave out or move what it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Block
from briefgen.model.selection import SelectedSection, walk_selected_sections
from briefgen.model.tree import Element, find_elements


def check_page_sections(
    sections: Iterable[SelectedSection],
    built: Iterable[Element | None],
    body: Element,
    brief: Brief,
    page: str,
    sink: Sink,
) -> None:
    """Report sections with blocks that the page template does not print, and an order of the brief that it does not keep."""
    filled = [section for section in walk_selected_sections(sections) if not section.is_empty]
    expected = list(_list_ids(element for element in built if element))
    printed = list(_list_ids([body]))
    requested = [request.id for request in brief.blocks.arrangement]
    for section in filled:
        name = section.plan.id
        if name not in printed and any(not _is_recommendation(choice.block) for choice in section.choices):
            message = f"the page template does not print section `{name}`"
            origin, hint = Origin(f"templates/{page}"), f'print `{{{{ section("{name}") }}}}`, or all `sections`'
            if name in requested:
                sink.error("template-section", message, origin, hint)
            else:
                sink.warning("template-section", message, origin, hint)
    orders = ([name for name in names if name in requested] for names in (expected, printed))
    for planned, found in zip(*orders, strict=False):
        if planned != found:
            message = f"section `{planned}` is not printed before `{found}`: the page of audience `{brief.audience}` has its own order"
            hint = "leave the order to the audience, or write a page template of your own"
            sink.error("brief-section-fixed", message, brief.find_origin(f"sections.{planned}"), hint)
            return


def _list_ids(elements: Iterable[Element]) -> Iterator[str]:
    return (element.get("data-section") for element in find_elements(elements) if element.get("data-section"))


def _is_recommendation(block: Block) -> bool:
    """Whether a page can print the block by itself, from `recommendations`."""
    return block.recommendation is not None
