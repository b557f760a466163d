"""The gate: a good Word file passes, each way of spoiling one is told with its part and its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from qmsdocs.archive import Entry, Pattern, deflated, hole
from qmsdocs.diagnostics.report import Unsound, WordPlace
from qmsdocs.model.document import Arrow, Cell, Document, Fact, Figure, Heading, Link, PageOf, Paragraph, Row, Shape, ShapeKind, Table, Text
from qmsdocs.ooxml import gate
from qmsdocs.ooxml.shell import HEAD_SLOTS, WordPattern
from support.documents import FACTS, IDENTITY
from support.word import AUTHOR, template

BODY, TYPES, RELATIONS, HEAD = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "word/header1.xml"
_BLOCKS = (
    Heading(1, (Text("Nội dung "), Fact("đơn vị")), "noi-dung"),
    Paragraph((Link("mục 1", anchor="noi-dung"), PageOf("noi-dung", "3"))),
    Table((1, 1), (Row((Cell((Paragraph((Text("ô một"),)),)), Cell((Paragraph((Fact("đơn vị"),)),)))),)),
    Figure(1000, 1500, (Shape(ShapeKind.PROCESS, 0, 0, 300, 80, ("Tiếp nhận",)),), (Arrow(((0, 80), (0, 200))),), "Lưu đồ các bước"),
)


@cache
def _good() -> WordPattern:
    return template("quy-trinh").specialise(Document(IDENTITY, "quy-trinh", tuple((name, (Fact("đơn vị"),)) for name in HEAD_SLOTS), _BLOCKS), AUTHOR)


def _text(part: Pattern | Entry) -> str:
    return part.raw.decode() if isinstance(part, Entry) else part.fill({name: f"⟦{name}⟧" for name in part.holes}).raw.decode()


def _spoilt(name: str, old: str, new: str) -> list[tuple[str, Pattern | Entry]]:
    """Give the parts of the good file with other XML in one place of one part; `⟦name⟧` stands for a hole."""
    parts: list[tuple[str, Pattern | Entry]] = []
    for part_name, part in _good().parts:
        if part_name != name:
            parts.append((part_name, part))
            continue
        text = _text(part)
        assert old in text, f"{old!r} is not in {text}"
        text = text.replace(old, new, 1)
        for given in ("đơn vị", "đơn vị đầy đủ"):
            text = text.replace(f"⟦{given}⟧", hole(given))
        parts.append((part_name, Pattern(text) if isinstance(part, Pattern) else deflated(text.encode())))
    return parts


def _told(parts: list[tuple[str, Pattern | Entry]]) -> list[tuple[str, str]]:
    """Give code and part of each fault."""
    found = gate.faults("2015/QT.docx", parts)
    assert all(isinstance(fault.place, WordPlace) and fault.place.file == "2015/QT.docx" for fault in found)
    return [(fault.code, fault.place.part) for fault in found if isinstance(fault.place, WordPlace)]


def test_a_good_file_passes() -> None:
    """A file with a heading, links, a table and a drawing has no fault."""
    assert [] == gate.faults("2015/QT.docx", _good().parts)


_SECOND = '<w:bookmarkStart w:id="90" w:name="m_noi_dung"/><w:bookmarkEnd w:id="90"/>'
MUTANTS: dict[str, tuple[str, str, str, str, str]] = {
    "a tag that is not closed": (BODY, "</w:tbl>", "", "C01", BODY),
    "a control character": (BODY, "ô một", "ô &#7; một", "C01", BODY),
    "a comment around words": (BODY, "ô một", "<!-- ô một -->", "C01", BODY),
    "a type that is not declared": (TYPES, '<Override PartName="/word/header1.xml"', '<Override PartName="/word/header9.xml"', "C03", TYPES),
    "an ending without a type": (TYPES, 'Extension="rels"', 'Extension="khac"', "C02", "word/_rels/document.xml.rels"),
    "a relationship that is gone": (RELATIONS, 'Id="rId4"', 'Id="rId9"', "C03", BODY),
    "a target that is gone": (RELATIONS, 'Target="header1.xml"', 'Target="header9.xml"', "C03", RELATIONS),
    "a static part that is not XML": ("word/styles.xml", "</w:styles>", "", "C01", "word/styles.xml"),
    "a relationship twice": (RELATIONS, "</Relationships>", '<Relationship Id="rId1" Type="x" Target="styles.xml"/></Relationships>', "C04", RELATIONS),
    "an id that stands twice": (BODY, "<w:bookmarkStart", '<w:ins w:id="1" w:author="a" w:date="2021-06-30T00:00:00Z"/><w:bookmarkStart', "C04", BODY),
    "a drawing that has the id of another": (BODY, '<wps:cNvPr id="', '<wps:cNvPr id="2" name="Khối"/><wps:cNvPr id="2" name="Khối"/><wps:cNvPr id="', "C04", BODY),
    "a bookmark name that stands twice": (BODY, "<w:bookmarkStart", f"{_SECOND}<w:bookmarkStart", "C04", BODY),
    "a cell that ends in a table": (BODY, "</w:p></w:tc>", "</w:p><w:tbl><w:tblPr/><w:tblGrid/></w:tbl></w:tc>", "C05", BODY),
    "an empty cell": (BODY, "</w:tc>", "</w:tc><w:tc/>", "C05", BODY),
    "a section in the middle": (BODY, "<w:tbl>", "<w:sectPr/><w:tbl>", "C06", BODY),
    "a paragraph's properties after its words": (BODY, "<w:p><w:pPr>", "<w:p><w:r><w:t>a</w:t></w:r><w:pPr>", "C06", BODY),
    "a table without a grid": (BODY, "<w:tblGrid>", "<w:khac/><w:tblGrid>", "C06", BODY),
    "a run inside a run": (BODY, "ô một</w:t>", "ô</w:t><w:r><w:t>một</w:t></w:r>", "C06", BODY),
    "a paragraph inside a paragraph": (BODY, "<w:p><w:pPr>", "<w:p><w:p/><w:pPr>", "C06", BODY),
    "a run's properties after its words": (BODY, "ô một</w:t>", "ô một</w:t><w:rPr/>", "C06", BODY),
    "a tag of a template": (HEAD, "⟦đơn vị⟧", "{{r đầu_trái }}", "C07", HEAD),
    "a placeholder": (BODY, "ô một", "ô của {đơn vị}", "C07", BODY),
    "a placeholder over two runs": (BODY, "ô một</w:t></w:r>", "ô {đơn </w:t></w:r><w:r><w:t>vị}</w:t></w:r>", "C07", BODY),
    "half a hole": (BODY, "ô một", "ô \ue002 một", "C07", BODY),
    "a bookmark without an end": (BODY, "<w:bookmarkEnd", "<w:khac", "C08", BODY),
    "a link to nowhere": (BODY, 'w:anchor="m_noi_dung"', 'w:anchor="m_khac"', "C09", BODY),
    "a page number of nothing": (BODY, "PAGEREF m_noi_dung", "PAGEREF m_khac", "C09", BODY),
    "a drawing without words": (BODY, 'descr="Lưu đồ các bước"', 'descr=""', "C10", BODY),
    "a hole in an attribute": (BODY, 'descr="Lưu đồ các bước"', 'descr="⟦đơn vị⟧"', "C11", BODY),
    "a hole between paragraphs": (BODY, "<w:tbl>", "⟦đơn vị⟧<w:tbl>", "C11", BODY),
    "a hole in a field": (BODY, "PAGEREF m_noi_dung", "PAGEREF m_noi_dung ⟦đơn vị⟧", "C11", BODY),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_spoilt_file_is_stopped(mutant: str) -> None:
    """C01 to C11: each way of spoiling a good file is told with its code and its part."""
    part, old, new, code, told_at = MUTANTS[mutant]
    assert (code, told_at) in _told(_spoilt(part, old, new))


def test_all_faults_are_told_at_once() -> None:
    """Several faults of a file are told in one run, each at its paragraph."""
    parts = _spoilt(BODY, "ô một</w:t></w:r></w:p></w:tc>", "ô {đơn vị}</w:t></w:r></w:p><w:tbl><w:tr/></w:tbl></w:tc>")
    assert {"C05", "C06", "C07"} <= {code for code, _ in _told(parts)}
    left = next(fault for fault in gate.faults("a.docx", parts) if fault.code == "C07")
    assert isinstance(left.place, WordPlace)
    assert (left.place.paragraph, left.place.excerpt) == (3, "ô {đơn vị}")


@pytest.mark.parametrize("sign", ["\x00", "\x1f", "\ufffe", "\ue000", "\x80"])
def test_a_fact_with_an_unfit_sign_is_stopped(sign: str) -> None:
    """C12: a fact with a sign that XML forbids, or a mark of holes, is not filled in."""
    with pytest.raises(Unsound) as stopped:
        _good().fill({**FACTS, "đơn vị": f"BHXH{sign}"})
    assert ["C12"] == [problem.code for problem in stopped.value.problems]


def _nothing(_: str) -> str:
    return ""


@pytest.mark.parametrize("change", [str.upper, str.swapcase, _nothing], ids=["upper", "swapped", "empty"])
def test_what_is_filled_in_changes_no_verdict(change: Callable[[str], str]) -> None:
    """Whatever an office is called, its file passes like the printed one."""
    filled = {name: change(f"<w:p/> & \"{value}\" ]]> </w:t> 'a'") for name, value in FACTS.items()}
    parts = [(name, part.fill(filled) if isinstance(part, Pattern) else part) for name, part in _good().parts]
    assert [] == gate.faults("a.docx", [(name, Pattern(part.raw.decode()) if isinstance(before, Pattern) else part) for (name, part), (_, before) in zip(parts, _good().parts, strict=True)])
