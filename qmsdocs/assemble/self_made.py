"""The tables that the office's own set fills: its documents, its procedures, its forms, what it leaves out, the legal texts it cites."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qmsdocs.assemble.legal import in_order_of_kinds
from qmsdocs.assemble.tables import cell, head_row, numbered_table, ruled_table
from qmsdocs.assemble.words import Writer, capitalised
from qmsdocs.model.document import Block, Cell, Link, Paragraph, Row, Style, Text
from qmsdocs.model.framework.documents import Procedure, SelfMade
from qmsdocs.model.framework.frame import Group
from qmsdocs.model.framework.references import LegalText

_GROUP_ORDER = (Group.GOVERNANCE, Group.COMMON, Group.TTHC, Group.INTERNAL, Group.FORM)


def group_name(writer: Writer, group: str) -> str:
    """Give the name of a group of documents."""
    labels = writer.labels
    return {
        Group.COMMON.value: labels.group_common,
        Group.TTHC.value: labels.group_tthc,
        Group.INTERNAL.value: labels.group_internal,
        Group.GOVERNANCE.value: labels.group_governance,
        Group.FORM.value: labels.group_form,
    }[group]


def self_made_table(writer: Writer, what: SelfMade, title: str, anchor: str) -> list[Block]:
    """Give a table that the set itself fills: its procedures, its documents, its forms, what is not applied, or the legal texts that it cites."""
    labels = writer.labels
    if what is SelfMade.LEGAL_TEXTS:
        return _legal_texts(writer, title, anchor)
    if what is SelfMade.EXCLUSIONS:
        excluded = [(key, (cell(Text(one.clause)), cell(Text(one.subject)), cell(*writer.line(one.reason)))) for key, one in writer.set.edition.exclusions_of(writer.kind).items()]
        return [numbered_table(writer, title, (12, 24, 58), (labels.clause, labels.requirement_about, labels.not_applied_reason), excluded, f"{anchor}-bang")]
    if what is SelfMade.NOT_APPLIED:
        writer.whole_set()
        left_out = [(key, (cell(Text(code)), cell(Text(name)), cell(*writer.line(reason)))) for key, (code, name, reason) in sorted(writer.plan.not_applied.items())]
        if not left_out:
            return [Paragraph((Text(labels.nothing_left_out),), Style.BODY, f"{anchor}-khong-co")]
        return [numbered_table(writer, title, (16, 36, 42), (labels.code, labels.title, labels.not_applied_reason), left_out, f"{anchor}-bang")]
    own = writer.planned.identity.id
    wanted = [planned for planned in writer.whole_set() if planned.identity.id != own and _is_listed(planned.composed.written, planned.identity.group, what)]
    rows: list[Row] = [head_row(labels.number, labels.code, labels.title, labels.issue)]
    number = 0
    for group in _GROUP_ORDER:
        members = [planned for planned in wanted if planned.identity.group == group.value]
        if members and what is not SelfMade.FORMS:
            rows.append(Row((cell(Text(group_name(writer, group.value)), style=Style.CELL_GROUP, span=4),), key=f"nhom-{group.value}"))
        for planned in members:
            number += 1
            identity = planned.identity
            code = cell(Link(identity.code, document=identity.file_stem))
            rows.append(Row((cell(Text(str(number)), style=Style.CELL_CENTRE), code, cell(Text(identity.title)), cell(Text(f"{identity.issue:02}"), style=Style.CELL_CENTRE)), key=identity.id))
    return [ruled_table(writer, rows, (7, 20, 60, 13), f"{anchor}-bang", title)]


def _is_listed(written: object, group: str, what: SelfMade) -> bool:
    if what is SelfMade.PROCEDURES:
        return isinstance(written, Procedure)
    return (group == Group.FORM.value) == (what is SelfMade.FORMS)


def _legal_texts(writer: Writer, title: str, anchor: str) -> list[Block]:
    labels = writer.labels
    cited = in_order_of_kinds(writer.cited_legal_texts(), writer.plan.references, labels.legal_kinds)
    rows = [(text_id, _legal_cells(writer, text_id)) for text_id in cited]
    if not rows:
        return [Paragraph((Text(labels.no_legal_text),), Style.BODY, f"{anchor}-khong-co")]
    heads = (labels.legal_number, labels.issue_day, labels.legal_issuer, labels.legal_subject, labels.validity)
    return [numbered_table(writer, title, (20, 13, 15, 42, 18), heads, rows, f"{anchor}-bang"), *unverified_note(writer, cited)]


def unverified_note(writer: Writer, legal_ids: Iterable[str]) -> list[Block]:
    """Give the line that explains the mark of legal texts not yet held against the original; none where no text bears it."""
    if not any(writer.unverified_mark(legal_id) for legal_id in legal_ids):
        return []
    return [Paragraph((Text(writer.labels.to_verify_note, italic=True),), Style.NOTE, "can-doi-chieu")]


def _legal_cells(writer: Writer, text_id: str) -> tuple[Cell, ...]:
    """Give the cells of a legal text; one whose facts were not held against the original is marked."""
    text = writer.plan.references.legal_texts[text_id]
    number = text.number if text.number.startswith("TCVN") else f"{text.kind} {text.number}"
    validity = [Paragraph((Text(line),), Style.CELL) for line in _validity(writer, text)]
    subject = (*writer.line(capitalised(text.subject)), *writer.unverified_mark(text_id))
    day = _short_day(text.day)
    return (cell(Text(number)), cell(*([Text(day)] if day else []), style=Style.CELL_CENTRE), cell(Text(text.issuer)), cell(*subject), Cell(tuple(validity)))


def _validity(writer: Writer, text: LegalText) -> list[str]:
    """Give the lines on a legal text's validity as it is known on the day of the set: an end that lies ahead is known once the text that brings it is issued."""
    labels, day, known = writer.labels, writer.plan.as_of, writer.plan.references.legal_texts
    lines = [labels.in_force if text.in_force_from is None else writer.label(labels.in_force_from, ngày=_short_day(text.in_force_from))]
    has_lapsed = text.in_force_until is not None and text.in_force_until <= day
    successors = [known[name] for name in text.replaced_by if name in known]
    issued = [one.number for one in successors if one.day is not None and one.day <= day]
    if text.in_force_until is not None and (has_lapsed or issued):
        lapses = writer.label(labels.in_force_until, ngày=_short_day(text.in_force_until))
        lines = [lapses] if text.in_force_from is None else [*lines, lapses]
    if issued:
        lines.append(writer.label(labels.replaced_by, văn_bản=", ".join(issued)))
    return lines


def _short_day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
