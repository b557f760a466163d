"""The titles of documents: their words in, the room beside them out."""

from __future__ import annotations

import pytest

from qmsdocs.model.document import Fact, Style, Text
from qmsdocs.model.letters import TENTHS, lines_of, wrap
from qmsdocs.ooxml.balance import side_indent

WIDTH = 9354
"""Twips of the text of a page."""


def _lines(title: str, style: Style = Style.FORM_TITLE) -> tuple[str, ...]:
    indent = side_indent(style, (Text(title),), {style.value: 14.0}, WIDTH)
    return wrap(title.upper(), (WIDTH - 2 * indent) / 20 * TENTHS, 14.0, bold=True)


@pytest.mark.parametrize(
    ("title", "second"),
    [
        ("Danh sách đơn vị chậm đóng bảo hiểm xã hội theo lộ trình đã thống nhất với đơn vị", "THEO"),
        ("Phiếu đề nghị chuyển hình thức nhận tiền và thông tin của người hưởng", "VÀ"),
    ],
)
def test_a_title_breaks_where_a_phrase_opens(title: str, second: str) -> None:
    """A title of two lines breaks before a word that opens a phrase, not inside a compound."""
    first, last = _lines(title)
    assert second == last.split()[0]
    assert first


def test_lines_are_no_more_than_needed() -> None:
    """A balanced title fills no more lines than it would unbalanced, and none is a remnant."""
    title = "Danh sách người lao động đề nghị hưởng chế độ ốm đau thai sản dưỡng sức"
    lines = _lines(title)
    assert lines_of(title.upper(), 14.0, WIDTH / 20, bold=True) == len(lines)
    assert min(map(len, lines)) > max(map(len, lines)) / 3


def test_what_needs_no_balance_keeps_its_room() -> None:
    """A title of one line, and one with words of an office, are left to their style."""
    assert 0 == side_indent(Style.FORM_TITLE, (Text("Phiếu hẹn"),), {}, WIDTH)
    assert 0 == side_indent(Style.SUBJECT, (Text("Về việc ban hành " * 9), Fact("đơn vị")), {}, WIDTH)
