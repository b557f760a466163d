"""Every problem of the world outside: bundles, folders, the machine (no file of ours is at fault, so these cases are Python)."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from qmsdocs import disk
from qmsdocs.bundle import MANIFEST, verify_zip
from support.command import run, tree
from support.workspace import PROVINCE, problems_of, tiny

FILES = {"index.html": b"<p>Danh m\xe1\xbb\xa5c</p>", "2015/QT-01.docx": b"PK"}


def _bundle(files: Mapping[str, bytes], listed: Mapping[str, bytes] = FILES) -> bytes:
    """Give a zip of files whose manifest lists other files."""
    entries = [{"path": path, "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()} for path, raw in listed.items()]
    manifest = json.dumps({"documents": [{"files": entries[1:]}], "files": entries[:1]}).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, raw in {MANIFEST: manifest, **files}.items():
            package.writestr(name, raw)
    return made.getvalue()


def _codes(told: str) -> list[str]:
    return re.findall(r"^(?:lỗi|cảnh báo)\[(\w+)\]", told, re.MULTILINE)


def test_whole_bundle() -> None:
    """A bundle that is what its manifest says has no problem."""
    assert [] == verify_zip("a.zip", _bundle(FILES))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["X01"]),
        (b"not a zip", ["X01"]),
        (_bundle(FILES)[:-40], ["X01"]),
        (_bundle({**FILES, "../outside": b""}), ["X01"]),
        (_bundle({MANIFEST: b"{"}), ["X02"]),
        (_bundle({MANIFEST: b"[]"}), ["X02"]),
        (_bundle({MANIFEST: b'{"files": []}'}), ["X02"]),
        (_bundle({"index.html": FILES["index.html"]}), ["X03"]),
        (_bundle({**FILES, "them.txt": b"?"}), ["X04"]),
        (_bundle({**FILES, "index.html": b"<p>Danh muc</p>"}), ["X05"]),
        (_bundle({"2015/QT-01.docx": b"PL", "them.txt": b"?"}), ["X03", "X04", "X05"]),
    ],
    ids=["empty", "words", "cut", "leaves-its-folder", "no-json", "no-mapping", "no-documents", "lost", "unlisted", "changed", "all-at-once"],
)
def test_spoilt_bundle(content: bytes, expected: list[str]) -> None:
    """X01 to X05: what is wrong with a bundle is told, all of it."""
    assert expected == [problem.code for problem in verify_zip("a.zip", content)]


def test_spoilt_byte() -> None:
    """X01: a byte that changed inside a zip is caught by the zip's own sums."""
    content = bytearray(_bundle(FILES))
    content[content.index(b"PK", 100) + 40] ^= 0xFF
    assert ["X01"] == [problem.code for problem in verify_zip("a.zip", bytes(content))]


def test_busy_output(tmp_path: Path) -> None:
    """X06: while another build holds the folder of a province, a build says so and writes nothing."""
    root = tiny().write(tmp_path / "root")
    out = tmp_path / "out"
    with disk.output_locks([out / PROVINCE]):
        answer = run("--root", root, "build", PROVINCE, "--out", out)
    assert (3, ["X06"], {}) == (answer.code, _codes(answer.err), tree(out))


def test_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """X10: where LibreOffice is not installed, a build of PDF says so before any work is done, and how to install it."""
    root = tiny().write(tmp_path / "root")
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = run("--root", root, "build", PROVINCE, "--out", tmp_path / "out", "--formats", "docx,html,pdf")
    assert (3, ["X10"], False) == (answer.code, _codes(answer.err), (tmp_path / "out").exists())
    assert "apt install libreoffice" in answer.err
    assert 0 == run("--root", root, "build", PROVINCE, "--out", tmp_path / "out").code


def test_no_pikepdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """X11: where the extra for PDF is not installed, a build of PDF says so before any work is done."""
    root = tiny().write(tmp_path / "root")
    monkeypatch.setenv("PATH", str(_stand_in(tmp_path, "exit 1")))
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    answer = run("--root", root, "build", PROVINCE, "--out", tmp_path / "out", "--formats", "pdf")
    assert (3, ["X11"], False) == (answer.code, _codes(answer.err), (tmp_path / "out").exists())


def _stand_in(folder: Path, script: str) -> Path:
    """Write a program that stands in for LibreOffice; give its folder."""
    place = folder / "programs"
    place.mkdir()
    (place / "soffice").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (place / "soffice").chmod(0o755)
    return place


_WRITES = 'while [ "$1" != --outdir ]; do shift; done; out=$2; shift 2; for f in "$@"; do echo "%PDF" > "$out/$(basename "$f" .docx).pdf"; done'


@pytest.mark.parametrize(("script", "code"), [("exit 1", "X12"), (_WRITES, "X13")], ids=["fails", "makes-no-archive"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_failing_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: str, jobs: str) -> None:
    """X12, X13: where LibreOffice fails, or makes what is no PDF for archives, nothing of the build is published."""
    root = tiny().write(tmp_path / "root")
    monkeypatch.setenv("PATH", f"{_stand_in(tmp_path, script)}:/usr/bin:/bin")
    answer = run("--root", root, "build", PROVINCE, "--out", tmp_path / "out", "--formats", "docx,pdf", "--jobs", jobs)
    assert (3, [code], {}) == (answer.code, _codes(answer.err), tree(tmp_path / "out"))


def test_unwritable_output(tmp_path: Path) -> None:
    """X07: where the output cannot be written, the folder is named."""
    root = tiny().write(tmp_path / "root")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    answer = run("--root", root, "build", PROVINCE, "--out", tmp_path / "file" / "out")
    assert (3, ["X07"]) == (answer.code, _codes(answer.err))
    assert str(tmp_path / "file") in answer.err


def test_no_frame(tmp_path: Path) -> None:
    """X08: outside a checkout, the command says what it looked for."""
    answer = run("--root", tmp_path, "check")
    assert (3, ["X08"]) == (answer.code, _codes(answer.err))


def test_unreadable_file() -> None:
    """X09: a file that is there but cannot be read is told as such, not as a spoilt bundle."""
    unreadable = Path("/proc/self/mem")
    if not unreadable.exists():
        pytest.skip("only Linux has a file that nobody can read from its start")
    answer = run("verify", unreadable)
    assert (3, ["X09"]) == (answer.code, _codes(answer.err))


def test_wrong_suffix(tmp_path: Path) -> None:
    """Đ12: a file that ends in .yml is told, not passed over."""
    root = tiny().put("province_overrides/NHO/thay-doi.yml", "a: b\n").write(tmp_path)
    assert ["Đ12"] == [problem.code for problem in problems_of(root)]


def test_undecided_changes(tmp_path: Path) -> None:
    """H41: changes that are still examples are told in one warning."""
    changes = "province_overrides/NHO/changes.yaml"
    text = tiny().files[changes].decode().replace("tình trạng: đã quyết định", "tình trạng: ví dụ, chờ tỉnh quyết định")
    assert ["H41"] == [problem.code for problem in problems_of(tiny().put(changes, text).write(tmp_path))]
