"""A real browser opens the register from a file and searches it, with or without accents."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest

pytestmark = pytest.mark.outside

_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def _found(chromium: str, built: Path, folder: Path, words: str) -> set[str]:
    """Type words into the search of a copy of the register; give the codes of the rows that stay."""
    page = (built / "binh-son" / "index.html").read_text()
    typing = f'<script>var box=document.getElementById("o-tim");box.value={words!r};box.dispatchEvent(new Event("input"));</script></body>'
    copy = folder / "index.html"
    copy.write_text(page.replace("</body>", typing))
    command = [chromium, *_FLAGS, f"--user-data-dir={folder}/profile", "--dump-dom", copy.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    return set(re.findall(r'<tr data-tim="[^"]*"><td class="ma">([^<]*)</td>', shown))


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
