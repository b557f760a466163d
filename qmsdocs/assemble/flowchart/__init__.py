"""The steps of a procedure → a flowchart with a lane for each role, on as many pieces as pages need: computed, never drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence

from qmsdocs.assemble.flowchart.chart import Chart, Question, Signs, Task
from qmsdocs.assemble.flowchart.pieces import DrawnPiece, draw
from qmsdocs.assemble.words import Writer, capitalised
from qmsdocs.model.document import Figure
from qmsdocs.model.framework.documents import Step

Steps = Sequence[tuple[str, Step]]


def flowchart(writer: Writer, steps: Steps) -> tuple[Figure, ...]:
    """Draw the steps, in order; letters in circles lead from piece to piece."""
    pieces = draw(_chart(writer, steps))
    return tuple(
        Figure(piece.width, piece.height, piece.shapes, piece.arrows, _alternative(writer, steps, piece, f"({number}/{len(pieces)}) " if len(pieces) > 1 else ""), key=f"luu-do-{number}")
        for number, piece in enumerate(pieces, 1)
    )


def _chart(writer: Writer, steps: Steps) -> Chart:
    labels = writer.labels
    roles = list(dict.fromkeys(step.responsible for _, step in steps))
    index = {step_id: at for at, (step_id, _) in enumerate(steps)}
    tasks = tuple(
        Task(
            f"{number}. {step.name}",
            roles.index(step.responsible),
            _known(step.time.text),
            None
            if step.decision is None
            else Question(step.decision.question, None if step.decision.no_goes_to is None else index[step.decision.no_goes_to], capitalised(step.decision.no_ends_with or "")),
        )
        for number, (_, step) in enumerate(steps, 1)
    )
    return Chart(tuple(capitalised(writer.short_role(role)) for role in roles), tasks, Signs(labels.start, labels.end, labels.yes, labels.no))


def _known(time: str) -> str:
    """Give a time that says something; an open place to fill in by hand stands in the table of steps alone."""
    return time if any(map(str.isalnum, time)) else ""


def _alternative(writer: Writer, steps: Steps, piece: DrawnPiece, part: str) -> str:
    """Tell the steps of a piece in words: number, name, role, time, and where a "no" leads."""
    numbers = {step_id: number for number, (step_id, _) in enumerate(steps, 1)}
    told = []
    for number, (_, step) in enumerate(steps[piece.begin : piece.end], piece.begin + 1):
        time = _known(step.time.text)
        words = f"{number}. {step.name} ({writer.short_role(step.responsible)}{f'; {time}' if time else ''})."
        if step.decision is not None:
            target = step.decision.no_ends_with or writer.label(writer.labels.step_reference, số=str(numbers[step.decision.no_goes_to or ""]))
            words += f" {step.decision.question} {writer.labels.no}: {target}."
        told.append(words)
    return writer.label(writer.labels.flowchart_alternative, tên=part + " ".join(told))
