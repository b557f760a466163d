"""The locks of the frame's fields: what a change may touch, and how far."""

from __future__ import annotations

from typing import get_origin

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from qmsdocs.compose.overlay import Touch
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic, Place
from qmsdocs.model.framework.documents import SHAPES, Shape
from qmsdocs.model.framework.fields import Lock, TimeUnit, fields_of, lock_of, models_in, read_duration
from qmsdocs.model.node import Mapping, Path, Scalar, dotted, leaves


def check_lock(document: Mapping, touch: Touch, file_law: str | None) -> list[Diagnostic]:
    """Check one touch of a change against the lock of the field it reached.

    Takes the frame's document, the touch, and the law that the field rests on where the document names one.
    """
    shape = document.get("loại")
    if not isinstance(shape, Scalar) or shape.text not in set(Shape):
        return []
    model = SHAPES[Shape(shape.text)]
    lock = _lock_at(model, touch.path)
    before = touch.before
    frame_place: Place = document.place if before is None else before.place
    if lock is Lock.FIXED or (touch.path and isinstance(before, Mapping) and _holds_locks(model, touch.path, before)):
        return [catalogue.field_locked(touch.patch.place, dotted(touch.path), frame_place, file_law)]
    if lock is Lock.BOUNDED and isinstance(before, Scalar) and isinstance(touch.after, Scalar):
        return _bound(before, touch.after, touch, file_law)
    return []


def _holds_locks(model: type[BaseModel], path: Path, taken: Mapping) -> bool:
    """Say whether a mapping that a change takes away holds a field that is not the change's to take."""
    return any(_lock_at(model, (*path, *inner)) is not Lock.FREE for inner, _ in leaves(taken))


def _bound(before: Scalar, after: Scalar, touch: Touch, law: str | None) -> list[Diagnostic]:
    try:
        old, new = read_duration(before.text), read_duration(after.text)
    except PydanticCustomError:
        return []  # a duration that cannot be read is told by the types
    if old.hours is None:
        return []
    longer = new.hours is None or new.hours > old.hours
    other_clock = any({old.unit, new.unit} == {calendar, TimeUnit.WORKING_DAY} for calendar in (TimeUnit.DAY, TimeUnit.MONTH))
    if longer or other_clock:
        return [catalogue.time_lengthened(after.place, dotted(touch.path), old.text, new.text, before.place, law)]
    return []


def _lock_at(model: type[BaseModel], path: Path) -> Lock:
    """Give the lock that holds at a path; an entry of a mapping has the lock of the mapping."""
    current: type[BaseModel] | None = model
    lock, in_mapping = Lock.FREE, False
    for key in path:
        field = None if in_mapping else fields_of(current).get(key)
        in_mapping = field is not None and get_origin(field.annotation) is dict
        if field is not None:
            lock = lock_of(field)
            inside = models_in(field.annotation)
            current = inside[0] if inside else None
    return lock
