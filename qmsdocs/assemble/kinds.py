"""Which kind of written document is assembled how: a new kind is one file beside this one and one case here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from qmsdocs.assemble.decision import TEMPLATE as DECISION
from qmsdocs.assemble.decision import assemble_decision
from qmsdocs.assemble.form import LANDSCAPE, PORTRAIT, assemble_form
from qmsdocs.assemble.ledger import TEMPLATE as LEDGER
from qmsdocs.assemble.paper import TEMPLATE as PAPER
from qmsdocs.assemble.paper import assemble_paper
from qmsdocs.assemble.parts import Revision
from qmsdocs.assemble.procedure import TEMPLATE as PROCEDURE
from qmsdocs.assemble.procedure import assemble_procedure
from qmsdocs.assemble.text import PLAIN, assemble_text
from qmsdocs.assemble.text import TEMPLATE as TEXT
from qmsdocs.assemble.words import Writer
from qmsdocs.model.document import Document, Identity, Style
from qmsdocs.model.framework.documents import DecisionDocument, FormDocument, PaperDocument, Procedure, TextDocument
from qmsdocs.model.framework.plan import Plan, PlannedDocument, PlannedSet
from qmsdocs.ooxml.body import FIGURE, SEPARATOR, TABLE_STYLES
from qmsdocs.ooxml.drawing import CHART_TEXT
from qmsdocs.ooxml.shell import HEAD_SLOTS


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document, and what of the set it leans on: in a set where all of that is the same, the document is the same."""

    document: Document
    reads: tuple[tuple[str, Identity | None], ...]
    cited: tuple[str, ...] | None
    """The legal texts that the set cites, where the document lists them."""


def assemble(plan: Plan, planned_set: PlannedSet, planned: PlannedDocument, revisions: Sequence[Revision] = ()) -> Assembled:
    """Assemble a planned document of one of the sets of a plan."""
    writer = Writer(plan, planned_set, planned)
    document = _assemble(writer, planned, revisions)
    return Assembled(document, tuple(writer.reads.items()), writer.cited)


def _assemble(writer: Writer, planned: PlannedDocument, revisions: Sequence[Revision]) -> Document:
    match planned.composed.written:
        case Procedure() as procedure:
            return assemble_procedure(writer, procedure, revisions)
        case TextDocument() as text:
            return assemble_text(writer, text, revisions)
        case DecisionDocument() as decision:
            return assemble_decision(writer, decision, revisions)
        case PaperDocument() as paper:
            return assemble_paper(writer, paper, revisions)
        case FormDocument() as form:
            return assemble_form(writer, form, revisions)
        case unknown:
            assert_never(unknown)


_EVERYWHERE = frozenset({Style.BODY, Style.BULLET, Style.SUB_BULLET, Style.ITEM, Style.CELL, Style.CELL_BULLET, Style.CELL_CENTRE, Style.CELL_HEAD, Style.CELL_GROUP, Style.CAPTION})
_COVER = frozenset({Style.COVER_PARENT, Style.COVER_AGENCY, Style.COVER_KIND, Style.COVER_TITLE, Style.BLOCK_TITLE, Style.CONTENTS_1, Style.CONTENTS_2})
_OFFICIAL = frozenset({Style.PARENT_AGENCY, Style.AGENCY, Style.NATION, Style.MOTTO, Style.NUMBER, Style.DATE_LINE, Style.SIGNER, Style.SIGN_NOTE})
_FORM = _OFFICIAL | {Style.ADDRESSEE, Style.FORM_TITLE, Style.FORM_CODE, Style.FIELD, Style.FIELD_LINE, Style.FIELD_CHOICE}
_ISSUED = _OFFICIAL | {
    *(Style.DECISION_TYPE, Style.SUBJECT, Style.GROUND),
    *(Style.RECIPIENTS_HEAD, Style.RECIPIENT, Style.SIGNER_NAME, Style.ANNEX, Style.ANNEX_NOTE),
}
_STYLES: Mapping[str, frozenset[Style]] = MappingProxyType(
    {
        PROCEDURE: _EVERYWHERE | _COVER | {Style.NOTE},
        TEXT: _EVERYWHERE | _COVER,
        PLAIN: _EVERYWHERE | {Style.BLOCK_TITLE, Style.PARENT_AGENCY, Style.AGENCY, Style.DECISION_TYPE, Style.SUBJECT},
        DECISION: _EVERYWHERE | _ISSUED | {Style.AUTHORITY, Style.ARTICLE},
        PAPER: _EVERYWHERE | _ISSUED | {Style.ADDRESSEE},
        PORTRAIT: _EVERYWHERE | _FORM,
        LANDSCAPE: _EVERYWHERE | _FORM,
        LEDGER: _EVERYWHERE | {Style.FORM_TITLE},
    }
)


_HEADINGS = MappingProxyType({PROCEDURE: 3, TEXT: 4, PLAIN: 4, DECISION: 4, PAPER: 4, PORTRAIT: 1, LANDSCAPE: 1, LEDGER: 1})
"""How many levels of headings documents of a template have."""


def styles_of(template: str) -> frozenset[str]:
    """Give the styles that documents printed into a template may use, by their ids, and that the template must therefore have."""
    drawn = {FIGURE, CHART_TEXT} if template == PROCEDURE else set()
    tables = TABLE_STYLES if template not in {PROCEDURE, TEXT, PLAIN, LEDGER} else TABLE_STYLES[:1]
    return frozenset({style.value for style in _STYLES[template]} | {f"Heading{level}" for level in range(1, _HEADINGS[template] + 1)} | {SEPARATOR, *tables} | drawn)


def slots_of(template: str) -> frozenset[str]:
    """Give the slots of head and foot that a template should have: papers under NĐ 30/2020/NĐ-CP have only a page number there."""
    return frozenset() if template in {DECISION, PAPER} else frozenset(HEAD_SLOTS)


def template_of(planned: PlannedDocument) -> str:
    """Give the name of the Word template that a planned document will be printed into."""
    match planned.composed.written:
        case Procedure():
            return PROCEDURE
        case TextDocument(cover=cover):
            return TEXT if cover else PLAIN
        case DecisionDocument():
            return DECISION
        case PaperDocument():
            return PAPER
        case FormDocument(landscape=landscape):
            return LANDSCAPE if landscape else PORTRAIT
        case unknown:
            assert_never(unknown)
