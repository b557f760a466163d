"""The Open XML SDK's validator over every kind of Word file, and proof that it is awake.

The validator is the one of Microsoft's SDK for .NET (DocumentFormat.OpenXml), which docx-scalpel carries with its own runtime. An npm package, `@ooxml-tools/validate`, carries
the same SDK as WebAssembly and gives the same verdicts, a second a file; it was compared by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import docx_scalpel
import pytest

from qmsdocs.archive import Entry, deflated, unzip, zip_bytes

pytestmark = pytest.mark.outside
Kind = tuple[str, str, str, str]
_LANDSCAPE = re.compile(rb'<w:pgSz [^>]*w:orient="landscape"')


def _findings(content: bytes) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in docx_scalpel.verify_deliverable(content).findings if finding.code.startswith(("openxml", "structure"))]


def _word_files(office: Path) -> Iterator[tuple[Kind, bytes]]:
    """Give every Word file of an office with its kind: edition, group, role, and how its pages lie."""
    manifest = json.loads((office / "manifest.json").read_bytes())
    listed = [(document["edition"], document["group"], file) for document in manifest["documents"] for file in document["files"]]
    for edition, group, file in listed + [("2015", "", file) for file in manifest["files"]]:
        if file["path"].endswith(".docx"):
            content = (office / file["path"]).read_bytes()
            lies = "landscape" if _LANDSCAPE.search(unzip(content)["word/document.xml"]) else "portrait"
            yield (edition, group, file["role"], lies), content


def test_every_kind_is_valid(built: Path) -> None:
    """Of each kind of Word file that the province has (both editions, each group, forms of both lies, redlines, ledger) the largest and the smallest are valid."""
    kinds: dict[Kind, list[bytes]] = {}
    for office in ("tinh", "binh-son"):
        for kind, content in _word_files(built / office):
            kinds.setdefault(kind, []).append(content)
    groups = {(edition, group, role) for edition, group, role, _ in kinds}
    assert {(edition, group, "docx") for edition in ("2008", "2015") for group in ("common", "tthc", "internal", "governance", "form")} - groups <= {("2008", "governance", "docx")}
    assert {("2015", group, "redline-docx") for group in ("common", "tthc", "internal", "form")} | {("2015", "", "ledger-docx")} <= groups
    assert {lies for _, group, _, lies in kinds if group == "form"} == {"portrait", "landscape"}
    found = {kind: faults for kind, files in sorted(kinds.items()) for content in (min(files, key=len), max(files, key=len)) if (faults := _findings(content))}
    assert found == {}


def _with(content: bytes, old: bytes, new: bytes) -> bytes:
    """Give a Word file with other XML in one place of its body."""
    parts = unzip(content)
    assert old in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new, 1)
    entries: list[tuple[str, Entry]] = [(name, deflated(raw)) for name, raw in parts.items()]
    return zip_bytes(entries)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<w:tblGrid>", b"<w:khac/><w:tblGrid>"),
        (b"<w:tcPr>", b"<w:p/><w:tcPr>"),
        (b'<w:jc w:val="', b'<w:jc w:val="khac'),
        (b"<w:p><w:pPr>", b"<w:p><w:r/><w:pPr>"),
        (b'w:type="dxa"', b'w:type="cm"'),
    ],
    ids=["unknown-element", "order-in-a-cell", "no-such-value", "order-in-a-paragraph", "no-such-unit"],
)
def test_the_validator_is_awake(built: Path, old: bytes, new: bytes) -> None:
    """A file that breaks the schema is found out."""
    spoil = partial(_with, old=old, new=new)
    content = next(content for kind, content in _word_files(built / "tinh") if kind[2] == "docx" and old in unzip(content)["word/document.xml"])
    assert _findings(content) == []
    assert _findings(spoil(content)) != []
