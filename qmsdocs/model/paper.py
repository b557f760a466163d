"""A paper: what a reader of a Word file sees, whoever made it: sections, heads and feet, paragraphs and tables with their resolved looks.

Nothing of how Word stores it is left: styles, themes, numbering and tracked changes are resolved (`ooxml.reading`). Sizes are in points, lengths on the
page in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

BLACK = "000000"


class Field(StrEnum):
    """What a run that Word computes shows."""

    NONE = ""
    PAGE = "PAGE"
    PAGES = "NUMPAGES"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. `faces` are the fonts that its characters are shown in, `complex_face` that of scripts written from right to left, where one is set."""

    text: str
    faces: tuple[str, ...]
    complex_face: str
    size: float
    bold: bool
    italic: bool
    caps: bool
    colour: str
    """Six hexadecimal digits; BLACK where it is automatic."""
    field: Field = Field.NONE
    switches: str = ""
    """The number format that a field asks for, as Word names it."""
    raised: bool = False
    """It stands above the line, as the marks of notes do."""

    @property
    def shown(self) -> str:
        """Give the words as they stand on paper."""
        return self.text.upper() if self.caps else self.text


class Align(StrEnum):
    """Where the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph stands on the page."""

    align: Align
    left: float
    """The indent of its lines, in millimetres from the margin or the edge of the cell."""
    first: float
    """The indent of its first line beyond `left`; below nought it hangs."""
    before: float
    after: float
    """The space above and below, in points."""
    lines: float
    """The distance of lines, as a multiple of single spacing."""
    style: str
    """The name of its style."""
    outline: int | None
    """Its level in the outline, from nought."""
    contextual: bool
    """No space to neighbours of the same style."""
    tabs: tuple[float, ...]
    ruled: bool
    """It has a border above or below."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with its place: the part of the package and its number there, from one."""

    part: str
    number: int
    runs: tuple[Run, ...]
    look: ParagraphLook
    boxes: tuple[tuple[Block, ...], ...] = ()
    """The text boxes that are anchored in it."""
    numbered: bool = False
    """Its first run is a number or a bullet that Word counts."""
    drawn: bool = False
    """A picture or a shape without words is anchored in it."""

    @property
    def text(self) -> str:
        """Give its words as they stand on paper."""
        return "".join(run.shown for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `column` and `span` count columns of the grid."""

    blocks: tuple[Block, ...]
    column: int
    span: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    ruled: bool
    """Some of its lines are drawn."""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a section."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    """Margins, with the gutter in the one it widens."""
    header: float
    landscape: bool
    number_format: str
    """Word's name of the digits of its page numbers; `decimal` is 1, 2, 3."""
    number_start: int | None
    """The number that its pages start at; None where they go on."""


@dataclass(frozen=True, slots=True)
class Stories:
    """The heads or the feet of a section; those of an earlier section where it has none of its own."""

    default: tuple[Block, ...]
    first: tuple[Block, ...] | None
    """On its first page; None where that is like the others."""
    even: tuple[Block, ...] | None
    """On even pages; None where they are like the odd ones."""


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one setup."""

    page: Page
    heads: Stories
    feet: Stories
    blocks: tuple[Block, ...]
    goes_on: bool
    """It starts on the page that the section before ends on."""


class FaultKind(StrEnum):
    """How a file is built against what Word asks of files, whatever stands in it."""

    UNCLOSED = "unclosed"
    """A cell that does not end in a paragraph."""
    MISPLACED = "misplaced"
    """An element where Word refuses it."""
    UNRELATED = "unrelated"
    """An id of a relationship that is not there, or a relationship to a part that is not there."""
    NO_PICTURE = "no_picture"
    """A relationship to a picture that is not there."""
    UNTYPED = "untyped"
    """A part without a content type."""
    SAME_RANGE = "same_range"
    """Two bookmarks with one id."""
    UNPAIRED = "unpaired"
    """A bookmark, comment or move that begins and does not end, or ends and did not begin."""
    SAME_DRAWING = "same_drawing"
    """Two drawings with one id."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in how a file is built: the part, the paragraph there, its words, and what is at fault as the file names it."""

    kind: FaultKind
    part: str
    paragraph: int
    words: str
    what: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A Word file as it is read: its name, its sections, and what it asks of the network when it is opened."""

    file: str
    sections: tuple[Section, ...]
    notes: tuple[Block, ...] = ()
    """Footnotes and endnotes."""
    reaches_out: bool = False
    """Opening it loads something from outside the file."""
    faults: tuple[Fault, ...] = ()
    """What is wrong with how it is built."""


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield every paragraph, those in cells and text boxes too, in the order of reading."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_of(cell.blocks)
        else:
            yield block
            for box in block.boxes:
                yield from paragraphs_of(box)
