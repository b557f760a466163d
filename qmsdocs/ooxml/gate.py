"""The gate: what must hold for a Word file before it may leave the house, checked on every one that is printed.

Takes the parts of a printed file, with its holes; gives every fault as a problem.

Why a printed file is checked once, and not again for each office that fills it: a hole may stand only in the text of an element that holds text
(`_holes`), and what is filled in has its signs of markup escaped and no sign that XML forbids (`unfit_facts`). So filling lengthens the text of
an element that has text already. It makes no element, attribute, id, relationship or part, and moves none: whatever this module reads is the same
before and after. `tests/laws/test_gate_laws.py` tries it.

Most checks are one XPath over a part, which gives nothing where nothing is wrong; only what is found is looked at in Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any

from lxml import etree

from qmsdocs.archive import PRIVATE, Entry, Pattern
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic, WordPlace
from qmsdocs.ooxml.relations import Package, faults_of_package, read_package
from qmsdocs.ooxml.structure import ENDS, NAMESPACES, REFUSED, STARTS, W, finder, open_cells, paragraph_at, short, twice, unpaired

Part = tuple[str, Pattern | Entry]
_MISPLACED = finder(f"{REFUSED}|/w:document/w:body/*[not(self::w:p or self::w:tbl or self::w:sectPr or self::w:sdt or self::w:bookmarkStart or self::w:bookmarkEnd)]|/w:document[not(w:body/w:sectPr)]")
_TABLE, _ROW, _BLOCKS = f"{W}tbl", f"{W}tr", {f"{W}{name}" for name in ("body", "tc", "txbxContent", "hdr", "ftr", "sdtContent")}
_IN_TABLE = {f"{W}{name}" for name in ("tblPr", "tblGrid", "tr", "sdt", "bookmarkStart", "bookmarkEnd")}
_IN_ROW = {f"{W}{name}" for name in ("tblPrEx", "trPr", "tc", "sdt", "bookmarkStart", "bookmarkEnd")}
_RUN_PROPERTIES, _RUN, _ROW_PROPERTIES, _EXCEPTIONS = (f"{W}{name}" for name in ("rPr", "r", "trPr", "tblPrEx"))
_NUMBERED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "bookmarkStart", "pPrChange", "rPrChange", "commentRangeStart"))
_LINKS = (f"{W}hyperlink", f"{W}instrText")
_DRAWN = tuple(f"{{{NAMESPACES[prefix]}}}{name}" for prefix, name in (("wp", "docPr"), ("wps", "cNvPr")))
_RARE = (*_NUMBERED, *ENDS, *_LINKS, *_DRAWN, _TABLE, _ROW, _RUN_PROPERTIES)
_REFERENCE = re.compile(r"\s*(?:PAGEREF|REF|NOTEREF)\s+(\S+)")
_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\{[^\W\d_][^{}<>]{0,60}\}")
_TEXT_OF = re.compile(rb"<(w:t|w:delText|dc:\w+|cp:\w+)(?: [^<>]*)?>[^<>]*\Z")
_NAME = f"{W}name"
_UNFIT = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\uf900-\ufffd\U00010000-\U0010ffff]")
"""What XML forbids or discourages, and the private signs that mark holes."""
_EXCERPT = 40


def faults(file: str, parts: Sequence[Part]) -> list[Diagnostic]:
    """Check a printed Word file.

    Takes its name, for messages, and its parts in order, as `shell.WordPattern` has them. Gives every fault; nothing for a good file.
    """
    package, found = _static(tuple(part for part in parts if isinstance(part[1], Entry)))
    problems = list(found)
    patterns = [(name, part) for name, part in parts if isinstance(part, Pattern)]
    words = [_Words(name, part.holding("")) for name, part in patterns]
    problems += [fault for name, part in patterns for fault in _holes(name, part)]
    problems += [fault for part in words for fault in part.faults()]
    problems += faults_of_package(package, {part.name: part.root for part in words}, {name for name, _ in parts})
    return [_in_file(file, problem) for problem in problems + _faults_across(words)]


def unfit_facts(facts: Mapping[str, str]) -> list[Diagnostic]:
    """Name the facts that may not be filled into any file: those with a sign that XML forbids, or with a mark of holes."""
    return [catalogue.fact_unfit(name) for name, value in facts.items() if not _fits(value)]


@lru_cache(maxsize=4096)
def _fits(value: str) -> bool:
    """Say whether a value may be filled in; an office fills the same few values into each of its files."""
    return _UNFIT.search(value) is None


def _in_file(file: str, problem: Diagnostic) -> Diagnostic:
    """Write the name of the file into the place of a problem, which was found without it."""
    return replace(problem, place=replace(problem.place, file=file)) if isinstance(problem.place, WordPlace) else problem


@lru_cache(maxsize=64)
def _static(parts: tuple[tuple[str, Entry], ...]) -> tuple[Package, tuple[Diagnostic, ...]]:
    """Read the parts that a template gives to every document printed into it, once."""
    return read_package({name: entry.raw for name, entry in parts})


class _Words:
    """A part with words, read once."""

    def __init__(self, name: str, raw: bytes) -> None:
        self.name = name
        self._raw = raw
        self._broken = "<!" if b"<!" in raw or b"<?" in raw[2:] else ""
        try:
            self.root = etree.fromstring(raw)
        except etree.XMLSyntaxError as fault:
            self._broken = f"{fault.position[0]}:{fault.position[1]}"
            self.root = etree.Element("broken")
        self.rare: dict[str, list[Any]] = {tag: [] for tag in _RARE}
        """The elements that are few, by their tags."""
        for element in self.root.iter(*_RARE):
            self.rare[element.tag].append(element)

    def faults(self) -> Iterator[Diagnostic]:
        """Give what is wrong inside this part alone."""
        if self._broken:
            yield catalogue.part_broken(WordPlace("", self.name, 1, ""), self._broken)
        if b"<w:tc/>" in self._raw or self._raw.count(b"</w:tc>") != self._raw.count(b"</w:p></w:tc>"):
            for cell in open_cells(self.root):
                yield catalogue.cell_without_end(self.place(cell))
        for element in chain(_MISPLACED(self.root), self._misplaced()):
            yield catalogue.element_misplaced(self.place(element), short(element))
        yield from self._leftovers()

    def _misplaced(self) -> Iterator[Any]:
        """Find tables, rows and properties out of their order among the elements that are few."""
        for table in self.rare[_TABLE]:
            inside = [child.tag for child in table]
            if inside[:2] != [f"{W}tblPr", f"{W}tblGrid"] or not _IN_TABLE.issuperset(inside) or table.getparent().tag not in _BLOCKS:
                yield table
        for row in self.rare[_ROW]:
            inside = [child.tag for child in row]
            if not _IN_ROW.issuperset(inside) or _ROW_PROPERTIES in inside[1 + (inside[:1] == [_EXCEPTIONS]) :] or row.getparent().tag == _ROW:
                yield row
        for properties in self.rare[_RUN_PROPERTIES]:
            if properties.getprevious() is not None and properties.getparent().tag == _RUN:
                yield properties

    def _leftovers(self) -> Iterator[Diagnostic]:
        """Find marks of templates and placeholders that nobody replaced; braces are rare, so a part without any is passed at once."""
        if not any(sign in self._raw for sign in (b"{", b"}", b"\xee", b"\xef")):
            return
        for paragraph in chain(self.root.iter(f"{W}p"), [self.root] if self.name.startswith("docProps/") else ()):
            text = "".join(str(piece) for piece in paragraph.itertext())
            found = _LEFTOVER.search(text) or PRIVATE.search(text)
            if found:
                yield catalogue.placeholder_left(self.place(paragraph), PRIVATE.sub("?", found[0]))

    def place(self, element: etree._Element) -> WordPlace:
        """Give the place of an element: the paragraph that it stands in, holds or follows."""
        number, words = paragraph_at(self.root, element)
        return WordPlace("", self.name, number, PRIVATE.sub("…", words)[:_EXCERPT])


def _holes(name: str, part: Pattern) -> Iterator[Diagnostic]:
    """Find holes that stand elsewhere than in the text of an element that holds text."""
    for before, hole in part.holes_after():
        if _TEXT_OF.search(before) is None:
            yield catalogue.hole_outside_text(WordPlace("", name, 1, ""), hole)


def _faults_across(parts: Sequence[_Words]) -> list[Diagnostic]:
    """Find what must hold over all parts with words together: ids that stand once, ranges that end, links that lead somewhere."""

    def every(*tags: str) -> list[Any]:
        return [element for part in parts for tag in tags for element in part.rare[tag]]

    def place(element: etree._Element) -> WordPlace:
        return next(part for part in parts if part.root is element.getroottree().getroot()).place(element)

    drawn, starts, ends = every(*_DRAWN), every(*STARTS), every(*ENDS)
    named = [[element for element in every(tag) if element.get(_NAME) is not None] for tag in STARTS]
    checked = [(every(*_NUMBERED), f"{W}id"), (drawn, "id"), *((elements, _NAME) for elements in named)]
    problems = [catalogue.id_twice(place(element), what.replace(W, "w:"), element.get(what, "")) for elements, what in checked for element in twice(elements, what)]
    wordless = (element for element in drawn if not element.get("name") or (element.tag == _DRAWN[0] and not element.get("descr")))
    problems += [catalogue.drawing_without_words(place(element), element.get("id", "")) for element in wordless]
    problems += [catalogue.range_unpaired(place(element), short(element), element.get(f"{W}id", "")) for element in unpaired(starts, ends)]
    bookmarks = {element.get(_NAME) for element in every(STARTS[0])}
    links = ((element, anchor) for element in every(*_LINKS) for anchor in _anchors(element))
    return problems + [catalogue.anchor_nowhere(place(element), anchor) for element, anchor in links if anchor not in bookmarks]


def _anchors(element: etree._Element) -> Iterable[str]:
    """Give the bookmarks that a link or a field leads to."""
    if element.tag == f"{W}instrText":
        match = _REFERENCE.match(element.text or "")
        return () if match is None else (match[1],)
    anchor = element.get(f"{W}anchor")
    return () if anchor is None else (anchor,)
