"""A plan and what it covers → the matrix of clauses: which document and section answers each clause, holds each required information, carries out each service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qmsdocs.assemble.parts import head_slots, heading
from qmsdocs.assemble.tables import cell, numbered_table
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Block, Cell, Document, Identity, Link, Paragraph, Run, Style, Text
from qmsdocs.model.framework.coverage import ClauseLine, Coverage, Evidence, RequirementLine
from qmsdocs.model.framework.frame import Group
from qmsdocs.model.framework.plan import Plan, PlannedDocument

STEM = "ma-tran-dieu-khoan"


def assemble_matrix(plan: Plan, coverage: Coverage, template: str) -> Document:
    """Assemble the matrix of a plan's current set. Takes the plan, what it covers, and the name of the template for wide tables."""
    current = plan.current
    labels = current.edition.labels
    first = current.documents[0]
    title = Writer(plan, current, first).label(labels.matrix, tiêu_chuẩn=current.edition.standard)
    identity = Identity(STEM, labels.matrix_code, title, Group.GOVERNANCE.value, current.edition.year, 1, (), STEM)
    writer = Writer(plan, current, PlannedDocument(identity, first.composed, None))
    blocks: list[Block] = [
        Paragraph((Text(title),), Style.FORM_TITLE, "ten"),
        Paragraph((Text(labels.matrix_introduction),), Style.BODY, "loi-dan"),
        heading(1, f"1. {labels.matrix_clauses}", "dieu-khoan"),
        _clauses(writer, coverage.clauses),
        heading(1, f"2. {labels.matrix_information}", "thong-tin"),
        _information(writer, coverage.requirements),
    ]
    if coverage.services:
        rows = [(line.code, (cell(Text(line.code)), cell(Text(line.service.name)), _answers(writer, () if line.procedure is None else (line.procedure,)))) for line in coverage.services]
        blocks += [
            heading(1, f"3. {labels.matrix_services}", "thu-tuc"),
            numbered_table(writer, labels.matrix_services, (14, 56, 24), (labels.service_code, labels.service_name, labels.answered_by), rows, "thu-tuc-bang"),
        ]
    return Document(identity, template, head_slots(writer), tuple(blocks))


def _clauses(writer: Writer, lines: Sequence[ClauseLine]) -> Block:
    labels = writer.labels
    rows = [(line.clause, (cell(Text(f"{line.clause} {line.title}")), _where(writer, line))) for line in lines if _is_told(line)]
    return numbered_table(writer, labels.matrix_clauses, (34, 60), (labels.clause, labels.answered_by), rows, "dieu-khoan-bang")


def _is_told(line: ClauseLine) -> bool:
    """Say whether a clause has a row: it asks for something itself; one that is not applied stands once, for all below it."""
    return line.asks if line.exclusion is None else line.clause == line.exclusion.clause


def _where(writer: Writer, line: ClauseLine) -> Cell:
    if line.exclusion is not None:
        return cell(Text(f"{writer.labels.excluded} ", bold=True), *writer.line(line.exclusion.reason))
    if not line.evidence:
        return _answers(writer, ())
    runs: list[Run] = []
    for evidence in line.evidence:
        runs += [*([Text("; ")] if runs else []), *_place(writer, evidence)]
    return cell(*runs)


def _place(writer: Writer, evidence: Evidence) -> Iterable[Run]:
    yield Link(evidence.identity.code, document=evidence.identity.file_stem)
    if evidence.sections:
        titles = ", ".join(f"“{title}”" for title in evidence.sections)
        yield Text(" ")
        yield from writer.line(writer.label(writer.labels.in_sections, mục=titles))  # a title may hold placeholders


def _information(writer: Writer, lines: Sequence[RequirementLine]) -> Block:
    labels = writer.labels
    rows = []
    for line in lines:
        answers = _answers(writer, line.evidence) if line.exclusion is None else cell(Text(writer.label(labels.excluded_above, điều_khoản=line.exclusion.clause), italic=True))
        rows.append((line.key, (cell(Text(line.requirement.clause)), cell(Text(line.requirement.what)), cell(Text(line.requirement.keeping.value)), answers)))
    return numbered_table(writer, labels.matrix_information, (9, 34, 13, 38), (labels.clause, labels.information, labels.keeping, labels.answered_by), rows, "thong-tin-bang")


def _answers(writer: Writer, answers: Sequence[Identity]) -> Cell:
    """Give the cell of what answers: the documents' codes, or that there is none."""
    if not answers:
        return cell(Text(writer.labels.uncovered, italic=True))
    runs: list[Run] = []
    for identity in answers:
        runs += [*([Text(", ")] if runs else []), Link(identity.code, document=identity.file_stem)]
    return cell(*runs)
