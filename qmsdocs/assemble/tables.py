"""Tables as people see them: cells, header rows, a counted first column, rows to write in by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from qmsdocs.assemble.columns import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, fitted
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Block, Cell, Paragraph, Row, Run, Style, Table, Text, text_of
from qmsdocs.model.framework.documents import FormDocument, WrittenTable
from qmsdocs.model.framework.fields import Placed

P = TypeVar("P", bound=Placed)
BLANK_ROW = 7
"""The height of a row to write in by hand, in millimetres."""


def in_order(placed: Mapping[str, P]) -> list[tuple[str, P]]:
    """Give placed things in their order; equal positions keep the order of writing."""
    return sorted(placed.items(), key=lambda item: item[1].position)


def cell(*runs: Run, style: Style = Style.CELL, span: int = 1) -> Cell:
    """Give a cell of one paragraph."""
    return Cell((Paragraph(runs, style),), span)


def head_row(*names: str) -> Row:
    """Give the header row of a table."""
    return Row(tuple(cell(Text(name), style=Style.CELL_HEAD) for name in names), key="dau-bang")


def numbered_table(writer: Writer, title: str, widths: Sequence[int], heads: Sequence[str], rows: Iterable[tuple[str, Sequence[Cell]]], key: str) -> Table:
    """Give a table whose first column counts the rows. Takes each row's key and its other cells."""
    body = tuple(Row((cell(Text(str(number)), style=Style.CELL_CENTRE), *cells), key=row_key) for number, (row_key, cells) in enumerate(rows, 1))
    return ruled_table(writer, (head_row(writer.labels.number, *heads), *body), (6, *widths), key, title)


def ruled_table(writer: Writer, rows: Sequence[Row], wanted: Sequence[int | None], key: str, title: str) -> Table:
    """Give a table with a header row, its columns as wide as wanted where their words allow it."""
    return Table(fitted(rows, wanted, text_width(writer)), tuple(rows), header_rows=1, key=key, title=title)


def text_width(writer: Writer) -> float:
    """Give the points from margin to margin of the sheet that a document is printed on."""
    written = writer.planned.composed.written
    return LANDSCAPE_WIDTH if isinstance(written, FormDocument) and written.landscape else PORTRAIT_WIDTH


def blank_row(columns: int, number: int) -> Row:
    """Give a row to write in by hand. Takes how many columns it has and which of its table's blank rows it is."""
    return Row(tuple(cell() for _ in range(columns)), key=f"trong-{number}", height=BLANK_ROW)


def written_table(writer: Writer, table: WrittenTable, anchor: str, title: str = "") -> list[Block]:
    """Give a table with its rows, and blank rows to write in."""
    columns = in_order(table.columns)
    head = Row(tuple(Cell((Paragraph(writer.line(column.name), Style.CELL_HEAD),)) for _, column in columns), key="dau-bang")
    rows = [head]
    for row_id, row in in_order(table.rows):
        cells = tuple(Cell(writer.prose(row.cells[column_id], in_cell=True)) if column_id in row.cells else cell() for column_id, _ in columns)
        rows.append(Row(cells, key=row_id))
    rows += [blank_row(len(columns), index) for index in range(table.blank_rows)]
    blocks: list[Block] = []
    if table.title:
        blocks.append(Paragraph(writer.line(table.title), Style.CAPTION, f"{anchor}-ten-bang"))
    described = table.title or title
    blocks.append(ruled_table(writer, rows, [column.width for _, column in columns], f"{anchor}-bang", text_of(writer.line(described)) if described else ""))
    return blocks
