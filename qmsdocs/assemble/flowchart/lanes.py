"""How wide each lane is: room for its tracks, and the rest of the page shared out where it makes the chart lower."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qmsdocs.assemble.flowchart import sizes
from qmsdocs.assemble.flowchart.routing import LEFT, RIGHT, Routes, Zone
from qmsdocs.assemble.flowchart.rows import Kind, Piece, Row

WIDTH = 1640
"""The text width of an A4 page with the margins of NĐ 30/2020/NĐ-CP, a millimetre less."""
FIRST_TRACK, TRACK_STEP = 40, 28
"""From a shape to the first track beside it, and from track to track."""
_LAST_TRACK = 32
_BARE = 24
_NARROWEST, _WIDEST = 220, 620
_STEP = 20
_LOOK_AHEAD = 6
_BROKEN_WORD = 200


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane from edge to edge, and the column of its shapes inside."""

    left: int
    right: int
    column_left: int
    column_right: int

    @property
    def centre(self) -> int:
        """Give the middle of the column."""
        return (self.column_left + self.column_right) // 2

    @property
    def room(self) -> int:
        """Give the width of the column."""
        return self.column_right - self.column_left


def lanes_of(piece: Piece, titles: tuple[str, ...], routes: Routes) -> tuple[Lane, ...]:
    """Share the page's width among the lanes; nothing where it does not suffice."""
    count = len(piece.roles)
    zones = {(lane, side): _zone(routes.slots((lane, side))) for lane in range(count) for side in (LEFT, RIGHT)}
    free = WIDTH - sum(zones.values()) - count * _NARROWEST
    if free < 0:
        return ()
    rooms = _share(piece, titles, free)
    spare = (WIDTH - sum(zones.values()) - sum(rooms)) // (2 * count)
    return tuple(_placed(rooms, zones, spare))


def _zone(slots: int) -> int:
    return FIRST_TRACK + (slots - 1) * TRACK_STEP + _LAST_TRACK if slots else _BARE


def _placed(rooms: list[int], zones: dict[Zone, int], spare: int) -> list[Lane]:
    lanes: list[Lane] = []
    left = 0
    for lane, room in enumerate(rooms):
        column = left + spare + zones[lane, LEFT]
        right = column + room + zones[lane, RIGHT] + spare
        lanes.append(Lane(left, right, column, column + room))
        left = right
    return lanes


def _share(piece: Piece, titles: tuple[str, ...], free: int) -> list[int]:
    """Widen the lane whose shapes gain most by it, again and again; what gains nothing goes to all alike."""
    columns = [_Column(title, tuple(row for row in piece.rows if row.lane == lane)) for lane, title in enumerate(titles)]
    rooms = [_NARROWEST] * len(titles)
    while free >= _STEP:
        gains = [(_best_gain(column, rooms[lane], free), -lane) for lane, column in enumerate(columns)]
        (rate, more), lane = max(gains)
        if rate <= 0:
            break
        rooms[-lane] += more
        free -= more
    while free >= _STEP and min(rooms) < _WIDEST:
        rooms[rooms.index(min(rooms))] += _STEP
        free -= _STEP
    return rooms


class _Column:
    """What stands in a lane, with the heights that were counted already."""

    def __init__(self, title: str, rows: tuple[Row, ...]) -> None:
        self._title = title
        self._rows = rows
        self._heights: dict[int, int] = {}

    def height(self, room: int) -> int:
        """Give the height of the lane's head and shapes in a column of a width, with a price on words that break."""
        if room not in self._heights:
            height = sizes.head(self._title, room + 2 * _BARE)[0] + _BROKEN_WORD * sizes.breaks_words(self._title, room)
            for row in self._rows:
                height += height_of(row.kind, row.text, row.time, room) + _BROKEN_WORD * (row.kind is Kind.TASK and sizes.breaks_words(row.text, room))
            self._heights[room] = height
        return self._heights[room]


def _best_gain(column: _Column, room: int, free: int) -> tuple[float, int]:
    now = column.height(room)
    steps = range(_STEP, min(free, _WIDEST - room, _LOOK_AHEAD * _STEP) + 1, _STEP)
    return max((((now - column.height(room + more)) / more, more) for more in steps), default=(0.0, 0))


@lru_cache(maxsize=100_000)
def height_of(kind: Kind, text: str, time: str, room: int) -> int:
    """Give the height that a row's shape needs for its words in a column of a width."""
    match kind:
        case Kind.TASK:
            return sizes.box(text, time, room)[0]
        case Kind.QUESTION:
            return sizes.diamond(text, room)[0]
        case Kind.LEAF:
            return sizes.leaf(text, room)[0]
        case Kind.TERMINAL:
            return sizes.terminal(text, room)[0]
        case Kind.RING:
            return sizes.RING
