"""Prints the times of a text that is read aloud beside the lines of a Word file, in boxes that follow the words they belong to.

A time is the automatic number of an empty paragraph: it is not a word of the text, so no word processor counts it, and none of our
readers finds it in a sentence.
"""

from __future__ import annotations

from briefgen.model.direction import RIGHT_TO_LEFT
from briefgen.render.word.drawings import EMU_PER_POINT
from briefgen.render.word.look import WordLook
from briefgen.render.word.numbering import FIRST_TIME_NUMBERING
from briefgen.render.word.word_style import to_style_id
from briefgen.render.word.xml import DRAWING_NAMESPACE, NAMESPACES, Xml, find, parse_part, read_value, tag, w

TIME_ATTRIBUTE = "data-time"
TIME_STYLE = "TimeMark@"
"""The start of the style of the empty run that is behind a word with a time; the time follows, and postprocess replaces the run."""

TIME_PARAGRAPH_STYLE = "Time Mark"

MARGIN_GAP = 15.0
"""Points between the text and the time beside it, as in the PDF."""
GAP_FROM_RIGHT = 40.0
"""The same in a text from the right, whose numbers of lines some word processors have on this side."""
TIME_WIDTH = 30.0
"""Points of the box, enough for a speech of hours."""

COMPATIBILITY_NAMESPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SHAPE_NAMESPACE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def build_time_place(time: str) -> Xml:
    """The run that `set_time_marks` puts the box of a time in the place of."""
    return w("r", w("rPr", w("rStyle", val=f"{TIME_STYLE}{time}")))


def set_time_marks(body: Xml, look: WordLook, direction: str) -> tuple[str, ...]:
    """Put a box beside the line of each word with a time. The times, in the order of their numberings."""
    times: list[str] = []
    drawing_count = sum(1 for _ in body.iter(tag("wp:docPr")))
    for style in [style for style in body.iter(tag("w:rStyle")) if read_value(style).startswith(TIME_STYLE)]:
        times.append(read_value(style).removeprefix(TIME_STYLE))
        run = style.getparent().getparent()
        box = _build_box(times[-1], len(times), drawing_count + len(times), look, direction)
        run.getparent().replace(run, w("r", box))
    return tuple(times)


def _build_box(time: str, position: int, id_: int, look: WordLook, direction: str) -> Xml:
    """The box of the time at a position. It is tied to its line and takes no room (ECMA-376, part 1, 20.4.2.3)."""
    from_right = direction == RIGHT_TO_LEFT
    edge = look.page.paper[0] - look.page.margins[1] + look.page.narrower * from_right
    start = min(edge + (GAP_FROM_RIGHT if from_right else MARGIN_GAP), look.page.paper[0] - TIME_WIDTH)
    width, height, x = (round(length * EMU_PER_POINT) for length in (TIME_WIDTH, look.sizes.leading, start))
    box = parse_part(
        f"""<mc:AlternateContent xmlns:mc="{COMPATIBILITY_NAMESPACE}" xmlns:w="{NAMESPACES["w"]}" xmlns:wp="{NAMESPACES["wp"]}"
 xmlns:a="{DRAWING_NAMESPACE}" xmlns:wps="{SHAPE_NAMESPACE}"><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{position}" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="line"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/><wp:docPr id="{id_}" name="{time}" descr="{time}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{SHAPE_NAMESPACE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>
</wps:spPr><wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>""".replace("\n", "").encode()
    )
    number = w("numPr", w("ilvl", val=0), w("numId", val=FIRST_TIME_NUMBERING + position - 1))
    layout = w(
        "pPr", w("pStyle", val=to_style_id(TIME_PARAGRAPH_STYLE)), number, *([w("bidi", val=0)] if from_right else [])
    )
    find(box, ".//w:txbxContent").append(w("p", layout))
    return box
