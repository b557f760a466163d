"""Bytes of a Word file nobody here made → its parts as XML, or the problem that keeps it shut.

Nothing in a file is trusted: what it says of its size, what it nests, what it would load. A document type, and with it every entity, is refused.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from qmsdocs.archive import MAX_UNZIPPED, TooLargeError, unzip
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic, WordPlace

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAMESPACE.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATION[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
"""The namespaces of the strict kind of the standard, and those of the kind that everybody writes."""
_TYPES = "[Content_Types].xml"
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_MOST_DEPTH = 200
"""Deeper than any real table in a table in a text box."""


class UnreadableError(Exception):
    """A file that cannot be read, with the problem that says why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Keep the problem."""
        self.problem = problem
        super().__init__(problem.code)


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: what kind, to which part (or to where outside)."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a Word file."""

    def __init__(self, file: str, content: bytes) -> None:
        """Open a file. Raises UnreadableError for what is no Word file, and for hostile ones."""
        self.file = file
        if content.startswith((_OLD_WORD, _RTF)):
            raise UnreadableError(catalogue.old_word_file(self._place()))
        try:
            self._parts = {name.lstrip("/"): part for name, part in unzip(content).items()}
        except TooLargeError as fault:
            raise UnreadableError(catalogue.word_file_too_large(self._place(), MAX_UNZIPPED)) from fault
        except ValueError as fault:
            raise UnreadableError(catalogue.not_a_word_package(self._place())) from fault
        self._names = {name.lower(): name for name in self._parts}
        self.main = self._main()
        self._types = self._declared()

    def _place(self, part: str = "tệp") -> WordPlace:
        return WordPlace(self.file, part, 1, "")

    def _main(self) -> str:
        linked = [link.target for link in self.links("").values() if link.kind == "officeDocument" and not link.outside]
        name = next((known for target in [*linked, "word/document.xml"] if (known := self._names.get(target.lower())) is not None), None)
        if name is None:
            raise UnreadableError(catalogue.word_part_missing(self._place(), "word/document.xml"))
        return name

    def _declared(self) -> frozenset[str]:
        """Give what has a content type: parts as `/name`, endings of names without a sign before them."""
        root = self.xml(_TYPES)
        return frozenset(child.get("PartName", child.get("Extension", "")).lower() for child in (() if root is None else root.iterchildren("{*}Default", "{*}Override")))

    def has(self, part: str) -> bool:
        """Say whether there is such a part."""
        return part.lower() in self._names

    def has_type(self, part: str) -> bool:
        """Say whether a part has a content type."""
        return f"/{part}".lower() in self._types or part.rpartition(".")[2].lower() in self._types

    def links(self, part: str) -> dict[str, Link]:
        """Give the relationships of a part ("" for the package) by their ids; none where it has none."""
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        return {} if root is None else dict(_links(root, folder))

    def linked(self, part: str, kind: str) -> etree._Element | None:
        """Give the first part of a kind that a part is related to, parsed; None where there is none."""
        target = next((link.target for link in self.links(part).values() if link.kind == kind and not link.outside), None)
        return None if target is None else self.xml(target)

    def xml(self, name: str) -> etree._Element | None:
        """Give a part, parsed; None where it is not there. Raises UnreadableError where it is no XML, or hostile XML."""
        known = self._names.get(name.lower())
        if known is None:
            return None
        content = self._parts[known]
        for strict, usual in _STRICT if b"purl.oclc.org" in content else ():
            content = content.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise UnreadableError(catalogue.word_part_broken(self._place(name), name)) from fault
        if getattr(root.getroottree().docinfo, "doctype", ""):
            raise UnreadableError(catalogue.word_part_hostile(self._place(name), name))
        if _depth(root) > _MOST_DEPTH:
            raise UnreadableError(catalogue.word_part_too_deep(self._place(name), name, _MOST_DEPTH))
        return root

    def body(self) -> etree._Element:
        """Give the body of the main part. Raises UnreadableError where it has none."""
        root = self.xml(self.main)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise UnreadableError(catalogue.word_part_missing(self._place(self.main), "w:body"))
        return body

    @property
    def reaches_out(self) -> bool:
        """Say whether a part would load something from outside when the file is opened."""
        names = [name for name in self._parts if name.endswith(".rels")]
        roots = (self.xml(name) for name in names)
        return any(link.outside and link.kind != "hyperlink" for root in roots if root is not None for _, link in _links(root, ""))


def _links(root: etree._Element, folder: str) -> Iterator[tuple[str, Link]]:
    for relation in root.iter(_RELATIONSHIP):
        target = unquote(relation.get("Target", ""))
        outside = relation.get("TargetMode") == "External"
        inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield relation.get("Id", ""), Link(relation.get("Type", "").rpartition("/")[2], target if outside else inside, outside)


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
