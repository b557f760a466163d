"""A paper → its lines, each with where it stands: what the recognisers of parts read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qmsdocs.model.letters import plain
from qmsdocs.model.paper import Block, Paragraph, Run, Table

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\u00ad\ufeff]+")
_LETTER = re.compile(r"[^\W_]")
_RULE = re.compile(r"^[-_–—=─*~]{3,}$")
_MARK = re.compile(r"[\d()*,\s]*")
_END = re.compile(r"[\n\f]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Give the letters and digits of a text in plain capitals."""
    return "".join(letter for letter in plain(text).upper() if letter.isascii() and letter.isalnum())


def is_open(note: Sequence[Line]) -> bool:
    """Say whether a note in brackets goes on below its last line."""
    return bool(note) and note[0].text.startswith("(") and not any(")" in line.text for line in note)


def squeezed(text: str) -> str:
    """Give a text with single plain spaces, none at its ends."""
    return _SPACES.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line stands: its section; its table (the outermost, from nought; -1 outside), row and column there; whether in a text box, or in a table with lines."""

    section: int
    table: int = -1
    row: int = 0
    column: int = 0
    boxed: bool = False
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line that its writer ended: a paragraph, or a piece of one."""

    paragraph: Paragraph
    runs: tuple[Run, ...]
    spot: Spot
    text: str
    """As it stands on paper, with single spaces."""
    starts: bool
    """It starts its paragraph."""
    gap: float | None
    """The space to the paragraph above, in points; None where that is not text."""

    @property
    def letters(self) -> tuple[Run, ...]:
        """Give the runs with letters or digits, but not the marks of notes."""
        return tuple(run for run in self.runs if _LETTER.search(run.text) and not _is_mark(run))

    @property
    def is_upper(self) -> bool:
        """Say whether it is in capitals."""
        return self.text.upper() == self.text and self.text.lower() != self.text

    @property
    def is_bold(self) -> bool:
        """Say whether all of it is bold."""
        return bool(self.letters) and all(run.bold for run in self.letters)

    @property
    def is_rule(self) -> bool:
        """Say whether it only draws a rule with signs."""
        return bool(_RULE.match(self.text.replace(" ", "")))

    @property
    def is_centred(self) -> bool:
        """Say whether it stands in the middle."""
        return self.paragraph.look.align.value == "center"


def _is_mark(run: Run) -> bool:
    """Say whether a run is only the mark of a note, which is no part of the words."""
    return run.raised and bool(_MARK.fullmatch(run.text))


def lines_of(blocks: tuple[Block, ...], section: int, tables: int = 0) -> Iterator[Line]:
    """Yield the lines with words, those of a text box before the paragraph that anchors it."""
    above: Block | None = None
    for block in blocks:
        if isinstance(block, Table):
            for at, row in enumerate(block.rows):
                for cell in row:
                    spot = Spot(section, tables, at, cell.column, ruled=block.ruled)
                    yield from (replace(line, spot=replace(spot, boxed=line.spot.boxed), gap=None) for line in lines_of(cell.blocks, section))
            tables += 1
        else:
            for box in block.boxes:
                yield from (replace(line, spot=Spot(section, -1, 0, 0, boxed=True), gap=None) for line in lines_of(box, section))
            yield from _pieces(block, Spot(section), _gap(above, block))
        above = block


def _gap(above: Block | None, block: Paragraph) -> float | None:
    if not isinstance(above, Paragraph):
        return None
    if not above.text.strip():
        return above.look.before + above.look.after + 12.0 + block.look.before
    same = above.look.style == block.look.style
    return (0.0 if above.look.contextual and same else above.look.after) + (0.0 if block.look.contextual and same else block.look.before)


def _pieces(paragraph: Paragraph, spot: Spot, gap: float | None) -> Iterator[Line]:
    """Cut a paragraph where its lines or pages are ended by hand."""
    if not paragraph.runs:
        return
    if not _END.search("".join(run.text for run in paragraph.runs)):
        cut = [paragraph.runs]
    else:
        cut = [()]
        for run in paragraph.runs:
            first, *rest = _END.split(run.text)
            cut[-1] = (*cut[-1], replace(run, text=first))
            cut += [(replace(run, text=piece),) for piece in rest]
    starts = True
    for runs in cut:
        text = squeezed("".join(run.shown for run in runs if not _is_mark(run)))
        if text:
            yield Line(paragraph, runs, spot, text, starts, gap if starts else None)
            starts = False


def columns_of(line: Line) -> list[Line]:
    """Cut a line outside tables at its tabs: what people set side by side without a table."""
    if line.spot.table >= 0 or not any("\t" in run.text for run in line.runs):
        return [line]
    cut: list[tuple[Run, ...]] = [()]
    for run in line.runs:
        first, *rest = re.split(r"\t+", run.text)
        cut[-1] = (*cut[-1], replace(run, text=first))
        cut += [(replace(run, text=piece),) for piece in rest]
    found = []
    for column, runs in enumerate(cut):
        text = squeezed("".join(run.shown for run in runs if not _is_mark(run)))
        if text:
            found.append(replace(line, runs=runs, text=text, spot=replace(line.spot, column=column)))
    return found
