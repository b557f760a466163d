"""What holds of every paper: lawful variants have no finding, spoilt files no traceback, and what others saved is read as it was."""

from __future__ import annotations

import copy
import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.lint.judge import judge
from qmsdocs.lint.parts import recognise
from qmsdocs.linting import lint_files, read_rules, read_words
from qmsdocs.model.finding import Finding, Profile
from qmsdocs.ooxml.reading.paper import read_paper
from support.papers import MODELS, build, decision, model, named_type, pieces_of

_NAMES = st.sampled_from(["Nguyễn Văn An", "Trần Thị Thu Hà", "Lê Đình Ý", "Đỗ Ánh", "……"])
_PLACES = st.sampled_from(["Quảng Ngãi", "Hà Nội", "Bình Sơn", "Thành phố Hồ Chí Minh", "Quận 1", "……"])


def found_in(content: bytes, profile: Profile = Profile.PAPER) -> tuple[Finding, ...]:
    """Give the findings of a file's bytes, without its printed pages."""
    read = read_paper("a.docx", content)
    assert read.value is not None, read.problems
    return judge(recognise(read.value, read_words()), read_rules(), read_words(), profile, None)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Give dates as the decree writes them, and blank ones."""
    if draw(st.booleans()):
        return draw(st.sampled_from(["ngày … tháng … năm …", "ngày      tháng      năm 2021", "ngày .... tháng .... năm 20...", "ngày …… tháng …… năm ……"]))
    month = draw(st.integers(1, 12))
    return f"ngày {draw(st.integers(1, 31)):02} tháng {f'{month:02}' if month < 3 else month} năm {draw(st.integers(2020, 2030))}"


@st.composite
def good_papers(draw: st.DrawFn) -> Any:
    """Give papers within every bound."""
    paper = copy.deepcopy(draw(st.sampled_from([decision, named_type]))())
    by_key = {piece["key"]: piece for pieces in pieces_of({k: v for k, v in paper.items() if k != "page"}) for piece in pieces if "key" in piece}
    page = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
    paper["page"] |= {side: draw(st.integers(low, high)) for side, (low, high) in page.items()}
    size = draw(st.sampled_from([13, 13.5, 14]))
    looks = {"first": draw(st.sampled_from([10, 12.7])), "size": size, "before": draw(st.integers(6, 12)), "lines": draw(st.sampled_from([1.0, 1.15, 1.3, 1.5]))}
    paper["body"] = [{**piece, **looks} if piece.get("align") == "both" else piece for piece in paper["body"]]
    by_key["quoc-hieu"] |= {"size": draw(st.sampled_from([12, 13])), "text": draw(st.sampled_from(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"]))}
    by_key["tieu-ngu"]["size"] = by_key["ngay"]["size"] = draw(st.sampled_from([13, 14]))
    by_key["ngay"]["text"] = f"{draw(_PLACES)}, {draw(dates())}"
    symbol = by_key["so"]["text"].partition("/")[2]
    by_key["so"]["text"] = f"Số: {draw(st.sampled_from(['01', '09', '10', '746', '2449', '', '     ', '…', '......']))}/{symbol}"
    by_key["ho-ten"]["text"] = draw(_NAMES)
    return paper


@settings(max_examples=100)
@given(good_papers())
def test_lawful_papers_have_no_finding(paper: Any) -> None:
    """Dates, names, sizes, margins and distances within the bounds give nothing."""
    assert found_in(build(paper)) == ()


def test_type_signs_are_mixed_case(tmp_path: Path) -> None:
    """QyĐ, CTr and TTr are right as they are."""
    for kind, symbol in (("QUY ĐỊNH", "QyĐ-BHXH"), ("CHƯƠNG TRÌNH", "CTr-BHXH"), ("TỜ TRÌNH", "TTr-BHXH")):
        (tmp_path / "a.docx").write_bytes(build(named_type(kind, symbol)))
        assert lint_files([tmp_path / "a.docx"], None, printer=None)[0].findings == ()


_GOOD = {name: build(model(name)) for name in ("1.2", "1.3", "2.1")}
_PIECES = [b"w:val", b'"', b"<w:p>", b"</w:p>", b"w:tbl", b"0", b"-99999999999", b"1e308", b"nan", b"w:sectPr", b"w:r", b"<", b">", b"&#0;", b"\xff", b"w:gridSpan", b"center", b"w:pStyle"]


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(_GOOD)),
    st.sampled_from(["word/document.xml", "word/styles.xml", "word/header1.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "word/theme/theme1.xml"]),
    st.data(),
)
def test_spoilt_parts_are_read_or_refused(name: str, part: str, data: st.DataObject) -> None:
    """A file with a spoilt part is judged, or refused with a problem; there is no traceback."""
    package = zipfile.ZipFile(io.BytesIO(_GOOD[name]))
    parts = {one: package.read(one) for one in package.namelist()}
    content = bytearray(parts.get(part, b""))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        old, new = data.draw(st.sampled_from(_PIECES)), data.draw(st.sampled_from(_PIECES))
        start = content.find(old, at)
        if start >= 0:
            content[start : start + len(old)] = new
    parts[part] = bytes(content)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as spoilt:
        for one, raw in parts.items():
            spoilt.writestr(one, raw)
    read = read_paper("a.docx", made.getvalue())
    assert (read.value is None) == bool(read.problems)
    if read.value is not None:
        for profile in Profile:
            assert isinstance(judge(recognise(read.value, read_words()), read_rules(), read_words(), profile, None), tuple)


def _well_formed(findings: tuple[Finding, ...]) -> bool:
    return all(one.rule in read_rules().rules and one.found and one.expected and one.cure and one.source and one.place.paragraph >= 1 for one in findings)


def test_files_of_installed_packages(tmp_path: Path) -> None:
    """Whatever Word file lies in the installed packages is judged under both profiles, with whole findings."""
    folder = Path(next(path for path in sys.path if path.endswith("site-packages")))
    papers = sorted(folder.rglob("*.docx"))
    for profile in (None, *Profile):
        judged = lint_files([*papers, tmp_path], profile, printer=None)
        assert [bool(one.problems) for one in judged] == [False] * len(papers) + [True]
        assert all(_well_formed(one.findings) for one in judged)


@pytest.mark.outside
def test_saved_by_libreoffice(soffice: str, tmp_path: Path) -> None:
    """The decree's models have no finding after LibreOffice has saved them."""
    for number, paper in MODELS.items():
        (tmp_path / f"{number}.docx").write_bytes(build(paper()))
    out = tmp_path / "out"
    papers = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run([soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "docx", "--outdir", str(out), *papers], check=True, capture_output=True)
    judged = lint_files(sorted(out.glob("*.docx")), Profile.PAPER, printer=None)
    assert len(judged) == len(MODELS)
    assert {} == {one.file: one.findings for one in judged if one.findings or one.problems}


@pytest.mark.outside
def test_our_documents_saved_by_others(soffice: str, pandoc: str, built: Path, tmp_path: Path) -> None:
    """Our documents, as they are and saved by LibreOffice and pandoc, are judged without a fault of ours."""
    ours = [built / "binh-son" / "2015" / f"{name}.docx" for name in ("QD-BH", "QT-HT-01", "CSCL", "BM-HT-01-01")]
    out = tmp_path / "out"
    subprocess.run([soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "docx", "--outdir", str(out), *map(str, ours)], check=True, capture_output=True)
    for path in ours:
        subprocess.run([pandoc, str(path), "-o", str(out / f"pandoc-{path.name}")], check=True)
    judged = lint_files([*ours, *sorted(out.glob("*.docx"))], None, printer=None)
    assert len(judged) == 3 * len(ours)
    assert all(not one.problems and _well_formed(one.findings) for one in judged)
