"""Text as people write it → runs and paragraphs of a document, with its placeholders and references resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import assert_never

from qmsdocs.assemble.legal import cited_legal_texts
from qmsdocs.model.document import Fact, Identity, Link, Paragraph, Run, Style, Text, text_of
from qmsdocs.model.framework.documents import Procedure
from qmsdocs.model.framework.edition import Labels
from qmsdocs.model.framework.fields import KindOfUnit, Verified, two_digits_to_february
from qmsdocs.model.framework.frame import FACTS
from qmsdocs.model.framework.plan import Plan, PlannedDocument, PlannedSet
from qmsdocs.model.framework.references import LegalText
from qmsdocs.prose import Piece, Placeholder, Reference, Words, read_line, read_prose

_NUMBER = re.compile(r"(\d+(?:/\d+)?/[\w-]*[a-z][\w-]*)")
_BY_DEPTH = (Style.BODY, Style.BULLET, Style.SUB_BULLET)
LEGAL = "luat:"
PRESCRIBED = "mau:"
WHOLE = "*"
"""Stands among a document's reads when it leans on the whole set."""


class Writer:
    """Writes the words of one planned document: knows its plan, its set and its labels."""

    def __init__(self, plan: Plan, planned_set: PlannedSet, planned: PlannedDocument) -> None:
        """Take the plan of the class, the edition's set and the document."""
        self.plan = plan
        self.set = planned_set
        self.planned = planned
        self.labels: Labels = planned_set.edition.labels
        self.kind: KindOfUnit = plan.kind
        self.reads: dict[str, Identity | None] = {}
        """What was looked up in the set: another set in which all of it is the same gives the same document."""
        self.cited: tuple[str, ...] | None = None
        """The legal texts that the whole set cites, when this document lists them."""
        self._steps = step_numbers(planned)

    @property
    def is_centre(self) -> bool:
        """Say whether the set is the central agency's own, which names no agency above itself (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.2.a)."""
        return self.kind is KindOfUnit.CENTRE

    def find(self, document_id: str) -> PlannedDocument | None:
        """Give a document of the set, and remember that this one leans on it."""
        found = self.set.get(document_id)
        self.reads[document_id] = None if found is None else found.identity
        return found

    def whole_set(self) -> tuple[PlannedDocument, ...]:
        """Give every document of the set, and remember that this one leans on them all."""
        self.reads |= {planned.identity.id: planned.identity for planned in self.set.documents}
        self.reads[WHOLE] = None
        return self.set.documents

    def cited_legal_texts(self) -> tuple[str, ...]:
        """Give the legal texts that the whole set cites, and remember that this document leans on that list."""
        self.cited = cited_legal_texts(self.set, self.plan.references)
        return self.cited

    def line(self, text: str, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
        """Give the runs of one line of text."""
        return self._runs(read_line(text), bold=bold, italic=italic)

    def plain(self, text: str) -> str:
        """Give one line as plain words, for the flowchart, whose boxes hold no runs."""
        return text_of(self.line(text))

    def prose(self, text: str, *, in_cell: bool = False) -> tuple[Paragraph, ...]:
        """Give the paragraphs of a text, styled for the body or for a cell."""
        paragraphs = []
        for block in read_prose(text).blocks:
            runs = self._runs(block.pieces)
            style = _style(block.depth, bool(block.marker), in_cell)
            if block.marker:
                runs = (Text(f"{block.marker} "), *runs)
            paragraphs.append(Paragraph(runs, style))
        return tuple(paragraphs)

    def role(self, role: str) -> str:
        """Give the title of a role in this kind of unit."""
        return self.plan.references.roles.roles[role].titles[self.kind]

    def short_role(self, role: str) -> str:
        """Give a role's short title, for the flowchart."""
        entry = self.plan.references.roles.roles[role]
        return entry.short.get(self.kind, entry.titles[self.kind])

    def label(self, template: str, **values: str) -> str:
        """Fill the named places of a label; the names are those that the label's description gives."""
        for name, value in values.items():
            template = template.replace("{" + name.replace("_", " ") + "}", value)
        return template

    def citation(self, text: LegalText) -> str:
        """Give the full citation of a legal text (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.6)."""
        if text.number.startswith("TCVN"):
            return f"{text.number} {text.subject}"
        day = "" if text.day is None else self.full_day(text.day)
        is_law = text.kind in {"Luật", "Bộ luật", "Pháp lệnh"}
        name = text.subject.removeprefix("về ")
        template = self.labels.law_citation if is_law else self.labels.citation
        if not day:
            template = template.replace(" ngày {ngày}", "")
        return self.label(template, loại_văn_bản=text.kind, tên=capitalised(name), số_hiệu=text.number, ngày=day, cơ_quan=text.issuer, trích_yếu=text.subject)

    def short_citation(self, text: LegalText) -> str:
        """Give how a legal text is named inside a sentence."""
        if text.number.startswith("TCVN"):
            return text.number
        return text.short_name or self.label(self.labels.short_citation, loại_văn_bản=text.kind, số_hiệu=text.number)

    def full_day(self, day: date) -> str:
        """Give a day in words: days below 10 and the months 1 and 2 take a leading zero (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.4.b)."""
        return self.label(self.labels.full_day, ngày=f"{day.day:02}", tháng=two_digits_to_february(day.month), năm=str(day.year))

    def legal_line(self, legal_id: str, where: str | None) -> tuple[Run, ...]:
        """Give a legal text's citation as runs, with what of it is used."""
        text = self.plan.references.legal_texts[legal_id]
        runs: list[Run] = [Text(self.citation(text))]
        if where:
            runs += [Text(": "), *self.line(where)]
        return tuple(runs)

    def unverified_mark(self, legal_id: str) -> tuple[Run, ...]:
        """Give the mark of a legal text whose facts nobody has held against the original; nothing for others."""
        return (Text(f" {self.labels.to_verify}"),) if self.plan.references.legal_texts[legal_id].source.verified is Verified.NO else ()

    def document_line(self, document_id: str, note: str | None = None) -> tuple[Run, ...]:
        """Give a document of the set as a link to it, with its title and what it is used for."""
        runs: list[Run] = [*self._document(document_id, self._title(document_id))]
        if note:
            runs += [Text(": "), *self.line(note)]
        return tuple(runs)

    def form_codes(self, forms: Iterable[str]) -> tuple[Run, ...]:
        """Give the codes of forms, own and prescribed, parted by commas."""
        runs: list[Run] = []
        for form in forms:
            if runs:
                runs.append(Text(", "))
            runs += self._reference(Reference(form)) if self.find(form) else self._reference(Reference(PRESCRIBED + form))
        return tuple(runs)

    def _runs(self, pieces: Sequence[Piece], *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
        runs: list[Run] = []
        for index, piece in enumerate(pieces):
            strong, slanted = bold or piece.bold, italic or piece.italic
            match piece:
                case Words():
                    runs.append(Text(piece.text, strong, slanted))
                case Placeholder():
                    runs.append(self._placeholder(piece.name, strong, slanted, is_first=index == 0))
                case Reference():
                    runs += self._reference(piece, strong, slanted)
                case _:
                    assert_never(piece)
        return tuple(runs)

    def _placeholder(self, name: str, bold: bool, italic: bool, *, is_first: bool) -> Run:
        if name in FACTS:
            return Fact(name, bold=bold, italic=italic)
        title = self.role(name)
        return Text(capitalised(title) if is_first else title, bold, italic)

    def _reference(self, reference: Reference, bold: bool = False, italic: bool = False) -> list[Run]:
        target = reference.target
        if target.startswith(LEGAL):
            text = self.plan.references.legal_texts[target.removeprefix(LEGAL)]
            return [Text(self.short_citation(text), bold, italic)]
        if target.startswith(PRESCRIBED):
            return [Text(self.plan.references.prescribed_forms[target.removeprefix(PRESCRIBED)].code, bold, italic)]
        if target.startswith("#"):
            step = target.removeprefix("#")
            return [Link(self.label(self.labels.step_reference, số=str(self._steps[step])), anchor=STEPS_ANCHOR, bold=bold, italic=italic)]
        title = f"({self._title(target)})" if reference.form else ""
        return self._document(target, title, bold, italic)

    def _document(self, document_id: str, title: str, bold: bool = False, italic: bool = False) -> list[Run]:
        """Give a document's code as a link, and its title; one that the office leaves out is named without a link, and said to be left out."""
        found = self.find(document_id)
        after = f" {title}" if title else ""
        if found is None:
            code, _, _ = self.plan.not_applied[document_id]
            return [Text(f"{code}{after} {self.labels.left_out}", bold, italic)]
        link = Link(found.identity.code, document=found.identity.file_stem, bold=bold, italic=italic)
        return [link, Text(after, bold, italic)] if after else [link]

    def _title(self, document_id: str) -> str:
        found = self.find(document_id)
        return self.plan.not_applied[document_id][1] if found is None else found.identity.title


STEPS_ANCHOR = "cac-buoc"
"""The anchor of the steps of a procedure."""


def capitalised(text: str) -> str:
    """Give the text with a capital first letter, and the others as they are."""
    return text[:1].upper() + text[1:]


def in_capitals(title: str) -> tuple[Text, ...]:
    """Give the runs of a title that is printed in capitals: the number of a legal text keeps its letters, as in 613/QĐ-TTg."""
    return tuple(Text(part, as_written=bool(_NUMBER.fullmatch(part))) for part in _NUMBER.split(title) if part)


def step_numbers(planned: PlannedDocument) -> dict[str, int]:
    """Give the number of each step of a procedure, by its id; none for other documents."""
    written = planned.composed.written
    if not isinstance(written, Procedure):
        return {}
    ordered = sorted(written.steps.items(), key=lambda item: item[1].position)
    return {step_id: number for number, (step_id, _) in enumerate(ordered, 1)}


def _style(depth: int, numbered: bool, in_cell: bool) -> Style:
    if in_cell:
        return Style.CELL_BULLET if depth and not numbered else Style.CELL
    if numbered:
        return Style.ITEM
    return _BY_DEPTH[min(depth, len(_BY_DEPTH) - 1)]
