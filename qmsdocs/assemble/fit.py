"""A form with its blank rows and lines fitted to its pages, as a typist would: no last page of a line and the signatures, no half of a page left white.

How many blank rows and lines are written is a wish. What a person has written is never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from qmsdocs.assemble.heights import BLANK_ROW_HEIGHT, Filled, Sheet, filled, pieces_of
from qmsdocs.assemble.tables import BLANK_ROW, blank_row
from qmsdocs.model.document import Block, Heading, Paragraph, Row, Style, Table

_LEAST = 3
"""No table is left with fewer blank rows; one that asks for fewer asks for just so many."""
_LEAST_LINES = 1
"""No field that asks for lines to write on is left with fewer below its own."""
_NEARLY_EMPTY = 2 / 5
"""A last page filled less than this is done without, where blank rows and lines can be spared."""
_FAIR_SHARE = 1 / 4
"""A last page that a part of its own begins is filled at least this much."""
_FIELDS = frozenset({Style.FIELD, Style.FIELD_CHOICE})
_MOST = 2
"""A table gets at most so many times the rows that it asks for."""
_CLOSE = 6.0
"""The points by which what must fit has to fit: the estimate errs by less, and Word differs from it by a little."""
_MARGIN = 72 / 2.54
"""The points, beside one row, that are left free where rows are added."""


def fitted_to_pages(blocks: Sequence[Block], sheet: Sheet) -> list[Block]:
    """Give the blocks of a form with blank rows and lines taken away, or rows added, until they fill the pages of a sheet."""
    return _shared_out(_filled_up(_without_spill(list(blocks), sheet), blocks, sheet), sheet)


def _without_spill(blocks: list[Block], sheet: Sheet) -> list[Block]:
    """Take blank rows and lines away, each where most can be spared, until a nearly empty last page is none any more.

    A form reckoned to end within `_CLOSE` of the foot counts as one that spills: it may.
    """
    close = replace(sheet, height=sheet.height - _CLOSE)
    spilt = [now for some in (sheet, close) if _ends_nearly_empty(now := filled(pieces_of(blocks, some), some), some)]
    if not spilt:
        return blocks
    fewer = blocks
    while filled(pieces_of(fewer, close), close).pages >= spilt[0].pages:
        spare, place = max(((_spare(fewer, index), -index) for index in range(len(fewer))), default=(0, 0))
        if spare <= 0:
            return blocks
        fewer = _with_one_less(fewer, -place)
    return fewer


def _spare(blocks: Sequence[Block], index: int) -> int:
    """Give how many of its blank rows a table can spare, or of the blank lines that begin here a field."""
    if not _is_line(blocks[index]):
        return _blanks(blocks[index]) - _LEAST
    return 0 if index and _is_line(blocks[index - 1]) else _lines(blocks, index) - _LEAST_LINES


def _with_one_less(blocks: Sequence[Block], index: int) -> list[Block]:
    """Give blocks in which the table at a place has one blank row less, or the field whose blank lines begin there one line less."""
    if not _is_line(blocks[index]):
        return _with_blanks(blocks, index, _blanks(blocks[index]) - 1)
    last = index + _lines(blocks, index) - 1
    return [*blocks[:last], *blocks[last + 1 :]]


def _lines(blocks: Sequence[Block], index: int) -> int:
    """Count the blank lines that follow one another from a place on."""
    return sum(1 for _ in takewhile(_is_line, blocks[index:]))


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
    """Begin the last page with the last part that fills a fair share of it, or the last field, where nothing blank could be spared for the few lines that spill over.

    Not where that would leave more than half of the page before white.
    """
    now = filled(pieces_of(blocks, sheet), sheet)
    if not _ends_nearly_empty(now, sheet):
        return blocks
    places = reversed(range(len(blocks)))
    for index in sorted(places, key=lambda place: not isinstance(blocks[place], Heading)):
        first = blocks[index]
        if isinstance(first, Heading) or (isinstance(first, Paragraph) and first.style in _FIELDS):
            shared = [*blocks[:index], replace(first, break_before=True), *blocks[index + 1 :]]
            end, before = (filled(pieces_of(some, sheet), sheet) for some in (shared, blocks[:index]))
            if end.pages == now.pages and end.used >= sheet.height * _FAIR_SHARE and before.used >= sheet.height / 2:
                return shared
    return blocks


def _ends_nearly_empty(now: Filled, sheet: Sheet) -> bool:
    return now.pages > 1 and now.used < sheet.height * _NEARLY_EMPTY


def _is_blank(row: Row) -> bool:
    return row.height == BLANK_ROW


def _is_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is Style.FIELD_LINE


def _blanks(block: Block) -> int:
    return sum(_is_blank(row) for row in block.rows) if isinstance(block, Table) else 0


def _with_blanks(blocks: Sequence[Block], index: int, count: int) -> list[Block]:
    """Give blocks in which the table at a place has so many blank rows."""
    return [_table_with(block, count) if place == index and isinstance(block, Table) else block for place, block in enumerate(blocks)]


def _table_with(table: Table, count: int) -> Table:
    written = [row for row in table.rows if not _is_blank(row)]
    return replace(table, rows=(*written, *(blank_row(len(table.widths), number) for number in range(count))))
