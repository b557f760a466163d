"""Located text: what a YAML file is before any types.

A node remembers where its text stands, and after an overlay also which node it replaced and which change put it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qmsdocs.diagnostics.report import TextPlace


@dataclass(frozen=True, slots=True)
class Layer:
    """What a change did at a node: its id and the node that stood there before, if any."""

    change: str
    replaced: Node | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text."""

    text: str
    place: TextPlace
    layer: Layer | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value."""

    key: str
    place: TextPlace
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order they were written."""

    entries: dict[str, Entry]
    place: TextPlace
    layer: Layer | None = None

    def get(self, key: str) -> Node | None:
        """Give the value under a key, or None."""
        entry = self.entries.get(key)
        return None if entry is None else entry.value


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: TextPlace
    layer: Layer | None = None


Node = Scalar | Mapping | Sequence
Path = tuple[str, ...]


def plain(node: Node) -> object:
    """Give the node as dicts, tuples and text, without places."""
    match node:
        case Scalar():
            return node.text
        case Mapping():
            return {key: plain(entry.value) for key, entry in node.entries.items()}
        case Sequence():
            return tuple(plain(item) for item in node.items)


def at(node: Node | None, path: Path) -> Node | None:
    """Give the node at a path of keys (a list is entered by its 0-based index), or None."""
    for key in path:
        if isinstance(node, Mapping):
            node = node.get(key)
        elif isinstance(node, Sequence) and key.isdecimal() and int(key) < len(node.items):
            node = node.items[int(key)]
        else:
            return None
    return node


def place_of(node: Node, path: Path) -> TextPlace:
    """Give the place of a path: of its key where it has one, or of the nearest thing above it that is written.

    A value that a change put there is told at the change.
    """
    place = node.place
    for key in path:
        inner = at(node, (key,))
        if inner is None:
            break
        place = node.entries[key].place if isinstance(node, Mapping) and (inner.layer is None or inner.layer.replaced is None) else inner.place
        node = inner
    return place


def leaves(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Yield every scalar with its path."""
    match node:
        case Scalar():
            yield path, node
        case Mapping():
            for key, entry in node.entries.items():
                yield from leaves(entry.value, (*path, key))
        case Sequence():
            for index, item in enumerate(node.items):
                yield from leaves(item, (*path, str(index)))


def dotted(path: Path) -> str:
    """Write a path as people type it: `các bước.tiep-nhan.thời gian`."""
    return ".".join(path)
