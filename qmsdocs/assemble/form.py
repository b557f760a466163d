"""A planned form → its document, ready to print and fill by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qmsdocs.assemble.columns import fitted
from qmsdocs.assemble.fit import fitted_to_pages
from qmsdocs.assemble.heights import LANDSCAPE_SHEET, PORTRAIT_SHEET
from qmsdocs.assemble.official import national_heading, number_line
from qmsdocs.assemble.parts import Revision, document
from qmsdocs.assemble.tables import in_order, text_width, written_table
from qmsdocs.assemble.words import Writer, in_capitals
from qmsdocs.model.document import Block, Cell, Document, Heading, Look, Paragraph, Row, Run, Style, Tab, Table, Text, text_of
from qmsdocs.model.framework.documents import FieldShape, FormDocument, FormField
from qmsdocs.model.framework.fields import OPEN
from qmsdocs.model.letters import width_of

PORTRAIT, LANDSCAPE = "bieu-mau", "bieu-mau-ngang"
_BOX = "□"
_BLANK, _TO_WRITE = re.compile("…+"), "………"
"""What stands for a blank inside a line, and what is printed: fourteen millimetres."""
_TO_WHOM = "…" * 22
_SHORT = 60
"""An option of fewer letters is kept on one line with its box."""
_FIELD_SIZE = 13.0
"""The size of a field's letters in points."""
_LEAST_TO_WRITE = 0.3
"""How much of a line must be left to write on."""


def assemble_form(writer: Writer, written: FormDocument, revisions: Sequence[Revision]) -> Document:
    """Assemble a form; a form has no revision table, so its revisions are not printed."""
    del revisions
    labels, identity = writer.labels, writer.planned.identity
    blocks: list[Block] = [Paragraph((Text(f"{labels.form} {identity.code}"),), Style.FORM_CODE, "ma")]
    if written.national_heading:
        number = number_line(writer, Text(OPEN), written.type_symbol) if written.type_symbol else ()
        blocks.append(national_heading(writer, number, labels.date_line if written.dated else ""))
    blocks.append(Paragraph(in_capitals(identity.title), Style.FORM_TITLE, "ten"))
    if written.addressee:
        addressee = _TO_WHOM if written.addressee == OPEN else written.addressee
        blocks.append(Paragraph((Text(f"{labels.addressee} "), *writer.line(addressee)), Style.ADDRESSEE, "kinh-gui"))
    for key, part in in_order(written.parts):
        if part.title:
            blocks.append(Heading(1, writer.line(part.title), f"phan-{key}"))
        if part.text:
            blocks += writer.prose(part.text)
        for field_key, field in in_order(part.fields):
            blocks += _field(writer, field, f"{key}-{field_key}")
        if part.table is not None:
            blocks += written_table(writer, part.table, key, part.title or identity.title)
    if written.signatures:
        blocks.append(_signatures(writer, written))
    template, sheet = (LANDSCAPE, LANDSCAPE_SHEET) if written.landscape else (PORTRAIT, PORTRAIT_SHEET)
    return document(writer, template, fitted_to_pages(blocks, sheet))


def _field(writer: Writer, field: FormField, key: str) -> list[Block]:
    label = writer.line(_with_room(field.label))
    match field.shape:
        case FieldShape.LINE:
            line = Paragraph((*label, Text(": "), Tab()), Style.FIELD, key)
            return [line] if _leaves_room(writer, label) else [line, Paragraph((Tab(),), Style.FIELD_LINE, f"{key}-1")]
        case FieldShape.LINES:
            lines = [Paragraph((Tab(),), Style.FIELD_LINE, f"{key}-{index}") for index in range(1, field.lines)]
            return [Paragraph((*label, Text(": "), Tab()), Style.FIELD, key), *lines]
        case FieldShape.CHOICE:
            boxes = [run for option in field.options for run in (Text(f"    {_BOX}\u00a0"), *_unbroken(writer.line(_with_room(option))))]
            return [Paragraph((*label, Text(":"), *boxes), Style.FIELD_CHOICE, key)]


def _with_room(text: str) -> str:
    """Make the blanks inside a line as long as a hand needs them."""
    return _BLANK.sub(_TO_WRITE, text)


def _leaves_room(writer: Writer, label: tuple[Run, ...]) -> bool:
    """Say whether a label leaves something of its last line to write on."""
    room = text_width(writer)
    used = width_of(text_of(label)) * _FIELD_SIZE % room
    return used <= (1 - _LEAST_TO_WRITE) * room


def _unbroken(option: tuple[Run, ...]) -> tuple[Run, ...]:
    """Keep a short option on one line with its box."""
    if len(text_of(option)) >= _SHORT:
        return option
    return tuple(replace(run, text=run.text.replace(" ", "\u00a0")) if isinstance(run, Text) else run for run in option)


def _signatures(writer: Writer, written: FormDocument) -> Table:
    boxes = in_order(written.signatures)
    cells = []
    for _, box in boxes:
        note = [Paragraph(writer.line(box.note), Style.SIGN_NOTE)] if box.note else []
        cells.append(Cell((Paragraph(writer.line(box.title), Style.SIGNER), *note)))
    row = Row(tuple(cells), key="chu-ky")
    return Table(fitted((row,), [100 // len(cells)] * len(cells), text_width(writer)), (row,), look=Look.LAYOUT, key="chu-ky")
