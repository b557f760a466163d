"""Where a value of an office's document comes from: every layer that supplied or lost it, with the change behind each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qmsdocs import pipeline
from qmsdocs.compose.changes import changes_for, in_force, touches_of
from qmsdocs.compose.overlay import REASON, Touch, frame_value
from qmsdocs.compose.sets import SetComposer, offices_of
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic, Refused, TextPlace
from qmsdocs.model.framework.change import Change
from qmsdocs.model.framework.frame import ComposedDocument, Frame, LocatedChange, Office
from qmsdocs.model.node import Mapping, Node, Sequence, at, dotted, plain
from qmsdocs.model.node import Path as NodePath


@dataclass(frozen=True, slots=True)
class LayerTold:
    """One layer: where it stands, what it says, whether it won, and the change that brought it (None for the frame)."""

    place: str
    value: str
    won: bool
    change: LocatedChange | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is told of a value."""

    office: str
    path: str
    value: object
    layers: tuple[LayerTold, ...]

    def as_text(self) -> str:
        """Draw the explanation for a person."""
        lines = [f"{self.office} › {self.path}", f"giá trị: {_shown(self.value)}", ""]
        for number, layer in enumerate(self.layers, 1):
            source = "khung" if layer.change is None else f"thay đổi «{layer.change.id}»"
            verdict = "được dùng" if layer.won else (layer.why_not or "bị thay")
            lines.append(f"{number}. {source}, {verdict}: {layer.value}")
            lines.append(f"   {layer.place}")
            if layer.change is not None:
                lines += [f"   {name}: {value}" for name, value in _facts(layer.change.change)]
        return "\n".join(lines)

    def as_data(self) -> dict[str, Any]:
        """Give the explanation as plain data."""
        return {
            "office": self.office,
            "path": self.path,
            "value": self.value,
            "layers": [
                {
                    "place": one.place,
                    "value": one.value,
                    "used": one.won,
                    "change": None if one.change is None else one.change.id,
                    "why_not": one.why_not,
                    "facts": {} if one.change is None else dict(_facts(one.change.change)),
                }
                for one in self.layers
            ],
        }


def _shown(value: object) -> str:
    return value if isinstance(value, str) else ", ".join(value) if isinstance(value, dict | tuple) else str(value)


def _facts(change: Change) -> list[tuple[str, str]]:
    until = "không có hạn" if change.until is None else f"{change.until:%d/%m/%Y}"
    return [
        ("tên", change.name),
        ("lý do", change.reason),
        ("căn cứ", change.basis),
        ("người duyệt", change.approved_by),
        ("tình trạng", change.standing.value),
        ("từ ngày", f"{change.since:%d/%m/%Y}"),
        ("đến ngày", until),
        ("đơn vị", ", ".join(change.offices) or "mọi đơn vị của tỉnh"),
    ]


def explain(root: Path, code: str, office_id: str, document_id: str, path: NodePath, day: date | None) -> Explanation:
    """Explain a value of an office's document on a day. Raises Refused for what does not exist and for content with errors."""
    house = pipeline.open_house(root)
    day = day or house.default_day
    planned = pipeline.plan_province(house, root, code, day)
    province = planned.province
    office = _office(offices_of(province, day), office_id, code)
    composed = SetComposer(house.frame, province, day, house.decoder).compose(office.kind, changes_for(province, office.id, day)).value
    assert composed is not None  # noqa: S101 - the province was planned without errors
    applied = set(composed.changes)
    removed = _removal(house.frame, province.changes, applied, document_id, path)
    if removed is not None:
        return Explanation(f"{code}/{office.id}", dotted((document_id, *path)), LEFT_OUT, removed)
    document = _document(composed.editions[house.edition], document_id, code)
    node = at(document.node, path)
    if node is None:
        raise Refused([_missing(document, path)])
    by_id = {located.id: located for located in province.changes}
    layers = _layers(document.node, path, by_id)
    for located in (one for one in province.changes if one.change.edition == house.edition):
        why_not = "" if located.id in applied else _why_not(located.change, office, day)
        for touched, touch in touches_of(house.frame, located):
            inside = touch.path[: len(path)] == path and touch.path != path
            reaches = inside or (why_not and path[: len(touch.path)] == touch.path)
            if touched == document_id and reaches:
                layers.append(LayerTold(str(touch.patch.place), _said(touch, path), not why_not, located, why_not))
    return Explanation(f"{code}/{office.id}", dotted((document_id, *path)), plain(node), tuple(layers))


def _said(touch: Touch, path: NodePath) -> str:
    """Give what a change says at a path, or at which place inside it."""
    after = at(touch.after, path[len(touch.path) :])
    said = "bỏ" if after is None else frame_value(after)
    inside = dotted(touch.path[len(path) :])
    return f"{inside}: {said}" if inside else said


LEFT_OUT = "không áp dụng tại đơn vị"


def _removal(frame: Frame, changes: tuple[LocatedChange, ...], applied: set[str], document_id: str, path: NodePath) -> tuple[LayerTold, ...] | None:
    """Give the layers of what an applied change took out, the document itself or a thing in it; None where none did."""
    for located in changes:
        for touched, touch in touches_of(frame, located) if located.id in applied else ():
            if touched == document_id and touch.after is None and touch.before is not None and path[: len(touch.path)] == touch.path:
                before = at(touch.before, path[len(touch.path) :]) or touch.before
                reason = touch.patch.get(REASON) if isinstance(touch.patch, Mapping) else None
                told = "" if reason is None else frame_value(reason)
                return (LayerTold(str(touch.patch.place), f"bỏ ({told})", True, located), LayerTold(str(before.place), frame_value(before), False, None))
    return None


def _why_not(change: Change, office: Office, day: date) -> str:
    if not in_force(change, day):
        return "chưa đến ngày áp dụng" if day < change.since else "đã hết hạn"
    return f"không áp dụng cho đơn vị này ({office.name})"


def _layers(document: Node, path: NodePath, changes: dict[str, LocatedChange]) -> list[LayerTold]:
    """Walk down what a node replaced, the newest layer first; what stands inside an addition came with it."""
    layers: list[LayerTold] = []
    above = [at(document, path[:depth]) for depth in range(len(path))]
    came_with = next((node.layer.change for node in reversed(above) if node is not None and node.layer is not None), "")
    current = at(document, path)
    while current is not None:
        layer = current.layer
        change = changes.get(came_with if layer is None else layer.change)
        layers.append(LayerTold(str(current.place), frame_value(current), not layers, change))
        current = None if layer is None else layer.replaced
    return layers


def _office(offices: tuple[Office, ...], office_id: str, code: str) -> Office:
    found = next((office for office in offices if office.id == office_id), None)
    if found is None:
        raise Refused([catalogue.unknown_office(TextPlace(f"{code}/{office_id}", 1, 1), office_id, {office.id for office in offices})])
    return found


def _document(documents: Any, document_id: str, code: str) -> ComposedDocument:
    if document_id not in documents:
        raise Refused([catalogue.unknown_document(TextPlace(code, 1, 1), document_id, documents)])
    found: ComposedDocument = documents[document_id]
    return found


def _missing(document: ComposedDocument, path: NodePath) -> Diagnostic:
    node: Node = document.node
    for key in path:
        inner = at(node, (key,))
        if inner is None:
            break
        node = inner
    known = node.entries if isinstance(node, Mapping) else [str(index) for index in range(len(node.items))] if isinstance(node, Sequence) else []
    return catalogue.unknown_field(node.place, key, known)
