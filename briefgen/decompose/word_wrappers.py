"""Takes words out of the elements of a Word file whose content pandoc drops: directions, tags, simple fields, phonetic guides."""

from __future__ import annotations

from briefgen.decompose.office_package import Xml
from briefgen.decompose.word_xml import WORD, build_run

WRAPPERS = tuple(f"{WORD}{name}" for name in ("dir", "bdo", "smartTag", "customXml", "fldSimple"))
PROPERTIES = frozenset(f"{WORD}{name}" for name in ("smartTagPr", "customXmlPr", "fldData"))
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
