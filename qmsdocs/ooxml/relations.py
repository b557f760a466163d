"""What holds the parts of a Word file together: content types and relationships.

Takes the parts of a file; gives what is declared in them, and every declaration that does not hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from typing import cast

from lxml import etree

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic, WordPlace

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_USED = etree.XPath("//@r:*", namespaces={"r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}, smart_strings=False)
_MAIN = "/officeDocument"


@dataclass(frozen=True, slots=True)
class Package:
    """The declarations of a file."""

    defaults: frozenset[str]
    """The endings of names that have a content type."""
    overrides: frozenset[str]
    """The parts that have a content type of their own."""
    relations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By part: the ids of its relationships."""
    targets: tuple[tuple[str, str], ...] = ()
    """The file of relationships and the part of this file that one of them leads to."""


def read_package(parts: Mapping[str, bytes]) -> tuple[Package, tuple[Diagnostic, ...]]:
    """Read the parts that are the same for all documents of a template.

    Takes them by name. Gives their declarations, and what is wrong in these parts alone: parts that are not XML, ids that stand twice, ids
    that are used without a relationship.
    """
    found: list[Diagnostic] = []
    roots: dict[str, etree._Element] = {}
    for name, raw in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = etree.fromstring(raw)
            except etree.XMLSyntaxError as fault:
                found.append(catalogue.part_broken(_place(name), f"{fault.position[0]}:{fault.position[1]}"))
    types = roots.get(CONTENT_TYPES)
    declared = [] if types is None else list(types)
    defaults = frozenset(one.get("Extension", "").lower() for one in declared if one.tag == f"{_TYPES}Default")
    overrides = frozenset(one.get("PartName", "").removeprefix("/") for one in declared if one.tag == f"{_TYPES}Override")
    relations: dict[str, frozenset[str]] = {}
    targets: list[tuple[str, str]] = []
    for name in sorted(roots):
        if name.endswith(".rels"):
            source = _source(name)
            ids = Counter(one.get("Id", "") for one in roots[name].iter(_RELATION))
            found += [catalogue.id_twice(_place(name), "Id", given) for given, times in ids.items() if times > 1]
            relations[source] = frozenset(ids)
            targets += [(name, _target(source, one.get("Target", ""))) for one in roots[name].iter(_RELATION) if one.get("TargetMode") != "External"]
            if source and source not in parts:
                targets.append((name, source))
    for name, root in roots.items():
        found += _unrelated(name, root, relations)
    if not any(one.get("Type", "").endswith(_MAIN) for one in roots.get("_rels/.rels", ())):
        found.append(catalogue.relation_open(_place("_rels/.rels"), "word/document.xml"))
    return Package(defaults, overrides, relations, tuple(targets)), tuple(found)


def faults_of_package(package: Package, printed: Mapping[str, etree._Element], names: Iterable[str]) -> Iterator[Diagnostic]:
    """Check the declarations against all parts.

    Takes them, the printed parts read, and the names of all parts. Gives parts without a content type, content types and relationships
    without a part, and ids that printed parts use without a relationship.
    """
    known = set(names)
    for name in sorted(known - package.overrides - {CONTENT_TYPES}):
        if PurePosixPath(name).suffix.removeprefix(".").lower() not in package.defaults and name != "_rels/.rels":
            yield catalogue.part_without_type(_place(name))
    for name in sorted(package.overrides - known):
        yield catalogue.relation_open(_place(CONTENT_TYPES), name)
    for rels, target in package.targets:
        if target not in known:
            yield catalogue.relation_open(_place(rels), target)
    for name, root in printed.items():
        yield from _unrelated(name, root, package.relations)


def _unrelated(name: str, root: etree._Element, relations: Mapping[str, frozenset[str]]) -> Iterator[Diagnostic]:
    used = cast("list[str]", _USED(root))
    for given in sorted({one for one in used if one} - relations.get(name, frozenset())):
        yield catalogue.relation_open(_place(name), given)


def _source(rels: str) -> str:
    """Give the part that a file of relationships belongs to; empty for the file itself."""
    path = PurePosixPath(rels)
    return "" if rels == "_rels/.rels" else (path.parent.parent / path.stem).as_posix()


def _target(source: str, target: str) -> str:
    if target.startswith("/"):
        return target.removeprefix("/")
    return normpath((PurePosixPath(source).parent / target).as_posix()) if source else normpath(target)


def _place(part: str) -> WordPlace:
    """Give the place of a part; the gate, which knows the file, writes its name in."""
    return WordPlace("", part, 1, "")
