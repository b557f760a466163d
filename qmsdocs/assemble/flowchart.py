"""The steps of a procedure → a flowchart: shapes and arrows on pages, computed, never drawn by hand.

Three columns: who is responsible and for how long, the step, and on the right where a "no" leads. Sizes are in tenths of a millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qmsdocs.assemble.words import Writer, capitalised
from qmsdocs.model.document import Arrow, Figure, Shape, ShapeKind
from qmsdocs.model.framework.documents import Decision, Step

_WIDTH = 1640
_LEFT = 380
"""Width of the column of roles."""
_BOX_X, _BOX_WIDTH = 400, 620
_CENTRE = _BOX_X + _BOX_WIDTH // 2
_END_X, _END_WIDTH = 1160, 330
_TRACK_X, _TRACK_STEP = 1480, 40
_GAP = 65
_LINE_HEIGHT = 40
_PAGE = 2150
"""The tallest figure that a page holds under its heading."""
_CHARACTERS = {_BOX_WIDTH: 38, _LEFT: 22, _END_WIDTH: 20, 400: 25}
"""How many letters of 10 points fit a line of a width."""


@dataclass
class _Sheet:
    """A page of the chart while it is being drawn."""

    y: int = 0
    shapes: list[Shape] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    tops: dict[str, int] = field(default_factory=dict)
    """The middle of each step's box on this page, by step id."""


def flowchart(writer: Writer, steps: list[tuple[str, Step]]) -> tuple[Figure, ...]:
    """Draw the steps, in order, on as many pages as they need; a connector with a letter leads from page to page."""
    sheets = [_Sheet()]
    pending: list[tuple[int, Decision, int]] = []
    labels = writer.labels
    _terminal(sheets[0], labels.start)
    for number, (step_id, step) in enumerate(steps, 1):
        need = _box_height(step.name, number) + (_diamond_height(step.decision) + _GAP if step.decision else 0) + _GAP
        if sheets[-1].y + need > _PAGE - 160:
            _turn_page(sheets)
        sheet = sheets[-1]
        _step(writer, sheet, number, step_id, step)
        if step.decision is not None:
            _diamond(sheet, step.decision, labels.yes)
            pending.append((len(sheets) - 1, step.decision, sheet.y))
    _terminal(sheets[-1], labels.end)
    numbers = {step_id: number for number, (step_id, _) in enumerate(steps, 1)}
    tracks: dict[int, int] = {}
    for page, decision, bottom in pending:
        _no_branch(writer, sheets[page], decision, bottom, numbers, tracks, page)
    alternative = _alternative(writer, steps)
    return tuple(
        Figure(_WIDTH, sheet.y + 10, tuple(sheet.shapes), tuple(sheet.arrows), alternative if page == 0 else f"{alternative} ({page + 1})", key=f"luu-do-{page + 1}")
        for page, sheet in enumerate(sheets)
    )


def _alternative(writer: Writer, steps: list[tuple[str, Step]]) -> str:
    names = "; ".join(f"{number}. {step.name}" for number, (_, step) in enumerate(steps, 1))
    return writer.label(writer.labels.flowchart_alternative, tên=names)


def _wrap(text: str, width: int) -> tuple[str, ...]:
    limit = _CHARACTERS[width]
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= limit:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _arrow_down(sheet: _Sheet, label: str = "") -> None:
    if sheet.y:
        sheet.arrows.append(Arrow(((_CENTRE, sheet.y), (_CENTRE, sheet.y + _GAP)), label))
        sheet.y += _GAP


def _terminal(sheet: _Sheet, text: str) -> None:
    _arrow_down(sheet)
    sheet.shapes.append(Shape(ShapeKind.TERMINAL, _CENTRE - 180, sheet.y, 360, 75, (text,)))
    sheet.y += 75


def _turn_page(sheets: list[_Sheet]) -> None:
    letter = chr(ord("A") + len(sheets) - 1)
    old = sheets[-1]
    _arrow_down(old)
    old.shapes.append(Shape(ShapeKind.CONNECTOR, _CENTRE - 45, old.y, 90, 90, (letter,)))
    old.y += 90
    new = _Sheet()
    new.shapes.append(Shape(ShapeKind.CONNECTOR, _CENTRE - 45, 0, 90, 90, (letter,)))
    new.y = 90
    sheets.append(new)


def _box_height(name: str, number: int) -> int:
    return max(95, len(_wrap(f"{number}. {name}", _BOX_WIDTH)) * _LINE_HEIGHT + 30)


def _diamond_height(decision: Decision | None) -> int:
    if decision is None:
        return 0
    lines = len(_wrap(decision.question, 400))
    return max(190, lines * _LINE_HEIGHT * 2 + 40)


def _step(writer: Writer, sheet: _Sheet, number: int, step_id: str, step: Step) -> None:
    _arrow_down(sheet)
    name = f"{number}. {step.name}"
    role = (*_wrap(writer.short_role(step.responsible), _LEFT), *_wrap(f"({step.time.text})", _LEFT))
    height = max(_box_height(step.name, number), len(role) * _LINE_HEIGHT + 10)
    sheet.shapes.append(Shape(ShapeKind.PROCESS, _BOX_X, sheet.y, _BOX_WIDTH, height, _wrap(name, _BOX_WIDTH)))
    sheet.shapes.append(Shape(ShapeKind.NOTE, 0, sheet.y, _LEFT, height, role))
    sheet.tops[step_id] = sheet.y + height // 2
    sheet.y += height


def _diamond(sheet: _Sheet, decision: Decision, yes: str) -> None:
    _arrow_down(sheet)
    height = _diamond_height(decision)
    sheet.shapes.append(Shape(ShapeKind.DECISION, _BOX_X, sheet.y, _BOX_WIDTH, height, _wrap(decision.question, 400)))
    sheet.y += height
    sheet.arrows.append(Arrow(((_CENTRE, sheet.y), (_CENTRE, sheet.y)), yes, head=False))


def _no_branch(writer: Writer, sheet: _Sheet, decision: Decision, bottom: int, numbers: dict[str, int], tracks: dict[int, int], page: int) -> None:
    """Draw where a "no" leads: back to a step of the same page by a line on a track of its own, else into a box that names it."""
    labels = writer.labels
    middle = bottom - _diamond_height(decision) // 2
    right = _BOX_X + _BOX_WIDTH
    target = decision.no_goes_to
    if target is not None and target in sheet.tops and sheet.tops[target] < middle:
        track = _TRACK_X + _TRACK_STEP * tracks.get(page, 0)
        tracks[page] = tracks.get(page, 0) + 1
        y = sheet.tops[target]
        sheet.arrows.append(Arrow(((right, middle), (track, middle), (track, y), (right, y)), labels.no))
        return
    if decision.no_ends_with is not None:
        text = decision.no_ends_with
    elif target is not None:
        text = writer.label(labels.step_reference, số=str(numbers[target]))
    else:
        return
    lines = _wrap(capitalised(text), _END_WIDTH)
    height = max(80, len(lines) * _LINE_HEIGHT + 30)
    sheet.shapes.append(Shape(ShapeKind.TERMINAL, _END_X, middle - height // 2, _END_WIDTH, height, lines))
    sheet.arrows.append(Arrow(((right, middle), (_END_X, middle)), labels.no))
