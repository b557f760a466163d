"""The frame and a province's changes → the typed set of one class of offices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qmsdocs.compose.changes import changes_for, overlay
from qmsdocs.compose.types import decode_document
from qmsdocs.diagnostics.report import Checked, Diagnostic, has_errors
from qmsdocs.model.framework.fields import OPEN, KindOfUnit, two_digits_to_february
from qmsdocs.model.framework.frame import ComposedDocument, ComposedSet, Frame, Office, Province, SourceDocument
from qmsdocs.model.framework.organisation import PROVINCIAL_OFFICE, CentralEntry, CentralUnit, DistrictEntry, OfficeFacts, ProvinceEntry
from qmsdocs.model.node import Entry, Mapping, Node, Scalar, Sequence

_KINDS = "áp dụng cho"


def offices_of(province: Province, day: date) -> tuple[Office, ...]:
    """Give the offices of a province on a day: the provincial one first, then its districts in the order of the list; or the central offices."""
    entry = province.entry

    def office(slug: str, kind: KindOfUnit, name: str, parent: str, area: str, place: str) -> Office:
        return Office(slug, kind, _facts(name, parent, area, place, province.facts.get(slug, OfficeFacts())))

    if isinstance(entry, CentralEntry):
        return tuple(office(slug, unit.kind, unit.name, unit.parent, entry.seat, _without_type(entry.seat)) for slug, unit in entry.units.items() if _exists(unit, day))
    return (
        office(PROVINCIAL_OFFICE, KindOfUnit.PROVINCE, entry.office, "BHXH Việt Nam", entry.name, place_of_office(entry)),
        *(
            office(slug, KindOfUnit.DISTRICT, f"BHXH {_lower_type(district.name)}", entry.office, entry.name, place_of_office(district))
            for slug, district in entry.districts.items()
            if _exists(district, day)
        ),
    )


def _exists(unit: DistrictEntry | CentralUnit, day: date) -> bool:
    return (unit.since is None or unit.since <= day) and (unit.until is None or day <= unit.until)


def place_of_office(area: ProvinceEntry | DistrictEntry) -> str:
    """Give the place that stands before the date on papers of an office: the area's name, with its type where it is named after a person or an event (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.4.a)."""
    return area.name if area.named_after else _without_type(area.name)


def _without_type(name: str) -> str:
    for kind in ("Thành phố ", "Tỉnh ", "Huyện ", "Quận ", "Thị xã "):
        if name.startswith(kind) and not name.removeprefix(kind)[0].isdigit():
            return name.removeprefix(kind)
    return name


def _lower_type(name: str) -> str:
    return name[:1].lower() + name[1:]


def _facts(name: str, parent: str, province: str, place: str, known: OfficeFacts) -> tuple[tuple[str, str], ...]:
    short = known.name or name
    facts = {
        "đơn vị": short,
        "đơn vị đầy đủ": short.replace("BHXH", "Bảo hiểm xã hội", 1),
        "cấp trên": parent,
        "cấp trên đầy đủ": parent.replace("BHXH", "Bảo hiểm xã hội", 1),
        "đơn vị đầu văn bản": _for_heading(short),
        "cấp trên đầu văn bản": _for_heading(parent),
        "tỉnh": _lower_type(province),
        "địa danh": known.place or place,
        "địa chỉ": known.address or OPEN,
        "điện thoại": known.telephone or OPEN,
        "thư điện tử": known.email or OPEN,
        "số quyết định": known.decision_number or OPEN,
        "ngày ban hành": _day(known.issue_day),
        "ngày hiệu lực": _day(known.effective_day),
        "ngày ký": OPEN if known.issue_day is None else f"{known.issue_day.day:02}",
        "tháng ký": OPEN if known.issue_day is None else two_digits_to_february(known.issue_day.month),
        "năm ký": OPEN if known.issue_day is None else str(known.issue_day.year),
        "họ tên người ký": known.director or OPEN,
    }
    return tuple(facts.items())


def _for_heading(name: str) -> str:
    """Give the full name; that of an office of the branch breaks after «Bảo hiểm xã hội» and nowhere else, as the head of an official paper is set."""
    place = name.removeprefix("BHXH ")
    return name.replace("BHXH", "Bảo hiểm xã hội") if place == name else f"Bảo hiểm xã hội {place.replace(' ', chr(0xA0))}"


def _day(day: date | None) -> str:
    return f"{OPEN}/{OPEN}/{OPEN}" if day is None else f"{day:%d/%m/%Y}"


def classes_of(province: Province, offices: tuple[Office, ...], day: date) -> dict[tuple[KindOfUnit, tuple[str, ...]], tuple[Office, ...]]:
    """Group the offices that share every document: the same kind of unit, the same changes."""
    classes: dict[tuple[KindOfUnit, tuple[str, ...]], tuple[Office, ...]] = {}
    for office in offices:
        key = (office.kind, changes_for(province, office.id, day))
        classes[key] = (*classes.get(key, ()), office)
    return classes


class Decoder:
    """Gives documents their types for a kind of unit; what provinces and classes share is typed once."""

    def __init__(self) -> None:
        """Begin with nothing decoded."""
        self._decoded: dict[tuple[int, KindOfUnit], tuple[Node, Checked[ComposedDocument]]] = {}

    def decode(self, source: SourceDocument, kind: KindOfUnit) -> Checked[ComposedDocument]:
        """Give a document of the frame, or one that changes have reached, without what is for other kinds of unit."""
        key = (id(source.node), kind)
        if key not in self._decoded:
            node = _prune(source.node, kind)
            assert isinstance(node, Mapping)  # noqa: S101 - a document is a mapping, and pruning keeps it
            decoded = decode_document(node)
            value = None if decoded.value is None else ComposedDocument(source, node, decoded.value)
            self._decoded[key] = (source.node, Checked(value, decoded.problems))  # the node is kept, so that its id stays its own
        return self._decoded[key][1]


class SetComposer:
    """Composes the sets of a province's classes."""

    def __init__(self, frame: Frame, province: Province, day: date, decoder: Decoder) -> None:
        """Take the typed frame, the province, the day, and the decoder that all provinces share."""
        self._frame = frame
        self._province = province
        self._day = day
        self._decoder = decoder
        self._interned: dict[tuple[str, str, tuple[str, ...]], SourceDocument] = {}

    def compose(self, kind: KindOfUnit, changes: tuple[str, ...]) -> Checked[ComposedSet]:
        """Compose the set of the offices of a kind to which the changes apply; None with every problem when there are errors."""
        overlaid, found = overlay(self._frame, self._province, changes)
        problems: list[Diagnostic] = list(found)
        editions: dict[str, dict[str, ComposedDocument]] = {}
        for edition, by_id in overlaid.documents.items():
            editions[edition] = {}
            for document_id, source in by_id.items():
                if not _applies(source.node, kind):
                    continue
                decoded = self._decoder.decode(self._same(source, changes), kind)
                problems += decoded.problems
                if decoded.value is not None:
                    editions[edition][document_id] = decoded.value
        if has_errors(problems):
            return Checked(None, tuple(problems))
        return Checked(ComposedSet(kind, self._day, changes, editions, overlaid.removed, overlaid.local), tuple(problems))

    def _same(self, source: SourceDocument, changes: tuple[str, ...]) -> SourceDocument:
        """Give one object for a document that the same changes reach, whatever else its offices have: what it is printed from is shared by identity."""
        reaching = tuple(one.id for one in self._province.changes if one.id in changes and source.id in {*one.change.edits, *one.change.additions, *one.change.removals})
        return self._interned.setdefault((source.edition, source.id, reaching), source)


def _applies(node: Mapping, kind: KindOfUnit) -> bool:
    kinds = node.get(_KINDS)
    if not isinstance(kinds, Sequence):
        return True
    named = {item.text for item in kinds.items if isinstance(item, Scalar)}
    return not named or kind.value in named or not named <= set(KindOfUnit)  # no kind, or one that nobody knows, stays for the types to tell


def _prune(node: Node, kind: KindOfUnit) -> Node:
    """Give the node without the entries that say they are for other kinds of unit; the same object where nothing goes."""
    if not isinstance(node, Mapping):
        return node
    entries: dict[str, Entry] = {}
    changed = False
    for key, entry in node.entries.items():
        value = entry.value
        if isinstance(value, Mapping):
            if not _applies(value, kind):
                changed = True
                continue
            value = _prune(value, kind)
        changed = changed or value is not entry.value
        entries[key] = entry if value is entry.value else Entry(key, entry.place, value)
    return replace(node, entries=entries) if changed else node
