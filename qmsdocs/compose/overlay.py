"""One node over another: the whole of what a province may do to the frame, on located text.

Laws: `overlay(base, {}) = base`, the same object; applying twice is applying once; every leaf's place is in the frame or in the change; a
list is never merged. What was replaced stays reachable in `Node.layer`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeGuard

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.node import Entry, Layer, Mapping, Node, Path, Scalar, Sequence, dotted

REASON = "lý do"


@dataclass(frozen=True, slots=True)
class Touch:
    """A path that a change touched: what stood there in the frame (None for an addition) and what stands there now (None for a removal)."""

    path: Path
    before: Node | None
    after: Node | None
    patch: Node


def with_layer(node: Node, change: str, replaced: Node | None) -> Node:
    """Give the node, remembering the change that put it there."""
    return replace(node, layer=Layer(change, replaced))


def edit(base: Node, patch: Node, change: str, touches: list[Touch], problems: list[Diagnostic], path: Path = ()) -> Node:
    """Lay a patch over a node: mapping over mapping merges, anything over anything else replaces; a key must exist."""
    if not (isinstance(base, Mapping) and isinstance(patch, Mapping)):
        touches.append(Touch(path, base, patch, patch))
        return with_layer(patch, change, base)
    entries = dict(base.entries)
    for key, entry in patch.entries.items():
        if key not in entries:
            problems.append(catalogue.edit_misses(entry.place, dotted((*path, key)), key, entries, base.place))
            continue
        value = edit(entries[key].value, entry.value, change, touches, problems, (*path, key))
        entries[key] = Entry(key, entries[key].place, value)
    return base if entries == base.entries else replace(base, entries=entries)


def add(base: Node, patch: Node, change: str, touches: list[Touch], problems: list[Diagnostic], path: Path = ()) -> Node:
    """Add what a patch holds: where the frame has the key too, go inside; where it has not, put the patch's value there."""
    if not (isinstance(base, Mapping) and isinstance(patch, Mapping)):
        problems.append(catalogue.addition_exists(patch.place, dotted(path), base.place))
        return base
    entries = dict(base.entries)
    for key, entry in patch.entries.items():
        inner = (*path, key)
        if key in entries:
            entries[key] = Entry(key, entries[key].place, add(entries[key].value, entry.value, change, touches, problems, inner))
        else:
            touches.append(Touch(inner, None, entry.value, entry.value))
            entries[key] = Entry(key, entry.place, with_layer(entry.value, change, None))
    return replace(base, entries=entries)


def is_removal(patch: Node) -> TypeGuard[Mapping]:
    """Say whether a node of a removal's patch is the mark of what is removed: a mapping with the reason alone."""
    reason = patch.get(REASON) if isinstance(patch, Mapping) and len(patch.entries) == 1 else None
    return isinstance(reason, Scalar) and bool(reason.text.strip())


def remove(base: Node, patch: Node, touches: list[Touch], problems: list[Diagnostic], path: Path = ()) -> Node:
    """Take out what a patch marks for removal, each mark with its reason."""
    if not (isinstance(base, Mapping) and isinstance(patch, Mapping) and patch.entries and REASON not in patch.entries):
        problems.append(catalogue.removal_without_reason(patch.place, dotted(path) or "tài liệu"))
        return base
    entries = dict(base.entries)
    for key, entry in patch.entries.items():
        inner = (*path, key)
        if key not in entries:
            problems.append(catalogue.edit_misses(entry.place, dotted(inner), key, entries, base.place))
        elif is_removal(entry.value):
            touches.append(Touch(inner, entries.pop(key).value, None, entry.value))
        else:
            entries[key] = Entry(key, entries[key].place, remove(entries[key].value, entry.value, touches, problems, inner))
    return replace(base, entries=entries)


def frame_value(node: Node) -> str:
    """Give what a change writes under `dựa trên` for a node of the frame: its text on one line, a list joined by commas, a mapping's name."""
    match node:
        case Scalar():
            return " ".join(node.text.split())
        case Sequence():
            return ", ".join(frame_value(item) for item in node.items)
        case Mapping():
            for key in ("tên", "nhãn", "thuật ngữ", "chức danh", "nội dung"):
                named = node.get(key)
                if isinstance(named, Scalar):
                    return frame_value(named)
            return ", ".join(node.entries)
