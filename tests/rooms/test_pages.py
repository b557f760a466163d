"""Blocks in, pages out: where headings stand and what room is left, estimated from the widths of letters."""

from __future__ import annotations

from qmsdocs.assemble.pages import PAGE_HEIGHT, page_of_anchors, room_below
from qmsdocs.model.document import Block, Cell, Fact, Heading, Paragraph, Row, Style, Table, Text

LINE = Paragraph((Text("Một dòng."),), Style.BODY)


def _heading(level: int = 2) -> Heading:
    return Heading(level, (Text("Tên mục"),), "muc")


def _table(*rows: Cell) -> Table:
    return Table((100,), (Row((_cell("Đầu", Style.CELL_HEAD),)), *(Row((cell,)) for cell in rows)), header_rows=1)


def _cell(text: str, *styles: Style) -> Cell:
    return Cell(tuple(Paragraph((Text(text),), style) for style in styles))


def _used(*blocks: Block) -> float:
    return PAGE_HEIGHT - room_below(blocks)


def test_room_shrinks_by_what_stands_above() -> None:
    """Each line takes its height of the room, and a page that is full begins another."""
    assert round(_used(LINE, LINE), 6) == round(2 * _used(LINE), 6)
    used = [round(_used(*[LINE] * count), 6) for count in range(1, 60)]
    assert max(used) <= PAGE_HEIGHT
    assert used.count(round(_used(LINE), 6)) == 2


def test_no_line_stands_alone() -> None:
    """Of a paragraph of three lines none stands alone at the end of a page."""
    three = Paragraph((Text(" ".join(["từ"] * 70)),), Style.BODY)
    line = _used(LINE) - 6.0
    assert round(_used(three), 6) == round(3 * line + 6.0, 6)
    above = [LINE] * int((PAGE_HEIGHT - 1.5 * line) // _used(LINE))
    assert _used(*above, three) < _used(*above)


def test_larger_room_between_paragraphs_counts() -> None:
    """A heading below text is nearer than the room of both; so are the paragraphs of a cell."""
    assert _used(LINE, _heading()) < _used(LINE) + _used(_heading())
    one, two = _used(_table(_cell("Một", Style.CELL))), _used(_table(_cell("Một", Style.CELL, Style.CELL)))
    assert round(two - one, 1) == 15.8


def test_heading_stays_with_first_row_of_its_table() -> None:
    """A heading goes to the next page with the head and the first row of a table that do not fit below it."""
    tall = _table(_cell("Một", *[Style.CELL] * 12))
    lines = int((PAGE_HEIGHT - _used(_heading()) - 40) // _used(LINE))
    assert page_of_anchors([*[LINE] * lines, _heading(), tall]) == {"muc": 2}
    assert page_of_anchors([*[LINE] * lines, _heading(), LINE]) == {"muc": 1}


def test_facts_are_as_wide_as_names() -> None:
    """A place that the office fills counts as a name, not as the word that stands for it."""
    words = " ".join(["từ"] * 30)
    assert _used(Paragraph((Text(words), Fact("tỉnh")), Style.BODY)) == _used(Paragraph((Text(words + "nnnn nnnnn nnnn nnn"),), Style.BODY))
