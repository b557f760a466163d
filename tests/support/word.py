"""Word files in tests: printing one through a shipped template, reading its words, and the rules that Word has and validators forget."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree

from qmsdocs.model.document import Document
from qmsdocs.ooxml.body import Author
from qmsdocs.ooxml.shell import Template, compile_template

_ROOT = Path(__file__).parent.parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SEPARATOR = "NganCach"
"""The style of the paragraph that keeps two tables apart; it holds no words."""
_NUMBERED = ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "bookmarkStart", "pPrChange")
"""The elements whose `w:id` must not stand twice."""
AUTHOR = Author("So sánh bộ 2008 với bộ 2015", "2021-06-30T00:00:00Z")


@cache
def template(name: str) -> Template:
    """Give a shipped template of the 2015 edition, compiled."""
    path = _ROOT / "framework_model" / "2015" / "templates" / f"{name}.docx"
    checked = compile_template(path.name, path.read_bytes())
    assert checked.value is not None, checked.problems
    return checked.value


def printed(document: Document, facts: dict[str, str]) -> bytes:
    """Print a document through its shipped template and fill it for one office."""
    return template(document.template).specialise(document, AUTHOR).fill(facts)


def parts(docx: bytes) -> dict[str, etree._Element]:
    """Give the parts of a Word file that hold words, parsed."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = [name for name in package.namelist() if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml")]
        return {name: etree.fromstring(package.read(name)) for name in sorted(names)}


def words(docx: bytes) -> dict[str, Any]:
    """Give the words of a Word file part by part: style and text of a paragraph, list of rows for a table. Paragraphs that only keep tables apart are left out."""
    return {name: _blocks(root[0] if name == "word/document.xml" else root) for name, root in parts(docx).items()}


def _blocks(parent: etree._Element) -> list[Any]:
    found: list[Any] = []
    for child in parent:
        if child.tag == f"{W}p" and not (_style(child) == _SEPARATOR and not paragraph_text(child)):
            found.append((_style(child), paragraph_text(child)))
        elif child.tag == f"{W}tbl":
            found.append([[_blocks(cell) for cell in row.iterchildren(f"{W}tc")] for row in child.iterchildren(f"{W}tr")])
    return found


def _style(paragraph: etree._Element) -> str | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if style is None else style.get(f"{W}val")


def paragraph_text(paragraph: etree._Element) -> str:
    """Give the text of a paragraph, with that of its drawings in their places."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(signs.get(element.tag, element.text or "") for element in paragraph.iter(f"{W}t", f"{W}delText", *signs))


def faults(docx: bytes) -> list[str]:
    """Name what Word would refuse or repair: the rules of ECMA-376 that schema validators do not check."""
    roots = parts(docx)
    found = [fault for name, root in roots.items() for fault in _faults_of_part(name, root)]
    found += _tables_that_meet(roots["word/document.xml"][0])
    ids = Counter(element.get(f"{W}id") for root in roots.values() for element in root.iter(*(f"{W}{tag}" for tag in _NUMBERED)))
    return found + [f"w:id {number} stands {times} times" for number, times in ids.items() if times > 1]


def _faults_of_part(name: str, root: etree._Element) -> list[str]:
    found = [f"{name}: a cell does not end in a paragraph" for cell in root.iter(f"{W}tc") if len(cell) == 0 or cell[-1].tag != f"{W}p"]
    found += [f"{name}: the end of a cell is marked, which cannot be taken out or put in" for cell in root.iter(f"{W}tc") if _marks(cell[-1])]
    found += [f"{name}: a row without a cell" for row in root.iter(f"{W}tr") if row.find(f"{W}tc") is None]
    for text in root.iter(f"{W}t", f"{W}delText"):
        inside_deletion = _inside(text, f"{W}del")
        if inside_deletion != (text.tag == f"{W}delText"):
            found.append(f"{name}: {text.tag.removeprefix(W)} {'inside' if inside_deletion else 'outside'} w:del")
        if text.text and any(sign in text.text for sign in "\n\t\r"):
            found.append(f"{name}: a line end or tab inside the text {text.text!r}")
    found += [fault for what in ("bookmark", "moveFromRange", "moveToRange") for fault in _unpaired(name, root, what)]
    moved = [sorted(element.get(f"{W}name", "") for element in root.iter(f"{W}{end}RangeStart")) for end in ("moveFrom", "moveTo")]
    if moved[0] != moved[1]:
        found.append(f"{name}: moves from {moved[0]} and to {moved[1]}")
    for paragraph in root.iter(f"{W}p"):
        fields = [element.get(f"{W}fldCharType") for element in paragraph.iter(f"{W}fldChar")]
        if fields != ["begin", "separate", "end"] * (len(fields) // 3):
            found.append(f"{name}: fields {fields}")
    return found


def _tables_that_meet(body: etree._Element) -> list[str]:
    """Name the ways of resolving a redline that leave two tables side by side, which Word makes one, or a body that ends in a table."""
    found = []
    for how, gone in (("as it is", set()), ("accepted", {"del", "moveFrom"}), ("rejected", {"ins", "moveTo"})):
        left = [child.tag == f"{W}tbl" for child in body if child.tag != f"{W}sectPr" and not _is_gone(child, gone)]
        if any(one and other for one, other in pairwise(left)):
            found.append(f"{how}: two tables side by side")
        if left and left[-1]:
            found.append(f"{how}: the body ends in a table")
    return found


def _is_gone(block: etree._Element, gone: set[str]) -> bool:
    if block.tag == f"{W}tbl":
        return all({change.tag.removeprefix(W) for change in row.iterfind(f"{W}trPr/*")} & gone for row in block.iterchildren(f"{W}tr"))
    return bool(_marks(block) & gone)


def _marks(paragraph: etree._Element) -> set[str]:
    """Give the changes of a paragraph's end."""
    return {change.tag.removeprefix(W) for change in paragraph.iterfind(f"{W}pPr/{W}rPr/*")} & {"ins", "del", "moveFrom", "moveTo"}


def _inside(element: etree._Element, tag: str) -> bool:
    """Say whether an element stands inside a tag of its own story; the text box of a deleted drawing is a story by itself."""
    for ancestor in element.iterancestors(tag, f"{W}txbxContent"):
        return ancestor.tag == tag
    return False


def _unpaired(name: str, root: etree._Element, what: str) -> list[str]:
    starts = [(element.get(f"{W}id"), element.get(f"{W}name")) for element in root.iter(f"{W}{what}Start")]
    ends = [element.get(f"{W}id") for element in root.iter(f"{W}{what}End")]
    found = [] if sorted(number or "" for number, _ in starts) == sorted(number or "" for number in ends) else [f"{name}: {what} starts {starts}, ends {ends}"]
    names = Counter(given for _, given in starts)
    return found + [f"{name}: {what} {given} stands {times} times" for given, times in names.items() if times > 1]
