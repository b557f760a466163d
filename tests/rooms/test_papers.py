"""Administrative papers: a planned decision, plan, report, minutes or numbered form in, its blocks out, in the layout of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

from qmsdocs.assemble.kinds import assemble
from qmsdocs.model.document import Block, Document, Heading, Paragraph, Style, Table, text_of
from support.composed import plan_of
from support.workspace import DECISION, FORM, TEXT, tiny

_HEAD = """\
loại: văn bản
mã: KH-01
tên: Kế hoạch chuyển đổi
tên loại: KẾ HOẠCH
lần ban hành: 1
áp dụng cho: [bhxh-tinh, bhxh-huyen]
thứ tự: 10
soạn thảo: mot-cua
soát xét: mot-cua
phê duyệt: giam-doc
nguồn: {ghi: Đặt ra để thử, xác minh: chưa xác minh}
trích yếu: Chuyển đổi tại {đơn vị}
ký hiệu loại: KH-BHXH
người ký: giam-doc
nơi nhận:
  luu: {thứ tự: 10, nội dung: "Lưu: VT."}
"""
_SECTIONS = """\
mục:
  hai: {thứ tự: 20, tên: Tổ chức thực hiện, nội dung: Các bộ phận thực hiện.}
  mot:
    thứ tự: 10
    tên: Mục tiêu
    mục con:
      a:
        thứ tự: 10
        tên: Mục tiêu chung
        mục con:
          x: {thứ tự: 10, tên: Điểm một, mục con: {y: {thứ tự: 10, tên: Gạch đầu dòng}}}
      b: {thứ tự: 20, tên: Mục tiêu cụ thể}
"""


def _document(written: str) -> Document:
    """Assemble a paper that stands in for the decision of the tiny workspace."""
    planned = plan_of(tiny().put(DECISION, written), "tinh")
    assert () == planned.problems
    assert planned.value is not None
    paper = planned.value.current.get("quyet-dinh")
    assert paper is not None
    return assemble(planned.value, planned.value.current, paper).document


def _lines(blocks: tuple[Block, ...], style: Style) -> list[str]:
    cells = [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)] + [paragraph for cell in cells for paragraph in cell.paragraphs]
    return [text_of(paragraph.runs) for paragraph in paragraphs if paragraph.style is style]


def test_sections_are_numbered_as_in_plans() -> None:
    """Sections are numbered I. → 1. → a) → -, and headings go down one level at a time."""
    headings = [(block.level, text_of(block.runs)) for block in _document(_HEAD + _SECTIONS).blocks if isinstance(block, Heading)]
    expected = [(1, "I. Mục tiêu"), (2, "1. Mục tiêu chung"), (3, "a) Điểm một"), (4, "- Gạch đầu dòng"), (2, "2. Mục tiêu cụ thể"), (1, "II. Tổ chức thực hiện")]
    assert expected == headings


def test_a_plan_leaves_its_number_and_day_open() -> None:
    """The number and the day of a paper are not those of the decision that issues the set."""
    blocks = _document(_HEAD + _SECTIONS).blocks
    assert ["Số: ……/KH-BHXH"] == _lines(blocks, Style.NUMBER)
    assert ["{địa danh}, ngày …… tháng …… năm ……"] == _lines(blocks, Style.DATE_LINE)
    assert ["KẾ HOẠCH"] == _lines(blocks, Style.DECISION_TYPE)
    assert (["Giám đốc"], ["{họ tên người ký}"]) == (_lines(blocks, Style.SIGNER), _lines(blocks, Style.SIGNER_NAME))


def test_a_form_that_becomes_a_paper_of_the_office_has_a_line_for_its_number() -> None:
    """A notice that goes out filled in leaves its number open under the names of the offices; a slip has no such line."""
    written, numbers = tiny().text(FORM), []
    for symbol in ("", "ký hiệu loại: TB-BHXH\n"):
        planned = plan_of(tiny().put(FORM, f"{written}{symbol}"), "tinh").value
        assert planned is not None
        form = planned.current.get("phieu")
        assert form is not None
        numbers.append(_lines(assemble(planned, planned.current, form).document.blocks, Style.NUMBER))
    assert [[], ["Số: ……/TB-BHXH"]] == numbers


def test_who_signs_for_another_leaves_the_name_open() -> None:
    """Who signs for another has a line of authority above the title, and the head's name is not printed below."""
    blocks = _document(_HEAD + "quyền hạn ký: KT. GIÁM ĐỐC\n" + _SECTIONS).blocks
    assert (["KT. GIÁM ĐỐC\nGiám đốc"], ["……"]) == (_lines(blocks, Style.SIGNER), _lines(blocks, Style.SIGNER_NAME))


def test_addressees() -> None:
    """One addressee stands on the line of the label, several each on a line of its own."""
    one = "kính gửi:\n  a: {thứ tự: 10, nội dung: Bảo hiểm xã hội Việt Nam}\n"
    two = one + "  b: {thứ tự: 20, nội dung: Vụ Pháp chế.}\n"
    assert ["Kính gửi: Bảo hiểm xã hội Việt Nam"] == _lines(_document(_HEAD + one + _SECTIONS).blocks, Style.ADDRESSEE)
    assert ["Kính gửi: ", "- Bảo hiểm xã hội Việt Nam", "- Vụ Pháp chế."] == _lines(_document(_HEAD + two + _SECTIONS).blocks, Style.ADDRESSEE)


def test_minutes() -> None:
    """Minutes have no line of place and day, say when, where and who, and are signed by secretary and chair."""
    minutes = "biên bản: {thời gian bắt đầu: 8 giờ, địa điểm: Phòng họp, thành phần tham dự: Toàn thể, thư ký: mot-cua, kết thúc: Kết thúc./.}\n"
    blocks = _document(_HEAD + minutes + _SECTIONS).blocks
    said = _lines(blocks, Style.BODY)
    assert [] == _lines(blocks, Style.DATE_LINE)
    assert ["Thời gian bắt đầu: 8 giờ", "Địa điểm: Phòng họp", "Thành phần tham dự: Toàn thể"] == said[:3]
    assert "Kết thúc./." == said[-1]
    assert ["Thư ký", "Chủ tọa"] == _lines(blocks, Style.SIGNER)


def test_annexes_have_their_title_in_capitals_and_their_parts() -> None:
    """An annex says what it belongs to, its title is in capitals, and its parts are printed."""
    annex = 'phụ lục:\n  a: {thứ tự: 10, tên: "Bảng của {đơn vị}", mục con: {b: {thứ tự: 10, tên: Phần một, nội dung: Lời.}}}\n'
    blocks = _document(_HEAD + annex + _SECTIONS.replace("Các bộ phận", "Theo Phụ lục các bộ phận")).blocks
    assert ["Phụ lục\nBẢNG CỦA {đơn vị}"] == _lines(blocks, Style.ANNEX)
    assert ["(Kèm theo Kế hoạch số ……/KH-BHXH ngày …… tháng …… năm …… của {đơn vị đầu văn bản})"] == _lines(blocks, Style.ANNEX_NOTE)
    assert "I. Phần một" == text_of(next(block for block in blocks if isinstance(block, Heading) and "Phần" in text_of(block.runs)).runs)


def test_only_the_decision_that_issues_the_set_has_its_number() -> None:
    """A decision that does not issue the set leaves its number open."""
    decision = tiny().text(DECISION)
    assert ["Số: ……/QĐ-BHXH"] == _lines(_document(decision).blocks, Style.NUMBER)
    assert ["Số: {số quyết định}/QĐ-BHXH"] == _lines(_document(decision + "ban hành bộ tài liệu: có\n").blocks, Style.NUMBER)


def test_every_cited_legal_text_is_listed_once() -> None:
    """The list of legal texts holds what any document of the set cites, by kind and day, with its validity and the mark of a fact not checked."""
    listing = "mục:\n  a: {thứ tự: 10, tên: Danh mục, tự lập: danh mục văn bản pháp luật}\n"
    cited = tiny().replacing(TEXT, "mục:\n", "mục:\n  them: {thứ tự: 90, tên: Thêm, nội dung: 'Theo [[luat:nghi-dinh-cu]] và [[luat:nghi-dinh-cu]].'}\n")
    planned = plan_of(cited.put(DECISION, _HEAD + listing), "tinh").value
    assert planned is not None
    paper = planned.current.get("quyet-dinh")
    assert paper is not None
    assembled = assemble(planned, planned.current, paper)
    table = next(block for block in assembled.document.blocks if isinstance(block, Table) and block.header_rows)
    rows = [[" | ".join(text_of(paragraph.runs) for paragraph in cell.paragraphs) for cell in row.cells] for row in table.rows[1:]]
    assert rows == [
        ["1", "Luật 25/2008/QH12", "14/11/2008", "Quốc hội", "Bảo hiểm y tế", "Còn hiệu lực"],
        ["2", "Nghị định 62/2009/NĐ-CP", "", "Chính phủ", "Hướng dẫn Luật Bảo hiểm y tế (*)", "Hết hiệu lực từ 01/01/2015 | Được thay bằng 25/2008/QH12"],
    ]
    assert any(line.startswith("(*)") for line in _lines(assembled.document.blocks, Style.NOTE))
    assert ("luat-moi", "nghi-dinh-cu") == assembled.cited
