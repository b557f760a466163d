"""Looks as they are written → looks as they are seen: defaults, table, numbering, paragraph and character styles, then what stands at the words themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qmsdocs.model.paper import BLACK, Align, Field, ParagraphLook, Run
from qmsdocs.ooxml.reading.numbering import Level, Numbering
from qmsdocs.ooxml.reading.styles import TOGGLES, Look, Styles, laid_over, number_of, toggled

TWIPS_OF_MM = 1440 / 25.4
_POINT = 20
_LINE = 240
_WORD_FACE = "Times New Roman"
_WORD_SIZE = 10.0
"""What Word takes where a file says nothing."""
_SINGLE = 1.15
"""The height of a line of Times New Roman, in ems."""
_AUTOMATIC_SPACE = 14.0
_ALIGNS = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTRE,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.BOTH,
    "distribute": Align.BOTH,
    "thaiDistribute": Align.BOTH,
    "lowKashida": Align.BOTH,
    "mediumKashida": Align.BOTH,
    "highKashida": Align.BOTH,
}
_EAST_ASIA = "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff01-\uffef"
_COMPLEX = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_BY_FACE = {
    "ascii": re.compile(r"[0-9A-Za-z]"),
    "eastAsia": re.compile(f"[{_EAST_ASIA}]"),
    "cs": re.compile(f"[{_COMPLEX}]"),
    "hAnsi": re.compile(rf"(?=[^\W_])[^\x00-\x7f{_EAST_ASIA}{_COMPLEX}]"),
}
"""Which letters and digits are shown in which face; signs of symbol fonts are no letters."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """What the style of a table gives a cell."""

    key: tuple[Any, ...] = ()
    paragraph: Look = field(default_factory=dict)
    character: Look = field(default_factory=dict)


NO_TABLE = TableLook()


class Looks:
    """Resolves the looks of one file; chains are resolved once."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        """Take the styles and the lists of the file."""
        self.styles = styles
        self.numbering = numbering
        self._characters: dict[tuple[Any, ...], tuple[Look, tuple[Look, ...]]] = {}
        self._paragraphs: dict[tuple[Any, ...], Look] = {}

    def table(self, style: str, regions: tuple[str, ...]) -> TableLook:
        """Give what a table's style gives to a cell that stands in these regions, the weakest first."""
        paragraph, character = self.styles.paragraph(style), self.styles.character(style)
        for name in regions:
            for one in self.styles.chain(style):
                found = self.styles.get(one)
                if found is not None and name in found.regions:
                    paragraph = laid_over(paragraph, found.regions[name][0])
                    character = laid_over(character, found.regions[name][1])
        return TableLook((style, regions), paragraph, character)

    def numbered_by(self, style: str, direct: Look) -> tuple[str, int]:
        """Give the list and the level that a paragraph is numbered by; ("", 0) where it is not."""
        identity, level = direct.get("numPr", ("", ""))
        inherited, inherited_level, owner = self._style_number(style)
        if not identity:
            identity = inherited
            level = level or inherited_level
        if not identity or identity == "0":
            return "", 0
        if not level:
            return identity, self.numbering.level_of_style(identity, owner)
        return identity, int(number_of(level) or 0)

    def _style_number(self, style: str) -> tuple[str, str, str]:
        """Give list, level and owner of the numbering that a chain of styles has."""
        identity = level = owner = ""
        for name in self.styles.chain(style):
            found = self.styles.get(name)
            if found is not None and "numPr" in found.paragraph:
                one, other = found.paragraph["numPr"]
                identity, level, owner = one or identity, other, name
        return identity, level, owner

    def paragraph(self, style: str, direct: Look, table: TableLook, lists: tuple[str, int]) -> Look:
        """Lay the paragraph looks over each other, the indents of a list below those of the style or the words that ask for it."""
        key = (style, table.key)
        base = self._paragraphs.get(key)
        if base is None:
            base = laid_over(self.styles.default_paragraph, table.paragraph)
            for name in self.styles.chain(style):
                found = self.styles.get(name)
                if found is not None:
                    if "numPr" in found.paragraph:
                        identity, at = found.paragraph["numPr"]
                        level = self.numbering.level(identity, int(number_of(at) or self.numbering.level_of_style(identity, name)))
                        base = base if level is None else laid_over(base, level.paragraph)
                    base = laid_over(base, found.paragraph)
            self._paragraphs[key] = base
        if "numPr" in direct:
            numbered = self.numbering.level(*lists)
            base = base if numbered is None else laid_over(base, numbered.paragraph)
        return laid_over(base, direct)

    def character(self, style: str, direct: Look, table: TableLook) -> Look:
        """Lay the character looks over each other; toggle properties of styles turn each other off (ECMA-376, 17.7.3)."""
        named = direct.get("rStyle", "")
        key = (style, named, table.key)
        found = self._characters.get(key)
        if found is None:
            levels = (table.character, self.styles.character(style), self.styles.character(named))
            look = self.styles.default_character
            for level in levels:
                look = laid_over(look, level)
            look = {**look, **{name: bool(self.styles.default_character.get(name)) or toggled(levels, name) for name in TOGGLES}}
            found = self._characters[key] = (look, levels)
        return laid_over(found[0], direct) if direct else found[0]

    def label(self, level: Level, mark: Look) -> Look:
        """Give the look of a number: that of its paragraph's end, with the level's own above it."""
        return laid_over(mark, level.character)

    def run(self, text: str, look: Look, kind: Field = Field.NONE, switches: str = "") -> Run:
        """Give words with their seen look."""
        complex_script = bool(look.get("rtl") or look.get("cs"))
        size = look.get("szCs" if complex_script else "sz", _WORD_SIZE)
        colour = look.get("color", "auto")
        return Run(
            text,
            self._faces(text, look, complex_script),
            self.styles.face(look.get("font:cs")),
            float(size),
            bool(look.get("b")),
            bool(look.get("i")),
            bool(look.get("caps")),
            BLACK if colour == "auto" else str(colour),
            kind,
            switches,
            look.get("vertAlign") == "superscript",
        )

    def _faces(self, text: str, look: Look, complex_script: bool) -> tuple[str, ...]:
        if complex_script:
            return (self.styles.face(look.get("font:cs")) or _WORD_FACE,) if text.strip() else ()
        used = [slot for slot, letters in _BY_FACE.items() if letters.search(text)]
        faces = [self.styles.face(look.get(f"font:{slot}")) or self.styles.face(look.get("font:ascii")) or _WORD_FACE for slot in used]
        return tuple(dict.fromkeys(faces))


def seen(look: Look, style: str, size: float) -> ParagraphLook:
    """Give a paragraph's look in millimetres and points. Takes the look as it is written, the name of its style, and the size of its words."""
    outline = look.get("outlineLvl")
    align = Align.CENTRE if look.get("frame") == "center" else _ALIGNS.get(str(look.get("jc", "left")), Align.LEFT)
    return ParagraphLook(
        align,
        look.get("ind:left", 0.0) / TWIPS_OF_MM,
        look.get("ind:first", 0.0) / TWIPS_OF_MM,
        _space(look, "before"),
        _space(look, "after"),
        _lines(look, size),
        style,
        int(outline) if outline is not None and 0 <= outline < 9 else None,  # noqa: PLR2004 - the tenth level is body text
        bool(look.get("contextualSpacing")),
        tuple(sorted(position / TWIPS_OF_MM for position, kind in look.get("tabs", {}).items() if position is not None and kind not in {"clear", "bar"})),
        bool(look.get("pBdr")),
    )


def _space(look: Mapping[str, Any], side: str) -> float:
    if str(look.get(f"spacing:{side}Autospacing", "0")).lower() in {"1", "true", "on"}:
        return _AUTOMATIC_SPACE
    return (number_of(look.get(f"spacing:{side}")) or 0.0) / _POINT


def _lines(look: Mapping[str, Any], size: float) -> float:
    """Give the distance of lines; one that is told in points is measured against the words."""
    line = number_of(look.get("spacing:line"))
    if line is None or line <= 0:
        return 1.0
    rule = look.get("spacing:lineRule", "auto")
    if rule == "auto":
        return line / _LINE
    multiple = line / _POINT / (size * _SINGLE)
    return multiple if rule == "exact" else max(1.0, multiple)
