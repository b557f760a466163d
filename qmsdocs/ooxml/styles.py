"""The styles of a Word template, known by their names: Word and LibreOffice rewrite the ids of styles when they save a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from qmsdocs.model.letters import plain

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = "word/styles.xml"
_REFERENCES = re.compile(r'(<w:(?:basedOn|next|link|pStyle|rStyle|tblStyle) w:val=")([^"]*)(")')


def _fold(name: str) -> str:
    """Give the letters and digits of a name, small and without accents: «Nội dung» and `NoiDung` are one style."""
    return "".join(letter for letter in plain(name).lower() if letter.isascii() and letter.isalnum())


def with_known_ids(parts: Mapping[str, bytes], wanted: Iterable[str]) -> tuple[dict[str, bytes], frozenset[str]]:
    """Give a package's parts with the ids that we print by, wherever a style of that name has another.

    Takes the parts and the wanted ids. Gives the parts, and the ids of all styles that the template then has.
    """
    if _STYLES not in parts:
        return dict(parts), frozenset()
    by_name = {_fold(known): known for known in wanted}
    root = etree.fromstring(parts[_STYLES])
    renamed: dict[str, str] = {}
    found: set[str] = set()
    for style in root.iter(f"{_W}style"):
        old = style.get(f"{_W}styleId", "")
        name = style.find(f"{_W}name")
        new = by_name.get(_fold("" if name is None else name.get(f"{_W}val", "")), old)
        if new != old:
            renamed[old] = new
            style.set(f"{_W}styleId", new)
        found.add(new)
    if not renamed:
        return dict(parts), frozenset(found)
    changed = {**parts, _STYLES: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}
    return {name: _refer(part, renamed) if name.startswith("word/") and name.endswith(".xml") else part for name, part in changed.items()}, frozenset(found)


def _refer(part: bytes, renamed: Mapping[str, str]) -> bytes:
    return _REFERENCES.sub(lambda match: match[1] + renamed.get(match[2], match[2]) + match[3], part.decode()).encode()


def sizes_of(styles: bytes) -> dict[str, float]:
    """Give the size of each paragraph style in points, its own or that of the style it is based on."""
    root = etree.fromstring(styles)
    found = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    default = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")

    def size(style_id: str, seen: frozenset[str]) -> float:
        style = found.get(style_id)
        if style is None or style_id in seen:
            return 10.0 if default is None else int(default.get(f"{_W}val", "20")) / 2
        own = style.find(f"{_W}rPr/{_W}sz")
        if own is not None:
            return int(own.get(f"{_W}val", "20")) / 2
        base = style.find(f"{_W}basedOn")
        return size("" if base is None else base.get(f"{_W}val", ""), seen | {style_id})

    return {style_id: size(style_id, frozenset()) for style_id in found}
