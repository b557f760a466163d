"""A plan → the printed set: every document assembled, compared and rendered once for all offices that share it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace

import jinja2
from markupsafe import Markup

from qmsdocs.assemble.coverage import STEM as MATRIX
from qmsdocs.assemble.coverage import assemble_matrix
from qmsdocs.assemble.kinds import Assembled, assemble
from qmsdocs.assemble.ledger import STEM as LEDGER
from qmsdocs.assemble.ledger import assemble_ledger
from qmsdocs.assemble.legal import cited_legal_texts
from qmsdocs.assemble.revisions import revisions_of
from qmsdocs.assemble.words import WHOLE, Writer
from qmsdocs.compare.documents import compare, section_changes
from qmsdocs.diagnostics.report import Unsound
from qmsdocs.model.artifact import Appearance, Printed
from qmsdocs.model.document import Document, Identity
from qmsdocs.model.framework.plan import Plan, PlannedDocument, PlannedSet
from qmsdocs.ooxml.shell import Template
from qmsdocs.plan.coverage import coverage_of
from qmsdocs.publish import RegisterAssets, register
from qmsdocs.render.formats import FORMATS

COMPARISON = "so-sanh"
STEPS_TABLE = "cac-buoc-bang"


@dataclass(frozen=True, slots=True)
class Assets:
    """The parts of web pages that come with the program."""

    document_page: jinja2.Template
    document_style: str
    register_page: jinja2.Template
    register_style: str
    register_script: str


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A file of a set, with holes."""

    path: str
    role: str
    printed: Printed
    document: str = ""
    edition: str = ""
    format: str = ""
    """The name of its format; the register, which is made in none, has no name."""


@dataclass(frozen=True, slots=True)
class PrintedSet:
    """Every file of the offices that share a plan, but for the manifest and the zip."""

    files: tuple[PrintedFile, ...]


class Press:
    """Prints sets; keeps what it has printed, since classes of offices and provinces share nearly every document."""

    def __init__(self, templates: Mapping[str, Mapping[str, Template]], assets: Assets, formats: tuple[str, ...]) -> None:
        """Take the compiled templates by edition, the web parts, the names of the wanted formats."""
        self._templates = templates
        self._assets = assets
        self._formats = formats
        self._kept: dict[Hashable, list[_Kept]] = {}

    def print_set(self, plan: Plan) -> PrintedSet:
        """Print every document of both editions, the redlines, the ledger and the register."""
        files: list[PrintedFile] = []
        old: dict[str, Document] = {}
        for planned in () if plan.previous is None else plan.previous.documents:
            assert plan.previous is not None  # noqa: S101 - the loop is empty without it
            document, printed = self._previous(plan, plan.previous, planned)
            old[planned.identity.id] = document
            files += printed
        for planned in plan.current.documents:
            files += self._current(plan, planned, old)
        if plan.previous is not None:
            files += self._ledger(plan, plan.previous)
        files += self._matrix(plan)
        files.append(PrintedFile("index.html", "index", self._register(plan, files)))
        return PrintedSet(tuple(files))

    def _register(self, plan: Plan, files: list[PrintedFile]) -> Printed:
        """Make the register of what was printed."""
        paths = [((one.edition, one.document), one.role, one.path) for one in files]
        assets = RegisterAssets(self._assets.register_page, self._assets.register_style, self._assets.register_script)
        return register(plan, paths, {name: made.label for name, made in FORMATS.items()}, assets)

    def _previous(self, plan: Plan, planned_set: PlannedSet, planned: PlannedDocument) -> tuple[Document, tuple[PrintedFile, ...]]:
        """Give a document of the older set and its files, printed now or kept."""
        key = (id(planned.composed.source.node), plan.kind, planned.identity)
        for kept in self._kept.get(key, ()):
            if _still_holds(kept.reads, plan, planned_set):
                return kept.document, kept.files
        assembled = assemble(plan, planned_set, planned)
        files = self._print(assembled.document, planned, f"{planned_set.edition.year}/", "")
        self._kept.setdefault(key, []).append(_Kept(planned, self._reads(plan, assembled), assembled.document, files))
        return assembled.document, files

    def _current(self, plan: Plan, planned: PlannedDocument, old: Mapping[str, Document]) -> tuple[PrintedFile, ...]:
        """Give the files of a current document and of its redline; the revision table is made from the comparison."""
        sources = () if planned.origin is None else planned.origin.sources
        predecessor = old.get(sources[0]) if sources else None
        key = (id(planned.composed.source.node), plan.kind, planned.identity, planned.origin, id(predecessor))
        for kept in self._kept.get(key, ()):
            if _still_holds(kept.reads, plan, plan.current):
                return kept.files
        assembled = assemble(plan, plan.current, planned)
        redlines: tuple[PrintedFile, ...] = ()
        if predecessor is not None:
            if planned.identity.issue > 1:
                changes = section_changes(compare(predecessor, assembled.document), STEPS_TABLE)
                assembled = assemble(plan, plan.current, planned, revisions_of(plan, plan.current, planned, changes))
            redlines = self._redline(plan, planned, compare(predecessor, assembled.document), sources)
        files = (*self._print(assembled.document, planned, f"{plan.current.edition.year}/", ""), *redlines)
        self._kept.setdefault(key, []).append(_Kept((planned, predecessor), self._reads(plan, assembled), assembled.document, files))
        return files

    def _reads(self, plan: Plan, assembled: Assembled) -> Reads:
        """Give what a document leans on; one that leans on the whole set leans on what it leaves out too."""
        whole = any(name == WHOLE for name, _ in assembled.reads)
        return Reads(assembled.reads, len(plan.current.documents) if whole else None, tuple(plan.not_applied.items()) if whole else None, assembled.cited)

    def _redline(self, plan: Plan, planned: PlannedDocument, redline: Document, sources: tuple[str, ...]) -> tuple[PrintedFile, ...]:
        notes: tuple[str, ...] = ()
        if len(sources) > 1 and plan.previous is not None:
            names = [other.identity.code for other in (plan.previous.get(source) for source in sources) if other is not None]
            labels = plan.current.edition.labels
            writer = Writer(plan, plan.current, planned)
            notes = (writer.label(labels.compared_with, chính=names[0], khác=", ".join(names[1:])),)
        return self._print(redline, planned, f"{COMPARISON}/", "redline-", plan, notes)

    def _print(self, document: Document, planned: PlannedDocument, folder: str, role: str, plan: Plan | None = None, notes: tuple[str, ...] = ()) -> tuple[PrintedFile, ...]:
        look = self._look(document.identity.edition, folder, plan, notes)
        return tuple(
            replace(_specialise(name, document, look, f"{folder}{document.identity.file_stem}", f"{role}{name}"), document=planned.identity.id, edition=planned.identity.edition)
            for name in self._formats
        )

    def _look(self, edition: str, folder: str, plan: Plan | None = None, notes: tuple[str, ...] = ()) -> Appearance:
        links = f"../{edition}/" if folder == f"{COMPARISON}/" else ""
        author = time = ""
        if plan is not None and plan.previous is not None:
            author = plan.current.edition.labels.changes_author.replace("{cũ}", plan.previous.edition.standard).replace("{mới}", plan.current.edition.standard)
            time = f"{plan.as_of.isoformat()}T00:00:00Z"
        page = _Page(self._assets.document_page, Markup(self._assets.document_style))  # noqa: S704 - our own asset
        return Appearance(page, self._templates[edition], "../index.html", links, author, time, plan is not None, notes)

    def _ledger(self, plan: Plan, previous: PlannedSet) -> list[PrintedFile]:
        document = assemble_ledger(plan, previous)
        look = replace(self._look(plan.current.edition.year, f"{COMPARISON}/"), is_redline=False)
        stems = {"html": f"{COMPARISON}/index"}
        return [_specialise(name, document, look, stems.get(name, f"{COMPARISON}/{LEDGER}"), f"ledger-{name}") for name in self._formats]

    def _matrix(self, plan: Plan) -> list[PrintedFile]:
        """Give the files of the matrix of clauses."""
        document = assemble_matrix(plan, coverage_of(plan), LEDGER)
        year = plan.current.edition.year
        look = replace(self._look(year, ""), register="index.html", folder_of_current=f"{year}/")
        return [_specialise(name, document, look, MATRIX, f"matrix-{name}") for name in self._formats]


def _specialise(name: str, document: Document, look: Appearance, stem: str, role: str) -> PrintedFile:
    """Print a document in a format. Raises Unsound with every fault of what may not be published: no printed file comes to be in another way."""
    path = f"{stem}{FORMATS[name].suffix}"
    printed = FORMATS[name].specialise(document, look)
    faults = FORMATS[name].faults(printed, path)
    if faults:
        raise Unsound(faults)
    return PrintedFile(path, role, printed, format=name)


@dataclass(frozen=True, slots=True)
class _Page:
    """The frame of a web page with the style already in it."""

    template: jinja2.Template
    style: Markup

    def render(self, **values: object) -> str:
        return self.template.render(css=self.style, **values)


@dataclass(frozen=True, slots=True)
class Reads:
    """What a printed document leans on in its set."""

    documents: tuple[tuple[str, Identity | None], ...]
    size: int | None
    not_applied: tuple[tuple[str, tuple[str, str, str]], ...] | None
    cited: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A printed document; `alive` keeps the objects whose ids are in its key."""

    alive: object
    reads: Reads
    document: Document
    files: tuple[PrintedFile, ...]


def _still_holds(reads: Reads, plan: Plan, planned_set: PlannedSet) -> bool:
    """Say whether everything that a kept document leans on is the same in another set."""
    if reads.size is not None and (reads.size != len(plan.current.documents) or reads.not_applied != tuple(plan.not_applied.items())):
        return False
    if reads.cited is not None and reads.cited != cited_legal_texts(planned_set, plan.references):
        return False
    for document_id, identity in reads.documents:
        found = planned_set.get(document_id)
        if document_id != WHOLE and (None if found is None else found.identity) != identity:
            return False
    return True
