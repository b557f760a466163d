"""The pages of a paper and their numbers, as parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qmsdocs.lint.lines import Line, Spot
from qmsdocs.model.paper import Align, Block, Field, Paper, Paragraph, ParagraphLook, Section, Table, paragraphs_of
from qmsdocs.model.rule import Words

Named = tuple[str, tuple[Line, ...], dict[str, tuple[Any, ...]]]
_SURELY_TWO_PAGES = 7000
"""More letters than a page of the smallest lawful words can hold."""
_NO_LOOK = ParagraphLook(Align.LEFT, 0, 0, 0, 0, 1, "", None, contextual=False, tabs=(), ruled=False)


def page_parts(paper: Paper, lines: Sequence[Line], words: Words) -> Iterator[Named]:
    """Yield the pages of each section and the numbers that stand on them."""
    numbered = False
    told: set[int] = set()
    for at, section in enumerate(paper.sections):
        line = _first_line(section, at)
        yield "trang", (line,), _setup(section)
        for place, blocks in (("head", section.heads.default), ("head", section.heads.even), ("foot", section.feet.default), ("foot", section.feet.even)):
            for paragraph in () if not blocks or id(blocks) in told else _numbers(blocks):
                numbered = True
                yield "so-trang", (_line(paragraph, at),), _number(paragraph, place, section)
            told |= {id(blocks)} if blocks else set()
        feet = [paragraph for paragraph in paragraphs_of(section.feet.default) if words.compiled["document foot"].search(paragraph.text)]
        if feet:
            yield "chan-trang-bo", (_line(feet[0], at),), {}
        if at == 0 and any(_has_number(blocks) for blocks in (section.heads, section.feet)):
            yield "trang-dau", (line,), {"first": ("shown" if _shows_first(section) else "hidden",)}
    if not numbered and sum(len(line.text) for line in lines) > _SURELY_TWO_PAGES and lines:
        yield "so-trang", (lines[0],), {"place": ("none",), "align": (), "format": (), "size": (), "italic": (), "start": ()}
    if numbered:
        yield from _annexes(paper, lines, words)


def _annexes(paper: Paper, lines: Sequence[Line], words: Words) -> Iterator[Named]:
    started: set[int] = set()
    for at, line in enumerate(lines):
        if at and words.compiled["annex"].match(line.text) and line.spot.table < 0 and line.is_centred:
            section = line.spot.section
            own = section not in started and section > 0 and paper.sections[section].page.number_start == 1
            started.add(section)
            yield "so-trang-phu-luc", (line,), {"restart": (own,)}


def _line(paragraph: Paragraph, section: int) -> Line:
    runs = tuple(run for run in paragraph.runs if run.field is Field.PAGE)
    return Line(paragraph, runs, Spot(section), " ".join(paragraph.text.split()), starts=True, gap=None)


def _first_line(section: Section, at: int) -> Line:
    paragraph = next(paragraphs_of(section.blocks), None) or Paragraph("word/document.xml", 1, (), _NO_LOOK)
    return Line(paragraph, paragraph.runs, Spot(at), " ".join(paragraph.text.split()), starts=True, gap=None)


def _setup(section: Section) -> dict[str, tuple[Any, ...]]:
    page = section.page
    short, long = sorted((page.width, page.height))
    has_table = any(isinstance(block, Table) and block.ruled for block in section.blocks)
    top, bottom, left, right = page.top, page.bottom, page.left, page.right
    if page.landscape:
        # what is bound is the long side: the margins turn with the page, in either direction, or stay with the reader
        turned = [(top, bottom, left, right), (right, left, top, bottom), (left, right, bottom, top)]
        top, bottom, left, right = next((one for one in turned if one[2] >= 29.9 and one[3] >= 14.9), turned[0])  # noqa: PLR2004 - the least margins of the decree, only to choose the side
    return {
        "short": (short,),
        "long": (long,),
        "orientation": (("landscape" if page.landscape else "portrait") if not (page.landscape and has_table) else "portrait",),
        "top": (top,),
        "bottom": (bottom,),
        "left": (left,),
        "right": (right,),
    }


def _numbers(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    return (paragraph for paragraph in paragraphs_of(blocks) if any(run.field is Field.PAGE for run in paragraph.runs))


def _has_number(stories: Any) -> bool:
    return any(True for blocks in (stories.default, stories.first, stories.even) if blocks for _ in _numbers(blocks))


def _shows_first(section: Section) -> bool:
    """Say whether the first page shows a number."""
    return any(True for stories in (section.heads, section.feet) for _ in _numbers(stories.default if stories.first is None else stories.first))


def _number(paragraph: Paragraph, place: str, section: Section) -> dict[str, tuple[Any, ...]]:
    runs = [run for run in paragraph.runs if run.field is Field.PAGE]
    asked = next((one for run in runs for one in run.switches.split(",") if one.lower() not in {"", "mergeformat", "charformat"}), "")
    form = {"arabic": "decimal", "roman": "lowerRoman", "ROMAN": "upperRoman", "alphabetic": "lowerLetter", "ALPHABETIC": "upperLetter"}.get(asked, asked) or section.page.number_format
    before = paragraph.text[: paragraph.text.find(runs[0].shown)] if runs else ""
    align = "center" if before == "\t" and paragraph.look.align is Align.LEFT and paragraph.look.tabs else paragraph.look.align.value
    start = section.page.number_start
    return {"place": (place,), "align": (align,), "format": (form,), "start": (start if start is not None else 1,)}
