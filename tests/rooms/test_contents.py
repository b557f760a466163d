"""The contents of a document."""

from __future__ import annotations

from qmsdocs.assemble.pages import PAGE_HEIGHT, room_below, spills
from qmsdocs.assemble.parts import contents
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Fact, Heading, Link, PageOf, Paragraph, Style, Tab, Text
from support.composed import plan_of
from support.workspace import tiny


def test_a_line_of_the_contents_holds_the_office_s_own_words() -> None:
    """A heading with a fact in it stands in the contents with the fact, not with its name in braces; the words around it are links."""
    plan = plan_of(tiny(), "tinh").value
    assert plan is not None
    planned = plan.current.documents[0]
    heading = Heading(1, (Text("5.6. "), Text("Hồ sơ do "), Fact("cấp trên"), Text(" giải quyết")), "ho-so")
    _, line = contents(Writer(plan, plan.current, planned), (), (heading,))
    assert isinstance(line, Paragraph)
    assert line.runs == (Link("5.6. Hồ sơ do ", anchor="ho-so"), Fact("cấp trên"), Link(" giải quyết", anchor="ho-so"), Tab(), PageOf("ho-so", "1"))


def test_contents_leave_no_few_lines_for_one_more_page() -> None:
    """Contents begin a page of their own; those that would leave a few lines for another stand below what is before them."""
    plan = plan_of(tiny(), "tinh").value
    assert plan is not None
    writer = Writer(plan, plan.current, plan.current.documents[0])

    def made(count: int, *front: Paragraph) -> list[Paragraph]:
        return [block for block in contents(writer, front, [Heading(1, (Text("Mục"),), f"muc-{number}") for number in range(count)]) if isinstance(block, Paragraph)]

    full = next(count for count in range(1, 90) if spills(made(count)))
    assert [True, False, True] == [made(count)[0].break_before for count in (full - 1, full, 2 * full - 2)]
    assert room_below(made(full)) > PAGE_HEIGHT / 2
    line = Paragraph((Text("Một dòng."),), Style.BODY)
    over = next(count for count in range(1, 90) if spills([line] * count))
    assert [True, False] == [made(1, *[line] * count)[0].break_before for count in (over - 1, over)]
