"""What each office's set covers, told to a person and to a program: clause × document × section, required information, services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qmsdocs.diagnostics.report import Diagnostic, as_json
from qmsdocs.model.framework.coverage import Coverage, Evidence
from qmsdocs.pipeline import House, ProvincePlan
from qmsdocs.plan.coverage import check_coverage, coverage_of


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


def cover(house: House, plans: Mapping[str, ProvincePlan]) -> list[Covered]:
    """Give what each class of offices of the planned provinces covers."""
    covered = []
    for code, plan in plans.items():
        for one in plan.classes:
            coverage = coverage_of(one.plan)
            covered.append(Covered(tuple(f"{code}/{office.id}" for office in one.offices), coverage, tuple(check_coverage(house.frame, one.plan, coverage))))
    return covered
