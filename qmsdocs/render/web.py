"""A document → one self-contained web page, with holes for what each office fills.

The same tree as the Word file, so the same words. Marks become `ins` and `del` with words for those who do not see colours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from math import ceil
from types import MappingProxyType
from typing import assert_never

from markupsafe import Markup

from qmsdocs.archive import Pattern, hole
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.artifact import Appearance, Printed
from qmsdocs.model.document import Block, Cell, Document, Fact, Figure, Heading, LineBreak, Link, Look, Mark, PageOf, Paragraph, Row, Run, Style, Tab, Table, Text, newer_runs, text_of, with_widths
from qmsdocs.model.framework.frame import FACTS
from qmsdocs.render.svg import svg

_BULLETS = {Style.BULLET: 1, Style.SUB_BULLET: 2}
_PLAIN_CELLS = MappingProxyType({Style.CELL: "", Style.CELL_HEAD: "", Style.CELL_CENTRE: "giua", Style.CELL_GROUP: "nhom"})
_TITLES = frozenset({Style.COVER_TITLE, Style.FORM_TITLE, Style.SUBJECT})
"""The one paragraph of a document that is the title of its page."""
_LINES_TO_FILL = frozenset({Style.FIELD, Style.FIELD_LINE})
_FACT = re.compile(r"\{(" + "|".join(sorted(FACTS)) + r")\}")
_LETTERS = 95
"""Letters of a line that is as wide as the page."""
_LONG = 8
"""A row of more lines than this may break across pages of paper: kept whole it would leave half a page white."""
_WIDE = 4
"""A table of so many columns is wider than a phone."""


class WebPrinter:
    """Prints one document; `link` gives the address of another document of the set."""

    def __init__(self, link: Callable[[str], str]) -> None:
        """Take the function from a document's file stem to its address."""
        self._link = link
        self._figures = 0

    def article(self, document: Document) -> Markup:
        """Print the blocks of a document."""
        return Markup(self._blocks(document.blocks))  # noqa: S704 - every word below is escaped

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        printed: list[str] = []
        depth = 0
        for block in blocks:
            wanted = _BULLETS.get(block.style, 0) if isinstance(block, Paragraph) else 0
            if wanted:
                printed.append(self._item(block, wanted, depth))  # type: ignore[arg-type]
            else:
                printed.append(_close(depth) + self._block(block))
            depth = wanted
        return "".join(printed) + _close(depth)

    def _item(self, paragraph: Paragraph, wanted: int, depth: int) -> str:
        """Open or close lists as needed and print one item; a deeper list stands inside the item before it."""
        if wanted > depth:
            moves = "<ul>" if depth or wanted == 1 else "<ul><li><ul>"
        elif wanted < depth:
            moves = "</li></ul></li>"
        else:
            moves = "</li>"
        return f"{moves}<li{_classes('', paragraph.mark)}>{self._inside(paragraph)}"

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                anchor = "" if block.mark is not None and block.mark.is_old else f' id="{escape(block.anchor)}"'
                level = min(block.level + 1, 6)
                return f"<h{level}{anchor}{_classes('trang-moi' if block.break_before else '', block.mark)}>{self._inside(block)}</h{level}>"
            case Paragraph():
                return self._paragraph(block)
            case Table():
                return self._table(block)
            case Figure():
                self._figures += 1
                return _figure(block, self._figures)
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph) -> str:
        looks = paragraph.style.value + (" trang-moi" if paragraph.break_before else "")
        if paragraph.style is Style.CELL_BULLET:
            dash = _marked(paragraph.mark, "- ")
            return f"<p{_classes(looks, paragraph.mark)}>{dash}{self._inside(paragraph)}</p>"
        if paragraph.style is Style.ANNEX:
            return f'<h2 id="{escape(paragraph.key or "")}"{_classes(looks, paragraph.mark)}>{self._inside(paragraph)}</h2>'
        tag = "h1" if paragraph.style in _TITLES else "p"
        return f"<{tag}{_classes(looks, paragraph.mark)}>{self._inside(paragraph)}</{tag}>"

    def _inside(self, block: Paragraph | Heading) -> str:
        if isinstance(block, Paragraph) and block.style in _LINES_TO_FILL:
            return "".join("".join(map(self._run, runs)) if dotted else f"<span>{''.join(map(self._run, runs))}</span>" for dotted, runs in groupby(block.runs, lambda run: isinstance(run, Tab)))
        return "".join(self._run(run) for run in block.runs)

    def _run(self, run: Run) -> str:
        return _marked(run.mark, self._bare(run))

    def _bare(self, run: Run) -> str:
        match run:
            case Text():
                words = _look(escape(run.text, quote=False), run.bold, run.italic)
                return f'<span class="nguyen-chu">{words}</span>' if run.as_written else words
            case Fact():
                return _look(hole(run.name, run.upper), run.bold, run.italic)
            case Link():
                return _look(self._anchor(run), run.bold, run.italic)
            case PageOf():
                return f'<span class="so-trang">{escape(run.text)}</span>'
            case Tab():
                return '<span class="cham"> </span>'
            case LineBreak():
                return "<br>"
            case _:
                assert_never(run)

    def _anchor(self, link: Link) -> str:
        words = escape(link.text, quote=False)
        if link.mark is not None and link.mark.is_old:
            return words
        if link.document is not None:
            return f'<a href="{escape(self._link(link.document))}">{words}</a>'
        return f'<a href="#{escape(link.anchor or "")}">{words}</a>'

    def _table(self, table: Table) -> str:
        total = sum(table.widths)
        columns = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in table.widths)
        stacked = _is_stacked(table)
        names = _names_of_columns(table) if stacked else ()
        head = "".join(self._row(row, "th", table.widths) for row in table.rows[: table.header_rows])
        body = "".join(self._row(row, "td", table.widths, names) for row in table.rows[table.header_rows :])
        role = ' role="presentation"' if table.look is Look.LAYOUT else ""
        looks = _classes(table.look.value + (" xep" if stacked else ""), None)
        header = f"<thead>{head}</thead>" if head else ""
        inner = f"<table{looks}{role}><colgroup>{columns}</colgroup>{header}<tbody>{body}</tbody></table>"
        if table.look is Look.LAYOUT:
            return inner
        label = f' role="group" aria-label="{_FACT.sub(lambda name: hole(name[1]), escape(table.title))}"' if table.title else ""
        return f'<div class="bang"{label} tabindex="0">{inner}</div>'

    def _row(self, row: Row, tag: str, widths: Sequence[int], names: Sequence[Markup] = ()) -> str:
        height = f' style="height:{row.height}mm"' if row.height else ""
        looks = "dai" if _lines(row, widths) > _LONG else "trong" if row.mark is not None and _is_blank(row) else ""
        named = names if len(row.cells) == len(names) else [Markup("")] * len(row.cells)
        cells = "".join(self._cell(cell, tag, name) for cell, name in zip(row.cells, named, strict=True))
        return f"<tr{_classes(looks, row.mark)}{height}>{cells}</tr>"

    def _cell(self, cell: Cell, tag: str, name: Markup) -> str:
        """Print a cell: one paragraph of text stands in it bare, several as paragraphs; where its table is stacked on a phone, it bears the name of its column."""
        span = (f' colspan="{cell.span}"' if cell.span > 1 else "") + (f' data-cot="{name}"' if name else "")
        scope = ' scope="col"' if tag == "th" else ""
        first = cell.paragraphs[0]
        if len(cell.paragraphs) == 1 and first.style in _PLAIN_CELLS:
            return f"<{tag}{span}{scope}{_classes(_PLAIN_CELLS[first.style], first.mark)}>{self._inside(first)}</{tag}>"
        return f"<{tag}{span}{scope}>{self._blocks(cell.paragraphs)}</{tag}>"


def _close(depth: int) -> str:
    return "</li></ul>" * depth


def _lines(row: Row, widths: Sequence[int]) -> int:
    """Give how many lines the tallest cell of a row takes on paper, roughly."""
    tallest, total = 0, sum(widths)
    for cell, width in with_widths(row, widths):
        letters = max(1, _LETTERS * width // total)
        tallest = max(tallest, sum(ceil(len(text_of(paragraph.runs)) / letters) for paragraph in cell.paragraphs))
    return tallest


def _is_blank(row: Row) -> bool:
    """Say whether a row is there to write in: nothing stands in it but its number."""
    return not any(text_of(paragraph.runs).strip() for cell in row.cells[1:] for paragraph in cell.paragraphs) and not any(
        c.isalpha() for paragraph in row.cells[0].paragraphs for c in text_of(paragraph.runs)
    )


def _is_stacked(table: Table) -> bool:
    """Say whether the cells of a table stand below each other on a phone: it is wide, and has a row too long to be read sideways."""
    return table.look is Look.GRID and table.header_rows > 0 and len(table.widths) >= _WIDE and any(_lines(row, table.widths) > _LONG for row in table.rows[table.header_rows :])


def _names_of_columns(table: Table) -> list[Markup]:
    """Give the names of a table's columns, from the last row of its newer head."""
    head = [row for row in table.rows[: table.header_rows] if row.mark is None or not row.mark.is_old]
    return [_plain(tuple(run for paragraph in cell.paragraphs for run in paragraph.runs)) for cell in head[-1].cells] if head else []


_MARK_CLASS = {Mark.INSERTED: "them", Mark.DELETED: "bo", Mark.MOVED_FROM: "chuyen-di", Mark.MOVED_TO: "chuyen-den"}


def _classes(looks: str, mark: Mark | None) -> str:
    names = " ".join(name for name in (looks, "" if mark is None else _MARK_CLASS[mark]) if name)
    return f' class="{names}"' if names else ""


def _look(words: str, bold: bool, italic: bool) -> str:
    if italic:
        words = f"<em>{words}</em>"
    return f"<strong>{words}</strong>" if bold else words


def _marked(mark: Mark | None, words: str) -> str:
    if mark is None:
        return words
    element = "del" if mark.is_old else "ins"
    moved = f' class="{_MARK_CLASS[mark]}"' if mark in {Mark.MOVED_FROM, Mark.MOVED_TO} else ""
    return f"<{element}{moved}>{words}</{element}>"


def _figure(figure: Figure, number: int) -> str:
    return f'<figure{_classes("luu-do", figure.mark)} tabindex="0">{svg(figure, number)}</figure>'


class Web:
    """The web format: one page a document, with all it needs inside."""

    name = "html"
    label = "Web"
    suffix = ".html"

    def specialise(self, document: Document, look: Appearance) -> Pattern:
        """Print a document into the page's frame; raises nothing on a document that the plan has passed."""
        printer = WebPrinter(lambda stem: f"{look.folder_of_current}{stem}{self.suffix}")
        slots = dict(document.slots)
        printed = {f"printed_{name}": _css_words(slots[slot]) for name, slot in _PRINTED_SLOTS.items()}
        page = look.page.render(
            template=document.template,
            contents=[
                (block.level, block.anchor, _plain(block.runs))
                for block in document.blocks
                if isinstance(block, Heading) and block.level <= _LISTED and not (block.mark is not None and block.mark.is_old)
            ],
            **printed,
            title=f"{document.identity.code} {document.identity.title}",
            register=look.register,
            agency=Markup(hole("đơn vị đầy đủ")),  # noqa: S704 - a hole, filled escaped
            redline=look.is_redline,
            notes=look.notes,
            head_left=_plain(slots["đầu_trái"]),
            head_right=_plain(slots["đầu_phải"]),
            foot_left=_plain(slots["chân_trái"]),
            foot_right=_plain(slots["chân_phải"]),
            article=printer.article(document),
        )
        return Pattern(page)

    def faults(self, printed: Printed, file: str) -> Sequence[Diagnostic]:
        """Find nothing: a browser shows any page, and outside judges read every kind of it in the tests."""
        del printed, file
        return ()


_PRINTED_SLOTS = MappingProxyType({"head_left": "đầu_trái", "head_right": "đầu_phải", "foot_left": "chân_trái", "page": "trang", "foot_right": "chân_phải"})
_LISTED = 2
"""Headings of so many levels stand in the contents beside the page."""


def _css_words(runs: tuple[Run, ...]) -> Markup:
    """Give the words of a running head for a string of CSS: the day is the one fact that stands there, and holds no letter that CSS or HTML would read."""
    words = [hole(run.name, run.upper) if isinstance(run, Fact) else "".join(c if c.isalnum() or c in " .,:()-–/" else f"\\{ord(c):x} " for c in text_of((run,))) for run in newer_runs(runs)]
    return Markup("".join(words))  # noqa: S704 - every other letter is escaped above


def _plain(runs: tuple[Run, ...]) -> Markup:
    """Give the words of a running head for an attribute: those that stand in the newer document."""
    words = [hole(run.name, run.upper) if isinstance(run, Fact) else escape(text_of((run,))) for run in newer_runs(runs)]
    return Markup("".join(words))  # noqa: S704 - escaped above
