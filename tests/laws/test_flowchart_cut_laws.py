"""The laws of the cuts of flowcharts: pages are filled from the place where the charts begin, and no step stands alone."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.assemble.flowchart.chart import Chart, Question, Signs, Task
from qmsdocs.assemble.flowchart.cuts import BETWEEN, PAGE, choose_cuts

_ROOMS = st.integers(0, PAGE)
_ENDS = 330
"""What the heads and ends of each piece take in these laws."""


@st.composite
def _charts(draw: st.DrawFn) -> Chart:
    """Give a chart of up to eight tasks in one lane whose names tell their heights, without loops."""
    heights = draw(st.lists(st.integers(15, 90), min_size=1, max_size=8))
    return Chart(("vai",), tuple(Task(str(height * 10), 0) for height in heights), Signs("", "", "", ""))


def _height(chart: Chart, begin: int, end: int) -> int:
    return _ENDS + sum(int(task.name) for task in chart.tasks[begin:end])


def _white(heights: list[int], room: int) -> int:
    """Give how much stays white between pieces of such heights, laid on pages one after another."""
    white, left = 0, room
    for height in heights:
        if height > left:
            white, left = white + left, PAGE
        left = max(left - height - BETWEEN, 0)
    return white


def _heights(chart: Chart, cuts: tuple[int, ...]) -> list[int]:
    return [_height(chart, begin, end) for begin, end in pairwise(cuts)]


def _ways(chart: Chart, pieces: int) -> list[tuple[int, ...]]:
    """Give all ways to cut a chart into so many pieces that fit a page and have two tasks or more."""
    count = len(chart.tasks)
    ways = [(0, *inner, count) for inner in combinations(range(1, count), pieces - 1)]
    return [way for way in ways if all(height <= PAGE - 80 for height in _heights(chart, way)) and all(end - begin > 1 for begin, end in pairwise(way))]


@settings(max_examples=200)
@given(_charts(), _ROOMS)
def test_no_task_stands_alone(chart: Chart, room: int) -> None:
    """A piece of one task is a whole chart, unless there is no way to cut it otherwise."""
    (cuts,) = choose_cuts((chart,), room, _height)
    if len(chart.tasks) > 1 and any(end - begin == 1 for begin, end in pairwise(cuts)):
        assert not any(_ways(chart, pieces) for pieces in range(1, len(chart.tasks)))


@settings(max_examples=200)
@given(_charts(), _ROOMS)
def test_as_little_as_may_be_stays_white(chart: Chart, room: int) -> None:
    """No other cut into as many pieces leaves less white from the place where the chart begins."""
    (cuts,) = choose_cuts((chart,), room, _height)
    if all(end - begin > 1 for begin, end in pairwise(cuts)):
        white = _white(_heights(chart, cuts), room)
        assert all(white <= _white(_heights(chart, way), room) + 80 for way in _ways(chart, len(cuts) - 1)), (cuts, white)


@settings(max_examples=100)
@given(st.lists(_charts(), min_size=2, max_size=3), _ROOMS)
def test_charts_share_pages(charts: list[Chart], room: int) -> None:
    """Each chart is cut from its first task to its last; those that fit on the page together are not cut."""
    chosen = choose_cuts(charts, room, _height)
    assert [(cuts[0], cuts[-1]) for cuts in chosen] == [(0, len(chart.tasks)) for chart in charts]
    if sum(_height(chart, 0, len(chart.tasks)) + BETWEEN for chart in charts) <= room:
        assert all(len(cuts) == 2 for cuts in chosen)


def test_a_loop_is_cut_only_for_white() -> None:
    """Of cuts that leave the same white, the one that cuts no loop is chosen."""
    tasks = [Task("500", 0) for _ in range(6)]
    tasks[3] = Task("500", 0, question=Question("?", 0))
    assert ((0, 4, 6),) == choose_cuts((Chart(("vai",), tuple(tasks), Signs("", "", "", "")),), PAGE, _height)
