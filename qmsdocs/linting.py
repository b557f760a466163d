"""Files that others made against the rules of the decree: read → recognise → print where LibreOffice is → judge. The story of `qmsdocs lint`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from qmsdocs import disk, outside
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Unable
from qmsdocs.lint.judge import guess_profile, judge, untried
from qmsdocs.lint.parts import Parts, recognise
from qmsdocs.lint.printed import printed_parts
from qmsdocs.load.yaml_file import read_yaml
from qmsdocs.model.finding import Judged, Profile
from qmsdocs.model.node import plain
from qmsdocs.model.rule import Rules, Words
from qmsdocs.ooxml.reading.paper import read_paper

Data = TypeVar("Data", bound=BaseModel)


@cache
def read_rules() -> Rules:
    """Read the rules that come with the program."""
    return _read("nd30.yaml", Rules)


@cache
def read_words() -> Words:
    """Read the words that parts are known by."""
    return _read("nd30_words.yaml", Words)


def _read(name: str, kind: type[Data]) -> Data:
    read = read_yaml(name, disk.read_asset(name))
    if read.value is None:
        msg = f"{name}: {read.problems}"
        raise ValueError(msg)
    return kind.model_validate(plain(read.value))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that could be read: its bytes, its parts, what it is held against."""

    content: bytes
    parts: Parts
    profile: Profile


def lint_files(paths: Sequence[Path], profile: Profile | None, printer: str | None) -> list[Judged]:
    """Judge files. Takes their paths, the profile, or None to guess it for each, and LibreOffice's program, or None where pages are not to be printed; gives what was judged, in the order asked."""
    opened: dict[str, _Opened] = {}
    unread: dict[str, Judged] = {}
    for path in dict.fromkeys(paths):
        found = _open(path, profile)
        if isinstance(found, Judged):
            unread[str(path)] = found
        else:
            opened[str(path)] = found
    rules, words = read_rules(), read_words()
    wanted = {file: one.content for file, one in opened.items() if not one.parts.paper.reaches_out and untried(rules, one.profile, rendered=False)}
    pages = {} if printer is None else _printed(wanted, printer)
    judged = dict(unread)
    for file, one in opened.items():
        printed = printed_parts(pages[file], one.parts) if file in pages else None
        findings = judge(one.parts, rules, words, one.profile, printed)
        judged[file] = Judged(file, one.profile, profile is None, findings, untried(rules, one.profile, rendered=printed is not None))
    return [judged[str(path)] for path in dict.fromkeys(paths)]


def _printed(files: Mapping[str, bytes], printer: str) -> dict[str, bytes]:
    """Give the PDF of each Word file that LibreOffice can print; one that it cannot is judged by what stands in it."""
    pages: dict[str, bytes] = {}
    with disk.scratch() as folder:
        for at, (file, content) in enumerate(files.items()):
            source = folder / f"{at}.docx"
            disk.write_file(source, content)
            with suppress(Unable):
                (made,) = outside.to_pdf(printer, [source], folder)
                pages[file] = disk.read_file(made)
    return pages


def _open(path: Path, profile: Profile | None) -> _Opened | Judged:
    file = str(path)
    try:
        content = disk.read_file(path)
    except OSError:
        return Judged(file, None, guessed=False, findings=(), untried=(), problems=(catalogue.cannot_read(file),))
    read = read_paper(file, content)
    if read.value is None:
        return Judged(file, None, guessed=False, findings=(), untried=(), problems=read.problems)
    parts = recognise(read.value, read_words())
    return _Opened(content, parts, profile or guess_profile(parts))
