"""The shipped frame and the shipped province: the content itself is under test here."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmsdocs import disk, pipeline
from qmsdocs.compose.frame import compose_province
from qmsdocs.compose.sets import offices_of
from qmsdocs.diagnostics.report import Refused
from qmsdocs.model.framework.fields import KindOfUnit
from support.composed import told
from support.workspace import REPOSITORY

PROVINCES = 63
DISTRICTS = 705


@pytest.fixture(scope="module")
def house() -> pipeline.House:
    """Open the shipped frame; tell every problem where it is refused."""
    try:
        return pipeline.open_house(REPOSITORY)
    except Refused as refused:
        pytest.fail("\n".join(f"{code} {place}" for code, place in told(refused.problems)))


def test_frame_has_no_warnings(house: pipeline.House) -> None:
    """The frame is read without a problem."""
    assert () == house.problems


def test_offices(house: pipeline.House) -> None:
    """The list has the 63 provinces and the 705 districts of 2021."""
    provinces = house.frame.offices.provinces
    assert (PROVINCES, DISTRICTS) == (len(provinces), sum(len(entry.districts) for entry in provinces.values()))


@pytest.mark.parametrize("code", sorted(path.name for path in (REPOSITORY / "province_overrides").iterdir() if path.is_dir()))
def test_province(house: pipeline.House, code: str) -> None:
    """A province with a folder plans without errors; the only warnings are of its lapsed changes and of those that it has not decided."""
    try:
        plan = pipeline.plan_province(house, REPOSITORY, code, house.default_day)
    except Refused as refused:
        pytest.fail("\n".join(f"{found} {place}" for found, place in told(refused.problems)))
    assert {"H30", "H41"} >= {problem.code for problem in plan.problems}


def test_every_office_has_its_facts(house: pipeline.House) -> None:
    """Every province of the list has its own office and one for each district; no two of a province share an id, a name or a place that is empty."""
    offices = 0
    for code in house.frame.offices.provinces:
        province = compose_province(house.frame, code, house.edition, {}).value
        assert province is not None
        facts = [(office.id, office.name, dict(office.facts)["địa danh"]) for office in offices_of(province, house.default_day)]
        assert (len(facts), len(facts), True) == (len({one for one, _, _ in facts}), len({name for _, name, _ in facts}), all(place for _, _, place in facts))
        offices += len(facts)
    assert PROVINCES + DISTRICTS == offices


def test_province_without_a_folder(house: pipeline.House) -> None:
    """A province that changes nothing plans too, in two classes."""
    plan = pipeline.plan_province(house, REPOSITORY, "HGG", house.default_day)
    assert ((), [1, 11]) == (plan.problems, [len(one.offices) for one in plan.classes])


def test_both_kinds_have_every_group(house: pipeline.House) -> None:
    """A province's and a district's set each have decisions, common documents, services, internal procedures and forms."""
    plan = pipeline.plan_province(house, REPOSITORY, "QNG", house.default_day)
    groups = {one.plan.kind: {planned.identity.group for planned in one.plan.current.documents} for one in plan.classes}
    expected = {"governance", "common", "tthc", "internal", "form"}
    assert {KindOfUnit.PROVINCE: expected, KindOfUnit.DISTRICT: expected} == groups


def test_every_yaml_file_is_read() -> None:
    """Every YAML file under the frame and the provinces is one that the program reads: none ends in .yml, none is hidden."""
    read = {*disk.read_frame(REPOSITORY), *(path for folder in (REPOSITORY / "province_overrides").iterdir() for path in disk.read_province(REPOSITORY, folder.name))}
    there = [path for root in ("framework_model", "province_overrides") for path in (REPOSITORY / root).rglob("*") if path.suffix in {".yaml", ".yml"}]
    assert sorted(path for path in read if path.endswith(".yaml")) == sorted(_relative(path) for path in there)


def _relative(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()
