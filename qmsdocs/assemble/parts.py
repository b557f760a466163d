"""The parts that several kinds of document share: cover, control, approval and revision tables, contents, sections, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from qmsdocs.assemble.columns import PORTRAIT_WIDTH
from qmsdocs.assemble.pages import page_of_anchors, spills
from qmsdocs.assemble.self_made import self_made_table, unverified_note
from qmsdocs.assemble.tables import cell, head_row, in_order, numbered_table, ruled_table, written_table
from qmsdocs.assemble.words import Writer, in_capitals
from qmsdocs.model.document import Block, Cell, Document, Fact, Figure, Heading, Identity, Link, Look, PageOf, Paragraph, Row, Run, Style, Tab, Table, Text, text_of
from qmsdocs.model.framework.documents import FormUse, LegalBasis, Section
from qmsdocs.model.framework.frame import Group
from qmsdocs.model.letters import width_of

_LISTED = 2
"""Headings of so many levels stand in the contents."""
LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of points (điểm) in the order of the Vietnamese alphabet."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A line of the revision table."""

    summary: str
    basis: str
    number: int


def cover(writer: Writer, kind: str) -> list[Block]:
    """Give the cover: the agencies, the kind of document, its title, its control table."""
    identity = writer.planned.identity
    labels = writer.labels
    facts: list[tuple[str, Run]] = [
        (labels.code, Text(identity.code, bold=True)),
        (labels.issue, Text(f"{identity.issue:02}", bold=True)),
        (labels.issue_day, Fact("ngày ban hành", bold=True)),
        (labels.effective_day, Fact("ngày hiệu lực", bold=True)),
    ]
    rows = tuple(Row((cell(Text(name)), cell(value)), key=f"kiem-soat-{index}") for index, (name, value) in enumerate(facts))
    above: list[Block] = [] if writer.is_centre else [Paragraph((Fact("cấp trên đầy đủ"),), Style.COVER_PARENT, "bia-cap-tren")]
    return [
        *above,
        Paragraph((Fact("đơn vị đầy đủ"),), Style.COVER_AGENCY, "bia-co-quan"),
        Paragraph((Text(kind),), Style.COVER_KIND, "bia-loai"),
        Paragraph(in_capitals(identity.title), Style.COVER_TITLE, "bia-ten"),
        Table((40, 60), rows, look=Look.GRID, key="kiem-soat", title=labels.control),
    ]


def approval(writer: Writer) -> list[Block]:
    """Give the approval table: who drafted, reviewed and approved, with room to sign."""
    labels, written = writer.labels, writer.planned.composed.written
    roles = (written.drafter, written.reviewer, written.approver)
    head = head_row(labels.responsibility, labels.drafted, labels.reviewed, labels.approved)
    names = Row((cell(Text(labels.full_name)), *(cell() for _ in roles)), key="ho-ten", height=10)
    titles = Row((cell(Text(labels.office_title)), *(cell(Text(writer.role(role)), style=Style.CELL_CENTRE) for role in roles)), key="chuc-vu")
    signatures = Row((cell(Text(labels.signature)), *(cell() for _ in roles)), key="chu-ky", height=26)
    return [
        Paragraph((Text(labels.approval),), Style.BLOCK_TITLE, "phe-duyet", break_before=True),
        Table((18, 27, 27, 28), (head, names, titles, signatures), header_rows=1, key="phe-duyet", title=labels.approval, is_whole=True),
    ]


def revision_table(writer: Writer, revisions: Sequence[Revision]) -> list[Block]:
    """Give the revision table; a first issue says that it is the first."""
    labels = writer.labels
    lines = list(revisions) or [Revision(labels.first_issue, "", writer.planned.identity.issue)]
    rows = [
        (f"sua-doi-{index}", (cell(*writer.line(line.summary)), cell(*writer.line(line.basis)) if line.basis else cell(), cell(Text(f"{line.number:02}"), style=Style.CELL_CENTRE)))
        for index, line in enumerate(lines)
    ]
    heads = (labels.revision_summary, labels.revision_basis, labels.revision_number)
    return [Paragraph((Text(labels.revisions),), Style.BLOCK_TITLE, "sua-doi"), numbered_table(writer, labels.revisions, (54, 28, 12), heads, rows, "sua-doi")]


def contents(writer: Writer, front: Sequence[Block], body: Sequence[Block]) -> list[Block]:
    """Give the contents: every heading of the first two levels with the page that it is computed to stand on.

    They begin a page, save where a few lines would be left for one more, or what is before them has left a few.
    """
    headings = [block for block in body if isinstance(block, Heading) and block.level <= _LISTED]
    title = Paragraph((Text(writer.labels.contents),), Style.BLOCK_TITLE, "muc-luc", break_before=True)
    blank = [Paragraph((Text("x"),), Style.CONTENTS_1 if heading.level == 1 else Style.CONTENTS_2) for heading in headings]
    title = replace(title, break_before=not (spills([title, *blank]) or spills(front)))
    pages = page_of_anchors([*front, title, *blank, *body])
    lines: list[Block] = [title]
    for heading in headings:
        style = Style.CONTENTS_1 if heading.level == 1 else Style.CONTENTS_2
        runs = (*_linked(heading), Tab(), PageOf(heading.anchor, str(pages[heading.anchor])))
        lines.append(Paragraph(runs, style, f"muc-luc-{heading.anchor}"))
    return lines


def _linked(heading: Heading) -> Iterator[Run]:
    """Give the words of a heading as links to it; what an office fills in stands between them, without a link."""
    for is_fact, runs in groupby(heading.runs, lambda run: isinstance(run, Fact)):
        if is_fact:
            yield from runs
        else:
            yield Link(text_of(tuple(runs)), anchor=heading.anchor)


def heading(level: int, text: str, anchor: str, break_before: bool = False) -> Heading:
    """Give a heading of plain words."""
    return Heading(level, (Text(text),), anchor, break_before)


def sections(writer: Writer, written: Mapping[str, Section], level: int, number: Callable[[int], str], prefix: str = "") -> list[Block]:
    """Give sections with their text, tables and parts; `number` gives a section's number from its count."""
    blocks: list[Block] = []
    for count, (section_id, section) in enumerate(in_order(written), 1):
        anchor = f"{prefix}{section_id}"
        shown = number(count)
        blocks.append(Heading(level, (Text(f"{shown} "), *writer.line(section.title)), anchor))
        blocks += section_body(writer, section, anchor)
        blocks += sections(writer, section.parts, level + 1, _inner_numbers(shown), f"{anchor}-")
    return blocks


def _inner_numbers(outer: str) -> Callable[[int], str]:
    """Give how the parts of a section are numbered: 2.1. under 2., a count with a bracket under anything else."""
    if outer[:1].isdigit():
        return lambda count: f"{outer.rstrip('.')}.{count}."
    return lambda count: f"{count})"


def section_body(writer: Writer, section: Section, anchor: str) -> list[Block]:
    """Give what stands under a section's heading."""
    blocks: list[Block] = []
    if section.text:
        blocks += writer.prose(section.text)
    if section.table is not None:
        blocks += written_table(writer, section.table, anchor)
    if section.self_made is not None:
        blocks += self_made_table(writer, section.self_made, section.title, anchor)
    return blocks


def letters() -> Iterator[str]:
    """Give a, b, c, d, đ … y, then aa, ab …: the marks of points, without end."""
    yield from LETTERS
    for first in LETTERS:
        yield from (first + second for second in LETTERS)


FormRows = list[tuple[str, tuple[Cell, ...]]]


def form_rows(writer: Writer, forms: Mapping[str, FormUse]) -> FormRows:
    """Give a row for each form of the set that a document uses: its code, its title, what it is for."""
    rows: FormRows = []
    for key, use in in_order(forms):
        form = writer.find(key)
        assert form is not None  # noqa: S101 - checked by the plan
        rows.append((key, form_row(writer, writer.form_codes([key]), form.identity.title, use.note)))
    return rows


def form_row(writer: Writer, code: tuple[Run, ...], name: str, note: str | None) -> tuple[Cell, ...]:
    """Give the cells of one form."""
    return (cell(*code), cell(Text(name)), cell(*writer.line(note)) if note else cell())


def form_table(writer: Writer, rows: FormRows) -> Table:
    """Give the table of a document's forms."""
    labels = writer.labels
    return numbered_table(writer, labels.forms, (22, 44, 28), (labels.form_code, labels.form_name, labels.note), rows, "bieu-mau-bang")


def legal_list(writer: Writer, texts: Mapping[str, LegalBasis]) -> list[Block]:
    """Give the legal texts that a document rests on, one in a line; those not yet held against the original are marked, and the mark is explained below them."""
    lines: list[Block] = [Paragraph((*writer.legal_line(key, basis.where), *writer.unverified_mark(key)), Style.BULLET, f"can-cu-{key}") for key, basis in in_order(texts)]
    return [*lines, *unverified_note(writer, texts)]


def abbreviation_table(writer: Writer, blocks: Sequence[Block]) -> Table | None:
    """Give the table of the abbreviations that blocks use; None where they use none."""
    labels, short = writer.labels, abbreviations_in(writer, blocks)
    if not short:
        return None
    rows = tuple(Row((cell(Text(abbreviation, bold=True)), cell(Text(meaning))), key=f"viet-tat-{abbreviation}") for abbreviation, meaning in short)
    return ruled_table(writer, (head_row(labels.abbreviations, labels.abbreviation_meaning), *rows), (22, 78), "viet-tat", labels.abbreviations)


def head_slots(writer: Writer) -> tuple[tuple[str, tuple[Run, ...]], ...]:
    """Give the running head and foot: title, code; effective day, page, issue."""
    identity, labels = writer.planned.identity, writer.labels
    return (
        ("đầu_trái", (Text(_fitting(identity.title, _HEAD_WIDTH - width_of(identity.code) * _HEAD_SIZE - _HEAD_GAP)),)),
        ("đầu_phải", (Text(identity.code),)),
        ("chân_trái", (Text(f"{labels.effective_day}: "), Fact("ngày hiệu lực"))),
        ("trang", (Text(labels.page),)),
        ("chân_phải", (Text(f"{labels.issue}: {identity.issue:02}"),)),
    )


_HEAD_WIDTH, _HEAD_SIZE, _HEAD_GAP = PORTRAIT_WIDTH, 11.0, 24.0
"""The running head in points: its width, the size of its letters, the least room between title and code."""


def _fitting(title: str, room: float) -> str:
    """Give a title that fills no more than a line of the running head: its last words give way to an ellipsis."""
    if width_of(title) * _HEAD_SIZE <= room:
        return title
    words = title.split()
    while len(words) > 1 and width_of(" ".join(words) + "…") * _HEAD_SIZE > room:
        words.pop()
    return " ".join(words).rstrip(",;:-–") + "…"


_WORD = re.compile(r"[0-9A-Za-zÀ-ỹĐđ&/-]+")


def abbreviations_in(writer: Writer, blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Give the registered abbreviations that blocks use, in the order of the register, with what they stand for.

    The code of a document of the set and the number of a legal text are names, not words: their parts are no abbreviations.
    """
    registered = writer.plan.references.abbreviations.abbreviations
    words = set(_WORD.findall("\n".join(_texts(blocks))))
    used = {part for word in words if not _is_number_of_law(word) for part in (word, *re.split("[-/]", word))}
    return [(short, long) for short, long in registered.items() if short in used]


def _is_number_of_law(word: str) -> bool:
    number, slash, symbol = word.partition("/")
    return number.isdecimal() and bool(slash) and not symbol.isdecimal()


def documents_cited(writer: Writer, blocks: Iterable[Block]) -> list[Identity]:
    """Give the documents of the set, forms aside, that blocks lead to, in the order of the set; not the document itself."""
    stems = {run.document for runs in _runs(blocks) for run in runs if isinstance(run, Link)}
    own = writer.planned.identity
    return [other.identity for other in writer.set.documents if other.identity.file_stem in stems and other.identity != own and other.identity.group != Group.FORM.value]


def _runs(blocks: Iterable[Block]) -> Iterable[tuple[Run, ...]]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.runs
            case Table():
                for row in block.rows:
                    for one in row.cells:
                        yield from _runs(one.paragraphs)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for runs in _runs(blocks):
        yield text_of(tuple(run for run in runs if not isinstance(run, Link) or run.document is None))
        if any(isinstance(run, Fact) and run.name in {"đơn vị", "cấp trên"} for run in runs):
            yield "BHXH"
    for block in blocks:
        if isinstance(block, Figure):
            yield from (" ".join(shape.lines) for shape in block.shapes)


def document(writer: Writer, template: str, blocks: Iterable[Block]) -> Document:
    """Give the finished document."""
    return Document(writer.planned.identity, template, head_slots(writer), tuple(blocks))
