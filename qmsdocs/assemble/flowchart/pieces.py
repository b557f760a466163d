"""Where a long chart is cut: between tasks, into as few pieces as fit a page and a handful of lanes each, through as few loops as may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qmsdocs.assemble.flowchart import sizes
from qmsdocs.assemble.flowchart.chart import Chart, Task
from qmsdocs.assemble.flowchart.drawing import Drawing
from qmsdocs.assemble.flowchart.lanes import WIDTH, lanes_of
from qmsdocs.assemble.flowchart.routing import route
from qmsdocs.assemble.flowchart.rows import piece_of, roles_of
from qmsdocs.model.document import Arrow, Shape

TALLEST = 2240
"""The tallest piece that a page holds under the heading of the chart."""
MOST_LANES = 5
_GAP, _ENDS = 84, 330
_ROOM_LOST = 120
"""What zones take of a lane's width, about."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class DrawnPiece:
    """A piece that is drawn: the tasks it shows, from one index up to another, and its shapes and arrows."""

    begin: int
    end: int
    width: int
    height: int
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]


@lru_cache(maxsize=1_000)
def draw(chart: Chart) -> tuple[DrawnPiece, ...]:
    """Draw a chart on as many pieces as it needs."""
    limit = TALLEST
    while True:
        cuts = _cuts(chart, limit)
        pieces = tuple(_drawn(chart, cuts))
        if all(piece.height and piece.height <= TALLEST for piece in pieces) or len(pieces) == len(chart.tasks):
            return pieces
        limit = limit * 19 // 20


def _drawn(chart: Chart, cuts: tuple[int, ...]) -> Iterator[DrawnPiece]:
    """Draw the pieces between cuts; one whose lanes do not fit the page has no height."""
    letters = _letters(chart, cuts)
    for begin, end in pairwise(cuts):
        piece = piece_of(chart, begin, end, letters)
        routes = route(piece)
        titles = tuple(chart.roles[role] for role in piece.roles)
        lanes = lanes_of(piece, titles, routes)
        if lanes:
            drawing = Drawing(piece, titles, routes, lanes)
            yield DrawnPiece(begin, end, WIDTH, drawing.height, tuple(drawing.shapes), tuple(drawing.arrows))
        else:
            yield DrawnPiece(begin, end, WIDTH, 0, (), ())


def _letters(chart: Chart, cuts: tuple[int, ...]) -> dict[int, str]:
    """Give a letter to each task that is entered from another piece, in the order in which a reader meets them."""
    entered: dict[int, None] = {}
    for begin, end in pairwise(cuts):
        for task in chart.tasks[begin:end]:
            target = _loop(task)
            if target is not None and not begin <= target < end:
                entered.setdefault(target)
        if end < len(chart.tasks):
            entered.setdefault(end)
    return {task: _LETTERS[index % len(_LETTERS)] + (str(index // len(_LETTERS)) if index >= len(_LETTERS) else "") for index, task in enumerate(entered)}


def _loop(task: Task) -> int | None:
    return None if task.question is None or task.question.no_ends_with else task.question.no_goes_to


def _cuts(chart: Chart, limit: int) -> tuple[int, ...]:
    """Choose the cuts: fewest pieces, then fewest loops cut, then pieces of like height; all by an estimate of heights."""
    count = len(chart.tasks)
    best: dict[int, tuple[tuple[int, int, int], tuple[int, ...]]] = {0: ((0, 0, 0), (0,))}
    for end in range(1, count + 1):
        choices = []
        for begin in range(end - 1, -1, -1):
            lanes = len(roles_of(chart, begin, end))
            height = sum(_estimate(task, lanes) for task in chart.tasks[begin:end]) + _ENDS
            if begin < end - 1 and (height > limit or lanes > MOST_LANES):
                break
            (pieces, loops, unevenness), cuts = best[begin]
            inside = sum(begin <= index < end and begin <= target < end for index, target in _loops(chart))
            choices.append(((pieces + 1, loops - inside, unevenness + (height // 10) ** 2), (*cuts, end)))
        best[end] = min(choices)
    return best[count][1]


def _loops(chart: Chart) -> list[tuple[int, int]]:
    return [(index, target) for index, task in enumerate(chart.tasks) if (target := _loop(task)) is not None]


@lru_cache(maxsize=5_000)
def _estimate(task: Task, lanes: int) -> int:
    """Give the height of a task with its question and their gaps, in one of so many lanes of like width."""
    room = min(WIDTH // lanes - _ROOM_LOST, 480)
    height = sizes.box(task.name, task.time, room)[0] + _GAP
    if task.question is not None:
        height += sizes.diamond(task.question.text, room)[0] + _GAP
        height += sizes.leaf(task.question.no_ends_with, room)[0] + _GAP if task.question.no_ends_with else 0
    return height
