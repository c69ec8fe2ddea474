"""What WeasyPrint 70.0 does otherwise than briefgen needs, put right from outside: one module for each fault.

Nothing here changes WeasyPrint itself, save one function that `column_layout` replaces for our documents alone: one
document's objects are given other classes, so that a patch ends with the document. `tests/render/test_render_patches.py` and
`test_column_layout.py` show each fault in bare WeasyPrint; when a test fails there, its patch can go.

- `column_layout`: columns are laid out anew for every height that is tried.
- `footnote_layout`: notes are moved overleaf, or lost, to fit one more line; long ones run off the page; many in a line take for ever.
- `footnote_splitting`: a note cannot be cut in two.
- `links`: a link is as many places to click as it has elements, and running heads have some, too.
- `marking`: running heads, leaders, ornaments and repeated table heads are read aloud.
- `metadata`: a file is called PDF/UA or PDF/A, not both; PDF/X carries a random number.
"""

from __future__ import annotations

from types import ModuleType

from briefgen.model.diagnostic import MachineError

SUPPORTED_VERSION = "70.0"
"""The release whose inside these modules know."""


def require_supported_version(weasyprint: ModuleType) -> None:
    """Refuse any other release. Raises `MachineError`."""
    if weasyprint.__version__ != SUPPORTED_VERSION:
        raise MachineError(
            "weasyprint-version",
            f"WeasyPrint {weasyprint.__version__} is installed; briefgen is checked with {SUPPORTED_VERSION}",
            f"run `pip install weasyprint=={SUPPORTED_VERSION}`",
        )
