"""The two that we are measured against: docxtpl, and docxtemplater in node. They get our own documents, with placeholders where ours have holes."""

from __future__ import annotations

import gc
import io
import json
import multiprocessing
import re
import shutil
import subprocess
import time
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from docxtpl import DocxTemplate
from lxml import etree

Values = dict[str, str]
_WORDS = ("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t", "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}delText")
_TEXT_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def slug(name: str) -> str:
    """Give the ASCII name of a fact: «đơn vị đầy đủ» → don_vi_day_du."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "_", "".join(c for c in plain if not unicodedata.combining(c)))


def placeholders(facts: Mapping[str, str], mark: str) -> Values:
    """Give placeholder text for every fact. A hole that prints in capitals turns don_vi into DON_VI, which `values_of` has too."""
    return {name: mark.replace("?", slug(name)) for name in facts}


def values_of(facts: Mapping[str, str]) -> Values:
    """Give an office's facts by the names of the placeholders, as they are and in capitals."""
    return {slug(name): value for name, value in facts.items()} | {slug(name).upper(): value.upper() for name, value in facts.items()}


def words(docx: bytes) -> list[str]:
    """Give the words of a Word file: body, heads and feet, deleted words too."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = sorted(name for name in package.namelist() if _TEXT_PART.fullmatch(name))
        texts = ["".join(node.text or "" for node in etree.fromstring(package.read(part)).iter(*_WORDS)) for part in parts]
    return " ".join(texts).split()


def docxtpl_render(template: bytes, values: Values) -> bytes:
    """Make one document the way docxtpl's manual says."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(values, autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class Job:
    """One document for docxtpl: its template and what fills it."""

    template: bytes
    values: Values


_JOBS: list[Job] = []
"""The jobs of a worker process, handed over once at its start, so that sending them is not timed."""


def _enter(jobs: Sequence[Job]) -> None:
    _JOBS[:] = jobs
    gc.freeze()


def _work(number: int) -> bytes:
    return docxtpl_render(_JOBS[number].template, _JOBS[number].values)


def _work_timed(number: int) -> float:
    started = time.process_time()
    _work(number)
    return time.process_time() - started


class DocxtplPool:
    """docxtpl on several processes, started and warm before anything is timed."""

    def __init__(self, jobs: Sequence[Job], processes: int) -> None:
        self._numbers = sorted(range(len(jobs)), key=lambda number: -len(jobs[number].template))
        # spawn: the workers carry nothing of ours that their garbage collector would have to walk
        self._pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _enter, (jobs,))

    def documents(self) -> list[bytes]:
        """Render every job and give the documents, in the order of the jobs; this also warms the workers."""
        return list(self._pool.map(_work, sorted(self._numbers)))

    def seconds(self) -> tuple[float, float]:
        """Render and save every job, the large ones first, so that no process waits for the other at the end; give the wall time and the processor time."""
        started = time.perf_counter()
        cpu = sum(self._pool.map(_work_timed, self._numbers))
        return time.perf_counter() - started, cpu

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()


class AbsentError(Exception):
    """docxtemplater cannot be measured here; says why, in Vietnamese."""


_PACKAGES = ("docxtemplater", "pizzip")


def install_docxtemplater(folder: Path) -> str:
    """Install docxtemplater into a cache folder unless it is there; give its version. Raises AbsentError."""
    npm = shutil.which("npm")
    if shutil.which("node") is None:
        msg = "máy này không có node"
        raise AbsentError(msg)
    if not all(_manifest(folder, package).is_file() for package in _PACKAGES):
        if npm is None:
            msg = "máy này không có npm"
            raise AbsentError(msg)
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", "docxtemplater@3", "pizzip@3"]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=180)
        except (subprocess.SubprocessError, OSError) as fault:
            msg = "npm không cài được docxtemplater và pizzip (không có mạng?)"
            raise AbsentError(msg) from fault
    return str(json.loads(_manifest(folder, "docxtemplater").read_text(encoding="utf-8"))["version"])


def _manifest(folder: Path, package: str) -> Path:
    return folder / "node_modules" / package / "package.json"


class Docxtemplater:
    """A node process that renders documents when asked; the clock runs inside node, around the rendering alone."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def seconds(self, count: int, save: Path | None = None) -> float:
        """Render some documents; give the time of one. Raises AbsentError when node fails."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"count": count, "save": None if save is None else str(save)}) + "\n")
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline())
        except (OSError, ValueError) as fault:
            msg = "docxtemplater báo lỗi khi lập tài liệu"
            raise AbsentError(msg) from fault
        return float(answer["seconds"]) / count


@contextmanager
def docxtemplater(modules: Path, template: bytes, offices: Sequence[Values], scratch: Path) -> Iterator[Docxtemplater]:
    """Start node with a template and the values of the offices; end it after."""
    (scratch / "mau.docx").write_bytes(template)
    (scratch / "gia-tri.json").write_text(json.dumps(offices, ensure_ascii=False), encoding="utf-8")
    script = Path(__file__).with_name("docxtemplater.mjs")
    command = ["node", str(script), str(modules), str(scratch / "mau.docx"), str(scratch / "gia-tri.json")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Docxtemplater(process)
        finally:
            assert process.stdin is not None
            with suppress(OSError):  # it may have ended by itself
                process.stdin.close()
