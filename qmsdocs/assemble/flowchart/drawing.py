"""A piece with its routes and lanes → shapes and arrows at their places, in tenths of a millimetre."""

from __future__ import annotations

from qmsdocs.assemble.flowchart import sizes
from qmsdocs.assemble.flowchart.lanes import FIRST_TRACK, TRACK_STEP, Lane, height_of
from qmsdocs.assemble.flowchart.routing import LEFT, RIGHT, Port, Routes, SideRing, Track
from qmsdocs.assemble.flowchart.rows import Flow, Kind, Pass, Piece, Row
from qmsdocs.model.document import Arrow, Shape, ShapeKind
from qmsdocs.model.letters import tenths_of

_BELOW_HEAD, _BELOW_LAST = 36, 36
_GAP, _GAP_ACROSS, _GAP_LABEL, _GAP_LABEL_ACROSS = 58, 84, 80, 112
"""Between rows: straight down, to another lane, with a word beside the line, both."""
_STUB, _STUB_LABEL = 38, 56
"""From a shape down to the line that goes to another lane."""
_PORT, _RING_PORT = 40, sizes.RING + 8
"""Height of a side that a track and a ring need."""
_LABEL_HEIGHT = 34
_BELOW_SHAPE = 10
"""From a shape down to the word beside the line that leaves it."""
_CLEAR = 8
_SHAPES = {Kind.TERMINAL: ShapeKind.TERMINAL, Kind.RING: ShapeKind.CONNECTOR, Kind.TASK: ShapeKind.PROCESS, Kind.QUESTION: ShapeKind.DECISION, Kind.LEAF: ShapeKind.TERMINAL}

Point = tuple[int, int]


class Drawing:
    """A piece being drawn; `shapes`, `arrows` and `height` are the result."""

    def __init__(self, piece: Piece, titles: tuple[str, ...], routes: Routes, lanes: tuple[Lane, ...]) -> None:
        """Take the piece, the titles of its lanes, the ways of its links and the places of its lanes."""
        self._piece = piece
        self._routes = routes
        self._lanes = lanes
        self.shapes: list[Shape] = []
        self.arrows: list[Arrow] = []
        heads = [sizes.head(title, lane.right - lane.left) for title, lane in zip(titles, lanes, strict=True)]
        head = max(height for height, _ in heads)
        self._boxes = self._places(head + _BELOW_HEAD)
        self.height = self._boxes[-1].y + self._boxes[-1].height + _BELOW_LAST
        for lane, (_, lines) in zip(lanes, heads, strict=True):
            self.shapes.append(Shape(ShapeKind.LANE, lane.left, 0, lane.right - lane.left, self.height, ()))
            self.shapes.append(Shape(ShapeKind.ROLE, lane.left, 0, lane.right - lane.left, head, lines))
        for row, box in enumerate(self._boxes):
            self.shapes.append(box)
            self._links(row)

    def _places(self, top: int) -> list[Shape]:
        gaps = {flow.source: self._gap(flow) for flow in self._piece.flows}
        boxes: list[Shape] = []
        for index, row in enumerate(self._piece.rows):
            boxes.append(self._shape(index, row, top))
            top += boxes[-1].height + gaps.get(index, _GAP)
        return boxes

    def _gap(self, flow: Flow) -> int:
        across = self._piece.rows[flow.source].lane != self._piece.rows[flow.source + 1].lane
        if flow.label:
            return _GAP_LABEL_ACROSS if across else _GAP_LABEL
        return _GAP_ACROSS if across else _GAP

    def _shape(self, index: int, row: Row, top: int) -> Shape:
        lane = self._lanes[row.lane]
        room = lane.room
        lines: tuple[str, ...] = (row.text,)
        notes: tuple[str, ...] = ()
        sides = max(sum(_port_height(port) for port in self._routes.ports(index, side)) for side in (LEFT, RIGHT))
        height = max(height_of(row.kind, row.text, row.time, room), sides if row.kind is Kind.TASK else 0)
        match row.kind:
            case Kind.TASK:
                _, lines, notes = sizes.box(row.text, row.time, room)
            case Kind.QUESTION:
                _, lines = sizes.diamond(row.text, room)
            case Kind.LEAF:
                _, lines = sizes.leaf(row.text, room)
            case Kind.TERMINAL:
                _, room, lines = sizes.terminal(row.text, room)
            case Kind.RING:
                room = sizes.RING
        return Shape(_SHAPES[row.kind], lane.centre - room // 2, top, room, height, lines, notes)

    def _links(self, row: int) -> None:
        """Draw what leaves a row, and the rings beside it."""
        for flow in self._piece.flows:
            if flow.source == row:
                self._flow(flow)
        for one in self._piece.passes:
            if one.source == row:
                self._pass(one)
        for track in self._routes.tracks:
            if track.turn.source == row:
                self._track(track)
        for ring in self._routes.rings:
            if ring.ring.row == row:
                self._ring(ring)

    def _flow(self, flow: Flow) -> None:
        box, following = self._boxes[flow.source], self._boxes[flow.source + 1]
        start, end = _bottom(box), _top(following)
        turn_left = end[0] < start[0]
        if start[0] == end[0]:
            self.arrows.append(Arrow((start, end)))
        else:
            level = start[1] + (_STUB_LABEL if flow.label else _STUB)
            self.arrows.append(Arrow((start, (start[0], level), (end[0], level), end)))
        if flow.label:
            wide = _label_width(flow.label)
            self._label(flow.label, start[0] + _CLEAR if turn_left or start[0] == end[0] else start[0] - _CLEAR - wide, start[1] + _BELOW_SHAPE)

    def _pass(self, one: Pass) -> None:
        side = RIGHT if self._piece.rows[one.target].lane > self._piece.rows[one.source].lane else LEFT
        start, end = _side(self._boxes[one.source], side), _top(self._boxes[one.target])
        self.arrows.append(Arrow((start, (end[0], start[1]), end)))
        self._label_beside(one.label, self._piece.rows[one.source].lane, side, start[1])

    def _track(self, track: Track) -> None:
        turn = track.turn
        lane, side = self._lanes[track.zone[0]], track.zone[1]
        away = FIRST_TRACK + track.slot * TRACK_STEP
        x = lane.column_right + away if side == RIGHT else lane.column_left - away
        start, target = _side(self._boxes[turn.source], track.leaves), self._boxes[turn.target]
        end = (_side(target, track.enters)[0], self._port(turn.target, track.enters, track))
        self.arrows.append(Arrow((start, (x, start[1]), (x, end[1]), end)))
        own = self._lanes[self._piece.rows[turn.source].lane]
        if track.zone != (self._piece.rows[turn.source].lane, track.leaves):
            self._label_beside(turn.label, self._piece.rows[turn.source].lane, track.leaves, start[1])
            return
        wide = _label_width(turn.label)
        reach = FIRST_TRACK - _CLEAR
        left = own.column_right + reach - wide if track.leaves == RIGHT else own.column_left - reach
        box = self._boxes[turn.source]
        inside = max(0, wide - reach - (own.room - box.width) // 2)
        clear = inside * box.height // box.width + _CLEAR
        self._label(turn.label, left, start[1] - clear - _LABEL_HEIGHT if turn.target < turn.source else start[1] + clear)

    def _ring(self, one: SideRing) -> None:
        ring, box = one.ring, self._boxes[one.ring.row]
        lane = self._piece.rows[ring.row].lane
        middle = _side(box, one.side)[1] if ring.label else self._port(ring.row, one.side, None)
        near = self._near_edge(lane, one.side)
        wide = _label_width(ring.label) + 2 * _CLEAR + sizes.HEAD if ring.label else _CLEAR
        left = near + wide if one.side == RIGHT else near - wide - sizes.RING
        circle = Shape(ShapeKind.CONNECTOR, left, middle - sizes.RING // 2, sizes.RING, sizes.RING, (ring.letter,))
        self.shapes.append(circle)
        inner = (left, middle) if one.side == RIGHT else (left + sizes.RING, middle)
        edge = (_side(box, one.side)[0], middle)
        self.arrows.append(Arrow((edge, inner) if ring.label else (inner, edge)))
        if ring.label:
            self._label_beside(ring.label, lane, one.side, middle)

    def _near_edge(self, lane: int, side: int) -> int:
        """Give where shapes beside a lane may begin: the column of its neighbour, or past its own tracks at the edge of the page."""
        neighbour = lane + (1 if side == RIGHT else -1)
        if 0 <= neighbour < len(self._lanes):
            return self._lanes[neighbour].column_left if side == RIGHT else self._lanes[neighbour].column_right
        past = FIRST_TRACK + self._routes.slots((lane, side)) * TRACK_STEP
        return self._lanes[lane].column_right + past if side == RIGHT else self._lanes[lane].column_left - past

    def _label_beside(self, label: str, lane: int, side: int, level: int) -> None:
        near, wide = self._near_edge(lane, side), _label_width(label)
        self._label(label, near + _CLEAR if side == RIGHT else near - _CLEAR - wide, level - _LABEL_HEIGHT - 4)

    def _label(self, label: str, left: int, top: int) -> None:
        self.shapes.append(Shape(ShapeKind.LABEL, left, top, _label_width(label), _LABEL_HEIGHT, (), (label,)))

    def _port(self, row: int, side: int, track: Track | None) -> int:
        ports = self._routes.ports(row, side)
        box = self._boxes[row]
        level = box.y + box.height // 2 - sum(map(_port_height, ports)) // 2
        for port in ports:
            if port.track == track:
                return level + _port_height(port) // 2
            level += _port_height(port)
        msg = f"row {row} is not entered there"
        raise ValueError(msg)


def _port_height(port: Port) -> int:
    return _RING_PORT if port.track is None else _PORT


def _label_width(label: str) -> int:
    return int(tenths_of(label, sizes.SMALL)) + 8


def _top(box: Shape) -> Point:
    return box.x + box.width // 2, box.y


def _bottom(box: Shape) -> Point:
    return box.x + box.width // 2, box.y + box.height


def _side(box: Shape, side: int) -> Point:
    return (box.x + box.width if side == RIGHT else box.x), box.y + box.height // 2
