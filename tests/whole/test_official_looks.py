"""Every Word file of an office passes the checker of official papers under its profile; there is no list of exceptions."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmsdocs.linting import lint_files
from qmsdocs.model.finding import Profile


def _told(paths: list[Path], printer: str | None) -> list[str]:
    return [f"{Path(one.file).name}: {finding.rule} {finding.found}" for one in lint_files(paths, None, printer) for finding in one.findings]


@pytest.mark.parametrize("folder", ["2015", "2008", "so-sanh", "."])
def test_every_document_passes(built: Path, folder: str) -> None:
    """Documents of both editions, redlines, the ledger and the matrix: the checker reads each and finds nothing."""
    paths = sorted((built / "binh-son" / folder).glob("*.docx"))
    assert paths
    assert [] == _told(paths, None)


@pytest.mark.outside
def test_official_papers_pass_as_printed(built: Path, soffice: str) -> None:
    """The official papers of the provincial and of a district office pass on their printed pages too."""
    pytest.importorskip("pdfplumber")
    papers = [path for office in ("tinh", "binh-son") for path in sorted((built / office / "2015").glob("*.docx")) if lint_files([path], None, None)[0].profile is Profile.PAPER]
    assert {"QD-BH.docx"} <= {path.name for path in papers}
    assert [] == _told(papers, soffice)
