"""Builds the theme of a Word file: the colours and typefaces of the brand, which Word offers in its palettes."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from briefgen.render.word.look import WordLook
from briefgen.render.word.xml import DRAWING_NAMESPACE

PLACEHOLDER_COLOUR = '<a:schemeClr val="phClr"/>'


def build_theme_part(look: WordLook) -> bytes:
    """The part `word/theme/theme1.xml`; what the schema requires besides colours and typefaces is as plain as possible."""
    colours = look.colours
    slots = {"dk1": colours.ink, "lt1": "FFFFFF", "dk2": colours.soft_ink, "lt2": colours.tint}
    slots |= {"accent1": colours.accent, "accent2": colours.rule}
    slots |= dict.fromkeys(("accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"), colours.accent)
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in slots.items())
    fill = f"<a:solidFill>{PLACEHOLDER_COLOUR}</a:solidFill>"
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    formats = (
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
    )
    fonts = "".join(
        f'<a:{name}><a:latin typeface={quoteattr(face)}/><a:ea typeface=""/><a:cs typeface=""/></a:{name}>'
        for name, face in (("majorFont", look.faces.headings[1]), ("minorFont", look.faces.text))
    )
    parts = (
        f'<a:clrScheme name="Brief">{scheme}</a:clrScheme><a:fontScheme name="Brief">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Brief">{formats}</a:fmtScheme>'
    )
    root = f'<a:theme xmlns:a="{DRAWING_NAMESPACE}" name="Brief"><a:themeElements>{parts}</a:themeElements></a:theme>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()
