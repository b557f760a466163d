"""What a reader of a web page sees, on a screen, on a phone and on paper: the shipped style sheet over small documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page

from qmsdocs.model.document import Block, Cell, Document, Figure, Heading, Link, Mark, PageOf, Paragraph, Row, Style, Tab, Table, Text
from qmsdocs.ooxml.shell import HEAD_SLOTS
from qmsdocs.pipeline import read_assets
from qmsdocs.render.web import Web
from support.documents import FACTS, IDENTITY
from support.looks import appearance

pytestmark = pytest.mark.outside

SHEET, PHONE = {"width": 640, "height": 900}, {"width": 360, "height": 800}


@dataclass(frozen=True, slots=True)
class _StyledPage:
    """The shipped page with its style sheet."""

    template: jinja2.Template
    style: str

    def render(self, **values: object) -> str:
        return self.template.render(css=Markup(self.style), **values)  # noqa: S704 - our own asset


class _Opened:
    """Opens documents in the browser."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder

    def __call__(self, *blocks: Block, redline: bool = False, viewport: dict[str, int] | None = None, media: str = "screen", template: str = "quy-trinh") -> Page:
        assets = read_assets()
        look = replace(appearance(), page=_StyledPage(assets.document_page, assets.document_style), is_redline=redline)
        document = Document(IDENTITY, template, tuple((name, ()) for name in HEAD_SLOTS), blocks)
        path = self._folder / "trang.html"
        path.write_bytes(Web().specialise(document, look).fill(FACTS).raw)
        page = self._browser.new_page(viewport=viewport or {"width": 1280, "height": 900})  # type: ignore[arg-type]
        page.emulate_media(media=media)  # type: ignore[arg-type]
        page.goto(path.as_uri())
        return page


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> _Opened:
    """Give what opens blocks as a page."""
    return _Opened(browser, tmp_path)


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Text(text),), Style.CELL),))


def _table(columns: int, *texts: str) -> Table:
    rows = [Row(tuple(_cell(f"Cột {column}") for column in range(columns)))]
    rows += [Row((_cell(text), *(_cell("ô") for _ in range(columns - 1)))) for text in texts]
    return Table((1,) * columns, tuple(rows), 1)


def test_a_table_on_paper_keeps_its_right_border(opened: _Opened) -> None:
    """Half of a collapsed border stands outside its table: on paper it has room inside the page."""
    page = opened(_table(2, "một"), viewport=SHEET, media="print")
    box, table = (page.locator(name).bounding_box() for name in (".bang", ".bang table"))

    assert box is not None
    assert table is not None
    assert box["x"] + box["width"] - table["x"] - table["width"] >= 0.5


def _contents() -> tuple[Block, ...]:
    line = Paragraph((Link("1. Mục đích", anchor="muc-dich"), Tab(), PageOf("muc-dich", "21")), Style.CONTENTS_1)
    return Paragraph((Text("Mục lục"),), Style.BLOCK_TITLE), line, Heading(1, (Text("1. Mục đích"),), "muc-dich")


@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_contents_show_no_page_of_word(opened: _Opened, media: str) -> None:
    """The pages of the Word file mean nothing on a screen and are others on paper: the contents show titles alone."""
    page = opened(*_contents(), media=media)

    assert page.locator("p.MucLuc1").inner_text() == "1. Mục đích"


def test_a_redline_leaves_the_contents_out(opened: _Opened) -> None:
    """Two tables of contents woven together tell nobody anything: the page has none, and says where they are."""
    page = opened(*_contents(), redline=True)

    assert not page.locator("p.MucLuc1").is_visible()
    assert not page.locator("p.DauDe").is_visible()
    assert "Mục lục chỉ có trong bản Word." in page.locator(".chu-giai").inner_text()
    assert "Mục lục" not in opened(_table(2, "một"), redline=True).locator(".chu-giai").inner_text()


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_chart_of_a_redline_says_which_it_is(opened: _Opened, media: str) -> None:
    """Words above a chart say whether it was taken out or put in, so that no one has to tell it by a stroke at its side."""
    page = opened(*(Figure(1000, 500, (), (), "Lưu đồ", mark=mark) for mark in (Mark.DELETED, Mark.INSERTED, None)), redline=True, media=media)
    said = [page.evaluate("name => getComputedStyle(document.querySelectorAll('figure')[name], '::before').content", number) for number in range(3)]

    assert said == ['"Lưu đồ của bộ trước (bỏ)"', '"Lưu đồ mới (thêm)"', "none"]
