"""Which way the links of a piece go round its shapes: sides, tracks beside the lanes, ports; counted in rows and lanes, before sizes.

One shape stands in each row, so the height of a row is free of shapes right and left of it, and beside every lane runs a zone that no shape
enters. A link leaves a side along its own row, takes a track in a zone, and comes back along the row it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from qmsdocs.assemble.flowchart.rows import Flow, Kind, Pass, Piece, Ring, Turn

LEFT, RIGHT = 0, 1
Zone = tuple[int, int]
"""A lane and one of its sides."""
_CROSSING, _SHARING = 10, 3
_MOST_CROSSINGS = 1


@dataclass(frozen=True, slots=True)
class Track:
    """The way of a turn: the side it leaves, the zone and the slot in it (0 is nearest to the shapes), the side it enters."""

    turn: Turn
    leaves: int
    zone: Zone
    enters: int
    slot: int = 0


@dataclass(frozen=True, slots=True)
class SideRing:
    """An off-page connector and the side of its row that it stands on."""

    ring: Ring
    side: int


@dataclass(frozen=True, slots=True)
class Port:
    """A place where a side is entered: by a track, or by the ring of the row (None)."""

    track: Track | None


@dataclass(frozen=True, slots=True)
class Routes:
    """The ways of all links of a piece."""

    tracks: tuple[Track, ...]
    rings: tuple[SideRing, ...]

    def slots(self, zone: Zone) -> int:
        """Give how many tracks run side by side in a zone."""
        return max((track.slot + 1 for track in self.tracks if track.zone == zone), default=0)

    def ports(self, row: int, side: int) -> tuple[Port, ...]:
        """Give what enters a side of a row, from top to bottom, in the order in which the ways do not cross."""
        entering = [track for track in self.tracks if track.turn.target == row and track.enters == side]
        above = sorted((track for track in entering if track.turn.source < row), key=lambda track: track.slot)
        below = sorted((track for track in entering if track.turn.source > row), key=lambda track: -track.slot)
        ring = any(one.ring.row == row and one.side == side and not one.ring.label for one in self.rings)
        return (*map(Port, above), *([Port(None)] if ring else []), *map(Port, below))


@dataclass(frozen=True, slots=True)
class _Line:
    """A straight stretch, in steps across (thirty for each lane) or down (two for each row)."""

    upright: bool
    at: int
    start: int
    end: int

    def crosses(self, other: _Line) -> bool:
        return self.upright != other.upright and min(self.start, self.end) < other.at < max(self.start, self.end) and min(other.start, other.end) < self.at < max(other.start, other.end)


def route(piece: Piece) -> Routes:
    """Choose the ways of a piece's links: the shortest first, each where it crosses least."""
    tracks, lines = _tracks(piece)
    rings: list[SideRing] = []
    for ring in piece.rings:
        side = min(_ring_sides(piece, ring), key=lambda side: (_ring_cost(piece, ring, side, lines, tracks), -side))
        rings.append(SideRing(ring, side))
    return Routes(tuple(_slotted(tracks)), tuple(rings))


def tangled(piece: Piece) -> frozenset[int]:
    """Give the rows whose "no" would cross more than one line on its way back or forth, and reads better as a letter; the worst goes first.

    Where a letter leads to a row, every "no" that would cross a line on its way there goes by it too.
    """
    rows: frozenset[int] = frozenset()
    entered: frozenset[int] = frozenset()
    while True:
        tracks = list(_slotted(_tracks(piece)[0]))
        lines = [*_fixed_lines(piece), *(line for track in tracks for line in _track_lines(piece, track))]
        turns = [(_crossings(piece, track, lines) + (track.turn.target in entered), track.turn) for track in tracks if piece.rows[track.turn.source + 1].kind is not Kind.LEAF]
        crossings, worst = max(turns, default=(0, None), key=lambda one: (one[0], abs(one[1].source - one[1].target), one[1].source))
        if worst is None or crossings <= _MOST_CROSSINGS:
            return rows
        rows, entered = rows | {worst.source}, entered | {worst.target}
        piece = replace(piece, turns=tuple(turn for turn in piece.turns if turn != worst))


def _tracks(piece: Piece) -> tuple[list[Track], list[_Line]]:
    """Give the ways of the turns, without their slots, and the lines of all links."""
    lines = _fixed_lines(piece)
    tracks: list[Track] = []
    for turn in sorted(piece.turns, key=lambda one: (abs(one.source - one.target), one.source)):
        best = min(_ways(piece, turn), key=lambda track: _cost(piece, track, lines, tracks))
        tracks.append(best)
        lines += _track_lines(piece, best)
    return tracks, lines


def _fixed_lines(piece: Piece) -> list[_Line]:
    """Give the lines of the links that have one way only."""
    return [*_flow_lines(piece), *(line for one in piece.passes for line in _pass_lines(piece, one))]


def _crossings(piece: Piece, track: Track, lines: list[_Line]) -> int:
    return sum(line.crosses(other) for line in _track_lines(piece, track) for other in lines)


def _ways(piece: Piece, turn: Turn) -> Iterator[Track]:
    here, there = piece.rows[turn.source].lane, piece.rows[turn.target].lane
    if here == there:
        yield from (Track(turn, side, (here, side), side) for side in (RIGHT, LEFT))
        return
    towards, near = (RIGHT, LEFT) if there > here else (LEFT, RIGHT)
    yield Track(turn, towards, (here, towards), near)
    if abs(there - here) > 1:
        yield Track(turn, towards, (there, near), near)


def _cost(piece: Piece, track: Track, lines: list[_Line], tracks: list[Track]) -> int:
    shared = sum(other.zone == track.zone and _overlap(other.turn, track.turn) for other in tracks)
    return _crossings(piece, track, lines) * _CROSSING + shared * _SHARING


def _overlap(one: Turn, other: Turn) -> bool:
    return max(min(one.source, one.target), min(other.source, other.target)) <= min(max(one.source, one.target), max(other.source, other.target))


def _slotted(tracks: Iterable[Track]) -> Iterator[Track]:
    """Give each track a slot of its own beside those that it runs along, the shortest nearest to the shapes."""
    done: list[Track] = []
    for track in tracks:
        taken = {other.slot for other in done if other.zone == track.zone and _overlap(other.turn, track.turn)}
        done.append(Track(track.turn, track.leaves, track.zone, track.enters, next(slot for slot in range(len(done) + 1) if slot not in taken)))
    yield from done


def _ring_sides(piece: Piece, ring: Ring) -> tuple[int, ...]:
    """Give the sides that have a lane to stand in; a piece of one lane has room on both."""
    lane, last = piece.rows[ring.row].lane, len(piece.roles) - 1
    sides = tuple(side for side in (RIGHT, LEFT) if 0 <= lane + (1 if side == RIGHT else -1) <= last)
    return sides or (RIGHT, LEFT)


def _ring_cost(piece: Piece, ring: Ring, side: int, lines: list[_Line], tracks: list[Track]) -> int:
    lane = piece.rows[ring.row].lane
    way = _Line(False, 2 * ring.row, _column(lane), _column(lane + (1 if side == RIGHT else -1)))
    shared = sum(track.turn.target == ring.row and track.enters == side for track in tracks)
    return _CROSSING * sum(way.crosses(line) for line in lines) + _SHARING * shared


def _column(lane: int) -> int:
    return 30 * lane + 15


def _flow_lines(piece: Piece) -> Iterator[_Line]:
    for flow in piece.flows:
        yield from _flow_line(piece, flow)


def _flow_line(piece: Piece, flow: Flow) -> Iterator[_Line]:
    here, there = _column(piece.rows[flow.source].lane), _column(piece.rows[flow.source + 1].lane)
    if here != there:
        yield _Line(False, 2 * flow.source + 1, here, there)


def _pass_lines(piece: Piece, one: Pass) -> Iterator[_Line]:
    here, there = _column(piece.rows[one.source].lane), _column(piece.rows[one.target].lane)
    yield _Line(False, 2 * one.source, here, there)
    yield _Line(True, there, 2 * one.source, 2 * one.target)


def _track_lines(piece: Piece, track: Track) -> Iterator[_Line]:
    lane, side = track.zone
    across = _column(lane) + (1 if side == RIGHT else -1) * (5 + track.slot)
    source, target = track.turn.source, track.turn.target
    yield _Line(False, 2 * source, _column(piece.rows[source].lane), across)
    yield _Line(True, across, 2 * source, 2 * target)
    yield _Line(False, 2 * target, across, _column(piece.rows[target].lane))
