"""Blocks of a document → the XML of a Word body, in the template's own styles.

Takes blocks of `model.document`, marked or not; gives text of `w:p` and `w:tbl` elements for the template's slot. Marks become native
tracked changes: runs in `w:ins`/`w:del`, paragraph ends, rows, and moved text in paired `w:moveFrom`/`w:moveTo`. Holes are written
with `archive.hole` and filled per office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Literal, assert_never

from qmsdocs.archive import hole
from qmsdocs.model.document import Block, Cell, Fact, Figure, Heading, LineBreak, Link, Look, Mark, PageOf, Paragraph, Row, Run, Style, Tab, Table, Text, text_of, with_widths
from qmsdocs.ooxml.balance import BALANCED, TWIPS, side_indent
from qmsdocs.ooxml.drawing import drawing
from qmsdocs.ooxml.rule import END_OF_RULED, RULED, rule
from qmsdocs.ooxml.together import is_kept_with, is_row_kept, may_break

_ELEMENT = {Mark.INSERTED: "ins", Mark.DELETED: "del", Mark.MOVED_FROM: "moveFrom", Mark.MOVED_TO: "moveTo"}
_TABLE_STYLE = {Look.GRID: "BangLuoi", Look.LAYOUT: "BangBoCuc"}
TABLE_STYLES = tuple(_TABLE_STYLE.values())
FIGURE, SEPARATOR = "HinhVe", "NganCach"
_LONGEST_NAME = 40
_SEPARATOR = f'<w:p><w:pPr><w:pStyle w:val="{SEPARATOR}"/></w:pPr></w:p>'
_LAST_SEPARATOR = f'<w:p><w:pPr><w:pStyle w:val="{SEPARATOR}"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""Below a table that ends a document, as low as Word allows: it must not open a page when the table fills one."""
_KEPT_SEPARATOR = f'<w:p><w:pPr><w:pStyle w:val="{SEPARATOR}"/><w:keepNext/></w:pPr></w:p>'
"""Above the places to sign: they stay with the table above them."""
_DASH = MappingProxyType({Style.BULLET: "-", Style.CELL_BULLET: "-", Style.SUB_BULLET: "+"})
"""What is typed before the items of a list, as in every official paper: a list of Word's own leaves an empty item behind when it is rejected."""
SIGNER_ASIDE = 4.0
"""Points on each side of a signer's words: titles side by side must not touch."""
_GUTTER = "<w:tcMar>" + "".join(f'<w:{side} w:w="{round(SIGNER_ASIDE * TWIPS)}" w:type="dxa"/>' for side in ("left", "right")) + "</w:tcMar>"
MILLIMETRE = 56.7
"""Twips in a millimetre."""
_BELOW_TABLE = 160
"""Twips between a table and the text below it."""
_CLOSE = frozenset({Style.BODY, Style.BULLET, Style.ITEM, Style.NOTE, Style.FIELD, Style.FIELD_CHOICE})
"""The styles that leave no room above themselves."""
Side = Literal["older", "newer"]
"""The documents that a redline stands for."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who a tracked change is said to be by, and when (ISO 8601): an input, so that the bytes do not depend on the clock."""

    name: str
    time: str


def bookmark(anchor: str) -> str:
    """Give the bookmark name of an anchor: letters, digits and underscores, at most 40 characters (ECMA-376, 17.13.6.2)."""
    name = "m_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in anchor)
    return name if len(name) <= _LONGEST_NAME else name[:31] + "_" + format(sum(ord(c) * 31**i for i, c in enumerate(anchor)) % 10**8, "08d")


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a paragraph, which in Word bears its style and its mark; `was` is the style it had in the older document, where that differs."""

    style: Style
    mark: Mark | None
    was: Style | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """How a paragraph stands on its page beside what its style says."""

    break_before: bool = False
    kept: bool = False
    """It stays on the page of what follows."""
    apart: bool = False
    """It has room above, below a table."""
    indent: int = 0
    end: str = ""
    """The look of the paragraph's end."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the printer must know of the template: the width of its text in twips, its section, the sizes of its styles in points."""

    text_width: int
    section: str
    """The XML of the section's properties: an annex begins a section of its own, with pages of its own."""
    sizes: Mapping[str, float]


class BodyPrinter:
    """Prints the blocks of one document; numbers its changes, bookmarks and drawings from one."""

    def __init__(self, author: Author, page: Page) -> None:
        """Take the author of the changes and the page of the template."""
        self._author = author
        self._page = page
        self._last_id = 0
        self._moves: dict[Mark, Counter[str]] = {Mark.MOVED_FROM: Counter(), Mark.MOVED_TO: Counter()}
        self._move_names: dict[tuple[str, int], str] = {}

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """Print the blocks of a body.

        It ends in a paragraph, as Word demands, and has one between two tables, or Word makes them one: now, and after every change in between
        is accepted or rejected.
        """
        printed: list[str] = []
        ends_in_table: set[Side] = set()
        previous: Block | None = None
        for index, block in enumerate(blocks):
            sides = _sides(block.mark)
            if _begins_section(block):
                printed.append(f'<w:p><w:pPr><w:pStyle w:val="{SEPARATOR}"/>{self._page.section}</w:pPr></w:p>')
                ends_in_table.clear()
            elif isinstance(block, Table) and (isinstance(previous, Table) or ends_in_table & sides):
                printed.append(_KEPT_SEPARATOR if block.look is Look.LAYOUT else _SEPARATOR)
                ends_in_table.clear()
            kept = is_kept_with(block, blocks[index + 1] if index + 1 < len(blocks) else None)
            printed.append(self._block(block, kept, isinstance(previous, Table) and previous.look is Look.GRID))
            ends_in_table = ends_in_table | sides if isinstance(block, Table) else ends_in_table - sides
            previous = block
        if ends_in_table:
            printed.append(_LAST_SEPARATOR)
        return "".join(printed)

    def runs(self, runs: tuple[Run, ...]) -> str:
        """Print runs alone, for a run slot of the template."""
        if len(runs) == 1 and runs[0].mark is None and not isinstance(runs[0], Link):
            return self._run(runs[0])
        return "".join(self._marked(mark, same) for mark, same in _by_mark(runs))

    def _linked(self, link: Link, inside: str) -> str:
        """Put a link to an anchor of the same document around its run; a link that is only old has nowhere to lead."""
        if link.anchor is None or (link.mark is not None and link.mark.is_old):
            return inside
        return f'<w:hyperlink w:anchor="{bookmark(link.anchor)}" w:history="1">{inside}</w:hyperlink>'

    def _block(self, block: Block, kept: bool, below_table: bool) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block, _End(block.style, block.mark), kept, below_table and block.style in _CLOSE)
            case Table():
                return self._table(block, kept)
            case Figure():
                return self._figure(block)
            case _:
                assert_never(block)

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _change(self, element: str) -> str:
        return f'w:{element} w:id="{self._next_id()}" w:author="{escape(self._author.name)}" w:date="{self._author.time}"'

    def _heading(self, heading: Heading) -> str:
        inside = self._runs_of_paragraph(heading.runs, heading.mark)
        if heading.mark is None or not heading.mark.is_old:
            number = self._next_id()
            inside = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(heading.anchor)}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'
        return f"<w:p>{self._properties(f'Heading{heading.level}', _Place(heading.break_before), heading.mark)}{inside}</w:p>"

    def _paragraph(self, paragraph: Paragraph, end: _End, kept: bool = False, apart: bool = False) -> str:
        dash = _DASH.get(paragraph.style)
        runs = paragraph.runs if dash is None else (Text(dash, mark=paragraph.mark), Tab(paragraph.mark), *paragraph.runs)
        inside = self._runs_of_paragraph(runs, paragraph.mark)
        ruled = paragraph.style in RULED
        if ruled:
            inside += self._ruled(paragraph)
        indent = side_indent(paragraph.style, paragraph.runs, self._page.sizes, self._page.text_width) if paragraph.style in BALANCED else 0
        page_break = paragraph.break_before and not _begins_section(paragraph)
        place = _Place(page_break, kept, apart, indent, END_OF_RULED if ruled else "")
        return f"<w:p>{self._properties(end.style.value, place, end.mark, end.was)}{inside}</w:p>"

    def _ruled(self, paragraph: Paragraph) -> str:
        drawn = rule(paragraph.style, paragraph.runs, self._page.sizes, self._next_id())
        if paragraph.mark is None:
            return drawn
        element = "del" if paragraph.mark.is_old else "ins"
        return f"<{self._change(element)}>{drawn}</w:{element}>"

    def _properties(self, style: str, place: _Place, mark: Mark | None, was: Style | None = None) -> str:
        keep = "<w:keepNext/>" if place.kept else ""
        page_break = "<w:pageBreakBefore/>" if place.break_before else ""
        spacing = f'<w:spacing w:before="{_BELOW_TABLE}"/>' if place.apart else ""
        indent = f'<w:ind w:left="{place.indent}" w:right="{place.indent}"/>' if place.indent else ""
        look = ("" if mark is None else f"<{self._change(_ELEMENT[mark])}/>") + place.end
        change = f"<w:rPr>{look}</w:rPr>" if look else ""
        restyled = "" if was is None else f'<{self._change("pPrChange")}><w:pPr><w:pStyle w:val="{was.value}"/></w:pPr></w:pPrChange>'
        return f'<w:pPr><w:pStyle w:val="{style}"/>{keep}{page_break}{spacing}{indent}{change}{restyled}</w:pPr>'

    def _runs_of_paragraph(self, runs: tuple[Run, ...], mark: Mark | None) -> str:
        if mark in self._moves and runs:
            return self._moved(runs, mark)
        return self.runs(runs)

    def _moved(self, runs: tuple[Run, ...], mark: Mark) -> str:
        """Print moved runs between range marks whose name pairs this end of the move with the other (ECMA-376, 17.13.5.21–28)."""
        text = text_of(runs)
        times = self._moves[mark][text]
        self._moves[mark][text] += 1
        name = self._move_names.setdefault((text, times), f"chuyen{len(self._move_names) + 1}")
        element, number = _ELEMENT[mark], self._next_id()
        start = f'<w:{element}RangeStart w:id="{number}" w:author="{escape(self._author.name)}" w:date="{self._author.time}" w:name="{name}"/>'
        return f'{start}{self.runs(runs)}<w:{element}RangeEnd w:id="{number}"/>'

    def _marked(self, mark: Mark | None, runs: tuple[Run, ...]) -> str:
        first = runs[0]
        inside = "".join(self._run(run) for run in runs)
        printed = inside if mark is None else f"<{self._change(_ELEMENT[mark])}>{inside}</w:{_ELEMENT[mark]}>"
        return self._linked(first, printed) if isinstance(first, Link) else printed

    def _run(self, run: Run) -> str:
        old = run.mark is Mark.DELETED
        match run:
            case Text():
                return _text_run(escape(run.text, quote=False), run.bold, run.italic, old, run.as_written)
            case Fact():
                return _text_run(hole(run.name, run.upper), run.bold, run.italic, old)
            case Link():
                return _text_run(escape(run.text, quote=False), run.bold, run.italic, old)
            case PageOf():
                return _page_field(bookmark(run.anchor), run.text, old)
            case Tab():
                return "<w:r><w:tab/></w:r>"
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case _:
                assert_never(run)

    def _table(self, table: Table, kept: bool) -> str:
        total = sum(table.widths)
        widths = [round(self._page.text_width * width / total) for width in table.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        value, first_row = ("0620", "1") if table.header_rows else ("0600", "0")
        look = f'<w:tblLook w:val="{value}" w:firstRow="{first_row}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        properties = f'<w:tblPr><w:tblStyle w:val="{_TABLE_STYLE[table.look]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}</w:tblPr>'
        last = len(table.rows) - 1
        points = [width / TWIPS for width in widths]
        rows = "".join(self._row(row, widths, points, index < table.header_rows, kept if index == last else is_row_kept(table, index, points)) for index, row in enumerate(table.rows))
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def _row(self, row: Row, widths: list[int], points: list[float], header: bool, kept: bool) -> str:
        height = f'<w:trHeight w:val="{round(row.height * MILLIMETRE)}" w:hRule="atLeast"/>' if row.height else ""
        repeat = "<w:tblHeader/>" if header else ""
        change = "" if row.mark is None else f"<{self._change('del' if row.mark.is_old else 'ins')}/>"
        cells = [self._cell(cell, width, kept) for cell, width in with_widths(row, widths)]
        whole = "" if may_break(row, points) else "<w:cantSplit/>"
        return f"<w:tr><w:trPr>{whole}{height}{repeat}{change}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, cell: Cell, width: int, kept: bool) -> str:
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        inside = "".join(self._paragraph(paragraph, end, kept) for paragraph, end in zip(cell.paragraphs, _ends_in_cell(cell.paragraphs), strict=True))
        aside = _GUTTER if is_signer(cell) else ""
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{aside}</w:tcPr>{inside}</w:tc>'

    def _figure(self, figure: Figure) -> str:
        run = f"<w:r>{drawing(figure, self._next_id())}</w:r>"
        if figure.mark is not None:
            element = "del" if figure.mark.is_old else "ins"
            run = f"<{self._change(element)}>{run}</w:{element}>"
            return f"<w:p>{self._properties(FIGURE, _Place(), Mark.DELETED if figure.mark.is_old else Mark.INSERTED)}{run}</w:p>"
        return f"<w:p>{self._properties(FIGURE, _Place(), None)}{run}</w:p>"


def is_signer(cell: Cell) -> bool:
    """Say whether a cell is the place of a signer, which keeps SIGNER_ASIDE free on both sides."""
    return cell.paragraphs[0].style is Style.SIGNER


def _begins_section(block: Block) -> bool:
    """Say whether a block is an annex: it has pages of its own (NĐ 30/2020/NĐ-CP, Phụ lục I, mục III.1.đ). One that is only old has none any more."""
    return isinstance(block, Paragraph) and block.style is Style.ANNEX and not (block.mark is not None and block.mark.is_old)


def _sides(mark: Mark | None) -> set[Side]:
    """Give the documents that a marked block belongs to."""
    if mark is None:
        return {"older", "newer"}
    return {"older"} if mark.is_old else {"newer"}


def _by_mark(runs: tuple[Run, ...]) -> list[tuple[Mark | None, tuple[Run, ...]]]:
    groups: list[tuple[Mark | None, list[Run]]] = []
    for run in runs:
        alone = isinstance(run, Link) or (groups and isinstance(groups[-1][1][0], Link))  # a link stands around the change, never in it
        if groups and groups[-1][0] is run.mark and not alone:
            groups[-1][1].append(run)
        else:
            groups.append((run.mark, [run]))
    return [(mark, tuple(same)) for mark, same in groups]


def _text_run(text: str, bold: bool, italic: bool, deleted: bool, as_written: bool = False) -> str:
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + ('<w:caps w:val="0"/>' if as_written else "")
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    element = "delText" if deleted else "t"
    return f'<w:r>{properties}<w:{element} xml:space="preserve">{text}</w:{element}></w:r>'


def _page_field(name: str, text: str, deleted: bool) -> str:
    """Print a page number: a field with its computed text; a deleted one is text alone, since a field in a deletion is no longer one."""
    shown = _text_run(escape(text), False, False, deleted)
    if deleted:
        return shown
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _ends_in_cell(paragraphs: tuple[Paragraph, ...]) -> list[_End]:
    """Give the ends of a cell's paragraphs, each in the style of the paragraph that it closes once the changes are accepted or rejected."""
    if all(paragraph.mark is None for paragraph in paragraphs):
        return [_End(paragraph.style, None, None) for paragraph in paragraphs]
    ends: list[_End] = []
    styles: dict[Side, Style] = {}
    for paragraph, mark in zip(paragraphs, _marks_in_cell(tuple(paragraph.mark for paragraph in paragraphs)), strict=True):
        styles |= dict.fromkeys(_sides(paragraph.mark), paragraph.style)
        closed = [styles[side] for side in ("newer", "older") if side in _sides(mark) & styles.keys()]
        ends.append(_End(closed[0], mark, closed[-1] if closed[-1] is not closed[0] else None))
    return ends


def _marks_in_cell(marks: tuple[Mark | None, ...]) -> tuple[Mark | None, ...]:
    """Move the marks of changed last paragraphs one paragraph up.

    The end of a cell's last paragraph is the end of the cell and cannot be removed: what an inserted last paragraph adds is the end of the
    paragraph before it.
    """
    kept = max((index for index, mark in enumerate(marks) if mark is None), default=None)
    if kept is None:
        return (*marks[:-1], None)
    return (*marks[:kept], *marks[kept + 1 :], None)
