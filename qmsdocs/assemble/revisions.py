"""What a comparison found → the lines of a revision table."""

from __future__ import annotations

from collections.abc import Iterable

from qmsdocs.assemble.parts import Revision
from qmsdocs.assemble.words import Writer, capitalised
from qmsdocs.model.comparison import Happened, SectionChange
from qmsdocs.model.framework.plan import Plan, PlannedDocument, PlannedSet


def revisions_of(plan: Plan, planned_set: PlannedSet, planned: PlannedDocument, changes: Iterable[SectionChange]) -> tuple[Revision, ...]:
    """Give a line for all sections of which only the words changed, and one for each other; the basis is the reason that the succession gives.

    A document that is issued again word for word has one line too: an empty table would say that it is the first issue.
    """
    writer = Writer(plan, planned_set, planned)
    basis = "" if planned.origin is None else planned.origin.reason
    changed = list(changes)
    reworded = [change for change in changed if change == SectionChange(Happened.REVISED, change.title)]
    told = [_reworded(writer, reworded)] if len(reworded) > 1 else [_summary(writer, change) for change in reworded]
    told += [_summary(writer, change) for change in changed if change not in reworded]
    if not told and planned.origin is not None:
        told = [f"{capitalised(planned.origin.relation.value)}."]
    return tuple(Revision(summary, "" if index else basis, planned.identity.issue) for index, summary in enumerate(told))


def _reworded(writer: Writer, changes: Iterable[SectionChange]) -> str:
    return writer.label(writer.labels.sections_revised, mục="; ".join(f"“{change.title}”" for change in changes)) + "."


def _summary(writer: Writer, change: SectionChange) -> str:
    labels = writer.labels
    template = {Happened.ADDED: labels.section_added, Happened.REMOVED: labels.section_removed, Happened.REVISED: labels.section_revised}[change.happened]
    parts = [writer.label(template, mục=change.title)]
    for label, titles in ((labels.parts_added, change.parts_added), (labels.parts_removed, change.parts_removed)):
        if titles:
            parts.append(writer.label(label, mục="; ".join(f"“{title}”" for title in titles)))
    for label, steps in ((labels.steps_added, change.steps_added), (labels.steps_removed, change.steps_removed), (labels.steps_revised, change.steps_revised)):
        if steps:
            parts.append(writer.label(label, bước="; ".join(steps)))
    return ". ".join(parts) + "."
