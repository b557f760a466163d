"""What Word refuses or drops in a part with words, whoever wrote it: what the gate asks of our files and the reader of any file tells of theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
W = f"{{{NAMESPACES['w']}}}"
RANGES = tuple(f"{W}{name}" for name in ("bookmark", "moveFromRange", "moveToRange", "commentRange"))
STARTS, ENDS = (tuple(f"{name}{end}" for name in RANGES) for end in ("Start", "End"))
"""What begins and ends as two elements with an id in common."""
_CELL, _PARAGRAPH = f"{W}tc", f"{W}p"
_BLOCKS = {f"{W}{name}" for name in ("p", "tbl", "sdt", "customXml", "altChunk")}
_AROUND_BLOCKS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}


def finder(path: str) -> Callable[[Any], list[Any]]:
    """Compile an XPath over the namespaces of Word."""
    return cast("Callable[[Any], list[Any]]", etree.XPath(path, namespaces=NAMESPACES, smart_strings=False))


REFUSED = "//w:p/w:pPr/preceding-sibling::*|//w:tc/w:tcPr/preceding-sibling::*|//w:p/w:p|//w:r/w:p|//w:r/w:r|//w:tc/w:r|/w:document/w:body/w:r|/w:document/w:body/w:sectPr/following-sibling::*"
"""What Word refuses, as an XPath written so that a good part costs one walk along its elements for each: a test on every paragraph or run would cost as much as parsing."""
REFUSED_TOO = "//w:r/w:rPr/preceding-sibling::*|//w:tr/w:trPr/preceding-sibling::*[not(self::w:tblPrEx)]"
"""The same where the cost does not matter."""


def open_cells(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells that do not end in a paragraph, be it one in a content control; marks of ranges may follow it."""
    return (cell for cell in root.iter(_CELL) if not _ends_well(cell))


def _ends_well(container: etree._Element) -> bool:
    last = next((child for child in reversed(container) if child.tag in _BLOCKS or child.tag in _AROUND_BLOCKS), None)
    if last is None:
        return False
    if last.tag in _AROUND_BLOCKS:
        return _ends_well(last)
    return last.tag != f"{W}tbl"


def twice(found: Sequence[etree._Element], what: str) -> list[etree._Element]:
    """Give the elements whose attribute is not theirs alone, or empty."""
    ids = [element.get(what, "") for element in found]
    if len(set(ids)) == len(ids) and "" not in ids:
        return []
    times = Counter(ids)
    return [element for element, given in zip(found, ids, strict=True) if times[given] > 1 or not given]


def unpaired(starts: Sequence[etree._Element], ends: Sequence[etree._Element]) -> list[etree._Element]:
    """Give the starts of ranges that do not end, and the ends of those that did not start."""
    opened, closed = {_range(element, "Start") for element in starts}, {_range(element, "End") for element in ends}
    return [element for element in starts if _range(element, "Start") not in closed] + [element for element in ends if _range(element, "End") not in opened]


def _range(element: etree._Element, end: str) -> tuple[str, str]:
    """Give what a start and its end have in common."""
    return element.tag.removesuffix(end), element.get(f"{W}id", "")


def paragraph_at(root: etree._Element, element: etree._Element) -> tuple[int, str]:
    """Give the number and the words of the paragraph that an element stands in or holds; the first number and no words where there is none."""
    inside = {*element.iterancestors(), *element.iter()}
    for number, paragraph in enumerate(root.iter(_PARAGRAPH), 1):
        if paragraph in inside:
            return number, "".join(str(piece) for piece in paragraph.itertext())
    return 1, ""


def short(element: etree._Element) -> str:
    """Give the name of an element as it is written, `w:tc`."""
    return f"{element.prefix}:{etree.QName(element).localname}" if element.prefix else etree.QName(element).localname
