"""What must hold inside an office's own set: placeholders, references, roles, forms, steps, times, legal texts.

Takes planned documents; gives problems at the lines that supplied the values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Iterator

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic, TextPlace
from qmsdocs.model.framework.documents import FormDocument, OfficialDocument, PaperDocument, Procedure, Section, Service, Step, TextDocument, WrittenTable
from qmsdocs.model.framework.fields import KindOfUnit, roman
from qmsdocs.model.framework.frame import FACTS, ComposedSet, Frame
from qmsdocs.model.framework.plan import PlannedDocument, PlannedSet
from qmsdocs.model.node import Path, Scalar, at, leaves, place_of
from qmsdocs.plan.wording import wording
from qmsdocs.prose import Piece, Placeholder, Reference, read_line, read_prose

_CODES = {"mã", "mã TTHC", "ký hiệu loại", "tên loại"}
"""Keys of what is a code or a printed mark, not a sentence."""
_DRAWN = {"tên", "khởi đầu", "rẽ nhánh"}
"""Keys of the words of a step that stand in the flowchart."""
_ID_KEYS = {"trách nhiệm", "phối hợp", "nơi lưu", "soạn thảo", "soát xét", "phê duyệt", "người ký", "thư ký"}


def review_set(frame: Frame, planned_set: PlannedSet, composed: ComposedSet, *, is_current: bool) -> list[Diagnostic]:
    """Check what only the whole set can show: every form has its procedure and every procedure its forms; and the words that all documents share."""
    problems: list[Diagnostic] = []
    uses = {planned.identity.id: set(_form_ids(planned)) for planned in planned_set.documents}
    for planned in planned_set.documents:
        written = planned.composed.written
        if not isinstance(written, FormDocument):
            continue
        place = place_of(planned.composed.node, ("thuộc",))
        owner = planned_set.get(written.owner)
        if owner is None:
            problems.append(catalogue.reference_missing(place, written.owner, uses))
        elif planned.identity.id not in uses[written.owner]:
            problems.append(catalogue.form_not_used(place, planned.identity.id, written.owner))
    if is_current:
        words = _Words(frame, planned_set, composed, is_current=True)
        for scalar in _shared_words(frame, planned_set, composed):
            problems += [*wording(scalar, frame.references), *words.marks(scalar)]
    return problems


def _shared_words(frame: Frame, planned_set: PlannedSet, composed: ComposedSet) -> Iterator[Scalar]:
    """Give what the register, the ledger and the revision tables print beside the documents' own words."""
    edition = planned_set.edition
    succession, clauses = frame.nodes[frame.succession_file], frame.nodes["framework_model/references/clauses.yaml"]
    wanted = [at(frame.nodes[f"framework_model/{edition.year}/edition.yaml"], ("giới thiệu",))]
    wanted += [at(succession, ("tài liệu", document, "lý do")) for document in planned_set.by_id]
    wanted += [at(succession, ("bãi bỏ", document, "lý do")) for document in composed.editions.get(edition.predecessor or "", {})]
    wanted += [at(clauses, ("đối chiếu", line, "ghi chú")) for line in frame.references.clauses.correspondence]
    yield from (scalar for scalar in wanted if isinstance(scalar, Scalar))


def _form_ids(planned: PlannedDocument) -> Iterable[str]:
    written = planned.composed.written
    return written.forms if isinstance(written, Procedure | TextDocument) else ()


class Reviewer:
    """Checks the documents of sets; a document that stands among the same others in another set is not read again."""

    def __init__(self, frame: Frame) -> None:
        """Take the frame, whose references documents lean on."""
        self._frame = frame
        self._found: dict[Hashable, tuple[PlannedDocument, list[Diagnostic]]] = {}

    def review(self, planned_set: PlannedSet, planned: PlannedDocument, composed: ComposedSet, *, is_current: bool) -> list[Diagnostic]:
        """Check one document of a set; legal texts that are no longer in force are warned of in the current edition only."""
        among = (frozenset(planned_set.by_id), frozenset(composed.not_applied))
        key = (id(planned.composed), composed.kind, composed.as_of, is_current, among)
        if key not in self._found:
            problems = list(_Review(self._frame, planned_set, planned, composed, is_current=is_current).problems())
            self._found[key] = (planned, problems)  # the document is kept, so that its id stays its own
        return self._found[key][1]


class _Words:
    """Written words under review: which marks stand in them, and whether what they name is there."""

    def __init__(self, frame: Frame, planned_set: PlannedSet, composed: ComposedSet, *, is_current: bool, steps: Collection[str] = ()) -> None:
        self._frame = frame
        self._kind: KindOfUnit = composed.kind
        self._day = composed.as_of
        self._is_current = is_current
        self._steps = steps
        self._ids = {other.identity.id for other in planned_set.documents}
        self._named = self._ids | set(composed.not_applied)
        """What may be referred to: also what the office leaves out, which is then said to be left out."""

    def marks(self, scalar: Scalar) -> Iterator[Diagnostic]:
        prose = read_prose(scalar.text)
        for stranger in prose.strangers:
            yield catalogue.foreign_mark(scalar.place, stranger)
        for block in prose.blocks:
            for piece in block.pieces:
                yield from self._piece(piece, scalar)

    def _piece(self, piece: Piece, scalar: Scalar) -> Iterator[Diagnostic]:
        roles = self._frame.references.roles.roles
        if isinstance(piece, Placeholder) and piece.name not in FACTS:
            if piece.name not in roles:
                yield catalogue.unknown_placeholder(scalar.place, piece.name, {*FACTS, *roles})
            elif self._kind not in roles[piece.name].titles:
                yield catalogue.role_without_title(scalar.place, piece.name, self._kind.value)
        if isinstance(piece, Reference):
            yield from self._reference(piece.target, scalar.place)

    def _reference(self, target: str, place: TextPlace) -> Iterator[Diagnostic]:
        references = self._frame.references
        kind, _, name = target.rpartition(":")
        if kind == "luat":
            if name not in references.legal_texts:
                yield catalogue.reference_missing(place, target, (f"luat:{known}" for known in references.legal_texts))
            else:
                yield from self._in_force(name, place)
        elif kind == "mau":
            if name not in references.prescribed_forms:
                yield catalogue.reference_missing(place, target, (f"mau:{known}" for known in references.prescribed_forms))
        elif target.startswith("#"):
            if target[1:] not in self._steps:
                yield catalogue.reference_missing(place, target, (f"#{step}" for step in self._steps))
        elif target not in self._named:
            yield catalogue.reference_missing(place, target, self._named)

    def _in_force(self, name: str, place: TextPlace) -> Iterator[Diagnostic]:
        text = self._frame.references.legal_texts[name]
        if self._is_current and text.in_force_until is not None and text.in_force_until <= self._day:
            successors = [self._frame.references.legal_texts[s].number if s in self._frame.references.legal_texts else s for s in text.replaced_by]
            yield catalogue.law_lapsed(place, text.number, text.in_force_until, self._day, successors)


class _Review(_Words):
    """One document under review."""

    def __init__(self, frame: Frame, planned_set: PlannedSet, planned: PlannedDocument, composed: ComposedSet, *, is_current: bool) -> None:
        self._set = planned_set
        self._planned = planned
        self._written = planned.composed.written
        super().__init__(frame, planned_set, composed, is_current=is_current, steps=self._written.steps if isinstance(self._written, Procedure) else ())

    def problems(self) -> Iterator[Diagnostic]:
        for path, scalar in leaves(self._planned.composed.node):
            if path[-1] not in _CODES:
                yield from self.marks(scalar)
                if "nguồn" not in path:
                    yield from wording(scalar, self._frame.references)
            if path[-1] in _ID_KEYS or (len(path) > 1 and path[-2] in _ID_KEYS):
                yield from self._role(scalar)
            if path[0] == "các bước" and _DRAWN & set(path[2:]):
                yield from _facts_drawn(scalar)
            if len(path) > 1 and path[-2] == "điều khoản":
                yield from self._clause(scalar)
        yield from self._references()
        if isinstance(self._written, Procedure):
            yield from self._procedure(self._written)
        if isinstance(self._written, OfficialDocument):
            yield from self._annexes(self._written)
        for path, table in _tables(self._written):
            yield from self._table(path, table)

    def _at(self, *path: str) -> TextPlace:
        return place_of(self._planned.composed.node, path)

    def _role(self, scalar: Scalar) -> Iterator[Diagnostic]:
        roles = self._frame.references.roles.roles
        if scalar.text not in roles:
            yield catalogue.unknown_role(scalar.place, scalar.text, roles)
        elif self._kind not in roles[scalar.text].titles:
            yield catalogue.role_without_title(scalar.place, scalar.text, self._kind.value)

    def _clause(self, scalar: Scalar) -> Iterator[Diagnostic]:
        known = self._frame.references.clauses.editions.get(self._planned.identity.edition, {})
        if scalar.text.split(" ")[0] not in known:
            yield catalogue.unknown_clause(scalar.place, scalar.text, self._set.edition.standard)

    def _references(self) -> Iterator[Diagnostic]:
        legal, forms = self._frame.references.legal_texts, self._frame.references.prescribed_forms
        written = self._written
        if isinstance(written, Procedure | TextDocument | OfficialDocument):
            for key in written.legal_basis:
                if key not in legal:
                    yield catalogue.reference_missing(self._at("căn cứ", key), key, legal)
                else:
                    yield from self._in_force(key, self._at("căn cứ", key))
        if isinstance(written, Procedure | TextDocument):
            for key in written.forms:
                if key not in self._ids:
                    yield catalogue.reference_missing(self._at("biểu mẫu", key), key, self._ids)
        if isinstance(written, Procedure):
            for key in written.references:
                if key not in self._named:
                    yield catalogue.reference_missing(self._at("tài liệu viện dẫn", key), key, self._named)
            for key in {} if written.service is None else written.service.prescribed_forms:
                if key not in forms:
                    yield catalogue.reference_missing(self._at("dịch vụ", "mẫu theo quy định", key), key, forms)
                elif forms[key].prescribed_by not in legal:
                    yield catalogue.reference_missing(self._at("dịch vụ", "mẫu theo quy định", key), forms[key].prescribed_by, legal)

    def _procedure(self, written: Procedure) -> Iterator[Diagnostic]:
        known_forms = {*written.forms, *self._frame.references.prescribed_forms}
        used: set[str] = set()
        for step_id, step in written.steps.items():
            used |= set(step.forms)
            for index, form in enumerate(step.forms):
                if form not in known_forms:
                    yield catalogue.form_not_listed(self._at("các bước", step_id, "biểu mẫu", str(index)), form, known_forms)
            yield from self._decision(written, step_id, step)
        if written.service is not None:
            yield from self._service(written, written.service)

    def _decision(self, written: Procedure, step_id: str, step: Step) -> Iterator[Diagnostic]:
        decision = step.decision
        if decision is None:
            return
        place = self._at("các bước", step_id, "rẽ nhánh")
        if (decision.no_goes_to is None) == (decision.no_ends_with is None):
            yield catalogue.branch_leads_nowhere(place, step_id)
        elif decision.no_goes_to is not None and decision.no_goes_to not in written.steps:
            yield catalogue.reference_missing(place, decision.no_goes_to, written.steps)

    def _service(self, written: Procedure, service: Service) -> Iterator[Diagnostic]:
        for key, part in service.dossier.items():
            if part.case is not None and part.case not in service.cases:
                yield catalogue.reference_missing(self._at("dịch vụ", "thành phần hồ sơ", key, "trường hợp"), part.case, service.cases)
            if part.basis is not None and part.basis not in self._frame.references.legal_texts:
                yield catalogue.reference_missing(self._at("dịch vụ", "thành phần hồ sơ", key, "căn cứ"), part.basis, self._frame.references.legal_texts)
        for step_id, step in written.steps.items():
            for case in step.case_times:
                if case not in service.cases:
                    yield catalogue.reference_missing(self._at("các bước", step_id, "thời gian theo trường hợp", case), case, service.cases)
        for key, case_written in service.cases.items():
            if case_written.basis is not None and case_written.basis not in self._frame.references.legal_texts:
                yield catalogue.reference_missing(self._at("dịch vụ", "trường hợp", key, "căn cứ"), case_written.basis, self._frame.references.legal_texts)
            limit = case_written.time.hours
            times = [step.case_times.get(key, step.time).hours for step in written.steps.values()]
            total = sum(hours for hours in times if hours is not None)
            if limit is not None and total > limit:
                yield catalogue.steps_take_too_long(self._at("dịch vụ", "trường hợp", key, "thời hạn"), case_written.name, _days(float(total)), case_written.time.text)

    def _annexes(self, written: OfficialDocument) -> Iterator[Diagnostic]:
        """Check that the main text mentions every annex (NĐ 30/2020/NĐ-CP, Phụ lục I, mục III.1.a)."""
        word = self._set.edition.labels.annex
        said = " ".join(scalar.text for path, scalar in leaves(self._planned.composed.node) if path[0] != "phụ lục")
        ordered = sorted(written.annexes.items(), key=lambda item: item[1].position)
        for number, (key, _) in enumerate(ordered, 1):
            name = f"{word} {roman(number)}" if len(ordered) > 1 else word
            if re.search(rf"{name}\b", said) is None:
                yield catalogue.annex_not_mentioned(self._at("phụ lục", key), name)

    def _table(self, path: Path, table: WrittenTable) -> Iterator[Diagnostic]:
        for row_id, row in table.rows.items():
            for column in row.cells:
                if column not in table.columns:
                    yield catalogue.reference_missing(self._at(*path, "dòng", row_id, "ô", column), column, table.columns)


def _facts_drawn(scalar: Scalar) -> Iterator[Diagnostic]:
    """Tell of facts of an office in words of the flowchart, which is drawn once for all offices of a kind."""
    for piece in read_line(scalar.text):
        if isinstance(piece, Placeholder) and piece.name in FACTS:
            yield catalogue.fact_in_flowchart(scalar.place, piece.name)


def _days(hours: float) -> str:
    return f"{hours / 8:.2f}".rstrip("0").rstrip(".").replace(".", ",") + " ngày"


def _tables(written: object) -> Iterator[tuple[Path, WrittenTable]]:
    if isinstance(written, Procedure):
        yield from _tables_in(("mục khác",), written.sections)
    elif isinstance(written, TextDocument):
        yield from _tables_in(("mục",), written.sections)
    elif isinstance(written, OfficialDocument):
        yield from _tables_in(("phụ lục",), written.annexes)
        if isinstance(written, PaperDocument):
            yield from _tables_in(("mục",), written.sections)
    elif isinstance(written, FormDocument):
        for key, part in written.parts.items():
            if part.table is not None:
                yield ("phần", key, "bảng"), part.table


def _tables_in(path: Path, sections: dict[str, Section]) -> Iterator[tuple[Path, WrittenTable]]:
    for key, section in sections.items():
        if section.table is not None:
            yield (*path, key, "bảng"), section.table
        yield from _tables_in((*path, key, "mục con"), section.parts)
