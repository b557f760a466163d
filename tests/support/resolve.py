"""Accepting and rejecting on the tree: what a redline says the newer and the older document were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qmsdocs.model.document import Block, Cell, Document, Figure, Heading, Mark, Paragraph, Row, Run, Table, Text

Drops = Callable[[Mark | None], bool]


def accepted(redline: Document) -> Document:
    """Give the newer document: without what is marked old, and without marks."""
    return _resolved(redline, lambda mark: mark is not None and mark.is_old)


def rejected(redline: Document) -> Document:
    """Give the older document's words: without what is marked new, and without marks."""
    return _resolved(redline, lambda mark: mark is not None and not mark.is_old)


def marks_of(document: Document) -> list[tuple[Mark, Any]]:
    """Give every mark of a document with the thing that bears it."""
    bearers: list[Any] = [run for _, runs in document.slots for run in runs]
    for block in document.blocks:
        bearers.append(block)
        rows = block.rows if isinstance(block, Table) else ()
        paragraphs = [block] if isinstance(block, Paragraph | Heading) else [p for row in rows for cell in row.cells for p in cell.paragraphs]
        bearers += [*rows, *(p for p in paragraphs if p is not block), *(run for p in paragraphs for run in p.runs)]
    return [(bearer.mark, bearer) for bearer in bearers if bearer.mark is not None]


def joined(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Give runs with neighbours of one look joined and empty ones left out: the same words in the same look."""
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        if not isinstance(run, Text):
            result.append(run)
        elif isinstance(last, Text) and replace(last, text="") == replace(run, text=""):
            result[-1] = replace(last, text=last.text + run.text)
        elif run.text:
            result.append(run)
    return tuple(result)


def words(document: Document) -> Any:
    """Give a document's words, block by block, row by row, paragraph by paragraph, each with its style, as nested lists."""
    return [("slots", [(name, joined(runs)) for name, runs in document.slots]), *(_block_words(block) for block in document.blocks)]


def _block_words(block: Block) -> Any:
    match block:
        case Paragraph():
            return (block.style, joined(block.runs))
        case Heading():
            return (block.level, joined(block.runs))
        case Table():
            return (block.look, [[[(p.style, joined(p.runs)) for p in cell.paragraphs] for cell in row.cells] for row in block.rows])
        case Figure():
            return (block.alternative, block.shapes, block.arrows)


def _resolved(document: Document, drops: Drops) -> Document:
    slots = tuple((name, _runs(runs, drops)) for name, runs in document.slots)
    return replace(document, slots=slots, blocks=tuple(_block(block, drops) for block in document.blocks if not drops(block.mark)))


def _block(block: Block, drops: Drops) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, runs=_runs(block.runs, drops), mark=None)
        case Table():
            kept = [(index < block.header_rows, row) for index, row in enumerate(block.rows) if not drops(row.mark)]
            return replace(block, rows=tuple(_row(row, drops) for _, row in kept), header_rows=sum(header for header, _ in kept), mark=None)
        case Figure():
            return replace(block, mark=None)


def _row(row: Row, drops: Drops) -> Row:
    cells = (Cell(tuple(replace(p, runs=_runs(p.runs, drops), mark=None) for p in cell.paragraphs if not drops(p.mark)), cell.span) for cell in row.cells)
    return replace(row, cells=tuple(cells), mark=None)


def _runs(runs: tuple[Run, ...], drops: Drops) -> tuple[Run, ...]:
    return joined(tuple(replace(run, mark=None) for run in runs if not drops(run.mark)))
