"""A plan and the files of its class → the register of the set: one self-contained page that searches without a server."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import jinja2
from markupsafe import Markup

from qmsdocs.archive import Pattern, hole
from qmsdocs.model.framework.frame import FACTS, Group
from qmsdocs.model.framework.plan import Plan, PlannedDocument
from qmsdocs.model.letters import plain
from qmsdocs.prose import Placeholder, Words, read_prose


@dataclass(frozen=True, slots=True)
class RegisterAssets:
    """What the register is made of: its page, its style, its script."""

    page: jinja2.Template
    style: str
    script: str


def fold(text: str) -> str:
    """Give text without accents and capitals, as the search compares it; the script in the page folds the same way."""
    return plain(text).lower()


def register(plan: Plan, paths: Iterable[tuple[tuple[str, str], str, str]], formats: Mapping[str, str], assets: RegisterAssets) -> Pattern:
    """Make the register of the offices that share a plan.

    Takes the plan, the files as (edition and id of their document, both empty for those of the whole set; role; path), what each format is called, and the page's parts. Gives the page with its holes.
    """
    by_document: dict[tuple[str, str], dict[str, str]] = {}
    for document, role, path in paths:
        by_document.setdefault(document, {})[role] = path
    labels = plan.current.edition.labels
    names = {
        Group.GOVERNANCE: labels.group_governance,
        Group.COMMON: labels.group_common,
        Group.TTHC: labels.group_tthc,
        Group.INTERNAL: labels.group_internal,
        Group.FORM: labels.group_form,
    }
    groups = []
    for group, name in names.items():
        rows = [_row(planned, by_document.get(_name(planned), {}), formats) for planned in plan.current.documents if planned.identity.group == group.value]
        if rows:
            groups.append({"id": f"nhom-{group.value}", "name": name, "rows": rows})
    of_the_set = by_document.get(("", ""), {})
    page = assets.page.render(
        standard=plan.current.edition.standard,
        as_of=f"{plan.as_of:%d/%m/%Y}",
        parent=Markup(hole("cấp trên đầy đủ")),  # noqa: S704 - a hole, filled escaped
        agency=Markup(hole("đơn vị đầy đủ")),  # noqa: S704 - a hole, filled escaped
        introduction=_introduction(plan),
        groups=groups,
        relations=list(dict.fromkeys(planned.origin.relation.value for planned in plan.current.documents if planned.origin is not None)),
        ledger=_links(of_the_set, formats, "ledger-"),
        matrix=_links(of_the_set, formats, "matrix-"),
        older=_older(plan, by_document, formats),
        css=Markup(assets.style),  # noqa: S704 - our own asset
        script=Markup(assets.script),  # noqa: S704 - our own asset
    )
    return Pattern(page)


def _name(planned: PlannedDocument) -> tuple[str, str]:
    return planned.identity.edition, planned.identity.id


def _links(files: Mapping[str, str], formats: Mapping[str, str], role: str = "") -> list[dict[str, str]]:
    """Give the files of one role, named by their formats."""
    return [{"name": name, "path": files[f"{role}{made}"]} for made, name in formats.items() if f"{role}{made}" in files]


def _older(plan: Plan, by_document: Mapping[tuple[str, str], Mapping[str, str]], formats: Mapping[str, str]) -> dict[str, object] | None:
    """Give the older set, which stays to be looked up."""
    if plan.previous is None:
        return None
    rows = [{"code": planned.identity.code, "title": planned.identity.title, "files": _links(by_document.get(_name(planned), {}), formats)} for planned in plan.previous.documents]
    return {"standard": plan.previous.edition.standard, "rows": rows}


def _row(planned: PlannedDocument, files: dict[str, str], formats: Mapping[str, str]) -> dict[str, object]:
    identity, origin = planned.identity, planned.origin
    relation = "" if origin is None else origin.relation.value
    clauses = ", ".join(identity.clauses)
    return {
        "code": identity.code,
        "title": identity.title,
        "issue": f"{identity.issue:02}",
        "clauses": clauses,
        "relation": relation,
        "search": fold(f"{identity.code} {identity.title} {clauses} {relation}"),
        "files": _links(files, formats),
        "redlines": _links(files, formats, "redline-"),
    }


def _introduction(plan: Plan) -> Markup:
    text = plan.current.edition.introduction
    if text is None:
        return Markup("")
    roles = plan.references.roles.roles
    paragraphs = []
    for block in read_prose(text).blocks:
        words = []
        for piece in block.pieces:
            match piece:
                case Words():
                    words.append(html.escape(piece.text))
                case Placeholder() if piece.name in FACTS:
                    words.append(hole(piece.name))
                case Placeholder():
                    words.append(html.escape(roles[piece.name].titles[plan.kind]))
                case _:
                    words.append(html.escape(piece.target))
        paragraphs.append(f"<p>{''.join(words)}</p>")
    return Markup("".join(paragraphs))  # noqa: S704 - escaped above
