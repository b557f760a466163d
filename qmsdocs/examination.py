"""What an examination of sets finds, told to a person and to a program: what each set covers, and how its prose reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from qmsdocs.diagnostics.report import Diagnostic, as_json
from qmsdocs.model.framework.coverage import Coverage, Evidence
from qmsdocs.model.framework.quality import ProseFigures
from qmsdocs.pipeline import House, ProvincePlan
from qmsdocs.plan.coverage import check_coverage, coverage_of
from qmsdocs.plan.prose_quality import check_prose, figures_of


class Examined(Protocol):
    """What was found of the sets of a class of offices."""

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Give what is not as it should be."""
        ...

    def as_text(self) -> str:
        """Give what was found for a person."""
        ...

    def as_data(self) -> dict[str, object]:
        """Give the same as plain data."""
        ...


@dataclass(frozen=True, slots=True)
class Covered:
    """What the set of a class of offices covers, and what is missing."""

    offices: tuple[str, ...]
    coverage: Coverage
    problems: tuple[Diagnostic, ...]

    def as_text(self) -> str:
        """Give the matrix for a person: a line for each clause, information and service."""
        lines = [", ".join(self.offices)]
        lines += [f"  {line.clause:8} {'; '.join(_named(e) for e in line.evidence) or '—'}" for line in self.coverage.clauses if line.asks]
        lines += [f"  {line.requirement.clause:8} {line.requirement.what}: {', '.join(e.code for e in line.evidence) or '—'}" for line in self.coverage.requirements]
        lines += [f"  {line.code:8} {line.service.name}: {'—' if line.procedure is None else line.procedure.code}" for line in self.coverage.services]
        return "\n".join(lines)

    def as_data(self) -> dict[str, object]:
        """Give the same as plain data."""
        return {
            "offices": list(self.offices),
            "clauses": {line.clause: [{"document": e.identity.id, "code": e.identity.code, "sections": list(e.sections)} for e in line.evidence] for line in self.coverage.clauses},
            "information": {line.key: [e.id for e in line.evidence] for line in self.coverage.requirements},
            "services": {line.code: None if line.procedure is None else line.procedure.id for line in self.coverage.services},
            "problems": [as_json(problem) for problem in self.problems],
        }


def _named(evidence: Evidence) -> str:
    return evidence.identity.code + (f" ({', '.join(evidence.sections)})" if evidence.sections else "")


def examine_coverage(house: House, plans: Mapping[str, ProvincePlan]) -> list[Covered]:
    """Give what each class of offices of the planned provinces covers."""
    covered = []
    for code, plan in plans.items():
        for one in plan.classes:
            coverage = coverage_of(one.plan)
            covered.append(Covered(tuple(f"{code}/{office.id}" for office in one.offices), coverage, tuple(check_coverage(house.frame, one.plan, coverage))))
    return covered


@dataclass(frozen=True, slots=True)
class Read:
    """How the prose of the set of a class of offices reads."""

    offices: tuple[str, ...]
    figures: tuple[ProseFigures, ...]
    problems: tuple[Diagnostic, ...]

    def as_text(self) -> str:
        """Give a line of figures for each document, the one that shares most first."""
        lines = [", ".join(self.offices), f"  {'':10} {'tiếng':>6} {'câu':>5} {'dài nhất':>8} {'trùng':>7} {'……':>4}"]
        lines += [
            f"  {one.identity.code:10} {one.words:>6} {one.sentences:>5} {one.longest:>8} {one.shared:>7.1%} {one.open_places:>4}  {one.shared_with}"
            for one in sorted(self.figures, key=lambda figure: -figure.shared)
        ]
        return "\n".join(lines)

    def as_data(self) -> dict[str, object]:
        """Give the same as plain data."""
        figures = {
            one.identity.id: {"words": one.words, "sentences": one.sentences, "longest": one.longest, "shared": round(one.shared, 4), "shared_with": one.shared_with, "open": one.open_places}
            for one in self.figures
        }
        return {"offices": list(self.offices), "prose": figures, "problems": [as_json(problem) for problem in self.problems]}


def examine_prose(plans: Mapping[str, ProvincePlan]) -> list[Read]:
    """Give how the prose of each class of offices of the planned provinces reads."""
    read = []
    for code, plan in plans.items():
        for one in plan.classes:
            figures = figures_of(one.plan)
            read.append(Read(tuple(f"{code}/{office.id}" for office in one.offices), figures, tuple(check_prose(one.plan, figures))))
    return read
