"""The story on one page: what follows what.

read → compose (select by office and day, overlay, types) → plan (references, the last gate) → assemble → compare → render → bundle → write.
Nothing is published before everything has been checked: offices are written beside their places, and put there when the last is sound.
"""

from __future__ import annotations

import ctypes
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path, PurePosixPath

import jinja2

from qmsdocs import __version__, disk
from qmsdocs.archive import Entry
from qmsdocs.assemble.kinds import slots_of, styles_of, template_of
from qmsdocs.assemble.ledger import TEMPLATE as LEDGER
from qmsdocs.bundle import MANIFEST, make_manifest, make_zip
from qmsdocs.compose.changes import check_changes
from qmsdocs.compose.frame import compose_frame, compose_province
from qmsdocs.compose.sets import Decoder, SetComposer, classes_of, offices_of
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Checked, Diagnostic, Refused, TextPlace, Unable, WordPlace, has_errors, in_order
from qmsdocs.load.yaml_file import read_yaml
from qmsdocs.model.artifact import Artifact, Converted
from qmsdocs.model.framework.edition import Edition
from qmsdocs.model.framework.fields import KindOfUnit
from qmsdocs.model.framework.frame import ComposedSet, Frame, Office, Province
from qmsdocs.model.framework.plan import Plan
from qmsdocs.model.node import Node
from qmsdocs.ooxml.shell import Template, compile_template
from qmsdocs.outside import to_pdf
from qmsdocs.plan.make import make_plan
from qmsdocs.plan.review import Reviewer
from qmsdocs.printing import Assets, Press, PrintedSet
from qmsdocs.render.formats import FORMATS

GENERATOR = f"qmsdocs {__version__}"


@dataclass(frozen=True, slots=True)
class House:
    """The frame, read, typed and ready: what every province is built from."""

    frame: Frame
    templates: Mapping[str, Mapping[str, Template]]
    """By edition, then by name."""
    edition: str
    """The year of the set that is built."""
    problems: tuple[Diagnostic, ...]
    """Warnings."""
    decoder: Decoder
    """What has been typed already, for all provinces."""
    reviewer: Reviewer
    """What has been checked already, for all provinces."""

    @property
    def default_day(self) -> date:
        """Give the day that is used when the command names none."""
        return self.frame.editions[self.edition].as_of


def open_house(root: Path) -> House:
    """Read and type the frame. Raises Refused with every problem."""
    files = disk.read_frame(root)
    nodes, problems = _nodes(files)
    composed = compose_frame(nodes)
    problems += composed.problems
    templates, faults = _templates(files, {} if composed.value is None else composed.value.editions)
    problems += faults
    if composed.value is None or has_errors(problems):
        raise Refused(in_order(problems))
    return House(composed.value, templates, max(composed.value.editions), tuple(problems), Decoder(), Reviewer(composed.value))


def _nodes(files: disk.Workspace) -> tuple[dict[str, Node], list[Diagnostic]]:
    nodes: dict[str, Node] = {}
    problems: list[Diagnostic] = []
    for file, content in files.items():
        if file.endswith(".yml"):
            problems.append(catalogue.wrong_suffix(TextPlace(file, 1, 1)))
        elif file.endswith(".yaml"):
            read = read_yaml(file, content)
            problems += read.problems
            if read.value is not None:
                nodes[file] = read.value
    return nodes, problems


def _templates(files: disk.Workspace, editions: Mapping[str, Edition]) -> tuple[dict[str, dict[str, Template]], list[Diagnostic]]:
    templates: dict[str, dict[str, Template]] = {}
    problems: list[Diagnostic] = []
    for file, content in files.items():
        path = PurePosixPath(file)
        if path.suffix == ".docx" and path.parent.name == "templates":
            compiled = compile_template(file, content, editions[path.parts[1]].page if path.parts[1] in editions else None)
            problems += compiled.problems
            if compiled.value is not None:
                templates.setdefault(path.parts[1], {})[path.stem] = compiled.value
    return templates, problems


@dataclass(frozen=True, slots=True)
class OfficeClass:
    """Offices that share every document, with their plan."""

    plan: Plan
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class ProvincePlan:
    """A province, checked to the end: its classes of offices and the warnings."""

    province: Province
    classes: tuple[OfficeClass, ...]
    problems: tuple[Diagnostic, ...]


def plan_province(house: House, root: Path, code: str, day: date) -> ProvincePlan:
    """Take a province through every check short of rendering. Raises Refused with every problem of all its offices."""
    frame = house.frame
    nodes, problems = _nodes(disk.read_province(root, code))
    composed = compose_province(frame, code, house.edition, nodes)
    problems += composed.problems
    if composed.value is None or has_errors(problems):
        raise Refused(in_order(problems))
    province = composed.value
    offices = offices_of(province, day)
    problems += check_changes(frame, province, day, province.entry.office_ids)
    composer = SetComposer(frame, province, day, house.decoder)
    classes: list[OfficeClass] = []
    for (kind, changes), members in classes_of(province, offices, day).items():
        plan = _plan_class(house, composer.compose(kind, changes), problems)
        if plan is not None and plan.current.documents:  # a kind of unit for which the frame has nothing yet has no set
            classes.append(OfficeClass(plan, members))
    if has_errors(problems):
        raise Refused(in_order(problems))
    return ProvincePlan(province, tuple(classes), tuple(in_order([*house.problems, *problems])))


def _plan_class(house: House, composed: Checked[ComposedSet], problems: list[Diagnostic]) -> Plan | None:
    problems += composed.problems
    if composed.value is None:
        return None
    planned = make_plan(house.frame, composed.value, house.edition, house.reviewer)
    problems += planned.problems
    if planned.value is None:
        return None
    for planned_set in (planned.value.current, planned.value.previous):
        if planned_set is not None:
            year = planned_set.edition.year
            wanted = {template_of(document) for document in planned_set.documents} | ({LEDGER} if planned_set is planned.value.current and planned.value.previous else set())
            problems += _lacking(year, wanted, house.templates.get(year, {}))
    return planned.value


def _lacking(year: str, wanted: Iterable[str], templates: Mapping[str, Template]) -> list[Diagnostic]:
    """Tell the templates that are not there, and the styles and slots that those which are have lost."""
    problems: list[Diagnostic] = []
    for name in sorted(wanted):
        place = WordPlace(f"framework_model/{year}/templates/{name}.docx", "word/styles.xml", 1, "")
        if name not in templates:
            problems.append(catalogue.template_missing(place, f"{name}.docx"))
        else:
            problems += [catalogue.template_without_style(place, style) for style in sorted(styles_of(name)) if style not in templates[name].styles]
            foot = WordPlace(place.file, "word/footer1.xml", 1, "")
            problems += [catalogue.template_slot_lost(foot, f"{{{{r {slot} }}}}") for slot in sorted(slots_of(name)) if slot not in templates[name].slots]
    return problems


@dataclass(frozen=True, slots=True)
class Order:
    """What one build is asked for."""

    out: Path
    formats: tuple[str, ...]
    office: str | None = None
    jobs: int = 1
    converter: str = ""
    """The program that turns Word files into the formats that need one; looked for by who reads the environment."""

    @property
    def converts(self) -> bool:
        """Say whether a program from outside has to work on the files of each office."""
        return any(isinstance(FORMATS[name], Converted) for name in self.formats)


@dataclass(frozen=True, slots=True)
class OfficeDone:
    """An office that was made: how many documents of the current set and how many files it has, and what is written and waits to be published."""

    office: str
    documents: int
    files: int
    prepared: tuple[disk.Prepared, ...]


class Workshop:
    """Makes the files of offices; keeps what offices share. One for each process."""

    def __init__(self, house: House, assets: Assets, provinces: Mapping[str, ProvincePlan], order: Order) -> None:
        """Take what all offices share and the order."""
        self._provinces = provinces
        self._order = order
        self._press = Press(house.templates, assets, order.formats)

    def make(self, code: str, kind: KindOfUnit, office_id: str | None) -> Iterator[OfficeDone]:
        """Make every office of one kind in a province, or one of them; yield each when it is written, beside its place."""
        for office_class in self._provinces[code].classes:
            if office_class.plan.kind is not kind:
                continue
            wanted = [office for office in office_class.offices if self._order.office in {None, office.id} and office_id in {None, office.id}]
            printed = self._press.print_set(office_class.plan) if wanted else None
            for office in wanted:
                assert printed is not None  # noqa: S101 - printed above, once for the class
                yield prepare_office(office_class.plan, printed, code, office, self._order)


def prepare_office(plan: Plan, printed: PrintedSet, code: str, office: Office, order: Order) -> OfficeDone:
    """Fill the printed set with an office's facts and write its folder and its zip beside their places."""
    facts = dict(office.facts)
    entries = [one.printed.fill(facts) for one in printed.files]
    if order.converts:
        _convert(printed, entries, plan.as_of, order.converter)
    artifacts = [Artifact(one.path, one.role, entry, one.document, one.edition) for one, entry in zip(printed.files, entries, strict=True)]
    manifest = make_manifest(plan, code, office, artifacts, GENERATOR)
    folder = order.out / code
    prepared = disk.prepare_folder(folder / office.id, [*((artifact.path, artifact.entry.raw) for artifact in artifacts), (MANIFEST, manifest)])
    prepared += disk.prepare_file(folder / "bundles" / f"{code}-{office.id}-{plan.current.edition.year}.zip", make_zip(artifacts, manifest))
    return OfficeDone(office.id, len(plan.current.documents), len(artifacts) + 1, prepared)


def _convert(printed: PrintedSet, entries: list[Entry], day: date, program: str) -> None:
    """Put in the place of every Word file that is to become another format what the program makes of it."""
    waiting = [(index, one.path, made) for index, one in enumerate(printed.files) if one.format and isinstance(made := FORMATS[one.format], Converted)]
    with disk.scratch() as folder:
        sources = [folder / f"{path.replace('/', '.')}.docx" for _, path, _ in waiting]
        for source, (index, _, _) in zip(sources, waiting, strict=True):
            disk.write_file(source, entries[index].raw)
        for target, (index, path, made) in zip(to_pdf(program, sources, folder), waiting, strict=True):
            try:
                entries[index] = made.finish(disk.read_file(target), day)
            except ValueError as fault:
                raise Unable([catalogue.pdf_unfit(path)]) from fault


def read_assets() -> Assets:
    """Read the parts of web pages that come with the program."""
    loader = jinja2.PackageLoader("qmsdocs", "assets")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)

    def source(name: str) -> str:
        return loader.get_source(environment, name)[0]

    return Assets(environment.get_template("document.html"), source("document.css"), environment.get_template("index.html"), source("index.css"), source("index.js"))


def build(house: House, plans: Mapping[str, ProvincePlan], order: Order, tell: Callable[[str, OfficeDone], None]) -> None:
    """Build the planned provinces. Takes the house, the plans by province, the order, and whom to tell of each office that is done.

    Raises `disk.Busy` when another build writes to the same province, OSError when the disk refuses, Unsound when something that was made may
    not be published; then nothing is.
    """
    workshop = Workshop(house, read_assets(), plans, order)
    tasks = _tasks(plans, order)
    folders = [order.out / code for code in plans]
    with disk.output_locks(folders):
        prepared: list[disk.Prepared] = []
        try:
            for code, done in _run(workshop, tasks, order.jobs):
                prepared += done.prepared
                tell(code, done)
        except Exception:
            disk.forget(folders)
            raise
        disk.publish(prepared)
        if order.office is None:
            for code, plan in plans.items():
                if plan.classes:
                    _sweep_out(order.out / code, code, plan)


def _sweep_out(folder: Path, code: str, plan: ProvincePlan) -> None:
    offices = [office.id for one in plan.classes for office in one.offices]
    year = plan.classes[0].plan.current.edition.year
    disk.remove_others(folder, [*offices, "bundles"])
    disk.remove_others(folder / "bundles", [f"{code}-{office}-{year}.zip" for office in offices])


Task = tuple[str, KindOfUnit, str | None]
"""A province, a kind of unit, and an office where each is a task of its own."""


def _tasks(plans: Mapping[str, ProvincePlan], order: Order) -> list[Task]:
    """Part the work: by kinds of unit, which share what is printed; by offices, where a program from outside takes longest."""
    if order.converts:
        return [(code, one.plan.kind, office.id) for code, plan in plans.items() for one in plan.classes for office in one.offices if order.office in {None, office.id}]
    return [(code, kind, None) for code, plan in plans.items() for kind in dict.fromkeys(one.plan.kind for one in plan.classes)]


def _run(workshop: Workshop, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[str, OfficeDone]]:
    """Run tasks in this process or in several; a task lost with its worker is run once more."""
    if jobs <= 1 or len(tasks) <= 1 or "fork" not in get_all_start_methods():
        for task in tasks:
            for done in workshop.make(*task):
                yield task[0], done
        return
    waiting = list(tasks)
    for last in (False, True):
        lost: list[Task] = []
        with ProcessPoolExecutor(min(jobs, len(waiting)), get_context("fork"), _enter, (workshop,)) as pool:
            futures = {pool.submit(_work, task): task for task in waiting}
            for future in as_completed(futures):
                try:
                    finished = future.result()
                except BrokenProcessPool:
                    if last:
                        raise
                    lost.append(futures[future])
                    continue
                except Exception:
                    pool.shutdown(cancel_futures=True)
                    raise
                for done in finished:
                    yield futures[future][0], done
        if not lost:
            return
        waiting = lost


_WORKSHOP: list[Workshop] = []
"""The workshop of a worker process, handed over once at its start: never pickled for a task."""


_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def _enter(workshop: Workshop) -> None:
    """Take the workshop, and end with the process that was asked to build: a worker on its own would write without the lock."""
    _WORKSHOP[:] = [workshop]
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)


def _work(task: Task) -> list[OfficeDone]:
    return list(_WORKSHOP[0].make(*task))
