"""The contents of a document."""

from __future__ import annotations

from qmsdocs.assemble.parts import contents
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Fact, Heading, Link, PageOf, Paragraph, Tab, Text
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
