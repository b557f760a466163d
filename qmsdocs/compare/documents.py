"""An older document against a newer one → the newer one with marks.

Laws: dropping what is marked old and the marks gives the new document's words; dropping what is marked new gives the old one's; comparing
a document with itself marks nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from qmsdocs.compare.align import Measure, Pair, align
from qmsdocs.compare.words import LIKE, compare_runs, likeness, marked
from qmsdocs.model.comparison import Happened, SectionChange
from qmsdocs.model.document import Block, Cell, Document, Figure, Heading, Mark, Paragraph, Row, Style, Table, newer_runs, text_of

_LEAST_MOVE = 4
"""A move of fewer words than this is told as taken out and put in."""
_ALONE = frozenset({Style.BODY, Style.BULLET, Style.SUB_BULLET, Style.ITEM, Style.NOTE, Style.GROUND, Style.FIELD, Style.FIELD_CHOICE})
"""The styles of paragraphs that, when they have other words, are told as one taken out and one put in: two labels cannot stand on one dotted line."""


def compare(old: Document, new: Document) -> Document:
    """Compare two documents. Takes the older and the newer; gives the newer with marks on slots, blocks, rows and runs."""
    before = dict(old.slots)
    slots = tuple((name, compare_runs(before.get(name, ()), runs)) for name, runs in new.slots)
    return Document(new.identity, new.template, slots, _blocks(old.blocks, new.blocks))


def _blocks(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[Block, ...]:
    result: list[Block] = []
    for pair in align(old, new, _BLOCKS):
        if pair.old is not None and pair.new is not None:
            result += _changed(old[pair.old], new[pair.new])
        elif pair.old is not None:
            result.append(_whole(old[pair.old], _mark_alone(pair, old, new)))
        elif pair.new is not None:
            result.append(_whole(new[pair.new], _mark_alone(pair, old, new)))
    return tuple(result)


def _mark_alone(pair: Pair, old: Sequence[Block | Row], new: Sequence[Block | Row]) -> Mark:
    """Give the mark of what stands on one side of a pair: a move where it stands on the other side too, word for word and long enough to tell."""
    before = pair.old if pair.old is not None else pair.moved
    after = pair.new if pair.new is not None else pair.moved
    moved = before is not None and after is not None and _texts(old[before]) == _texts(new[after]) and len(_words(old[before]).split()) >= _LEAST_MOVE
    if pair.old is not None:
        return Mark.MOVED_FROM if moved else Mark.DELETED
    return Mark.MOVED_TO if moved else Mark.INSERTED


def _texts(thing: Block | Row) -> object:
    return [[text_of(p.runs) for p in cell.paragraphs] for cell in thing.cells] if isinstance(thing, Row) else _words(thing)


def _words(thing: Block | Row) -> str:
    match thing:
        case Paragraph() | Heading():
            return text_of(thing.runs)
        case Row():
            return " | ".join(" ".join(text_of(p.runs) for p in cell.paragraphs) for cell in thing.cells)
        case Table():
            return " / ".join(_words(row) for row in thing.rows)
        case Figure():
            return thing.alternative


def _block_key(block: Block) -> Hashable | None:
    return None if block.key is None else (type(block), block.key)


def _block_sameness(block: Block) -> Hashable:
    return (type(block), getattr(block, "style", None), _words(block)) if _words(block) else None


def _block_likeness(old: Block, new: Block) -> float:
    match old, new:
        case (Paragraph(), Paragraph()):
            if old.style is not new.style:
                return 0.0
            return 1.0 if old.key is not None and old.key == new.key else likeness(text_of(old.runs), text_of(new.runs))
        case (Heading(), Heading()):
            if old.level != new.level:
                return 0.0
            return 1.0 if old.anchor == new.anchor else likeness(text_of(old.runs), text_of(new.runs))
        case (Table(), Table()):
            if old.key is not None and old.key == new.key:
                return 1.0
            return likeness(_words(old), _words(new)) if _of_one_shape(old, new) else 0.0
        case (Figure(), Figure()):
            return 1.0 if old == new else 0.0  # the pieces of two charts are told one chart after the other, not piece by piece
    return 0.0


def _of_one_shape(old: Table, new: Table) -> bool:
    return len(old.widths) == len(new.widths) and old.look is new.look


_BLOCKS: Measure[Block] = Measure(_block_key, _block_sameness, _block_likeness)


def _changed(old: Block, new: Block) -> list[Block]:
    match old, new:
        case (Paragraph(), Paragraph()):
            if new.style in _ALONE and likeness(text_of(old.runs), text_of(new.runs)) < LIKE:
                return _instead(old, new)
            return [new if old.runs == new.runs else replace(new, runs=compare_runs(old.runs, new.runs))]
        case (Heading(), Heading()):
            return [new if old.runs == new.runs else replace(new, runs=compare_runs(old.runs, new.runs))]
        case (Table(), Table()):
            if not _of_one_shape(old, new):
                return _instead(old, new)
            rows = _rows(old.rows, new.rows)
            return [replace(new, rows=rows, header_rows=_header_rows(rows, new.header_rows))]
        case (Figure(), Figure()):
            return [new]
    msg = f"{type(old)} was paired with {type(new)}"
    raise TypeError(msg)


def _instead(old: Block, new: Block) -> list[Block]:
    """Tell two blocks as one that was taken out and one that was put in its place."""
    return [_whole(old, Mark.DELETED), _whole(new, Mark.INSERTED)]


def _whole(block: Block, mark: Mark) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, runs=marked(block.runs, mark), mark=mark)
        case Table():
            plain = Mark.DELETED if mark.is_old else Mark.INSERTED
            return replace(block, rows=tuple(_whole_row(row, plain) for row in block.rows), mark=plain)
        case Figure():
            return replace(block, mark=Mark.DELETED if mark.is_old else Mark.INSERTED)


def _row_likeness(old: Row, new: Row) -> float:
    if [cell.span for cell in old.cells] != [cell.span for cell in new.cells] or not all(map(_share_a_style, old.cells, new.cells)):
        return 0.0
    if old.key is not None and old.key == new.key:
        return 1.0
    return likeness(_words(old), _words(new))


def _share_a_style(old: Cell, new: Cell) -> bool:
    """Say whether two cells can be told as one that changed: the paragraph that stays keeps its style."""
    return bool({paragraph.style for paragraph in old.paragraphs} & {paragraph.style for paragraph in new.paragraphs})


_ROWS: Measure[Row] = Measure(lambda row: row.key, lambda row: _words(row).strip(" |") or None, _row_likeness)


def _rows(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for pair in align(old, new, _ROWS):
        if pair.old is not None and pair.new is not None:
            before, after = old[pair.old], new[pair.new]
            if before.cells == after.cells:
                rows.append(after)
                continue
            cells = tuple(_cell(one, other) for one, other in zip(before.cells, after.cells, strict=True))
            rows.append(replace(after, cells=cells))
        elif pair.old is not None:
            rows.append(_whole_row(old[pair.old], _mark_alone(pair, old, new)))
        elif pair.new is not None:
            rows.append(_whole_row(new[pair.new], _mark_alone(pair, old, new)))
    return tuple(rows)


def _header_rows(rows: tuple[Row, ...], wanted: int) -> int:
    """Give how many of the marked rows stand up to the last header row of the newer table."""
    newer = [index for index, row in enumerate(rows) if row.mark is None or not row.mark.is_old]
    return newer[wanted - 1] + 1 if wanted else 0


def _whole_row(row: Row, mark: Mark) -> Row:
    cells = tuple(Cell(tuple(_gone(paragraph, mark) for paragraph in cell.paragraphs), cell.span) for cell in row.cells)
    return replace(row, cells=cells, mark=mark)


def _cell(old: Cell, new: Cell) -> Cell:
    """Compare two cells; one paragraph at least is kept, since the end of a cell cannot be taken out or put in."""
    if old.paragraphs == new.paragraphs:
        return new
    paragraphs: list[Paragraph] = []
    one_each = len(old.paragraphs) == len(new.paragraphs) == 1 and old.paragraphs[0].style is new.paragraphs[0].style
    pairs = [Pair(0, 0)] if one_each else align(old.paragraphs, new.paragraphs, _PARAGRAPHS)
    if not any(pair.old is not None and pair.new is not None for pair in pairs):
        pairs = _joint(old.paragraphs, new.paragraphs)
    for pair in pairs:
        if pair.old is not None and pair.new is not None:
            paragraphs.append(replace(new.paragraphs[pair.new], runs=compare_runs(old.paragraphs[pair.old].runs, new.paragraphs[pair.new].runs)))
        elif pair.old is not None:
            paragraphs.append(_gone(old.paragraphs[pair.old], Mark.DELETED))
        elif pair.new is not None:
            paragraphs.append(_gone(new.paragraphs[pair.new], Mark.INSERTED))
    return Cell(tuple(paragraphs), new.span)


def _joint(old: tuple[Paragraph, ...], new: tuple[Paragraph, ...]) -> list[Pair]:
    """Pair the first two paragraphs of one style, in cells whose paragraphs have no words in common."""
    i, j = next((i, j) for i, before in enumerate(old) for j, after in enumerate(new) if before.style is after.style)
    ahead = [Pair(k, None) for k in range(i)] + [Pair(None, k) for k in range(j)]
    behind = [Pair(k, None) for k in range(i + 1, len(old))] + [Pair(None, k) for k in range(j + 1, len(new))]
    return [*ahead, Pair(i, j), *behind]


def _gone(paragraph: Paragraph, mark: Mark) -> Paragraph:
    return replace(paragraph, runs=marked(paragraph.runs, mark), mark=mark)


_PARAGRAPHS: Measure[Paragraph] = Measure(lambda p: p.key, lambda p: (p.style, text_of(p.runs)), _block_likeness)


def section_changes(redline: Document, steps_table: str) -> tuple[SectionChange, ...]:
    """Give the first-level sections that a redline marks, with the parts that came and went and the steps that changed.

    Takes a marked document and the key of its table of steps. What is taken out counts with the section it stood in, all else with the one it
    stands in; what stands before the first section (cover, tables) is not counted.
    """
    sections: list[tuple[Heading, list[Block]]] = []
    current: dict[bool, list[Block]] = {}
    for block in redline.blocks:
        is_old = block.mark is not None and block.mark.is_old
        if isinstance(block, Heading) and block.level == 1:
            sections.append((block, []))
            current |= dict.fromkeys({True, False} if block.mark is None else {is_old}, sections[-1][1])
        elif is_old in current:
            current[is_old].append(block)
    moved = _twice(section for section, _ in sections)
    changes = (_section_change(section, inside, steps_table, section.anchor in moved) for section, inside in sections)
    return tuple(change for change in changes if change is not None)


_PART = 2
"""The level of the headings of a section's parts."""


def _twice(things: Iterable[Heading | Row]) -> set[str]:
    """Give the ids of what is marked where it was and where it is."""
    marked_things = [(thing.key, thing.mark.is_old) for thing in things if thing.key is not None and thing.mark is not None]
    return {key for key, is_old in marked_things if is_old and (key, False) in marked_things}


def _section_change(section: Heading, inside: list[Block], steps_table: str, moved: bool) -> SectionChange | None:
    """Give what happened to a section; one that moved stands twice, and is told where it is."""
    title = text_of(newer_runs(section.runs))
    if section.mark is not None:
        if moved:
            return None if section.mark.is_old else SectionChange(Happened.REVISED, title)
        return SectionChange(Happened.REMOVED if section.mark.is_old else Happened.ADDED, text_of(section.runs))
    if not any(_is_marked(block) for block in (section, *inside)):
        return None
    parts = [block for block in inside if isinstance(block, Heading) and block.level == _PART and block.mark is not None]
    kept = _twice(parts)
    came, went = (tuple(text_of(part.runs) for part in parts if part.mark is not None and part.mark.is_old is old and part.key not in kept) for old in (False, True))
    steps = next((block for block in inside if isinstance(block, Table) and block.key == steps_table), None)
    if steps is None:
        return SectionChange(Happened.REVISED, title, came, went)
    twice = _twice(steps.rows)
    added = tuple(_step_name(row) for row in steps.rows if row.mark is Mark.INSERTED and row.key not in twice)
    removed = tuple(_step_name(row) for row in steps.rows if row.mark is Mark.DELETED and row.key not in twice)
    revised = tuple(_step_name(row) for row in steps.rows if (_row_is_marked(row) if row.mark is None else row.mark is Mark.INSERTED and row.key in twice))
    return SectionChange(Happened.REVISED, title, came, went, added, removed, revised)


def _step_name(row: Row) -> str:
    """Give a step's name: the first paragraph of the second cell of which the newer document has something, or the first of all where it has nothing."""
    paragraphs = row.cells[1].paragraphs
    return text_of(next(filter(None, (newer_runs(paragraph.runs) for paragraph in paragraphs)), paragraphs[0].runs))


def _is_marked(block: Block) -> bool:
    match block:
        case Paragraph() | Heading():
            return block.mark is not None or any(run.mark is not None for run in block.runs)
        case Table():
            return block.mark is not None or any(_row_is_marked(row) for row in block.rows)
        case Figure():
            return block.mark is not None


def _row_is_marked(row: Row) -> bool:
    return row.mark is not None or any(_is_marked(paragraph) for cell in row.cells for paragraph in cell.paragraphs)
