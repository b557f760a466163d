"""Cases as files: a file that stands in for one of the tiny workspace's, with the expected problems written beside the faults.

The head of a case says `# TỆP: path` (which file it is), and may say `# BỎ TỆP: path` (a file that is not there) and `# NGÀY: 2021-06-30`.
A problem is expected where `# LỖI T02` (or `# CẢNH BÁO T11` for a warning) ends the line of the fault, or stands alone above it; `T02:15` tells
the column too, commas part several, and `# LỖI T02:1 ở path:5` in the head expects it in another file. Nothing else may be found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qmsdocs.diagnostics.report import Diagnostic, Severity, TextPlace
from support.workspace import Workspace

FOLDER = Path(__file__).parents[1] / "cases" / "problems"
_MARK = re.compile(r"# (LỖI|CẢNH BÁO) ([^#]*?)(?: ở ([^ #]+):(\d+))?\s*$")
_HEAD = re.compile(r"^# (TỆP|BỎ TỆP|NGÀY): (\S+)", re.MULTILINE)
_SEVERITIES = {"LỖI": Severity.ERROR, "CẢNH BÁO": Severity.WARNING}


@dataclass(frozen=True, slots=True, order=True)
class Expected:
    """A problem at a line; the column is 0 where it does not matter."""

    file: str
    line: int
    code: str
    severity: Severity
    column: int

    def __str__(self) -> str:
        return f"{self.severity.value} {self.code} {self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Case:
    """A case: the file it stands in for, its bytes, what is taken away, the day, and the problems that it expects."""

    file: str
    content: bytes
    without: tuple[str, ...]
    day: date | None
    expected: frozenset[Expected]

    def over(self, workspace: Workspace) -> Workspace:
        """Give the workspace with the case laid over it."""
        for path in self.without:
            workspace = workspace.without(path)
        return workspace.put(self.file, self.content)

    def found(self, problems: list[Diagnostic]) -> set[Expected]:
        """Give found problems in the words of the case: with their columns only where the case tells one."""
        told = {(one.file, one.line, one.code) for one in self.expected if one.column}
        return {_as_expected(problem, told) for problem in problems}


def _as_expected(problem: Diagnostic, told: set[tuple[str, int, str]]) -> Expected:
    place = problem.place
    if not isinstance(place, TextPlace):
        return Expected(str(place), 0, problem.code, problem.severity, 0)
    column = place.column if (place.file, place.line, problem.code) in told else 0
    return Expected(place.file, place.line, problem.code, problem.severity, column)


def read_case(path: Path) -> Case:
    """Read a case from its file."""
    content = path.read_bytes()
    text = content.decode("utf-8", "replace")
    head: dict[str, list[str]] = {}
    for key, value in _HEAD.findall(text):
        head.setdefault(key, []).append(value)
    (file,) = head["TỆP"]
    day = date.fromisoformat(head["NGÀY"][0]) if "NGÀY" in head else None
    lines = text.split("\n")
    expected = {one for number, line in enumerate(lines, 1) for one in _expected_in(line, number, file, lines)}
    assert expected, f"{path.name} expects nothing"
    return Case(file, content, tuple(head.get("BỎ TỆP", ())), day, frozenset(expected))


def _expected_in(line: str, number: int, file: str, lines: list[str]) -> list[Expected]:
    mark = _MARK.search(line)
    if mark is None:
        return []
    severity, codes, other_file, other_line = _SEVERITIES[mark[1]], mark[2], mark[3], mark[4]
    if other_file:
        where, at_line = other_file, int(other_line)
    else:
        where, at_line = file, _next_line(lines, number) if line.lstrip().startswith(mark[0]) else number
    named = [code.strip().partition(":") for code in codes.split(",")]
    return [Expected(where, at_line, code, severity, int(column or 0)) for code, _, column in named]


def _next_line(lines: list[str], number: int) -> int:
    """Give the number of the first line after a mark that is not a comment."""
    return next(after for after, line in enumerate(lines[number:], number + 1) if not line.lstrip().startswith("#"))
