"""What a reader of a web page sees, on a screen, on a phone and on paper: the shipped style sheet over small documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page

from qmsdocs.model.document import Block, Cell, Document, Figure, Heading, Link, Look, Mark, PageOf, Paragraph, Row, Run, Style, Tab, Table, Text
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

    def __call__(
        self, *blocks: Block, redline: bool = False, viewport: dict[str, int] | None = None, media: str = "screen", template: str = "quy-trinh", slots: tuple[tuple[str, tuple[Run, ...]], ...] = ()
    ) -> Page:
        assets = read_assets()
        look = replace(appearance(), page=_StyledPage(assets.document_page, assets.document_style), is_redline=redline)
        document = Document(IDENTITY, template, tuple((name, dict(slots).get(name, ())) for name in HEAD_SLOTS), blocks)
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


def test_a_table_names_the_office(opened: _Opened) -> None:
    """What a table is called for those who do not see it holds the office's own words; braces of any other kind stay."""
    page = opened(replace(_table(2, "một"), title="Ví dụ tại {đơn vị} {x}"))

    assert page.locator(".bang").get_attribute("aria-label") == f"Ví dụ tại {FACTS['đơn vị']} {{x}}"


@pytest.mark.parametrize("viewport", [SHEET, PHONE])
@pytest.mark.parametrize("mark", [None, Mark.INSERTED, Mark.DELETED])
def test_a_line_to_fill_in_is_a_line(opened: _Opened, mark: Mark | None, viewport: dict[str, int]) -> None:
    """The dots after a label go to the right edge, marked or not, and the colon stays at its label."""
    runs = (Text("Họ và tên", mark=mark), Text(": ", mark=mark), Tab(mark))
    page = opened(Paragraph(runs, Style.FIELD, mark=mark), redline=True, viewport=viewport)
    line, label, dots = (page.locator(name).bounding_box() for name in ("p.DongDien", "p.DongDien > span:first-child", ".cham"))

    assert line is not None
    assert label is not None
    assert dots is not None
    assert page.locator("p.DongDien > span:first-child").inner_text().strip() == "Họ và tên:"
    assert dots["x"] + dots["width"] == pytest.approx(line["x"] + line["width"], abs=1)
    assert dots["width"] > line["width"] / 2
    assert abs(dots["y"] - label["y"]) < label["height"]


def test_a_long_row_may_break_on_paper(opened: _Opened) -> None:
    """A short row is kept whole on a page of paper; one that would leave half a page white is not."""
    page = opened(_table(4, "ngắn", "dài " * 100), media="print")

    assert [page.evaluate("row => getComputedStyle(document.querySelectorAll('tbody tr')[row]).breakInside", row) for row in range(2)] == ["avoid", "auto"]


def _shown_rows(page: Page) -> list[str]:
    return [row.inner_text().strip() for row in page.locator("tbody tr").all() if row.is_visible()]


def test_blank_rows_of_a_redline_are_shown_once(opened: _Opened) -> None:
    """Of many blank rows taken out or put in together one is shown, and the page says so; those that stayed are all there."""
    blank = Row((_cell(""), _cell("")), height=8)

    def shown(mark: Mark | None) -> tuple[int, bool]:
        table = Table((1, 1), (Row((_cell("Tên"), _cell("Ngày"))), *(replace(blank, mark=mark) for _ in range(5))), 1)
        page = opened(table, redline=True)
        return len(_shown_rows(page)), page.locator(".ve-dong-trong").is_visible()

    assert shown(Mark.DELETED) == (1, True)
    assert shown(Mark.INSERTED) == (1, True)
    assert shown(None) == (5, False)


def test_a_narrow_table_fits_a_phone(opened: _Opened) -> None:
    """A table of three columns is as wide as the phone; a wider one of short rows is moved sideways; one of long rows stands in blocks that say their columns."""

    def overflows(table: Table) -> bool:
        return bool(opened(table, viewport=PHONE).evaluate("(() => { const b = document.querySelector('.bang'); return b.scrollWidth > b.clientWidth })()"))

    assert not overflows(_table(3, "một"))
    assert overflows(_table(4, "một"))
    stacked = _table(4, "dài " * 100)
    assert not overflows(stacked)
    page = opened(stacked, viewport=PHONE)
    cells = [cell.bounding_box() for cell in page.locator("tbody td").all()]
    assert len({cell["x"] for cell in cells if cell is not None}) == 1
    assert page.evaluate("getComputedStyle(document.querySelectorAll('tbody td')[1], '::before').content") == '"Cột 1"'


def test_the_head_of_a_paper_on_a_phone(opened: _Opened) -> None:
    """On a phone the number stands under the agency, the day under the motto, and the nation's name on one line."""

    def side(*lines: tuple[str, Style]) -> Cell:
        return Cell(tuple(Paragraph((Text(words),), style) for words, style in lines))

    agency = side(("BẢO HIỂM XÃ HỘI TỈNH QUẢNG NGÃI", Style.PARENT_AGENCY), ("BẢO HIỂM XÃ HỘI HUYỆN BÌNH SƠN", Style.AGENCY))
    nation = side(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Style.NATION), ("Độc lập - Tự do - Hạnh phúc", Style.MOTTO))
    rows = (Row((agency, nation)), Row((side(("Số: …/QĐ-BHXH", Style.NUMBER)), side(("Bình Sơn, ngày …", Style.DATE_LINE)))))
    page = opened(Table((41, 59), rows, look=Look.LAYOUT), viewport=PHONE)
    tops = [page.locator(f"p.{style.value}").bounding_box() for style in (Style.AGENCY, Style.NUMBER, Style.NATION, Style.DATE_LINE)]

    assert [box["y"] for box in tops if box is not None] == sorted(box["y"] for box in tops if box is not None)
    assert (
        page.evaluate(
            "(() => { const p = document.querySelector('p.QuocHieu'); const r = document.createRange(); r.selectNodeContents(p); return new Set([...r.getClientRects()].map(b => b.top)).size })()"
        )
        == 1
    )


def test_a_code_that_is_a_link_stays_on_its_line(opened: _Opened) -> None:
    """The code of another document does not break at its hyphens, however narrow its column."""
    page = opened(Table((1, 40), (Row((Cell((Paragraph((Link("QT-CS-01", document="QT-CS-01"),), Style.CELL),)), _cell("chữ " * 60))),)), viewport=PHONE)

    assert page.evaluate("document.querySelector('article a').getClientRects().length") == 1


def test_prose_fills_the_page(opened: _Opened) -> None:
    """A paragraph of text is as wide as the tables around it: no quarter of the page stays empty at its right."""
    page = opened(Paragraph((Text("chữ " * 200),)), _table(2, "một"))
    prose, table = (page.locator(name).bounding_box() for name in ("p.NoiDung", ".bang table"))

    assert prose is not None
    assert table is not None
    assert prose["width"] == pytest.approx(table["width"], abs=2)


def test_a_form_prints_smaller(opened: _Opened) -> None:
    """A form is set for fewer pages of paper than a text."""
    sizes = [opened(_table(2, "một"), media="print", template=template).evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") for template in ("quy-trinh", "bieu-mau")]

    assert sizes[1] < sizes[0]


@pytest.mark.parametrize("viewport", [SHEET, PHONE])
def test_the_code_stands_beside_a_long_title(opened: _Opened, viewport: dict[str, int]) -> None:
    """At the head of the page the code keeps its place at the right of the title, however many lines the title takes."""
    slots = (("đầu_trái", (Text("Giải quyết hưởng trợ cấp một lần đối với người đang hưởng lương hưu " * 2),)), ("đầu_phải", (Text("QT-CS-11"),)))
    page = opened(_table(2, "một"), viewport=viewport, slots=slots)
    title, code = (page.locator(".chay-dau span").nth(number).bounding_box() for number in range(2))

    assert title is not None
    assert code is not None
    assert code["y"] == title["y"]
    assert code["x"] >= title["x"] + title["width"]
