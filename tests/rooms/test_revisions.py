"""The lines of a revision table."""

from __future__ import annotations

from pathlib import Path

from qmsdocs import pipeline
from qmsdocs.assemble.revisions import revisions_of
from qmsdocs.model.comparison import Happened, SectionChange

ROOT = Path(__file__).parent.parent.parent


def test_lines_of_changes() -> None:
    """Each changed section has a line; one that is issued again unchanged has one too, with its relation."""
    house = pipeline.open_house(ROOT)
    plan = pipeline.plan_province(house, ROOT, "QNG", house.default_day).classes[0].plan
    planned = plan.current.get("om-dau")
    assert planned is not None
    assert planned.origin is not None
    changed = revisions_of(plan, plan.current, planned, [SectionChange(Happened.ADDED, "Mục A"), SectionChange(Happened.REVISED, "Mục B", steps_added=("Bước một",))])
    unchanged = revisions_of(plan, plan.current, planned, [])

    assert [line.summary for line in changed] == ["Bổ sung mục “Mục A”.", "Sửa đổi nội dung mục “Mục B”. Bổ sung bước: Bước một."]
    assert [line.basis for line in changed] == [planned.origin.reason, ""]
    assert [(line.summary, line.basis, line.number) for line in unchanged] == [("Sửa đổi.", planned.origin.reason, 2)]
