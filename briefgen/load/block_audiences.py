"""Reports names of audiences that are not there, in blocks and in consents: a misspelt one keeps a text out of documents."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.load.names import list_audience_names
from briefgen.model.brief import Project
from briefgen.model.consent import Consent
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Library
from briefgen.model.nearest import suggest_nearest


def check_block_audiences(project: Project, library: Library, sink: Sink) -> None:
    """Report each name under `audiences:` of a block or a consent that no audience of the project or built-in one has."""
    known = list_audience_names(project)
    for block in library.blocks:
        for name in sorted((block.audiences or frozenset()).difference(known)):
            message = f"block `{block.id}` lists the audience `{name}`, which is not there"
            hints = suggest_nearest(name, known) or ("run `briefgen list audiences`, or take the name out",)
            sink.error("block-audience", message, block.origin, *hints)
    for what, consent in _list_consents(library):
        # Only a warning: the person agreed to that name, and without it nobody gets the text.
        for name in sorted((consent.audiences or frozenset()).difference(known)):
            message = f"consent for {what} lists the audience `{name}`, which is not there"
            hints = suggest_nearest(name, known) or ("run `briefgen list audiences`",)
            sink.warning("consent-audience", message, consent.origin, *hints)


def _list_consents(library: Library) -> Iterator[tuple[str, Consent]]:
    """Each consent, with the text or the picture that it is for."""
    for block in library.blocks:
        yield from ((f"block `{block.id}`", consent) for consent in block.consents or ())
    for name, consents in library.image_consents.items():
        yield from ((f"image `{name}`", consent) for consent in consents)
