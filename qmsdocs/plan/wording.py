"""How words are written: abbreviations that are registered, terms written one way, tones where the house puts them, single spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic, TextPlace
from qmsdocs.model.framework.frame import References
from qmsdocs.model.framework.references import Glossary
from qmsdocs.model.node import Scalar

_TOKEN = re.compile(r"[\w&/.-]*\w")
_TWO_CAPITALS = re.compile(r"[A-ZĐÂÊÔƠƯ]{2}")
_ROMAN = re.compile(r"[IVXLCDM]+")
_MARKED = re.compile(r"\{[^{}]*\}|\[\[[^\]]*\]\]")
_NEW_TONE = re.compile(r"\w*(?:o[àáảãạèéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ]|O[ÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])U[ỲÝỶỸỴ])(?!\w)")
"""A tone on the second vowel of an open syllable: hoà, khoẻ, thuỷ; the house writes hòa, khỏe, thủy (both are right Vietnamese; a set writes one)."""
_SPACES = re.compile(r"\S {2,}\S")


_Fault = Callable[[TextPlace], Diagnostic]
"""What is wrong with a text, wherever it stands."""


def wording(scalar: Scalar, references: References) -> Iterator[Diagnostic]:
    """Tell what in a written text is not written as the house writes. Takes the text with its place and what documents lean on."""
    return (fault(scalar.place) for fault in _faults(scalar.text, references))


@lru_cache(maxsize=50_000)  # the sets of all kinds of unit hold the same texts
def _faults(text: str, references: References) -> tuple[_Fault, ...]:
    return tuple(_found(text, references))


def _found(text: str, references: References) -> Iterator[_Fault]:
    if _SPACES.search(text):
        yield catalogue.doubled_space
    for found in dict.fromkeys(_NEW_TONE.findall(text)):
        yield partial(catalogue.tone_misplaced, word=found)
    any_wrong, spellings = _spellings(references.glossary)
    if any_wrong.search(text):
        yield from (partial(catalogue.written_otherwise, wrong=wrong, right=right) for wrong, right, pattern in spellings if pattern.search(text))
    for short in dict.fromkeys(unknown_abbreviations(text, references)):
        yield partial(catalogue.unknown_abbreviation, short=short, known=references.abbreviations.abbreviations)


def unknown_abbreviations(text: str, references: References) -> Iterator[str]:
    """Give the words of a text that are written in capitals and are neither registered nor part of a code, a number or a Roman numeral; none of a text that is all capitals."""
    if not _TWO_CAPITALS.search(text):
        return
    plain = _MARKED.sub(" ", text)
    if plain == plain.upper():
        return
    registered = references.abbreviations.abbreviations
    for token in _TOKEN.findall(plain):
        if any(c.isdigit() for c in token) or "/" in token or token in registered:
            continue
        yield from (part for part in re.split(r"[.-]", token) if len(part) > 1 and part.isupper() and part not in registered and not _ROMAN.fullmatch(part))


_Spellings = tuple[re.Pattern[str], tuple[tuple[str, str, re.Pattern[str]], ...]]


@lru_cache(maxsize=4)
def _spellings_of(pairs: tuple[tuple[str, str], ...]) -> _Spellings:
    """Give a pattern of all wrong spellings, and each with the right one and its own pattern; letters' case counts only where it is the fault."""
    each = tuple((wrong, right, re.compile(rf"(?<!\w){re.escape(wrong)}(?!\w)", 0 if wrong.lower() == right.lower() else re.IGNORECASE)) for wrong, right in pairs)
    return re.compile("|".join(re.escape(wrong) for wrong, _ in pairs) or r"(?!)", re.IGNORECASE), each


def _spellings(glossary: Glossary) -> _Spellings:
    return _spellings_of(tuple((wrong, one.right) for one in glossary.spellings.values() for wrong in one.wrong))
