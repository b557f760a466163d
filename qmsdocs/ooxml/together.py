"""What a page break may not part: rows that are kept whole, rows and paragraphs that stay with what follows."""

from __future__ import annotations

from collections.abc import Sequence

from qmsdocs.model.document import Block, Figure, Look, Paragraph, Row, Style, Table, text_of, with_widths
from qmsdocs.model.letters import lines_of

_TALL_ROW = 20
"""A row of so many lines may break across pages: kept whole it would leave two fifths of a page white."""
_FEW_WORDS = 250
"""Letters: a paragraph of three lines."""
_ROWS_TOGETHER, _SHORT_ROWS = 3, 10
"""The first two and the last two rows of a table of so many rows stay together, where both have no more lines than so many."""
_CELL_SIZE, _CELL_ASIDE = 12.0, 10.5
"""Points: the size of letters in a cell, and what its margins take of its width."""


def is_kept_with(block: Block, following: Block | None) -> bool:
    """Say whether a block stays on the page of the one that follows: nobody signs on a page of its own; what ends in a colon and a few words above a table announce."""
    if isinstance(following, Table) and following.look is Look.LAYOUT:
        return not isinstance(block, Figure)
    if isinstance(following, Paragraph) and following.style is Style.FIELD_LINE:
        return True
    if not isinstance(block, Paragraph) or following is None:
        return False
    words = text_of(block.runs)
    return words.endswith(":") or (isinstance(following, Table) and len(words) <= _FEW_WORDS)


def is_row_kept(table: Table, index: int, widths: Sequence[float]) -> bool:
    """Say whether a row stays on the page of the one below it: of three or more neither the first nor the last short row stands alone on a page.

    Takes the widths of the table's columns in points. A whole table is never parted.
    """
    if table.is_whole:
        return True
    first, last = table.header_rows, len(table.rows) - 2
    stays = table.look is Look.GRID and index in {first, last} and len(table.rows) - first >= _ROWS_TOGETHER
    return stays and sum(_lines_of_row(row, widths) for row in table.rows[index : index + 2]) <= _SHORT_ROWS


def may_break(row: Row, widths: Sequence[float]) -> bool:
    """Say whether a row is tall enough to break across pages; others are kept whole. Takes the widths of the table's columns in points."""
    return _lines_of_row(row, widths) >= _TALL_ROW


def _lines_of_row(row: Row, widths: Sequence[float]) -> int:
    lines = (sum(lines_of(text_of(paragraph.runs), _CELL_SIZE, width - _CELL_ASIDE) for paragraph in cell.paragraphs) for cell, width in with_widths(row, widths))
    return max(lines, default=0)
