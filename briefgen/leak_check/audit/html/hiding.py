"""Decides from its style whether the words of an HTML element can be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefgen.leak_check.audit.colours import blend, is_readable
from briefgen.leak_check.audit.html.style import Declarations, read_colours, replace_variables
from briefgen.model.contrast import Colour

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)

LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(px|pt|em|rem|ex|ch|vw|vh|vmin|vmax|cm|mm|in|pc|%)?")
PIXELS: Mapping[str, float] = {
    "": 1, "px": 1, "pt": 4 / 3, "em": 16, "rem": 16, "ex": 8, "ch": 8, "vw": 12.8, "vh": 7.2, "vmin": 7.2, "vmax": 12.8,
    "cm": 37.8, "mm": 3.78, "in": 96, "pc": 16, "%": 12.8,
}  # fmt: skip
"""About how many pixels a unit has; a percentage is of the width of the window."""

FAR = 500
"""Pixels beyond the edge at which nothing is left of an element."""

VERY_FAR = 5_000
"""Pixels to the right or downwards that nobody scrolls."""

MIN_SIZE = 2
"""Pixels: what is smaller, and cuts off what is larger, shows nothing. So is type."""

NARROW = -8
"""Pixels between characters: all of them are at one place."""

MIN_SCALE = 0.1
DRAWN_TEXT = frozenset({"text", "tspan"})
"""Words of a drawing, which has them at places of its own."""
UNPRINTED_DISPLAYS = frozenset({"none", "table-column", "table-column-group"})
MAX_BLUR = 4

HIDDEN_TAGS = frozenset(
    "template noscript script datalist noframes noembed audio video canvas object iframe annotation annotation-xml mphantom rp".split()
)
EMPTY_CLIP = re.compile(
    r"inset\((?:\s*(?:5\d|[6-9]\d|\d{3,})(?:\.\d+)?%|\s*\d{3,}px)|(?:circle|ellipse)\(\s*0(?:[a-z%]+)?(?:[\s)]|$)"
    r"|polygon\((?:\s*0(?:px|%)?\s+0(?:px|%)?\s*,?)+\)|rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|path\(\s*[\"']{2}"
)
FLAT_TRANSFORM = re.compile(
    r"scale(?:x|y|3d)?\(\s*(?:0*\.?0\d*|0(?:\.\d*)?%?)\s*[,)]|rotate[xy]\(\s*-?90deg|matrix(?:3d)?\(\s*0\s*,\s*0\s*,\s*0\s*,\s*0"
)
INVERSION = re.compile(r"invert\(\s*(?:1(?:\.0*)?|0?\.[89]\d*|(?:[89]\d|1\d\d)(?:\.\d*)?%)?\s*\)")
TRANSLATION = re.compile(r"translate(?:x|y|3d)?\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Look:
    """What an element looks like, with what it inherits."""

    display: str = "inline"
    colour: Colour = BLACK
    alpha: float = 1
    opacity: float = 1
    grounds: tuple[Colour, ...] | None = (WHITE,)
    """What is painted behind it; None for a picture."""
    is_invisible: bool = False
    """By `visibility`, which an element inside can take back."""
    font_size: float = 16
    is_hidden: bool = False
    """By something that nothing inside can take back."""
    is_on_ground: bool = False
    """Whether it, or something round it, paints a ground."""
    is_item: bool = False
    """Of a row or grid, which sets it apart from its neighbours."""
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def shows_words(self) -> bool:
        """Whether words in it can be seen."""
        if self.is_hidden or self.is_invisible or self.font_size < MIN_SIZE:
            return False
        if self.grounds is None:
            return self.alpha * self.opacity > 0.05
        return any(is_readable(blend(self.colour, self.alpha * self.opacity, g), g) for g in self.grounds)


def build_look(tag: str, attributes: Mapping[str, str], declarations: Declarations, parent: Look, default: str) -> Look:
    """The look of an element inside another; `default` is its display when no style says it."""
    variables = {
        **parent.variables,
        **{name: value for name, (value, _) in declarations.items() if name.startswith("--")},
    }
    style = {name: replace_variables(value, variables).lower().strip() for name, (value, _) in declarations.items()}
    look = replace(
        parent,
        display=style.get("display", default),
        variables=variables if len(variables) != len(parent.variables) else parent.variables,
        is_item=parent.display.endswith(("flex", "grid")),
        is_hidden=parent.is_hidden or _is_hidden_element(tag, attributes, style) or _is_out_of_sight(style),
        font_size=_read_font_size(style, parent.font_size),
    )
    if visibility := style.get("visibility"):
        look = replace(look, is_invisible=visibility in {"hidden", "collapse"})
    if colours := read_colours(style.get("-webkit-text-fill-color") or style.get("color", "")):
        look = replace(look, colour=colours[0][0], alpha=colours[0][1])
    look = _paint_ground(style, look)
    is_behind = style.get("z-index", "").startswith("-") and style.get("position", "static") != "static"
    look = replace(look, is_hidden=look.is_hidden or (is_behind and parent.is_on_ground))
    if INVERSION.search(style.get("filter", "")):
        look = replace(look, colour=_invert_colour(look.colour), grounds=_invert_grounds(look, parent))
    if "text" in style.get("background-clip", "") + style.get("-webkit-background-clip", ""):
        # The words show their ground.
        plain = look.grounds if {"background", "background-color"} & style.keys() else None
        look = (
            replace(look, colour=plain[0], alpha=1, grounds=parent.grounds)
            if plain
            else replace(look, grounds=None, alpha=1)
        )
    return replace(look, opacity=look.opacity * _read_opacity(style))


def covers_page(declarations: Declarations, look: Look) -> bool:
    """Whether an element without words is painted over its neighbours."""
    style = {name: replace_variables(value, look.variables).lower() for name, (value, _) in declarations.items()}
    painted = [*read_colours(style.get("background", "")), *read_colours(style.get("background-color", ""))]
    is_placed = style.get("position") in {"absolute", "fixed"} or any(
        (_read_length(style.get(name, "")) or 0) < 0 for name in ("margin-top", "margin-left", "margin")
    )
    is_behind = style.get("z-index", "").startswith("-")
    is_large = (
        ("height" in style and "width" in style)
        or "inset" in style
        or {"top", "bottom"} <= style.keys()
        or "height" in style
    )
    return bool(painted) and painted[-1][1] * look.opacity > 0.5 and is_placed and is_large and not is_behind


def covers_words(declarations: Declarations, look: Look) -> bool:
    """Whether what a style sheet puts before or after the words of an element is painted over them."""
    style = {name: replace_variables(value, look.variables).lower() for name, (value, _) in declarations.items()}
    is_spread = "inset" in style or {"top", "bottom", "left", "right"} <= style.keys()
    return "content" in style and is_spread and covers_page(declarations, look)


def _is_hidden_element(tag: str, attributes: Mapping[str, str], style: Mapping[str, str]) -> bool:
    if tag in HIDDEN_TAGS or ("popover" in attributes) or (tag == "dialog" and "open" not in attributes):
        return True
    if tag in DRAWN_TEXT and any(_is_far(_read_length(attributes.get(name, ""))) for name in ("x", "y", "dx", "dy")):
        return True
    return style.get("display") in UNPRINTED_DISPLAYS or ("hidden" in attributes and "display" not in style)


def _is_out_of_sight(style: Mapping[str, str]) -> bool:
    transform = f"{style.get('transform', '')} {style.get('-webkit-transform', '')}"
    return (
        style.get("content-visibility") == "hidden"
        or bool(EMPTY_CLIP.search(style.get("clip-path", "") + " " + style.get("clip", "")))
        or bool(FLAT_TRANSFORM.search(transform))
        or _read_share(style.get("zoom", "1")) < MIN_SCALE
        or _read_share(style.get("scale", "1").split()[0]) < MIN_SCALE
        or _read_share(style.get("font-size-adjust", "1")) == 0
        or style.get("-webkit-text-security", "none") != "none"
        or (_read_length(style.get("letter-spacing", "")) or 0) <= NARROW
        or _is_cut_off(style)
        or _is_moved_away(style, transform)
        or _is_blurred(style.get("filter", ""))
    )


def _is_cut_off(style: Mapping[str, str]) -> bool:
    """Whether an element is smaller than any word and cuts off what is larger."""
    if "transparent" in style.get("mask", "") + style.get("mask-image", ""):
        return True
    overflow = " ".join(style.get(name, "") for name in ("overflow", "overflow-x", "overflow-y", "contain"))
    if not re.search(r"hidden|clip|scroll|auto|paint|strict|content", overflow):
        return False
    pushed = (_read_length(style.get(name, "")) or 0 for name in ("text-indent", "padding-left", "padding-top"))
    if any(length >= FAR for length in pushed) or _read_length(style.get("line-height", "")) == 0:
        return True
    sizes = (
        _read_length(style.get(name, ""))
        for name in ("height", "width", "max-height", "max-width", "block-size", "inline-size")
    )
    return any(size is not None and size <= MIN_SIZE for size in sizes)


def _is_moved_away(style: Mapping[str, str], transform: str) -> bool:
    moves = [
        style.get(name, "")
        for name in ("text-indent", "margin", "margin-left", "margin-top", "margin-right", "translate")
    ]
    if style.get("position", "static") != "static":
        moves += [style.get(name, "") for name in ("left", "top", "inset", "inset-inline-start", "inset-block-start")]
        moves += [_invert(style.get(name, "")) for name in ("right", "bottom", "inset-inline-end", "inset-block-end")]
        if any((_read_length(style.get(name, "")) or 0) <= -FAR for name in ("right", "bottom")):
            return True
        if style["position"] == "fixed" and any(_is_beyond_window(style.get(name, "")) for name in ("left", "top")):
            return True
    moves += [part for arguments in TRANSLATION.findall(transform) for part in arguments.split(",")]
    lengths = [
        length for move in moves for part in re.split(r"[\s(]+", move) if (length := _read_length(part)) is not None
    ]
    return any(map(_is_far, lengths))


def _is_far(length: float | None) -> bool:
    return length is not None and (length <= -FAR or length >= VERY_FAR)


def _is_beyond_window(move: str) -> bool:
    """Whether a move leads out of the window at the right or below, where a fixed element cannot be scrolled to."""
    match = LENGTH.match(move.strip())
    return match is not None and match[2] in {"vw", "vh", "%"} and float(match[1]) >= 100


def _invert_colour(colour: Colour) -> Colour:
    red, green, blue = (255 - value for value in colour)
    return red, green, blue


def _invert_grounds(look: Look, parent: Look) -> tuple[Colour, ...] | None:
    """What an inverted element paints behind its words; what is behind the element stays."""
    return (
        look.grounds
        if look.grounds is None or look.grounds == parent.grounds
        else tuple(map(_invert_colour, look.grounds))
    )


def _invert(value: str) -> str:
    return value[1:] if value.startswith("-") else f"-{value}" if value[:1].isdigit() else value


def _is_blurred(value: str) -> bool:
    blur = re.search(r"blur\(\s*([\d.]+)(px|em|rem)?", value)
    faded = re.search(r"opacity\(\s*([\d.]+)(%?)", value)
    too_faded = faded is not None and float(faded[1] or 0) < (10 if faded[2] else 0.1)
    return too_faded or (blur is not None and float(blur[1]) * (1 if blur[2] == "px" else 16) >= MAX_BLUR)


def _paint_ground(style: Mapping[str, str], look: Look) -> Look:
    """The look on the ground that an element paints."""
    grounds = look.grounds
    background = " ".join(style.get(name, "") for name in ("background-color", "background", "background-image"))
    background = background.replace("currentcolor", "rgb({:.0f} {:.0f} {:.0f})".format(*look.colour))
    colours = read_colours(background)
    if "url(" in background or "image(" in background:
        return replace(look, grounds=None)
    if "gradient(" in background:
        return replace(look, grounds=tuple(colour for colour, _ in colours) or None)
    if colours:
        colour, alpha = colours[-1] if "background" not in style else colours[0]
        below = grounds or (WHITE,)
        painted = tuple(blend(colour, alpha, ground) for ground in below) if grounds or alpha == 1 else None
        return replace(look, grounds=painted, is_on_ground=look.is_on_ground or alpha > 0.5)
    return look


def _read_opacity(style: Mapping[str, str]) -> float:
    return min(max(_read_share(style.get("opacity", "1")), 0), 1)


def _read_share(value: str) -> float:
    """A number, or a percentage as a number; 1 for anything else."""
    plain = value.removeprefix("calc(").rstrip(")").strip()
    try:
        return float(plain.rstrip("%")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        return 1


def _read_font_size(style: Mapping[str, str], inherited: float) -> float:
    value = style.get("font-size", "")
    if not value and (match := re.search(r"(?:^|\s)([\d.]+[a-z%]+|0)(?:\s*/\s*\S+)?\s+\S", style.get("font", ""))):
        value = match[1]
    match = LENGTH.fullmatch(value)
    if not match:
        return inherited
    if match[2] in {"em", "%"}:
        return inherited * float(match[1]) / (100 if match[2] == "%" else 1)
    return float(match[1]) * PIXELS[match[2] or ""]


def _read_length(value: str) -> float | None:
    """The length at the start of a value, in pixels; None if there is none."""
    match = LENGTH.match(value.strip().removeprefix("calc(").strip())
    return float(match[1]) * PIXELS[match[2] or ""] if match else None
