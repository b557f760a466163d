"""The parts of a Word file nobody here made → what Word refuses, repairs or drops in them.

Files that Word itself saved are full of what the gate would not let out of this house and nobody minds; here only that is told which Word does not open,
opens with a repair, or silently loses. Of alternatives the first is read: the others say the same again, with the same ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from qmsdocs.model.paper import Fault, FaultKind
from qmsdocs.ooxml.reading.package import MC, RELATION, Package, W
from qmsdocs.ooxml.structure import ENDS, NAMESPACES, REFUSED, REFUSED_TOO, STARTS, finder, open_cells, paragraph_at, short, twice, unpaired

_STORIES = frozenset({"header", "footer", "footnotes", "endnotes", "comments"})
_PICTURE = "image"
_NO_PARTS = frozenset({"hyperlink"})
"""Word itself writes a link inside the paper as if it led to a part."""
_LOST = "NULL"
"""Word writes so where a picture was gone already when it saved."""
_MISPLACED = finder(f"{REFUSED}|{REFUSED_TOO}")
_USED = etree.XPath(f"//@*[namespace-uri() = '{RELATION[1:-1]}']", smart_strings=False)
_BOOKMARK, _ID = f"{W}bookmarkStart", f"{W}id"
_DRAWING = f"{{{NAMESPACES['wp']}}}docPr"


def faults_of(package: Package) -> Iterator[Fault]:
    """Yield the faults of a file. Raises UnreadableError for a part that is no XML."""
    if not package.has_type(package.main):
        yield Fault(FaultKind.UNTYPED, package.main, 1, "", package.main)
    links = package.links(package.main)
    stories = [link.target for link in links.values() if link.kind in _STORIES and not link.outside]
    for name in dict.fromkeys([package.main, *stories]):
        root = package.xml(name)
        if root is not None:
            yield from _in_words(name, root)
            yield from _in_relations(package, name, root)


def _in_words(name: str, root: etree._Element) -> Iterator[Fault]:
    for fallback in [*root.iter(f"{MC}Fallback")]:
        if (parent := fallback.getparent()) is not None and parent.find(f"{MC}Choice") is not None:
            parent.remove(fallback)
    every = list(root.iter(*STARTS, *ENDS))
    starts, ends = [one for one in every if one.tag in STARTS], [one for one in every if one.tag in ENDS]
    bookmarks = [element for element in starts if element.tag == _BOOKMARK]
    found = [(FaultKind.UNCLOSED, element, short(element)) for element in open_cells(root)]
    found += [(FaultKind.MISPLACED, element, short(element)) for element in _MISPLACED(root)]
    found += [(FaultKind.SAME_RANGE, element, element.get(_ID, "")) for element in twice(bookmarks, _ID)]
    found += [(FaultKind.UNPAIRED, element, f"{short(element)} {element.get(_ID, '')}") for element in unpaired(starts, ends)]
    found += [(FaultKind.SAME_DRAWING, element, element.get("id", "")) for element in twice([*root.iter(_DRAWING)], "id")]
    for kind, element, what in found:
        number, words = paragraph_at(root, element)
        yield Fault(kind, name, number, words, what)


def _in_relations(package: Package, name: str, root: etree._Element) -> Iterator[Fault]:
    links = package.links(name)
    used = {str(one) for one in cast("list[str]", _USED(root)) if one}
    for identity in sorted(used - links.keys()):
        yield Fault(FaultKind.UNRELATED, name, 1, "", identity)
    for target, kind in sorted({(link.target, link.kind) for link in links.values() if not link.outside and link.kind not in _NO_PARTS}):
        if target.rpartition("/")[2] == _LOST:
            continue
        if not package.has(target):
            yield Fault(FaultKind.NO_PICTURE if kind == _PICTURE else FaultKind.UNRELATED, name, 1, "", target)
        elif not package.has_type(target):
            yield Fault(FaultKind.UNTYPED, target, 1, "", target)
