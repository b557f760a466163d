"""compose.overlay: one node over another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.compose.overlay import Touch, add, edit, frame_value, is_removal, remove
from qmsdocs.diagnostics.report import Diagnostic, TextPlace
from qmsdocs.model.node import Entry, Layer, Mapping, Node, Scalar, Sequence, at, leaves, plain
from support.nodes import mapping, node

FRAME = """\
tên: Ốm đau
các bước:
  nhan: {tên: Nhận, thời gian: 1 giờ}
  tra: {tên: Trả, thời gian: 2 giờ}
phối hợp: [a, b]
"""


def _edited(patch: str) -> tuple[Node, list[Touch], list[Diagnostic]]:
    touches: list[Touch] = []
    problems: list[Diagnostic] = []
    return edit(mapping(FRAME, "frame.yaml"), mapping(patch, "changes.yaml"), "sua", touches, problems), touches, problems


def _paths(touches: list[Touch]) -> list[str]:
    return [".".join(touch.path) for touch in touches]


def test_edit_merges_mappings() -> None:
    """A mapping over a mapping merges: what the patch does not name stays, in its order."""
    made, touches, problems = _edited("các bước: {tra: {thời gian: 90 phút}}\n")
    expected = {"tên": "Ốm đau", "các bước": {"nhan": {"tên": "Nhận", "thời gian": "1 giờ"}, "tra": {"tên": "Trả", "thời gian": "90 phút"}}, "phối hợp": ("a", "b")}
    assert (expected, ["các bước.tra.thời gian"], []) == (plain(made), _paths(touches), problems)


def test_edit_replaces_lists() -> None:
    """A list is never merged: the patch's list stands in its place."""
    made, touches, _ = _edited("phối hợp: [c]\n")
    assert (("c",), ["phối hợp"]) == (plain(at(made, ("phối hợp",)) or made), _paths(touches))


def test_edit_must_hit() -> None:
    """A key that the frame does not have is told with its path and the nearest name, and changes nothing."""
    made, touches, (problem,) = _edited("các bước: {tr: {thời gian: 3 giờ}}\n")
    assert (plain(mapping(FRAME)), []) == (plain(made), touches)
    assert ("H21", "changes.yaml:1:12", "Khung không có «các bước.tr»", "Có phải ý bạn là «tra»?") == (problem.code, str(problem.place), problem.message, problem.cure)


def test_edit_keeps_what_it_replaced() -> None:
    """A value that a change put there knows the change and the frame's value; the key keeps its place in the frame."""
    made, _, _ = _edited("tên: Đau ốm\n")
    assert isinstance(made, Mapping)
    value = made.entries["tên"].value
    assert (TextPlace("frame.yaml", 1, 1, 4), TextPlace("changes.yaml", 1, 6, 12)) == (made.entries["tên"].place, value.place)
    assert Layer("sua", Scalar("Ốm đau", TextPlace("frame.yaml", 1, 6, 12))) == value.layer


def test_add() -> None:
    """An addition goes in beside what is there, and knows that it replaced nothing."""
    touches: list[Touch] = []
    made = add(mapping(FRAME), mapping("các bước: {luu: {tên: Lưu}}\n", "changes.yaml"), "them", touches, [])
    added = at(made, ("các bước", "luu"))
    assert (["nhan", "tra", "luu"], ["các bước.luu"]) == (list(getattr(at(made, ("các bước",)), "entries", {})), _paths(touches))
    assert added is not None
    assert Layer("them", None) == added.layer


@pytest.mark.parametrize(("patch", "path"), [("tên: Khác\n", "tên"), ("các bước: {nhan: {tên: Khác}}\n", "các bước.nhan.tên"), ("phối hợp: [c]\n", "phối hợp"), ("các bước: không\n", "các bước")])
def test_add_does_not_replace(patch: str, path: str) -> None:
    """An addition where the frame has a value already is refused, a list too."""
    problems: list[Diagnostic] = []
    made = add(mapping(FRAME), mapping(patch), "them", [], problems)
    assert (plain(mapping(FRAME)), [("H22", f"«{path}» đã có trong khung")]) == (plain(made), [(problem.code, problem.message) for problem in problems])


def test_remove() -> None:
    """A removal with its reason takes out what it marks."""
    touches: list[Touch] = []
    problems: list[Diagnostic] = []
    made = remove(mapping(FRAME), mapping("các bước: {nhan: {lý do: Không cần}}\nphối hợp: {lý do: Tự làm}\n"), touches, problems)
    assert ({"tên": "Ốm đau", "các bước": {"tra": {"tên": "Trả", "thời gian": "2 giờ"}}}, ["các bước.nhan", "phối hợp"], []) == (plain(made), _paths(touches), problems)


@pytest.mark.parametrize(
    ("patch", "code"),
    [
        ("tên: Không cần\n", "H23"),
        ("tên: {}\n", "H23"),
        ("các bước: {nhan: {}}\n", "H23"),
        ("các bước: {nhan: {lý do: ''}}\n", "H23"),
        ("các bước: {nhan: {lý do: {vì: sao}}}\n", "H23"),
        ("các bước: {nhan: {lý do: Không cần, tên: Nhận}}\n", "H23"),
        ("các bước: {nhan: [lý do]}\n", "H23"),
        ("các bước: {nhap: {lý do: Không cần}}\n", "H21"),
    ],
)
def test_remove_says_why(patch: str, code: str) -> None:
    """A removal without a plain reason, or of what is not there, is refused and takes nothing out."""
    problems: list[Diagnostic] = []
    made = remove(mapping(FRAME), mapping(patch), [], problems)
    assert (plain(mapping(FRAME)), [code]) == (plain(made), [problem.code for problem in problems])


def test_is_removal() -> None:
    """The mark of a removal is a mapping with the reason alone."""
    assert [True, False, False, False] == [is_removal(node(text)) for text in ("lý do: Không cần\n", "lý do: ' '\n", "lý do: a\ntên: b\n", "lý do\n")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("6  ngày\n", "6 ngày"), ("|\n  một\n  hai\n", "một hai"), ("[a, b]\n", "a, b"), ("{thứ tự: 1, tên: Nhận}\n", "Nhận"), ("{nhãn: Họ tên}\n", "Họ tên"), ("{b: 1, a: 2}\n", "b, a")],
)
def test_frame_value(text: str, expected: str) -> None:
    """What a change writes under «dựa trên» is the value on one line: a mapping's name, or its keys where it has none."""
    assert expected == frame_value(node(text))


_KEYS = st.sampled_from(["a", "b", "c"])
_VALUES = st.recursive(st.sampled_from(["1", "2"]), lambda inner: st.lists(inner, max_size=2).map(tuple) | st.dictionaries(_KEYS, inner, max_size=3), max_leaves=8)
_SAYING = st.recursive(st.sampled_from(["1", "2"]), lambda inner: st.lists(inner, max_size=2).map(tuple) | st.dictionaries(_KEYS, inner, min_size=1, max_size=3), max_leaves=8)
"""Values that say something everywhere: an empty mapping in a patch touches nothing, so that its order cannot be told."""
_MAPPINGS = st.dictionaries(_KEYS, _VALUES, max_size=3)


def _located(value: object, file: str, line: int = 1) -> Node:
    place = TextPlace(file, line, 1)
    if isinstance(value, dict):
        return Mapping({key: Entry(key, place, _located(inner, file, line + 1)) for key, inner in value.items()}, place)
    return Sequence(tuple(_located(inner, file, line + 1) for inner in value), place) if isinstance(value, tuple) else Scalar(str(value), place)


@settings(deadline=None)
@given(_MAPPINGS)
def test_nothing_over_a_node(value: object) -> None:
    """An empty patch gives the same object."""
    base = _located(value, "frame.yaml")
    assert base is edit(base, _located({}, "changes.yaml"), "sua", [], [])


@settings(deadline=None)
@given(_MAPPINGS, _MAPPINGS)
def test_twice_is_once(value: object, patch: object) -> None:
    """Laying a patch over a node twice gives what laying it once gives."""
    base, over = _located(value, "frame.yaml"), _located(patch, "changes.yaml")
    once = edit(base, over, "sua", [], [])
    assert plain(once) == plain(edit(once, over, "sua", [], []))


@settings(deadline=None)
@given(_MAPPINGS, _MAPPINGS)
def test_places_of_leaves(value: object, patch: object) -> None:
    """Every leaf stands where it stood in the frame or in the change, and the touched leaves are the change's."""
    base, over = _located(value, "frame.yaml"), _located(patch, "changes.yaml")
    touches: list[Touch] = []
    made = edit(base, over, "sua", touches, [])
    touched = [touch.path for touch in touches]
    for path, leaf in leaves(made):
        source = over if any(path[: len(one)] == one for one in touched) else base
        assert at(source, path) == Scalar(leaf.text, leaf.place)


@settings(deadline=None)
@given(_MAPPINGS, st.dictionaries(_KEYS, _SAYING, max_size=3), st.dictionaries(_KEYS, _SAYING, max_size=3))
def test_order_of_independent_changes(value: object, one: object, other: object) -> None:
    """Two changes that touch nothing in common give the same in either order."""
    base, first, second = (_located(part, f"{name}.yaml") for part, name in ((value, "frame"), (one, "one"), (other, "other")))
    one_touches: list[Touch] = []
    other_touches: list[Touch] = []
    problems: list[Diagnostic] = []
    edit(base, first, "1", one_touches, problems)
    edit(base, second, "2", other_touches, problems)
    shared = any(a.path[: len(b.path)] == b.path or b.path[: len(a.path)] == a.path for a in one_touches for b in other_touches)
    if not shared and not problems:
        forth = edit(edit(base, first, "1", [], []), second, "2", [], [])
        back = edit(edit(base, second, "2", [], []), first, "1", [], [])
        assert plain(forth) == plain(back)
