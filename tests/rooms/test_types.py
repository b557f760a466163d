"""compose.types: nodes in, frozen models out, every fault at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qmsdocs.compose.overlay import edit
from qmsdocs.compose.types import decode, decode_document
from qmsdocs.model.framework.change import Change, Standing
from qmsdocs.model.framework.documents import FormDocument, Procedure, Step
from qmsdocs.model.framework.fields import TimeUnit, Written, written
from qmsdocs.model.framework.organisation import Offices, ProvinceFile
from qmsdocs.model.framework.references import LegalText
from support.nodes import mapping, node
from support.workspace import FORM, PROCEDURE, tiny

CHANGE = """\
tên: Thay đổi
lý do: Để thử
căn cứ: "……"
người duyệt: "……"
tình trạng: đã quyết định
từ ngày: 01/01/2021
"""


def _told(text: str, model: type[Written]) -> list[tuple[str, int, int, str]]:
    """Give the faults of a text as code, line, column, message."""
    decoded = decode(node(text), model)
    assert (decoded.value is None) == bool(decoded.problems)
    return [(problem.code, problem.place.line, problem.place.column, problem.message) for problem in decoded.problems]  # type: ignore[union-attr]


class _Row(Written):
    """A model to try one field."""

    number: int = written("số", "Một số.", default=1, ge=1, le=9)


def test_change() -> None:
    """A change is read with its days as days and its choices as choices."""
    change = decode(node(CHANGE + "đến ngày: 31/12/2021\nđơn vị: [tinh]\n"), Change).value
    assert change is not None
    assert (date(2021, 1, 1), date(2021, 12, 31), Standing.DECIDED) == (change.since, change.until, change.standing)
    assert (("tinh",), "2015", {}) == (change.offices, change.edition, change.edits)


def test_models_are_frozen() -> None:
    """What is read cannot be changed."""
    change = decode(node(CHANGE), Change).value
    assert change is not None
    with pytest.raises(ValueError, match="frozen"):
        change.name = "khác"  # type: ignore[misc]


def test_document() -> None:
    """A document is read as the shape that it names."""
    files = tiny()
    assert [Procedure, FormDocument] == [type(decode_document(node(files.text(path))).value) for path in (PROCEDURE, FORM)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CHANGE.replace("lý do: Để thử\n", ""), [("H02", 1, 1, "Thiếu mục «lý do»")]),
        (CHANGE + "ly do: b\n", [("H01", 7, 1, "Không có mục «ly do» ở đây")]),
        (CHANGE.replace("01/01/2021", "2021-01-01"), [("H07", 6, 10, "«2021-01-01» không phải là một ngày")]),
        (CHANGE.replace("01/01/2021", "29/02/2021"), [("H07", 6, 10, "«29/02/2021» không phải là một ngày")]),
        (CHANGE.replace("đã quyết định", "đã quyết"), [("H04", 5, 13, "«đã quyết» không phải là một lựa chọn ở đây")]),
        (CHANGE + "đơn vị: [Tỉnh]\n", [("H05", 7, 10, "Mã «Tỉnh» viết không đúng cách")]),
        (CHANGE + "đơn vị: tinh\n", [("H08", 7, 9, "Ở đây phải là một danh sách, mỗi dòng bắt đầu bằng gạch đầu dòng")]),
        (CHANGE + "sửa: [om-dau]\n", [("H08", 7, 6, "Ở đây phải là các mục, mỗi mục một khóa")]),
        (CHANGE + "sửa: {Ốm đau: {}}\n", [("H05", 7, 7, "Mã «Ốm đau» viết không đúng cách")]),
        (CHANGE.replace("tên: Thay đổi", "tên: {a: b}"), [("H08", 1, 6, "Ở đây phải là một dòng chữ")]),
        (CHANGE.replace("tên: Thay đổi", 'tên: "một\\nhai"'), [("H09", 1, 6, "«một\nhai…» dài hơn một dòng")]),
        (CHANGE.replace("tên: Thay đổi", 'tên: ""'), [("H03", 1, 6, "«» không phải là chữ (không được để trống)")]),
    ],
)
def test_faults_of_a_change(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    """A fault is told in Vietnamese at the key or the value that makes it."""
    assert expected == _told(text, Change)


@pytest.mark.parametrize(
    ("written_as", "message"),
    [("một", "«một» không phải là một số nguyên"), ("0", "«0» không phải là một số đủ lớn"), ("10", "«10» không phải là một số đủ nhỏ"), ("1,5", "«1,5» không phải là một số nguyên")],
)
def test_numbers(written_as: str, message: str) -> None:
    """A number that is none, or out of its bounds, is told as such."""
    assert [("H03", 1, 5, message)] == _told(f"số: {written_as}\n", _Row)


def test_several_faults_at_once() -> None:
    """All faults of a node are told, not only the first."""
    assert ["H01", "H02", "H03", "H06"] == sorted(code for code, *_ in _told("thứ tự: a\ntên: Bước\ntrách nhiệm: ai\nthời gian: lâu\nnoi dung: b\n", Step))


def test_fault_deep_inside() -> None:
    """A fault deep inside is told where it stands, with the fields of the thing that it stands in."""
    text = "loại đơn vị: {}\ntỉnh:\n  HNI: {tên: a, mã TCTK: b, cơ quan: c, huyện: {ba-dinh: {ten: d, mã TCTK: e}}}\nnguồn: {ghi: f, xác minh: đã xác minh}\n"
    assert [("H02", 3, 49, "Thiếu mục «tên»"), ("H01", 3, 59, "Không có mục «ten» ở đây")] == _told(text, Offices)


def test_nearest_name() -> None:
    """The cure of a misspelt key or choice is the nearest that is known."""
    problems = decode(node(CHANGE.replace("đã quyết định", "đã quyết") + "từ ngay: 1\n"), Change).problems
    assert ["Có phải ý bạn là «đã quyết định»?", "Có phải ý bạn là «từ ngày»?"] == [problem.cure for problem in problems]


def test_clause_and_province_code() -> None:
    """A clause number and a province's code have cures of their own, not that of an id."""
    decision = tiny().text("framework_model/2015/governance/quyet-dinh.yaml") + "điều khoản: [năm]\n"
    (clause,) = decode_document(node(decision)).problems
    (code,) = decode(node("tỉnh: qng\n"), ProvinceFile).problems
    assert ("H03", "Viết lại giá trị là số của một điều khoản, ví dụ: 7.5.3.") == (clause.code, clause.cure)
    assert ("H03", "Viết lại giá trị là mã tỉnh gồm ba chữ in hoa, ví dụ: QNG.") == (code.code, code.cure)


@pytest.mark.parametrize(
    ("written_as", "hours", "unit"),
    [
        ("6 ngày làm việc", Decimal(48), TimeUnit.WORKING_DAY),
        ("0,5 ngày", Decimal(4), TimeUnit.DAY),
        ("4 giờ", Decimal(4), TimeUnit.HOUR),
        ("30 phút", Decimal("0.5"), TimeUnit.MINUTE),
        ("1 tháng", Decimal(240), TimeUnit.MONTH),
        ("trong ngày", Decimal(8), None),
        ("theo giấy hẹn", None, None),
        ("……", None, None),
    ],
)
def test_times(written_as: str, hours: Decimal | None, unit: TimeUnit | None) -> None:
    """A time is read as hours of work and what it is counted in; where no clock runs there are no hours."""
    step = decode(node(f"thứ tự: 10\ntên: Bước\ntrách nhiệm: ai\nthời gian: {written_as}\nnội dung: Làm.\n"), Step).value
    assert step is not None
    found = step.time
    assert (written_as, unit) == (found.text, found.unit)
    assert hours is found.hours is None or round(hours or 0, 6) == round(found.hours or 0, 6)


def test_trail_of_a_replaced_value() -> None:
    """A fault in a value that a change put there shows the frame's value too."""
    frame, patch = mapping("thứ tự: 10\ntên: Bước\ntrách nhiệm: ai\nthời gian: 1 giờ\nnội dung: Làm.\n", "frame.yaml"), mapping("thời gian: lâu\n", "changes.yaml")
    (problem,) = decode(edit(frame, patch, "sua", [], []), Step).problems
    assert ("H06", "changes.yaml:1:12", [("giá trị của khung bị thay", "frame.yaml:4:12")]) == (problem.code, str(problem.place), [(what, str(place)) for what, place in problem.trail])


@pytest.mark.parametrize(("text", "code", "line"), [("chữ\n", "H08", 1), ("- a\n", "H08", 1), ("mã: a\n", "H11", 1), ("mã: a\nloại: bài thơ\n", "H11", 2), ("mã: a\nloại: [quy trình]\n", "H11", 2)])
def test_not_a_document(text: str, code: str, line: int) -> None:
    """What does not say which shape of document it is, is told so."""
    (problem,) = decode_document(node(text)).problems
    assert (code, line) == (problem.code, getattr(problem.place, "line", 0))


def test_scalar_root() -> None:
    """A file of plain text where keys are wanted is told so."""
    assert [("H08", 1, 1, "Ở đây phải là các mục, mỗi mục một khóa")] == _told("chữ\n", LegalText)


def test_yes_no_with_keys() -> None:
    """Keys where yes or no is wanted are told, not raised."""
    assert ["H08"] == [problem.code for problem in decode_document(node(tiny().text(FORM) + "khổ ngang: {a: b}\n")).problems]


def test_blank_text() -> None:
    """Text of spaces alone is empty text."""
    assert [("H03", 1, 6, "« » không phải là chữ (không được để trống)")] == _told(CHANGE.replace("tên: Thay đổi", 'tên: " "'), Change)
