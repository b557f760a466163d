"""The printed pages of a paper (PDF) → parts that only a page shows: what stands beside what, which rules are drawn under which words."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qmsdocs.lint.lines import Line, fold
from qmsdocs.lint.parts import Part, Parts

_THIN, _NEAR = 3.0, 20.0
"""How thick a rule is at most, and how far below its words, in points."""
_LEVEL = 7.0
_CENTRED = 24.0
"""How far two lines that are level, or two centres, may be apart, in points."""
_SPACE = 12.0
"""How far two words of a row may be apart, in points."""
_MIDDLE = 41.0
"""The middle of what a rule under several rows may be, in hundredths of one of them."""
_TOP = 0.25
"""The share of a page that is its top."""


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    right: float
    top: float
    bottom: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page: its words in reading order, its thin horizontal rules."""

    width: float
    height: float
    words: tuple[tuple[str, _Box], ...]
    rules: tuple[_Box, ...]


def printed_parts(pdf: bytes, parts: Parts) -> list[Part] | None:
    """Read the printed pages. Gives None where no reader of PDF is installed, or the pages cannot be read."""
    try:
        from pdfplumber.pdf import PDF  # noqa: PLC0415 - an extra that only this needs
    except ImportError:
        return None
    try:
        with PDF(io.BytesIO(pdf)) as document:
            sheets = [_sheet(page) for page in document.pages]
    except Exception:  # noqa: BLE001 - a PDF that its reader cannot read is not a fault of the paper
        return None
    return list(_seen(sheets, parts)) if sheets else None


def _sheet(page: Any) -> _Sheet:
    words = tuple((word["text"], _Box(word["x0"], word["x1"], word["top"], word["bottom"])) for word in page.extract_words(use_text_flow=True))
    drawn = [*page.lines, *page.rects, *page.curves]
    rules = tuple(_Box(one["x0"], one["x1"], one["top"], one["bottom"]) for one in drawn if one["bottom"] - one["top"] < _THIN and one["x1"] - one["x0"] > _THIN)
    return _Sheet(float(page.width), float(page.height), words, rules)


def _seen(sheets: Sequence[_Sheet], parts: Parts) -> Iterator[Part]:
    first = sheets[0]
    boxes = {name: (part, _rows(first, part.lines)) for name in ("quoc-hieu", "tieu-ngu", "co-quan", "so", "ngay", "trich-yeu") for part in parts.named(name) if part.scope.value == "main"}
    if "quoc-hieu" in boxes and (boxes["quoc-hieu"][1] or any(_rows(sheet, boxes["quoc-hieu"][0].lines) for sheet in sheets[1:])):
        part, rows = boxes["quoc-hieu"]
        agency = boxes.get("co-quan", (part, []))[1]
        right = bool(rows) and rows[0].left > (agency[0].centre if agency else first.width / 3) and rows[0].top < first.height * _TOP
        yield Part("in-quoc-hieu", part.lines, part.scope, {"column": ("right" if right else "left",)})
    for name, rule in (("tieu-ngu", "in-ke-tieu-ngu"), ("co-quan", "in-ke-co-quan"), ("trich-yeu", "in-ke-trich-yeu")):
        if name in boxes and boxes[name][1]:
            part, rows = boxes[name]
            yield Part(rule, part.lines, part.scope, {"share": (_share(first, rows),)})
    if "ngay" in boxes and boxes["ngay"][1]:
        part, rows = boxes["ngay"]
        number, motto = boxes.get("so", (part, []))[1], boxes.get("tieu-ngu", (part, []))[1]
        level = (abs(rows[0].bottom - number[0].bottom) <= _LEVEL,) if number else ()
        under = (abs(rows[0].centre - motto[0].centre) <= _CENTRED and rows[0].top > motto[0].top,) if motto else ()
        yield Part("in-ngay", part.lines, part.scope, {"level": level, "under": under})
    yield from _copies(sheets, parts)


def _copies(sheets: Sequence[_Sheet], parts: Parts) -> Iterator[Part]:
    page = parts.paper.sections[0].page
    text_width = (page.width - page.left - page.right) / 25.4 * 72
    for part in parts.named("ban-sao"):
        for sheet in sheets:
            if rows := _rows(sheet, part.lines):
                above = [rule.right - rule.left for rule in sheet.rules if 0 <= rows[0].top - rule.bottom < 8 * _NEAR]
                yield Part("in-ban-sao", part.lines, part.scope, {"share": (100 * max(above, default=0.0) / text_width,)})


def _rows(sheet: _Sheet, lines: Sequence[Line]) -> list[_Box]:
    """Give the rows that a part is printed in, as far as its words stand together on the page."""
    wanted = fold("".join(line.text for line in lines))
    if not wanted:
        return []
    for start in (at for at, (text, _) in enumerate(sheet.words) if fold(text)):
        rows: list[_Box] = []
        rest = wanted
        for text, box in sheet.words[start:]:
            piece = fold(text)
            if not rest.startswith(piece):
                break
            rest = rest[len(piece) :]
            if rows and abs(rows[-1].bottom - box.bottom) < _LEVEL:
                rows[-1] = _Box(min(rows[-1].left, box.left), max(rows[-1].right, box.right), rows[-1].top, rows[-1].bottom)
            else:
                rows.append(box)
            if not rest:
                return [_with_dots(sheet, start, rows[0]), *rows[1:]]
    return []


def _with_dots(sheet: _Sheet, start: int, row: _Box) -> _Box:
    """Give the first row of a part with the dots that stand before its first word: a place or a date that is left open."""
    for text, box in reversed(sheet.words[:start]):
        if fold(text) or abs(box.bottom - row.bottom) >= _LEVEL or not 0 <= row.left - box.right < _SPACE:
            break
        row = _Box(box.left, row.right, row.top, row.bottom)
    return row


def _share(sheet: _Sheet, rows: Sequence[_Box]) -> float:
    """Give how long the rule under the last row is, in hundredths of a row: of the one that suits it best, when there are several."""
    last = rows[-1]
    under = [rule for rule in sheet.rules if -_THIN <= rule.top - last.bottom < _NEAR and rule.left < last.right and rule.right > last.left]
    if not under:
        return 0.0
    nearest = min(under, key=lambda rule: rule.top)
    shares: list[float] = [100 * (nearest.right - nearest.left) / (row.right - row.left) for row in rows if row.right > row.left]
    best = min(shares, key=lambda share: abs(share - _MIDDLE))
    return round(best, 1)
