"""Where long charts are cut: between tasks, so that pieces fill the pages from the place where the first begins, through as few loops as may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qmsdocs.assemble.flowchart.chart import Chart
from qmsdocs.assemble.flowchart.rows import loops_of, roles_of

PAGE = 2440
"""The tallest piece that a page holds, in tenths of a millimetre: its height, less what the estimate of heights may be wrong by."""
BETWEEN = 52
"""What the paragraph of a piece takes besides."""
_HEADING = 80
"""The heading of the charts, where it begins a page."""
MOST_LANES = 5
_PIECE, _LOOP, _ALONE = 100, 150, 2 * PAGE
"""What a piece, a loop that is cut and a lone task among others cost, in white that would be worth it."""

Cuts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Cuts so far: where on the pages they end, counted on from page to page, what they cost besides, and how uneven the pieces are."""

    position: int
    cost: int
    unevenness: int
    cuts: tuple[Cuts, ...]

    @property
    def rank(self) -> tuple[int, int, tuple[Cuts, ...]]:
        return self.position + self.cost, self.unevenness, self.cuts


def choose_cuts(charts: Sequence[Chart], room: int, height: Callable[[Chart, int, int], int]) -> tuple[Cuts, ...]:
    """Choose the cuts of charts that follow one another.

    Takes the room that is left on the page where the first chart would begin, and what gives the height of a piece (0 where its lanes do not
    fit the page). The end of the last piece comes as early as may be: what is white between the pieces puts it off, and so does every piece more.
    """
    plans = [_Plan(PAGE - max(0, min(room, PAGE)), 0, 0, ())]
    for number, chart in enumerate(charts):
        plans = _with_chart(plans, chart, number == 0, height)
    return min(plans, key=lambda plan: plan.rank).cuts


def _with_chart(plans: list[_Plan], chart: Chart, opens: bool, height: Callable[[Chart, int, int], int]) -> list[_Plan]:
    """Go on from each plan with every way to cut a chart that may still turn out best."""
    count = len(chart.tasks)
    best: list[list[_Plan]] = [[_Plan(plan.position, plan.cost, plan.unevenness, (*plan.cuts, (0,))) for plan in plans]]
    for end in range(1, count + 1):
        choices: list[_Plan] = []
        for begin in range(end - 1, -1, -1):
            heading = _HEADING if opens and begin == 0 else 0
            tall = height(chart, begin, end) if len(roles_of(chart, begin, end)) <= MOST_LANES else 0
            if begin < end - 1 and not 0 < tall <= PAGE - heading:
                break
            cost = _PIECE + _LOOP * _leaving(chart, begin, end) + (_ALONE if end - begin == 1 < count else 0)
            choices += [_Plan(_end(plan.position, tall, heading), plan.cost + cost, plan.unevenness + (tall // 10) ** 2, (*plan.cuts[:-1], (*plan.cuts[-1], end))) for plan in best[begin]]
        best.append(_promising(choices))
    return best[count]


def _end(position: int, height: int, heading: int) -> int:
    """Give where a piece ends that begins at a position, or on the next page where it does not fit; the heading of the charts goes with it."""
    page = position - position % PAGE
    if height > page + PAGE - position:
        page += PAGE
        position = page + heading
    return max(min(position + height + BETWEEN, page + PAGE), position + height)


def _leaving(chart: Chart, begin: int, end: int) -> int:
    return sum(begin <= index < end and not begin <= target < end for index, target in loops_of(chart))


def _promising(plans: list[_Plan]) -> list[_Plan]:
    """Drop the plans that end no earlier and cost no less than another."""
    kept: list[_Plan] = []
    for plan in sorted(plans, key=lambda one: (one.position, one.cost, one.unevenness, one.cuts)):
        if all(plan.cost < other.cost for other in kept):
            kept.append(plan)
    return kept
