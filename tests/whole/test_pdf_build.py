"""A build with PDF from end to end, with the real LibreOffice."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from conftest import program
from support.command import run
from support.workspace import PROVINCE, tiny

pytestmark = pytest.mark.outside
ROLES = {"docx": "pdf", "redline-docx": "redline-pdf", "ledger-docx": "ledger-pdf"}


@pytest.fixture(scope="module")
def office(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one office of the tiny workspace in all formats; give its folder."""
    assert soffice
    root = tiny().write(tmp_path_factory.mktemp("tiny"))
    answer = run("--root", root, "build", PROVINCE, "--office", "suoi-lon", "--formats", "docx,html,pdf")
    assert answer.code == 0, answer.err
    return root / "build" / PROVINCE / "suoi-lon"


def _files(office: Path) -> list[tuple[str, str, str]]:
    """Give role, path and title of every file of a document, and of the ledger."""
    manifest = json.loads((office / "manifest.json").read_bytes())
    return [(file["role"], file["path"], document["title"]) for document in manifest["documents"] for file in document["files"]] + [(file["role"], file["path"], "") for file in manifest["files"]]


def test_every_word_file_has_its_pdf(office: Path) -> None:
    """The set, the older set, the redlines and the ledger have each a PDF beside the Word file; the register leads to those of the set; the bundle is whole."""
    files = _files(office)
    expected = {(ROLES[role], path.removesuffix(".docx") + ".pdf") for role, path, _ in files if role in ROLES}
    assert {role for role, _ in expected} == set(ROLES.values())
    assert expected == {(role, path) for role, path, _ in files if role in ROLES.values()}
    register = (office / "index.html").read_text(encoding="utf-8")
    assert [] == [path for role, path in expected if role != "ledger-pdf" and not path.startswith("2008/") and path not in register]
    assert 0 == run("verify", office).code
    assert 0 == run("verify", office.parent / "bundles" / "NHO-suoi-lon-2015.zip").code


def test_every_pdf_opens(office: Path) -> None:
    """Every PDF opens, is tagged, has the words of its title, and every font in it."""
    for role, path, title in _files(office):
        if role in ROLES.values():
            place = str(office / path)
            assert "Tagged:          yes" in subprocess.run([program("pdfinfo"), place], capture_output=True, text=True, check=True).stdout
            text = subprocess.run([program("pdftotext"), place, "-"], capture_output=True, text=True, check=True).stdout
            assert set(title.casefold().split()) <= set(text.casefold().split()) or role == "redline-pdf"
            fonts = subprocess.run([program("pdffonts"), place], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
            assert fonts
            assert all(font.split()[-5] == "yes" for font in fonts)
