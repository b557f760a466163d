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
_GAIN = 0.02
"""What must be saved of a table's lines for a column to give way."""
_HALF_WORD = 8.0
"""Points."""
_THOUSAND = 1000


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
    widths = _lowest(rows, _not_below(target, least, width), least)
    return tuple(max(1, round(_THOUSAND * one / width)) for one in widths)


_Texts = Sequence[Sequence[tuple[int, Sequence[float]]]]
"""Of each row the cells that stand in one column: the column, and how wide each paragraph is on one line."""


def _lowest(rows: Sequence[Row], widths: list[float], least: list[float]) -> list[float]:
    """Give to a column what another can spare as long as that makes the table lower by much: rows stretched by one narrow cell are hard to read."""
    texts = [[(column, [width_of(text_of(paragraph.runs), _is_bold(paragraph)) * _SIZE for paragraph in cell.paragraphs]) for column, cell in _single(row)] for row in rows]
    for step in _STEPS:
        while lower := _lower(texts, widths, least, step):
            widths = lower
    return widths


def _lower(texts: _Texts, widths: list[float], least: list[float], step: float) -> list[float] | None:
    """Give the widths with one step moved from a column to another that save most lines; None where they save too few."""
    counted = _counted(texts, widths)
    lines = sum(max(row.values(), default=1) for row in counted)
    tall = {column for row in counted for column, count in row.items() if count == max(row.values()) > 1}  # no other column makes the table lower
    tried = [_shifted(widths, given, taken, step) for taken in range(len(widths)) for given in sorted(tall) if given != taken and widths[taken] - step >= least[taken]]
    fewer, at = min(((sum(max(row.values(), default=1) for row in _counted(texts, one)), index) for index, one in enumerate(tried)), default=(lines, 0))
    return tried[at] if tried and (lines - fewer) / lines >= _GAIN else None


def _shifted(widths: list[float], given: int, taken: int, step: float) -> list[float]:
    return [one + step * (index == given) - step * (index == taken) for index, one in enumerate(widths)]


def _counted(texts: _Texts, widths: Sequence[float]) -> list[dict[int, int]]:
    """Count the lines of each cell of each row, by its column."""
    return [{column: sum(_filled(text, widths[column] - _PADDING) for text in cell) for column, cell in row} for row in texts]


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
    return paragraph.style is Style.CELL_HEAD or any(isinstance(run, Text) and run.bold for run in paragraph.runs)
