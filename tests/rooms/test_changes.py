"""compose.changes and compose.locks: which changes apply, what they may touch, whether they still fit, where they collide."""

from __future__ import annotations

from datetime import date

import pytest

from qmsdocs.compose.changes import changes_for, check_changes, overlay
from qmsdocs.diagnostics.report import Diagnostic, Severity
from qmsdocs.model.framework.frame import Frame, Province
from qmsdocs.model.node import at, plain
from support.composed import DAY, EDITION, frame_of, province_of, told
from support.workspace import CHANGES, INTERNAL, LOCAL, PROCEDURE, Workspace, changes, tiny

OFFICES = {"tinh", "suoi-lon", "go-cao"}
TIME = ("các bước", "nghe", "thời gian")


def _with(*written: str) -> tuple[Frame, Province]:
    """Give the tiny frame with these changes instead of the tiny province's."""
    workspace = tiny().put(CHANGES, changes(*written)).without(LOCAL)
    frame = frame_of(workspace)
    return frame, province_of(workspace, frame)


def _checked(*written: str, day: date = DAY) -> list[Diagnostic]:
    frame, province = _with(*written)
    return check_changes(frame, province, day, OFFICES)


def _value(workspace: Workspace, applied: tuple[str, ...], document: str, path: tuple[str, ...]) -> object:
    frame = frame_of(workspace)
    made, _ = overlay(frame, province_of(workspace, frame), applied)
    found = at(made.documents[EDITION][document].node, path)
    return None if found is None else plain(found)


TIMED = "nghe-{n}\n{days}{offices}sửa:\n  tiep-dan: {{các bước: {{nghe: {{thời gian: {n} phút}}}}}}\ndựa trên:\n  tiep-dan.các bước.nghe.thời gian: 30 phút"


def _timed(n: int, days: str = "", offices: str = "") -> str:
    """Give a change of the minutes of one step."""
    return TIMED.format(n=n, days="".join(f"{line}\n" for line in days.split("; ") if line), offices=f"đơn vị: [{offices}]\n" if offices else "")


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2020, 12, 31), ()), (date(2021, 1, 1), ("nghe-10",)), (date(2021, 6, 30), ("nghe-10",)), (date(2021, 7, 1), ("nghe-20",)), (date(2031, 1, 1), ("nghe-20",))],
)
def test_days(day: date, expected: tuple[str, ...]) -> None:
    """A change applies from its first day to its last, both included; without a last day it goes on."""
    _, province = _with(_timed(10, "từ ngày: 01/01/2021; đến ngày: 30/06/2021"), _timed(20, "từ ngày: 01/07/2021"))
    assert expected == changes_for(province, "tinh", day)


@pytest.mark.parametrize(("office", "expected"), [("tinh", ("nghe-10", "nghe-20")), ("go-cao", ("nghe-20",)), ("suoi-lon", ("nghe-20", "nghe-30"))])
def test_offices(office: str, expected: tuple[str, ...]) -> None:
    """A change applies to the offices that it names, or to all; in the order of writing."""
    _, province = _with(_timed(10, offices="tinh"), _timed(20), _timed(30, offices="suoi-lon"))
    assert expected == changes_for(province, office, DAY)


def test_overlay_of_nothing() -> None:
    """Without changes the documents are the frame's own objects."""
    frame, province = _with(_timed(10))
    made, problems = overlay(frame, province, ())
    assert [] == problems
    assert all(made.documents[year][name] is source for year, by_id in frame.documents.items() for name, source in by_id.items())


def test_untouched_documents_are_shared() -> None:
    """A change makes a new object of the document that it touches, and of no other."""
    frame, province = _with(_timed(10))
    made, problems = overlay(frame, province, ("nghe-10",))
    assert [] == problems
    assert ["tiep-dan"] == [name for name, source in frame.documents[EDITION].items() if made.documents[EDITION][name] is not source]


def test_overlay_edits_adds_removes() -> None:
    """The tiny province's changes edit a time, add a step, leave a document out and bring one of their own."""
    workspace = tiny()
    assert "3 ngày làm việc" == _value(workspace, ("rut-ngan",), "cap-the", ("dịch vụ", "trường hợp", "cap-moi", "thời hạn"))
    assert "15 phút" == _value(workspace, ("doc-lai",), "cap-the", ("các bước", "doc-lai", "thời gian"))
    frame = frame_of(workspace)
    made, problems = overlay(frame, province_of(workspace, frame), ("doc-lai",))
    assert ([], True, False) == (problems, "luu-dong" in made.documents[EDITION], "tiep-dan" in made.documents[EDITION])
    assert {"tiep-dan": ("NB-01", "Tiếp công dân", "Dùng chung với BHXH tỉnh")} == made.removed


def test_change_of_the_older_edition() -> None:
    """A change may be to the older set, and leaves the newer alone."""
    frame, province = _with('so-tay\nlần: "2008"\nsửa:\n  so-tay: {tên loại: SỔ}\ndựa trên:\n  so-tay.tên loại: SỔ TAY')
    made, problems = overlay(frame, province, ("so-tay",))
    found = at(made.documents["2008"]["so-tay"].node, ("tên loại",))
    assert found is not None
    assert ([], "SỔ") == (problems, plain(found))


def test_lapsed() -> None:
    """A change whose last day has passed warns, at that line, and does not apply; on its last day it is silent."""
    lapsing = _timed(10, "từ ngày: 01/01/2021; đến ngày: 29/06/2021")
    (problem,) = _checked(lapsing, day=date(2021, 6, 30))
    assert ("H30", Severity.WARNING, f"{CHANGES}:9:5") == (problem.code, problem.severity, str(problem.place))
    assert [] == _checked(lapsing, day=date(2021, 6, 29))


def test_still_to_come() -> None:
    """A change that is still to come says nothing."""
    assert [] == _checked(_timed(10, "từ ngày: 01/01/2031"))


def test_stale_change_is_kept() -> None:
    """When the frame has moved beneath a change, a warning shows the frame's value then and now and the province's, and the change still applies."""
    workspace = tiny().put(CHANGES, changes(_timed(10))).without(LOCAL).replacing(INTERNAL, "thời gian: 30 phút", "thời gian: 45 phút")
    frame = frame_of(workspace)
    province = province_of(workspace, frame)
    (problem,) = check_changes(frame, province, DAY, OFFICES)
    assert ("H27", Severity.WARNING) == (problem.code, problem.severity)
    assert "«30 phút», khung hiện nay «45 phút», của tỉnh «10 phút»" in problem.message
    assert [f"{INTERNAL}:14:66"] == [str(place) for _, place in problem.trail]
    assert "10 phút" == _value(workspace, ("nghe-10",), "tiep-dan", TIME)


def test_fingerprint_ignores_line_breaks() -> None:
    """A recorded value is compared word by word: how the frame breaks its lines is no change."""
    workspace = tiny().replacing(INTERNAL, "mục đích: Để mọi người được nghe.", "mục đích: |\n  Để mọi\n  người được nghe.")
    patch = "nghe\nsửa:\n  tiep-dan: {mục đích: Để nghe}\ndựa trên:\n  tiep-dan.mục đích: Để mọi người được nghe."
    workspace = workspace.put(CHANGES, changes(patch)).without(LOCAL)
    frame = frame_of(workspace)
    assert [] == check_changes(frame, province_of(workspace, frame), DAY, OFFICES)


def test_fingerprint_missing_tells_what_to_write() -> None:
    """The cure of a missing record is the very line to write."""
    (problem,) = _checked("nghe\nsửa:\n  tiep-dan: {các bước: {nghe: {thời gian: 10 phút}}}")
    assert ("H26", "Viết thêm dưới «dựa trên»: «tiep-dan.các bước.nghe.thời gian: 30 phút».") == (problem.code, problem.cure)


def test_nothing_to_record() -> None:
    """Where the frame's value is an empty list there is nothing to record."""
    workspace = tiny().replacing(INTERNAL, "trách nhiệm: mot-cua,", "trách nhiệm: mot-cua, phối hợp: [],")
    workspace = workspace.put(CHANGES, changes("giup\nsửa:\n  tiep-dan: {các bước: {nghe: {phối hợp: [giam-doc]}}}")).without(LOCAL)
    frame = frame_of(workspace)
    assert [] == check_changes(frame, province_of(workspace, frame), DAY, OFFICES)


REMOVED = "bo-nghe\n{head}bỏ:\n  tiep-dan: {{các bước: {{nghe: {{lý do: Gộp}}}}}}\ndựa trên:\n  tiep-dan.các bước.nghe: Nghe"
ADDED = "{name}\nthêm:\n  tiep-dan: {{các bước: {{{key}: {{thứ tự: 40, tên: Lưu, trách nhiệm: mot-cua, thời gian: 5 phút, nội dung: Lưu.}}}}}}"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (_timed(10), _timed(20), ["H29"]),
        (_timed(10, offices="tinh, go-cao"), _timed(20, offices="suoi-lon, tinh"), ["H29"]),
        (_timed(10, offices="tinh"), _timed(20, offices="go-cao"), []),
        (_timed(10, "từ ngày: 01/01/2021; đến ngày: 30/06/2021"), _timed(20, "từ ngày: 30/06/2021"), ["H29"]),
        (_timed(10, "từ ngày: 01/01/2021; đến ngày: 30/06/2031"), _timed(20, "từ ngày: 01/07/2031"), []),
        (_timed(10), REMOVED.format(head=""), ["H29"]),
        (_timed(10), REMOVED.format(head="đơn vị: [tinh]\n"), ["H29"]),
        (ADDED.format(name="a", key="luu"), ADDED.format(name="b", key="luu"), ["H29"]),
        (ADDED.format(name="a", key="luu"), ADDED.format(name="b", key="cat"), []),
        (_timed(10), "ten\nsửa:\n  tiep-dan: {các bước: {nghe: {nội dung: Nghe kỹ.}}}\ndựa trên:\n  tiep-dan.các bước.nghe.nội dung: Nghe hết rồi ghi.", []),
    ],
    ids=["same", "shared-office", "other-office", "one-shared-day", "other-days", "inside-a-removal", "inside-for-one-office", "added-twice", "two-additions", "other-field"],
)
def test_collisions(one: str, other: str, expected: list[str]) -> None:
    """Two changes collide where one reaches what the other touches, for an office and a day that they share."""
    assert expected == [problem.code for problem in _checked(one, other)]


def test_collision_shows_both_places() -> None:
    """A collision stands at the later change and shows the earlier."""
    (problem,) = _checked(_timed(10), _timed(20))
    assert (f"{CHANGES}:21:47", [f"{CHANGES}:10:47"]) == (str(problem.place), [str(place) for _, place in problem.trail])
    assert "«nghe-10» và «nghe-20» cùng chạm «tiep-dan.các bước.nghe.thời gian»" in problem.message


LOCKED = "sua\n{section}:\n  cap-the: {patch}"


@pytest.mark.parametrize(
    ("section", "patch", "expected"),
    [
        ("sửa", "{mã: QT-02}", ["H24"]),
        ("sửa", "{áp dụng cho: [bhxh-tinh]}", ["H24"]),
        ("sửa", "{căn cứ: {luat-moi: {nội dung: Điều 6}}}", ["H24"]),
        ("sửa", "{dịch vụ: {thành phần hồ sơ: {don: {dạng: Bản sao}}}}", ["H24"]),
        ("sửa", "{dịch vụ: không}", ["H24"]),
        ("sửa", "{dịch vụ: {cách thức: {tai-quay: {tên: Tại xã}}}}", ["H26"]),
        ("sửa", "{mục đích: Khác}", ["H26"]),
        ("thêm", "{căn cứ: {nghi-dinh-cu: {thứ tự: 20}}}", ["H24"]),
        ("thêm", "{dịch vụ: {số bộ hồ sơ: 2}}", ["H24"]),
        ("thêm", "{dịch vụ: {thành phần hồ sơ: {anh: {thứ tự: 20, tên: Ảnh, dạng: Bản chính}}}}", ["H24"]),
        ("thêm", "{dịch vụ: {thành phần hồ sơ: {khi: {thứ tự: 20, tên: Ảnh, dạng: Bản chính}}}}", ["H24"]),
        ("thêm", "{dịch vụ: {trường hợp: {cap-doi: {thứ tự: 30, tên: Cấp đổi, thời hạn: 1 ngày}}}}", ["H24"]),
        ("thêm", "{dịch vụ: {cách thức: {luu-dong: {thứ tự: 20, tên: Tại xã, nội dung: Nộp.}}}}", []),
        ("thêm", "{dịch vụ: {thành phần hồ sơ: {don: {dữ liệu: Đã số hóa}}}}", []),
        ("bỏ", "{căn cứ: {luat-moi: {lý do: Không cần}}}", ["H24"]),
        ("bỏ", "{căn cứ: {lý do: Không cần}}", ["H24"]),
        ("bỏ", "{dịch vụ: {lý do: Không cần}}", ["H24"]),
        ("bỏ", "{dịch vụ: {thành phần hồ sơ: {don: {lý do: Không cần}}}}", ["H24"]),
        ("bỏ", "{các bước: {in-the: {lý do: Không cần}}}", ["H26"]),
    ],
)
def test_locks(section: str, patch: str, expected: list[str]) -> None:
    """What the law or the frame fixes cannot be edited, added to or removed, nor taken away with what holds it; the rest is the province's."""
    assert expected == [problem.code for problem in _checked(LOCKED.format(section=section, patch=patch))]


def test_free_field_of_a_locked_part() -> None:
    """A free field of a part stays free, also where the part's id is the name of a field."""
    workspace = tiny().replacing(PROCEDURE, "    don: {thứ tự: 10,", "    khi: {thứ tự: 10,").without(LOCAL)
    workspace = workspace.put(CHANGES, changes(LOCKED.format(section="thêm", patch="{dịch vụ: {thành phần hồ sơ: {khi: {dữ liệu: Đã số hóa}}}}")))
    frame = frame_of(workspace)
    assert [] == check_changes(frame, province_of(workspace, frame), DAY, OFFICES)


def test_lock_names_the_law() -> None:
    """A locked field is told with both places and the law that it rests on."""
    (problem,) = _checked(LOCKED.format(section="sửa", patch="{dịch vụ: {thành phần hồ sơ: {don: {dạng: Bản sao}}}}"))
    assert "(căn cứ: luat-moi)" in problem.message
    assert (f"{CHANGES}:10:58", [f"{PROCEDURE}:19:43"]) == (str(problem.place), [str(place) for _, place in problem.trail])


@pytest.mark.parametrize(
    ("frame", "ours", "lengthened"),
    [
        ("5 ngày làm việc", "4 ngày làm việc", False),
        ("5 ngày làm việc", "5 ngày làm việc", False),
        ("5 ngày làm việc", "6 ngày làm việc", True),
        ("5 ngày làm việc", "4,5 ngày làm việc", False),
        ("5 ngày làm việc", "40 giờ", False),
        ("5 ngày làm việc", "41 giờ", True),
        ("5 ngày làm việc", "4 ngày", True),
        ("5 ngày", "5 ngày làm việc", True),
        ("5 ngày", "trong ngày", False),
        ("5 ngày", "theo giấy hẹn", True),
        ("5 ngày", "……", True),
        ("1 tháng", "30 ngày", False),
        ("1 tháng", "25 ngày làm việc", True),
        ("2 tháng", "1 tháng", False),
        ("trong ngày", "4 giờ", False),
        ("theo giấy hẹn", "9 tháng", False),
    ],
)
def test_statutory_time(frame: str, ours: str, lengthened: bool) -> None:
    """A statutory time may be shortened and never lengthened, nor counted in other days; where the law counts none there is nothing to keep."""
    patch = f'sua\nsửa:\n  cap-the: {{dịch vụ: {{trường hợp: {{cap-moi: {{thời hạn: "{ours}"}}}}}}}}\ndựa trên:\n  cap-the.dịch vụ.trường hợp.cap-moi.thời hạn: {frame}'
    workspace = tiny().replacing(PROCEDURE, "thời hạn: 5 ngày làm việc", f"thời hạn: {frame}").put(CHANGES, changes(patch)).without(LOCAL)
    typed = frame_of(workspace)
    assert (["H25"] if lengthened else []) == [problem.code for problem in check_changes(typed, province_of(workspace, typed), DAY, OFFICES)]


def test_removable_documents() -> None:
    """Only internal documents and forms may be left out; a form leaves no line in the table of what is not applied."""
    patch = "bo\nbỏ:\n  {name}: {{lý do: Không cần}}\ndựa trên:\n  {name}: {title}"
    codes = {}
    for name, title in (
        ("tiep-dan", "Tiếp công dân"),
        ("phieu", "Phiếu nhận hồ sơ"),
        ("chinh-sach", "Chính sách chất lượng"),
        ("quyet-dinh", "Ban hành bộ tài liệu"),
        ("cap-the", "Cấp thẻ bảo hiểm y tế"),
    ):
        codes[name] = [problem.code for problem in _checked(patch.format(name=name, title=title))]
    assert {"tiep-dan": [], "phieu": [], "chinh-sach": ["H35"], "quyet-dinh": ["H35"], "cap-the": ["H35"]} == codes
    frame, province = _with(patch.format(name="phieu", title="Phiếu nhận hồ sơ"))
    assert {} == overlay(frame, province, ("bo",))[0].removed


def test_reason_of_a_removed_document_is_plain() -> None:
    """The reason of a removed document is printed, so it holds no marks."""
    assert [("H23", f"{CHANGES}:10:25")] == told(_checked('bo\nbỏ:\n  tiep-dan: {lý do: "Theo {giam-doc}"}\ndựa trên:\n  tiep-dan: Tiếp công dân'))


def test_local_document_over_the_frame() -> None:
    """A document of a province's own may not take the id of one of the frame's."""
    workspace = tiny().put(LOCAL.replace("luu-dong", "tiep-dan"), tiny().text(LOCAL)).without(LOCAL).put(CHANGES, changes("rieng\ntài liệu riêng: {tiep-dan: Khác}"))
    frame = frame_of(workspace)
    assert [("H22", f"{CHANGES}:9:22")] == told(check_changes(frame, province_of(workspace, frame), DAY, OFFICES))
