"""Takes words out of the elements of a Word file whose content pandoc drops: directions, tags, simple fields, phonetic guides.

And takes out what is round the number of a note.
"""

from __future__ import annotations

from briefgen.decompose.office_package import Xml
from briefgen.decompose.word_xml import WORD, build_run

WRAPPERS = tuple(f"{WORD}{name}" for name in ("dir", "bdo", "smartTag", "customXml", "fldSimple"))
PROPERTIES = frozenset(f"{WORD}{name}" for name in ("smartTagPr", "customXmlPr", "fldData"))
NOTE_NUMBERS = tuple(f"{WORD}{kind}{name}" for kind in ("footnote", "endnote") for name in ("Ref", "Reference"))
BRACKETS = frozenset({"()", "[]", "（）", "［］"})
LINE_ENDS = {f"{WORD}cr": "br", f"{WORD}ptab": "tab"}


def remove_wrappers(root: Xml) -> None:
    """Put what is in such elements in their place. Fields that cite must have been read before."""
    for ruby in list(root.iter(f"{WORD}ruby")):
        _replace_ruby(ruby)
    for wrapper in list(root.iter(*WRAPPERS)):
        _replace(wrapper, [child for child in wrapper if child.tag not in PROPERTIES])
    for control in list(root.iter(f"{WORD}sdt")):
        if control.getparent().tag in {f"{WORD}tr", f"{WORD}tbl"}:
            _replace(control, [child for content in control.iterfind(f"{WORD}sdtContent") for child in content])
    for sign in list(root.iter(*LINE_ENDS)):
        sign.tag = f"{WORD}{LINE_ENDS[sign.tag]}"


def _replace_ruby(ruby: Xml) -> None:
    """The words of a phonetic guide go behind those that they explain, in brackets."""
    above = "".join(text.text or "" for text in ruby.iterfind(f"{WORD}rt//{WORD}t"))
    words = [child for base in ruby.iterfind(f"{WORD}rubyBase") for child in base]
    run = ruby.getparent()
    for child in (*([build_run(f" ({above})")] if above.strip() else []), *reversed(words)):
        run.addnext(child)
    run.remove(ruby)


def _replace(element: Xml, children: list[Xml]) -> None:
    for child in reversed(children):
        element.addnext(child)
    element.getparent().remove(element)


def remove_note_brackets(root: Xml) -> None:
    """Take out the brackets typed round the number of a note, at its call and at its text: briefgen writes the number."""
    for number in root.iter(*NOTE_NUMBERS):
        run = number.getparent()
        before, behind = _get_text(run.getprevious(), last=True), _get_text(run.getnext(), last=False)
        if before is None or behind is None:
            continue
        opening, closing = (before.text or "")[-1:], (behind.text or "")[:1]
        if opening and opening + closing in BRACKETS:
            before.text, behind.text = (before.text or "")[:-1], (behind.text or "")[1:]


def _get_text(run: Xml | None, *, last: bool) -> Xml | None:
    """The text at the end or the start of a run, if nothing else is there."""
    parts = [] if run is None else [child for child in run if child.tag != f"{WORD}rPr"]
    part = parts[-1 if last else 0] if parts else None
    return part if part is not None and part.tag == f"{WORD}t" else None
