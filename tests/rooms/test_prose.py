"""prose: the text of a value in, paragraphs of pieces out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.prose import Piece, Placeholder, Prose, ProseBlock, Reference, Words, read_line, read_prose


def _shape(prose: Prose) -> list[tuple[int, str, str]]:
    """Give the blocks as depth, marker, words."""
    return [(block.depth, block.marker, _words(block.pieces)) for block in prose.blocks]


def _words(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text if isinstance(piece, Words) else f"<{piece.name if isinstance(piece, Placeholder) else piece.target}>" for piece in pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một câu.", [(0, "", "Một câu.")]),
        ("Một\ncâu.", [(0, "", "Một câu.")]),
        ("Một  \ncâu.", [(0, "", "Một câu.")]),
        ("Một\\\ncâu.", [(0, "", "Một câu.")]),
        ("Một.\n\nHai.\n", [(0, "", "Một."), (0, "", "Hai.")]),
        ("- một\n- hai\n  tiếp", [(1, "", "một"), (1, "", "hai tiếp")]),
        ("Gồm:\n- một\n  - hai\n- ba", [(0, "", "Gồm:"), (1, "", "một"), (2, "", "hai"), (1, "", "ba")]),
        ("1. một\n2. hai\n   - ba\n3. bốn", [(1, "1.", "một"), (1, "2.", "hai"), (2, "", "ba"), (1, "3.", "bốn")]),
        ("4) một", [(1, "4)", "một")]),
        ("1. một\n\n   tiếp\n2. hai", [(1, "1.", "một"), (0, "", "tiếp"), (1, "2.", "hai")]),
        ("- một\n\n  tiếp", [(1, "", "một"), (0, "", "tiếp")]),
        ("- một\n-\n- hai", [(1, "", "một"), (1, "", "hai")]),
        ("-", [(0, "", "-")]),
        ("1.", [(0, "", "1.")]),
        ("-5 độ, 2 - 3 giờ", [(0, "", "-5 độ, 2 - 3 giờ")]),
        ("    thụt vào", [(0, "", "thụt vào")]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_blocks(text: str, expected: list[tuple[int, str, str]]) -> None:
    """Blank lines part paragraphs; dashes and numbers make lists with their depth; what is alone stays as it is."""
    assert expected == _shape(read_prose(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** *c*", (Words("a "), Words("b", bold=True), Words(" "), Words("c", italic=True))),
        ("**a *b* c**", (Words("a ", bold=True), Words("b", bold=True, italic=True), Words(" c", bold=True))),
        (r"2 \* 3 \_ 4", (Words("2 * 3 _ 4"),)),
        ("a_b_c", (Words("a_b_c"),)),
        ("{đơn vị}", (Placeholder("đơn vị"),)),
        ("tại { đơn vị }.", (Words("tại "), Placeholder("đơn vị"), Words("."))),
        ("**{giam-doc}**", (Placeholder("giam-doc", bold=True),)),
        ("[[om-dau]]", (Reference("om-dau"),)),
        ("[[om-dau|đủ]] và [[#tiep-nhan]]", (Reference("om-dau", "đủ"), Words(" và "), Reference("#tiep-nhan"))),
        ("*[[luat:luat-bhxh]]*", (Reference("luat:luat-bhxh", italic=True),)),
        ("[[mau:01-hsb]]{tỉnh}", (Reference("mau:01-hsb"), Placeholder("tỉnh"))),
        ("& < > \" ' &amp;", (Words("& < > \" ' &amp;"),)),
    ],
)
def test_pieces(text: str, expected: tuple[Piece, ...]) -> None:
    """Marks become pieces: emphasis, placeholders, references; everything else is words."""
    assert (ProseBlock(expected),) == read_prose(text).blocks


@pytest.mark.parametrize("text", ["- không phải danh sách", "1. không phải số", "# không phải tiêu đề", "> không phải trích"])
def test_line(text: str) -> None:
    """A line is never a list or a heading, whatever it begins with."""
    assert (Words(text),) == read_line(text)


def test_line_with_marks() -> None:
    """A line has the same inline marks as a paragraph; an empty one has no pieces."""
    assert (Words("a "), Words("b", bold=True), Words(" "), Placeholder("tỉnh")) == read_line("a **b** {tỉnh}")
    assert () == read_line("")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Tiêu đề", ("# Tiêu đề",)),
        ("| a | b |\n| - | - |", ("| a | b |", "| - | - |")),
        ("> trích", ("> trích",)),
        ("<b>đậm</b>", ("<b>", "</b>")),
        ("[chữ](http://a.vn)", ("](http://a.vn)",)),
        ("`mã`", ("`mã`",)),
        ("{một [[hai", ("{", "[[")),
        ("{{ thân }}", ("{", "}")),
        ("{đơn\nvị}", ("{", "}")),
        ("{đơn vị} [[om-dau|đủ]] **a** *b* - c", ()),
        ("a < b, c > d, e | f, số #1", ()),
    ],
)
def test_strangers(text: str, expected: tuple[str, ...]) -> None:
    """Marks that are not ours are told as they stand; ours, and what only looks like a mark, are not."""
    assert expected == read_prose(text).strangers


def test_stranger_is_cut() -> None:
    """A long stranger is told by its beginning."""
    assert (f"# {'a' * 38}",) == read_prose(f"# {'a' * 100}").strangers


_TEXT = st.text(alphabet="ađ 1.-*_\\{}[]|#>\n", max_size=40)


@settings(deadline=None)
@given(_TEXT)
def test_never_raises(text: str) -> None:
    """Whatever the text, reading gives blocks with pieces, and none only for a text of nothing."""
    prose = read_prose(text)
    assert bool(text.strip()) <= bool(prose.blocks)
    assert bool(read_line(text)) <= bool(text)


@settings(deadline=None)
@given(_TEXT)
def test_letters_are_kept(text: str) -> None:
    """Every letter of a text is in its pieces, once, in order."""
    shown = "".join(
        piece.text if isinstance(piece, Words) else piece.name if isinstance(piece, Placeholder) else piece.target + piece.form for block in read_prose(text).blocks for piece in block.pieces
    )
    assert re.sub(r"[^ađ]", "", text) == re.sub(r"[^ađ]", "", shown)
