"""The tiny workspace taken through the phases in memory, for the tests of one room."""

from __future__ import annotations

from datetime import date

from qmsdocs.compose.frame import compose_frame, compose_province
from qmsdocs.compose.sets import Decoder, SetComposer, classes_of, offices_of
from qmsdocs.diagnostics.report import Checked, Diagnostic
from qmsdocs.load.yaml_file import read_yaml
from qmsdocs.model.framework.fields import KindOfUnit
from qmsdocs.model.framework.frame import ComposedSet, Frame, Province
from qmsdocs.model.framework.plan import Plan
from qmsdocs.model.node import Node
from qmsdocs.plan.make import make_plan
from qmsdocs.plan.review import Reviewer
from support.workspace import PROVINCE, Workspace

DAY = date(2021, 6, 30)
EDITION = "2015"


def nodes_of(workspace: Workspace, folder: str) -> dict[str, Node]:
    """Give the nodes of the YAML files below a folder."""
    found = {path: read_yaml(path, content) for path, content in workspace.files.items() if path.startswith(folder) and path.endswith(".yaml")}
    assert [] == [problem for read in found.values() for problem in read.problems]
    return {path: read.value for path, read in found.items() if read.value is not None}


def frame_of(workspace: Workspace) -> Frame:
    """Give the typed frame of a workspace without faults there."""
    composed = compose_frame(nodes_of(workspace, "framework_model/"))
    assert () == composed.problems
    assert composed.value is not None
    return composed.value


def province_of(workspace: Workspace, frame: Frame) -> Province:
    """Give the typed province of a workspace without faults there."""
    composed = compose_province(frame, PROVINCE, EDITION, nodes_of(workspace, f"province_overrides/{PROVINCE}/"))
    assert () == composed.problems
    assert composed.value is not None
    return composed.value


def set_of(workspace: Workspace, office: str, day: date = DAY) -> Checked[ComposedSet]:
    """Give the composed set of an office."""
    frame = frame_of(workspace)
    province = province_of(workspace, frame)
    offices = offices_of(province, day)
    (kind, changes) = next(key for key, members in classes_of(province, offices, day).items() if office in {one.id for one in members})
    return SetComposer(frame, province, day, Decoder()).compose(kind, changes)


def plan_of(workspace: Workspace, office: str, day: date = DAY) -> Checked[Plan]:
    """Give the plan of an office."""
    composed = set_of(workspace, office, day).value
    assert composed is not None
    frame = frame_of(workspace)
    return make_plan(frame, composed, EDITION, Reviewer(frame))


def documents_of(workspace: Workspace, office: str, day: date = DAY) -> list[str]:
    """Give the ids of the documents of an office's current set."""
    composed = set_of(workspace, office, day).value
    assert composed is not None
    return list(composed.editions[EDITION])


def told(problems: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[tuple[str, str]]:
    """Give problems as code and place."""
    return [(problem.code, str(problem.place)) for problem in problems]


PROVINCIAL, DISTRICT = KindOfUnit.PROVINCE, KindOfUnit.DISTRICT
