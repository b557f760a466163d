"""A plan → what its set covers of the standard and of the national catalogue of services, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.framework.coverage import ClauseLine, Coverage, Evidence, RequirementLine, ServiceLine
from qmsdocs.model.framework.documents import FormDocument, Procedure, Section, TextDocument
from qmsdocs.model.framework.edition import Exclusion
from qmsdocs.model.framework.frame import Frame
from qmsdocs.model.framework.plan import Plan, PlannedDocument
from qmsdocs.model.framework.references import Keeping, Obligation
from qmsdocs.model.node import place_of

DOCUMENTED_INFORMATION = "framework_model/references/documented_information.yaml"
SERVICES = "framework_model/references/services.yaml"
CLAUSES = "framework_model/references/clauses.yaml"


def coverage_of(plan: Plan) -> Coverage:
    """Give what the current set of a plan covers: every clause of its standard, every piece of documented information, every service of its catalogue."""
    edition, references = plan.current.edition, plan.references
    exclusions = edition.exclusions_of(plan.kind)
    named = {planned.identity.id: _named_clauses(planned) for planned in plan.current.documents if not isinstance(planned.composed.written, FormDocument)}
    clauses = references.clauses.editions.get(edition.year, {})
    lines = []
    for clause, entry in clauses.items():
        evidence = tuple(Evidence(planned.identity, sections) for planned in plan.current.documents if (sections := _answering(named.get(planned.identity.id, {}), clause)) is not None)
        asks = entry.asks and not any(other.startswith(f"{clause}.") for other in clauses)
        lines.append(ClauseLine(clause, entry.title, asks, evidence, _excluded(exclusions, clause)))
    requirements = tuple(
        RequirementLine(
            key,
            asked,
            tuple(planned.identity for planned in plan.current.documents if _keeps(planned, asked.keeping) and _touches(named[planned.identity.id], asked.clause)),
            _excluded(exclusions, asked.clause),
        )
        for key, asked in references.documented_information.editions.get(edition.year, {}).items()
    )
    procedures = {written.service.national_code: planned.identity for planned in plan.current.documents if isinstance(written := planned.composed.written, Procedure) and written.service is not None}
    catalogued = references.services.catalogues.get(edition.services or "", {})
    services = tuple(ServiceLine(code, service, procedures.get(code)) for code, service in catalogued.items() if plan.kind in service.kinds)
    return Coverage(tuple(lines), requirements, services)


def check_coverage(frame: Frame, plan: Plan, coverage: Coverage) -> list[Diagnostic]:
    """Tell what is missing: mandatory documented information, a service, the forms of a procedure are errors; a clause that nothing names is a warning."""
    year, kind = plan.current.edition.year, plan.kind.value
    problems: list[Diagnostic] = []
    for asked in coverage.requirements:
        if asked.requirement.obligation is Obligation.MANDATORY and not asked.evidence and asked.exclusion is None:
            place = place_of(frame.nodes[DOCUMENTED_INFORMATION], ("lần", year, asked.key))
            problems.append(catalogue.information_missing(place, asked.requirement.clause, asked.requirement.what, kind))
    for line in coverage.services:
        if line.procedure is None:
            place = place_of(frame.nodes[SERVICES], ("danh mục", plan.current.edition.services or "", line.code))
            problems.append(catalogue.service_missing(place, line.code, line.service.name, kind))
    for planned in plan.current.documents:
        written = planned.composed.written
        if isinstance(written, Procedure) and not written.forms and (written.service is None or not written.service.prescribed_forms):
            problems.append(catalogue.procedure_without_forms(place_of(planned.composed.node, ("mã",)), planned.identity.id))
    problems += [
        catalogue.clause_uncovered(place_of(frame.nodes[CLAUSES], ("lần", year, line.clause)), line.clause, line.title, kind)
        for line in coverage.clauses
        if line.asks and not line.evidence and line.exclusion is None
    ]
    return problems


def _named_clauses(planned: PlannedDocument) -> dict[str, tuple[str, ...]]:
    """Give the clauses that a document names, each with the titles of the sections that name it."""
    written = planned.composed.written
    named: dict[str, tuple[str, ...]] = dict.fromkeys(planned.identity.clauses, ())
    for title, section in _sections(written.sections) if isinstance(written, Procedure | TextDocument) else ():
        for clause in section.clauses:
            named[clause] = (*named.get(clause, ()), title)
    return named


def _sections(sections: Mapping[str, Section]) -> Iterator[tuple[str, Section]]:
    for section in sorted(sections.values(), key=lambda one: one.position):
        yield section.title, section
        yield from _sections(section.parts)


def _answering(named: Mapping[str, tuple[str, ...]], clause: str) -> tuple[str, ...] | None:
    """Give the sections that answer a clause, or None when nothing of the document does; what names a clause answers the clauses below it, and its points."""
    found = [sections for other, sections in named.items() if clause == other or clause.startswith(f"{other}.") or other.startswith(f"{clause} ")]
    return tuple(dict.fromkeys(title for sections in found for title in sections)) if found else None


def _touches(named: Mapping[str, tuple[str, ...]], clause: str) -> bool:
    """Say whether a document names a clause, one above it or one below it."""
    number, *_ = clause.split()
    return any(number == (other := name.split()[0]) or number.startswith(f"{other}.") or other.startswith(f"{number}.") for name in named)


def _keeps(planned: PlannedDocument, keeping: Keeping) -> bool:
    """Say whether a document can be the information (what is maintained), or leaves it behind (what is retained: its records and forms)."""
    written = planned.composed.written
    if isinstance(written, FormDocument):
        return False
    if keeping is Keeping.RETAIN:
        return isinstance(written, Procedure) or (isinstance(written, TextDocument) and bool(written.forms))
    return True


def _excluded(exclusions: Mapping[str, Exclusion], clause: str) -> Exclusion | None:
    """Give the exclusion that covers a clause: of the clause itself, of the one that it is a point of, or of one above it."""
    return next((one for one in exclusions.values() if clause == one.clause or clause.startswith((f"{one.clause}.", f"{one.clause} "))), None)
