"""Random located nodes, and changes that fit them."""

from __future__ import annotations

from itertools import count

from hypothesis import strategies as st

from qmsdocs.diagnostics.report import TextPlace
from qmsdocs.model.node import Entry, Mapping, Node, Path, Scalar, Sequence

FRAME, CHANGE = "khung.yaml", "thay-doi.yaml"
_KEYS = st.sampled_from(("tên", "thời hạn", "các bước", "tiep-nhan", "tra-ket-qua", "trách nhiệm"))
_TEXTS = st.sampled_from(("", "01", "Bộ phận Một cửa", "30 phút", "chuyển đổi, «đ» & ơ ư"))
Plain = str | tuple["Plain", ...] | dict[str, "Plain"]

values: st.SearchStrategy[Plain] = st.recursive(
    _TEXTS,
    lambda inner: st.one_of(st.lists(inner, max_size=3).map(tuple), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=12,
)
"""What a node may hold."""
mappings: st.SearchStrategy[Plain] = st.dictionaries(_KEYS, values, max_size=5)


def located(value: Plain, file: str) -> Node:
    """Give the node of a value, as if each part of it stood on a line of its own in a file."""
    lines = count(1)

    def place() -> TextPlace:
        return TextPlace(file, next(lines), 1)

    def node(value: Plain) -> Node:
        match value:
            case dict():
                return Mapping({key: Entry(key, place(), node(inner)) for key, inner in value.items()}, place())
            case tuple():
                return Sequence(tuple(node(inner) for inner in value), place())
            case _:
                return Scalar(value, place())

    return node(value)


def paths(value: Plain, path: Path = ()) -> list[Path]:
    """Give the paths of a mapping's keys, of those inside it too; lists are not entered."""
    found = []
    for key, inner in value.items() if isinstance(value, dict) else ():
        found += [(*path, key), *paths(inner, (*path, key))]
    return found


def nested(wanted: dict[Path, Plain]) -> dict[str, Plain]:
    """Give the mapping that holds each value at its path."""
    root: dict[str, Plain] = {}
    for path, value in wanted.items():
        inside = root
        for key in path[:-1]:
            step = inside.setdefault(key, {})
            assert isinstance(step, dict)
            inside = step
        inside[path[-1]] = value
    return root


def apart(chosen: list[Path]) -> list[Path]:
    """Give the paths of which none leads through another, the first of each kept."""
    kept: list[Path] = []
    for path in chosen:
        if not any(path[: len(other)] == other or other[: len(path)] == path for other in kept):
            kept.append(path)
    return kept


@st.composite
def frames_and_edits(draw: st.DrawFn) -> tuple[Plain, dict[Path, Plain]]:
    """Draw a frame and values for some of its paths, none of which leads through another."""
    frame = draw(mappings.filter(bool))
    chosen = apart(draw(st.lists(st.sampled_from(paths(frame)), max_size=5, unique=True)))
    edited: dict[Path, Plain] = {}
    for path in chosen:
        value = frame
        for key in path:
            assert isinstance(value, dict)
            value = value[key]
        edited[path] = draw(values.filter(lambda new, old=value: not (isinstance(new, dict) and isinstance(old, dict))))  # type: ignore[misc]
    return frame, edited
