"""How wide the columns of a table are: as wide as asked where that costs no lines, never narrower than their longest word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil

from qmsdocs.model.document import Cell, Paragraph, Row, Style, Text, text_of
from qmsdocs.model.letters import width_of

PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 467.0, 714.0
"""Points from the left margin to the right margin of the templates."""
_SIZE = 12.0
_PADDING = 12.0
_LONGEST_WORD = 0.25
"""No word claims more than so much of the table for its column: a longer one may break at its hyphens."""
_LONGEST_LINE = 260.0
"""A column that is fitted to its words grows no further than so many points."""
_STEPS = (32.0, 16.0, 8.0)
"""Points that columns give each other, first much, then little."""
_LEAST_OF_ASKED = 0.85
"""No column gives away more than the rest of what was asked for it: a tower of single words is hard to read, however low the table."""
_GAIN = 0.02
"""What must be saved of a table's lines for a column to give way."""
_HALF_WORD = 8.0
"""Points."""
_THOUSAND = 1000
_BOLD = frozenset({Style.CELL_HEAD, Style.SIGNER})


def fitted(rows: Sequence[Row], wanted: Sequence[int | None], width: float) -> tuple[int, ...]:
    """Give the widths of columns in thousandths of the table. Takes its rows, what is asked of each column, the table's width in points."""
    most = width * _LONGEST_WORD
    least = _of_columns(rows, len(wanted), lambda paragraph: _longest_word(paragraph, most))
    if None in wanted:
        lines = _of_columns(rows, len(wanted), _longest_line)
        target = [width * share / 100 if share is not None else max(word, min(line, _LONGEST_LINE)) for share, word, line in zip(wanted, least, lines, strict=True)]
    else:
        target = [float(share or 0) for share in wanted]
    scale = width / sum(target)
    target = [one * scale for one in target]
    floor = [low if share is None else max(low, _LEAST_OF_ASKED * one) for share, one, low in zip(wanted, target, least, strict=True)]
    widths = _lowest(rows, _not_below(target, least, width), floor)
    return tuple(max(1, round(_THOUSAND * one / width)) for one in widths)


def _lowest(rows: Sequence[Row], widths: list[float], least: list[float]) -> list[float]:
    """Give to a column what another can spare as long as that makes the table lower by much: rows stretched by one narrow cell are hard to read."""
    lines = _Lines(rows, len(widths))
    for step in _STEPS:
        while lower := _lower(lines, widths, least, step):
            widths = lower
    return widths


class _Lines:
    """How many lines the cells of a table fill, counted once for each width of a column."""

    def __init__(self, rows: Sequence[Row], count: int) -> None:
        """Take the rows and how many columns they have; what spans several columns counts for none."""
        texts = [{column: [width_of(text_of(paragraph.runs), _is_bold(paragraph)) * _SIZE for paragraph in cell.paragraphs] for column, cell in _single(row)} for row in rows]
        self._texts = [[row.get(column, ()) for row in texts] for column in range(count)]
        self._counted: dict[tuple[int, float], list[int]] = {}

    def of_column(self, column: int, width: float) -> list[int]:
        """Give the lines of a column's cell in each row, nought where it has none."""
        if (column, width) not in self._counted:
            self._counted[column, width] = [sum(_filled(text, width - _PADDING) for text in cell) for cell in self._texts[column]]
        return self._counted[column, width]

    def of_rows(self, widths: Sequence[float]) -> list[int]:
        """Give the lines of each row's highest cell."""
        return [max(1, *row) for row in zip(*(self.of_column(column, width) for column, width in enumerate(widths)), strict=True)]


def _lower(lines: _Lines, widths: list[float], least: list[float], step: float) -> list[float] | None:
    """Give the widths with one step moved from a column to another that save most lines; None where they save too few."""
    rows = lines.of_rows(widths)
    tall = [column for column, width in enumerate(widths) if any(count == row > 1 for count, row in zip(lines.of_column(column, width), rows, strict=True))]  # no other column makes the table lower
    tried = [_shifted(widths, given, taken, step) for taken in range(len(widths)) for given in tall if given != taken and widths[taken] - step >= least[taken]]
    now = sum(rows)
    fewer, at = min(((sum(lines.of_rows(one)), index) for index, one in enumerate(tried)), default=(now, 0))
    return tried[at] if tried and (now - fewer) / now >= _GAIN else None


def _shifted(widths: list[float], given: int, taken: int, step: float) -> list[float]:
    return [one + step * (index == given) - step * (index == taken) for index, one in enumerate(widths)]


def _filled(text: float, room: float) -> int:
    """Count the lines that text of a width fills; where it breaks, half a word of each line is lost."""
    return 1 if text <= room else ceil(text / (room - _HALF_WORD))


def _single(row: Row) -> Iterator[tuple[int, Cell]]:
    """Give the cells of a row that stand in one column, each with its column."""
    column = 0
    for cell in row.cells:
        if cell.span == 1:
            yield column, cell
        column += cell.span


def _not_below(target: list[float], least: list[float], width: float) -> list[float]:
    """Raise what is too narrow, and take it from the others in proportion to what they have to spare."""
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    widths = [max(one, low) for one, low in zip(target, least, strict=True)]
    spare = [one - low for one, low in zip(widths, least, strict=True)]
    excess = sum(widths) - width
    share = excess / sum(spare) if sum(spare) else 0.0
    return [one - free * share for one, free in zip(widths, spare, strict=True)]


def _of_columns(rows: Sequence[Row], count: int, measure: Callable[[Paragraph], float]) -> list[float]:
    widest = [0.0] * count
    for row in rows:
        for column, cell in _single(row):
            widest[column] = max(widest[column], *(measure(paragraph) for paragraph in cell.paragraphs))
    return widest


def _longest_word(paragraph: Paragraph, most: float) -> float:
    """Give the room that the longest word of a paragraph needs; one that claims too much needs that of its longest part."""
    bold, room = _is_bold(paragraph), 0.0
    for word in text_of(paragraph.runs).split():
        needed = width_of(word, bold) * _SIZE + _PADDING
        if needed > most:
            needed = min(most, max(width_of(f"{part}-", bold) for part in word.split("-")) * _SIZE + _PADDING)
        room = max(room, needed)
    return room


def _longest_line(paragraph: Paragraph) -> float:
    return width_of(text_of(paragraph.runs), _is_bold(paragraph)) * _SIZE + _PADDING


def _is_bold(paragraph: Paragraph) -> bool:
    return paragraph.style in _BOLD or any(isinstance(run, Text) and run.bold for run in paragraph.runs)
