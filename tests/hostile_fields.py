"""More hostile input: templates in every field that a page can print, and workbooks from outside."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile_input import TEMPLATES, Case
from tests.hostile_workbooks import bombs_in_workbooks
from tests.leak_check.test_proof import page
from tests.unit.test_gate import BRIEF, block, files

TELLING = tuple(TEMPLATES[number] for number in (0, 3, 5, 10))
"""Of the templates, one of each sort: for the many fields that are read by one way."""

STRUCTURED = ("addressee", "action", "asks", "legal_basis", "themes", "deadline", "indicator", "rights")


def more_templates() -> Iterator[Case]:
    """Jinja in every other field that a page can print."""
    for number, text in enumerate(TELLING):
        quoted = "'" + text.replace("'", "''") + "'"
        for where, (written, links) in other_fields(quoted).items():
            if where in {"a title of the audience", "action of a recommendation"} and not number:
                continue  # they may compute, as a block may
            yield Case(f"template {number} in {where}", files(**written), form="html", recipient=links)


def other_fields(quoted: str) -> dict[str, tuple[dict[str, str], bool]]:
    """A text in each field beside those of `injected`, and whether the case needs a recipient."""
    page_of = {"templates/embassy/page.html": page("{{ brief.subtitle }}{{ brief.authors }}{{ brief.keywords }}")}
    audience = files()["templates/embassy/audience.yaml"]
    asking = block("Words.").replace("kind: background", "kind: recommendation\naddressee: A\naction: Do it")
    taking = {"templates/embassy/audience.yaml": audience.replace("kinds: [background]", "kinds: [recommendation]")}
    fields = {
        **{
            f"{key} of the brief": {**page_of, "briefs/note.yaml": BRIEF + f"{key}: {value}\n"}
            for key, value in {
                "subtitle": quoted,
                "authors": f"[{quoted}]",
                "keywords": f"[{quoted}]",
                "image": f"{{path: images/x.png, alt: {quoted}, credit: {quoted}}}",
                "parameters": f"{{a: {quoted}}}",
                "submitters": f"[{{name: {quoted}, acronym: {quoted}, website: {quoted}, description: {quoted}, contact: {quoted}}}]",
            }.items()
        },
        **{
            f"{key} of a recommendation": {
                **taking,
                "content/korea/open.md": asking.replace("action: Do it", f"action: Do it\n{key}: {quoted}")
                if key not in {"addressee", "action"}
                else asking.replace(f"{key}: {'A' if key == 'addressee' else 'Do it'}", f"{key}: {quoted}"),
            }
            for key in STRUCTURED
        },
        "label of a fact": {
            "content/korea/facts.yaml": f"f: {{value: 7, label: {quoted}, note: {quoted}, as_of: {quoted}}}\n",
            "briefs/note.yaml": BRIEF + "key_facts: [f]\n",
            "templates/embassy/page.html": page("{% for one in brief.key_facts %}{{ one.label }}{% endfor %}"),
        },
        "author of a source": {
            "content/korea/sources.yaml": f"- {{id: a, type: book, title: T, author: [{{family: {quoted}, given: {quoted}}}], URL: {quoted}, note: {quoted}}}\n",
            "content/korea/open.md": block("Words [@a]."),
        },
        "a pseudonym": {
            "private/people.yaml": f"p7: {{pseudonym: {quoted}, names: [Somebody]}}\n",
            "content/korea/open.md": block('{{ person("p7") }}'),
        },
        "the contact": {
            "briefgen.yaml": f"organisation: {{name: N, acronym: {quoted}, description: {quoted}, website: {quoted}, contact: {{email: {quoted}, phone: {quoted}, address: {quoted}}}}}\n",
            "templates/embassy/page.html": page("{{ org.acronym }}{{ org.description }}{{ org.contact.email }}"),
        },
        "a consent": {
            "content/korea/open.md": block("Words.").replace(
                "sensitivity:", f"consent: {{given: {quoted}, audiences: any, places: any}}\nsensitivity:"
            )
        },
        "a word of the audience": {
            "templates/embassy/audience.yaml": audience + f"words: {{en: {{contents: {quoted}}}}}\n"
        },
        "a title of the audience": {
            "templates/embassy/audience.yaml": audience.replace("title: Background", f"title: {quoted}")
        },
    }
    campaign = {
        "campaigns/all.yaml": f"briefs: [note]\nrecipients: all.csv\noutput: {quoted}\n",
        "campaigns/all.csv": "id\nfr\n",
    }
    return {**{name: (written, False) for name, written in fields.items()}, "the output": (campaign, True)}


def workbooks() -> Iterator[Case]:
    """Workbooks as recipients: small in the file, large in memory, or with something in them."""
    for name, content in bombs_in_workbooks().items():
        written: dict[str, str | bytes] = {
            **files(**{"campaigns/all.yaml": "briefs: [note]\nrecipients: all.xlsx\n"}),
            "campaigns/all.xlsx": content,
        }
        yield Case(f"workbook {name}", written, recipient=True)
