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
from support.papers import MODELS, build, centred, changed, model, spoilt

FOLDER = Path(__file__).parent / "nd30"
CASES = sorted(FOLDER.glob("*.yaml"), key=lambda path: path.stem)
PERMISSIONS = {name for name, rule in read_rules().rules.items() if rule.permits}
RENDERED = {name for name, rule in read_rules().rules.items() if rule.method == "render"}


_BODY, _MARK = "word/document.xml", '<w:bookmarkStart w:id="7" w:name="{}"/>'


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


def _built(case: Any) -> bytes:
    """Give the file of a case: its model, changed, and spoilt where the case says so."""
    return spoilt(build(changed(model(case["base"]), case)), case.get("spoil", []))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    """A case gives the findings that it expects, and no other."""
    case = _read(path)
    (judged,) = _judged(tmp_path, [(path.stem, _built(case))])
    expected = [(one["rule"], one["found"]) for one in case["expect"] if one["rule"] not in RENDERED]
    assert expected == [(finding.rule, finding.found) for finding in judged.findings]
    assert rule_of(path) in {one["rule"] for one in case["expect"]} | PERMISSIONS


_MUTANTS: dict[str, tuple[dict[str, Any], str]] = {
    "a margin": ({"page": {"left": 25}}, "PG-06"),
    "a font": ({"change": {"khoan-2": {"font": "Arial"}}}, "PG-08"),
    "a motto that is misspelt": ({"change": {"tieu-ngu": {"text": "Độc lập - Tự do - Hạnh phuc"}}}, "QH-04"),
    "a page number at the foot": ({"header": [], "footer": [centred("so-trang", "", 14, field="PAGE")]}, "PG-13"),
    "a date without its nought": ({"change": {"ngay": {"text": "Quảng Ngãi, ngày 5 tháng 3 năm 2021"}}}, "DD-04"),
    "words in italics": ({"change": {"dieu-1": {"italic": True}}}, "ND-06"),
    "an empty cell": ({"spoil": [{"part": _BODY, "old": "</w:tc>", "new": "</w:tc><w:tc/>"}]}, "CT-01"),
    "a bookmark without an end": ({"spoil": [{"part": _BODY, "old": "<w:sectPr", "new": f"<w:p>{_MARK.format('mot')}</w:p><w:sectPr"}]}, "CT-07"),
    "two bookmarks with one id": ({"spoil": [{"part": _BODY, "old": "<w:sectPr", "new": f'<w:p>{_MARK.format("mot")}{_MARK.format("hai")}<w:bookmarkEnd w:id="7"/></w:p><w:sectPr'}]}, "CT-06"),
    "a part that is lost": ({"spoil": [{"part": "word/_rels/document.xml.rels", "old": "styles.xml", "new": "khac.xml"}]}, "CT-03"),
}


@pytest.mark.parametrize("mutant", _MUTANTS)
def test_ten_mutants(mutant: str, tmp_path: Path) -> None:
    """Each of ten ways of spoiling a good file is told with its own rule, under a guessed profile too."""
    case, rule = _MUTANTS[mutant]
    (tmp_path / "a.docx").write_bytes(_built({"base": "1.2", **case}))
    (judged,) = lint_files([tmp_path / "a.docx"], None, printer=None)
    assert rule in {finding.rule for finding in judged.findings}


_DRAWN = '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="5" name="a"/></wp:inline></w:drawing>'
_ALTERNATIVES = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">{_DRAWN}</mc:Choice><mc:Fallback>{_DRAWN}</mc:Fallback></mc:AlternateContent>'
_TOLERATED = {
    "a cell that ends in a content control": (_BODY, "</w:tc>", "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt></w:tc>"),
    "a bookmark that ends after the last paragraph of a cell": (_BODY, "</w:tc>", f'{_MARK.format("mot")}<w:bookmarkEnd w:id="7"/></w:tc>'),
    "a drawing and its picture for older programs": (_BODY, "<w:sectPr", f"<w:p><w:r>{_ALTERNATIVES}</w:r></w:p><w:sectPr"),
    "a picture that was gone already": ("word/_rels/document.xml.rels", "</Relationships>", '<Relationship Id="rId98" Type="x/image" Target="NULL"/></Relationships>'),
    "a link inside the paper": ("word/_rels/document.xml.rels", "</Relationships>", '<Relationship Id="rId98" Type="x/hyperlink" Target="#mot"/></Relationships>'),
    "two bookmarks with one name": (_BODY, "<w:sectPr", f'<w:p>{_MARK.format("_GoBack")}<w:bookmarkEnd w:id="7"/><w:bookmarkStart w:id="8" w:name="_GoBack"/><w:bookmarkEnd w:id="8"/></w:p><w:sectPr'),
}


@pytest.mark.parametrize("habit", _TOLERATED)
def test_what_word_writes_is_no_fault(habit: str, tmp_path: Path) -> None:
    """What Word and others write, and open again without a word, has no finding."""
    part, old, new = _TOLERATED[habit]
    (judged,) = _judged(tmp_path, [("a", _built({"base": "1.2", "spoil": [{"part": part, "old": old, "new": new}]}))])
    assert judged.findings == ()


@pytest.mark.outside
def test_printed_cases(soffice: str, tmp_path: Path) -> None:
    """The faults that only a page shows are found there."""
    pytest.importorskip("pdfplumber")
    paths = [path for path in CASES if rule_of(path) in RENDERED]
    judged = _judged(tmp_path, [(path.stem, _built(_read(path))) for path in paths], printer=soffice)
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
