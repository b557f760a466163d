"""What a comparison found → the lines of a revision table."""

from __future__ import annotations

from collections.abc import Iterable

from qmsdocs.assemble.parts import Revision
from qmsdocs.assemble.words import Writer, capitalised
from qmsdocs.model.comparison import Happened, SectionChange
from qmsdocs.model.framework.plan import Plan, PlannedDocument, PlannedSet


def revisions_of(plan: Plan, planned_set: PlannedSet, planned: PlannedDocument, changes: Iterable[SectionChange]) -> tuple[Revision, ...]:
    """Give one line for each changed section; the basis is the reason that the succession gives.

    A document that is issued again word for word has one line too: an empty table would say that it is the first issue.
    """
    writer = Writer(plan, planned_set, planned)
    basis = "" if planned.origin is None else planned.origin.reason
    lines = []
    for index, change in enumerate(changes):
        lines.append(Revision(_summary(writer, change), basis if index == 0 else "", planned.identity.issue))
    if not lines and planned.origin is not None:
        lines = [Revision(f"{capitalised(planned.origin.relation.value)}.", basis, planned.identity.issue)]
    return tuple(lines)


def _summary(writer: Writer, change: SectionChange) -> str:
    labels = writer.labels
    template = {Happened.ADDED: labels.section_added, Happened.REMOVED: labels.section_removed, Happened.REVISED: labels.section_revised}[change.happened]
    parts = [writer.label(template, mục=change.title)]
    for label, steps in ((labels.steps_added, change.steps_added), (labels.steps_removed, change.steps_removed), (labels.steps_revised, change.steps_revised)):
        if steps:
            parts.append(writer.label(label, bước="; ".join(steps)))
    return ". ".join(parts) + "."
