"""A planned procedure in, its blocks out: sections, steps, flowcharts."""

from __future__ import annotations

from qmsdocs.assemble.kinds import assemble
from qmsdocs.model.document import Document, Figure, Heading, Paragraph, ShapeKind, Table, text_of
from support.composed import plan_of
from support.workspace import PROCEDURE, Workspace, tiny


def _procedure(workspace: Workspace) -> Document:
    planned = plan_of(workspace, "tinh")
    assert () == planned.problems
    assert planned.value is not None
    procedure = planned.value.current.get("cap-the")
    assert procedure is not None
    return assemble(planned.value, planned.value.current, procedure).document


def _figures(document: Document) -> list[Figure]:
    return [block for block in document.blocks if isinstance(block, Figure)]


def test_words_of_a_step_are_resolved() -> None:
    """A role, a document and a step that the words of a step name stand in the flowchart as people read them."""
    written = tiny().replacing(PROCEDURE, "tên: In thẻ", 'tên: "Trình {giam-doc} theo [[tiep-dan]]"')
    figure, *_ = _figures(_procedure(written))
    told = [" ".join(shape.lines) for shape in figure.shapes if shape.kind is ShapeKind.PROCESS]
    assert "2. Trình Giám đốc BHXH tỉnh theo NB-01" in told
    assert "Trình Giám đốc BHXH tỉnh theo NB-01" in figure.alternative


def test_opening_begins_a_flowchart() -> None:
    """A step that something else opens begins a flowchart of its own, and the table of steps says what opens it."""
    written = tiny().replacing(PROCEDURE, "tên: In thẻ", 'tên: In thẻ\n    khởi đầu: "Đến kỳ, {giam-doc} yêu cầu"')
    document = _procedure(written)
    figures = _figures(document)
    opening = "Đến kỳ, Giám đốc BHXH tỉnh yêu cầu"
    assert len(_figures(_procedure(tiny()))) + 1 == len(figures)
    assert opening in [" ".join(shape.lines) for shape in figures[-1].shapes if shape.kind is ShapeKind.TERMINAL]
    cells = [
        text_of(paragraph.runs) for block in document.blocks if isinstance(block, Table) and block.key == "cac-buoc-bang" for row in block.rows for cell in row.cells for paragraph in cell.paragraphs
    ]
    assert f"Bắt đầu: {opening}" in cells


def test_roles_of_one_title_share_a_lane() -> None:
    """Roles that have the same title in a kind of unit are one lane of its flowchart."""
    roles = "framework_model/organisation/roles.yaml"
    figure, *_ = _figures(_procedure(tiny().replacing(roles, '"Phòng Cấp sổ, thẻ"', "Phòng Một cửa")))
    assert ["Phòng Một cửa"] == [" ".join(shape.lines) for shape in figure.shapes if shape.kind is ShapeKind.ROLE]


def test_charts_stand_once_below_their_heading() -> None:
    """The flowcharts, drawn again for the room that is left, stand once and in order below their heading."""
    written = tiny().replacing(PROCEDURE, "tên: In thẻ", 'tên: In thẻ\n    khởi đầu: "Đến kỳ"')
    document = _procedure(written)
    at = next(index for index, block in enumerate(document.blocks) if isinstance(block, Heading) and block.anchor == "luu-do")
    figures = _figures(document)
    assert figures == list(document.blocks[at + 1 : at + 1 + len(figures)])
    assert [f"luu-do-{number}" for number in range(1, len(figures) + 1)] == [figure.key for figure in figures]


def test_what_the_body_cites_stands_in_section_3() -> None:
    """Section 3 lists with their use the documents that the writer names, then those that the other sections cite; never a form or the document itself."""
    cites = (
        tiny()
        .replacing(PROCEDURE, "nội dung: In rồi soát thẻ.", "nội dung: In rồi soát thẻ theo [[chinh-sach]], [[cap-the]], [[phieu]].")
        .replacing(PROCEDURE, "\ncác bước:", "\ntài liệu viện dẫn: {tiep-dan: {thứ tự: 10}}\ncác bước:")
    )
    assert ["vien-dan-tiep-dan", "vien-dan-chinh-sach"] == [
        block.key for block in _procedure(cites).blocks if isinstance(block, Paragraph) and block.key in {f"vien-dan-{name}" for name in ("tiep-dan", "chinh-sach", "cap-the", "phieu")}
    ]


def test_parts_of_codes_are_no_abbreviations() -> None:
    """The table of abbreviations explains words of the text; the code of a document and the number of a law are names."""
    codes = tiny().replacing("framework_model/references/abbreviations.yaml", "  VT: Văn thư", "  CP: Chính phủ\n  NB: Nội bộ\n  VT: Văn thư")
    cites = codes.replacing(PROCEDURE, "nội dung: In rồi soát thẻ.", "nội dung: In theo [[tiep-dan]] và Nghị định số 62/2009/NĐ-CP, gửi VT.")
    table = next(block for block in _procedure(cites).blocks if isinstance(block, Table) and block.key == "viet-tat")
    assert ["viet-tat-BHXH", "viet-tat-VT"] == [row.key for row in table.rows if row.key.startswith("viet-tat")]
