"""How high the blocks of a form stand on its sheet: an estimate from the widths of letters, to fit blank rows to a page.

Sizes are those of the templates `bieu-mau` and `bieu-mau-ngang`: A4, margins of NĐ 30/2020/NĐ-CP, Times New Roman. What each office fills in
counts with a bound, so that all offices that share a form share its rows: the name of an office two lines, any other fact a long name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qmsdocs.assemble.columns import LANDSCAPE_WIDTH, PORTRAIT_WIDTH
from qmsdocs.model.document import Block, Cell, Fact, Figure, Heading, Look, Paragraph, Row, Run, Style, Table, Text, text_of, with_widths
from qmsdocs.model.letters import lines_of
from qmsdocs.ooxml.body import SIGNER_ASIDE, is_signer
from qmsdocs.ooxml.together import is_kept_with, is_row_kept, may_break


@dataclass(frozen=True, slots=True)
class Sheet:
    """The room for text on a sheet, in points."""

    width: float
    height: float


PORTRAIT_SHEET, LANDSCAPE_SHEET = Sheet(PORTRAIT_WIDTH, 728.5), Sheet(LANDSCAPE_WIDTH, 481.9)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a page break may not cut."""

    height: float
    kept: bool = False
    """It stays on the page of the next piece."""
    repeated: float = 0.0
    """The height of the header rows that stand above it again where it begins a page."""
    opens_page: bool = False
    """It begins a page of its own accord."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How far pieces fill their pages: how many pages, and the points used on the last."""

    pages: int
    used: float


@dataclass(frozen=True, slots=True)
class _Look:
    size: float = 13.0
    before: float = 0.0
    after: float = 0.0
    spacing: float = 1.0
    indent: float = 0.0
    bold: bool = False
    capitals: bool = False
    ruled: bool = False


_TEXT = _Look(after=6.0, spacing=1.1, indent=28.35)
_FIELD = _Look(before=2.5, after=2.5)
_CELL = _Look(12.0, 2.0, 2.0)
_BOLD_CELL = _Look(12.0, 2.0, 2.0, bold=True)
_HEADING = _Look(before=6.0, after=3.0, bold=True)
_LOOKS = {
    Style.BODY: _TEXT,
    Style.BULLET: _TEXT,
    Style.SUB_BULLET: _TEXT,
    Style.ITEM: _TEXT,
    Style.CAPTION: _Look(12.0, 8.0, 6.0, bold=True),
    Style.CELL: _CELL,
    Style.CELL_BULLET: _CELL,
    Style.CELL_CENTRE: _CELL,
    Style.CELL_HEAD: _BOLD_CELL,
    Style.CELL_GROUP: _BOLD_CELL,
    Style.FORM_CODE: _Look(11.0, 0.0, 3.0),
    Style.FORM_TITLE: _Look(14.0, 10.0, 6.0, bold=True, capitals=True),
    Style.ADDRESSEE: _Look(14.0, 4.0, 6.0),
    Style.FIELD: _FIELD,
    Style.FIELD_LINE: _FIELD,
    Style.FIELD_CHOICE: _FIELD,
    Style.PARENT_AGENCY: _Look(12.0, capitals=True),
    Style.AGENCY: _Look(12.0, bold=True, capitals=True, ruled=True),
    Style.NATION: _Look(12.0, bold=True),
    Style.MOTTO: _Look(13.0, bold=True, ruled=True),
    Style.NUMBER: _Look(13.0, 6.0),
    Style.DATE_LINE: _Look(13.0, 6.0),
    Style.SIGNER: _Look(13.0, 6.0, bold=True, capitals=True),
    Style.SIGN_NOTE: _Look(12.0, 0.0, 54.0),
}
"""Every style that a form may use, as its templates have it."""
_LINE = 1.15
"""The height of a line of Times New Roman, in its size."""
_RULE = 5.0
"""The height of the line that a rule stands on."""
_NAMES = frozenset({Style.PARENT_AGENCY, Style.AGENCY})
_NAME_LINES = 2
_FACT = "nnnnn nnnn nnn nnn nnnnnn nnn nnn"
"""As wide as the long names of offices are."""
_ABOVE = frozenset({Style.BODY, Style.BULLET, Style.ITEM, Style.FIELD, Style.FIELD_CHOICE})
_BELOW_TABLE = 8.0
_SEPARATOR, _LAST_SEPARATOR = 6.0, 1.0
_SIDES = 10.0
"""What a cell of a grid keeps free beside its words."""
_ROW = 4.5
"""What a row of a grid keeps free above and below its words, with its line."""
_MILLIMETRE = 72 / 25.4
_CELL_LINE = 12.0 * _LINE
BLANK_ROW_HEIGHT = _CELL.before + _CELL_LINE + _CELL.after + _ROW
"""The height of a row to write in by hand: that of an empty line of a cell, which is higher than the least that is asked for."""


def filled(pieces: Sequence[Piece], sheet: Sheet) -> Filled:
    """Lay pieces on sheets, those that stay together on one."""
    pages, used, together = 1, 0.0, 0.0
    first: Piece | None = None
    for piece in pieces:
        if piece.opens_page and used:
            pages, used = pages + 1, 0.0
        first = first or piece
        together += piece.height
        if piece.kept:
            continue
        if used and used + together > sheet.height:
            pages, used = pages + 1, first.repeated
        used, together, first = used + together, 0.0, None
        if used > sheet.height:  # higher than a sheet: it breaks after all
            pages, used = pages + int(used // sheet.height), used % sheet.height
    return Filled(pages, used)


def pieces_of(blocks: Sequence[Block], sheet: Sheet) -> list[Piece]:
    """Give the pieces of a form, with the separators that the printer puts between and below tables."""
    pieces: list[Piece] = []
    for index, block in enumerate(blocks):
        previous = blocks[index - 1] if index else None
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(previous, Table) and isinstance(block, Table):
            pieces.append(Piece(_SEPARATOR, kept=block.look is Look.LAYOUT))
        pieces += _pieces(block, _room_above(previous, block), is_kept_with(block, following), sheet.width)
    if blocks and isinstance(blocks[-1], Table):
        pieces[-1] = Piece(pieces[-1].height + _LAST_SEPARATOR, repeated=pieces[-1].repeated)
    return pieces


def _room_above(previous: Block | None, block: Block) -> float:
    """Give what a block's own room above adds: of the room between two paragraphs the larger counts."""
    if not isinstance(block, Paragraph | Heading):
        return 0.0
    if isinstance(previous, Table) and previous.look is Look.GRID and isinstance(block, Paragraph) and block.style in _ABOVE:
        return _BELOW_TABLE
    after = _look(previous).after if isinstance(previous, Paragraph | Heading) else 0.0
    return max(_look(block).before - after, 0.0)


def _pieces(block: Block, above: float, kept: bool, width: float) -> Iterator[Piece]:
    match block:
        case Heading():
            yield Piece(above + _text_height(block.runs, _HEADING, width), kept=True, opens_page=block.break_before)
        case Paragraph():
            yield Piece(above + _text_height(block.runs, _look(block), width), kept or block.style in {Style.CAPTION, Style.FORM_TITLE}, opens_page=block.break_before)
        case Table():
            yield from _table_pieces(block, kept, width)
        case Figure():
            yield Piece(block.height * _MILLIMETRE / 10)


def _table_pieces(table: Table, kept: bool, width: float) -> Iterator[Piece]:
    heads = [_row_height(table, row, width) for row in table.rows[: table.header_rows]]
    if heads:
        yield Piece(sum(heads), kept=True)
    body, total = table.rows[table.header_rows :], sum(table.widths)
    widths = [width * share / total for share in table.widths]
    for index, row in enumerate(body):
        height = _row_height(table, row, width)
        lines = max(1, round(height / _CELL_LINE)) if may_break(row, widths) else 1
        stays = kept if index == len(body) - 1 else is_row_kept(table, table.header_rows + index, widths)
        for line in range(lines):
            yield Piece(height / lines, stays and line == lines - 1, sum(heads))


def _row_height(table: Table, row: Row, width: float) -> float:
    grid, total = table.look is Look.GRID, sum(table.widths)
    highest = max((_cell_height(cell, width * (own / total) - (_SIDES if grid else _beside(cell))) for cell, own in with_widths(row, table.widths)), default=0.0)
    return max(highest + (_ROW if grid else 0.0), row.height * _MILLIMETRE)


def _beside(cell: Cell) -> float:
    """Give what a cell of a layout keeps free beside its words: something where a signer stands, as the printer has it."""
    return 2 * SIGNER_ASIDE if is_signer(cell) else 0.0


def _cell_height(cell: Cell, width: float) -> float:
    height, previous = 0.0, None
    for paragraph in cell.paragraphs:
        least = _NAME_LINES if paragraph.style in _NAMES else 1
        height += _room_above(previous, paragraph) + _text_height(paragraph.runs, _look(paragraph), width, least)
        previous = paragraph
    return height


def _look(paragraph: Paragraph | Heading) -> _Look:
    return _HEADING if isinstance(paragraph, Heading) else _LOOKS[paragraph.style]


def _text_height(runs: tuple[Run, ...], look: _Look, width: float, least: int = 1) -> float:
    text = text_of(tuple(Text(_FACT) if isinstance(run, Fact) else run for run in runs))
    words = text.upper() if look.capitals else text
    lines = sum(lines_of(line, look.size, width, look.bold, look.indent if index == 0 else 0.0) for index, line in enumerate(words.split("\n")))
    rule = _RULE if look.ruled else 0.0
    return max(lines, least) * look.size * _LINE * look.spacing + rule + look.after
