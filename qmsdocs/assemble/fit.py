"""A form with its blank rows fitted to its pages, as a typist would: no last page of a line and the signatures, no half of a page left white.

How many blank rows are written is a wish. Rows that a person has written are never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qmsdocs.assemble.heights import BLANK_ROW_HEIGHT, Filled, Sheet, filled, pieces_of
from qmsdocs.assemble.tables import BLANK_ROW, blank_row
from qmsdocs.model.document import Block, Heading, Row, Table

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
    return _shared_out(_filled_up(_without_spill(list(blocks), sheet), blocks, sheet), sheet)


def _without_spill(blocks: list[Block], sheet: Sheet) -> list[Block]:
    """Take blank rows away, each from the table that has most, until a nearly empty last page is none any more."""
    now = filled(pieces_of(blocks, sheet), sheet)
    if not _ends_nearly_empty(now, sheet):
        return blocks
    fewer, close = blocks, replace(sheet, height=sheet.height - _CLOSE)
    while filled(pieces_of(fewer, close), close).pages >= now.pages:
        rows, index = max(((_blanks(block), -index) for index, block in enumerate(fewer)), default=(0, 0))
        if rows <= _LEAST:
            return blocks
        fewer = _with_blanks(fewer, -index, rows - 1)
    return fewer


def _filled_up(blocks: list[Block], wished: Sequence[Block], sheet: Sheet) -> list[Block]:
    """Add blank rows to the only table that has them, while the last page has room; not where even so that page would stay nearly empty."""
    places = [index for index, block in enumerate(blocks) if _blanks(block)]
    if len(places) != 1 or _blanks(wished[places[0]]) < _LEAST:
        return blocks
    index = places[0]
    most, pages = _MOST * _blanks(wished[index]), filled(pieces_of(blocks, sheet), sheet).pages
    safe = replace(sheet, height=sheet.height - BLANK_ROW_HEIGHT - _MARGIN)
    fuller = blocks
    for count in range(_blanks(blocks[index]) + 1, most + 1):
        more = _with_blanks(blocks, index, count)
        if filled(pieces_of(more, safe), safe).pages > pages:
            break
        fuller = more
    return blocks if _ends_nearly_empty(filled(pieces_of(fuller, sheet), sheet), sheet) else fuller


def _shared_out(blocks: list[Block], sheet: Sheet) -> list[Block]:
    """Begin the last page with the last part that fills a fair share of it, where no blank row could be spared for the few lines that spill over."""
    now = filled(pieces_of(blocks, sheet), sheet)
    if not _ends_nearly_empty(now, sheet):
        return blocks
    for index in reversed(range(len(blocks))):
        heading = blocks[index]
        if isinstance(heading, Heading):
            shared = [*blocks[:index], replace(heading, break_before=True), *blocks[index + 1 :]]
            end = filled(pieces_of(shared, sheet), sheet)
            if end.pages == now.pages and not _ends_nearly_empty(end, sheet):
                return shared
    return blocks


def _ends_nearly_empty(now: Filled, sheet: Sheet) -> bool:
    return now.pages > 1 and now.used < sheet.height * _NEARLY_EMPTY


def _is_blank(row: Row) -> bool:
    return row.height == BLANK_ROW


def _blanks(block: Block) -> int:
    return sum(_is_blank(row) for row in block.rows) if isinstance(block, Table) else 0


def _with_blanks(blocks: Sequence[Block], index: int, count: int) -> list[Block]:
    """Give blocks in which the table at a place has so many blank rows."""
    return [_table_with(block, count) if place == index and isinstance(block, Table) else block for place, block in enumerate(blocks)]


def _table_with(table: Table, count: int) -> Table:
    written = [row for row in table.rows if not _is_blank(row)]
    return replace(table, rows=(*written, *(blank_row(len(table.widths), number) for number in range(count))))
