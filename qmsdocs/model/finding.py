"""A finding: where a paper departs from a rule, and what was judged of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qmsdocs.diagnostics.report import Diagnostic, WordPlace


class Weight(StrEnum):
    """How bad a finding is; worst first."""

    ERROR = "error"
    WARNING = "warn"
    NOTE = "info"


class Profile(StrEnum):
    """Which rules a paper is held against."""

    PAPER = "nd30"
    """A whole administrative paper."""
    DOCUMENT = "qms_doc"
    """A document of a quality system, issued with a decision."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A departure from a rule: which, how bad, where, what was found and expected, what to do."""

    rule: str
    weight: Weight
    source: str
    component: str
    place: WordPlace
    found: str
    expected: str
    cure: str
    others: tuple[WordPlace, ...] = ()
    """Where else the same is wrong in the same way."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged of one file: its profile and whether that was guessed, the findings, the rules that could not be tried; or why it could not be read."""

    file: str
    profile: Profile | None
    guessed: bool
    findings: tuple[Finding, ...]
    untried: tuple[str, ...]
    problems: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Say whether the file is refused."""
        return bool(self.problems) or any(finding.weight is Weight.ERROR for finding in self.findings)


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    """Give findings in the order a reader should see them: by weight, then as they stand in the file."""
    weights = list(Weight)
    return sorted(findings, key=lambda one: (weights.index(one.weight), one.place.part != "word/document.xml", one.place.part, one.place.paragraph, one.rule))
