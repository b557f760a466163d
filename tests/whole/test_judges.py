"""Outside judges over what the shipped frame makes: pandoc, docx-scalpel, the Open XML validator, LibreOffice."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx_scalpel
import pytest
import yaml

from conftest import EVERY_OFFICE, FURTHER, ROOT
from qmsdocs.archive import unzip
from qmsdocs.outside import to_pdf

pytestmark = pytest.mark.outside

Built = Callable[[str], Path]


@pytest.fixture
def office_at(shipped: Built) -> Built:
    """Give what gives the folder of an office by its place, such as QNG/tinh."""

    def find(place: str) -> Path:
        code, _, office = place.partition("/")
        return shipped(code) / office

    return find


def _every(code: str) -> list[str]:
    offices = yaml.safe_load((ROOT / "framework_model/organisation/offices.yaml").read_bytes())["tỉnh"]
    return [f"{code}/{office}" for office in ("tinh", *offices[code]["huyện"])]


_FURTHER = [f"{code}/{office}" for code, office in FURTHER.items()]
OFFICES = [place for code in ("QNG", *FURTHER) for place in _every(code)] if EVERY_OFFICE else ["QNG/tinh", "QNG/binh-son", "QNG/tra-bong", *_FURTHER]
"""The provincial office, a district with the province's changes, one with a local document, an office of each further province; all of them when the environment asks."""


def _each(place: str, elsewhere: int = 1) -> int:
    """Say of how many documents of an office one is read: they differ between offices in facts, and in what their province changes, which is always read."""
    if EVERY_OFFICE or place == OFFICES[0]:
        return 1
    return 8 if place.partition("/")[0] in FURTHER else elsewhere


def _own(code: str) -> set[str]:
    """Give the ids of the documents that a province changes or adds."""
    folder = ROOT / "province_overrides" / code
    changes = yaml.safe_load((folder / "changes.yaml").read_bytes())["thay đổi"].values()
    return {path.stem for path in folder.glob("documents/*/*.yaml")} | {document for change in changes for part in ("sửa", "thêm", "bỏ") for document in change.get(part, {})}


def _documents(office: Path, each: int) -> Iterator[dict[str, Any]]:
    """Give the documents of an office's manifest: those that its province changes or adds, and every so many-th of the others."""
    own, others = _own(office.parent.name), 0
    for document in json.loads((office / "manifest.json").read_bytes())["documents"]:
        others += document["id"] not in own
        if document["id"] in own or others % each == 0:
            yield document


def _word_files(office: Path, each: int) -> list[Path]:
    """Give the Word files of those documents, and those of the whole set."""
    of_the_set = json.loads((office / "manifest.json").read_bytes())["files"]
    files = [file for document in _documents(office, each) for file in document["files"]] + of_the_set
    return sorted(office / file["path"] for file in files if file["path"].endswith(".docx"))


def _words(text: str) -> list[str]:
    """Give the words of pandoc's plain text: rules of tables and white space are pandoc's own."""
    return re.findall(r"\w+", text)


def _read(pandoc: str, path: Path, *arguments: str) -> list[str]:
    made = subprocess.run([pandoc, *arguments, "--to=plain", "--wrap=none", str(path)], capture_output=True, text=True, check=True)
    return _words(made.stdout)


def _redlines(office: Path, each: int) -> list[tuple[Path, Path, Path]]:
    """Give each redline of those documents with the older and the newer document that it stands between."""
    manifest = json.loads((office / "manifest.json").read_bytes())
    files = {(d["edition"], d["id"], f["role"]): office / f["path"] for d in manifest["documents"] for f in d["files"]}
    redlines = []
    for document in _documents(office, each):
        redline = files.get((document["edition"], document["id"], "redline-docx"))
        if redline is not None:
            old = files["2008", document["relation"]["from"][0], "docx"]
            redlines.append((redline, old, files["2015", document["id"], "docx"]))
    return redlines


def _all(check: object, things: list[object]) -> list[str]:
    with ThreadPoolExecutor(2) as pool:
        return [fault for faults in pool.map(check, things) for fault in faults]  # type: ignore[arg-type]


@pytest.mark.parametrize("place", OFFICES)
def test_pandoc_accepts_and_rejects(office_at: Built, pandoc: str, place: str) -> None:
    """Accepting every redline reads as the 2015 document, rejecting it as the 2008 one."""
    redlines = _redlines(office_at(place), _each(place))

    def check(redline: tuple[Path, Path, Path]) -> list[str]:
        path, old, new = redline
        faults = []
        for how, target in (("accept", new), ("reject", old)):
            if _read(pandoc, path, f"--track-changes={how}") != _read(pandoc, target):
                faults.append(f"{path}: {how}")
        return faults

    assert len(redlines) > (30 if _each(place) == 1 else 10)
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


@pytest.mark.parametrize("place", OFFICES)
def test_scalpel_accepts_and_rejects(office_at: Built, place: str) -> None:
    """docx-scalpel's accept and reject agree, headers and footers included."""
    faults = []
    for path, old, new in _redlines(office_at(place), _each(place)):
        redline = path.read_bytes()
        if _scalpel_words(docx_scalpel.docx_diff_accept_revisions(redline)) != _scalpel_words(new.read_bytes()):
            faults.append(f"{path}: accept")
        if _scalpel_words(docx_scalpel.docx_diff_reject_revisions(redline)) != _scalpel_words(old.read_bytes()):
            faults.append(f"{path}: reject")

    assert faults == []


@pytest.mark.parametrize("place", OFFICES)
def test_word_and_web_say_the_same(office_at: Built, pandoc: str, place: str) -> None:
    """pandoc reads the Word file and the web page of every document to the same words; of offices after the first, of some."""
    documents = [path for path in _word_files(office_at(place), _each(place, 4)) if path.parent.name in {"2008", "2015"}]

    def check(path: Path) -> list[str]:
        return [] if _read(pandoc, path) == _read(pandoc, path.with_suffix(".html"), "--from=html") else [str(path)]

    assert len(documents) > 20
    assert _all(check, list(documents)) == []


@pytest.mark.parametrize("place", OFFICES if EVERY_OFFICE else ["QNG/binh-son", *_FURTHER])
def test_validator_finds_nothing(office_at: Built, place: str) -> None:
    """The Open XML SDK finds nothing in any Word file of an office, redlines included; of an office of a further province in some."""
    found = {}
    for path in _word_files(office_at(place), _each(place)):
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
