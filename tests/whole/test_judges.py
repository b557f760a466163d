"""Outside judges over what the shipped frame makes: pandoc, docx-scalpel, the Open XML validator, LibreOffice."""

from __future__ import annotations

import json
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx_scalpel
import pytest

from qmsdocs.archive import unzip
from qmsdocs.outside import to_pdf

pytestmark = pytest.mark.outside

_EVERY = ("tinh", "quang-ngai", "binh-son", "tra-bong", "son-tinh", "tu-nghia", "son-ha", "son-tay", "minh-long", "nghia-hanh", "mo-duc", "duc-pho", "ba-to", "ly-son")
OFFICES = _EVERY if os.environ.get("QMSDOCS_EVERY_OFFICE") else ("tinh", "binh-son", "tra-bong")
"""The provincial office, a district with the province's changes, one with a local document; all fourteen when the environment asks."""


_EACH = 4
"""Documents differ between offices of a province in facts alone: after one whole office, every fourth is read."""


def _words(text: str) -> list[str]:
    """Give the words of pandoc's plain text: rules of tables and white space are pandoc's own."""
    return re.findall(r"\w+", text)


def _read(pandoc: str, path: Path, *arguments: str) -> list[str]:
    made = subprocess.run([pandoc, *arguments, "--to=plain", "--wrap=none", str(path)], capture_output=True, text=True, check=True)
    return _words(made.stdout)


def _redlines(office: Path) -> list[tuple[Path, Path, Path]]:
    """Give each redline of an office with the older and the newer document that it stands between."""
    manifest = json.loads((office / "manifest.json").read_bytes())
    files = {(d["edition"], d["id"], f["role"]): office / f["path"] for d in manifest["documents"] for f in d["files"]}
    redlines = []
    for document in manifest["documents"]:
        redline = files.get((document["edition"], document["id"], "redline-docx"))
        if redline is not None:
            old = files["2008", document["relation"]["from"][0], "docx"]
            redlines.append((redline, old, files["2015", document["id"], "docx"]))
    return redlines


def _all(check: object, things: list[object]) -> list[str]:
    with ThreadPoolExecutor(2) as pool:
        return [fault for faults in pool.map(check, things) for fault in faults]  # type: ignore[arg-type]


@pytest.mark.parametrize("office", OFFICES)
def test_pandoc_accepts_and_rejects(built: Path, pandoc: str, office: str) -> None:
    """Accepting every redline reads as the 2015 document, rejecting it as the 2008 one."""
    redlines = _redlines(built / office)

    def check(redline: tuple[Path, Path, Path]) -> list[str]:
        path, old, new = redline
        faults = []
        for how, target in (("accept", new), ("reject", old)):
            if _read(pandoc, path, f"--track-changes={how}") != _read(pandoc, target):
                faults.append(f"{path}: {how}")
        return faults

    assert len(redlines) > 30
    assert _all(check, list(redlines)) == []


def _scalpel_words(package: bytes) -> dict[str, list[str]]:
    """Give the words of a Word file's body, headers and footers."""
    parts = unzip(package)
    wanted = {name: content.decode() for name, content in parts.items() if re.fullmatch(r"word/(document|header\d+|footer\d+)\.xml", name)}
    words = {}
    for name, xml in wanted.items():
        body = re.sub(r"<w:txbxContent>.*?</w:txbxContent>", "", xml, flags=re.DOTALL)
        texts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>|<w:tab ?/>|<w:br ?/>)", body)
        words[name] = _words("".join(text or " " for text, _ in texts))
    return words


@pytest.mark.parametrize("office", OFFICES)
def test_scalpel_accepts_and_rejects(built: Path, office: str) -> None:
    """docx-scalpel's accept and reject agree, headers and footers included."""
    faults = []
    for path, old, new in _redlines(built / office):
        redline = path.read_bytes()
        if _scalpel_words(docx_scalpel.docx_diff_accept_revisions(redline)) != _scalpel_words(new.read_bytes()):
            faults.append(f"{path}: accept")
        if _scalpel_words(docx_scalpel.docx_diff_reject_revisions(redline)) != _scalpel_words(old.read_bytes()):
            faults.append(f"{path}: reject")

    assert faults == []


@pytest.mark.parametrize("office", OFFICES)
def test_word_and_web_say_the_same(built: Path, pandoc: str, office: str) -> None:
    """pandoc reads the Word file and the web page of every document to the same words; of offices after the first, of every fourth."""
    documents = sorted(path for edition in ("2008", "2015") for path in (built / office / edition).glob("*.docx"))
    documents = documents if office == OFFICES[0] or os.environ.get("QMSDOCS_EVERY_OFFICE") else documents[::_EACH]

    def check(path: Path) -> list[str]:
        return [] if _read(pandoc, path) == _read(pandoc, path.with_suffix(".html"), "--from=html") else [str(path)]

    assert len(documents) > 20
    assert _all(check, list(documents)) == []


def test_validator_finds_nothing(built: Path) -> None:
    """The Open XML SDK finds nothing in any Word file of an office, redlines included."""
    found = {}
    for path in sorted((built / "binh-son").rglob("*.docx")):
        verdict = docx_scalpel.verify_deliverable(path.read_bytes())
        errors = [f"{finding.code} {finding.message}" for finding in verdict.findings if finding.code.startswith(("openxml", "structure"))]
        if errors:
            found[str(path)] = errors[:3]

    assert found == {}


def test_libreoffice_converts_every_file(built: Path, soffice: str, tmp_path: Path) -> None:
    """LibreOffice turns every Word file of an office into a PDF."""
    office = built / "binh-son"
    sources = sorted(office.rglob("*.docx"))
    folders = sorted({path.parent for path in sources})

    def convert(folder: Path) -> list[str]:
        out = tmp_path / folder.name
        out.mkdir()
        files = [path for path in sources if path.parent == folder]
        return [str(path) for path, pdf in zip(files, to_pdf(soffice, files, out), strict=True) if not pdf.stat().st_size]

    assert len(folders) == 4
    assert _all(convert, list(folders)) == []
