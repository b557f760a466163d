"""Blank rows fitted to the pages of a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from qmsdocs.assemble.fit import fitted_to_pages
from qmsdocs.assemble.heights import LANDSCAPE_SHEET, PORTRAIT_SHEET, Filled, Sheet, filled, pieces_of
from qmsdocs.assemble.tables import blank_row, cell, head_row
from qmsdocs.model.document import Block, Cell, Look, Paragraph, Row, Style, Tab, Table, Text
from qmsdocs.model.letters import lines_of

_SHEETS = (PORTRAIT_SHEET, LANDSCAPE_SHEET)


def _table(blank: int, key: str = "bang") -> Table:
    written = Row((cell(Text("1")), cell(Text("Việc đã ghi sẵn"))), key="trong-0")
    return Table((20, 80), (head_row("TT", "Việc"), written, *(blank_row(2, number) for number in range(blank))), header_rows=1, key=key)


def _form(*tables: Table, lines: int = 0) -> list[Block]:
    fields = [Paragraph((Text("Nội dung: "), Tab()), Style.FIELD, f"dong-{number}") for number in range(lines)]
    signer = Cell((Paragraph((Text("NGƯỜI LẬP"),), Style.SIGNER), Paragraph((Text("(Ký, ghi rõ họ tên)"),), Style.SIGN_NOTE)))
    signatures = Table((50, 50), (Row((signer, signer), key="chu-ky"),), look=Look.LAYOUT, key="chu-ky")
    return [Paragraph((Text("Sổ theo dõi"),), Style.FORM_TITLE, "ten"), *fields, *tables, signatures]


def _blanks(blocks: Sequence[Block]) -> list[int]:
    return [sum(bool(row.height) for row in block.rows) for block in blocks if isinstance(block, Table) and block.look is Look.GRID]


def _on(sheet: Sheet, blocks: Sequence[Block]) -> Filled:
    return filled(pieces_of(blocks, sheet), sheet)


def _spilling(sheet: Sheet, *others: int) -> list[Block]:
    """Give a form that the least blank row more than a page has room for makes spill."""
    return next(form for form in (_form(*(_table(rows, f"b{at}") for at, rows in enumerate((wish, *others)))) for wish in range(3, 60)) if _on(sheet, form).pages > 1)


@pytest.mark.parametrize("sheet", _SHEETS)
def test_a_spill_is_taken_back(sheet: Sheet) -> None:
    """A form whose last page would hold the places to sign alone loses as many blank rows as it takes to stand on one page, no more."""
    form = _spilling(sheet)
    fitted = fitted_to_pages(form, sheet)
    assert 1 == _on(sheet, fitted).pages
    assert 1 <= _blanks(form)[0] - _blanks(fitted)[0] <= 2


@pytest.mark.parametrize("sheet", _SHEETS)
def test_a_form_that_only_just_fits_counts_as_one_that_spills(sheet: Sheet) -> None:
    """A form that would spill on a sheet five points lower loses rows until it would not: the estimate errs by about as much."""
    lower = replace(sheet, height=sheet.height - 5)
    close = [form for form in (_form(_table(rows), lines=lines) for rows in range(8, 40) for lines in range(8)) if (1, 2) == (_on(sheet, form).pages, _on(lower, form).pages)]
    assert close
    assert {1} == {_on(lower, fitted_to_pages(form, sheet)).pages for form in close}


def test_rows_are_taken_where_most_are() -> None:
    """Of two tables the one with more blank rows gives."""
    form = _spilling(PORTRAIT_SHEET, 5)
    before, after = _blanks(form), _blanks(fitted_to_pages(form, PORTRAIT_SHEET))
    assert (True, before[1]) == (after[0] < before[0], after[1])


def test_three_rows_are_kept() -> None:
    """A form that would spill even with three blank rows is left as it was wished."""
    lines = next(count for count in range(60) if _on(PORTRAIT_SHEET, _form(_table(3), _table(3), lines=count)).pages > 1)
    form = _form(_table(5), _table(4), lines=lines)
    assert [5, 4] == _blanks(fitted_to_pages(form, PORTRAIT_SHEET))


def _asking(*lines: int, fields: int = 0) -> list[Block]:
    """Give a form of single fields, then fields that each ask for so many lines below their own."""
    asked: list[Block] = []
    for name, count in enumerate(lines):
        asked += [Paragraph((Text("Ý kiến: "), Tab()), Style.FIELD, f"y-kien-{name}"), *(Paragraph((Tab(),), Style.FIELD_LINE, f"y-kien-{name}-{at}") for at in range(count))]
    form = _form(lines=fields)
    return [*form[:-1], *asked, form[-1]]


def _lines_left(blocks: Sequence[Block]) -> list[int]:
    names = [block.key.split("-")[2] for block in blocks if isinstance(block, Paragraph) and block.style is Style.FIELD_LINE and block.key]
    return [names.count(name) for name in dict.fromkeys(names)]


def test_lines_to_write_on_are_spared() -> None:
    """A form that a few blank lines make spill loses lines of the field that has most, and no more than it must."""
    spilling = next(count for count in range(5, 60) if _on(PORTRAIT_SHEET, _asking(count, 2)).pages > 1)
    fitted = fitted_to_pages(_asking(spilling, 2), PORTRAIT_SHEET)
    left = _lines_left(fitted)
    assert (1, 2, True) == (_on(PORTRAIT_SHEET, fitted).pages, left[1], 1 <= spilling - left[0] <= 2)


def test_the_last_line_of_a_field_stays() -> None:
    """A form that spills though each field asks for one line only keeps them all."""
    crowded = next(count for count in range(60) if _on(PORTRAIT_SHEET, _asking(1, 1, fields=count)).pages > 1)
    assert [1, 1] == _lines_left(fitted_to_pages(_asking(1, 1, fields=crowded), PORTRAIT_SHEET))


def test_a_spill_takes_fields_along() -> None:
    """Where nothing blank can be spared, the last page begins with fields enough to fill a fair share of it, and most of the page before stays filled."""
    crowded = next(count for count in range(60) if _on(PORTRAIT_SHEET, _form(lines=count)).pages > 1)
    fitted = fitted_to_pages(_form(lines=crowded), PORTRAIT_SHEET)
    assert 1 == sum(isinstance(block, Paragraph) and block.break_before for block in fitted)
    assert (2, True) == (_on(PORTRAIT_SHEET, fitted).pages, _on(PORTRAIT_SHEET, fitted).used > PORTRAIT_SHEET.height / 4)


@pytest.mark.parametrize("sheet", _SHEETS)
def test_a_register_is_filled_up(sheet: Sheet) -> None:
    """A register with room on its page gets rows until about a row and a centimetre are free."""
    fitted = fitted_to_pages(_form(_table(10)), sheet)
    free = sheet.height - _on(sheet, fitted).used
    assert (1, True) == (_on(sheet, fitted).pages, 50 < free < 75 or _blanks(fitted) == [20])


def test_at_most_twice_the_wish() -> None:
    """No table gets more than twice the rows that it asks for."""
    assert [8] == _blanks(fitted_to_pages(_form(_table(4)), PORTRAIT_SHEET))


@pytest.mark.parametrize("tables", [(4, 4), (2,), (1,), (0,)])
def test_nothing_is_added_elsewhere(tables: tuple[int, ...]) -> None:
    """Several tables, and one that asks for fewer than three rows, keep what they ask for."""
    assert list(tables) == _blanks(fitted_to_pages(_form(*(_table(rows, f"b{at}") for at, rows in enumerate(tables))), PORTRAIT_SHEET))


@pytest.mark.parametrize("wish", [3, 12, 24, 30, 40])
@pytest.mark.parametrize("sheet", _SHEETS)
def test_written_rows_stay(sheet: Sheet, wish: int) -> None:
    """Whatever is taken or added, what people have written is the same, and fitting twice from one form gives one form."""
    form = _form(_table(wish))
    fitted = fitted_to_pages(form, sheet)

    def written(blocks: Sequence[Block]) -> list[object]:
        return [[row for row in block.rows if not row.height] if isinstance(block, Table) else block for block in blocks]

    assert (written(form), fitted) == (written(fitted), fitted_to_pages(form, sheet))
    keys = [row.key for block in fitted if isinstance(block, Table) for row in block.rows if row.height]
    assert [f"trong-{number}" for number in range(len(keys))] == keys


def test_several_spaces_count() -> None:
    """The spaces between the boxes of a choice take room, and a space that does not break holds its words together."""
    assert (1, 2) == (lines_of("a b", 10.0, 13.0), lines_of("a    b", 10.0, 13.0))
    assert (2, 3) == (lines_of("nnn n nnn n", 10.0, 25.0), lines_of("nnn n\u00a0nnn n", 10.0, 25.0))
