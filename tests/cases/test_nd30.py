"""Every rule that a machine tries finds its fault, and nothing else: each file under `nd30/` is a case; the decree's own models have none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from qmsdocs.linting import lint_files, read_rules
from qmsdocs.model.finding import Judged, Profile
from support.papers import MODELS, build, changed, model

FOLDER = Path(__file__).parent / "nd30"
CASES = sorted(FOLDER.glob("*.yaml"), key=lambda path: path.stem)
PERMISSIONS = {name for name, rule in read_rules().rules.items() if rule.permits}
RENDERED = {name for name, rule in read_rules().rules.items() if rule.method == "render"}


def rule_of(path: Path) -> str:
    """Give the rule of a case: `ND-07-2.yaml` is the second of ND-07."""
    return "-".join(path.stem.split("-")[:2])


@cache
def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _judged(folder: Path, papers: Iterable[tuple[str, bytes]], *, printer: str | None = None) -> list[Judged]:
    paths = []
    for name, content in papers:
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(content)
    return lint_files(paths, Profile.PAPER, printer=printer)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    """A case gives the findings that it expects, and no other."""
    case = _read(path)
    (judged,) = _judged(tmp_path, [(path.stem, build(changed(model(case["base"]), case)))])
    expected = [(one["rule"], one["found"]) for one in case["expect"] if one["rule"] not in RENDERED]
    assert expected == [(finding.rule, finding.found) for finding in judged.findings]
    assert rule_of(path) in {one["rule"] for one in case["expect"]} | PERMISSIONS


@pytest.mark.outside
def test_printed_cases(soffice: str, tmp_path: Path) -> None:
    """The faults that only a page shows are found there."""
    pytest.importorskip("pdfplumber")
    paths = [path for path in CASES if rule_of(path) in RENDERED]
    judged = _judged(tmp_path, [(path.stem, build(changed(model(_read(path)["base"]), _read(path)))) for path in paths], printer=soffice)
    expected = {path.stem: {one["rule"] for one in _read(path)["expect"]} for path in paths}
    assert expected == {path.stem: {finding.rule for finding in one.findings} for path, one in zip(paths, judged, strict=True)}
    assert all(one.untried == () for one in judged)


@pytest.mark.parametrize("number", MODELS)
def test_models_of_the_decree(number: str, tmp_path: Path) -> None:
    """A model of the decree's Phụ lục III has no finding."""
    (judged,) = _judged(tmp_path, [(number, build(MODELS[number]()))])
    assert judged.findings == ()
    assert lint_files([tmp_path / f"{number}.docx"], None, printer=None)[0].profile is Profile.PAPER


@pytest.mark.outside
def test_printed_models(soffice: str, tmp_path: Path) -> None:
    """The models have no finding on their printed pages either."""
    pytest.importorskip("pdfplumber")
    judged = _judged(tmp_path, [(number, build(paper())) for number, paper in MODELS.items()], printer=soffice)
    assert {} == {one.file: one.findings for one in judged if one.findings or one.untried}
