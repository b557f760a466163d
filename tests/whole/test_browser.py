"""A real browser opens the pages of an office from files: it finds them accessible, searches the register, prints them as A4."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.resources import files
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser

from conftest import BROWSER_FLAGS

pytestmark = pytest.mark.outside

WIDE, PHONE = 1440, 360
KINDS = {
    "register": "index.html",
    "matrix": "ma-tran-dieu-khoan.html",
    "ledger": "so-sanh/index.html",
    "procedure": "2015/QT-CS-01.html",
    "text": "2015/PV.html",
    "policy": "2015/CSCL.html",
    "decision": "2015/QD-BH.html",
    "form": "2015/BM-CS-01-01.html",
    "wide form": "2015/BM-CS-01-04.html",
    "redline of a procedure": "so-sanh/QT-CS-01.html",
    "redline of a text": "so-sanh/CSCL.html",
    "procedure of the older edition": "2008/QT-23.html",
    "manual of the older edition": "2008/STCL.html",
}
"""One page of every kind that a set has."""


def _found(chromium: str, built: Path, folder: Path, words: str) -> set[str]:
    """Type words into the search of a copy of the register; give the codes of the rows that stay."""
    page = (built / "binh-son" / "index.html").read_text()
    typing = f'<script>var box=document.getElementById("o-tim");box.value={words!r};box.dispatchEvent(new Event("input"));</script></body>'
    copy = folder / "index.html"
    copy.write_text(page.replace("</body>", typing))
    command = [chromium, *BROWSER_FLAGS, f"--user-data-dir={folder}/profile", "--dump-dom", copy.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    return set(re.findall(r'<tr data-tim="[^"]*" data-quan-he="[^"]*"><td class="ma">([^<]*)</td>', shown))


@pytest.mark.parametrize("words", ["ốm đau", "om dau", "OM DAU", normalize("NFD", "ốm đau")])
def test_search_ignores_accents(chromium: str, built: Path, tmp_path: Path, words: str) -> None:
    """However it is typed, the sickness procedure is found, and what has nothing to do with it is not."""
    found = _found(chromium, built, tmp_path, words)

    assert "QT-CS-01" in found
    assert "QT-HT-02" not in found


def test_search_joins_words(chromium: str, built: Path, tmp_path: Path) -> None:
    """Every word must be found: a code and a word of the title together leave one row."""
    assert _found(chromium, built, tmp_path, "nb-vt-01 quan ly") == {"NB-VT-01"}


def test_pages_load_nothing(built: Path) -> None:
    """No page asks for anything outside itself: no script, style, picture or font by address."""
    for path in sorted((built / "binh-son").rglob("*.html")):
        text = path.read_text()

        assert re.findall(r"<(?:script|img|link|iframe)[^>]*(?:src|href)=|url\((?!#)|@import|https?://(?!www\.w3\.org/2000/svg)", text) == [], path


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_accessible(browser: Browser, built: Path, kind: str, scheme: str, width: int) -> None:
    """Axe finds nothing on any kind of page, light or dark, wide or on a phone; the page stays within the screen, asks for nothing and complains of nothing."""
    asked: list[str] = []
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.goto((built / "binh-son" / KINDS[kind]).as_uri())
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text())
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 120))]))")
    page.close()

    assert (found, overflow, [], 1) == ([], 0, complaints, len(asked)), json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(("kind", "size"), [("procedure", "594.96 x 841.92"), ("decision", "594.96 x 841.92"), ("wide form", "841.92 x 594.96"), ("redline of a procedure", "594.96 x 841.92")])
def test_prints_as_the_paper(browser: Browser, pdftotext: str, pdfinfo: str, built: Path, tmp_path: Path, kind: str, size: str) -> None:
    """Printed from the browser, a page is A4 with the head and the foot of the paper on every page; official papers carry their page number from the second page on."""
    page = browser.new_page()
    page.goto((built / "binh-son" / KINDS[kind]).as_uri())
    page.pdf(path=tmp_path / "in.pdf", prefer_css_page_size=True)
    page.close()
    told = subprocess.run([pdfinfo, tmp_path / "in.pdf"], capture_output=True, text=True, check=True).stdout
    text = subprocess.run([pdftotext, "-layout", tmp_path / "in.pdf", "-"], capture_output=True, text=True, check=True).stdout
    pages = text.removesuffix("\f").split("\f")

    assert f"{size} pts (A4)" in told
    if kind == "decision":
        assert [*range(2, len(pages) + 1)] == [int(one.split()[0]) for one in pages[1:]]
        assert pages[0].split()[0] == "BẢO"
    else:
        assert all(re.search(rf"Trang {number}/{len(pages)}\b", one) for number, one in enumerate(pages, 1))


def test_filter(browser: Browser, built: Path) -> None:
    """The register can show one group, or what is new since the older set, and everything again."""
    page = browser.new_page()
    page.goto((built / "binh-son" / "index.html").as_uri())
    rows = page.locator("tr[data-tim]:visible")
    every = rows.count()
    page.select_option("#o-loc", "=mới")
    new = rows.count()
    page.select_option("#o-loc", "nhom-tthc")
    services = page.locator("tr[data-tim]:visible .ma").all_inner_texts()
    page.select_option("#o-loc", "")
    again = rows.count()
    page.close()

    assert 0 < new < every
    assert "QT-CS-01" in services
    assert "CSCL" not in services
    assert every == again
