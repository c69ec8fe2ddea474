"""Draws amounts over time as columns or a line, from zero, with what happened meanwhile."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.model.chart import Chart, ChartEvent, ChartKind, ChartRow
from briefgen.render.images.canvas import Box, Canvas, Point, Side

GAP = 6.0
LEAST_COLUMN, WIDEST_COLUMN = 3.0, 14.0
WORD_SPACE = 4.0
"""Between the words at two amounts, and between words and the column that they are before."""
HALO = 2.0
"""Of the paper's colour round words, and at least so much is between words and the line of an event."""
MOST_UNIT = 56.0
"""The width up to which the unit is above the amounts of the axis; a longer one has a line of its own above the chart."""
DOT = 2.75
NARROW_DATES = 58.0, 40.0
"""The widths of a date in several lines, where it has no room in one."""
CLOSE = 14.0
"""Columns that are nearer than this to one another have no room for words of their own."""
MOST_RISES = 9
"""Half lines by which the words of several columns are tried higher beside them."""
MOST_LIFTS = 24
"""Half lines by which words are tried above a column, where others are beside it."""
MOST_DOTS = 24
"""Points of a line that have a dot and, where there is room, an amount."""

BAND_WHITE = 0.72
LEAST_EVENT_WIDTH = 110.0
"""Of the words of an event to the right of its line; without so much room they are to the left."""


@dataclass(slots=True)
class Plot:
    """The area of one chart: where values are in it, and what is drawn there."""

    canvas: Canvas
    chart: Chart
    box: Box
    taken: list[Box] = field(default_factory=list)
    grid: list[Box] = field(default_factory=list)
    """Lines behind words, which have the colour of the paper round them."""
    event_lines: list[Box] = field(default_factory=list)
    columns: list[Box] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)
    """The words at amounts: where the line of an event has no other way, it ends above them."""

    def find_x(self, year: float) -> float:
        """Where a date is."""
        return self.box.x + self.box.width * (year - self.chart.start) / (self.chart.end - self.chart.start)

    def find_y(self, value: float) -> float:
        """Where an amount is."""
        least, greatest = self.chart.amounts[0].value, self.chart.amounts[-1].value
        return self.box.y + self.box.height * (1 - (value - least) / (greatest - least))

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.box.y + self.box.height


def draw_over_time(canvas: Canvas, chart: Chart, rows: Sequence[ChartRow], box: Box) -> float:
    """The chart of one panel in a box, whose height is that of the axis of amounts; the height below."""
    unit_width = canvas.measure_width(chart.unit) if chart.unit else 0.0
    is_beside = unit_width <= MOST_UNIT
    widths = [*(canvas.measure_width(tick.text) for tick in chart.amounts), unit_width * is_beside]
    margin = max(widths) + GAP + 1
    plot = Plot(canvas, chart, Box(box.x + margin, box.y, box.width - margin - 2, box.height))
    lanes = _plan_events(plot)
    events_top = box.y + (0 if is_beside else canvas.line_height)
    top = events_top + sum(height for *_, height in lanes) + canvas.line_height + 4
    plot.box = Box(plot.box.x, top, plot.box.width, box.height)
    right = box.x + margin - GAP
    _draw_axes(plot, right)
    if is_beside:
        canvas.add_paragraph([chart.unit], right, top - canvas.line_height * 1.4, canvas.get_colour("ink-soft"), "end")
    else:
        canvas.add_paragraph(canvas.wrap(chart.unit, box.width)[:1], box.x, box.y, canvas.get_colour("ink-soft"))
    behind = canvas.layer
    _name_events(plot, lanes, events_top)
    if chart.kind is ChartKind.COLUMNS:
        _draw_columns(plot, rows)
    else:
        _draw_line(plot, rows)
    _name_amounts(plot, rows)
    _draw_event_lines(plot, behind)
    return plot.bottom + 3 + canvas.line_height


def _draw_axes(plot: Plot, right: float) -> None:
    canvas = plot.canvas
    for tick in plot.chart.amounts:
        y = plot.find_y(tick.value)
        colour = canvas.get_colour("ink-soft") if tick.value == 0 else canvas.get_colour("rule", 0.55)
        line = Box(plot.box.x, y - 0.25, plot.box.width, 0.75 if tick.value == 0 else 0.5)
        canvas.add_rectangle(line, colour)
        plot.grid.append(line)
        if tick.value == 0:
            plot.taken.append(Box(plot.box.x, y - 1, plot.box.width, 2))
        canvas.add_text(tick.text, (right, y + canvas.font_size / 2 - 2), canvas.get_colour("ink-soft"), "end")
    free = 0.0
    for tick in plot.chart.dates:
        x, width = plot.find_x(tick.value), canvas.measure_width(tick.text)
        canvas.add_rectangle(Box(x - 0.25, plot.bottom, 0.5, 4), canvas.get_colour("ink-soft"))
        start = min(max(x - width / 2, 0), plot.box.x + plot.box.width + 2 - width)
        if start >= free:
            canvas.add_text(tick.text, (start, plot.bottom + 2 + canvas.font_size), canvas.get_colour("ink-soft"))
            free = start + width + GAP


def _plan_events(plot: Plot) -> list[tuple[ChartEvent, list[str], Side, float]]:
    """Each event with its lines, their side of the event's line, and their height, from the top down: no line crosses words."""
    canvas, right = plot.canvas, plot.box.x + plot.box.width
    turned: list[ChartEvent] = []
    edge = right
    for event in reversed(plot.chart.events):
        x = plot.find_x(event.year)
        if edge - x >= LEAST_EVENT_WIDTH or (turned and x < LEAST_EVENT_WIDTH):
            break
        turned.insert(0, event)
        edge = x - GAP
    plain = plot.chart.events[: len(plot.chart.events) - len(turned)]
    lanes: list[tuple[ChartEvent, list[str], Side, float]] = []
    for event in (*reversed(turned), *plain):
        x = plot.find_x(event.year)
        width = x - 4 if event in turned else max(edge - x - 4, LEAST_EVENT_WIDTH)
        lines = canvas.balance(event.words, width)
        lanes.append((event, lines, "end" if event in turned else "start", len(lines) * canvas.line_height + 3))
    return lanes


def _name_events(plot: Plot, lanes: Sequence[tuple[ChartEvent, list[str], Side, float]], top: float) -> None:
    """Write the words of each event below one another, and plan its line."""
    canvas = plot.canvas
    for event, lines, side, height in lanes:
        x = plot.find_x(event.year)
        plot.event_lines.append(Box(x - 0.4, top, 0.8, plot.bottom - top))
        canvas.add_paragraph(lines, x + (4 if side == "start" else -4), top, canvas.get_colour("ink-soft"), side)
        top += height


def _draw_event_lines(plot: Plot, behind: int) -> None:
    """The line of each event down to the axis, or to a column in its way. Where words are in its way, it goes on below them."""
    for line in plot.event_lines:
        bottom = min([plot.bottom, *(column.y for column in map(_add_halo, plot.columns) if line.overlaps(column))])
        top = line.y
        for label in sorted(filter(line.overlaps, map(_add_halo, plot.labels)), key=lambda each: each.y):
            _draw_line_part(plot, line, top, min(label.y, bottom), behind)
            top = max(top, label.y + label.height)
        _draw_line_part(plot, line, top, bottom, behind)


def _draw_line_part(plot: Plot, line: Box, top: float, bottom: float, behind: int) -> None:
    if bottom > top:
        part = Box(line.x, top, line.width, bottom - top)
        plot.canvas.add_rectangle(part, plot.canvas.get_colour("rule"), behind)


def _add_halo(label: Box) -> Box:
    return Box(label.x - HALO, label.y - HALO, label.width + 2 * HALO, label.height + 2 * HALO)


def _draw_columns(plot: Plot, rows: Sequence[ChartRow]) -> None:
    places = [plot.find_x(row.year or 0) for row in rows]
    gaps = [later - earlier for earlier, later in itertools.pairwise(places)]
    width = max(LEAST_COLUMN, min([WIDEST_COLUMN, *(gap - 1 for gap in gaps)]))
    for row, x in zip(rows, places, strict=True):
        top = plot.find_y(row.high)
        column = Box(x - width / 2, top, width, plot.bottom - top)
        plot.canvas.add_rectangle(column, plot.canvas.get_colour("accent"))
        plot.taken.append(column)
        plot.columns.append(column)


def _draw_line(plot: Plot, rows: Sequence[ChartRow]) -> None:
    """A line through the amounts; a band between the least and the greatest where they are ranges."""
    canvas, accent = plot.canvas, plot.canvas.get_colour("accent")
    above = [(plot.find_x(row.year or 0), plot.find_y(row.high)) for row in rows]
    below = [(plot.find_x(row.year or 0), plot.find_y(row.low)) for row in rows]
    is_band = above != below
    if is_band:
        canvas.add_polygon([*above, *reversed(below)], canvas.get_colour("accent", BAND_WHITE))
    for points in (above, below) if is_band else (above,):
        canvas.add_polyline(points, accent, 1.0 if is_band else 1.75)
        plot.taken += [
            Box(x - 2, y - 2, 4, 4) for start, end in itertools.pairwise(points) for x, y in _walk(start, end)
        ]
        if len(points) <= MOST_DOTS:
            for x, y in points:
                canvas.add_disc((x, y), DOT, accent)
                plot.taken.append(Box(x - DOT, y - DOT, 2 * DOT, 2 * DOT))


def _walk(start: Point, end: Point) -> Iterator[Point]:
    """Points along a line, close enough that no word is between them."""
    steps = int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 4) + 1
    for step in range(1, steps):
        share = step / steps
        yield start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _name_amounts(plot: Plot, rows: Sequence[ChartRow]) -> None:
    """Write amounts where there is room, the greatest first, of columns that touch last; the axis says the others."""
    if len(rows) > MOST_DOTS:
        return
    close = _list_close_columns(plot, rows) if plot.chart.kind is ChartKind.COLUMNS else []
    touching = [row for group in close for row in group]
    for row in sorted(rows, key=lambda row: (-row.high, row.year)):
        if row not in touching:
            _name_row(plot, row)
    for group in close:
        if not _name_amounts_together(plot, group):
            for row in group:
                _name_row(plot, row)


def _name_row(plot: Plot, row: ChartRow) -> None:
    """The amount of a point or of a column, of a column with its date; both ends of a range."""
    if row.low != row.high:
        _name_amount(plot, row.year or 0, row.high, [[row.high_text]])
        _name_amount(plot, row.year or 0, row.low, [[row.low_text]], is_below=True)
    elif plot.chart.kind is ChartKind.COLUMNS:
        wrapped = (plot.canvas.wrap(row.date, width) for width in NARROW_DATES)
        narrow = ([row.amount, *lines] for lines in wrapped if _is_divided_well(row.date, lines))
        _name_amount(plot, row.year or 0, row.high, [[row.amount, row.date], *narrow, [row.amount]])
    else:
        _name_amount(plot, row.year or 0, row.high, [[row.amount]])


def _is_divided_well(date: str, lines: Sequence[str]) -> bool:
    """Whether the lines of a date end between its words or behind a stroke, a hyphen or 年, and none is a single character."""
    rest = date
    for line in lines:
        rest = rest.removeprefix(line)
        if rest and not rest[0].isspace() and line[-1] not in "/年-":
            return False
        rest = rest.lstrip()
    return min(map(len, lines)) > 1


def _list_close_columns(plot: Plot, rows: Sequence[ChartRow]) -> list[list[ChartRow]]:
    """Columns beside one another that have no room for words of their own, but the highest of them; in the order of time."""
    groups: list[list[ChartRow]] = []
    for row in rows:
        near = groups and plot.find_x(row.year or 0) - plot.find_x(groups[-1][-1].year or 0) < CLOSE
        groups[-1].append(row) if near else groups.append([row])
    lower = [[row for row in group if row is not max(group, key=lambda each: each.high)] for group in groups]
    return [group for group in lower if len(group) > 1]


def _name_amounts_together(plot: Plot, group: Sequence[ChartRow]) -> bool:
    """Write the amounts of columns that touch in lines before the first of them, each before its date; whether they have room."""
    canvas, height = plot.canvas, len(group) * plot.canvas.line_height
    lowest = min(plot.find_y(max(row.high for row in group)) - 1, plot.bottom - height - 2)
    first = plot.find_x(group[0].year or 0)
    right = min((column.x for column in plot.columns if column.x <= first <= column.x + column.width), default=first)
    right -= WORD_SPACE
    dates = max(canvas.measure_width(row.date) for row in group)
    width = dates + GAP + max(canvas.measure_width(row.amount) for row in group)
    labels = (Box(right - width, lowest - step * canvas.line_height / 2, width, height) for step in range(MOST_RISES))
    free = [label for label in labels if _is_inside(plot, label) and not _has_overlap(label, plot.taken)]
    off_lines = (label for label in free if not _has_overlap(_add_halo(label), plot.event_lines))
    label = next(iter([*off_lines, *free]), None)
    if label is None:
        return False
    _clear_ground(plot, label)
    top = label.y
    for row in group:
        baseline = top + canvas.font_size - 2
        canvas.add_text(row.amount, (right - dates - GAP, baseline), "", "end")
        canvas.add_text(row.date, (right - dates, baseline), canvas.get_colour("ink-soft"))
        top += canvas.line_height
    plot.taken.append(label)
    plot.labels.append(label)
    return True


def _name_amount(
    plot: Plot, year: float, amount: float, blocks: Sequence[Sequence[str]], *, is_below: bool = False
) -> None:
    """Write the first of some texts that has room near its place, or higher with a line down to it.

    No words are on the line of an event where another place or a narrower text is off it.
    """
    point = plot.find_x(year), plot.find_y(amount)
    dated, bare = blocks[:-1], blocks[-1:]
    ways = [(plot.event_lines, False), (plot.event_lines, True), ([], False), ([], True)]
    tries = [(lines, avoided, lifted) for blocks in (dated, bare) for avoided, lifted in ways for lines in blocks]
    for lines, avoided, lifted in tries:
        width = max(map(plot.canvas.measure_width, lines))
        height = len(lines) * plot.canvas.line_height
        for place in _list_places(plot, point, height, is_below=is_below, lifted=lifted):
            label = Box(place.find_left(width), place.top, width, height)
            is_free = not _has_overlap(_widen(label), plot.taken) and not _has_overlap(_add_halo(label), avoided)
            is_free = is_free and not any(_has_overlap(pointer, [*plot.taken, *avoided]) for pointer in place.pointers)
            if is_free and _is_inside(plot, label):
                _write_label(plot, lines, place, label)
                return


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A place for the words at an amount."""

    anchor: float
    side: Side
    top: float
    pointers: tuple[Box, ...] = ()
    """The line from words that are not beside their amount, if there is one."""

    def find_left(self, width: float) -> float:
        """The left edge of words of this width."""
        return self.anchor - {"start": 0.0, "middle": width / 2, "end": width}[self.side]


def _list_places(plot: Plot, point: Point, height: float, *, is_below: bool, lifted: bool) -> Iterator[LabelPlace]:
    """Places near a point; `lifted`: higher, with a line down to a column."""
    x, y = point
    above, beside = y + DOT if is_below else y - height - DOT, min(y, plot.bottom - height) - 1
    if lifted:
        for step in range(1, (MOST_LIFTS + 1) * (plot.chart.kind is ChartKind.COLUMNS)):
            top = above - step * plot.canvas.line_height / 2
            pointer = Box(x - 0.25, top + 2, 0.5, y - top - 2)
            yield LabelPlace(x - 3, "end", top, (pointer,))
            yield LabelPlace(x + 3, "start", top, (pointer,))
        return
    yield LabelPlace(x, "middle", above)
    yield LabelPlace(x - WIDEST_COLUMN / 2 - 2, "end", beside)
    yield LabelPlace(x + WIDEST_COLUMN / 2 + 2, "start", beside)
    yield LabelPlace(x + DOT, "end", above)
    yield LabelPlace(x - DOT, "start", above)
    yield LabelPlace(x, "middle", above + (9 if is_below else -9))


def _is_inside(plot: Plot, label: Box) -> bool:
    highest = plot.box.y - plot.canvas.line_height - 2
    is_between = highest <= label.y and label.y + label.height <= plot.bottom
    return is_between and label.x >= plot.box.x and label.x + label.width <= plot.canvas.width


def _widen(label: Box) -> Box:
    return Box(label.x - WORD_SPACE, label.y, label.width + 2 * WORD_SPACE, label.height)


def _has_overlap(part: Box, others: Sequence[Box]) -> bool:
    return any(part.overlaps(other) for other in others)


def _clear_ground(plot: Plot, label: Box) -> None:
    """Paper behind words that are on a line of the grid: the line ends beside them."""
    ground = Box(label.x - HALO, label.y, label.width + 2 * HALO, label.height)
    if _has_overlap(ground, plot.grid):
        left = max(ground.x, plot.box.x)
        beside = (column.x for column in plot.columns if column.overlaps(ground) and column.x >= label.x)
        right = min([ground.x + ground.width, *beside])
        plot.canvas.add_rectangle(Box(left, ground.y, right - left, ground.height), plot.canvas.get_colour("white"))


def _write_label(plot: Plot, lines: Sequence[str], place: LabelPlace, label: Box) -> None:
    """The amount, and its date in a softer colour."""
    canvas = plot.canvas
    _clear_ground(plot, label)
    below = canvas.add_paragraph(lines[:1], place.anchor, place.top, side=place.side)
    if lines[1:]:
        canvas.add_paragraph(lines[1:], place.anchor, below, canvas.get_colour("ink-soft"), place.side)
    for pointer in place.pointers:
        canvas.add_rectangle(pointer, canvas.get_colour("ink-soft"))
    plot.taken += [label, *place.pointers]
    plot.labels.append(label)
