"""The frame and one province, read and typed: what `compose` gives and `plan` takes."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qmsdocs.model.framework.change import Change
from qmsdocs.model.framework.documents import WrittenDocument
from qmsdocs.model.framework.edition import Edition
from qmsdocs.model.framework.fields import KindOfUnit
from qmsdocs.model.framework.organisation import CentralEntry, OfficeFacts, Offices, ProvinceEntry, Roles
from qmsdocs.model.framework.references import Abbreviations, Clauses, DocumentedInformation, Glossary, LegalText, PrescribedForm, ServiceCatalogues, Succession
from qmsdocs.model.node import Mapping, Node


class Group(StrEnum):
    """The groups of a set; a document's group is the folder it stands in."""

    COMMON = "common"
    TTHC = "tthc"
    INTERNAL = "internal"
    GOVERNANCE = "governance"
    FORM = "form"


FOLDERS: dict[str, Group] = {"common": Group.COMMON, "tthc": Group.TTHC, "internal": Group.INTERNAL, "governance": Group.GOVERNANCE, "forms": Group.FORM}


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as it was read, before overlay and types."""

    id: str
    edition: str
    group: Group
    file: str
    node: Mapping


@dataclass(frozen=True, slots=True, eq=False)
class References:
    """Everything that documents of any edition lean on; read once, so that it is itself and no other."""

    clauses: Clauses
    glossary: Glossary
    abbreviations: Abbreviations
    legal_texts: AbstractMapping[str, LegalText]
    prescribed_forms: AbstractMapping[str, PrescribedForm]
    roles: Roles
    documented_information: DocumentedInformation
    services: ServiceCatalogues


@dataclass(frozen=True, slots=True)
class Frame:
    """The master frame (mô hình khung)."""

    editions: AbstractMapping[str, Edition]
    documents: AbstractMapping[str, AbstractMapping[str, SourceDocument]]
    """By edition, then by id."""
    references: References
    offices: Offices
    succession: Succession
    succession_file: str
    nodes: AbstractMapping[str, Node]
    """The frame's files as they were read, for the places of what they say."""


@dataclass(frozen=True, slots=True)
class LocatedChange:
    """A change with the node that it was read from, for the places of its patches."""

    id: str
    change: Change
    node: Mapping


@dataclass(frozen=True, slots=True)
class Province:
    """One province, or the central offices: its entry in the list of offices, its facts, its changes, its own documents."""

    code: str
    entry: ProvinceEntry | CentralEntry
    facts: AbstractMapping[str, OfficeFacts]
    changes: tuple[LocatedChange, ...]
    documents: AbstractMapping[str, SourceDocument]


FACTS = frozenset(
    {
        "đơn vị",
        "đơn vị đầy đủ",
        "cấp trên",
        "cấp trên đầy đủ",
        "đơn vị đầu văn bản",
        "cấp trên đầu văn bản",
        "tỉnh",
        "địa danh",
        "địa chỉ",
        "điện thoại",
        "thư điện tử",
        "số quyết định",
        "ngày ban hành",
        "ngày hiệu lực",
        "ngày ký",
        "tháng ký",
        "năm ký",
        "họ tên người ký",
    }
)
"""What an office fills in its documents; text uses these names, and the ids of roles, as placeholders."""


@dataclass(frozen=True, slots=True)
class Office:
    """One office of a province; `id` is `tinh`, the district's slug or the central unit's."""

    id: str
    kind: KindOfUnit
    facts: tuple[tuple[str, str], ...]
    """What fills the holes of its documents: name of the fact → text."""

    @property
    def name(self) -> str:
        """Give the office's short name."""
        return dict(self.facts)["đơn vị"]


@dataclass(frozen=True, slots=True)
class ComposedDocument:
    """A document after overlay and types, for one kind of unit."""

    source: SourceDocument
    node: Mapping
    """The node after overlay, without what other kinds of unit have."""
    written: WrittenDocument


@dataclass(frozen=True, slots=True)
class ComposedSet:
    """The documents of one class of offices: those of a kind to which the same changes apply."""

    kind: KindOfUnit
    as_of: date
    changes: tuple[str, ...]
    editions: AbstractMapping[str, AbstractMapping[str, ComposedDocument]]
    """By edition, then by id."""
    not_applied: AbstractMapping[str, tuple[str, str, str]]
    """Documents of the frame that the offices leave out: id → code, title, reason."""
    local: AbstractMapping[str, str]
    """Documents that the province adds, each with its reason."""
