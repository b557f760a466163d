"""A third format, for the contract alone: plain text, a line for each paragraph, with signs for the marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qmsdocs.archive import Entry, deflated
from qmsdocs.model.artifact import Appearance, Printed
from qmsdocs.model.document import Block, Document, Fact, Figure, Mark, Row, Run, Table, text_of

_SIGNS = {None: ("", ""), Mark.INSERTED: ("[+", "+]"), Mark.DELETED: ("[-", "-]"), Mark.MOVED_FROM: ("[<", "<]"), Mark.MOVED_TO: ("[>", ">]")}


@dataclass(frozen=True, slots=True)
class PrintedText:
    """Words and holes in their order."""

    pieces: tuple[str | Fact, ...]

    def fill(self, facts: Mapping[str, str]) -> Entry:
        """Give the text of one office. Raises KeyError for a fact that is not given."""
        filled = (piece if isinstance(piece, str) else facts[piece.name].upper() if piece.upper else facts[piece.name] for piece in self.pieces)
        return deflated("".join(filled).encode())


class PlainText:
    """The plain text format."""

    name = "txt"
    label = "Text"
    suffix = ".txt"

    def specialise(self, document: Document, look: Appearance) -> PrintedText:
        """Print the title, head and foot, and the blocks."""
        lines: list[Block | tuple[Run, ...]] = [*(runs for _, runs in document.slots), *document.blocks]
        notes = "".join(f"{note}\n" for note in look.notes)
        return PrintedText((f"{document.identity.code} {document.identity.title}\n{notes}", *(piece for line in lines for piece in _line(line))))

    def faults(self, printed: Printed, file: str) -> tuple[()]:
        """Find nothing."""
        del printed, file
        return ()


def _line(line: Block | Row | tuple[Run, ...]) -> Iterator[str | Fact]:
    if isinstance(line, tuple):
        for run in line:
            before, after = _SIGNS[run.mark]
            yield from (before, run if isinstance(run, Fact) else text_of((run,)), after)
        yield "\n"
        return
    before, after = _SIGNS[line.mark]
    yield before
    match line:
        case Table():
            for row in line.rows:
                yield from _line(row)
        case Row():
            for cell in line.cells:
                for paragraph in cell.paragraphs:
                    yield from _line(paragraph)
        case Figure():
            yield "\n".join((*(text for shape in line.shapes for text in (*shape.lines, *shape.small)), line.alternative))
        case _:
            yield from _line(line.runs)
    yield f"{after}\n"
