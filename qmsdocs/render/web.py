"""A document → one self-contained web page, with holes for what each office fills.

The same tree as the Word file, so the same words. Marks become `ins` and `del` with words for those who do not see colours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from types import MappingProxyType
from typing import assert_never

from markupsafe import Markup

from qmsdocs.archive import Pattern, hole
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.artifact import Appearance, Printed
from qmsdocs.model.document import Block, Cell, Document, Fact, Figure, Heading, LineBreak, Link, Look, Mark, PageOf, Paragraph, Row, Run, Style, Tab, Table, Text, text_of
from qmsdocs.render.svg import svg

_BULLETS = {Style.BULLET: 1, Style.SUB_BULLET: 2}
_PLAIN_CELLS = MappingProxyType({Style.CELL: "", Style.CELL_HEAD: "", Style.CELL_CENTRE: "giua", Style.CELL_GROUP: "nhom"})
_TITLES = frozenset({Style.COVER_TITLE, Style.FORM_TITLE, Style.SUBJECT})
"""The one paragraph of a document that is the title of its page."""


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
        return "".join(self._run(run) for run in block.runs)

    def _run(self, run: Run) -> str:
        return _marked(run.mark, self._bare(run))

    def _bare(self, run: Run) -> str:
        match run:
            case Text():
                return _look(escape(run.text, quote=False), run.bold, run.italic)
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
        head = "".join(self._row(row, "th") for row in table.rows[: table.header_rows])
        body = "".join(self._row(row, "td") for row in table.rows[table.header_rows :])
        role = ' role="presentation"' if table.look is Look.LAYOUT else ""
        header = f"<thead>{head}</thead>" if head else ""
        inner = f"<table{_classes(table.look.value, None)}{role}><colgroup>{columns}</colgroup>{header}<tbody>{body}</tbody></table>"
        if table.look is Look.LAYOUT:
            return inner
        label = f' role="group" aria-label="{escape(table.title)}"' if table.title else ""
        return f'<div class="bang"{label} tabindex="0">{inner}</div>'

    def _row(self, row: Row, tag: str) -> str:
        height = f' style="height:{row.height}mm"' if row.height else ""
        return f"<tr{_classes('', row.mark)}{height}>{''.join(self._cell(cell, tag) for cell in row.cells)}</tr>"

    def _cell(self, cell: Cell, tag: str) -> str:
        """Print a cell: one paragraph of text stands in it bare, several as paragraphs."""
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        scope = ' scope="col"' if tag == "th" else ""
        first = cell.paragraphs[0]
        if len(cell.paragraphs) == 1 and first.style in _PLAIN_CELLS:
            return f"<{tag}{span}{scope}{_classes(_PLAIN_CELLS[first.style], first.mark)}>{self._inside(first)}</{tag}>"
        return f"<{tag}{span}{scope}>{self._blocks(cell.paragraphs)}</{tag}>"


def _close(depth: int) -> str:
    return "</li></ul>" * depth


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
    words = [hole(run.name, run.upper) if isinstance(run, Fact) else "".join(c if c.isalnum() or c in " .,:()-–/" else f"\\{ord(c):x} " for c in text_of((run,))) for run in _newer(runs)]
    return Markup("".join(words))  # noqa: S704 - every other letter is escaped above


def _newer(runs: tuple[Run, ...]) -> Iterator[Run]:
    return (run for run in runs if run.mark is None or not run.mark.is_old)


def _plain(runs: tuple[Run, ...]) -> Markup:
    """Give the words of a running head for an attribute: those that stand in the newer document."""
    words = [hole(run.name, run.upper) if isinstance(run, Fact) else escape(text_of((run,))) for run in _newer(runs)]
    return Markup("".join(words))  # noqa: S704 - escaped above
