"""How blocks stand on the page in Word: rules, balanced titles, what stays together, annexes with pages of their own."""

from __future__ import annotations

from lxml import etree

from qmsdocs.assemble.words import in_capitals
from qmsdocs.model.document import Block, Cell, Document, Fact, Look, Mark, Paragraph, Row, Style, Table, Text
from qmsdocs.ooxml.shell import HEAD_SLOTS
from support.documents import FACTS, IDENTITY
from support.word import W, faults, parts, printed

_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_MOTTO = Paragraph((Text("Độc lập - Tự do - Hạnh phúc"),), Style.MOTTO)


def _body(*blocks: Block, template: str = "van-ban") -> etree._Element:
    made = printed(Document(IDENTITY, template, tuple((name, ()) for name in HEAD_SLOTS), blocks), FACTS)
    assert faults(made) == []
    return parts(made)["word/document.xml"][0]


def _layout(*paragraphs: Paragraph) -> Table:
    return Table((1,), (Row((Cell(paragraphs),)),), look=Look.LAYOUT, key="chu-ky")


def test_rule_under_the_motto_is_as_long_as_its_words() -> None:
    """The rule is a drawing in the paragraph of the words, decorative, and as long as they are."""
    body = _body(_layout(_MOTTO))
    (extent,) = body.iter(_EXTENT)
    assert 158 <= int(extent.get("cx", "0")) / 12700 <= 161  # 12.25 ems of 13 points
    assert [mark.get("val") for mark in body.iter(_DECORATIVE)] == ["1"]


def test_rule_under_an_agency_is_shorter_than_its_name() -> None:
    """Under an agency and an abstract the rule is a third to a half of the words."""
    body = _body(_layout(Paragraph((Fact("đơn vị"),), Style.AGENCY)), Paragraph((Text("Về việc ban hành"),), Style.SUBJECT))
    agency, subject = (int(extent.get("cx", "0")) / 12700 for extent in body.iter(_EXTENT))
    assert 39 <= agency <= 59
    assert 36 <= subject <= 56


def test_a_rule_comes_and_goes_with_its_words() -> None:
    """In a redline the rule of an inserted paragraph is inserted, of a deleted one deleted."""
    for mark, element in ((Mark.INSERTED, "ins"), (Mark.DELETED, "del")):
        body = _body(Paragraph((Text("Tên", mark=mark),), Style.SUBJECT, mark=mark))
        (drawing,) = body.iter(f"{W}drawing")
        assert f"{W}{element}" in [ancestor.tag for ancestor in drawing.iterancestors()]


def test_a_long_title_has_lines_of_like_length() -> None:
    """A title of two lines is indented on both sides so that the second is not one word; one that the office fills is left alone."""
    long = "Chuyển đổi hệ thống quản lý chất lượng sang tiêu chuẩn quốc gia mới nhất"
    titled = _body(Paragraph((Text(long),), Style.SUBJECT), Paragraph((Text(long), Fact("đơn vị")), Style.SUBJECT), Paragraph((Text("Ngắn"),), Style.SUBJECT))
    indents = [paragraph.find(f"{W}pPr/{W}ind") for paragraph in titled.iter(f"{W}p")]
    assert indents[0] is not None
    assert int(indents[0].get(f"{W}left", "0")) > 567
    assert indents[0].get(f"{W}left") == indents[0].get(f"{W}right")
    assert indents[1:3] == [None, None]


def test_nobody_signs_on_a_page_of_his_own() -> None:
    """What stands before signatures stays with them: a paragraph, or the last row of a table."""
    body = _body(Paragraph((Text("Hết./."),)), _layout(Paragraph((Text("Giám đốc"),), Style.SIGNER)))
    assert body[0].find(f"{W}pPr/{W}keepNext") is not None
    grid = Table((1,), (Row((Cell((Paragraph((Text("a"),), Style.CELL),)),)), Row((Cell((Paragraph((Text("b"),), Style.CELL),)),))))
    rows = list(_body(grid, _layout(Paragraph((Text("Giám đốc"),), Style.SIGNER))).iter(f"{W}tr"))
    assert [next(row.iter(f"{W}p")).find(f"{W}pPr/{W}keepNext") is not None for row in rows[:2]] == [False, True]


def test_the_number_of_a_text_keeps_its_letters_in_a_title() -> None:
    """In a title that its style prints in capitals the number of a legal text stands as it is written; other words with a stroke do not."""
    body = _body(Paragraph(in_capitals("Trợ cấp theo Quyết định số 613/QĐ-TTg, cấp sổ/thẻ"), Style.COVER_TITLE))
    told = [("".join(run.itertext()), run.find(f"{W}rPr/{W}caps") is not None) for run in body.iter(f"{W}r")]
    assert [("Trợ cấp theo Quyết định số ", False), ("613/QĐ-TTg", True), (", cấp sổ/thẻ", False)] == told


def test_titles_of_signers_stand_apart() -> None:
    """The cell of a signer keeps something free on both sides; cells of other layouts do not."""
    body = _body(_layout(Paragraph((Text("GIÁM ĐỐC"),), Style.SIGNER)), _layout(Paragraph((Text("Nơi nhận:"),), Style.CELL)))
    assert [True, False] == [cell.find(f"{W}tcPr/{W}tcMar") is not None for cell in body.iter(f"{W}tc")]


def test_few_words_stay_with_the_table_below() -> None:
    """A short paragraph above a table announces it, and so does a long one that ends in a colon; another long one may end a page."""
    table = Table((1,), (Row((Cell((Paragraph((Text("a"),), Style.CELL),)),)),))
    kept = [_body(Paragraph((Text(words),)), table)[0].find(f"{W}pPr/{W}keepNext") is not None for words in ("Theo bảng dưới đây.", "Theo bảng dưới đây. " * 20, "Theo bảng dưới đây " * 20 + ":")]
    assert [True, False, True] == kept


def test_no_first_or_last_row_stands_alone() -> None:
    """The first two rows and the last two stay together, all rows of a whole table do, and two rows alone, or tall ones, may part."""

    def kept(table: Table) -> list[bool]:
        return [next(row.iter(f"{W}p")).find(f"{W}pPr/{W}keepNext") is not None for row in _body(table).iter(f"{W}tr")]

    rows = tuple(Row((Cell((Paragraph((Text(word),), Style.CELL),)),)) for word in "abcd")
    assert [True, False, True, False] == kept(Table((1,), rows))
    assert [True, True, True, False] == kept(Table((1,), rows, is_whole=True))
    assert [False, False] == kept(Table((1,), rows[:2]))
    tall = Row((Cell((Paragraph((Text("Một câu dài. " * 70),), Style.CELL),)),))
    assert [True, False, False, False] == kept(Table((1,), (*rows[:3], tall)))


def test_a_table_at_the_end_opens_no_page() -> None:
    """The paragraph that Word demands below a last table is a point high."""
    last = _body(Table((1,), (Row((Cell((Paragraph((Text("a"),), Style.CELL),)),)),))).findall(f"{W}p")[-1]
    spacing = last.find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert ("20", "exact") == (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule"))


def test_what_announces_stays_with_what_it_announces() -> None:
    """A paragraph that ends in a colon stays on the page of what follows."""
    body = _body(Paragraph((Text("Gồm:"),)), Paragraph((Text("một;"),)), Paragraph((Text("hai."),)))
    assert [paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in body.iter(f"{W}p")] == [True, False, False]


def test_an_annex_has_pages_of_its_own() -> None:
    """Each annex begins a section whose pages are counted from one; an annex that is only old begins none."""
    annex = Paragraph((Text("Phụ lục I"),), Style.ANNEX, break_before=True)
    old = Paragraph((Text("Phụ lục II", mark=Mark.DELETED),), Style.ANNEX, break_before=True, mark=Mark.DELETED)
    sections = list(_body(Paragraph((Text("Điều 1."),)), annex, Paragraph((Text("a"),)), old, Paragraph((Text("b"),))).iter(f"{W}sectPr"))
    assert [section.find(f"{W}pgNumType").get(f"{W}start") for section in sections] == ["1", "1"]


def test_no_empty_paragraph_for_room() -> None:
    """A paragraph without words stands only where Word demands one: between tables, before a new section, at the end of a table."""
    table = Table((1,), (Row((Cell((Paragraph((Text("a"),), Style.CELL),)),)),))
    body = _body(Paragraph((Text("Lời"),)), table, table, Paragraph((Text("Sau bảng"),)), _layout(_MOTTO))
    empty = [paragraph for paragraph in body.iter(f"{W}p") if not "".join(text.text or "" for text in paragraph.iter(f"{W}t"))]
    assert {paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for paragraph in empty} == {"NganCach"}
    after = next(paragraph for paragraph in body.iter(f"{W}p") if "Sau bảng" in "".join(paragraph.itertext()))
    assert after.find(f"{W}pPr/{W}spacing") is not None
