"""Two sequences against each other: which item became which.

Items are paired by their own ids first, then by being equal, then, inside what is left between two pairs, by likeness. Pairs that cross
the others are moves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")

_MATRIX = 40_000
"""The largest matrix of likenesses that is filled in; larger gaps are not paired by likeness."""
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """The positions of an item before and after; None where it is only on one side. `moved` is where it stands on the other side, crossing other pairs."""

    old: int | None
    new: int | None
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class Measure(Generic[Item]):
    """How items are told apart: their id (None for none), what makes them equal, how alike two are (0 for never a pair)."""

    key: Callable[[Item], Hashable | None]
    sameness: Callable[[Item], Hashable]
    likeness: Callable[[Item, Item], float]


def align(old: Sequence[Item], new: Sequence[Item], measure: Measure[Item]) -> list[Pair]:
    """Give every item of both sequences in one order: the new one's, with what is only old before what came in its place.

    A moved item stands twice: where it was (`new` is None) and where it is (`old` is None), each with the position of the other.
    """
    matches = _anchors(old, new, measure)
    spine = _longest_rising(matches)
    crossing = set(matches) - set(spine)
    moved_old, moved_new = dict(crossing), {j: i for i, j in crossing}
    pairs: list[Pair] = []
    previous = (-1, -1)
    for i, j in [*spine, (len(old), len(new))]:
        gap_old = list(range(previous[0] + 1, i))
        gap_new = list(range(previous[1] + 1, j))
        pairs += _gap(old, new, gap_old, gap_new, measure, moved_old, moved_new)
        if i < len(old):
            pairs.append(Pair(i, j))
        previous = (i, j)
    return pairs


def _anchors(old: Sequence[Item], new: Sequence[Item], measure: Measure[Item]) -> list[tuple[int, int]]:
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for name in (measure.key, measure.sameness):
        before, after = _unique(old, name, set(matches)), _unique(new, name, taken)
        for value, i in before.items():
            j = after.get(value)
            if j is not None and measure.likeness(old[i], new[j]) > 0:
                matches[i] = j
                taken.add(j)
    return sorted(matches.items())


def _unique(items: Sequence[Item], name: Callable[[Item], Hashable | None], without: set[int]) -> dict[Hashable, int]:
    named = [(name(item), index) for index, item in enumerate(items) if index not in without]
    counts = Counter(value for value, _ in named)
    return {value: index for value, index in named if value is not None and counts[value] == 1}


def _longest_rising(matches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest run of matches that do not cross (patience sorting)."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int | None] = []
    for index, (_, j) in enumerate(matches):
        pile = bisect_left(tails, j)
        before.append(tops[pile - 1] if pile else None)
        if pile == len(tails):
            tails.append(j)
            tops.append(index)
        else:
            tails[pile], tops[pile] = j, index
    chain: list[tuple[int, int]] = []
    at: int | None = tops[-1] if tops else None
    while at is not None:
        chain.append(matches[at])
        at = before[at]
    return chain[::-1]


def _gap(old: Sequence[Item], new: Sequence[Item], gap_old: list[int], gap_new: list[int], measure: Measure[Item], moved_old: dict[int, int], moved_new: dict[int, int]) -> list[Pair]:
    free_old = [i for i in gap_old if i not in moved_old]
    free_new = [j for j in gap_new if j not in moved_new]
    paired = _by_likeness(old, new, free_old, free_new, measure)
    pairs: list[Pair] = []
    done_old, done_new = 0, 0
    for i, j in [*paired, (None, None)]:
        upto_old = len(gap_old) if i is None else gap_old.index(i)
        upto_new = len(gap_new) if j is None else gap_new.index(j)
        pairs += [Pair(k, None, moved_old.get(k)) for k in gap_old[done_old:upto_old]]
        pairs += [Pair(None, k, moved_new.get(k)) for k in gap_new[done_new:upto_new]]
        if i is not None and j is not None:
            pairs.append(Pair(i, j))
            done_old, done_new = upto_old + 1, upto_new + 1
    return pairs


def _by_likeness(old: Sequence[Item], new: Sequence[Item], free_old: list[int], free_new: list[int], measure: Measure[Item]) -> list[tuple[int, int]]:
    """Pair items in order so that the sum of their likenesses is largest; unlike items stay alone."""
    rows, columns = len(free_old), len(free_new)
    if not rows or not columns or rows * columns > _MATRIX:
        return []
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    likes = [[measure.likeness(old[i], new[j]) for j in free_new] for i in free_old]
    for r in range(rows - 1, -1, -1):
        for c in range(columns - 1, -1, -1):
            together = best[r + 1][c + 1] + likes[r][c] if likes[r][c] >= _ENOUGH else 0.0
            best[r][c] = max(together, best[r + 1][c], best[r][c + 1])
    pairs, r, c = [], 0, 0
    while r < rows and c < columns:
        if likes[r][c] >= _ENOUGH and best[r][c] == best[r + 1][c + 1] + likes[r][c]:
            pairs.append((free_old[r], free_new[c]))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return pairs
