"""The rules that papers are held against, as `assets/nd30.yaml` writes them: what each asks, where the decree says so, how it is checked, what cures it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from qmsdocs.model.finding import Profile, Weight


class Operator(StrEnum):
    """How a value is held against its bounds."""

    RANGE = "range"
    LEAST = "least"
    AMONG = "among"
    MATCHES = "matches"
    LACKS = "lacks"
    PRESENT = "present"


class Scope(StrEnum):
    """Which text of a file a part stands in: the paper itself, what is attached to it, its annexes."""

    MAIN = "main"
    ATTACHED = "attached"
    ANNEX = "annex"


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Check(_Closed):
    """One thing that a rule asks of a part: a property, an operator, the bounds. Bounds that it does not name are the rule's own."""

    part: str
    property: str = "text"
    operator: Operator
    values: tuple[str, ...] = ()
    min: float | None = None
    max: float | None = None
    tolerance: float = 0.05
    when: str = ""
    """Only parts whose words this pattern finds."""
    types: tuple[str, ...] = ()
    """Only papers of these types, by their ids in `nd30_words.yaml`."""
    except_types: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = tuple(Scope)
    severity: Weight | None = None
    expected: str = ""
    cure: str = ""

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Give the values as patterns."""
        return tuple(re.compile(value) for value in self.values)

    @cached_property
    def condition(self) -> re.Pattern[str]:
        """Give the pattern of `when`."""
        return re.compile(self.when)


class Rule(_Closed):
    """A rule of the decree. `min`, `max`, `unit`, `operator` and `property` are its own; `checks` are how a machine tries it."""

    cell: str = ""
    component: str
    applies: str
    property: str
    operator: str
    min: str = ""
    max: str = ""
    unit: str = ""
    method: str
    severity: Weight
    source: str
    profiles: tuple[Profile, ...] = (Profile.PAPER,)
    expected: str
    cure: str
    checks: tuple[Check, ...] = ()
    permits: str = ""
    """For a permission: how it shows in other rules. It has no findings."""

    @cached_property
    def is_tried(self) -> bool:
        """Say whether a machine tries the rule."""
        return bool(self.checks or self.permits)


class Rules(_Closed):
    """All rules by their ids."""

    decree: str
    methods: Mapping[str, str]
    """What each method of checking is called."""
    rules: Mapping[str, Rule]


class PaperType(_Closed):
    """A type of administrative paper: its name, its sign in number and symbol."""

    name: str
    sign: str = ""


class Words(_Closed):
    """The words by which the parts of a paper are known, as `assets/nd30_words.yaml` writes them."""

    nation: str
    motto: str
    types: Mapping[str, PaperType]
    letter: str
    """The id of the type that has no name on paper."""
    organisations: tuple[str, ...]
    offices: tuple[str, ...]
    patterns: Mapping[str, str]
    parts: Mapping[str, str]
    """What the reader of a finding calls each part."""
    shown: Mapping[str, str]
    """What the reader of a finding calls a value: `property value` → words."""
    units: Mapping[str, str]
    """How a number is written, by property: `{}` stands for the number."""
    points: tuple[str, ...]
    """The letters of points, in their order."""
    legacy: str

    @cached_property
    def compiled(self) -> Mapping[str, re.Pattern[str]]:
        """Give the patterns, compiled."""
        return {name: re.compile(pattern) for name, pattern in self.patterns.items()}

    @cached_property
    def legacy_pattern(self) -> re.Pattern[str]:
        """Give the pattern of letters of old character sets."""
        return re.compile(self.legacy)
