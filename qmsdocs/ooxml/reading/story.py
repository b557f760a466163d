"""The XML of a body, a head, a foot, a cell or a text box → its blocks, in the state that it has when every tracked change is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from qmsdocs.model.paper import Block, Cell, Field, Paragraph, Run, Table
from qmsdocs.ooxml.reading.looks import NO_TABLE, Looks, TableLook, seen
from qmsdocs.ooxml.reading.package import MC, W
from qmsdocs.ooxml.reading.styles import Look, bands, character_look, chosen, is_on, number_of, paragraph_look, value_of

_LETTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "softHyphen", "rubyPr", "rt")}
_DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_THROUGH = {f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "bdo", "dir", "ruby", "rubyBase")}
_FORMAT = re.compile(r"\\\*\s*([A-Za-z]+)")
_REGIONS = (("noHBand", 0x0200), ("noVBand", 0x0400), ("firstRow", 0x0020), ("lastRow", 0x0040), ("firstColumn", 0x0080), ("lastColumn", 0x0100))


@dataclass(slots=True)
class _FieldOpen:
    """A field that has begun and not ended."""

    instruction: str = ""
    shows: bool = False
    printed: bool = False

    @property
    def kind(self) -> Field:
        name = (self.instruction.split() or [""])[0].upper()
        return {"PAGE": Field.PAGE, "NUMPAGES": Field.PAGES, "SECTIONPAGES": Field.PAGES}.get(name, Field.OTHER)

    @property
    def switches(self) -> str:
        return ",".join(_FORMAT.findall(self.instruction))


@dataclass(slots=True)
class _Line:
    """A paragraph while its runs are read."""

    style: str
    table: TableLook
    runs: list[Run] = field(default_factory=list)
    boxes: list[tuple[Block, ...]] = field(default_factory=list)
    drawn: bool = False


class Story:
    """Reads the blocks of one part; counts its paragraphs and keeps its open fields."""

    def __init__(self, part: str, looks: Looks) -> None:
        """Take the part's name and the looks of the file."""
        self._part = part
        self._looks = looks
        self._paragraphs = 0
        self._fields: list[_FieldOpen] = []
        self.section_ends: list[tuple[Paragraph, etree._Element]] = []
        """The paragraphs that end a section, each with the setup of the section."""

    def blocks(self, container: etree._Element, table: TableLook = NO_TABLE) -> tuple[Block, ...]:
        """Read the blocks of a container. A paragraph whose end is deleted runs into the next one."""
        found: list[Block] = []
        waiting: list[Run] = []
        for element in _elements(container):
            if element.tag == f"{W}tbl":
                if (read := self._table(element)).rows:
                    found.append(read)
                continue
            paragraph, ends = self._paragraph(element, table)
            if waiting:
                paragraph = replace(paragraph, runs=(*waiting, *paragraph.runs))
                waiting = []
            mark = element.find(f"{W}pPr/{W}rPr")
            gone = mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)
            hidden = mark is not None and not paragraph.runs and (vanish := mark.find(f"{W}vanish")) is not None and is_on(vanish)
            if ends is not None:
                self.section_ends.append((paragraph, ends))
            elif gone or hidden:
                waiting = list(paragraph.runs)
                continue
            found.append(paragraph)
        return tuple(found)

    def _table(self, element: etree._Element) -> Table:
        style = value_of(element.find(f"{W}tblPr/{W}tblStyle")) or self._looks.styles.defaults.get("table", "")
        wanted = _wanted_regions(element.find(f"{W}tblPr/{W}tblLook"))
        rows = [row for row in _inside(element, "tr") if (row.find(f"{W}trPr/{W}del")) is None]
        read: list[tuple[Cell, ...]] = []
        for index, row in enumerate(rows):
            cells = [cell for cell in _inside(row, "tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]
            column = int(number_of(value_of(row.find(f"{W}trPr/{W}gridBefore"))) or 0)
            made: list[Cell] = []
            for at, cell in enumerate(cells):
                span = min(63, max(1, int(number_of(value_of(cell.find(f"{W}tcPr/{W}gridSpan"))) or 1)))
                place = _Position(index, len(rows), at, len(cells))
                made.append(Cell(self.blocks(cell, self._looks.table(style, self._regions(style, wanted, place))), column, span))
                column += span
            read.append(tuple(made))
        return Table(tuple(read), self._is_ruled(element, style))

    def _regions(self, style: str, wanted: frozenset[str], place: _Position) -> tuple[str, ...]:
        """Give the regions of its style that a cell stands in, the weakest first (ECMA-376, 17.7.6)."""
        found = self._looks.styles.get(style)
        if found is None or not found.regions:
            return ()
        first_row, last_row = "firstRow" in wanted and place.row == 0, "lastRow" in wanted and place.row == place.rows - 1
        first_column, last_column = "firstColumn" in wanted and place.column == 0, "lastColumn" in wanted and place.column == place.columns - 1
        regions = []
        if "noVBand" not in wanted and not (first_column or last_column):
            regions.append(f"band{bands(place.column - ('firstColumn' in wanted), found.band[1])}Vert")
        if "noHBand" not in wanted and not (first_row or last_row):
            regions.append(f"band{bands(place.row - ('firstRow' in wanted), found.band[0])}Horz")
        sides = (("firstCol", first_column), ("lastCol", last_column), ("firstRow", first_row), ("lastRow", last_row))
        regions += [name for name, stands in sides if stands]
        corners = (("neCell", first_row and last_column), ("nwCell", first_row and first_column), ("seCell", last_row and last_column), ("swCell", last_row and first_column))
        return tuple(regions + [name for name, stands in corners if stands])

    def _is_ruled(self, element: etree._Element, style: str) -> bool:
        """Say whether lines of a table are drawn: by itself, by its cells, or by its style."""
        borders = [*element.iterfind(f"{W}tblPr/{W}tblBorders/*"), *element.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders/*")]
        if any(value_of(border, otherwise="nil") not in {"nil", "none"} for border in borders):
            return True
        return element.find(f"{W}tblPr/{W}tblBorders") is None and any(found.ruled for one in self._looks.styles.chain(style) if (found := self._looks.styles.get(one)) is not None)

    def _paragraph(self, element: etree._Element, table: TableLook) -> tuple[Paragraph, etree._Element | None]:
        self._paragraphs += 1
        number = self._paragraphs
        properties = element.find(f"{W}pPr")
        direct = paragraph_look(properties)
        styles = self._looks.styles
        named = "" if properties is None else value_of(properties.find(f"{W}pStyle"))
        style = named if styles.get(named) is not None else styles.defaults.get("paragraph", "")
        line = _Line(style, table)
        lists = self._looks.numbered_by(style, direct)
        label = self._label(lists, style, table, properties) if lists[0] else None
        for child in element:
            self._inline(child, line)
        if label is not None and label.text:
            line.runs.insert(0, label)
        look = self._looks.paragraph(style, direct, table, lists)
        size = max((run.size for run in line.runs), default=13.0)
        found = styles.get(style)
        ends = None if properties is None else properties.find(f"{W}sectPr")
        numbered = label is not None and bool(label.text)
        return Paragraph(self._part, number, tuple(line.runs), seen(look, "" if found is None else found.name, size), tuple(line.boxes), numbered, line.drawn), ends

    def _label(self, lists: tuple[str, int], style: str, table: TableLook, properties: etree._Element | None) -> Run | None:
        level = self._looks.numbering.level(*lists)
        text = self._looks.numbering.count(*lists)
        if level is None:
            return None
        mark = self._looks.character(style, character_look(None if properties is None else properties.find(f"{W}rPr")), table)
        label = self._looks.run(text, self._looks.label(level, mark))
        # Word's own hollow bullet is the letter o of a face of its own: a sign, like those of symbol fonts
        return replace(label, faces=()) if level.form == "bullet" else label

    def _inline(self, element: etree._Element, line: _Line) -> None:
        """Read what stands in a paragraph."""
        if element.tag == f"{W}r":
            self._run(element, line)
        elif element.tag in _THROUGH:
            for child in element:
                self._inline(child, line)
        elif element.tag == f"{W}sdt":
            for child in element.iterchildren(f"{W}sdtContent"):
                self._inline(child, line)
        elif element.tag == f"{W}fldSimple":
            self._simple_field(element, line)
        elif element.tag == f"{MC}AlternateContent" and (branch := chosen(element)) is not None:
            for child in branch:
                self._inline(child, line)

    def _simple_field(self, element: etree._Element, line: _Line) -> None:
        self._fields.append(_FieldOpen(value_of(element, "instr"), shows=True))
        for child in element:
            self._inline(child, line)
        self._end_field(self._looks.character(line.style, {}, line.table), line)

    def _end_field(self, look: Look, line: _Line) -> None:
        """End a field. A page number that nobody has computed yet is one all the same."""
        if not self._fields:
            return
        ended = self._fields.pop()
        if not ended.printed and ended.kind in {Field.PAGE, Field.PAGES} and all(one.shows for one in self._fields):
            line.runs.append(self._looks.run("1", look, ended.kind, ended.switches))

    def _run(self, element: etree._Element, line: _Line) -> None:
        look: Look | None = None
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _GONE:
                if child.tag == f"{W}instrText" and self._fields and not self._fields[-1].shows:
                    self._fields[-1].instruction += child.text or ""
                continue
            if look is None:
                look = self._looks.character(line.style, character_look(element.find(f"{W}rPr")), line.table)
            self._content(child, look, line)

    def _content(self, child: etree._Element, look: Look, line: _Line) -> None:
        """Read what stands in a run."""
        name = child.tag.removeprefix(W)
        if name == "t":
            self._say(child.text or "", look, line)
        elif name in _LETTERS:
            self._say(_LETTERS[name], look, line)
        elif name == "br":
            self._say("\f" if value_of(child, "type") in {"page", "column"} else "\n", look, line)
        elif name == "sym":
            code = value_of(child, "char")
            self._say(chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) and not 0xD7FF < int(code, 16) < 0xE000 else "", look, line)  # noqa: PLR2004 - halves of surrogate pairs
        elif name == "fldChar":
            self._turn(value_of(child, "fldCharType"), look, line)
        elif child.tag in _DRAWINGS or child.tag == f"{MC}AlternateContent":
            self._drawing(child, look, line)
        elif child.tag in _THROUGH:
            for inner in child:
                self._inline(inner, line)

    def _turn(self, kind: str, look: Look, line: _Line) -> None:
        if kind == "begin":
            self._fields.append(_FieldOpen())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end":
            self._end_field(look, line)

    def _say(self, text: str, look: Look, line: _Line) -> None:
        if not text or look.get("vanish") or not all(one.shows for one in self._fields):
            return
        kind, switches = Field.NONE, ""
        for one in self._fields:
            one.printed = True
            kind, switches = one.kind, one.switches
        line.runs.append(self._looks.run(text, look, kind, switches))

    def _drawing(self, element: etree._Element, look: Look, line: _Line) -> None:
        """Read the text boxes of a drawing; words that an unknown alternative holds are read where they stand."""
        if look.get("vanish"):
            return
        boxes = list(_boxes(element))
        for box in boxes:
            line.boxes.append(self.blocks(box))
        if element.tag == f"{MC}AlternateContent" and (branch := chosen(element)) is not None and not any(True for _ in branch.iter(*_DRAWINGS)):
            for child in branch:
                if isinstance(child.tag, str):
                    self._content(child, look, line)
        elif not boxes:
            line.drawn = True


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a cell stands in its table."""

    row: int
    rows: int
    column: int
    columns: int


def _wanted_regions(look: etree._Element | None) -> frozenset[str]:
    """Give which regions a table asks of its style: as attributes, or as bits of a number."""
    if look is None:
        return frozenset()
    value = value_of(look)
    bits = int(value, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", value) else 0
    return frozenset(name for name, bit in _REGIONS if (value_of(look, name).lower() in {"1", "true", "on"} if look.get(f"{W}{name}") is not None else bits & bit))


def _elements(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of a container, also those in content controls, tags and insertions."""
    for child in container:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _THROUGH:
            yield from _elements(child)
        elif child.tag == f"{W}sdt":
            for content in child.iterchildren(f"{W}sdtContent"):
                yield from _elements(content)
        elif child.tag == f"{MC}AlternateContent" and (branch := chosen(child)) is not None:
            yield from _elements(branch)


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls and tags."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _THROUGH:
            yield from _inside(child, name)
        elif child.tag == f"{W}sdt":
            for content in child.iterchildren(f"{W}sdtContent"):
                yield from _inside(content, name)


def _boxes(element: Any) -> Iterator[etree._Element]:
    """Yield the contents of the text boxes of a drawing, the outer ones only, from one branch of each alternative."""
    if element.tag == f"{W}txbxContent":
        yield element
    elif element.tag == f"{MC}AlternateContent":
        branch = chosen(element)
        for child in () if branch is None else branch:
            yield from _boxes(child)
    else:
        for child in element:
            if isinstance(child.tag, str):
                yield from _boxes(child)
