"""compose.frame: the files of the frame and of a province, typed and whole."""

from __future__ import annotations

import pytest

from qmsdocs.compose.frame import compose_frame, compose_province
from qmsdocs.load.yaml_file import read_yaml
from qmsdocs.model.framework.frame import Group
from qmsdocs.model.node import Node
from support.composed import EDITION, frame_of, nodes_of, province_of, told
from support.workspace import CHANGES, FACTS, FORM, LOCAL, PROVINCE, SUCCESSION, Workspace, changes, tiny

EDITION_FILE = "framework_model/2015/edition.yaml"


def _frame_problems(workspace: Workspace) -> list[tuple[str, str]]:
    return told(compose_frame(nodes_of(workspace, "framework_model/")).problems)


def _province_problems(workspace: Workspace) -> list[tuple[str, str]]:
    return told(compose_province(frame_of(tiny()), PROVINCE, EDITION, nodes_of(workspace, "province_overrides/")).problems)


def test_frame() -> None:
    """The frame has its editions, and its documents by edition and id, each in the group of its folder."""
    frame = frame_of(tiny())
    groups = {name: source.group for name, source in frame.documents["2015"].items()}
    assert {"chinh-sach": Group.COMMON, "phieu": Group.FORM, "quyet-dinh": Group.GOVERNANCE, "tiep-dan": Group.INTERNAL, "cap-the": Group.TTHC} == groups
    assert (["2008", "2015"], ["cap-the", "phieu", "so-tay"]) == (list(frame.editions), sorted(frame.documents["2008"]))


def test_references() -> None:
    """Legal texts and prescribed forms are known by the names of their files."""
    references = frame_of(tiny()).references
    assert (["luat-moi", "nghi-dinh-cu"], ["to-khai"]) == (list(references.legal_texts), list(references.prescribed_forms))


def test_province() -> None:
    """A province has its facts, its changes with the nodes that they were read from, and its own documents."""
    province = province_of(tiny(), frame_of(tiny()))
    assert ("BHXH tỉnh Nhỏ", ["suoi-lon", "tinh"], ["luu-dong"]) == (province.entry.office, sorted(province.facts), list(province.documents))
    assert [("rut-ngan", 3), ("doc-lai", 18), ("sau-nay", 37)] == [(located.id, located.node.place.line) for located in province.changes]


def test_province_without_files() -> None:
    """A province without a folder has the frame as it is."""
    composed = compose_province(frame_of(tiny()), "TRG", EDITION, {})
    assert composed.value is not None
    assert ((), {}, (), {}) == (composed.problems, composed.value.facts, composed.value.changes, composed.value.documents)


def test_unknown_province() -> None:
    """A province that is not in the list is told by its code."""
    composed = compose_province(frame_of(tiny()), "XYZ", EDITION, {})
    assert (None, [("H37", "None")]) == (composed.value, told(composed.problems))


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (EDITION_FILE, 'năm: "2015"', 'năm: "2016"', [("H03", f"{EDITION_FILE}:2:1")]),
        (EDITION_FILE, 'lần trước: "2008"', 'lần trước: "2000"', [("H33", f"{EDITION_FILE}:3:1")]),
        (SUCCESSION, 'lần này: "2015"', 'lần này: "2051"', [("H33", f"{SUCCESSION}:2:1")]),
        (SUCCESSION, "quan hệ: sửa đổi", "quan hệ: đổi", [("H04", f"{SUCCESSION}:4:22")]),
        (SUCCESSION, "từ: [cap-the]", "từ: cap-the", [("H08", f"{SUCCESSION}:4:35")]),
    ],
)
def test_frame_files(path: str, old: str, new: str, expected: list[tuple[str, str]]) -> None:
    """A fault in a file of the frame is told at its line: also a year that is no edition's."""
    assert expected == _frame_problems(tiny().replacing(path, old, new))


@pytest.mark.parametrize(
    "path",
    [
        "framework_model/2015/forms/con/phieu-2.yaml",
        "framework_model/2015/mau/phieu-2.yaml",
        "framework_model/2015/phieu-2.yaml",
        "framework_model/2012/forms/phieu.yaml",
        "framework_model/organisation/office.yaml",
    ],
)
def test_stray_files_of_the_frame(path: str) -> None:
    """A file where nobody looks is told, not passed over."""
    assert [("H42", f"{path}:1:1")] == _frame_problems(tiny().put(path, tiny().text(FORM)))


@pytest.mark.parametrize("name", ["change.yaml", "changes/2021.yaml", "documents/luu-dong-2.yaml", "documents/form/phieu-2.yaml", "document/forms/phieu-2.yaml"])
def test_stray_files_of_a_province(name: str) -> None:
    """A province's file under a misspelt name or in a misspelt folder is told."""
    path = f"province_overrides/{PROVINCE}/{name}"
    assert [("H42", f"{path}:1:1")] == _province_problems(tiny().put(path, "a: b\n"))


def test_no_editions() -> None:
    """A frame without an edition says so."""
    nodes = {path: node for path, node in nodes_of(tiny(), "framework_model/").items() if "/2008/" not in path and "/2015/" not in path}
    assert [("H38", "framework_model/…/edition.yaml:1:1")] == told(compose_frame(nodes).problems)


def test_document_that_is_no_mapping() -> None:
    """A document of plain text is told at its line."""
    assert [("H08", f"{FORM}:1:1")] == _frame_problems(tiny().put(FORM, "Phiếu nhận hồ sơ\n"))


def test_faults_of_a_province() -> None:
    """Every fault of a province's files is told at once: facts, changes that cannot be read, and those that can but do not fit."""
    missing = "thieu\nlý do cũ: a"
    misses = "truot\nsửa:\n  cap-the: {mục đich: b}"
    workspace = tiny().put(CHANGES, changes(missing, misses)).replacing(FACTS, "tỉnh: NHO", "tỉnh: TRG").replacing(FACTS, "suoi-lon", "suoi-nho")
    expected = {("H03", f"{FACTS}:1:1"), ("H32", f"{FACTS}:4:3"), ("H01", f"{CHANGES}:9:5"), ("H21", f"{CHANGES}:18:17"), ("H39", f"{LOCAL}:1:1")}
    assert expected == set(_province_problems(workspace))


def test_unreadable_change_still_announces() -> None:
    """A local document is announced also by a change that has other faults."""
    assert ["H02"] == [
        code for code, _ in _province_problems(tiny().put(CHANGES, "thay đổi:\n  a: {tên: a, lý do: b, căn cứ: c, người duyệt: d, tình trạng: đã quyết định, tài liệu riêng: {luu-dong: e}}\n"))
    ]


@pytest.mark.parametrize("text", ["thay đổi: {}\n", "{}\n"])
def test_no_changes(text: str) -> None:
    """A file of no changes is fine."""
    assert [] == _province_problems(tiny().put(CHANGES, text).without(LOCAL))


@pytest.mark.parametrize("text", ["chữ\n", "- a\n", "thay đổi: chữ\n", "thay đổi: {a: chữ}\n"])
def test_changes_of_another_shape(text: str) -> None:
    """Whatever stands in changes.yaml, it is told and not raised."""
    assert {"H08"} == {code for code, _ in _province_problems(tiny().put(CHANGES, text).without(LOCAL))}


def test_missing_files_are_all_told() -> None:
    """Every file that the frame cannot do without is missed, all at once."""
    nodes: dict[str, Node] = {}
    read = read_yaml(EDITION_FILE, tiny().files[EDITION_FILE])
    assert read.value is not None
    nodes[EDITION_FILE] = read.value
    assert ["H38"] * 8 == [code for code, _ in told(compose_frame(nodes).problems)]


def test_written_facts_win() -> None:
    """What a person wrote of an office stands over what was generated, field by field."""
    generated = f"tỉnh: {PROVINCE}\nđơn vị:\n  go-cao: {{địa danh: Gò Cao, địa chỉ: Số 1}}\n  tinh: {{địa danh: Nhỏ}}\n"
    written = f"tỉnh: {PROVINCE}\nđơn vị:\n  go-cao: {{địa danh: Gò Thấp}}\n"
    workspace = tiny().put(f"province_overrides/{PROVINCE}/generated.yaml", generated).put(FACTS, written)
    facts = province_of(workspace, frame_of(workspace)).facts
    assert {"go-cao": ("Gò Thấp", "Số 1"), "tinh": ("Nhỏ", None)} == {office: (one.place, one.address) for office, one in facts.items()}
