"""The numbers that Word counts by itself: «Điều 1.», «a)», bullets; so that what is numbered by machine is read like what is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from lxml import etree

from qmsdocs.ooxml.reading.package import W
from qmsdocs.ooxml.reading.styles import Look, Styles, character_look, is_on, number_of, paragraph_look, value_of

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}
_MOST = 4000
"""No list is longer; Roman numbers beyond it would be lines of M."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list, as it is written."""

    form: str
    text: str
    start: int
    suffix: str
    restart: int | None
    legal: bool
    style: str
    paragraph: Look
    character: Look


def written(number: int, form: str) -> str:
    """Write a number in a form of Word (ECMA-376, 17.18.59); forms that we do not know are written in digits."""
    number = max(0, min(number, _MOST))
    match form:
        case "none" | "bullet":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter" if number:
            letters = ascii_lowercase[(number - 1) % 26] * ((number - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman":
            roman = ""
            for value, letters in _ROMAN:
                roman += letters * (number // value)
                number %= value
            return roman if form == "upperRoman" else roman.lower()
        case _:
            return str(number)


class Numbering:
    """The lists of a file, and how far each has counted. One for each reading: counting changes it."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """Take the part of numbering, which may be missing, and the styles, which some lists are kept in."""
        self._styles = styles
        self._lists: dict[str, Mapping[int, Level]] = {}
        self._kept_in_style: dict[str, str] = {}
        self._numbers: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counted: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        for element in root.iterchildren(f"{W}abstractNum"):
            identity = value_of(element, "abstractNumId")
            self._lists[identity] = dict(_level(level) for level in element.iterchildren(f"{W}lvl"))
            if link := value_of(element.find(f"{W}numStyleLink")):
                self._kept_in_style[identity] = link
        for element in root.iterchildren(f"{W}num"):
            overrides = [(int(number_of(value_of(one, "ilvl")) or 0), one) for one in element.iterchildren(f"{W}lvlOverride")]
            levels = {at: _level(level)[1] for at, one in overrides if (level := one.find(f"{W}lvl")) is not None}
            starts = {at: int(start) for at, one in overrides if (start := number_of(value_of(one.find(f"{W}startOverride")))) is not None}
            self._numbers[value_of(element, "numId")] = (value_of(element.find(f"{W}abstractNumId")), levels, starts)

    def _list_of(self, identity: str) -> str:
        """Give the list that a number is of; one that is kept in a style is that style's."""
        abstract = self._numbers[identity][0]
        if abstract in self._kept_in_style and not self._lists.get(abstract):
            kept, _ = self._styles.paragraph(self._kept_in_style[abstract]).get("numPr", ("", ""))
            if kept in self._numbers and kept != identity:
                return self._numbers[kept][0]
        return abstract

    def level(self, identity: str, at: int) -> Level | None:
        """Give a level of a number, or None where there is no such list."""
        if identity not in self._numbers:
            return None
        return self._numbers[identity][1].get(at) or self._lists.get(self._list_of(identity), {}).get(at)

    def level_of_style(self, identity: str, style: str) -> int:
        """Give the level that a list keeps for a style, from nought."""
        if identity not in self._numbers:
            return 0
        levels = {**self._lists.get(self._list_of(identity), {}), **self._numbers[identity][1]}
        return next((at for at, level in levels.items() if level.style == style), 0)

    def count(self, identity: str, at: int) -> str:
        """Count one on and give the label, with what follows it."""
        level = self.level(identity, at)
        if level is None:
            return ""
        abstract = self._list_of(identity)
        counted = self._counted.setdefault(abstract, {})
        start = self._numbers[identity][2].get(at)
        if start is not None and (identity, at) not in self._started:
            counted[at] = start
        else:
            counted[at] = counted[at] + 1 if at in counted else level.start
        self._started.add((identity, at))
        for deeper in [one for one in counted if one > at]:
            below = self.level(identity, deeper)
            if below is None or below.restart is None or at < below.restart:
                del counted[deeper]
        return _label(level, {one: self._number(identity, one, counted) for one in range(at + 1)}, {one: self.level(identity, one) for one in range(at + 1)})

    def _number(self, identity: str, at: int, counted: dict[int, int]) -> int:
        level = self.level(identity, at)
        return counted.get(at, 1 if level is None else level.start)


def _label(level: Level, numbers: Mapping[int, int], levels: Mapping[int, Level | None]) -> str:
    if level.form == "bullet":
        return level.text + _SUFFIXES.get(level.suffix, "\t")

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at)
        if other is None:
            return ""
        return written(numbers[at], "decimal" if level.legal and other.form != "none" else other.form)

    text = re.sub(r"%([1-9])", number, level.text)
    return text + _SUFFIXES.get(level.suffix, "\t") if text else ""


def _level(element: etree._Element) -> tuple[int, Level]:
    restart = number_of(value_of(element.find(f"{W}lvlRestart")))
    legal = element.find(f"{W}isLgl")
    return int(number_of(value_of(element, "ilvl")) or 0), Level(
        value_of(element.find(f"{W}numFmt"), otherwise="decimal"),
        value_of(element.find(f"{W}lvlText")),
        int(number_of(value_of(element.find(f"{W}start"))) or 0),
        value_of(element.find(f"{W}suff"), otherwise="tab"),
        None if restart is None else int(restart),
        legal is not None and is_on(legal),
        value_of(element.find(f"{W}pStyle")),
        paragraph_look(element.find(f"{W}pPr")),
        character_look(element.find(f"{W}rPr")),
    )
