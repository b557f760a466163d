"""Reading the words of a printed file back, one reader for each format, so that one contract can judge them all."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser

from lxml import etree

from support.word import W, faults, paragraph_text, parts

_VOID = frozenset({"meta", "link", "br", "col", "hr", "img", "input"})
_INLINE = frozenset({"ins", "del", "a", "em", "strong", "span"})


class _Page(HTMLParser):
    """The words of a page, with those that its style sheet shows from attributes; a tag left open or closed twice is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.words.append(("" if tag in _INLINE else "\n") + (f"{given['data-chu']}\n" if given.get("data-chu") else ""))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        last = self.open.pop() if self.open else None
        assert last == tag, f"</{tag}> closes <{last}> at {self.getpos()}"
        self.words.append("" if tag in _INLINE else "\n")

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)


def _html(content: bytes) -> str:
    page = _Page()
    page.feed(content.decode())
    page.close()
    assert page.open == [], f"left open: {page.open}"
    assert len(set(page.ids)) == len(page.ids), f"ids stand twice: {sorted(page.ids)}"
    return "".join(page.words)


def _docx(content: bytes) -> str:
    assert faults(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        title = etree.fromstring(package.read("docProps/core.xml")).findtext("{http://purl.org/dc/elements/1.1/}title")
    boxed = f"{W}txbxContent"
    paragraphs = (p for root in sorted(parts(content).items(), key=lambda part: "document" in part[0]) for p in root[1].iter(f"{W}p") if next(p.iterancestors(boxed), None) is None)
    return "\n".join((title or "", *map(paragraph_text, paragraphs)))


READERS: dict[str, Callable[[bytes], str]] = {"docx": _docx, "pdf": _docx, "html": _html, "txt": lambda content: re.sub(r"\[[-+<>]|[-+<>]\]", "", content.decode())}
"""By the names of the formats; a new format brings its reader. What the PDF format prints is a Word file until LibreOffice has turned it."""
