"""The lines of a revision table."""

from __future__ import annotations

from pathlib import Path

from qmsdocs import pipeline
from qmsdocs.assemble.revisions import revisions_of
from qmsdocs.model.comparison import Happened, SectionChange

CHANGES = (
    SectionChange(Happened.ADDED, "Mục A"),
    SectionChange(Happened.REVISED, "1. Mục đích"),
    SectionChange(Happened.REVISED, "Mục B", parts_added=("a) Hồ sơ",), steps_added=("Bước một",)),
    SectionChange(Happened.REVISED, "2. Phạm vi"),
)
ROOT = Path(__file__).parent.parent.parent


def test_lines_of_changes() -> None:
    """Sections of which only the words changed share a line, each other one has its own; a document that is issued again unchanged has one too, with its relation."""
    house = pipeline.open_house(ROOT)
    plan = pipeline.plan_province(house, ROOT, "QNG", house.default_day).classes[0].plan
    planned = plan.current.get("om-dau")
    assert planned is not None
    assert planned.origin is not None
    changed = revisions_of(plan, plan.current, planned, CHANGES)
    unchanged = revisions_of(plan, plan.current, planned, [])

    assert [line.summary for line in changed] == [
        "Sửa đổi nội dung các mục “1. Mục đích”; “2. Phạm vi”.",
        "Bổ sung mục “Mục A”.",
        "Sửa đổi nội dung mục “Mục B”. Bổ sung “a) Hồ sơ”. Bổ sung bước: Bước một.",
    ]
    assert [line.basis for line in changed] == [planned.origin.reason, "", ""]
    assert [(line.summary, line.basis, line.number) for line in unchanged] == [("Sửa đổi.", planned.origin.reason, 2)]
