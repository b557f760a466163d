"""On which page a heading will stand: an estimate from the widths of letters, for the computed text of the contents.

Word keeps the page numbers of a contents list as fields; this is what they say until Word counts for itself. Sizes are those of the
templates: A4, margins of NĐ 30/2020/NĐ-CP, Times New Roman.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qmsdocs.model.document import Block, Cell, Fact, Figure, Heading, Paragraph, Row, Run, Style, Table, Text, text_of, with_widths
from qmsdocs.model.letters import lines_of
from qmsdocs.ooxml.together import is_row_kept, may_break

PAGE_HEIGHT = 714.0
"""Points from the top margin to the bottom margin."""
_TEXT_WIDTH = 467.7
"""Points from the left margin to the right margin."""
_LOOK = {
    Style.BODY: (13.0, 1.1, 6.0, 0.0),
    Style.BULLET: (13.0, 1.1, 6.0, 0.0),
    Style.SUB_BULLET: (13.0, 1.1, 6.0, 0.0),
    Style.ITEM: (13.0, 1.1, 6.0, 0.0),
    Style.NOTE: (13.0, 1.1, 9.0, 0.0),
    Style.CAPTION: (12.0, 1.0, 14.0, 0.0),
    Style.CELL: (12.0, 1.0, 4.0, 0.0),
    Style.CELL_BULLET: (12.0, 1.0, 4.0, 8.5),
    Style.CELL_HEAD: (12.0, 1.0, 4.0, 0.0),
    Style.CELL_GROUP: (12.0, 1.0, 4.0, 0.0),
    Style.CELL_CENTRE: (12.0, 1.0, 4.0, 0.0),
    Style.BLOCK_TITLE: (14.0, 1.0, 26.0, 0.0),
    Style.CONTENTS_1: (13.0, 1.0, 6.0, 28.0),
    Style.CONTENTS_2: (13.0, 1.0, 2.0, 45.0),
    Style.COVER_KIND: (26.0, 1.0, 175.0, 0.0),
    Style.COVER_TITLE: (20.0, 1.25, 150.0, 57.0),
}
"""Size in points, line spacing, space around, indent."""
_CELL_PADDING = 10.0
_ROW_PADDING = 4.5
_FIRST_LINE = 28.35
"""What the first line of a text paragraph is indented by."""
_TEXT = frozenset({Style.BODY, Style.BULLET, Style.SUB_BULLET, Style.ITEM, Style.NOTE})
_BELOW_TABLE = 8.0
_ABOVE_HEADING, _BELOW_HEADING = (18.0, 12.0, 10.0), 6.0
_CELL_LINE = 12.0 * 1.15
_FEW_LINES = 0.2
"""A last page filled less than this looks forgotten."""
_FACT = "nnnn nnnnn nnnn nnn"
"""As wide as the names of most offices are."""


def page_of_anchors(blocks: Sequence[Block]) -> dict[str, int]:
    """Give the page on which each heading stands, counted from one."""
    pages: dict[str, int] = {}
    for block, page, _ in _flow(blocks):
        if isinstance(block, Heading):
            pages.setdefault(block.anchor, page)
    return pages


def room_below(blocks: Sequence[Block]) -> float:
    """Give the points that are left on the page below the last of some blocks, whatever follows it."""
    _, used = _end(blocks)
    return PAGE_HEIGHT - used


def spills(blocks: Sequence[Block]) -> bool:
    """Say whether blocks that begin a page of their own leave a few lines for another."""
    page, used = _end(blocks)
    return page > 1 and used < PAGE_HEIGHT * _FEW_LINES


def _end(blocks: Sequence[Block]) -> tuple[int, float]:
    """Give the page on which blocks end and the points used there."""
    *_, end = [(1, 0.0), *((page, used) for _, page, used in _flow(blocks))]
    return end


def _flow(blocks: Sequence[Block]) -> Iterator[tuple[Block, int, float]]:
    """Lay blocks on pages: each with the page on which it ends and the points used there."""
    page, used = 1, 0.0
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph | Heading) and block.break_before and used:
            page, used = page + 1, 0.0
        previous = blocks[index - 1] if index else None
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        repeated = 0.0
        used = max(used + _room_between(previous, block), 0.0)
        for height, keep in _heights(block, following):
            if used and used + height + keep > PAGE_HEIGHT:
                page, used = page + 1, repeated - (_ABOVE_HEADING[block.level - 1] if isinstance(block, Heading) else 0.0)  # no room stands above what a page begins with
            if isinstance(block, Table) and block.header_rows and not repeated:
                repeated = height
            used = min(used + height, PAGE_HEIGHT) if keep < 0.0 else used + height
            while used > PAGE_HEIGHT:
                page, used = page + 1, used - PAGE_HEIGHT
        yield block, page, used


def _room_between(previous: Block | None, block: Block) -> float:
    """Give what text below a table adds, or what a heading saves: of the room between two paragraphs the larger counts."""
    if isinstance(previous, Table) and isinstance(block, Paragraph) and block.style in _TEXT:
        return _BELOW_TABLE
    if isinstance(block, Heading) and (isinstance(previous, Heading) or (isinstance(previous, Paragraph) and previous.style in _TEXT)):
        return -_BELOW_HEADING
    return 0.0


def _heights(block: Block, following: Block | None) -> list[tuple[float, float]]:
    """Give the heights of what a page break may not cut, each with what must follow on the same page: less than nothing where room may hang over."""
    match block:
        case Heading():
            keep = 40.0 if following is not None else 0.0
            if isinstance(following, Figure):
                keep = following.height * 0.2835
            elif isinstance(following, Table):
                keep = sum(_row_pieces(following, row)[0][0] for row in following.rows[: following.header_rows + 1])
            size = 14.0 if block.level == 1 else 13.0
            return [(_text_height(_words(block.runs), size, 1.0, _TEXT_WIDTH, bold=True) + _ABOVE_HEADING[block.level - 1] + _BELOW_HEADING, keep)]
        case Paragraph():
            size, spacing, around, indent = _LOOK.get(block.style, _LOOK[Style.BODY])
            lines = lines_of(_words(block.runs), size, _TEXT_WIDTH - indent, start=_FIRST_LINE if block.style in _TEXT else 0.0)
            high = size * 1.15 * spacing
            kept = [high if line in {0, lines - 2} else 0.0 for line in range(lines - 1)]  # no line of several stands alone on a page
            return [*((high, keep) for keep in kept), (high + around, -around)]
        case Table():
            return list(_table_pieces(block))
        case Figure():
            return [(block.height * 0.2835 + 14.8, 0.0)]


def _table_pieces(table: Table) -> Iterator[tuple[float, float]]:
    """Give the pieces of a table's rows; a row that takes the one above it along keeps that one's last piece."""
    rows, widths = [_row_pieces(table, row) for row in table.rows], _widths(table)
    for index, pieces in enumerate(rows):
        *before, (height, keep) = pieces
        yield from before
        yield height, rows[index + 1][0][0] if index + 1 < len(rows) and is_row_kept(table, index, widths) else keep


def _row_pieces(table: Table, row: Row) -> list[tuple[float, float]]:
    """Give the height of a row, or of its lines where it is long enough to break across pages."""
    widths = _widths(table)
    height = _row_height([_cell_height(cell, width) for cell, width in with_widths(row, widths)], row.height)
    if not may_break(row, widths):
        return [(height, 0.0)]
    lines = max(1, round(height / _CELL_LINE))
    return [(height / lines, 0.0)] * lines


def _widths(table: Table) -> list[float]:
    """Give the widths of a table's columns in points."""
    return [_TEXT_WIDTH * width / sum(table.widths) for width in table.widths]


def _row_height(heights: list[float], least: int) -> float:
    return max(max(heights, default=0.0) + _ROW_PADDING, least * 2.835)


def _cell_height(cell: Cell, width: float) -> float:
    height = 0.0
    for index, paragraph in enumerate(cell.paragraphs):
        size, spacing, around, indent = _LOOK.get(paragraph.style, _LOOK[Style.CELL])
        shared = around / 2 if index else 0.0  # of the room between two paragraphs the larger counts, and both are alike
        height += _text_height(_words(paragraph.runs), size, spacing, width - _CELL_PADDING - indent, _is_bold(paragraph)) + around - shared
    return height


def _is_bold(paragraph: Paragraph) -> bool:
    return paragraph.style is Style.CELL_HEAD or all(isinstance(run, Text) and run.bold for run in paragraph.runs)


def _text_height(text: str, size: float, spacing: float, width: float, bold: bool = False) -> float:
    return lines_of(text, size, width, bold) * size * 1.15 * spacing


def _words(runs: tuple[Run, ...]) -> str:
    return text_of(tuple(Text(_FACT) if isinstance(run, Fact) else run for run in runs))
