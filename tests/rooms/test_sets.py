"""compose.sets: offices, classes of offices, and what each kind of unit has."""

from __future__ import annotations

from datetime import date

import pytest

from qmsdocs.compose.frame import compose_province
from qmsdocs.compose.sets import Decoder, SetComposer, classes_of, offices_of, place_of_office
from qmsdocs.model.framework.documents import Procedure
from qmsdocs.model.framework.fields import KindOfUnit
from qmsdocs.model.framework.frame import FACTS
from qmsdocs.model.framework.organisation import DistrictEntry
from support.composed import DAY, DISTRICT, EDITION, PROVINCIAL, documents_of, frame_of, province_of, set_of, told
from support.workspace import FACTS as FACTS_FILE
from support.workspace import FORM, INTERNAL, PROCEDURE, TEXT, Workspace, tiny

OFFICES_FILE = "framework_model/organisation/offices.yaml"


def _facts(workspace: Workspace, office: str, day: date = DAY) -> dict[str, str]:
    province = province_of(workspace, frame_of(workspace))
    return dict(next(one for one in offices_of(province, day) if one.id == office).facts)


def test_offices() -> None:
    """A province has its own office first, then its districts' in the order of the list."""
    province = province_of(tiny(), frame_of(tiny()))
    assert [("tinh", PROVINCIAL, "BHXH tỉnh Nhỏ"), ("suoi-lon", DISTRICT, "BHXH huyện Suối Lớn"), ("go-cao", DISTRICT, "BHXH huyện Gò Cao")] == [
        (office.id, office.kind, office.name) for office in offices_of(province, DAY)
    ]


@pytest.mark.parametrize(("day", "expected"), [(date(2025, 6, 30), ["tinh", "suoi-lon", "go-cao"]), (date(2025, 7, 1), ["tinh", "suoi-lon"])])
def test_districts_have_days(day: date, expected: list[str]) -> None:
    """A district is there until its last day."""
    assert expected == [office.id for office in offices_of(province_of(tiny(), frame_of(tiny())), day)]


def test_facts_of_a_district() -> None:
    """An office's facts are what is known of it, made from the list where nothing else is said, and left open where nothing is known."""
    expected = {
        "đơn vị": "BHXH huyện Gò Cao",
        "đơn vị đầy đủ": "Bảo hiểm xã hội huyện Gò Cao",
        "cấp trên": "BHXH tỉnh Nhỏ",
        "cấp trên đầy đủ": "Bảo hiểm xã hội tỉnh Nhỏ",
        "tỉnh": "tỉnh Nhỏ",
        "địa danh": "Gò Cao",
        "địa chỉ": "……",
        "điện thoại": "……",
        "thư điện tử": "……",
        "số quyết định": "……",
        "ngày ban hành": "……/……/……",
        "ngày hiệu lực": "……/……/……",
        "họ tên người ký": "……",
    }
    facts = _facts(tiny(), "go-cao")
    assert expected == {name: facts[name] for name in expected}


def test_every_fact_has_a_value() -> None:
    """Every fact that a text may ask for is given by every office, and no other."""
    assert [FACTS, FACTS, FACTS] == [set(_facts(tiny(), office)) for office in ("tinh", "suoi-lon", "go-cao")]


def test_facts_that_are_known() -> None:
    """A known fact stands in the place of the made one."""
    facts = _facts(tiny().replacing(FACTS_FILE, "địa danh: Suối Lớn", "địa danh: Thị trấn Suối, tên: BHXH Suối Lớn, giám đốc: Lê Văn A"), "suoi-lon")
    assert ("Thị trấn Suối", "BHXH Suối Lớn", "Bảo hiểm xã hội Suối Lớn", "Lê Văn A") == (facts["địa danh"], facts["đơn vị"], facts["đơn vị đầy đủ"], facts["họ tên người ký"])
    provincial = _facts(tiny(), "tinh")
    assert ("1 đường Lớn", "01/02/2021", "BHXH Việt Nam") == (provincial["địa chỉ"], provincial["ngày ban hành"], provincial["cấp trên"])


@pytest.mark.parametrize(
    ("name", "place"),
    [("Thành phố Huế", "Huế"), ("Thị xã Sơn Tây", "Sơn Tây"), ("Quận 1", "Quận 1"), ("Quận Ba Đình", "Ba Đình"), ("Huyện đảo Lý Sơn", "đảo Lý Sơn"), ("Phú Quốc", "Phú Quốc")],
)
def test_place_names(name: str, place: str) -> None:
    """A place is the unit's name without its type; a number keeps it."""
    facts = _facts(tiny().replacing(OFFICES_FILE, "tên: Huyện Suối Lớn", f"tên: {name}").replacing(FACTS_FILE, "{địa danh: Suối Lớn}", "{}"), "suoi-lon")
    assert (place, f"BHXH {name[0].lower()}{name[1:]}") == (facts["địa danh"], facts["đơn vị"])


def test_classes() -> None:
    """Offices of one kind to which the same changes apply are one class; a change for one of them parts it off."""
    province = province_of(tiny(), frame_of(tiny()))
    classes = {key: [office.id for office in members] for key, members in classes_of(province, offices_of(province, DAY), DAY).items()}
    assert {(PROVINCIAL, ("rut-ngan",)): ["tinh"], (DISTRICT, ("rut-ngan",)): ["suoi-lon"], (DISTRICT, ("rut-ngan", "doc-lai")): ["go-cao"]} == classes


def test_classes_on_another_day() -> None:
    """Before any change applies, all districts are one class."""
    province = province_of(tiny(), frame_of(tiny()))
    day = date(2020, 1, 1)
    assert [(PROVINCIAL, ()), (DISTRICT, ())] == list(classes_of(province, offices_of(province, day), day))


def test_documents_of_an_office() -> None:
    """An office has the frame's documents, without what it leaves out and with what its changes bring."""
    common = ["chinh-sach", "phieu", "quyet-dinh", "cap-the"]
    assert sorted([*common, "tiep-dan"]) == sorted(documents_of(tiny(), "suoi-lon"))
    assert sorted([*common, "luu-dong"]) == sorted(documents_of(tiny(), "go-cao"))


def test_left_out_is_said() -> None:
    """What an office leaves out is named with its code, title and reason."""
    composed = set_of(tiny(), "go-cao").value
    assert composed is not None
    assert {"tiep-dan": ("NB-01", "Tiếp công dân", "Dùng chung với BHXH tỉnh")} == composed.not_applied


def test_documents_by_kind() -> None:
    """A document is in the sets of the kinds of unit that it names."""
    workspace = tiny().replacing(INTERNAL, "áp dụng cho: [bhxh-tinh, bhxh-huyen]", "áp dụng cho: [bhxh-tinh]")
    assert (True, False) == ("tiep-dan" in documents_of(workspace, "tinh"), "tiep-dan" in documents_of(workspace, "suoi-lon"))


def _steps(office: str) -> list[str]:
    composed = set_of(tiny(), office).value
    assert composed is not None
    written = composed.editions[EDITION]["cap-the"].written
    assert isinstance(written, Procedure)
    return list(written.steps)


def test_pruning() -> None:
    """A part that is for other kinds of unit is not in an office's document."""
    assert (["nhan", "in-the", "soat-chung"], ["nhan", "in-the"], ["nhan", "in-the", "doc-lai"]) == (_steps("tinh"), _steps("suoi-lon"), _steps("go-cao"))


def test_pruning_leaves_the_rest_alone() -> None:
    """A document without parts for other kinds is the very node of the frame."""
    composed = set_of(tiny(), "tinh").value
    assert composed is not None
    document = composed.editions[EDITION]["quyet-dinh"]
    assert document.node is document.source.node


def test_shared_documents_are_decoded_once() -> None:
    """Two classes of one kind share what no change of theirs touches."""
    frame = frame_of(tiny())
    composer = SetComposer(frame, province_of(tiny(), frame), DAY, Decoder())
    one, other = composer.compose(DISTRICT, ("rut-ngan",)).value, composer.compose(DISTRICT, ("rut-ngan", "doc-lai")).value
    assert one is not None
    assert other is not None
    shared = {name for name, document in one.editions[EDITION].items() if other.editions[EDITION].get(name) is document}
    assert {"chinh-sach", "phieu", "quyet-dinh"} == shared


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("áp dụng cho: [bhxh-tinh, bhxh-huyen]", "áp dụng cho: []", "H10"),
        ("áp dụng cho: [bhxh-tinh, bhxh-huyen]", "áp dụng cho: [bhxh-xa]", "H04"),
        ("áp dụng cho: [bhxh-tinh, bhxh-huyen]\n", "", "H02"),
        ("áp dụng cho: [bhxh-tinh, bhxh-huyen]", "áp dụng cho: bhxh-tinh", "H08"),
    ],
)
def test_document_for_nobody(old: str, new: str, code: str) -> None:
    """A document that names no kind of unit, or none that there is, is told and not lost."""
    assert [code] == [found for found, _ in told(set_of(tiny().replacing(FORM, old, new), "tinh").problems)]


def test_part_for_everybody() -> None:
    """A part that names no kind of unit in its list is for all of them."""
    composed = set_of(tiny().replacing(PROCEDURE, "    áp dụng cho: [bhxh-tinh]\n", "    áp dụng cho: []\n"), "suoi-lon").value
    assert composed is not None
    written = composed.editions[EDITION]["cap-the"].written
    assert isinstance(written, Procedure)
    assert "soat-chung" in written.steps


def test_faults_of_all_documents() -> None:
    """The faults of all documents are told at once."""
    workspace = tiny().replacing(FORM, "thứ tự: 10\nsoạn", "thứ tự: mười\nsoạn").replacing(TEXT, "trang bìa: không", "trang bìa: ko")
    composed = set_of(workspace, "tinh")
    assert (None, {("H03", f"{FORM}:6:9"), ("H03", f"{TEXT}:13:12")}) == (composed.value, set(told(composed.problems)))


@pytest.mark.parametrize(("name", "named_after", "place"), [("Thành phố Hồ Chí Minh", True, "Thành phố Hồ Chí Minh"), ("Thành phố Hà Nội", False, "Hà Nội"), ("Quận 1", False, "Quận 1")])
def test_place_of_office(name: str, named_after: bool, place: str) -> None:
    """The place before the date keeps its type where the area is named after a person, an event or a number (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.4.a)."""
    assert place == place_of_office(DistrictEntry.model_validate({"tên": name, "mã TCTK": "1", "đặt theo tên người, sự kiện": "có" if named_after else "không"}))


def test_central_offices() -> None:
    """The central agency and the units under it are offices of their kinds, with the agency above each."""
    central = "trung ương:\n  TW:\n    tên: Trung ương\n    nơi đặt trụ sở: Thành phố Hà Nội\n    đơn vị:\n"
    agency = "      co-quan: {tên: BHXH Việt Nam, loại đơn vị: bhxh-viet-nam, cấp trên: Chính phủ, nguồn: {ghi: Thử, xác minh: chưa xác minh}}\n"
    unit = "      vien: {tên: Viện Khoa học BHXH, loại đơn vị: don-vi-su-nghiep, cấp trên: BHXH Việt Nam, từ ngày: 01/01/2021, nguồn: {ghi: Thử, xác minh: chưa xác minh}}\n"
    offices = "framework_model/organisation/offices.yaml"
    frame = frame_of(tiny().put(offices, f"{tiny().text(offices)}{central}{agency}{unit}"))
    province = compose_province(frame, "TW", "2015", {}).value
    assert province is not None
    told = [(one.id, one.kind, dict(one.facts)["đơn vị đầu văn bản"], dict(one.facts)["cấp trên"], dict(one.facts)["địa danh"]) for one in offices_of(province, DAY)]
    expected = ("vien", KindOfUnit.SERVICE, "Viện Khoa học Bảo hiểm xã hội", "BHXH Việt Nam", "Hà Nội")
    assert [("co-quan", KindOfUnit.CENTRE, "Bảo hiểm xã hội Việt\u00a0Nam", "Chính phủ", "Hà Nội"), expected] == told
    assert ["co-quan"] == [one.id for one in offices_of(province, date(2020, 12, 31))]
