"""plan: a composed set in, the plan of a class of offices out; the last gate before anything is made."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.model.framework.plan import Plan
from qmsdocs.model.framework.references import Relation
from qmsdocs.plan.make import file_stem
from support.composed import plan_of, told
from support.workspace import CHANGES, DECISION, FORM, INTERNAL, LOCAL, PROCEDURE, SUCCESSION, TEXT, Workspace, changes, tiny

EDITION_FILE = "framework_model/2015/edition.yaml"
CLAUSES = "framework_model/references/clauses.yaml"


def _plan(workspace: Workspace, office: str = "tinh") -> Plan:
    planned = plan_of(workspace, office)
    assert () == planned.problems
    assert planned.value is not None
    return planned.value


def _problems(workspace: Workspace, office: str = "tinh", day: date = date(2021, 6, 30)) -> list[tuple[str, str]]:
    planned = plan_of(workspace, office, day)
    return told(planned.problems)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("QT-01", "QT-01"),
        ("BM.01/QT-02", "BM.01-QT-02"),
        ("QĐ 12/QĐ-BHXH", "QD-12-QD-BHXH"),
        ("đặc biệt", "dac-biet"),
        ("Phụ lục “Ê”", "Phu-luc-E"),
        ("..a..", "a"),
        ("a\\b:c*d?e", "a-b-c-d-e"),
        ("……", ""),
    ],
)
def test_file_stem(code: str, expected: str) -> None:
    """A code makes a file name of ASCII letters, digits, hyphens and dots."""
    assert expected == file_stem(code)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_file_stem_is_safe(code: str) -> None:
    """Whatever the code, its file name holds nothing that a file system dislikes, and making it twice changes nothing."""
    stem = file_stem(code)
    assert set(stem) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.")
    assert (stem, stem.strip("-.")) == (file_stem(stem), stem)


def test_order() -> None:
    """The documents stand in the order of the register: decisions, common, services, internal, forms."""
    plan = _plan(tiny())
    assert ["quyet-dinh", "chinh-sach", "cap-the", "tiep-dan", "phieu"] == [planned.identity.id for planned in plan.current.documents]
    assert plan.previous is not None
    assert ["so-tay", "cap-the", "phieu"] == [planned.identity.id for planned in plan.previous.documents]


def test_order_within_a_group() -> None:
    """In a group the position comes first, then the code; forms stand by the document that owns them, then by their codes."""
    second = tiny().text(FORM).replace("BM-01", "BM-02")
    third = tiny().text(FORM).replace("BM-01", "BM-00").replace("thứ tự: 10\nsoạn", "thứ tự: 20\nsoạn")
    listed = "phieu: {thứ tự: 10}\n  phieu-2: {thứ tự: 20}\n  phieu-3: {thứ tự: 30}"
    workspace = tiny().put(FORM.replace("phieu", "phieu-2"), second).put(FORM.replace("phieu", "phieu-3"), third).replacing(PROCEDURE, "phieu: {thứ tự: 10}", listed)
    workspace = workspace.replacing(SUCCESSION, "  tiep-dan:", "  phieu-2: {quan hệ: mới, lý do: a}\n  phieu-3: {quan hệ: mới, lý do: a}\n  tiep-dan:")
    assert ["phieu-3", "phieu", "phieu-2"] == [planned.identity.id for planned in _plan(workspace).current.documents if planned.identity.group == "form"]


def test_identity() -> None:
    """A planned document knows its code, title, group, edition, issue, clauses and file name."""
    found = _plan(tiny()).current.get("cap-the")
    assert found is not None
    identity = found.identity
    assert ("cap-the", "QT-01", "Cấp thẻ bảo hiểm y tế", "tthc", "2015", 2, ("8.5.1",), "QT-01") == (
        identity.id,
        identity.code,
        identity.title,
        identity.group,
        identity.edition,
        identity.issue,
        identity.clauses,
        identity.file_stem,
    )


def test_origins() -> None:
    """A document of the newer edition knows what it came from; one of the older does not ask."""
    plan = _plan(tiny(), "go-cao")
    origins = {planned.identity.id: planned.origin and (planned.origin.relation, planned.origin.sources) for planned in plan.current.documents}
    new: tuple[Relation, tuple[str, ...]] = (Relation.NEW, ())
    assert {"quyet-dinh": new, "chinh-sach": new, "cap-the": (Relation.REVISED, ("cap-the",)), "luu-dong": new, "phieu": (Relation.KEPT, ("phieu",))} == origins
    assert plan.previous is not None
    assert [None, None, None] == [planned.origin for planned in plan.previous.documents]


def test_withdrawn() -> None:
    """A document of the older edition without a successor is withdrawn, with its reason."""
    assert [("so-tay", "Tiêu chuẩn mới không đòi hỏi")] == [(gone.identity.id, gone.reason) for gone in _plan(tiny()).withdrawn]


def test_source_that_the_office_does_not_have() -> None:
    """A document whose forerunners the office never had is new there, in its first issue."""
    path = PROCEDURE.replace("2015", "2008")
    form = FORM.replace("2015", "2008")
    workspace = tiny().replacing(path, "[bhxh-tinh, bhxh-huyen]", "[bhxh-huyen]").replacing(form, "[bhxh-tinh, bhxh-huyen]", "[bhxh-huyen]")
    planned = _plan(workspace).current.get("cap-the")
    assert planned is not None
    assert planned.origin is not None
    assert (Relation.NEW, (), 1) == (planned.origin.relation, planned.origin.sources, planned.identity.issue)


@pytest.mark.parametrize("code", ["cs-01", "CS 01", "CS/01", "C.S-01"])
def test_codes_that_make_one_file_name(code: str) -> None:
    """Two codes that make one file name, whatever the case of their letters, collide at the later document."""
    expected = [] if code == "C.S-01" else [("T05", f"{INTERNAL}:2:1")]
    assert expected == _problems(tiny().replacing(INTERNAL, "mã: NB-01", f"mã: {code}"))


@pytest.mark.parametrize("code", ["……", "Index", "SO SÁNH", "--"])
def test_codes_that_make_no_file_name(code: str) -> None:
    """A code that makes no file name, or that of the ledger, is refused."""
    assert [("H03", f"{INTERNAL}:2:1")] == _problems(tiny().replacing(INTERNAL, "mã: NB-01", f"mã: {code}"))


def test_same_code_in_two_editions() -> None:
    """Two editions may use one code: their folders are two."""
    assert [] == _problems(tiny().replacing(PROCEDURE.replace("2015", "2008"), "mã: QT-CU-01", "mã: QT-01"))


SHARED = [
    (EDITION_FILE, "do {giam-doc} ban hành", "do {giam-doc} và {giam-dock} ban hành", ("T01", f"{EDITION_FILE}:6:13")),
    (EDITION_FILE, "do {giam-doc} ban hành", "do {phong-the} ban hành", ("T04", f"{EDITION_FILE}:6:13")),
    (SUCCESSION, "lý do: Rút thời hạn", 'lý do: "Xem [[cap-so]]"', ("T02", f"{SUCCESSION}:4:76")),
    (SUCCESSION, "lý do: Tiêu chuẩn mới không đòi hỏi", "lý do: Tiêu chuẩn  mới", ("T14", f"{SUCCESSION}:10:36")),
    (CLAUSES, "quan hệ: chuyển chỗ", 'quan hệ: chuyển chỗ, ghi chú: "`8.5.1`"', ("T12", f"{CLAUSES}:9:93")),
]


@pytest.mark.parametrize(("path", "old", "new", "expected"), SHARED, ids=["placeholder", "role", "reference", "space", "mark"])
def test_shared_words(path: str, old: str, new: str, expected: tuple[str, str]) -> None:
    """Words that the register, the ledger and the revision tables print are checked like those of documents."""
    assert [expected] == _problems(tiny().replacing(path, old, new), "suoi-lon")


@pytest.mark.parametrize(("day", "lapsed"), [(date(2014, 12, 31), False), (date(2015, 1, 1), True), (date(2021, 6, 30), True)])
def test_law_in_force(day: date, lapsed: bool) -> None:
    """A law that is no longer in force on the day warns wherever the current set leans on it; the plan is made."""
    text = tiny().text(TEXT).replace('"{đơn vị} trả kết quả **đúng hạn**."', '"Theo [[luat:nghi-dinh-cu]]."') + "căn cứ:\n  nghi-dinh-cu: {thứ tự: 10}\n"
    places = {("T11", f"{TEXT}:{number}:{column}") for number, line in enumerate(text.splitlines(), 1) for words, column in (("luat:", 15), ("  nghi-dinh-cu:", 3)) if words in line}
    planned = plan_of(tiny().put(TEXT, text), "tinh", day)
    assert planned.value is not None
    assert (places if lapsed else set(), 2) == (set(told(planned.problems)), len(places))


def test_left_out_may_be_named() -> None:
    """A document that the office leaves out may be referred to; a form that it leaves out may not."""
    assert [] == _problems(tiny(), "go-cao")
    bare = changes("bo\nbỏ:\n  phieu: {lý do: Không cần}\ndựa trên:\n  phieu: Phiếu nhận hồ sơ")
    found = {code for code, _ in _problems(tiny().put(CHANGES, bare).without(LOCAL))}
    assert {"T02"} == found


STEPS = [
    ("thời hạn: 2 ngày làm việc", "thời hạn: 1 ngày làm việc", ["T06"]),
    ("thời hạn: 2 ngày làm việc", "thời hạn: 12,5 giờ", []),
    ("thời hạn: 2 ngày làm việc", "thời hạn: 12,4 giờ", ["T06"]),
    ("thời hạn: 2 ngày làm việc", "thời hạn: theo giấy hẹn", []),
    ("thời gian: 1 ngày", "thời gian: theo kế hoạch", []),
    ("thời gian: 1 ngày", "thời gian: 5 ngày", ["T06", "T06"]),
    ("thời gian: 1 ngày", "thời gian: 5 ngày\n    thời gian theo trường hợp: {cap-moi: 1 ngày, cap-lai: 4 giờ}", []),
    ("không thì kết thúc: Trả hồ sơ", "không thì đến: in-the", []),
    ("không thì kết thúc: Trả hồ sơ", "không thì đến: in-the, không thì kết thúc: Trả", ["T07"]),
    ("{câu hỏi: Đủ hồ sơ?, không thì kết thúc: Trả hồ sơ}", "{câu hỏi: Đủ hồ sơ?}", ["T07"]),
    ("không thì kết thúc: Trả hồ sơ", "không thì đến: soat-chung", []),
    ("[phieu, to-khai]", "[phieu, to-khai, phieu-2]", ["T08"]),
    ("căn cứ: luat-moi}\n    cap-lai", "căn cứ: luat-cu}\n    cap-lai", ["T02"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), STEPS)
def test_steps(old: str, new: str, expected: list[str]) -> None:
    """Steps fit their service: times within the law's, branches that lead somewhere, forms that are listed, laws that are there."""
    new = new.replace("12,5 giờ", '"12,5 giờ"').replace("12,4 giờ", '"12,4 giờ"')
    assert expected == [code for code, _ in _problems(tiny().replacing(PROCEDURE, old, new))]


def test_branch_to_a_step_of_another_kind() -> None:
    """A branch may not lead to a step that this kind of unit does not have."""
    workspace = tiny().replacing(PROCEDURE, "không thì kết thúc: Trả hồ sơ", "không thì đến: soat-chung")
    assert (["T02"], []) == ([code for code, _ in _problems(workspace, "suoi-lon")], _problems(workspace, "tinh"))


def test_total_of_steps_is_told() -> None:
    """A total above the law's is told in days, with the case and its time."""
    planned = plan_of(tiny().replacing(PROCEDURE, "thời hạn: 2 ngày làm việc", "thời hạn: 1 ngày làm việc"), "tinh")
    (problem,) = planned.problems
    assert "Tổng thời gian các bước của «Cấp lại» là 1,56 ngày, quá thời hạn 1 ngày làm việc" == problem.message


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (SUCCESSION, "từ: [cap-the], ", "", ["T15", "T16"]),
        (SUCCESSION, "{quan hệ: mới, lý do: Tách khỏi sổ tay}", "{quan hệ: mới, từ: [so-tay], lý do: Tách}", ["T16"]),
        (SUCCESSION, "  so-tay: {quan hệ: bãi bỏ, lý do: Tiêu chuẩn mới không đòi hỏi}\n", "  so-cai: {quan hệ: bãi bỏ, lý do: a}\n", ["H34", "T15"]),
        (PROCEDURE, "lần ban hành: 2", "lần ban hành: 1", ["T17"]),
        (TEXT, "lần ban hành: 1", "lần ban hành: 2", ["T17"]),
        (FORM, "lần ban hành: 1", "lần ban hành: 2", []),
        (DECISION, "lần ban hành: 1", "lần ban hành: 2", []),
    ],
)
def test_succession(path: str, old: str, new: str, expected: list[str]) -> None:
    """Every document of either edition stands in the succession, with sources where it has any, and an issue that fits."""
    assert expected == sorted(code for code, _ in _problems(tiny().replacing(path, old, new)))


@pytest.mark.parametrize(
    ("old", "new", "code"), [("đơn vị", "đơn vi", "T01"), ("đơn vị", "phong-the", "T04"), ("Dùng tại {đơn vị}.", "Dùng  tại đây.", "T14"), ("Dùng tại {đơn vị}.", "Dùng `tại` đây.", "T12")]
)
def test_words_of_a_local_document(old: str, new: str, code: str) -> None:
    """A province's own document is checked like the frame's."""
    assert [(code, f"{LOCAL}:12:10")] == _problems(tiny().replacing(LOCAL, old, new), "go-cao")
