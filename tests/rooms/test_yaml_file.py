"""load.yaml_file: bytes in, located nodes out."""

from __future__ import annotations

import json
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.diagnostics.report import TextPlace, has_errors
from qmsdocs.load.yaml_file import MAX_BYTES, MAX_DEPTH, read_yaml
from qmsdocs.model.node import Mapping, leaves, plain
from support.nodes import mapping, node


def _problems(content: str | bytes) -> list[tuple[str, int, int]]:
    """Give the problems of a file as code, line, column."""
    read = read_yaml("f.yaml", content.encode() if isinstance(content, str) else content)
    places = [(problem.code, problem.place) for problem in read.problems]
    return [(code, place.line, place.column) for code, place in places if isinstance(place, TextPlace)]


@pytest.mark.parametrize("written", ["01", "NO", "yes", "4.10", "12:30", "2021-06-30", "1_000", "0x1F", "1e3", "~", "null", ".inf", "=", "<<", "true", "……", "6 ngày làm việc"])
def test_scalars_stay_text(written: str) -> None:
    """A value is the text that was written, never a number, a day or a truth value."""
    assert {"a": written, written: ("b",)} == plain(node(f"a: {written}\n{written}: [b]\n"))


def test_quoted_text() -> None:
    """Quotes and block scalars give the text that they stand for, also the empty one."""
    assert {"a": "", "b": "x: y", "c": "một\nhai\n", "d": "một hai"} == plain(node('a: ""\nb: "x: y"\nc: |\n  một\n  hai\nd: một\n  hai\n'))


def test_places() -> None:
    """A key and a value know their line and column, counted from 1, and where on the line they end."""
    read = mapping("tên: Phiếu\nphần:\n  - một\n  - {trường: hai}\n", "a.yaml")
    places = {".".join(path): scalar.place for path, scalar in leaves(read)}
    assert {
        "tên": TextPlace("a.yaml", 1, 6, 11),
        "phần.0": TextPlace("a.yaml", 3, 5, 8),
        "phần.1.trường": TextPlace("a.yaml", 4, 14, 17),
    } == places
    assert [TextPlace("a.yaml", 1, 1, 4), TextPlace("a.yaml", 2, 1, 5)] == [entry.place for entry in read.entries.values()]


def test_decomposed_letters_are_composed() -> None:
    """Letters written as a base and its accents (NFD) are read as one letter (NFC), in keys and values, and columns count letters."""
    read = read_yaml("f.yaml", normalize("NFD", "tên: Quyết định  \nđơn vị: Nghĩa Hành\n").encode()).value
    assert isinstance(read, Mapping)
    assert {"tên": "Quyết định", "đơn vị": "Nghĩa Hành"} == plain(read)
    assert 9 == read.entries["đơn vị"].value.place.column


def test_byte_order_mark_and_line_ends() -> None:
    """A byte order mark and Windows line ends change nothing."""
    read = read_yaml("f.yaml", b"\xef\xbb\xbfa: b\r\nc: d\r\n").value
    assert read is not None
    assert ({"a": "b", "c": "d"}, 1) == (plain(read), read.place.column)


def test_repeated_key() -> None:
    """A key that stands twice in a mapping is told with the place of the first, which is kept; in another mapping it may stand."""
    read = read_yaml("f.yaml", b"a: 1\nb: {a: 2}\na: 3\n")
    assert read.value is not None
    assert {"a": "1", "b": {"a": "2"}} == plain(read.value)
    (problem,) = read.problems
    assert ("Đ11", "f.yaml:3:1", ["f.yaml:1:1"]) == (problem.code, str(problem.place), [str(place) for _, place in problem.trail])


def test_composed_and_decomposed_keys_are_the_same() -> None:
    """A key written in NFD repeats the same key in NFC."""
    assert [("Đ11", 2, 1)] == _problems(normalize("NFC", "tên: a\n") + normalize("NFD", "tên: b\n"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a:\n\tb: c\n", [("Đ04", 2, 1)]),
        ("a:\n  b: c\n\td: e\n", [("Đ04", 3, 1)]),
        ("a: [b\n", [("Đ05", 2, 1)]),
        ("a: b: c\n", [("Đ05", 1, 5)]),
        ("a: 'b\n", [("Đ05", 2, 1)]),
        ("a: @b\n", [("Đ05", 1, 4)]),
        ("a: b\n---\nc: d\n", [("Đ05", 2, 1)]),
        ("", [("Đ06", 1, 1)]),
        ("# chưa viết\n", [("Đ06", 1, 1)]),
        ("a: &x b\nc: *x\n", [("Đ07", 1, 4), ("Đ07", 2, 4)]),
        ("&x a: b\n", [("Đ07", 1, 1)]),
        ("a: &x\n  b: c\n", [("Đ07", 1, 4)]),
        ("a: !!int 1\nb: !của-tôi 2\n", [("Đ08", 1, 4), ("Đ05", 2, 6)]),
        ("a: !!int 1\nb: ! 2\nc: !x [d]\n!y e: f\n", [("Đ08", 1, 4), ("Đ08", 2, 4), ("Đ08", 3, 4), ("Đ08", 4, 1)]),
        ("a:\nb: [c, ]\nd: {e}\n", [("Đ09", 1, 3), ("Đ09", 3, 6)]),
        ("- a\n-\n", [("Đ09", 2, 2)]),
        ("? [a]\n: b\n{c: d}: e\n?\n: f\n", [("Đ10", 1, 3), ("Đ10", 3, 1), ("Đ10", 4, 2)]),
        ('a: "b\\0c"\n"\\x01": d\n', [("Đ13", 1, 4), ("Đ13", 2, 1)]),
        ("a: b\nc: d\x02\n", [("Đ13", 2, 5)]),
        ("a: \ue000\n", [("Đ13", 1, 4)]),
    ],
)
def test_problems(content: str, expected: list[tuple[str, int, int]]) -> None:
    """What YAML can do and our files never need is told at its place, all that can be found."""
    assert expected == _problems(content)


@pytest.mark.parametrize("content", ["a: b\tc\n", "a: |\n  [[[[\n", "# \ue000\na: b\n", "---\na: b\n...\n", "a: '*b'\nc: \"&d\"\ne: '!f'\n", "a: '" + "[" * 99 + "'\n"])
def test_no_problem(content: str) -> None:
    """What only looks like a mark of YAML is text."""
    assert [] == _problems(content)


def test_size() -> None:
    """A file of 2 MiB is read; one byte more is refused unread."""
    content = b"a: " + b"b" * (MAX_BYTES - 3)
    assert [] == _problems(content)
    assert [("Đ01", 1, 1)] == _problems(content + b"b")


@pytest.mark.parametrize("one", ["[", "{a: ", "- ", "? - ", "? "], ids=["list", "mapping", "dash", "both", "question"])
@pytest.mark.parametrize("times", [MAX_DEPTH + 1, 20_000])
def test_too_deep(one: str, times: int) -> None:
    """However a file nests, it is refused before anything recurses too far."""
    assert "Đ03" == _problems(one * times)[-1][0]


def test_deep_enough() -> None:
    """Forty levels are read."""
    assert [] == _problems("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert [("Đ03", 1, MAX_DEPTH + 1)] == _problems("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


def test_not_utf8() -> None:
    """Bytes that are not UTF-8 are told at their line."""
    assert [("Đ02", 3, 1)] == _problems(b"a: b\nc: d\n" + "e: é".encode("latin-1"))
    assert [("Đ02", 1, 1)] == _problems("a: b".encode("utf-16"))


_MARKS = st.text(alphabet="aàđ 01:-?,[]{}&*!|>'\"#%@`~<=.\n\t\\\u0301\u2028\x00\ue000", max_size=60)


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), _MARKS.map(str.encode), st.builds(lambda *lines: "\n".join(lines).encode(), _MARKS, _MARKS, _MARKS)))
def test_never_raises(content: bytes) -> None:
    """Whatever the bytes, reading gives a node or says why not, at places that exist."""
    read = read_yaml("f.yaml", content)
    assert (read.value is None) <= has_errors(read.problems)
    for problem in read.problems:
        assert isinstance(problem.place, TextPlace)
        assert problem.place.line >= 1
        assert problem.place.column >= 1


_TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=20).map(lambda text: normalize("NFC", text))


@settings(deadline=None)
@given(st.recursive(_TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT.filter(bool), inner, max_size=3), max_leaves=12))
def test_what_is_written_is_read(value: object) -> None:
    """JSON, which is YAML, is read back to the same text."""
    read = read_yaml("f.yaml", json.dumps(value, ensure_ascii=False).encode())
    assert () == read.problems
    assert read.value is not None
    assert _with_tuples(value) == plain(read.value)


def _with_tuples(value: object) -> object:
    if isinstance(value, dict):
        return {key: _with_tuples(inner) for key, inner in value.items()}
    return tuple(_with_tuples(inner) for inner in value) if isinstance(value, list) else value
