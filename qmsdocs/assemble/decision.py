"""A planned decision → its document, in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I and Phụ lục III, mẫu 1.2."""

from __future__ import annotations

from collections.abc import Sequence

from qmsdocs.assemble.parts import Revision, document, in_order, roman, section_body
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Block, Cell, Document, Fact, Heading, LineBreak, Look, Paragraph, Row, Run, Style, Table, Text
from qmsdocs.model.framework.documents import DecisionDocument

TEMPLATE = "quyet-dinh"


def assemble_decision(writer: Writer, written: DecisionDocument, revisions: Sequence[Revision]) -> Document:
    """Assemble a decision; a decision has no revision table, so its revisions are not printed."""
    del revisions
    labels = writer.labels
    blocks: list[Block] = [
        national_heading(writer, (Text(f"{labels.number_of} "), Fact("số quyết định"), Text(f"/{written.type_symbol}")), labels.decision_date_line),
        Paragraph((Text(labels.decision),), Style.DECISION_TYPE, "ten-loai"),
        Paragraph(writer.line(written.subject), Style.SUBJECT, "trich-yeu"),
        Paragraph((), Style.SUBJECT_RULE, "ke-trich-yeu"),
        Paragraph(_authority(writer, written), Style.AUTHORITY, "tham-quyen"),
        *_grounds(writer, written),
        Paragraph((Text(f"{labels.decision}:"),), Style.AUTHORITY, "quyet-dinh"),
    ]
    for number, (key, article) in enumerate(in_order(written.articles), 1):
        first, *rest = writer.prose(article.text)
        blocks.append(Paragraph((Text(f"{labels.article} {number}. ", bold=True), *first.runs), Style.ARTICLE, f"dieu-{key}"))
        blocks += rest
    blocks.append(_signature(writer, written))
    for number, (key, annex) in enumerate(in_order(written.annexes), 1):
        mark = f" {roman(number)}" if len(written.annexes) > 1 else ""
        title: tuple[Run, ...] = (Text(f"{labels.annex}{mark}"), LineBreak(), *writer.line(annex.title))
        blocks.append(Heading(1, title, f"phu-luc-{key}", break_before=True))
        blocks.append(Paragraph(writer.line(labels.annex_of, italic=True), Style.ANNEX_NOTE, f"phu-luc-{key}-kem-theo"))
        blocks += section_body(writer, annex, f"phu-luc-{key}")
    return document(writer, TEMPLATE, blocks)


def national_heading(writer: Writer, number: tuple[Run, ...], date_line: str) -> Table:
    """Give the head of an official paper: agencies and number on the left, nation, motto and date on the right."""
    labels = writer.labels
    above = [] if writer.is_centre else [Paragraph((Fact("cấp trên đầu văn bản"),), Style.PARENT_AGENCY)]
    left = [*above, Paragraph((Fact("đơn vị đầu văn bản"),), Style.AGENCY), Paragraph((), Style.RULE)]
    right = [Paragraph((Text(labels.nation),), Style.NATION), Paragraph((Text(labels.motto),), Style.MOTTO)]
    if number:
        left.append(Paragraph(number, Style.NUMBER))
    if date_line:
        right.append(Paragraph(writer.line(date_line), Style.DATE_LINE))
    return Table((41, 59), (Row((Cell(tuple(left)), Cell(tuple(right))), key="dau-van-ban"),), look=Look.LAYOUT, key="dau-van-ban")


def _authority(writer: Writer, written: DecisionDocument) -> tuple[Run, ...]:
    title = writer.short_role(written.signer)
    return (Text(f"{title} "), Fact("đơn vị đầy đủ"))


def _grounds(writer: Writer, written: DecisionDocument) -> list[Block]:
    """Give the grounds, each ended by a semicolon and the last by a full stop (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.6.a)."""
    lines: list[tuple[str, tuple[Run, ...]]] = []
    for key, basis in in_order(written.legal_basis):
        citation = writer.legal_line(key, basis.where)
        lines.append((f"can-cu-{key}", (Text(f"{writer.labels.basis} "), *citation)))
    lines += [(f"can-cu-{key}", writer.line(ground.text)) for key, ground in in_order(written.grounds)]
    blocks: list[Block] = []
    for index, (key, runs) in enumerate(lines):
        end = "." if index == len(lines) - 1 else ";"
        blocks.append(Paragraph((*runs, Text(end)), Style.GROUND, key))
    return blocks


def _signature(writer: Writer, written: DecisionDocument) -> Table:
    labels = writer.labels
    left = [Paragraph((Text(labels.recipients),), Style.RECIPIENTS_HEAD)]
    left += [Paragraph((Text("- "), *writer.line(recipient.text)), Style.RECIPIENT, f"noi-nhan-{key}") for key, recipient in in_order(written.recipients)]
    right = [Paragraph((Text(writer.short_role(written.signer)),), Style.SIGNER), Paragraph((Fact("họ tên người ký"),), Style.SIGNER_NAME)]
    return Table((50, 50), (Row((Cell(tuple(left)), Cell(tuple(right))), key="chu-ky"),), look=Look.LAYOUT, key="chu-ky")
