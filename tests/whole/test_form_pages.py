"""Every form of an office as it is printed: no last page nearly empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmsdocs import pipeline
from qmsdocs.assemble.heights import LANDSCAPE_SHEET, PORTRAIT_SHEET, filled, pieces_of
from qmsdocs.assemble.kinds import assemble
from qmsdocs.model.framework.documents import FormDocument
from support.converted import pdfs
from support.workspace import REPOSITORY

_QUARTER = 0.25
_MARGIN = 56.7
"""Points above and below the text of a page."""
_TO_SIGN = 54.0
"""Points that a place to sign keeps free below its words."""


@pytest.mark.outside
@pytest.mark.parametrize("year", ["2015", "2008"])
def test_no_last_page_is_nearly_empty(built: Path, soffice: str, tmp_path: Path, year: str) -> None:
    """LibreOffice prints every form of a district office so that the last page of several is at least a quarter full."""
    plumber = pytest.importorskip("pdfplumber")
    words = {path.stem: path.read_bytes() for path in sorted((built / "binh-son" / year).glob("BM-*.docx"))}
    assert words
    empty = []
    for name, content in pdfs(soffice, words, tmp_path / year).items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
        with plumber.open(tmp_path / f"{name}.pdf") as printed:
            page = printed.pages[-1]
            lowest = max((one["bottom"] for one in (*page.chars, *page.lines, *page.rects) if _MARGIN < one["bottom"] < page.height - _MARGIN), default=_MARGIN)
            if len(printed.pages) > 1 and (lowest - _MARGIN + _TO_SIGN) / (page.height - 2 * _MARGIN) < _QUARTER:
                empty.append(name)
    assert [] == empty


def test_no_last_page_is_reckoned_nearly_empty() -> None:
    """In every kind of office every form is reckoned to end on a page at least a quarter full."""
    house = pipeline.open_house(REPOSITORY)
    empty = []
    for one in pipeline.plan_province(house, REPOSITORY, "QNG", house.default_day).classes:
        for planned_set in (one.plan.current, one.plan.previous):
            for planned in planned_set.documents if planned_set else ():
                if isinstance(planned.composed.written, FormDocument):
                    sheet = LANDSCAPE_SHEET if planned.composed.written.landscape else PORTRAIT_SHEET
                    end = filled(pieces_of(assemble(one.plan, planned_set, planned).document.blocks, sheet), sheet)
                    if end.pages > 1 and end.used < sheet.height * _QUARTER:
                        empty.append(planned.identity.code)
    assert [] == empty
