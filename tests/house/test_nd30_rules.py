"""The rules of the decree as data: whole, with the bounds of the table of rules, each with a case and words of its own."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from qmsdocs.lint.properties import FACTS, PROPERTIES
from qmsdocs.linting import read_rules, read_words
from qmsdocs.model.rule import Operator

RULES = read_rules().rules
WORDS = read_words()
CASES = Path(__file__).parent.parent / "cases" / "nd30"
TABLES = Path(__file__).parents[3] / "shared" / "domain"
COLUMNS = {
    "cell": "cell",
    "component": "component_vi",
    "property": "property",
    "operator": "operator",
    "min": "min",
    "max": "max",
    "unit": "unit",
    "method": "check_method",
    "severity": "severity",
    "source": "source",
}
"""Ours, and the table's names for the same."""


def _table(name: str) -> list[dict[str, str]]:
    path = TABLES / name
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rules_are_those_of_the_table() -> None:
    """Every rule of the table stands in the data with the same bounds, method, severity and source."""
    table = {row["rule_id"]: {ours: row[theirs] for ours, theirs in COLUMNS.items()} for row in _table("nd30_rules.csv")}
    assert table == {name: {ours: str(getattr(RULES[name], ours)) for ours in COLUMNS} for name in table}


def test_signs_are_those_of_the_table() -> None:
    """Every type of paper has the sign that the table gives it."""
    table = {re.sub(r"\s*\(.*\)", "", row["type_vi"]): row["abbr"].replace("(none)", "") for row in _table("nd30_abbreviations.csv")}
    assert table == {kind.name: kind.sign for kind in WORDS.types.values()}


def test_machine_methods_are_tried() -> None:
    """A rule whose method is the machine's has a check or is a permission; no other has one."""
    assert {name for name, rule in RULES.items() if rule.method in {"xml", "text", "render", "structure"}} == {name for name, rule in RULES.items() if rule.is_tried}


def test_every_tried_rule_has_a_case() -> None:
    """A rule that a machine tries has a case, and every case is of a rule."""
    cases = {"-".join(path.stem.split("-")[:2]) for path in CASES.glob("*.yaml")}
    assert cases == {name for name, rule in RULES.items() if rule.is_tried}


def test_checks_speak_of_what_is_there() -> None:
    """A check names a part and a property that the recognisers know, and types that there are."""
    checks = [check for rule in RULES.values() for check in rule.checks]
    assert [] == [check for check in checks if check.part not in WORDS.parts]
    assert [] == [check for check in checks if check.operator is not Operator.PRESENT and check.property not in PROPERTIES.keys() | FACTS]
    assert [] == [kind for check in checks for kind in (*check.types, *check.except_types) if kind not in {*WORDS.types, "khac", ""}]


def test_every_rule_says_its_own() -> None:
    """A rule says in Vietnamese what it expects and what to do; a cure that a machine gives is one rule's own."""
    assert [] == [name for name, rule in RULES.items() if not re.search(r"[À-ỹĐđ]", rule.expected + rule.cure) or not rule.cure.endswith(".")]
    cures = Counter(rule.cure for rule in RULES.values() if rule.checks)
    assert [] == [cure for cure, times in cures.items() if times > 1]
