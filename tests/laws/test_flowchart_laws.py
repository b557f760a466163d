"""The laws of flowcharts: whatever the steps, everything is drawn once, fits, and nothing stands on anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.assemble.flowchart.chart import Chart, Question, Signs, Task
from qmsdocs.assemble.flowchart.lanes import WIDTH
from qmsdocs.assemble.flowchart.pieces import TALLEST, DrawnPiece, draw
from qmsdocs.assemble.flowchart.sizes import NAME, SMALL
from qmsdocs.model.document import Shape, ShapeKind
from qmsdocs.model.letters import tenths_of

SIGNS = Signs("Bắt đầu", "Kết thúc", "Có", "Không")
_WORDS = st.sampled_from(["tiếp nhận", "kiểm tra", "hồ sơ", "ký duyệt", "danh sách", "thành phần", "chuyển", "trả kết quả", "bộ phận", "nghiệp vụ", "đối chiếu"])
_SOLID = {ShapeKind.PROCESS, ShapeKind.DECISION, ShapeKind.TERMINAL, ShapeKind.CONNECTOR}


def _text(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(_WORDS, min_size=least, max_size=most).map(" ".join)


@st.composite
def charts(draw_: st.DrawFn) -> Chart:
    """Give a chart of up to fourteen steps and six roles, with questions that lead back, forth or to an end."""
    count = draw_(st.integers(1, 14))
    roles = draw_(st.lists(_text(1, 4), min_size=1, max_size=6))
    tasks = []
    for index in range(count):
        question = None
        if draw_(st.integers(0, 2)) == 0:
            others = [other for other in range(count) if other != index]
            ends = not others or draw_(st.booleans())
            question = Question(draw_(_text(2, 6)) + "?", None if ends else draw_(st.sampled_from(others)), draw_(_text(1, 4)) if ends else "")
        role = draw_(st.integers(0, len(roles) - 1))
        tasks.append(Task(f"{index + 1}. {draw_(_text(1, 7))}", role, draw_(st.sampled_from(["", "2 giờ", "không tính vào thời hạn"])), question))
    used = sorted({task.role for task in tasks})
    opening = draw_(st.one_of(st.just(SIGNS.start), _text(1, 12)))
    return Chart(tuple(roles[role] for role in used), tuple(Task(t.name, used.index(t.role), t.time, t.question) for t in tasks), replace(SIGNS, start=opening))


def _solid(piece: DrawnPiece) -> list[Shape]:
    return [shape for shape in piece.shapes if shape.kind in _SOLID]


@settings(max_examples=60)
@given(charts())
def test_every_step_is_drawn_once(chart: Chart) -> None:
    """Every step stands in one box of one piece, in order, with its words and its time."""
    told = [" ".join(shape.lines) for piece in draw(chart) for shape in piece.shapes if shape.kind is ShapeKind.PROCESS]
    assert [task.name for task in chart.tasks] == told


@settings(max_examples=60)
@given(charts())
def test_pieces_fit_the_page(chart: Chart) -> None:
    """Each piece is as wide as the text and no higher than a page, unless a single step is; all of it stands inside."""
    for piece in draw(chart):
        assert piece.width == WIDTH
        assert piece.height <= TALLEST or piece.end - piece.begin == 1
        assert all(shape.x >= 0 and shape.y >= 0 and shape.x + shape.width <= WIDTH and shape.y + shape.height <= piece.height for shape in piece.shapes)
        assert all(0 <= x <= WIDTH and 0 <= y <= piece.height for arrow in piece.arrows for x, y in arrow.points)


@settings(max_examples=60)
@given(charts())
def test_shapes_do_not_overlap(chart: Chart) -> None:
    """No box, diamond, end or connector stands on another."""
    for piece in draw(chart):
        for one, other in combinations(_solid(piece), 2):
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x or one.y + one.height <= other.y or other.y + other.height <= one.y
            assert apart, (one, other)


@settings(max_examples=60)
@given(charts())
def test_words_fit_their_boxes(chart: Chart) -> None:
    """No line of a box, an end or a lane's head is wider than it."""
    for piece in draw(chart):
        for shape in piece.shapes:
            bold = shape.kind is ShapeKind.ROLE
            assert all(tenths_of(line, NAME, bold) <= shape.width + 0.5 for line in shape.lines)
            assert all(tenths_of(line, SMALL) <= shape.width + 0.5 for line in shape.small)


@settings(max_examples=60)
@given(charts())
def test_letters_lead_somewhere(chart: Chart) -> None:
    """Every letter in a circle stands on two pieces at least: where a way leaves and where it comes in."""
    pieces = draw(chart)
    homes: dict[str, set[int]] = {}
    for number, piece in enumerate(pieces):
        for shape in piece.shapes:
            if shape.kind is ShapeKind.CONNECTOR:
                homes.setdefault(shape.lines[0], set()).add(number)
    assert all(len(where) > 1 for where in homes.values()), homes
    assert len(homes) >= len(pieces) - 1


@settings(max_examples=60)
@given(charts())
def test_arrows_run_straight(chart: Chart) -> None:
    """Every stretch of an arrow is upright or level."""
    for piece in draw(chart):
        for arrow in piece.arrows:
            assert all(x == u or y == v for (x, y), (u, v) in pairwise(arrow.points))


@settings(max_examples=30)
@given(charts())
def test_same_chart_same_drawing(chart: Chart) -> None:
    """The same steps give the same drawing."""
    draw.cache_clear()
    first = draw(chart)
    draw.cache_clear()
    assert first == draw(chart)
