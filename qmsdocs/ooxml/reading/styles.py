"""The looks that a Word file gives its words: document defaults, theme, and the chains of table, paragraph and character styles (ECMA-376, 17.7).

A look is a dictionary of properties as they are written; what is inherited is laid below what is nearer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from qmsdocs.ooxml.reading.package import MC, W

Look = dict[str, Any]
TOGGLES = ("b", "i", "caps", "vanish")
"""The properties that two levels of styles turn off again (ECMA-376, 17.7.3)."""
_FACES = ("ascii", "hAnsi", "cs", "eastAsia")
_OFF = {"0", "false", "off", "none"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EDGES = ("top", "bottom")
_MOST_TWIPS = 1e7
"""Longer than any paper."""


def value_of(element: etree._Element | None, name: str = "val", otherwise: str = "") -> str:
    """Give an attribute of an element that may not be there."""
    return otherwise if element is None else element.get(f"{W}{name}", otherwise)


def number_of(text: str | None) -> float | None:
    """Give the number that a text starts as, or None: Word writes some lengths with their unit."""
    if not text:
        return None
    scale = 1.0
    for unit, twips in (("pt", 20.0), ("mm", 1440 / 25.4), ("cm", 1440 / 2.54), ("in", 1440.0), ("pc", 240.0), ("pi", 240.0)):
        if text.endswith(unit):
            text, scale = text.removesuffix(unit), twips
    try:
        number = float(text) * scale
    except ValueError:
        return None
    return number if abs(number) < _MOST_TWIPS else None


def is_on(element: etree._Element) -> bool:
    """Say whether a property that is there is on."""
    return value_of(element, otherwise="1").lower() not in _OFF


def character_look(properties: etree._Element | None) -> Look:
    """Read the properties of a run as they are written."""
    look: Look = {}
    if properties is None:
        return look
    for child in properties:
        if not isinstance(child.tag, str) or not child.tag.startswith(W):
            continue
        name = child.tag[len(W) :]
        if name in TOGGLES or name in {"rtl", "cs", "specVanish"}:
            look[name] = is_on(child)
        elif name in {"sz", "szCs"}:
            size = number_of(value_of(child))
            if size is not None and size > 0:
                look[name] = size / 2
        elif name == "color":
            look["color"] = _colour(child)
        elif name == "rFonts":
            look.update(_fonts(child))
        elif name in {"rStyle", "vertAlign"}:
            look[name] = value_of(child)
    return look


def _colour(element: etree._Element) -> str:
    value, theme = value_of(element).lower(), value_of(element, "themeColor")
    if theme in {"text1", "dark1"}:
        shade = value_of(element, "themeTint") or value_of(element, "themeShade")
        return value if shade and value else "auto"
    return value or "auto"


def _fonts(element: etree._Element) -> Look:
    """Read the faces; a theme's face wins over one that is named beside it."""
    look: Look = {}
    for face in _FACES:
        theme = value_of(element, "cstheme" if face == "cs" else f"{face}Theme")
        named = value_of(element, face)
        if theme:
            look[f"font:{face}"] = ("theme", theme, named)
        elif named:
            look[f"font:{face}"] = ("named", named, named)
    if hint := value_of(element, "hint"):
        look["hint"] = hint
    return look


def paragraph_look(properties: etree._Element | None) -> Look:
    """Read the properties of a paragraph as they are written."""
    look: Look = {}
    if properties is None:
        return look
    for child in properties:
        if not isinstance(child.tag, str) or not child.tag.startswith(W):
            continue
        name = child.tag[len(W) :]
        if name == "jc":
            look["jc"] = value_of(child)
        elif name == "ind":
            look.update(_indents(child))
        elif name == "spacing":
            look.update({f"spacing:{key}": value for key in ("before", "after", "line", "lineRule", "beforeAutospacing", "afterAutospacing") if (value := value_of(child, key))})
        elif name in {"contextualSpacing", "pageBreakBefore", "bidi"}:
            look[name] = is_on(child)
        elif name == "outlineLvl":
            look[name] = number_of(value_of(child))
        elif name == "pBdr":
            look[name] = any(value_of(child.find(f"{W}{edge}"), otherwise="nil") not in {"nil", "none"} for edge in _EDGES)
        elif name == "tabs":
            look[name] = {**look.get(name, {}), **{number_of(value_of(tab, "pos")): value_of(tab) for tab in child.iterchildren(f"{W}tab")}}
        elif name == "framePr":
            look["frame"] = value_of(child, "xAlign")
        elif name == "numPr":
            level, identity = child.find(f"{W}ilvl"), child.find(f"{W}numId")
            look["numPr"] = (value_of(identity), value_of(level))
    return look


def _indents(element: etree._Element) -> Look:
    """Read indents; a hanging one is a first line to the left, and replaces a first line indent."""
    look: Look = {}
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        number = next((found for name in names if (found := number_of(value_of(element, name))) is not None), None)
        if number is not None:
            look[f"ind:{key}"] = number
    hanging, first = number_of(value_of(element, "hanging")), number_of(value_of(element, "firstLine"))
    if hanging is not None:
        look["ind:first"] = -hanging
    elif first is not None:
        look["ind:first"] = first
    return look


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> Look:
    """Lay one look over another; tabs add up."""
    look = {**below, **above}
    if "tabs" in below and "tabs" in above:
        look["tabs"] = {**below["tabs"], **above["tabs"]}
    return look


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it is written: its kind, names, what it is based on, its looks and, for a table, those of its regions."""

    kind: str
    name: str
    based_on: str
    linked: str
    paragraph: Look
    character: Look
    regions: Mapping[str, tuple[Look, Look]]
    band: tuple[int, int]
    ruled: bool
    """A table style that draws lines."""


class Styles:
    """The styles of a file, with their chains resolved once each."""

    def __init__(self, root: etree._Element | None, theme: etree._Element | None, settings: etree._Element | None) -> None:
        """Take the parts of styles, theme and settings, any of which may be missing."""
        self._styles: dict[str, Style] = {}
        self.defaults: dict[str, str] = {}
        self.default_character: Look = {}
        self.default_paragraph: Look = {}
        self._chains: dict[str, tuple[Look, Look, tuple[str, ...]]] = {}
        self._theme = _theme(theme, settings)
        if root is None:
            return
        self.default_character = character_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self.default_paragraph = paragraph_look(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        for element in root.iterchildren(f"{W}style"):
            identity, style = value_of(element, "styleId"), _style(element)
            self._styles.setdefault(identity, style)
            if value_of(element, "default").lower() in {"1", "true", "on"}:
                self.defaults[style.kind] = identity

    def get(self, identity: str) -> Style | None:
        """Give a style, or None."""
        return self._styles.get(identity)

    def chain(self, identity: str) -> tuple[str, ...]:
        """Give a style and what it is based on, the farthest first; a circle ends where it closes."""
        return self._resolved(identity)[2]

    def paragraph(self, identity: str) -> Look:
        """Give the paragraph look of a chain of styles."""
        return self._resolved(identity)[0]

    def character(self, identity: str) -> Look:
        """Give the character look of a chain of styles."""
        return self._resolved(identity)[1]

    def _resolved(self, identity: str) -> tuple[Look, Look, tuple[str, ...]]:
        found = self._chains.get(identity)
        if found is None:
            chain: list[str] = []
            at = identity
            kind = "" if at not in self._styles else self._styles[at].kind
            while at in self._styles and at not in chain and self._styles[at].kind == kind:
                chain.append(at)
                at = self._styles[at].based_on
            paragraph: Look = {}
            character: Look = {}
            for name in reversed(chain):
                paragraph = laid_over(paragraph, self._styles[name].paragraph)
                character = laid_over(character, self._styles[name].character)
            found = self._chains[identity] = (paragraph, character, tuple(reversed(chain)))
        return found

    def face(self, font: tuple[str, str, str] | None) -> str:
        """Give the name of a face: as it is named, or through the theme."""
        if font is None:
            return ""
        kind, name, beside = font
        return name if kind == "named" else self._theme.get(name, "") or beside


def _style(element: etree._Element) -> Style:
    properties = paragraph_look(element.find(f"{W}pPr"))
    regions = {value_of(region, "type"): (paragraph_look(region.find(f"{W}pPr")), character_look(region.find(f"{W}rPr"))) for region in element.iterchildren(f"{W}tblStylePr")}
    sizes = [number_of(value_of(element.find(f"{W}tblPr/{W}{name}"))) for name in ("tblStyleRowBandSize", "tblStyleColBandSize")]
    return Style(
        value_of(element, "type", "paragraph"),
        value_of(element.find(f"{W}name")),
        value_of(element.find(f"{W}basedOn")),
        value_of(element.find(f"{W}link")),
        properties,
        character_look(element.find(f"{W}rPr")),
        regions,
        (max(1, int(sizes[0] or 1)), max(1, int(sizes[1] or 1))),
        any(value_of(border, otherwise="nil") not in {"nil", "none"} for border in element.iterfind(f"{W}tblPr/{W}tblBorders/*")),
    )


_SCRIPTS = {"ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "th": "Thai", "ja": "Jpan", "ko": "Hang", "zh-CN": "Hans", "zh-SG": "Hans", "zh-TW": "Hant", "zh-HK": "Hant", "vi": "Viet"}
_SLOTS = {"Ascii": "latin", "HAnsi": "latin", "Bidi": "cs", "EastAsia": "ea"}


def _theme(root: etree._Element | None, settings: etree._Element | None) -> dict[str, str]:
    """Read the faces of a theme by the names that styles know them by (ECMA-376, 17.18.96)."""
    if root is None:
        return {}
    languages = None if settings is None else settings.find(f"{W}themeFontLang")
    faces: dict[str, str] = {}
    for prefix in ("major", "minor"):
        fonts = root.find(f".//{_DRAWING}{prefix}Font")
        if fonts is None:
            continue
        scripts = {font.get("script", ""): font.get("typeface", "") for font in fonts.iterchildren(f"{_DRAWING}font")}
        for slot, tag in _SLOTS.items():
            element = fonts.find(f"{_DRAWING}{tag}")
            face = "" if element is None else element.get("typeface", "")
            if not face and tag != "latin":
                language = value_of(languages, "bidi" if tag == "cs" else "eastAsia")
                face = scripts.get(_SCRIPTS.get(language, _SCRIPTS.get(language.partition("-")[0], "")), "")
            faces[f"{prefix}{slot}"] = face
    return faces


def chosen(element: etree._Element) -> etree._Element | None:
    """Give the branch of an mc:AlternateContent that we read: a drawing of today's Word, else its fallback."""
    branches = [*element.iterchildren(f"{MC}Choice"), *element.iterchildren(f"{MC}Fallback")]
    return branches[0] if branches else None


def toggled(levels: tuple[Mapping[str, Any], ...], name: str) -> bool:
    """Say whether an odd number of levels of styles turns a toggle property on."""
    return sum(bool(level.get(name)) for level in levels) % 2 == 1


def bands(position: int, size: int) -> str:
    """Give the band that a row or column stands in, from the first one that is banded."""
    return "1" if (position // size) % 2 == 0 else "2"
