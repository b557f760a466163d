"""Located nodes of the files → the typed frame, and a typed province."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from qmsdocs.compose.changes import check_changes
from qmsdocs.compose.types import decode
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Checked, Diagnostic, TextPlace, has_errors
from qmsdocs.model.framework.change import Change, ChangeFile
from qmsdocs.model.framework.edition import Edition
from qmsdocs.model.framework.frame import FOLDERS, Frame, LocatedChange, Province, References, SourceDocument
from qmsdocs.model.framework.organisation import OfficeFacts, Offices, ProvinceFile, Roles
from qmsdocs.model.framework.references import Abbreviations, Clauses, DocumentedInformation, Glossary, LegalText, PrescribedForm, ServiceCatalogues, Succession
from qmsdocs.model.node import Mapping, Node, at, place_of

Model = TypeVar("Model", bound=BaseModel)
Nodes = AbstractMapping[str, Node]

SUCCESSION = "framework_model/succession/2008-2015.yaml"
_ROOT = "framework_model"
GENERATED_FACTS = "generated.yaml"
"""The facts of a province's offices that follow from the list of offices; what a person knows better stands in `province.yaml` and wins."""
_PLAIN_FILES: dict[str, tuple[str, type[BaseModel]]] = {
    "offices": (f"{_ROOT}/organisation/offices.yaml", Offices),
    "roles": (f"{_ROOT}/organisation/roles.yaml", Roles),
    "clauses": (f"{_ROOT}/references/clauses.yaml", Clauses),
    "glossary": (f"{_ROOT}/references/glossary.yaml", Glossary),
    "abbreviations": (f"{_ROOT}/references/abbreviations.yaml", Abbreviations),
    "documented_information": (f"{_ROOT}/references/documented_information.yaml", DocumentedInformation),
    "services": (f"{_ROOT}/references/services.yaml", ServiceCatalogues),
    "succession": (SUCCESSION, Succession),
}


class _Reader:
    """Decodes files and keeps their problems."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.problems: list[Diagnostic] = []
        self._strays = set(nodes)

    def one(self, file: str, model: type[Model]) -> Model | None:
        self._strays.discard(file)
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

    def documents(self, root: str, edition: str) -> dict[str, SourceDocument]:
        found: dict[str, SourceDocument] = {}
        for file in sorted(self.nodes):
            path = PurePosixPath(file)
            group = FOLDERS.get(path.parent.name)
            if group is None or str(path.parent.parent) != root:
                continue
            self._strays.discard(file)
            node = self.nodes[file]
            if not isinstance(node, Mapping):
                self.problems.append(catalogue.not_a_mapping(node.place, "các mục của tài liệu"))
            elif path.stem in found:
                self.problems.append(catalogue.document_twice(TextPlace(file, 1, 1), path.stem, found[path.stem].node.place))
            else:
                found[path.stem] = SourceDocument(path.stem, edition, group, file, node)
        return found

    def refuse_strays(self) -> None:
        """Tell of every file that nobody asked for: a folder or a name is misspelt, and its content would be lost."""
        self.problems += [catalogue.file_not_used(TextPlace(file, 1, 1)) for file in sorted(self._strays)]


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
    documents = {year: reader.documents(f"{_ROOT}/{year}", year) for year in years}
    if not years:
        reader.problems.append(catalogue.file_missing(f"{_ROOT}/…/edition.yaml"))
    reader.refuse_strays()
    if has_errors(reader.problems):
        return Checked(None, tuple(reader.problems))
    roles, clauses, glossary, abbreviations, offices, succession = (plain[name] for name in ("roles", "clauses", "glossary", "abbreviations", "offices", "succession"))
    information, services = plain["documented_information"], plain["services"]
    assert isinstance(roles, Roles) and isinstance(clauses, Clauses) and isinstance(glossary, Glossary)  # noqa: S101, PT018 - no errors above
    assert isinstance(abbreviations, Abbreviations) and isinstance(offices, Offices) and isinstance(succession, Succession)  # noqa: S101, PT018
    assert isinstance(information, DocumentedInformation) and isinstance(services, ServiceCatalogues)  # noqa: S101, PT018
    references = References(clauses, glossary, abbreviations, legal_texts, prescribed_forms, roles, information, services)
    known = {year: edition for year, edition in editions.items() if edition is not None}
    wrong_years = _check_years(nodes, known, succession)
    if wrong_years:
        return Checked(None, (*reader.problems, *wrong_years))
    return Checked(Frame(known, documents, references, offices, succession, SUCCESSION, nodes), tuple(reader.problems))


def _check_years(nodes: Nodes, editions: AbstractMapping[str, Edition], succession: Succession) -> list[Diagnostic]:
    """Check that every year that a file names is an edition of the frame, and an edition's own year that of its folder."""
    problems: list[Diagnostic] = []
    named = [(SUCCESSION, "lần trước", succession.old), (SUCCESSION, "lần này", succession.new)]
    for year, edition in editions.items():
        file = f"{_ROOT}/{year}/edition.yaml"
        if edition.year != year:
            problems.append(catalogue.wrong_value(place_of(nodes[file], ("năm",)), edition.year, f"năm của thư mục «{year}»"))
        if edition.predecessor is not None:
            named.append((file, "lần trước", edition.predecessor))
    problems += [catalogue.unknown_edition(place_of(nodes[file], (key,)), year, editions) for file, key, year in named if year not in editions]
    return problems


def compose_province(frame: Frame, code: str, edition: str, nodes: Nodes) -> Checked[Province]:
    """Give one province its types.

    Takes the frame, the province's code, the year of the set being built, and the nodes of the files under `province_overrides/<code>/`.
    """
    entry = frame.offices.issuers.get(code)
    if entry is None:
        return Checked(None, (catalogue.unknown_province(code, frame.offices.issuers),))
    root = f"province_overrides/{code}"
    reader = _Reader(nodes)
    offices = set(entry.office_ids)
    generated = _facts(reader, f"{root}/{GENERATED_FACTS}", code, offices)
    written = _facts(reader, f"{root}/province.yaml", code, offices)
    facts = {office: _over(generated.get(office), written.get(office)) for office in {**generated, **written}}
    changes = _changes(reader, f"{root}/changes.yaml")
    documents = reader.documents(f"{root}/documents", edition)
    reader.refuse_strays()
    announced = _announced(nodes.get(f"{root}/changes.yaml"))
    reader.problems += [catalogue.local_document_unannounced(source.node.place, name) for name, source in documents.items() if name not in announced]
    province = Province(code, entry, facts, changes, documents)
    if not has_errors(reader.problems):
        return Checked(province, tuple(reader.problems))
    lapsed_none = date.min  # the content is refused: the faults of the changes that can be read are told too, but not how old they are
    return Checked(None, (*reader.problems, *check_changes(frame, province, lapsed_none, offices)))


def _over(generated: OfficeFacts | None, written: OfficeFacts | None) -> OfficeFacts:
    """Lay the facts that a person wrote over the generated ones."""
    if generated is None or written is None:
        return written or generated or OfficeFacts()
    return generated.model_copy(update={name: getattr(written, name) for name in written.model_fields_set})


def _facts(reader: _Reader, file: str, code: str, offices: set[str]) -> AbstractMapping[str, OfficeFacts]:
    if file not in reader.nodes:
        return {}
    written = reader.one(file, ProvinceFile)
    if written is None:
        return {}
    node = reader.nodes[file]
    reader.problems += [catalogue.unknown_office(place_of(node, ("đơn vị", office)), office, offices) for office in written.offices if office not in offices]
    if written.province != code:
        reader.problems.append(catalogue.wrong_value(place_of(node, ("tỉnh",)), written.province, f"mã của thư mục «{code}»"))
    return written.offices


def _changes(reader: _Reader, file: str) -> tuple[LocatedChange, ...]:
    """Give the changes that can be read, each with its node; the faults of the others are among the reader's problems."""
    if file not in reader.nodes:
        return ()
    reader.one(file, ChangeFile)
    listed = at(reader.nodes[file], ("thay đổi",))
    located = []
    for change_id, entry in listed.entries.items() if isinstance(listed, Mapping) else ():
        change = decode(entry.value, Change).value
        if change is not None and isinstance(entry.value, Mapping):
            located.append(LocatedChange(change_id, change, entry.value))
    return tuple(located)


def _announced(node: Node | None) -> set[str]:
    """Give the local documents that changes name, also those of a change that cannot be read."""
    listed = at(node, ("thay đổi",))
    changes = listed.entries.values() if isinstance(listed, Mapping) else ()
    named = (at(change.value, ("tài liệu riêng",)) for change in changes)
    return {document for documents in named if isinstance(documents, Mapping) for document in documents.entries}
