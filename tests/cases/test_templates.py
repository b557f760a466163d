"""Every problem of a Word template, at its part and paragraph (Word files have no lines, so these cases are Python)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from qmsdocs.diagnostics.report import Severity, WordPlace
from support.workspace import problems_of, tiny

TEMPLATE = "framework_model/2015/templates/quy-trinh.docx"
BODY, HEAD, STYLES = "word/document.xml", "word/header1.xml", "word/styles.xml"
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
