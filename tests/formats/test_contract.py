"""What every format owes: the formats of the table, and one more that only the tests have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given, settings

from qmsdocs.archive import PRIVATE
from qmsdocs.load.yaml_file import read_yaml
from qmsdocs.model.artifact import Format
from qmsdocs.model.document import Arrow, Block, Cell, Document, Fact, Figure, Heading, LineBreak, Link, Mark, PageOf, Paragraph, Row, Run, Shape, ShapeKind, Tab, Table, Text
from qmsdocs.model.node import Scalar
from qmsdocs.ooxml.shell import HEAD_SLOTS
from qmsdocs.render.formats import FORMATS
from support.documents import FACTS, IDENTITY, documents
from support.looks import appearance
from support.plain_text_format import PlainText
from support.read_back import READERS

_EVERY = {**FORMATS, PlainText.name: PlainText()}
every_format = pytest.mark.parametrize("name", _EVERY)
_MARKS = (None, *Mark)
_ENDS = {Mark.MOVED_FROM: (Mark.MOVED_FROM, Mark.MOVED_TO), Mark.MOVED_TO: (Mark.MOVED_TO, Mark.MOVED_FROM)}
_RUNS: tuple[Run, ...] = (
    Text("chữ thường"),
    Text("chữ đậm", bold=True),
    Text("chữ nghiêng", italic=True),
    Fact("đơn vị"),
    Fact("đơn vị", upper=True),
    Link("mục 5", anchor="noi-dung"),
    Link("QT.MC-01", document="QT.MC-01"),
    PageOf("noi-dung", "12"),
    Tab(),
    LineBreak(),
)
_NASTY = "A & B < C > D \"E\" 'F' &amp; <b> ]]> {{ 7 * 7 }} {% raw %} %(s)s ${x} \\1"


def _format(name: str) -> Format:
    return _EVERY[name]


def _document(*blocks: Block, slots: Mapping[str, tuple[Run, ...]] | None = None) -> Document:
    return Document(IDENTITY, "quy-trinh", tuple((name, (slots or {}).get(name, ())) for name in HEAD_SLOTS), blocks)


def _printed(name: str, document: Document, facts: Mapping[str, str] = FACTS) -> bytes:
    return _format(name).specialise(document, appearance()).fill(facts).raw


def _read(name: str, document: Document, facts: Mapping[str, str] = FACTS) -> str:
    """Give a printed document's words, with white space made one space."""
    return _spaced(READERS[name](_printed(name, document, facts)))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _lines(block: Block, facts: Mapping[str, str] = FACTS) -> list[str]:
    """Give the words that a block's paragraphs, cells or shapes must be read back as."""
    match block:
        case Paragraph() | Heading():
            return [_spaced("".join(_word(run, facts) for run in block.runs))]
        case Table():
            return [line for row in block.rows for cell in row.cells for paragraph in cell.paragraphs for line in _lines(paragraph, facts)]
        case Figure():
            return [_spaced(line) for shape in block.shapes for line in (*shape.lines, *shape.small)]


def _word(run: Run, facts: Mapping[str, str]) -> str:
    match run:
        case Text() | Link() | PageOf():
            return run.text
        case Fact():
            return facts[run.name].upper() if run.upper else facts[run.name]
        case Tab() | LineBreak():
            return " "


def _assert_in_order(lines: list[str], words: str) -> None:
    position = 0
    for line in lines:
        found = words.find(line, position)
        assert found >= 0, f"{line!r} is not in {words[position : position + 200]!r}"
        position = found + len(line)


def _every_kind(mark: Mark | None) -> list[Block]:
    """Give one block of each kind with a mark on it and on all inside it, each with every kind of run."""
    runs = tuple(replace(run, mark=mark) for run in _RUNS)
    paragraph = Paragraph(runs, mark=mark)
    row = Row((Cell((paragraph, paragraph)), Cell((replace(paragraph, runs=()),))), mark=mark)
    figure = Figure(1000, 1500, (), (), "Lưu đồ", mark=mark)
    return [paragraph, Heading(1, runs, f"muc-{_MARKS.index(mark)}", mark=mark), Table((1, 2), (row, row), 1, mark=mark), figure]


_ANCHOR = Heading(1, (Text("Nội dung"),), "noi-dung")


@every_format
def test_the_table_of_formats_is_right(name: str) -> None:
    """A format stands under its own name, has a suffix, and brings a reader for this contract."""
    assert _format(name).name == name
    assert _format(name).suffix.startswith(".")
    assert name in READERS


def test_the_contract_knows_every_kind() -> None:
    """The documents of this contract hold every kind of block and of run that there is."""
    assert {type(block) for block in _every_kind(None)} == set(get_args(Block))
    assert {type(run) for run in _RUNS} == set(get_args(Run))


@every_format
@pytest.mark.parametrize("mark", _MARKS)
def test_every_kind_is_printed_with_every_mark(name: str, mark: Mark | None) -> None:
    """Every kind of block and run prints with every mark, and no word is lost to a mark; a move has its two ends."""
    blocks = [block for one in _ENDS.get(mark, (mark,)) for block in _every_kind(one)]
    words = _read(name, _document(_ANCHOR, *blocks))
    for block in blocks:
        _assert_in_order(_lines(block), words)


@every_format
def test_marks_can_be_told_apart(name: str) -> None:
    """The same blocks with another mark, or with none, are another file."""
    printed = {mark: _printed(name, _document(_ANCHOR, *(replace(block, anchor="muc") if isinstance(block, Heading) else block for block in _every_kind(mark)))) for mark in _MARKS}
    assert len(set(printed.values())) == len(_MARKS)


@every_format
@settings(max_examples=30)
@given(document=documents)
def test_every_word_is_kept_in_its_order(name: str, document: Document) -> None:
    """Whatever the document, its words are read back paragraph by paragraph in their order, head and foot too; the word beside the page number is for formats that have pages."""
    words = _read(name, document)
    _assert_in_order([line for block in document.blocks for line in _lines(block)], words)
    for slot, runs in document.slots:
        assert slot == "trang" or _spaced("".join(_word(run, FACTS) for run in runs)) in words


@every_format
@settings(max_examples=10)
@given(document=documents)
def test_the_same_document_gives_the_same_bytes(name: str, document: Document) -> None:
    """Printing and filling twice gives the same file."""
    assert _printed(name, document) == _printed(name, document)


@every_format
def test_signs_of_markup_are_words(name: str) -> None:
    """Signs that mean something to XML, HTML or a template engine are plain words: in static text, in titles, in links, in an office's values, in a note."""
    document = replace(_document(Paragraph((Text(_NASTY), Fact("đơn vị"), Link(_NASTY, document="a&b"))), slots={"đầu_phải": (Text(_NASTY),)}), identity=replace(IDENTITY, title=_NASTY))
    words = _read(name, document, {**FACTS, "đơn vị": f"«{_NASTY}»"})
    assert f"{_NASTY}«{_NASTY}»{_NASTY}" in words
    assert f"{IDENTITY.code} {_NASTY}" in words
    assert words.count(_NASTY) >= 5


@every_format
def test_signs_in_a_drawing_are_words(name: str) -> None:
    """The words of a drawing are escaped too."""
    shapes = tuple(Shape(kind, 10, 10 + 100 * index, 300, 80, (f"{kind} {_NASTY}", "dòng hai"), (f"{kind} nhỏ {_NASTY}",)) for index, kind in enumerate(ShapeKind))
    figure = Figure(1000, 1500, shapes, (Arrow(((10, 10), (10, 90))), Arrow(((10, 10), (90, 10)))), _NASTY)
    _assert_in_order(_lines(figure), _read(name, _document(figure)))


@every_format
def test_vietnamese_letters_stay(name: str) -> None:
    """Letters with two marks, and those that are no letter with a mark (đ, ơ, ư), stand as they were, in capitals too."""
    text = "đ Đ ơ ờ Ợ ư ữ Ự ặ Ằ ế ỗ Ỵ – « » … “ ” ½"
    words = _read(name, _document(Paragraph((Text(text), Text(" | "), Fact("đơn vị", upper=True)))), {**FACTS, "đơn vị": "đơn vị ở phường Ường"})
    assert f"{text} | ĐƠN VỊ Ở PHƯỜNG ƯỜNG" in words


@every_format
def test_decomposed_input_is_composed_output(name: str) -> None:
    """Text typed on a machine that decomposes letters is composed when it is read, and so it is in every format."""
    typed = normalize("NFD", "Bảo hiểm xã hội tỉnh Quảng Ngãi, đơn vị trực thuộc")
    node = read_yaml("a.yaml", typed.encode()).value
    assert isinstance(node, Scalar)
    words = _read(name, _document(Paragraph((Text(node.text),))))
    assert normalize("NFC", typed) in words
    assert is_normalized("NFC", words)


@every_format
def test_an_empty_cell_is_a_cell(name: str) -> None:
    """Cells without words, in the head and in the body, are printed and keep their neighbours in place."""
    empty = Cell((Paragraph(()),))
    full = Cell((Paragraph((Text("có chữ"),)),))

    def table(*cells: Cell) -> Document:
        return _document(Table((1, 1), (Row((empty, empty)), Row(cells), Row((Cell((Paragraph(()),), span=2),))), header_rows=1))

    assert _read(name, table(empty, full)).count("có chữ") == 1
    assert _printed(name, table(empty, full)) != _printed(name, table(full, empty))


@every_format
def test_a_long_paragraph_is_one_paragraph(name: str) -> None:
    """A paragraph of ten thousand words is kept to the last word."""
    text = " ".join(f"từ{number}" for number in range(10_000))
    assert text in _read(name, _document(Paragraph((Text(text),))))


@every_format
def test_one_print_serves_many_offices(name: str) -> None:
    """A document is specialised once; each office's file holds its own facts, no hole stays open, and the packed bytes are the file."""
    printed = _format(name).specialise(_document(Paragraph((Text("Của "), Fact("đơn vị"), Text(".")))), appearance())
    for office in ("BHXH huyện A", "BHXH huyện <B>"):
        entry = printed.fill({**FACTS, "đơn vị": office})
        assert f"Của {office}." in _spaced(READERS[name](entry.raw))
        assert PRIVATE.search(READERS[name](entry.raw)) is None


@every_format
def test_a_missing_fact_is_an_error(name: str) -> None:
    """No file leaves with a hole in it."""
    printed = _format(name).specialise(_document(Paragraph((Fact("số quyết định"),))), appearance())
    with pytest.raises(KeyError, match="số quyết định"):
        printed.fill(FACTS)
