"""What a flowchart shows, before anything has a place: tasks in order, who does each, where a "no" leads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """The question that a task ends with; a "no" leads to a task, by its index, or to an end of its own."""

    text: str
    no_goes_to: int | None = None
    no_ends_with: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A step: its name with its number, the index of its role, its time (empty where none is known)."""

    name: str
    role: int
    time: str = ""
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """The words that every chart has."""

    start: str
    end: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The tasks of a procedure, the titles of its roles in the order in which they first act, and the signs."""

    roles: tuple[str, ...]
    tasks: tuple[Task, ...]
    signs: Signs
