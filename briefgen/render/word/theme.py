"""The theme part of a Word file: the brand's colours and faces, as the editor's palettes offer them."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from briefgen.render.word.look import WordLook

DRAWING_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACEHOLDER_COLOUR = '<a:schemeClr val="phClr"/>'


def build_theme_part(look: WordLook) -> bytes:
    """`word/theme/theme1.xml`; what it must hold beyond colours and faces is as plain as the schema allows."""
    colours = {
        "dk1": look.ink,
        "lt1": "FFFFFF",
        "dk2": look.soft_ink,
        "lt2": look.tint,
        "accent1": look.accent,
        "accent2": look.rule,
        **{f"accent{number}": look.accent for number in (3, 4, 5, 6)},
        "hlink": look.accent,
        "folHlink": look.accent,
    }
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    fill = f"<a:solidFill>{PLACEHOLDER_COLOUR}</a:solidFill>"
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    formats = (
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
    )
    fonts = _build_font_collection("majorFont", look.heading_faces[1]) + _build_font_collection(
        "minorFont", look.text_face
    )
    parts = (
        f'<a:clrScheme name="Brief">{scheme}</a:clrScheme><a:fontScheme name="Brief">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Brief">{formats}</a:fmtScheme>'
    )
    root = f'<a:theme xmlns:a="{DRAWING_NAMESPACE}" name="Brief"><a:themeElements>{parts}</a:themeElements></a:theme>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()


def _build_font_collection(name: str, face: str) -> str:
    return f'<a:{name}><a:latin typeface={quoteattr(face)}/><a:ea typeface=""/><a:cs typeface=""/></a:{name}>'
