"""A composed set → the plan of a class of offices: which documents exist, their codes, file names, order and origin.

This is the last gate: every reference, placeholder, role, form, step and time is checked here, so that what comes after is given known
good input.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Checked, Diagnostic, has_errors
from qmsdocs.model.document import Identity
from qmsdocs.model.framework.documents import FormDocument, Procedure, TextDocument
from qmsdocs.model.framework.frame import ComposedDocument, ComposedSet, Frame, Group
from qmsdocs.model.framework.plan import Origin, Plan, PlannedDocument, PlannedSet, Withdrawn
from qmsdocs.model.framework.references import Relation, SuccessionEntry
from qmsdocs.model.letters import plain
from qmsdocs.model.node import place_of
from qmsdocs.plan.review import Reviewer, review_set

_ORDER = {group: index for index, group in enumerate((Group.GOVERNANCE, Group.COMMON, Group.TTHC, Group.INTERNAL, Group.FORM))}

_TAKEN = {"", "index", "so-sanh"}
"""File names that a code may not make: no name at all, and those of the ledger."""


def file_stem(code: str) -> str:
    """Give a code as a file name that every file system takes: ASCII letters, digits, hyphens and dots."""
    letters = "".join(letter for letter in plain(code) if letter.isascii())
    return re.sub(r"[^A-Za-z0-9.-]+", "-", letters).strip("-.")


def make_plan(frame: Frame, composed: ComposedSet, edition: str, reviewer: Reviewer) -> Checked[Plan]:
    """Plan the documents of the offices that share a composed set.

    Takes the frame, the set, the year of the edition to build, and the reviewer that sets share. Gives the plan, or None with every problem of the set as a whole.
    """
    problems: list[Diagnostic] = []
    predecessor = frame.editions[edition].predecessor
    years = [edition] if predecessor is None else [edition, predecessor]
    sets = {year: _planned_set(frame, composed, year, edition, problems) for year in years}
    previous = None if predecessor is None else sets[predecessor]
    if predecessor is not None:
        problems += _check_succession(frame, composed, edition, predecessor)
    for year in years:
        problems += review_set(frame, sets[year], composed, is_current=year == edition)
        for planned in sets[year].documents:
            problems += reviewer.review(sets[year], planned, composed, is_current=year == edition)
    if has_errors(problems):
        return Checked(None, tuple(problems))
    withdrawn = () if previous is None else _withdrawn(frame, previous)
    plan = Plan(composed.kind, composed.as_of, frame.references, sets[edition], previous, withdrawn, composed.not_applied)
    return Checked(plan, tuple(problems))


def _place(composed: Mapping[str, ComposedDocument], document_id: str, document: ComposedDocument) -> tuple[int, int, int, str, str]:
    """Give what a set is ordered by: the group, then, for forms, the document that owns them."""
    written = document.written
    leader = composed.get(written.owner, document) if isinstance(written, FormDocument) else document
    return _ORDER[document.source.group], _ORDER[leader.source.group], leader.written.position, written.code, document_id


def _planned_set(frame: Frame, composed: ComposedSet, year: str, current: str, problems: list[Diagnostic]) -> PlannedSet:
    documents = []
    stems: dict[str, ComposedDocument] = {}
    composed_by_id = composed.editions[year]
    ordered = sorted(composed_by_id.items(), key=lambda item: _place(composed_by_id, *item))
    for document_id, document in ordered:
        written, source = document.written, document.source
        stem = file_stem(written.code)
        place = place_of(document.node, ("mã",))
        other = stems.setdefault(stem.lower(), document)
        if stem.lower() in _TAKEN:
            problems.append(catalogue.wrong_value(place, written.code, "một mã hiệu dùng được làm tên tệp"))
        elif other is not document:
            problems.append(catalogue.code_twice(place, written.code, place_of(other.node, ("mã",))))
        origin = _origin(frame, composed, document_id) if year == current else None
        issue = 1 if origin is not None and origin.relation is Relation.NEW else written.issue
        identity = Identity(document_id, written.code, written.title, source.group.value, year, issue, written.clauses, stem)
        documents.append(PlannedDocument(identity, document, origin))
    return PlannedSet(frame.editions[year], tuple(documents), {planned.identity.id: planned for planned in documents})


def _origin(frame: Frame, composed: ComposedSet, document_id: str) -> Origin:
    entry: SuccessionEntry | None = frame.succession.documents.get(document_id)
    if entry is None:
        return Origin(Relation.NEW, (), composed.editions[frame.succession.new][document_id].written.clauses, composed.local.get(document_id, ""))
    before = composed.editions.get(frame.succession.old, {})
    sources = tuple(source for source in entry.sources if source in before)
    if entry.sources and not sources:  # the office had nothing of what others carry on
        return Origin(Relation.NEW, (), entry.clauses, "")
    return Origin(entry.relation, sources, entry.clauses, entry.reason)


def _withdrawn(frame: Frame, previous: PlannedSet) -> tuple[Withdrawn, ...]:
    gone = []
    for document_id, entry in frame.succession.withdrawn.items():
        planned = previous.get(document_id)
        if planned is not None:
            gone.append(Withdrawn(planned.identity, entry.clauses, entry.reason))
    return tuple(gone)


def _check_succession(frame: Frame, composed: ComposedSet, edition: str, predecessor: str) -> list[Diagnostic]:
    """Check that every document of either edition stands in the succession, and nothing else does."""
    problems: list[Diagnostic] = []
    node, succession = frame.nodes[frame.succession_file], frame.succession
    new, old = frame.documents[edition], frame.documents[predecessor]
    for document_id, entry in succession.documents.items():
        place = place_of(node, ("tài liệu", document_id))
        if document_id not in new:
            problems.append(catalogue.unknown_document(place, document_id, new))
        problems += [catalogue.unknown_document(place, source, old) for source in entry.sources if source not in old]
        if (entry.relation is Relation.NEW) == bool(entry.sources):
            problems.append(catalogue.succession_sources(place, document_id))
    problems += [catalogue.unknown_document(place_of(node, ("bãi bỏ", gone)), gone, old) for gone in succession.withdrawn if gone not in old]
    continued = {source for entry in succession.documents.values() for source in entry.sources} | set(succession.withdrawn)
    problems += [catalogue.succession_missing(source.node.place, document_id, frame.succession_file) for document_id, source in new.items() if document_id not in succession.documents]
    problems += [catalogue.succession_missing(source.node.place, document_id, frame.succession_file) for document_id, source in old.items() if document_id not in continued]
    problems += _check_issues(composed.editions[edition], succession.documents)
    return problems


def _check_issues(documents: Mapping[str, ComposedDocument], entries: Mapping[str, SuccessionEntry]) -> list[Diagnostic]:
    """Check that a document that continues another has an issue above 1, and a new one has issue 1."""
    problems = []
    for document_id, document in documents.items():
        entry = entries.get(document_id)
        if entry is None or not isinstance(document.written, Procedure | TextDocument):
            continue
        continues = entry.relation is not Relation.NEW
        if continues != (document.written.issue > 1):
            problems.append(catalogue.issue_contradicts_succession(place_of(document.node, ("lần ban hành",)), document_id, document.written.issue, entry.relation.value))
    return problems
