"""Runs against runs: which words were taken out and which put in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from qmsdocs.model.document import Mark, Run, Text, text_of

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")
LIKE = 0.5
"""Below this likeness two texts have nothing to do with each other, and are shown one after the other."""
_ISLAND = 2
"""So many words that stayed between two changes are told with the changes: they read as one."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    run: Run


def marked(runs: tuple[Run, ...], mark: Mark) -> tuple[Run, ...]:
    """Give the runs with one mark on all."""
    return tuple(replace(run, mark=mark) for run in runs)


@lru_cache(maxsize=100_000)
def compare_runs(old: tuple[Run, ...], new: tuple[Run, ...]) -> tuple[Run, ...]:
    """Give one sequence of runs in which what is only old is marked deleted and what is only new inserted, word by word."""
    if old == new:
        return new
    if not old or not new or likeness(text_of(old), text_of(new)) < LIKE:
        return (*marked(old, Mark.DELETED), *marked(new, Mark.INSERTED))
    before, after = _tokens(old), _tokens(new)
    pieces: list[tuple[Mark | None, _Token]] = []
    for tag, i1, i2, j1, j2 in _without_islands(SequenceMatcher(None, before, after, autojunk=False).get_opcodes(), before):
        if tag == "equal":
            pieces += [(None, token) for token in after[j1:j2]]
        else:
            pieces += [(Mark.DELETED, token) for token in before[i1:i2]]
            pieces += [(Mark.INSERTED, token) for token in after[j1:j2]]
    return _join(pieces)


@lru_cache(maxsize=200_000)
def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def likeness(old: str, new: str) -> float:
    """Give how alike two texts are, from 0 to 1: the share of words they have in common (Dice)."""
    one, other = _bag(old), _bag(new)
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def _tokens(runs: tuple[Run, ...]) -> list[_Token]:
    tokens = []
    for run in runs:
        if isinstance(run, Text):
            look = replace(run, text="")
            tokens += [_Token(word, look) for word in _TOKEN.findall(run.text)]
        else:
            tokens.append(_Token("", run))
    return tokens


Opcode = tuple[str, int, int, int, int]


def _without_islands(opcodes: Sequence[Opcode], before: list[_Token]) -> list[Opcode]:
    """Join two changes that only a few words, white space or a mark of punctuation keep apart: they read as one."""
    joined: list[Opcode] = []
    for index, opcode in enumerate(opcodes):
        tag, i1, i2, j1, j2 = opcode
        between_changes = 0 < index < len(opcodes) - 1
        island = tag == "equal" and between_changes and all(isinstance(t.run, Text) for t in before[i1:i2]) and sum(bool(_WORD.search(t.text)) for t in before[i1:i2]) <= _ISLAND
        if joined and joined[-1][0] == "change" and (tag != "equal" or island):
            joined[-1] = ("change", joined[-1][1], i2, joined[-1][3], j2)
        else:
            joined.append((("equal" if tag == "equal" else "change"), i1, i2, j1, j2))
    return joined


def _join(pieces: list[tuple[Mark | None, _Token]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for mark, token in pieces:
        run = replace(token.run, mark=mark)
        last = runs[-1] if runs else None
        if isinstance(run, Text):
            if isinstance(last, Text) and (last.bold, last.italic, last.mark) == (run.bold, run.italic, mark):
                runs[-1] = replace(last, text=last.text + token.text)
            else:
                runs.append(replace(run, text=token.text))
        else:
            runs.append(run)
    return tuple(runs)
