"""Located nodes → the frozen models of `model.framework`, with every fault told in Vietnamese at its place."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Checked, Diagnostic, Place, TextPlace
from qmsdocs.model.framework.documents import SHAPES, Shape, WrittenDocument
from qmsdocs.model.framework.fields import Clause, fields_of, models_in
from qmsdocs.model.framework.organisation import IssuerCode
from qmsdocs.model.node import Mapping, Node, Scalar, Sequence, at, place_of, plain

Model = TypeVar("Model", bound=BaseModel)

_EXPECTED: AbstractMapping[str, str] = MappingProxyType(
    {
        "int_parsing": "một số nguyên",
        "int_type": "một số nguyên",
        "int_from_float": "một số nguyên",
        "greater_than_equal": "một số đủ lớn",
        "less_than_equal": "một số đủ nhỏ",
        "string_type": "một dòng chữ",
        "string_too_short": "chữ (không được để trống)",
        "yes_no": "«có» hoặc «không»",
    }
)

_PATTERNS: AbstractMapping[str, str] = MappingProxyType(
    {
        get_args(Clause)[1].pattern: "số của một điều khoản, ví dụ: 7.5.3",
        get_args(IssuerCode)[1].pattern: "mã tỉnh gồm ba chữ in hoa, ví dụ: QNG",
    }
)


def decode(node: Node, model: type[Model]) -> Checked[Model]:
    """Give a node its type.

    Takes the node and the model it should be. Gives the frozen model, or None with every fault of the node.
    """
    try:
        return Checked(model.model_validate(plain(node)))
    except ValidationError as faults:
        told = (dict(fault) for fault in faults.errors(include_url=False, include_context=True))
        problems = [_problem(node, model, fault) for fault in told if not _is_echo(node, fault)]
        return Checked(None, tuple(problems))


def decode_document(node: Node) -> Checked[WrittenDocument]:
    """Give a document's node the type that its `loại` names."""
    if not isinstance(node, Mapping):
        return Checked(None, (catalogue.not_a_mapping(node.place, "các mục của tài liệu"),))
    shape = node.get("loại")
    found = shape.text if isinstance(shape, Scalar) else ""
    if found not in set(Shape):
        place = node.place if shape is None else shape.place
        return Checked(None, (catalogue.unknown_shape(place, found, [s.value for s in Shape]),))
    return decode(node, SHAPES[Shape(found)])


def _is_echo(root: Node, fault: dict[str, Any]) -> bool:
    """Say whether a list is called too short only because its items have faults, which are told."""
    node = at(root, tuple(str(part) for part in fault["loc"]))
    return fault["type"] == "too_short" and isinstance(node, Sequence) and len(node.items) >= fault["ctx"]["min_length"]


def _problem(root: Node, model: type[BaseModel], fault: dict[str, Any]) -> Diagnostic:
    location = tuple(str(part) for part in fault["loc"])
    if fault["type"] in {"missing", "extra_forbidden"}:
        return _key_problem(root, model, fault["type"], location)
    node, _ = _walk(root, location)
    key_fault = location[-1:] == ("[key]",)
    place: TextPlace = place_of(root, location[:-1]) if key_fault else node.place
    found = location[-2] if key_fault and len(location) > 1 else (node.text if isinstance(node, Scalar) else "")
    return _value_problem(root, model, fault, location, place, found, _trail(node))


def _value_problem(root: Node, model: type[BaseModel], fault: dict[str, Any], location: tuple[str, ...], place: TextPlace, found: str, trail: tuple[tuple[str, Place], ...]) -> Diagnostic:
    match fault["type"]:
        case "duration":
            return catalogue.wrong_duration(place, found, trail)
        case "day":
            return catalogue.wrong_day(place, found, trail)
        case "one_line":
            return catalogue.more_than_one_line(place, found)
        case "enum":
            return catalogue.wrong_choice(place, found, _choices(model, location), trail)
        case "string_pattern_mismatch":
            pattern = fault["ctx"]["pattern"]
            return catalogue.wrong_value(place, found, _PATTERNS[pattern], trail) if pattern in _PATTERNS else catalogue.wrong_slug(place, found)
        case "too_short":
            return catalogue.too_few(place, location[-1] if location else "", int(fault["ctx"]["min_length"]))
        case "dict_type" | "model_type" | "model_attributes_type":
            return catalogue.not_a_mapping(place, "các mục, mỗi mục một khóa")
        case "tuple_type" | "list_type":
            return catalogue.not_a_mapping(place, "một danh sách, mỗi dòng bắt đầu bằng gạch đầu dòng")
    node, _ = _walk(root, location)
    if not isinstance(node, Scalar):
        return catalogue.not_a_mapping(place, "một dòng chữ")
    return catalogue.wrong_value(place, found, _EXPECTED.get(fault["type"], "giá trị hợp lệ ở đây"), trail)


def _key_problem(root: Node, model: type[BaseModel], kind: str, location: tuple[str, ...]) -> Diagnostic:
    name = location[-1]
    owner = _model_at(model, location[:-1])
    if kind == "missing":
        field = fields_of(owner).get(name)
        place = place_of(root, location[:-1])
        return catalogue.missing_field(place, name, "" if field is None else field.description or "")
    return catalogue.unknown_field(place_of(root, location), name, fields_of(owner))


def _walk(root: Node, location: tuple[str, ...]) -> tuple[Node, int]:
    """Follow a location as far as it is data; pydantic's own segments are passed over."""
    node, depth = root, 0
    for part in location:
        child = node.get(part) if isinstance(node, Mapping) else None
        if child is None and isinstance(node, Sequence) and part.isdecimal() and int(part) < len(node.items):
            child = node.items[int(part)]
        if child is None:
            continue
        node, depth = child, depth + 1
    return node, depth


def _trail(node: Node) -> tuple[tuple[str, Place], ...]:
    """Give the places of the values that this one replaced, nearest first."""
    trail: list[tuple[str, Place]] = []
    layer = node.layer
    while layer is not None and layer.replaced is not None:
        trail.append(("giá trị của khung bị thay", layer.replaced.place))
        layer = layer.replaced.layer
    return tuple(trail)


def _model_at(model: type[BaseModel], location: tuple[str, ...]) -> type[BaseModel] | None:
    """Give the model whose keys stand at a location: a field leads into its model, a mapping's key stays in it."""
    current: type[BaseModel] | None = model
    for part in location:
        field = fields_of(current).get(part)
        if field is None:
            continue
        inside = models_in(field.annotation)
        current = inside[0] if inside else None
    return current


def _choices(model: type[BaseModel], location: tuple[str, ...]) -> list[str]:
    current: type[BaseModel] | None = model
    for part in location:
        field = fields_of(current).get(part)
        if field is None:
            continue
        inside = models_in(field.annotation)
        if not inside:
            return [choice.value for enum in _enums_in(field.annotation) for choice in enum]
        current = inside[0]
    return []


def _enums_in(annotation: Any) -> list[type[StrEnum]]:
    if isinstance(annotation, type):
        return [annotation] if issubclass(annotation, StrEnum) else []
    return [enum for argument in get_args(annotation) for enum in _enums_in(argument)]
