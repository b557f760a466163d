"""One piece of a chart as rows, one shape in each, and the links between them: who stands in which lane, before sizes and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from qmsdocs.assemble.flowchart.chart import Chart, Task


class Kind(Enum):
    """What stands in a row."""

    TERMINAL = "terminal"
    RING = "ring"
    """An off-page connector on the way from piece to piece."""
    TASK = "task"
    QUESTION = "question"
    LEAF = "leaf"
    """The end that a "no" leads to."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its shape, the lane it stands in, its words."""

    kind: Kind
    lane: int
    text: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A link downwards to the next row."""

    source: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pass:
    """A "yes" that passes the end below its question, to a row in another lane."""

    source: int
    target: int
    label: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A link from the side of a question to the side of another row, by a track beside a lane."""

    source: int
    target: int
    label: str


@dataclass(frozen=True, slots=True)
class Ring:
    """An off-page connector beside a row: a "no" that goes by a letter, or (without a label) one that comes in."""

    row: int
    letter: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one page shows: the indices of the roles of its lanes, its rows and links."""

    roles: tuple[int, ...]
    rows: tuple[Row, ...]
    flows: tuple[Flow, ...]
    passes: tuple[Pass, ...]
    turns: tuple[Turn, ...]
    rings: tuple[Ring, ...]


def roles_of(chart: Chart, begin: int, end: int) -> tuple[int, ...]:
    """Give the roles that act in the tasks from one index up to another, in the order of their first act in the chart."""
    return tuple(sorted({task.role for task in chart.tasks[begin:end]}))


def loop_of(task: Task) -> int | None:
    """Give the task that a "no" leads to, where it leads to one."""
    return None if task.question is None or task.question.no_ends_with else task.question.no_goes_to


def loops_of(chart: Chart) -> tuple[tuple[int, int], ...]:
    """Give the tasks whose "no" leads to a task, with that task."""
    return tuple((index, target) for index, task in enumerate(chart.tasks) if (target := loop_of(task)) is not None)


def piece_of(chart: Chart, begin: int, end: int, letters: Mapping[int, str], lettered: frozenset[int] = frozenset()) -> Piece:
    """Give the tasks from one index up to another as a piece.

    Takes the letter of each task that letters lead to, and the tasks whose "no" goes by a letter though it leads to a task of the piece.
    """
    roles = roles_of(chart, begin, end)
    lane = {role: index for index, role in enumerate(roles)}
    first, last = lane[chart.tasks[begin].role], lane[chart.tasks[end - 1].role]
    rows = [Row(Kind.TERMINAL, first, chart.signs.start) if begin == 0 else Row(Kind.RING, first, letters[begin])]
    row_of: dict[int, int] = {}
    questions: list[tuple[int, int]] = []
    for index in range(begin, end):
        task = chart.tasks[index]
        row_of[index] = len(rows)
        rows.append(Row(Kind.TASK, lane[task.role], task.name, task.time))
        if task.question is not None:
            questions.append((index, len(rows)))
            rows.append(Row(Kind.QUESTION, lane[task.role], task.question.text))
            if task.question.no_ends_with:
                rows.append(Row(Kind.LEAF, lane[task.role], task.question.no_ends_with))
    rows.append(Row(Kind.TERMINAL, last, chart.signs.end) if end == len(chart.tasks) else Row(Kind.RING, last, letters[end]))
    flows, passes, turns = _onwards(chart, rows)
    rings = [Ring(row_of[index], letter) for index, letter in letters.items() if index in row_of and (index != begin or begin == 0)]
    for index, row in questions:
        target = loop_of(chart.tasks[index])
        if target in row_of and index not in lettered:
            turns.append(Turn(row, row_of[target], chart.signs.no))
        elif target is not None:
            rings.append(Ring(row, letters[target], chart.signs.no))
    return Piece(roles, tuple(rows), tuple(flows), tuple(passes), tuple(turns), tuple(rings))


def _onwards(chart: Chart, rows: list[Row]) -> tuple[list[Flow], list[Pass], list[Turn]]:
    """Link each row with the next; below a question that may end, "no" goes down and "yes" passes the end."""
    signs = chart.signs
    flows: list[Flow] = []
    passes: list[Pass] = []
    turns: list[Turn] = []
    for index, (row, following) in enumerate(pairwise(rows)):
        if row.kind is Kind.LEAF:
            continue
        if following.kind is not Kind.LEAF:
            flows.append(Flow(index, signs.yes if row.kind is Kind.QUESTION else ""))
            continue
        flows.append(Flow(index, signs.no))
        link = Turn if rows[index + 2].lane == row.lane else Pass
        (turns if link is Turn else passes).append(link(index, index + 2, signs.yes))  # type: ignore[arg-type]
    return flows, passes, turns
