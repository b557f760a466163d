"""Every problem in the content, at its place: each file under `problems/` is a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmsdocs.diagnostics.report import Severity, TextPlace
from qmsdocs.load.yaml_file import MAX_BYTES
from support.cases import FOLDER, read_case
from support.workspace import FORM, problems_of, tiny

GLOSSARY = "framework_model/references/glossary.yaml"


def test_tiny_is_clean(tmp_path: Path) -> None:
    """The workspace that the cases spoil has no problem of its own."""
    assert problems_of(tiny().write(tmp_path)) == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    """A case gives the problems that it marks, all in one run, and no other."""
    case = read_case(path)
    root = case.over(tiny()).write(tmp_path)
    found = case.found(problems_of(root, day=case.day))
    assert sorted(map(str, case.expected)) == sorted(map(str, found))


def test_file_too_large(tmp_path: Path) -> None:
    """Đ01: a file above 2 MiB is refused unread."""
    root = tiny().put(FORM, b"# " + b"x" * MAX_BYTES).write(tmp_path)
    assert [("Đ01", Severity.ERROR, TextPlace(FORM, 1, 1))] == [(found.code, found.severity, found.place) for found in problems_of(root)]


def test_file_missing(tmp_path: Path) -> None:
    """H38: a file that the frame cannot do without is missed by its name."""
    root = tiny().without(GLOSSARY).write(tmp_path)
    assert [("H38", Severity.ERROR, TextPlace(GLOSSARY, 1, 1))] == [(found.code, found.severity, found.place) for found in problems_of(root)]


def test_province_unknown(tmp_path: Path) -> None:
    """H37: a province that the list of offices does not have is told, with the nearest code."""
    (found,) = problems_of(tiny().write(tmp_path), province="NHA")
    assert ("H37", Severity.ERROR, None, "Có phải ý bạn là «NHO»?") == (found.code, found.severity, found.place, found.cure)
