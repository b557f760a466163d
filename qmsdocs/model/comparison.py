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
    """A section that changed, and the names of the steps in it that did."""

    happened: Happened
    title: str
    steps_added: tuple[str, ...] = ()
    steps_removed: tuple[str, ...] = ()
    steps_revised: tuple[str, ...] = ()
