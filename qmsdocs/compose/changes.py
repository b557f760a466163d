"""A province's reasoned changes laid over the frame: which apply, what they touch, whether they still fit, where they collide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from qmsdocs.compose.locks import check_lock
from qmsdocs.compose.overlay import Touch, add, edit, frame_value, is_removal, remove, with_layer
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.framework.change import Change, Standing
from qmsdocs.model.framework.frame import Frame, Group, LocatedChange, Province, SourceDocument
from qmsdocs.model.node import Mapping, Path, Scalar, dotted, place_of
from qmsdocs.prose import Words, read_line

_REMOVABLE = {Group.INTERNAL, Group.FORM}
"""Groups of which a province may leave a document out: services and common documents are every office's duty (QĐ 746/QĐ-BHXH)."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """What the frame's documents are after the changes: source documents with their new nodes, and what was left out, with the reason."""

    documents: dict[str, dict[str, SourceDocument]]
    removed: dict[str, tuple[str, str, str]]
    local: dict[str, str]
    """The province's own documents, each with the reason that its change gives."""


def in_force(change: Change, day: date) -> bool:
    """Say whether a change applies on a day."""
    return change.since <= day and (change.until is None or day <= change.until)


def changes_for(province: Province, office: str, day: date) -> tuple[str, ...]:
    """Give the ids of the changes that apply to an office on a day, in the order they are written."""
    return tuple(c.id for c in province.changes if in_force(c.change, day) and (not c.change.offices or office in c.change.offices))


def overlay(frame: Frame, province: Province, applied: Sequence[str]) -> tuple[Overlaid, list[Diagnostic]]:
    """Lay the named changes of a province over the frame.

    Gives the documents (those that no change touches are the frame's own objects) and every problem of the changes.
    """
    documents = {edition: dict(by_id) for edition, by_id in frame.documents.items()}
    removed: dict[str, tuple[str, str, str]] = {}
    problems: list[Diagnostic] = []
    for located in province.changes:
        if located.id in applied:
            problems += _apply(located, documents, removed, frame, province)
    local = {name: reason for located in province.changes if located.id in applied for name, reason in located.change.local_documents.items()}
    return Overlaid(documents, removed, local), problems


def check_changes(frame: Frame, province: Province, day: date, known_offices: Iterable[str]) -> list[Diagnostic]:
    """Check the changes themselves, each alone over the frame and each against each: also those that no office uses on the day."""
    problems: list[Diagnostic] = []
    offices = set(known_offices)
    touched: dict[str, list[tuple[str, Touch]]] = {}
    for located in province.changes:
        change, node = located.change, located.node
        problems += [catalogue.unknown_office(place_of(node, ("đơn vị", str(index))), name, offices) for index, name in enumerate(change.offices) if name not in offices]
        if change.until is not None and change.until < change.since:
            problems.append(catalogue.change_ends_before_start(place_of(node, ("đến ngày",)), located.id))
        elif change.until is not None and change.until < day:
            problems.append(catalogue.change_lapsed(place_of(node, ("đến ngày",)), located.id, change.until, day))
        scratch = {edition: dict(by_id) for edition, by_id in frame.documents.items()}
        problems += _apply(located, scratch, {}, frame, province)
        touched[located.id] = list(touches_of(frame, located))
    examples = [located for located in province.changes if located.change.standing is Standing.EXAMPLE and in_force(located.change, day)]
    if examples:
        problems.append(catalogue.changes_are_examples(examples[0].node.place, [located.id for located in examples]))
    for first, second in combinations(province.changes, 2):
        if _overlap(first.change, second.change):
            problems += _collisions(first, touched[first.id], second, touched[second.id])
    return problems


def touches_of(frame: Frame, located: LocatedChange) -> list[tuple[str, Touch]]:
    """Give what a change touches, each with the id of its document; what misses is passed over."""
    touches: list[tuple[str, Touch]] = []
    by_id = frame.documents.get(located.change.edition, {})
    for section in ("sửa", "thêm", "bỏ"):
        patches = located.node.get(section)
        if not isinstance(patches, Mapping):
            continue
        for document, entry in patches.entries.items():
            source = by_id.get(document)
            if source is None:
                continue
            found: list[Touch] = []
            if section == "bỏ" and is_removal(entry.value):
                found.append(Touch((), source.node, None, entry.value))
            elif section == "sửa":
                edit(source.node, entry.value, located.id, found, [])
            elif section == "thêm":
                add(source.node, entry.value, located.id, found, [])
            else:
                remove(source.node, entry.value, found, [])
            touches += [(document, touch) for touch in found]
    return touches


def _overlap(first: Change, second: Change) -> bool:
    if first.edition != second.edition:
        return False
    share_offices = not first.offices or not second.offices or bool(set(first.offices) & set(second.offices))
    latest_start = max(first.since, second.since)
    return share_offices and all(change.until is None or change.until >= latest_start for change in (first, second))


def _collisions(first: LocatedChange, first_touches: list[tuple[str, Touch]], second: LocatedChange, second_touches: list[tuple[str, Touch]]) -> list[Diagnostic]:
    problems = []
    for document, one in first_touches:
        for other_document, other in second_touches:
            if document == other_document and _reaches(one.path, other.path):
                path = dotted((document, *max(one.path, other.path, key=len)))
                problems.append(catalogue.changes_collide(other.patch.place, path, first.id, second.id, one.patch.place))
    return problems


def _reaches(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _apply(located: LocatedChange, documents: dict[str, dict[str, SourceDocument]], removed: dict[str, tuple[str, str, str]], frame: Frame, province: Province) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    by_id = documents.get(located.change.edition)
    if by_id is None:
        return [catalogue.unknown_edition(place_of(located.node, ("lần",)), located.change.edition, documents)]
    touched: set[str] = set()
    for section in ("sửa", "thêm", "bỏ"):
        patches = located.node.get(section)
        if not isinstance(patches, Mapping):
            continue
        for document, entry in patches.entries.items():
            source = by_id.get(document)
            if source is None:
                if document not in frame.documents[located.change.edition]:
                    problems.append(catalogue.unknown_document(entry.place, document, by_id))
                continue
            touches: list[Touch] = []
            if section == "bỏ" and is_removal(entry.value):
                problems += _remove_document(source, entry.value, by_id, removed, touches)
            else:
                node = _patched(section, source.node, entry.value, located.id, touches, problems)
                assert isinstance(node, Mapping)  # noqa: S101 - a document stays a mapping: the patch is one, or was refused above
                by_id[document] = SourceDocument(source.id, source.edition, source.group, source.file, node)
            original = frame.documents[located.change.edition].get(document)
            if original is not None:
                problems += _check_touches(located, document, original, touches)
                touched |= {dotted((document, *touch.path)) for touch in touches if touch.before is not None}
    problems += _unused_fingerprints(located, touched)
    problems += _add_local(located, by_id, province)
    return problems


def _patched(section: str, node: Mapping, patch: object, change: str, touches: list[Touch], problems: list[Diagnostic]) -> Mapping | object:
    if not isinstance(patch, Mapping):
        problems.append(catalogue.not_a_mapping(patch.place, "các mục của tài liệu"))  # type: ignore[attr-defined]
        return node
    if section == "sửa":
        return edit(node, patch, change, touches, problems)
    if section == "thêm":
        return add(node, patch, change, touches, problems)
    return remove(node, patch, touches, problems)


def _remove_document(source: SourceDocument, mark: Mapping, by_id: dict[str, SourceDocument], removed: dict[str, tuple[str, str, str]], touches: list[Touch]) -> list[Diagnostic]:
    touches.append(Touch((), source.node, None, mark))
    if source.group not in _REMOVABLE:
        return [catalogue.document_not_removable(mark.place, source.id, source.node.place)]
    del by_id[source.id]
    reason = mark.get("lý do")
    if isinstance(reason, Scalar) and any(not isinstance(piece, Words) for piece in read_line(reason.text)):
        return [catalogue.removal_without_reason(reason.place, source.id)]
    code, title = source.node.get("mã"), source.node.get("tên")
    if source.group is not Group.FORM and isinstance(reason, Scalar) and isinstance(code, Scalar) and isinstance(title, Scalar):
        removed[source.id] = (code.text, title.text, reason.text)
    return []


def _check_touches(located: LocatedChange, document: str, source: SourceDocument, touches: list[Touch]) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    for touch in touches:
        law = _law_of(source.node, touch.path)
        locked = check_lock(source.node, touch, law)
        problems += locked
        if touch.before is not None and not locked:
            problems += _check_fingerprint(located, dotted((document, *touch.path)), touch)
    return problems


def _check_fingerprint(located: LocatedChange, path: str, touch: Touch) -> list[Diagnostic]:
    assert touch.before is not None  # noqa: S101 - asked by the caller
    before = touch.before
    while before.layer is not None and before.layer.replaced is not None:
        before = before.layer.replaced  # another change came first: the fingerprint is of the frame
    present = frame_value(before)
    if not present:
        return []  # nothing stood there, and nothing can be written for it
    recorded = located.change.based_on.get(path)
    if recorded is None:
        return [catalogue.fingerprint_missing(touch.patch.place, path, present, before.place)]
    if " ".join(recorded.split()) != present:
        ours = "" if touch.after is None else frame_value(touch.after)
        return [catalogue.change_stale(touch.patch.place, located.id, path, recorded, present, ours, before.place)]
    return []


def _unused_fingerprints(located: LocatedChange, touched: set[str]) -> list[Diagnostic]:
    node = located.node.get("dựa trên")
    if not isinstance(node, Mapping):
        return []
    return [catalogue.fingerprint_unused(entry.place, path, touched) for path, entry in node.entries.items() if path not in touched]


def _add_local(located: LocatedChange, by_id: dict[str, SourceDocument], province: Province) -> list[Diagnostic]:
    problems = []
    node = located.node.get("tài liệu riêng")
    entries = node.entries if isinstance(node, Mapping) else {}
    for document, entry in entries.items():
        source = province.documents.get(document)
        if source is None:
            problems.append(catalogue.local_document_missing(entry.place, document, province.documents))
        elif document in by_id:
            problems.append(catalogue.addition_exists(entry.place, document, by_id[document].node.place))
        else:
            layered = with_layer(source.node, located.id, None)
            assert isinstance(layered, Mapping)  # noqa: S101 - a document is a mapping
            by_id[document] = SourceDocument(source.id, source.edition, source.group, source.file, layered)
    return problems


def _law_of(document: Mapping, path: Path) -> str | None:
    """Give the id of the legal text that the touched thing rests on: its own `căn cứ`, or that of the mapping it stands in."""
    node = document
    law = None
    for key in path:
        if not isinstance(node, Mapping):
            break
        basis = node.get("căn cứ")
        law = basis.text if isinstance(basis, Scalar) else law
        child = node.get(key)
        if not isinstance(child, Mapping):
            basis = node.get("căn cứ")
            return basis.text if isinstance(basis, Scalar) else law
        node = child
    basis = node.get("căn cứ") if isinstance(node, Mapping) else None
    return basis.text if isinstance(basis, Scalar) else law
