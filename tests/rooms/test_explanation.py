"""explanation: every layer that supplied or lost a value, with the change behind each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qmsdocs.diagnostics.report import Refused
from qmsdocs.explanation import Explanation, explain
from support.workspace import CHANGES, INTERNAL, LOCAL, PROCEDURE, PROVINCE, changes, tiny

CASE_TIME = ("dịch vụ", "trường hợp", "cap-moi", "thời hạn")
ANSWER_TIME = ("các bước", "tra-loi", "thời gian")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the tiny workspace once."""
    return tiny().write(tmp_path_factory.mktemp("tiny"))


def _layers(told: Explanation) -> list[tuple[str, str, str, bool, str]]:
    """Give the layers as change, value, place, whether it won, why it did not."""
    return [("" if one.change is None else one.change.id, one.value, one.place, one.won, one.why_not) for one in told.layers]


def test_value_of_the_frame(root: Path) -> None:
    """A value that no change touches has the frame alone behind it."""
    told = explain(root, PROVINCE, "tinh", "cap-the", ("các bước", "nhan", "thời gian"), None)
    assert ("NHO/tinh", "cap-the.các bước.nhan.thời gian", "4 giờ", [("", "4 giờ", f"{PROCEDURE}:37:16", True, "")]) == (told.office, told.path, told.value, _layers(told))


def test_replaced_value(root: Path) -> None:
    """A value that a change put there is told first, then what it replaced."""
    told = explain(root, PROVINCE, "tinh", "cap-the", CASE_TIME, None)
    expected = [("rut-ngan", "3 ngày làm việc", f"{CHANGES}:13:33", True, ""), ("", "5 ngày làm việc", f"{PROCEDURE}:21:51", False, "")]
    assert expected == _layers(told)


@pytest.mark.parametrize(
    ("office", "day", "value", "expected"),
    [
        ("tinh", None, "5 ngày", [("", True, ""), ("doc-lai", False, "không áp dụng cho đơn vị này (BHXH tỉnh Nhỏ)"), ("sau-nay", False, "chưa đến ngày áp dụng")]),
        ("tinh", date(2022, 1, 1), "3 ngày", [("sau-nay", True, ""), ("", False, ""), ("doc-lai", False, "không áp dụng cho đơn vị này (BHXH tỉnh Nhỏ)")]),
        (
            "suoi-lon",
            date(2022, 1, 1),
            "5 ngày",
            [("", True, ""), ("doc-lai", False, "không áp dụng cho đơn vị này (BHXH huyện Suối Lớn)"), ("sau-nay", False, "không áp dụng cho đơn vị này (BHXH huyện Suối Lớn)")],
        ),
    ],
)
def test_changes_that_do_not_apply(root: Path, office: str, day: date | None, value: str, expected: list[tuple[str, bool, str]]) -> None:
    """A change that would touch the value but does not apply is told with why: not yet, or another office's."""
    told = explain(root, PROVINCE, office, "tiep-dan", ANSWER_TIME, day)
    assert (value, expected) == (told.value, [(change, won, why_not) for change, _, _, won, why_not in _layers(told)])


def test_lapsed_change(tmp_path: Path) -> None:
    """A change that has lapsed is told with what it said."""
    lapsed = "cu\ntừ ngày: 01/01/2020\nđến ngày: 31/12/2020\nsửa:\n  tiep-dan: {các bước: {nghe: {thời gian: 10 phút}}}\ndựa trên:\n  tiep-dan.các bước.nghe.thời gian: 30 phút"
    root = tiny().put(CHANGES, changes(lapsed)).without(LOCAL).write(tmp_path)
    told = explain(root, PROVINCE, "tinh", "tiep-dan", ("các bước", "nghe", "thời gian"), None)
    assert [("", "30 phút", True, ""), ("cu", "10 phút", False, "đã hết hạn")] == [(change, value, won, why_not) for change, value, _, won, why_not in _layers(told)]


def test_inside_an_addition(root: Path) -> None:
    """What stands inside a step that a change added came with that change, not with the frame."""
    told = explain(root, PROVINCE, "go-cao", "cap-the", ("các bước", "doc-lai", "thời gian"), None)
    assert [("doc-lai", "15 phút", f"{CHANGES}:28:80", True, "")] == _layers(told)


def test_inside_a_local_document(root: Path) -> None:
    """What stands in a province's own document came with the change that brought it."""
    told = explain(root, PROVINCE, "go-cao", "luu-dong", ("mục đích",), None)
    assert [("doc-lai", "Để người ở xa nộp hồ sơ gần nhà.", f"{LOCAL}:11:11", True, "")] == _layers(told)


def test_whole_document(root: Path) -> None:
    """Of a whole document every change inside it is told, with the path that it touches."""
    told = explain(root, PROVINCE, "tinh", "cap-the", (), None)
    expected = [("", "Cấp thẻ bảo hiểm y tế", True), ("rut-ngan", "dịch vụ.trường hợp.cap-moi.thời hạn: 3 ngày làm việc", True), ("doc-lai", "các bước.doc-lai: Đọc lại", False)]
    assert expected == [(change, value, won) for change, value, _, won, _ in _layers(told)]


def test_inside_what_another_change_removes(root: Path) -> None:
    """A change that removes what holds the value, elsewhere, is told as a removal."""
    told = explain(root, PROVINCE, "suoi-lon", "tiep-dan", ("mục đích",), None)
    assert [("", f"{INTERNAL}:11:11"), ("doc-lai", f"{CHANGES}:30:17")] == [(change, place) for change, _, place, _, _ in _layers(told)]
    assert "bỏ" == told.layers[1].value


def test_drawing(root: Path) -> None:
    """The drawing for a person has every layer with its place, and the facts of its change."""
    assert explain(root, PROVINCE, "tinh", "cap-the", CASE_TIME, None).as_text() == (
        "NHO/tinh › cap-the.dịch vụ.trường hợp.cap-moi.thời hạn\n"
        "giá trị: 3 ngày làm việc\n"
        "\n"
        "1. thay đổi «rut-ngan», được dùng: 3 ngày làm việc\n"
        f"   {CHANGES}:13:33\n"
        "   tên: Rút thời hạn cấp mới\n"
        "   lý do: Máy in đặt tại chỗ\n"
        "   căn cứ: ……\n"
        "   người duyệt: ……\n"
        "   tình trạng: đã quyết định\n"
        "   từ ngày: 01/01/2021\n"
        "   đến ngày: không có hạn\n"
        "   đơn vị: mọi đơn vị của tỉnh\n"
        "2. khung, bị thay: 5 ngày làm việc\n"
        f"   {PROCEDURE}:21:51"
    )


def test_data(root: Path) -> None:
    """The same for a program."""
    data = explain(root, PROVINCE, "tinh", "cap-the", CASE_TIME, None).as_data()
    assert ("NHO/tinh", "3 ngày làm việc", [("rut-ngan", True), (None, False)]) == (data["office"], data["value"], [(layer["change"], layer["used"]) for layer in data["layers"]])
    assert ("Máy in đặt tại chỗ", {}) == (data["layers"][0]["facts"]["lý do"], data["layers"][1]["facts"])


@pytest.mark.parametrize(("path", "before"), [((), "Tiếp công dân"), (("các bước", "nghe", "thời gian"), "30 phút")])
def test_what_the_office_leaves_out(root: Path, path: tuple[str, ...], before: str) -> None:
    """Of what an applied change took out, the removal with its reason is told, and what the frame has there."""
    told = explain(root, PROVINCE, "go-cao", "tiep-dan", path, None)
    assert ("không áp dụng tại đơn vị", [("doc-lai", "bỏ (Dùng chung với BHXH tỉnh)", True), ("", before, False)]) == (told.value, [(change, value, won) for change, value, _, won, _ in _layers(told)])


@pytest.mark.parametrize(
    ("office", "document", "path", "code", "cure"),
    [
        ("go-ca", "cap-the", (), "H32", "Có phải ý bạn là «go-cao»?"),
        ("tinh", "cap-thee", (), "H34", "Có phải ý bạn là «cap-the»?"),
        ("tinh", "cap-the", ("các bước", "nhann"), "H01", "Có phải ý bạn là «nhan»?"),
        ("tinh", "cap-the", ("mã", "x"), "H01", ""),
        ("tinh", "cap-the", ("áp dụng cho", "2"), "H01", ""),
    ],
)
def test_what_is_not_there(root: Path, office: str, document: str, path: tuple[str, ...], code: str, cure: str) -> None:
    """What does not exist is told with the nearest name."""
    with pytest.raises(Refused) as refused:
        explain(root, PROVINCE, office, document, path, None)
    (problem,) = refused.value.problems
    assert (code, True) == (problem.code, problem.cure.startswith(cure))


def test_a_removed_document_is_explained(root: Path) -> None:
    """What a change took out is told with the change and its reason, and with what the frame has."""
    told = explain(root, PROVINCE, "go-cao", "tiep-dan", (), None)
    first, second = told.layers
    assert ("không áp dụng tại đơn vị", True, True) == (told.value, first.won, first.change is not None)
    assert first.value.startswith("bỏ (")
    assert (False, None) == (second.won, second.change)


def test_faulty_content_is_refused(tmp_path: Path) -> None:
    """Content with errors is not explained."""
    with pytest.raises(Refused) as refused:
        explain(tiny().replacing(PROCEDURE, "mã: QT-01", "mã:").write(tmp_path), PROVINCE, "tinh", "cap-the", (), None)
    assert ["Đ09"] == [problem.code for problem in refused.value.problems]
