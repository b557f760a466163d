"""A planned plan, report, notice, proposal or minutes → its document, in the layouts of NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4 and 1.9."""

from __future__ import annotations

from collections.abc import Sequence

from qmsdocs.assemble.official import annexes, grounds, national_heading, number_line, numbered_sections, recipients, signature, signer, two_signers, type_and_subject
from qmsdocs.assemble.parts import Revision, document
from qmsdocs.assemble.tables import in_order
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Block, Document, Paragraph, Style, Text
from qmsdocs.model.framework.documents import Minutes, PaperDocument
from qmsdocs.model.framework.fields import OPEN

TEMPLATE = "van-ban"


def assemble_paper(writer: Writer, written: PaperDocument, revisions: Sequence[Revision]) -> Document:
    """Assemble a paper; it has no revision table, so its revisions are not printed. Its number and day are left open for the clerk."""
    del revisions
    labels, minutes = writer.labels, written.minutes
    blocks: list[Block] = [
        national_heading(writer, number_line(writer, Text(OPEN), written.type_symbol), "" if minutes else labels.date_line),
        *type_and_subject(writer, written.label, written.subject),
        *_addressees(writer, written),
        *grounds(writer, written),
        *(_meeting(writer, written, minutes) if minutes else ()),
        *(writer.prose(written.introduction) if written.introduction else ()),
        *numbered_sections(writer, written.sections),
        *(writer.prose(written.closing) if written.closing else ()),
        *(_signed_minutes(writer, written, minutes) if minutes else [signature(writer, written)]),
    ]
    note = writer.label(labels.annex_of_paper, loại=written.label.capitalize(), ký_hiệu=written.type_symbol)
    return document(writer, TEMPLATE, [*blocks, *annexes(writer, written, note)])


def _addressees(writer: Writer, written: PaperDocument) -> list[Block]:
    """Give one addressee on the line of the label, several each on its own line (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.9)."""
    named = in_order(written.addressees)
    label = Text(f"{writer.labels.addressee} ")
    if len(named) == 1:
        return [Paragraph((label, *writer.line(named[0][1].text)), Style.ADDRESSEE, "kinh-gui")]
    lines: list[Block] = [Paragraph((label,), Style.ADDRESSEE, "kinh-gui")] if named else []
    return lines + [Paragraph((Text("- "), *writer.line(one.text)), Style.ADDRESSEE, f"kinh-gui-{key}") for key, one in named]


def _meeting(writer: Writer, written: PaperDocument, minutes: Minutes) -> list[Block]:
    """Give when and where the meeting was, who was there, who chaired and who wrote."""
    labels = writer.labels
    attendance = writer.prose(minutes.attendance)
    blocks: list[Block] = [
        _fact(writer, labels.meeting_start, minutes.start, "bat-dau"),
        _fact(writer, labels.meeting_place, minutes.place, "dia-diem"),
    ]
    if len(attendance) == 1:
        blocks.append(_fact(writer, labels.attendance, minutes.attendance, "thanh-phan"))
    else:
        blocks += [Paragraph((Text(labels.attendance),), Style.BODY, "thanh-phan"), *attendance]
    blocks.append(Paragraph((Text(f"{labels.chaired_by} {writer.role(written.signer)}."),), Style.BODY, "chu-toa"))
    blocks.append(Paragraph((Text(f"{labels.written_by} {writer.role(minutes.secretary)}."),), Style.BODY, "thu-ky"))
    return [*blocks, Paragraph((Text(labels.meeting_course),), Style.BODY, "dien-bien")]


def _fact(writer: Writer, label: str, text: str, key: str) -> Paragraph:
    return Paragraph((Text(f"{label} "), *writer.line(text)), Style.BODY, key)


def _signed_minutes(writer: Writer, written: PaperDocument, minutes: Minutes) -> list[Block]:
    """Give the end of the meeting, the secretary's and the chair's signatures, and below them the recipients."""
    labels = writer.labels
    secretary = [Paragraph((Text(labels.secretary),), Style.SIGNER), Paragraph((Text(OPEN),), Style.SIGNER_NAME)]
    end = Paragraph(writer.line(minutes.end), Style.BODY, "ket-thuc")
    return [end, two_signers(secretary, signer(writer, written, labels.chair)), *recipients(writer, written)]
