"""What a set covers: clauses with their documents and sections, required information, services; and what is told missing."""

from __future__ import annotations

from qmsdocs.assemble.coverage import assemble_matrix
from qmsdocs.model.document import Table
from qmsdocs.model.framework.coverage import Coverage
from qmsdocs.plan.coverage import check_coverage, coverage_of
from support.composed import frame_of, plan_of
from support.workspace import PROCEDURE, TEXT, Workspace, tiny

EDITION = "framework_model/2015/edition.yaml"
CLAUSES = "framework_model/references/clauses.yaml"
INFORMATION = "framework_model/references/documented_information.yaml"
SERVICES = "framework_model/references/services.yaml"


def _covered(workspace: Workspace) -> tuple[Coverage, list[tuple[str, str]]]:
    plan = plan_of(workspace, "tinh").value
    assert plan is not None
    coverage = coverage_of(plan)
    problems = check_coverage(frame_of(workspace), plan, coverage)
    return coverage, [(problem.code, problem.message) for problem in problems if problem.code != "T24"]  # the tiny frame's internal procedure has no forms


def _clause(workspace: Workspace, clause: str) -> list[tuple[str, tuple[str, ...]]]:
    coverage, _ = _covered(workspace)
    return next([(one.identity.id, one.sections) for one in line.evidence] for line in coverage.clauses if line.clause == clause)


def test_whole() -> None:
    """The tiny set covers its standard and its catalogue, and nothing is told."""
    coverage, problems = _covered(tiny())
    assert ([], ["cap-the"]) == (problems, [line.procedure.id for line in coverage.services if line.procedure is not None])


def test_sections_are_named() -> None:
    """A clause names the document and the section that says it; a document that says it as a whole stands without a section."""
    assert [("chinh-sach", ("Cam kết",))] == _clause(tiny(), "5.2")
    assert [("cap-the", ())] == [one for one in _clause(tiny(), "8.5.1") if one[0] == "cap-the"]


def test_clause_below() -> None:
    """A document that names a clause answers the clauses below it; one that names a point answers the clause."""
    below = tiny().replacing(CLAUSES, '"5.2": {tên: Chính sách', '"5.2.1": {tên: Lập chính sách, xác minh: đã xác minh}\n    "5.2": {tên: Chính sách')
    assert ["chinh-sach"] == [document for document, _ in _clause(below, "5.2.1")]
    point = tiny().replacing(PROCEDURE, 'điều khoản: ["8.5.1"]', 'điều khoản: ["8.5.1 c"]')
    assert "cap-the" in dict(_clause(point, "8.5.1"))


def test_clause_uncovered() -> None:
    """A clause that nothing names is told, unless it asks for nothing, or is said not to be applied."""
    bare = tiny().replacing(CLAUSES, '"5.2": {tên: Chính sách', '"7.2": {tên: Năng lực, xác minh: đã xác minh}\n    "5.2": {tên: Chính sách')
    assert [("T20", "Không tài liệu nào trong bộ của «bhxh-tinh» ghi điều 7.2 «Năng lực»")] == _covered(bare)[1]
    assert [] == _covered(bare.replacing(CLAUSES, "tên: Năng lực,", "tên: Năng lực, nêu yêu cầu: không,"))[1]
    excluded = bare.replacing(EDITION, "danh mục thủ tục: danh-muc", 'danh mục thủ tục: danh-muc\nđiều khoản không áp dụng:\n  nang-luc: {điều khoản: "7.2", yêu cầu về: Năng lực, lý do: Vì thử}')
    assert [] == _covered(excluded)[1]


def test_exclusion_of_a_kind() -> None:
    """What other kinds of unit do not apply leaves nothing out here; a clause that is not applied stands once for those below it."""
    clauses = "tên: Chính sách"
    bare = tiny().replacing(CLAUSES, f'"5.2": {{{clauses}', f'"7.2": {{tên: Năng lực, xác minh: đã xác minh}}\n    "7.2.1": {{tên: Xác định, xác minh: đã xác minh}}\n    "5.2": {{{clauses}')
    excluded = 'danh mục thủ tục: danh-muc\nđiều khoản không áp dụng:\n  nang-luc: {điều khoản: "7.2", áp dụng cho: [KIND], yêu cầu về: Năng lực, lý do: Vì thử}'
    other, own = (bare.replacing(EDITION, "danh mục thủ tục: danh-muc", excluded.replace("KIND", kind)) for kind in ("bhxh-huyen", "bhxh-tinh"))
    assert ["T20"] == [code for code, _ in _covered(other)[1]]
    assert [] == _covered(own)[1]
    plan = plan_of(own, "tinh").value
    assert plan is not None
    matrix = assemble_matrix(plan, coverage_of(plan), "so-do-ngang").blocks
    rows = [row.key for block in matrix if isinstance(block, Table) for row in block.rows if row.key.startswith("7.2")]
    assert ["7.2"] == rows


def test_information_missing() -> None:
    """Mandatory information that no document holds is an error; a record that no procedure leaves behind is missing too."""
    moved = tiny().replacing(INFORMATION, 'điều khoản: "5.2", cách giữ: duy trì', 'điều khoản: "5.2", cách giữ: lưu giữ')
    assert ["T18"] == [code for code, _ in _covered(moved)[1]]
    assert [] == _covered(moved.replacing(INFORMATION, "mức: bắt buộc", "mức: nếu áp dụng"))[1]


def test_service_missing() -> None:
    """A service of the catalogue without a procedure is an error, only for the kinds of unit that must have it."""
    more = tiny().replacing(SERVICES, '"1.001": {', '"1.002": {tên: Đổi thẻ, lĩnh vực: Sổ thẻ, áp dụng cho: [bhxh-tinh], nguồn: {ghi: Thử, xác minh: chưa xác minh}}\n    "1.001": {')
    assert [("T19", "Bộ tài liệu của «bhxh-tinh» không có quy trình cho thủ tục 1.002 «Đổi thẻ»")] == _covered(more)[1]
    assert [] == _covered(more.replacing(SERVICES, "Đổi thẻ, lĩnh vực: Sổ thẻ, áp dụng cho: [bhxh-tinh]", "Đổi thẻ, lĩnh vực: Sổ thẻ, áp dụng cho: [bhxh-huyen]"))[1]


def test_text_keeps_nothing_without_forms() -> None:
    """A text without forms holds information but leaves no record behind."""
    coverage, _ = _covered(tiny().replacing(INFORMATION, 'điều khoản: "5.2", cách giữ: duy trì', 'điều khoản: "5.2", cách giữ: sẵn có'))
    assert ["chinh-sach"] == [identity.id for identity in coverage.requirements[0].evidence]
    assert "điều khoản" in tiny().text(TEXT)


def test_procedure_without_forms() -> None:
    """A procedure that names no form of its own and no prescribed one is told: its work would leave no record."""
    plan = plan_of(tiny(), "tinh").value
    assert plan is not None
    told = [problem.message for problem in check_coverage(frame_of(tiny()), plan, coverage_of(plan)) if problem.code == "T24"]
    assert ["Quy trình «tiep-dan» không có biểu mẫu nào"] == told
