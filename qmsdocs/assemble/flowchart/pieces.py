"""Charts → the pieces that are drawn, cut where they fill the pages and with the letters that lead from piece to piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qmsdocs.assemble.flowchart.chart import Chart
from qmsdocs.assemble.flowchart.cuts import Cuts, choose_cuts
from qmsdocs.assemble.flowchart.drawing import Drawing
from qmsdocs.assemble.flowchart.lanes import WIDTH, lanes_of
from qmsdocs.assemble.flowchart.routing import route, tangled
from qmsdocs.assemble.flowchart.rows import Kind, loop_of, piece_of
from qmsdocs.model.document import Arrow, Shape

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
def draw(charts: tuple[Chart, ...], room: int) -> tuple[tuple[DrawnPiece, ...], ...]:
    """Draw charts that follow one another, each on as many pieces as it needs; takes the room that is left on the page for the first piece."""
    drawn: list[tuple[DrawnPiece, ...]] = []
    used = 0
    for chart, cuts in zip(charts, choose_cuts(charts, room, _height), strict=True):
        letters = _letters(chart, cuts, used)
        used += len(letters)
        drawn.append(tuple(_drawn(chart, cuts, letters)))
    return tuple(drawn)


def _drawn(chart: Chart, cuts: Cuts, letters: dict[int, str]) -> Iterator[DrawnPiece]:
    for begin, end in pairwise(cuts):
        drawing = _drawing(chart, begin, end, letters)
        if drawing is None:  # a lone task has one lane, which is as wide as the page
            msg = f"tasks {begin} to {end} have too many lanes"
            raise ValueError(msg)
        yield DrawnPiece(begin, end, WIDTH, drawing.height, tuple(drawing.shapes), tuple(drawing.arrows))


@lru_cache(maxsize=50_000)
def _height(chart: Chart, begin: int, end: int) -> int:
    """Give the height of a piece, which its letters do not change; 0 where its lanes do not fit the page."""
    drawing = _drawing(chart, begin, end, _letters(chart, tuple(sorted({0, begin, end, len(chart.tasks)}))))
    return 0 if drawing is None else drawing.height


def _drawing(chart: Chart, begin: int, end: int, letters: dict[int, str]) -> Drawing | None:
    piece = piece_of(chart, begin, end, letters, _lettered(chart, begin, end))
    routes = route(piece)
    titles = tuple(chart.roles[role] for role in piece.roles)
    lanes = lanes_of(piece, titles, routes)
    return Drawing(piece, titles, routes, lanes) if lanes else None


@lru_cache(maxsize=50_000)
def _lettered(chart: Chart, begin: int, end: int) -> frozenset[int]:
    """Give the tasks whose "no" goes by a letter though it leads to a task of the same piece: an arrow would cross too much."""
    piece = piece_of(chart, begin, end, dict.fromkeys(range(len(chart.tasks) + 1), _LETTERS[0]))
    rows = tangled(piece)
    questions = iter(index for index in range(begin, end) if chart.tasks[index].question is not None)
    return frozenset(index for row, index in zip((row for row, one in enumerate(piece.rows) if one.kind is Kind.QUESTION), questions, strict=True) if row in rows)


def _letters(chart: Chart, cuts: Cuts, used: int = 0) -> dict[int, str]:
    """Give a letter to each task that letters lead to, in the order in which a reader meets them; takes how many letters the charts before have used."""
    entered: dict[int, None] = {}
    for begin, end in pairwise(cuts):
        lettered = _lettered(chart, begin, end)
        for index in range(begin, end):
            target = loop_of(chart.tasks[index])
            if target is not None and (index in lettered or not begin <= target < end):
                entered.setdefault(target)
        if end < len(chart.tasks):
            entered.setdefault(end)
    return {task: _LETTERS[index % len(_LETTERS)] + (str(index // len(_LETTERS)) if index >= len(_LETTERS) else "") for index, task in enumerate(entered, used)}
