"""Draws amounts, ranges and parts of a whole as bars, each with its own amount beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.model.chart import ChartRow
from briefgen.render.images.canvas import Box, Canvas
from briefgen.render.style.declarations import parse_colour

BAR_HEIGHT, ROW_GAP, STACKED_BAR_HEIGHT = 12.0, 9.0, 26.0
BAND_HEIGHT = 15.0
"""Of a range, which has amounts in it."""

EDGE = 1.5
"""Right of the greatest amount: a dot that ends at the last pixel looks cut off."""

GAP = 6.0
"""Between a bar and its words."""

MINIMUM_BAND_WIDTH = 4.0
"""Least width of a range, which has ends."""

MAXIMUM_LABEL_SHARE = 0.36
"""Of the width, for labels beside their bars; longer ones are above them."""

MAXIMUM_WHITE = 0.75
"""How much white the last part of a stacked bar has."""

BAND_WHITE = 0.72
"""How much white a range has: it says where an amount can be, not that it is there."""

DARK = 140
"""Below this, of 255, a colour has white words on it."""

MAXIMUM_LINES = 3
"""Of a label below its part of a stacked bar."""


def draw_bars(canvas: Canvas, rows: Sequence[ChartRow], box: Box, scaled: Sequence[ChartRow]) -> float:
    """Each fact as a bar from zero, with its label beside or above it and its amount after it; the height below.

    All that are `scaled` have one scale, so that panels can be compared.
    """
    greatest = max(row.high for row in scaled)
    labels = max(canvas.measure_width(row.label) for row in scaled)
    beside = labels + 2 * GAP if labels <= box.width * MAXIMUM_LABEL_SHARE else 0.0
    room = box.width - beside - GAP - max(canvas.measure_width(row.amount) for row in scaled)
    left, y = box.x + beside, box.y
    for row in rows:
        if beside:
            canvas.add_text(row.label, (box.x, y + BAR_HEIGHT - 2))
        else:
            y = canvas.add_paragraph(canvas.wrap(row.label, box.width), box.x, y) + 1
        width = max(room, 1.0) * row.high / (greatest or 1)
        canvas.add_rectangle(Box(left, y, width, BAR_HEIGHT), canvas.get_colour("accent"))
        canvas.add_text(row.amount, (left + width + GAP, y + BAR_HEIGHT - 2))
        y += BAR_HEIGHT + ROW_GAP
    canvas.add_rectangle(Box(left - 0.5, box.y, 0.5, y - ROW_GAP - box.y), canvas.get_colour("ink-soft"))
    return y - ROW_GAP + 2


def draw_ranges(canvas: Canvas, rows: Sequence[ChartRow], box: Box, scaled: Sequence[ChartRow]) -> float:
    """Each fact as a light band from its least to its greatest amount, both named; a single amount is a dot with it in the middle.

    Where there are dots, zero is their radius from the left: a dot at zero is whole.
    """
    radius = BAND_HEIGHT / 2 - 1
    zero = box.x + (radius if any(row.low == row.high for row in scaled) else 0.0)
    scale = (box.width - 2 * radius - EDGE) / (max(row.high for row in scaled) or 1)
    accent, y, bottom = canvas.get_colour("accent"), box.y, box.y
    for row in rows:
        y = canvas.add_paragraph(canvas.wrap(row.label, box.width), box.x, y) + 2
        middle, low, high = y + BAND_HEIGHT / 2, zero + row.low * scale, zero + row.high * scale
        canvas.add_rectangle(Box(zero, middle - 0.25, box.x + box.width - zero, 0.5), canvas.get_colour("rule", 0.3))
        canvas.add_rectangle(Box(zero - 0.25, y - 1, 0.75, BAND_HEIGHT + 2), canvas.get_colour("ink-soft"))
        if row.low == row.high:
            canvas.add_disc((low, middle), radius, accent)
            low, high = low - radius, high + radius
        else:
            high = max(high, low + MINIMUM_BAND_WIDTH)
            canvas.add_rectangle(Box(low, y, high - low, BAND_HEIGHT), canvas.get_colour("accent", BAND_WHITE))
            for end in (low, high - 1.5):
                canvas.add_rectangle(Box(end, y, 1.5, BAND_HEIGHT), accent)
        bottom = y + BAND_HEIGHT
        y = _name_ends(canvas, row, (low, high), Box(box.x, y, box.width, BAND_HEIGHT)) + ROW_GAP
    nothing = _write_zero(row.high_text for row in rows)
    start = max(zero - canvas.measure_width(nothing) / 2, box.x)
    canvas.add_text(nothing, (start, bottom + 2 + canvas.font_size), canvas.get_colour("ink-soft"))
    return max(y - ROW_GAP + 1, bottom + 3 + canvas.line_height)


def _write_zero(amounts: Iterable[str]) -> str:
    """Zero in the digits of these amounts."""
    digit = next((character for text in amounts for character in text if character.isdecimal()), "0")
    return chr(ord(digit) - int(digit))


def _name_ends(canvas: Canvas, row: ChartRow, ends: tuple[float, float], line: Box) -> float:
    """Write both amounts in a band, or as one beside it, or below it where it leaves no room; the height below."""
    low, high = ends
    baseline, width = line.y + line.height - 3.5, canvas.measure_width(row.amount)
    widths = canvas.measure_width(row.low_text) + canvas.measure_width(row.high_text)
    if row.low != row.high and high - low > widths + 4 * GAP:
        canvas.add_text(row.low_text, (low + GAP, baseline))
        canvas.add_text(row.high_text, (high - GAP, baseline), side="end")
        return line.y + line.height
    ground = canvas.get_colour("white")
    for start in (high + GAP / 2, low - GAP / 2 - width - GAP):
        if line.x <= start and start + width + GAP <= line.x + line.width:
            canvas.add_rectangle(Box(start, line.y, width + GAP, line.height), ground)
            canvas.add_text(row.amount, (start + GAP / 2, baseline))
            return line.y + line.height
    start = min(max((low + high - width) / 2, line.x), line.x + line.width - width)
    canvas.add_text(row.amount, (start, line.y + line.height + canvas.font_size))
    return line.y + line.height + canvas.line_height


def draw_stacked_bar(canvas: Canvas, rows: Sequence[ChartRow], box: Box, _scaled: Sequence[ChartRow]) -> float:
    """All facts as parts of one bar, each with its amount in it and its label below it, or in a list where they do not fit."""
    whole, x = sum(row.high for row in rows) or 1, box.x
    fills = [canvas.get_colour("accent", MAXIMUM_WHITE * number / max(len(rows) - 1, 1)) for number in range(len(rows))]
    parts: list[Box] = []
    for row, fill in zip(rows, fills, strict=True):
        parts.append(Box(x, box.y, box.width * row.high / whole, STACKED_BAR_HEIGHT))
        canvas.add_rectangle(Box(x, box.y, max(parts[-1].width - 1, 0), STACKED_BAR_HEIGHT), fill)
        x += parts[-1].width
    outline = [(box.x, box.y), (x - 1, box.y), (x - 1, box.y + STACKED_BAR_HEIGHT), (box.x, box.y + STACKED_BAR_HEIGHT)]
    if rows:
        canvas.add_polyline([*outline, outline[0]], canvas.get_colour("ink-soft"), 0.5)
    y = box.y + STACKED_BAR_HEIGHT + 4
    lines = [
        canvas.wrap(row.label, part.width - GAP) if part.width > GAP else []
        for row, part in zip(rows, parts, strict=True)
    ]
    fits = all(
        0 < len(wrapped) <= MAXIMUM_LINES
        and max(canvas.measure_width(text) for text in (*wrapped, *row.label.split(), row.amount)) <= part.width - GAP
        for row, part, wrapped in zip(rows, parts, lines, strict=True)
    )
    if not fits:
        return _list_parts(canvas, rows, fills, Box(box.x, y + 3, box.width, 0))
    for row, part, wrapped, fill in zip(rows, parts, lines, fills, strict=True):
        words = canvas.get_colour("white" if sum(parse_colour(fill)) / 3 < DARK else "ink")
        canvas.add_text(row.amount, (part.x + GAP / 2 + 1, box.y + STACKED_BAR_HEIGHT - 9), words)
        canvas.add_paragraph(wrapped, part.x, y)
    return y + max(map(len, lines)) * canvas.line_height


def _list_parts(canvas: Canvas, rows: Sequence[ChartRow], fills: Sequence[str], box: Box) -> float:
    """The parts below one another, each with a square of its colour."""
    y, size = box.y, BAR_HEIGHT - 2
    for row, fill in zip(rows, fills, strict=True):
        canvas.add_rectangle(Box(box.x, y + 1, size, size), canvas.get_colour("ink-soft"))
        canvas.add_rectangle(Box(box.x + 0.5, y + 1.5, size - 1, size - 1), fill)
        lines = canvas.wrap(f"{row.label}{row.colon}{row.amount}", box.width - size - GAP)
        y = canvas.add_paragraph(lines, box.x + size + GAP, y) + 2
    return y
