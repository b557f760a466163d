"""The document tree: what stands in a document, before it is Word or a web page.

Smaller than Word: only what our documents use. A redline is the same tree with change marks, so every printer prints it. A `Fact` is a
hole that each office fills with its own words; everything else is the same for all offices that share the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

W = TypeVar("W", int, float)


class Mark(StrEnum):
    """What happened to a run, a paragraph or a row between two documents."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"

    @property
    def is_old(self) -> bool:
        """Say whether the marked thing belongs to the older document alone."""
        return self in {Mark.DELETED, Mark.MOVED_FROM}


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    mark: Mark | None = None
    as_written: bool = False
    """Its small letters stay small where the style prints capitals."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A hole that the office fills: its name, its place, a number. `upper` prints it in capitals."""

    name: str
    upper: bool = False
    bold: bool = False
    italic: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A cross-reference with its computed text: to an anchor of the same document, or to another document of the set."""

    text: str
    anchor: str | None = None
    document: str | None = None
    """The file stem of the document that is linked to."""
    bold: bool = False
    italic: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class PageOf:
    """The page on which an anchor stands: a field in Word, with its computed text."""

    anchor: str
    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: to the page number in a contents line, or a dotted line to write on."""

    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in the same paragraph."""

    mark: Mark | None = None


Run = Text | Fact | Link | PageOf | Tab | LineBreak


class Style(StrEnum):
    """The look of a paragraph; a Word template has a style of this id, the web page a class of this name."""

    BODY = "NoiDung"
    BULLET = "GachDau"
    SUB_BULLET = "GachDau2"
    ITEM = "DiemLiet"
    NOTE = "GhiChu"
    CAPTION = "ChuThich"
    CELL = "OBang"
    CELL_BULLET = "OBangGach"
    CELL_CENTRE = "OBangGiua"
    CELL_HEAD = "OBangDau"
    CELL_GROUP = "OBangNhom"
    COVER_PARENT = "BiaCapTren"
    COVER_AGENCY = "BiaCoQuan"
    COVER_KIND = "BiaLoai"
    COVER_TITLE = "BiaTen"
    COVER_FACT = "BiaThongTin"
    BLOCK_TITLE = "DauDe"
    CONTENTS_1 = "MucLuc1"
    CONTENTS_2 = "MucLuc2"
    PARENT_AGENCY = "CoQuanChuQuan"
    AGENCY = "CoQuan"
    NATION = "QuocHieu"
    MOTTO = "TieuNgu"
    NUMBER = "SoKyHieu"
    DATE_LINE = "DiaDanh"
    DECISION_TYPE = "TenLoai"
    SUBJECT = "TrichYeu"
    AUTHORITY = "ThamQuyen"
    GROUND = "CanCu"
    ARTICLE = "Dieu"
    RECIPIENTS_HEAD = "NoiNhanDau"
    RECIPIENT = "NoiNhan"
    SIGNER = "ChucVuKy"
    SIGNER_NAME = "HoTenKy"
    SIGN_NOTE = "GhiChuKy"
    ANNEX = "PhuLuc"
    ANNEX_NOTE = "KemTheo"
    ADDRESSEE = "KinhGui"
    FORM_TITLE = "TenBieuMau"
    FORM_CODE = "MaBieuMau"
    FIELD = "DongDien"
    FIELD_LINE = "DongKe"
    FIELD_CHOICE = "DongChon"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `mark` belongs to the paragraph itself (its end), not to its runs."""

    runs: tuple[Run, ...]
    style: Style = Style.BODY
    key: str | None = None
    break_before: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4 with the anchor that references point to; its number is part of its text."""

    level: int
    runs: tuple[Run, ...]
    anchor: str
    break_before: bool = False
    mark: Mark | None = None

    @property
    def key(self) -> str:
        """Give the id by which a comparison follows the heading."""
        return self.anchor


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: at least one paragraph; `span` counts the columns it covers."""

    paragraphs: tuple[Paragraph, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `key` is the id by which a comparison follows it; `height` is a least height in millimetres."""

    cells: tuple[Cell, ...]
    key: str | None = None
    height: int = 0
    mark: Mark | None = None


def with_widths(row: Row, widths: Sequence[W]) -> Iterator[tuple[Cell, W]]:
    """Give the cells of a row, each with the width of the columns that it covers together; takes the widths of the table's columns."""
    column = 0
    for cell in row.cells:
        yield cell, sum(widths[column : column + cell.span])
        column += cell.span


class Look(StrEnum):
    """What a table is for: data in a grid, or a layout without lines."""

    GRID = "grid"
    LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: relative widths of its columns, header rows that repeat on each page, the other rows."""

    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    header_rows: int = 0
    look: Look = Look.GRID
    key: str | None = None
    title: str = ""
    """What the table holds, for those who do not see it."""
    mark: Mark | None = None
    is_whole: bool = False
    """No page break may part its rows."""


class ShapeKind(StrEnum):
    """The shapes of a flowchart."""

    LANE = "lane"
    ROLE = "role"
    """The head of a lane."""
    TERMINAL = "terminal"
    PROCESS = "process"
    DECISION = "decision"
    CONNECTOR = "connector"
    LABEL = "label"
    """Words beside an arrow."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape at a place, in tenths of a millimetre, with its lines of text and, below them, lines in small type."""

    kind: ShapeKind
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    small: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line through points, in tenths of a millimetre, with an arrow head at its end."""

    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: its size in tenths of a millimetre, shapes and arrows, and the words for those who do not see it."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]
    alternative: str
    key: str | None = None
    mark: Mark | None = None


Block = Paragraph | Heading | Table | Figure


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is: said once, here, and printed everywhere from here."""

    id: str
    code: str
    title: str
    group: str
    edition: str
    issue: int
    clauses: tuple[str, ...]
    file_stem: str
    """The document's file name without its ending."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what it is, the template that gives its look, its running head and foot, its blocks.

    `slots` are the lines of the template outside the body, by their names; a redline marks them too.
    """

    identity: Identity
    template: str
    slots: tuple[tuple[str, tuple[Run, ...]], ...]
    blocks: tuple[Block, ...]


def newer_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Give the runs that stand in the newer document."""
    return tuple(run for run in runs if run.mark is None or not run.mark.is_old)


def text_of(runs: tuple[Run, ...]) -> str:
    """Give the words of runs, with `{name}` where an office's own words go."""
    words = []
    for run in runs:
        match run:
            case Text() | Link() | PageOf():
                words.append(run.text)
            case Fact():
                words.append("{" + run.name + "}")
            case Tab():
                words.append("\t")
            case LineBreak():
                words.append("\n")
    return "".join(words)
