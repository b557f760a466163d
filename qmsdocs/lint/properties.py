"""What a rule can ask of a part: a property's name → the values that the part has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from math import floor
from types import MappingProxyType

from qmsdocs.lint.lines import Line
from qmsdocs.lint.parts import Part
from qmsdocs.model.paper import FaultKind
from qmsdocs.model.rule import Words

Value = str | float
Property = Callable[[Part, Words], Iterable[Value]]
_DEFAULT_TAB = 12.7
_LEGACY_FACES = (".vn", "vni-", "vni ")
_ENOUGH, _SHARE = 3, 0.4
"""So many words with letters of an old character set, so many such letters, and so great a share of a line make no accident: other languages have some too."""


def values_of(part: Part, name: str, words: Words) -> list[Value]:
    """Give the values of a property, each once: a fact of the part, else read off its lines."""
    if name in FACTS:
        found: Iterable[object] = part.facts.get(name, ())
    else:
        found = part.facts[name] if name in part.facts else PROPERTIES[name](part, words)
    return list(dict.fromkeys(_plain(value) for value in found))


def _plain(value: object) -> Value:
    if isinstance(value, bool):
        return yes(value)
    return value if isinstance(value, str) else float(value)  # type: ignore[arg-type]


def yes(value: bool) -> str:
    """Give a truth as rules write it."""
    return "yes" if value else "no"


def _text(part: Part, _: Words) -> Iterable[Value]:
    text = " ".join(line.text for line in part.lines)
    return [unicodedata.normalize("NFC", text)]


def _own(part: Part) -> Iterable[Line]:
    """Yield the lines that have their paragraph for themselves: how the others stand, tabs say."""
    return (line for line in part.lines if "\t" not in line.paragraph.text.strip())


def _first_line(part: Part, _: Words) -> Iterable[Value]:
    for line in part.lines:
        if line.starts:
            look = line.paragraph.look
            start = look.left + look.first
            for _sign in range(len(line.paragraph.text) - len(line.paragraph.text.lstrip("\t"))):
                start = next((tab for tab in look.tabs if tab > start + 0.1), (floor((start + 0.1) / _DEFAULT_TAB) + 1) * _DEFAULT_TAB)
            yield round(start, 2)


def _legacy(part: Part, words: Words) -> Iterable[Value]:
    for line in part.lines:
        faces = any(face.lower().startswith(_LEGACY_FACES) for run in line.runs for face in run.faces)
        spoilt = [word for word in line.text.split() if words.legacy_pattern.search(word)]
        letters = {letter for word in spoilt for letter in words.legacy_pattern.findall(word)}
        yield yes(faces or (len(letters) >= _ENOUGH and len(spoilt) >= max(_ENOUGH, _SHARE * len(line.text.split()))))


PROPERTIES: Mapping[str, Property] = MappingProxyType(
    {
        "text": _text,
        "size": lambda part, _: (round(run.size, 1) for line in part.lines for run in line.letters),
        "bold": lambda part, _: (yes(run.bold) for line in part.lines for run in line.letters),
        "italic": lambda part, _: (yes(run.italic) for line in part.lines for run in line.letters),
        "all_italic": lambda part, _: (yes(all(run.italic for run in line.letters)) for line in part.lines if line.letters),
        "label_bold": lambda part, _: (yes(line.letters[0].bold) for line in part.lines if line.letters),
        "upper": lambda part, _: (yes(line.is_upper) for line in part.lines if line.text.upper() != line.text.lower()),
        "align": lambda part, _: (line.paragraph.look.align.value for line in _own(part)),
        "first_line": _first_line,
        "lines": lambda part, _: (round(line.paragraph.look.lines, 2) for line in part.lines),
        "faces": lambda part, _: (face for line in part.lines for run in line.runs for face in run.faces),
        "complex_face": lambda part, _: (run.complex_face for line in part.lines for run in line.letters if run.complex_face),
        "colour": lambda part, _: (run.colour.upper() for line in part.lines for run in line.runs if run.text.strip()),
        "composed": lambda part, _: (yes(unicodedata.is_normalized("NFC", "".join(run.text for run in line.runs))) for line in part.lines),
        "legacy": _legacy,
    }
)

FACTS = frozenset(
    {
        *("short", "long", "orientation", "top", "bottom", "left", "right"),
        *("place", "format", "start", "first", "restart"),
        *("number", "symbol", "sign", "day", "month", "year", "space_above", "alone", "next", "opening"),
        *("gap", "form", "titled", "size_of_body", "cited", "mark"),
        *("column", "level", "under", "share"),
        *(kind.value for kind in FaultKind),
    }
)
"""The properties that the recognisers of parts tell; a part that they tell nothing of has no value."""
