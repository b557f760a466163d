"""What the finished pages name: a section, a table or a step stands under that name where the reader is sent."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

_NAMED = re.compile("(?:mục|bảng) “([^”]+)”", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[a-zđ]\))\s+")
_TITLES = "//h1 | //h2 | //h3 | //h4 | //p[contains(@class, 'ChuThich')]"
_WORDS = "//p | //li | //td | //th"


@pytest.mark.parametrize("office", ["tinh", "binh-son"])
@pytest.mark.parametrize("edition", ["2015", "2008"])
def test_a_section_that_is_named_is_there(built: Path, office: str, edition: str) -> None:
    """A section or table that a sentence names by its title stands in that document, in its procedure where it is a form, or in one whose code the sentence has."""
    documents = [document for document in json.loads((built / office / "manifest.json").read_bytes())["documents"] if document["edition"] == edition]
    pages = {document["code"]: html.fromstring((built / office / file["path"]).read_bytes()) for document in documents for file in document["files"] if file["role"] == "html"}
    titles = {code: {_NUMBER.sub("", _said(title)).casefold() for title in page.xpath(_TITLES)} for code, page in pages.items()}
    told = [(code, _said(words)) for code, page in pages.items() for words in page.xpath(_WORDS)]
    named = {(code, name, words) for code, words in told for name in _NAMED.findall(words) if not _NUMBER.match(name)}

    assert len(named) > 20
    assert [] == sorted((code, name) for code, name, words in named if not any(name.casefold() in titles[place] for place in pages if _is_meant(place, code, words)))


_STEP_NAMES = "//td[2]/p[1]"
_CHANGED_STEPS = re.compile(r"(?:Sửa đổi|Bổ sung) bước: ([^.]*)\.")


@pytest.mark.parametrize("office", ["tinh", "binh-son"])
def test_a_step_that_is_told_as_changed_is_there(built: Path, office: str) -> None:
    """A step that the table of amendments tells as added or revised stands under that name among the steps."""
    told = []
    for path in sorted((built / office / "2015").glob("*.html")):
        page = html.fromstring(path.read_bytes())
        names = {_said(name) for name in page.xpath(_STEP_NAMES)}
        told += [(path.name, names, sentence) for cell in page.xpath("//td") for sentence in _CHANGED_STEPS.findall(_said(cell))]

    assert len(told) > 40
    assert [] == [(name, left) for name, names, sentence in told if (left := _without(sentence, names))]


def _without(sentence: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        sentence = sentence.replace(name, "")
    return sentence.strip("; ")


def _said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _is_meant(place: str, code: str, words: str) -> bool:
    owner = code.removeprefix("BM-").rpartition("-")[0] if code.startswith("BM-") else code
    return place in {code, owner, f"QT-{owner}"} or place in words
