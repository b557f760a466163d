"""Located nodes of the files → the typed frame, and a typed province."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from qmsdocs.compose.types import decode
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Checked, Diagnostic, TextPlace, has_errors
from qmsdocs.model.framework.change import ChangeFile
from qmsdocs.model.framework.edition import Edition
from qmsdocs.model.framework.frame import FOLDERS, Frame, LocatedChange, Province, References, SourceDocument
from qmsdocs.model.framework.organisation import OfficeFacts, Offices, ProvinceFile, Roles
from qmsdocs.model.framework.references import Abbreviations, Clauses, Glossary, LegalText, PrescribedForm, Succession
from qmsdocs.model.node import Mapping, Node

Model = TypeVar("Model", bound=BaseModel)
Nodes = AbstractMapping[str, Node]

SUCCESSION = "framework_model/succession/2008-2015.yaml"
_ROOT = "framework_model"
_PLAIN_FILES = {
    "offices": (f"{_ROOT}/organisation/offices.yaml", Offices),
    "roles": (f"{_ROOT}/organisation/roles.yaml", Roles),
    "clauses": (f"{_ROOT}/references/clauses.yaml", Clauses),
    "glossary": (f"{_ROOT}/references/glossary.yaml", Glossary),
    "abbreviations": (f"{_ROOT}/references/abbreviations.yaml", Abbreviations),
    "succession": (SUCCESSION, Succession),
}


class _Reader:
    """Decodes files and keeps their problems."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.problems: list[Diagnostic] = []

    def one(self, file: str, model: type[Model]) -> Model | None:
        node = self.nodes.get(file)
        if node is None:
            self.problems.append(catalogue.file_missing(file))
            return None
        decoded = decode(node, model)
        self.problems += decoded.problems
        return decoded.value

    def folder(self, folder: str, model: type[Model]) -> dict[str, Model]:
        found = {}
        for file in sorted(self.nodes):
            path = PurePosixPath(file)
            if str(path.parent) == folder:
                value = self.one(file, model)
                if value is not None:
                    found[path.stem] = value
        return found


def compose_frame(nodes: Nodes) -> Checked[Frame]:
    """Give the frame its types.

    Takes the nodes of all files under `framework_model/`, by their paths. Documents stay nodes, since a province may still change them.
    """
    reader = _Reader(nodes)
    plain = {name: reader.one(file, model) for name, (file, model) in _PLAIN_FILES.items()}
    legal_texts = reader.folder(f"{_ROOT}/references/legal_texts", LegalText)
    prescribed_forms = reader.folder(f"{_ROOT}/references/prescribed_forms", PrescribedForm)
    years = sorted(PurePosixPath(file).parts[1] for file in nodes if PurePosixPath(file).name == "edition.yaml")
    editions = {year: reader.one(f"{_ROOT}/{year}/edition.yaml", Edition) for year in years}
    documents = {year: _documents(nodes, f"{_ROOT}/{year}", year, reader.problems) for year in years}
    if has_errors(reader.problems) or not years:
        return Checked(None, tuple(reader.problems))
    roles, clauses, glossary, abbreviations, offices, succession = (plain[name] for name in ("roles", "clauses", "glossary", "abbreviations", "offices", "succession"))
    assert isinstance(roles, Roles) and isinstance(clauses, Clauses) and isinstance(glossary, Glossary)  # noqa: S101, PT018 - no errors above
    assert isinstance(abbreviations, Abbreviations) and isinstance(offices, Offices) and isinstance(succession, Succession)  # noqa: S101, PT018
    succession_node = nodes[SUCCESSION]
    assert isinstance(succession_node, Mapping)  # noqa: S101 - it was decoded
    references = References(clauses, glossary, abbreviations, legal_texts, prescribed_forms, roles)
    known = {year: edition for year, edition in editions.items() if edition is not None}
    return Checked(Frame(known, documents, references, offices, succession, SUCCESSION, succession_node), tuple(reader.problems))


def _documents(nodes: Nodes, root: str, edition: str, problems: list[Diagnostic]) -> dict[str, SourceDocument]:
    found: dict[str, SourceDocument] = {}
    for file in sorted(nodes):
        path = PurePosixPath(file)
        group = FOLDERS.get(path.parent.name)
        if group is None or str(path.parent.parent) != root:
            continue
        node = nodes[file]
        if not isinstance(node, Mapping):
            problems.append(catalogue.not_a_mapping(node.place, "các mục của tài liệu"))
        elif path.stem in found:
            problems.append(catalogue.document_twice(TextPlace(file, 1, 1), path.stem, found[path.stem].node.place))
        else:
            found[path.stem] = SourceDocument(path.stem, edition, group, file, node)
    return found


def compose_province(frame: Frame, code: str, edition: str, nodes: Nodes) -> Checked[Province]:
    """Give one province its types.

    Takes the frame, the province's code, the year of the set being built, and the nodes of the files under `province_overrides/<code>/`.
    """
    entry = frame.offices.provinces.get(code)
    if entry is None:
        return Checked(None, (catalogue.unknown_province(code, frame.offices.provinces),))
    root = f"province_overrides/{code}"
    reader = _Reader(nodes)
    facts: AbstractMapping[str, OfficeFacts] = {}
    if f"{root}/province.yaml" in nodes:
        file = reader.one(f"{root}/province.yaml", ProvinceFile)
        facts = {} if file is None else file.offices
        place = nodes[f"{root}/province.yaml"].place
        known = {"tinh", *entry.districts}
        reader.problems += [catalogue.unknown_office(place, office, known) for office in facts if office not in known]
    changes: tuple[LocatedChange, ...] = ()
    if f"{root}/changes.yaml" in nodes:
        changes = _changes(nodes[f"{root}/changes.yaml"], reader.one(f"{root}/changes.yaml", ChangeFile))
    documents = _documents(nodes, f"{root}/documents", edition, reader.problems)
    announced = {document for located in changes for document in located.change.local_documents}
    if not has_errors(reader.problems):
        reader.problems += [catalogue.local_document_unannounced(source.node.place, name) for name, source in documents.items() if name not in announced]
    if has_errors(reader.problems):
        return Checked(None, tuple(reader.problems))
    return Checked(Province(code, entry, facts, changes, documents), tuple(reader.problems))


def _changes(node: Node, file: ChangeFile | None) -> tuple[LocatedChange, ...]:
    listed = node.get("thay đổi") if isinstance(node, Mapping) else None
    if file is None or not isinstance(listed, Mapping):
        return ()
    located = []
    for change_id, change in file.changes.items():
        change_node = listed.get(change_id)
        if isinstance(change_node, Mapping):
            located.append(LocatedChange(change_id, change, change_node))
    return tuple(located)
