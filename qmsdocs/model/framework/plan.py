"""What a class of offices will have: which documents, under which codes and file names, in which order, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from datetime import date

from qmsdocs.model.document import Identity
from qmsdocs.model.framework.edition import Edition
from qmsdocs.model.framework.fields import KindOfUnit
from qmsdocs.model.framework.frame import ComposedDocument, References
from qmsdocs.model.framework.references import Relation


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document of the newer edition came from."""

    relation: Relation
    sources: tuple[str, ...]
    """Ids in the older edition that the set really has, the main one first."""
    clauses: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that will be made."""

    identity: Identity
    composed: ComposedDocument
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """The documents of one edition, in the order of the register."""

    edition: Edition
    documents: tuple[PlannedDocument, ...]
    by_id: AbstractMapping[str, PlannedDocument]

    def get(self, document_id: str) -> PlannedDocument | None:
        """Give the document with an id, or None."""
        return self.by_id.get(document_id)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A document of the older edition that has no successor."""

    identity: Identity
    clauses: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the offices of a class will have."""

    kind: KindOfUnit
    as_of: date
    references: References
    current: PlannedSet
    previous: PlannedSet | None
    withdrawn: tuple[Withdrawn, ...]
    not_applied: AbstractMapping[str, tuple[str, str, str]]
