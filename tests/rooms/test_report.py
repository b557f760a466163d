"""diagnostics.report: what a problem is and how it looks."""

from __future__ import annotations

from qmsdocs.diagnostics.report import Checked, Diagnostic, Refused, Severity, TextPlace, WordPlace, as_json, has_errors, in_order, show

PLACE = TextPlace("a.yaml", 2, 6, 9)
ERROR = Diagnostic("H03", Severity.ERROR, PLACE, "«mot» không phải là một số", "Viết lại.", (("giá trị của khung", TextPlace("b.yaml", 7, 3)),))
WARNING = Diagnostic("H30", Severity.WARNING, TextPlace("a.yaml", 1, 1), "Hết hạn", "Gia hạn.")


def test_places() -> None:
    """A place in text is file:line:column; one in Word is the part, the paragraph and its first words."""
    assert ("a.yaml:2:6", "m.docx (word/header1.xml, đoạn 3: «Trang»)") == (str(PLACE), str(WordPlace("m.docx", "word/header1.xml", 3, "Trang")))


def test_show() -> None:
    """A problem is drawn with its place, its line with carets under the value, its trail and its cure."""
    lines = {("a.yaml", 2): "số:  mot # đếm", ("b.yaml", 7): "  số: 1"}
    drawn = show(ERROR, lambda place: lines.get((place.file, place.line)))
    assert drawn == ("lỗi[H03]: «mot» không phải là một số\n  --> a.yaml:2:6\n   2 | số:  mot # đếm\n     |      ^^^\n     = giá trị của khung: b.yaml:7:3\n       số: 1\n     = cách sửa: Viết lại.")


def test_show_without_the_line() -> None:
    """Where the file is not at hand, or is a Word file, the problem is drawn without its line."""
    assert "lỗi[H03]: «mot» không phải là một số\n  --> a.yaml:2:6\n     = giá trị của khung: b.yaml:7:3\n     = cách sửa: Viết lại." == show(ERROR, lambda _: None)
    word = Diagnostic("M02", Severity.ERROR, WordPlace("m.docx", "tệp", 1, ""), "Còn dấu sửa", "Chấp nhận.")
    assert "lỗi[M02]: Còn dấu sửa\n  --> m.docx (tệp, đoạn 1: «»)\n     = cách sửa: Chấp nhận." == show(word, lambda _: "x")
    assert "cảnh báo[H30]: Hết hạn\n     = cách sửa: Gia hạn." == show(Diagnostic("H30", Severity.WARNING, None, "Hết hạn", "Gia hạn."), lambda _: "x")


def test_carets_stay_on_the_line() -> None:
    """The carets never run past the end of the line, and there is always one."""
    place = TextPlace("a.yaml", 1, 4, 90)
    assert "     |    ^^" == show(Diagnostic("H03", Severity.ERROR, place, "Sai", "Sửa."), lambda _: "a: bc").split("\n")[3]
    assert "     |    ^" == show(Diagnostic("H03", Severity.ERROR, TextPlace("a.yaml", 1, 4), "Sai", "Sửa."), lambda _: "a: bc").split("\n")[3]


def test_order() -> None:
    """Problems are told once each: errors first, then by file, line, column and code."""
    by_line = [Diagnostic("H01", Severity.ERROR, TextPlace(file, line, column), "a", "b") for file, line, column in (("a", 2, 1), ("a", 2, 9), ("a", 10, 1), ("b", 1, 1))]
    nowhere = Diagnostic("X08", Severity.ERROR, None, "a", "b")
    assert [nowhere, *by_line, WARNING] == in_order([WARNING, *reversed(by_line), nowhere, *by_line])


def test_echoes() -> None:
    """What cannot be read at a place has no other fault there; at another place it may."""
    unread = Diagnostic("Đ09", Severity.ERROR, PLACE, "Khóa không có giá trị", "Viết.")
    elsewhere = Diagnostic("H03", Severity.ERROR, TextPlace("a.yaml", 3, 6), "a", "b")
    assert [unread, elsewhere] == in_order([ERROR, elsewhere, unread])


def test_errors_and_warnings() -> None:
    """A warning refuses nothing; an error does."""
    assert (False, False, True) == (has_errors([]), has_errors([WARNING]), has_errors([WARNING, ERROR]))


def test_json() -> None:
    """A problem for a program has the same facts under English keys."""
    assert as_json(ERROR) == {
        "code": "H03",
        "severity": "error",
        "message": "«mot» không phải là một số",
        "cure": "Viết lại.",
        "place": "a.yaml:2:6",
        "trail": [{"what": "giá trị của khung", "place": "b.yaml:7:3"}],
    }
    assert ("warning", None) == (as_json(WARNING)["severity"], as_json(Diagnostic("X08", Severity.ERROR, None, "a", "b"))["place"])


def test_refused_keeps_all() -> None:
    """A refusal carries every problem; a checked value carries its own."""
    assert (ERROR, WARNING) == Refused([ERROR, WARNING]).problems
    assert () == Checked("a").problems
