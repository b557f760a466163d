"""What papers that others made hold and is no fault: each was told as one once."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from qmsdocs.linting import lint_files
from qmsdocs.model.finding import Judged, Profile
from support.papers import build, centred, changed, letter, model, spoilt, text

BODY, NUMBERING = "word/document.xml", "word/numbering.xml"
_TIMES = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/></w:rPr>'
_MARK = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
_LINED = (
    f'<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r>{_TIMES}<w:t>{{}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
)
_UNTITLED = ["co-quan-chu-quan", "co-quan", "co-quan-2", "ke-co-quan", "so"]


def judged(folder: Path, content: bytes, profile: Profile | None = Profile.PAPER) -> Judged:
    """Judge one file."""
    (folder / "a.docx").write_bytes(content)
    return lint_files([folder / "a.docx"], profile, printer=None)[0]


def rules(folder: Path, content: bytes, profile: Profile | None = Profile.PAPER) -> set[str]:
    """Give the rules that find something in one file."""
    return {finding.rule for finding in judged(folder, content, profile).findings}


def _decision(**case: Any) -> bytes:
    return spoilt(build(changed(model("1.2"), case)), case.get("spoil", []))


GOOD: dict[str, dict[str, Any]] = {
    "words in the quotes of other languages": {"change": {"khoan-2": {"text": "2. Báo cáo «kết quả», «số liệu», «tồn tại» và «kiến nghị»."}}},
    "a name in another language": {"change": {"khoan-2": {"text": "2. Báo cáo ông Müller, bà Núñez, ông Weiß và bà Françoise về kết quả thực hiện trong kỳ."}}},
    "a line in another language": {"change": {"khoan-2": {"text": "2. Förderstelle, Art der Förderung, Höhe der Förderung."}}},
    "lines of dots to write on": {"add": [{"after": "khoan-2", "text": "…………………………………", "size": 10, "align": "left"}, {"after": "khoan-2", "text": ".........", "size": 10, "align": "right"}]},
    "the mark of a note": {"spoil": [{"part": BODY, "old": "Tổ triển khai</w:t></w:r>", "new": f"Tổ triển khai</w:t></w:r>{_MARK}"}]},
    "a recipient on two lines": {
        "change": {"noi-nhan-2": {"text": "- BHXH các huyện, thị xã,"}},
        "add": [{"after": "noi-nhan-2", "text": "thành phố trong tỉnh (để thực hiện);", "size": 11}],
    },
    "a row of a table that is named as the recipients": {
        "spoil": [{"part": BODY, "old": "2. Báo cáo kết quả.</w:t></w:r></w:p>", "new": f"2. Báo cáo kết quả.</w:t></w:r></w:p>{_LINED.format('Nơi nhận')}"}]
    },
    "a draft with an open number and sign": {"change": {"so": {"text": "Số: ..... /………."}}},
    "a file copy that is open": {"change": {"noi-nhan-3": {"text": "- Lưu: ……"}}},
    "an article that is open": {"change": {"dieu-1": {"text": "**Điều 1.**………………………………"}}},
    "the label of a form above the head": {"add": [{"after": "co-quan-chu-quan", "text": "Mẫu số 02", "size": 10, "align": "left"}]},
}


@pytest.mark.parametrize("habit", GOOD)
def test_no_fault(habit: str, tmp_path: Path) -> None:
    """A lawful decision stays lawful with what people put into theirs."""
    assert () == judged(tmp_path, _decision(**GOOD[habit])).findings


def test_old_letters_are_found_all_the_same(tmp_path: Path) -> None:
    """PG-09: words in TCVN3 are told by their letters alone."""
    assert {"PG-09"} == rules(tmp_path, _decision(change={"khoan-2": {"text": "2. Céng hßa x· héi chñ nghÜa ViÖt Nam."}}))


def test_hollow_bullets(tmp_path: Path) -> None:
    """PG-08: Word's hollow bullet is a letter of another face and no word."""
    document = docx.Document(io.BytesIO(build(model("1.2"))))
    numbered = document.part.numbering_part.element
    numbered.insert(
        0,
        docx.oxml.parse_xml(
            f'<w:abstractNum xmlns:w="{numbered.nsmap["w"]}" w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="FORM"/><w:lvlText w:val="o"/><w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/></w:rPr></w:lvl></w:abstractNum>'
        ),
    )
    numbered.append(docx.oxml.parse_xml(f'<w:num xmlns:w="{numbered.nsmap["w"]}" w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    made = io.BytesIO()
    document.save(made)
    listed = [{"part": BODY, "old": "<w:sectPr", "new": '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr></w:pPr><w:r><w:t>Báo cáo</w:t></w:r></w:p><w:sectPr'}]
    for form, found in (("bullet", False), ("decimal", True)):
        content = spoilt(made.getvalue(), [*listed, {"part": NUMBERING, "old": "FORM", "new": form}])
        assert found == ("PG-08" in rules(tmp_path, content))


def test_forms_are_no_papers_of_an_agency(tmp_path: Path) -> None:
    """A form that people fill in has the nation's name, and no agency, number or type of the decree: it is not held against the rules of papers, unless asked."""
    form = changed(model("1.2"), {"remove": _UNTITLED, "change": {"ten-loai": {"text": "TỜ KHAI"}, "trich-yeu": {"text": "ĐĂNG KÝ GIÁM HỘ"}}})
    assert Profile.DOCUMENT is judged(tmp_path, build(form), None).profile
    assert "TL-02" not in rules(tmp_path, build(form))
    assert Profile.PAPER is judged(tmp_path, build(changed(model("1.2"), {"remove": _UNTITLED})), None).profile
    assert Profile.PAPER is judged(tmp_path, build(changed(model("1.2"), {"change": {"ten-loai": {"text": "GIẤY XÁC NHẬN"}}})), None).profile


def test_papers_of_law(tmp_path: Path) -> None:
    """The number of a paper of law has its year; the abstract may be followed by a typed rule."""
    case = {"change": {"ten-loai": {"text": "NGHỊ ĐỊNH"}, "so": {"text": "Số: 30/2020/NĐ-CP"}}, "add": [{"after": "trich-yeu", "text": "__________", "align": "center"}]}
    assert {"SK-04", "SK-05", "CP-05"}.isdisjoint(rules(tmp_path, _decision(**case)))
    assert "SK-04" in rules(tmp_path, _decision(change={"so": {"text": "Số: 15/2020/QĐ-BHXH"}}))


def test_offices_on_two_lines(tmp_path: Path) -> None:
    """CK-02: the second line of an office is not the signer's name."""
    case = {"change": {"quyen-han-1": {"text": "NGƯỜI CÓ THẨM QUYỀN"}, "ho-ten": {"text": "CỦA CƠ QUAN ĐĂNG KÝ", "size": 12}}}
    assert {"CK-02", "VH-02"}.isdisjoint(rules(tmp_path, _decision(**case)))


def test_annex_in_a_file_of_its_own(tmp_path: Path) -> None:
    """PG-15, DD-03, PL-05: an annex that starts its file starts its numbers too; its note may be broken over two paragraphs, and its date is no paper's."""
    paper = letter() | {"frame": [[[], []]], "foot": []}
    note = [centred("kem-theo", "(Kèm theo Nghị định số 30/2020/NĐ-CP", 14, italic=True), centred("kem-theo-2", "ngày 05 tháng 3 năm 2020 của Chính phủ)", 14, italic=True)]
    paper["body"] = [centred("phu-luc", "Phụ lục I", 14, bold=True), centred("ten", "THỂ THỨC VĂN BẢN", 14, bold=True), *note, text("a", "Nội dung phụ lục.")]
    found = judged(tmp_path, build(paper), None)
    assert (Profile.DOCUMENT, ()) == (found.profile, found.findings)
    assert {"PG-15", "DD-03", "PL-05"}.isdisjoint(rules(tmp_path, build(paper)))


@pytest.mark.outside
def test_open_place_on_the_page(soffice: str, tmp_path: Path) -> None:
    """DD-02: the dots of a place that is left open are part of its line, which stands in the middle with them."""
    pytest.importorskip("pdfplumber")
    (tmp_path / "a.docx").write_bytes(_decision(change={"ngay": {"text": "…………………………………, ngày … tháng … năm 20…"}}))
    assert () == lint_files([tmp_path / "a.docx"], Profile.PAPER, printer=soffice)[0].findings
