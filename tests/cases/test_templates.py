"""Every problem of a Word template, at its part and paragraph (Word files have no lines, so these cases are Python)."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from qmsdocs.diagnostics.report import Severity, WordPlace
from support.workspace import problems_of, tiny

TEMPLATE = "framework_model/2015/templates/quy-trinh.docx"
BODY, HEAD, FOOT, STYLES, SETTINGS = "word/document.xml", "word/header1.xml", "word/footer1.xml", "word/styles.xml", "word/settings.xml"
Found = tuple[str, Severity, object]


def _with(part: str, old: str, new: str) -> bytes:
    """Give the shipped template with other words in one place of one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(tiny().files[TEMPLATE])) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            assert name != part or text.count(old) == 1
            after.writestr(name, text.replace(old, new) if name == part else text)
    return made.getvalue()


def _found(root: Path, template: bytes) -> list[Found]:
    written = tiny().put(TEMPLATE, template).write(root)
    return [(found.code, found.severity, found.place) for found in problems_of(written)]


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04", Path(__file__).read_bytes()], ids=["empty", "words", "cut", "python"])
def test_not_a_word_file(content: bytes, tmp_path: Path) -> None:
    """M01: what is not a .docx is refused as a whole."""
    assert [("M01", Severity.ERROR, WordPlace(TEMPLATE, "tệp", 1, ""))] == _found(tmp_path, content)


def test_zip_without_document(tmp_path: Path) -> None:
    """M01: a zip that holds no Word document is not a .docx."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/epub+zip")
    assert [("M01", Severity.ERROR, WordPlace(TEMPLATE, "tệp", 1, ""))] == _found(tmp_path, made.getvalue())


def test_tracked_changes(tmp_path: Path) -> None:
    """M02: a tracked change left in a template is told at its paragraph."""
    inserted = '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>thêm vào</w:t></w:r></w:ins></w:p>'
    template = _with(BODY, "<w:sectPr>", f"{inserted}<w:sectPr>")
    assert [("M02", Severity.ERROR, WordPlace(TEMPLATE, BODY, 2, "thêm vào"))] == _found(tmp_path, template)


def test_broken_tag(tmp_path: Path) -> None:
    """M03: a tag that cannot be read is told at its paragraph."""
    template = _with(HEAD, "{{r đầu_trái }}", "{{r đầu_trái +}}")
    assert [("M03", Severity.ERROR, WordPlace(TEMPLATE, HEAD, 1, "{{r đầu_trái +}}{{r đầu_phải }}"))] == _found(tmp_path, template)


def test_unknown_names(tmp_path: Path) -> None:
    """M04: every name that nobody gives is told, with the nearest that is known."""
    template = _with(BODY, "<w:sectPr>", _paragraph("{{ thời_tiết }}") + _paragraph("{{r chân_tráy }}") + "<w:sectPr>")
    found = problems_of(tiny().put(TEMPLATE, template).write(tmp_path))
    expected = [("M04", WordPlace(TEMPLATE, BODY, 3, "{{r chân_tráy }}")), ("M04", WordPlace(TEMPLATE, BODY, 2, "{{ thời_tiết }}"))]
    assert set(expected) == {(problem.code, problem.place) for problem in found}
    assert any("«chân_trái»" in problem.cure for problem in found)


def test_no_body(tmp_path: Path) -> None:
    """M05: a template must have a place for the body."""
    template = _with(BODY, "{{p thân }}", "Thân")
    assert [("M05", Severity.ERROR, WordPlace(TEMPLATE, BODY, 1, ""))] == _found(tmp_path, template)


def test_template_missing(tmp_path: Path) -> None:
    """M06: a template that a document of the set needs is missed by its name."""
    root = tiny().without(TEMPLATE).without("framework_model/2008/templates/bieu-mau.docx").write(tmp_path)
    expected = [
        ("M06", Severity.ERROR, WordPlace("framework_model/2008/templates/bieu-mau.docx", STYLES, 1, "")),
        ("M06", Severity.ERROR, WordPlace(TEMPLATE, STYLES, 1, "")),
    ]
    assert expected == [(found.code, found.severity, found.place) for found in problems_of(root)]


def test_faults_of_several_templates(tmp_path: Path) -> None:
    """The faults of all templates are told in one run."""
    other = TEMPLATE.replace("quy-trinh", "tai-lieu")
    root = tiny().put(TEMPLATE, _with(BODY, "{{p thân }}", "Thân")).put(other, b"").write(tmp_path)
    assert [("M05", TEMPLATE), ("M01", other)] == [(found.code, getattr(found.place, "file", "")) for found in problems_of(root)]


def test_lost_style(tmp_path: Path) -> None:
    """M07: a style that the documents of a template are printed in, and that is gone, is told."""
    template = _with(STYLES, '<w:name w:val="Ghi chú"/>', '<w:name w:val="Khác"/>')
    assert [("M07", Severity.ERROR, WordPlace(TEMPLATE, STYLES, 1, ""))] == _found(tmp_path, _renamed(template, "GhiChu"))


def _renamed(template: bytes, style: str) -> bytes:
    """Give the template with another id for a style."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(f'w:styleId="{style}"'.encode(), b'w:styleId="Khac"'))
    return made.getvalue()


def test_styles_are_known_by_their_names(tmp_path: Path) -> None:
    """Other ids of styles, such as another program writes, do no harm: styles are known by their names."""
    assert _found(tmp_path, _renamed(tiny().files[TEMPLATE], "NoiDung")) == []


@pytest.mark.parametrize("tag", ["{{ đầu_phải.x }}", "{% include 'x' %}", "{{ đầu_phải|upper }}", "{# lời #}"])
def test_only_names_are_tags(tag: str, tmp_path: Path) -> None:
    """M03: a tag is a name and nothing else of what Jinja knows."""
    template = _with(HEAD, "{{r đầu_phải }}", tag)
    assert ["M03"] == [code for code, _, _ in _found(tmp_path, template)]


@pytest.mark.parametrize(("part", "old", "new"), [(BODY, "<w:body>", "<w:bod>"), (BODY, "<w:pgMar", "<w:khac"), (HEAD, "</w:hdr>", "")])
def test_broken_parts(part: str, old: str, new: str, tmp_path: Path) -> None:
    """M01: a part that is not XML, or a document without a page, is refused, not our bug."""
    assert ["M01"] == [code for code, _, _ in _found(tmp_path, _with(part, old, new))]


def test_two_bodies(tmp_path: Path) -> None:
    """M05: the place of the body stands once."""
    template = _with(BODY, "<w:sectPr>", f"{_paragraph('{{p thân }}')}<w:sectPr>")
    assert ["M05"] == [code for code, _, _ in _found(tmp_path, template)]


@pytest.mark.parametrize("name", ["Ghi chú", "heading 2", "Bảng lưới", "Hình vẽ", "Lưu đồ", "Ngăn cách", "Ô bảng nhóm"])
def test_lost_style_of_any_kind(name: str, tmp_path: Path) -> None:
    """M07: a lost style of text, heading, table, drawing or separator is told."""
    with zipfile.ZipFile(io.BytesIO(tiny().files[TEMPLATE])) as package:
        styles = package.read(STYLES).decode()
    (style,) = re.findall(rf'<w:style (?:(?!<w:style ).)*?<w:name w:val="{name}"/>.*?</w:style>', styles)
    assert [("M07", Severity.ERROR, WordPlace(TEMPLATE, STYLES, 1, ""))] == _found(tmp_path, _with(STYLES, style, ""))


@pytest.mark.parametrize(("old", "new"), [('w:top="1304"', 'w:top="1000"'), ('w:bottom="1247"', 'w:bottom="1500"'), ('w:left="1701"', 'w:left="1440"'), ('w:right="851"', 'w:right="1440"')])
def test_margins(old: str, new: str, tmp_path: Path) -> None:
    """M08: a margin outside the bounds of the edition is told, with the rule."""
    (found,) = problems_of(tiny().put(TEMPLATE, _with(BODY, old, new)).write(tmp_path))
    assert ("M08", Severity.ERROR, WordPlace(TEMPLATE, BODY, 1, "")) == (found.code, found.severity, found.place)
    assert "Nghị định số 30/2020/NĐ-CP" in found.message


def test_margins_as_word_rounds_them(tmp_path: Path) -> None:
    """A margin that Word rounds to whole twips is on its bound."""
    assert _found(tmp_path, _with(BODY, 'w:top="1304"', 'w:top="1134"')) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "place"),
    [
        (STYLES, '<w:name w:val="Ghi chú"/>', '<w:name w:val="Ghi chú"/><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>', WordPlace(TEMPLATE, STYLES, 1, "GhiChu")),
        (STYLES, '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"', '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"', WordPlace(TEMPLATE, STYLES, 1, "docDefaults")),
        (HEAD, "<w:r><w:t ", '<w:r><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr><w:t ', WordPlace(TEMPLATE, HEAD, 1, "{{r đầu_trái }}{{r đầu_phải }}")),
    ],
)
def test_typefaces(part: str, old: str, new: str, place: WordPlace, tmp_path: Path) -> None:
    """M09: another typeface is told in a style, in the defaults, in the head."""
    template = _first(part, old, new)
    assert [("M09", Severity.ERROR, place)] == _found(tmp_path, template)


def _first(part: str, old: str, new: str) -> bytes:
    """Give the shipped template with other words in the first place of one part where the old ones stand."""
    with zipfile.ZipFile(io.BytesIO(tiny().files[TEMPLATE])) as package:
        text = package.read(part).decode()
    return _with(part, text, text.replace(old, new, 1))


def test_size_of_the_text(tmp_path: Path) -> None:
    """M10: text below 13 points is told."""
    assert [("M10", Severity.ERROR, WordPlace(TEMPLATE, STYLES, 1, "NoiDung"))] == _found(tmp_path, _first(STYLES, '<w:sz w:val="26"/>', '<w:sz w:val="24"/>'))


def test_paper(tmp_path: Path) -> None:
    """M11: another paper than A4 is told."""
    assert [("M11", Severity.ERROR, WordPlace(TEMPLATE, BODY, 1, ""))] == _found(tmp_path, _with(BODY, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'))


def test_comments(tmp_path: Path) -> None:
    """M12: a comment left in a template is told at its paragraph."""
    commented = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>xem lại</w:t></w:r><w:commentRangeEnd w:id="0"/></w:p><w:sectPr>'
    assert [("M12", Severity.ERROR, WordPlace(TEMPLATE, BODY, 2, "xem lại"))] == _found(tmp_path, _with(BODY, "<w:sectPr>", commented))


def test_change_tracking(tmp_path: Path) -> None:
    """M13: change tracking that is switched on is told."""
    assert [("M13", Severity.ERROR, WordPlace(TEMPLATE, SETTINGS, 1, ""))] == _found(tmp_path, _with(SETTINGS, "<w:defaultTabStop", "<w:trackRevisions/><w:defaultTabStop"))


def test_tracked_format(tmp_path: Path) -> None:
    """M02: a tracked change of format is a tracked change."""
    changed = '<w:p><w:pPr><w:pPrChange w:id="1" w:author="a"><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>căn giữa</w:t></w:r></w:p><w:sectPr>'
    assert [("M02", Severity.ERROR, WordPlace(TEMPLATE, BODY, 2, "căn giữa"))] == _found(tmp_path, _with(BODY, "<w:sectPr>", changed))


def test_no_page_number(tmp_path: Path) -> None:
    """M14: a template without a page number is told."""
    assert [("M14", Severity.ERROR, WordPlace(TEMPLATE, HEAD, 1, ""))] == _found(tmp_path, _with(FOOT, " PAGE ", " DATE "))


@pytest.mark.parametrize(("part", "slot"), [(HEAD, "đầu_trái"), (HEAD, "đầu_phải"), (FOOT, "chân_trái"), (FOOT, "trang"), (FOOT, "chân_phải")])
def test_lost_slot(part: str, slot: str, tmp_path: Path) -> None:
    """M15: a slot of head or foot that was deleted is warned of by its name, once."""
    found = problems_of(tiny().put(TEMPLATE, _with(part, f"{{{{r {slot} }}}}", "")).write(tmp_path))
    assert {("M15", Severity.WARNING, f"Mẫu không còn chỗ điền {{{{r {slot} }}}}")} == {(problem.code, problem.severity, problem.message) for problem in found}


def test_slot_split_across_runs(tmp_path: Path) -> None:
    """A slot that Word has split into runs, with a spelling mark between them, is still the slot."""
    split = '{{r đầu_</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>trái }}'
    assert _found(tmp_path, _with(HEAD, "{{r đầu_trái }}", split)) == []


@pytest.mark.parametrize("part", [SETTINGS, STYLES, FOOT, "word/_rels/document.xml.rels"])
def test_any_broken_part(part: str, tmp_path: Path) -> None:
    """M01: a part that is not XML is refused, also one that is only copied."""
    assert "M01" in [code for code, _, _ in _found(tmp_path, _first(part, "</", "<"))]
