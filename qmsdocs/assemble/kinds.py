"""Which kind of written document is assembled how: a new kind is one file beside this one and one case here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from qmsdocs.assemble.decision import TEMPLATE as DECISION
from qmsdocs.assemble.decision import assemble_decision
from qmsdocs.assemble.form import LANDSCAPE, PORTRAIT, assemble_form
from qmsdocs.assemble.parts import Revision
from qmsdocs.assemble.procedure import TEMPLATE as PROCEDURE
from qmsdocs.assemble.procedure import assemble_procedure
from qmsdocs.assemble.text import TEMPLATE as TEXT
from qmsdocs.assemble.text import assemble_text
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Document, Identity
from qmsdocs.model.framework.documents import DecisionDocument, FormDocument, Procedure, TextDocument
from qmsdocs.model.framework.plan import Plan, PlannedDocument, PlannedSet


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document, and what of the set it leans on: in a set where all of that is the same, the document is the same."""

    document: Document
    reads: tuple[tuple[str, Identity | None], ...]


def assemble(plan: Plan, planned_set: PlannedSet, planned: PlannedDocument, revisions: Sequence[Revision] = ()) -> Assembled:
    """Assemble a planned document of one of the sets of a plan."""
    writer = Writer(plan, planned_set, planned)
    document = _assemble(writer, planned, revisions)
    return Assembled(document, tuple(writer.reads.items()))


def _assemble(writer: Writer, planned: PlannedDocument, revisions: Sequence[Revision]) -> Document:
    match planned.composed.written:
        case Procedure() as procedure:
            return assemble_procedure(writer, procedure, revisions)
        case TextDocument() as text:
            return assemble_text(writer, text, revisions)
        case DecisionDocument() as decision:
            return assemble_decision(writer, decision, revisions)
        case FormDocument() as form:
            return assemble_form(writer, form, revisions)
        case unknown:
            assert_never(unknown)


def template_of(planned: PlannedDocument) -> str:
    """Give the name of the Word template that a planned document will be printed into."""
    match planned.composed.written:
        case Procedure():
            return PROCEDURE
        case TextDocument():
            return TEXT
        case DecisionDocument():
            return DECISION
        case FormDocument(landscape=landscape):
            return LANDSCAPE if landscape else PORTRAIT
        case unknown:
            assert_never(unknown)
