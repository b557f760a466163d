"""The letters of a text: without their marks; and how wide they are in Times New Roman, the one typeface of official papers (NĐ 30/2020/NĐ-CP, Phụ lục I).

The widths are those of the typeface's own letters in thousandths of its size; a mark above or below a letter does not widen it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_REGULAR = {
    180: "'", 200: "|", 250: ",. \u00a0", 278: "ijlt/:;\\", 333: "frI!()-[]`‘’", 350: "•", 389: "sJ", 400: "°", 408: '"', 444: "acez?“”", 469: "^",
    480: "{}", 500: "bdghknopquvxy0123456789#$*_–«»đ§", 541: "~", 556: "FPS", 564: "+<=>×", 604: "□", 611: "ELTZ", 667: "BCR", 722: "wADGHKNOQUVXYĐ",
    778: "m&", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: ",. \u00a0", 278: "il'/\\", 333: "fjt!()-:;[]`‘’", 350: "•", 389: "sI", 394: "{}", 400: "°", 444: "cerz", 500: "agovxyJ0123456789#$*?_–“”«»§",
    520: "~", 555: '"', 556: "bdhknpquSđ", 570: "+<=>×", 581: "^", 604: "□", 611: "FP", 667: "BELTZ", 722: "wACDNRUVXYĐ", 778: "GHKOQ", 833: "m&",
    930: "@", 944: "M", 1000: "W%—…",
}  # fmt: skip
_HORN = 50
"""What the horn of ơ and ư adds."""
_UNKNOWN = 600
TENTHS = 3.5278
"""Tenths of a millimetre in a point."""


def _by_letter(widths: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in widths.items() for letter in letters}


_WIDTHS = {False: _by_letter(_REGULAR), True: _by_letter(_BOLD)}
_GAP = re.compile(r"[ \t\n]")
_HORNED = 0x31B
_MARKS = range(0x300, 0x370)


def plain(text: str) -> str:
    """Give text without the marks above and below its letters: «Quy định» becomes `Quy dinh`."""
    letters = normalize("NFD", text).replace("đ", "d").replace("Đ", "D")  # the stroke is no mark that comes apart
    return "".join(letter for letter in letters if ord(letter) not in _MARKS)


@lru_cache(maxsize=100_000)
def width_of(words: str, bold: bool = False) -> float:
    """Give the width of words on one line, in ems."""
    widths = _WIDTHS[bold]
    total = 0
    for letter in normalize("NFD", words):
        if ord(letter) == _HORNED:
            total += _HORN
        elif ord(letter) not in _MARKS:
            total += widths.get(letter, _UNKNOWN)
    return total / 1000


@lru_cache(maxsize=100_000)
def lines_of(text: str, size: float, width: float, bold: bool = False, start: float = 0.0) -> int:
    """Count the lines that text of a size fills in a width, word by word, its first line indented to `start`; all in points."""
    space = width_of(" ", bold) * size
    lines, used = 1, start
    for word in _GAP.split(text):  # of several spaces each counts, and one that does not break is part of its word
        length = width_of(word, bold) * size
        if word and used and used + length > width:
            lines, used = lines + 1, 0.0
        used += length + space
    return lines


@lru_cache(maxsize=100_000)
def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break text of a size in points into lines that are not wider than the room, in tenths of a millimetre; a word that is wider is broken too."""
    lines: list[str] = []
    for word in fitting(text, room, size, bold):
        if lines and tenths_of(f"{lines[-1]} {word}", size, bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def fitting(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Give the words of a text, those that are wider than the room in several parts."""
    words: list[str] = []
    for word in text.split():
        rest = word
        while tenths_of(rest, size, bold) > room and len(rest) > 1:
            end = next((end for end in range(len(rest) - 1, 1, -1) if tenths_of(rest[:end], size, bold) <= room), 1)
            words.append(rest[:end])
            rest = rest[end:]
        words.append(rest)
    return words


def tenths_of(words: str, size: float, bold: bool = False) -> float:
    """Give the width of words of a size in points, in tenths of a millimetre."""
    return width_of(words, bold) * size * TENTHS
