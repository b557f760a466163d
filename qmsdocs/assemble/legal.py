"""Which legal texts an office's set cites, anywhere in it, and in which order they are listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from qmsdocs.model.framework.frame import References
from qmsdocs.model.framework.plan import PlannedSet
from qmsdocs.model.node import Node, Path, leaves

_REFERENCE = re.compile(r"\[\[(luat|mau):([a-z0-9-]+)")


def cited_legal_texts(planned_set: PlannedSet, references: References) -> tuple[str, ...]:
    """Give the ids of the legal texts that the documents of a set cite: as their bases, in their sentences, through the forms that they use."""
    found = {text for planned in planned_set.documents for text in _cited(planned.composed.node, references)}
    return tuple(sorted(found & references.legal_texts.keys()))


def _cited(node: Node, references: References) -> Iterator[str]:
    forms = references.prescribed_forms
    for path, scalar in leaves(node):
        for kind, name in _REFERENCE.findall(scalar.text):
            if kind == "luat":
                yield name
            elif name in forms:
                yield forms[name].prescribed_by
        if path[-1] == "căn cứ":
            yield scalar.text
        if path[0] == "căn cứ" and len(path) > 1:
            yield path[1]
        form = _form_in(path, scalar.text)
        if form in forms:
            yield forms[form].prescribed_by


def _form_in(path: Path, text: str) -> str:
    """Give the prescribed form that a place may name: as a key of the service's forms, or as an item of a step's."""
    if path[:2] == ("dịch vụ", "mẫu theo quy định"):
        return path[2]
    return text if len(path) > 1 and path[-2] == "biểu mẫu" else ""


def in_order_of_kinds(ids: Iterable[str], references: References, kinds: str) -> list[str]:
    """Give legal texts by their kinds and then by day, the oldest first. Takes the order of kinds, parted by commas; other kinds come last."""
    order = [kind.strip() for kind in kinds.split(",")]

    def rank(text_id: str) -> tuple[int, str, date, str]:
        text = references.legal_texts[text_id]
        place = order.index(text.kind) if text.kind in order else len(order)
        return place, "" if text.kind in order else text.kind, text.day or date.max, text.number

    return sorted(ids, key=rank)
