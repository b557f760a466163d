"""A planned document of sections (policy, objectives, manual, scope …) → its document."""

from __future__ import annotations

from collections.abc import Sequence

from qmsdocs.assemble.parts import Revision, abbreviation_table, approval, contents, cover, document, form_rows, form_table, heading, legal_list, revision_table, sections
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Block, Document, Fact, Heading, Paragraph, Style, Text
from qmsdocs.model.framework.documents import TextDocument

TEMPLATE, PLAIN = "tai-lieu", "tai-lieu-khong-bia"
"""With a cover, and without one."""


def assemble_text(writer: Writer, written: TextDocument, revisions: Sequence[Revision]) -> Document:
    """Assemble a document of sections: with cover, tables and contents, or as one sheet with its title on top."""
    body = sections(writer, written.sections, 1, lambda count: f"{count}.")
    body += _references(writer, written, len(written.sections))
    body += _forms(writer, written)
    body += _abbreviations(writer, body)
    if not written.cover:
        title = [
            *([] if writer.is_centre else [Paragraph((Fact("cấp trên đầu văn bản"),), Style.PARENT_AGENCY, "bia-cap-tren")]),
            Paragraph((Fact("đơn vị đầu văn bản"),), Style.AGENCY, "bia-co-quan"),
            Paragraph((Text(written.label),), Style.DECISION_TYPE, "bia-loai"),
            Paragraph((Text(writer.planned.identity.title),), Style.SUBJECT, "bia-ten"),
        ]
        return document(writer, PLAIN, [*title, *body, *approval_sheet(writer), *revision_table(writer, revisions)])
    first = body[0]
    if isinstance(first, Heading):
        body[0] = Heading(first.level, first.runs, first.anchor, break_before=True)
    front = [*cover(writer, written.label), *approval(writer), *revision_table(writer, revisions)]
    return document(writer, TEMPLATE, [*front, *contents(writer, front, body), *body])


def approval_sheet(writer: Writer) -> list[Block]:
    """Give the approval table at the foot of a document without a cover."""
    title, table = approval(writer)
    assert isinstance(title, Paragraph)  # noqa: S101 - an approval begins with its title
    return [Paragraph(title.runs, title.style, title.key), table]


def _references(writer: Writer, written: TextDocument, count: int) -> list[Block]:
    if not written.legal_basis:
        return []
    return [heading(1, f"{count + 1}. {writer.labels.references}", "vien-dan"), *legal_list(writer, written.legal_basis)]


def _forms(writer: Writer, written: TextDocument) -> list[Block]:
    if not written.forms:
        return []
    number = len(written.sections) + bool(written.legal_basis) + 1
    return [heading(1, f"{number}. {writer.labels.forms}", "bieu-mau"), form_table(writer, form_rows(writer, written.forms))]


def _abbreviations(writer: Writer, body: list[Block]) -> list[Block]:
    table = abbreviation_table(writer, body)
    if table is None:
        return []
    number = len([block for block in body if isinstance(block, Heading) and block.level == 1]) + 1
    return [heading(1, f"{number}. {writer.labels.abbreviations}", "viet-tat-muc"), table]
