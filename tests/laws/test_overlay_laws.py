"""The laws of laying a change over the frame, on random trees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qmsdocs.compose.overlay import REASON, Touch, add, edit, remove
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.node import Mapping, Node, Path, at, leaves, plain
from support.trees import CHANGE, FRAME, Plain, frames_and_edits, located, mappings, nested, paths, values


def _edited(frame: Node, patch: Plain) -> tuple[Node, list[Touch], list[Diagnostic]]:
    touches: list[Touch] = []
    problems: list[Diagnostic] = []
    return edit(frame, located(patch, CHANGE), "doi", touches, problems), touches, problems


def _removed(frame: Node, path: Path) -> Node:
    problems: list[Diagnostic] = []
    made = remove(frame, located(nested({path: {REASON: "không còn áp dụng"}}), CHANGE), [], problems)
    assert problems == []
    return made


def _added(frame: Node, path: Path, value: Plain) -> Node:
    problems: list[Diagnostic] = []
    made = add(frame, located(nested({path: value}), CHANGE), "them", [], problems)
    assert problems == []
    return made


@given(mappings)
def test_an_empty_change_changes_nothing(frame: Plain) -> None:
    """Nothing laid over a frame is the frame itself: the same object when it edits, an equal one when it adds or removes."""
    node = located(frame, FRAME)
    nothing = located({}, CHANGE)
    assert edit(node, nothing, "doi", [], []) is node
    assert add(node, nothing, "doi", [], []) == node
    assert remove(node, nothing, [], []) == node


@given(frames_and_edits())
def test_applying_twice_is_applying_once(drawn: tuple[Plain, dict[Path, Plain]]) -> None:
    """The same change once more gives the same values at the same places."""
    frame, edits = drawn
    once, _, _ = _edited(located(frame, FRAME), nested(edits))
    twice, _, problems = _edited(once, nested(edits))
    assert plain(twice) == plain(once)
    assert [(path, leaf.place) for path, leaf in leaves(twice)] == [(path, leaf.place) for path, leaf in leaves(once)]
    assert problems == []


@given(mappings, mappings)
def test_every_leaf_comes_from_the_frame_or_the_change(frame: Plain, patch: Plain) -> None:
    """A leaf of the result stands where the frame or the change has that very text, whatever is laid over whatever."""
    base, change = located(frame, FRAME), located(patch, CHANGE)
    known = {leaf.place: leaf.text for node in (base, change) for _, leaf in leaves(node)}
    for made in (edit(base, change, "doi", [], []), add(base, change, "them", [], []), remove(base, change, [], [])):
        assert all(known.get(leaf.place) == leaf.text for _, leaf in leaves(made))


@given(frames_and_edits(), st.data())
def test_the_order_of_independent_changes_does_not_matter(drawn: tuple[Plain, dict[Path, Plain]], data: st.DataObject) -> None:
    """Changes at paths that do not lead through each other give one result in any order, whether they edit, remove or add."""
    frame, edits = drawn
    steps = [(data.draw(st.sampled_from(("edit", "remove"))), path, value) for path, value in edits.items()]
    untouched = [path for path in ((), *paths(frame)) if not any(path[: len(other)] == other for other in edits)]
    steps += [("add", (*path, "mới"), "thêm") for path in untouched if isinstance(at(located(frame, FRAME), path), Mapping)]
    shuffled = data.draw(st.permutations(steps))
    assert plain(_all(frame, steps)) == plain(_all(frame, shuffled))


def _all(frame: Plain, steps: list[tuple[str, Path, Plain]]) -> Node:
    made = located(frame, FRAME)
    for kind, path, value in steps:
        match kind:
            case "edit":
                made = _edited(made, nested({path: value}))[0]
            case "remove":
                made = _removed(made, path)
            case _:
                made = _added(made, path, value)
    return made


@given(frames_and_edits())
def test_what_is_not_touched_stays(drawn: tuple[Plain, dict[Path, Plain]]) -> None:
    """An edit tells each path that it touched with what stood there and what stands there now, and every other path keeps its node."""
    frame, edits = drawn
    base = located(frame, FRAME)
    made, touches, problems = _edited(base, nested(edits))
    assert problems == []
    assert {touch.path for touch in touches} == set(edits)
    for touch in touches:
        assert touch.before == at(base, touch.path)
        assert plain(at(made, touch.path) or base) == edits[touch.path]
    for path in paths(frame):
        if not any(path[: len(touched)] == touched or touched[: len(path)] == path for touched in edits):
            assert at(made, path) is at(base, path)


@given(frames_and_edits(), st.lists(values, max_size=3).map(tuple))
def test_lists_never_merge(drawn: tuple[Plain, dict[Path, Plain]], items: Plain) -> None:
    """A list laid over anything, and anything but a mapping over a list, stands there alone."""
    frame, edits = drawn
    for path in edits:
        listed, _, _ = _edited(located(frame, FRAME), nested({path: items}))
        assert plain(at(listed, path) or listed) == items
        over, _, _ = _edited(listed, nested({path: (*edits,)[0]}))
        assert plain(at(over, path) or over) == (*edits,)[0]


@given(frames_and_edits())
def test_an_edit_must_hit(drawn: tuple[Plain, dict[Path, Plain]]) -> None:
    """An edit of a key that the frame does not have is told at its place, and changes nothing."""
    frame, edits = drawn
    base = located(frame, FRAME)
    made, touches, problems = _edited(base, nested({("lạ", *path): value for path, value in edits.items()}))
    assert made is base
    assert touches == []
    assert [problem.place.file for problem in problems if problem.place is not None] == [CHANGE] * (1 if edits else 0)


@given(frames_and_edits())
def test_what_a_change_replaced_can_be_reached(drawn: tuple[Plain, dict[Path, Plain]]) -> None:
    """A node that a change put there remembers the change and the frame's node."""
    frame, edits = drawn
    base = located(frame, FRAME)
    made, _, _ = _edited(base, nested(edits))
    for path in edits:
        node = at(made, path)
        assert node is not None
        assert node.layer is not None
        assert (node.layer.change, node.layer.replaced) == ("doi", at(base, path))
