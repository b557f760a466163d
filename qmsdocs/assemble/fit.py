"""A form with its blank rows fitted to its pages, as a typist would: no last page of a line and the signatures, no half of a page left white.

How many blank rows are written is a wish. Rows that a person has written are never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qmsdocs.assemble.heights import Sheet, filled, pieces_of, row_height
from qmsdocs.assemble.tables import BLANK_ROW, blank_row
from qmsdocs.model.document import Block, Row, Table

_LEAST = 3
"""No table is left with fewer blank rows; one that asks for fewer asks for just so many."""
_NEARLY_EMPTY = 1 / 3
"""A last page filled less than this is done without, where blank rows can be spared."""
_MOST = 2
"""A table gets at most so many times the rows that it asks for."""
_CLOSE = 12.0
"""The points by which what must fit has to fit: the estimate errs by less, and Word differs from it by a little."""
_MARGIN = 72 / 2.54
"""The points, beside one row, that are left free where rows are added."""


def fitted_to_pages(blocks: Sequence[Block], sheet: Sheet) -> list[Block]:
    """Give the blocks of a form with blank rows taken away or added until they fill the pages of a sheet."""
    return _filled_up(_without_spill(list(blocks), sheet), blocks, sheet)


def _without_spill(blocks: list[Block], sheet: Sheet) -> list[Block]:
    """Take blank rows away, each from the table that has most, until a nearly empty last page is none any more."""
    now = filled(pieces_of(blocks, sheet), sheet)
    if now.pages == 1 or now.used >= sheet.height * _NEARLY_EMPTY:
        return blocks
    fewer, close = blocks, replace(sheet, height=sheet.height - _CLOSE)
    while filled(pieces_of(fewer, close), close).pages >= now.pages:
        rows, index = max(((_blanks(block), -index) for index, block in enumerate(fewer)), default=(0, 0))
        if rows <= _LEAST:
            return blocks
        fewer = _with_blanks(fewer, -index, rows - 1)
    return fewer


def _filled_up(blocks: list[Block], wished: Sequence[Block], sheet: Sheet) -> list[Block]:
    """Add blank rows to the only table that has them, while the last page has room."""
    with_blanks = [index for index, block in enumerate(blocks) if _blanks(block)]
    if len(with_blanks) != 1 or _blanks(wished[with_blanks[0]]) < _LEAST:
        return blocks
    index = with_blanks[0]
    table = blocks[index]
    assert isinstance(table, Table)
    rows, most = _blanks(table), _MOST * _blanks(wished[index])
    pages = filled(pieces_of(blocks, sheet), sheet).pages
    free = row_height(table, table.rows[-1], sheet) + _MARGIN
    safe = replace(sheet, height=sheet.height - free)
    while rows < most:
        more = _with_blanks(blocks, index, rows + 1)
        if filled(pieces_of(more, safe), safe).pages > pages:
            break
        blocks, rows = more, rows + 1
    return blocks


def _is_blank(row: Row) -> bool:
    return row.height == BLANK_ROW


def _blanks(block: Block) -> int:
    return sum(_is_blank(row) for row in block.rows) if isinstance(block, Table) else 0


def _with_blanks(blocks: Sequence[Block], index: int, count: int) -> list[Block]:
    """Give blocks in which the table at a place has so many blank rows."""
    table = blocks[index]
    assert isinstance(table, Table)
    written = tuple(row for row in table.rows if not _is_blank(row))
    columns = len(table.widths)
    rows = (*written, *(blank_row(columns, number) for number in range(count)))
    return [*blocks[:index], replace(table, rows=rows), *blocks[index + 1 :]]
