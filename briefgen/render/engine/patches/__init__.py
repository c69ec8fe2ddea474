"""Correct the faults of WeasyPrint 70.0 that concern briefgen, from outside: one module for each fault.

Most give other classes to the objects of one document, so that a patch ends with the document. Others replace functions of WeasyPrint itself, by
`install_correction`: `column_layout` for our documents alone, `right_to_left` for lines from the right, `glyph_texts` for letters with marks,
`hyphens` for lines with a hyphen and justified text, `last_lines` for paragraphs with a short last line, `shared_styles` and `split_lines` for our documents alone, `whole_addresses` for paragraphs with an address, and `selectors` for what no release can read. `tests/render/test_render_patches.py` and
`test_column_layout.py` show each fault in bare WeasyPrint; when a test fails there, its patch can go.

- `column_layout`: columns are laid out again for every height that is tried.
- `footnote_layout`: notes are moved to the next page, or lost, to fit one more line; long ones are printed off the page; many in a line take minutes.
- `footnote_splitting`: a note cannot be cut in two.
- `glyph_texts`: a letter with marks has no text, so that it cannot be copied, searched or read aloud.
- `hyphens`: a word is divided into a last line, over a page turn, and in a compound that has a hyphen; a justified line of few words has holes.
- `last_lines`: a paragraph can end with one word, and the line before with a gap.
- `links`: a link has one place to click for each of its elements, and running heads have some, too.
- `marking`: screen readers read running heads, leaders, ornaments and repeated table headers.
- `right_to_left`: the indent of a paragraph from the right is at the end of its first line, and the last word of a line is a space too far.
- `shared_styles`: the styles of each document are computed again, though those of the last one had the same elements.
- `split_lines`: a text is broken into lines again each time that it is laid out.
- `selectors`: some slips in a selector, such as `p:not(|)`, end the layout.
- `whole_addresses`: a printed address is divided over two columns or pages.
- `metadata`: a file is called PDF/UA or PDF/A, not both; PDF/X carries a random number.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from types import ModuleType
from typing import Any

from briefgen.model.diagnostic import MachineError

INSTALLING = Lock()
"""Held while a function is replaced: two threads would each keep only their own correction of it."""

SUPPORTED_VERSION = "70.0"
"""The release whose private parts these modules know."""


def require_supported_version(weasyprint: ModuleType) -> None:
    """Refuse any other release. Raises `MachineError`."""
    if weasyprint.__version__ != SUPPORTED_VERSION:
        raise MachineError(
            "weasyprint-version",
            f"WeasyPrint {weasyprint.__version__} is installed; briefgen is checked with {SUPPORTED_VERSION}",
            f"run `pip install weasyprint=={SUPPORTED_VERSION}`",
        )


def install_correction(module: ModuleType, name: str, correct: Callable[[Any], Any]) -> None:
    """Replace a function of WeasyPrint by what `correct` makes of it, in this process; nothing where that is done already.

    Several corrections of a function can be installed in any order.
    """
    with INSTALLING:
        function = getattr(module, name)
        installed: frozenset[Any] = getattr(function, "corrections", frozenset())
        if correct not in installed:
            corrected: Any = wraps(function)(correct(function))
            corrected.corrections = installed | {correct}
            setattr(module, name, corrected)
