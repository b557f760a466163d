"""What a comparison says besides the marks: which sections and steps changed, for the revision table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Happened(StrEnum):
    """What happened to a section as a whole."""

    ADDED = "added"
    REMOVED = "removed"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that changed, the titles of the parts that came or went in it, and the names of its steps that changed."""

    happened: Happened
    title: str
    parts_added: tuple[str, ...] = ()
    parts_removed: tuple[str, ...] = ()
    steps_added: tuple[str, ...] = ()
    steps_removed: tuple[str, ...] = ()
    steps_revised: tuple[str, ...] = ()
