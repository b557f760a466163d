"""What decisions and all other administrative papers share: head, type and abstract, grounds, signature and recipients, annexes.

The layout is that of NĐ 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from qmsdocs.assemble.parts import letters, section_body
from qmsdocs.assemble.tables import in_order
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Block, Cell, Fact, Heading, LineBreak, Look, Paragraph, Row, Run, Style, Table, Text
from qmsdocs.model.framework.documents import OfficialDocument, Section
from qmsdocs.model.framework.fields import OPEN, roman


def national_heading(writer: Writer, number: tuple[Run, ...], date_line: str) -> Table:
    """Give the head of an official paper: agencies and number on the left, nation, motto and date on the right."""
    labels = writer.labels
    above = [] if writer.is_centre else [Paragraph((Fact("cấp trên đầu văn bản"),), Style.PARENT_AGENCY)]
    left = [*above, Paragraph((Fact("đơn vị đầu văn bản"),), Style.AGENCY)]
    right = [Paragraph((Text(labels.nation),), Style.NATION), Paragraph((Text(labels.motto),), Style.MOTTO)]
    numbered = [Paragraph(number, Style.NUMBER)] if number else []
    dated = [Paragraph(writer.line(date_line), Style.DATE_LINE)] if date_line else []
    if numbered and dated:  # level with each other, however many lines the names above take
        rows: tuple[Row, ...] = (Row((Cell(tuple(left)), Cell(tuple(right))), key="dau-van-ban"), Row((Cell(tuple(numbered)), Cell(tuple(dated))), key="so-va-ngay"))
    else:
        rows = (Row((Cell((*left, *numbered)), Cell((*right, *dated))), key="dau-van-ban"),)
    return Table((41, 59), rows, look=Look.LAYOUT, key="dau-van-ban")


def number_line(writer: Writer, number: Run, type_symbol: str) -> tuple[Run, ...]:
    """Give the line of number and symbol of a paper (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.3)."""
    return (Text(f"{writer.labels.number_of} "), number, Text(f"/{type_symbol}"))


def type_and_subject(writer: Writer, kind: str, subject: str) -> list[Block]:
    """Give the name of the type and the abstract."""
    return [
        Paragraph((Text(kind),), Style.DECISION_TYPE, "ten-loai"),
        Paragraph(writer.line(subject), Style.SUBJECT, "trich-yeu"),
    ]


def grounds(writer: Writer, written: OfficialDocument) -> list[Block]:
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


def signature(writer: Writer, written: OfficialDocument) -> Table:
    """Give the recipients on the left and the signer on the right."""
    return _side_by_side(recipients(writer, written), signer(writer, written, writer.short_role(written.signer)))


def recipients(writer: Writer, written: OfficialDocument) -> list[Paragraph]:
    """Give the list of recipients under its head."""
    head = Paragraph((Text(writer.labels.recipients),), Style.RECIPIENTS_HEAD)
    return [head, *(Paragraph((Text("- "), *writer.line(recipient.text)), Style.RECIPIENT, f"noi-nhan-{key}") for key, recipient in in_order(written.recipients))]


def signer(writer: Writer, written: OfficialDocument, title: str) -> list[Paragraph]:
    """Give who signs: for whom, as what, and the name of the head of the office; who signs for another leaves his name to be written."""
    named = Paragraph((Fact("họ tên người ký"),), Style.SIGNER_NAME)
    if written.signed_for is None:
        return [Paragraph((Text(title),), Style.SIGNER), named]
    return [Paragraph((*writer.line(written.signed_for), LineBreak(), Text(title)), Style.SIGNER), Paragraph((Text(OPEN),), Style.SIGNER_NAME)]


def two_signers(left: list[Paragraph], right: list[Paragraph]) -> Table:
    """Give two places to sign beside each other."""
    return _side_by_side(left, right)


def _side_by_side(left: list[Paragraph], right: list[Paragraph]) -> Table:
    return Table((50, 50), (Row((Cell(tuple(left)), Cell(tuple(right))), key="chu-ky"),), look=Look.LAYOUT, key="chu-ky")


_DEPTHS = 4


def numbered_sections(writer: Writer, written: Mapping[str, Section], prefix: str = "", depth: int = 1) -> list[Block]:
    """Give sections numbered I. → 1. → a) → - as plans, reports and the like are (NĐ 30/2020/NĐ-CP, Phụ lục I, mục V, số 6b)."""
    blocks: list[Block] = []
    marks = _marks(depth)
    for section_id, section in in_order(written):
        anchor = f"{prefix}{section_id}"
        blocks.append(Heading(min(depth, _DEPTHS), (Text(f"{next(marks)} "), *writer.line(section.title)), anchor))
        blocks += section_body(writer, section, anchor)
        blocks += numbered_sections(writer, section.parts, f"{anchor}-", depth + 1)
    return blocks


def _marks(depth: int) -> Iterator[str]:
    if depth >= _DEPTHS:
        return iter(lambda: "-", "")
    if depth == _DEPTHS - 1:
        return (f"{letter})" for letter in letters())
    number: Callable[[int], str] = roman if depth == 1 else str
    return (f"{number(count)}." for count in range(1, 1000))


def annexes(writer: Writer, written: OfficialDocument, note: str) -> list[Block]:
    """Give the annexes, each on a page of its own; several are counted in Roman numerals. Takes the line that says what they belong to."""
    blocks: list[Block] = []
    for number, (key, annex) in enumerate(in_order(written.annexes), 1):
        mark = f" {roman(number)}" if len(written.annexes) > 1 else ""
        anchor = f"phu-luc-{key}"
        title = (Text(f"{writer.labels.annex}{mark}"), LineBreak(), *(_in_capitals(run) for run in writer.line(annex.title)))
        blocks.append(Paragraph(title, Style.ANNEX, anchor, break_before=True))
        blocks.append(Paragraph(writer.line(note, italic=True), Style.ANNEX_NOTE, f"{anchor}-kem-theo"))
        blocks += section_body(writer, annex, anchor)
        blocks += numbered_sections(writer, annex.parts, f"{anchor}-")
    return blocks


def _in_capitals(run: Run) -> Run:
    match run:
        case Text():
            return Text(run.text.upper(), run.bold, run.italic)
        case Fact():
            return Fact(run.name, upper=True, bold=run.bold, italic=run.italic)
        case _:
            return run
