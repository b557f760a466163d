"""What an editor may have broken in a Word template, besides its slots: margins, typeface, sizes, page number, comments, change tracking.

Takes the parts of the package and the rules of the edition; gives problems, each with its place and its cure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic, WordPlace
from qmsdocs.model.document import Style
from qmsdocs.model.framework.edition import PageRules, Range
from qmsdocs.ooxml.styles import sizes_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _STYLES, _SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
_TWIPS = 1440 / 25.4
"""Twips in a millimetre."""
_TOLERANCE = 0.5
"""Word rounds millimetres to twips."""
_COMMENTS = frozenset({f"{_W}commentRangeStart", f"{_W}commentReference"})
_FACES = ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme")


def inspect(file: str, parts: Mapping[str, bytes], printed_styles: frozenset[str], rules: PageRules | None) -> list[Diagnostic]:
    """Tell what is wrong with a template. Takes its file name, its parts, the ids of the styles we print by, the rules of its edition if any.

    Raises XMLSyntaxError for a part that is not XML.
    """
    roots = {name: etree.fromstring(part) for name, part in sorted(parts.items()) if name.endswith((".xml", ".rels"))}
    problems = list(_leftovers(file, roots))
    if rules is not None:
        problems += _page(file, roots[_DOCUMENT], rules)
        problems += _faces(file, roots, printed_styles, rules)
        size = sizes_of(parts[_STYLES]).get(Style.BODY.value) if _STYLES in parts else None
        if size is not None and not rules.body_size.least <= size <= rules.body_size.most:
            problems.append(catalogue.template_size(WordPlace(file, _STYLES, 1, Style.BODY.value), f"{size:g}", _bounds(rules.body_size, "pt"), rules.basis))
    return problems


def _leftovers(file: str, roots: Mapping[str, etree._Element]) -> Iterator[Diagnostic]:
    for name, root in roots.items():
        for number, paragraph in enumerate(root.iter(f"{_W}p"), 1):
            if any(element.tag in _COMMENTS for element in paragraph.iter()):
                yield catalogue.template_with_comments(WordPlace(file, name, number, _text(paragraph)))
                break
    settings = roots.get(_SETTINGS)
    if settings is not None and settings.find(f"{_W}trackRevisions") is not None:
        yield catalogue.template_tracks_changes(WordPlace(file, _SETTINGS, 1, ""))
    heads = [root for name, root in roots.items() if name.startswith(("word/header", "word/footer"))]
    fields = "".join((piece.text or "") if piece.tag == f"{_W}instrText" else piece.get(f"{_W}instr", "") for root in heads for piece in root.iter(f"{_W}instrText", f"{_W}fldSimple"))
    if "PAGE" not in fields.replace("NUMPAGES", "").split():
        yield catalogue.template_without_page_number(WordPlace(file, "word/header1.xml", 1, ""))


def _page(file: str, document: etree._Element, rules: PageRules) -> Iterator[Diagnostic]:
    for section in document.iter(f"{_W}sectPr"):
        size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
        place = WordPlace(file, _DOCUMENT, 1, "")
        if size is not None:
            found = sorted(_millimetres(size, side) for side in ("w", "h"))
            if any(abs(one - wanted) > 1 for one, wanted in zip(found, sorted((rules.width, rules.height)), strict=True)):
                yield catalogue.template_page_size(place, f"{found[0]:.0f} x {found[1]:.0f}", f"{rules.width} x {rules.height}", rules.basis)
        if margins is None:
            continue
        for side, bounds in (("top", rules.top), ("bottom", rules.bottom), ("left", rules.left), ("right", rules.right)):
            found_margin = _millimetres(margins, side)
            if not bounds.least - _TOLERANCE <= found_margin <= bounds.most + _TOLERANCE:
                yield catalogue.template_margin(place, side, f"{found_margin:.1f}".replace(".", ","), _bounds(bounds, "mm"), rules.basis)


def _faces(file: str, roots: Mapping[str, etree._Element], printed_styles: frozenset[str], rules: PageRules) -> Iterator[Diagnostic]:
    """Tell every typeface but the right one: in the defaults, in a style that we print by, in what stands in the template itself."""
    for name, root in roots.items():
        if name == _STYLES:
            owners = [(style, style.get(f"{_W}styleId", "")) for style in root.iter(f"{_W}style")]
            wanted = [(style, style_id) for style, style_id in owners if style_id in printed_styles or style.get(f"{_W}default") == "1"]
            for owner, label in [*wanted, *((defaults, "docDefaults") for defaults in root.iter(f"{_W}docDefaults"))]:
                yield from _wrong_faces(owner, WordPlace(file, name, 1, label), rules)
        elif name == _DOCUMENT or name.startswith(("word/header", "word/footer")):
            for number, paragraph in enumerate(root.iter(f"{_W}p"), 1):
                yield from _wrong_faces(paragraph, WordPlace(file, name, number, _text(paragraph)), rules)


def _wrong_faces(owner: etree._Element, place: WordPlace, rules: PageRules) -> Iterator[Diagnostic]:
    found = {face for fonts in owner.iter(f"{_W}rFonts") for face in (fonts.get(f"{_W}{key}") for key in _FACES) if face not in {None, rules.typeface}}
    if found:
        yield catalogue.template_typeface(place, ", ".join(sorted(str(face) for face in found)), rules.typeface, rules.basis)


def _millimetres(element: etree._Element, name: str) -> float:
    return int(element.get(f"{_W}{name}", "0")) / _TWIPS


def _bounds(bounds: Range, unit: str) -> str:
    return f"{bounds.least}–{bounds.most} {unit}" if bounds.least != bounds.most else f"{bounds.least} {unit}"


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))[:40]
