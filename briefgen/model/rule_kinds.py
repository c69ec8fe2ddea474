"""The kinds of rules that an audience can state, and the keys that each needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleKind:
    """What one kind of rule checks, and which keys it needs in `audience.yaml`."""

    description: str
    limit: bool = False
    """It needs `limit`."""
    values: bool = False
    """It needs `values`."""


RULE_KINDS: Mapping[str, RuleKind] = {
    "words": RuleKind("most words in the parts that `counts` names", limit=True),
    "pages": RuleKind("most pages of the PDF", limit=True),
    "speaking-time": RuleKind("most seconds that the body takes to read aloud at `pace` words a minute", limit=True),
    "sections": RuleKind("sections in `values` that must have text", values=True),
    "fields": RuleKind(
        "keys of the brief in `values` that must be filled in, such as `submitters.contact`", values=True
    ),
    "numbered-paragraphs": RuleKind("paragraphs carry numbers"),
    "numbered-pages": RuleKind("pages carry numbers"),
    "languages": RuleKind("the language is one of `values`", values=True),
    "formats": RuleKind("the audience is sent a file in one of the formats in `values`", values=True),
    "fonts": RuleKind("the Word file has no other faces than those in `values`", values=True),
    "text-size": RuleKind("most of the text of the Word file has a size of `limit` points", limit=True),
    "plain": RuleKind("no bold, italics or underlining"),
    "one-state": RuleKind("the brief names one state, and every recommendation is addressed to it"),
    "recommendations": RuleKind("there are recommendations, at most `limit` of them"),
    "previous-recommendations": RuleKind("earlier recommendations of the body are taken up"),
    "un-symbols": RuleKind("symbols of United Nations documents are well formed"),
    "avoid": RuleKind("words in `values` that must not be used", values=True),
    "period": RuleKind("the brief states the period that it covers, of at most `limit` years"),
    "facts-in-period": RuleKind("no figure is older than the period that the brief covers"),
    "deadline": RuleKind("the brief's deadline, in the time zone in `values`, has not passed", values=True),
}
"""By the word in `kind`. The check stage has a function for each."""
