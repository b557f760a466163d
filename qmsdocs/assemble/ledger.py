"""A plan → the ledger of its set: which document came from which, what was withdrawn, which clause became which."""

from __future__ import annotations

from qmsdocs.assemble.columns import LANDSCAPE_WIDTH, fitted
from qmsdocs.assemble.parts import head_slots, heading
from qmsdocs.assemble.self_made import group_name
from qmsdocs.assemble.tables import cell, head_row, numbered_table
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Block, Document, Identity, Link, Paragraph, Row, Run, Style, Table, Text
from qmsdocs.model.framework.frame import Group
from qmsdocs.model.framework.plan import Plan, PlannedDocument, PlannedSet

TEMPLATE = "so-sanh"
STEM = "so-sanh"


def assemble_ledger(plan: Plan, previous: PlannedSet) -> Document:
    """Assemble the ledger of a plan whose edition replaces another."""
    current = plan.current
    labels = current.edition.labels
    old, new = previous.edition.standard, current.edition.standard
    first = current.documents[0]
    writer = Writer(plan, current, first)
    title = writer.label(labels.ledger, cũ=old, mới=new)
    identity = Identity(STEM, labels.ledger_code, title, Group.GOVERNANCE.value, current.edition.year, 1, (), STEM)
    ledger_writer = Writer(plan, current, PlannedDocument(identity, first.composed, None))
    introduction = writer.label(labels.ledger_introduction, cũ=old, mới=new, số=str(len(current.documents)))
    blocks: list[Block] = [
        Paragraph((Text(title),), Style.FORM_TITLE, "ten"),
        Paragraph((Text(introduction),), Style.BODY, "loi-dan"),
        heading(1, f"1. {labels.ledger_documents}", "nguon-goc"),
        _origins(writer, plan, previous),
        heading(1, f"2. {labels.ledger_withdrawn}", "bai-bo"),
        *_withdrawn(writer, plan),
        heading(1, f"3. {labels.ledger_clauses}", "dieu-khoan"),
        _clauses(writer, plan, previous),
    ]
    return Document(identity, TEMPLATE, head_slots(ledger_writer), tuple(blocks))


def _origins(writer: Writer, plan: Plan, previous: PlannedSet) -> Table:
    labels = writer.labels
    rows = [head_row(labels.number, labels.new_document, labels.relation, labels.old_document, labels.clause, labels.reason)]
    number = 0
    for group in (Group.GOVERNANCE, Group.COMMON, Group.TTHC, Group.INTERNAL, Group.FORM):
        members = [planned for planned in plan.current.documents if planned.identity.group == group.value]
        if members:
            rows.append(Row((cell(Text(group_name(writer, group.value)), style=Style.CELL_GROUP, span=6),), key=f"nhom-{group.value}"))
        for planned in members:
            number += 1
            rows.append(_origin(writer, planned, previous, number))
    return Table(fitted(rows, (5, 27, 9, 25, 9, 35), LANDSCAPE_WIDTH), tuple(rows), 1, key="nguon-goc-bang", title=labels.ledger_documents)


def _origin(writer: Writer, planned: PlannedDocument, previous: PlannedSet, number: int) -> Row:
    identity, origin = planned.identity, planned.origin
    new: tuple[Run, ...] = (Link(identity.code, document=identity.file_stem), Text(f" {identity.title}"))
    relation, clauses, reason = ("", "", "") if origin is None else (origin.relation.value, ", ".join(origin.clauses), origin.reason)
    old = [source for source in (previous.get(name) for name in (() if origin is None else origin.sources)) if source is not None]
    came_from = Text("; ".join(f"{source.identity.code} {source.identity.title}" for source in old))
    cells = (cell(Text(str(number)), style=Style.CELL_CENTRE), cell(*new), cell(Text(relation)), cell(came_from), cell(Text(clauses)), cell(*writer.line(reason)) if reason else cell())
    return Row(cells, key=identity.id)


def _withdrawn(writer: Writer, plan: Plan) -> list[Block]:
    labels = writer.labels
    if not plan.withdrawn:
        return [Paragraph((Text(labels.ledger_no_withdrawn),), Style.BODY, "khong-bai-bo")]
    rows = [(gone.identity.id, (cell(Text(f"{gone.identity.code} {gone.identity.title}")), cell(Text(", ".join(gone.clauses))), cell(*writer.line(gone.reason)))) for gone in plan.withdrawn]
    return [numbered_table(writer, labels.ledger_withdrawn, (32, 12, 50), (labels.old_document, labels.clause, labels.reason), rows, "bai-bo-bang")]


def _clauses(writer: Writer, plan: Plan, previous: PlannedSet) -> Table:
    labels, clauses = writer.labels, plan.references.clauses
    before, after = clauses.editions.get(previous.edition.year, {}), clauses.editions.get(plan.current.edition.year, {})

    def named(clause: str | None, titles: object) -> str:
        entry = titles.get(clause) if isinstance(titles, dict) and clause else None
        return f"{clause or '—'} {entry.title if entry is not None else ''}".strip()

    rows = [
        (key, (cell(Text(named(line.old, before))), cell(Text(named(line.new, after))), cell(Text(line.change.value)), cell(*writer.line(line.note)) if line.note else cell()))
        for key, line in clauses.correspondence.items()
    ]
    return numbered_table(writer, labels.ledger_clauses, (30, 30, 12, 26), (labels.old_clause, labels.new_clause, labels.relation, labels.note), rows, "dieu-khoan-bang")
