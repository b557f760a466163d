"""What the PDF format owes beyond the contract of every format: the file that LibreOffice makes is tagged, archival, and the same every time."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from conftest import program
from qmsdocs.model.document import Cell, Document, Fact, Heading, Mark, Paragraph, Row, Table, Text
from qmsdocs.ooxml.shell import HEAD_SLOTS
from qmsdocs.render.pdf import Pdf
from support.converted import DAY, pdfs
from support.documents import FACTS, IDENTITY
from support.looks import appearance

pytestmark = pytest.mark.outside
_BLOCKS = (
    Heading(1, (Text("1. Mục đích & phạm vi"),), "muc-dich"),
    Paragraph((Text("Của "), Fact("đơn vị"), Text(": đ ơ ư ặ Ỵ – « »"))),
    Table((1, 1), (Row((Cell((Paragraph((Text("đầu bảng"),)),)), Cell((Paragraph((Text("ô hai"),)),)))), Row((Cell((Paragraph((Text("ô ba"),)),)), Cell((Paragraph(()),))))), 1),
    Paragraph((Text("đoạn thêm vào", mark=Mark.INSERTED), Text(" đoạn bỏ đi", mark=Mark.DELETED))),
)


@pytest.fixture(scope="module")
def twice(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Make the PDF of one document twice, in two starts of LibreOffice."""
    document = Document(IDENTITY, "quy-trinh", tuple((name, ()) for name in HEAD_SLOTS), _BLOCKS)
    word = Pdf().specialise(document, appearance()).fill(FACTS).raw
    base = tmp_path_factory.mktemp("pdf")
    first, second = (pdfs(soffice, {"a": word}, base / name)["a"] for name in ("one", "two"))
    return first, second


def _told(name: str, content: bytes, folder: Path, *options: str) -> str:
    """Give what a program of Poppler says of a PDF."""
    path = folder / "a.pdf"
    path.write_bytes(content)
    return subprocess.run([program(name), *options, str(path), *(["-"] if name == "pdftotext" else [])], capture_output=True, text=True, check=True).stdout


def test_the_same_document_gives_the_same_pdf(twice: tuple[bytes, bytes]) -> None:
    """Two starts of LibreOffice give, once the clock is taken out, the same bytes."""
    assert twice[0] == twice[1]


def test_words(twice: tuple[bytes, bytes], tmp_path: Path) -> None:
    """The words are in the PDF, an office's own among them."""
    text = " ".join(_told("pdftotext", twice[0], tmp_path).split())
    for line in ("1. Mục đích & phạm vi", f"Của {FACTS['đơn vị']}: đ ơ ư ặ Ỵ – « »", "đầu bảng", "ô ba", "đoạn thêm vào"):
        assert line in text


def test_tags(twice: tuple[bytes, bytes], tmp_path: Path) -> None:
    """The PDF is tagged: a heading is H1, a table is a table with rows and cells, words are paragraphs."""
    tree = _told("pdfinfo", twice[0], tmp_path, "-struct-text")
    assert re.search(r"^\s*H1.*?1\. Mục đích", tree, re.MULTILINE | re.DOTALL)
    assert {"Table", "TR", "TH", "TD", "P"} <= {line.split()[0].rstrip(":") for line in tree.splitlines() if line.split()}
    assert "Tagged:          yes" in _told("pdfinfo", twice[0], tmp_path)


def test_fonts(twice: tuple[bytes, bytes], tmp_path: Path) -> None:
    """Every font is in the file, with the letters that its signs stand for."""
    fonts = [line.split()[-5:-2] for line in _told("pdffonts", twice[0], tmp_path).splitlines()[2:]]
    assert fonts
    assert all(font == ["yes", "yes", "yes"] for font in fonts)


def test_archival(twice: tuple[bytes, bytes]) -> None:
    """The PDF says that it is PDF/A-2b, has its colours' profile, metadata that can be read without inflating, an id, a title that is shown, a language, an outline, no clock."""
    with pikepdf.open(io.BytesIO(twice[0])) as pdf:
        metadata = pdf.Root.Metadata
        assert "/Filter" not in metadata
        said = metadata.read_bytes().decode()
        assert re.search(r"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>B</pdfaid:conformance>", said)
        assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]
        assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle), bool(pdf.Root.MarkInfo.Marked)) == ("vi-VN", True, True)
        assert str(pdf.docinfo.Title) == f"{IDENTITY.code} {IDENTITY.title}"
        assert str(pdf.Root.Outlines.First.Title).startswith("1. Mục đích")
        assert str(pdf.docinfo.CreationDate) == "D:20210630000000Z"
        assert f"{DAY.isoformat()}T00:00:00Z" in said
        assert "/ID" in pdf.trailer
        assert "/Encrypt" not in pdf.trailer
        assert [] == [page for page in pdf.pages if any(key in page for key in ("/AA",))]


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.6\n"], ids=["empty", "zip", "cut"])
def test_what_is_no_pdf(content: bytes) -> None:
    """What is not a PDF is refused."""
    with pytest.raises(ValueError, match="PDF"):
        Pdf().finish(content, DAY)


def test_a_pdf_that_is_not_archival() -> None:
    """A PDF without tags, such as an old LibreOffice makes, is refused."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        made = io.BytesIO()
        pdf.save(made)
    with pytest.raises(ValueError, match="PDF"):
        Pdf().finish(made.getvalue(), DAY)
