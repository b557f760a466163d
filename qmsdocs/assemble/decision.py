"""A planned decision → its document, in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I and Phụ lục III, mẫu 1.2."""

from __future__ import annotations

from collections.abc import Sequence

from qmsdocs.assemble.official import annexes, grounds, national_heading, number_line, signature, type_and_subject
from qmsdocs.assemble.parts import Revision, document
from qmsdocs.assemble.tables import in_order
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Block, Document, Fact, Paragraph, Run, Style, Text
from qmsdocs.model.framework.documents import DecisionDocument
from qmsdocs.model.framework.fields import OPEN

TEMPLATE = "quyet-dinh"


def assemble_decision(writer: Writer, written: DecisionDocument, revisions: Sequence[Revision]) -> Document:
    """Assemble a decision; a decision has no revision table, so its revisions are not printed."""
    del revisions
    labels = writer.labels
    number: Run = Fact("số quyết định") if written.issues_set else Text(OPEN)
    kind = labels.decision.capitalize()
    note = labels.annex_of if written.issues_set else writer.label(labels.annex_of_paper, loại=kind, ký_hiệu=written.type_symbol)
    blocks: list[Block] = [
        national_heading(writer, number_line(writer, number, written.type_symbol), labels.decision_date_line if written.issues_set else labels.date_line),
        *type_and_subject(writer, labels.decision, written.subject),
        Paragraph((Text(f"{writer.short_role(written.signer)} "), Fact("đơn vị đầy đủ")), Style.AUTHORITY, "tham-quyen"),
        *grounds(writer, written),
        Paragraph((Text(f"{labels.decision}:"),), Style.AUTHORITY, "quyet-dinh"),
    ]
    for count, (key, article) in enumerate(in_order(written.articles), 1):
        first, *rest = writer.prose(article.text)
        blocks.append(Paragraph((Text(f"{labels.article} {count}. ", bold=True), *first.runs), Style.ARTICLE, f"dieu-{key}"))
        blocks += rest
    return document(writer, TEMPLATE, [*blocks, signature(writer, written), *annexes(writer, written, note)])
