"""Random documents, and pairs of an older and a newer one that share some of their blocks, changed some, moved some.

Runs and the paragraphs of cells are drawn from pools that are made once, simplest first: few draws a document, so that many documents are tried.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from qmsdocs.model.document import (
    Arrow,
    Block,
    Cell,
    Document,
    Fact,
    Figure,
    Heading,
    Identity,
    LineBreak,
    Link,
    Look,
    PageOf,
    Paragraph,
    Row,
    Run,
    Shape,
    ShapeKind,
    Style,
    Tab,
    Table,
    Text,
)
from qmsdocs.ooxml.shell import HEAD_SLOTS

FACTS = {"đơn vị": "BHXH huyện Bình Sơn", "đơn vị đầy đủ": "Bảo hiểm xã hội «A & B» <đ>", "ngày hiệu lực": "01/07/2021", "họ tên người ký": ""}
"""Facts of an office for the holes of the random documents."""
IDENTITY = Identity("om-dau", "QT.CS-01", "Giải quyết hưởng chế độ ốm đau", "tthc", "2015", 1, ("8.5.1",), "QT.CS-01")
_WORDS = (
    *("hồ", "sơ", "cán", "bộ", "tiếp", "nhận", "trả", "kết", "quả", "được", "người", "lao", "động", "trưởng", "phòng", "kiểm", "tra", "đúng", "hạn", "ký", "duyệt"),
    *("05", "ngày.", "(QĐ", "166/QĐ-BHXH)", "R&D", "<b>", '"đủ"', "d'accord", "{{tên}}", "{%", "—", ";", "\u00a0"),
)
_STYLES = (Style.BODY, Style.BULLET, Style.SUB_BULLET, Style.NOTE)
_ANCHORS = ("muc-dich", "pham-vi", "noi-dung", "cac-buoc", "ho-so", "phu-luc")
_CHANCE = Random(2015)  # noqa: S311 - the same pools in every run


def _sentence(most: int) -> str:
    return " ".join(_CHANCE.choices(_WORDS, k=_CHANCE.randint(0, most)))


def _run() -> Run:
    bold, italic = _CHANCE.choice(((False, False), (False, False), (True, False), (False, True)))
    match _CHANCE.randint(0, 9):
        case 0:
            return Fact(_CHANCE.choice(tuple(FACTS)), _CHANCE.random() < 0.3, bold, italic)
        case 1:
            return Link(_sentence(3) or "mục 5", anchor=_CHANCE.choice(_ANCHORS), bold=bold, italic=italic)
        case 2:
            return Link(_sentence(3) or "QT.MC-01", document="QT.MC-01", bold=bold, italic=italic)
        case 3:
            return PageOf(_CHANCE.choice(_ANCHORS), str(_CHANCE.randint(1, 20)))
        case 4:
            return _CHANCE.choice((Tab(), LineBreak()))
        case _:
            return Text(_sentence(9), bold, italic)


_RUNS: tuple[tuple[Run, ...], ...] = (
    *((), (Text(""),), (Text("a"),), (Text("hồ sơ"),), (Text("hồ sơ "), Text("đủ", bold=True)), (Text("cán bộ tiếp nhận hồ sơ"),), (Text("hồ sơ được tiếp nhận đúng hạn."),)),
    *(tuple(_run() for _ in range(size)) for size in (1, 2, 3, 4) for _ in range(40)),
)
_KEYS = st.sampled_from((None, None, "a", "b", "c", "d"))
_POOL = (Paragraph(()), Paragraph((Text("đủ"),)), *(Paragraph(_CHANCE.choice(_RUNS), _CHANCE.choice(_STYLES), _CHANCE.choice((None, None, "a", "b"))) for _ in range(60)))
_INSIDES = st.sampled_from([(paragraph,) for paragraph in _POOL] + [tuple(_CHANCE.choices(_POOL, k=size)) for size in (2, 3) for _ in range(40)])
_SHAPES = tuple(Shape(kind, 100, 100 * top, 300, 80, (_sentence(4), _sentence(2)), (_sentence(3),)) for top, kind in enumerate(ShapeKind))
_ARROWS = (Arrow(((250, 10), (250, 200))), Arrow(((400, 10), (600, 10), (600, 90))))

sentences = st.sampled_from(["", "hồ sơ", *(_sentence(9) for _ in range(40))])
runs = st.sampled_from(_RUNS)
paragraphs = st.builds(Paragraph, runs, st.sampled_from(_STYLES), _KEYS, st.booleans())
headings = st.builds(Heading, st.integers(1, 3), runs, st.sampled_from(_ANCHORS), st.booleans())
figures = st.builds(lambda shapes, arrows, words, key: Figure(1000, 1500, _SHAPES[:shapes], _ARROWS[:arrows], words, key), st.integers(0, 5), st.integers(0, 3), sentences, _KEYS)


@st.composite
def rows(draw: st.DrawFn, columns: int) -> Row:
    """Draw a row; its cells cover all columns."""
    spans = draw(st.sampled_from({1: [(1,)], 2: [(1, 1), (1, 1), (2,)], 3: [(1, 1, 1), (1, 1, 1), (1, 2), (2, 1), (3,)]}[columns]))
    return Row(tuple(Cell(draw(_INSIDES), span) for span in spans), draw(_KEYS), draw(st.sampled_from((0, 12))))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of one to three columns."""
    columns = draw(st.integers(1, 3))
    body = draw(st.lists(rows(columns), min_size=1, max_size=4))
    return Table(tuple(range(1, columns + 1)), tuple(body), draw(st.integers(0, min(2, len(body)))), draw(st.sampled_from(Look)), draw(_KEYS), draw(sentences))


blocks = st.one_of(paragraphs, paragraphs, headings, tables(), figures)


def _document(body: list[Block], slots: list[tuple[Run, ...]]) -> Document:
    """Give a document of the blocks, with what every real one keeps: an anchor stands once, and what refers to an anchor finds it."""
    seen: set[str] = set()
    kept: list[Block] = []
    for block in body:
        if isinstance(block, Heading):
            if block.anchor in seen:
                continue
            seen.add(block.anchor)
        kept.append(block)
    named = tuple((name, _referring(line, seen)) for name, line in zip(HEAD_SLOTS, slots, strict=True))
    return Document(IDENTITY, "quy-trinh", named, tuple(_referring_block(block, seen) for block in kept))


def _referring_block(block: Block, anchors: set[str]) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, runs=_referring(block.runs, anchors))
        case Table():
            inside = (replace(row, cells=tuple(replace(cell, paragraphs=tuple(replace(p, runs=_referring(p.runs, anchors)) for p in cell.paragraphs)) for cell in row.cells)) for row in block.rows)
            return replace(block, rows=tuple(inside))
        case Figure():
            return block


def _referring(line: tuple[Run, ...], anchors: set[str]) -> tuple[Run, ...]:
    """Give runs in which what refers to an anchor that is not there is plain text."""
    return tuple(Text(run.text) if isinstance(run, Link | PageOf) and run.anchor is not None and run.anchor not in anchors else run for run in line)


_slots = st.lists(runs, min_size=len(HEAD_SLOTS), max_size=len(HEAD_SLOTS))
documents = st.builds(_document, st.lists(blocks, min_size=1, max_size=7), _slots)


@st.composite
def _revised_runs(draw: st.DrawFn, before: tuple[Run, ...]) -> tuple[Run, ...]:
    """Draw what an editor may make of runs: words changed in place, a run taken out, runs put in."""
    after = list(before)
    at = draw(st.integers(0, len(after)))
    there = after[at] if at < len(after) else None
    if isinstance(there, Text) and there.text:
        words = there.text.split(" ")
        where = draw(st.integers(0, len(words) - 1))
        words[where : where + draw(st.integers(0, 2))] = draw(st.sampled_from(((), ("nộp",), ("chuyển", "ngay,"), ("hồ", "sơ"))))
        after[at] = replace(there, text=" ".join(words))
    elif there is not None and draw(st.booleans()):
        del after[at]
    else:
        after[at:at] = draw(runs)
    return tuple(after)


@st.composite
def _shuffled(draw: st.DrawFn, items: list[Any]) -> list[Any]:
    """Draw the items with one left out, one in another place, or as they are."""
    kept = list(items)
    for _ in range(draw(st.integers(0, 2)) if kept else 0):
        moved = kept.pop(draw(st.integers(0, len(kept) - 1)))
        if not kept or draw(st.booleans()):
            kept.insert(draw(st.integers(0, len(kept))), moved)
    return kept


@st.composite
def _revised_row(draw: st.DrawFn, row: Row) -> Row:
    at = draw(st.integers(0, len(row.cells) - 1))
    cell = row.cells[at]
    inside = list(draw(_shuffled(list(cell.paragraphs))))
    first = draw(st.integers(0, len(inside) - 1))
    inside[first] = replace(inside[first], runs=draw(_revised_runs(inside[first].runs)))
    inside += draw(st.one_of(st.just(()), _INSIDES))
    return replace(row, cells=(*row.cells[:at], Cell(tuple(inside), cell.span), *row.cells[at + 1 :]))


@st.composite
def _revised(draw: st.DrawFn, block: Block) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, runs=draw(_revised_runs(block.runs)))
        case Table():
            changed = [draw(_revised_row(row)) if draw(st.booleans()) else row for row in draw(_shuffled(list(block.rows)))]
            changed += draw(st.lists(rows(len(block.widths)), max_size=1))
            return replace(block, rows=tuple(changed), header_rows=min(block.header_rows, len(changed)))
        case Figure():
            return draw(figures)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Document, Document]:
    """Draw an older and a newer document: blocks kept, revised, moved, taken out and put in."""
    old = draw(st.lists(blocks, min_size=1, max_size=6))
    new = [draw(_revised(block)) if draw(st.booleans()) else block for block in draw(_shuffled(old))]
    for block in draw(st.lists(blocks, max_size=2)):
        new.insert(draw(st.integers(0, len(new))), block)
    slots = draw(_slots)
    return _document(old, slots), _document(new, [draw(_revised_runs(slots[0])), *slots[1:]])
