"""Columns and letters: rows in, widths out."""

from __future__ import annotations

import pytest

from qmsdocs.assemble.columns import PORTRAIT_WIDTH, fitted
from qmsdocs.assemble.tables import cell, head_row
from qmsdocs.model.document import Cell, Paragraph, Row, Style, Text
from qmsdocs.model.letters import lines_of, width_of


def _row(*texts: str) -> Row:
    return Row(tuple(cell(Text(text)) for text in texts))


@pytest.mark.parametrize("wanted", [(None, None, None), (10, 10, 10), (5, None, 60)])
def test_columns_fill_the_table(wanted: tuple[int | None, ...]) -> None:
    """Whatever is asked, the columns together are as wide as the table, to a rounding."""
    rows = [head_row("TT", "Tên", "Nội dung"), _row("1", "Biểu mẫu", "Một câu dài hơn hẳn các ô khác của bảng, để cột phải rộng ra")]
    assert 998 <= sum(fitted(rows, wanted, PORTRAIT_WIDTH)) <= 1002


def test_no_word_is_broken() -> None:
    """A column is never narrower than its longest word, though less was asked: a code is not broken at its hyphens."""
    code = "BM-NB-TK-03-01"
    narrow, _ = fitted([_row(code, "Tên")], (5, 95), PORTRAIT_WIDTH)
    assert narrow * PORTRAIT_WIDTH / 1000 >= width_of(code) * 12


def test_a_word_that_claims_too_much_breaks_at_its_hyphens() -> None:
    """A very long number of a legal text does not take the room of the other columns."""
    number, _ = fitted([_row("14/2012/TTLT-BYT-BLĐTBXH-BTC-BNV", "Quy định cách làm " * 20)], (10, 90), PORTRAIT_WIDTH)
    assert number < 250


def test_titles_of_signers_do_not_touch() -> None:
    """A column of a signer is wider than the longest word of the title as it is printed: bold, which widens narrow letters most, in 13 points."""
    titles = ("NGƯỜI KIỂM TRA", "IIIIIIIIIIII")
    boxes = Row(tuple(Cell((Paragraph((Text(title),), Style.SIGNER),)) for title in titles))
    _, widest = fitted((boxes,), (95, 5), PORTRAIT_WIDTH)
    assert widest * PORTRAIT_WIDTH / 1000 > width_of(titles[1], True) * 13


def test_columns_fit_their_words() -> None:
    """Where nothing is asked, the column with more words is the wider one."""
    number, long, short = fitted([head_row("TT", "Việc", "Hạn"), _row("1", "Rà soát toàn bộ tài liệu đã ban hành của đơn vị", "15/11")], (None, None, None), PORTRAIT_WIDTH)
    assert number < short < long


def test_what_is_asked_is_kept_where_words_allow() -> None:
    """Asked widths are kept in proportion where every word has room."""
    assert fitted([_row("a", "b")], (25, 75), PORTRAIT_WIDTH) == (250, 750)


def test_marks_do_not_widen_a_letter() -> None:
    """A letter is as wide with marks as without; the horn of ơ and ư adds a little."""
    assert width_of("ế") == width_of("e")
    assert width_of("o") < width_of("ơ") < width_of("m")
    assert width_of("Độc lập - Tự do - Hạnh phúc", bold=True) == pytest.approx(12.5, abs=0.5)


def test_lines() -> None:
    """Lines are counted word by word; the first may be indented."""
    assert lines_of("", 13, 100) == 1
    assert lines_of("một hai ba", 13, 1000) == 1
    assert lines_of("một hai ba", 13, 30) == 3
    assert lines_of("một hai", 13, 50, start=40) == 2


def test_a_narrow_cell_does_not_stretch_its_row() -> None:
    """A column whose words stretch the rows takes room from one that can spare it, which keeps most of what was asked for it."""
    rows = [head_row("TT", "Trình tự", "Thời gian"), *(_row(str(n), "Kiểm tra rồi trình ký.", "Trường hợp 1, 3, 5: 02 ngày làm việc; trường hợp 2: 04 giờ") for n in range(9))]
    _, what, time = fitted(rows, (6, 80, 14), PORTRAIT_WIDTH)
    assert time > 140 + 60
    assert what >= 0.84 * 800
