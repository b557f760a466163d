"""Quảng Ngãi from end to end, and further provinces in what they change: the contract on paths, manifests and bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import FURTHER, asked
from qmsdocs.bundle import verify_files, verify_zip
from qmsdocs.disk import read_folder

ROOT = Path(__file__).parent.parent.parent
OFFICES = {"tinh", "quang-ngai", "binh-son", "tra-bong", "son-tinh", "tu-nghia", "son-ha", "son-tay", "minh-long", "nghia-hanh", "mo-duc", "duc-pho", "ba-to", "ly-son"}


def _digest(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in read_folder(folder).items() if not Path(name).name.startswith(".")}


def test_fourteen_offices_and_bundles(built: Path) -> None:
    """A province has a folder and a zip for each of its offices, and nothing else."""
    assert {path.name for path in built.iterdir()} == OFFICES | {"bundles"}
    assert {path.name for path in (built / "bundles").iterdir()} == {f"QNG-{office}-2015.zip" for office in OFFICES}


@pytest.mark.parametrize(("code", "office"), [*(("QNG", office) for office in sorted(OFFICES)), *FURTHER.items()])
def test_manifest_is_true(shipped: Callable[[str], Path], code: str, office: str) -> None:
    """Every file is listed with its right hash, nothing is listed that is not there, and the zip holds the same."""
    folder = read_folder(shipped(code) / office)
    bundle = shipped(code) / "bundles" / f"{code}-{office}-2015.zip"

    assert verify_files(office, folder) == []
    assert verify_zip(office, bundle.read_bytes()) == []


def test_manifest_keeps_its_contract(built: Path) -> None:
    """A manifest has the keys and the values that others rely on."""
    raw = (built / "binh-son" / "manifest.json").read_bytes()
    manifest = json.loads(raw)
    kinds = {document["relation"]["kind"] for document in manifest["documents"] if document["relation"]}

    assert raw.endswith(b"}\n")
    assert raw == (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    assert manifest["schema"] == 1
    assert (manifest["edition"], manifest["predecessor"], manifest["as_of"]) == ("2015", "2008", "2021-06-30")
    assert manifest["office"] == {"id": "QNG/binh-son", "name": "BHXH huyện Bình Sơn", "kind": "bhxh-huyen"}
    assert {document["group"] for document in manifest["documents"]} == {"common", "tthc", "internal", "governance", "form"}
    assert kinds <= {"kept", "revised", "merged", "split", "new", "withdrawn"}
    assert {"revised", "merged", "split", "new", "withdrawn"} <= kinds
    assert {file["path"] for file in manifest["files"]} == {"index.html", "so-sanh/index.html", "so-sanh/so-sanh.docx", "ma-tran-dieu-khoan.html", "ma-tran-dieu-khoan.docx"}
    assert {file["role"] for document in manifest["documents"] for file in document["files"]} == {"docx", "html", "redline-docx", "redline-html"}


def test_file_names_never_collide(built: Path) -> None:
    """No two files of an office differ in case alone, and every name is plain ASCII."""
    names = list(read_folder(built / "tinh"))

    assert len({name.lower() for name in names}) == len(names)
    assert all(name.isascii() and " " not in name for name in names)


def test_code_title_issue_come_from_one_place(built: Path) -> None:
    """The code and the title of a document stand alike in its page, the register and the manifest."""
    office = built / "binh-son"
    manifest = json.loads((office / "manifest.json").read_bytes())
    register = (office / "index.html").read_text()
    for document in manifest["documents"]:
        page = next(office / file["path"] for file in document["files"] if file["role"] == "html")
        text = page.read_text()

        assert document["title"] in text
        assert document["code"] in text
        assert document["edition"] != "2015" or f'<td class="ma">{document["code"]}</td><td class="ten">{document["title"]}</td>' in register


@pytest.mark.parametrize(("code", "jobs", "seed"), [("QNG", "2", "0"), ("QNG", "2", "random"), *((code, "2", "random") for code in FURTHER)])
def test_same_bytes(shipped: Callable[[str], Path], tmp_path: Path, code: str, jobs: str, seed: str) -> None:
    """Any number of workers and any hash seed give the same bytes."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    office = asked(code)
    command = [sys.executable, "-m", "qmsdocs", "build", code, *(["--office", office] if office else []), "--jobs", jobs, "--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    assert _digest(tmp_path / code) == _digest(shipped(code))


def test_changes_reach_their_offices(built: Path) -> None:
    """A change for some offices shows in their documents and in no others; one that is not yet in force shows nowhere."""
    local = {path.parent.parent.name for path in built.glob("*/2015/QNG-NB-01.docx")}
    without_register = {path.name for path in built.iterdir() if path.is_dir() and path.name != "bundles" and not (path / "2015" / "NB-VT-01.docx").exists()}

    assert local == {"tra-bong", "son-ha", "son-tay", "minh-long", "ba-to"}
    assert without_register == {"quang-ngai"}
    assert "5 ngày làm việc" in (built / "binh-son" / "2015" / "QT-CS-01.html").read_text()
