"""The laws of flowcharts: whatever the steps, everything is drawn once, fits, and nothing stands on anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.assemble.flowchart.chart import Chart, Question, Signs, Task
from qmsdocs.assemble.flowchart.cuts import PAGE
from qmsdocs.assemble.flowchart.lanes import WIDTH
from qmsdocs.assemble.flowchart.pieces import DrawnPiece, draw
from qmsdocs.assemble.flowchart.sizes import HEAD, HEAD_HALF, LINE, NAME, SMALL, balanced, diamond
from qmsdocs.model.document import Arrow, Shape, ShapeKind
from qmsdocs.model.letters import tenths_of, wrap

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


def _drawn(chart: Chart, room: int = PAGE) -> tuple[DrawnPiece, ...]:
    return draw((chart,), room)[0]


def _solid(piece: DrawnPiece) -> list[Shape]:
    return [shape for shape in piece.shapes if shape.kind in _SOLID]


@settings(max_examples=60)
@given(charts())
def test_every_step_is_drawn_once(chart: Chart) -> None:
    """Every step stands in one box of one piece, in order, with its words and its time."""
    told = [" ".join(shape.lines) for piece in _drawn(chart) for shape in piece.shapes if shape.kind is ShapeKind.PROCESS]
    assert [task.name for task in chart.tasks] == told


@settings(max_examples=60)
@given(charts())
def test_pieces_fit_the_page(chart: Chart) -> None:
    """Each piece is as wide as the text and no higher than a page, unless a single step is; all of it stands inside."""
    for piece in _drawn(chart):
        assert piece.width == WIDTH
        assert piece.height <= PAGE or piece.end - piece.begin == 1
        assert all(shape.x >= 0 and shape.y >= 0 and shape.x + shape.width <= WIDTH and shape.y + shape.height <= piece.height for shape in piece.shapes)
        assert all(0 <= x <= WIDTH and 0 <= y <= piece.height for arrow in piece.arrows for x, y in arrow.points)


@settings(max_examples=60)
@given(charts())
def test_shapes_do_not_overlap(chart: Chart) -> None:
    """No box, diamond, end or connector stands on another."""
    for piece in _drawn(chart):
        for one, other in combinations(_solid(piece), 2):
            assert _apart(one, other), (one, other)


@settings(max_examples=60)
@given(charts())
def test_words_fit_their_boxes(chart: Chart) -> None:
    """No line of a box, an end or a lane's head is wider than it."""
    for piece in _drawn(chart):
        for shape in piece.shapes:
            bold = shape.kind is ShapeKind.ROLE
            assert all(tenths_of(line, NAME, bold) <= shape.width + 0.5 for line in shape.lines)
            assert all(tenths_of(line, SMALL) <= shape.width + 0.5 for line in shape.small)


@settings(max_examples=60)
@given(charts())
def test_letters_lead_somewhere(chart: Chart) -> None:
    """Every letter in a circle stands twice at least: where a way leaves and where it comes in; pieces that follow each other share one."""
    pieces = _drawn(chart)
    letters = [[shape.lines[0] for shape in piece.shapes if shape.kind is ShapeKind.CONNECTOR] for piece in pieces]
    told = [letter for piece in letters for letter in piece]
    assert all(told.count(letter) > 1 for letter in told), letters
    assert all(set(one) & set(other) for one, other in pairwise(letters))


@settings(max_examples=60)
@given(charts(), charts())
def test_charts_of_one_procedure_share_no_letter(one: Chart, other: Chart) -> None:
    """A letter names one place of a procedure, whichever of its charts that stands in."""
    letters = [{shape.lines[0] for piece in pieces for shape in piece.shapes if shape.kind is ShapeKind.CONNECTOR} for pieces in draw((one, other), PAGE)]
    assert not letters[0] & letters[1]


@settings(max_examples=100)
@given(charts())
def test_labels_stand_free(chart: Chart) -> None:
    """No word beside an arrow stands on a shape, on the head of an arrow or on another word."""
    for piece in _drawn(chart):
        labels = [shape for shape in piece.shapes if shape.kind is ShapeKind.LABEL]
        heads = [_head(arrow) for arrow in piece.arrows]
        for label in labels:
            assert all(_apart(label, other) for other in (*_solid(piece), *heads) if other.kind is not ShapeKind.DECISION), (label, heads)
            assert all(_outside(label, other) for other in _solid(piece) if other.kind is ShapeKind.DECISION), label
        assert all(_apart(one, other) for one, other in combinations(labels, 2)), labels


def _outside(label: Shape, diamond: Shape) -> bool:
    """Say whether a word stands outside a diamond: the point of its frame that is nearest to the middle does."""
    centre_x, centre_y = diamond.x + diamond.width / 2, diamond.y + diamond.height / 2
    x, y = min(max(centre_x, label.x), label.x + label.width), min(max(centre_y, label.y), label.y + label.height)
    return abs(x - centre_x) / (diamond.width / 2) + abs(y - centre_y) / (diamond.height / 2) >= 1


def _head(arrow: Arrow) -> Shape:
    """Give the frame of the head at an arrow's end."""
    (x, y), (u, v) = arrow.points[-2:]
    left, right = (min(u, u - HEAD if x < u else u + HEAD), max(u, u - HEAD if x < u else u + HEAD)) if y == v else (u - HEAD_HALF, u + HEAD_HALF)
    top, bottom = (v - HEAD_HALF, v + HEAD_HALF) if y == v else (min(v, v - HEAD if y < v else v + HEAD), max(v, v - HEAD if y < v else v + HEAD))
    return Shape(ShapeKind.LABEL, left, top, right - left, bottom - top, ())


def _apart(one: Shape, other: Shape) -> bool:
    return one.x + one.width <= other.x or other.x + other.width <= one.x or one.y + one.height <= other.y or other.y + other.height <= one.y


@settings(max_examples=100)
@given(charts())
def test_returns_hardly_cross(chart: Chart) -> None:
    """A line that leads back up crosses one other line at most; where it would cross more, a letter leads there."""
    for piece in _drawn(chart):
        bent = [arrow for arrow in piece.arrows if len(arrow.points) > 2]
        for back in bent:
            if back.points[-1][1] < back.points[0][1]:
                assert sum(_crossings(back, other) for other in bent if other is not back) <= 1, back


def _crossings(one: Arrow, other: Arrow) -> int:
    return sum(_cross(a, b, c, d) or _cross(c, d, a, b) for a, b in pairwise(one.points) for c, d in pairwise(other.points))


def _cross(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], d: tuple[int, int]) -> bool:
    """Say whether a level stretch crosses an upright one."""
    return a[1] == b[1] and c[0] == d[0] and min(a[0], b[0]) < c[0] < max(a[0], b[0]) and min(c[1], d[1]) < a[1] < max(c[1], d[1])


@settings(max_examples=60)
@given(charts())
def test_lines_keep_off_the_borders_of_lanes(chart: Chart) -> None:
    """No upright stretch of an arrow runs along the border of a lane, closer than three millimetres."""
    for piece in _drawn(chart):
        borders = {edge for shape in piece.shapes if shape.kind is ShapeKind.LANE for edge in (shape.x, shape.x + shape.width)}
        for arrow in piece.arrows:
            upright = [x for (x, y), (u, v) in pairwise(arrow.points) if x == u and y != v]
            assert all(abs(x - border) >= 30 for x in upright for border in borders)


@settings(max_examples=60)
@given(_text(1, 6), st.integers(220, 620))
def test_questions_stand_inside_their_diamonds(text: str, room: int) -> None:
    """The corners of every line of a question stand inside its diamond, unless that is as tall as may be."""
    height, lines = diamond(text, room)
    assert " ".join(lines) == text
    for number, line in enumerate(lines):
        corner = max(abs(number - len(lines) / 2), abs(number + 1 - len(lines) / 2)) * LINE
        assert tenths_of(line, NAME) / room + 2 * corner / height < 1 or height >= 900


@settings(max_examples=60)
@given(_text(1, 9), st.integers(200, 620))
def test_lines_are_balanced(text: str, room: int) -> None:
    """Balanced lines have all the words, are no more than need be, and the longest cannot be shorter."""
    lines, filled = balanced(text, room, NAME), wrap(text, room, NAME)
    assert " ".join(lines) == text
    assert len(lines) == len(filled)
    longest = int(max(tenths_of(line, NAME) for line in lines))
    assert len(lines) == 1 or len(wrap(text, longest - 2, NAME)) > len(lines)


@settings(max_examples=60)
@given(charts())
def test_arrows_run_straight(chart: Chart) -> None:
    """Every stretch of an arrow is upright or level."""
    for piece in _drawn(chart):
        for arrow in piece.arrows:
            assert all(x == u or y == v for (x, y), (u, v) in pairwise(arrow.points))


@settings(max_examples=30)
@given(charts())
def test_same_chart_same_drawing(chart: Chart) -> None:
    """The same steps give the same drawing."""
    draw.cache_clear()
    first = _drawn(chart)
    draw.cache_clear()
    assert first == _drawn(chart)
