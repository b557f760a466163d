"""Every way in which a Word file cannot be read, and what the command says of it while the other files are still checked."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import jsonschema
import pytest

from qmsdocs.archive import MAX_UNZIPPED
from qmsdocs.linting import read_rules
from qmsdocs.ooxml.reading.paper import read_paper
from support.command import run
from support.papers import build, changed, decision

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _zip(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def _document(body: str, before: str = "") -> dict[str, str | bytes]:
    return {"word/document.xml": f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}">{body}</w:document>'}


def _nested(depth: int) -> str:
    return "<w:body>" + "<w:sdt><w:sdtContent>" * depth + "<w:p/>" + "</w:sdtContent></w:sdt>" * depth + "</w:body>"


UNREADABLE = {
    "words": (b"not a zip", "Đ20"),
    "empty": (b"", "Đ20"),
    "cut": (build(decision())[:-200], "Đ20"),
    "leaves-its-folder": (_zip({"../word/document.xml": "x"}), "Đ20"),
    "old-word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Đ21"),
    "rtf": (b"{\\rtf1 abc}", "Đ21"),
    "bomb": (_zip({"word/document.xml": b"\0" * (MAX_UNZIPPED + 1)}), "Đ22"),
    "no-document": (_zip({"[Content_Types].xml": "<Types/>"}), "Đ23"),
    "no-body": (_zip(_document("<w:p/>")), "Đ23"),
    "broken-xml": (_zip(_document("<w:body>").copy() | {"word/document.xml": "<w:document"}), "Đ24"),
    "broken-links": (_zip(_document("<w:body/>") | {"word/_rels/document.xml.rels": "<R"}), "Đ24"),
    "entities": (_zip(_document("<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>", ENTITIES)), "Đ25"),
    "deep": (_zip(_document(_nested(110))), "Đ26"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable(name: str) -> None:
    """Đ20 to Đ26: a file that cannot be read is told by its own problem."""
    content, code = UNREADABLE[name]
    read = read_paper("a.docx", content)
    assert (None, [code]) == (read.value, [problem.code for problem in read.problems])


def test_almost_too_deep() -> None:
    """Nesting that a real file may have is read."""
    assert read_paper("a.docx", _zip(_document(_nested(90)))).value is not None


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Give a good file, a spoilt one, one that is no Word file, one that is not there; and no LibreOffice."""
    monkeypatch.setenv("PATH", "")
    files = {name: tmp_path / f"{name}.docx" for name in ("tốt", "sai lề", "hỏng", "không có")}
    files["tốt"].write_bytes(build(decision()))
    files["sai lề"].write_bytes(build(changed(decision(), {"page": {"top": 10}, "change": {"khoan-2": {"font": "Arial"}, "dieu-2": {"font": "Arial"}}})))
    files["hỏng"].write_bytes(b"PK")
    return files


def test_good_file(papers: dict[str, Path]) -> None:
    """A file without a fault exits 0 and says what it was checked as."""
    answer = run("lint", papers["tốt"])
    assert answer.code == 0, answer.out
    assert "văn bản hành chính (nd30) – đoán theo nội dung" in answer.out
    assert answer.out.endswith("1 tệp: 0 lỗi, 0 cảnh báo, 0 lưu ý.\n")


def test_text(papers: dict[str, Path]) -> None:
    """Files are told the worst first, each finding with place, cure and source; a file that is not there does not stop the others."""
    answer = run("lint", "--profile", "nd30", *papers.values())
    assert answer.code == 1
    order = [line.removeprefix("== ") for line in answer.out.splitlines() if line.startswith("== ")]
    assert order == [str(papers[name]) for name in ("sai lề", "hỏng", "không có", "tốt")]
    place = r"lỗi\[PG-08\] Phông chữ: phông Arial\n  --> word/document.xml, đoạn \d+: «Điều 2. Tổ triển khai có các nhiệm vụ sau:» \(và 1 chỗ nữa: đoạn \d+\)\n"
    assert re.search(place, answer.out)
    assert "= theo: NĐ 30/2020/NĐ-CP PL I, Phần I, mục I.3" in answer.out
    assert "lỗi[Đ20]" in answer.out
    assert "lỗi[X09]" in answer.out


def test_json(papers: dict[str, Path]) -> None:
    """The same as data."""
    answer = run("lint", "--json", *papers.values())
    told = {one["file"]: one for one in json.loads(answer.out)}
    spoilt = told[str(papers["sai lề"])]
    assert (1, {"PG-04", "PG-08"}, "nd30", True) == (answer.code, {one["rule"] for one in spoilt["findings"]}, spoilt["profile"], spoilt["guessed"])
    assert [len(one["others"]) for one in spoilt["findings"] if one["rule"] == "PG-08"] == [1]
    assert ["Đ20"] == [problem["code"] for problem in told[str(papers["hỏng"])]["problems"]]


def test_sarif(papers: dict[str, Path]) -> None:
    """The same as SARIF 2.1.0: every result names a rule that the tool describes, at a place."""
    answer = run("lint", "--sarif", *papers.values())
    log = json.loads(answer.out)
    jsonschema.validate(log, _SARIF)
    (ran,) = log["runs"]
    rules = ran["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in ran["results"])
    assert {"PG-04", "PG-08", "Đ20", "X09"} == {result["ruleId"] for result in ran["results"]}


_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {"artifactLocation": {"type": "object", "properties": {"uri": {"type": "string", "pattern": r"^[\x21-\x7e]+$"}}}},
        },
        "logicalLocations": {"type": "array", "uniqueItems": True},
        "message": _TEXT,
    },
}
_SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {"type": "object", "required": ["name"], "properties": {"rules": {"type": "array", "uniqueItems": True}, "language": {"pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}}}
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "properties": {
                                "message": _TEXT,
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "locations": {"type": "array", "items": _LOCATION},
                                "relatedLocations": {"type": "array", "items": _LOCATION},
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What of the standard's schema our log uses."""


def test_warnings_alone(tmp_path: Path) -> None:
    """Warnings are told and exit 0; so do a quality system's documents without the rules of papers."""
    path = tmp_path / "a.docx"
    path.write_bytes(build(changed(decision(), {"change": {"cuoi": {"text": "**Điều 3.** Các đơn vị thi hành Quyết định này."}}})))
    answer = run("lint", path)
    assert (0, True) == (answer.code, "cảnh báo[ND-20]" in answer.out)
    assert "ND-20" not in run("lint", "--profile", "qms_doc", path).out


def test_usage(papers: dict[str, Path]) -> None:
    """No file, an unknown profile, both kinds of data: usage."""
    assert [2, 2, 2] == [run("lint", *arguments).code for arguments in ((), ("--profile", "x", papers["tốt"]), ("--json", "--sarif", papers["tốt"]))]


def test_what_needs_pages_is_told(papers: dict[str, Path]) -> None:
    """Where LibreOffice is missing, the rules that need pages are named."""
    rendered = [name for name, rule in read_rules().rules.items() if rule.method == "render"]
    assert f"chưa kiểm tra (không có LibreOffice hoặc pdfplumber): {', '.join(rendered)}" in run("lint", papers["tốt"]).out
