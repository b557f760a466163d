"""The steps of a procedure → a flowchart with a lane for each role, on as many pieces as pages need: computed, never drawn by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from qmsdocs.assemble.flowchart.chart import Chart, Question, Signs, Task
from qmsdocs.assemble.flowchart.pieces import DrawnPiece, draw
from qmsdocs.assemble.words import Writer, capitalised
from qmsdocs.model.document import Figure
from qmsdocs.model.framework.documents import Step
from qmsdocs.model.letters import TENTHS

Steps = Sequence[tuple[str, Step]]
_RESERVE = 20.0
"""What the estimate of the room may be wrong by, in points: a piece that does not fit leaves all of it white."""


def flowchart(writer: Writer, steps: Steps, room: float) -> tuple[Figure, ...]:
    """Draw the steps, in order, with a chart for each run of steps that something else opens; letters in circles lead from piece to piece.

    Takes the room, in points, that is left on the page where the first chart would begin.
    """
    numbers = {step_id: number for number, (step_id, _) in enumerate(steps, 1)}
    runs = _runs(steps)
    charts = draw(tuple(_chart(writer, run, numbers) for run in runs), int((room - _RESERVE) * TENTHS))
    drawn = [(run, piece) for run, pieces in zip(runs, charts, strict=True) for piece in pieces]
    return tuple(
        Figure(piece.width, piece.height, piece.shapes, piece.arrows, _alternative(writer, run, numbers, piece, f"({number}/{len(drawn)}) " if len(drawn) > 1 else ""), key=f"luu-do-{number}")
        for number, (run, piece) in enumerate(drawn, 1)
    )


def _runs(steps: Steps) -> list[Steps]:
    begins = [0, *(at for at, (_, step) in enumerate(steps) if at and step.opening)]
    return [steps[begin:end] for begin, end in pairwise([*begins, len(steps)])]


def _chart(writer: Writer, run: Steps, numbers: Mapping[str, int]) -> Chart:
    labels = writer.labels
    titles = {step.responsible: capitalised(writer.short_role(step.responsible)) for _, step in run}
    lanes = list(dict.fromkeys(titles.values()))  # roles that have one title in this kind of unit are one person to the reader
    index = {step_id: at for at, (step_id, _) in enumerate(run)}
    tasks = tuple(
        Task(f"{numbers[step_id]}. {writer.plain(step.name)}", lanes.index(titles[step.responsible]), _known(step.time.text), _question(writer, step, index, numbers)) for step_id, step in run
    )
    signs = Signs(_opening(writer, run) or labels.start, labels.end, labels.yes, labels.no)
    return Chart(tuple(lanes), tasks, signs)


def _question(writer: Writer, step: Step, index: Mapping[str, int], numbers: Mapping[str, int]) -> Question | None:
    """Give the question that a step ends with; a step of another run is named, for no arrow leads there."""
    if step.decision is None:
        return None
    question = writer.plain(step.decision.question)
    target = step.decision.no_goes_to
    if target is None or target in index:
        return Question(question, None if target is None else index[target], capitalised(writer.plain(step.decision.no_ends_with or "")))
    return Question(question, no_ends_with=capitalised(_step(writer, numbers[target])))


def _opening(writer: Writer, run: Steps) -> str:
    return writer.plain(run[0][1].opening or "")


def _step(writer: Writer, number: int) -> str:
    return writer.label(writer.labels.step_reference, số=str(number))


def _known(time: str) -> str:
    """Give a time that says something; an open place to fill in by hand stands in the table of steps alone."""
    return time if any(map(str.isalnum, time)) else ""


def _alternative(writer: Writer, run: Steps, numbers: Mapping[str, int], piece: DrawnPiece, part: str) -> str:
    """Tell the steps of a piece in words: what opens them, number, name, role, time, and where a "no" leads."""
    opening = _opening(writer, run)
    told = [f"{opening}:"] if opening and not piece.begin else []
    for step_id, step in run[piece.begin : piece.end]:
        time = _known(step.time.text)
        words = f"{numbers[step_id]}. {writer.plain(step.name)} ({writer.short_role(step.responsible)}{f'; {time}' if time else ''})."
        if step.decision is not None:
            target = writer.plain(step.decision.no_ends_with or "") or _step(writer, numbers[step.decision.no_goes_to or ""])
            words += f" {writer.plain(step.decision.question)} {writer.labels.no}: {target}."
        told.append(words)
    return writer.label(writer.labels.flowchart_alternative, tên=part + " ".join(told))
