"""A planned procedure → its document: cover, control, approval and revision tables, contents, seven sections.

The shape is that of 53 published procedures: sections 1 to 7, the fifth lettered a) to k) for a public service.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from qmsdocs.assemble.flowchart import flowchart
from qmsdocs.assemble.pages import PAGE_HEIGHT, room_below
from qmsdocs.assemble.parts import (
    Revision,
    abbreviation_table,
    approval,
    contents,
    cover,
    document,
    documents_cited,
    form_row,
    form_rows,
    form_table,
    heading,
    legal_list,
    letters,
    revision_table,
    section_body,
)
from qmsdocs.assemble.tables import cell, in_order, numbered_table
from qmsdocs.assemble.words import STEPS_ANCHOR, Writer
from qmsdocs.model.document import Block, Cell, Document, Figure, Heading, Paragraph, Run, Style, Table, Text, text_of
from qmsdocs.model.framework.documents import Procedure, Service, Step
from qmsdocs.model.framework.fields import WORKING_DAY, Duration, TimeUnit

TEMPLATE = "quy-trinh"
_CHARTS_ANCHOR = "luu-do"
K = TypeVar("K", bound=Hashable)


def assemble_procedure(writer: Writer, written: Procedure, revisions: Sequence[Revision]) -> Document:
    """Assemble a procedure. Takes its writer, what was written, and the lines of its revision table."""
    labels = writer.labels
    purpose = _purpose_and_scope(writer, written)
    after = [*_content(writer, written), *_forms(writer, written), *_records(writer, written)]
    before = [*purpose, *_references(writer, written, [*purpose, *after])]
    definitions = _definitions(writer, written, [*before, *after])
    body = [*before, *definitions, *after]
    first = body[0]
    if isinstance(first, Heading):
        body[0] = Heading(first.level, first.runs, first.anchor, break_before=True)
    body = _with_charts(writer, written, body)
    front = [*cover(writer, labels.procedure), *approval(writer), *revision_table(writer, revisions)]
    return document(writer, TEMPLATE, [*front, *contents(writer, front, body), *body])


def _purpose_and_scope(writer: Writer, written: Procedure) -> list[Block]:
    labels = writer.labels
    return [
        heading(1, f"1. {labels.purpose}", "muc-dich"),
        *writer.prose(written.purpose),
        heading(1, f"2. {labels.scope}", "pham-vi"),
        *writer.prose(written.scope),
    ]


def _references(writer: Writer, written: Procedure, others: Sequence[Block]) -> list[Block]:
    """Give section 3: the standard, the legal texts, the documents of the set with what they are used for; then those that the other sections cite besides."""
    labels = writer.labels
    blocks: list[Block] = [heading(1, f"3. {labels.references}", "vien-dan")]
    identity = writer.planned.identity
    if identity.clauses:
        clause_line = writer.label(labels.standard, điều_khoản=", ".join(identity.clauses))
        blocks.append(Paragraph((Text(clause_line),), Style.BULLET, "vien-dan-tieu-chuan"))
    if written.service is None:
        blocks += legal_list(writer, written.legal_basis)
    listed = [Paragraph(writer.document_line(key, reference.note), Style.BULLET, f"vien-dan-{key}") for key, reference in in_order(written.references)]
    listed += [Paragraph(writer.document_line(cited.id), Style.BULLET, f"vien-dan-{cited.id}") for cited in documents_cited(writer, others) if cited.id not in written.references]
    if listed:
        blocks += [Paragraph((Text(f"{labels.set_documents}:"),), Style.BODY, "vien-dan-he-thong"), *listed]
    return blocks


def _definitions(writer: Writer, written: Procedure, others: list[Block]) -> list[Block]:
    labels = writer.labels
    blocks: list[Block] = [heading(1, f"4. {labels.definitions}", "dinh-nghia")]
    for key, definition in in_order(written.definitions):
        first, *rest = writer.prose(definition.meaning)
        term: tuple[Run, ...] = (*writer.line(definition.term, bold=True), Text(": "))
        blocks.append(Paragraph((*term, *first.runs), Style.BULLET, f"dinh-nghia-{key}"))
        blocks += rest
    table = abbreviation_table(writer, [*others, *blocks])
    if table is not None:
        blocks += [Paragraph((Text(f"{labels.abbreviations}:"),), Style.BODY, "viet-tat-dau"), table]
    return blocks


def _content(writer: Writer, written: Procedure) -> list[Block]:
    blocks: list[Block] = [heading(1, f"5. {writer.labels.content}", "noi-dung")]
    marks = _service_marks() if written.service is not None else _plain_marks()
    if written.service is not None:
        blocks += _service(writer, written, written.service, marks)
    elif written.principles:
        blocks += [heading(2, f"{next(marks)} {writer.labels.principles}", "nguyen-tac"), *writer.prose(written.principles)]
    blocks += _steps(writer, written, marks)
    for key, section in in_order(written.sections):
        anchor = f"muc-{key}"
        blocks.append(Heading(2, (Text(f"{next(marks)} "), *writer.line(section.title)), anchor))
        blocks += section_body(writer, section, anchor)
        for part_key, part in in_order(section.parts):
            blocks.append(Heading(3, writer.line(part.title), f"{anchor}-{part_key}"))
            blocks += section_body(writer, part, f"{anchor}-{part_key}")
    return blocks


def _service_marks() -> Iterator[str]:
    return (f"{letter})" for letter in letters())


def _plain_marks() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"5.{number}."


def _service(writer: Writer, written: Procedure, service: Service, marks: Iterator[str]) -> list[Block]:
    """Give points a) to i) of section 5, and the ways to hand in; the steps come after."""
    labels = writer.labels
    blocks: list[Block] = [heading(2, f"{next(marks)} {labels.dossier}", "thanh-phan"), *_dossier(writer, service)]
    blocks += [heading(2, f"{next(marks)} {labels.time_limit}", "thoi-han"), _cases(writer, service)]
    for title, anchor, text in (
        (labels.applicants, "doi-tuong", service.applicants),
        (labels.authority, "co-quan", service.authority),
        (labels.result, "ket-qua", service.result),
        (labels.fee, "le-phi", service.fee),
    ):
        blocks += [heading(2, f"{next(marks)} {title}", anchor), *writer.prose(text)]
        if anchor == "co-quan":
            blocks += _channels(writer, service)
    blocks.append(heading(2, f"{next(marks)} {labels.prescribed_forms}", "mau-don"))
    blocks += _prescribed_forms(writer, service)
    blocks += [heading(2, f"{next(marks)} {labels.conditions}", "dieu-kien"), *writer.prose(service.conditions)]
    blocks += [heading(2, f"{next(marks)} {labels.legal_basis}", "can-cu"), *legal_list(writer, written.legal_basis)]
    return blocks


def _dossier(writer: Writer, service: Service) -> list[Block]:
    labels = writer.labels
    rows = []
    for key, part in in_order(service.dossier):
        name: list[Paragraph] = [Paragraph(writer.line(part.name), Style.CELL)]
        if part.digital:
            name.append(Paragraph(writer.line(part.digital, italic=True), Style.CELL))
        when = [service.cases[part.case].name] if part.case else []
        when += [part.when] if part.when else []
        notes = [Paragraph(writer.line(text), Style.CELL) for text in when] or [Paragraph((), Style.CELL)]
        form = f"{part.form} ({part.copies:02})"
        rows.append((key, (Cell(tuple(name)), Cell((Paragraph(writer.line(form), Style.CELL),)), Cell(tuple(notes)))))
    table = numbered_table(writer, labels.dossier, (46, 20, 28), (labels.name, labels.form_of, labels.case), rows, "thanh-phan-bang")
    copies = writer.label(labels.dossier_copies, số=f"{service.copies:02}")
    return [table, Paragraph((Text(copies),), Style.BODY, "so-bo")]


def _cases(writer: Writer, service: Service) -> Table:
    labels = writer.labels
    rows = []
    for key, case in in_order(service.cases):
        note = writer.line(case.note) if case.note else ()
        rows.append((key, (cell(*writer.line(case.name)), cell(Text(case.time.text, bold=True)), cell(*note))))
    return numbered_table(writer, labels.time_limit, (38, 24, 32), (labels.case, labels.time, labels.note), rows, "thoi-han-bang")


def _channels(writer: Writer, service: Service) -> list[Block]:
    blocks: list[Block] = [heading(3, writer.labels.channels, "cach-thuc")]
    for key, channel in in_order(service.channels):
        first, *rest = writer.prose(channel.text)
        blocks.append(Paragraph((*writer.line(channel.name, bold=True), Text(": "), *first.runs), Style.BULLET, f"cach-thuc-{key}"))
        blocks += rest
    return blocks


def _prescribed_forms(writer: Writer, service: Service) -> list[Block]:
    blocks: list[Block] = []
    for key, use in in_order(service.prescribed_forms):
        form = writer.plan.references.prescribed_forms[key]
        law = writer.short_citation(writer.plan.references.legal_texts[form.prescribed_by])
        runs: tuple[Run, ...] = (Text(form.code, bold=True), Text(f" {form.name} ({law})"))
        blocks.append(Paragraph((*runs, Text(": "), *writer.line(use.note)) if use.note else runs, Style.BULLET, f"mau-{key}"))
    return blocks or [Paragraph((Text(writer.labels.no_form),), Style.BODY, "mau-khong-co")]


def _steps(writer: Writer, written: Procedure, marks: Iterator[str]) -> list[Block]:
    labels = writer.labels
    steps = in_order(written.steps)
    mark = next(marks)
    blocks: list[Block] = [heading(2, f"{mark} {labels.steps}", STEPS_ANCHOR)]
    if written.service is not None and written.principles:
        blocks += writer.prose(written.principles)
    rows = [(key, _step_cells(writer, written, step)) for key, step in steps]
    blocks.append(numbered_table(writer, labels.steps, (46, 19, 12, 17), (labels.step, labels.responsibility, labels.time, labels.step_forms), rows, "cac-buoc-bang"))
    blocks += _totals(writer, written)
    blocks.append(heading(3, labels.flowchart, _CHARTS_ANCHOR))
    blocks += flowchart(writer, steps, PAGE_HEIGHT)
    return blocks


def _with_charts(writer: Writer, written: Procedure, body: list[Block]) -> list[Block]:
    """Draw the charts again for the place on the page where they stand: now that all that is above them is known, whose words name theirs too."""
    at = next(index for index, block in enumerate(body) if isinstance(block, Heading) and block.anchor == _CHARTS_ANCHOR)
    charts = flowchart(writer, in_order(written.steps), room_below(body[: at + 1]))
    return [*body[: at + 1], *charts, *(block for block in body[at + 1 :] if not isinstance(block, Figure))]


def _step_cells(writer: Writer, written: Procedure, step: Step) -> tuple[Cell, ...]:
    labels = writer.labels
    opening = [Paragraph((Text(f"{labels.start}: ", italic=True), *writer.line(step.opening, italic=True)), Style.CELL)] if step.opening else []
    what = (Paragraph(writer.line(step.name, bold=True), Style.CELL), *opening, *writer.prose(step.text, in_cell=True))
    responsible = writer.role(step.responsible)
    who = [Paragraph((Text(responsible),), Style.CELL)]
    others = dict.fromkeys(title for title in map(writer.role, step.others) if title != responsible)  # in a small unit several roles have one title
    if others:
        who.append(Paragraph((Text(f"{labels.others}: {'; '.join(others)}", italic=True),), Style.CELL))
    times = [Paragraph((Text(step.time.text),), Style.CELL)]
    if written.service is not None:
        numbers = _case_numbers(written.service)
        by_time = _grouped((time.text, numbers[case]) for case, time in step.case_times.items())
        times += [Paragraph((Text(f"{_cases_named(writer, cases)}: {time}"),), Style.CELL) for time, cases in by_time.items()]
    made = [Paragraph(writer.form_codes(step.forms), Style.CELL)] if step.forms else []
    made += [Paragraph(writer.line(step.output), Style.CELL)] if step.output else []
    return (Cell(what), Cell(tuple(who)), Cell(tuple(times)), Cell(tuple(made) or (Paragraph((), Style.CELL),)))


def time_of_case(steps: Sequence[Step], case: str) -> Decimal:
    """Give the working hours that the steps take together in a case; steps without a clock take none."""
    return sum((_hours(step.case_times.get(case, step.time)) for step in steps), Decimal(0))


def _hours(time: Duration) -> Decimal:
    return time.hours or Decimal(0)


def _totals(writer: Writer, written: Procedure) -> list[Block]:
    """Sum the steps of each case against its statutory time; an internal procedure has no time to hold them against."""
    if written.service is None:
        return []
    steps = [step for _, step in in_order(written.steps)]
    numbers = _case_numbers(written.service)
    timed = [(key, case) for key, case in in_order(written.service.cases) if case.time.hours is not None]
    totals = _grouped(((_amount(time_of_case(steps, key), case.time.unit or TimeUnit.WORKING_DAY), case.time.text), numbers[key]) for key, case in timed)
    told: list[Block] = []
    for (total, limit), cases in totals.items():
        named = _cases_named(writer, cases) if len(numbers) > 1 else text_of(writer.line(timed[0][1].name))
        sentence = writer.label(writer.labels.total_time, trường_hợp=named, tổng=total, thời_hạn=limit)
        told.append(Paragraph((Text(sentence),), Style.NOTE, f"tong-{cases[0]}"))
    return told


def _case_numbers(service: Service) -> dict[str, int]:
    """Give the number of each case in the table of time limits."""
    return {key: number for number, (key, _) in enumerate(in_order(service.cases), 1)}


def _cases_named(writer: Writer, numbers: Iterable[int]) -> str:
    return f"{writer.labels.case} {', '.join(map(str, numbers))}"


def _grouped(pairs: Iterable[tuple[K, int]]) -> dict[K, list[int]]:
    """Give the numbers that belong to each thing, in the order of the things."""
    groups: dict[K, list[int]] = {}
    for key, number in pairs:
        groups.setdefault(key, []).append(number)
    return groups


def _amount(hours: Decimal, unit: TimeUnit) -> str:
    """Write working hours as whole days of the unit and the hours that are left."""
    days, rest = divmod(hours, WORKING_DAY)
    told = [f"{days:02} {unit.value}"] if days else []
    if rest or not days:
        told.append(f"{format(round(rest, 2).normalize(), 'f').replace('.', ',')} {TimeUnit.HOUR.value}")
    return " ".join(told)


def _forms(writer: Writer, written: Procedure) -> list[Block]:
    labels = writer.labels
    blocks: list[Block] = [heading(1, f"6. {labels.forms}", "bieu-mau")]
    rows = form_rows(writer, written.forms)
    for key, use in in_order({} if written.service is None else written.service.prescribed_forms):
        entry = writer.plan.references.prescribed_forms[key]
        rows.append((key, form_row(writer, (Text(entry.code),), entry.name, use.note)))
    if not rows:
        return [*blocks, Paragraph((Text(labels.no_form),), Style.BODY, "khong-bieu-mau")]
    return [*blocks, form_table(writer, rows)]


def _records(writer: Writer, written: Procedure) -> list[Block]:
    labels = writer.labels
    rows = [
        (key, (cell(*writer.line(record.name)), cell(Text(writer.role(record.keeper))), cell(*writer.line(record.retention)), cell(*writer.line(record.medium))))
        for key, record in in_order(written.records)
    ]
    table = numbered_table(writer, labels.records, (40, 22, 16, 16), (labels.record_name, labels.keeper, labels.retention, labels.medium), rows, "ho-so-bang")
    return [heading(1, f"7. {labels.records}", "ho-so"), table]
