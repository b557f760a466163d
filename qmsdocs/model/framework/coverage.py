"""What a set covers: clause × document × section, the documented information that the standard asks for, the services that an office must have."""

from __future__ import annotations

from dataclasses import dataclass

from qmsdocs.model.document import Identity
from qmsdocs.model.framework.edition import Exclusion
from qmsdocs.model.framework.references import Requirement, ServiceEntry


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that answers a clause; the titles of its sections that name the clause themselves, none when it is the document as a whole."""

    identity: Identity
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause of the standard and what answers it, or why it is not applied."""

    clause: str
    title: str
    asks: bool
    """Whether the clause asks for something itself: it is no heading of others and no introduction."""
    evidence: tuple[Evidence, ...]
    exclusion: Exclusion | None


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A piece of documented information that the standard asks for, and the documents that are it or give rise to it."""

    key: str
    requirement: Requirement
    evidence: tuple[Identity, ...]
    exclusion: Exclusion | None


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service of the national catalogue, and the procedure of the set for it."""

    code: str
    service: ServiceEntry
    procedure: Identity | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the set of a class of offices covers."""

    clauses: tuple[ClauseLine, ...]
    requirements: tuple[RequirementLine, ...]
    services: tuple[ServiceLine, ...]
