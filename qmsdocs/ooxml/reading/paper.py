"""The bytes of any Word file → a `Paper`: what its reader sees, with every look resolved."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from qmsdocs.diagnostics.report import Checked
from qmsdocs.model.paper import Block, Page, Paper, Section, Stories
from qmsdocs.ooxml.reading.faults import faults_of
from qmsdocs.ooxml.reading.looks import TWIPS_OF_MM, Looks
from qmsdocs.ooxml.reading.numbering import Numbering
from qmsdocs.ooxml.reading.package import RELATION, Package, UnreadableError, W
from qmsdocs.ooxml.reading.story import Story
from qmsdocs.ooxml.reading.styles import Styles, is_on, number_of, value_of

_LETTER = (12240.0, 15840.0)
_INCH = 1440.0
"""What Word takes where a section says nothing of its page."""
_KINDS = ("default", "first", "even")


def read_paper(file: str, content: bytes) -> Checked[Paper]:
    """Read a Word file. Takes its name, for messages, and its bytes; gives the paper, or the problem that keeps it shut."""
    try:
        return Checked(_Reader(Package(file, content)).paper())
    except UnreadableError as fault:
        return Checked(None, (fault.problem,))


@dataclass(slots=True)
class _Inherited:
    """The heads and feet that a section takes over from the one before."""

    parts: dict[tuple[str, str], tuple[Block, ...]]


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        main = package.main
        self._settings = package.linked(main, "settings")
        styles = Styles(package.linked(main, "styles"), package.linked(main, "theme"), self._settings)
        self._numbering = package.linked(main, "numbering")
        self._styles = styles
        self._links = package.links(main)
        self._read: dict[str, tuple[Block, ...]] = {}

    def _looks(self) -> Looks:
        """Give the looks for one story: each counts its lists from the start."""
        return Looks(self._styles, Numbering(self._numbering, self._styles))

    def paper(self) -> Paper:
        body = self._package.body()
        story = Story(self._package.main, self._looks())
        blocks = story.blocks(body)
        last = body.find(f"{W}sectPr")
        setups: list[tuple[tuple[Block, ...], etree._Element | None]] = []
        start = 0
        for paragraph, setup in story.section_ends:
            end = next((at for at, block in enumerate(blocks[start:], start) if block is paragraph), None)
            if end is not None:
                setups.append((blocks[start : end + 1], setup))
                start = end + 1
        if blocks[start:] or last is not None or not setups:
            setups.append((blocks[start:], last))
        inherited = _Inherited({})
        sections = tuple(self._section(blocks, setup, inherited) for blocks, setup in setups)
        return Paper(self._package.file, sections, self._notes(), self._package.reaches_out, tuple(faults_of(self._package)))

    def _section(self, blocks: tuple[Block, ...], setup: etree._Element | None, inherited: _Inherited) -> Section:
        for kind, tag in (("header", "headerReference"), ("footer", "footerReference")):
            for reference in () if setup is None else setup.iterchildren(f"{W}{tag}"):
                link = self._links.get(reference.get(f"{RELATION}id", ""))
                if link is not None and not link.outside:
                    inherited.parts[kind, value_of(reference, "type", "default")] = self._story(link.target)
        titled = self._is_set(setup, "titlePg")
        evens = self._is_set(self._settings, "evenAndOddHeaders")
        heads, feet = (Stories(*(_which(inherited.parts, kind, one, titled, evens) for one in _KINDS)) for kind in ("header", "footer"))  # type: ignore[arg-type]
        breaks = "" if setup is None else value_of(setup.find(f"{W}type"))
        return Section(self._page(setup), heads, feet, blocks, breaks == "continuous")

    @staticmethod
    def _is_set(element: etree._Element | None, name: str) -> bool:
        found = None if element is None else element.find(f"{W}{name}")
        return found is not None and is_on(found)

    def _story(self, part: str) -> tuple[Block, ...]:
        if part not in self._read:
            root = self._package.xml(part)
            self._read[part] = () if root is None else Story(part, self._looks()).blocks(root)
        return self._read[part]

    def _notes(self) -> tuple[Block, ...]:
        notes: list[Block] = []
        for kind in ("footnotes", "endnotes"):
            target = next((link.target for link in self._links.values() if link.kind == kind and not link.outside), None)
            root = None if target is None else self._package.xml(target)
            if root is not None and target is not None:
                story = Story(target, self._looks())
                for note in root.iterchildren(f"{W}footnote", f"{W}endnote"):
                    notes += story.blocks(note)
        return tuple(notes)

    def _page(self, setup: etree._Element | None) -> Page:
        size = None if setup is None else setup.find(f"{W}pgSz")
        margins = None if setup is None else setup.find(f"{W}pgMar")
        numbers = None if setup is None else setup.find(f"{W}pgNumType")
        width, height = (number_of(value_of(size, name)) or usual for name, usual in zip(("w", "h"), _LETTER, strict=True))
        sides = {name: _length(margins, name, _INCH) for name in ("top", "bottom", "left", "right")}
        gutter = _length(margins, "gutter", 0.0)
        side = "top" if self._is_set(self._settings, "gutterAtTop") else "right" if self._is_set(setup, "rtlGutter") else "left"
        sides[side] += gutter
        start = number_of(value_of(numbers, "start"))
        return Page(
            width / TWIPS_OF_MM,
            height / TWIPS_OF_MM,
            **{name: abs(length) / TWIPS_OF_MM for name, length in sides.items()},
            header=_length(margins, "header", _INCH / 2) / TWIPS_OF_MM,
            landscape=width > height,
            number_format=value_of(numbers, "fmt", "decimal"),
            number_start=None if start is None else int(start),
        )


def _length(element: etree._Element | None, name: str, usual: float) -> float:
    number = number_of(value_of(element, name))
    return usual if number is None else number


def _which(parts: dict[tuple[str, str], tuple[Block, ...]], kind: str, one: str, titled: bool, evens: bool) -> tuple[Block, ...] | None:
    """Give the head or foot of a kind of page; None where that kind of page is not apart."""
    if (one == "first" and not titled) or (one == "even" and not evens):
        return None
    return parts.get((kind, one), ())
