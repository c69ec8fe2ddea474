"""Canary words in every field of every thing that a reader may not have: tables that no field can be missing from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PIL import Image
from pydantic import BaseModel

from briefgen.schema import csl
from briefgen.schema.approvals_file import ApprovalFile
from briefgen.schema.block_file import BlockFile, PreviousRecommendationFile, VariantFile
from briefgen.schema.consent_file import ConsentFile
from briefgen.schema.facts_file import FactFile
from briefgen.schema.images_file import ImageFile
from briefgen.schema.people_file import PersonFile, WatchListFile
from briefgen.schema.sources_file import SourceFile
from briefgen.schema.translations_file import TranslationFile

SUBMITTER = (
    "submitters: [{name: One, acronym: O, website: 'https://example.org', contact: c@example.org, description: One.}]"
)

ASKED: Mapping[str, str] = {
    "advocacy-letter": "parameters: {addressee: The Minister, signatory: Somebody}",
    "call-for-input": "parameters: {mandate: Special Rapporteur, call-for-input: A call, publication: public}",
    "diplomat": "",
    "hrc-oral-statement": "parameters: {item: '4'}",
    "hrc-written-statement": f"parameters: {{item: '4', status: special}}\n{SUBMITTER}",
    "parliament-evidence": "parameters: {inquiry: An inquiry}",
    "policy-brief": "",
    "press-release": "parameters: {place: Geneva}",
    "public-report": "",
    "special-procedures": "parameters: {mandate: Special Rapporteur, consent-government: not asked, consent-report: not asked}\nceiling: public\n"
    + SUBMITTER,
    "treaty-body-report": "parameters: {committee: CAT, publication: public}",
    "upr-fact-sheet": "parameters: {theme: Rivers}",
    "upr-joint-submission": "submitters: [{name: One, acronym: O, website: 'https://example.org', contact: c@example.org, description: One of two.}, {name: Two, acronym: T, website: 'https://example.com', contact: d@example.com, description: Another.}]",
    "upr-submission": "",
}
"""Every audience that briefs can be made for, with what it asks to be told."""

AUDIENCES = tuple(ASKED)
CANARY = re.compile(r"canary\d+x")
MOST = 700

Word = Callable[[], str]

CONSENT = "{given: Signed by {word}, audiences: [{word}], places: any}"
PREVIOUS = "[{cycle: 4, paragraph: '{word}', states: [FRA], text: Said {word}, source: '@{word}', position: noted}]"

RECOMMENDATION: Mapping[str, str] = {
    "addressee": "The {word}",
    "action": "Do {word}",
    "asks": "[Ask {word}]",
    "offers": "[Offer {word}]",
    "legal_basis": "['@{word}, art 3']",
    "themes": "[{word}]",
    "deadline": "{word}",
    "rights": "[{word}]",
    "previous": PREVIOUS,
    "sdg": "[{word}]",
    "indicator": "Seen by {word}",
    "wording": "{question: Asked {word}, ask: Urged {word}, call: Called {word}}",
}
BLOCK: Mapping[str, str] = {
    "title": "The {word} title",
    "id": "{word}",
    "short_title": "{word}",
    "group": "{en: {word}, fr: {word}}",
    "audiences": f"[{', '.join(AUDIENCES)}, {{word}}]",
    "topics": "[{word}]",
    "consent": CONSENT,
}
VARIANT: Mapping[str, str] = {"title": "The {word} cut", "short_title": "{word}"}
FACT: Mapping[str, str] = {
    "value": "{word}",
    "unit": "{en: {word}, fr: {word}}",
    "label": "{en: Label {word}, fr: Nom {word}}",
    "as_of": "{word}",
    "source": "'@{word}'",
    "note": "Note {word}",
    "was": "{word}",
    "why": "{en: Because {word}, fr: Car {word}}",
}
SOURCE: Mapping[str, str] = {
    "id": "{word}",
    **dict.fromkeys(sorted(csl.NAMES), "[{family: {word}, given: {word}}]"),
    **dict.fromkeys(sorted(csl.TEXTS), "Text {word}"),
    **dict.fromkeys(sorted(csl.OTHERS), "[{word}]"),
    "URL": "'https://{word}.org/'",
    "citation-key": "{word}",
    "translations": "{fr: {title: Titre {word}, publisher: {word}}}",
}
IMAGE: Mapping[str, str] = {"consent": CONSENT}
APPROVAL: Mapping[str, str] = {
    "block": "{word}",
    "by": "By {word}",
    "role": "{word}",
    "text": "{word}",
    "pieces": "[{word}]",
    "facts": "{{word}: {word}}",
    "sources": "{{word}: {word}}",
    "images": "{{word}: {word}}",
}
TRANSLATION: Mapping[str, str] = {"name": "{word}", "part": "{word}", "original": "[Said {word}]"}

FIELDS: Mapping[type[BaseModel], tuple[Mapping[str, str], str]] = {
    BlockFile: ({**BLOCK, **RECOMMENDATION}, "kind order sensitivity status state"),
    VariantFile: ({**VARIANT, **RECOMMENDATION}, "sensitivity state"),
    PreviousRecommendationFile: (
        dict.fromkeys(("paragraph", "text", "source"), ""),
        "cycle states position implementation",
    ),
    FactFile: (FACT, "certainty exactness review_by sensitivity"),
    SourceFile: (SOURCE, f"type sensitivity {' '.join(csl.DATES)}"),
    ImageFile: (IMAGE, "sensitivity people"),
    ConsentFile: (dict.fromkeys(("given", "audiences"), ""), "places until withdrawn"),
    ApprovalFile: (APPROVAL, "on"),
    TranslationFile: (TRANSLATION, "kind languages"),
    PersonFile: (dict.fromkeys(("names", "places"), ""), "pseudonym"),
    WatchListFile: ({"terms": ""}, ""),
}
"""For each format what is planted, and the fields that take no free word (or, like a pseudonym, are there to be read)."""


def names_of(model: type[BaseModel]) -> set[str]:
    """The keys of a format as users write them."""
    return {field.alias or name for name, field in model.model_fields.items()}


def canaries_in(text: str) -> list[str]:
    """Every canary in a text."""
    return CANARY.findall(text)


def _words() -> Word:
    numbers = iter(range(1, MOST))
    return lambda: f"canary{next(numbers):03d}x"


def _keys(table: Mapping[str, str], word: Word) -> str:
    return "".join(f"{key}: {_filled(value, word)}\n" for key, value in table.items())


def _filled(value: str, word: Word) -> str:
    return re.sub(r"\{word\}", lambda _: word(), value)


def _flow(table: Mapping[str, str], word: Word, **more: str) -> str:
    return "{" + ", ".join(f"{key}: {_filled(value, word)}" for key, value in {**table, **more}.items()) + "}"


OPEN = """---
title: Open
kind: KIND
status: approved
sensitivity: public
---
Plain words on {{ fact("open-fact") }} people.[^a]

[^a]: As told.
"""


def planted(root: Path) -> set[str]:
    """Write a project with a canary in each field, each in a thing that readers of `public` may not have; returns them all."""
    word = _words()
    for name, content in _files(word):
        write(root / name, content)
    for name in ("river", f"confidential/{word()}", "people", word()):
        path = root / f"content/river/images/{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (4, 4)).save(path)
    return {f"canary{number:03d}x" for number in range(1, int(word()[6:9]))}


def _files(word: Word) -> Iterator[tuple[str, str]]:
    library = "content/river"
    for number, kind in enumerate(("summary", "background", "situation", "legal-analysis", "conclusion")):
        yield f"{library}/open/{kind}.md", OPEN.replace("KIND", kind)
        label = ("partner", "confidential", "")[number % 3]
        stated = f"sensitivity: {label}\n" if label else ""
        # A consent that names no audience of ours withholds by itself; the label must do without it, too.
        keys = _keys({key: value for key, value in BLOCK.items() if key != "consent" or number == 4}, word)
        yield (
            f"{library}/{word()}/{word()}.md",
            f"---\nkind: {kind}\nstatus: draft\n{keys}{stated}---\n"
            f"Text {word()} [@{word()}] {{{{ fact('{word()}') }}}} {{{{ undefined_{word()} }}}}[^n]\n\n"
            f"![{word()}](images/{word()}.png)\n\n[^n]: Note {word()}.\n",
        )
    yield f"{library}/open/statement.md", OPEN.replace("KIND", "statement")
    asking = _keys({"title": "R {word}", **RECOMMENDATION}, word)
    yield f"{library}/recommend.md", f"---\nkind: recommendation\nstatus: approved\n{asking}---\n"
    open_asking = "---\ntitle: Ask\nkind: recommendation\nstatus: approved\nsensitivity: public\naddressee: A\naction: Adopt a law\n---\n"
    yield f"{library}/open/ask.md", open_asking
    yield (
        f"{library}/open/ask@diplomat.md",
        f"---\nsensitivity: partner\n{_keys({**VARIANT, **RECOMMENDATION}, word)}---\n",
    )
    yield (
        f"{library}/open/summary@diplomat.md",
        f"---\nsensitivity: partner\n{_keys(VARIANT, word)}---\nText {word()}.\n",
    )
    yield (
        f"{library}/open/situation.fr.md",
        f"---\nsensitivity: confidential\n{_keys(VARIANT, word)}---\nTexte {word()}.\n",
    )
    yield (
        f"{library}/open/voice.md",
        f"---\ntitle: The {word()} voice\nkind: situation\nstatus: approved\nsensitivity: public\n"
        f"consent: {_filled(CONSENT, word)}\n---\nText {word()}.\n",
    )
    labelled, unlabelled = _flow(FACT, word, sensitivity="partner"), _flow(FACT, word)
    yield f"{library}/facts.yaml", f"open-fact: {{value: 7}}\n{word()}: {labelled}\n{word()}: {unlabelled}\n"
    labelled, unlabelled = (
        _flow(SOURCE, word, type="interview", sensitivity="partner"),
        _flow(SOURCE, word, type="book"),
    )
    yield f"{library}/sources.yaml", f"- {labelled}\n- {unlabelled}\n"
    yield f"{library}/images.yaml", f"images/people.png: {_flow(IMAGE, word, sensitivity='public', people='true')}\n"
    yield f"{library}/approvals.yaml", f"- {_flow(APPROVAL, word, on='2026-01-05')}\n"
    yield f"{library}/translations.yaml", f"- {_flow(TRANSLATION, word, kind='block', languages='[fr]')}\n"
    yield "briefgen.yaml", "organisation: {name: Example Organisation}\n"
    for audience in AUDIENCES:
        yield (
            f"briefs/{audience}.yaml",
            f"audience: {audience}\nlibrary: river\ntitle: Brief\nstate: CHN\ndate: 2026-11-23\n"
            f"variables: {{open: 1, victims: Somebody, perpetrators: Somebody, when: in May, where: in a town, place: {word()}, deep: {{a: [{word()}]}}, unlabelled: {word()}}}\nsensitivity: {{place: partner, deep: confidential}}\n{ASKED[audience]}\n",
        )
    yield (
        "campaigns/all.yaml",
        "briefs: [public-report, upr-submission, diplomat]\nrecipients: all.csv\nsensitivity: {phone: confidential, note: partner}\n",
    )
    yield (
        "campaigns/all.csv",
        f"id,country,mission,city,phone,note,unlabelled,state\nfr,France,Embassy,Paris,{word()},{word()},{word()},FRA\n",
    )
    yield "private/watchlist.yaml", f"terms: [{word()}]\n"
    yield "private/people.yaml", f"p7: {{pseudonym: Person P, names: [{word()}], places: [{word()}]}}\n"


def write(path: Path, text: str) -> None:
    """Write a file and the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
