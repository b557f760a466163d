"""The catalogue of problems: every one has a case, a code of its own, and words that a Vietnamese reader understands."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic, Place, Severity, TextPlace
from support.cases import FOLDER, read_case

Problem = Callable[..., Diagnostic]
PROBLEMS: list[Problem] = [function for name, function in inspect.getmembers(catalogue, inspect.isfunction) if function.__module__ == catalogue.__name__ and not name.startswith("_")]
WARNINGS = {"H27", "H30", "H41", "M15", "T11", "T20"}
"""What lets the content pass: the frame moved, a change lapsed or is not decided, a law lapsed, a clause that nothing names, a template has lost a line of its head or foot.
Everything else would make a wrong document."""
SAMPLES: dict[Any, tuple[Any, ...]] = {
    Place: (TextPlace("tệp.yaml", 2, 3),),
    TextPlace: (TextPlace("tệp.yaml", 2, 3),),
    str: ("«mẫu»",),
    str | None: (None, "«mẫu»"),
    int: (2 * 1024 * 1024,),
    date: (date(2021, 6, 30),),
    Iterable[str]: ((), ("«mẫu»",), ("khác",), tuple(f"tên {number}" for number in range(20))),
    tuple[tuple[str, Place], ...]: ((),),
}
TERMS = {"Word", "PDF", "LibreOffice", "Unicode", "UTF-8", "Track", "Changes", "Tab", "MiB", "mm", "pt", "BHXH", "QNG"}
"""Names that have no Vietnamese form: programs, their menus and keys, units of measure, our own codes."""
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|kh|gh|gi|ch|th|tr|ph|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE)
_ENGLISH = {
    "the",
    "not",
    "no",
    "on",
    "is",
    "at",
    "it",
    "of",
    "to",
    "can",
    "must",
    "but",
    "be",
    "key",
    "line",
    "than",
    "then",
    "that",
    "has",
    "have",
    "name",
    "date",
    "time",
    "change",
    "step",
    "more",
    "one",
    "use",
}
_PYTHON = re.compile(r"\b(None|str|int|dict|list|tuple|bool|float|date|Enum|Mapping|Scalar|Sequence|object|Error|Exception)\b")


def _made(problem: Problem) -> list[Diagnostic]:
    """Give a problem as it looks for every mix of sample facts."""
    hints = get_type_hints(problem)
    return [problem(*facts) for facts in product(*(SAMPLES[hints[name]] for name in inspect.signature(problem).parameters))]


def _code(problem: Problem) -> str:
    return _made(problem)[0].code


def _own_words(text: str) -> list[str]:
    """Give the words of a text that are the catalogue's own: without quoted facts, file names, options, marks."""
    plain = re.sub(r"«[^«»]*»|«|»", " ", text)
    plain = re.sub(r"\{\{?.*?\}?\}|\[\[.*?\]\]", " ", plain)
    return [word.strip(".,;:?!()«»…*") for word in plain.split() if not re.search(r"[/_]|^--|\.\w", word)]


def _is_vietnamese(word: str) -> bool:
    if word in TERMS or not re.search(r"[a-z]", word, re.IGNORECASE):
        return True
    if not word.isascii():
        return True
    return all(_SYLLABLE.fullmatch(part) and part.lower() not in _ENGLISH for part in word.split("-"))


def test_every_problem_has_a_case() -> None:
    """Every problem of the catalogue is provoked by a case, and no case expects a problem that the catalogue does not have."""
    by_case = {expected.code for path in FOLDER.glob("*.yaml") for expected in read_case(path).expected}
    python_cases = [
        *(FOLDER.parent / name for name in ("test_problems.py", "test_templates.py", "test_gate.py", "test_world.py", "test_papers.py")),
        *(FOLDER.parents[1] / "rooms" / name for name in ("test_coverage.py", "test_prose_quality.py")),
    ]
    by_case |= {code for path in python_cases for code in re.findall(r'"([A-ZĐ]\d\d)"', path.read_text(encoding="utf-8"))}
    assert {_code(problem) for problem in PROBLEMS} == by_case


def test_codes_are_unique() -> None:
    """No two problems share a code, and a problem has the same code whatever its facts."""
    assert [] == [problem.__name__ for problem in PROBLEMS if len({made.code for made in _made(problem)}) != 1]
    codes = [_code(problem) for problem in PROBLEMS]
    assert sorted(set(codes)) == sorted(codes)


def test_codes_tell_the_room() -> None:
    """A code is the letter of the room that finds the problem, and two digits."""
    assert [] == [code for code in map(_code, PROBLEMS) if not re.fullmatch(r"[ĐHTMCX]\d\d", code)]


def test_severities() -> None:
    """Only what cannot make a wrong document is a warning."""
    assert WARNINGS == {made.code for problem in PROBLEMS for made in _made(problem) if made.severity is Severity.WARNING}


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.__name__)
def test_words(problem: Problem) -> None:
    """A problem says what is wrong and how to cure it in Vietnamese: no English word, no name of a Python type."""
    for made in _made(problem):
        for text in (made.message, made.cure, *(what for what, _ in made.trail)):
            assert re.search(r"[À-ỹĐđ]", text), text
            assert [] == [word for word in _own_words(text) if not _is_vietnamese(word)]
            assert not _PYTHON.search(text)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.__name__)
def test_sentences(problem: Problem) -> None:
    """A message begins with a capital or a fact and has no full stop; a cure is a whole sentence."""
    for made in _made(problem):
        assert re.match(r"[A-ZÀ-ỸĐ«]", made.message), made.message
        assert not made.message.endswith("."), made.message
        assert re.match(r"[A-ZÀ-ỸĐ]", made.cure), made.cure
        assert made.cure.removesuffix("«mẫu»").rstrip().endswith((".", "?")), made.cure


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.__name__)
def test_facts_are_told(problem: Problem) -> None:
    """A problem shows the facts that it is given, and stands at the place that it is given."""
    hints = get_type_hints(problem)
    names = list(inspect.signature(problem).parameters)
    facts = {name: f"mẫu-{name}" if hints[name] in {str, str | None} else SAMPLES[hints[name]][0] for name in names}
    made = problem(**facts)
    shown = f"{made.message} {made.cure}"
    told = [name for name in names if hints[name] in {str, str | None} and (problem, name) != (catalogue.edit_misses, "key")]  # the path ends in the key
    assert [] == [name for name in told if facts[name] not in shown]
    assert facts.get("place", made.place) == made.place


def test_judge_of_words() -> None:
    """The judge of these tests knows a Vietnamese word from an English one."""
    assert [] == [word for word in ["Không", "tìm", "thấy", "hai", "trong", "danh", "sách", "giây", "quy", "trình", "nghiêng"] if not _is_vietnamese(word)]
    assert ["file", "value", "missing", "not", "unknown"] == [word for word in ["tệp", "file", "value", "missing", "not", "unknown"] if not _is_vietnamese(word)]


def test_cases_are_named(tmp_path: Path) -> None:
    """A case that expects nothing is refused: it could not fail."""
    silent = tmp_path / "silent.yaml"
    silent.write_text("# TỆP: a.yaml\nloại: biểu mẫu\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="expects nothing"):
        read_case(silent)
