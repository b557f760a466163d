"""What a problem is, and how it looks to the person at the tool.

Takes nothing of the rest of the program; gives `Diagnostic`, `Checked`, `Refused` and the ways to draw them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


READING = "Đ"
"""The letter of the codes of reading: what cannot be read at a place has no other fault there, only echoes."""


class Severity(StrEnum):
    """Whether a problem refuses the content or only warns."""

    ERROR = "lỗi"
    WARNING = "cảnh báo"


@dataclass(frozen=True, slots=True, order=True)
class TextPlace:
    """A place in a text file: 1-based line and column, counted in characters after NFC."""

    file: str
    line: int
    column: int
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class WordPlace:
    """A place in a Word file, which has no lines: part, 1-based paragraph, its first words."""

    file: str
    part: str
    paragraph: int
    excerpt: str

    def __str__(self) -> str:
        return f"{self.file} ({self.part}, đoạn {self.paragraph}: «{self.excerpt}»)"


Place = TextPlace | WordPlace


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a stable code, how bad, where, what is wrong, what to do, and the trail of places behind it."""

    code: str
    severity: Severity
    place: Place | None
    message: str
    cure: str
    trail: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value with the problems found on the way to it; the value is None where the errors left none."""

    value: T | None
    problems: tuple[Diagnostic, ...] = ()


class Refused(Exception):
    """The content cannot be used; the only exception that a user's mistake raises."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        """Keep all problems, in the order of their places."""
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


class Unsound(Exception):
    """What was made may not be published; nobody who wrote the content is at fault."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        """Keep all problems, in the order of their places."""
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


class Unable(Exception):
    """The machine cannot do what was asked of it."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        """Keep all problems."""
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


def has_errors(problems: Iterable[Diagnostic]) -> bool:
    """Say whether any of the problems refuses the content."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def in_order(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give the problems without repeats and echoes, errors first, then by file, line and code."""
    unique = dict.fromkeys(problems)
    unread = {problem.place for problem in unique if problem.code.startswith(READING)}
    told = [problem for problem in unique if problem.code.startswith(READING) or problem.place is None or problem.place not in unread]
    return sorted(told, key=lambda p: (p.severity is not Severity.ERROR, str(getattr(p.place, "file", "")), getattr(p.place, "line", 0), getattr(p.place, "column", 0), p.code))


def show(problem: Diagnostic, line_of: Callable[[TextPlace], str | None]) -> str:
    """Draw one problem for a person: message, place, the line with carets, the trail, the cure.

    `line_of` gives the text of a line, or None where the file is not at hand.
    """
    drawn = [f"{problem.severity.value}[{problem.code}]: {problem.message}"]
    if problem.place is not None:
        drawn.append(f"  --> {problem.place}")
    if isinstance(problem.place, TextPlace):
        drawn += _excerpt(problem.place, line_of(problem.place))
    for what, place in problem.trail:
        drawn.append(f"     = {what}: {place}")
        if isinstance(place, TextPlace) and (line := line_of(place)) is not None:
            drawn.append(f"       {line.strip()}")
    drawn.append(f"     = cách sửa: {problem.cure}")
    return "\n".join(drawn)


def _excerpt(place: TextPlace, line: str | None) -> list[str]:
    if line is None:
        return []
    gutter = f"{place.line:>4} | "
    width = max(1, min(place.end_column, len(line) + 1) - place.column)
    return [gutter + line, " " * 4 + " | " + " " * (place.column - 1) + "^" * width]


def as_json(problem: Diagnostic) -> Mapping[str, Any]:
    """Give one problem as plain data for a program to read."""
    return {
        "code": problem.code,
        "severity": "error" if problem.severity is Severity.ERROR else "warning",
        "message": problem.message,
        "cure": problem.cure,
        "place": None if problem.place is None else str(problem.place),
        "trail": [{"what": what, "place": str(place)} for what, place in problem.trail],
    }
